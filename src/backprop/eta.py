"""The first step back, of 03_eta.ipynb: η⁽ᴸ⁾ = ∂Ĵ/∂a⁽ᴸ⁾."""

from . import shapes


def eta_output(a, y):
    """η_α = −y_α / a_α + (1 − y_α) / (1 − a_α): the sensitivity of Ĵ to the output activations, (3.4).

    Notebook 03_eta, line 5 of Algorithm 1. `a` strictly inside (0, 1), real or complex; `y` in [0, 1]. Both
    (K,) for one example, or any one shape for many; the result has it too. It is infinite where y / a is beyond every
    float, in float64 below a of about 6·10⁻³⁰⁹. Raises ValueError if the shapes differ, or an entry is out of range.
    """
    a, y = shapes.activation("a", a, ends=False), shapes.target("y", y)
    shapes.same("a", a, "y", y)
    return -y / a + (1 - y) / (1 - a)
