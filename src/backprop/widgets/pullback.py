"""The live figure of 06_pullback.ipynb: δ³ flows back through the weights, and what arrives at a unit is its η²."""

from .. import toy
from ..delta import delta_output
from ..network import forward
from ..pullback import eta_below
from . import svg
from .controls import Choice, Index
from .figure import Figure
from .palette import FILL, INK, LINE, PAPER, QUIET, TEXT, tint
from .text import low, number, signed

X, Y = toy.data()
W, B = toy.network()


def compute(point, alpha):
    """δ³ at a point of the toy data, η² = W²ᵀ δ³, and the three terms W²_γα δ³_γ of its entry α."""
    x, y = X[point - 1], Y[point - 1]
    a, _ = forward(x, W, B)
    delta = delta_output(a[3], y)
    return {
        "point": point, "x": x, "y": y, "alpha": alpha, "W": W[2], "delta": delta, "eta": eta_below(W[2], delta),
        "terms": W[2][:, alpha - 1] * delta,
    }  # fmt: skip


def say(n):
    """What the picture shows, in words."""
    k = n["alpha"]
    terms = " + ".join(
        f"({signed(w, 1)})({signed(d, 3)})" for w, d in zip(n["W"][:, k - 1], n["delta"], strict=True)
    )
    eta = n["eta"][k - 1]
    effect = "lower" if eta < 0 else "raise"
    return (
        f"Hidden unit {k} feeds all three outputs, so three terms come back to it: η⁽²⁾{low(k)} = {terms} = "
        f"{signed(eta, 3)}. A little more a⁽²⁾{low(k)} would {effect} Ĵ."
    )


def draw(n):
    """Left the network with what flows back to unit α, right the same as a row of W²ᵀ times a column."""
    k = n["alpha"] - 1
    place = f"x = ({number(n['x'][0], 1)}, {number(n['x'][1], 1)}),  y = ({', '.join(number(v, 0) for v in n['y'])})"
    return svg.picture(
        svg.WIDTH, 404,
        svg.text(10, 22, f"point {n['point']}:  {place}", 16, TEXT, "start"),
        _network(n, k), _matrices(n, k, 520, 112),
    )  # fmt: skip


def _network(n, k):
    left, right = 62, 420
    hidden = [(left, 108 + 84 * unit) for unit in range(4)]
    output = [(right, 130 + 104 * unit) for unit in range(3)]
    parts = [
        svg.text(left, 54, "η^{(2)}", 18, INK["eta"], weight="bold"),
        svg.text(right, 54, "δ^{(3)}", 18, INK["delta"], weight="bold"),
        svg.text((left + right) / 2, 54, "back through W^{(2)}", 15, QUIET),
    ]
    for lit in (False, True):
        for unit, (x, y) in enumerate(hidden):
            if (unit == k) is not lit:
                continue
            for gamma, (x2, y2) in enumerate(output):
                weight = n["W"][gamma, unit]
                dash = "" if weight > 0 else "7 5"
                if lit:
                    parts.append(
                        svg.arrow(x2 - 36, y2, x + 38, y, INK["W"], 1 + 2.2 * abs(weight), dash, head=13)
                    )
                else:
                    parts.append(svg.line(x2 - 36, y2, x + 36, y, LINE, 1, dash))
    for gamma, (x2, y2) in enumerate(output):
        x, y = hidden[k]
        share = 0.36
        words = f"{signed(n['W'][gamma, k], 1)} · ({signed(n['delta'][gamma])}) = {signed(n['terms'][gamma])}"
        xm, ym = x2 + share * (x - x2), y2 + share * (y - y2)
        parts += [
            svg.rect(xm - 91, ym - 13, 182, 26, PAPER, INK["W"], 1, 4),
            svg.text(xm, ym, words, 14.5, TEXT),
        ]
    for unit, (x, y) in enumerate(hidden):
        on = unit == k
        parts += [
            svg.circle(x, y, 34, tint(FILL["eta"], 0.35 if on else 0.0), INK["eta"], 3 if on else 1),
            svg.text(x, y, signed(n["eta"][unit]), 16, TEXT if on else INK["eta"], weight="bold" if on else "normal"),
            svg.text(14, y, str(unit + 1), 14, QUIET),
        ]
    for gamma, (x, y) in enumerate(output):
        parts += [
            svg.circle(x, y, 34, tint(FILL["delta"], 0.2), INK["delta"], 2),
            svg.text(x, y, signed(n["delta"][gamma]), 16, TEXT, weight="bold"),
            svg.text(x + 46, y, str(gamma + 1), 14, QUIET),
        ]
    return "".join(parts)


def _matrices(n, k, left, top):
    cell, small = (50, 46), (66, 46)
    transposed = [[signed(w, 1) for w in row] for row in n["W"].T]
    delta, eta = [[signed(v)] for v in n["delta"]], [[signed(v)] for v in n["eta"]]
    middle, last = left + 3 * cell[0] + 10, left + 3 * cell[0] + small[0] + 36
    height, foot = top - 24, top + 4 * cell[1] + 26
    return "".join([
        svg.text(left + 1.5 * cell[0], height, "W^{(2)}\u2009ᵀ", 18, INK["W"], weight="bold"),
        svg.text(middle + small[0] / 2, height, "δ^{(3)}", 18, INK["delta"], weight="bold"),
        svg.text(last + small[0] / 2, height, "η^{(2)}", 18, INK["eta"], weight="bold"),
        svg.grid(left, top, transposed, cell, INK["W"], lambda r, c: r == k, tint(FILL["W"], 0.3)),
        svg.grid(middle, top + small[1] / 2, delta, small, INK["delta"], lambda r, c: True, tint(FILL["delta"], 0.2)),
        svg.text(last - 13, top + 2 * cell[1], "=", 18),
        svg.grid(last, top, eta, small, INK["eta"], lambda r, c: r == k, tint(FILL["eta"], 0.35)),
        svg.text(left, foot, f"row {k + 1} of W^{{(2)}}\u2009ᵀ is column {k + 1} of W^{{(2)}}", 15, TEXT, "start"),
        svg.line(left, foot + 32, left + 40, foot + 32, INK["W"], 3),
        svg.text(left + 48, foot + 32, "weight > 0", 14, TEXT, "start"),
        svg.line(left + 160, foot + 32, left + 200, foot + 32, INK["W"], 3, "7 5"),
        svg.text(left + 208, foot + 32, "weight < 0", 14, TEXT, "start"),
    ])  # fmt: skip


figure = Figure(
    about="δ⁽³⁾ flowing back through W⁽²⁾ to one hidden unit, as a network and as W⁽²⁾ᵀ δ⁽³⁾",
    controls={
        "point": Index("point of 60", 1, len(X)),
        "alpha": Choice("hidden unit α", 2, (1, 2, 3, 4)),
    },
    rows=(("point", "alpha"),),
    compute=compute, say=say, view=draw,
)  # fmt: skip
