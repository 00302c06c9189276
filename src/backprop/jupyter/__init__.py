"""The front end in Jupyter: it shows figures and verdicts, which are data, as widgets."""
