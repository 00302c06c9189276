"""Exercises of 02_loss.ipynb: the loss with all its parts, several paths, and Kronecker's symbol."""

import numpy as np

from ..loss import example_loss
from .exercise import Choice, Function, Value, Wrong
from .points import fraction, parameters
from .shared import EPSILONS


def _points():
    sizes = {
        "5 examples, 2–4–3": (5, 2, 4, 3),
        "4 examples, 3–2–4–5": (4, 3, 2, 4, 5),
        "3 examples, 3–3–3": (3, 3, 3, 3),
    }
    return {
        label: (fraction(N, n[-1]), fraction(N, n[-1], seed=1), *parameters(*n), 0.2 + N / 20)
        for label, (N, *n) in sizes.items()
    }


def objective_from_answers(A, Y, W, b, weight_decay):
    """J = (1/N) Σ_i Jⁱ + (λ/2) Σ_l ‖W⁽ˡ⁾‖², from the answers A of the network."""
    J_tilde = np.mean([example_loss(a, y) for a, y in zip(A, Y, strict=True)])
    return J_tilde + weight_decay / 2 * sum(np.sum(W[l] ** 2) for l in W)


def _squares(parameters):
    return sum(np.sum(parameters[l] ** 2) for l in parameters)


RIGHT = {
    "take": lambda A, Y: (A, Y),
    "log": np.log,
    "first": lambda A, Y, log: -Y * log(A),
    "second": lambda A, Y, log: -(1 - Y) * log(1 - A),
    "terms": lambda A, Y, first, second: first + second,
    "total": lambda terms: terms.sum(),
    "mean": lambda total, N, K: total / N,
    "lambda": lambda s, N: s / 2,
    "squares": _squares,
    "biases": lambda b: 0,
    "join": lambda data, decay: data + decay,
}


def _assemble(**changes):
    """J with some of its parts replaced."""
    part = RIGHT | changes

    def answer(A, Y, W, b, s):
        N, K = A.shape
        A, Y = part["take"](A, Y)
        first, second = part["first"](A, Y, part["log"]), part["second"](A, Y, part["log"])
        data = part["mean"](part["total"](part["terms"](A, Y, first, second)), N, K)
        return part["join"](data, part["lambda"](s, N) * (part["squares"](W) + part["biases"](b)))

    return answer


def _table(A, Y, first, second):
    """Every target with every answer, of which only the diagonal belongs to the sum."""
    return -(Y.T @ np.log(A) + (1 - Y).T @ np.log(1 - A))


EXERCISES = [
    Function(
        name="objective",
        title="J from the answers",
        task=r"""
The forward pass is done: `A` has the answers of $N$ examples to $K$ questions, shape (N, K), and `Y` their targets.
Write $J$, the loss with weight decay, as one number. `b` is given as well; decide yourself what it is for.
""",
        minutes=6,
        trains="keeping the three losses apart",
        hints=(
            "Three steps: Ĵ of each example is a sum over the K answers, J̃ the mean over the N examples, J "
            "adds the decay.",
            "The decay is λ/2 times the sum of the squares of all weights, in all layers. Biases are not decayed.",
        ),
        write="my_objective(A, Y, W, b, weight_decay)",
        doc="J = J̃ + (λ/2) Σ_l ‖W⁽ˡ⁾‖², one number.",
        reference=objective_from_answers,
        points=_points,
        sizes=lambda A, Y, W, b, s: {"N": len(A), "K": A.shape[1]},
        assemble=_assemble,
        wrong=(
            Wrong("not averaged", {"mean": lambda total, N, K: total},
                  "1/N is missing: this adds the losses up.", "2.2"),
            Wrong("averaged over all", {"mean": lambda total, N, K: total / (N * K)},
                  "The mean is taken over N·K numbers: over the answers of an example it is a sum.", "2.2"),
            Wrong("averaged over K", {"mean": lambda total, N, K: total / K},
                  "The sum is divided by K, the number of answers; the mean is over the N examples.", "2.2"),
            Wrong("N - 1", {"mean": lambda total, N, K: total / (N - 1)},
                  "The sum is divided by N − 1; the mean is over N examples.", "2.2"),
            Wrong("2N", {"mean": lambda total, N, K: total / (2 * N)},
                  "The sum of the losses is divided by 2N; the mean is over N examples.", "2.2"),
            Wrong("N twice", {"mean": lambda total, N, K: total / N**2}, "1/N is there twice.", "2.2"),
            Wrong("shape as a number", {"mean": lambda total, N, K: total / np.array([N, K])},
                  "A.shape is two numbers, and N is the first of them: A.shape[0], or len(A).", "2.2"),
            Wrong("one for each example",
                  {"total": lambda terms: terms.sum(axis=1), "mean": lambda total, N, K: total},
                  "There is one number for each example: the mean over the examples is missing.", "2.2"),
            Wrong("one for each answer", {"total": lambda terms: terms.sum(axis=0)},
                  "There is one number for each of the K answers; they are added up too.", "2.2"),
            Wrong("one for each example, over N", {"total": lambda terms: terms.sum(axis=1)},
                  "There is one number for each example, divided by N; they are added up.", "2.2"),
            Wrong("first example", {"total": lambda terms: terms[0].sum()},
                  "Only the first example is there.", "2.2"),
            Wrong("last example", {"total": lambda terms: terms[-1].sum()},
                  "Only the last example is there: does = stand for +=?", "2.2"),
            Wrong("last example left out", {"total": lambda terms: terms[:-1].sum()},
                  "The last example is left out.", "2.2"),
            Wrong("first example left out", {"total": lambda terms: terms[1:].sum()},
                  "The first example is left out: rows count from 0.", "2.2"),
            Wrong("largest", {"total": lambda terms: terms.max(axis=1).sum()},
                  "Of each example only the largest term is there.", "2.1"),
            Wrong("sign", {"total": lambda terms: -terms.sum()},
                  "The logarithms lack their minus: a loss is never negative.", "2.1"),
            Wrong("second term missing", {"second": lambda A, Y, log: 0 * Y},
                  "The term with 1 − y is missing.", "2.1"),
            Wrong("first term missing", {"first": lambda A, Y, log: 0 * Y}, "The term with y is missing.", "2.1"),
            Wrong("inner sign", {"second": lambda A, Y, log: (1 - Y) * log(1 - A)},
                  "The second logarithm has the wrong sign.", "2.1"),
            Wrong("first sign", {"first": lambda A, Y, log: Y * log(A)},
                  "The first logarithm has the wrong sign.", "2.1"),
            Wrong("second log of a", {"second": lambda A, Y, log: -(1 - Y) * log(A)},
                  "The second logarithm is that of a; it is log(1 − a).", "2.1"),
            Wrong("second weight y", {"second": lambda A, Y, log: -Y * log(1 - A)},
                  "The second logarithm has the factor y; it is 1 − y.", "2.1"),
            Wrong("1 - log", {"second": lambda A, Y, log: -(1 - Y) * (1 - log(A))},
                  "1 − log a stands for log(1 − a).", "2.1"),
            Wrong("weights forgotten", {"first": lambda A, Y, log: -log(A), "second": lambda A, Y, log: -log(1 - A)},
                  "The factors y and 1 − y are missing.", "2.1"),
            Wrong("a and y swapped", {"take": lambda A, Y: (Y, A)}, "a and y have changed places.", "2.1"),
            Wrong("table", {"terms": _table},
                  "Yᵀ log A has every target with every answer; only its diagonal belongs to the sum.", "2.1"),
            Wrong("product", {"terms": lambda A, Y, first, second: first * second},
                  "The two terms are multiplied; they are added.", "2.1"),
            Wrong("log of base 2", {"log": np.log2},
                  "The logarithm has base 2; the course's is the natural one.", "2.1"),
            Wrong("log of base 10", {"log": np.log10},
                  "The logarithm has base 10; the course's is the natural one.", "2.1"),
            Wrong("log1p", {"log": np.log1p}, "log1p(a) is the logarithm of 1 + a.", "2.1"),
            *(Wrong(f"ε of {e:.0e}", {"log": lambda v, e=e: np.log(v + e)},
                    f"{e:g} is added in the logarithms: that changes the loss.", "2.1") for e in EPSILONS),
            Wrong("squares", {"terms": lambda A, Y, first, second: (A - Y) ** 2},
                  "These are squared errors, another loss.", "2.1"),
            Wrong("half squares", {"terms": lambda A, Y, first, second: (A - Y) ** 2 / 2},
                  "These are squared errors, halved: another loss.", "2.1"),
            Wrong("distances", {"terms": lambda A, Y, first, second: np.abs(A - Y)},
                  "These are the sizes of a − y, another loss.", "2.1"),
            Wrong("no decay", {"lambda": lambda s, N: 0}, "The weight decay is missing: this is J̃.", "2.3"),
            Wrong("no half", {"lambda": lambda s, N: s}, "The decay lacks its factor ½.", "2.3"),
            Wrong("doubled", {"lambda": lambda s, N: 2 * s}, "The decay has 2λ in the place of λ/2.", "2.3"),
            Wrong("quarter", {"lambda": lambda s, N: s / 4}, "The decay is halved twice.", "2.3"),
            Wrong("decay over N", {"lambda": lambda s, N: s / 2 / N},
                  "The decay is divided by N: it belongs to the weights, not to the examples.", "2.3"),
            Wrong("decay over N, no half", {"lambda": lambda s, N: s / N},
                  "The decay is divided by N, and lacks its ½.", "2.3"),
            Wrong("decay times N", {"lambda": lambda s, N: s / 2 * N},
                  "The decay is added once for each example.", "2.3"),
            Wrong("λ squared", {"lambda": lambda s, N: s**2 / 2}, "λ is squared.", "2.3"),
            Wrong("λ forgotten", {"lambda": lambda s, N: 0.5}, "The decay lacks its factor λ.", "2.3"),
            Wrong("decay subtracted", {"join": lambda data, decay: data - decay}, "The decay is subtracted.", "2.3"),
            Wrong("data missing", {"join": lambda data, decay: decay},
                  "This is the decay alone: J̃ is missing.", "2.3"),
            Wrong("decay multiplied", {"join": lambda data, decay: data * decay},
                  "J̃ is multiplied by the decay; they are added.", "2.3"),
            Wrong("biases decayed", {"biases": _squares}, "The biases are decayed too.", "2.3"),
            Wrong("norm not squared", {"squares": lambda W: sum(np.linalg.norm(W[l]) for l in W)},
                  "The norms are not squared.", "2.3"),
            Wrong("sizes", {"squares": lambda W: sum(np.abs(W[l]).sum() for l in W)},
                  "The decay adds the sizes of the weights, not their squares.", "2.3"),
            Wrong("weights added", {"squares": lambda W: sum(W[l].sum() for l in W)},
                  "The weights are not squared.", "2.3"),
            Wrong("sum squared", {"squares": lambda W: sum(W[l].sum() ** 2 for l in W)},
                  "The weights are added and then squared; each is squared first.", "2.3"),
            Wrong("all summed and squared", {"squares": lambda W: sum(W[l].sum() for l in W) ** 2},
                  "All weights are added and then squared; each is squared first.", "2.3"),
            Wrong("mean of the squares", {"squares": lambda W: sum((W[l] ** 2).mean() for l in W)},
                  "The squares are averaged in each layer; they are added up.", "2.3"),
            Wrong("largest singular value", {"squares": lambda W: sum(np.linalg.norm(W[l], 2) ** 2 for l in W)},
                  "norm(W, 2) is the largest stretch of W, not the root of the sum of its squares.", "2.3"),
            Wrong("last layer alone", {"squares": lambda W: np.sum(W[len(W)] ** 2)},
                  "The decay has the last layer's weights alone.", "2.3"),
            Wrong("first layer alone", {"squares": lambda W: np.sum(W[1] ** 2)},
                  "The decay has the first layer's weights alone.", "2.3"),
            Wrong("last layer left out", {"squares": lambda W: sum(np.sum(W[l] ** 2) for l in range(1, len(W)))},
                  "The decay leaves out the last layer: range stops before its end.", "2.3"),
            Wrong("first layer left out", {"squares": lambda W: sum(np.sum(W[l] ** 2) for l in range(2, len(W) + 1))},
                  "The decay leaves out the first layer.", "2.3"),
        ),
    ),
    Value(
        name="loss_paths",
        title="Two paths",
        task=r"""
$f = v_1 v_2$, with $v_1 = u^2$ and $v_2 = 2u$. Use the chain rule with its two paths: what is $df/du$ at $u =
3$?
""",
        minutes=3,
        trains="the chain rule with several paths",
        hints=(
            "On each path: how f changes with v, times how v changes with u.",
            "∂f/∂v_1 = v_2 = 6 and ∂v_1/∂u = 2u = 6. That is the first path.",
        ),
        reference=54,
        why="v_2 · 2u + v_1 · 2 = 6 · 6 + 9 · 2 = 36 + 18.",
        wrong=(
            Wrong("first path", 36, "This is the path through v_1 alone.", "2.10"),
            Wrong("second path", 18, "This is the path through v_2 alone.", "2.10"),
            Wrong("product", 648,
                  "The two paths are multiplied; factors multiply along a path, and paths add.", "2.10"),
            Wrong("mean", 27, "The two paths are averaged; the chain rule adds them.", "2.10"),
            Wrong("outer alone", 15, "This is ∂f/∂v_1 + ∂f/∂v_2: each must be multiplied by ∂v/∂u.", "2.10"),
            Wrong("inner alone", 8, "This is ∂v_1/∂u + ∂v_2/∂u: each must be multiplied by ∂f/∂v.", "2.10"),
            Wrong("slopes multiplied", 12,
                  "This is the product of the slopes of v_1 and v_2, 6 · 2; neither is multiplied by "
                  "∂f/∂v.", "2.10"),
        ),
    ),
    Choice(
        name="loss_kronecker",
        title="Kronecker's symbol under a sum",
        task=r"""
What is left of $\sum_\tau \delta_{\gamma\alpha}\,\delta_{\tau\beta}\,v_\tau$?
""",
        minutes=2,
        trains="letting Kronecker's symbol end a sum",
        hints=(
            "The sum is over τ. Which factors do not contain τ?",
            "Of all τ only τ = β survives, and v_τ becomes v_β.",
        ),
        options={
            "a": r"$\delta_{\gamma\alpha}\,v_\beta$",
            "b": r"$\delta_{\gamma\beta}\,v_\alpha$",
            "c": r"$\delta_{\alpha\beta}\,v_\beta$",
            "d": r"$\delta_{\gamma\alpha}\sum_\tau v_\tau$",
        },
        reference="a",
        why="δ_γα has no τ and stays as it is; δ_τβ picks the term τ = β.",
        wrong=(
            Wrong("wrong factor", "b",
                  "The symbols have exchanged an index: α belongs to γ, and β to τ.", "2.13"),
            Wrong("the slip", "c", "α and β are never compared: neither symbol has both of them.", "2.13"),
            Wrong("sum left", "d", "The sum is over: δ_τβ is 0 for all τ but one.", "2.13"),
        ),
    ),
]  # fmt: skip
