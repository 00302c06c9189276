"""What the language cannot say: equations that are checked by a function of their own, and why."""

from itertools import pairwise

import numpy as np

from .tree import Unreadable

EPSILON = 0.1  # times h³: roundings as large as the error of the method, for every h


def worst(net, x, h, epsilon):
    """The largest error of the central difference if each of its two values is off by ε/2 of its size."""
    above, below, slope = net.f(x + h), net.f(x - h), net.f(x, primes=1)
    return max(
        abs((above * (1 + s * epsilon / 2) - below * (1 + t * epsilon / 2)) / (2 * h) - slope)
        for s in (1, -1) for t in (1, -1)
    )  # fmt: skip


def rounded_difference(statement, readings):
    """E(h) is *about* the error of a rounded central difference: it is an estimate, written with =."""
    left, right = statement.sides[0], statement.sides[-1]
    if statement.relations != ("=",) or left.op != "call" or left.args[2].args[:1] != ("h",):
        raise Unreadable("E(h) = … is expected")
    for reading in readings:
        net, x = reading.net, float(reading.net.get("x")[0])

        def estimate(h, epsilon, reading=reading):
            moved = reading.net.with_moved({("h", 0): np.array([h]), ("ε", 0): np.array([epsilon])})
            return reading.inside(moved)(right).item()

        shares = [abs(worst(net, x, h, EPSILON * h**3) / estimate(h, EPSILON * h**3) - 1) for h in (0.2, 0.1, 0.05)]
        if not shares[0] < 0.1 or any(not b < 0.5 * a for a, b in pairwise(shares)):
            yield f"E(h) is off by {', '.join(f'{v:.3g}' for v in shares)} of itself for h = 0.2, 0.1, 0.05"
        for h in 10.0 ** -np.arange(1, 15):
            seen = abs((net.f(x + h) - net.f(x - h)) / (2 * h) - net.f(x, primes=1))
            if not seen < 6 * estimate(h, np.finfo(float).eps):  # f is itself computed in a few rounded steps
                yield f"with h = {h:g} the error is {seen:.3g}, far above E(h)"


VERIFIERS = {"E": rounded_difference}


def verifier(statement):
    """The function that checks a statement in place of the language, or None."""
    found = [node.args[0] for node in statement.nodes() if node.op == "call" and node.args[0] in VERIFIERS]
    return VERIFIERS[found[0]] if found else None
