"""Every live figure at any setting, chosen by hypothesis; what it must say is in `pictures`.

Each figure goes through every value of each of its controls, and then through settings of all of them: any value,
typed or moved to, both ends often, and values that another control has put out of range. At each: nothing is raised,
printed or warned of; every number of the figure, every coordinate of a diagram and every artist of a plot is finite;
the picture keeps its size, and the oracle of the figure agrees. One setting has one picture, however it is reached.
"""

import contextlib
import io
import re
import warnings
from xml.etree import ElementTree

import numpy as np
import pytest
from hypothesis import HealthCheck, Phase, given, note, settings
from hypothesis import strategies as st
from numpy.testing import assert_allclose

import figures
import pictures
from backprop.widgets.controls import Choice, Slider
from backprop.widgets.figure import Figure
from figures import FIGURES
from oracles import Seen, moves, walk

LAST = {  # the last value of a control that depends on another
    "algorithm.figure": ("step", lambda told: len(list(walk(told["layers"])))),
    "recursion.figure": ("step", lambda told: len(moves(told["layers"]))),
    "start_here.figure_race": ("passes", lambda told: 2 * (6 * told["hidden"] + 3)),
}  # fmt: skip
FAR = re.compile(r"\b(nan|inf|infinity|none)\b|∞", re.IGNORECASE)
SAID_ON_PURPOSE = ("rounding.figure", "slips.figure")  # there NaN and ∞ are what a form in floats gives
PICTURES = {}  # (figure, setting): picture and sentence


@contextlib.contextmanager
def in_silence():
    """Nothing inside warns or prints."""
    out = io.StringIO()
    with warnings.catch_warnings(), contextlib.redirect_stdout(out), contextlib.redirect_stderr(out):
        warnings.simplefilter("error")
        yield
    assert not out.getvalue()


def assert_finite(value, where="numbers"):
    """No number in nested numbers is NaN or infinite; None and words are no numbers."""
    if isinstance(value, dict | list | tuple):
        for key, part in value.items() if isinstance(value, dict) else enumerate(value):
            assert_finite(part, f"{where}[{key!r}]")
    elif not isinstance(value, str | set | None):
        assert np.isfinite(value).all(), where


def check(name, told):
    """Everything that must hold of a figure when its controls are told these values."""
    figure = FIGURES[name]
    with in_silence():
        drawn = figure.render(**told)
    values = {key: told[key] for key in figure.controls}
    if name in LAST:
        key, last = LAST[name]
        values[key] = min(told[key], last(told))
    assert drawn.values == values
    assert_finite(drawn.numbers)
    assert drawn.sentence == " ".join(drawn.sentence.split())
    assert name in SAID_ON_PURPOSE or not FAR.search(drawn.sentence)
    seen = Seen(figure, drawn)
    check_plot(name, seen, drawn.picture) if figure.is_plot else check_diagram(name, seen, drawn.picture)
    here = name, *(value for control, value in values.items() if figure.controls[control].counts(values))
    assert PICTURES.setdefault(here, (hash(drawn.picture), drawn.sentence))[0] == hash(drawn.picture)
    pictures.oracle(name, "_says")(values, drawn.numbers, seen)


def check_diagram(name, seen, picture):
    size = seen.root.get("width"), seen.root.get("height")
    assert PICTURES.setdefault(name, size) == size and seen.root.get("viewBox") == "0 0 {} {}".format(*size)
    across, down = map(float, size)
    for element in seen.root.iter():
        for key, value in element.attrib.items():
            if key in ("x", "y", "cx", "cy", "x1", "y1", "x2", "y2"):
                assert -1 <= float(value) <= (across if "x" in key else down) + 1, (key, value)
            if key == "points":
                assert_finite([float(number) for number in re.split("[ ,]", value)])
            if key in ("width", "height", "r", "stroke-width") and not value.endswith("%"):
                assert float(value) >= 0
    assert name in SAID_ON_PURPOSE or not FAR.search(picture.replace('"none"', ""))


def check_plot(name, seen, picture):
    root, size = ElementTree.fromstring(picture), seen.view.size
    assert root.get("width") == str(size[0])
    assert_allclose([float(part) for part in root.get("viewBox").split()], [0, 0, 0.72 * size[0], 0.72 * size[1]])
    numbers = "".join(re.findall(r' (?:x|y|d|transform)="([^"]*)"', picture)).lower()
    assert "nan" not in numbers and "inf" not in numbers
    for artist in seen.view.moving:
        for part in ("get_xydata", "get_array", "get_position", "get_bbox", "get_segments"):
            if hasattr(artist, part) and (got := getattr(artist, part)()) is not None:
                assert_finite(got if isinstance(got, tuple | list) else np.ma.getdata(np.asarray(got)))
        if hasattr(artist, "get_text"):
            assert name in SAID_ON_PURPOSE or not FAR.search(artist.get_text())


def within(figure, control):
    """A strategy for what a control may be told: an end or next to it, a step, or a number typed in."""
    every = control.settings(figures.last_choices(figure))  # of `step` as many as the deepest network has
    if isinstance(control, Choice):
        return st.sampled_from(every)
    near = st.sampled_from([every[0], every[-1], every[1], every[-2]])
    if isinstance(control, Slider):
        typed = st.integers(round(control.low * 1000), round(control.high * 1000)).map(lambda k: k / 1000)
        return near | st.sampled_from(every) | typed
    return near | st.sampled_from(every)


@pytest.mark.parametrize("name", FIGURES)
def test_any_setting(name):
    figure = FIGURES[name]
    any_setting = st.fixed_dictionaries({key: within(figure, control) for key, control in figure.controls.items()})

    @settings(max_examples=8 if figure.is_plot else 30, derandomize=True, database=None, deadline=None,
              phases=[Phase.generate], suppress_health_check=list(HealthCheck))  # fmt: skip
    @given(any_setting)
    def drawn(values):
        note(values)
        check(name, values)

    drawn()


@pytest.mark.parametrize("name", FIGURES)
def test_every_value_of_every_control(name):
    """All values of a diagram's control, and the first anew; the ends and the middle of a plot's."""
    figure = FIGURES[name]
    if figure.is_plot:
        for _, values in figures.turned(figure):
            check(name, values)
        return
    for key, control in figure.controls.items():
        for value in control.settings(figure.settled()):
            check(name, {**figure.settled(), key: value})
    check(name, figure.settled())


def warn(x):
    warnings.warn("too large", RuntimeWarning, stacklevel=1)
    return {"x": x}


@pytest.mark.parametrize(
    ("fault", "kind"),
    [
        (warn, RuntimeWarning),
        (lambda x: {"x": 1 / (x - 2)}, ZeroDivisionError),
        (lambda x: {"x": np.log(np.array(2.0) - x)}, RuntimeWarning),
        (lambda x: print(x) or {"x": x}, AssertionError),
    ],
)
def test_what_is_amiss_is_seen(fault, kind):
    two = {"x": Slider("x", 2, 0, 2, 0.1)}
    figure = Figure(about="x", controls=two, compute=fault, say=str, view=lambda n: "<svg>")
    with pytest.raises(kind), in_silence():
        figure.render()


def test_what_is_not_finite_is_found_at_any_depth():
    assert_finite({"a": [(1.0, np.zeros(3), None, "NaN")], "b": {1: 2}})
    for value in (np.nan, np.inf, [{"a": (1.0, np.array([1.0, -np.inf]))}]):
        with pytest.raises(AssertionError):
            assert_finite(value)
