"""The reason beside a step is a reason for this step: what a program can tell of it (tools/equations/reasons.py)."""

import dataclasses
import re

import pytest

import elsewhere
from equations import reason_rules, reasons

pytestmark = elsewhere.in_english

STEPS = list(reasons.steps())
FOR_A_READER = {  # no rule tells whether these are so; a reader has. (·) is the number of an equation
    "The logarithm turns the product into a sum and the exponents into factors.",
    r"All terms with $\tau \ne \beta$ are 0.",
    "term by term",
    "multiplied out",
    r"$\varphi$ acts entry by entry",
    r"of all the squares, only $\big(W^{(l)}_{\alpha\beta}\big)^2$ contains it",
    "the squares contain no bias",
    "the forward pass of example $i$",
    "This is (·), with a row for each example.",
    "(·) for every example",
    r"$\|g\|$ is the root of the sum of the squares",
    r"multiplied out: the squares of $g_k/\|g\|$ add up to 1, and so do those of $u_k$.",
    "the same $z^{(2)}$ : the same numbers come in",
    "as the derivative is linear: a mean of means over equal parts is the mean over all, and λ's term is the same in "
    "each.",
    "one denominator",
    "above and below times $e^{z}$",
    "(·), then (·) with $-z$",
    "the factor $e^{z}$ taken out",
    "multiply out",
    "a square is not negative",
    "no entry is larger than the largest",
    r"for every $\alpha$ , so for the largest",
}


def without_numbers(words):
    return reason_rules.CITED.sub("(·)", words)


@pytest.mark.parametrize("step", STEPS, ids=lambda step: step.tag)
def test_a_reason_is_kept(step):
    assert reasons.judged(step) or without_numbers(step.words) in FOR_A_READER


def test_the_reasons_left_to_a_reader_are_there():
    assert {without_numbers(step.words) for step in STEPS if not reasons.judged(step)} == FOR_A_READER


@pytest.mark.parametrize(
    ("words", "other"),
    [
        ("the slope of the sigmoid (2.6)", "the slope of the loss"),
        ("the slope of the loss (2.7)", "the slope of the sigmoid"),
        ("the slope of the loss (2.7)", "the slope of the loss (2.6)"),
        (r"(5.4) in (5.1)", "(5.3) in (5.1)"),
        (r"(5.4) in (5.1)", "(5.4) in (5.2)"),
        (r"(5.6) and", "(5.3) and"),
        (r"only $\tau = \beta$ survives", r"only $\gamma = \alpha$ survives"),
        (r"only $\gamma = \alpha$ survives", r"only $\gamma = \beta$ survives"),
        (r"the second index of both", "the first index of both"),
        (r"a sum over the first index of both", "a sum over the second index of both"),
        (r"definition of $\eta$", r"definition of $\delta$"),
        (r"do not depend on $W^{(2)}$", r"do not depend on $W^{(1)}$"),
        (r"$\log\tfrac{1}{u} = -\log u$", r"$\log\tfrac{1}{u} = \log u$"),
        (r"is $\varphi(z)$", r"is $\varphi(-z)$"),
        (r"term by term", "Kronecker: term by term"),
        (r"the squares contain no bias", "chain rule"),
    ],
)
def test_a_reason_for_another_step_is_seen(words, other):
    """It breaks its rule, or keeps none and is not among those that a reader has read."""
    (step, *_) = [step for step in STEPS if words in step.words]
    changed = dataclasses.replace(step, words=step.words.replace(words, other))
    try:
        assert not reasons.judged(changed) and without_numbers(changed.words) not in FOR_A_READER
    except reasons.FAULTS:
        pass


def test_a_chain_that_cites_a_later_equation_is_seen():
    (step,) = [step for step in STEPS if step.words.startswith("(5.4) in")]
    later = re.sub("5.4", "7.6", step.words)
    with pytest.raises(AssertionError, match="not so"):
        reasons.judged(dataclasses.replace(step, words=later))


def test_a_sentence_that_says_which_index_is_summed_is_right():
    said = [(chapter, which, formula) for chapter, which, formula in reasons.index_sentences()]
    assert len(said) >= 2
    for chapter, which, formula in said:
        assert reasons.summed_index(chapter, formula) == which, formula.place
