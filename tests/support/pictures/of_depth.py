"""The picture of depth: |δ| by layer on a logarithmic axis."""

import math
import re

import numpy as np

from backprop.widgets.palette import LINE
from diagram import Axes, close, hue
from oracles import X, Y, agree, passes
from oracles import text as said

figure_words = (
    r"# layers with (?:sigmoids|tanh|ReLUs), weights from # to #: \|δ\| is # at the output and # at layer #: on "
    r"average, each step back multiplies it by #\. (?:Every ¼?‖W‖ᵢ is below #, so \|δ\| must shrink at every step|"
    r"Some ¼?‖W‖ᵢ is above #, so \|δ\| need not shrink at every step(?:, and it has grown)?|Large weights have "
    r"saturated some hidden layer: no unit there has a slope above #)\."
)


def figure_says(v, n, seen):
    """|δ| by the formulas, its factors, the largest slope times max Σ|W| and the largest slope in each layer."""
    L, scale, hidden = v["layers"], v["scale"], v["hidden"]
    sizes, slopes, W = walked(L, scale, hidden)
    largest = {"sigmoid": 0.25, "tanh": 1, "ReLU": 1}[hidden]
    bounds = {l: largest * max(sum(abs(w) for w in column) for column in W[l].T) for l in range(2, L)}
    factors = {l: sizes[l] / sizes[l + 1] for l in bounds}
    agree(n, {"hidden": hidden, "layers": L, "scale": scale, "sizes": sizes, "factors": factors, "bounds": bounds,
              "slopes": slopes}, rtol=1e-6)  # fmt: skip
    shrinks = max(bounds.values()) < 1
    saturated = min(slopes[l] for l in bounds) < 0.1 and not shrinks
    each = np.exp((np.log(sizes[2]) - np.log(sizes[L])) / (L - 2))
    seen.says(L, -scale, scale, sizes[L], sizes[2], 2, each, 0.1 if saturated else 1)
    seen.has(shrinks, "must shrink")
    seen.has(saturated, "have saturated")
    seen.has(not (shrinks or saturated), "need not shrink")
    seen.has(not (shrinks or saturated) and sizes[2] > sizes[L], "it has grown")
    seen.has(not saturated and hidden == "sigmoid", "¼‖W‖₁")
    for name, word in (("sigmoid", "sigmoids"), ("tanh", "tanh"), ("ReLU", "ReLUs")):
        seen.has(hidden == name, f"layers with {word}")


phi = lambda z: 1 / (1 + math.exp(-z)) if z > -700 else 0.0
UNITS = {
    "sigmoid": (phi, lambda z: phi(z) * phi(-z)), "ReLU": (lambda z: max(z, 0), lambda z: float(z > 0)),
    "tanh": (math.tanh, lambda z: 1 / math.cosh(z) ** 2 if abs(z) < 350 else 0.0),
}  # fmt: skip


def walked(L, scale, hidden):
    """|δ| in each layer, the largest slope in it, and the weights: by loops over the units, without the helpers."""
    W, a, slopes = passes(L, 1, scale, False).W, list(X[0]), {}
    for l in range(1, L):
        z = [sum(w * v for w, v in zip(row, a, strict=True)) for row in W[l]]
        f, slope = UNITS[hidden if l + 1 < L else "sigmoid"]
        a, slopes[l + 1] = [f(v) for v in z], [slope(v) for v in z]
    delta, sizes = [v - t for v, t in zip(a, Y[0], strict=True)], {}
    for l in range(L, 1, -1):
        sizes[l] = max(map(abs, delta))
        if l > 2:
            back = [sum(W[l - 1][g][k] * d for g, d in enumerate(delta)) for k in range(W[l - 1].shape[1])]
            delta = [b * s for b, s in zip(back, slopes[l - 1], strict=True)]
    return sizes, {l: max(slopes[l]) for l in slopes}, W


def figure(v, n, d):
    L = v["layers"]
    d.take("|δ|", "delta", True)
    dot = d.key("measured", "delta")
    name = "¼‖W‖₁" if v["hidden"] == "sigmoid" else "‖W‖₁"
    limit = d.key("the most it can be, " + name.replace("W", "W^{(l)}") + " · |δ^{(l+1)}|", "W")
    assert dot.kind == "circle" and hue(dot.fill) == "delta" and hue(limit.stroke) == "W"
    (arrow,) = [s for s in d.of("line") if s.head]
    assert arrow.points[0][0] > arrow.points[1][0] > d.take("back", "quiet").box[2]
    axes = scale(v, d)
    rows = {words: d.take(words).y for words in ("layer", "factor", name, "largest slope")}
    points, bars = {}, {}
    for l in range(2, L + 1):
        x = columns(d, rows["layer"])[l]
        below(n, d, l, x, list(rows.values()), L)
        points[l] = axes.at(x, max(np.log10(n["sizes"][l]), -12.6))  # what is smaller is drawn below the axis
        (circle,) = [s for s in d.of("circle") if s is not dot and abs(s.middle[0] - x) < 1]
        close(circle.middle, points[l])
        assert (circle.fill, circle.radius) == (dot.fill, dot.radius)
        words = said(n["sizes"][l], 2, False) if 0.0095 <= n["sizes"][l] < 100 else power(n["sizes"][l])
        assert 0 < d.take(words, "delta", True, lambda t, x=x: t.x == x).y - points[l][1] < 30
        if l < L:
            bars[l] = axes.at(x, np.clip(np.log10(n["bounds"][l] * n["sizes"][l + 1]), -12.6, 12))
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
    """The numbers under a column: its layer, factor, bound and largest slope; none of the first two at the output."""
    here = lambda y: lambda t: t.y == y and t.x == x
    small = lambda value, decimals: (said(value, decimals, False) if value >= 0.5 * 10**-decimals
                                     else f"<{10**-decimals:g}")  # fmt: skip
    layer, factor, bound, slope = rows
    d.take(str(l), bold=True, where=here(layer))
    d.take(small(n["slopes"][l], 3), "phi", where=here(slope))
    if l < L:
        d.take(small(n["factors"][l], 2), "delta", where=here(factor))
        d.take(said(n["bounds"][l], 2, False), "W", where=here(bound))


def power(size):
    digit, exponent = f"{size:.0e}".split("e")
    return f"{digit}·10^{{{int(exponent)}}}".replace("-", "−")


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
