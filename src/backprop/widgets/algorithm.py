"""The live figures of 09_algorithm.ipynb: a walk through the listing, and the error of a central difference."""

from functools import lru_cache

import numpy as np

from .. import toy
from ..delta import delta as delta_from
from ..depth import deep_network
from ..derivatives import central_difference, complex_step
from ..eta import eta_output
from ..loss import example_loss
from ..network import forward
from ..network import sigmoid as phi
from ..outer import bias_gradient, weight_gradient
from ..pullback import eta_below
from . import svg, weights
from .controls import By, Choice, Index, Slider, Steps
from .figure import Figure
from .palette import FILL, INK, QUIET, TEXT, tint
from .plot import Plot
from .text import layer, number, scientific, signed

X, Y = toy.data()
DECAY = 0.1  # λ in the walk
LISTING = [  # indentation and words of lines 1 to 27
    (0, "for l = 1 … L−1: ∂W^{(l)} ← 0; ∂b^{(l)} ← 0"),
    (0, "for i = 1 … N:"),
    (1, "a^{(1)} ← x_{i}"),
    (1, "for l = 1 … L−1: z^{(l+1)} ← W^{(l)} a^{(l)} + b^{(l)}; a^{(l+1)} ← φ(z^{(l+1)})"),
    (1, "η^{(L)} ← −y_{i} / a^{(L)} + (1 − y_{i}) / (1 − a^{(L)})"),
    (1, "l ← L"),
    (1, "(through the output units)"),
    (1, "δ^{(L)} ← η^{(L)} · φ(z^{(L)}) · (1 − φ(z^{(L)}))"),
    (1, "while l > 1:"),
    (2, "(the weights into layer l)"),
    (2, "∂W^{(l−1)} ← ∂W^{(l−1)} + (1/N) δ^{(l)} a^{(l−1)}ᵀ"),
    (2, "(the biases into layer l)"),
    (2, "∂b^{(l−1)} ← ∂b^{(l−1)} + (1/N) δ^{(l)}"),
    (2, "if l > 2:"),
    (3, "η^{(l−1)} ← W^{(l−1)}ᵀ δ^{(l)}"),
    (3, "(through the units of layer l − 1)"),
    (3, "δ^{(l−1)} ← η^{(l−1)} · φ(z^{(l−1)}) · (1 − φ(z^{(l−1)}))"),
    (2, "l ← l − 1"),
    (1, "(the loss of example i)"),
    (1, "Ĵ ← Σ_{k} [−y_{ik} log a_{k}^{(L)} − (1 − y_{ik}) log(1 − a_{k}^{(L)})]"),
    (1, "J ← J + (1/N) Ĵ"),
    (0, "(all examples are in: decay the weights, not the biases)"),
    (0, "for l = 1 … L−1:"),
    (1, "J ← J + (λ/2) ‖W^{(l)}‖²"),
    (1, "(line 26 is (*)'s second term)"),
    (1, "∂W^{(l)} ← ∂W^{(l)} + λ W^{(l)}"),
    (0, "return J, ∂W, ∂b"),
]


def network(layers):
    """The network of the course, or a deterministic one of another depth."""
    return toy.network() if layers == 3 else deep_network(layers, 2.0)


def walk(layers, point):
    """Algorithm 1 on one example, line by line: yields the line, what it set, and every value so far."""
    (W, b), N, L = network(layers), 1, layers
    known = {}  # (name, layer): value; what has no layer stands at 0

    def set_(line, **values):
        now = {(name, l): value for name, (l, value) in values.items()}
        known.update(now)
        return line, list(now), dict(known)

    for l in range(1, L):
        known["dW", l], known["db", l] = np.zeros_like(W[l]), np.zeros_like(b[l])
    yield 1, [(name, l) for name in ("dW", "db") for l in range(1, L)], dict(known)
    yield set_(2, i=(0, 1))
    yield set_(3, a=(1, X[point - 1]))
    for l in range(1, L):
        z = W[l] @ known["a", l] + b[l]
        yield set_(4, z=(l + 1, z), a=(l + 1, phi(z)))
    yield set_(5, eta=(L, eta_output(known["a", L], Y[point - 1])))
    l = L
    yield set_(6, l=(0, l))
    yield set_(8, delta=(L, delta_from(known["eta", L], known["z", L])))
    while l > 1:
        yield 9, [], dict(known)
        dW, db = weight_gradient(known["delta", l], known["a", l - 1]), bias_gradient(known["delta", l])
        yield set_(11, dW=(l - 1, known["dW", l - 1] + (1 / N) * dW))
        yield set_(13, db=(l - 1, known["db", l - 1] + (1 / N) * db))
        yield 14, [], dict(known)
        if l > 2:
            yield set_(15, eta=(l - 1, eta_below(W[l - 1], known["delta", l])))
            yield set_(17, delta=(l - 1, delta_from(known["eta", l - 1], known["z", l - 1])))
        l -= 1
        yield set_(18, l=(0, l))
    yield 9, [], dict(known)
    yield set_(20, J_hat=(0, float(example_loss(known["a", L], Y[point - 1]))))
    yield set_(21, J=(0, (1 / N) * known["J_hat", 0]))
    for l in range(1, L):
        yield set_(24, J=(0, known["J", 0] + DECAY / 2 * float(np.sum(W[l] ** 2))))
        yield set_(26, dW=(l, known["dW", l] + DECAY * W[l]))
    yield 27, [], dict(known)


@lru_cache(maxsize=64)
def steps(layers, point):
    """The whole walk, as a list."""
    return list(walk(layers, point))


def compute(layers, point, step):
    """Where the walk stands after `step` steps, what is known, and what the line has just set."""
    listed = steps(layers, point)
    line, new, known = listed[min(step, len(listed)) - 1]
    return {"layers": layers, "point": point, "step": min(step, len(listed)), "steps": len(listed), "line": line,
            "new": new, "known": known, "decayed": sum(line == 24 for line, *_ in listed[:step])}  # fmt: skip


SYMBOL = {"a": "a", "z": "z", "eta": "η", "delta": "δ", "dW": "∂W", "db": "∂b"}
COLOUR = {"a": "a", "z": "phi", "eta": "eta", "delta": "delta", "dW": "W", "db": "W"}


def say(n):
    """What the picture shows, in words."""
    first = f"Step {n['step']} of {n['steps']}, line {n['line']}"
    if n["line"] == 27:
        return f"{first}: J = {number(n['known']['J', 0], 4)} and all gradients are returned."
    if n["line"] in (9, 14):
        l, bound = n["known"]["l", 0], 1 if n["line"] == 9 else 2
        return f"{first}: l = {l}, so l > {bound} is {'true' if l > bound else 'false'}."
    if n["line"] == 1:
        return f"{first}: every gradient starts at 0."
    parts = []
    for name, l in n["new"]:
        value = n["known"][name, l]
        if name in SYMBOL:
            symbol = SYMBOL[name] + layer(l)
            flat = np.ravel(value)
            words = f"= ({', '.join(signed(v, 3) for v in flat)})"
            parts.append(f"{symbol} {words if value.ndim == 1 else f'is {value.shape[0]} × {value.shape[1]}'}")
        else:
            name = "Ĵ" if name == "J_hat" else name
            parts.append(f"{name} = {value}" if isinstance(value, int) else f"{name} = {number(value, 4)}")
    return f"{first}: {', '.join(parts)}."


LINE_HEIGHT, TOP, RIGHT, BOTTOM = 18, 42, 498, 530  # pixels
PITCH, BESIDE = 47, 258  # of the entries of an array; where ∂b stands beside ∂W


def draw(n):
    """Left the listing with its current line lit, right every value so far and the signs of W."""
    parts = [svg.text(10, 18, "Algorithm 1, with N = 1 and λ = 0.1", 15, QUIET, "start")]
    for line, (indent, words) in enumerate(LISTING, start=1):
        y, on = TOP + LINE_HEIGHT * (line - 1), line == n["line"]
        if on:
            parts.append(svg.rect(4, y - 9.2, 484, 17.7, tint(FILL["y"], 0.4), INK["y"], 1, 4))
        ink = QUIET if words.startswith("(") else TEXT
        parts.append(svg.text(30, y, str(line), 14, QUIET, "end"))
        parts.append(svg.text(38 + 18 * indent, y, words, 14, ink, "start", "bold" if on else "normal"))
    return svg.picture(svg.WIDTH, BOTTOM, *parts, _values(n))


def _values(n):
    """Every array in a place of its own, empty until it is known."""
    (W, b), L, parts = network(n["layers"]), n["layers"], []
    scalars = [("i", "i"), ("l", "l"), ("Ĵ", "J_hat"), ("J", "J")]
    for k, (words, name) in enumerate(scalars):
        value, on, read = n["known"].get((name, 0)), (name, 0) in n["new"], (name, 0) in reads(n)
        shown = "·" if value is None else str(value) if isinstance(value, int) else number(value, 4)
        x = RIGHT + (0, 62, 124, 244)[k]
        if on or read:
            fill = tint(FILL["y"], 0.4) if on else "none"
            parts.append(svg.rect(x - 4, 6, (54, 54, 112, 112)[k], 24, fill, INK["y"], 2, 4))
        parts.append(svg.text(x, 18, f"{words} = {shown}", 15, TEXT, "start", "bold" if on else "normal"))
    firsts = {"a": 1, "z": 2, "eta": 2, "delta": 2}
    rows = [(name, l, 1) for name, first in firsts.items() for l in range(first, L + 1)]
    rows += [("dW", l, len(b[l])) for l in range(1, L)]
    row, y, before = min(22.0, (BOTTOM - TOP - (L + 2) * 6) / sum(height for *_, height in rows)), float(TOP + 2), "a"
    for name, l, height in rows:
        y += 6 if name != before or name == "dW" else 0
        parts.append(_array(n, name, l, RIGHT, y, row, height))
        if name == "dW":
            parts.append(_array(n, "db", l, RIGHT + BESIDE, y, row, height))
        before, y = name, y + row * height
    y = TOP + 20
    for l in W:
        parts.append(weights.draw(RIGHT + BESIDE + 40, y, l, W[l], ("W", l) in reads(n)))
        y += len(W[l]) * weights.SIZE + 36
    for words, below in (("full: > 0", 0), ("empty: < 0", 18)):
        parts.append(svg.text(RIGHT + BESIDE + 10, y - 16 + below, words, 14, QUIET, "start"))
    return "".join(parts)


def _array(n, name, l, x, y, row, height):
    """One array beside its symbol: on a tint if this line sets it, in a thick frame if it reads it."""
    value, on, read, colour = n["known"].get((name, l)), (name, l) in n["new"], (name, l) in reads(n), COLOUR[name]
    ink, parts, width = TEXT if on else INK[colour], [], 104 if name == "db" else 246
    if on or read:
        fill, edge = (tint(FILL[colour], 0.3), 1) if on else ("none", 2)
        parts.append(svg.rect(x - 6, y - row / 2 - 1, width, row * height, fill, INK[colour], edge))
    parts.append(svg.text(x, y, f"{SYMBOL[name]}^{{({l})}}", 14, ink, "start", "bold" if on else "normal"))
    if value is None:
        return "".join([*parts, svg.text(x + 48, y, "·", 14, QUIET, "start")])
    for (k, column), v in np.ndenumerate(np.reshape(value, (-1, 1)) if name == "db" else np.atleast_2d(value)):
        words = signed(v, 2 if abs(v) < 10 else 1 if abs(v) < 100 else 0)
        parts.append(svg.text(x + 92 + PITCH * column, y + row * k, words, 14, ink, "end"))
    return "".join(parts)


def reads(n):
    """What the current line reads, beside x, y and b: names and layers."""
    l = n["new"][0][1] if n["new"] else 0
    return {
        4: [("W", l - 1), ("a", l - 1)], 5: [("a", l)], 8: [("eta", l), ("z", l)], 9: [("l", 0)],
        11: [("delta", l + 1), ("a", l)], 13: [("delta", l + 1)], 14: [("l", 0)], 15: [("W", l), ("delta", l + 1)],
        17: [("eta", l), ("z", l)], 20: [("a", n["layers"])], 21: [("J_hat", 0)], 24: [("W", n["decayed"])],
        26: [("W", l)],
    }.get(n["line"], [])  # fmt: skip


figure = Figure(
    about="Algorithm 1 at work: its listing with the current line, and every value so far",
    controls={
        "layers": Choice("layers", 3, (3, 4), 44),
        "point": Index("point of 60", 1, len(X)),
        "step": Steps("step", 10, By("layers", {layers: len(steps(layers, 1)) for layers in (3, 4)}), 1),
    },
    rows=(("layers", "point", "step"),),
    compute=compute, say=say, view=draw,
)  # fmt: skip


EXPONENTS = np.arange(-15, -0.9, 0.25)
FLOOR = 1e-17  # what an error of exactly 0 is drawn at
EPSILON = float(np.finfo(float).eps)


@lru_cache(maxsize=1)
def check():
    """Ĵ at the first toy point as a function of W²₂₄: value, first and third derivative, errors of a difference."""
    W, b = toy.network()

    def J_hat(w):
        moved = W[2].astype(w.dtype)
        moved[1, 3] = w[0]
        return example_loss(forward(X[0], {1: W[1], 2: moved}, b)[0][3], Y[0])

    w = np.array([W[2][1, 3]])
    slope = complex_step(J_hat, w)[0]
    third = (complex_step(J_hat, w + 1e-3)[0] - 2 * slope + complex_step(J_hat, w - 1e-3)[0]) / 1e-6
    error = [abs(central_difference(J_hat, w, h)[0] - slope) for h in 10.0**EXPONENTS]
    return {"value": float(J_hat(w)), "slope": slope, "third": third, "error": np.maximum(error, FLOOR)}


def compute_check(exponent):
    """The two errors of a central difference with h = 10^exponent, as (9.3) foretells them, and as they are."""
    n, h = check(), 10.0**exponent
    grid = 10.0**EXPONENTS
    method, rounding = (lambda h: abs(n["third"]) * h**2 / 6), (lambda h: EPSILON * n["value"] / (2 * h))
    return {
        "exponent": exponent, "h": h, "method": method(h), "rounding": rounding(h),
        "errors": n["error"], "methods": method(grid), "roundings": rounding(grid),
        "best": (1.5 * EPSILON * n["value"] / abs(n["third"])) ** (1 / 3),
        "error": float(np.exp(np.interp(exponent, EXPONENTS, np.log(n["error"])))),
    }  # fmt: skip


def say_check(n):
    """What the picture shows, in words."""
    method, rounding = (f"about {scientific(n[name], 0)}" for name in ("method", "rounding"))
    larger = "rounding" if n["rounding"] > n["method"] else "the method"
    return (
        f"With h = {scientific(n['h'])} the method is off by {method} and rounding may add {rounding}: "
        f"{larger} decides. Their sum is smallest near h = {scientific(n['best'], 0)}. "
        "In the complex step only the rounding of Ĵ itself is left."
    )


class CheckView(Plot):
    """The error against h, on logarithmic axes, with the two lines that it follows."""

    size = (860, 420)

    def setup(self, figure):
        axes = figure.subplots()
        figure.subplots_adjust(left=0.09, right=0.77, bottom=0.14, top=0.92)
        axes.set(xscale="log", yscale="log", xlim=(1e-15, 0.2), ylim=(1e-18, 3), xlabel="step  $h$",
                 title="error of $\\partial\\hat{J}/\\partial W^{(2)}_{24}$")  # fmt: skip
        n, grid = compute_check(-5.0), 10.0**EXPONENTS
        axes.plot(grid, n["methods"], color=INK["W"], linestyle="--")
        axes.plot(grid, n["roundings"], color=INK["y"], linestyle=":")
        axes.plot(grid, n["errors"], color=TEXT, linewidth=1.5, marker=".", markersize=5)
        axes.axhline(EPSILON * abs(check()["slope"]), color=INK["a"], linewidth=3)
        for words, y, ink in (
            ("method, $h^2|f'''|/6$", 4e-3, INK["W"]), ("central difference", 1e-4, TEXT),
            ("rounding, $\\varepsilon|f|/2h$", 6e-15, INK["y"]),
            ("complex step, about $\\varepsilon$", 1e-16, INK["a"]),
        ):  # fmt: skip
            axes.text(0.25, y, words, color=ink, va="center", fontsize=12)
        (self.cursor,) = axes.plot([], [], color=QUIET, linewidth=1, linestyle=":")
        (self.method,) = axes.plot([], [], "s", color=INK["W"], markersize=9)
        (self.rounding,) = axes.plot([], [], "D", color=INK["y"], markersize=9)
        (self.error,) = axes.plot([], [], "o", color=TEXT, markersize=9)
        return [self.cursor, self.method, self.rounding, self.error]

    def move(self, n):
        self.cursor.set_data([n["h"], n["h"]], [1e-18, 3])
        self.method.set_data([n["h"]], [n["method"]])
        self.rounding.set_data([n["h"]], [n["rounding"]])
        self.error.set_data([n["h"]], [n["error"]])


figure_check = Figure(
    about="The error of a central difference against its step h",
    controls={"exponent": Slider("h = 10 to the", -5.0, -15.0, -1.0, 0.25)},
    compute=compute_check, say=say_check, view=CheckView,
)  # fmt: skip
