"""Every word can be read: contrast of at least 4.5 : 1 with what lies under it, on white paper and on dark."""

import re
from xml.etree import ElementTree

import pytest
from matplotlib.colors import to_hex
from matplotlib.text import Text

import stored
from backprop.widgets import derivation_map
from backprop.widgets.palette import ERROR, FILL, INK, LINE, NIGHT, PAPER, QUIET, TEXT, by_night
from colour_distance import EYES, ciede2000, closest
from contrast import ENOUGH, contrast
from figures import FIGURES, looked_at

SMALLEST = 14  # pixels, on a screen 1280 wide, to be read from the back of a room
TABLE = "#F5F5F5"  # every other row of a table in JupyterLab
DARK = ("#111111", "#212121", "#16181B")  # JupyterLab's dark theme, a row of its tables, a dark page
UNAIDED = ("#111111", "#0D1117")  # where nothing lightens the symbols: JupyterLab before a cell is run, GitHub
SVG = "{http://www.w3.org/2000/svg}"


def covers(shape, x, y):
    """Whether a filled rectangle or circle lies under the point (x, y)."""
    at = {key: float(value) for key, value in shape.attrib.items() if key in "x y width height cx cy r".split()
          and "%" not in value}  # fmt: skip
    if shape.tag == SVG + "circle":
        return (x - at["cx"]) ** 2 + (y - at["cy"]) ** 2 <= at["r"] ** 2
    if "width" not in at:
        return True  # the paper
    left, top = at.get("x", 0), at.get("y", 0)
    return left <= x <= left + at["width"] and top <= y <= top + at["height"]


def words(svg):
    """Each text of a diagram: its words, its colours, the colour under its middle, and its size."""
    shapes = []
    for part in ElementTree.fromstring(svg).iter():
        if part.tag in (SVG + "rect", SVG + "circle") and part.get("fill", "none") != "none":
            shapes.append(part)
        elif part.tag == SVG + "text":
            said = "".join(part.itertext())
            half = 0.3 * float(part.get("font-size")) * len(said)
            x = float(part.get("x")) + {"start": half, "middle": 0, "end": -half}[part.get("text-anchor")]
            under = next(shape for shape in reversed(shapes) if covers(shape, x, float(part.get("y"))))
            inks = {part.get("fill"), *(piece.get("fill", part.get("fill")) for piece in part)}
            yield said, inks, under.get("fill"), float(part.get("font-size"))


def pale(ink, paper):
    """Whether a word of this ink cannot be read on this paper, by day or by night."""
    return min(contrast(ink, paper), contrast(by_night(ink), by_night(paper))) < ENOUGH


def hard_to_read(svg):
    """The texts that are too small or have too little contrast, as (words, colour, paper, contrast, size)."""
    return {
        (said, ink, paper, round(contrast(ink, paper), 2), size)
        for said, inks, paper, size in words(svg)
        for ink in inks
        if pale(ink, paper) or size < SMALLEST
    }


def test_contrast_is_that_of_the_standard():
    assert contrast("#FFFFFF", "#000000") == pytest.approx(21)
    assert contrast("#777777", "#FFFFFF") == pytest.approx(4.48, abs=0.005)


@pytest.mark.parametrize("ink", [*INK.values(), TEXT, QUIET, ERROR])
def test_every_ink_on_white_and_in_tables(ink):
    assert contrast(ink, PAPER) >= ENOUGH
    assert contrast(ink, TABLE) >= ENOUGH


@pytest.mark.parametrize("name", NIGHT)
def test_every_symbol_on_dark_paper(name):
    for paper in DARK:
        assert contrast(NIGHT[name], paper) >= ENOUGH
    for paper in UNAIDED:
        assert contrast(INK[name], paper) >= 3


@pytest.mark.parametrize(("one", "other", "distance"), [  # from the table of Sharma, Wu and Dalal
    ((50, 2.6772, -79.7751), (50, 0, -82.7485), 2.0425), ((50, 2.5, 0), (73, 25, -18), 27.1492),
    ((60.2574, -34.0099, 36.2677), (60.4626, -34.1751, 39.4387), 1.2644),
    ((2.0776, 0.0795, -1.135), (0.9033, -0.0636, -0.5514), 0.9082),
])  # fmt: skip
def test_the_distance_of_colours_is_that_of_its_authors(one, other, distance):
    assert ciede2000(one, other) == pytest.approx(distance, abs=1e-4)


@pytest.mark.parametrize("eyes", EYES)
@pytest.mark.parametrize("palette", [INK, FILL, {name: by_night(ink) for name, ink in INK.items()}])
def test_no_two_symbols_look_alike(palette, eyes):
    """Blue is what z and δ share, so that both are told apart by lightness. Side by side 2 is just seen."""
    distance, *names = closest(palette, eyes)
    assert distance >= (15 if eyes == "all three cones" else 7.5), names


def test_a_pale_word_is_found():
    svg = derivation_map.draw("eta")
    assert hard_to_read(svg) == set()
    assert hard_to_read(re.sub('fill="#1A1A1A"', 'fill="#8A8A8A"', svg))


@pytest.mark.parametrize("step", derivation_map.STEPS)
def test_every_word_of_the_map(step):
    assert hard_to_read(derivation_map.draw(step)) == set()


def faint(line):
    """Whether a line of a plot stands out by less than 3 : 1 (WCAG 2.2, 1.4.11); the thin grey ones only measure."""
    ink = to_hex(line.get_color()).upper()
    return ink != LINE and min(contrast(ink, PAPER), contrast(by_night(ink), by_night(PAPER))) < 3


@pytest.mark.parametrize("name", FIGURES)
def test_every_word_of_a_figure_is_dark_and_large_enough_and_every_line_stands_out(name):
    figure, found = FIGURES[name], set()
    for values in looked_at(figure):
        drawn = figure.render(**values)
        if figure.is_plot:
            found |= {
                (said.get_text(), said.get_color(), said.get_fontsize())
                for said in figure.view.kept().figure.findobj(Text)
                if pale(to_hex(said.get_color()), PAPER) or said.get_fontsize() * 100 / 72 < SMALLEST
            }
            axes = figure.view.kept().figure.axes
            found |= {(line.get_label(), line.get_color()) for one in axes for line in one.lines if faint(line)}
        else:
            found |= hard_to_read(drawn.picture)
    assert found == set()


SYMBOLS = {"a": "a", "y": "y", "W": "W", r"\eta": "eta", r"\mathrm": "eta", r"\delta": "delta", r"\Delta": "delta"}


@pytest.mark.parametrize("path", stored.PATHS, ids=lambda path: path.stem)
def test_the_mathematics_has_the_colours_of_the_pictures(path):
    """Whatever is coloured in the text is a symbol, in its own ink: the one that is lightened by night."""
    text = "".join(cell.source for cell in stored.read(path).cells if cell.cell_type == "markdown")
    coloured = re.findall(r"\\color\{(#[0-9A-F]{6})\}(\\?[A-Za-z]+)", text)
    assert len(coloured) == text.count(r"\color")
    assert {(ink, symbol) for ink, symbol in coloured} <= {(INK[name], symbol) for symbol, name in SYMBOLS.items()}
