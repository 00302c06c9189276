"""What a diagnosis says of a factor, a sign or a term is so of the numbers that the mistake gives.

Each rule reads one kind of sentence and says, for one array of the result, what the mistake makes of the right one.
"""

import re
from collections import Counter

import numpy as np
import pytest

import elsewhere
from backprop.exercises import catalogue
from backprop.exercises.exercise import Function

pytestmark = elsewhere.in_english

WHOLE = re.compile(r"(The sign is|Both terms have|All gradients have)(?: the)? (reversed|opposite sign)")
DECAY = re.compile(r"λW is (missing|doubled|halved|subtracted|divided by (2?)N|added once for each example)")
MEAN = re.compile(r"1/N is (missing|there twice) in (the (weight|bias) gradients?|both gradients|all gradients)")
RULES = WHOLE, DECAY, MEAN
WRONG = [
    pytest.param(exercise, wrong, id=f"{exercise.name}-{wrong.name}")
    for stem in catalogue.STEMS
    for exercise in catalogue.exercises(stem)
    if isinstance(exercise, Function)
    for wrong in exercise.wrong
    if any(rule.search(wrong.means) for rule in RULES)
]


def arrays(exercise, result):
    """The arrays of a result, each as its part and layer, and the array."""
    parts = result if exercise.returns else (result,)
    for name, part in zip(exercise.returns or ("",), parts, strict=True):
        for layer, array in part.items() if isinstance(part, dict) else [(None, part)]:
            yield name, layer, np.asarray(array)


def decay_of(exercise, args, name, layer, right):
    """λW, in the gradient of weights; 0 elsewhere."""
    given = dict(zip(exercise.arguments, args, strict=True))
    strength = given.get("weight_decay", given.get("decay"))
    if strength is None or name not in ("dW", "") or not right.ndim:
        return 0.0
    return strength * (given["W"] if layer is None else given["W"][layer])


def made(exercise, means, args, name, layer, right):
    """What the sentence says that the mistake makes of one right array."""
    N = exercise.sizes(*args).get("N") if exercise.sizes else None
    decay = decay_of(exercise, args, name, layer, right)
    if WHOLE.match(means):
        return -right
    if found := DECAY.search(means):
        what, half = found.groups()
        factors = {"missing": 0, "doubled": 2, "halved": 0.5, "subtracted": -1, "added once for each example": N}
        return right + (factors.get(what, 1 / (2 * N if half else N)) - 1) * decay
    if found := MEAN.search(means):
        part = {"weight": "dW", "bias": "db"}.get(found[3])
        if part in (None, name) and name in ("dW", "db", ""):
            return decay + (right - decay) * (N if found[1] == "missing" else 1 / N)
    return right


@pytest.mark.parametrize(("exercise", "wrong"), WRONG)
def test_a_sentence_about_a_factor_is_so(exercise, wrong):
    for args in exercise.points().values():
        with np.errstate(all="ignore"):
            right, got = exercise.reference(*args), exercise.answer(wrong)
            wanted = [made(exercise, wrong.means, args, *one) for one in arrays(exercise, right)]
            for told, (name, layer, array) in zip(wanted, arrays(exercise, got(*args)), strict=True):
                assert np.allclose(array, told, rtol=1e-9, atol=1e-12), (wrong.means, name, layer)


def test_the_rules_read_enough():
    """Of each kind so many that a change of wording is noticed."""
    told = Counter(rule.pattern[:8] for param in WRONG for rule in RULES if rule.search(param.values[1].means))
    assert min(told.values()) >= 10 and len(told) == 3, told
