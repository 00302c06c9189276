"""What holds for every live figure."""

import base64
import io
import itertools
import random
import threading
import time
import warnings
from xml.etree import ElementTree

import ipywidgets
import numpy as np
import pytest
from matplotlib.text import Text
from PIL import Image, ImageFilter

import figures
from backprop.widgets import derivation_map, live
from backprop.widgets.plot import Plot
from store_notebooks import raster

SVG = "{http://www.w3.org/2000/svg}"
MAKERS = figures.makers()


@pytest.fixture(params=MAKERS)
def figure(request):
    return MAKERS[request.param]()


def test_every_module_has_a_figure():
    assert {name.split(".")[0] for name in MAKERS} == set(figures.STEMS)
    assert {"eta", "delta", "outer", "pullback"} <= set(figures.STEMS)


def picture(figure):
    return figure._drawn


def test_both_ends_of_every_control_in_every_combination(figure):
    values = {name: figures.settings(control) for name, control in figure.controls.items()}
    combinations = list(itertools.product(*values.values()))
    places = random.Random(0).sample(range(len(combinations)), min(60, len(combinations)))
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        for place in sorted(places):
            for name, value in zip(values, combinations[place], strict=True):
                figure.controls[name].value = value
            figures.assert_finite(figure.numbers)
            assert figure.sentence == " ".join(figure.sentence.split())
            assert "nan" not in figure.sentence and "inf" not in figure.sentence.replace("infin", "")


def test_every_control_changes_picture_and_sentence(figure):
    for name, control in figure.controls.items():
        control.disabled = False
        seen = set()
        for value in figures.settings(control):
            control.value = value
            seen.add((figure.sentence, hash(picture(figure))))
        if name != "between":  # a target between 0 and 1 counts only while it is chosen
            assert len(seen) == len(figures.settings(control)), name


def test_every_control_has_a_label_and_works_by_keyboard(figure):
    for control in figure.controls.values():
        assert control.description
        assert not isinstance(control, ipywidgets.Dropdown | ipywidgets.RadioButtons)


def test_the_picture_shows_the_numbers_again_when_the_controls_come_back(figure):
    """No trace of the way is left: a figure moved away and back is the figure as it was."""
    before = figure.values(), picture(figure), figure.sentence
    for control in figure.controls.values():
        control.value = figures.settings(control)[-1]
    for name, value in before[0].items():
        figure.controls[name].value = value
    assert picture(figure) == before[1]
    assert figure.sentence == before[2]


def test_the_still_needs_no_kernel(figure):
    data, metadata = figure._repr_mimebundle_()
    still = {mime: value for mime, value in data.items() if "widget" not in mime}
    image = next(mime for mime in still if mime.startswith("image/"))
    assert still["text/plain"] == figure.sentence == metadata[image]["alt"]
    if image == "image/png":
        assert base64.b64decode(still[image]).startswith(b"\x89PNG")
    else:
        assert still[image].startswith("<svg") and still[image].endswith("</svg>")
        assert 'role="img"' in still[image]
        assert "/" not in still[image].split("viewBox")[0].replace("http://www.w3.org/2000/svg", "")
    assert figure.still() == still


def test_two_figures_are_the_same(figure, request):
    again = MAKERS[request.node.callspec.params["figure"]]()
    assert picture(again) == picture(figure)
    assert again.still() == figure.still()


def broken(x):
    if x > 1:
        raise ValueError("x is too <large>")
    return {"x": x}


def test_an_error_is_shown_and_raised():
    figure = live.Live(
        {"x": live.slider("x", 0.5, 0, 2, 0.1)}, broken, lambda n: f"<svg>{n['x']}</svg>", lambda n: f"x = {n['x']}."
    )
    with pytest.raises(ValueError, match="too <large>"):
        figure.controls["x"].value = 2
    assert "could not be drawn" in figure._shown.value
    assert "ValueError: x is too &lt;large&gt;" in figure._shown.value
    figure.controls["x"].value = 0.7
    assert "could not be drawn" not in figure._shown.value
    assert figure.numbers == {"x": 0.7}


def test_changes_from_two_threads_are_drawn_one_at_a_time():
    """JupyterLab has the kernel handle the messages of each control in a thread of its own."""
    inside, together = [], []

    def slow(x, y):
        inside.append(1)
        time.sleep(0.02)
        together.append(len(inside))
        inside.pop()
        return {"x": x, "y": y}

    controls = {name: live.slider(name, 0, 0, 9, 1) for name in "xy"}
    figure = live.Live(controls, slow, lambda n: f"<svg>{n}</svg>", lambda n: f"{n}")
    move = lambda name: [setattr(controls[name], "value", value) for value in range(1, 8)]
    threads = [threading.Thread(target=move, args=name) for name in "xy"]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert set(together) == {1}
    assert figure.numbers == {"x": 7, "y": 7}


def test_a_plot_draws_the_same_whole_and_in_part():
    class View(Plot):
        size = (300, 200)

        def setup(self, figure):
            axes = figure.subplots()
            axes.set(xlim=(0, 1), ylim=(0, 1))
            (self.line,) = axes.plot([], [])
            return [self.line]

        def move(self, n):
            self.line.set_data([0, 1], [0, n["x"]])

    view = View()
    first = view.png({"x": 0.5})
    assert view.png({"x": 0.9}) != first
    view.png({"x": 0.9}, caption="A sentence.")
    assert view.png({"x": 0.5}) == first


def pixels(png):
    return np.asarray(Image.open(io.BytesIO(png)).convert("RGB")).astype(int)


def test_a_still_is_the_picture_with_the_sentence_below(figure):
    """Nothing of the picture moves to make room for the sentence, and the sentence covers nothing of it."""
    if not isinstance(figure._view, Plot):
        drawn = figure._view(figure.numbers)
        assert drawn[drawn.index(">") + 1 : drawn.index("</svg>")] in figure.still()["image/svg+xml"]
        return
    picture = pixels(figure._view.png(figure.numbers))
    still = pixels(figure._view.png(figure.numbers, caption=figure.sentence))
    assert still.shape[0] > picture.shape[0] and still.shape[1] == picture.shape[1]
    assert (still[: len(picture)] == picture).all()


@pytest.mark.parametrize("figure", [name for name in MAKERS if MAKERS[name]()._is_plot], indirect=True)
def test_a_plot_shows_live_what_its_still_shows(figure, monkeypatch):
    """The SVG of what moves, on its paper, is the still: they differ nowhere by a spot three pixels wide.

    Words stand in the font of the browser: they are compared as words.
    """
    paper = Image.open(io.BytesIO(base64.b64decode(figure._view.paper.split("base64,")[1].rstrip('">'))))
    for end in (0, -1):
        for control in figure.controls.values():
            control.value = figures.settings(control)[end]
        words = {"".join(element.itertext()) for element in ElementTree.fromstring(figure._drawn).iter(f"{SVG}text")}
        texts = [artist for artist in figure._view.moving if isinstance(artist, Text) and artist.get_visible()]
        assert words == {artist.get_text() for artist in texts} - {""}
        with monkeypatch.context() as patch:
            patch.setattr(Text, "draw", lambda *_: None)
            shapes, still = figure._view(figure.numbers, ""), pixels(figure._view.png(figure.numbers))
        marks = Image.open(io.BytesIO(raster(shapes))).convert("RGBA")
        on_paper = Image.alpha_composite(paper.convert("RGBA"), marks).convert("RGB")
        differs = np.abs(np.asarray(on_paper).astype(int) - still).max(axis=2) > 60
        assert not np.asarray(Image.fromarray(differs).convert("L").filter(ImageFilter.MinFilter(3))).any()
        assert (np.abs(still - np.asarray(paper).astype(int)).max(axis=2) > 60).sum() > 300


@pytest.mark.parametrize("step", derivation_map.STEPS)
def test_the_map_lights_its_step(step):
    data, metadata = derivation_map.show(step)._repr_mimebundle_()
    lit = derivation_map.STEPS[step][0].split()
    assert data["image/svg+xml"].count('font-weight="bold"') == len(lit)
    assert data["text/plain"] == metadata["image/svg+xml"]["alt"]
    assert set(lit) <= set(derivation_map.PLACES)


def test_the_map_knows_its_steps():
    with pytest.raises(ValueError, match="step must be one of"):
        derivation_map.show("etaa")


def test_a_button_runs_its_work_and_stores_none_of_it():
    button = live.Press("run", lambda: "took 3 s", "Press to run.")
    assert button.text == "Press to run."
    button.press()
    assert button.text == "took 3 s" and "took 3 s" in button._words.value
    assert button._repr_mimebundle_()["text/plain"] == "Press to run."
    assert not button.button.disabled


def test_an_error_behind_a_button_is_shown_and_raised():
    button = live.Press("run", lambda: 1 / 0, "Press to run.")
    with pytest.raises(ZeroDivisionError):
        button.press()
    assert "ZeroDivisionError: division by zero" in button._words.value
    assert not button.button.disabled
