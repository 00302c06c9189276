"""The picture of 15: three logits become answers; η beside the Jacobian, and δ below its columns."""

import numpy as np

from diagram import hue
from oracles import agree
from oracles import text as said
from pictures import grows

THREE = r"\(#, #, #\)"
figure_words = (
    rf"The answers a⁽³⁾ = {THREE} add up to one; right is answer #\. η⁽³⁾ᵢ = # times row # of the Jacobian, {THREE}, "
    rf"is δ⁽³⁾ = {THREE}, and so is a⁽³⁾ − y\."
)


def by_hand(v):
    """Everything entry by entry: the answers as 1 / Σ e^{z_τ − z_γ}, the Jacobian by its two cases."""
    z, k = [v["z1"], v["z2"], v["z3"]], v["target"] - 1
    a = [1 / sum(np.exp(other - one) for other in z) for one in z]
    rows = [[one * (1 - one) if i == j else -one * other for j, other in enumerate(a)] for i, one in enumerate(a)]
    y = [float(i == k) for i in range(3)]
    eta = [-1 / a[k] if i == k else 0.0 for i in range(3)]
    return {"z": z, "target": k + 1, "y": y, "a": a, "eta": eta, "jacobian": rows,
            "delta": [eta[k] * slope for slope in rows[k]]}  # fmt: skip


def figure_says(v, n, seen):
    """The answers, the one η that is not 0, its row of the Jacobian, and δ as the product of the two."""
    p, k = by_hand(v), v["target"] - 1
    agree(n, {name: np.array(part) if isinstance(part, list) else part for name, part in p.items()})
    agree(n["delta"], np.array(p["a"]) - p["y"])
    seen.says(p["a"], k + 1, p["eta"][k], k + 1, p["jacobian"][k], p["delta"])


def figure(v, n, d):
    k = v["target"] - 1
    d.take("softmax: in proportion to e^{z}, adding up to 1")
    columns = [
        column(d, "z^{(3)}", "phi", [said(z, 1) for z in n["z"]]),
        column(d, "a^{(3)}", "a", [said(a, 3, False) for a in n["a"]]),
        column(d, "y", "y", [said(y, 0, False) for y in n["y"]], {(k, 0)}),
        column(d, "η^{(3)}", "eta", [said(eta, 2) for eta in n["eta"]], {(k, 0)}),
    ]
    rows = d.table([[said(v, 3) for v in row] for row in n["jacobian"]], "phi", fill="phi")
    below = d.table([[said(v, 3) for v in n["delta"]]], "delta", fill="delta")
    assert rows.lit == {(k, c) for c in range(3)} and below.lit == {(0, c) for c in range(3)}
    lefts = [table.box[0] for table in (*columns, rows)]
    assert lefts == sorted(lefts) and len({table.box[1] for table in (*columns, rows)}) == 1
    assert (below.box[0], below.box[2]) == (rows.box[0], rows.box[2]) and below.box[1] > rows.box[3]
    title, head = d.take("Jacobian", "phi", True), d.take("row γ, column α:  ∂a_{γ}/∂z_{α}", "phi")
    foot, name = d.take("column by column, Σ_{γ} η_{γ} ∂a_{γ}/∂z_{α}"), d.take("δ^{(3)}", "delta", True)
    assert title.y < head.y < rows.box[1] and foot.y > below.box[3]
    assert name.box[2] < below.box[0] and below.box[1] < name.y < below.box[3]
    bars(n, d, columns)
    d.done()


def column(d, head, ink, words, lit=frozenset()):
    """A column of cells with its head above; those that are lit, and no others."""
    found = d.table([[one] for one in words], ink, where=lambda table: ink != "y" or table.box[0] > 300, fill=ink)
    title = d.take(head, ink, True)
    assert abs(title.x - (found.box[0] + found.box[2]) / 2) < 0.1 and title.y < found.box[1]
    assert found.lit == set(lit)
    return found


def bars(n, d, columns):
    """Beside each answer a bar as long as it is, from one line, and each row's number at the left."""
    for row in range(3):
        number = d.take(str(row + 1), "quiet")
        assert number.box[2] < columns[0].box[0] and abs(number.y - columns[0].cells[row][0].middle[1]) < 1
    drawn = sorted((s for s in d.of("rect") if hue(s.fill) == "a" and s.stroke == "none"), key=lambda s: s.middle[1])
    assert len(drawn) == 3 and len({bar.box[0] for bar in drawn}) == 1
    for bar, cells in zip(drawn, columns[1].cells, strict=True):
        assert abs(bar.middle[1] - cells[0].middle[1]) < 0.1
        assert columns[1].box[2] < bar.box[0] and bar.box[2] < columns[2].box[0]
    lengths = [bar.box[2] - bar.box[0] for bar in drawn]
    np.testing.assert_allclose(np.array(lengths) / sum(lengths), n["a"], atol=1e-3)
    grows(list(zip(n["a"], lengths, strict=True)))
