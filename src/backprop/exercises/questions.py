"""The verdicts on a number, a shape and a choice."""

import numpy as np

from . import answers
from .explain import show
from .verdict import CORRECT, WRONG, Verdict, say


def value(exercise, answer):
    """The verdict on a number, right to answers.DIGITS digits."""
    got = answers.number(answer)
    near = lambda number: np.isclose(got, number, rtol=1e-6, atol=1e-12)
    if near(exercise.reference):
        return Verdict(CORRECT, exercise.why)
    digits = 0 if float(exercise.reference).is_integer() else answers.rounded(got, exercise.reference)
    if digits:
        return Verdict(
            WRONG, f"{show(got)} is the right number rounded to {digits} digit{'s' * (digits > 1)}; "
            f"give {answers.DIGITS} digits, or what NumPy computes."
        )  # fmt: skip
    mistakes = tuple(one for one in exercise.wrong if near(one.answer) or answers.rounded(got, one.answer) > 1)
    return Verdict(WRONG, say(mistakes) or _compared(got, exercise.reference), "", mistakes)


def _compared(got, want):
    if not np.isreal(got) or not np.isfinite(got):
        return f"Yours is {show(got)}: a real number is asked for."
    if np.isclose(got, -want, rtol=1e-6):
        return f"Yours is {show(got)}: the sign is reversed."
    return f"Yours is {show(got)}, which is too {'large' if got > want else 'small'}."


def shape(exercise, answer):
    """The verdict on a shape."""
    got, want = answers.shape(answer), exercise.reference
    if got == want:
        return Verdict(CORRECT, exercise.why)
    mistakes = tuple(one for one in exercise.wrong if got == one.answer)
    return Verdict(WRONG, say(mistakes) or _lengths(got, want), "", mistakes)


def _lengths(got, want):
    if len(got) != len(want):
        return f"Yours is {got}: it has too {'many' if len(got) > len(want) else 'few'} indices."
    wrong = [f"length {there} at position {k}" for k, there in enumerate(got) if there != want[k]]
    return f"Yours is {got}. The number of indices is right; not right: {', '.join(wrong)}."


def choice(exercise, answer):
    """The verdict on one of several options."""
    key = answers.choice(answer, exercise.options)
    if key == exercise.reference:
        return Verdict(CORRECT, exercise.why)
    mistakes = tuple(one for one in exercise.wrong if key == one.answer)
    return Verdict(WRONG, say(mistakes), "", mistakes)
