"""Derivatives computed without backprop: what every step of the course is checked against."""

import numpy as np

from . import shapes


def _point(x):
    x = shapes.array("x", x)
    if x.dtype.kind == "c":
        raise ValueError(f"x must be real; got dtype {x.dtype}, shape {x.shape}")
    return x.astype(np.float64)


def _value(f, x):
    value = np.asarray(f(x))
    if value.shape != ():
        raise ValueError(f"f must return one number; it returned shape {value.shape} for x of shape {x.shape}")
    return value


def complex_step(f, x):
    """∂f/∂x_k ≈ Im f(x + ih e_k) / h with h = 10⁻³⁰, entry by entry: exact to rounding, (9.6).

    Notebook 09_algorithm; Squire and Trapp, SIAM Review 40 (1998), 110–112. `f` maps an array shaped like `x`
    to one number and must be analytic: no absolute value, maximum or comparison of its argument. `x` has any
    shape and the result has the same. No two nearly equal numbers are subtracted, so h can be as small as
    this. Raises ValueError if x is complex or f returns anything but one complex number for a complex x.
    """
    x, h = _point(x), 1e-30
    slope = np.empty(x.shape)
    for k in np.ndindex(x.shape):
        moved = x.astype(complex)
        moved[k] += 1j * h
        value = _value(f, moved)
        if value.dtype.kind != "c":
            raise ValueError(f"f must compute with complex numbers; it returned {value.dtype} for x {x.shape}")
        slope[k] = value.imag / h
    return slope


def central_difference(f, x, h=6e-6):
    """∂f/∂x_k ≈ (f(x + h e_k) − f(x − h e_k)) / 2h, entry by entry, (9.2).

    Notebook 09_algorithm. `f` maps an array shaped like `x` to one real number. `x` has any shape and the
    result has the same. The default h is near ε^⅓, where the error of the method, about h², and that of
    rounding, about ε/h, are balanced: ten digits or so. Raises ValueError if h is not positive, x is complex,
    or f returns anything but one real number.
    """
    x = _point(x)
    h = shapes.number("h", h)
    if h == 0:
        raise ValueError("h must be positive; got 0")
    slope = np.empty(x.shape)
    for k in np.ndindex(x.shape):
        up, down = x.copy(), x.copy()
        up[k] += h
        down[k] -= h
        above, below = _value(f, up), _value(f, down)
        if above.dtype.kind == "c":
            raise ValueError(f"f must return a real number; it returned {above.dtype} for x {x.shape}")
        slope[k] = (above - below) / (2 * h)
    return slope
