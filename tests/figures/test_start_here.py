import pytest
from numpy.testing import assert_allclose

from backprop import toy
from backprop.recursion import backprop_example
from backprop.widgets import start_here

X, Y = toy.data()


@pytest.mark.parametrize("point", [1, 60])
def test_the_walk_ends_with_the_gradient(point):
    n = start_here.compute(point, 12)
    dW, db = backprop_example(X[point - 1], Y[point - 1], *toy.network())
    for l in (1, 2):
        assert_allclose(n["dW"][l], dW[l], rtol=1e-12)
        assert_allclose(n["db"][l], db[l], rtol=1e-12)


def test_what_is_not_known_yet_is_a_dot():
    figure = start_here.figure()
    figure.controls["step"].value = 1
    assert figure._drawn.count("·<") == 7 * 4
    figure.controls["step"].value = 12
    assert "·<" not in figure._drawn
    assert "step 12 of 12, back" in figure.sentence


def test_every_step_says_its_numbers():
    for step, ((name, l), words) in enumerate(start_here.STEPS, start=1):
        n = start_here.compute(1, step)
        assert words in start_here.say(n)
        if name not in ("dW", "J"):
            assert start_here.signed(n[name][l][0], 2) in start_here.say(n)
