"""What the notebook of this stem claims in its text, and the teaching guide of it, computed."""

import numpy as np

from backprop.derivatives import complex_step
from backprop.eta import eta_output
from backprop.loss import example_loss
from backprop.widgets.text import number
from claiming import THROUGH, WORDS, Y, a, eta

slope_of_loss = lambda answer: eta_output([answer], [1])[0]


def notebook():
    yield f"This is line {THROUGH} of Algorithm 1"
    slopes = eta(0.01), eta(0.5), eta(0.99)
    yield (
        f"The three slopes are ${slopes[0]:.0f}$, ${slopes[1]:.0f}$ and ${slopes[2]:.2f}$: "
        f"the first is {slopes[0] / slopes[1]:.0f} times the second and {slopes[0] / slopes[2]:.0f} times the third."
    )


def guide():
    assert abs(slope_of_loss(1e-9)) > 1e8 and round(slope_of_loss(1 - 1e-9), 6) == -1
    yield "say where it explodes and where it is not 0"
    yield (
        "*y = 1: is the slope near a = 0.99 nearly 0?* Wrong: yes, “because it is almost right” (loss and "
        f"slope are mixed up). Right: it is about {number(slope_of_loss(0.99), 0)}."
    )
    times = slope_of_loss(0.01) / slope_of_loss(0.5)
    yield f"How much steeper is it at 0.01 than at 0.5?* Wrong: twice. Right: {WORDS[round(times)]} times."
    terms = complex_step(lambda answers: example_loss(answers, Y[0]), a[3])
    alone = [complex_step(lambda answers, k=k: example_loss(answers[[k]], Y[0][[k]]), a[3]) for k in range(3)]
    assert np.allclose(np.diag(np.diag(alone)), alone) and np.allclose(terms, np.diag(alone))
    yield "all but one are 0 (3.3)"
    answer, y = a[3], Y[0]
    assert np.allclose(terms, -y / answer + (1 - y) / (1 - answer), rtol=1e-12)
    yield "derive η³ = −y/a³ + (1 − y)/(1 − a³)"


# What the notebook sets and does not claim: what is asked, what is to be tried, and where something is from.
CHOSEN = [
    r"The network says $a^{(3)}_\alpha = 0.01$",
    "A second network says $0.5$, and a third says $0.99$.",
    "put $a$ at 0.01, 0.5 and 0.99.",
]
