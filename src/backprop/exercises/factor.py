"""The factor between two lists of arrays, and its name: −1, ½, N, 1/K, …"""

import numpy as np

from .explain import show

PLAIN = {1: "", 2: "2", 0.5: "½", 3: "3", 1 / 3: "⅓", 4: "4", 0.25: "¼"}


def ratios(pairs):
    """The one factor between each got and its want; None if one of them has none, or an entry is not finite."""
    found = []
    for got, want in pairs:
        if got.shape != want.shape or not got.size or not np.isfinite(got).all() or not np.isfinite(want).all():
            return None
        if np.iscomplexobj(got) or not want.any():
            return None
        largest = np.abs(want).max()
        ratio = float(np.sum(got / largest * (want / largest)) / np.sum((want / largest) ** 2))
        if np.any(np.abs(got - ratio * want) > 1e-9 * abs(ratio) * largest):
            return None
        found.append(ratio)
    return found


def named(found, sizes):
    """A factor that is one number at all points, or follows the sizes at all of them, as it is written; else None."""
    if np.allclose(found, found[0], rtol=1e-9, atol=0):
        plain = next((words for value, words in PLAIN.items() if np.isclose(abs(found[0]), value, rtol=1e-9)), None)
        words = show(abs(found[0])) if plain is None else plain or "1"
        return ("−" if found[0] < 0 else "") + words
    for words, values in _candidates(sizes):
        for value, plain in PLAIN.items():
            if np.allclose(np.abs(found), value * values, rtol=1e-9, atol=0) and len(set(np.sign(found))) == 1:
                return ("−" if found[0] < 0 else "") + _times(plain, words)
    return None


def _candidates(sizes):
    """Words for what can be made of the sizes, and their values at the points."""
    names = {name: np.array([float(each[name]) for each in sizes]) for name in sizes[0]}
    for name, n in names.items():
        with np.errstate(all="ignore"):
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
    if words == "1":
        return ""
    if words == "−1":
        return "has the opposite sign"
    sign, size = words.startswith("−"), words.lstrip("−")
    does = f"is divided by {size[2:]}" if size.startswith("1/") else f"is multiplied by {size}"
    return f"has the opposite sign and {does}" if sign else does
