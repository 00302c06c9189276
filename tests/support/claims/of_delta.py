"""What the notebook of this stem claims in its text, and the teaching guide of it, computed."""

import numpy as np

from backprop.delta import delta
from backprop.eta import eta_output
from backprop.network import sigmoid, sigmoid_slope
from backprop.widgets.text import number
from claiming import OUT, eta

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
