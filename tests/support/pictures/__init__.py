"""What each figure must say and show, worked out without its own `compute`: one module a figure, `of_STEM`.

It has two functions and a pattern for each figure. `figure_says(v, n, seen)` takes `v`, the values of the controls;
`n`, the numbers of the figure; and `seen`, what a reader sees: it holds n against the step modules or a formula
(`agree`: every number that the figure has, and no other), and every number of the sentence, in its order, against
the same. `figure(v, n, picture)` takes a `Diagram` or the view of a plot, and says which text, line, cell and
colour stands for which number. `figure_words` is the sentence without its numbers, a regular expression: # for a
number, ᵢ for an index below; what stands in its alternatives, `figure_says` ties to the numbers. A second figure,
`figure_NAME`, has the same under its name.
"""

import importlib
import itertools
import re


def oracle(name, ending=""):
    """What stem has of `stem.figure`: of the picture, or with the ending "_says" or "_words" of the sentence."""
    stem, function = name.split(".")
    return getattr(importlib.import_module(f"pictures.of_{stem}"), function + ending)


def spoken(words):
    """A diagram's words as a sentence has them: W⁽²⁾ for W^{(2)}."""
    return re.sub(r"\^\{\((\d)\)\}", lambda layer: f"⁽{'⁰¹²³⁴⁵⁶⁷⁸⁹'[int(layer[1])]}⁾", words).replace("\u2009", "")


def grows(pairs):
    """The second of each pair is larger where the first is, by more than one part in a hundred."""
    pairs = sorted(pairs)
    for (low, thin), (high, thick) in itertools.pairwise(pairs):
        assert thick >= thin - 1e-6, ("thicker where less is meant", pairs)
        assert thick > thin or high < low * 1.01 + 1e-3, ("as thick where more is meant", pairs)
