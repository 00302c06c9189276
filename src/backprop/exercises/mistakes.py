"""Which of the predicted mistakes give a student's numbers: one, one for each part, or two at once."""

import itertools
from dataclasses import replace

import numpy as np

from . import factor
from .compare import agree, close
from .trial import known

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
    """The first mistake, or two, that give the numbers of one part of the result."""
    part = [replace(case, got=only(name, case.got), want=only(name, case.want)) for case in cases]
    for wrong in exercise.wrong:
        guess = [only(name, trial) for trial in predict(exercise, (wrong,), cases)]
        if explains(exercise, guess, part):
            return (wrong,)
    return ()


def only(name, trial):
    """A trial with one of its parts alone."""
    parts = trial.parts and {key: part for key, part in trial.parts.items() if key.split("[")[0] == name}
    return replace(trial, parts=parts)


def pairs(exercise, cases):
    """All pairs of mistakes in different places that together give the student's numbers."""
    if not exercise.assemble:
        return []
    wrong = _effect(exercise, cases[:1], [case.got for case in cases[:1]])
    able = {}
    for one in exercise.wrong:
        if isinstance(one.answer, dict):
            effect = _effect(exercise, cases[:1], [*predict(exercise, (one,), cases[:1])])
            if wrong is None or effect is None or effect <= wrong:
                able[one] = effect
    found = []
    for one, two in itertools.combinations(able, 2):
        if not one.answer.keys().isdisjoint(two.answer):
            continue
        if None not in (wrong, able[one], able[two]) and able[one] | able[two] != wrong:
            continue
        if explains(exercise, predict(exercise, (one, two), cases), cases):
            found.append((one, two))
    return _distinct(exercise, found, cases)


def _effect(exercise, cases, trials):
    """The parts that are not the reference's; None where there are none to compare."""
    if trials[0].parts is None:
        return None
    want = cases[0].want.parts
    return {name for name, part in trials[0].parts.items() if not np.all(close(exercise, part, want[name]))}


def _distinct(exercise, found, cases):
    """Pairs of which neither mistake is idle: each alone gives other numbers than the right ones."""
    return [pair for pair in found if not any(_idle(exercise, one, cases) for one in pair)]


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
