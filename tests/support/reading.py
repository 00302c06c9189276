"""What a reader sees of a figure at given values of its controls."""

from backprop.widgets.plot import DOTS
from diagram import Diagram
from figures import FIGURES


def shown(name, **values):
    """The figure at these values, and its picture: a `Diagram`, or a plot's view with its artists as they stand."""
    figure = FIGURES[name]
    drawn = figure.render(**values)
    if not figure.is_plot:
        return drawn, Diagram(drawn.picture, drawn.sentence)
    view = figure.view.kept()
    view.figure.set_dpi(DOTS)  # as when it was drawn whole: axis labels stand where they did
    view.move(drawn.numbers)
    return drawn, view
