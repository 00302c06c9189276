"""The judge: it says whether an answer is right, and if not, which mistake it is.

It raises nothing that the student caused. Whatever it says is a `Verdict`.
"""

import inspect
import io
import itertools
import sys
import warnings
from contextlib import redirect_stdout
from dataclasses import dataclass, replace

import numpy as np

from . import explain
from .exercise import Choice, Function, Shape, Value
from .trial import Misfit, Trial, agree, attempt, is_stub, numbers

CORRECT, BUT, NOTHING, WRONG, STOPPED = "correct", "correct, but", "not attempted", "not yet", "stopped by an error"


@dataclass(frozen=True)
class Verdict:
    """One of the five words above, a sentence, the first difference, and the predicted mistakes that it may be."""

    word: str
    sentence: str
    detail: str = ""
    mistakes: tuple = ()


def judge(exercise, answer):
    """The verdict on any answer."""
    if is_stub(answer):
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
    if callable(answer):
        raise Misfit("A number is asked for, not a function.")
    got = numbers("The answer", answer)
    if got.size != 1:
        raise Misfit(f"One number is asked for; yours has shape {got.shape}.")
    near = lambda number: np.isclose(got.reshape(()), number, rtol=1e-6, atol=1e-12)
    return _one_of(exercise, near, f"Yours is {explain.show(got.reshape(()))}, and that is not it.")


def _shape(exercise, answer):
    answer = (answer,) if _is_whole(answer) else answer
    if not isinstance(answer, tuple | list) or not all(map(_is_whole, answer)):
        raise Misfit("A shape is asked for: whole numbers in brackets, such as (3, 4) or (3,).")
    answer = tuple(map(int, answer))
    return _one_of(exercise, lambda shape: answer == shape, f"Yours is {answer}, and that is not it.")


def _choice(exercise, answer):
    said = answer.strip().lower() if isinstance(answer, str) else answer
    said = int(said) if isinstance(said, str) and said.isdecimal() else said
    if not (isinstance(said, str) or _is_whole(said)) or said not in exercise.options:
        raise Misfit(f"Choose one of {', '.join(map(repr, exercise.options))}.")
    return _one_of(exercise, lambda key: said == key, "")


def _is_whole(value):
    return isinstance(value, int | np.integer) and not isinstance(value, bool)


def _one_of(exercise, matches, otherwise):
    if matches(exercise.reference):
        return Verdict(CORRECT, exercise.why)
    mistakes = tuple(wrong for wrong in exercise.wrong if matches(wrong.answer))
    return Verdict(WRONG, _say(mistakes) or otherwise, "", mistakes)


def _say(mistakes):
    said = [f"{wrong.means} See ({wrong.breaks})." for wrong in mistakes]
    if len(said) < 2:
        return "".join(said)
    count = {2: "Two", 3: "Three"}.get(len(said), "Several")
    return f"{count} mistakes give exactly these numbers, which cannot tell them apart. " + " Or: ".join(said)


# A function


@dataclass
class Case:
    """A test point: what is special about it, the arguments, what the student's function and the reference give."""

    label: str
    args: tuple
    got: Trial
    want: Trial


def _function(exercise, function):
    if not callable(function):
        raise Misfit("Give check the function itself, its name without brackets, not what it returns.")
    points = exercise.points()
    _fits_signature(exercise, function, next(iter(points.values())))
    cases = []
    for label, args in points.items():
        want = attempt(exercise, exercise.reference, args)
        cases.append(Case(label, args, attempt(exercise, function, args, want, quiet=bool(cases)), want))
    if all(case.got.stub for case in cases):
        return Verdict(NOTHING, "Write the function and run the cell again.")
    changed = ", ".join(dict.fromkeys(name for case in cases for name in case.got.changed))
    if all(agree(exercise, case.got, case.want) for case in cases):
        return _right(exercise, function, cases, changed)
    verdict = _wrong(exercise, function, cases)
    if changed:
        verdict = replace(verdict, sentence=f"{verdict.sentence} It also changes its argument {changed}.")
    return verdict


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


def _right(exercise, function, cases, changed):
    remarks, word = [f"It agrees with the course's own at all {len(cases)} test points."], CORRECT
    got, want = ([*trial.parts.values()] for trial in (cases[0].got, cases[0].want))
    if any(part.dtype == np.float32 for part in got):
        remarks.append("Correct in float32: compared to four digits, not nine.")
    if exercise.column and got[0].ndim > want[0].ndim:
        remarks.append("It comes as a column; the vectors of the course have shape (n,).")
    if changed:
        word = BUT
        remarks.append(f"But it changes its argument {changed}: who called it still needs that.")
    if exercise.grow and _loops(function, exercise.grow):
        word = BUT
        remarks.append(
            "But it is slower than it could be: Python repeats some steps for every example, "
            "where one matrix product takes them all."
        )
    return Verdict(word, " ".join(remarks))


def _loops(function, grow):
    """Whether the number of Python's steps grows with the number of examples."""
    return _steps(function, grow(40)) - _steps(function, grow(8)) >= 32


def _steps(function, args):
    count, before = 0, sys.gettrace()

    def step(frame, event, _):
        nonlocal count
        count += 1
        frame.f_trace_opcodes = True
        return step

    with redirect_stdout(io.StringIO()):
        sys.settrace(step)
        try:
            function(*args)
        except Exception:
            return 0
        finally:
            sys.settrace(before)
    return count


def _wrong(exercise, function, cases):
    """A predicted mistake; or one for each part; or two at once; or what can be said of any answer."""
    detail = explain.first_difference(exercise, cases)
    predicted = {wrong: [*_predict(exercise, (wrong,), cases)] for wrong in exercise.wrong}
    if mistakes := tuple(wrong for wrong, guess in predicted.items() if _explains(exercise, guess, cases)):
        return Verdict(WRONG, _say(mistakes), detail, mistakes)
    if said := _part_by_part(exercise, predicted, cases):
        return Verdict(WRONG, " ".join(said.values()), detail, tuple(said))
    if pair := _pair(exercise, cases):
        return Verdict(WRONG, f"Two mistakes at once. {_say(pair[:1])} {_say(pair[1:])}", detail, pair)
    for k, case in enumerate(cases):
        so_far = f"At the test point with {case.label}." + "".join(f" Right: {right.label}." for right in cases[:k])
        if case.got.error is not None:
            return Verdict(STOPPED, explain.exception(exercise, function, case), so_far)
        if case.got.parts is None:
            return Verdict(WRONG, case.got.misfit or "It returns nothing here.", so_far)
    return Verdict(WRONG, explain.in_general(exercise, cases), detail)


_TRIED = {}  # what mistakes give at a test point, by (mistakes, label): no student changes it, so each is tried once


def _predict(exercise, mistakes, cases):
    """What these mistakes together give at one test point after the other."""
    for case in cases:
        if (mistakes, case.label) not in _TRIED:
            _TRIED[mistakes, case.label] = attempt(exercise, _made(exercise, mistakes), case.args, case.want)
        yield _TRIED[mistakes, case.label]


def _made(exercise, mistakes):
    """The function of somebody who makes one mistake, or two in different places."""
    if len(mistakes) == 1:
        return exercise.answer(*mistakes)
    one, two = mistakes
    return exercise.assemble(**one.answer, **two.answer)


def _explains(exercise, guess, cases):
    """Whether a guess has the student's numbers in every case, and in some case others than the reference."""
    return all(agree(exercise, case.got, trial) for case, trial in zip(cases, guess, strict=True)) and any(
        case.got.parts is not None and not agree(exercise, case.got, case.want) for case in cases
    )


def _part_by_part(exercise, predicted, cases):
    """For a result of several parts: the first mistake that explains each wrong part, if every one is explained."""
    if any(case.got.parts is None for case in cases):
        return {}
    said = {}
    for name in exercise.returns:
        part = [replace(case, got=_only(name, case.got), want=_only(name, case.want)) for case in cases]
        if all(agree(exercise, case.got, case.want) for case in part):
            continue
        for wrong, guess in predicted.items():
            if _explains(exercise, [_only(name, trial) for trial in guess], part):
                said[wrong] = f"{name}: {_say([wrong])}"
                break
        else:
            return {}
    return said


def _only(name, trial):
    """A trial with one of its parts alone."""
    parts = trial.parts and {key: part for key, part in trial.parts.items() if key.split("[")[0] == name}
    return replace(trial, parts=parts)


def _pair(exercise, cases):
    """Two mistakes in different places that together give the student's numbers."""
    if exercise.assemble:
        for one, two in itertools.combinations(exercise.wrong, 2):
            if one.answer.keys().isdisjoint(two.answer):
                if _explains(exercise, _predict(exercise, (one, two), cases), cases):
                    return one, two
    return ()
