"""The pictures of 09: the listing with its line lit and every value so far, and the error of a difference."""

import re
from collections import Counter
from functools import lru_cache

import numpy as np
from numpy.testing import assert_allclose

import plots
import signs
from backprop.derivatives import central_difference
from backprop.loss import losses_from_z
from backprop.network import forward
from backprop.widgets.algorithm import LISTING
from diagram import hue
from oracles import B, W, X, Y, agree, passes, stands, walk
from oracles import text as said

LISTED = r"\(#(?:, #)*\)"
ARRAY = rf"(?:a|z|η|δ)⁽[¹²³⁴⁵⁶]⁾ = {LISTED}|∂b⁽[¹²³⁴⁵⁶]⁾ = {LISTED}|∂W⁽[¹²³⁴⁵⁶]⁾ is # × #"
figure_words = (
    r"Step # of #, line #: (?:every gradient starts at #|l = #, so l > # is (?:true|false)|J = # and all "
    rf"gradients are returned|(?:{ARRAY}|[il] = #|Ĵ = #|J = #)(?:, (?:{ARRAY}))*)\."
)


def figure_says(v, n, seen):
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
              "known": known, "decayed": max(times["J", 0] - 1, 0)})  # fmt: skip
    parts = [known[key].shape if np.ndim(known[key]) == 2 else known[key] for key in new]
    l = known.get(("l", 0))
    special = {1: [0], 27: [known.get(("J", 0))], 9: [l, 1], 14: [l, 2]}
    seen.says(step, len(listed), line, *([special[line]] if line in special else parts))
    if line in (9, 14):
        seen.has(l > special[line][1], "is true")
        seen.has(l <= special[line][1], "is false")


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


figure_check_words = (
    r"With h = # the method is off by about # and rounding may add about #: (?:rounding|the method) decides\. "
    r"Their sum is smallest near h = #\. In the complex step only the rounding of Ĵ itself is left\."
)


def figure_check_says(v, n, seen):
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


SYMBOL = {"a": "a", "z": "z", "eta": "η", "delta": "δ", "dW": "∂W", "db": "∂b"}
INK = {"a": "a", "z": "phi", "eta": "eta", "delta": "delta", "dW": "W", "db": "W"}
SCALARS = {"i": "i", "l": "l", "J_hat": "Ĵ", "J": "J"}


def figure(v, n, d):
    d.take("Algorithm 1, with N = 1 and λ = 0.1", "quiet")
    lit = [s for s in d.of("rect")]
    used = [listing(n, d)]
    tests = {9: "l", 14: "l", 21: "J_hat"}  # lines that read a number
    scalars = [scalar(n, d, name, symbol, tests.get(n["line"]) == name) for name, symbol in SCALARS.items()]
    assert [text.x for text, _ in scalars] == sorted(text.x for text, _ in scalars)
    used += [ground for _, ground in scalars if ground]
    read, below = reads(n, v["layers"]), {"dW": 0.0, "db": 0.0}
    for name, l in [(name, l) for name in SYMBOL for l in range(1, v["layers"] + 1)]:
        if (name in ("z", "eta", "delta") and l == 1) or (name in ("dW", "db") and l == v["layers"]):
            continue
        new, column = (name, l) in n["new"], "db" if name == "db" else "dW"
        label = d.take(f"{SYMBOL[name]}^{{({l})}}", "text" if new else INK[name], new, lambda t: t.x > 490)
        assert label.y > below[column]
        framed = [
            s for s in lit if s.fill == "none" and s.box[1] < label.y < s.box[3] and 0 < label.box[0] - s.box[0] < 9
        ]
        assert len(framed) == ((name, l) in read), (
            name,
            l,
            "is framed as read" if framed else "is read and not framed",
        )
        assert not framed or (hue(framed[0].stroke) == INK[name] and framed[0].width > 1.5)
        texts = array(n, d, name, l, label)
        assert all(framed[0].holds(text.box, 1) for text in texts if framed)
        below[column] = max(text.y for text in (label, *texts))
        used += [d.grounds[label]] * new + framed
    here = lambda x, y: x > 740 and y < below["dW"] - 50
    for l, weights in passes(v["layers"], v["point"]).W.items():
        used += signs.of(d, l, weights, ("W", l) in read, here)
    assert d.take("full: > 0", "quiet", where=lambda t: t.x > 740).y < d.take("empty: < 0", "quiet").y
    assert set(used) == set(lit) and len(used) == len(lit)
    d.done()


def reads(n, top):
    """The arrays that the current line reads, by the words of its right side; l is told by what the line has set."""
    left, _, right = LISTING[n["line"] - 1][1].rpartition("for l = 1 … L−1: ")[2].partition(" ← ")
    if not right or not n["new"]:
        return set()
    if "‖W" in right:
        return {("W", n["decayed"])}
    offset = {"l": 0, "l+1": 1, "l−1": -1}.get(re.search(r"\((.*?)\)|$", left)[1], 0)
    layer = n["new"][0][1] - offset
    of = {"L": top, "l": layer, "l−1": layer - 1, "l+1": layer + 1}
    names = {symbol: name for name, symbol in SYMBOL.items()} | {"W": "W"}
    found = re.findall(r"(?<!∂)([azηδW])(?:_\{k\})?\^\{\((.*?)\)\}", right.partition(";")[0])
    return {(names[symbol], of[l]) for symbol, l in found} - set(n["new"])


def listing(n, d):
    """The lines in their order and with their numbers, deeper ones further right; the lit one is returned."""
    at, places = None, []
    for number, (depth, words) in enumerate(LISTING, start=1):
        on = number == n["line"]
        text = d.take(words, "quiet" if words.startswith("(") else "text", on, lambda t: t.x < 490)
        d.take(str(number), "quiet", where=lambda t, text=text: t.y == text.y and t.box[2] < text.box[0])
        places.append((text.y, text.box[0] - 18 * depth))
        ground = d.grounds[text]
        assert (ground is not None) is on
        at = ground or at
    assert places == sorted(places) and max(x for _, x in places) - min(x for _, x in places) < 4
    assert hue(at.fill) == hue(at.stroke) == "y"
    return at


def scalar(n, d, name, symbol, read):
    """A number with its name at the top, and its box, when it was set last."""
    value, on = n["known"].get((name, 0)), (name, 0) in n["new"]
    shown = "·" if value is None else str(value) if isinstance(value, int) else said(value, 4, False)
    text = d.take(f"{symbol} = {shown}", "text", on, lambda t: t.x > 490)
    ground = d.grounds[text]
    framed = [s for s in d.of("rect", fill="none") if s.holds(text.box)]
    assert (ground is not None) is on and len(framed) == read
    ground = framed[0] if read else ground
    assert not on or (hue(ground.fill) == hue(ground.stroke) == "y" and d.inside(ground) == [text])
    return text, ground


def array(n, d, name, l, label):
    """The entries beside a label, row under row; a dot where nothing is known. Returns the texts."""
    value, on = n["known"].get((name, l)), (name, l) in n["new"]
    if value is None:
        return [d.take("·", "quiet", where=lambda t: t.y == label.y and 0 < t.x - label.x < 60)]
    y, seen = label.y, []
    rows = value if value.ndim == 2 else value[:, None] if name == "db" else [value]
    for k, row in enumerate(rows):
        right = {"dW": 256, "db": 110}.get(name, 400)
        here = [t for t in d.left if 0 < t.box[0] - label.box[2] < right and t.anchor == "end"]
        y = min(t.y for t in here if t.y > y + 1) if k else y
        texts = sorted((t for t in here if abs(t.y - y) < 0.1), key=lambda t: t.x)
        assert [t.words for t in texts] == [said(x, 2 if abs(x) < 10 else 1 if abs(x) < 100 else 0) for x in row]
        seen += texts
        for text in texts:
            d.take(text.words, "text" if on else INK[name], where=lambda t, text=text: t is text)
            ground = d.grounds[text]
            assert (ground is not None) is on and ground is d.grounds[label]
            assert not on or hue(ground.fill) == INK[name]
    return seen


def figure_check(v, n, view):
    (axes,) = view.figure.axes
    assert plots.named(axes) == ("error of $\\partial\\hat{J}/\\partial W^{(2)}_{24}$", "step  $h$", "")
    grid = 10.0 ** np.arange(-15, -0.9, 0.25)
    method, rounding, errors, exact = [line for line in axes.lines if line not in view.moving]
    for line, heights in ((method, n["methods"]), (rounding, n["roundings"]), (errors, n["errors"])):
        plots.is_at(line, grid, heights)
    slope = abs(difference()[1])
    assert np.allclose(exact.get_ydata(), 2.0**-52 * slope)
    ends = {}
    for line, words, mark, ink in (
        (method, "method, $h^2|f'''|/6$", view.method, "W"), (errors, "central difference", view.error, None),
        (rounding, "rounding, $\\varepsilon|f|/2h$", view.rounding, "y"),
        (exact, "complex step, about $\\varepsilon$", None, "a"),
    ):  # fmt: skip
        label = plots.reading(axes, words)
        assert plots.hue(line) == ink and line.get_color() == label.get_color()
        assert mark is None or mark.get_color() == line.get_color()
        assert label.get_position()[0] > axes.get_xlim()[1]
        ends[words] = label.get_position()[1]
        assert abs(np.log10(ends[words] / line.get_ydata()[-1])) < 2, (words, "stands far from the end of its line")
    assert sorted(ends, key=ends.get)[:2] == ["complex step, about $\\varepsilon$", "rounding, $\\varepsilon|f|/2h$"]
    assert len({line.get_linestyle() for line in (method, rounding, errors)}) == 3 and plots.hue(view.cursor) is None
