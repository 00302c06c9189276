"""The judge: every predicted mistake is told by its name, every right answer passes, nothing else does."""

import numpy as np
import pytest

import variants
from backprop.exercises import catalogue, predicted
from backprop.exercises.exercise import Function
from backprop.exercises.judge import judge
from backprop.exercises.verdict import BUT, CORRECT, NOTHING, STOPPED, WRONG
from results import flat, same

ALL = [exercise for stem in catalogue.STEMS for exercise in catalogue.exercises(stem)]
FUNCTIONS = [exercise for exercise in ALL if isinstance(exercise, Function)]
FORBIDDEN = {"outer__transposed"}  # it calls np.outer, which the task asks to do without
SLOW = {"batch__loop", "gradient__textbook_rows"}

by_name = lambda exercise: exercise.name


def wrong_answer(exercise, wrong):
    return exercise.answer(wrong) if isinstance(exercise, Function) else wrong.answer


def result_of(exercise, function):
    """What a function gives at every test point, independently of the judge; an exception counts as one value."""
    results = []
    for args in exercise.points().values():
        try:
            with np.errstate(all="ignore"):
                results.append(flat(function(*args)))
        except Exception:
            results.append(None)
    return results


# Every predicted mistake


def test_there_are_enough_of_each():
    """On the average; a single one may have fewer."""
    assert sum(len(exercise.wrong) for exercise in ALL) >= 12 * len(ALL)
    assert sum(len(exercise.wrong) for exercise in FUNCTIONS) >= 20 * len(FUNCTIONS)
    assert len(variants.VARIANTS) >= 3 * len(FUNCTIONS)


@pytest.mark.parametrize("exercise", ALL, ids=by_name)
def test_every_predicted_mistake_is_told_and_no_other(exercise):
    """The matrix: a row for each mistake fed in, a column for each diagnosis. Off the diagonal only equal numbers."""
    told = [judge(exercise, wrong_answer(exercise, wrong)) for wrong in exercise.wrong]
    print(f"\n{exercise.name}")
    for wrong, verdict in zip(exercise.wrong, told, strict=True):
        row = "".join("■" if one in verdict.mistakes else "·" for one in exercise.wrong)
        print(f"  {row}  {wrong.name}")
    is_function = isinstance(exercise, Function)
    given = [result_of(exercise, exercise.answer(one)) if is_function else one.answer for one in exercise.wrong]
    for wrong, verdict, mine in zip(exercise.wrong, told, given, strict=True):
        assert verdict.word == WRONG, wrong.name
        assert wrong in verdict.mistakes, wrong.name
        assert f"{wrong.means} See ({wrong.breaks})." in verdict.sentence
        for other, theirs in zip(exercise.wrong, given, strict=True):
            equal = same(mine, theirs, exercise.exact) if is_function else mine == theirs
            assert (other in verdict.mistakes) == equal, f"{wrong.name} and {other.name}"
        assert ("cannot tell them apart" in verdict.sentence) == (len(verdict.mistakes) > 1)


@pytest.mark.parametrize("exercise", [one for one in FUNCTIONS if one.returns], ids=by_name)
def test_right_results_in_another_order_are_told(exercise):
    verdict = judge(exercise, lambda *args: [*exercise.reference(*args)[1:], exercise.reference(*args)[0]])
    first, *others = exercise.returns
    orders = [[*others, first], ["dW", "delta", "db"]]  # of one example, db is delta
    said = [f"it returns {', '.join(order)}; asked for are {', '.join(exercise.returns)}." for order in orders]
    assert verdict.word == WRONG
    assert verdict.sentence in [f"The results are right, in another order: {words}" for words in said], verdict


def test_each_entry_counts_by_its_own_size_where_digits_are_asked_for():
    """A mistake in small losses alone is no factor of all."""
    losses = catalogue.find("losses")

    def floored(Z, Y):
        a = np.clip(1 / (1 + np.exp(-Z)), 3e-13, 1)
        return -Y * np.log(a) - (1 - Y) * np.log(np.maximum(1 - a, 3e-13))

    said = judge(losses, floored).sentence
    assert "factor" not in said and "multiplied" not in said


def test_what_is_no_number_is_shown_where_it_stands():
    verdict = judge(catalogue.find("losses"), lambda Z, Y: np.log(1 + np.exp(Z)) - Y * Z)
    assert "holds an infinity at index 0, 0." in verdict.sentence and "index 0, 0 is inf" in verdict.detail


def test_two_mistakes_with_the_same_numbers_are_both_named():
    verdict = judge(catalogue.find("gradient"), lambda *args: variants_gradient(*args, sign=-1))
    assert [wrong.name for wrong in verdict.mistakes] == ["y - a", "η with the wrong sign"]
    assert verdict.sentence.startswith("Two mistakes give exactly these numbers")


def variants_gradient(X, Y, W, b, weight_decay, sign=1):
    """The gradient of `variants`, with the part of the data times `sign`."""
    dW, db = variants.gradient__matrices(X, Y, W, b, 0)
    return {l: sign * dW[l] + weight_decay * W[l] for l in W}, {l: sign * db[l] for l in b}


@pytest.mark.parametrize("exercise", [one for one in FUNCTIONS if one.assemble], ids=by_name)
def test_two_mistakes_at_once_are_both_told(exercise):
    """Pairs of mistakes in different places; those that give other numbers than every single one and other pair."""
    rng, found = np.random.default_rng(0), 0
    pairs = [*predicted.pairs(exercise)]
    tried = rng.permutation(len(pairs))[:25]
    for k in tried:
        one, two = pairs[k]
        verdict = judge(exercise, exercise.assemble(**one.answer, **two.answer))
        assert verdict.word in (WRONG, STOPPED)
        names = {wrong.name for wrong in verdict.mistakes}
        found += names == {one.name, two.name}
    assert found >= len(tried) // 2


def test_a_mistake_in_each_part_is_told_for_each_part():
    exercise = catalogue.find("batch")
    verdict = judge(exercise, lambda Delta, A, W, b, s: (A.T @ Delta / len(A), Delta.mean(axis=1)))
    assert [wrong.name for wrong in verdict.mistakes] == ["swapped", "λ missing", "b averaged over the wrong axis"]
    assert verdict.sentence.startswith("dW: Two mistakes at once") and " db: " in verdict.sentence
    descent = catalogue.find("descent")
    up = {wrong.name: wrong for wrong in descent.wrong}

    def answer(*args):
        return descent.answer(up["uphill"])(*args)[0], descent.answer(up["biases stay"])(*args)[1]

    verdict = judge(descent, answer)
    assert [wrong.name for wrong in verdict.mistakes] == ["W uphill", "biases stay"]
    assert verdict.sentence.startswith("W: ") and " b: " in verdict.sentence


# Right answers


@pytest.mark.parametrize("name", variants.VARIANTS)
def test_right_answers_pass_however_they_are_written(name):
    verdict = judge(catalogue.find(name.split("__")[0]), variants.VARIANTS[name])
    assert verdict.word == (BUT if name in SLOW | FORBIDDEN else CORRECT), verdict
    assert ("np.outer" in verdict.sentence) == (name in FORBIDDEN)
    assert ("slower" in verdict.sentence) == (name in SLOW)
    assert ("float32" in verdict.sentence) == ("float32" in name)
    assert ("column" in verdict.sentence) == name.endswith("__column")


@pytest.mark.parametrize("exercise", ALL, ids=by_name)
def test_the_reference_is_right(exercise):
    forbidden = isinstance(exercise, Function) and exercise.without
    assert judge(exercise, exercise.reference).word == (BUT if forbidden else CORRECT)


def test_every_function_has_right_answers_written_differently():
    written = {name.split("__")[0] for name in variants.VARIANTS}
    assert written == {exercise.name for exercise in FUNCTIONS}


@pytest.mark.parametrize(("name", "answer"), [
    ("pullback_unit", np.float32(0.6)), ("pullback_unit", [0.6]), ("pullback_unit", 3 / 5), ("loss_paths", "54"),
    ("pullback_shape", [7]), ("pullback_shape", 7), ("pullback_shape", np.zeros(7).shape),
    ("eta_sign", "B"), ("eta_sign", " b "), ("recursion_bug", "7"), ("recursion_bug", np.int64(7)),
])  # fmt: skip
def test_right_answers_of_other_kinds(name, answer):
    assert judge(catalogue.find(name), answer).word == CORRECT


def test_float32_is_told_and_float16_is_not_enough():
    exercise = catalogue.find("eta")
    half = judge(exercise, lambda A, Y: variants.eta__formula(A, Y).astype(np.float16))
    assert half.word == WRONG and "not to nine digits" in half.sentence
    hidden = judge(exercise, lambda A, Y: (-Y / (A + 1e-6) + (1 - Y) / (1 - A + 1e-6)).astype(np.float32))
    assert hidden.word == WRONG, "an ε of 1e-6 is more than what float32 loses"


def test_a_column_passes_only_where_a_vector_alone_is_asked_for():
    batch = catalogue.find("batch")
    verdict = judge(batch, lambda Delta, A, W, b, s: (Delta.T @ A / len(A) + s * W, Delta.mean(axis=0)[:, None]))
    assert [wrong.name for wrong in verdict.mistakes] == ["b as a column"]


# What is not an answer


@pytest.mark.parametrize("exercise", ALL, ids=by_name)
@pytest.mark.parametrize("stub", [None, ..., NotImplemented], ids=repr)
def test_nothing_is_not_attempted(exercise, stub):
    assert judge(exercise, stub).word == NOTHING
    if isinstance(exercise, Function):
        assert judge(exercise, lambda *args: stub).word == NOTHING


def not_implemented(*args):
    raise NotImplementedError


@pytest.mark.parametrize("exercise", FUNCTIONS, ids=by_name)
def test_not_implemented_is_not_attempted(exercise):
    assert judge(exercise, not_implemented).word == NOTHING


def filled(value):
    """The reference's result with every entry replaced."""

    def fill(exercise, args):
        def put(part):
            if isinstance(part, dict):
                return {key: put(item) for key, item in part.items()}
            if isinstance(part, tuple):
                return tuple(put(item) for item in part)
            return np.full(np.shape(part), value)

        return put(exercise.reference(*args))

    return fill


@pytest.mark.parametrize("exercise", FUNCTIONS, ids=by_name)
@pytest.mark.parametrize("value", [0.0, 1.0, np.nan, np.inf, -1.0, 0.5, 1e300])
def test_an_array_left_as_it_was_made_never_passes(exercise, value):
    verdict = judge(exercise, lambda *args: filled(value)(exercise, args))
    assert verdict.word == WRONG
    if value == 0 and not verdict.mistakes:
        assert "Every entry is 0" in verdict.sentence
    if np.isnan(value):
        assert "NaN" in verdict.sentence


@pytest.mark.parametrize("exercise", [one for one in FUNCTIONS if one.returns], ids=by_name)
def test_a_part_that_is_missing_is_named(exercise):
    verdict = judge(exercise, lambda *args: (*exercise.reference(*args)[:-1], None))
    assert verdict.word == WRONG and f"{exercise.returns[-1]} is still None" in verdict.sentence
    verdict = judge(exercise, lambda *args: exercise.reference(*args)[0])
    assert verdict.word == WRONG and "must return" in verdict.sentence


@pytest.mark.parametrize("exercise", FUNCTIONS, ids=by_name)
def test_an_argument_returned_as_it_came_never_passes(exercise):
    for k in range(len(exercise.arguments)):
        assert judge(exercise, lambda *args, k=k: args[k]).word == WRONG


@pytest.mark.parametrize("answer", [
    0, "text", [], {}, (), object(), {1: 2}, [None], [[1], [1, 2]], b"bytes", True, 1j, "nan", {"a"},
    type, print, len, np.add,
])  # fmt: skip
@pytest.mark.parametrize("exercise", ALL, ids=by_name)
def test_rubbish_never_passes_and_never_raises(exercise, answer):
    assert judge(exercise, answer).word in (WRONG, STOPPED, NOTHING)
    if isinstance(exercise, Function):
        assert judge(exercise, lambda *args: answer).word in (WRONG, NOTHING)


# What else it says


def test_an_exception_is_told_in_one_line_with_the_shapes():
    def answer(delta, a):
        return delta[:, None] @ a[:, None]

    verdict = judge(catalogue.find("outer"), answer)
    assert verdict.word == STOPPED
    assert verdict.sentence.startswith("ValueError in the line `return delta[:, None] @ a[:, None]`: ")
    assert "Called with delta (4,), a (3,)." in verdict.sentence
    assert "\n" not in verdict.sentence and "4 units above, 3 below" in verdict.detail


@pytest.mark.parametrize("error", [ZeroDivisionError, RecursionError, SystemExit, KeyError, AssertionError])
def test_no_exception_comes_out(error):
    def answer(delta, a):
        raise error("two\nlines")

    verdict = judge(catalogue.find("outer"), answer)
    assert verdict.word == STOPPED and "\n" not in verdict.sentence
    assert verdict.sentence.startswith(f"{error.__name__} in the line")


def test_a_wrong_signature_is_told():
    verdict = judge(catalogue.find("outer"), lambda delta: delta)
    assert verdict.sentence == "Your function is called with (delta, a); it is written to take (delta)."
    assert "itself" in judge(catalogue.find("outer"), np.zeros(3)).sentence


def test_where_it_is_right_and_where_not():
    def three_layers(X, Y, W, b, weight_decay):
        if len(W) != 2:
            raise ValueError("too deep")
        return variants.gradient__matrices(X, Y, W, b, weight_decay)

    verdict = judge(catalogue.find("gradient"), three_layers)
    assert verdict.word == STOPPED and "Right at the test point with 3 layers" in verdict.detail

    def first_layer_wrong(X, Y, W, b, weight_decay):
        dW, db = variants.gradient__matrices(X, Y, W, b, weight_decay)
        return dW | {1: dW[1] ** 3}, db

    said = judge(catalogue.find("gradient"), first_layer_wrong).sentence
    assert "Right at all test points: db." in said


def test_the_first_difference_has_both_values_and_both_shapes():
    def answer(delta, a):
        dW = np.outer(delta, a)
        dW[1, 2] = 7
        return dW

    exercise = catalogue.find("outer")
    (delta, a), *_ = exercise.points().values()
    expected = f"{delta[1] * a[2]:.6g}".replace("-", "−")
    assert judge(exercise, answer).detail == (
        f"At the test point with 4 units above, 3 below, the result at index 1, 2 is 7, expected {expected}. "
        "Both have shape (4, 3)."
    )
    assert "has shape (3, 4), expected (4, 3)" in judge(exercise, lambda delta, a: np.outer(a, delta)).detail


@pytest.mark.parametrize(("change", "sentence"), [
    (lambda right: 2 * right, "Every entry is multiplied by 2; but for that it is right."),
    (lambda right: right.round(3), "Every entry is the right one rounded to 3 decimals"),
    (lambda right: right + 1e-6 * np.sin(right * 1e3), "It is close, but not to nine digits"),
    (lambda right: right[None], "The numbers are right, and their shape is not."),
    (lambda right: right[:, :-1], "The shape is not right."),
    (lambda right: right**2, "Every entry is the square of the right one."),
    (lambda right: right**3, "None of the predicted mistakes gives these numbers."),
])  # fmt: skip
def test_what_can_be_said_of_any_answer(change, sentence):
    assert judge(catalogue.find("outer"), lambda delta, a: change(np.outer(delta, a))).sentence.startswith(sentence)


def test_an_argument_that_is_changed_is_told():
    def in_place(eta, z):
        eta *= 1 / (4 * np.cosh(z / 2) ** 2)
        return eta

    verdict = judge(catalogue.find("delta"), in_place)
    assert verdict.word == BUT and "it changes its argument eta" in verdict.sentence

    def in_dict(X, Y, W, b, learning_rate):
        dW, db = variants.gradient__matrices(X, Y, W, b, 0)
        for l in W:
            W[l] -= learning_rate * dW[l]
            b[l] = b[l] - learning_rate * db[l]
        return W, b

    verdict = judge(catalogue.find("descent"), in_dict)
    assert verdict.word == BUT and "it changes its argument W, b" in verdict.sentence

    def wrong_too(eta, z):
        eta *= 1 / (1 + np.exp(-z))
        return eta

    verdict = judge(catalogue.find("delta"), wrong_too)
    assert verdict.word == WRONG and "also changes its argument eta" in verdict.sentence
    assert [wrong.name for wrong in verdict.mistakes] == ["a alone"]


def test_a_student_gets_copies():
    """A function that spoils its arguments does not spoil those of the next call or of a mistake."""
    exercise = catalogue.find("outer")

    def spoil(delta, a):
        result = np.outer(delta, a)
        delta[:], a[:] = np.nan, np.nan
        return result

    assert judge(exercise, spoil).word == BUT
    assert judge(exercise, lambda delta, a: np.outer(a, delta)).mistakes[0].name == "swapped"


def test_loops_over_examples_are_told_where_matrices_would_do():
    exercise = catalogue.find("gradient")

    def comprehension(X, Y, W, b, weight_decay):
        one = [variants.gradient__matrices(X[i : i + 1], Y[i : i + 1], W, b, 0) for i in range(len(X))]
        dW = {l: sum(dW[l] for dW, _ in one) / len(X) + weight_decay * W[l] for l in W}
        return dW, {l: np.mean([db[l] for _, db in one], axis=0) for l in b}

    assert judge(exercise, comprehension).word == BUT
    assert judge(exercise, variants.gradient__recursive).word == CORRECT


def test_the_trace_of_a_debugger_is_left_as_it_was():
    import sys

    before = sys.gettrace()
    judge(catalogue.find("gradient"), variants.gradient__matrices)
    assert sys.gettrace() is before


def test_what_a_function_prints_is_seen_once(capsys):
    def answer(delta, a):
        print("here")
        return np.outer(delta, a)

    judge(catalogue.find("outer"), answer)
    assert capsys.readouterr().out == "here\n"


def test_the_source_of_a_line_is_the_students():
    """The line shown is the last one of the student's file, not one of NumPy's."""
    verdict = judge(catalogue.find("outer"), lambda delta, a: np.linalg.inv(delta))
    assert verdict.word == STOPPED and "np.linalg.inv(delta)" in verdict.sentence
