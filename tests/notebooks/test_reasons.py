"""The reason beside a step is a reason for this step: what a program can tell of it (tools/equations/reasons.py)."""

import dataclasses

import pytest

import claims
import elsewhere
import stored
from equations import course, reason_rules, reasons

pytestmark = elsewhere.in_english

STEPS = list(reasons.steps())
FALSE = [pair for _, pairs in claims.everywhere("FALSE_REASONS".__eq__) for pair in pairs]


def without_numbers(words):
    return reason_rules.CITED.sub("(·)", words)


def read_by_somebody(chapter):
    """The reasons of a notebook of which no rule tells whether they are so."""
    return set(getattr(claims.of(stored.FOLDER / chapter.name), "READ", ()))


@pytest.mark.parametrize("step", STEPS, ids=lambda step: step.tag)
def test_a_reason_is_kept(step):
    words = without_numbers(step.words)
    known = reasons.judged(step) or words in read_by_somebody(step.chapter)
    assert known, f"no rule judges this reason: read it, and write it into READ of its claims: {words!r}"


@pytest.mark.parametrize("chapter", course.course(), ids=lambda chapter: chapter.name)
def test_the_reasons_left_to_a_reader_are_there(chapter):
    its_own = [step for step in STEPS if step.chapter is chapter]
    left = {without_numbers(step.words) for step in its_own if not reasons.judged(step)}
    assert left == read_by_somebody(chapter), "READ of its claims"


@pytest.mark.parametrize(("words", "other"), FALSE)
def test_a_reason_for_another_step_is_seen(words, other):
    """It breaks its rule, or keeps none and is not among those that a reader has read."""
    (step, *_) = [step for step in STEPS if words in step.words]
    changed = dataclasses.replace(step, words=step.words.replace(words, other))
    try:
        words = without_numbers(changed.words)
        assert not reasons.judged(changed) and words not in read_by_somebody(changed.chapter)
    except reasons.FAULTS:
        pass


@pytest.mark.parametrize(("words", "name"), [(r"$\eta$", "η"), (r"$\delta$", "δ"), (r"$\varphi$", "φ"), ("J", "J")])
def test_the_definition_of_a_symbol_is_a_reason_where_it_comes_or_goes(words, name):
    count = lambda side: sum(part.args[0] == name for part in side.walk() if part.op in ("name", "call"))
    comes_or_goes = {count(step.before) != count(step.after): step for step in STEPS}
    for expected, step in comes_or_goes.items():
        assert reason_rules.definition(dataclasses.replace(step, words=f"definition of {words}")) == expected
    assert len(comes_or_goes) == 2


def test_a_chain_that_cites_a_later_equation_is_seen():
    (step,) = [step for step in STEPS if step.words.startswith("(5.4) in")]
    later = step.words.replace("(5.4)", "(7.6)")
    with pytest.raises(AssertionError, match="not so"):
        reasons.judged(dataclasses.replace(step, words=later))


def test_a_sentence_that_says_which_index_is_summed_is_right():
    said = [(chapter, which, formula) for chapter, which, formula in reasons.index_sentences()]
    assert len(said) >= 2
    for chapter, which, formula in said:
        assert reasons.summed_index(chapter, formula) == which, formula.place
