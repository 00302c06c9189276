"""What the notebook of this stem claims in its text, and the teaching guide of it, computed."""

import numpy as np

from backprop.delta import delta, delta_output
from backprop.pullback import eta_below
from claiming import DOWN, UNITS, WHILE, W, X, Y, a, b, z


def notebook():
    x1, x2 = X[0]
    yield f"The point is $x = ({x1}, {x2})$"
    yield f"The second column is the first times ${x2}/{x1} = {x2 / x1:.1f}$"
    count = sum(W[l].size + b[l].size for l in W)
    yield f"The network has {count} parameters."
    yield f"{2 * count} forward passes by wiggling"
    yield f"These are lines {WHILE} to {DOWN} of Algorithm 1"
    yield rf"line {UNITS} is $\;\delta^{{(l-1)}}"


def guide():
    below = delta(eta_below(W[2], delta_output(a[3], Y[0])), z[2])
    assert not any(np.isclose(below, a[2] - other).any() for other in (0, 1, Y[0].mean()))
    yield "Does δ² become a² minus something?* Wrong: yes, by analogy. Right: no; the collapse needed the loss."
    many = sum(W[l].size + b[l].size for l in W)
    yield (
        f"How many forward passes does wiggling {many} parameters take?* Wrong: {many}. Right: {2 * many}, two each."
    )
    yield "for l = 3; below it the same row for l = 2; then once with l."
    yield "Students repeat the four moves for"
    yield "The four moves δ, ∂W, ∂b, η in a row"
    yield "Say: the same four, more often."
