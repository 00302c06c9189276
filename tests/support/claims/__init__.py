"""What the notebooks and the teaching guide claim, computed: one module a notebook, `of_STEM`.

A claim is a piece of a sentence with its numbers computed on the spot. `notebook()` yields those of the notebook,
`guide()` those of its section in the guide; `CHOSEN` lists what the notebook sets and does not claim.
"""

import importlib


def of(path):
    """The module of a notebook."""
    return importlib.import_module(f"claims.of_{path.stem[3:]}")
