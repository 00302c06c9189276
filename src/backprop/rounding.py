"""What rounding does to the formulas, of 12_rounding.ipynb: the textbook forms as they are written, and the truth to
50 digits."""

import math
from decimal import Decimal, localcontext

import numpy as np

from . import shapes
from .network import sigmoid


def naive_sigmoid(z):
    """1 / (1 + e⁻ᶻ), (1.3) as it is written: where e⁻ᶻ overflows, below z ≈ −709.8 in float64, it is 0.

    Notebook 12_rounding. `z` has any shape and the result has the same; float16, float32 and float64 keep
    their type. NumPy's warning is switched off. `network.sigmoid` is the form that does not overflow. Raises
    ValueError if z holds NaN.
    """
    z = shapes.array("z", z, finite=False)
    with np.errstate(over="ignore", under="ignore"):
        return 1 / (1 + np.exp(-z))


def textbook_delta(a, y):
    """η φ′ = (−y / a + (1 − y) / (1 − a)) a (1 − a) as it is written, entry by entry: NaN where a is 0 or 1.

    Notebook 12_rounding; (3.4) and (4.5). `a` and `y` in [0, 1], of one shape; the result has it too. NumPy's
    warnings are switched off. Raises ValueError if the shapes differ, or an entry is out of range.
    """
    a, y = _answers(a, y)
    with np.errstate(all="ignore"):
        eta = -y / a + (1 - y) / (1 - a)
        return eta * a * (1 - a)


def textbook_losses(a, y):
    """−y log a − (1 − y) log(1 − a) as it is written, entry by entry: ∞ or NaN where a is 0 or 1.

    Notebook 12_rounding; a term of (3.1). `a` and `y` in [0, 1], of one shape; the result has it too. NumPy's
    warnings are switched off. `loss.losses_from_z` is the form that does not break. Raises ValueError if the
    shapes differ, or an entry is out of range.
    """
    a, y = _answers(a, y)
    with np.errstate(all="ignore"):
        return -y * np.log(a) - (1 - y) * np.log(1 - a)


def delta_from_z(z, y):
    """δ_α = (1 − y_α) φ(z_α) − y_α φ(−z_α): a − y with all its digits, also where it is nearly 0, (12.11).

    Notebook 12_rounding. `z` and `y` in [0, 1], of one shape; the result has it too. It holds where `delta_output`
    holds. Raises ValueError if the shapes differ, or an entry is out of range.
    """
    z, y = shapes.array("z", z), shapes.target("y", y)
    shapes.same("z", z, "y", y)
    return (1 - y) * sigmoid(z) - y * sigmoid(-z)


def true_values(z, y):
    """δ = φ(z) − y and the loss log(1 + eᶻ) − y z of one output, as decimal numbers with 50 digits.

    Notebook 12_rounding; (12.11) and (12.10). `z` and `y` in [0, 1] are one number each, taken as the floats
    that they are. Returns two `decimal.Decimal`. Raises ValueError if either is not one number in its range.
    """
    z, y = shapes.array("z", z), shapes.target("y", y)
    if z.shape != () or y.shape != () or z.dtype.kind == "c":
        raise ValueError(f"z and y must be one real number each; got z {z.shape} and y {y.shape}")
    with localcontext(prec=50) as context:
        z, y = Decimal(float(z)), Decimal(float(y))
        context.prec += math.ceil(abs(z))  # for the digits that 1 + eᶻ and the difference below use up
        e = z.exp()
        return (1 - y) * e / (1 + e) - y / (1 + e), (1 + e).ln() - y * z


def correct_digits(got, true):
    """To how many decimal digits `got` agrees with `true`: −log₁₀ of the relative error, from 0 to all it can hold.

    Notebook 12_rounding. `got` is one NumPy float, and its type says how many it can hold: 3.0, 6.9 or 15.7.
    `true` is a `decimal.Decimal` other than 0. Raises ValueError if `got` is not finite.
    """
    got = shapes.array("got", got)
    all_of_them = -math.log10(np.finfo(got.dtype).eps)
    error = abs(Decimal(float(got)) - true) / abs(true)
    return min(max(0.0, -float(error.log10())), all_of_them)  # the logarithm of Decimal(0) is −Infinity


def first_float(holds, start, end):
    """The float nearest to `start`, on the way to `end`, at which `holds` is true: found by halving.

    Notebook 12_rounding. `start` and `end` are NumPy floats of one type, and so is the result. `holds` must be
    false at `start`, true at `end`, and change once between them; ValueError if it does not.
    """
    if holds(start) or not holds(end):
        raise ValueError(f"holds must be false at start = {start} and true at end = {end}")
    while True:
        middle = type(start)((float(start) + float(end)) / 2)
        if middle in (start, end):
            return end
        start, end = (start, middle) if holds(middle) else (middle, end)


def _answers(a, y):
    a, y = shapes.activation("a", a, ends=True), shapes.target("y", y)
    shapes.same("a", a, "y", y)
    return a, y
