"""Every control is on the page once, with the label that belongs to it and a readout that shows its step."""

import re

import ipywidgets
import pytest

from backprop.widgets.controls import Choice, Index, Slider, Steps
from backprop.widgets.text import low
from figures import FIGURES

CONTROLS = [(name, key) for name, figure in FIGURES.items() for key in figure.controls]
SAYS = {  # what the label of a control has in it, where that is not the control's name
    "alpha": "α", "beta": "β", "weight_decay": "λ", "answer": "target y",
    "exponent": "h = 10", "first": "across", "second": "up",
}  # fmt: skip


def labels(name):
    """The label of each control of a figure."""
    return {key: control.label for key, control in FIGURES[name].controls.items()}


@pytest.mark.parametrize(("name", "key"), CONTROLS)
def test_a_label_says_what_its_control_sets(name, key):
    label = labels(name)[key]
    words = SAYS.get(key) or re.sub(r"\d", lambda digit: low(digit[0]), key.replace("_", " "))
    if (name, key) == ("recursion.figure", "step"):
        words = "moves made"
    assert re.search(rf"(?<!\w){re.escape(words)}(?!\w)", label), (key, label)
    others = {SAYS.get(other, other) for other in labels(name)} - {words, SAYS.get(key, key)}
    assert not any(re.fullmatch(rf"(\w+ )?{re.escape(other)}", label) for other in others), (key, label)
    control = FIGURES[name].controls[key]
    for count in re.findall(r"of (\d+)$", label):
        assert int(count) == control.high


@pytest.mark.parametrize(("name", "key"), CONTROLS)
def test_a_readout_shows_every_step(name, key):
    """Two settings next to each other are written differently, and a choice by its own value."""
    control = FIGURES[name].controls[key]
    every = control.settings(FIGURES[name].settled())
    assert every == sorted(set(every), key=every.index) and control.first in every
    if isinstance(control, Slider):
        assert [float(f"{value:.{control.decimals}f}") for value in every] == every
        assert (every[0], every[-1]) == (control.low, control.high)
    if isinstance(control, Choice):
        numbers = [(words, value) for words, value in control.pairs() if not isinstance(value, str)]
        assert all(float(words) == value for words, value in numbers if re.fullmatch(r"[\d.]+", words))
        assert [value for _, value in numbers] == sorted(value for _, value in numbers)


def placed(widget):
    """All widgets in a widget."""
    for child in getattr(widget, "children", ()):
        yield child
        yield from placed(child)


@pytest.mark.parametrize("name", FIGURES)
def test_every_control_is_on_the_page_once(name):
    figure = FIGURES[name]
    live = figure()
    values = [widget for widget in placed(live) if hasattr(widget, "value") and widget.description]
    assert sorted(map(id, values)) == sorted(map(id, live.controls.values()))
    assert list(live.controls) == list(figure.controls)
    kinds = {Slider: ipywidgets.FloatSlider, Steps: ipywidgets.IntSlider, Index: ipywidgets.BoundedIntText,
             Choice: ipywidgets.ToggleButtons}  # fmt: skip
    for key, control in figure.controls.items():
        widget = live.controls[key]
        assert type(widget) is kinds[type(control)] and widget.value == control.first
        assert widget.description == (control.about(control.first) if isinstance(control, Index) else control.label)
        if isinstance(control, Slider):
            assert (widget.min, widget.max, widget.step) == (control.low, control.high, control.step)
            assert widget.readout and widget.readout_format == f".{control.decimals}f"
        if isinstance(control, Choice):
            assert [words for words, _ in control.pairs()] == [words for words, _ in widget._options_full]
