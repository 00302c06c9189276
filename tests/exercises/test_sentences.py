"""No sentence of the judge is false: each is asserted, by a way of its own, of random answers of which it is said.

An answer is the right result with random changes to random parts, layers and points. What is said of it is taken
apart into its sentences, and each is compared with the numbers. A sentence that nobody has a test for fails.
"""

import re

import numpy as np
import pytest

import elsewhere
from backprop.exercises import catalogue, judge
from backprop.exercises.exercise import Function
from backprop.exercises.verdict import BUT, CORRECT, NOTHING, STOPPED

pytestmark = elsewhere.in_english

FUNCTIONS = [one for stem in catalogue.STEMS for one in catalogue.exercises(stem) if isinstance(one, Function)]
ROUNDS = 25


def twice(part, rng):
    return part * rng.choice([2, -1, 0.5, 1.37])


def first_row_zero(part, rng):
    part = np.array(part, float)
    part[rng.choice([0, -1])] = 0
    return part


def one_entry(part, rng):
    part = np.array(part, float)
    part.flat[rng.integers(part.size)] += 1
    return part


CHANGES = {
    "factor": twice,
    "row": first_row_zero,
    "entry": one_entry,
    "integers": lambda part, rng: np.asarray(part).astype(int),
    "rounded": lambda part, rng: np.round(part, rng.integers(1, 5)),
    "zeros": lambda part, rng: np.zeros_like(part),
    "constant": lambda part, rng: np.full_like(part, 0.7),
    "abs": lambda part, rng: np.abs(part),
    "summed": lambda part, rng: np.sum(part, axis=rng.choice([0, -1])),
    "mean": lambda part, rng: np.mean(part, keepdims=True),
    "transposed": lambda part, rng: np.transpose(part),
    "row vector": lambda part, rng: np.asarray(part)[None],
    "squared": lambda part, rng: np.square(part),
    "shifted": lambda part, rng: np.asarray(part) + 0.3,
    "noise": lambda part, rng: part + 1e-5 * rng.normal(size=np.shape(part)),
    "reversed": lambda part, rng: np.asarray(part)[::-1],
    "running": lambda part, rng: np.cumsum(part, axis=0),
    "nan": lambda part, rng: np.where(np.arange(np.size(part)).reshape(np.shape(part)) == 0, np.nan, part),
    "list": lambda part, rng: [part, part],
    "nothing": lambda part, rng: None,
}


def changed(exercise, seed):
    """A wrong answer: with some probability each part, each layer and each point is changed, by one change or two."""
    rng = np.random.default_rng(seed)
    names = exercise.returns or ("",)
    kinds = {name: list(rng.choice([*CHANGES], rng.choice([0, 1, 1, 2]))) for name in names}
    layer, point, calls = rng.integers(0, 4), rng.choice([0, 0, 0, 1]), {}

    def put(value, name, key=None):
        if isinstance(value, dict):
            return {key: put(part, name, key) for key, part in value.items()}
        if key is not None and layer and key != layer:
            return value
        for kind in kinds[name]:
            value = CHANGES[kind](value, np.random.default_rng(seed))
        return value

    def answer(*args):
        shape = str([np.shape(arg) for arg in args])
        calls.setdefault(shape, len(calls))
        right = exercise.reference(*args)
        if point and calls[shape] == 0:
            return right
        parts = right if exercise.returns else (right,)
        result = tuple(put(part, name) for part, name in zip(parts, names, strict=True))
        return result if exercise.returns else result[0]

    return answer


def as_numbers(value):
    array = np.asarray(value)
    return array.astype(float) if array.dtype.kind == "O" else array


class Facts:
    """The arrays of an answer beside the right ones, computed anew: by part, a pair for each test point and layer."""

    def __init__(self, exercise, answer):
        self.pairs, self.exercise, self.labels = {}, exercise, {}
        for label, args in exercise.points().items():
            self.labels[id(args)] = label
            try:
                got, want = answer(*args), exercise.reference(*args)
            except Exception:
                continue
            names = exercise.returns or ("",)
            parts = zip(names, *((got, want) if exercise.returns else ((got,), (want,))), strict=True)
            for name, mine, right in parts:
                for key in right if isinstance(right, dict) else [None]:
                    pair = (mine[key], right[key]) if isinstance(right, dict) else (mine, right)
                    self.pairs.setdefault(name, []).append((args, *map(as_numbers, pair)))

    def all(self, part, holds):
        return all(holds(got, want) for _, got, want in self.pairs[part])


def near(got, want, exact=False):
    got, want = np.asarray(got), np.asarray(want)
    scale = np.abs(want[np.isfinite(want)]).max(initial=0)
    if got.shape != want.shape:
        return got.shape == (*want.shape, 1) and near(got[..., 0], want)
    return np.allclose(got, want, rtol=2e-9, atol=0 if exact else 2e-9 * scale, equal_nan=True)


def places(got, want, exact):
    scale = 0 if exact else 2e-9 * np.abs(want).max(initial=0)
    return np.isclose(got, want, rtol=2e-9 if exact else 0, atol=scale)


FIXED = {
    "Every entry is 0.": lambda got, want: got.size and not got.any(),
    "The numbers are right, and their shape is not.":
        lambda got, want: got.size == want.size and near(got.ravel(), want.ravel()),
    "The numbers are right, with rows and columns exchanged: this is the transpose.": lambda g, w: near(g.T, w),
    "The right numbers are there, repeated once for each row: the result has one index too many.":
        lambda got, want: all(near(each, want) for each in got),
    "The sizes are right; the signs of some entries are not.": lambda got, want: near(np.abs(got), np.abs(want)),
    "The sizes are right; no entry has its minus.":
        lambda got, want: near(np.abs(got), np.abs(want)) and (got >= 0).all(),
    "Every entry is the square of the right one.": lambda got, want: near(got, want**2),
    "The entries are the right ones with the digits after the point cut off.":
        lambda got, want: (got == np.trunc(want)).all(),
    "Each entry has all entries before it added to it: the sum is not set back to 0 for the next one.":
        lambda got, want: near(got, np.cumsum(want, axis=0)),
    "The right numbers are there, in the reverse order of the first index.": lambda got, want: near(got, want[::-1]),
    "The right numbers are there, in the reverse order of the last index.":
        lambda got, want: near(got, want[..., ::-1]),
    "It is a square table, (n, n), as when a column (n, 1) and a vector (n,) are combined.":
        lambda got, want: got.shape == (want.size, want.size),
    "Its diagonal has the right numbers.": lambda got, want: near(np.diag(got), want.ravel()),
    "Every entry is the sum of all right ones.": lambda got, want: near(got, np.full(want.shape, want.sum())),
    "Every entry is the mean of all right ones.": lambda got, want: near(got, np.full(want.shape, want.mean())),
}  # fmt: skip

REDUCED = {
    "one number, the sum of all entries": lambda want: want.sum(),
    "one number, the mean of all entries": lambda want: want.mean(),
    "the sum over the first index": lambda want: want.sum(axis=0),
    "the mean over the first index": lambda want: want.mean(axis=0),
    "the sum over the last index": lambda want: want.sum(axis=-1),
    "the mean over the last index": lambda want: want.mean(axis=-1),
    "the first entry alone": lambda want: want[0],
    "the last entry alone": lambda want: want[-1],
}

MASKS = {
    "The first entry alone is right.": lambda m: m.flat[0] and m.sum() == 1,
    "The last entry alone is right.": lambda m: m.flat[-1] and m.sum() == 1,
    "All entries but the first are right.": lambda m: not m.flat[0] and m.sum() == m.size - 1,
    "All entries but the last are right.": lambda m: not m.flat[-1] and m.sum() == m.size - 1,
    "The entries at the first place of the first index are right.": lambda m: m[0].all() and not m[1:].any(),
    "The entries at the last place of the first index are right.": lambda m: m[-1].all() and not m[:-1].any(),
    "All entries but those at the first place of the first index are right.":
        lambda m: m[1:].all() and not m[0].any(),
    "All entries but those at the last place of the first index are right.":
        lambda m: m[:-1].all() and not m[-1].any(),
    "The entries at the first place of the last index are right.": lambda m: m[..., 0].all() and not m[..., 1:].any(),
    "The entries at the last place of the last index are right.":
        lambda m: m[..., -1].all() and not m[..., :-1].any(),
    "All entries but those at the first place of the last index are right.":
        lambda m: m[..., 1:].all() and not m[..., 0].any(),
    "All entries but those at the last place of the last index are right.":
        lambda m: m[..., :-1].all() and not m[..., -1].any(),
    "The entries on the diagonal are right.": lambda m: np.array_equal(m, np.eye(*m.shape, dtype=bool)),
    "The entries off the diagonal are right.": lambda m: np.array_equal(m, ~np.eye(*m.shape, dtype=bool)),
}  # fmt: skip

VALUES = {"½": 0.5, "⅓": 1 / 3, "¼": 0.25}


FACTOR = r"Every entry (has the opposite sign)?(?: and )?(?:is (multiplied|divided) by (.+?))?; but for that .*"


def number(words):
    return VALUES.get(words) or float(words.replace("−", "-"))


def holds(sentence, facts, part):
    """Whether a sentence about one part is true of it; KeyError if nobody knows the sentence."""
    every = lambda test: facts.all(part, test)
    pairs, exact = facts.pairs[part], facts.exercise.exact
    if sentence == "None of the predicted mistakes gives these numbers." or sentence.startswith("The shape is not"):
        return not every(near)
    if sentence == "The rest is 0.":
        return every(lambda got, want: not got[~places(got, want, exact)].any())
    if found := re.fullmatch(r"It is right at the test points? with (.*)\.", sentence):
        every_point = {facts.labels[id(args)]: True for args, *_ in pairs}
        for args, got, want in pairs:
            fits = got.shape == want.shape or facts.exercise.column
            every_point[facts.labels[id(args)]] &= fits and near(got, want, exact)
        return [label for label, right in every_point.items() if right] == found[1].split("; ")
    if sentence in FIXED:
        return every(FIXED[sentence])
    if sentence in MASKS:
        return every(lambda got, want: MASKS[sentence](places(got, want, exact)))
    if found := re.fullmatch(r"It is (.*), where the entries themselves are asked for\.", sentence):
        return every(lambda got, want: near(np.squeeze(got), np.squeeze(REDUCED[found[1]](want))))
    if found := re.fullmatch(FACTOR, sentence):
        return one_factor(pairs, facts.exercise, *found.groups())
    if sentence.startswith("Each array is right up to one factor, which is another one each time: "):
        return every(lambda got, want: near(got, want * (got.flat[0] / want.flat[0]) if want.flat[0] else got))
    if found := re.fullmatch(r"Every entry is (\S+), at every test point\.", sentence):
        return every(lambda got, want: np.allclose(got, number(found[1]), rtol=1e-5))
    if found := re.fullmatch(r"Every entry is too (large|small) by (\S+)\.", sentence):
        gap = number(found[2]) * (1 if found[1] == "large" else -1)
        return every(lambda got, want: np.allclose(got - want, gap, rtol=1e-5))
    if found := re.fullmatch(r"Every entry is the right one rounded to (\d) decimals: .*", sentence):
        return every(lambda got, want: np.allclose(got, np.round(want, int(found[1])), rtol=0, atol=1e-11))
    if found := re.match(r"It is close, but not to nine digits: entries are off by up to (\S+) of", sentence):
        off = [np.abs(got - want).max() / np.abs(want).max() for _, got, want in pairs if want.any()]
        return np.isclose(max(off), number(found[1]), rtol=0.06)
    if sentence.startswith("It is rounded, computed with few digits"):
        return True  # what may be the cause
    if found := re.fullmatch(r"Of (\d+) entries at all test points (\d+) are right; .* (0|not)\.", sentence):
        right = sum(int(places(got, want, exact).sum()) for _, got, want in pairs)
        zero = every(lambda got, want: not got[~places(got, want, exact)].any())
        counted = sum(want.size for _, _, want in pairs), right
        return counted == (int(found[1]), int(found[2])) and zero == (found[3] == "0")
    if "whole numbers, of the type int" in sentence:
        is_int = every(lambda got, want: got.dtype.kind in "iu")
        if sentence.startswith("Every entry is 0"):
            return is_int and every(lambda got, want: not got.any())
        return is_int and ("cut off" not in sentence or every(lambda got, want: (got == np.trunc(want)).all()))
    if "holds NaN" in sentence or "holds an infinity" in sentence:
        return not every(lambda got, want: np.isfinite(np.asarray(got, float)).all())
    if found := re.fullmatch(r"What is (missing|too much) in the result is (?:(\S+) times )?(\w+)\.", sentence):
        k = facts.exercise.arguments.index(found[3])
        plain = [pair for pair in pairs if not isinstance(pair[0][k], dict)]
        stacks = [np.stack([np.ravel(got - want), np.ravel(args[k])]) for args, got, want in plain]
        return all(np.linalg.matrix_rank(stack, 1e-9) < 2 for stack in stacks)
    if sentence.startswith("The right result stands in a list or tuple of one"):
        return every(lambda got, want: len(got) == 1 and near(got[0], want))
    if found := re.fullmatch(r"It returns (\d+) results, and one is asked for; number (\d+) .*", sentence):
        return every(lambda got, want: len(got) == int(found[1]) and near(got[int(found[2]) - 1], want))
    if sentence.startswith("Right in the last layer, wrong further down"):
        return not every(near)
    raise KeyError(sentence)


def one_factor(pairs, exercise, opposite, does, size):
    for args, got, want in pairs:
        sizes = exercise.sizes(*args) if exercise.sizes else {}
        factor = value_of(size, sizes) if size else 1.0
        factor = (1 / factor if does == "divided" else factor) * (-1 if opposite else 1)
        if not np.allclose(got, factor * want, rtol=1e-5, atol=1e-5 * np.abs(want).max()):
            return False
    return True


def value_of(words, sizes):
    """The value of "2N", "N²", "(N − 1)", "N/K", "√N", … at one test point."""
    text = words
    for plain, value in VALUES.items():
        text = text.replace(plain, f"{value}*")
    text = re.sub(r"√(\w+)", r"(\1**0.5)", text.replace("−", "-").replace("²", "**2").replace("·", "*")).rstrip("*")
    for name in sorted(sizes, key=len, reverse=True):
        text = re.sub(rf"(\d){name}(?!\w)", rf"\1*({sizes[name]})", text)
        text = re.sub(rf"(?<![\w.]){name}(?!\w)", f"({sizes[name]})", text)
    return eval(text)


def sentences(text):
    return [one.strip() for one in re.split(r"(?<=\.)\s+(?=[A-Z])", text) if one.strip()]


@pytest.mark.parametrize("exercise", FUNCTIONS, ids=lambda one: one.name)
def test_what_is_said_of_random_answers_is_true(exercise):
    told = set()
    for seed in range(ROUNDS):
        answer = changed(exercise, seed)
        with np.errstate(all="ignore"):
            verdict = judge.judge(exercise, answer)
            told |= checked(exercise, answer, verdict)
    assert told, "something is said"


def checked(exercise, answer, verdict):
    """Assert each sentence of a verdict; returns those that were."""
    facts = Facts(exercise, answer)
    if verdict.word in (CORRECT, BUT):
        assert all(facts.all(part, near) for part in facts.pairs), verdict
        return set()
    if verdict.word in (NOTHING, STOPPED) or not verdict.detail:
        return set()
    if re.search(r"must be|must return|is still|same result|Where it runs|It returns nothing", verdict.sentence):
        return set()
    told, text = set(), verdict.sentence
    if found := re.search(r" Right at all test points: ([\w, ]+)\.$", text):
        for part in found[1].split(", "):
            assert facts.all(part, near), verdict
        text = text[: found.start()]
    for which, said in by_part(exercise, text):
        for sentence in sentences(said):
            if mistake(exercise, sentence):
                continue
            for part in which:
                assert holds(sentence, facts, part), (exercise.name, part, sentence, verdict)
                told.add(sentence)
    return told


def by_part(exercise, text):
    """The parts of a result, and what is said of them."""
    if not exercise.returns:
        return [([""], text)]
    name = "|".join(exercise.returns)
    found = re.split(rf"(?:^|(?<=\. ))((?:{name})(?:, (?:{name}))*): ", text)
    return [(which.split(", "), said.strip()) for which, said in zip(found[1::2], found[2::2], strict=True)]


def mistake(exercise, sentence):
    """Whether a sentence belongs to a predicted mistake, which other tests hold."""
    ours = " ".join(f"{wrong.means} See ({wrong.breaks})." for wrong in exercise.wrong)
    general = ("Two mistakes", "Or these two", "Or: ", "And every entry", "See (", "Several", "Three", "Four")
    return sentence in ours or sentence.startswith(general)
