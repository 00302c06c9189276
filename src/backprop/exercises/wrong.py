"""The verdict on a wrong function: a predicted mistake, or two, or one for each part, or what is true of it."""

import itertools

import numpy as np

from . import apart, explain, factor, off_in_numbers, predicted
from .compare import agree, same
from .entry import entries
from .trial import known
from .verdict import STOPPED, WRONG, Verdict, say

UNKNOWN = "None of the predicted mistakes gives these numbers."


def verdict(exercise, cases):
    """The verdict on a function that is not right at every test point."""
    if mistakes := _whole(exercise, cases):
        return Verdict(WRONG, *mistakes)
    if said := _remembers(exercise, cases):
        return Verdict(WRONG, *said)
    if said := _in_another_order(exercise, cases):
        return Verdict(WRONG, said)
    broken = [case for case in cases if case.got.parts is None]
    if broken:
        return _broken(exercise, cases, broken[0])
    return Verdict(WRONG, *_by_parts(exercise, cases))


def _whole(exercise, cases):
    """Sentence, detail and mistakes, if one mistake or two at once give all the numbers."""
    detail = explain.first_difference(exercise, cases)
    if found := predicted.explaining(exercise, predicted.singles(exercise), cases):
        mistakes = tuple(one for (one,) in found)
        return say(mistakes), detail, mistakes
    if exercise.returns or cases[0].got.parts is None:
        return None  # each part is taken by itself
    found = predicted.explaining(exercise, predicted.likely_pairs(exercise, cases[0], {""}), cases)
    return (_both(found), detail, found[0]) if found else None


def _both(found):
    """Two mistakes at once, or the first two pairs of them that give the same numbers."""
    told = [f"{say(one)} {say(two)}" for one, two in ((pair[:1], pair[1:]) for pair in found[:2])]
    return "Two mistakes at once give exactly these numbers. " + " Or these two: ".join(told)


def _broken(exercise, cases, case):
    """An answer that has no numbers at some test point: what stopped it there, and what is true where it has some."""
    ran = [one for one in cases if one.got.parts is not None]
    if case.got.error is not None:
        word, said = STOPPED, explain.stopped(exercise, case)
    else:
        word, said = WRONG, case.got.misfit or "It returns nothing here: a way through the function has no `return`."
    detail, mistakes = explain.PLACE.format(case.label) + ".", ()
    right = [one.label for one in ran if agree(exercise, one.got, one.want)]
    if right:
        detail += f" Right at the test point{'s' * (len(right) > 1)} with {'; '.join(right)}."
    elif ran:
        told, _, mistakes = _whole(exercise, ran) or _by_parts(exercise, ran)
        if UNKNOWN not in told:
            said += f" Where it runs, with {'; '.join(one.label for one in ran)}: {told}"
    return Verdict(word, said, detail, mistakes)


def _remembers(exercise, cases):
    """An answer that gives the same at every test point, though the arguments differ."""
    first, *others = cases
    if not others or first.got.parts is None or not all(_counts(part) for part in first.got.parts.values()):
        return None
    if agree(exercise, others[0].got, others[0].want) or not all(_equal(first, other) for other in others):
        return None
    said = (
        f"It gives the same result at all {len(cases)} test points, though their arguments differ: it does not use "
        "them, or keeps the result of an earlier call."
    )
    if agree(exercise, first.got, first.want):
        said += " What it gives is right for the first of them."
    return said, explain.first_difference(exercise, [case for case in cases if case.got.parts is not None]), ()


def _in_another_order(exercise, cases):
    """Results that are right at every test point, in another order than they are asked for."""
    names = exercise.returns
    if not all(isinstance(case.got.value, tuple | list) and len(case.got.value) == len(names) for case in cases):
        return None
    for order in itertools.permutations(range(len(names))):
        tried = lambda case, order=order: known(exercise, lambda: [case.got.value[k] for k in order], (), case.want)
        if all(agree(exercise, tried(case), case.want) for case in cases):
            asked, returned = ", ".join(names), ", ".join(names[order.index(k)] for k in range(len(names)))
            return f"The results are right, in another order: it returns {returned}; asked for are {asked}."
    return None


def _counts(part):
    return part.any() and np.isfinite(part).all()


def _equal(one, other):
    """Whether an answer gives the same at two test points, in whatever form."""
    return other.got.error is None and _same_value(one.got.value, other.got.value)


def _same_value(one, other):
    if isinstance(one, dict) and isinstance(other, dict):
        return one.keys() == other.keys() and all(_same_value(one[key], other[key]) for key in one)
    if isinstance(one, tuple | list) and isinstance(other, tuple | list):
        return len(one) == len(other) and all(map(_same_value, one, other))
    if isinstance(one, np.ndarray | np.generic | float) and isinstance(other, np.ndarray | np.generic | float):
        return np.array_equal(one, other)
    return one is other


def _by_parts(exercise, cases):
    """For each part that is wrong what explains it: mistakes that are predicted, or what is true of its numbers."""
    bases = {part.split("[")[0] for part in cases[0].got.parts}
    names = [name for name in exercise.returns or ("",) if name in bases]
    right = [name for name in names if _is_right(exercise, cases, name)]
    told, mistakes = {}, []
    for name in names:
        if name not in right:
            sentence, found = _part(exercise, cases, name, right)
            told.setdefault(sentence, []).append(name)
            mistakes += [one for one in found if one not in mistakes]
    if names == [""]:
        sentence = next(iter(told))
    else:
        sentence = " ".join(f"{', '.join(which)}: {words}" for words, which in told.items())
        if right:
            sentence += f" Right at all test points: {', '.join(right)}."
    first = next(name for name in names if name not in right)
    return sentence, explain.first_difference(exercise, cases, first), tuple(mistakes)


def _is_right(exercise, cases, base):
    return all(
        same(exercise, part, case.want.parts[name])
        for case in cases
        for name, part in case.got.parts.items()
        if name.split("[")[0] == base
    )


def _part(exercise, cases, base, right):
    """What explains one part, and the mistakes that it names."""
    part = entries(exercise, cases, base)
    if sentence := off_in_numbers.whole(exercise, part):
        return sentence, ()
    find = lambda groups: predicted.explaining_part(exercise, groups, cases, base, right) if base else []  # by _whole
    if found := find(predicted.singles(exercise)):
        (mistake,) = min(found, key=lambda one: predicted.reach(exercise, one, cases[0]))
        return say([mistake]), (mistake,)
    if sentence := off_in_numbers.one_factor(exercise, part):
        return sentence, ()
    if found := find(predicted.likely_pairs(exercise, cases[0], {base, *right})):
        return _both(found), found[0]
    if found := _with_a_factor(exercise, cases, base, right):
        return found
    sentence = apart.say(exercise, part)
    where = ""
    if "[" in part[0].name:
        verdicts = [(one, same(exercise, one.got, one.want)) for one in part]
        where = apart.layers(verdicts)
    fits = [case.label for case in cases if _is_right(exercise, [case], base)]
    points = f"It is right at the test point{'s' * (len(fits) > 1)} with {'; '.join(fits)}." if fits else ""
    return " ".join(filter(None, (sentence, where, points))) or UNKNOWN, ()


def _with_a_factor(exercise, cases, base, right):
    """A mistake, and a factor besides."""
    sizes = [exercise.sizes(*case.args) if exercise.sizes else {} for case in cases]
    for mistakes in predicted.singles(exercise):
        pairs, of, fits = [], [], True
        for case, size in zip(cases, sizes, strict=True):
            guess = predicted.trial(exercise, mistakes, case)
            for name, got in case.got.parts.items():
                if guess.parts is None or name not in guess.parts:
                    fits = False
                elif name.split("[")[0] in right:
                    fits &= same(exercise, got, guess.parts[name])
                elif name.split("[")[0] == base:
                    pairs.append((got, guess.parts[name]))
                    of.append(size)
            if not fits:
                break
        if fits and (words := factor.between(pairs, of, exercise.exact)) and words != "1":
            return f"Two mistakes at once. {say(mistakes)} And every entry {factor.applied(words)}.", mistakes
    return None
