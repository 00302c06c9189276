"""Every live figure driven by messages such as a front end sends, in any order; what it must show is in `oracles`.

Each figure goes through every value of each of its controls, and then through sequences that hypothesis chooses: any
value, typed or moved to, both ends often, fast reversals, values that another control has just put out of range, and
for the film of 10 the clock and its buttons in any order. After every message: the controls say what was sent;
nothing was raised, logged, printed or warned of, also not inside a callback, where ipywidgets only logs; every number
of the figure, every coordinate of a diagram and every artist of a plot is finite; the page holds the picture and its
sentence, the picture keeps its size, and the oracle of the figure agrees. One setting has one picture, however it is
reached.
"""

import contextlib
import html
import io
import logging
import re
import warnings
from functools import cache
from xml.etree import ElementTree

import ipywidgets
import numpy as np
import pytest
from hypothesis import HealthCheck, Phase, given, note, settings
from hypothesis import strategies as st
from ipywidgets import ToggleButtons
from numpy.testing import assert_allclose

import figures
from backprop.widgets import live, training
from backprop.widgets.plot import Plot
from oracles import ORACLES, Seen, moves, walk

MAKERS = figures.makers()
LAST = {  # the last value of `step`, which depends on the layers
    "algorithm.figure": lambda layers: len(list(walk(layers))), "recursion.figure": lambda layers: len(moves(layers))
}  # fmt: skip
FAR = re.compile(r"\b(nan|inf|infinity|none)\b|∞", re.IGNORECASE)
SAID_ON_PURPOSE = ("saturation.figure", "slips.figure")  # there NaN and ∞ are what a form in floats gives


@pytest.fixture(scope="module", autouse=True)
def one_view():
    """Every figure of one kind draws on one plot: making it is slow, and no trace of another figure may show."""
    with pytest.MonkeyPatch.context() as patch:
        for stem in figures.STEMS:
            for name, kind in list(vars(figures.module(stem)).items()):
                if isinstance(kind, type) and issubclass(kind, Plot) and kind is not Plot:
                    patch.setattr(figures.module(stem), name, cache(kind))
        yield


def send(widget, **state):
    """What a front end sends when a reader moves a control."""
    _deliver(widget, {"method": "update", "state": state, "buffer_paths": []})


def click(button):
    """What a front end sends when a reader clicks."""
    _deliver(button, {"method": "custom", "content": {"event": "click"}})


def _deliver(widget, data):
    widget._handle_msg({"content": {"data": data}, "buffers": []})


@contextlib.contextmanager
def in_silence(log):
    """Nothing inside raises, warns, prints or logs; `log` is where ipywidgets puts what it catches in a callback."""
    records, out = [], io.StringIO()
    handler = logging.Handler(logging.WARNING)
    handler.emit = records.append
    with warnings.catch_warnings(), contextlib.redirect_stdout(out), contextlib.redirect_stderr(out):
        warnings.simplefilter("error")
        log.addHandler(handler)
        try:
            yield
        finally:
            log.removeHandler(handler)
    for record in records:
        raise AssertionError(record.getMessage()) from (record.exc_info or [None, None])[1]
    assert not out.getvalue()


def assert_finite(value, where="numbers"):
    """No number in nested numbers is NaN or infinite; None and words are no numbers."""
    if isinstance(value, dict | list | tuple):
        for key, part in value.items() if isinstance(value, dict) else enumerate(value):
            assert_finite(part, f"{where}[{key!r}]")
    elif not isinstance(value, str | set | None):
        assert np.isfinite(value).all(), where


class Driven:
    """A figure, and what its controls must say: `told` by name, `playing` and `ticks` of the clock of a film."""

    def __init__(self, name):
        self.name, self.figure = name, MAKERS[name]()
        self.controls, self.seen, self.plots = self.figure.controls, {}, self.figure._is_plot
        self.told, self.size = self.figure.values(), None
        self.film = self.figure.children[0].children[:4] if name == "training.figure" else ()
        self.playing, self.ticks = False, 1
        self.check()

    def set(self, name, value):
        """Move one control, and check."""
        control = self.controls[name]
        if isinstance(control, ToggleButtons):
            send_, told = {"index": value}, control._options_full[value][1]
        else:
            last = LAST[self.name](self.told["layers"]) if name == "step" and self.name in LAST else control.max
            send_, told = {"value": int(value) if value == int(value) else value}, min(max(value, control.min), last)
        with in_silence(self.figure.log):
            send(control, **send_)
        self.told[name] = told
        if name == "layers" and self.name in LAST:
            self.told["step"] = min(self.told["step"], LAST[self.name](told))
        self.check()

    def press(self, what, value=None):
        """Use the clock or a button of a film, and check."""
        clock, step, reset, _ = self.film
        with in_silence(self.figure.log):
            if what in ("play", "pause"):
                send(clock, playing=what == "play")
            elif what == "stop":
                send(clock, playing=False, value=0)
            elif what == "tick":
                send(clock, value=self.ticks + 1 if value is None else value)
            else:
                click({"step": step, "reset": reset}[what])
        self.told["epoch"], self.playing, self.ticks = self.pressed(what, value)
        self.check()

    def pressed(self, what, value):
        """The epoch, whether the clock plays, and its ticks, after one use of the clock or a button."""
        epoch, playing, ticks = self.told["epoch"], self.playing, self.ticks
        if what == "play":
            return 0 if epoch == 1000 and not playing else epoch, True, ticks
        if what == "stop" or (what, value) == ("tick", 0):
            return 0, False, 1
        if what == "tick":
            now = ticks + 1 if value is None else value
            if now != ticks and playing:
                epoch = min(epoch + 10, 1000)
                playing = epoch < 1000
            return epoch, playing, now
        return {"step": min(epoch + 1, 1000), "reset": 0}.get(what, epoch), False, ticks

    def check(self):
        """Everything that must hold after every message."""
        figure, sentence = self.figure, self.figure.sentence
        assert figure.values() == self.told
        for name, control in self.controls.items():
            if name == "between":
                assert control.disabled == (self.told["answer"] != "between")
            if name == "step" and self.name in LAST:
                assert control.max == LAST[self.name](self.told["layers"])
        if self.film:
            clock, _, _, bar = self.film
            assert (clock.playing, clock.value, bar.value) == (self.playing, self.ticks, self.told["epoch"])
        assert_finite(figure.numbers)
        assert sentence == " ".join(sentence.split())
        assert self.name in SAID_ON_PURPOSE or not FAR.search(sentence)
        self.check_page()
        seen = Seen(figure)
        self.check_plot(seen) if seen.view else self.check_diagram(seen)
        picture = hash(figure._drawn), sentence
        here = tuple(value for name, value in self.told.items()
                     if name != "between" or self.told["answer"] == "between")  # fmt: skip
        assert self.seen.setdefault(here, picture) == picture
        assert self.name in ORACLES, "it has no oracle: write one in oracles.py, and enter it in ORACLES"
        ORACLES[self.name](self.told, figure.numbers, seen)

    def check_page(self):
        figure, words = self.figure, html.escape(self.figure.sentence)
        assert figure._shown.value.count(words) == (2 if self.plots else 3)
        assert '<p role="status"' in figure._shown.value and "alert" not in figure._shown.value
        assert figure._drawn in figure._shown.value

    def check_diagram(self, seen):
        size = seen.root.get("width"), seen.root.get("height")
        self.size = self.size or size
        assert size == self.size and seen.root.get("viewBox") == "0 0 {} {}".format(*size)
        assert seen.root.get("aria-label") == next(seen.tagged("title")).text == self.figure.sentence
        across, down = map(float, size)
        for element in seen.root.iter():
            for name, value in element.attrib.items():
                if name in ("x", "y", "cx", "cy", "x1", "y1", "x2", "y2"):
                    assert -1 <= float(value) <= (across if "x" in name else down) + 1, (name, value)
                if name == "points":
                    assert_finite([float(number) for number in re.split("[ ,]", value)])
                if name in ("width", "height", "r", "stroke-width") and not value.endswith("%"):
                    assert float(value) >= 0
        drawn = self.figure._drawn.replace('"none"', "").lower()
        suspect = any(word in drawn for word in ("nan", "inf", "none", "∞"))
        assert not suspect or self.name in SAID_ON_PURPOSE or not FAR.search(drawn)

    def check_plot(self, seen):
        root, size = ElementTree.fromstring(self.figure._drawn), seen.view.size
        assert root.get("aria-label") == self.figure.sentence and root.get("width") == str(size[0])
        box = [float(part) for part in root.get("viewBox").split()]
        assert_allclose(box, [0, 0, 0.72 * size[0], 0.72 * size[1]])
        numbers = "".join(re.findall(r' (?:x|y|d|transform)="([^"]*)"', self.figure._drawn)).lower()
        assert "nan" not in numbers and "inf" not in numbers
        for artist in seen.view.moving:
            for part in ("get_xydata", "get_array", "get_position", "get_bbox", "get_segments"):
                if hasattr(artist, part) and (got := getattr(artist, part)()) is not None:
                    assert_finite(got if isinstance(got, tuple | list) else np.ma.getdata(np.asarray(got)))
            if hasattr(artist, "get_text"):
                assert self.name in SAID_ON_PURPOSE or not FAR.search(artist.get_text())


def within(control, high):
    """A strategy for what a front end sends for a range: an end or next to it, a step, or a number typed in."""
    step = getattr(control, "step", None) or 1
    count = round((high - control.min) / step)
    on_a_step = st.integers(0, count).map(lambda k: at(control.min, k, step))
    near = st.sampled_from([control.min, high, at(control.min, 1, step), at(control.min, count - 1, step)])
    if isinstance(step, int):
        return near | on_a_step
    typed = st.integers(round(control.min * 1000), round(high * 1000)).map(lambda k: k / 1000)
    return near | on_a_step | on_a_step | typed


def at(low, k, step):
    return low + k * step if isinstance(step, int) else round(low + k * step, 10)


def strategy(driven):
    """Lists of moves, each a name and one value, or a fast reversal between two; and for a film its buttons."""
    name, controls = driven.name, driven.controls
    values = {}
    for control_name, control in controls.items():
        if isinstance(control, ToggleButtons):
            values[control_name] = st.integers(0, len(control.options) - 1)
        else:
            depends = control_name == "step" and name in LAST
            high = LAST[name](controls["layers"].options[-1]) if depends else control.max
            values[control_name] = within(control, high)
    one = st.sampled_from(list(values)).flatmap(lambda chosen: st.tuples(st.just(chosen), values[chosen]))
    there_and_back = st.sampled_from(list(values)).flatmap(
        lambda chosen: st.tuples(st.just(chosen), values[chosen], values[chosen], st.integers(1, 2))
    )
    kinds = [one, one, one, there_and_back]
    if driven.film:
        kinds = [*kinds, *[st.tuples(st.sampled_from(["play", "pause", "stop", "step", "reset", "tick"]))] * 3,
                 st.tuples(st.just("tick"), st.sampled_from([0, 1, 2, 10**6]))]  # fmt: skip
    return st.one_of(kinds)


def do(driven, move):
    """Make one move of `strategy`."""
    name, *values = move
    if name not in driven.controls:
        driven.press(name, *values)
    elif len(values) == 1:
        driven.set(name, *values)
    else:
        for value in values[:2] * values[2]:
            driven.set(name, value)


@pytest.mark.parametrize("name", MAKERS)
def test_any_sequence(name):
    first = Driven(name)
    many, long = (3, 14) if first.plots else (5, 22)

    @settings(max_examples=many, derandomize=True, database=None, deadline=None, phases=[Phase.generate],
              suppress_health_check=list(HealthCheck))  # fmt: skip
    @given(st.lists(strategy(first), min_size=long, max_size=long))
    def drive(listed):
        driven = Driven(name)
        for move in listed:
            note(f"{move} at {driven.told}")
            do(driven, move)

    drive()


@pytest.mark.parametrize("name", MAKERS)
def test_every_value_of_every_control(name):
    """All values of a diagram's control up, down and up again, and back; the ends and the middle of a plot's."""
    driven = Driven(name)
    for control_name, control in driven.controls.items():
        before = driven.told[control_name]
        if isinstance(control, ToggleButtons):
            values = range(len(control.options))
            before = [value for _, value in control._options_full].index(before)
        elif driven.plots:
            values = figures.settings(control)
        else:
            step = getattr(control, "step", None) or 1
            values = [at(control.min, k, step) for k in range(round((control.max - control.min) / step) + 1)]
        for value in [*values, *([] if driven.plots else [values[0], values[-1]]), before]:
            driven.set(control_name, value)


def test_every_figure_has_an_oracle():
    assert set(ORACLES) == set(MAKERS), "write what it must say and show in oracles.py, and enter it in ORACLES"


def test_any_way_through_the_film():
    """Play, ticks to the end and beyond, and every button in every state of the clock."""
    driven = Driven("training.figure")
    for move in ["play", "tick", "tick", "pause", "tick", "play", "play", "tick", "step", "tick", "play", "reset",
                 "tick", "stop", "stop", "tick", "play", "tick", "stop", "tick", "reset", "step"]:  # fmt: skip
        driven.press(move)
    for move in ["play", "step", "reset", "stop", "pause"]:
        driven.set("epoch", 995)
        for each in ("play", "tick", "tick", move, "tick", "tick"):
            driven.press(each)
    driven.set("epoch", 1000)
    for move in ("step", "play", "tick", "pause", "reset"):
        driven.press(move)
    assert driven.told["epoch"] == 0 and training.STRIDE == 10


def seen_by(compute, say=str, picture="<svg/>"):
    """A figure of one slider with a fault, in silence."""
    figure = live.Live({"x": live.slider("x", 0.5, 0, 2, 0.1)}, compute, lambda n: picture, say)
    with in_silence(figure.log):
        send(figure.controls["x"], value=2)


def warn(x):
    if x == 2:
        warnings.warn("too large", RuntimeWarning, stacklevel=1)
    return {"x": x}


@pytest.mark.parametrize(
    ("fault", "words"),
    [
        (warn, "too large"),
        (lambda x: {"x": 1 / (x - 2)}, "division by zero"),
        (lambda x: {"x": np.log(np.array(2.0) - x)}, "divide by zero"),
        (lambda x: print(x) or {"x": x}, "2.0"),
    ],
)
def test_what_ipywidgets_would_swallow_is_seen(fault, words):
    with pytest.raises(AssertionError, match=words):
        seen_by(fault)


def test_what_a_button_swallows_is_seen():
    button = ipywidgets.Button()
    button.on_click(lambda _: 1 / 0)
    with pytest.raises(AssertionError, match="division by zero"), in_silence(button.log):
        click(button)


def test_what_is_not_finite_is_found_at_any_depth():
    assert_finite({"a": [(1.0, np.zeros(3), None, "NaN")], "b": {1: 2}})
    for value in (np.nan, np.inf, [{"a": (1.0, np.array([1.0, -np.inf]))}]):
        with pytest.raises(AssertionError):
            assert_finite(value)
