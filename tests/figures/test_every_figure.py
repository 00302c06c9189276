"""What holds for every live figure, as data: no front end is loaded here."""

import base64
import io
import random
import re
import subprocess
import sys
from xml.etree import ElementTree

import numpy as np
import pytest
from matplotlib.text import Text
from PIL import Image, ImageFilter

import figures
from backprop.widgets import derivation_map, svg
from backprop.widgets.controls import By, Choice, Slider, Steps
from backprop.widgets.figure import Figure
from backprop.widgets.plot import Plot
from figures import FIGURES
from store_notebooks import raster

SVG = "{http://www.w3.org/2000/svg}"
WITHOUT = """import sys
class Closed:
    def find_spec(self, name, path=None, target=None):
        if name.split(".")[0] in ("ipywidgets", "IPython"):
            raise ImportError(name)
sys.meta_path.insert(0, Closed())
sys.path.insert(0, {support!r})
import figures
for figure in figures.FIGURES.values():
    drawn, still = figure.render(), figure.still()
    assert drawn.picture.startswith("<svg") and still["text/plain"] == drawn.sentence and figure.states()
print(len(figures.FIGURES), sorted(set(sys.modules) & {{"ipywidgets", "IPython"}}))"""


@pytest.fixture(params=FIGURES)
def figure(request):
    return FIGURES[request.param]


def test_there_are_figures():
    assert {"eta.figure", "delta.figure", "loss.figure_paths"} <= set(FIGURES) and len(figures.PLOTS) > 3


def test_all_are_drawn_without_a_front_end():
    code = WITHOUT.format(support=figures.__file__.rpartition("/")[0])
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True)
    assert done.stdout.strip() == f"{len(FIGURES)} []", done.stderr


def test_every_control_changes_picture_and_sentence(figure):
    seen = {}
    for name, values in figures.turned(figure):
        drawn = figure.render(**values)
        seen.setdefault(name, []).append((drawn.sentence, drawn.picture))
    for name, drawn in seen.items():
        assert len(set(drawn)) == len(drawn), name


def test_a_picture_has_no_memory(figure):
    """No trace of the way is left: a figure drawn elsewhere and back is the figure as it was."""
    before, still = figure.render(), figure.still()
    figure.render(**figures.corners(figure)[-1])
    assert figure.render().picture == before.picture and figure.still() == still


def test_the_states_are_settings_each_once_with_both_ends_of_all_controls(figure):
    states = figure.states()
    assert len({tuple(state.values()) for state in states}) == len(states) <= 20_000
    assert figure.settled() in states
    for state in random.Random(0).sample(states, min(200, len(states))):
        assert figure.settled(**state) == state
    for name, control in figure.controls.items():
        offered = {state[name] for state in states}
        ends = figures.few(control, states[-1])
        assert {ends[0], ends[-1], control.first} <= offered, name


def test_a_still_needs_no_kernel(figure):
    still = figure.still()
    (image,) = (mime for mime in still if mime.startswith("image/"))
    assert still["text/plain"] == figure.render().sentence
    if image == "image/png":
        assert base64.b64decode(still[image]).startswith(b"\x89PNG")
    else:
        assert still[image].startswith("<svg") and still[image].endswith("</svg>")
        assert "/" not in still[image].split("viewBox")[0].replace("http://www.w3.org/2000/svg", "")


def test_a_picture_is_named_and_its_sentence_said_once(figure):
    """The name says what is shown, the sentence below how it stands: a screen reader is told neither twice."""
    drawn = figure.render()
    root = ElementTree.fromstring(drawn.picture)
    assert root.get("role") == "img" and root.get("aria-label") == next(root.iter(f"{SVG}title")).text == figure.about
    assert drawn.sentence not in drawn.picture and len(figure.about) > 30 and not figure.about.endswith(".")


def pixels(png):
    return np.asarray(Image.open(io.BytesIO(png)).convert("RGB")).astype(int)


def test_a_still_is_the_picture_with_the_sentence_below(figure):
    """Nothing of the picture moves to make room for the sentence, and the sentence covers nothing of it."""
    drawn, still = figure.render(), figure.still()
    if not figure.is_plot:
        assert drawn.picture[drawn.picture.index(">") + 1 : -len("</svg>")] in still["image/svg+xml"]
        return
    picture = pixels(figure.view.kept().png(drawn.numbers))
    still = pixels(base64.b64decode(still["image/png"]))
    assert still.shape[0] > picture.shape[0] and still.shape[1] == picture.shape[1]
    assert (still[: len(picture)] == picture).all()


@pytest.mark.parametrize("figure", figures.PLOTS, indirect=True)
def test_a_plot_shows_live_what_its_still_shows(figure, monkeypatch):
    """The SVG of what moves, on its paper, is the still: they differ nowhere by a spot three pixels wide.

    Words stand in the font of the browser: they are compared as words.
    """
    paper, view = Image.open(io.BytesIO(base64.b64decode(figure.paper.split("base64,")[1]))), figure.view.kept()
    drawn = figure.render(**figures.corners(figure)[-1])
    words = {"".join(element.itertext()) for element in ElementTree.fromstring(drawn.picture).iter(f"{SVG}text")}
    texts = [artist for artist in view.moving if isinstance(artist, Text) and artist.get_visible()]
    assert words == {artist.get_text() for artist in texts} - {""}
    with monkeypatch.context() as patch:
        patch.setattr(Text, "draw", lambda *_: None)
        shapes, still = view(drawn.numbers), pixels(view.png(drawn.numbers))
    marks = Image.open(io.BytesIO(raster(shapes))).convert("RGBA")
    on_paper = Image.alpha_composite(paper.convert("RGBA"), marks).convert("RGB")
    differs = np.abs(np.asarray(on_paper).astype(int) - still).max(axis=2) > 60
    assert not np.asarray(Image.fromarray(differs).convert("L").filter(ImageFilter.MinFilter(3))).any()
    assert (np.abs(still - np.asarray(paper).astype(int)).max(axis=2) > 60).sum() > 300


def test_letters_stay_at_ten_pixels_where_a_picture_is_narrowest(figure):
    """Indices too. Narrower than `svg.LEAST` no picture gets: it scrolls."""
    share = svg.LEAST / svg.WIDTH
    for values in figures.looked_at(figure):
        drawn = figure.render(**values)
        if figure.is_plot:
            texts = [text for text in figure.view.kept().figure.findobj(Text) if text.get_text()]
            scale = lambda text: 0.7 if re.search(r"\$.*[_^].*\$", text.get_text()) else 1  # mathtext's own
            assert min(text.get_fontsize() * scale(text) for text in texts) * 100 / 72 * share >= 10
            continue
        for text in ElementTree.fromstring(drawn.picture).iter(f"{SVG}text"):
            sizes = [float(part.get("font-size", "100%").rstrip("%")) / 100 for part in text]
            assert float(text.get("font-size")) * min([1, *sizes]) * share >= 10, "".join(text.itertext())


def small(controls, **more):
    """A figure that shows its values alone."""
    return Figure(about="values", controls=controls, compute=lambda **values: values, say=str, view=str, **more)


CHOICE = Choice("layers", 2, (2, 3))


def test_rules_are_kept_in_order():
    figure = small({
        "layers": CHOICE, "step": Steps("step", 1, By("layers", {2: 5, 3: 9}), 1),
        "share": Slider("share", 0.5, 0.0, 1.0, 0.25, when=("layers", 3)),
    })  # fmt: skip
    assert figure.settled() == {"layers": 2, "step": 1, "share": 0.5}
    assert figure.settled(step=7) == {"layers": 2, "step": 5, "share": 0.5}
    assert figure.settled(layers=3, step=7, share=7) == {"layers": 3, "step": 7, "share": 1.0}
    assert len(figure.states()) == 5 + 9 * 5
    assert [state["share"] for state in figure.states() if state["layers"] == 2] == [0.5] * 5


def test_a_page_may_offer_less():
    step = Steps("step", 3, 9, offered=(5,))
    assert [state["step"] for state in small({"step": step}).states()] == [0, 3, 5, 9]
    alone = small({"step": step, "a": CHOICE, "b": CHOICE}, alone=("a", "b"))
    assert len(alone.states()) == 4 * 3 and {"step": 0, "a": 3, "b": 3} not in alone.states()


@pytest.mark.parametrize(
    ("controls", "more", "words"),
    [
        ({"step": Steps("step", 1, By("layers", {2: 5})), "layers": CHOICE}, {}, "no control above it"),
        ({"share": Slider("share", 0, 0, 1, 1, when=("layers", 3))}, {}, "no control above it"),
        ({"layers": CHOICE}, {"rows": (("layer",),)}, "rows must have each of layers once"),
    ],
)
def test_a_rule_that_cannot_be_kept_is_refused(controls, more, words):
    with pytest.raises(ValueError, match=words):
        small(controls, **more)


@pytest.mark.parametrize(
    ("values", "words"),
    [({"layer": 2}, "no control layer"), ({"layers": 4}, "one of"), ({"step": 1.5}, "a whole number"),
     ({"share": float("nan")}, "a number")],
)  # fmt: skip
def test_a_value_that_a_control_cannot_take_is_refused(values, words):
    figure = small({"layers": CHOICE, "step": Steps("step", 1, 9), "share": Slider("share", 0, 0, 1, 1)})
    with pytest.raises(ValueError, match=words):
        figure.settled(**values)


def test_a_plot_is_made_once_a_kind_and_draws_the_same_whole_and_in_part():
    class View(Plot):
        size = (300, 200)

        def setup(self, figure):
            axes = figure.subplots()
            axes.set(xlim=(0, 1), ylim=(0, 1))
            (self.line,) = axes.plot([], [])
            return [self.line]

        def move(self, n):
            self.line.set_data([0, 1], [0, n["x"]])

    view = View.kept()
    first = view.png({"x": 0.5})
    assert view.png({"x": 0.9}) != first
    view.still({"x": 0.9}, "A sentence.")
    assert View.kept().png({"x": 0.5}) == first and View.kept() is view


def test_the_font_cache_of_matplotlib_is_built_in_silence(tmp_path):
    """As on a slow machine where matplotlib is new: its timer, which then warns, does not wait."""
    code = (
        "import threading; threading.Timer = lambda _, work: type('Now', (), {'start': work, 'cancel': int})\n"
        "from backprop.widgets import eta; eta.figure.render()"
    )
    environment = {"MPLCONFIGDIR": str(tmp_path), "PATH": ""}
    done = subprocess.run([sys.executable, "-c", code], env=environment, capture_output=True, text=True, check=True)
    assert done.stderr == ""


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
