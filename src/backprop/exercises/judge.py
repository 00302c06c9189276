"""The judge: it says whether an answer is right, and if not, which mistake it is.

It raises nothing that the student caused. Whatever it says is a `Verdict`, and every sentence of it has been checked
on all parts of the answer at all test points.
"""

import inspect
import warnings
from dataclasses import replace

import numpy as np

from . import explain, formula, guard, questions, wrong
from .compare import Misfit, agree, is_nothing
from .exercise import Choice, Formula, Function, Shape, Value
from .trial import Case, attempt, is_stub, known
from .verdict import BUT, CORRECT, NOTHING, WRONG, Verdict


def judge(exercise, answer):
    """The verdict on any answer."""
    if is_nothing(answer) or (isinstance(exercise, Formula) and formula.is_nothing(answer)):
        return Verdict(NOTHING, "Put your answer in the place of ... and run the cell again.")
    kinds = {
        Function: _function, Formula: _formula,
        Value: questions.value, Shape: questions.shape, Choice: questions.choice,
    }  # fmt: skip
    try:
        with np.errstate(all="ignore"), warnings.catch_warnings():
            warnings.simplefilter("ignore")
            return kinds[type(exercise)](exercise, answer)
    except Misfit as misfit:
        return Verdict(WRONG, str(misfit))


def _formula(exercise, typed):
    return _function(exercise, formula.function(exercise, typed))


def _function(exercise, function):
    if not callable(function):
        raise Misfit("Give check the function itself, its name without brackets, not what it returns.")
    points = exercise.points()
    _fits_signature(exercise, function, next(iter(points.values())))
    cases = _called(exercise, function, points)
    if all(case.got.nothing for case in cases):
        return _nothing(function, cases)
    if all(isinstance(case.got.error, NotImplementedError) for case in cases):
        return Verdict(NOTHING, UNTOUCHED)
    changed = ", ".join(dict.fromkeys(name for case in cases for name in case.got.changed))
    if again := _again(exercise, function, cases):
        return again
    if all(agree(exercise, case.got, case.want) for case in cases):
        return _right(exercise, function, cases, changed)
    verdict = wrong.verdict(exercise, cases)
    if changed:
        verdict = replace(verdict, sentence=f"{verdict.sentence} It also changes its argument {changed}.")
    return verdict


UNTOUCHED = "Write the function and run the cell again."


def _called(exercise, function, points):
    """The student's function at every test point, until a call does not end; what the first prints is shown."""
    cases = []
    for label, args in points.items():
        want = known(exercise, exercise.reference, args)
        cases.append(Case(label, args, attempt(exercise, function, args, want, show=not cases), want))
        if not cases[-1].got.ended:
            break
    return cases


def _fits_signature(exercise, function, args):
    try:
        signature = inspect.signature(function)
    except (TypeError, ValueError):  # some functions written in C do not tell
        return
    try:
        signature.bind(*args)
    except TypeError:
        called = ", ".join(exercise.arguments)
        raise Misfit(f"Your function is called with ({called}); it is written to take {signature}.") from None


def _nothing(function, cases):
    """The verdict where every call ends without a result."""
    if is_stub(function):
        return Verdict(NOTHING, UNTOUCHED)
    if any(case.got.value is not None for case in cases):
        return Verdict(WRONG, "It returns `...`, which stands where your result belongs.")
    said = "It returns nothing: the result has to stand behind `return`."
    if all(case.got.printed for case in cases):
        said = "It prints, and returns nothing: `print` shows a result, `return` hands it over."
    changed = ", ".join(dict.fromkeys(name for case in cases for name in case.got.changed))
    return Verdict(WRONG, said + (f" It changes its argument {changed}." if changed else ""))


def _again(exercise, function, cases):
    """The verdict on an answer that gives something else when it is called again with the same arguments."""
    first = cases[0]
    if not all(case.got.ended for case in cases) or first.got.parts is None:
        return None
    second = attempt(exercise, function, first.args, first.want)
    if not second.ended or agree(exercise, second, first.got):
        return None
    return Verdict(
        WRONG,
        "Called twice with the same arguments, it does not give the same result twice: it keeps something from one "
        "call to the next, such as a global variable or a default argument that it changes, or draws random numbers.",
        explain.PLACE.format(first.label) + ", the first and the last call differ.",
    )


def _right(exercise, function, cases, changed):
    remarks, word = [f"It agrees with the course's own at all {len(cases)} test points."], CORRECT
    got, want = ([*trial.parts.values()] for trial in (cases[0].got, cases[0].want))
    if any(part.dtype == np.float32 for part in got):
        remarks.append("Correct in float32: compared to six digits, not nine.")
    if exercise.column and got[0].ndim > want[0].ndim:
        remarks.append("It comes as a column; the vectors of the course have shape (n,).")
    buts = [*_uses(exercise, cases), *_repeats(exercise, function)]
    if changed:
        buts.insert(0, f"But it changes its argument {changed}: who called it still needs that.")
    return Verdict(BUT if buts else word, " ".join(remarks + buts))


def _uses(exercise, cases):
    """Which of the functions that the task asks to do without were called."""
    for function in exercise.without:
        if any(inspect.unwrap(function).__code__ in case.got.entered for case in cases):
            yield f"But it calls np.{function.__name__}, which the task asks to do without."


def _repeats(exercise, function):
    """Whether the number of Python's steps grows with the number of examples."""
    if exercise.grow:
        few, many = (guard.steps(lambda N=N: function(*exercise.grow(N))) for N in (8, 40))
        if many - few >= 32:
            yield (
                "But it is slower than it could be: Python repeats steps for every example, "
                f"{few} in all for 8 of them and {many} for 40; products of matrices take all examples in one step."
            )
