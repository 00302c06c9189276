"""What a reader sees of a figure at given values of its controls: the one place that knows how a figure is made.

`shown(name, **values)` has the `numbers`, the `sentence`, and the picture: `svg` of a diagram, or the `view` of a
plot after its artists have moved. `controls(name)` says what each control is: label, ends, step, choices, decimals.
"""

import re
from dataclasses import dataclass
from functools import cache

import ipywidgets

import figures


@dataclass
class Control:
    """One control: `label`; `values`, all that it can take; `choices`, the label of each; `decimals` of its readout."""

    label: str
    values: list
    default: object
    choices: list = None
    step: float = None
    decimals: int = None


@dataclass
class Shown:
    """A figure at one setting."""

    numbers: dict
    sentence: str
    svg: str = None
    view: object = None


@cache
def made(name):
    return figures.makers()[name]()


def names():
    return list(figures.makers())


def is_plot(name):
    return made(name)._is_plot


def control(widget):
    """A widget as data."""
    if isinstance(widget, ipywidgets.ToggleButtons):
        labels, values = zip(*widget._options_full, strict=True)
        return Control(widget.description, list(values), widget.value, choices=list(labels))
    step, decimals = getattr(widget, "step", None) or 1, 0
    if isinstance(widget, ipywidgets.FloatSlider):
        decimals = int(re.fullmatch(r"\.(\d+)f", widget.readout_format)[1])
    values = [widget.min + k * step for k in range(round((widget.max - widget.min) / step) + 1)]
    return Control(widget.description, [round(value, 9) for value in values], widget.value, step=step, decimals=decimals)


@cache
def controls(name):
    return {key: control(widget) for key, widget in made(name).controls.items()}


def page(name):
    """The names of the controls that stand on the page, in their order; None for another widget."""

    def walk(widget):
        for child in getattr(widget, "children", ()):
            yield child
            yield from walk(child)

    known = {widget: key for key, widget in made(name).controls.items()}
    return [known[widget] for widget in walk(made(name)) if widget in known]


def settled(name, values):
    """The values as the figure takes them: a step ends where the walk ends, which depends on the layers."""
    from oracles import moves, walk

    last = {"algorithm.figure": lambda L: len(list(walk(L))), "recursion.figure": lambda L: len(moves(L))}
    if name in last:
        values = {**values, "step": min(values["step"], last[name](values["layers"]))}
    return values


def shown(name, **values):
    """The figure at these values, which are settled."""
    figure = made(name)
    numbers = figure._compute(**values)
    sentence = figure._say(numbers)
    if not figure._is_plot:
        return Shown(numbers, sentence, svg=figure._view(numbers))
    figure._view.move(numbers)
    return Shown(numbers, sentence, view=figure._view)
