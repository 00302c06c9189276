"""The judge: it says whether an answer is right, and if not, which mistake it is.

It raises nothing that the student caused. Whatever it says is a `Verdict`, and true of all parts at all test points.
"""

import functools
import inspect
import warnings
from dataclasses import dataclass, replace

import numpy as np

from . import answers, explain, guard
from .compare import Misfit, agree, is_nothing
from .exercise import Choice, Function, Shape, Value, Wrong
from .findings import say, stopped_alike, wrong_numbers
from .probe import ignored, unchanging
from .trial import Trial, attempt, is_stub, known

CORRECT, BUT, NOTHING, WRONG, STOPPED = "correct", "correct, but", "not attempted", "not yet", "stopped by an error"


@dataclass(frozen=True)
class Verdict:
    """One of the five words above, a sentence, the first difference, and the mistakes that it may be."""

    word: str
    sentence: str
    detail: str = ""
    mistakes: tuple = ()


def judge(exercise, answer):
    """The verdict on any answer."""
    if is_nothing(answer):
        return Verdict(NOTHING, "Put your answer in the place of ... and run the cell again.")
    kinds = {Function: _function, Value: _value, Shape: _shape, Choice: _choice}
    try:
        with np.errstate(all="ignore"), warnings.catch_warnings():
            warnings.simplefilter("ignore")
            return kinds[type(exercise)](exercise, answer)
    except Misfit as misfit:
        return Verdict(WRONG, str(misfit))


# A number, a shape, a choice


def _value(exercise, answer):
    value = answers.number(answer)
    near = lambda number: np.isclose(value, number, rtol=1e-6, atol=1e-12)
    digits = answers.rounded(value, exercise.reference)
    otherwise = f"Yours is {explain.show(value)}, and that is not it."
    if digits:
        short = f"{digits} digit{'s' * (digits > 1)}"
        otherwise = (
            f"{explain.show(value)} is right but rounded to {short}: give it with {answers.DIGITS}, or exactly."
        )
    elif near(-exercise.reference):
        otherwise = "The size is right, and the sign is not."
    return _one_of(exercise, near, otherwise)


def _shape(exercise, answer):
    shape, right = answers.shape(answer), exercise.reference
    otherwise = f"Yours has {len(shape)} numbers, one for each index; this array has another number of indices."
    if shape == right[::-1]:
        otherwise = "The numbers are right, and their order is not."
    elif len(shape) == len(right):
        otherwise = f"The number of indices is right, {len(shape)}; not all their sizes in {shape} are."
    return _one_of(exercise, lambda one: shape == one, otherwise)


def _choice(exercise, answer):
    key = answers.choice(answer, exercise.options)
    return _one_of(exercise, lambda one: key == one, "")


def _one_of(exercise, matches, otherwise):
    if matches(exercise.reference):
        return Verdict(CORRECT, exercise.why)
    mistakes = tuple(wrong for wrong in exercise.wrong if matches(wrong.answer))
    return Verdict(WRONG, say(mistakes) or otherwise, "", mistakes)


# A function


@dataclass
class Case:
    """A test point: what is special about it, the arguments, what the student's function and the reference give."""

    label: str
    args: tuple
    got: Trial
    want: Trial


@functools.cache
def _points(exercise):
    """The test points with what the reference gives there."""
    return [(label, args, known(exercise, exercise.reference, args)) for label, args in exercise.points().items()]


def _function(exercise, function):
    if not callable(function):
        raise Misfit("Give check the function itself, its name without brackets, not what it returns.")
    _fits_signature(exercise, function, _points(exercise)[0][1])
    cases = _tried(exercise, function)
    nothing = all(case.got.nothing for case in cases)
    if nothing and is_stub(function) or all(isinstance(case.got.error, NotImplementedError) for case in cases):
        return Verdict(NOTHING, "Write the function and run the cell again.")
    changed = ", ".join(dict.fromkeys(name for case in cases for name in case.got.changed))
    if nothing:
        return _returns_nothing(cases, changed)
    again = _again(exercise, function, cases) or unchanging(exercise, cases)
    if again:
        detail = explain.first_difference(exercise, cases)
        return Verdict(WRONG, again.means, detail, (again,))
    if all(agree(exercise, case.got, case.want) for case in cases):
        return _right(exercise, function, cases, changed)
    ran = [case for case in cases if case.got.parts is not None]
    verdict = _wrong(exercise, cases, lambda: ignored(exercise, function, ran))
    if changed:
        verdict = replace(verdict, sentence=f"{verdict.sentence} It also changes its argument {changed}.")
    return verdict


def _tried(exercise, function):
    """What the function gives at the test points; after one that does not end, no other is tried."""
    cases = []
    for label, args, want in _points(exercise):
        cases.append(Case(label, args, attempt(exercise, function, args, want, show=not cases), want))
        if isinstance(cases[-1].got.error, guard.TooLong | KeyboardInterrupt):
            break
    return cases


def _fits_signature(exercise, function, args):
    try:
        signature = inspect.signature(function)
    except Exception:  # some functions written in C do not tell
        return
    try:
        signature.bind(*args)
    except TypeError:
        called = ", ".join(exercise.arguments)
        raise Misfit(f"Your function is called with ({called}); it is written to take {signature}.") from None


def _returns_nothing(cases, changed):
    """Code that computes and hands nothing back."""
    got = cases[0].got
    if got.value is Ellipsis:
        return Verdict(WRONG, "It still returns `...`: put what you have computed in its place.", "", NO_RESULT)
    why = ["`print` shows a number, and does not return it." if got.printed else ""]
    why += [f"It changes its argument {changed} in place; a new array is asked for." if changed else ""]
    sentence = " ".join(["Your function returns nothing: a `return` is missing.", *filter(None, why)])
    return Verdict(WRONG, sentence, "", NO_RESULT)


NO_RESULT = (Wrong("no result", None, "Your function returns nothing.", ""),)


def _again(exercise, function, cases):
    """What is wrong with a function that gives something else when it is called once more; None if it does not."""
    first = cases[0]
    if first.got.parts is None:
        return None
    again = attempt(exercise, function, first.args, first.want)
    if again.parts is not None and again.parts.keys() == first.got.parts.keys() and agree(exercise, again, first.got):
        return None
    return AGAIN


AGAIN = Wrong(
    "again",
    None,
    "It gives something else when it is called again with the same arguments: it keeps something from one call to "
    "the next, in a global name or in a default argument, or draws at random.",
    "",
)


def _right(exercise, function, cases, changed):
    remarks, word = [f"It agrees with the course's own at all {len(cases)} test points."], CORRECT
    got, want = ([*trial.parts.values()] for trial in (cases[0].got, cases[0].want))
    if any(part.dtype == np.float32 for case in cases for part in case.got.parts.values()):
        remarks.append("Correct in float32: compared to six digits, not nine.")
    if exercise.column and got[0].ndim > want[0].ndim:
        remarks.append("It comes as a column; the vectors of the course have shape (n,).")
    if changed:
        word = BUT
        remarks.append(f"But it changes its argument {changed}: who called it still needs that.")
    few, many = (guard.steps(lambda N=N: function(*exercise.grow(N))) for N in (8, 40)) if exercise.grow else (0, 0)
    if few and many - few >= 32:
        word = BUT
        remarks.append(
            f"But it is slower than it could be: Python takes more steps for more examples, {few} for 8 and {many} "
            f"for 40, where operations on whole arrays take the same for any number."
        )
    return Verdict(word, " ".join(remarks))


def _wrong(exercise, cases, hint):
    """What is wrong: the numbers, or that there are none; where it runs at some points only, both."""
    ran = [case for case in cases if case.got.parts is not None]
    if len(ran) == len(cases):
        return Verdict(WRONG, *wrong_numbers(exercise, cases, hint))
    stopped = [case for case in cases if case.got.parts is None]
    if ran and all(case.got.error is not None for case in stopped) and (found := stopped_alike(exercise, cases)):
        return Verdict(WRONG, *found)
    case = stopped[0]
    right = [other.label for other in ran if agree(exercise, other.got, other.want)]
    so_far = f"At the test point with {case.label}." + "".join(f" Right: {label}." for label in right)
    word = STOPPED if case.got.error is not None else WRONG
    sentence = explain.exception(exercise, case) if case.got.error is not None else case.got.misfit
    sentence = sentence or "It returns nothing here."
    if len(right) < len(ran):
        said, _, mistakes = wrong_numbers(exercise, ran, hint)
        where = "; ".join(other.label for other in ran)
        return Verdict(word, f"{sentence} Where it runs ({where}): {said}", so_far, mistakes)
    return Verdict(word, sentence, so_far)
