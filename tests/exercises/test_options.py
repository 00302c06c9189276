"""The answers to the questions are computed; each wrong option of a choice has its own diagnosis."""

import numpy as np
import pytest

import claims
from backprop.exercises import catalogue
from backprop.exercises.exercise import Choice, Function, Value

ASKED = {
    one.name: one for stem in catalogue.STEMS for one in catalogue.exercises(stem) if not isinstance(one, Function)
}
LETTERS = [name for name, one in ASKED.items() if isinstance(one, Choice) and not one.listing]
RIGHT, WRONG = claims.of_exercises("is"), claims.of_exercises("is_not")


@pytest.mark.parametrize("name", ASKED)
def test_the_right_answer_is_what_is_computed(name):
    """The words of the right option; the number of a line, a value or a shape."""
    assert name in RIGHT, f"write {name}_is() in the claims of its notebook, which computes the answer"
    one, computed = ASKED[name], RIGHT[name]()
    if isinstance(one, Value):
        np.testing.assert_allclose(computed, one.reference, rtol=1e-12)
    else:
        assert computed == (one.options[one.reference] if name in LETTERS else one.reference)


@pytest.mark.parametrize("name", LETTERS)
def test_each_wrong_option_has_its_own_diagnosis(name):
    assert name in WRONG, f"write {name}_is_not in the claims of its notebook"
    choice = ASKED[name]
    assert {wrong.answer for wrong in choice.wrong} == set(WRONG[name])
    for wrong in choice.wrong:
        text, diagnosis = WRONG[name][wrong.answer]
        assert text in choice.options[wrong.answer] and diagnosis in wrong.means
        others = [other for other in choice.wrong if other is not wrong]
        assert not any(diagnosis in other.means for other in others), "words of one diagnosis alone"


def test_nothing_is_computed_for_a_question_that_is_none():
    assert set(RIGHT) <= set(ASKED) and set(WRONG) <= set(LETTERS)
