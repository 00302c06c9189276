import re
import unicodedata

import numpy as np
import pytest
from numpy.testing import assert_allclose

from backprop import toy
from backprop.algorithm import algorithm_1
from backprop.derivatives import complex_step
from backprop.loss import example_loss
from backprop.network import forward
from backprop.widgets import algorithm

X, Y = toy.data()


@pytest.mark.parametrize("layers", [3, 4, 5])
@pytest.mark.parametrize("point", [1, 60])
def test_at_the_last_step_everything_is_what_the_algorithm_returns(layers, point):
    figure = algorithm.figure()
    figure.controls["layers"].value = layers
    figure.controls["point"].value = point
    figure.controls["step"].value = 99
    n = figure.numbers
    J, dW, db = algorithm_1(X[point - 1 : point], Y[point - 1 : point], *algorithm.network(layers), algorithm.DECAY)
    assert n["line"] == 27
    assert n["known"]["J", 0] == pytest.approx(J, rel=1e-14)
    for l in dW:
        assert_allclose(n["known"]["dW", l], dW[l], rtol=1e-14)
        assert_allclose(n["known"]["db", l], db[l], rtol=1e-14)


def test_the_lines_come_in_the_order_of_the_listing():
    lines = [line for line, *_ in algorithm.walk(3, 1)]
    forward, layer_3, layer_2 = [1, 2, 3, 4, 4, 5, 6, 8], [9, 11, 13, 14, 15, 17, 18], [9, 11, 13, 14, 18]
    assert lines == [*forward, *layer_3, *layer_2, 9, 20, 21, 24, 26, 24, 26, 27]
    assert [line for line, *_ in algorithm.walk(5, 1)].count(15) == 3


def test_what_a_line_has_not_set_is_not_shown():
    n = algorithm.compute(3, 1, 8)
    assert n["line"] == 8 and n["new"] == [("delta", 3)]
    assert ("eta", 2) not in n["known"]
    assert not n["known"]["dW", 2].any()


def bare(line):
    """A line of the listing without the layers' superscripts, which the two write differently."""
    line = re.sub(r"\^\{[^}]*\}", "", line)
    kept = ("Ll", "Lu", "Sm", "Nd")
    return "".join(c for c in line if c in "()/∂" or (unicodedata.category(c) in kept and c not in "⁺⁻"))


def test_the_listing_is_the_one_of_the_notebook():
    import stored

    text = stored.markdown(stored.FOLDER / "09_algorithm.ipynb")
    listing = text[text.index("```") + 3 :].split("```")[0].strip("\n").splitlines()
    assert len(listing) == len(algorithm.LISTING) == 27
    for line, (row, (indent, words)) in enumerate(zip(listing, algorithm.LISTING, strict=True), start=1):
        assert row.startswith(f"{line:2}  " + "    " * indent)
        assert bare(words) == bare(re.split(r" {3,}", row[4:].strip())[0])


def test_the_check_measures_what_it_says():
    n = algorithm.check()
    W, b = toy.network()

    def J_hat(W2):
        return example_loss(forward(X[0], {1: W[1], 2: W2}, b)[0][3], Y[0])

    assert n["slope"] == pytest.approx(complex_step(J_hat, W[2])[1, 3], rel=1e-13)
    assert n["value"] == pytest.approx(J_hat(W[2]), rel=1e-14)
    a = forward(X[0], W, b)[0]
    p, v = a[3][1], a[2][3]
    assert n["third"] == pytest.approx(v**3 * p * (1 - p) * (1 - 2 * p), rel=1e-4)


def test_the_two_errors_cross_at_the_best_h():
    n = algorithm.compute_check(np.log10(algorithm.compute_check(-5.0)["best"]))
    assert n["rounding"] == pytest.approx(2 * n["method"], rel=1e-6)  # (9.4): there the slopes are equal and opposite
    assert algorithm.compute_check(-3.0)["error"] == pytest.approx(algorithm.compute_check(-3.0)["method"], rel=0.01)


def test_the_sentence_names_what_decides():
    figure = algorithm.figure_check()
    figure.controls["exponent"].value = -2.0
    assert "the method decides" in figure.sentence
    figure.controls["exponent"].value = -12.0
    assert "rounding decides" in figure.sentence
