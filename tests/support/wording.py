"""Numbers for the letters in the hints and reasons of exercises, and what `claims` asks of functions and listings."""

from types import SimpleNamespace

import numpy as np

from backprop.derivatives import complex_step
from backprop.exercises import catalogue
from random_networks import relative

AT = SimpleNamespace(**dict(zip("ayzuwsh", np.random.default_rng(0).uniform(0.1, 0.9, size=7), strict=True)))


def slope(f, at):
    """The derivative of f, a function of one number, there."""
    return float(complex_step(lambda v: f(v[0]), [at])[0])


def line_to_mend(name, right, space, expected, fine):
    """The number of the one line of a listing that makes all results as expected when `right` stands in its place.

    `space` has what the listing reads, `expected` its results. As it is printed those in `fine` are right, as its
    task says, and the others are far from it.
    """

    def errors(lines):
        found = dict(space)
        try:
            exec("\n".join(lines), found)
            return {result: relative(found[result], value) for result, value in expected.items()}
        except (NameError, KeyError, ValueError, AssertionError):  # a name is gone, or shapes do not fit
            return {"": np.inf}

    lines = catalogue.find(name).listing.strip().splitlines()
    printed = errors(lines)
    assert all(printed[result] < 1e-12 if result in fine else printed[result] > 1e-2 for result in expected)
    (number,) = [
        k + 1 for k in range(len(lines)) if max(errors([*lines[:k], right, *lines[k + 1 :]]).values()) < 1e-12
    ]
    return number
