"""Exercises of 13_depth.ipynb: the most that one step back can leave, and how much can arrive."""

import numpy as np

from ..depth import largest_factor
from .exercise import Function, Value, Wrong
from .points import normal


def _points():
    return {
        "4 units above, 3 below": (normal(4, 3),),
        "2 units above, 5 below": (normal(2, 5),),
        "3 units above, 3 below": (normal(3, 3),),
    }


def _assemble(
    sizes=np.abs,
    sums=lambda W: W.sum(axis=0),
    pick=np.max,
    slope=0.25,
):
    """A wrong answer to `depth_factor`: ¼ max_α Σ_γ |W_γα| with some of its parts replaced."""
    return lambda W: slope * pick(sums(sizes(W)))


EXERCISES = [
    Function(
        name="depth_factor",
        title="The bound of one step",
        task=r"""
Write the factor of (13.6), $\tfrac14\,\lVert W\rVert_1$, for any matrix of weights. One step back through `W` and
through sigmoids cannot leave more of δ than this.
""",
        minutes=4,
        trains="reading a bound off its indices",
        hints=(
            "Fix a column α, one unit below. Which entries of W lead from it to the units above?",
            "Add up the sizes of each column, take the largest sum, and divide it by 4.",
        ),
        write="my_factor(W)",
        doc="The factor, one number; W has shape (n_above, n_below).",
        reference=largest_factor,
        points=_points,
        sizes=lambda W: {"n_above": W.shape[0], "n_below": W.shape[1]},
        assemble=_assemble,
        wrong=(
            Wrong("rows", {"sums": lambda W: W.sum(axis=1)},
                  "The sums run over the rows of W; each unit below has a column.", "13.5"),
            Wrong("all", {"sums": lambda W: W.sum()},
                  "The sizes of all weights are added up; each unit below has its own column.", "13.5"),
            Wrong("entry", {"sums": lambda W: W}, "This is the largest entry; a column has to be added up.", "13.5"),
            Wrong("root", {"sums": lambda W: np.sqrt((W**2).sum())},
                  "This is the root of the sum of the squares, the other size of a matrix.", "13.5"),
            Wrong("signs", {"sizes": lambda W: W},
                  "The weights are added with their signs; they may cancel, their sizes may not.", "13.4"),
            Wrong("sign last", {"sizes": lambda W: W, "sums": lambda W: np.abs(W.sum(axis=0))},
                  "The size is taken of each sum; it must be taken of each weight, before they are added.", "13.4"),
            Wrong("smallest", {"pick": np.min}, "This is the smallest column; the bound needs the largest.", "13.6"),
            Wrong("mean", {"pick": np.mean}, "This is the mean of the columns; the bound needs the largest.", "13.6"),
            Wrong("no slope", {"slope": 1}, "The bound of φ′, ¼, is missing.", "13.2"),
            Wrong("half", {"slope": 0.5}, "φ′ is at most ¼, not ½.", "13.2"),
        ),
    ),
    Value(
        name="saturation_depth",
        title="How much can arrive",
        task=r"""
A network has 8 layers with one unit in each, and every weight is 2. At the output $|\delta^{(8)}| = 0.6$. What is
the most that $|\delta^{(2)}|$ can be?
""",
        minutes=3,
        trains="multiplying the factors of (13.6)",
        hints=(
            "Each step back multiplies by the weight and by φ′, which is at most ¼.",
            "From layer 8 to layer 2 there are six steps.",
        ),
        reference=0.6 / 2**6,
        why="Six steps back, each at most 2 · ¼ = ½: 0.6 / 64, or 0.009375.",
        wrong=(
            Wrong("no weights", 0.6 / 4**6, "The weights are missing: each step has the factor 2 · ¼.", "13.6"),
            Wrong("seven steps", 0.6 / 2**7, "From layer 8 to layer 2 there are six steps, not seven.", "13.7"),
            Wrong("five steps", 0.6 / 2**5, "From layer 8 to layer 2 there are six steps, not five.", "13.7"),
            Wrong("eight steps", 0.6 / 2**8, "From layer 8 to layer 2 there are six steps, not eight.", "13.7"),
            Wrong("no slope", 0.6 * 2**6, "φ′, at most ¼, is missing at every step.", "13.3"),
            Wrong("factor alone", 1 / 2**6, "This is the factor; δ at the output is 0.6.", "13.7"),
            Wrong("one step", 0.3, "This is one step; the factor comes in at every layer.", "13.7"),
        ),
    ),
]  # fmt: skip
