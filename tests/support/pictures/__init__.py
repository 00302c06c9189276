"""What the picture of each figure must show, one module a figure: `of_STEM` has a function named like the figure's.

Such a function takes `v`, the values of the controls; `n`, the numbers of the figure, which `oracles` holds; and the
picture, a `Diagram` or the view of a plot. It says which text, line, cell and colour stands for which number.
"""

import importlib
import itertools
import re


def oracle(name):
    """The function for `stem.figure`."""
    stem, function = name.split(".")
    return getattr(importlib.import_module(f"pictures.of_{stem}"), function)


def spoken(words):
    """A diagram's words as a sentence has them: W² for W^{(2)}."""
    return re.sub(r"\^\{\((\d)\)\}", lambda layer: "⁰¹²³⁴⁵⁶⁷⁸⁹"[int(layer[1])], words).replace("\u2009", "")


def grows(pairs):
    """The second of each pair is larger where the first is, by more than one part in a hundred."""
    pairs = sorted(pairs)
    for (low, thin), (high, thick) in itertools.pairwise(pairs):
        assert thick >= thin - 1e-6, ("thicker where less is meant", pairs)
        assert thick > thin or high < low * 1.01 + 1e-3, ("as thick where more is meant", pairs)
