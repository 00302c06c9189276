"""Formulas that a figure writes in words, such as δ³ = η³ · φ′(z³): evaluated, to see whether they hold."""

import re

import numpy as np

NAMES = {"η": "eta", "δ": "delta", "∂Ĵ/∂W": "dW", "∂Ĵ/∂b": "db"}
UP = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789")


def code(words):
    """The formula as Python: juxtaposed arrays are multiplied, with ᵀ behind the second as an outer product."""
    layer = lambda m: f"{NAMES.get(m[1], m[1])}[{m[2].translate(UP)}]"
    words = words.replace("\u2009", "").replace("^{(", "⁽").replace(")}", "⁾")
    words = re.sub(r"(∂Ĵ/∂[Wb]|[azWbηδ])⁽?([⁰¹²³⁴⁵⁶⁷⁸⁹]+|(?<=⁽)[0-9])⁾?", layer, words)
    words = re.sub(r"(delta\[\d+\]) (a\[\d+\])ᵀ", r"outer(\1, \2)", words)
    words = re.sub(r"(W\[\d+\])(ᵀ?) (?=[a-z])", lambda m: m[1] + (".T" if m[2] else "") + " @ ", words)
    for one, other in (("φ′", "slope"), ("φ", "phi"), ("·", "*"), ("−", "-")):
        words = words.replace(one, other)
    return words


def sides(words, arrays):
    """The values of the two sides, or more, of a formula; `arrays` has a, z, W, eta … by layer, x and y."""
    phi = lambda z: 1 / (1 + np.exp(-z))
    known = {**arrays, "phi": phi, "slope": lambda z: phi(z) * (1 - phi(z)), "outer": np.outer}
    return [eval(code(side), {"__builtins__": {}}, known) for side in words.split(" = ")]


def holds(words, arrays, rtol=1e-7):
    """All sides of a formula are the same; its left side is that array, at that layer."""
    first, *others = sides(words, arrays)
    for other in others:
        assert np.shape(first) == np.shape(other) and np.allclose(first, other, rtol, 1e-12), (words, first, other)
