"""The step back through the units, of 04_delta.ipynb: δ = ∂Ĵ/∂z."""

from . import shapes
from .network import sigmoid_slope


def delta(eta, z):
    """δ_α = η_α φ′(z_α) = η_α φ(z_α) (1 − φ(z_α)): the sensitivity of Ĵ to the pre-activations, (4.4).

    Notebook 04_delta, lines 8 and 17 of Algorithm 1. `eta` and `z` (n,) for one example, or any one shape for
    many; the result has it too. Raises ValueError if the shapes differ, or an entry is not finite.
    """
    eta, z = shapes.array("eta", eta), shapes.array("z", z)
    shapes.same("eta", eta, "z", z)
    return eta * sigmoid_slope(z)


def delta_output(a, y):
    """δ⁽ᴸ⁾ = a⁽ᴸ⁾ − y: what `delta(eta_output(a, y), z)` collapses to where a = φ(z), (4.8).

    Notebook 04_delta. It holds for the output layer alone, for sigmoid units with binary cross-entropy, and
    divides by nothing, so that it is finite where η is not. `a` in [0, 1], real or complex; `y` in [0, 1]. Both
    (K,) for one example, or any one shape for many. Raises ValueError if the shapes differ, or an entry is out
    of range.
    """
    a, y = shapes.activation("a", a, ends=True), shapes.target("y", y)
    shapes.same("a", a, "y", y)
    return a - y
