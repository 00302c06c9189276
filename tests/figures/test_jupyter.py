"""The front end in Jupyter, driven by messages such as a browser sends: it shows its figure as that is."""

import contextlib
import html
import logging
import threading
import time

import pytest
from hypothesis import HealthCheck, Phase, given, note, settings
from hypothesis import strategies as st

import figures
from backprop.exercises import check
from backprop.jupyter import page
from backprop.jupyter.film import Player
from backprop.widgets import batch, catalogue, eta, training
from backprop.widgets.controls import By, Choice, Film, Slider, Steps
from backprop.widgets.figure import Figure, Press
from figures import FIGURES

QUICK = {"database": None, "deadline": None, "derandomize": True, "phases": [Phase.generate],
         "suppress_health_check": list(HealthCheck)}  # fmt: skip


def send(widget, **state):
    """What a browser sends when a reader moves a control."""
    _deliver(widget, {"method": "update", "state": state, "buffer_paths": []})


def click(button):
    """What a browser sends when a reader clicks."""
    _deliver(button, {"method": "custom", "content": {"event": "click"}})


def _deliver(widget, data):
    widget._handle_msg({"content": {"data": data}, "buffers": []})


@contextlib.contextmanager
def in_silence(log):
    """Nothing inside is logged: that is where ipywidgets puts what it catches in a callback."""
    records = []
    handler = logging.Handler(logging.WARNING)
    handler.emit = records.append
    log.addHandler(handler)
    try:
        yield
    finally:
        log.removeHandler(handler)
    for record in records:
        raise AssertionError(record.getMessage()) from (record.exc_info or [None, None])[1]


def tell(live, name, value):
    """Move a control to a value, as a browser does."""
    control = live.figure.controls[name]
    with in_silence(live.log):
        if isinstance(control, Choice):
            send(live.controls[name], index=control.settings({}).index(value))
        else:
            send(live.controls[name], value=int(value) if value == int(value) else value)


def assert_shows(live, told):
    """The widgets say what the figure's rules make of these values, and the page has that picture and sentence."""
    drawn = live.figure.render(**told)
    assert live.values() == drawn.values
    for name, control in live.figure.controls.items():
        assert live.controls[name].disabled is not control.counts(drawn.values)
        if isinstance(control, Steps):
            assert live.controls[name].max == control.top(drawn.values)
    assert live.sentence == drawn.sentence and live.numbers.keys() == drawn.numbers.keys()
    assert live._shown.value.startswith(drawn.picture)
    assert live._shown.value.count(html.escape(drawn.sentence)) == 1 and "alert" not in live._shown.value


@pytest.mark.parametrize("name", FIGURES)
def test_a_figure_moves_with_its_controls(name):
    """In any order, also to values that a rule does not allow then."""
    figure = FIGURES[name]
    live, deepest = figure(), figures.last_choices(figure)
    assert_shows(live, {})
    moves = st.sampled_from(list(figure.controls)).flatmap(
        lambda name: st.tuples(st.just(name), st.sampled_from(figure.controls[name].settings(deepest)))
    )

    @settings(max_examples=1 if figure.is_plot else 3, **QUICK)
    @given(st.lists(moves, min_size=6, max_size=6))
    def move(listed):
        for name, value in listed:
            note((name, value, live.values()))
            told = {**live.values(), name: value}
            tell(live, name, value)
            assert_shows(live, told)

    move()


def small(compute=lambda **values: values, **controls):
    return Figure(about="values", controls=controls, compute=compute, say=str, view=lambda n: f"<svg>{n}</svg>")


def test_a_change_is_drawn_once_also_where_a_rule_moves_another_control():
    drawn = []
    live = small(
        lambda **values: drawn.append(values) or values,
        layers=Choice("layers", 3, (2, 3)), step=Steps("step", 9, By("layers", {2: 5, 3: 9})),
    )()  # fmt: skip
    drawn.clear()
    tell(live, "layers", 2)
    assert drawn == [{"layers": 2, "step": 5}] and live.controls["step"].max == 5


def broken(x):
    if x > 1:
        raise ValueError("x is too <large>")
    return {"x": x}


def test_an_error_is_shown_and_raised():
    live = small(broken, x=Slider("x", 0.5, 0, 2, 0.1))()
    with pytest.raises(ValueError, match="too <large>"):
        live.controls["x"].value = 2
    assert "could not be drawn" in live._shown.value and "{'x': 0.5}</svg>" in live._shown.value
    assert "ValueError: x is too &lt;large&gt;" in live._shown.value
    live.controls["x"].value = 0.7
    assert "could not be drawn" not in live._shown.value and live.numbers == {"x": 0.7}
    with pytest.raises(AssertionError, match="too <large>"):
        tell(live, "x", 2)


def test_changes_from_two_threads_are_drawn_one_at_a_time():
    """JupyterLab has the kernel handle the messages of each control in a thread of its own."""
    inside, together = [], []

    def slow(**values):
        inside.append(1)
        time.sleep(0.02)
        together.append(len(inside))
        inside.pop()
        return values

    live = small(slow, x=Slider("x", 0, 0, 9, 1), y=Slider("y", 0, 0, 9, 1))()
    move = lambda name: [setattr(live.controls[name], "value", value) for value in range(1, 8)]
    threads = [threading.Thread(target=move, args=name) for name in "xy"]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert set(together) == {1}
    assert live.numbers == {"x": 7, "y": 7}


@pytest.fixture
def outputs(monkeypatch):
    """A function: the data of what a cell stores of something, and the metadata of the first of it."""
    stored = []
    monkeypatch.setattr(page, "display", lambda data, metadata=None, raw=False: stored.append((data, metadata)))

    def run(shown):
        stored.clear()
        shown._ipython_display_()
        return [data for data, _ in stored], stored[0][1]

    return run


@pytest.mark.parametrize("figure", [eta.figure, batch.figure])
def test_a_cell_has_a_still_beside_the_widget(figure, outputs):
    live = figure()
    tell(live, *(("a", 0.9) if figure is eta.figure else ("examples", 3)))
    (still, cure, widget), about = outputs(live)
    assert still == figure.still(**live.values())
    assert [alt["alt"] for alt in about.values()] == [live.sentence]
    assert cure == {"text/html": page.CURE} and list(widget) == ["application/vnd.jupyter.widget-view+json"]
    assert page.WIDGET in live._dom_classes and page.WIDGET in page.CURE


def test_a_verdict_and_a_button_have_their_words_beside_the_widget(outputs):
    result = check("delta", lambda eta, z: eta)
    press = Press("run", lambda: "took 3 s", "Press to run.")()
    press.run()
    for shown, words in ((result, repr(result)), (press, "Press to run.")):
        (still, cure, widget), _ = outputs(shown)
        assert still == {"text/plain": words} and cure == {"text/html": page.CURE} and len(widget) == 1


def test_a_button_runs_its_work():
    press = Press("run", lambda: "took 3 s", "Press to run.")()
    assert press.text == "Press to run."
    with in_silence(press.button.log):
        click(press.button)
    assert press.text == "took 3 s" and "took 3 s" in press._words.value and not press.button.disabled


def test_an_error_behind_a_button_is_shown_and_raised():
    press = Press("run", lambda: 1 / 0, "Press to run.")()
    with pytest.raises(ZeroDivisionError):
        press.run()
    assert "ZeroDivisionError: division by zero" in press._words.value
    assert not press.button.disabled


def film(live, stride=10):
    """The player of a figure of one control, without a clock."""
    return Player(live, Film("epoch", stride, 50))


def test_any_way_through_a_film():
    live = small(epoch=Steps("epoch", 0, 1000))()
    player = film(live)
    buttons = dict(zip(("play", "step", "reset"), player.buttons, strict=True))

    @settings(max_examples=60, **QUICK)
    @given(st.lists(st.sampled_from(["play", "step", "reset", "tick", "tick", "end"]), min_size=8, max_size=8))
    def use(listed):
        for what in listed:
            epoch, playing = live.values()["epoch"], player.playing
            if what == "tick":
                player.tick()
                wanted = min(epoch + 10, 1000) if playing else epoch, playing and epoch + 10 < 1000
            elif what == "end":
                tell(live, "epoch", 995)
                wanted = 995, playing
            else:
                with in_silence(live.log):
                    click(buttons[what])
                wanted = {"play": (0 if epoch == 1000 and not playing else epoch, not playing),
                          "step": (min(epoch + 1, 1000), False), "reset": (0, False)}[what]  # fmt: skip
            assert (live.values()["epoch"], player.playing) == wanted, what
            assert buttons["play"].description == ("pause" if player.playing else "play")
            assert live.numbers["epoch"] == live.values()["epoch"]

    use()


def test_a_film_plays_by_itself_until_its_end_and_an_error_ends_it():
    import asyncio

    async def play(compute, first):
        live = small(compute, epoch=Steps("epoch", first, 60))()
        player = Player(live, Film("epoch", 10, 1))
        player.toggle()
        for _ in range(200):
            await asyncio.sleep(0.005)
            if not player.playing:
                return live, player
        raise AssertionError("it never ends")

    live, player = asyncio.run(play(lambda epoch: {"epoch": epoch}, 20))
    assert live.values() == {"epoch": 60} and player.buttons[0].description == "play"
    live, player = asyncio.run(play(lambda epoch: {"epoch": 1 / (epoch != 40)}, 20))
    assert live.values() == {"epoch": 40} and "ZeroDivisionError" in live._shown.value


def test_the_film_of_10():
    live = training.figure()
    assert [button.description for button in live.children[0].children[:3]] == ["play", "one step", "reset"]
    assert catalogue.module("training").figure.rows[0][0] == Film("epoch", training.STRIDE, 50)
