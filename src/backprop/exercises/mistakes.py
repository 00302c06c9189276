"""Which of the predicted mistakes give a student's numbers: one, one for each part, or two at once."""

import functools
import itertools
from dataclasses import replace

import numpy as np

from . import factor
from .compare import agree, close
from .trial import known

MOST_OF_A_PART = 3
_TRIED = {}  # what mistakes give at a test point, by (mistakes, label): no student changes it, so each is tried once
_PROBES = {}  # of pairs only one number of each part, by (pair, label): enough to pass over nearly all of them


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
    return exercise.assemble(**functools.reduce(lambda all, one: all | one.answer, mistakes, {}))


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
    found = tuple(
        wrong
        for wrong in exercise.wrong
        if explains(exercise, (only(name, trial) for trial in predict(exercise, (wrong,), cases)), part)
    )
    alone = tuple(wrong for wrong in found if _spares(exercise, wrong, name, cases))
    return (alone or found)[:MOST_OF_A_PART]


def _spares(exercise, wrong, name, cases):
    """Whether a mistake leaves the other parts of the result right."""
    for case, trial in zip(cases, predict(exercise, (wrong,), cases), strict=True):
        others = {key for key in case.got.parts if key.split("[")[0] != name}
        if not all(np.all(close(exercise, trial.parts[key], case.want.parts[key])) for key in others):
            return False
    return True


def _part(name, cases):
    return [replace(case, got=only(name, case.got), want=only(name, case.want)) for case in cases]


def only(name, trial):
    """A trial with one of its parts alone."""
    parts = trial.parts and {key: part for key, part in trial.parts.items() if key.split("[")[0] == name}
    return replace(trial, parts=parts)


# Two at once


def pairs(exercise, cases):
    """All pairs of mistakes in different places that together give the student's numbers, neither of them idle."""
    return _pairs(exercise, cases, cases, lambda trial: trial)


def pairs_of_part(exercise, name, cases):
    """All pairs that give the numbers of one part of the result."""
    return _pairs(exercise, cases, _part(name, cases), lambda trial: only(name, trial))


def _pairs(exercise, cases, seen, look):
    """The pairs of which `look` at the result is what is `seen` of the student's at the test points."""
    at = next((k for k, case in enumerate(seen) if case.got.parts), None)
    if at is None or not exercise.assemble:
        return []
    stopped = [case for case in cases if case.got.parts is None]
    names = seen[at].got.parts.keys()
    wrong, effects = _wrong_parts(exercise, seen[at].got, seen[at].want, names), {}
    for one in exercise.wrong:
        if isinstance(one.answer, dict):
            (trial,) = predict(exercise, (one,), [cases[at]])
            effects[one] = _wrong_parts(exercise, look(trial), seen[at].want, names)
    stops = {one for one in effects if stopped and next(predict(exercise, (one,), stopped[:1])).error is not None}
    probe = _probe(seen[at].got)
    return [
        (one, two)
        for one, two in _disjoint(exercise)
        if (not stopped or one in stops or two in stops)
        and _together(effects[one], effects[two], wrong)
        and _like(_probe_of(exercise, (one, two), cases[at]), probe)
        and explains(exercise, map(look, predict(exercise, (one, two), cases)), seen)
        and not _idle(exercise, one, cases)
        and not _idle(exercise, two, cases)
    ]


@functools.cache
def _disjoint(exercise):
    """All pairs of mistakes in different parts of the formula."""
    able = [wrong for wrong in exercise.wrong if isinstance(wrong.answer, dict)]
    return [pair for pair in itertools.combinations(able, 2) if pair[0].answer.keys().isdisjoint(pair[1].answer)]


def _wrong_parts(exercise, trial, want, names):
    """Which of the parts of these names are not the reference's; None where there are none to compare."""
    if trial.parts is None:
        return None
    shared = trial.parts.keys() & names
    return {name for name in shared if not np.all(close(exercise, trial.parts[name], want.parts[name]))}


def _together(one, two, wrong):
    """Whether two mistakes that change these parts could change just the parts that are wrong."""
    return one is None or two is None or one | two == wrong


def _probe_of(exercise, pair, case):
    """One number of each part of what a pair gives."""
    key = pair, case.label
    if key not in _PROBES:
        _PROBES[key] = _probe(known(exercise, _made(exercise, pair), case.args, case.want))
    return _PROBES[key]


def _probe(trial):
    parts = trial.parts or {}
    return {name: float(np.real(part).ravel() @ _weights(part.size)) for name, part in parts.items()}


@functools.cache
def _weights(size):
    return np.cos(np.arange(size) + 1.0)


def _like(guess, probe):
    return all(name in guess and abs(guess[name] - mine) <= 1e-5 * abs(mine) + 1e-12 for name, mine in probe.items())


def _idle(exercise, wrong, cases):
    """Whether a mistake alone gives the right numbers everywhere."""
    trials = predict(exercise, (wrong,), cases)
    return all(agree(exercise, trial, case.want) for trial, case in zip(trials, cases, strict=True))


def with_factor(exercise, name, cases, sizes):
    """A mistake that gives the numbers of one part but for one factor, and what that does; None if there is none."""
    keys = [(k, key) for k, case in enumerate(cases) for key in case.got.parts if key.split("[")[0] == name]
    got = [cases[k].got.parts[key] for k, key in keys]
    if sum(part.size for part in got) <= 2 * len(cases):
        return None
    for wrong in exercise.wrong:
        guess = [*predict(exercise, (wrong,), cases)]
        if any(guess[k].parts is None or key not in guess[k].parts for k, key in keys):
            continue
        found = factor.ratios(zip(got, (guess[k].parts[key] for k, key in keys), strict=True))
        if found and all(found) and (words := factor.named(found, sizes)) and factor.applied(words):
            return wrong, f"Beside that, every entry {factor.applied(words)}."
    return None
