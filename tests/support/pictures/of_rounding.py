"""The picture of rounding: what it leaves of δ and of the loss."""

import re
from decimal import Decimal, localcontext
from functools import cache

import numpy as np
from numpy.testing import assert_allclose

import plots
from oracles import agree, speaks, stands


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


RIGHT = r"has (?:no|#|all #) digits? right"
TEXTBOOK = "the textbook form (?:gives (?:NaN|∞)|has (?:no|#|all #) digits? right)"
figure_words = (
    rf"At z = # with target y = #, in # bits: δ = #; {TEXTBOOK}, a − y {RIGHT}\. Loss = #; {TEXTBOOK}, the form "
    rf"in z {RIGHT}\."
)


def figure_says(v, n, seen):
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


INK = {"delta_from_z": "delta", "a_minus_y": "delta", "textbook": None, "loss_from_z": "y", "textbook_loss": None}
NAMES = {"textbook": "textbook form", "a_minus_y": "$a - y$", "loss_from_z": "loss from $z$",
         "delta_from_z": "$(1-y)\\,\\varphi(z) - y\\,\\varphi(-z)$"}  # fmt: skip


def figure(v, n, view):
    (delta, loss), (digits, digits_of_loss) = view.axes
    z = "pre-activation  $z$"
    assert [plots.named(axes) for axes in (delta, loss, digits, digits_of_loss)] == [
        ("δ", "", ""), ("loss", "", ""), ("correct digits of δ", z, ""), ("correct digits of the loss", z, "")
    ]  # fmt: skip
    assert delta.get_position().y0 > digits.get_position().y1 and delta.get_position().x1 < loss.get_position().x0
    for name, ink in INK.items():
        column = (loss, digits_of_loss) if "loss" in name else (delta, digits)
        for row, axes in enumerate(column):
            line, mark = view.lines[name][row], view.marks[name][row]
            assert line.axes is mark.axes is axes and plots.hue(line) == plots.hue(mark) == ink
            assert axes.get_xlim() == (-45, 45)
        if name.startswith("textbook"):
            for side in ("left", "right"):
                assert [patch.axes for patch in view.regions[name, side]] == list(column)
                word = view.words[name, side]
                region = view.regions[name, side][1]
                assert word.axes is column[1] and (
                    not word.get_visible()
                    or region.get_x() < word.get_position()[0] < region.get_x() + region.get_width()
                )
    for word in view.words.values():
        if word.get_visible():  # ∞ on its side would be an 8
            assert word.get_rotation() == (0 if word.get_text() == "∞" else 90) and word.get_fontsize() <= 20
    styles = {(line[0].get_color(), line[0].get_linestyle(), line[0].get_linewidth()) for line in view.lines.values()}
    assert len(styles) == 4  # the textbook form has one style for δ and for the loss
    (legend,) = view.figure.legends
    plots.legend(legend, {words: view.lines[name][0] for name, words in NAMES.items()})
    for readout, axes, words in zip(view.readouts, (delta, loss), ("a − y = ", "from z "), strict=True):
        assert (
            readout.axes is axes
            and readout.get_text().startswith("textbook ")
            and f",  {words}" in readout.get_text()
        )
    assert all(plots.hue(cursor) is None and set(cursor.get_xdata()) == {v["z"]} for cursor in view.cursors)
