"""What answers give, taken to pieces and compared."""

import numpy as np


def flat(value):
    """The arrays of a result, each behind the keys that lead to it."""
    if isinstance(value, dict):
        return [(key, *part) for key in sorted(value) for part in flat(value[key])]
    if isinstance(value, tuple):
        return [(k, *part) for k, item in enumerate(value) for part in flat(item)]
    return [(np.asarray(value, float),)]


def same(one, two, exact=False):
    """Whether two lists of results have the same numbers and shapes; with `exact`, each entry by its own size."""
    for a, b in zip(one, two, strict=True):
        if a is None or b is None:
            if a is not b:
                return False
            continue
        for (*key, left), (*other, right) in zip(a, b, strict=True):
            if key != other or left.shape != right.shape:
                return False
            near = 0 if exact else 1e-8 * np.abs(right[np.isfinite(right)]).max(initial=0)
            if not np.allclose(left, right, rtol=1e-8, atol=near, equal_nan=True):
                return False
    return True
