"""Which of the predicted mistakes give a student's numbers: one, one for each part, or two at once."""

import itertools
from dataclasses import replace

import numpy as np

from . import factor
from .compare import agree, close
from .trial import known

MOST_OF_A_PART = 3
_TRIED = {}  # what mistakes give at a test point, by (mistakes, label): no student changes it, so each is tried once


def predict(exercise, mistakes, cases):
    """What these mistakes together give at one test point after the other."""
    for case in cases:
        if (mistakes, case.label) not in _TRIED:
            _TRIED[mistakes, case.label] = known(exercise, _made(exercise, mistakes), case.args, case.want)
        yield _TRIED[mistakes, case.label]


def _made(exercise, mistakes):
    """The function of somebody who makes one mistake, or several in different places."""
    if len(mistakes) == 1:
        return exercise.answer(*mistakes)
    changes = {}
    for mistake in mistakes:
        changes |= mistake.answer
    return exercise.assemble(**changes)


def explains(exercise, guess, cases):
    """Whether a guess has the student's numbers in every case, and in some case others than the reference."""
    return all(agree(exercise, case.got, trial) for case, trial in zip(cases, guess, strict=True)) and any(
        case.got.parts is not None and not agree(exercise, case.got, case.want) for case in cases
    )


def single(exercise, cases):
    """All mistakes each of which gives the student's numbers."""
    return tuple(wrong for wrong in exercise.wrong if explains(exercise, predict(exercise, (wrong,), cases), cases))


def of_part(exercise, name, cases):
    """The mistakes each of which gives the numbers of one part of the result."""
    part = _part(name, cases)
    return tuple(
        wrong
        for wrong in exercise.wrong
        if explains(exercise, (only(name, trial) for trial in predict(exercise, (wrong,), cases)), part)
    )[:MOST_OF_A_PART]


def _part(name, cases):
    return [replace(case, got=only(name, case.got), want=only(name, case.want)) for case in cases]


def only(name, trial):
    """A trial with one of its parts alone."""
    parts = trial.parts and {key: part for key, part in trial.parts.items() if key.split("[")[0] == name}
    return replace(trial, parts=parts)


def pairs(exercise, cases):
    """All pairs of mistakes in different places that together give the student's numbers, neither of them idle."""
    return _pairs(exercise, cases, cases, lambda trial: trial)


def pairs_of_part(exercise, name, cases):
    """All pairs that give the numbers of one part of the result."""
    return _pairs(exercise, cases, _part(name, cases), lambda trial: only(name, trial))


def _pairs(exercise, cases, seen, look):
    """The pairs of which `look` at the result is what is `seen` of the student's at the test points."""
    if not exercise.assemble:
        return []
    wrong, able = _effect(exercise, seen[0].got, seen[0].want), {}
    for one in exercise.wrong:
        if isinstance(one.answer, dict):
            (trial,) = predict(exercise, (one,), cases[:1])
            effect = _effect(exercise, look(trial), seen[0].want)
            if wrong is None or effect is None or (effect and effect <= wrong):
                able[one] = effect
    return [
        (one, two)
        for one, two in itertools.combinations(able, 2)
        if one.answer.keys().isdisjoint(two.answer)
        and (None in (wrong, able[one], able[two]) or able[one] | able[two] == wrong)
        and explains(exercise, map(look, predict(exercise, (one, two), cases)), seen)
        and not _idle(exercise, one, cases)
        and not _idle(exercise, two, cases)
    ]


def _effect(exercise, trial, want):
    """The parts that are not the reference's; None where there are none to compare."""
    if trial.parts is None:
        return None
    return {name for name, part in trial.parts.items() if name in want.parts and not np.all(close(exercise, part, want.parts[name]))}


def _idle(exercise, wrong, cases):
    return all(agree(exercise, trial, case.want) for trial, case in zip(
        predict(exercise, (wrong,), cases), cases, strict=True))  # fmt: skip


def with_factor(exercise, name, cases, sizes):
    """A mistake that gives the numbers of one part but for one factor, and what that does; None if there is none."""
    got = [case.got.parts[key] for case in cases for key in case.got.parts if key.split("[")[0] == name]
    for wrong in exercise.wrong:
        guess = [*predict(exercise, (wrong,), cases)]
        if any(trial.parts is None for trial in guess):
            continue
        keys = [(k, key) for k, case in enumerate(cases) for key in case.got.parts if key.split("[")[0] == name]
        if any(key not in guess[k].parts for k, key in keys):
            continue
        pairs_ = list(zip(got, (guess[k].parts[key] for k, key in keys), strict=True))
        found = factor.ratios(pairs_)
        if found and all(found) and (words := factor.named(found, sizes)) and factor.applied(words):
            if sum(part.size for part in got) > 2 * len(cases):
                return wrong, f"Beside that, every entry {factor.applied(words)}."
    return None
