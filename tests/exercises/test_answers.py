"""The form of an answer costs nothing; and what is not the answer is told what is asked for."""

from decimal import Decimal
from fractions import Fraction

import numpy as np
import pytest

from backprop.exercises import catalogue, check
from backprop.exercises.compare import close
from backprop.exercises.exercise import Choice, Exercise, Function, Shape, Value
from backprop.exercises.judge import judge
from backprop.exercises.trial import known
from backprop.exercises.verdict import CORRECT, NOTHING, STOPPED, WRONG

ALL = [exercise for stem in catalogue.STEMS for exercise in catalogue.exercises(stem)]
kind = lambda which: [pytest.param(one, id=one.name) for one in ALL if isinstance(one, which)]


@pytest.mark.parametrize("exercise", kind(Choice))
def test_a_choice_in_every_form(exercise):
    key = exercise.reference
    forms = [key, str(key), f"({key})", f"{key})", f" {key}. ", f"[{key}]", f"{key}:", [key], (key,), np.array([key])]
    if isinstance(key, int):
        forms += [float(key), f"line {key}", f"Line {key}.", f"{key}.0", np.int64(key), exercise.options[key].upper()]
    else:
        forms += [key.upper(), f"option {key}", f"Answer {key.upper()}", f"**{key}**", exercise.options[key]]
    for form in forms:
        assert judge(exercise, form).word == CORRECT, form
    for form in ("", "z", 99, 1.5, "both", [key, key], {key}, True, object(), "lines 3 and 7", b"b"):
        verdict = judge(exercise, form)
        assert verdict.word == WRONG and verdict.sentence.startswith("Choose one of"), form


@pytest.mark.parametrize("exercise", kind(Value))
def test_a_number_in_every_form(exercise):
    exact = exercise.reference
    for form in (exact, str(exact), f" {exact} ", str(exact).replace(".", ","), [exact], np.array([[exact]]),
                 np.float32(exact), f"{exact * 4}/4", f"{exact:.9g}"):  # fmt: skip
        assert judge(exercise, form).word == CORRECT, form
    for form in ("many", "", "1/0", [1, 2], np.zeros(3), len, {}, True, b"3", [[1], [1, 2]]):
        verdict = judge(exercise, form)
        assert verdict.word == WRONG and " number is asked for" in verdict.sentence, form


@pytest.mark.parametrize("exercise", kind(Value))
def test_a_number_that_is_wrong_is_told_its_side(exercise):
    for number in (exercise.reference * 1.01, exercise.reference * 0.99):
        side = "too large" if number > exercise.reference else "too small"
        assert side in judge(exercise, number).sentence
    assert "a real number" in judge(exercise, float("nan")).sentence


def test_a_number_that_is_rounded_too_far_is_told_how_many_digits():
    for form, digits in ((0.0094, 2), ("0.00938", 3), (0.009, 1)):
        said = judge(catalogue.find("saturation_depth"), form).sentence
        assert f"rounded to {digits} digit" in said and "give 6 digits" in said
    assert judge(catalogue.find("saturation_depth"), 0.0047).mistakes[0].name == "seven steps"


@pytest.mark.parametrize("exercise", kind(Shape))
def test_a_shape_in_every_form(exercise):
    shape = exercise.reference
    inside = ", ".join(map(str, shape))
    for form in (shape, list(shape), np.zeros(shape).shape, str(shape), f"[{inside}]", inside, f"({inside})",
                 np.array(shape), tuple(map(np.int64, shape)), *(shape if len(shape) == 1 else ())):  # fmt: skip
        assert judge(exercise, form).word == CORRECT, form
    for form in ("seven", (7.5,), None.__class__, {7}, True, np.zeros(shape)):
        verdict = judge(exercise, form)
        assert verdict.word == WRONG and "shape is asked for" in verdict.sentence, form
    assert "indices" in judge(exercise, (*shape, 99)).sentence
    assert "The number of indices is right" in judge(exercise, (99,) * len(shape)).sentence


def test_the_name_comes_first():
    with pytest.raises(ValueError, match=r'the name of the exercise comes first: check\("delta", …\)'):
        check(lambda eta, z: eta, "delta")
    assert check("delta", "delta").word == WRONG


@pytest.mark.parametrize("exercise", kind(Function))
def test_every_entry_of_every_part_counts(exercise):
    """One entry moved by 3e-9 of the largest, or by 1e-6 of its own size where its digits count, is seen."""
    for args in exercise.points().values():
        for name, right in known(exercise, exercise.reference, args).parts.items():
            for k in np.ndindex(right.shape):
                moved = np.array(right, float)
                moved[k] += 1e-6 * abs(moved[k]) if exercise.exact else 3e-9 * np.abs(right).max()
                if moved[k] != right[k]:
                    assert not np.all(close(exercise, moved, right)), (name, k)


@pytest.mark.parametrize("exercise", kind(Function))
def test_no_predicted_mistake_changes_the_arguments(exercise):
    """They are called without copies."""
    for wrong in exercise.wrong:
        for args, again in zip(exercise.points().values(), exercise.points().values(), strict=True):
            known(exercise, exercise.answer(wrong), args)
            numbers = lambda values: [value for value in values if not callable(value)]
            np.testing.assert_equal(numbers(args), numbers(again))


@pytest.mark.parametrize(("name", "ndims"), [
    ("eta", {2}), ("losses", {2}), ("delta", {1, 2}), ("delta_tanh", {1, 2}), ("batch_column", {2, 1}),
])  # fmt: skip
def test_the_points_have_the_shapes_that_the_task_promises(name, ndims):
    found = {np.ndim(arg) for args in catalogue.find(name).points().values() for arg in args}
    assert found == ndims


class Broken:
    """An object whose every use fails."""

    def fail(self, *_, **__):
        raise OSError

    __eq__ = __len__ = __array__ = __repr__ = __float__ = __iter__ = __getattr__ = fail
    __hash__ = None


ODD = [
    Fraction(1, 7), Decimal("0.1"), 10**400, "1e999", "9" * 5000, "1/3/4", "∞", float("inf"), 1j, np.timedelta64(3),
    np.datetime64("2020"), Broken(), [Broken()], {1: Broken()}, (1, (2, 3)), np.array(["q"]), np.array([None]),
    range(3), np.zeros((0, 3)), b"", memoryview(b"3"), slice(3), np.void(b"a"), np.ma.array([1.0], mask=[1]),
]  # fmt: skip


@pytest.mark.parametrize("exercise", kind(Exercise))
def test_nothing_that_is_given_raises_or_passes(exercise):
    for odd in ODD:
        assert judge(exercise, odd).word == WRONG
        if isinstance(exercise, Function):
            several = (odd,) * len(exercise.returns)
            assert judge(exercise, lambda *_, odd=odd: odd).word in (WRONG, STOPPED)
            assert judge(exercise, lambda *_, several=several: several).word in (WRONG, STOPPED)


def test_exact_numbers_of_other_kinds_pass():
    for number in (Fraction(3, 5), Decimal("0.6")):
        assert judge(catalogue.find("pullback_unit"), number).word == CORRECT


def test_nothing_is_not_attempted():
    for exercise in ALL:
        assert judge(exercise, ...).word == NOTHING
