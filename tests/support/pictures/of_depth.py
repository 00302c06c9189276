"""The picture of depth: |δ| by layer on a logarithmic axis."""

import re

import numpy as np

from backprop.widgets.palette import LINE
from diagram import Axes, close, hue
from oracles import agree, passes
from oracles import text as said

figure_words = (
    r"# layers, weights from # to #: \|δ\| is # at the output and # at layer #: on average, each step back "
    r"multiplies it by #\. (?:Every ¼‖W‖ is below #, so \|δ\| must shrink at every step|Some ¼‖W‖ is above #, "
    r"so \|δ\| need not shrink at every step|Large weights have saturated some hidden layer: no unit there has "
    r"a φ′ above #)\."
)


def figure_says(v, n, seen):
    """|δ| by the formulas, its factors, ¼ max Σ|W| and the largest φ′; every dot on its logarithmic axis."""
    L, scale = v["layers"], v["scale"]
    p = passes(L, 1, scale, False)
    sizes = {l: np.abs(p.delta[l]).max() for l in p.delta}
    slopes = {l: (p.a[l] * (1 - p.a[l])).max() for l in p.delta}
    bounds = {l: max(sum(abs(w) for w in column) for column in p.W[l].T) / 4 for l in range(2, L)}
    agree(n, {"layers": L, "scale": scale, "sizes": sizes, "factors": {l: sizes[l] / sizes[l + 1] for l in bounds},
              "bounds": bounds, "slopes": slopes}, rtol=1e-6)  # fmt: skip
    shrinks = max(bounds.values()) < 1
    saturated = min(slopes[l] for l in bounds) < 0.1 and not shrinks
    each = np.exp((np.log(sizes[2]) - np.log(sizes[L])) / (L - 2))
    seen.says(L, -scale, scale, sizes[L], sizes[2], 2, each, 0.1 if saturated else 1)
    seen.has(shrinks, "must shrink")
    seen.has(saturated, "have saturated")
    seen.has(not (shrinks or saturated), "need not shrink")


def figure(v, n, d):
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
