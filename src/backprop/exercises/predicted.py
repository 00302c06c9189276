"""Which predicted mistakes give a student's numbers: one, or two at once."""

import itertools

from .compare import agree, same
from .trial import known

_TRIED = {}  # what mistakes give at a point, by (exercise, mistakes, label): no student changes it


def trial(exercise, mistakes, case):
    """What these mistakes together give at one test point."""
    key = exercise.name, mistakes, case.label
    if key not in _TRIED:
        _TRIED[key] = known(exercise, made(exercise, mistakes), case.args, case.want)
    return _TRIED[key]


def made(exercise, mistakes):
    """The function of somebody who makes one mistake, or two in different places."""
    if len(mistakes) == 1:
        return exercise.answer(*mistakes)
    one, two = mistakes
    return exercise.assemble(**one.answer, **two.answer)


def pairs(exercise):
    """Every two mistakes in different parts of the formula."""
    assembled = [wrong for wrong in exercise.wrong if isinstance(wrong.answer, dict)] if exercise.assemble else []
    for one, two in itertools.combinations(assembled, 2):
        if one.answer.keys().isdisjoint(two.answer):
            yield one, two


def likely_pairs(exercise, case, bases):
    """Those pairs that can give the student's numbers in these parts, by what each mistake gives alone.

    Where only one of the two changes an array, that array must be the student's already; and what is wrong must be
    changed by one of them. This spares trying thousands of pairs.
    """
    names = frozenset(name for name in case.got.parts if name.split("[")[0] in bases)
    wrong = frozenset(name for name in names if not same(exercise, case.got.parts[name], case.want.parts[name]))
    alone = {one: _alone(exercise, one, case, names) for one in exercise.wrong}
    for one, two in pairs(exercise):
        if alone[one] is None or alone[two] is None:  # one that stops alone may run with another
            if alone[one] is not alone[two]:
                yield one, two
        else:
            (changes, hits), (changes_too, hits_too) = alone[one], alone[two]
            if wrong <= changes | changes_too and changes - changes_too <= hits and changes_too - changes <= hits_too:
                yield one, two


def reach(exercise, mistakes, case):
    """How many arrays of the result a mistake changes at one test point."""
    guess = trial(exercise, mistakes, case).parts
    return sum(not same(exercise, part, case.want.parts.get(name)) for name, part in guess.items())


def _alone(exercise, mistake, case, names):
    """Which arrays one mistake changes, and which it gives as the student's are; None if it gives no numbers."""
    guess = trial(exercise, (mistake,), case).parts
    if guess is None or not names <= guess.keys():
        return None
    changes = frozenset(name for name in names if not same(exercise, guess[name], case.want.parts[name]))
    return changes, frozenset(name for name in changes if same(exercise, case.got.parts[name], guess[name]))


def singles(exercise):
    """Every mistake, as a group of one."""
    return [(wrong,) for wrong in exercise.wrong]


def explaining(exercise, groups, cases):
    """Those groups of mistakes that give the student's numbers at every test point, and not the right ones at all."""
    if all(case.got.parts is None or agree(exercise, case.got, case.want) for case in cases):
        return []
    return [
        mistakes
        for mistakes in groups
        if all(agree(exercise, case.got, trial(exercise, mistakes, case)) for case in cases)
    ]


def explaining_part(exercise, groups, cases, base, right):
    """Those groups that give the numbers of one part at every test point, and break no part that is right."""

    def fits(mistakes, case):
        guess = trial(exercise, mistakes, case)
        if guess.parts is None:
            return False
        return all(
            same(exercise, part, guess.parts.get(name))
            for name, part in case.got.parts.items()
            if name.split("[")[0] in {base, *right}
        )

    return [mistakes for mistakes in groups if all(fits(mistakes, case) for case in cases)]
