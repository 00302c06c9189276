"""Bad input to any public function of the step modules: a ValueError that names the argument and its shape.

For every function its step's tests say what its arguments are; for every kind of argument stands here each way to
spoil it. All of them are tried on random networks of any depth and number of examples.
"""

import ast
import importlib
import inspect
import re
import warnings
from collections import OrderedDict, UserDict
from pathlib import Path
from types import MappingProxyType

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import stored
from backprop.course import NOTEBOOKS
from package import STEPS
from random_networks import WIDTHS, problem

# What an argument is, one of WAYS below, as TAKES of each step's tests says. The lengths of a vector or matrix are
# fixed by another argument, those of "free" ones are not. None: no arguments, or none that is an array, a number or a
# network.
TAKES = {}
for path in sorted(Path(__file__).parent.glob("test_*.py")):
    for literal in re.findall(r"^TAKES = (\{  #.*?^\})", path.read_text(encoding="utf-8"), flags=re.M | re.S):
        stem = path.stem.removeprefix("test_")
        TAKES |= {f"{stem}.{function}": kinds for function, kinds in ast.literal_eval(literal).items()}
KINDS = {name: kinds for name, kinds in TAKES.items() if kinds is not None}


def arguments(name, layers, N, seed):
    """Valid ones for that function; an argument with a name of its own gets what its kind says."""
    X, Y, W, b, weight_decay = problem(layers, N, seed)
    rng = np.random.default_rng(seed)
    y, L = Y[0], layers - 1
    values = {
        "X": X, "Y": Y, "x": X[0], "y": y, "W": W, "b": b, "weight_decay": weight_decay, "z": rng.normal(size=len(y)),
        "a": rng.uniform(0.1, 0.9, len(y)), "eta": rng.normal(size=len(y)), "delta": rng.normal(size=len(y)),
        "Z": rng.normal(size=Y.shape), "dW": {l: W[l] + 1 for l in W}, "db": {l: b[l] + 1 for l in b},
        "learning_rate": 0.1, "epochs": 1, "batch_size": 1, "seed": 0, "scale": 1.0, "widths": (2, 4, 3), "h": 1e-5,
        "layers": 3, "labels": np.arange(N) % 3, "hidden": "tanh",
    }  # fmt: skip
    for argument, kind in KINDS[name].items():
        values.setdefault(argument, of_kind(kind, Y.shape, rng))
    if name in ("pullback.eta_below", "depth.largest_factor"):
        values["W"] = W[L]
    if name == "toy.answers":
        values["X"] = rng.normal(size=(N, 2))
    for argument, kind in KINDS[name].items():
        if kind.startswith("shares"):
            values[argument] = values[argument] / values[argument].sum(axis=-1, keepdims=True)
    missing = [argument for argument in KINDS[name] if values[argument] is None]
    assert not missing, f"add an example of {missing} to `values` above"
    return {argument: values[argument] for argument in KINDS[name]}


def of_kind(kind, shape, rng):
    """A vector with an entry for each output, a matrix with a row for each example, a number; None for others."""
    *what, form = kind.split()
    if form in ("number", "whole"):
        return {"number": 1.0, "whole": 1}[form]
    if form not in ("vector", "matrix", "rows", "columns", "real", "infinities"):
        return None
    low, high = (0.1, 0.9) if {"unit", "inner", "target", "shares"} & {*what} else (-1, 1)
    return rng.uniform(low, high, size=shape if form in ("matrix", "rows", "columns") else shape[1])


def with_one(value, bad):
    """The array with its last entry replaced."""
    value = np.array(value, np.result_type(value, type(bad)))
    value[(-1,) * value.ndim] = bad
    return value


class WithUnit(np.ndarray):
    """What packages of units make of an array."""


ARRAY = {
    "NaN": lambda v: with_one(v, np.nan), "words": lambda v: np.full(np.shape(v), "a"), "nothing": lambda v: None,
    "ragged": lambda v: [[1.0], [1.0, 2.0]], "objects": lambda v: np.full(np.shape(v), None),
    "masked": lambda v: np.ma.masked_array(v, np.arange(np.size(v)).reshape(np.shape(v)) == 0),
    "masked, with no entry masked": lambda v: np.ma.masked_array(v),
    "a list of masked rows": lambda v: [np.ma.masked_array(v)],
    "a unit": lambda v: np.asarray(v).view(WithUnit),
}  # fmt: skip
INFINITE = {"inf": lambda v: with_one(v, np.inf), "-inf": lambda v: with_one(v, -np.inf)}
SHAPED = {
    "a column": lambda v: np.asarray(v)[..., None], "a number": lambda v: 0.5, "empty": lambda v: np.asarray(v)[:0],
}  # fmt: skip
LONGER = {"one longer": lambda v: np.concatenate([v, v[-1:]])}
UNLIKE = {*SHAPED, *LONGER, "one wider"}
WIDER = {"one wider": lambda v: np.concatenate([v, v[:, -1:]], axis=1)}
RANGE = {"too large": lambda v: with_one(v, 1.5), "too small": lambda v: with_one(v, -0.5)}
COMPLEX = {"complex": lambda v: v + 0.1j}
TOO_FEW = {"another sum": lambda v: 0.9 * np.asarray(v)}
NUMBER = {
    "negative": lambda v: -1, "NaN": lambda v: np.nan, "infinite": lambda v: np.inf, "a word": lambda v: "a",
    "nothing": lambda v: None, "a list": lambda v: [1.0], "complex": lambda v: 1 + 1j,
    "masked": lambda v: np.ma.masked,
}  # fmt: skip
WHOLE = NUMBER | {"a fraction": lambda v: 1.5}
del_ = lambda d, l: {k: d[k] for k in d if k != l}


def of_dict(entry_spoilers):
    """Ways to spoil a dict keyed by layer: the dict itself, and each of its entries."""
    ways = {
        "not a dict": lambda d: list(d.values()), "empty": lambda d: {}, "nothing": lambda d: None,
        "a key too few": lambda d: del_(d, 1), "other keys": lambda d: {l + 1: d[l] for l in d},
    }  # fmt: skip
    for way, spoil in entry_spoilers.items():
        ways[f"first {way}"] = lambda d, spoil=spoil: {**d, 1: spoil(d[1])}
        ways[f"last {way}"] = lambda d, spoil=spoil: {**d, len(d): spoil(d[len(d)])}
    return ways


VECTOR, MATRIX = ARRAY | INFINITE | SHAPED | LONGER, ARRAY | INFINITE | SHAPED | LONGER | WIDER
WAYS = {
    "free with infinities": ARRAY, "free real": ARRAY | INFINITE | COMPLEX,
    "free vector": ARRAY | INFINITE | SHAPED, "free matrix": ARRAY | INFINITE | SHAPED,
    "vector": VECTOR, "unit vector": VECTOR | RANGE,
    "inner vector": VECTOR | RANGE | {"1": lambda v: with_one(v, 1.0), "0": lambda v: with_one(v, 0.0)},
    "free unit vector": ARRAY | INFINITE | SHAPED | RANGE,
    "shares vector": VECTOR | RANGE | COMPLEX | TOO_FEW, "shares matrix": MATRIX | RANGE | COMPLEX | TOO_FEW,
    "target vector": VECTOR | RANGE | COMPLEX, "target matrix": MATRIX | RANGE | COMPLEX,
    "matrix": MATRIX, "rows": ARRAY | INFINITE | SHAPED | WIDER, "columns": ARRAY | INFINITE | SHAPED | LONGER,
    "number": NUMBER, "whole": WHOLE,
    "real matrix": MATRIX | COMPLEX, "real W": of_dict(MATRIX | COMPLEX), "real b": of_dict(VECTOR | COMPLEX),
    "W": of_dict(MATRIX), "b": of_dict(VECTOR), "dW": of_dict(MATRIX), "db": of_dict(VECTOR),
    "widths": {
        "one": lambda v: (3,), "zero": lambda v: (2, 0), "a fraction": lambda v: (2, 1.5), "a number": lambda v: 3,
        "NaN": lambda v: (2, np.nan), "words": lambda v: ("a", "b"), "nothing": lambda v: None,
    },
    "hidden": {"no such": lambda v: "cosine", "nothing": lambda v: None, "a number": lambda v: 1},
    "labels": {"a column": lambda v: v[:, None], "a number": lambda v: 3, "nothing": lambda v: None,
               "masked": lambda v: np.ma.masked_array(v)},
}  # fmt: skip

SHAPE = r"\((\d+,? ?)*\)|a dict|the keys|is empty|of one length|hold numbers"  # or why there is none


@pytest.mark.parametrize("name", KINDS)
@settings(max_examples=6, deadline=None, derandomize=True, database=None)
@given(layers=st.sampled_from(sorted(WIDTHS)), N=st.integers(2, 6), seed=st.integers(0, 99))
def test_every_spoiled_argument_is_named(name, layers, N, seed):
    function = getattr(importlib.import_module("backprop." + name.split(".")[0]), name.split(".")[1])
    call = lambda given: function(**({"f": np.sum} if name.startswith("derivatives") else {}), **given)
    good = arguments(name, layers, N, seed)
    call(good)
    for argument, kind in KINDS[name].items():
        for way, spoil in WAYS[kind].items():
            if way == "nothing" and argument in ("batch_size", "h"):
                continue  # None stands for all examples, and for a step that fits each entry
            bad = {**good, argument: spoil(good[argument])}
            with warnings.catch_warnings():
                warnings.simplefilter("error")
                with pytest.raises(ValueError) as error:
                    pytest.fail(f"{name}, {argument} {way}: {call(bad)!r:.80}")
            said = str(error.value)
            pair = way.split(" ", 1)[-1] in UNLIKE or way in UNLIKE  # either of two that differ may come first
            assert re.search(rf"\b{argument}\b" if pair else rf"^{argument}\b", said), (argument, way, said)
            if kind not in ("number", "whole", "hidden"):
                assert re.search(SHAPE, said), (argument, way, said)


def test_no_public_function_is_left_out():
    public = set()
    for module in sorted({path.stem for path in STEPS} - {"shapes"}):
        home = importlib.import_module(f"backprop.{module}")
        public |= {
            f"{module}.{name}" for name, one in inspect.getmembers(home, callable)
            if not name.startswith("_") and one.__module__ == home.__name__
        }  # fmt: skip
    assert public <= set(TAKES), "say in TAKES of the step's tests what their arguments are"
    assert set(TAKES) <= public, "these are no longer there"
    for name in KINDS:
        function = getattr(importlib.import_module("backprop." + name.split(".")[0]), name.split(".")[1])
        assert set(KINDS[name]) == set(inspect.signature(function).parameters) - {"f"}


def test_an_argument_with_a_name_of_its_own_gets_what_its_kind_says():
    rng = np.random.default_rng(0)
    for kind in WAYS:
        value = of_kind(kind, (4, 3), rng)
        if value is not None and np.ndim(value):
            assert value.shape == ((4, 3) if kind.endswith(("matrix", "rows", "columns")) else (3,))
            assert kind.split()[0] not in ("unit", "inner", "target", "shares") or 0 < value.min() < value.max() < 1


WITHOUT_EQUATION = {"toy.answers", "training.initial", "digits.fifths", "depth.deep_network"}
CODE = "\n".join(cell.source for path in stored.PATHS for cell in stored.read(path).cells)
USED = {one.stem for one in STEPS if re.search(rf"from backprop(?: import .*\b{one.stem}\b|\.{one.stem} )", CODE)}
USED |= {one.stem for one in NOTEBOOKS}  # the module of a notebook that was dropped stays, and says less


@pytest.mark.parametrize("name", KINDS)
def test_every_docstring_says_notebook_equation_and_errors(name):
    module, function = name.split(".")
    said = inspect.getdoc(getattr(importlib.import_module(f"backprop.{module}"), function))
    assert re.search(r"Raises\s+ValueError", said)
    if module in USED:
        assert re.search(r"Notebooks? \d\d_\w+", said), "its notebook"
        equation = re.search(r"\(\d+\.\d+\)|[lL]ines? \d+", said) or name in WITHOUT_EQUATION
        assert equation, "an equation, a line of Algorithm 1, or the function's name in WITHOUT_EQUATION"


@pytest.mark.parametrize("dtype", [np.float16, np.float32, np.int8, np.uint8, np.bool_, np.float64])
def test_other_numbers_are_taken_as_numbers(dtype):
    """Lists and every numeric dtype give what the same numbers give in float64, to the accuracy of the dtype."""
    X, Y, W, b, _ = problem(3, 4)
    rounded = lambda v: (np.round(np.clip(v, 0, 1)) if np.dtype(dtype).kind in "bu" else np.round(v)).astype(dtype)
    given = rounded(X), rounded(Y), {l: rounded(W[l]) for l in W}, {l: rounded(b[l]) for l in b}
    plain = lambda v: v.astype(float).tolist()
    as_lists = plain(given[0]), plain(given[1]), {l: plain(W) for l, W in given[2].items()}, {
        l: plain(b) for l, b in given[3].items()}  # fmt: skip
    gradient = importlib.import_module("backprop.batch").gradient
    got, expected = gradient(*given), gradient(*as_lists)
    tolerance = 1e-2 if dtype == np.float16 else 1e-5 if dtype == np.float32 else 1e-15
    assert got[0] == pytest.approx(expected[0], rel=tolerance)
    for l in W:
        np.testing.assert_allclose(got[1][l], expected[1][l], rtol=tolerance, atol=tolerance)


OF_A_NETWORK = [name for name in KINDS if {"W", "b"} <= set(KINDS[name])]


@pytest.mark.parametrize("kind", [MappingProxyType, OrderedDict, UserDict])
@pytest.mark.parametrize("name", OF_A_NETWORK)
def test_every_mapping_will_do_for_a_network(name, kind):
    """Read-only ones too, for gradients as for parameters."""
    module, function = name.split(".")
    call = getattr(importlib.import_module(f"backprop.{module}"), function)
    good = arguments(name, 3, 4, 0)
    mapped = {argument: kind(value) if isinstance(value, dict) else value for argument, value in good.items()}
    got, expected = call(**mapped), call(**good)
    if name == "batch.Workspace":
        got, expected = got.gradient(), expected.gradient()
    np.testing.assert_equal(got, expected)


@pytest.mark.parametrize("kind", [
    lambda M: M.view(np.matrix), np.asfortranarray, lambda M: M[::-1][::-1], lambda M: M.astype(">f8"),
])  # fmt: skip
def test_an_array_that_is_stored_otherwise_is_the_same_array(kind):
    X, Y, W, b, weight_decay = problem(3, 4)
    W_kind = {l: kind(W[l]) for l in W}
    gradient = importlib.import_module("backprop.batch").gradient
    got, expected = gradient(kind(X), kind(Y), W_kind, b, weight_decay), gradient(X, Y, W, b, weight_decay)
    assert all(type(part[l]) is np.ndarray for part in got[1:] for l in part)
    for part in (1, 2):
        for l in W:
            np.testing.assert_allclose(got[part][l], expected[part][l], rtol=1e-13)
