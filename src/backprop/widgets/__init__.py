"""Live figures: one module a notebook, under the notebook's name, and the few things that they share."""
