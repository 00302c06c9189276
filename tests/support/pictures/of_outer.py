"""The picture of 05: an outer product with the chosen entry and its factors lit, and Ĵ against the wiggle."""

import numpy as np

from backprop.loss import losses_from_z
from diagram import close, hue
from oracles import W, X, Y, agree, passes, phi, place
from oracles import text as said

figure_words = (
    r"Entry \(#, #\) of the gradient is δ⁽³⁾ᵢ · a⁽²⁾ᵢ = \(#\) · # = #\. (?:Wiggle W⁽²⁾ᵢ to see whether Ĵ changes at "
    r"that rate|With W⁽²⁾ᵢ moved by #, Ĵ changes by #; the entry predicts #)\."
)


def figure_says(v, n, seen):
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


def figure(v, n, d):
    i, j = v["alpha"] - 1, v["beta"] - 1
    d.take(place(v["point"]))
    row = d.table([[said(a, 3, False) for a in n["a"]]], "a", fill="a")
    column = d.table([[said(x, 3)] for x in n["delta"]], "delta", fill="delta")
    product = d.table([[said(x, 3) for x in line] for line in n["dW"]], "text", fill="W")
    assert (row.lit, column.lit, product.lit) == ({(0, j)}, {(i, 0)}, {(i, j)})
    assert row.box[3] < product.box[1] and column.box[2] < product.box[0]
    for k in range(4):
        head = d.take(f"a^{{(2)}}_{{{k + 1}}}", "a")
        assert head.x == row.cells[0][k].middle[0] == product.cells[0][k].middle[0] and head.y < row.box[1]
    for k in range(3):
        head = d.take(f"δ^{{(3)}}_{{{k + 1}}}", "delta")
        assert head.y == column.cells[k][0].middle[1] == product.cells[k][0].middle[1] and head.x < column.box[0]
    assert d.take("∂Ĵ/∂W^{(2)} = δ^{(3)} a^{(2)}\u2009ᵀ").y > product.box[3]
    curve(v, n, d)
    d.done()


def curve(v, n, d):
    """The change of Ĵ along the wiggle, the straight line of the entry, and both at the wiggle chosen."""
    weight = f"W^{{(2)}}_{{{v['alpha']}{v['beta']}}}"
    (frame,) = [s for s in d.of("rect", fill="none")]
    axes = d.axes(frame)
    close(axes.at(-3, -3), (frame.box[0], frame.box[3]))
    close(axes.at(3, 3), (frame.box[2], frame.box[1]))
    head, foot = d.take(f"Ĵ as {weight} = {said(n['weight'], 1, False)} is wiggled"), d.take(f"added to {weight}")
    assert head.y < frame.box[1] < frame.box[3] < foot.y
    change, slope = d.key("change of Ĵ"), d.key(f"slope {said(n['entry'], 3)}", "W")
    (line,) = d.of("polyline")
    assert line.style == change.style
    for point, at in zip(line.points, zip(np.linspace(-3, 3, 49), n["curve"], strict=True), strict=True):
        close(point, axes.at(*at), "the curve")
    lines = [s for s in d.of("line") if frame.holds(s.box, 1)]
    (straight,) = [s for s in lines if s.style == slope.style]
    assert hue(straight.stroke) == "W" and slope.dash != change.dash
    for point, w in zip(straight.points, (-3, 3), strict=True):
        close(point, axes.at(w, w * n["entry"]), "the straight line")
    close(lines[0].points[0], axes.at(-3, 0))
    close(lines[0].points[1], axes.at(3, 0))
    close(lines[1].points[0], axes.at(0, -3))
    close(lines[1].points[1], axes.at(0, 3))
    here, foretold = axes.at(v["wiggle"], n["change"]), axes.at(v["wiggle"], n["predicted"])
    dots = {c.stroke if c.stroke != "none" else c.fill: c for c in d.of("circle")}
    close(dots[change.stroke].middle, here)
    close(dots[slope.stroke].middle, foretold)
    (between,) = [s for s in lines if hue(s.stroke) == "eta"]
    close(between.points[0], here)
    close(between.points[1], foretold)
    assert len(d.of("circle")) == 2 and len(lines) == 4
