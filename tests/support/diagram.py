"""A diagram as a reader takes it: cells with what stands in them, legends, axes with their ticks, arrows with ends.

An oracle in `pictures` says what each text is and where it stands: `take` and all that use it strike a text off the
list, and `done` fails if one is left that nothing accounts for. Nothing here knows a coordinate of a figure.
"""

import math
from dataclasses import dataclass

import numpy as np

import marks
import room
from backprop.widgets.palette import ERROR, FILL, INK, LINE, PAPER, QUIET, TEXT, tint

INKS = {**INK, "text": TEXT, "quiet": QUIET, "error": ERROR, "line": LINE, "paper": PAPER}


@dataclass
class Table:
    """Cells in rows and columns; `lit` has the places of those that are tinted, framed and bold."""

    cells: list
    texts: list
    lit: set

    @property
    def box(self):
        return *self.cells[0][0].box[:2], *self.cells[-1][-1].box[2:]


class Axes:
    """A frame with ticks: `data` of a pixel, read off the ticks, which have to stand where they say."""

    def __init__(self, frame, across, up):
        self.frame = frame
        self.x, self.y = (self._scale(ticks) for ticks in (across, up))
        assert self.x[1] > 0 > self.y[1], "an axis that runs the wrong way"

    @staticmethod
    def _scale(ticks):
        (one, low), *_, (other, high) = sorted(ticks, key=lambda tick: tick[1])
        slope = (other - one) / (high - low)
        for pixel, value in ticks:
            assert abs(one + slope * (value - low) - pixel) < 0.6, ("a tick in a wrong place", ticks)
        return one - slope * low, slope

    def at(self, x, y):
        """The pixel of a place."""
        return self.x[0] + self.x[1] * x, self.y[0] + self.y[1] * y


class Diagram:
    """One picture of a figure, from its SVG."""

    def __init__(self, svg, sentence):
        self.sentence = sentence
        self.width, self.height, self.title, self.texts, self.shapes = marks.read(svg)
        self.left = list(self.texts)
        self.boxes = np.array([text.box for text in self.texts])
        self.grounds = {text: room.ground(text, self.shapes) for text in self.texts}
        self.holders = [s for s in self.shapes if s in set(self.grounds.values())]

    def faults(self):
        return room.faults(self.width, self.height, self.grounds, self.shapes)

    def of(self, kind, **have):
        """The shapes of a kind with these properties."""
        return [s for s in self.shapes if s.kind == kind and all(getattr(s, k) == v for k, v in have.items())]

    def find(self, words, where=lambda text: True):
        """The one text with these words that is not accounted for yet."""
        found = [text for text in self.left if text.words == words and where(text)]
        assert len(found) == 1, (words, len(found), [text.words for text in self.left])
        return found[0]

    def take(self, words, ink="text", bold=None, where=lambda text: True):
        """The one text with these words, in this ink, accounted for."""
        found = self.find(words, where)
        assert found.ink == INKS[ink], (words, "has the colour", found.ink, "which is not that of", ink)
        assert bold is None or found.bold is bold, (words, "is bold" if found.bold else "is not bold")
        self.left.remove(found)
        return found

    def inside(self, shape):
        """The texts that stand in a shape, from the top and from the left."""
        left, top, right, bottom = shape.box
        near = self.boxes >= [left, top, -np.inf, -np.inf], self.boxes <= [np.inf, np.inf, right, bottom]
        found = [self.texts[k] for k in np.flatnonzero((near[0] & near[1]).all(axis=1))]
        return sorted((t for t in found if shape.holds(t.box)), key=lambda t: (round(t.y), t.x))

    def done(self):
        """Every text has been accounted for."""
        assert not self.left, ("nothing accounts for", [text.words for text in self.left])

    def tables(self, rows):
        """Every matrix of cells with these words in it, from the left and from the top."""
        places = {}
        for text in self.left:
            shape = self.grounds[text]
            if shape is not None and shape.kind == "rect":
                places[round(shape.middle[0]), round(shape.middle[1])] = text
        found = []
        for first in [text for text in places.values() if text.words == rows[0][0]]:
            (x, y), (left, top, right, bottom) = self.grounds[first].middle, self.grounds[first].box
            wide, high = right - left, bottom - top
            texts = [
                [places.get((round(x + c * wide), round(y + r * high))) for c in range(len(row))]
                for r, row in enumerate(rows)
            ]
            if [[text and text.words for text in row] for row in texts] == [list(row) for row in rows]:
                found.append(self._table(texts))
        return sorted(found, key=lambda table: table.box)

    def table(self, rows, ink, where=lambda table: True, fill=None):
        """The one matrix with these words in this ink, its lit cells in the tint of `fill`; accounted for."""
        found = [table for table in self.tables(rows) if where(table)]
        assert len(found) == 1, ("no such table, or several", len(found), rows, [t.words for t in self.left])
        for r, row in enumerate(found[0].texts):
            for c, text in enumerate(row):
                self.left.remove(text)
                lit = (r, c) in found[0].lit
                assert text.ink == (TEXT if lit else INKS[ink]), (text.words, text.ink, lit)
                cell = found[0].cells[r][c]
                assert cell.stroke == (INKS[ink] if lit else LINE), (text.words, "has a frame of", cell.stroke)
                assert not (lit and fill) or hue(cell.fill) == fill, (text.words, "is lit in", cell.fill)
        return found[0]

    def _table(self, texts):
        cells = [[self.grounds[text] for text in row] for row in texts]
        lit = set()
        for r, row in enumerate(texts):
            for c, text in enumerate(row):
                cell = cells[r][c]
                on = cell.fill != PAPER, cell.width > 1.2, text.bold
                assert len(set(on)) == 1, (text.words, "is lit in part: fill, frame, bold", on)
                centred(text, cell)
                if text.bold:
                    lit.add((r, c))
        return Table(cells, texts, lit)

    def key(self, words, ink="text", bold=None):
        """The sample that a legend shows before these words: a line, dot or box at their height; accounted for."""
        text = self.take(words, ink, bold)
        near = [s for s in self.shapes if abs(s.middle[1] - text.y) < 1.5 and 0 < text.box[0] - s.box[2] < 14]
        assert len(near) == 1, ("one sample before", words, near)
        assert near[0].kind != "line" or 18 <= near[0].points[1][0] - near[0].points[0][0] <= 60, ("no sample", words)
        return near[0]

    def ends(self, line, among=None):
        """The two shapes that a line joins, from its first end to its second: None where it ends at none."""
        return tuple(self.at(point, among or self.holders) for point in line.points)

    def at(self, point, among, reach=14):
        """The shape whose edge is next to a point, or None."""
        x, y = point

        def apart(shape):
            left, top, right, bottom = shape.box
            if shape.kind == "circle":
                return abs(math.dist(point, shape.middle) - shape.radius)
            return math.hypot(x - min(max(x, left), right), y - min(max(y, top), bottom))

        near = min(among, key=apart, default=None)
        return near if near is not None and apart(near) < reach else None

    def axes(self, frame, ink="quiet"):
        """The axes of a frame: its ticks are the numbers left of it and below it."""
        left, top, right, bottom = frame.box
        across, up = [], []
        assert frame.fill in ("none", PAPER) and frame.stroke == LINE, ("a frame in other colours", frame)
        for text in list(self.left):
            if (value := as_number(text.words)) is None or text.ink != INKS[ink]:
                continue
            if 0 < text.y - bottom < 24 and left - 1 <= text.x <= right + 1 and text.anchor == "middle":
                across.append((text.x, value))
                self.left.remove(text)
            elif 0 < left - text.box[2] < 18 and top - 1 <= text.y <= bottom + 1 and text.anchor == "end":
                up.append((text.y, value))
                self.left.remove(text)
        assert len(across) > 1 and len(up) > 1, ("no ticks at", frame.box)
        return Axes(frame, across, up)


def as_number(words):
    """A number with the true minus sign, or None."""
    try:
        return float(words.replace("−", "-"))
    except ValueError:
        return None


def hue(fill):
    """Which symbol a colour belongs to: one of its own two, or the one whose mixture with white comes nearest."""
    own = {**{colour: name for name, colour in FILL.items()}, **{colour: name for name, colour in INK.items()}}
    if fill in ("none", PAPER, TEXT, QUIET, LINE) or fill in own:
        return own.get(fill)
    parts = lambda colour: [255 - int(colour[k : k + 2], 16) for k in (1, 3, 5)]

    def alike(colour):
        one, other = parts(colour), parts(fill)
        return sum(a * b for a, b in zip(one, other, strict=True)) / math.hypot(*one) / math.hypot(*other)

    named = [*FILL.items(), *INK.items(), ("error", ERROR)]
    return max(named, key=lambda one: alike(one[1]))[0]


def centred(text, shape, across=True):
    """A text stands in the middle of its shape."""
    x, y = shape.middle
    assert abs(text.y - y) < 1 and (not across or abs((text.box[0] + text.box[2]) / 2 - x) < 3), (
        text.words,
        "is off",
    )


def close(got, expected, what="", within=0.11):
    """Two places in pixels; coordinates of curves have one decimal."""
    assert math.dist(got, expected) < within, (what, got, expected)


def tinted(shape, name, share):
    assert shape.fill == tint(FILL[name], share), (name, shape)
