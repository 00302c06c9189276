"""The pictures of 11: what rounding leaves of δ and of the loss, and |δ| by layer on a logarithmic axis."""

import re

import numpy as np

import plots
from backprop.widgets.palette import LINE
from diagram import Axes, close, hue
from oracles import text as said


def figure_depth(v, n, d):
    L = v["layers"]
    d.take("|δ|", "delta", True)
    dot = d.key("measured", "delta")
    limit = d.key("the most it can be, ¼‖W^{(l)}‖ · |δ^{(l+1)}|", "W")
    assert dot.kind == "circle" and hue(dot.fill) == "delta" and hue(limit.stroke) == "W"
    (arrow,) = [s for s in d.of("line") if s.head]
    assert arrow.points[0][0] > arrow.points[1][0] > d.take("back", "quiet").box[2]
    axes = scale(v, d)
    rows = {words: d.take(words).y for words in ("layer", "factor", "¼‖W‖", "largest φ′")}
    points, bars = {}, {}
    for l in range(2, L + 1):
        x = columns(d, rows["layer"])[l]
        below(n, d, l, x, rows, L)
        points[l] = axes.at(x, np.log10(n["sizes"][l]))
        (circle,) = [s for s in d.of("circle") if s is not dot and abs(s.middle[0] - x) < 1]
        close(circle.middle, points[l])
        assert (circle.fill, circle.radius) == (dot.fill, dot.radius)
        words = said(n["sizes"][l], 2, False) if n["sizes"][l] >= 0.0095 else power(n["sizes"][l])
        assert 0 < d.take(words, "delta", True, lambda t, x=x: t.x == x).y - points[l][1] < 30
        if l < L:
            bars[l] = axes.at(x, np.log10(min(n["bounds"][l] * n["sizes"][l + 1], 100)))
    lines(d, points, bars, limit, arrow)
    d.done()


def columns(d, height):
    """The middle of each layer's column, by the number below it."""
    return {int(t.words): t.x for t in d.texts if t.y == height and t.words.isdigit()}


def scale(v, d):
    """The vertical axis: a line for each power of ten, with the power before it."""
    ticks = []
    for text in [t for t in d.left if re.fullmatch(r"10\^\{−?\d+\}", t.words)]:
        d.take(text.words, "quiet")
        (line,) = [
            s for s in d.of("line") if s.points[0][1] == s.points[1][1] == text.y and s.box[2] - s.box[0] > 300
        ]
        assert 0 < line.box[0] - text.box[2] < 14 and line.stroke == LINE
        ticks.append((text.y, float(text.words[4:-1].replace("−", "-"))))
    assert len(ticks) == 7
    return Axes(None, [(0, 0), (1, 1)], ticks)


def below(n, d, l, x, rows, L):
    """The numbers under a column: its layer, factor, bound and largest φ′; none of the first two at the output."""
    here = lambda y: lambda t: t.y == y and t.x == x
    small = lambda value, decimals: (said(value, decimals, False) if value >= 0.5 * 10**-decimals
                                     else f"<{10**-decimals:g}")  # fmt: skip
    d.take(str(l), bold=True, where=here(rows["layer"]))
    d.take(small(n["slopes"][l], 3), "phi", where=here(rows["largest φ′"]))
    if l < L:
        d.take(small(n["factors"][l], 2), "delta", where=here(rows["factor"]))
        d.take(said(n["bounds"][l], 2, False), "W", where=here(rows["¼‖W‖"]))


def power(size):
    digit, exponent = f"{size:.0e}".split("e")
    return f"{digit}·10^{{−{-int(exponent)}}}"


def lines(d, points, bars, limit, arrow):
    """From each layer a line to the next below and a broken one to the bar that is its bound."""
    rest = [s for s in d.of("line") if s not in (limit, arrow) and s.stroke != LINE]
    assert len(rest) == 3 * len(bars)
    for l, bar in bars.items():
        (mark,) = [s for s in rest if s.style == limit.style and abs(s.middle[0] - bar[0]) < 0.1]
        close(mark.middle, bar, "the bound")
        for end, ink, broken in ((points[l], "delta", False), (bar, "W", True)):
            assert any(
                abs(s.points[0][0] - points[l + 1][0]) + abs(s.points[0][1] - points[l + 1][1]) < 0.2
                and abs(s.points[1][0] - end[0]) + abs(s.points[1][1] - end[1]) < 0.2
                and hue(s.stroke) == ink and (s.dash != "") is broken
                for s in rest
            ), (l, ink)  # fmt: skip


INK = {"delta_from_z": "delta", "a_minus_y": "delta", "textbook": None, "loss_from_z": "y", "textbook_loss": None}
NAMES = {"textbook": "textbook form", "a_minus_y": "$a - y$", "loss_from_z": "loss from $z$",
         "delta_from_z": "$(1-y)\\,\\varphi(z) - y\\,\\varphi(-z)$"}  # fmt: skip


def figure(v, n, view):
    (delta, loss), (digits, digits_of_loss) = view.axes
    z = "pre-activation  $z$"
    assert [plots.named(axes) for axes in (delta, loss, digits, digits_of_loss)] == [
        ("δ", "", ""), ("loss", "", ""), ("correct digits of δ", z, ""), ("correct digits of the loss", z, "")
    ]  # fmt: skip
    assert delta.get_position().y0 > digits.get_position().y1 and delta.get_position().x1 < loss.get_position().x0
    for name, ink in INK.items():
        column = (loss, digits_of_loss) if "loss" in name else (delta, digits)
        for row, axes in enumerate(column):
            line, mark = view.lines[name][row], view.marks[name][row]
            assert line.axes is mark.axes is axes and plots.hue(line) == plots.hue(mark) == ink
            assert axes.get_xlim() == (-45, 45)
        if name.startswith("textbook"):
            for side in ("left", "right"):
                assert [patch.axes for patch in view.regions[name, side]] == list(column)
                word = view.words[name, side]
                region = view.regions[name, side][1]
                assert word.axes is column[1] and (
                    not word.get_visible()
                    or region.get_x() < word.get_position()[0] < region.get_x() + region.get_width()
                )
    styles = {(line[0].get_color(), line[0].get_linestyle(), line[0].get_linewidth()) for line in view.lines.values()}
    assert len(styles) == 4  # the textbook form has one style for δ and for the loss
    (legend,) = view.figure.legends
    plots.legend(legend, {words: view.lines[name][0] for name, words in NAMES.items()})
    for readout, axes, words in zip(view.readouts, (delta, loss), ("a − y = ", "from z "), strict=True):
        assert (
            readout.axes is axes
            and readout.get_text().startswith("textbook ")
            and f",  {words}" in readout.get_text()
        )
    assert all(plots.hue(cursor) is None and set(cursor.get_xdata()) == {v["z"]} for cursor in view.cursors)
