"""The picture of 06: δ³ flows back to one hidden unit, and the same as a row times a column."""

import numpy as np

from backprop.widgets.palette import LINE
from diagram import centred, hue
from oracles import W, X, Y, agree, passes, place
from oracles import text as said
from pictures import grows

figure_words = (
    r"Hidden unit # feeds all three outputs, so three terms come back to it: η⁽²⁾ᵢ = \(#\)\(#\) \+ \(#\)\(#\) \+ "
    r"\(#\)\(#\) = #\. A little more a⁽²⁾ᵢ would (?:raise|lower) Ĵ\."
)


def figure_says(v, n, seen):
    """η²_α = Σ_γ W²_γα δ³_γ by index; all η², δ³, the three terms and the matrix stand in the picture."""
    p, k = passes(3, v["point"]), v["alpha"] - 1
    terms = np.array([W[2][g, k] * p.delta[3][g] for g in range(3)])
    agree(n, {"point": v["point"], "x": X[v["point"] - 1], "y": Y[v["point"] - 1], "alpha": k + 1, "W": W[2],
              "delta": p.delta[3], "eta": p.eta[2], "terms": terms})  # fmt: skip
    seen.says(k + 1, np.column_stack([W[2][:, k], p.delta[3]]), terms.sum())
    seen.has(terms.sum() > 0, "would raise Ĵ")
    seen.has(terms.sum() < 0, "would lower Ĵ")


def figure(v, n, d):
    k = v["alpha"] - 1
    d.take(place(v["point"]))
    xs = sorted({c.middle[0] for c in d.of("circle")})
    assert len(xs) == 2
    hidden, output = (sorted((c for c in d.of("circle") if c.middle[0] == x), key=lambda c: c.middle[1]) for x in xs)
    for name, unit, ink, words in (("eta", hidden, "eta", "η^{(2)}"), ("delta", output, "delta", "δ^{(3)}")):
        assert len(unit) == len(n[name])
        head = d.take(words, ink, True, lambda t, unit=unit: t.x == unit[0].middle[0])
        assert head.y < unit[0].box[1]
        for index, (circle, value) in enumerate(zip(unit, n[name], strict=True)):
            (text,) = d.inside(circle)
            on = name == "delta" or index == k
            d.take(said(value, 2), "text" if on else ink, on, lambda t, text=text: t is text)
            centred(text, circle)
            assert hue(circle.fill) == (ink if on else None) and hue(circle.stroke) == ink
            number = d.take(str(index + 1), "quiet", where=lambda t, c=circle: t.y == c.middle[1]
                            and abs(t.x - c.middle[0]) < 60)  # fmt: skip
            assert (number.x < circle.middle[0]) == (name == "eta")
    middle = d.take("back through W^{(2)}", "quiet")
    assert hidden[0].box[2] < middle.x < output[0].box[0]
    lines(n, d, k, hidden, output)
    matrices(n, d, k)
    d.done()


def lines(n, d, k, hidden, output):
    """One line for each weight; those into the unit chosen are arrows, by size and sign, each with its term."""
    above, below = d.key("weight > 0"), d.key("weight < 0")
    assert above.dash != below.dash and hue(above.stroke) == hue(below.stroke) == "W"
    drawn = {d.ends(line, hidden + output): line for line in d.of("line")}
    drawn.pop((None, None))
    widths = []
    for gamma, upper in enumerate(output):
        for unit, lower in enumerate(hidden):
            line, weight = drawn.pop((upper, lower)), W[2][gamma, unit]
            assert line.dash == (above if weight > 0 else below).dash
            assert bool(line.head) == (unit == k)
            assert line.stroke == (above.stroke if unit == k else LINE)
            if unit != k:
                continue
            widths.append((abs(weight), line.width))
            text = d.take(f"{said(weight, 1)} · ({said(n['delta'][gamma], 2)}) = {said(n['terms'][gamma], 2)}",
                          where=lambda t, line=line: near(line, t))  # fmt: skip
            centred(text, d.grounds[text])
            assert hue(d.grounds[text].stroke) == "W"
    grows(widths)
    assert not drawn


def near(line, text):
    """Whether a text stands on a line, nearer to its beginning."""
    (x1, y1), (x2, y2) = line.points
    share = (text.x - x1) / (x2 - x1)
    return 0.05 < share < 0.6 and abs(y1 + share * (y2 - y1) - text.y) < 10


def matrices(n, d, k):
    """W²ᵀ times δ³ is η², with the row and the entry of the unit chosen lit."""
    rows = d.table([[said(w, 1) for w in row] for row in n["W"].T], "W", fill="W")
    delta = d.table([[said(x, 2)] for x in n["delta"]], "delta", fill="delta")
    eta = d.table([[said(x, 2)] for x in n["eta"]], "eta", fill="eta")
    assert rows.lit == {(k, c) for c in range(3)} and delta.lit == {(r, 0) for r in range(3)} and eta.lit == {(k, 0)}
    equals = d.take("=")
    assert rows.box[2] < delta.box[0] < delta.box[2] < equals.x < eta.box[0]
    for table, words, ink in ((rows, "W^{(2)}\u2009ᵀ", "W"), (delta, "δ^{(3)}", "delta"), (eta, "η^{(2)}", "eta")):
        head = d.take(words, ink, True)
        assert abs(head.x - (table.box[0] + table.box[2]) / 2) < 0.1 and head.y < rows.box[1]
    d.take(f"row {k + 1} of W^{{(2)}}\u2009ᵀ is column {k + 1} of W^{{(2)}}")
