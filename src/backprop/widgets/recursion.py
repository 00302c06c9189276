"""The live figure of 07_recursion.ipynb: the four moves, one after the other, down a network of any depth."""

from functools import lru_cache

from .. import toy
from ..delta import delta as delta_from
from ..depth import deep_network
from ..eta import eta_output
from ..network import forward
from ..outer import bias_gradient, weight_gradient
from ..pullback import eta_below
from . import svg, weights
from .controls import By, Choice, Index, Steps
from .figure import Figure
from .palette import FILL, INK, LINE, PAPER, QUIET, TEXT, tint
from .text import layer, layers, signed

X, Y = toy.data()
DEEPEST = 6


def moves(layers):
    """The moves of the way back, in their order: what becomes known, and at which layer it stands."""
    listed = [("eta", layers)]
    for l in range(layers, 1, -1):
        listed += [("delta", l), ("dW", l - 1), ("db", l - 1)] + [("eta", l - 1)] * (l > 2)
    return listed


@lru_cache
def arrays(layers, point):
    """Every array of the forward pass and of the way back at a point of the toy data: {name: {layer: array}}."""
    W, b = toy.network() if layers == 3 else deep_network(layers, 2.0)
    x, y = X[point - 1], Y[point - 1]
    a, z = forward(x, W, b)
    eta, delta, dW, db = {}, {}, {}, {}
    for name, l in moves(layers):
        if name == "eta":
            eta[l] = eta_output(a[l], y) if l == layers else eta_below(W[l], delta[l + 1])
        elif name == "delta":
            delta[l] = delta_from(eta[l], z[l])
        elif name == "dW":
            dW[l] = weight_gradient(delta[l + 1], a[l])
        else:
            db[l] = bias_gradient(delta[l + 1])
    return {"W": W, "a": a, "eta": eta, "delta": delta, "dW": dW, "db": db}


def compute(layers, point, step):
    """What is known after `step` moves in a network of `layers` layers, and the last move."""
    listed = moves(layers)[:step]
    everything = arrays(layers, point)
    known = {"a": everything["a"], "W": everything["W"]}
    for name, l in listed:
        known.setdefault(name, {})[l] = everything[name][l]
    return {
        "layers": layers, "point": point, "step": len(listed), "last": listed[-1] if listed else None,
        "steps": len(moves(layers)), "widths": [len(everything["a"][l]) for l in range(1, layers + 1)], **known,
    }  # fmt: skip


def reads(n):
    """What the last move reads, beside z and y: names and layers."""
    name, l = n["last"] or ("", 0)
    if name == "eta":
        return [("a", l)] if l == n["layers"] else [("W", l), ("delta", l + 1)]
    if name == "delta":
        return [("eta", l), ("a", l)]
    return {"dW": [("delta", l + 1), ("a", l)], "db": [("delta", l + 1)]}.get(name, [])


def rule(name, l, layers):
    """The equation of a move, and what it is called."""
    here, above = layer(l), layer(l + 1)
    if name == "eta":
        if l == layers:
            return f"η{here} = −y/a{here} + (1 − y)/(1 − a{here})", "through the loss"
        return f"η{here} = W{here}ᵀ δ{above}", "back through the weights"
    return {
        "delta": (f"δ{here} = η{here} · φ(z{here}) · (1 − φ(z{here}))", "through the units"),
        "dW": (f"∂Ĵ/∂W{here} = δ{above} a{here}ᵀ", "to the weights"),
        "db": (f"∂Ĵ/∂b{here} = δ{above}", "to the biases"),
    }[name]


def say(n):
    """What the picture shows, in words."""
    if n["last"] is None:
        return f"The forward pass is done in a network of {n['layers']} layers. {n['steps']} moves lead back."
    name, l = n["last"]
    equation, kind = rule(name, l, n["layers"])
    values = n[name][l]
    entries = (
        f"a matrix {values.shape[0]} × {values.shape[1]}"
        if values.ndim == 2
        else "(" + ", ".join(signed(v, 3) for v in values) + ")"
    )
    end = " Every gradient is known." if n["step"] == n["steps"] else ""
    return f"Move {n['step']} of {n['steps']}, {kind}: {equation}, here {entries}.{end}"


CELL = (58, 20)
ROWS = {"a": 60, "eta": 162, "delta": 264, "dW": 374}  # the tops of the four rows
COLOUR = {"a": "a", "eta": "eta", "delta": "delta", "dW": "W", "db": "W"}
SYMBOL = {"a": "a", "eta": "η", "delta": "δ", "dW": "∂W", "db": "∂b"}


def draw(n):
    """A column for each layer; what is not yet known is an empty frame, what was found last is lit."""
    pitch = 800 / n["layers"]
    words = rule(*n["last"], n["layers"])[0] if n["last"] else "forward pass: all a are known"
    parts = [
        svg.text(430, 22, layers(words), 18, TEXT, weight="bold"),
        svg.text(8, ROWS["a"] - 18, "forward →", 14, QUIET, "start"),
        svg.text(8, ROWS["eta"] - 18, "← back", 14, QUIET, "start"),
    ]
    for l in range(1, n["layers"] + 1):
        middle = 40 + pitch * (l - 0.5)
        parts += [_column(n, "a", l, middle)]
        if l > 1:
            parts += [_column(n, "eta", l, middle), _column(n, "delta", l, middle)]
        if l < n["layers"]:
            parts += [_matrix(n, l, middle + pitch / 2)]
        if 1 < l < n["layers"]:
            parts.append(_weights(n, l, middle + CELL[0] / 2, middle + pitch - CELL[0] / 2))
    key = f"tinted: what this move sets; a thick frame: what it reads; {weights.KEY}"
    return svg.picture(svg.WIDTH, 492, *parts, svg.text(430, 482, key, 14, QUIET))


def _column(n, name, l, middle):
    known, read = l in n.get(name, {}), (name, l) in reads(n)
    lit = n["last"] == (name, l)
    ink, top, left = INK[COLOUR[name]], ROWS[name], middle - CELL[0] / 2
    label_at = top + CELL[1] * n["widths"][l - 1] / 2
    parts = [svg.text(left - 14, label_at, f"{SYMBOL[name]}^{{({l})}}", 15, ink if known else QUIET)]
    for k in range(n["widths"][l - 1]):
        fill = tint(FILL[COLOUR[name]], 0.35) if lit else PAPER
        edge = (ink, 2.5 if lit or read else 1, "") if known else (LINE, 1, "3 3")
        parts.append(svg.rect(left, top + k * CELL[1], *CELL, fill, *edge[:2], dash=edge[2]))
        if known:
            value = n[name][l][k]
            words = f"{value:.2f}" if name == "a" and l > 1 else signed(value, 2 if abs(value) < 100 else 0)
            said, weight = TEXT if lit else ink, "bold" if lit or read else "normal"
            parts.append(svg.text(middle, top + (k + 0.5) * CELL[1], words, 14, said, weight=weight))
    return "".join(parts)


def _weights(n, l, left, right):
    """W⁽ˡ⁾ between two columns, as small squares, and the way back through it: an arrow from δ above to η below."""
    on = ("W", l) in reads(n)
    x = (left + right - n["W"][l].shape[1] * weights.SIZE) / 2 - 12
    ink, thickness = (TEXT, 2.5) if on else (QUIET, 1.2)
    back = svg.arrow(right - 2, ROWS["delta"] + 4, left + 4, ROWS["eta"] + 4 * CELL[1] - 8, ink, thickness)
    return weights.draw(x, ROWS["eta"] + 18, l, n["W"][l], on) + back


def _matrix(n, l, middle):
    """The gradients of W⁽ˡ⁾ and b⁽ˡ⁾ as small squares that bear the sign of each entry."""
    rows, columns, size = n["widths"][l], n["widths"][l - 1], 17
    left, top = middle - (columns * size + 30 + size) / 2, ROWS["dW"]
    parts = []
    for name, x, across in (("dW", left, columns), ("db", left + columns * size + 30, 1)):
        known, lit = l in n.get(name, {}), n["last"] == (name, l)
        ink = INK["W"] if known else QUIET
        parts.append(svg.text(x + across * size / 2, top - 14, f"{SYMBOL[name]}^{{({l})}}", 15, ink))
        for i in range(rows):
            for j in range(across):
                fill = tint(FILL["W"], 0.45) if lit else PAPER
                edge = (INK["W"], 2 if lit else 1, "") if known else (LINE, 1, "3 3")
                parts.append(svg.rect(x + j * size, top + i * size, size, size, fill, *edge[:2], dash=edge[2]))
                if known:
                    value = n[name][l][i, j] if name == "dW" else n[name][l][i]
                    sign, said = "+" if value > 0 else "−" if value < 0 else "0", TEXT if lit else INK["W"]
                    parts.append(svg.text(x + (j + 0.5) * size, top + (i + 0.5) * size, sign, 15, said))
    parts.append(svg.text(middle, top + 4 * size + 14, f"({rows}, {columns}) and ({rows},)", 14, QUIET))
    return "".join(parts)


DEPTHS = tuple(range(2, DEEPEST + 1))
figure = Figure(
    about="The four moves down a network: what is known in each layer, and the last move",
    controls={
        "layers": Choice("layers", 3, DEPTHS, 44),
        "point": Index("point of 60", 1, len(X)),
        "step": Steps("moves made", 5, By("layers", {layers: len(moves(layers)) for layers in DEPTHS})),
    },
    rows=(("layers", "point"), ("step",)),
    compute=compute, say=say, view=draw,
)  # fmt: skip
