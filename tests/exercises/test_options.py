"""The options of the questions: the right one says what is computed, each wrong one has its own diagnosis."""

import pytest

import claims
from backprop.exercises import catalogue
from backprop.exercises.exercise import Choice

CHOICES = {
    one.name: one for stem in catalogue.STEMS for one in catalogue.exercises(stem) if isinstance(one, Choice)
}
RIGHT = {name.removesuffix("_is"): found for name, found in claims.everywhere(lambda name: name.endswith("_is"))}
WRONG = {
    name.removesuffix("_is_not"): found for name, found in claims.everywhere(lambda name: name.endswith("_is_not"))
}


@pytest.mark.parametrize("name", RIGHT)
def test_the_right_option_says_what_is_computed(name):
    choice = CHOICES[name]
    assert choice.options[choice.reference] == RIGHT[name]()


@pytest.mark.parametrize("name", WRONG)
def test_each_wrong_option_has_its_own_diagnosis(name):
    choice = CHOICES[name]
    assert {wrong.answer for wrong in choice.wrong} == set(WRONG[name])
    for wrong in choice.wrong:
        text, diagnosis = WRONG[name][wrong.answer]
        assert text in choice.options[wrong.answer] and diagnosis in wrong.means
        others = [other for other in choice.wrong if other is not wrong]
        assert not any(diagnosis in other.means for other in others), "words of one diagnosis alone"


def test_every_choice_is_held():
    with_letters = {name for name, choice in CHOICES.items() if not choice.listing}
    assert with_letters == set(WRONG) == set(RIGHT)


def test_numbers_in_the_diagnoses_of_eta_sign():
    """−y/a and (1 − y)/(1 − a)."""
    (near,) = [wrong.means for wrong in CHOICES["eta_sign"].wrong if wrong.answer == "c"]
    assert f"−{0.3 / 0.2:.1f} + {0.7 / 0.8:.3f}" in near
