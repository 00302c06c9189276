"""The picture of 07: a column for each layer; what is known stands in it, what was found last is lit."""

import itertools

import formula
import signs
from backprop.widgets.palette import LINE
from diagram import hue
from oracles import Y, agree, moves, passes
from oracles import text as said
from pictures import spoken

LISTED = r"\(#(?:, #)*\)"
figure_words = (
    r"The forward pass is done in a network of # layers\. # moves lead back\.|Move # of #, (?:through the "
    rf"(?:loss|units)|back through the weights|to the (?:weights|biases)): [^,]+, here (?:{LISTED}|a matrix # × "
    r"#)\.(?: Every gradient is known\.)?"
)


def figure_says(v, n, seen):
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
            label = d.take(f"{SYMBOL[name]}^{{({l})}}", INK[name] if (name, l) in known else "quiet")
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
    for l in range(2, L):
        weights(
            n, d, l, ("W", l) in reads(last, L), (min(xs[l]), min(xs[l + 1])), (min(tops["eta"]), min(tops["delta"]))
        )
    d.take(
        "tinted: what this move sets; a thick frame: what it reads; W: a full square is above 0, an empty one below",
        "quiet",
    )
    d.done()


def weights(n, d, l, read, columns, rows):
    """Between two columns the signs of W in squares, framed when they are read; an arrow from δ above down to η."""
    signs.of(d, l, n["W"][l], read, lambda x, y: columns[0] < x < columns[1])
    (arrow,) = [
        s for s in d.of("line") if s.head and columns[0] < s.middle[0] < columns[1] and s.points[0][1] > rows[0]
    ]
    (x, y), (x1, y1) = arrow.points[0], arrow.head
    assert x1 < x and rows[0] < y1 < rows[1] <= y + 1 and (arrow.width > 2) is read


def reads(last, top):
    """The arrays that a move reads, by its equation: (4.4), (5.6), (5.9) and (6.6) in any layer."""
    name, l = last or (None, 0)
    return {
        "eta": {("a", l)} if l == top else {("W", l), ("delta", l + 1)}, "delta": {("eta", l), ("a", l)},
        "dW": {("delta", l + 1), ("a", l)}, "db": {("delta", l + 1)},
    }.get(name, set())  # fmt: skip


def heading(v, d, last):
    """The equation of the last move holds, and gives what was found."""
    (text,) = [t for t in d.texts if t.size == 18]
    d.take(text.words, bold=True)
    if last is None:
        assert text.words == "forward pass: all a are known"
        return
    p, (name, l) = passes(v["layers"], v["point"]), last
    assert spoken(text.words) in d.sentence.replace("\u2009", "")
    formula.holds(text.words.replace("y/", "y / "), {**vars(p), "y": Y[v["point"] - 1]})
    assert formula.code(text.words).split(" = ")[0] == f"{name}[{l}]"
    assert name == "eta" or (f"delta[{l + 1}]" if name in ("dW", "db") else f"eta[{l}]") in formula.code(text.words)


def column(n, d, name, l, label, cells, known, last):
    """The entries of one array under each other, or empty broken frames."""
    values = n["a"][l] if name == "a" else n.get(name, {}).get(l)
    assert len(cells) == n["widths"][l - 1] and all(b.box[1] == a.box[3] for a, b in itertools.pairwise(cells))
    assert abs((cells[0].box[1] + cells[-1].box[3]) / 2 - label.y) < 0.1
    lit, read = (name, l) == last, (name, l) in reads(last, len(n["widths"]))
    for k, cell in enumerate(cells):
        assert (cell.dash == "") is known and hue(cell.fill) == (INK[name] if lit else None)
        assert (hue(cell.stroke) == INK[name]) is known if known else cell.stroke == LINE
        assert (cell.width > 1.5) is (lit or read)
        inside = d.inside(cell)
        assert len(inside) == known
        if known:
            words = said(values[k], 2 if abs(values[k]) < 100 else 0, name != "a" or l == 1)
            d.take(words, "text" if lit else INK[name], lit or read, lambda t, text=inside[0]: t is text)


def squares(n, d, l, known, last, middle):
    """Between two layers the signs of ∂W and ∂b in squares, rows by columns, and their shapes below."""
    rows, columns = n["widths"][l], n["widths"][l - 1]
    shapes = d.take(f"({rows}, {columns}) and ({rows},)", "quiet", where=lambda t: abs(t.x - middle) < 1)
    lefts = {}
    for name, across in (("dW", columns), ("db", 1)):
        is_known, lit = (name, l) in known, (name, l) == last
        head = d.take(f"{SYMBOL[name]}^{{({l})}}", "W" if is_known else "quiet")
        half = across * 17 / 2
        cells = [s for s in d.of("rect") if abs(s.middle[0] - head.x) < half and head.y < s.middle[1] < shapes.y]
        assert len(cells) == rows * across
        cells.sort(key=lambda s: (round(s.middle[1]), s.middle[0]))
        assert abs(sum(s.middle[0] for s in cells) / len(cells) - head.x) < 0.1
        lefts[name] = head.x
        for cell, place in zip(cells, [(i, j) for i in range(rows) for j in range(across)], strict=True):
            assert (cell.dash == "") is is_known and hue(cell.fill) == ("W" if lit else None)
            assert (cell.width > 1.5) is lit and (hue(cell.stroke) == "W") is is_known
            inside = d.inside(cell)
            assert len(inside) == is_known
            if is_known:
                value = n[name][l][place] if name == "dW" else n[name][l][place[0]]
                sign = "+" if value > 0 else "−" if value < 0 else "0"
                d.take(sign, "text" if lit else "W", where=lambda t, text=inside[0]: t is text)
    assert lefts["dW"] < lefts["db"]
