"""The picture of the slips: a slip of the notes as written and corrected, with the numbers of both."""

import numpy as np
from numpy.testing import assert_allclose

from backprop import course, toy
from backprop.widgets.palette import ERROR, LINE, PAPER
from diagram import hue
from oracles import RAISED, agree
from oracles import text as said

figure_words = r"Slip .*"


def figure_says(v, n, seen):
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
    verdicts = []
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
        off = np.abs(form - true).max() / np.abs(true).max()
        verdicts.append(f"{side} it " + (
            "agrees with the measured derivative" if not differs.any() else "gives no number" if np.isnan(off)
            else f"is off by {said(shown['off'], 2, False)} of the largest entry"
        ))  # fmt: skip
        if shown["off"] is not None:
            assert abs(shown["off"] - off) < 0.01
    caught = ", ".join(check for k, check in enumerate(checks) if k in by)
    told = "; ".join(verdicts)
    told = f" {told[0].upper()}{told[1:]}." if told else ""
    assert seen.sentence == f"Slip {slip} ({title}): {why} Caught by: {caught}.{told}"


MEASURED = {  # what each form is measured as: as written, and corrected where that is another
    2: ("∂J̃/∂W^{(2)}", "∂J/∂W^{(2)}"), 3: ("∂J/∂b^{(2)}",), 4: ("∂J/∂W^{(2)}",),
    5: ("∂Ĵ/∂W^{(2)}",), 6: ("∂Ĵ/∂z^{(3)}",),
    7: ("∂Ĵ/∂W^{(2)}",), 8: ("∂Ĵ/∂W^{(2)}",), 9: ("∂Ĵ/∂b^{(2)}",), 10: ("∂Ĵ/∂a^{(2)}",), 11: ("∂Ĵ/∂z^{(2)}",),
    12: ("∂Ĵ/∂z^{(3)}",),
}  # fmt: skip
WORDS = {  # what stands where a form has no numbers
    1: ["W^{(3)}: not in the network", "b^{(3)}: not in the network"],
    5: ["free indices:  α, p", "asked for:  “for every α, β”"],
    6: ["s: defined, and never used again", "f and f′: used, and never defined"],
    8: ["left side:  four indices, and no such matrix", "right side:  two indices"],
    9: ["left side:  b^{(3)}, not in the network", "right side:  b^{(2)}"],
}


def figure(v, n, d):
    slip = v["slip"]
    d.take(f"Slip {slip} · {n['title']}", bold=True)
    quote = d.take(n["quote"])
    assert d.take("the notes:", "quiet").y == quote.y
    for check, catches in n["caught"].items():
        chip = d.grounds[d.take(f"{'✓' if catches else '–'} {check}", "text" if catches else "quiet")]
        assert (hue(chip.fill) == "a") is catches and (hue(chip.stroke) == "a") is catches
    written, corrected = "⟦" in n["forms"]["as written"], "⟦" in n["forms"]["corrected"]
    assert written and not corrected
    for name, ink in (("as written", "error"), ("corrected", "a")):
        half(n, d, slip, name, ink)
    d.done()


def half(n, d, slip, name, ink):
    """One half: its heading and form in a box of its colour, its numbers below, those that differ marked."""
    heading = d.take(name if name == "as written" else f"corrected, ({course.number('slips')}.{slip})", ink, True)
    box = d.grounds[heading]
    left, right = box.box[0] - 1, box.box[2] + 1
    assert d.grounds[d.take(n["forms"][name], where=lambda t: t.box[0] > left and t.box[2] < right)] is box
    assert box.stroke == heading.ink and (right < 450) is (name == "as written")
    here = lambda t: left < t.box[0] and t.box[2] < right
    if n[name] is None:
        words = WORDS[slip] if name == "as written" else shapes()
        ys = [d.take(line, where=here).y for line in words]
        assert ys == sorted(ys)
        return
    differs = n[name]["differs"]
    wrong = differs.any()
    off = n[name]["off"]
    verdict = ("agrees with the measured derivative" if not wrong else "gives no number" if off is None
               else f"off by {said(off, 2, False)} of the largest entry")  # fmt: skip
    gives = d.take("it gives", "quiet", where=here)
    assert d.take(verdict, "error" if wrong else "a", True, where=here).y == gives.y
    names = MEASURED[slip]
    measured = d.take(f"measured without it:  {names[0 if name == 'as written' else -1]}", "quiet", where=here)
    rows = [["✗ " * bool(wrong) + x for wrong, x in zip(*pair, strict=True)]
            for pair in zip(differs, n[name]["form"], strict=True)]  # fmt: skip
    entries(d, rows, differs, lambda t: here(t) and gives.y < t.y < measured.y)
    entries(d, n[name]["measured"], np.zeros_like(differs), lambda t: here(t) and t.y > measured.y)


def entries(d, rows, differs, where):
    """A matrix, from the left and from above; an entry that differs has a red frame and red words."""
    texts = sorted((t for t in d.left if where(t)), key=lambda t: (t.y, t.x))
    assert [t.words for t in texts] == [words for row in rows for words in row]
    for text, wrong in zip(texts, np.ravel(differs), strict=True):
        d.take(text.words, "error" if wrong else "text", where=lambda t, text=text: t is text)
        cell = d.grounds[text]
        assert cell.stroke == (ERROR if wrong else LINE) and (cell.fill != PAPER, cell.width > 2) == (wrong, wrong)
    xs, ys = len({t.x for t in texts}), len({t.y for t in texts})
    assert (ys, xs) == np.shape(rows)


def shapes():
    W, b = toy.network()
    return [f"{name}^{{({l})}}: shape {array[l].shape}" for l in (1, 2) for name, array in (("W", W), ("b", b))]
