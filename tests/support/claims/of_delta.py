"""What the notebook of this stem claims in its text, and the teaching guide of it, computed."""

import math

import numpy as np

from backprop.delta import delta, delta_output
from backprop.derivatives import complex_step
from backprop.eta import eta_output
from backprop.exercises import catalogue
from backprop.loss import example_loss
from backprop.network import sigmoid, sigmoid_slope
from backprop.widgets.text import number
from claiming import OUT, eta
from claims.of_eta import weighted_loss
from wording import AT, slope

product = lambda at: delta(eta_output(sigmoid([at]), [1]), [at])[0]


def notebook():
    yield f"This is line {OUT} of Algorithm 1"
    answer = sigmoid(-6.0)
    yield rf"$a = \varphi(-6) \approx {answer:.4f}$"
    yield (
        f"At $z = -6$, η is about ${eta(answer):.0f}$ and φ′ about ${sigmoid_slope(-6.0):.4f}$; "
        f"the product is ${eta(answer) * sigmoid_slope(-6.0):.4f}$."
    )


def guide():
    yield (
        "z = −6 with y = 1: is the product η·φ′ huge, nearly 0, or between?* Wrong: nearly 0, “since φ′ is” "
        f"(one factor is looked at). Right: about {number(product(-6.0), 0)}."
    )
    most = max(abs(product(at)) for at in np.linspace(-30, 30, 601))
    assert 0.999 < most < 1
    yield "Say: two extreme numbers, and the answer is the error."
    yield f"Is there a bound that |δ| never passes?* Wrong: no, since η has none. Right: yes, {most:.0f}."
    yield "φ′ vanish and their product be a − y"


# What the questions offer: the right option as computed, words of each wrong one and of its diagnosis


def delta_squares_is():
    slope = complex_step(lambda z: (sigmoid(z) - 1) ** 2 / 2, np.array(-6.0))
    return f"{abs(slope):.4f}"


UNSURE, DELTA = sigmoid([-6.0]), delta_output(sigmoid([-6.0]), [1])[0]
delta_squares_is_not = {
    "a": (f"{abs(DELTA):.0f}", "needs the η of cross-entropy"),
    "c": (f"{abs(eta_output(UNSURE, [1])[0]):.0f}", "404 is the size of η for cross-entropy"),
    "d": (f"{DELTA**2 / 2:.1f}", "The factor ½"),
}


def delta_lines_is():
    """The one line whose sides differ."""
    z, y = np.linspace(-4.0, 4.0, 41), 0.3
    slope = complex_step(lambda z: np.sum(sigmoid(z)), z)
    texts = {
        r"$\delta = \varphi(z) - y$": np.allclose(complex_step(lambda z: example_loss(sigmoid(z), np.full(41, y)), z),
                                               sigmoid(z) - y),
        r"$\frac{d}{dz}\big(\varphi(z) - y\big) = \frac{d}{dz}\varphi(z)$":
            np.allclose(complex_step(lambda z: np.sum(sigmoid(z) - y), z), slope),
        r"$\frac{d}{dz}\varphi(z) = \varphi'(a)$": np.allclose(slope, sigmoid_slope(sigmoid(z))),
        r"$\varphi(z)\big(1 - \varphi(z)\big) \le \frac14$": np.isclose(max(sigmoid(z) * (1 - sigmoid(z))), 1 / 4),
    }  # fmt: skip
    assert set(texts) == set(catalogue.find("delta_lines").options.values())
    (wrong,) = [text for text, holds in texts.items() if not holds]
    return wrong


delta_lines_is_not = {
    "a": (r"\delta = \varphi(z) - y", "This is δ of a sigmoid output"),
    "b": (r"\big(\varphi(z) - y\big)", "The target does not depend on z"),
    "d": (r"\le", "A product of two numbers that add up to 1"),
}


# Reasons beside a step of which no program tells whether they are so; a reader has. (·) is the number of an equation
READ = [
    "multiplied out",
]

# Reasons beside a step, and what would be none
FALSE_REASONS = [
    ("the slope of the sigmoid (2.6)", "the slope of the loss"),
    (r"only $\gamma = \alpha$ survives", r"only $\gamma = \beta$ survives"),
    (r"definition of $\eta$", r"definition of $\delta$"),
]


# The words of the exercises: pieces with sides that are equal; one without sides has a number, and claims nothing


def words():
    yield "delta", "φ(z) = 1 / (1 + e⁻ᶻ), and φ′(z) = φ(z)(1 − φ(z)).", (
        ("φ(z)", "1 / (1 + e⁻ᶻ)"), ("φ′(z)", "φ(z)(1 − φ(z))", slope(sigmoid, AT.z)))  # fmt: skip
    yield "delta", "δ is η times the slope of φ, entry by entry.", ()
    yield "delta_tanh", "The derivative of tanh z is 1 − tanh² z.", (("1 − tanh² z", slope(np.tanh, AT.z)),)
    error = slope(lambda a: (a - 0.3) ** 2 / 2, 0.8)
    yield "delta_squares", "η is a − y now.", (("a − y", error),), {"a": 0.8, "y": 0.3}
    at = {"η": sigmoid(-6.0) - 1, "z": -6.0}
    there = slope(lambda z: (sigmoid(z) - 1) ** 2 / 2, -6.0)
    yield "delta_squares", "δ is still η times φ′(z), and φ′(−6) is about 0.0025.", (
        ("0.0025", round(sigmoid_slope(-6.0), 4)), ("φ′(−6)", sigmoid_slope(-6.0)))  # fmt: skip
    yield "delta_squares", "η = a − y is about −1, and δ = η φ′(z) is about −0.0025", (
        ("−1", round(sigmoid(-6.0) - 1)), ("−0.0025", round(there, 4)), ("η φ′(z)", there)), at  # fmt: skip


# How a formula may be typed, and typed mistakes with the name that each is told
delta_weighted_typed = [
    r"a - ay - wy + way", "a*(1 - y) - w*y*(1 - a)", r"a\left(1-y\right) - w\cdot y\,(1-a)",
    "a - a*y*(1 - w) - w*y",
    r"\big({\color{#117762}a}(1-y) - wy(1-a)\big)", r"\frac12 (2a(1 - y) - 2wy(1 - a))",
]  # fmt: skip
delta_weighted_mistyped = {"a - y": "a - y", "w(a - y)": "w(a - y)", r"-\frac{wy}{a} + \frac{1-y}{1-a}": "η"}


# What the answers are by measured slopes, where no helper of the course is the reference


def delta_tanh_measured(eta, z):
    return complex_step(lambda v: np.sum(eta * np.tanh(v)), z)


def delta_weighted_measured(a, y, w):
    return complex_step(lambda z: np.sum(weighted_loss(sigmoid(z), y, w)), np.log(a / (1 - a)))


# Right answers, each written in another way


def delta__formula(eta, z):
    a = 1 / (1 + np.exp(-z))
    return eta * a * (1 - a)


def delta__exponential(eta, z):
    return eta * np.exp(-z) / (1 + np.exp(-z)) ** 2


def delta__mirrored(eta, z):
    return eta / (1 + np.exp(-z)) / (1 + np.exp(z))


def delta__cosh(eta, z):
    return eta / (4 * np.cosh(z / 2) ** 2)


def delta__loops(eta, z):
    out = np.zeros_like(z)
    for k in np.ndindex(z.shape):
        a = 1 / (1 + math.exp(-z[k]))
        out[k] = eta[k] * (a - a * a)
    return out


def delta__diagonal(eta, z):
    a = 1 / (1 + np.exp(-z))
    if z.ndim == 1:
        return np.diag(a * (1 - a)) @ eta
    return np.stack([np.diag(p * (1 - p)) @ e for p, e in zip(a, eta, strict=True)])


def delta__einsum(eta, z):
    a = 1 / (1 + np.exp(-z))
    return np.einsum("...i,...i,...i->...i", eta, a, 1 - a)


def delta__float32(eta, z):
    a = 1 / (1 + np.exp(-z.astype(np.float32)))
    return eta.astype(np.float32) * a * (1 - a)


def delta_tanh__formula(eta, z):
    return eta * (1 - np.tanh(z) ** 2)


def delta_tanh__cosh(eta, z):
    return eta / np.cosh(z) ** 2


def delta_tanh__factors(eta, z):
    a = np.tanh(z)
    return eta * (1 - a) * (1 + a)


def delta_tanh__exponentials(eta, z):
    return 4 * eta / (np.exp(z) + np.exp(-z)) ** 2


def delta_weighted__sum(a, y, w):
    return a - a * y - w * y + w * a * y


def delta_weighted__from_eta(a, y, w):
    return (-w * y / a + (1 - y) / (1 - a)) * a * (1 - a)
