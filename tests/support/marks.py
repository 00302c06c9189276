"""The marks of a diagram, in the order in which they are drawn: texts with the box of their ink, shapes, arrows."""

import math
from dataclasses import dataclass
from functools import cached_property
from xml.etree import ElementTree

import glyphs

SVG = "{http://www.w3.org/2000/svg}"


@dataclass(eq=False)
class Text:
    """Words as `svg.text` takes them, with `_{…}`, `^{…}` and `⟦…⟧`; `box` is (left, top, right, bottom)."""

    words: str
    x: float
    y: float
    size: float
    ink: str
    bold: bool
    anchor: str
    box: tuple
    order: int


@dataclass(eq=False)
class Shape:
    """A rectangle, circle, line, curve or path; `points` are its ends or corners, `head` the tip of an arrow's."""

    kind: str
    points: list
    fill: str
    stroke: str
    width: float
    dash: str
    radius: float
    order: int
    head: tuple = None

    @cached_property
    def box(self):
        xs, ys = zip(*self.points, strict=True)
        r = self.radius if self.kind == "circle" else 0
        return min(xs) - r, min(ys) - r, max(xs) + r, max(ys) + r

    @cached_property
    def middle(self):
        left, top, right, bottom = self.box
        return (left + right) / 2, (top + bottom) / 2

    @property
    def style(self):
        """What a legend has to repeat."""
        return self.stroke, self.dash, self.width

    def holds(self, box, margin=0.0):
        """Whether a box lies inside this rectangle or circle."""
        left, top, right, bottom = box
        if self.kind == "circle":
            (x, y), corners = self.points[0], [(a, b) for a in (left, right) for b in (top, bottom)]
            return all(math.hypot(a - x, b - y) <= self.radius + margin for a, b in corners)
        x1, y1, x2, y2 = self.box
        return x1 - margin <= left and y1 - margin <= top and right <= x2 + margin and bottom <= y2 + margin


def pieces(element, struck=False):
    """(words, size as a share, step down in ems of that size, struck) of a text element, in their order."""
    size = float(element.get("font-size", "100%").rstrip("%")) / 100 if element.tag == SVG + "tspan" else 1.0
    struck = struck or element.get("text-decoration") == "line-through"
    step = float(element.get("dy", "0em").rstrip("em")) if element.tag == SVG + "tspan" else 0.0
    yield element.text or "", size, step, struck
    for child in element:
        yield from pieces(child, struck)
        yield child.tail or "", size, 0.0, struck


def text(element, order):
    """A text element as it is read: the words with their scripts, and the box of the ink."""
    x, y, size = (float(element.get(name)) for name in ("x", "y", "font-size"))
    bold, anchor = element.get("font-weight") == "bold", element.get("text-anchor")
    listed = [(words, share, share * step, struck) for words, share, step, struck in pieces(element)]
    across = sum(glyphs.width(words, size * share, bold) for words, share, _, _ in listed)
    at, shift = x - across * {"start": 0.0, "middle": 0.5, "end": 1.0}[anchor], 0.0
    out, boxes, was_struck = [], [], False
    for words, share, step, struck in listed:
        shift += step
        boxes.append(glyphs.ink(words, size * share, bold, at, y + size * (0.35 + shift)))
        at += glyphs.width(words, size * share, bold)
        if struck is not was_struck and words:
            out.append("⟦" if struck else "⟧")
            was_struck = struck
        script = "" if abs(shift) < 0.01 else "^" if shift < 0 else "_"
        out.append(f"{script}{{{words}}}" if script and words else words)
    left, top, right, bottom = zip(*boxes, strict=True)
    box = min(left), min(top), max(right), max(bottom)
    return Text("".join(out) + "⟧" * was_struck, x, y, size, element.get("fill"), bold, anchor, box, order)


def corners(element, kind):
    """The points of a shape."""
    at = lambda *names: tuple(float(element.get(name, 0)) for name in names)
    if kind == "rect":
        (x, y), (width, height) = at("x", "y"), at("width", "height")
        return [(x, y), (x + width, y), (x + width, y + height), (x, y + height)]
    if kind == "circle":
        return [at("cx", "cy")]
    if kind == "line":
        return [at("x1", "y1"), at("x2", "y2")]
    if kind == "path":
        numbers = [
            float(word) for word in element.get("d").replace("M", " ").replace("L", " ").replace("z", "").split()
        ]
        return list(zip(numbers[::2], numbers[1::2], strict=True))
    return [tuple(map(float, pair.split(","))) for pair in element.get("points").split()]


def read(svg):
    """Width, height, title, texts and shapes of a diagram; an arrow is a line with a head."""
    root = ElementTree.fromstring(svg)
    width, height = float(root.get("width")), float(root.get("height"))
    texts, shapes = [], []
    for order, element in enumerate(root):
        kind = element.tag.removeprefix(SVG)
        if kind == "text":
            texts.append(text(element, order))
        elif kind == "polygon":
            tip(shapes[-1], corners(element, kind), element.get("fill"))
        elif kind != "title" and element.get("width") != "100%" and element.get("d") != "":
            shapes.append(Shape(
                kind, corners(element, kind), element.get("fill", "none"), element.get("stroke", "none"),
                float(element.get("stroke-width", 1)), element.get("stroke-dasharray", ""),
                float(element.get("r", 0)), order,
            ))  # fmt: skip
    return width, height, root.find(SVG + "title").text, texts, shapes


def tip(line, points, fill):
    """Put a head on the line before it: it has to sit on the line's end, point along it, and have its colour."""
    (x1, y1), (x2, y2) = line.points
    (x, y), *base = points
    middle = sum(p[0] for p in base) / 2, sum(p[1] for p in base) / 2
    assert line.kind == "line" and math.dist(middle, (x2, y2)) < 0.2, ("no head of this line", points, line)
    along = ((x - x2) * (x2 - x1) + (y - y2) * (y2 - y1)) / math.dist((x, y), (x2, y2)) / math.dist(*line.points)
    least = 0.99 if math.dist(*line.points) > 5 else 0.8  # coordinates have one decimal
    assert along > least, ("a head that points elsewhere than its line", points, line)
    assert math.dist((x, y), middle) < 14 and math.dist(*base) < 14, ("a head that is too large", points)
    assert fill == line.stroke, ("a head of another colour than its line", fill, line)
    line.head = line.points[1] = (x, y)
