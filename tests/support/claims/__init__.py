"""What the notebooks, the exercises and the teaching guide claim, computed: one module a notebook, `of_STEM`.

A claim is a piece of a sentence with its numbers computed on the spot. `notebook()` yields those of the notebook,
`guide()` those of its section in the guide; `CHOSEN` lists what the notebook sets and does not claim. A function
`NAME__WAY` is a right answer to the exercise NAME, a `Function`, written in a way of its own, two at least: no
helper of the course is called for its step. For a `Choice` `NAME_is()` gives the words of the right option,
computed, and `NAME_is_not` has for the key of each other option words of it, and words that its diagnosis alone
has.
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
