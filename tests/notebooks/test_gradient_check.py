"""The gradient check of notebook 09, as its cell defines it, where gradients of one layer are far below another's."""

import numpy as np

import stored
from backprop.batch import gradient
from backprop.depth import deep_network


def defined(path, name):
    """The function of that name, from the code cell that defines it."""
    (cell,) = [cell for cell in stored.read(path).cells if f"def {name}(" in cell.source]
    source = cell.source[cell.source.index(f"def {name}(") :].split("\n\n\n")[0]
    names = {"np": np}
    exec(source, names)
    return names[name]


def test_a_tenth_of_a_percent_is_seen_in_every_array_of_a_deep_network():
    (path,) = [path for path in stored.PATHS if path.stem.endswith("algorithm")]
    relative_error = defined(path, "relative_error")
    rng = np.random.default_rng(0)
    W, b = deep_network(12, 1.0)
    _, dW, db = gradient(rng.normal(size=(5, 2)), rng.random((5, 3)), W, b)
    right = {**{("W", l): dW[l] for l in dW}, **{("b", l): db[l] for l in db}}
    assert relative_error(right, right) == 0
    for key in right:
        error = relative_error({**right, key: 1.001 * right[key]}, right)
        assert 0.9e-3 < error < 1.1e-3, key
