"""What is said of wrong numbers: predicted mistakes, alone, in pairs, for each part; or what is true of them."""

import numpy as np

from . import mistakes as predicted
from .compare import close
from .exercise import Wrong
from .explain import first_difference
from .observe import at_a_glance, observed, part_of

MOST = 3  # pairs of mistakes that are listed; of more, none is likely to be meant


def wrong_numbers(exercise, cases, hint=None):
    """A sentence, the first difference, and the mistakes. `hint` gives a sentence where nothing else is found."""
    detail = first_difference(exercise, cases)
    if found := predicted.single(exercise, cases):
        return say(found), detail, found
    parts = [
        part for part in map(lambda name: part_of(exercise, name, cases), exercise.returns or ("",)) if part.entries
    ]
    wrong = [part for part in parts if not part.right]
    found = _each(wrong, exercise, cases, at_a_glance) or (len(wrong) > 1 and _each(wrong, exercise, cases, None))
    if not found and (pairs := predicted.pairs(exercise, cases)):
        found = _each(wrong, exercise, cases, observed) if len(pairs) > 1 else ()
        found = found or [(_say_pairs(pairs), tuple(dict.fromkeys(one for pair in pairs[:MOST] for one in pair)))]
        parts = []
    found = found or [_of(part, exercise, cases) for part in wrong]
    said = list(dict.fromkeys(words for words, _ in found))
    if which := _which(exercise, parts):
        said.append(which)
    mistakes = tuple(dict.fromkeys(one for _, some in found for one in some))
    if hint and all(one.name == "rounded" for one in mistakes) and (more := hint()):
        said.append(more.means)
        mistakes = (*mistakes, more)
    return " ".join(said), detail, mistakes


def stopped_alike(exercise, cases):
    """The mistakes, or pairs, that give the numbers where there are some, and raise where the answer raises."""
    if found := predicted.single(exercise, cases):
        return say(found), first_difference(exercise, cases), found
    if pairs := predicted.pairs(exercise, cases):
        found = tuple(dict.fromkeys(one for pair in pairs[:MOST] for one in pair))
        return _say_pairs(pairs), first_difference(exercise, cases), found
    return None


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


def _each(parts, exercise, cases, look):
    """What `look` sees in each of the wrong parts, a predicted mistake where it sees none; [] if one has neither."""
    found = []
    for part in parts:
        seen = look and look(part)
        mistakes = () if seen else predicted.of_part(exercise, part.name, cases)
        if not seen and not mistakes:
            return []
        found.append((seen.means, (seen,)) if seen else (_headed(part, say(mistakes)), mistakes))
    return found


def _of(part, exercise, cases):
    """What is said of one part of the result: a mistake, what can be seen, two mistakes, or that none is known."""
    if mistakes := predicted.of_part(exercise, part.name, cases):
        return _headed(part, say(mistakes)), mistakes
    if seen := observed(part):
        return seen.means, (seen,)
    if part.name and (pairs := predicted.pairs_of_part(exercise, part.name, cases)):
        found = tuple(dict.fromkeys(one for pair in pairs[:MOST] for one in pair))
        return _headed(part, _say_pairs(pairs)), found
    if scaled := predicted.with_factor(exercise, part.name, cases, part.sizes):
        wrong, means = scaled
        return _headed(part, f"Two mistakes at once. {_one(wrong)} {means}"), (
            wrong,
            Wrong("factor", None, means, ""),
        )
    shapes = all(one.got.shape == one.want.shape for one in part.entries)
    return _headed(part, f"None of the predicted mistakes gives these numbers{'' if shapes else ' and shapes'}."), ()


def _headed(part, words):
    return f"{part.name}: {words}" if part.name else words


def _which(exercise, parts):
    """Which arrays are right at all points, and what that says of a way down through the layers."""
    right = {}
    for one in (one for part in parts for one in part.entries):
        right[one.name] = right.get(one.name, True) and bool(np.all(close(exercise, one.got, one.want)))
    if len(right) < 2 or not any(right.values()):
        return ""
    listed = lambda value: ", ".join(sorted(name for name in right if right[name] is value))
    said = f"Right: {listed(True)}. Wrong: {listed(False)}."
    if _down(exercise, parts):
        said += " In the last layer all is right, and below it nothing is: the fault is on the way down."
    return said


def _down(exercise, parts):
    """Whether every array of the last layer is right, and every one below it is wrong, at all points."""
    layered = [one for part in parts for one in part.entries if "[" in one.name]
    below = 0
    for one in layered:
        last = max(_layer(name) for name in one.case.want.parts if "[" in name)
        below += _layer(one.name) < last
        if bool(np.all(close(exercise, one.got, one.want))) != (_layer(one.name) == last):
            return False
    return below > 0


def _layer(name):
    return int(name.split("[")[1][:-1])
