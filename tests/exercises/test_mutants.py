"""Right answers with one thing changed: an operator, an index, a transpose, a constant. None of them may pass.

A change that gives the same numbers for every input is no mistake. Such a mutant is recognised without the judge: it
agrees with the reference on inputs drawn anew, ten for each kind of test point.
"""

import ast
import copy
import functools
import inspect
import random
import textwrap
import warnings

import numpy as np
import pytest

import variants
from backprop.exercises import catalogue, wrong
from backprop.exercises.judge import judge
from backprop.exercises.verdict import BUT, CORRECT, WRONG, Verdict
from results import flat, same

SWAPS = {
    ast.Add: [ast.Sub, ast.Mult], ast.Sub: [ast.Add], ast.Mult: [ast.Div, ast.Add, ast.MatMult],
    ast.Div: [ast.Mult], ast.MatMult: [ast.Mult], ast.Pow: [ast.Mult], ast.Gt: [ast.Lt], ast.Lt: [ast.Gt],
    ast.Eq: [ast.NotEq],
}  # fmt: skip
FUNCTIONS = {"sum": "mean", "mean": "sum", "log": "log1p", "log1p": "log", "tanh": "cosh", "cosh": "sinh"}
INDICES = {"l", "k", "i", "j", "alpha", "beta", "gamma", "g"}


def mutants(function):
    """Every function that differs from this one in one place, with the words for what was changed."""
    tree = ast.parse(textwrap.dedent(inspect.getsource(function)))
    names = sorted({node.id for node in ast.walk(tree) if isinstance(node, ast.Name)} & INDICES)
    before = ast.unparse(tree)
    for place, node in enumerate(ast.walk(tree)):
        for words, change in changes(node, names):
            copied = copy.deepcopy(tree)
            change([*ast.walk(copied)][place])
            code = ast.unparse(ast.fix_missing_locations(copied))
            if code == before:
                continue
            space = dict(function.__globals__)
            exec(compile(code, f"<{function.__name__}: {words}>", "exec"), space)
            yield f"{function.__name__}, line {getattr(node, 'lineno', 0)}: {words}", space[function.__name__]


def changes(node, names):
    """What can be changed at a node: pairs of words and a function that changes its copy."""
    if isinstance(node, ast.BinOp):
        for other in SWAPS.get(type(node.op), []):
            yield f"{name(node.op)} → {other.__name__}", lambda n, other=other: setattr(n, "op", other())
        if isinstance(node.op, ast.MatMult | ast.Sub | ast.Div):
            yield f"{name(node.op)} turned round", turn_round
    if isinstance(node, ast.AugAssign):
        for other in SWAPS.get(type(node.op), []):
            yield f"{name(node.op)}= → {other.__name__}=", lambda n, other=other: setattr(n, "op", other())
    if isinstance(node, ast.Compare) and type(node.ops[0]) in SWAPS:
        for other in SWAPS[type(node.ops[0])]:
            yield f"{name(node.ops[0])} → {other.__name__}", lambda n, other=other: setattr(n, "ops", [other()])
    if isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.USub):
        yield "minus dropped", lambda n: setattr(n, "op", ast.UAdd())
    if isinstance(node, ast.Constant) and type(node.value) in (int, float):
        for value in {node.value + 1, -node.value, 0, 1} - {node.value}:
            yield f"{node.value} → {value}", lambda n, value=value: setattr(n, "value", value)
    if isinstance(node, ast.Constant) and "->" in str(node.value):
        for old, new in (("ij", "ji"), ("ga", "ag"), ("ni", "in"), ("nj", "jn"), ("gab", "gba"), ("gi", "ig")):
            if old in node.value:
                value = node.value.replace(old, new, 1)
                yield f"{node.value} → {value}", lambda n, value=value: setattr(n, "value", value)
    if isinstance(node, ast.Attribute) and node.attr in FUNCTIONS:
        yield f"{node.attr} → {FUNCTIONS[node.attr]}", lambda n: setattr(n, "attr", FUNCTIONS[n.attr])
    for field, value in ast.iter_fields(node):
        if isinstance(value, ast.Attribute) and value.attr == "T":
            yield f"{ast.unparse(value)} without T", lambda n, field=field: setattr(n, field, getattr(n, field).value)
    if isinstance(node, ast.BinOp) and isinstance(node.op, ast.MatMult):
        for side in ("left", "right"):
            yield f"T on the {side} of @", lambda n, side=side: setattr(n, side, transposed(getattr(n, side)))
    if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Load) and node.id in names:
        for other in names:
            if other != node.id:
                yield f"{node.id} → {other}", lambda n, other=other: setattr(n, "id", other)


def name(node):
    return type(node).__name__


def turn_round(node):
    node.left, node.right = node.right, node.left


def transposed(node):
    return ast.Attribute(value=node, attr="T", ctx=ast.Load())


def drawn(args, rng):
    """Arguments of the same form, drawn anew: fractions, of one whole too, or numbers of both signs."""
    if isinstance(args, tuple):
        return tuple(drawn(arg, rng) for arg in args)
    if isinstance(args, dict):
        return {key: drawn(part, rng) for key, part in args.items()}
    if isinstance(args, float):
        return rng.uniform(0.1, 0.9) * args
    if isinstance(args, np.ndarray):
        if 0 <= args.min() <= args.max() <= 1:
            fresh = rng.uniform(0.05, 0.95, size=args.shape)
            return fresh / fresh.sum(axis=-1, keepdims=True) if np.allclose(args.sum(axis=-1), 1) else fresh
        return rng.normal(size=args.shape) * max(1, np.abs(args).max() / 3)
    return args


def results(exercise, function, points):
    """What a function gives at points; an exception counts as a result that equals none."""
    out = []
    with np.errstate(all="ignore"), warnings.catch_warnings():
        warnings.simplefilter("ignore")
        for args in points:
            try:
                value = function(*copy.deepcopy(args))
                out.append(flat(tuple(value) if exercise.returns else value))
            except Exception:
                out.append(None)
    return out


def is_equivalent(exercise, mutant):
    """Whether a mutant has the reference's numbers on inputs that the judge does not know."""
    rng = np.random.default_rng(7)
    for args in exercise.points().values():
        fresh = [drawn(args, rng) for _ in range(10)]
        want, got = results(exercise, exercise.reference, fresh), results(exercise, mutant, fresh)
        if exercise.optional and got[0] and len(got[0]) < len(want[0]):  # without J
            want = [flat(exercise.reference(*args)[len(exercise.optional) :]) for args in fresh]
        if any(result is None for result in got) or len(got[0]) != len(want[0]):
            return False
        squeeze = lambda result: [(*key, part[:, 0] if part.ndim == 2 else part) for *key, part in result]
        if exercise.column:
            got = [squeeze(result) for result in got]
        if not same(got, want):
            return False
    return True


@functools.cache
def every():
    """(exercise, words, mutant) for every mutant of every right answer."""
    return [
        (catalogue.find(function.split("__")[0]), words, mutant)
        for function in variants.VARIANTS
        if "float32" not in function
        for words, mutant in mutants(variants.VARIANTS[function])
    ]


@pytest.fixture(autouse=True)
def untold(monkeypatch):
    """Which mistake a wrong answer makes is not asked here, and is not looked for."""
    monkeypatch.setattr(wrong, "verdict", lambda exercise, cases: Verdict(WRONG, "wrong"))


def test_a_judge_that_looks_at_shapes_alone_would_be_found_out():
    """The mutants are a test that can fail: most of them run and have the right shape."""
    right_shape = 0
    for exercise, _, mutant in random.Random(0).sample(every(), 400):
        args = next(iter(exercise.points().values()))
        got, want = (results(exercise, function, [args])[0] for function in (mutant, exercise.reference))
        right_shape += got is not None and [part[-1].shape for part in got] == [part[-1].shape for part in want]
    assert right_shape > 150


@pytest.mark.parametrize("stem", catalogue.STEMS)
def test_every_mutant_of_a_step_is_caught_or_is_no_mistake(stem):
    caught = 0
    for exercise, words, mutant in every():
        if exercise.name in catalogue.names(stem):
            if judge(exercise, mutant).word in (CORRECT, BUT):
                assert is_equivalent(exercise, mutant), f"passes, and is wrong: {words}"
            else:
                caught += 1
    assert caught, "no answer is a Function, or no right one of them stands in the claims of its notebook"
