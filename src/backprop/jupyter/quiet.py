"""A block in which nothing is displayed in a notebook, whatever it asks for."""

from IPython.utils.capture import capture_output


def nothing_displayed():
    """A context in which `display` shows nothing; what is printed is not its business."""
    return capture_output(stdout=False, stderr=False)
