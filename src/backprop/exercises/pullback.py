"""Exercises of 06_pullback.ipynb: back through the weights, along every path."""

import numpy as np

from ..pullback import eta_below
from .exercise import Formula, Function, Shape, Value, Wrong
from .points import fraction, normal


def _points():
    return {
        "4 units above, 3 below": (normal(4, 3), normal(4)),
        "2 units above, 5 below": (normal(2, 5), normal(2)),
        "3 units above, 3 below": (normal(3, 3), normal(3)),
    }


def two_readers(W, delta, V, epsilon):
    """Wᵀ δ + Vᵀ ε: one term for every path on which a reaches Ĵ."""
    return eta_below(W, delta) + eta_below(V, epsilon)


def _assemble(
    weights=lambda W: W,
    errors=lambda delta: delta,
    sums=lambda W, delta: W.T @ delta,
    end=lambda eta: eta,
):
    """A wrong answer to `pullback`: the sum over the units above with some of its parts replaced."""
    return lambda W, delta: end(sums(weights(W), errors(delta)))


def _two(
    back=lambda W, delta: W.T @ delta,
    given=lambda delta, epsilon: (delta, epsilon),
    join=lambda one, two: one + two,
    end=lambda eta: eta,
):
    """A wrong answer to `two_readers`."""

    def answer(W, delta, V, epsilon):
        delta, epsilon = given(delta, epsilon)
        return end(join(back(W, delta), back(V, epsilon)))

    return answer


def eta_below_squares(W, V, delta, a):
    """Σ_α (W_αβ + 2 V_αβ a_β) δ_α: η of a layer that is read by W and, squared, by V."""
    return W.T @ delta + 2 * a * (V.T @ delta)


def _squares(
    upstream=lambda delta: delta,
    first=lambda W, delta, a: W.T @ delta,
    second=lambda V, delta, a: 2 * a * (V.T @ delta),
    join=lambda one, two: one + two,
):
    """A wrong answer to `pullback_squares`."""

    def answer(W, V, delta, a):
        delta = upstream(delta)
        return join(first(W, delta, a), second(V, delta, a))

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
        warm_up=True,
        trains="choosing the index of a sum",
        hints=(
            "A path leads from unit α of the layer below to each unit γ above, over the weight W_γα.",
            "Fix a column of W. Multiply it by δ, entry by entry, and add up.",
        ),
        write="my_eta_below(W, delta)",
        doc="η of the layer below, shape (n_below,); W has shape (n_above, n_below), delta (n_above,).",
        reference=eta_below,
        points=_points,
        sizes=lambda W, delta: {"n_above": W.shape[0], "n_below": W.shape[1]},
        assemble=_assemble,
        column=True,
        wrong=(
            Wrong("no transpose", {"sums": lambda W, delta: W @ delta},
                  "W is not transposed: the sum runs over the second index of W, and must run over the "
                  "first.", "6.5"),
            Wrong("not summed", {"sums": lambda W, delta: W.T * delta},
                  "The products W_γα δ_γ are right, and not added up: * is not @.", "6.5"),
            Wrong("not summed, as W", {"sums": lambda W, delta: W * delta[:, None]},
                  "The products W_γα δ_γ are right, in the shape of W; the sum over γ is missing.", "6.5"),
            Wrong("summed over alpha", {"sums": lambda W, delta: (W.T * delta).sum(axis=0)},
                  "The sum runs over α, the units below; it must run over γ, the units above.", "6.5"),
            Wrong("summed over both", {"end": lambda eta: eta.sum()},
                  "Everything is added up to one number: each unit α keeps its own sum over γ.", "6.5"),
            Wrong("upstream ignored", {"errors": np.ones_like},
                  "These are the sums of W's columns: δ, which comes from above, is not used.", "6.1"),
            Wrong("W ignored", {"weights": np.ones_like}, "W is not used: every entry is the sum of δ.", "6.1"),
            Wrong("mean", {"sums": lambda W, delta: W.T @ delta / len(delta)},
                  "The paths are averaged; the chain rule adds them.", "6.1"),
            Wrong("averaged below", {"end": lambda eta: eta / len(eta)},
                  "It is divided by the number of units below; nothing is averaged here.", "6.1"),
            Wrong("one path", {"sums": lambda W, delta: W[0] * delta[0]},
                  "Only the path over the first unit above is there.", "6.1"),
            Wrong("last path", {"sums": lambda W, delta: W[-1] * delta[-1]},
                  "Only the path over the last unit above is there: the terms are not added up.", "6.1"),
            Wrong("last path left", {"sums": lambda W, delta: W[:-1].T @ delta[:-1]},
                  "The path over the last unit above is left out.", "6.1"),
            Wrong("first path left", {"sums": lambda W, delta: W[1:].T @ delta[1:]},
                  "The path over the first unit above is left out.", "6.1"),
            Wrong("not reset", {"end": np.cumsum},
                  "Each entry has the entries before it added to it: the sum is not set back to 0.", "6.5"),
            Wrong("multiplied up", {"sums": lambda W, delta: (W.T * delta).prod(axis=1)},
                  "The paths are multiplied; the chain rule adds them.", "6.1"),
            Wrong("inverse", {"sums": lambda W, delta: np.linalg.pinv(W) @ delta},
                  "This undoes W, with its inverse; sensitivities go back by the transpose.", "6.6"),
            Wrong("sign", {"end": lambda eta: -eta}, "The sign is reversed.", "6.5"),
            Wrong("sizes", {"weights": np.abs}, "The signs of the weights are lost.", "6.5"),
            Wrong("sizes of δ", {"errors": np.abs}, "The signs of δ are lost.", "6.5"),
            Wrong("squares", {"weights": np.square}, "The weights are squared.", "6.5"),
            Wrong("mean of δ", {"errors": lambda delta: np.full(len(delta), delta.mean())},
                  "Every wire gets the mean of δ: each δ belongs to its own wire.", "6.5"),
            Wrong("δ turned round", {"errors": lambda delta: delta[::-1]}, "δ is read in the reverse order.", "6.5"),
            Wrong("sums multiplied", {"errors": lambda delta: np.full(len(delta), delta.sum())},
                  "Sum times sum is not the sum of the products: each δ belongs to its own wire.", "6.5"),
            Wrong("δ(1-δ)", {"errors": lambda delta: delta * (1 - delta)},
                  "δ is multiplied by 1 − δ: this step has no φ′.", "6.5"),
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
            Wrong("W", (5, 7), "This is the shape of W: the sum over γ is missing.", "6.5"),
            Wrong("W transposed", (7, 5), "This is the shape of Wᵀ: the sum over γ is missing.", "6.5"),
            Wrong("both", (12,),
                  "The units of both layers are counted; η has one entry for each hidden unit.", "6.5"),
            Wrong("one number", (), "That is one number: η has one for each hidden unit.", "6.5"),
            Wrong("one entry", (1,), "That is one number: η has one for each hidden unit.", "6.5"),
            Wrong("product", (35,), "That is the number of weights: the sum over γ is missing.", "6.5"),
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
        fresh=True,
        trains="the chain rule with all its paths",
        hints=(
            "Ĵ depends on a through z and through u. How many paths are there from one a_α?",
            "The chain rule adds over all of them: one sum over the units of z, one over those of u.",
        ),
        write="two_readers(W, delta, V, epsilon)",
        doc="η of the layer that both W and V read, shape (n_below,).",
        reference=two_readers,
        column=True,
        sizes=lambda W, delta, V, epsilon: {"n_above": len(delta), "n_below": W.shape[1]},
        assemble=_two,
        points=lambda: {
            "4 and 2 above, 3 below": (normal(4, 3), normal(4), normal(2, 3), normal(2)),
            "all widths 3": (normal(3, 3), normal(3), normal(3, 3, seed=1), normal(3, seed=1)),
        },
        wrong=(
            Wrong("first", {"join": lambda one, two: one}, "The paths through u are missing.", "6.1"),
            Wrong("second", {"join": lambda one, two: two}, "The paths through z are missing.", "6.1"),
            Wrong("mean", {"end": lambda eta: eta / 2},
                  "The two groups are averaged; the chain rule adds.", "6.1"),
            Wrong("product", {"join": lambda one, two: one * two},
                  "The two groups are multiplied: factors multiply along one path, and paths add.", "6.1"),
            Wrong("difference", {"join": lambda one, two: one - two},
                  "The two groups are subtracted; the chain rule adds.", "6.1"),
            Wrong("the larger", {"join": np.maximum},
                  "The larger of the two groups is taken; the chain rule adds.", "6.1"),
            Wrong("side by side", {"join": lambda one, two: np.concatenate([one, two])},
                  "The two groups stand side by side: each a_α has one η, the sum.", "6.1"),
            Wrong("stacked", {"join": lambda one, two: np.array([one, two])},
                  "The two groups stand in two rows: each a_α has one η, the sum.", "6.1"),
            Wrong("in columns", {"join": lambda one, two: np.array([one, two]).T},
                  "The two groups stand in two columns: each a_α has one η, the sum.", "6.1"),
            Wrong("no transpose", {"back": lambda W, delta: W @ delta},
                  "The matrices are not transposed: the sums must run over their first index.", "6.5"),
            Wrong("not summed", {"back": lambda W, delta: W.T * delta},
                  "The products are not added up: * is not @.", "6.5"),
            Wrong("upstream ignored", {"back": lambda W, delta: W.sum(axis=0)},
                  "δ and ε are not used: these are sums of weights.", "6.1"),
            Wrong("averaged paths", {"back": lambda W, delta: W.T @ delta / len(delta)},
                  "The paths of each group are averaged; the chain rule adds them.", "6.1"),
            Wrong("sizes", {"back": lambda W, delta: np.abs(W).T @ delta},
                  "The signs of the weights are lost.", "6.5"),
            Wrong("inverse", {"back": lambda W, delta: np.linalg.pinv(W) @ delta},
                  "The matrices are inverted; sensitivities go back by the transpose.", "6.5"),
            Wrong("sign", {"end": lambda eta: -eta}, "The sign is reversed.", "6.5"),
            Wrong("one number", {"end": lambda eta: eta.sum()}, "Everything is added up to one number.", "6.5"),
            Wrong("sums first", lambda W, delta, V, epsilon: (W + V).T @ (delta + epsilon),
                  "Sum times sum is not the sum of the products: δ belongs to W alone, and ε to V.", "6.1"),
            Wrong("one matrix", lambda W, delta, V, epsilon: W.T @ (delta + epsilon),
                  "δ and ε both go back through W; ε belongs to V.", "6.1"),
            Wrong("one error", lambda W, delta, V, epsilon: (W + V).T @ delta,
                  "δ goes back through both matrices; ε belongs to V.", "6.1"),
            Wrong("one after the other", lambda W, delta, V, epsilon: V.T @ (W.T @ delta),
                  "The two matrices stand one after the other; the paths are side by side.", "6.1"),
            Wrong("crossed", {"given": lambda delta, epsilon: (epsilon, delta)},
                  "δ and ε have changed places.", "6.1"),
        ),
    ),
    Formula(
        name="pullback_squares",
        title="A formula: units that read squares too",
        task=r"""
A layer reads the activations $a_\beta$ of the one below twice, as they are and squared: the pre-activation of
unit α is the sum of all $W_{\alpha\beta}\,a_\beta$ and all $V_{\alpha\beta}\,a_\beta^2$. δ is the slope of
$\hat J$ with respect to this pre-activation. Derive the slope of $\hat J$ with respect to $a_\beta$, and type it
with the index β (and α for the sum), or without indices.
""",
        minutes=5,
        fresh=True,
        trains="deriving a way back that is not a transpose alone",
        hints=(
            "Begin from (6.1). The second factor, the slope of one pre-activation with respect to one activation, "
            "has two terms now.",
            "One term is a weight of W, as in (6.4). The other is the derivative of a square with respect to its "
            "base.",
        ),
        write="eta_below_squares(W, V, delta, a)",
        doc="η of the layer below, shape (n_below,).",
        reference=eta_below_squares,
        typed=r"\sum_\alpha (W_{\alpha\beta} + 2 V_{\alpha\beta} a_\beta)\,\delta_\alpha",
        free=("beta",),
        column=True,
        sizes=lambda W, V, delta, a: {"n_above": len(delta), "n_below": len(a)},
        assemble=_squares,
        points=lambda: {
            label: (normal(n, m), normal(n, m, seed=1), normal(n), fraction(m))
            for label, (n, m) in {"4 units above, 3 below": (4, 3), "3 units above, 3 below": (3, 3)}.items()
        },
        wrong=(
            Wrong("2 missing", {"second": lambda V, delta, a: (V.T @ delta) * a},
                  "The 2 of the square is missing.", "6.2"),
            Wrong("a missing", {"second": lambda V, delta, a: 2 * V.T @ delta},
                  "The derivative of a square keeps a factor: a is missing in the second term.", "6.2"),
            Wrong("2a missing", {"second": lambda V, delta, a: V.T @ delta},
                  "V is taken like W: the derivative of the square, with its 2 and its a, is missing.", "6.2"),
            Wrong("square kept", {"second": lambda V, delta, a: (V.T @ delta) * a**2},
                  "The square is still there: it is not differentiated.", "6.2"),
            Wrong("2a²", {"second": lambda V, delta, a: 2 * (V.T @ delta) * a**2},
                  "The exponent stays 2: the derivative of a square has the first power.", "6.2"),
            Wrong("W alone", {"second": lambda V, delta, a: 0},
                  "The paths through V are missing.", "6.1"),
            Wrong("V alone", {"first": lambda W, delta, a: 0},
                  "The paths through W are missing.", "6.1"),
            Wrong("a on both", {"first": lambda W, delta, a: (W.T @ delta) * a},
                  "The first term has the factor a: the derivative of W a with respect to a is W.", "6.4"),
            Wrong("W swapped", {"first": lambda W, delta, a: W @ delta},
                  "W is not transposed: the sum must run over its first index.", "6.5"),
            Wrong("V swapped", {"second": lambda V, delta, a: 2 * a * (V @ delta)},
                  "V is not transposed: the sum must run over its first index.", "6.5"),
            Wrong("both swapped", {"first": lambda W, delta, a: W @ delta,
                                   "second": lambda V, delta, a: 2 * a * (V @ delta)},
                  "The matrices are not transposed: the sums must run over their first index.", "6.5"),
            Wrong("a inside", {"second": lambda V, delta, a: 2 * V.T @ (delta * a)},
                  "a stands under the sum with the index of δ; it has the index of the result.", "6.4"),
            Wrong("δ ignored", {"upstream": lambda delta: np.ones_like(delta)},
                  "δ, which comes from above, is not used.", "6.1"),
            Wrong("δ summed", {"upstream": lambda delta: np.full(len(delta), delta.sum())},
                  "All δ are added up before they go back: each belongs to its own row.", "6.1"),
            Wrong("difference", {"join": lambda one, two: one - two},
                  "The two kinds of paths are subtracted; the chain rule adds.", "6.1"),
            Wrong("product", {"join": lambda one, two: one * two},
                  "The two kinds of paths are multiplied; paths add.", "6.1"),
            Wrong("one number", {"join": lambda one, two: np.sum(one + two)},
                  "Everything is added up to one number: each activation has its own η.", "6.5"),
            Wrong("sign", {"join": lambda one, two: -one - two}, "The sign is reversed.", "6.5"),
            Wrong("averaged", {"join": lambda one, two: (one + two) / 2},
                  "The two kinds of paths are averaged; the chain rule adds.", "6.1"),
            Wrong("not summed", lambda W, V, delta, a: (W + 2 * V * a).T * delta,
                  "The products are not added up over the units above.", "6.5"),
            Wrong("the input", lambda W, V, delta, a: W @ a + V @ a**2,
                  "This is the way forward, the input itself.", "6.1"),
        ),
    ),
]  # fmt: skip
