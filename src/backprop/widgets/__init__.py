"""Live figures: one module a notebook, under the notebook's name, and the few things that they share."""

import logging

# On a machine where matplotlib is new it says, while a first plot is drawn, that it is building its font cache.
logging.getLogger("matplotlib.font_manager").setLevel(logging.ERROR)
