"""What every live figure must say and show, worked out from its controls without the figure's own `compute`.

An oracle takes `v`, the values of the controls; `n`, the numbers of the figure; and `seen`, what a reader sees. It
holds n against the step modules or a formula (`agree`: every number that the figure has, and no other), every number
of the sentence, in its order, against the same (`seen.says`), and the picture too. What each compares stands in its
first line. `ORACLES` has them by `stem.name`, as `figures.FIGURES` has the figures.
"""

import re
from collections import Counter
from decimal import Decimal, localcontext
from functools import cache, lru_cache
from itertools import chain, pairwise
from types import SimpleNamespace
from xml.etree import ElementTree

import numpy as np
from numpy.testing import assert_allclose

from backprop import batch as step_batch
from backprop import saturation as step_saturation
from backprop import toy
from backprop.derivatives import central_difference
from backprop.loss import losses_from_z, objective
from backprop.network import forward, forward_rows
from backprop.training import descend, initial

X, Y = toy.data()
W, B = toy.network()
RAISED = str.maketrans("⁻⁰¹²³⁴⁵⁶⁷⁸⁹−", "-0123456789-")
NUMBER = re.compile(r"(?:([+−]?\d+(?:\.\d+)?) ?· ?)?10([⁻⁰¹²³⁴⁵⁶⁷⁸⁹]+)|([+−]?\d+(?:\.\d+)?)")


def spoken(words):
    """Every number in `words`, in their order, each with half of its last digit."""
    for power_of, raised, plain in NUMBER.findall(words):
        digits, exponent = (plain or power_of or "1").translate(RAISED), int(raised.translate(RAISED) or 0)
        decimals = len(digits.partition(".")[2])
        yield float(digits) * 10.0**exponent, 0.5 * 10.0 ** (exponent - decimals)


def text(value, decimals, plus=True):
    """A number as the course prints it; written here once more, so that a slip in one of the two shows."""
    value = round(float(value), decimals)
    sign = "−" if value < 0 else "+" if value > 0 and plus else ""
    return f"{sign}{abs(value):.{decimals}f}"


def agree(got, expected, where="numbers", rtol=1e-9, atol=1e-12):
    """Both have the same names, and under each the same number, to rounding."""
    if isinstance(expected, dict):
        assert set(got) == set(expected), (where, set(got) ^ set(expected))
        for name in expected:
            agree(got[name], expected[name], f"{where}[{name!r}]", rtol, atol)
    elif isinstance(expected, str | bool | list | tuple | set | None):
        assert got == expected, (where, got, expected)
    else:
        got, expected = np.asarray(got), np.asarray(expected)
        assert got.shape == expected.shape, (where, got.shape, expected.shape)
        assert (np.abs(got - expected) <= atol + rtol * np.abs(expected)).all(), (where, got, expected)


def speaks(words, *expected):
    """`words` have these numbers, rounded, in this order, and no others."""
    expected = np.concatenate([np.ravel(part).astype(float) for part in expected])
    found = list(spoken(words))
    assert len(found) == len(expected), (words, expected)
    for (value, half), number in zip(found, expected, strict=True):
        assert abs(value - number) <= half * (1 + 1e-6), (number, words)


class Seen:
    """What a reader sees: the sentence, and the texts and shapes of a diagram or the artists of a plot."""

    def __init__(self, figure, drawn):
        self.sentence = drawn.sentence
        self.view = figure.view.kept() if figure.is_plot else None
        if not figure.is_plot:
            self.root = ElementTree.fromstring(drawn.picture)
            elements = list(self.tagged("text"))
            self.texts = ["".join(element.itertext()) for element in elements]
            self.bold = [words for words, element in zip(self.texts, elements, strict=True)
                         if element.get("font-weight") == "bold"]  # fmt: skip
            self.written = {(float(element.get("x")), float(element.get("y"))): words
                            for words, element in zip(self.texts, elements, strict=True)}  # fmt: skip
            circles = [[float(c.get(name)) for name in ("cx", "cy", "r")] for c in self.tagged("circle")]
            self.circles = np.reshape(circles, (-1, 3))

    def tagged(self, name):
        return self.root.iter("{http://www.w3.org/2000/svg}" + name)

    def says(self, *expected):
        """The sentence has these numbers, rounded, in this order, and no others."""
        speaks(self.sentence, *expected)

    def has(self, truth, *words):
        """The sentence has these words where `truth` holds, and only there."""
        for some in words:
            assert (some in self.sentence) == bool(truth), (some, self.sentence)

    def shows(self, *words):
        """The diagram has all of these texts, each at least as often as it is named."""
        missing = Counter(words) - Counter(self.texts)
        assert not missing, missing

    def numerals(self):
        """The numbers with a sign or a decimal among the texts, as one reads: from the top, and from the left."""
        order = sorted(self.written, key=lambda place: (place[1], place[0]))
        return [words for words in map(self.written.get, order) if re.fullmatch(r"[+−]\d+|[+−]?\d+\.\d+", words)]

    def grid(self, left, top, cell, rows):
        """A matrix of texts stands in cells of this size, from its upper left corner."""
        for r, row in enumerate(rows):
            for c, words in enumerate(row):
                self.at(left + (c + 0.5) * cell[0], top + (r + 0.5) * cell[1], words)

    def at(self, x, y, words):
        """These words stand there."""
        found = [some for (x1, y1), some in self.written.items() if abs(x - x1) < 0.01 and abs(y - y1) < 0.01]
        assert words in found, (words, found)

    def circle(self, x, y, radius):
        """A circle of this radius stands there."""
        assert (np.abs(self.circles - [x, y, radius]).max(axis=1, initial=0) < 0.01).any(), (x, y, radius)


def stands(artist, x, y):
    """A mark, or a line, has these coordinates."""
    assert_allclose(artist.get_xdata(), np.ravel(x), rtol=1e-9, atol=1e-12)
    assert_allclose(artist.get_ydata(), np.ravel(y), rtol=1e-9, atol=1e-12)


def phi(z):
    return 1 / (1 + np.exp(-z))


def target(v):
    return v["between"] if v["answer"] == "between" else v["answer"]


@cache
def passes(layers, point, scale=2.0, course=True):
    """All arrays at a toy point, by δᴸ = a − y and δˡ = Wˡᵀ δˡ⁺¹ · a (1 − a), with η = δ / φ′ read off afterwards."""
    weights, biases = (W, B) if layers == 3 and course else step_saturation.deep_network(layers, scale)
    a, z, L = {1: X[point - 1]}, {}, layers
    for l in range(1, L):
        z[l + 1] = weights[l] @ a[l] + biases[l]
        a[l + 1] = phi(z[l + 1])
    delta, eta = {L: a[L] - Y[point - 1]}, {L: (a[L] - Y[point - 1]) / (a[L] * (1 - a[L]))}
    for l in range(L - 1, 1, -1):
        eta[l] = np.einsum("ga,g->a", weights[l], delta[l + 1])
        delta[l] = eta[l] * a[l] * (1 - a[l])
    return SimpleNamespace(
        W=weights, a=a, z=z, eta=eta, delta=delta, dW={l: delta[l + 1][:, None] * a[l] for l in weights},
        db={l: delta[l + 1] for l in weights}, loss=float(losses_from_z(z[L], Y[point - 1]).sum()),
    )  # fmt: skip


def place(point):
    """The words at the top of a diagram that name a toy point."""
    (x1, x2), y = X[point - 1], Y[point - 1]
    answers = ", ".join(f"{t:.0f}" for t in y)
    return f"point {point}:  x = ({text(x1, 1, False)}, {text(x2, 1, False)}),  y = ({answers})"


# 00
START = [("x", 1), ("z", 2), ("a", 2), ("z", 3), ("a", 3), ("J", 0), ("eta", 3), ("delta", 3), ("dW", 2), ("eta", 2),
         ("delta", 2), ("dW", 1)]  # fmt: skip


def start_here(v, n, seen):
    """All arrays against the formulas; what the first `step` steps give is known, and it alone is in the picture."""
    p, step = passes(3, v["point"]), v["step"]
    agree(n, {
        "point": v["point"], "step": step, "known": set(START[:step]), "x": {1: X[v["point"] - 1]}, "a": p.a,
        "z": p.z, "eta": p.eta, "delta": p.delta, "dW": p.dW, "db": p.db, "J": {0: np.array([p.loss])},
        "y": Y[v["point"] - 1],
    })  # fmt: skip
    name, l = START[step - 1]
    values = np.ravel(n[name][l])
    shown = [values.min(), values.max()] if name == "dW" else values
    seen.says(v["point"], step, 12, [1, 1] if (name, l) == ("eta", 3) else [], shown)
    seen.has(step <= 6, "forward")
    seen.has(step > 6, "back")
    for name, symbol, dx, dy in (("z", "z", 0, 0), ("a", "a", 1, 0), ("eta", "η", 0, 1), ("delta", "δ", 1, 1)):
        for l, x in ((2, 322), (3, 604)):
            for k, number in enumerate(n[name][l]):
                words = text(number, 2, name != "a") if (name, l) in START[:step] else "·"
                y = 234 + 80 * (k - (len(n[name][l]) - 1) / 2)
                seen.at(x + 75 * (dx - 0.5), y + 31 * (dy - 0.5), f"{symbol} {words}")
    seen.shows(f"Ĵ = {text(p.loss, 3, False)}" if step >= 6 else "Ĵ", *(text(x, 1) for x in n["x"][1]))
    broken = sum(1 for line in seen.tagged("line") if line.get("stroke-dasharray"))
    assert broken == sum((n["dW"][l] <= 0).sum() for l in (1, 2) if ("dW", l) in START[:step])


# 01
def network(v, n, seen):
    """The forward pass of `network.forward` at the point, and the three questions asked here anew."""
    x1, x2 = v["x1"], v["x2"]
    a, z = forward(np.array([x1, x2]), W, B)
    y = [float(x1 > 0.3 + 0.5 * x2), float(0.8 < np.hypot(x1, x2) < 1.6), float(x1 * x2 > 0)]
    agree(n, {"x": np.array([x1, x2]), "a": a, "z": z, "y": np.array(y)})
    said, true = ["yes" if p > 0.5 else "no" for p in a[3]], ["yes" if t else "no" for t in y]
    seen.says(x1, x2, a[3], sum(s == t for s, t in zip(said, true, strict=True)), 3)
    assert re.findall(r"\b(?:yes|no)\b", seen.sentence) == said + true
    for k in range(3):
        seen.shows(f"{text(a[3][k], 2, False)}: {said[k]}, true is {true[k]}")
        seen.circle(64 + 284 * k + (x1 + 2) / 4 * 164, 314 + (2 - x2) / 4 * 164, 9)
    for l, x in ((1, 120), (2, 370), (3, 620)):
        for k, p in enumerate(a[l]):
            seen.at(x, 142 + 56 * (k - (len(a[l]) - 1) / 2), text(p, 1) if l == 1 else text(p, 2, False))


# 02
def loss(v, n, seen):
    """−log a, −log(1 − a) and their mixture, also along the curve; the marks stand on them."""
    a, y = v["a"], target(v)
    yes, no = -np.log(a), -np.log(1 - a)
    grid = np.asarray(seen.view.curve.get_xdata())
    agree(n, {"a": a, "y": y, "if_yes": yes, "if_no": no, "loss": y * yes + (1 - y) * no,
              "curve": -y * np.log(grid) - (1 - y) * np.log(1 - grid)})  # fmt: skip
    seen.says(a, yes, no, [] if y in (0, 1) else 100 * y, n["loss"])
    seen.has(y == 1, "The answer is yes")
    seen.has(y == 0, "The answer is no")
    view = seen.view
    for mark, height in ((view.yes, yes), (view.no, no), (view.point, n["loss"])):
        stands(mark, a, min(height, 6.5))
    stands(view.stem, [a, a], [0, 6.5])
    stands(view.curve, grid, n["curve"])
    assert view.label.get_text() == f"loss {text(n['loss'], 2, False)},  y = {text(y, 2, False)}"


def loss_paths(v, n, seen):
    """J = u² (1.5 − u) − 2 e⁻ᵘ and its slope, by hand; all factors and their sum stand in the picture."""
    u, w = v["u"], v["wiggle"]
    J = lambda u: u**2 * (1.5 - u) - 2 * np.exp(-u)
    first, second = np.array([2 * u, -1, -np.exp(-u)]), np.array([1.5 - u, u**2, -2])
    agree(n, {
        "u": u, "v": np.array([u**2, 1.5 - u, np.exp(-u)]), "J": J(u), "first": first, "second": second,
        "products": first * second, "sum": 3 * u - 3 * u**2 + 2 * np.exp(-u), "wiggle": w, "change": J(u + w) - J(u),
    })  # fmt: skip
    seen.says(n["products"], n["sum"], [w, n["change"], n["sum"] * w] if w else [])
    seen.has(w == 0, "Wiggle u")
    seen.at(60, 163, text(u, 2))
    seen.at(680, 163, text(n["J"], 2))
    for k in range(3):
        seen.at(370, 63 + 100 * k, text(n["v"][k], 3))
        seen.shows(f"∂v{k + 1}/∂u = {text(first[k], 2)}", f"∂J/∂v{k + 1} = {text(second[k], 2)}")
    terms = " + ".join(f"({text(a, 2)})({text(b, 2)})" for a, b in zip(first, second, strict=True))
    seen.shows(f"dJ/du = {terms} = {text(n['sum'], 3)}")


# 03
def eta(v, n, seen):
    """The loss and its slope (a − y) / (a (1 − a)), also along the curves; tangent, marks and labels on them."""
    a, y, view = v["a"], target(v), seen.view
    J = lambda a: -y * np.log(a) - (1 - y) * np.log(1 - a)
    slope = lambda a: (a - y) / (a * (1 - a))
    grid = np.asarray(view.loss.get_xdata())
    agree(n, {"a": a, "y": y, "loss": J(a), "eta": slope(a), "loss_curve": J(grid), "eta_curve": slope(grid)})
    level, steep = abs(slope(a)) < 1e-6, abs(slope(a)) > 12
    right = y in (0, 1) and abs(a - y) < 0.05
    end = 0 if a < 0.5 else 1
    seen.says(a, y, J(a), slope(a), [] if level else [end, end] if steep else [0, 1] if right else [])
    seen.has(level, "The tangent is level")
    seen.has(steep, "the slope leaves the scale")
    seen.has(right and not steep, "Close to the right answer")
    seen.has(not (level or steep or right) and a < y, "A larger a makes the loss smaller")
    seen.has(not (level or steep or right) and a > y, "A larger a makes the loss larger")
    (x0, x1), (y0, y1) = view.tangent.get_data()
    assert_allclose([(y1 - y0) / (x1 - x0), (x0 + x1) / 2, (y0 + y1) / 2], [slope(a), a, J(a)], atol=1e-9)
    clipped = np.clip(slope(a), -12, 12)
    stands(view.point, a, min(J(a), 5))
    stands(view.goal, y, 0)
    stands(view.marker, a, clipped)
    stands(view.stem, [a, a], [0, clipped])
    stands(view.eta, grid, n["eta_curve"])
    stands(view.loss, grid, n["loss_curve"])
    beyond = "" if not steep else " ↓" if a < y else " ↑"
    assert view.marker.get_marker() == {"": "o", " ↓": "v", " ↑": "^"}[beyond]
    assert view.eta_label.get_text() == f"η = {text(slope(a), 2)}{beyond}"
    assert view.y_label.get_text() == f"target y = {text(y, 2, False)}"


# 04
def delta(v, n, seen):
    """φ, φ′, η = (a − y) / φ′ and δ = a − y, also along the curves; tangent, marks and labels stand on them."""
    z, y, view = v["z"], target(v), seen.view
    a, grid = phi(z), np.asarray(view.delta.get_xdata())
    slope, along = a * (1 - a), phi(grid)
    agree(n, {
        "z": z, "y": y, "a": a, "slope": slope, "eta": (a - y) / slope, "delta": a - y, "a_minus_y": a - y,
        "eta_curve": (along - y) / (along * (1 - along)), "delta_curve": along - y,
    })  # fmt: skip
    beyond = abs(n["eta"]) > 2.5
    right = abs(a - y) < 0.005 and not beyond
    seen.says(z, y, n["eta"], slope, a - y, a, a - y, [0] if (beyond and slope < 0.02) or right else [])
    seen.has(beyond, "η has left the scale")
    seen.has(beyond and slope < 0.02, "φ′ is nearly 0")
    seen.has(right, "δ is nearly 0")
    (x0, x1), (y0, y1) = view.tangent.get_data()
    assert_allclose([(y1 - y0) / (x1 - x0), (x0 + x1) / 2, (y0 + y1) / 2], [slope, z, a], atol=1e-9)
    for mark, height in ((view.point, a), (view.slope_mark, slope), (view.delta_mark, a - y),
                         (view.eta_mark, np.clip(n["eta"], -2.5, 2.5))):  # fmt: skip
        stands(mark, z, height)
    stands(view.cursor, [z, z], [-2.5, 2.5])
    stands(view.eta, grid, n["eta_curve"])
    stands(view.delta, grid, n["delta_curve"])
    assert view.eta_mark.get_marker() == ("s" if not beyond else "v" if a < y else "^")
    labels = {name: label.get_text() for name, label in view.labels.items()}
    assert labels == {"eta": f"η = {text(n['eta'], 2 if abs(n['eta']) < 100 else 0)}",
                      "phi": f"φ′ = {text(slope, 3, False)}", "delta": f"δ = {text(a - y, 3)}"}  # fmt: skip
    heights = sorted(label.get_position()[1] for label in view.labels.values())
    assert max(map(abs, heights)) <= 2.5 and min(above - below for below, above in pairwise(heights)) > 0.39


# 05
def outer(v, n, seen):
    """δ³ a²ᵀ by index; the change of Ĵ from the loss of output α alone, at z³_α + wiggle a²_β; dots at both ends."""
    p, i, j, w = passes(3, v["point"]), v["alpha"] - 1, v["beta"] - 1, v["wiggle"]
    z, a, y = p.z[3][i], p.a[2][j], Y[v["point"] - 1]
    one = lambda z: losses_from_z(z, np.full(np.shape(z), y[i]))
    entry, change = (phi(z) - y[i]) * a, one(z + w * a) - one(z)
    agree(n, {
        "point": v["point"], "x": X[v["point"] - 1], "y": y, "alpha": i + 1, "beta": j + 1, "wiggle": w,
        "delta": p.delta[3], "a": p.a[2], "dW": p.dW[2], "entry": entry, "weight": W[2][i, j],
        "curve": one(z + np.linspace(-3, 3, 49) * a) - one(z), "change": change, "predicted": entry * w,
    })  # fmt: skip
    seen.says(i + 1, j + 1, p.delta[3][i], a, entry, [w, change, entry * w] if w else [])
    seen.has(w == 0, "to see whether Ĵ changes")
    assert Counter(seen.bold) == Counter([text(p.delta[3][i], 3), text(a, 3, False), text(entry, 3)])
    seen.grid(48, 132, (82, 48), [[text(d, 3)] for d in p.delta[3]])
    seen.grid(142, 76, (82, 48), [[text(b, 3, False) for b in p.a[2]]])
    seen.grid(142, 132, (82, 48), [[text(g, 3) for g in row] for row in p.dW[2]])
    seen.shows(place(v["point"]), f"slope {text(entry, 3)}", f"added to W(2){i + 1}{j + 1}",
               f"Ĵ as W(2){i + 1}{j + 1} = {text(W[2][i, j], 1, False)} is wiggled")  # fmt: skip
    x = 560 + (w + 3) / 6 * 280
    seen.circle(x, 76 + (3 - change) / 6 * 220, 6)
    seen.circle(x, 76 + (3 - entry * w) / 6 * 220, 5)


# 06
def pullback(v, n, seen):
    """η²_α = Σ_γ W²_γα δ³_γ by index; all η², δ³, the three terms and the matrix stand in the picture."""
    p, k = passes(3, v["point"]), v["alpha"] - 1
    terms = np.array([W[2][g, k] * p.delta[3][g] for g in range(3)])
    agree(n, {"point": v["point"], "x": X[v["point"] - 1], "y": Y[v["point"] - 1], "alpha": k + 1, "W": W[2],
              "delta": p.delta[3], "eta": p.eta[2], "terms": terms})  # fmt: skip
    seen.says(k + 1, np.column_stack([W[2][:, k], p.delta[3]]), terms.sum())
    seen.has(terms.sum() > 0, "would raise Ĵ")
    seen.has(terms.sum() < 0, "would lower Ĵ")
    for unit, value in enumerate(p.eta[2]):
        seen.at(62, 108 + 84 * unit, text(value, 2))
    for unit, value in enumerate(p.delta[3]):
        seen.at(420, 130 + 104 * unit, text(value, 2))
    seen.grid(520, 112, (50, 46), [[text(w, 1) for w in row] for row in W[2].T])
    seen.grid(680, 135, (66, 46), [[text(value, 2)] for value in p.delta[3]])
    seen.grid(772, 112, (66, 46), [[text(value, 2)] for value in p.eta[2]])
    assert sum(line.get("stroke-dasharray") == "7 5" for line in seen.tagged("line")) == (W[2] < 0).sum() + 1
    seen.shows(place(v["point"]), f"row {k + 1} of W(2)\u2009ᵀ is column {k + 1} of W(2)", *(
        f"{text(W[2][g, k], 1)} · ({text(p.delta[3][g], 2)}) = {text(terms[g], 2)}" for g in range(3)
    ))  # fmt: skip


# 07
def moves(layers):
    """The moves of the way back, in their order."""
    back = [[("delta", l), ("dW", l - 1), ("db", l - 1), ("eta", l - 1)] for l in range(layers, 1, -1)]
    return [("eta", layers), *chain(*back)][:-1]


def recursion(v, n, seen):
    """All arrays against the formulas; known is what the moves so far give, and it alone stands in the picture."""
    L, step = v["layers"], v["step"]
    p, listed = passes(L, v["point"]), moves(L)[:step]
    known = {name: {l: getattr(p, name)[l] for m, l in listed if m == name} for name, _ in listed}
    agree(n, {
        "layers": L, "point": v["point"], "step": step, "last": listed[-1] if step else None, "steps": 4 * (L - 1),
        "widths": [2] + [4] * (L - 2) + [3], "a": p.a, "W": p.W, **known,
    })  # fmt: skip
    if step:
        (name, l), values = listed[-1], n[listed[-1][0]][listed[-1][1]]
        ones = {"eta": [1, 1] if l == L else [], "delta": [1]}.get(name, [])
        seen.says(step, 4 * (L - 1), ones, values.shape if name == "dW" else values)
        kinds = {"delta": "through the units", "dW": "to the weights", "db": "to the biases",
                 "eta": "through the loss" if l == L else "back through the weights"}  # fmt: skip
        seen.has(True, f", {kinds[name]}: ")
    else:
        seen.says(L, 4 * (L - 1))
    seen.has(step == 4 * (L - 1), "Every gradient is known")
    count = 0
    for name, top in (("a", 60), ("eta", 162), ("delta", 264)):
        for l, values in {"a": p.a, **known}.get(name, {}).items():
            for k, value in enumerate(values):
                words = text(value, 2 if abs(value) < 100 else 0, name != "a" or l == 1)
                seen.at(40 + 800 / L * (l - 0.5), top + 20 * (k + 0.5), words)
                count += 1
    assert len(seen.numerals()) == count
    gradients = [array.ravel() for name in ("dW", "db") for array in known.get(name, {}).values()]
    signs = Counter("+" if g > 0 else "−" if g < 0 else "0" for g in np.concatenate([[], *gradients]))
    assert Counter(words for words in seen.texts if words in "+−0") == signs
    squares = [rect for rect in seen.tagged("rect") if rect.get("width") == rect.get("height") == "10"]
    inner = np.concatenate([[], *(p.W[l].ravel() for l in range(2, L))])
    assert [rect.get("fill") != "#FFFFFF" for rect in squares] == list(inner > 0)
    if step:  # in a thick frame: what the move sets, and what it reads
        name, l = listed[-1]
        entries = {"eta": np.size(p.a[L]) if l == L else np.size(p.delta.get(l + 1)) + 1,
                   "delta": 2 * np.size(p.a[l]), "dW": np.size(p.a.get(l + 1)) + np.size(p.a[l]),
                   "db": np.size(p.a.get(l + 1))}[name]  # fmt: skip
        thick = [rect for rect in seen.tagged("rect") if rect.get("stroke-width") == "2.5"]
        assert len(thick) == entries + (np.size(p.eta[l]) if name in ("eta", "delta") else 0)


# 08
WEIGHTS = [(l, i, j) for l in (2, 1) for i in range(len(W[l])) for j in range(len(W[l][0]))]
LOW = str.maketrans("0123456789", "₀₁₂₃₄₅₆₇₈₉")


def batch(v, n, seen):
    """Gradients of examples by the formulas, their mean and λW by index; every arrow's end and both dots in place."""
    count, decay = v["examples"], v["weight_decay"]
    pair = [WEIGHTS[v["first"] - 1], WEIGHTS[v["second"] - 1]]
    every = np.array([[passes(3, k).dW[l][i, j] for l, i, j in pair] for k in range(1, 61)])
    weights = np.array([W[l][i, j] for l, i, j in pair])
    mean = every[:count].sum(axis=0) / count
    names = ["W" + "¹²"[l - 1] + f"{i + 1}{j + 1}".translate(LOW) for l, i, j in pair]
    agree(n, {
        "names": names, "examples": count, "weight_decay": decay, "each": every[:count], "mean": mean,
        "decay": decay * weights, "sum": mean + decay * weights, "weights": weights,
        "running": np.array([every[:k].mean(axis=0) for k in range(1, 61)]),
    })  # fmt: skip
    seen.says(count, mean, [decay, *(decay * weights), *(mean + decay * weights)] if decay else [0])
    seen.has(count > 1, "examples is")
    assert f"For {names[0]} and {names[1]}, " in seen.sentence
    drawn = [name.replace("¹", "(1)").replace("²", "(2)") for name in names]  # a layer is no power
    seen.shows(*(f"{drawn[k]}: {text(mean[k], 3)}" for k in (0, 1)), *(f"∂Jⁱ/∂{name}" for name in drawn))
    at = lambda g: (60 + (g[0] + 1.1) / 2.2 * 360, 40 + (1.1 - g[1]) / 2.2 * 360)
    for g in every[:count]:
        seen.circle(*at(g), 2.5)
    assert (seen.circles[:, 2] == 2.5).sum() == count
    for vector in (decay * weights, mean, mean + decay * weights):
        end = np.array(at(vector))
        if np.hypot(*(end - at((0, 0)))) < 3:
            seen.circle(*end, 4)
        else:
            tips = [tuple(map(float, p.get("points").split()[0].split(","))) for p in seen.tagged("polygon")]
            assert any(np.abs(end - tip).max() < 0.06 for tip in tips), (end, tips)
    for k in (0, 1):
        seen.circle(520 + (count - 1) / 59 * 320, 76 + (0.8 - mean[k]) / 1.6 * 280, 5)


# 09
def walk(layers):
    """The lines of Algorithm 1 in their order for one example, and what each sets."""
    up, down = range(1, layers), range(layers, 1, -1)
    yield from [(1, [(name, l) for name in ("dW", "db") for l in up]), (2, [("i", 0)]), (3, [("a", 1)])]
    yield from ((4, [("z", l + 1), ("a", l + 1)]) for l in up)
    yield from [(5, [("eta", layers)]), (6, [("l", 0)]), (8, [("delta", layers)])]
    for l in down:
        yield from [(9, []), (11, [("dW", l - 1)]), (13, [("db", l - 1)]), (14, [])]
        yield from [(15, [("eta", l - 1)]), (17, [("delta", l - 1)])] if l > 2 else []
        yield 18, [("l", 0)]
    yield from [(9, []), (20, [("J_hat", 0)]), (21, [("J", 0)])]
    for l in up:
        yield from [(24, [("J", 0)]), (26, [("dW", l)])]
    yield 27, []


def algorithm(v, n, seen):
    """What each line has set so far, by the formulas; it alone stands in the picture, and the line is lit."""
    L, step, p = v["layers"], v["step"], passes(v["layers"], v["point"])
    listed = list(walk(L))
    line, new = listed[step - 1]
    times = Counter(name for _, names in listed[:step] for name in names)
    squares = [0.1 / 2 * (p.W[l] ** 2).sum() for l in p.W]

    def value(name, l):
        """What was set last, of a variable that was set `often` times."""
        often = times[name, l]
        if name in ("dW", "db"):
            decayed = 0.1 * p.W[l] if name == "dW" and often > 2 else 0
            return getattr(p, name)[l] * (often > 1) + decayed
        scalars = {"i": 1, "l": L + 1 - often, "J_hat": p.loss, "J": p.loss + sum(squares[: often - 1])}
        return scalars[name] if l == 0 else getattr(p, name)[l]

    known = {key: value(*key) for key in times}
    agree(n, {"layers": L, "point": v["point"], "step": step, "steps": len(listed), "line": line, "new": new,
              "known": known})  # fmt: skip
    parts = [known[key].shape if np.ndim(known[key]) == 2 else known[key] for key in new]
    l = known.get(("l", 0))
    special = {1: [0], 27: [known.get(("J", 0))], 9: [l, 1], 14: [l, 2]}
    seen.says(step, len(listed), line, *([special[line]] if line in special else parts))
    if line in (9, 14):
        seen.has(l > special[line][1], "is true")
        seen.has(l <= special[line][1], "is false")
    order = [(name, l) for name in ("a", "z", "eta", "delta") for l in range(1, L + 1)]
    gradients = [np.column_stack([known["dW", l], known["db", l]]) for l in range(1, L)]  # ∂b beside ∂W
    entries = np.concatenate([[], *(known[key] for key in order if key in known), *map(np.ravel, gradients)])
    assert seen.numerals() == [text(x, 2 if abs(x) < 10 else 1 if abs(x) < 100 else 0) for x in entries]
    read = {4: ["a"], 5: ["a"], 8: ["eta", "z"], 11: ["delta", "a"], 13: ["delta"], 15: ["delta"], 17: ["eta", "z"],
            20: ["a"]}.get(line, [])  # fmt: skip
    frames = [rect for rect in seen.tagged("rect") if rect.get("stroke-width") == "2" and rect.get("fill") == "none"]
    assert len(frames) == len(read)
    for name, symbol in (("i", "i"), ("l", "l"), ("J_hat", "Ĵ"), ("J", "J")):
        x = known.get((name, 0))
        seen.shows(f"{symbol} = {'·' if x is None else x if isinstance(x, int) else text(x, 4, False)}")
    symbols = {"a": "a", "z": "z", "eta": "η", "delta": "δ", "dW": "∂W", "db": "∂b"}
    lit = [f"{symbols[name]}({l})" for name, l in new if l]
    assert len(seen.bold) == 1 + len(new) and set(lit) <= set(seen.bold)
    ys = {e.get("y") for e in seen.tagged("text") if e.get("font-weight") == "bold" and float(e.get("x")) < 490}
    assert ys == {f"{42 + 18 * (line - 1)}"}


@lru_cache(maxsize=1)
def difference():
    """Ĵ at the first toy point by W²₂₄, its slope and third derivative by hand, and the errors of a difference."""
    p = passes(3, 1)
    a, q, y = p.a[2][3], p.a[3][1], Y[0][1]

    def J(w):
        moved = W[2].copy()
        moved[1, 3] = w[0]
        return losses_from_z(forward(X[0], {1: W[1], 2: moved}, B)[1][3], Y[0]).sum()

    slope = (q - y) * a
    errors = [abs(central_difference(J, [W[2][1, 3]], h)[0] - slope) for h in 10.0 ** np.arange(-15, -0.9, 0.25)]
    return p.loss, slope, a**3 * q * (1 - q) * (1 - 2 * q), np.maximum(errors, 1e-17)


def algorithm_check(v, n, seen):
    """(9.3) with the third derivative by hand; the measured errors to what rounding leaves of them."""
    value, _, third, errors = difference()
    e, h, grid, eps = v["exponent"], 10.0 ** v["exponent"], 10.0 ** np.arange(-15, -0.9, 0.25), 2.0**-52
    exact = {name: n[name] for name in n if name not in ("errors", "error")}
    agree(exact, {
        "exponent": e, "h": h, "method": abs(third) * h**2 / 6, "rounding": eps * value / (2 * h),
        "methods": abs(third) * grid**2 / 6, "roundings": eps * value / (2 * grid),
        "best": (1.5 * eps * value / abs(third)) ** (1 / 3),
    }, rtol=1e-4, atol=0)  # fmt: skip
    noise = 8 * n["roundings"]
    assert (np.abs(n["errors"] - errors) <= noise + 1e-3 * errors).all()
    assert n["errors"].min() >= 1e-17 and n["error"] > 0
    k = min(int((e + 15) // 0.25), len(grid) - 2)
    share = (e + 15) / 0.25 - k
    assert_allclose(np.log(n["error"]), (1 - share) * np.log(n["errors"][k]) + share * np.log(n["errors"][k + 1]))
    seen.says(h, n["method"], n["rounding"], n["best"])
    seen.has(n["rounding"] > n["method"], ": rounding decides")
    seen.has(n["rounding"] <= n["method"], ": the method decides")
    view = seen.view
    stands(view.cursor, [h, h], [1e-18, 3])
    for mark, name in ((view.method, "method"), (view.rounding, "rounding"), (view.error, "error")):
        assert_allclose(mark.get_xydata(), [[h, n[name]]])


# 10
STARTS = {"small random": 1.0, "zeros": 0.0, "large random": 8.0}
MIDDLES = np.linspace(-2.15, 2.15, 44)
PLANE = np.array([(x1, x2) for x2 in MIDDLES for x1 in MIDDLES])


@lru_cache(maxsize=64)
def trained(epoch, learning_rate, weight_decay, hidden, start):
    """One descent from the start to `epoch`, in one go."""
    begin = initial((2, hidden, 3), 0, STARTS[start])
    weights, biases, history = descend(X, Y, *begin, learning_rate, epoch, weight_decay)
    _, dW, db = step_batch.gradient(X, Y, weights, biases, weight_decay)
    J = np.append(history["J"], objective(X, Y, weights, biases, weight_decay))
    norm = {l: np.append(history["norm"][l], np.sqrt((dW[l] ** 2).sum() + (db[l] ** 2).sum())) for l in (1, 2)}
    return weights, biases, J, norm


def training(v, n, seen):
    """One descent in one go: J, sizes, answers and maps; curves, dots, rings and counts stand on them."""
    weights, biases, J, norm = trained(**v)
    epoch, hidden, view = v["epoch"], v["hidden"], seen.view
    right = (forward_rows(X, weights, biases)[0][3] > 0.5) == (Y > 0.5)
    spread = max(np.ptp(weights[1], axis=0).max(), np.ptp(weights[2], axis=1).max())
    rises = sum(after > before * (1 + 1e-9) for before, after in pairwise(J))
    agree(n, {
        "epoch": epoch, "hidden": hidden, "J": J, "norm": norm, "right": right.astype(float), "rises": rises,
        "spread": spread, "maps": np.stack([m.reshape(44, 44) for m in forward_rows(PLANE, weights, biases)[0][3].T]),
    }, rtol=1e-7)  # fmt: skip
    each, alike = right.sum(axis=0), hidden > 1 and spread < 1e-6
    seen.says([epoch] if epoch else [], J[-1], each.sum(), 180, each, 60, norm[1][-1], 1, norm[2][-1], 2,
              [rises, epoch] if rises else [], [hidden] if alike else [])  # fmt: skip
    seen.has(rises, "J rose at")
    seen.has(alike, "hidden units are alike")
    curves = [np.clip(J, 0.02, 20), np.clip(norm[1], 1e-4, 10), np.clip(norm[2], 1e-4, 10)]
    for line, dot, curve in zip(view.lines, view.dots, curves, strict=True):
        assert_allclose(line.get_ydata(), curve, rtol=1e-7)
        stands(dot, epoch, line.get_ydata()[-1])
        assert line.get_xdata()[-1] == epoch
    for k in range(3):
        assert (np.column_stack(view.rings[k].get_data()) == X[~right[:, k]]).all()
        assert view.counts[k].get_text() == f"{each[k]} of 60 right"
        assert_allclose(view.maps[k].get_array(), n["maps"][k])


# 11
def true_digits(got, true):
    """−log₁₀ of the relative error of a NumPy float, between 0 and what its type can hold."""
    most = -np.log10(float(np.finfo(got.dtype).eps))
    error = abs(Decimal(float(got)) - true) / abs(true)
    return most if not error else min(max(-float(error.log10()), 0.0), most)


@cache
def written_out(z, y, bits):
    """Every form of δ and of the loss in floats."""
    kind = np.dtype(f"float{bits}").type
    s, t = np.array(kind(z)), np.array(kind(y))
    with np.errstate(all="ignore"):
        a = kind(1) / (kind(1) + np.exp(-s))
        eta = -t / a + (1 - t) / (1 - a)
        textbook = eta * a * (1 - a), -t * np.log(a) - (1 - t) * np.log(1 - a)
        small = np.exp(-abs(s))
        positive, negative = (kind(1) / (1 + small), small / (1 + small))[:: 1 if s >= 0 else -1]
    return {"textbook": textbook[0], "a_minus_y": positive - t,
            "delta_from_z": (1 - t) * positive - t * negative, "textbook_loss": textbook[1],
            "loss_from_z": np.log1p(small) + ((1 - t) * s if s > 0 else -t * s)}  # fmt: skip


@cache
def in_floats(z, y, bits):
    """Every form as a number or its word, and its correct digits against decimal numbers of 120 digits."""
    forms = written_out(z, y, bits)
    with localcontext(prec=120):
        z, y = Decimal(z), Decimal(y)
        e = z.exp()
        truth = {"delta": e / (1 + e) - y, "loss": (1 + e).ln() - y * z}
        digits = {name: true_digits(np.asarray(got), truth["loss" if "loss" in name else "delta"])
                  if np.isfinite(got) else None for name, got in forms.items()}  # fmt: skip
    return {name: float(got) if np.isfinite(got) else "NaN" if np.isnan(got) else "∞"
            for name, got in forms.items()}, digits  # fmt: skip


def saturation(v, n, seen):
    """The forms written out in floats, their digits against decimal numbers; curves at their ends, marks, words."""
    z, y, bits, view = v["z"], v["answer"], v["bits"], seen.view
    values, digits = in_floats(z, y, bits)
    breaks = [x for x in np.arange(-45, 45.5, 0.5) if not np.isfinite(written_out(x, y, bits)["textbook"])]
    ends = {side: in_floats(x, y, bits)[0] for side, x in (("left", -45.0), ("right", 45.0))}
    words = {(name, side): ends[side][name] for name in ("textbook", "textbook_loss") for side in ends}
    rest = {name: n[name] for name in n if name not in ("curves", "left", "right")}
    agree(rest, {"z": z, "y": y, "bits": bits, "values": values, "digits": digits, "words": words}, rtol=1e-6)
    assert all((x <= n["left"]) or (x >= n["right"]) for x in breaks)
    assert sum(n["left"] < x < n["right"] for x in np.arange(-45, 45.5, 0.5)) == 181 - len(breaks)
    for name, (along, height, right) in n["curves"].items():
        for k in (0, len(along) // 2, -1):
            one, its = in_floats(float(along[k]), y, bits)
            assert_allclose([height[k], right[k]], [one[name], its[name]], rtol=1e-6)
        stands(view.lines[name][0], along, height)
        stands(view.lines[name][1], along, right)
    holds = {16: 3, 32: 6, 64: 15}[bits]

    def counted(name):
        whole = 0 if digits[name] is None else min(int(digits[name]), holds)
        gives = {"textbook": "the textbook form", "a_minus_y": "a − y", "textbook_loss": "the textbook form",
                 "loss_from_z": "the form in z"}[name]  # fmt: skip
        plain = "1 digit right" if whole == 1 else f"{whole} digits right"
        all_or_none = {0: "no digit right", holds: f"all {holds} digits right"}
        told = f"gives {values[name]}" if digits[name] is None else f"has {all_or_none.get(whole, plain)}"
        assert f"{gives} {told}" in seen.sentence, (name, seen.sentence)
        return [whole] if whole else []

    seen.says(z, y, bits, values["delta_from_z"], counted("textbook"), counted("a_minus_y"), values["loss_from_z"],
              counted("textbook_loss"), counted("loss_from_z"))  # fmt: skip
    pairs = ("textbook", "a_minus_y"), ("textbook_loss", "loss_from_z")
    for readout, (textbook, other) in zip(view.readouts, pairs, strict=True):
        word = re.findall("NaN|∞", readout.get_text())
        assert word == [value for value in [values[textbook]] if isinstance(value, str)]
        speaks(readout.get_text(), [] if word else values[textbook], values[other])
    for name in values:
        for mark, height in zip(view.marks[name], (values[name], digits[name]), strict=True):
            assert mark.get_visible() == (digits[name] is not None)
            if digits[name] is not None:
                assert_allclose(mark.get_xydata(), [[z, height]], rtol=1e-6, atol=1e-12)
    for side, (low, high) in (("left", (-45, n["left"])), ("right", (n["right"], 45))):
        for name in ("textbook", "textbook_loss"):
            word = view.words[name, side]
            assert word.get_visible() == (low < high) and word.get_text() == (words[name, side] if low < high else "")
            for patch in view.regions[name, side]:
                assert patch.get_visible() == (low < high)
                if low < high:
                    assert_allclose([patch.get_x(), patch.get_x() + patch.get_width()], [low, high])


def saturation_depth(v, n, seen):
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
    for l, size in sizes.items():
        x, y = 150 + 66 * (l - 2), 76 + 21 * (2 - np.log10(size))
        seen.circle(x, y, 6)
        digit, power = f"{size:.0e}".split("e")
        seen.at(x, y + 20, text(size, 2, False) if size >= 0.0095 else f"{digit}·10−{-int(power)}")
        seen.at(x, 358, str(l))
        seen.at(x, 446, text(slopes[l], 3, False) if slopes[l] >= 0.0005 else "<0.001")
        if l in bounds:
            factor = size / sizes[l + 1]
            seen.at(x, 390, text(factor, 2, False) if factor >= 0.005 else "<0.01")
            seen.at(x, 418, text(bounds[l], 2, False))


# 12
def slips(v, n, seen):
    """What is measured against differences; `off` from the numbers shown; the marks ✗ where the two differ."""
    from backprop.widgets.slips import SLIPS
    from measured_slips import MEASURED

    slip = v["slip"]
    title, quote, written, corrected, by, why = SLIPS[slip]
    checks = ("shapes and names", "special case", "derivative")
    agree({name: n[name] for name in n if name not in ("as written", "corrected")}, {
        "slip": slip, "title": title, "quote": quote, "forms": {"as written": written, "corrected": corrected},
        "why": why, "caught": {check: k in by for k, check in enumerate(checks)},
    })  # fmt: skip
    wrong, verdicts = 0, []
    for side, measured in zip(("as written", "corrected"), MEASURED.get(slip, (None, None)), strict=True):
        shown = n[side]
        assert (shown is None) == (measured is None)
        if shown is None:
            continue
        number = lambda rows: np.array([[float(words.translate(RAISED)) for words in row] for row in rows])
        form, true = number(shown["form"]), number(shown["measured"])
        assert_allclose(true, np.atleast_2d(measured), atol=0.00051)
        assert (shown["off"] is None) == bool(np.isnan(form).any())
        differs = ~(np.abs(form - true) <= 0.00101)
        assert (shown["differs"] == differs).all()
        assert differs.all() if side == "as written" else not differs.any()
        wrong += differs.sum()
        left, below = 10 if side == "as written" else 440, 206 + 32 * len(form) + 36
        signs = np.where(differs, "✗ ", "")
        entries = [[sign + words for sign, words in zip(*pair, strict=True)]
                   for pair in zip(signs, shown["form"], strict=True)]  # fmt: skip
        seen.grid(left, 206, (100, 32), entries)
        seen.grid(left, below, (100, 32), shown["measured"])
        off = np.abs(form - true).max() / np.abs(true).max()
        verdicts.append(f"{side} it " + (
            "agrees with the measured derivative" if not differs.any() else "gives no number" if np.isnan(off)
            else f"is off by {text(shown['off'], 2, False)} of the largest entry"
        ))  # fmt: skip
        if shown["off"] is not None:
            assert abs(shown["off"] - off) < 0.01
    caught = ", ".join(check for k, check in enumerate(checks) if k in by)
    told = "; ".join(verdicts)
    told = f" {told[0].upper()}{told[1:]}." if told else ""
    assert seen.sentence == f"Slip {slip} ({title}): {why} Caught by: {caught}.{told}"
    marked = [words for words in seen.texts if words.startswith("✗ ")]
    assert len(marked) == wrong
    seen.shows(f"Slip {slip} · {title}", f"corrected, (12.{slip})")
    for k, check in enumerate(checks):
        seen.shows(f"{'✓' if k in by else '–'} {check}")


ORACLES = {
    "algorithm.figure": algorithm, "algorithm.figure_check": algorithm_check, "batch.figure": batch,
    "delta.figure": delta, "eta.figure": eta, "loss.figure": loss, "loss.figure_paths": loss_paths,
    "network.figure": network, "outer.figure": outer, "pullback.figure": pullback, "recursion.figure": recursion,
    "saturation.figure": saturation, "saturation.figure_depth": saturation_depth, "slips.figure": slips,
    "start_here.figure": start_here, "training.figure": training,
}  # fmt: skip
