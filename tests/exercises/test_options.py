"""The options of the questions: the right one says what is computed, each wrong one has its own diagnosis."""

import numpy as np
import pytest

from backprop import toy
from backprop.batch import gradient
from backprop.delta import delta_output
from backprop.derivatives import complex_step
from backprop.eta import eta_output
from backprop.exercises import catalogue
from backprop.exercises.exercise import Choice
from backprop.loss import example_loss
from backprop.network import forward, sigmoid, sigmoid_slope
from backprop.recursion import backprop_example
from backprop.training import step
from random_networks import problem

CHOICES = {
    one.name: one for stem in catalogue.STEMS for one in catalogue.exercises(stem) if isinstance(one, Choice)
}
W, b, (X, Y) = *toy.network(), toy.data()


def network_bias():
    """Which entries change: all of a layer, or one unit."""
    plain, moved = (forward(X[0], W, {**b, 1: b[1] + [0, more, 0, 0]}) for more in (0, 0.1))
    said = {}
    for l in (2, 3):
        for kind, part in (("z", 1), ("a", 0)):
            units = np.flatnonzero(plain[part][l] != moved[part][l]) + 1
            said[kind, l] = "all" if len(units) == len(b[l - 1]) else units.tolist()
    assert said["z", 2] == said["a", 2] == [2] and said["z", 3] == said["a", 3] == "all"
    return "$z^{(2)}_2$, $a^{(2)}_2$, and all of $z^{(3)}$ and $a^{(3)}$"


def loss_kronecker():
    d, v = np.eye(4), np.arange(2.0, 6.0)
    left = np.einsum("ga,tb,t->gab", d, d, v)
    texts = {
        r"$\delta_{\gamma\alpha}\,v_\beta$": np.einsum("ga,b->gab", d, v),
        r"$\delta_{\gamma\beta}\,v_\alpha$": np.einsum("gb,a->gab", d, v),
        r"$\delta_{\alpha\beta}\,v_\beta$": np.einsum("ab,b->ab", d, v)[None] + 0 * left,
        r"$\delta_{\gamma\alpha}\sum_\tau v_\tau$": np.einsum("ga,t->ga", d, v)[:, :, None] + 0 * left,
    }
    assert set(texts) == set(CHOICES["loss_kronecker"].options.values())
    (right,) = [text for text, value in texts.items() if np.array_equal(value, left)]
    return right


def eta_sign():
    slope = complex_step(lambda a: -0.3 * np.log(a) - 0.7 * np.log(1 - a), np.array(0.2))
    return f"{'negative' if slope < 0 else 'positive'}, because a larger $a$ would be closer to $y$"


def delta_squares():
    slope = complex_step(lambda z: (sigmoid(z) - 1) ** 2 / 2, np.array(-6.0))
    return f"{abs(slope):.4f}"


def delta_lines():
    """The one line whose sides differ."""
    z, y = np.linspace(-4.0, 4.0, 41), 0.3
    slope = complex_step(lambda z: np.sum(sigmoid(z)), z)
    texts = {
        r"$\delta = \varphi(z) - y$": np.allclose(complex_step(lambda z: example_loss(sigmoid(z), np.full(41, y)), z),
                                               sigmoid(z) - y),
        r"$\frac{d}{dz}\big(\varphi(z) - y\big) = \frac{d}{dz}\varphi(z)$":
            np.allclose(complex_step(lambda z: np.sum(sigmoid(z) - y), z), slope),
        r"$\frac{d}{dz}\varphi(z) = \varphi'(a)$<!-- wrong -->": np.allclose(slope, sigmoid_slope(sigmoid(z))),
        r"$\varphi(z)\big(1 - \varphi(z)\big) \le \frac14$": np.isclose(max(sigmoid(z) * (1 - sigmoid(z))), 1 / 4),
    }  # fmt: skip
    assert set(texts) == set(CHOICES["delta_lines"].options.values())
    (wrong,) = [text for text, holds in texts.items() if not holds]
    return wrong


def outer_target():
    other = Y[0] * [1, 0, 1] + [0, 1 - Y[0][1], 0]
    (dW, db), (dW2, db2) = backprop_example(X[0], Y[0], W, b), backprop_example(X[0], other, W, b)
    (row,), (entry,) = np.flatnonzero((dW[2] != dW2[2]).all(axis=1)), np.flatnonzero(db[2] != db2[2])
    return (
        rf"row {row + 1} of $\partial\hat J/\partial W^{{(2)}}$ and entry {entry + 1} of "
        r"$\partial\hat J/\partial b^{(2)}$"
    )


def batch_twice():
    data, targets, *rest = problem(3)
    once, twice = (gradient(np.vstack([data] * k), np.vstack([targets] * k), *rest)[1][1] for k in (1, 2))
    assert np.allclose(once, twice, rtol=1e-12)
    return "it stays the same"


def training_zeros():
    weights, biases = {1: W[1], 2: 0 * W[2]}, b
    for name in ("first", "second", "third"):
        weights, biases = step(weights, biases, *gradient(X, Y, weights, biases)[1:], 0.5)
        if (weights[1] != W[1]).any():
            return f"at the {name} step"


def rounding_clip():
    clipped = lambda z: -np.log(np.clip(sigmoid(z), 1e-12, 1 - 1e-12))
    return f"${clipped(-40.0 + 1e-3) - clipped(-40.0 - 1e-3):.0f}$"


RIGHT = [
    network_bias, loss_kronecker, eta_sign, delta_squares, delta_lines, outer_target, batch_twice, training_zeros,
    rounding_clip,
]  # fmt: skip
UNSURE, DELTA = sigmoid([-6.0]), delta_output(sigmoid([-6.0]), [1])[0]
# Of each wrong option by its key: words of its text, and words of the diagnosis that belongs to these.
WRONG = {
    "network_bias": {
        "a": ("$a^{(2)}_2$ alone", "The change goes on"),
        "b": ("$z^{(3)}_2$ and $a^{(3)}_2$", "Unit 2 of one layer is not tied"),
        "d": ("all of $z^{(2)}$, $a^{(2)}$", "Within a layer the units do not hear each other"),
    },
    "loss_kronecker": {
        "b": (r"\delta_{\gamma\beta}\,v_\alpha", "The symbols have exchanged an index"),
        "c": (r"\delta_{\alpha\beta}", "α and β are never compared"),
        "d": (r"\sum_\tau", "The sum is over"),
    },
    "eta_sign": {
        "a": ("positive, because $y < 0.5$", "The sign does not turn at 0.5"),
        "c": ("zero, because $a$ is nearly $y$", "Only at a = y is η zero; here it is −1.5 + 0.875."),
        "d": ("it depends on the other answers", "Only the term k = α contains this answer"),
    },
    "delta_squares": {
        "a": (f"{abs(DELTA):.0f}", "needs the η of cross-entropy"),
        "c": (f"{abs(eta_output(UNSURE, [1])[0]):.0f}", "404 is the size of η for cross-entropy"),
        "d": (f"{DELTA**2 / 2:.1f}", "The factor ½"),
    },
    "delta_lines": {
        "a": (r"\delta = \varphi(z) - y", "This is δ of a sigmoid output"),
        "b": (r"\big(\varphi(z) - y\big)", "The target does not depend on z"),
        "d": (r"\le", "A product of two numbers that add up to 1"),
    },
    "outer_target": {
        "a": ("column 2", "δ_α counts rows"),
        "c": ("alone", "The bias gradient is δ itself"),
        "d": ("all of them", "Each δ_α contains its own target alone"),
    },
    "batch_twice": {
        "a": ("it doubles", "The sum doubles, and so does N."),
        "c": ("its first part doubles", "the first part is a mean"),
        "d": (r"$\lambda W$, is halved", "λ is not divided by N"),
    },
    "training_zeros": {
        "a": ("first", "At the first step W⁽²⁾ = 0 lets nothing through"),
        "c": ("third", "After the first step W⁽²⁾ is not 0"),
        "d": ("never", "W⁽²⁾ moves at once"),
    },
    "rounding_clip": {
        "a": (f"$-{abs(delta_output([sigmoid(-40.0)], [1])[0]):.0f}$", "the true loss, a − y"),
        "c": (f"about $-10^{{{-np.log10(1e-12):.0f}}}$", "−1/a at the clipped a"),
        "d": ("not a number", "That is what the clip avoids"),
    },
}


@pytest.mark.parametrize("right", RIGHT, ids=lambda right: right.__name__)
def test_the_right_option_says_what_is_computed(right):
    choice = CHOICES[right.__name__]
    assert choice.options[choice.reference] == right()


@pytest.mark.parametrize("name", WRONG)
def test_each_wrong_option_has_its_own_diagnosis(name):
    choice = CHOICES[name]
    assert {wrong.answer for wrong in choice.wrong} == set(WRONG[name])
    for wrong in choice.wrong:
        text, diagnosis = WRONG[name][wrong.answer]
        assert text in choice.options[wrong.answer] and diagnosis in wrong.means
        others = [other for other in choice.wrong if other is not wrong]
        assert not any(diagnosis in other.means for other in others), "words of one diagnosis alone"


def test_every_choice_is_held():
    with_letters = {name for name, choice in CHOICES.items() if not choice.listing}
    assert with_letters == set(WRONG) == {right.__name__ for right in RIGHT}


def test_numbers_in_the_diagnoses_of_eta_sign():
    """−y/a and (1 − y)/(1 − a)."""
    (near,) = [wrong.means for wrong in CHOICES["eta_sign"].wrong if wrong.answer == "c"]
    assert f"−{0.3 / 0.2:.1f} + {0.7 / 0.8:.3f}" in near
