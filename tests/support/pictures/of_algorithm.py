"""The pictures of 09: the listing with its line lit and every value so far, and the error of a difference."""

import re

import numpy as np

import plots
from backprop.widgets.algorithm import LISTING
from diagram import hue
from oracles import difference
from oracles import text as said

SYMBOL = {"a": "a", "z": "z", "eta": "η", "delta": "δ", "dW": "∂W", "db": "∂b"}
INK = {"a": "a", "z": "phi", "eta": "eta", "delta": "delta", "dW": "W", "db": "W"}
SCALARS = {"i": "i", "l": "l", "J_hat": "Ĵ", "J": "J"}


def figure(v, n, d):
    d.take("Algorithm 1, with N = 1 and λ = 0.1", "quiet")
    lit = [s for s in d.of("rect")]
    used = [listing(n, d)]
    used += [value for name, symbol in SCALARS.items() if (value := scalar(n, d, name, symbol))]
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
    assert set(used) == set(lit) and len(used) == len(lit)
    d.done()


def reads(n, top):
    """The arrays that the current line reads, by the words of its right side; l is told by what the line has set."""
    left, _, right = LISTING[n["line"] - 1][1].rpartition("for l = 1 … L−1: ")[2].partition(" ← ")
    if not right or not n["new"]:
        return set()
    offset = {"l": 0, "l+1": 1, "l−1": -1}.get(re.search(r"\((.*?)\)|$", left)[1], 0)
    layer = n["new"][0][1] - offset
    of = {"L": top, "l": layer, "l−1": layer - 1, "l+1": layer + 1}
    names = {symbol: name for name, symbol in SYMBOL.items()}
    found = re.findall(r"(?<![∂W])([azηδ])(?:_\{k\})?\^\{\((.*?)\)\}", right.partition(";")[0])
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


def scalar(n, d, name, symbol):
    """A number with its name at the top; its box, when it was set last."""
    value, on = n["known"].get((name, 0)), (name, 0) in n["new"]
    shown = "·" if value is None else str(value) if isinstance(value, int) else said(value, 4, False)
    text = d.take(f"{symbol} = {shown}", "text", on, lambda t: t.x > 490)
    ground = d.grounds[text]
    assert (ground is not None) is on and (not on or hue(ground.fill) == hue(ground.stroke) == "y")
    return ground


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
        assert plots.hue(line) == plots.hue(label) == ink and (mark is None or plots.hue(mark) == ink)
        assert label.get_position()[0] > axes.get_xlim()[1]
        ends[words] = label.get_position()[1]
        assert abs(np.log10(ends[words] / line.get_ydata()[-1])) < 2, (words, "stands far from the end of its line")
    assert sorted(ends, key=ends.get)[:2] == ["complex step, about $\\varepsilon$", "rounding, $\\varepsilon|f|/2h$"]
    assert len({line.get_linestyle() for line in (method, rounding, errors)}) == 3 and plots.hue(view.cursor) is None
