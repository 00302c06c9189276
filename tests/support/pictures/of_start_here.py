"""The picture of 00: what is known stands in its unit's box, what was found last is lit, wires bear the slopes."""

from itertools import chain

import numpy as np

import formula
from backprop.widgets.palette import INK, LINE, PAPER
from diagram import hue
from oracles import B, W, X, Y, agree, passes
from oracles import text as said
from pictures import grows, spoken

START = [("x", 1), ("z", 2), ("a", 2), ("z", 3), ("a", 3), ("J", 0), ("eta", 3), ("delta", 3), ("dW", 2), ("eta", 2),
         ("delta", 2), ("dW", 1)]  # fmt: skip


def figure_says(v, n, seen):
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

NAMES = (("z", "z", "phi"), ("a", "a", "a"), ("eta", "η", "eta"), ("delta", "δ", "delta"))  # as they stand in a box


def figure(v, n, d):
    known, last = START[: v["step"]], START[v["step"] - 1]
    heading(v, n, d, last)
    units = {1: sorted(d.of("circle"), key=lambda c: c.middle[1])}
    boxes = sorted(
        (s for s in d.of("rect") if len(d.inside(s)) == 4), key=lambda s: (round(s.middle[0]), s.middle[1])
    )
    units[2], units[3] = boxes[:4], boxes[4:]
    assert [len(units[l]) for l in (1, 2, 3)] == [2, 4, 3] and len({round(b.middle[0]) for b in boxes}) == 2
    for x, circle in zip(n["x"][1], units[1], strict=True):
        (text,) = d.inside(circle)
        d.take(said(x, 1), "text" if last == ("x", 1) else "a", where=lambda t, text=text: t is text)
        assert hue(circle.fill) == ("a" if last == ("x", 1) else None)
    for l in (2, 3):
        for k, box in enumerate(units[l]):
            unit(n, d, l, k, box, known, last)
    loss(n, d, ("J", 0) in known, last == ("J", 0))
    for l, words in ((1, "the point"), (2, "hidden units"), (3, "three answers")):
        head = d.take(words, "quiet")
        assert head.x == units[l][0].middle[0] and head.y < units[l][0].box[1]
    d.take(
        "wires: grey until ∂Ĵ/∂W is known, then the thicker the larger it is, broken where it is negative", "quiet"
    )
    wires(n, d, units, known, last)
    d.done()


def heading(v, n, d, last):
    """The arrow points the way, and the formulas hold and give what was found last."""
    (text,) = [t for t in d.texts if t.size == 18]
    arrow, words = text.words.split("  ")
    d.take(text.words, bold=True)
    assert arrow == ("→" if v["step"] <= 6 else "←") and spoken(words) in d.sentence.replace("\u2009", "")
    if last[0] == "J":
        assert words == "Ĵ, how wrong the answers are"
        return
    first, *aside = words.split(", ")
    assert aside == {("x", 1): ["the point itself"], ("a", 3): ["the three answers"]}.get(last, [])
    p = passes(3, v["point"])
    arrays = {**vars(p), "b": B, "W": W, "x": X[v["point"] - 1], "y": n["y"]}
    parts = first.split(" and ")
    for part in parts:
        formula.holds(part, arrays)
    name, l = ("a", 1) if last[0] == "x" else last
    assert [formula.code(part).split(" = ")[0] for part in parts] == [f"{name}[{l}]", f"db[{l}]"][: len(parts)]
    assert len(parts) == (2 if name == "dW" else 1)


def unit(n, d, l, k, box, known, last):
    """z and a stand above η and δ, each in its colour, a dot for what is not known; what is new is lit."""
    texts = d.inside(box)
    for text, (name, symbol, ink), (right, below) in zip(texts, NAMES, ((0, 0), (1, 0), (0, 1), (1, 1)), strict=True):
        on = (name, l) == last
        value = said(n[name][l][k], 2, name != "a") if (name, l) in known else "·"
        d.take(f"{symbol} {value}", "text" if on else ink if (name, l) in known else "quiet", on,
               lambda t, text=text: t is text)  # fmt: skip
        x, y = box.middle
        assert (text.x > x, text.y > y) == (right, below)
        ground = d.grounds[text]
        assert (ground is not box) is on and (box.fill, box.stroke) == (PAPER, LINE)
        assert not on or (hue(ground.fill) == hue(ground.stroke) == ink and d.inside(ground) == [text])


def loss(n, d, known, on):
    """Ĵ and the true answers stand in one box, which is lit when Ĵ is new."""
    ink = "text" if on else "y"
    text = d.take(f"Ĵ = {said(n['J'][0][0], 3, False)}" if known else "Ĵ", ink)
    answers = d.take(f"y = ({', '.join(said(y, 0, False) for y in n['y'])})", ink)
    assert d.grounds[text] is d.grounds[answers] and hue(d.grounds[text].fill) == ("y" if on else None)


def wires(n, d, units, known, last):
    """Each weight has one line between its units; its slope's size and sign, once it is known."""
    lines = {d.ends(line, [*chain(*units.values())]): line for line in d.of("line")}
    assert len(lines) == len(d.of("line")) == 20
    for l in (1, 2):
        slopes = n["dW"][l]
        drawn = [[lines[lower, upper] for lower in units[l]] for upper in units[l + 1]]
        for line, slope in zip(np.ravel(np.array(drawn, object)), slopes.ravel(), strict=True):
            assert (line.dash != "") == (("dW", l) in known and slope <= 0), (slope, line)
            assert hue(line.stroke) == "W" if ("dW", l) in known else line.stroke == LINE
        strokes = {line.stroke for row in drawn for line in row}
        assert len(strokes) == 1 and ((INK["W"] in strokes) == (last == ("dW", l)))
        if ("dW", l) in known:
            grows([(abs(s), line.width) for s, line in zip(slopes.ravel(), [*chain(*drawn)], strict=True)])
