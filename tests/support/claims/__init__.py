"""What the notebooks, the exercises and the teaching guide claim, computed: one module a notebook, `of_STEM`.

A claim is a piece of a sentence with its numbers computed on the spot. `notebook()` yields those of the notebook,
`guide()` those of its section in the guide; `CHOSEN` lists what the notebook sets and does not claim. `READ` has the
reasons beside its steps of which no rule tells whether they are so, where a reader has; `FALSE_REASONS` has words of
one that a rule judges, and other words that would be false.

Of the exercises `words()` yields the name of one, a piece of its hints or of its `why`, groups of sides that are
equal, each as it is written there or as a number, and what the letters stand for; a piece without sides claims
nothing that is not said elsewhere. `NAME_is()` computes the answer to a `Value` or `Shape`, the words of a `Choice`
or the number of its line; `NAME_is_not` has for the key of each other option words of it, and words that its
diagnosis alone has. A function `NAME__WAY` is a right answer to a `Function`, written in a way of its own, two at
least: no helper of the course is called for its step. `NAME_typed` are ways to type a `Formula`, `NAME_mistyped`
has for a typed mistake the name that it is told, or None. `NAME_measured` gives by measured slopes what its
reference gives, if that is no helper of the course.
"""

import importlib

from backprop.course import NOTEBOOKS


def of(path):
    """The module of a notebook."""
    return importlib.import_module(f"claims.of_{path.stem[3:]}")


def everywhere(kind):
    """What each module has under a name of this kind: pairs of the name and what it names."""
    for notebook in NOTEBOOKS:
        module = importlib.import_module(f"claims.of_{notebook.stem}")
        yield from ((name, value) for name, value in vars(module).items() if kind(name))


def of_exercises(kind):
    """What the modules have under `NAME_kind`: exercise → value."""
    ending = f"_{kind}"
    return {name.removesuffix(ending): value for name, value in everywhere(lambda name: name.endswith(ending))}
