"""What the notebook of this stem claims in its text, and the teaching guide of it, computed."""

import numpy as np

from backprop import derivatives
from backprop.batch import gradient
from backprop.delta import delta_output
from backprop.loss import example_loss
from backprop.network import forward, sigmoid
from backprop.outer import weight_gradient
from backprop.widgets import algorithm as check_figure
from claiming import (
    BIASES,
    CODE,
    DECAY,
    DECAYED,
    DOWN,
    FORWARD,
    IF,
    LAST,
    LOSS,
    MEAN,
    OUT,
    PULL,
    THROUGH,
    UNITS,
    WEIGHTS,
    WHILE,
    W,
    X,
    Y,
    a,
    b,
    ten_to,
)


def errors_at(h):
    """How far a central difference with this h is from the slope of Ĵ along one weight."""

    def f(w):
        moved = {1: W[1], 2: W[2].astype(complex)}
        moved[2][1, 3] = w[0]
        return example_loss(forward(X[0], moved, b)[0][3], Y[0])

    at = [W[2][1, 3]]
    exact = derivatives.complex_step(f, at)[0]
    return abs(derivatives.central_difference(lambda w: f(w).real, at, h)[0] - exact)


def notebook():
    assert [int(text.split("#")[-1]) for text in CODE] == list(range(1, LAST + 1))
    yield (
        rf"Line {WEIGHTS} uses $\delta^{{(l)}}$, which line {OUT} has set at the output and line {UNITS} below it, "
        rf"$a^{{(l-1)}}$ of line {FORWARD + 1}, or of line {FORWARD} where"
    )
    yield f"The listing below has {LAST} lines."
    yield f"by line number {(THROUGH, OUT, WEIGHTS, BIASES, PULL, UNITS, DECAY)}"
    table = [
        (f"{FORWARD}, {FORWARD + 1}", "the forward pass"), (THROUGH, "η of the output"), (OUT, "δ of the output"),
        (WEIGHTS, "the weights, with"), (BIASES, "the biases, likewise"), (PULL, "back through the weights"),
        (UNITS, "δ of a hidden layer"), (f"{WHILE}, {IF}, {DOWN}", "the same moves"),
        (f"{LOSS}, {MEAN}, {DECAYED}", "$J$ itself"), (DECAY, "weight decay"),
    ]  # fmt: skip
    yield from (f"| {number} | {what}" for number, what in table)
    yield f"Step from line {THROUGH} to line {DOWN}. Which values does line {WEIGHTS} use"
    yield f"How often is line {PULL} reached?"
    yield f"Line {UNITS} still needs $z$ and line {WEIGHTS} still needs $a$"
    yield f"line {PULL} is reached $L - 2$ times for each example. Line {DECAYED} changes $J$ last"
    yield f"answered by lines {WEIGHTS} and {DECAY}."
    yield f"These are lines 1 to {LAST} of Algorithm 1"
    eps = np.finfo(float).eps
    bits = np.finfo(float).nmant
    yield f"Its floats have {bits + 1} binary digits"
    yield rf"with $\varepsilon = 2^{{-{bits}}}$"
    ratios = [errors_at(10.0**-k) / errors_at(10.0 ** -(k + 1)) for k in (1, 2, 3)]
    assert np.allclose(ratios, 100, rtol=0.05)
    yield f"Each step divides $h$ by 10 and the error by {ratios[0]:.0f}"
    best = (1.5 * eps) ** (1 / 3)  # where h²/6 · |f‴| and ε |f| / 2h together are smallest
    yield rf"that is about ${1e6 * best:.0f} \cdot 10^{{-6}}$, and ten digits or so are right."
    yield rf"with $h = \varepsilon^{{1/3}} \approx {1e6 * eps ** (1 / 3):.0f} \cdot 10^{{-6}}$"
    off = {}
    for v in (30.0, 36.0):  # y = 0, where the slope of the loss is φ
        slope = derivatives.complex_step(lambda z: example_loss(sigmoid(z), [0.0]), [v])[0]
        off[v] = f"{100 * abs(slope / sigmoid(v) - 1):.1f} %"
    yield f"with $y = 0$ its slope is {off[30.0]} off at $z = 30$ and {off[36.0]} at $z = 36$."
    assert 1e-308 < np.finfo(float).tiny < 1e-307
    yield "below $10^{-308}$, floats run out."
    rough = check_figure.compute_check(-15.0)["error"] / abs(gradient(X[:1], Y[:1], W, b)[1][2][1, 3])
    assert 0.1 < rough
    yield r"At $h = 10^{-15}$ not one digit is left."
    errors = [abs(derivatives.central_difference(np.exp, 1.0, 10.0**-k) / np.e - 1) for k in (5, 8, 11)]
    assert errors == sorted(errors)
    yield "below $10^{-5}$, a smaller $h$ is on the whole worse."


def guide():
    f = lambda v: example_loss([sigmoid(v)], [1])
    central = lambda h: (f(0.7 + h) - f(0.7 - h)) / (2 * h)
    errors = {k: abs(central(10.0**k) - (sigmoid(0.7) - 1)) for k in range(-14, 0)}
    best = min(errors, key=errors.get)
    yield (
        "Does a smaller h always give a better derivative?* Wrong: yes, “h goes to 0”. Right: not below about "
        f"{ten_to(best)}."
    )
    (_, sums, _), (_, means, _) = (gradient(X[:n], Y[:n], W, b) for n in (1, 2))
    one = {l: weight_gradient(delta_output(a[3], Y[0]), a[2]) for l in (2,)}
    assert np.allclose(sums[2], one[2]) and not np.allclose(means[2] * 2, means[2])
    yield "Which data set hides a forgotten 1/N?* Wrong: none can. Right: one example."


# What the notebook sets and does not claim: what is asked, what is to be tried, and where something is from.
CHOSEN = [
    "takes $h = 10^{-30}$.",
]
