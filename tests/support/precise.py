"""The truth with 60 digits and more, from Python's decimals: what the steps are compared with at any float."""

from decimal import Context, Decimal, localcontext

import numpy as np

CONTEXT = Context(prec=100, Emin=-(10**6), Emax=10**6)  # nothing underflows here
BEYOND = 2000  # beside every float e⁻²⁰⁰⁰ is as good as any smaller number


def decimal(value):
    """The float as it is, without rounding."""
    return Decimal(float(value))


def _exponential(z):
    """e to the power −|z|."""
    return (-min(abs(z), Decimal(BEYOND))).exp()


def phi(z):
    """φ(z) and 1 − φ(z), each with all its digits."""
    with localcontext(CONTEXT):
        e = _exponential(decimal(z))
        large, small = 1 / (1 + e), e / (1 + e)
        return (large, small) if z >= 0 else (small, large)


def slope(z):
    """φ′(z)."""
    with localcontext(CONTEXT):
        one, other = phi(z)
        return one * other


def loss(z, y):
    """log(1 + eᶻ) − y z, without the difference."""
    with localcontext(CONTEXT):
        z, y = decimal(z), decimal(y)
        e = _exponential(z)
        log = e - e * e / 2 if e < Decimal("1e-40") else (1 + e).ln()
        return log + ((1 - y) * z if z > 0 else -y * z)


def delta(z, y):
    """φ(z) − y as (1 − y) φ(z) − y (1 − φ(z))."""
    with localcontext(CONTEXT):
        one, other = phi(z)
        return (1 - decimal(y)) * one - decimal(y) * other


def error(got, true, kind, beside=0):
    """The error of `got` in units of ε of the float type, relative to the truth.

    Where the truth is smaller than `beside`, or than the smallest normal float, it is relative to that.
    """
    info = np.finfo(kind)
    with localcontext(CONTEXT):
        size = max(abs(true), decimal(info.tiny), Decimal(beside))
        return float(abs(decimal(got) - true) / (decimal(info.eps) * size))
