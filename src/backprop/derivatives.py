"""Derivatives computed without backprop: what every step of the course is checked against."""

import numpy as np

from . import shapes

ROUNDINGS = 100  # of f on its way, each by at most half of ε times its value


def _point(x):
    x = shapes.array("x", x)
    if x.dtype.kind == "c":
        raise ValueError(f"x must be real; got dtype {x.dtype}, shape {x.shape}")
    return x.astype(np.float64)


def _value(f, x, kind):
    """f(x), one finite number of double precision: np.float64 or np.complex128 as `kind` says."""
    value = shapes.plain("f(x)", f(x))
    if value.shape != () or value.dtype != kind or not np.isfinite(value):
        got = f"{value!r:.40}, shape {value.shape}, {value.dtype}"
        raise ValueError(f"f must return one finite {kind.__name__} for x of shape {x.shape}; it returned {got}")
    return value


def complex_step(f, x):
    """f′(x) ≈ Im f(x + ih) / h with h = 10⁻³⁰, for each entry of x, (9.6).

    Notebook 09_algorithm; Squire and Trapp, SIAM Review 40 (1998), 110–112. `f` maps an array shaped like `x`
    to one number and must be analytic: no absolute value, maximum or comparison of its argument. `x` has any
    shape and the result has the same. The formula subtracts nothing, so that only f rounds: the result has as many
    digits as the imaginary part of f, as long as h ∂f/∂x_k is above 10⁻³⁰⁸ and f is smooth on the scale of h.
    Raises ValueError if x is complex or f returns anything but one finite complex128 for a complex x.
    """
    x, h = _point(x), 1e-30
    slope = np.empty(x.shape)
    for k in np.ndindex(x.shape):
        moved = x.astype(complex)
        moved[k] += 1j * h
        slope[k] = _value(f, moved, np.complex128).imag / h
    return slope


def central_difference(f, x, h=None):
    """f′(x) ≈ (f(x + h) − f(x − h)) / 2h, for each entry of x, (9.2).

    Notebook 09_algorithm. `f` maps an array shaped like `x` to one real number. `x` has any shape and the
    result has the same. Without `h` an entry is moved by 6·10⁻⁶ of its size, or of 1 if it is smaller: near ε^⅓,
    where the error of the method, about h², and that of rounding, about ε/h, are balanced. There half the step has to
    give the same, but for the rounding of f. Raises ValueError if it does not, if h is not positive, x is complex, or
    f returns anything but one finite float64.
    """
    x = _point(x)
    if h is not None and (h := shapes.number("h", h)) == 0:
        raise ValueError("h must be positive; got 0")
    slope = np.empty(x.shape)
    for k in np.ndindex(x.shape):
        slope[k] = _difference(f, x, k, h)[0] if h else _checked_difference(f, x, k)
    return slope


def _difference(f, x, k, h):
    """(9.2) for one entry, and how far the rounding of f may move it."""
    up, down = x.copy(), x.copy()
    up[k] += h
    down[k] -= h
    above, below = _value(f, up, np.float64), _value(f, down, np.float64)
    return (above - below) / (2 * h), ROUNDINGS * np.finfo(float).eps * max(abs(above), abs(below)) / h


def _checked_difference(f, x, k):
    """(9.2) for one entry with a step of its own, which is an error if half of it gives another slope."""
    h = 6e-6 * max(1.0, abs(x[k]))
    (slope, rounding), (again, _) = _difference(f, x, k, h), _difference(f, x, k, h / 2)
    if not abs(slope - again) <= 1e-8 * abs(again) + rounding:
        raise ValueError(
            f"h = {h:.1e} does not fit f at x{list(map(int, k))}, shape {x.shape}: its slope is {slope:.6g}, and "
            f"{again:.6g} with half of h; give an h, or an f that computes in float64"
        )
    return slope
