"""The one place that refuses bad input: every step module asks here before it computes.

An array that is accepted comes back as a NumPy array of floats: float32, float64 and complex numbers keep
their type, integers and lists become float64. Whatever does not fit raises a ValueError that names the
argument and its shape. Nothing is broadcast to make it fit, and nothing that an array carries beside its entries,
a mask or a unit, is dropped.
"""

from collections.abc import Mapping

import numpy as np

PLAIN = (np.ndarray, np.memmap, np.matrix)  # the classes whose arrays are their entries and nothing else


def plain(name, value):
    """`value` as a NumPy array, unless it has more than its entries, as a masked array has."""
    if _has_more(value):
        raise ValueError(
            f"{name} must be a plain array: what {type(value).__name__} has beside its entries, such as a mask or a "
            f"unit, would be lost; got shape {np.shape(value)}"
        )
    try:
        return np.asarray(value)
    except ValueError as error:
        raise ValueError(f"{name} must be an array of numbers, all rows of one length: {error}") from None


def _has_more(value):
    if isinstance(value, (list, tuple)):
        return any(_has_more(part) for part in value)
    return isinstance(value, np.ndarray) and type(value) not in PLAIN


def array(name, value, ndim=None, finite=True):
    """`value` as an array of floats or complex numbers without NaN; with `finite`, without infinities too."""
    result = plain(name, value)
    if result.dtype.kind in "bui":
        result = result.astype(np.float64)
    if result.dtype.kind not in "fc":
        raise ValueError(f"{name} must hold numbers; got {type(value).__name__} with dtype {result.dtype}")
    if ndim is not None and result.ndim != ndim:
        wanted = {1: "a vector, shape (n,)", 2: "a matrix, shape (rows, columns)"}[ndim]
        raise ValueError(f"{name} must be {wanted}; got shape {result.shape}")
    if ndim is not None and 0 in result.shape:
        raise ValueError(f"{name} is empty: shape {result.shape}")
    bad = ~np.isfinite(result) if finite else np.isnan(result)
    if bad.any():
        where = tuple(int(i) for i in np.argwhere(bad)[0])
        raise ValueError(f"{name} holds {result[where]} at index {where}; its shape is {result.shape}")
    return result


def same(name, value, other_name, other):
    """Refuse two arrays of different shapes, (3, 1) against (3,) above all."""
    if value.shape != other.shape:
        raise ValueError(
            f"{name} and {other_name} must have the same shape; "
            f"got {name} {value.shape} and {other_name} {other.shape}"
        )


def target(name, value, ndim=None):
    """`value` as an array of real targets, each in [0, 1]."""
    result = array(name, value, ndim)
    if result.dtype.kind == "c" or ((result < 0) | (result > 1)).any():
        raise ValueError(f"{name} must be real and lie in [0, 1]; its shape is {result.shape}")
    return result


def shares(name, value, ndim):
    """`value` as targets of which each row, or the one vector, adds up to 1: shares of one whole."""
    result = target(name, value, ndim)
    off = np.abs(result.sum(axis=-1, dtype=np.float64) - 1).max()
    if off > np.sqrt(np.finfo(result.dtype).eps):
        raise ValueError(f"{name} must add up to 1 over its last index; it is off by {off:.3g}, shape {result.shape}")
    return result


def activation(name, value, ends):
    """`value` as an array of sigmoid activations: in (0, 1), or with `ends` in [0, 1]."""
    result = array(name, value)
    low, high = result.real.min(initial=0.5), result.real.max(initial=0.5)
    if low < 0 or high > 1:
        raise ValueError(f"{name} must lie between 0 and 1; it runs from {low} to {high}, shape {result.shape}")
    if not ends and (low == 0 or high == 1):
        raise ValueError(
            f"{name} must lie strictly between 0 and 1, where the formula does not divide by 0 or take log 0; "
            f"it reaches {0 if low == 0 else 1}, shape {result.shape}"
        )
    return result


def parameters(W, b):
    """The weights and biases of one network, checked to fit together, as two dicts keyed 1 … L−1."""
    for name, value in (("W", W), ("b", b)):
        if not isinstance(value, Mapping):
            raise ValueError(
                f"{name} must be a dict keyed by layer, {name}[1], {name}[2], …; got {type(value).__name__}"
            )
    layers = list(range(1, len(W) + 1))
    if not layers:
        raise ValueError("W is empty: a network has at least W[1]")
    for name, value in (("W", W), ("b", b)):
        if set(value) != set(layers):
            raise ValueError(f"{name} must have the keys {layers}, one for each layer left; got {list(value)}")
    W = {l: array(f"W[{l}]", W[l], 2) for l in layers}
    b = {l: array(f"b[{l}]", b[l], 1) for l in layers}
    for l in layers:
        if b[l].shape != W[l].shape[:1]:
            raise ValueError(
                f"b[{l}] must have one entry for each row of W[{l}]; got b[{l}] {b[l].shape} and W[{l}] {W[l].shape}"
            )
        if l > 1 and W[l].shape[1] != W[l - 1].shape[0]:
            raise ValueError(
                f"W[{l}] must have one column for each row of W[{l - 1}]; "
                f"got W[{l}] {W[l].shape} and W[{l - 1}] {W[l - 1].shape}"
            )
    return W, b


def inputs(name, value, W, ndim=1):
    """`value` as an input of the network: (n_1,) for one example, (N, n_1) with `ndim=2`."""
    result = array(name, value, ndim)
    if result.shape[-1] != W[1].shape[1]:
        raise ValueError(
            f"{name} must have {W[1].shape[1]} inputs, one for each column of W[1]; "
            f"got {name} {result.shape} and W[1] {W[1].shape}"
        )
    return result


def outputs(name, value, W, ndim=1):
    """`value` as targets of the network: (K,) for one example, (N, K) with `ndim=2`."""
    result = target(name, value, ndim)
    last = len(W)
    if result.shape[-1] != W[last].shape[0]:
        raise ValueError(
            f"{name} must have {W[last].shape[0]} targets, one for each row of W[{last}]; "
            f"got {name} {result.shape} and W[{last}] {W[last].shape}"
        )
    return result


def data(X, Y, W):
    """A data set whose examples are the rows: X (N, n_1) and Y (N, K), with N of at least 1."""
    X, Y = inputs("X", X, W, 2), outputs("Y", Y, W, 2)
    if len(X) != len(Y):
        raise ValueError(f"X and Y must have one row for each example; got X {X.shape} and Y {Y.shape}")
    return X, Y


def problem(X, Y, W, b, weight_decay):
    """A data set, a network and λ, checked to fit together, and the dtype of a result: `X, Y, W, b, λ, dtype`.

    float16 comes back as float32, because float16 cannot add up a few thousand examples; `result` rounds again.
    """
    W, b = parameters(W, b)
    X, Y = data(X, Y, W)
    dtype = np.result_type(X, Y, *W.values(), *b.values())
    single = lambda M: M.astype(np.float32) if M.dtype == np.float16 else M
    W, b = ({l: single(M[l]) for l in M} for M in (W, b))
    return single(X), single(Y), W, b, number("weight_decay", weight_decay), dtype


def result(dtype, J, dW, db):
    """J and its gradients, rounded to the dtype of what they were computed from."""
    dW, db = ({l: part[l].astype(dtype, copy=False) for l in part} for part in (dW, db))
    return dtype.type(J), dW, db


def number(name, value):
    """`value` as one plain number, finite and not negative."""
    result = array(name, value)
    if result.ndim != 0 or result.dtype.kind == "c" or result < 0:
        raise ValueError(f"{name} must be one number, 0 or more; got {value!r}, shape {result.shape}")
    return float(result)


def whole(name, value, low=0):
    """`value` as one whole number of `low` or more."""
    result = array(name, value)
    if result.ndim != 0 or result.dtype.kind == "c" or result < low or result != np.floor(result):
        raise ValueError(f"{name} must be one whole number, {low} or more; got {value!r}, shape {result.shape}")
    return int(result)


def rows(name, value, N):
    """`value` as a vector of row numbers, each from 0 to N − 1."""
    result = plain(name, value)
    if result.ndim != 1 or result.dtype.kind not in "iu" or not len(result):
        raise ValueError(f"{name} must be a vector of row numbers; got shape {result.shape}, {result.dtype}")
    if result.min() < 0 or result.max() >= N:
        raise ValueError(
            f"{name} must lie from 0 to {N - 1}; it runs from {result.min()} to {result.max()}, shape {result.shape}"
        )
    return result
