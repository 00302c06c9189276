"""Algorithm 1 where it has no value. Its numbers are compared in test_batch.py, with the two other forms."""

import numpy as np
import pytest

from backprop.algorithm import algorithm_1
from random_networks import problem

TAKES = {  # what the arguments of each function are, for test_bad_input.py
    "algorithm_1": {"X": "matrix", "Y": "target matrix", "W": "W", "b": "b", "weight_decay": "number"},
}


def test_it_raises_where_an_answer_is_0_or_1():
    X, Y, W, b, weight_decay = problem(3, 8)
    with pytest.raises(ValueError, match=r"^a must lie strictly between 0 and 1"):
        algorithm_1(X, np.round(Y), {l: 1e4 * W[l] for l in W}, b, weight_decay)
