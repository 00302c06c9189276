"""The factor between two lists of arrays, and its name: −1, ½, N, 1/K, …"""

import itertools
import re

import numpy as np

from .explain import show

PLAIN = {1: "", 2: "2", 0.5: "½", 3: "3", 1 / 3: "⅓", 4: "4", 0.25: "¼"}


def between(pairs, sizes, exact=False):
    """The factor by which each first is its second, in words, if it has one name for all; else "".

    With `exact`, of each entry to its own digits, and not to those of the largest.
    """
    if sum(want.size for _, want in pairs) < 2:
        return ""  # one number is always a multiple of another
    found = [*itertools.takewhile(bool, (ratio(*pair, exact) for pair in pairs))]  # up to one that has none
    return (len(found) == len(pairs) and named(found, sizes)) or ""


def ratio(got, want, exact=False):
    """The factor between two arrays; None if there is none, or an entry is not finite."""
    if got.shape != want.shape or not got.size or not np.isfinite(got).all() or not np.isfinite(want).all():
        return None
    if np.iscomplexobj(got) or not want.any():
        return None
    largest = np.abs(want).max()
    found = float(np.sum(got / largest * (want / largest)) / np.sum((want / largest) ** 2))
    size = np.abs(want) if exact else largest
    if np.any(np.abs(got - found * want) > 1e-9 * max(abs(found), 1e-3) * size):
        return None
    return found


def like(argument, name):
    """An argument as an array that belongs to a part: itself, or of a dict the layer that the part's name has."""
    layer = re.search(r"\[(\d+)\]$", name)
    if isinstance(argument, dict):
        return argument.get(int(layer[1])) if layer else None
    return argument if isinstance(argument, np.ndarray) else None


def named(found, sizes):
    """A factor that is one number at all points, or follows the sizes at all of them, as it is written; else None."""
    if len(set(np.sign(found))) > 1:
        return None
    sign, size = "−" if found[0] < 0 else "", np.abs(found)
    if np.allclose(size, size[0], rtol=1e-9, atol=0):
        plain = next((words for value, words in PLAIN.items() if np.isclose(size[0], value, rtol=1e-9)), None)
        return sign + (show(size[0]) if plain is None else plain or "1")
    candidates = [*_candidates(sizes)]
    if not candidates:
        return None
    values = np.array([value for _, value in candidates])[:, None] * np.array([*PLAIN])[:, None]
    with np.errstate(all="ignore"):
        fits = np.argwhere((np.abs(values / size - 1) < 1e-9).all(axis=-1))
    return sign + _times([*PLAIN.values()][fits[0][1]], candidates[fits[0][0]][0]) if len(fits) else None


def _candidates(sizes):
    """Words for what can be made of the sizes, and their values at the points."""
    shared = [name for name in sizes[0] if all(name in each for each in sizes)]
    names = {name: np.array([float(each[name]) for each in sizes]) for name in shared}
    with np.errstate(all="ignore"):
        for name, n in names.items():
            yield from ((name, n), (f"1/{name}", 1 / n), (f"{name}²", n**2), (f"1/{name}²", 1 / n**2))
            yield from ((f"{name}/({name} − 1)", n / (n - 1)), (f"({name} − 1)/{name}", (n - 1) / n))
            yield from ((f"({name} − 1)", n - 1), (f"1/({name} − 1)", 1 / (n - 1)), (f"√{name}", np.sqrt(n)))
            yield from ((f"1/√{name}", 1 / np.sqrt(n)), (f"{name}/({name} + 1)", n / (n + 1)))
        for one, n in names.items():
            for other, m in names.items():
                if one != other:
                    yield f"{one}/{other}", n / m
                    if one < other:
                        yield from ((f"{one}·{other}", n * m), (f"1/({one}·{other})", 1 / (n * m)))


def _times(plain, words):
    if not plain:
        return words
    if words.startswith("1/") and plain == "½":
        return f"1/(2{words[2:]})"
    return plain + words[1:] if words.startswith("1/") else plain + words


def applied(words):
    """What a factor does, as a sentence says it: "is multiplied by N", "has the opposite sign"."""
    if words == "−1":
        return "has the opposite sign"
    sign, size = words.startswith("−"), words.lstrip("−")
    does = f"is divided by {size[2:]}" if size.startswith("1/") else f"is multiplied by {size}"
    return f"has the opposite sign and {does}" if sign else does
