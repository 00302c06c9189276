"""The words of the exercises: every formula and every number of a hint or of a reason is evaluated.

A claim, of `words()` in the claims of its notebook, is a sentence, or the part of it that says something, with sides
that stand in it; all sides are equal, or equal to what is computed beside them. What is left of the hints and reasons
has no formula and no number.
"""

import re

import numpy as np
import pytest

import claims
import elsewhere
import written
from backprop.exercises import catalogue
from backprop.exercises.judge import judge
from wording import AT

pytestmark = elsewhere.in_english

ALL = {exercise.name: exercise for stem in catalogue.STEMS for exercise in catalogue.exercises(stem)}


def words(exercise):
    """The hints and the reason of an exercise, in one line."""
    return " ".join((*exercise.hints, getattr(exercise, "why", "")))


CLAIMS = [(*claim, {})[:4] for _, found in claims.everywhere(lambda name: name == "words") for claim in found()]


@pytest.mark.parametrize(("name", "piece", "sides", "names"), CLAIMS, ids=[claim[0] for claim in CLAIMS])
def test_a_formula_in_words_is_true(name, piece, sides, names):
    assert piece in words(ALL[name])
    product = "@" if any(np.ndim(value) == 2 for value in names.values()) else "*"  # of what stands side by side
    for group in sides:
        found = []
        for side in group:
            assert not isinstance(side, str) or side in piece, "a side is written in the piece"
            found.append(written.value(side, product, **vars(AT) | names) if isinstance(side, str) else side)
        for one in found[1:]:
            np.testing.assert_allclose(
                np.squeeze(one), np.squeeze(found[0]), rtol=2e-2 if "about" in piece else 1e-12, atol=1e-30
            )


@pytest.mark.parametrize("name", ALL)
def test_every_formula_and_number_is_held(name):
    left = words(ALL[name])
    for piece in [claim[1] for claim in CLAIMS if claim[0] == name]:
        left = left.replace(piece, " ")
    left = re.sub(r"\(\d+\.\d+\)|⁽[^⁾]*⁾|a⁽²⁾_2", "", left)
    assert not re.search(r"\d|[=·²/−+]", left), f"yield it in words() of the notebook's claims: {left}"


def test_an_exception_is_told_where_it_was_raised():
    """The last line of the student's own, not the first: the call that led there says less."""

    def helper(v):
        return np.linalg.inv(v)

    def answer(delta, a):
        return helper(delta)

    verdict = judge(ALL["outer"], answer)
    assert "`return np.linalg.inv(v)`" in verdict.sentence and "helper(delta)" not in verdict.sentence
