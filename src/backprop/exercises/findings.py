"""What is said of wrong numbers: predicted mistakes, alone, in pairs, for each part; or what is true of them."""

import numpy as np

from . import mistakes as predicted
from .compare import close
from .exercise import Wrong
from .explain import first_difference
from .observe import observed, part_of

MOST = 3  # pairs of mistakes that are listed; of more, none is likely to be meant


def wrong_numbers(exercise, cases, sure=False):
    """A sentence, the first difference and the mistakes. With `sure`, some points have no numbers: () if none explains."""
    detail = first_difference(exercise, cases)
    if found := predicted.single(exercise, cases):
        return say(found), detail, found
    if not sure:
        if unchanging := _unchanging(exercise, cases):
            return unchanging.means, detail, (unchanging,)
        if by_part := _by_part(exercise, cases, look=False):
            return by_part[0], detail, by_part[1]
    if pairs := predicted.pairs(exercise, cases):
        return _say_pairs(pairs), detail, tuple(dict.fromkeys(one for pair in pairs[:MOST] for one in pair))
    if sure:
        return ()
    said, found = _by_part(exercise, cases, look=True)
    return said, detail, found


def say(mistakes):
    """The sentences of mistakes each of which gives the numbers."""
    said = [_one(wrong) for wrong in mistakes]
    if len(said) < 2:
        return "".join(said)
    count = {2: "Two", 3: "Three"}.get(len(said), "Several")
    return f"{count} mistakes give exactly these numbers, which cannot tell them apart. " + " Or: ".join(said)


def _one(wrong):
    return f"{wrong.means} See ({wrong.breaks})." if wrong.breaks else wrong.means


def _say_pairs(pairs):
    said = [f"{_one(one)} {_one(two)}" for one, two in pairs[:MOST]]
    more = "" if len(pairs) == 1 else "There is more than one way to these numbers. "
    return f"Two mistakes at once. {more}{' Or: '.join(said)}"


def _unchanging(exercise, cases):
    """The same result at all test points, whatever the arguments."""
    first = cases[0].got.parts
    for case in cases[1:]:
        same = case.got.parts.keys() == first.keys() and all(
            case.got.parts[name].shape == part.shape and np.array_equal(case.got.parts[name], part, equal_nan=True)
            for name, part in first.items()
        )
        if not same:
            return None
    if len(cases) < 2 or all(np.ptp(part) == 0 for part in first.values() if part.size):
        return None
    right = all(np.all(close(exercise, part, cases[0].want.parts[name])) for name, part in first.items())
    start = " of the first call, which is right there, at all the others too" if right else " at all test points"
    sentence = (
        f"It gives the same numbers{start}, whatever its arguments are: it uses something that it keeps, or that stands "
        f"in another cell."
    )
    return Wrong("unchanging", None, sentence, "")


def _by_part(exercise, cases, look):
    """For each part that is wrong, a mistake or, with `look`, what can be seen; without `look` () if one has none."""
    parts = [part_of(exercise, name, cases) for name in exercise.returns or ("",)]
    parts = [part for part in parts if part.entries]
    if not look and len(parts) < 2:
        return ()
    said, found = [], []
    for part in parts:
        if part.right:
            continue
        words, mistakes = _of(part, exercise, cases, look)
        if not mistakes and not look:
            return ()
        said.append(words)
        found += mistakes
    said = list(dict.fromkeys(said))
    return " ".join(said + ([_which(exercise, parts)] if look else [])).strip(), tuple(dict.fromkeys(found))


def _of(part, exercise, cases, look):
    prefix = f"{part.name}: " if part.name else ""
    if mistakes := predicted.of_part(exercise, part.name, cases):
        return f"{prefix}{say(mistakes)}", mistakes
    if not look:
        return "", ()
    if seen := observed(part):
        return seen.means, (seen,)
    if scaled := predicted.with_factor(exercise, part.name, cases, part.sizes):
        wrong, means = scaled
        return f"{prefix}Two mistakes at once. {_one(wrong)} {means}", (wrong, Wrong("factor", None, means, ""))
    shapes = all(one.got.shape == one.want.shape for one in part.entries)
    return f"{prefix}None of the predicted mistakes gives these {'numbers' if shapes else 'numbers and shapes'}.", ()


def _which(exercise, parts):
    """Which arrays are right at all points, and what that says of a way down through the layers."""
    right = {}
    for one, part in ((one, part) for part in parts for one in part.entries):
        right[one.name] = right.get(one.name, True) and bool(np.all(close(exercise, one.got, one.want)))
    if len(right) < 2 or not any(right.values()):
        return ""
    listed = lambda value: ", ".join(sorted(name for name in right if right[name] is value))
    down = " In the last layer all is right, and below it is not: the fault is on the way down." if _down(exercise, parts) else ""
    return f"Right: {listed(True)}. Wrong: {listed(False)}.{down}"


def _down(exercise, parts):
    """Whether every array of the last layer is right, and every one below it is wrong, at all points."""
    layered = [one for part in parts for one in part.entries if "[" in one.name]
    if not layered or len({one.name for one in layered}) < 3:
        return False
    for one in layered:
        last = max(int(name.split("[")[1][:-1]) for name in one.case.want.parts if "[" in name)
        layer = int(one.name.split("[")[1][:-1])
        if bool(np.all(close(exercise, one.got, one.want))) != (layer == last):
            return False
    return True
