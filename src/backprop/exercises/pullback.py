"""Exercises of 06_pullback.ipynb: back through the weights, along every path."""

import numpy as np

from ..pullback import eta_below
from .exercise import Function, Shape, Value, Wrong
from .points import normal


def _points():
    return {
        "4 units above, 3 below": (normal(4, 3), normal(4)),
        "2 units above, 5 below": (normal(2, 5), normal(2)),
        "3 units above, 3 below": (normal(3, 3), normal(3)),
    }


def two_readers(W, delta, V, epsilon):
    """Wᵀ δ + Vᵀ ε: one term for every path on which a reaches Ĵ."""
    return eta_below(W, delta) + eta_below(V, epsilon)


RIGHT = {
    "weights": lambda W: W,
    "errors": lambda delta: delta,
    "paths": lambda W, delta: W * delta[:, None],
    "sum": lambda paths: paths.sum(axis=0),
    "sign": lambda eta: eta,
    "mean": lambda eta, W: eta,
}

TWO = {
    "z": lambda W, delta: W.T @ delta,
    "u": lambda V, epsilon: V.T @ epsilon,
    "join": lambda through_z, through_u: through_z + through_u,
    "sign": lambda eta: eta,
}


def _assemble(**changes):
    """η with some of its parts replaced."""
    part = RIGHT | changes

    def answer(W, delta):
        eta = part["sum"](part["paths"](part["weights"](W), part["errors"](delta)))
        return part["mean"](part["sign"](eta), W)

    return answer


def _assemble_two(**changes):
    """η with two readers, with some of its parts replaced."""
    part = TWO | changes

    def answer(W, delta, V, epsilon):
        return part["sign"](part["join"](part["z"](W, delta), part["u"](V, epsilon)))

    return answer


EXERCISES = [
    Function(
        name="pullback",
        title="η of the layer below",
        task=r"""
Write (6.5) for any widths: one entry $\eta_\alpha$ for each column of `W`. Try it without `.T` and without `@`,
so that you decide yourself which index is summed.
""",
        minutes=4,
        trains="choosing the index of a sum",
        hints=(
            "A path leads from unit α of the layer below to each unit γ above, over the weight W_γα.",
            "Fix a column of W. Multiply it by δ, entry by entry, and add up.",
        ),
        write="my_eta_below(W, delta)",
        doc="η of the layer below, shape (n_below,); W has shape (n_above, n_below), delta (n_above,).",
        reference=eta_below,
        points=_points,
        column=True,
        sizes=lambda W, delta: {"n_above": len(W), "n_below": W.shape[1]},
        assemble=_assemble,
        wrong=(
            Wrong("no transpose", lambda W, delta: W @ delta,
                  "W is not transposed: the sum runs over the second index of W, and must run over the "
                  "first.", "6.5"),
            Wrong("not summed", {"sum": lambda paths: paths.T},
                  "The products W_γα δ_γ are right, and not added up: * is not @.", "6.5"),
            Wrong("not summed, as W", {"sum": lambda paths: paths},
                  "The products W_γα δ_γ are right, in the shape of W; the sum over γ is missing.", "6.5"),
            Wrong("summed over alpha", {"sum": lambda paths: paths.sum(axis=1)},
                  "The sum runs over α, the units below; it must run over γ, the units above.", "6.5"),
            Wrong("one number", {"sum": np.sum},
                  "Everything is added to one number; η has one for each column.", "6.5"),
            Wrong("first path", {"sum": lambda paths: paths[0]},
                  "Only the path over the first unit above is there.", "6.1"),
            Wrong("last path", {"sum": lambda paths: paths[-1]},
                  "Only the path over the last unit above is there: does = stand for +=?", "6.1"),
            Wrong("last path left out", {"sum": lambda paths: paths[:-1].sum(axis=0)},
                  "The path over the last unit above is left out: range stops before its end.", "6.1"),
            Wrong("first path left out", {"sum": lambda paths: paths[1:].sum(axis=0)},
                  "The path over the first unit above is left out: the first index is 0.", "6.1"),
            Wrong("largest path", {"sum": lambda paths: paths.max(axis=0)},
                  "Of the paths only the largest is there; the chain rule adds them.", "6.1"),
            Wrong("product", {"sum": lambda paths: paths.prod(axis=0)},
                  "The paths are multiplied: factors multiply along a path, and paths add.", "6.1"),
            Wrong("not set back", {"sum": lambda paths: np.cumsum(paths.sum(axis=0))},
                  "The sum is not set back to 0 for the next unit: each entry has those before it too.", "6.5"),
            Wrong("upstream ignored", {"errors": lambda delta: 1 + 0 * delta},
                  "These are the sums of W's columns: δ, which comes from above, is not used.", "6.1"),
            Wrong("all of delta", {"errors": lambda delta: delta.sum() + 0 * delta},
                  "Sum times sum is not the sum of the products: each δ belongs to its own wire.", "6.5"),
            Wrong("sizes of delta", {"errors": np.abs}, "The signs of δ are lost.", "6.5"),
            Wrong("slope of delta", {"errors": lambda delta: delta * (1 - delta)},
                  "δ(1 − δ) stands for δ: φ′ is in δ already.", "6.5"),
            Wrong("weights ignored", {"weights": lambda W: 1 + 0 * W},
                  "Every entry is the sum of δ: the weights are not used.", "6.5"),
            Wrong("sizes", {"weights": np.abs}, "The signs of the weights are lost.", "6.5"),
            Wrong("squares", {"weights": np.square}, "The weights are squared.", "6.5"),
            Wrong("signs", {"weights": np.sign}, "Of the weights only the signs are used.", "6.5"),
            Wrong("added", {"paths": lambda W, delta: W + delta[:, None]},
                  "Weight and δ are added along a path; factors multiply.", "6.1"),
            Wrong("divided", {"paths": lambda W, delta: W / delta[:, None]},
                  "The weights are divided by δ along a path; factors multiply.", "6.1"),
            Wrong("mean", {"mean": lambda eta, W: eta / len(W)},
                  "The paths are averaged; the chain rule adds them.", "6.1"),
            Wrong("mean over the units below", {"mean": lambda eta, W: eta / W.shape[1]},
                  "It is divided by the number of units below; nothing is averaged.", "6.1"),
            Wrong("inverse", lambda W, delta: np.linalg.pinv(W) @ delta,
                  "This undoes W, with its inverse; sensitivities go back by the transpose.", "6.6"),
            Wrong("sign", {"sign": lambda eta: -eta}, "The sign is reversed.", "6.5"),
        ),
    ),
    Value(
        name="pullback_unit",
        title="One hidden unit by hand",
        task=r"""
Two wires leave a hidden unit, with the weights $0.5$ and $-2$. The errors at their ends are $0.8$ and $-0.1$.
What is η of this unit?
""",
        minutes=2,
        trains="adding paths, with their signs",
        hints=("One term for each wire: its weight times the error at its end.", "Minus times minus is plus."),
        reference=0.6,
        why="0.5 · 0.8 + (−2) · (−0.1) = 0.4 + 0.2.",
        wrong=(
            Wrong("sign lost", 0.2, "A sign is lost: (−2) · (−0.1) is +0.2.", "6.5"),
            Wrong("sign reversed", -0.6, "The sign is reversed.", "6.5"),
            Wrong("one path", 0.4, "This is the first path alone; every path counts.", "6.1"),
            Wrong("mean", 0.3, "This is the mean of the paths; the chain rule adds them.", "6.1"),
            Wrong("sums", -1.05, "This is the sum of the weights times the sum of the errors.", "6.5"),
            Wrong("weights", -1.5, "This is the sum of the weights: the errors are not used.", "6.1"),
            Wrong("crossed", -1.65, "Each weight is multiplied by the error at the end of the other wire.", "6.5"),
        ),
    ),
    Shape(
        name="pullback_shape",
        title="A shape",
        task=r"""
A hidden layer of 7 units feeds an output layer of 5. What is the shape of η of the hidden layer? Write it as
NumPy's `.shape` does.
""",
        minutes=1,
        trains="shapes before numbers",
        hints=("η has one entry for each activation that could change.", "The product is Wᵀ, (7, 5), times δ, (5,)."),
        reference=(7,),
        why="One number for each hidden unit: Wᵀ, (7, 5), times δ, (5,).",
        wrong=(
            Wrong("delta", (5,), "This is the shape of δ of the outputs.", "6.6"),
            Wrong("both", (12,), "These are the units of both layers; η belongs to one of them.", "6.6"),
            Wrong("W", (5, 7), "This is the shape of W: the sum over γ is missing.", "6.5"),
            Wrong("W transposed", (7, 5), "This is the shape of Wᵀ: the sum over γ is missing.", "6.5"),
            Wrong("column", (7, 1), "The vectors of the course have one index: a column has two.", "6.6"),
            Wrong("row", (1, 7), "The vectors of the course have one index: a row has two.", "6.6"),
        ),
    ),
    Function(
        name="two_readers",
        title="One more reader",
        task=r"""
The activations $a$ of a layer are read twice: by $z = W a + b$, with $\delta = \partial\hat J/\partial z$, and by
a second group of units, $u = V a + c$, with $\varepsilon = \partial\hat J/\partial u$. Write $\eta = \partial\hat
J/\partial a$.
""",
        minutes=4,
        trains="the chain rule with all its paths",
        hints=(
            "Ĵ depends on a through z and through u. How many paths are there from one a_α?",
            "The chain rule adds over all of them: one sum over the units of z, one over those of u.",
        ),
        write="two_readers(W, delta, V, epsilon)",
        doc="η of the layer that both W and V read, shape (n_below,).",
        reference=two_readers,
        column=True,
        points=lambda: {
            "4 and 2 above, 3 below": (normal(4, 3), normal(4), normal(2, 3), normal(2)),
            "all widths 3": (normal(3, 3), normal(3), normal(3, 3, seed=1), normal(3, seed=1)),
        },
        sizes=lambda W, delta, V, epsilon: {"n_below": W.shape[1]},
        terms=lambda W, delta, V, epsilon: {"": {"the part through z": W.T @ delta, "that through u": V.T @ epsilon}},
        assemble=_assemble_two,
        wrong=(
            Wrong("first", {"u": lambda V, epsilon: 0}, "The paths through u are missing.", "6.1"),
            Wrong("second", {"z": lambda W, delta: 0}, "The paths through z are missing.", "6.1"),
            Wrong("mean", {"join": lambda z, u: (z + u) / 2},
                  "The two groups are averaged; the chain rule adds.", "6.1"),
            Wrong("product", {"join": lambda z, u: z * u},
                  "The two groups are multiplied: factors multiply along one path, and paths add.", "6.1"),
            Wrong("difference", {"join": lambda z, u: z - u},
                  "The two groups are subtracted; the chain rule adds.", "6.1"),
            Wrong("other difference", {"join": lambda z, u: u - z},
                  "The first group is subtracted from the second; the chain rule adds.", "6.1"),
            Wrong("larger", {"join": np.maximum},
                  "Of the two groups the larger is taken; the chain rule adds.", "6.1"),
            Wrong("side by side", {"join": lambda z, u: np.concatenate([z, u])},
                  "The two groups stand side by side: each a_α has one η, the sum.", "6.1"),
            Wrong("one above the other", {"join": lambda z, u: np.stack([z, u])},
                  "The two groups stand in two rows: each a_α has one η, the sum.", "6.1"),
            Wrong("no transpose", {"z": lambda W, delta: W @ delta, "u": lambda V, epsilon: V @ epsilon},
                  "The matrices are not transposed: the sums must run over their first index.", "6.5"),
            Wrong("W not transposed", {"z": lambda W, delta: W @ delta}, "W is not transposed.", "6.5"),
            Wrong("V not transposed", {"u": lambda V, epsilon: V @ epsilon}, "V is not transposed.", "6.5"),
            Wrong("delta not used", {"z": lambda W, delta: W.sum(axis=0)},
                  "δ is not used: W alone is added up.", "6.1"),
            Wrong("epsilon not used", {"u": lambda V, epsilon: V.sum(axis=0)},
                  "ε is not used: V alone is added up.", "6.1"),
            Wrong("not summed", {"z": lambda W, delta: W.T * delta, "u": lambda V, epsilon: V.T * epsilon},
                  "The products are not added up: * is not @.", "6.5"),
            Wrong("one number", {"join": lambda z, u: z.sum() + u.sum()},
                  "Everything is added to one number; η has one for each unit.", "6.1"),
            Wrong("crossed", lambda W, delta, V, epsilon: W.T @ epsilon + V.T @ delta,
                  "δ and ε have changed places.", "6.1"),
            Wrong("sum times sum", lambda W, delta, V, epsilon: (W + V).T @ (delta + epsilon),
                  "W and V, and δ and ε, are added first: each error belongs to its own matrix.", "6.1"),
            Wrong("matrices added", lambda W, delta, V, epsilon: (W + V).T @ delta,
                  "W and V are added first, and ε is not used: each error belongs to its own matrix.", "6.1"),
            Wrong("one after the other", lambda W, delta, V, epsilon: W.T @ (delta * (V.T @ epsilon)),
                  "The two groups stand on one path: a is read by each of them.", "6.1"),
            Wrong("sign", {"sign": lambda eta: -eta}, "The sign is reversed.", "6.5"),
        ),
    ),
]  # fmt: skip
