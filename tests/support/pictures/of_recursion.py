"""The picture of 07: a column for each layer; what is known stands in it, what was found last is lit."""

import itertools

import formula
from backprop.widgets.palette import LINE
from diagram import hue
from oracles import Y, moves, passes
from oracles import text as said

ROWS = ("a", "eta", "delta")
SYMBOL = {"a": "a", "eta": "η", "delta": "δ", "dW": "∂W", "db": "∂b"}
INK = {"a": "a", "eta": "eta", "delta": "delta", "dW": "W", "db": "W"}


def figure(v, n, d):
    L = v["layers"]
    known = {("a", l) for l in range(1, L + 1)} | set(moves(L)[: v["step"]])
    last = moves(L)[v["step"] - 1] if v["step"] else None
    heading(v, d, last)
    tops, xs = {}, {}
    for name in ROWS:
        for l in range(1 if name == "a" else 2, L + 1):
            label = d.take(f"{SYMBOL[name]}^{{{l}}}", INK[name] if (name, l) in known else "quiet")
            cells = [s for s in d.of("rect") if 0 < s.box[0] - label.box[2] < 14
                     and abs(s.middle[1] - label.y) < 60]  # fmt: skip
            column(n, d, name, l, label, sorted(cells, key=lambda s: s.middle[1]), (name, l) in known, last)
            tops.setdefault(name, set()).add(min(s.box[1] for s in cells))
            xs.setdefault(l, set()).add(round(cells[0].middle[0], 1))
    assert all(len(places) == 1 for places in (*tops.values(), *xs.values()))
    assert [xs[l] for l in sorted(xs)] == sorted(xs.values(), key=min) and list(tops.values()) == sorted(
        tops.values(), key=min
    )
    for words, name in (("forward →", "a"), ("← back", "eta")):
        assert 0 < min(tops[name]) - d.take(words, "quiet").y < 30
    for l in range(1, L):
        squares(n, d, l, known, last, (min(xs[l]) + min(xs[l + 1])) / 2)
    d.done()


def heading(v, d, last):
    """The equation of the last move holds, and gives what was found."""
    (text,) = [t for t in d.texts if t.size == 18]
    d.take(text.words, bold=True)
    if last is None:
        assert text.words == "forward pass: all a are known"
        return
    p, (name, l) = passes(v["layers"], v["point"]), last
    assert text.words in d.sentence
    formula.holds(text.words.replace("y/", "y / "), {**vars(p), "y": Y[v["point"] - 1]})
    assert formula.code(text.words).split(" = ")[0] == f"{name}[{l}]"
    assert name == "eta" or (f"delta[{l + 1}]" if name in ("dW", "db") else f"eta[{l}]") in formula.code(text.words)


def column(n, d, name, l, label, cells, known, last):
    """The entries of one array under each other, or empty broken frames."""
    values = n["a"][l] if name == "a" else n.get(name, {}).get(l)
    assert len(cells) == n["widths"][l - 1] and all(b.box[1] == a.box[3] for a, b in itertools.pairwise(cells))
    assert abs((cells[0].box[1] + cells[-1].box[3]) / 2 - label.y) < 0.1
    lit = (name, l) == last
    for k, cell in enumerate(cells):
        assert (cell.dash == "") is known and hue(cell.fill) == (INK[name] if lit else None)
        assert (hue(cell.stroke) == INK[name]) is known if known else cell.stroke == LINE
        assert (cell.width > 1.5) is lit
        inside = d.inside(cell)
        assert len(inside) == known
        if known:
            words = said(values[k], 2 if abs(values[k]) < 100 else 0, name != "a" or l == 1)
            d.take(words, "text" if lit else INK[name], lit, lambda t, text=inside[0]: t is text)


def squares(n, d, l, known, last, middle):
    """Between two layers the signs of ∂W and ∂b in squares, rows by columns, and their shapes below."""
    rows, columns = n["widths"][l], n["widths"][l - 1]
    shapes = d.take(f"({rows}, {columns}) and ({rows},)", "quiet", where=lambda t: abs(t.x - middle) < 1)
    lefts = {}
    for name, across in (("dW", columns), ("db", 1)):
        is_known, lit = (name, l) in known, (name, l) == last
        head = d.take(f"{SYMBOL[name]}^{{{l}}}", "W" if is_known else "quiet")
        half = across * 17 / 2
        cells = [s for s in d.of("rect") if abs(s.middle[0] - head.x) < half and head.y < s.middle[1] < shapes.y]
        assert len(cells) == rows * across
        cells.sort(key=lambda s: (round(s.middle[1]), s.middle[0]))
        assert abs(sum(s.middle[0] for s in cells) / len(cells) - head.x) < 0.1
        lefts[name] = head.x
        for cell, place in zip(cells, [(i, j) for i in range(rows) for j in range(across)], strict=True):
            assert (cell.dash == "") is is_known and hue(cell.fill) == ("W" if lit else None)
            assert (cell.width > 1.5) is lit
            inside = d.inside(cell)
            assert len(inside) == is_known
            if is_known:
                value = n[name][l][place] if name == "dW" else n[name][l][place[0]]
                sign = "+" if value > 0 else "−" if value < 0 else "0"
                d.take(sign, "text" if lit else "W", where=lambda t, text=inside[0]: t is text)
    assert lefts["dW"] < lefts["db"]
