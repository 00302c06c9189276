"""Formulas that are typed: every right way passes, each mistake is named, and what cannot be read is told where."""

import random
import re

import numpy as np
import pytest

import claims
from backprop.exercises import catalogue
from backprop.exercises.exercise import Formula
from backprop.exercises.judge import judge
from backprop.exercises.verdict import CORRECT, NOTHING, STOPPED, WRONG

FORMULAS = [one for stem in catalogue.STEMS for one in catalogue.exercises(stem) if isinstance(one, Formula)]
by_name = lambda exercise: exercise.name

RIGHT, WRITTEN = claims.of_exercises("typed"), claims.of_exercises("mistyped")


@pytest.mark.parametrize("exercise", FORMULAS, ids=by_name)
def test_every_right_way_to_type_it_passes(exercise):
    assert exercise.name in RIGHT, f"write {exercise.name}_typed in the claims of its notebook"
    for typed in (exercise.typed, *RIGHT[exercise.name]):
        verdict = judge(exercise, typed)
        assert verdict.word == CORRECT, (typed, verdict)


@pytest.mark.parametrize("exercise", FORMULAS, ids=by_name)
def test_a_typed_mistake_is_named_truly(exercise):
    """Of each mistake that is typed here the name, or both names, or None where none may be given."""
    assert exercise.name in WRITTEN, f"write {exercise.name}_mistyped in the claims of its notebook"
    for typed, name in WRITTEN[exercise.name].items():
        told = [*name] if isinstance(name, tuple) else [name] * bool(name)
        verdict = judge(exercise, typed)
        assert verdict.word == WRONG and [one.name for one in verdict.mistakes] == told, (typed, verdict)


def test_there_are_six_in_the_notebooks_of_derivations():
    assert len(FORMULAS) >= 6
    assert {"eta", "delta", "outer", "pullback", "batch"} <= {
        stem for stem in catalogue.STEMS if any(isinstance(one, Formula) for one in catalogue.exercises(stem))
    }


def pieces(latex):
    return re.findall(r"\\[A-Za-z]+|\\.|\d|[A-Za-z]|\S", latex)


@pytest.mark.parametrize("exercise", FORMULAS, ids=by_name)
def test_no_piece_of_a_formula_can_be_changed_unseen(exercise):
    """Each piece left out, or exchanged for another: what passes is no change at all."""
    parts, rng = pieces(exercise.typed), random.Random(0)
    swaps = {"+": "-", "-": "+", r"\alpha": r"\beta", r"\beta": r"\alpha", "1": "2", "2": "3", "W": "V", "V": "W"}
    caught = 0
    for k, part in enumerate(parts):
        for other in (None, swaps.get(part), rng.choice(parts)):
            changed = [*parts[:k], *([other] if other else []), *parts[k + 1 :]]
            verdict = judge(exercise, " ".join(changed))
            if verdict.word == CORRECT:
                harmless = {r"\,", "{", "}", "(", ")", r"\big", r"\cdot"}
                assert part == other or {part, other} - {None} <= harmless, " ".join(changed)
            caught += verdict.word != CORRECT
    assert caught > len(parts)


@pytest.mark.parametrize(("typed", "said"), [
    ("", "Type the formula between the quotation marks"),
    (r"\frac{a}{", "cannot be read at its end, behind “\\frac{a}{”; } is missing."),
    ("(a - y", "cannot be read at its end, behind “(a-y”; ) is missing."),
    ("a - y)", "cannot be read at “)”, behind “a-y”."),
    ("a + + y *", "cannot be read at its end"),
    (r"\frac{x}{y}", "x is none of the symbols of this formula, which are a, y, w."),
    ("a*x - y", "x is none of the names of this formula, which are a, y, w; its functions are log, "),
    ("psi(a) - y", "psi is none of the names of this formula"),
    ("-\frac{wy}{a}", "Write r before the quotation mark"),
    ("\alpha", r"another sign of \a in \alpha."),
    ("a - \tau", r"another sign of \t in \tau."),
    (r"\sum_k a_k", "Nothing is summed here: each symbol is one number."),
    ("a = y = w", "there is more than one =."),
    ("__import__('os').getcwd()", "cannot be read at “__import__"),
    ("a.__class__", "cannot be read at "),
    ("(lambda: a)()", "cannot be read at "),
    ("(" * 5000 + "a", "too many brackets"),
])  # fmt: skip
def test_what_cannot_be_read_is_told(typed, said):
    verdict = judge(catalogue.find("eta_weighted"), typed)
    assert verdict.word == WRONG and said in verdict.sentence, verdict


@pytest.mark.parametrize(("typed", "said"), [
    (r"\delta_\alpha \sum_\beta W_{\beta\alpha} a_\beta", "α counts to 3 in W, and to 4 elsewhere."),
    (r"\delta_\alpha W_{\alpha\beta} a_\beta", "β is neither summed over nor an index of the result."),
    (r"\delta_\alpha \sum_\gamma W_{\alpha\beta} a_\beta", "The sum runs over γ, which nothing behind it has."),
    (r"\delta_\alpha \sum_\beta W_\beta a_\beta", "W has 2 indices, and is written with 1."),
    (r"\sum_\alpha \delta_\alpha", "The result has the index α"),
    (r"\delta W a", "No product has the shapes (4, 1) and (4, 3); vectors are columns."),
    (r"\delta \cdot W", "Shapes (4, 1) and (4, 3) do not fit entry by entry"),
    (r"\delta_\alpha^\top", "An entry has no transpose"),
    (r"(\delta_\alpha a_\beta)_\alpha", "What stands in a bracket has indices, and so has the bracket"),
    (r"\delta_\alpha (W a)_{\alpha\beta}", "the bracket has 1 indices, and is written with 2."),
])  # fmt: skip
def test_what_does_not_fit_is_told(typed, said):
    verdict = judge(catalogue.find("outer_gain"), typed)
    assert verdict.word == WRONG and said in verdict.sentence, verdict


def test_what_nobody_has_typed_is_not_attempted():
    assert {judge(FORMULAS[0], nothing).word for nothing in (..., None, "...", " … ")} == {NOTHING}


def test_nothing_that_is_typed_raises():
    """Strings of random pieces of formulas, in both notations."""
    rng = random.Random(1)
    words = [
        *pieces(" ".join(one.typed for one in FORMULAS)),
        "**", "@", ".T", "[", ":", ",", "None", "sum", "np.", "9", "e", "^", "_", "'", "|", "/", "=", "axis=0",
        "λ", "²",
    ]  # fmt: skip
    for _ in range(600):
        exercise = rng.choice(FORMULAS)
        typed = "".join(rng.choice(words) for _ in range(rng.randrange(1, 14)))
        with np.errstate(all="ignore"):
            assert judge(exercise, typed).word in (WRONG, STOPPED, CORRECT, NOTHING)


def test_a_power_without_end_ends():
    assert judge(catalogue.find("eta_weighted"), "a*0 + 9**9**9**9").word in (WRONG, STOPPED)
