"""The gradient of one example, layer by layer, against automatic differentiation."""

import pytest

from automatic import agree, automatic
from backprop.recursion import backprop_example
from random_networks import WIDTHS, example

TAKES = {  # what the arguments of each function are, for test_bad_input.py
    "backprop_example": {"x": "vector", "y": "target vector", "W": "W", "b": "b"},
}


@pytest.mark.parametrize("layers", WIDTHS)
def test_one_example_against_automatic_differentiation(layers):
    for seed in range(3):
        x, y, W, b = example(layers, seed)
        dW, db = backprop_example(x, y, W, b)
        _, dW_auto, db_auto = automatic(x[None], y[None], W, b, 0.0)
        agree(dW, dW_auto, 1e-12)
        agree(db, db_auto, 1e-12)
