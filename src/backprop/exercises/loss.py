"""Exercises of 02_loss.ipynb: the loss with all its parts, several paths, and Kronecker's symbol."""

import numpy as np

from ..loss import example_loss
from .exercise import Choice, Function, Value, Wrong
from .points import fraction, parameters


def _points():
    sizes = {"5 examples, 2–4–3": (5, 2, 4, 3), "4 examples, 3–2–5": (4, 3, 2, 5), "3 examples, 3–3–3": (3, 3, 3, 3)}
    return {
        label: (fraction(N, n[-1]), fraction(N, n[-1], seed=1), *parameters(*n), 0.2 + N / 20)
        for label, (N, *n) in sizes.items()
    }


def objective_from_answers(A, Y, W, b, weight_decay):
    """J = (1/N) Σ_i Jⁱ + (λ/2) Σ_l ‖W⁽ˡ⁾‖², from the answers A of the network."""
    J_tilde = np.mean([example_loss(a, y) for a, y in zip(A, Y, strict=True)])
    return J_tilde + weight_decay / 2 * sum(np.sum(W[l] ** 2) for l in W)


def _terms(A, Y):
    return -Y * np.log(A) - (1 - Y) * np.log(1 - A)


def _squares(parameters):
    return sum(np.sum(parameters[l] ** 2) for l in parameters)


def _sum(data=lambda A, Y: _terms(A, Y).sum() / len(A), decay=lambda W, b, s, N: s / 2 * _squares(W)):
    """A wrong answer to `objective`: another first part, or another second."""
    return lambda A, Y, W, b, weight_decay: data(A, Y) + decay(W, b, weight_decay, len(A))


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
        wrong=(
            Wrong("not averaged", _sum(lambda A, Y: _terms(A, Y).sum()),
                  "1/N is missing: this adds the losses up.", "2.2"),
            Wrong("averaged over all", _sum(lambda A, Y: _terms(A, Y).mean()),
                  "The mean is taken over N·K numbers: over the answers of an example it is a sum.", "2.2"),
            Wrong("sign", _sum(lambda A, Y: -_terms(A, Y).sum() / len(A)),
                  "The logarithms lack their minus: a loss is never negative.", "2.1"),
            Wrong("second term missing", _sum(lambda A, Y: -(Y * np.log(A)).sum() / len(A)),
                  "The term with 1 − y is missing.", "2.1"),
            Wrong("inner sign", _sum(lambda A, Y: (-Y * np.log(A) + (1 - Y) * np.log(1 - A)).sum() / len(A)),
                  "The second logarithm has the wrong sign.", "2.1"),
            Wrong("a and y swapped", _sum(lambda A, Y: _terms(Y, A).sum() / len(A)),
                  "a and y have changed places.", "2.1"),
            Wrong("log of base 2", _sum(lambda A, Y: _terms(A, Y).sum() / len(A) / np.log(2)),
                  "The logarithm has base 2; the course's is the natural one.", "2.1"),
            Wrong("squares", _sum(lambda A, Y: ((A - Y) ** 2).sum() / len(A)),
                  "These are squared errors, another loss.", "2.1"),
            Wrong("no decay", _sum(decay=lambda W, b, s, N: 0),
                  "The weight decay is missing: this is J̃.", "2.3"),
            Wrong("no half", _sum(decay=lambda W, b, s, N: s * _squares(W)),
                  "The decay lacks its factor ½.", "2.3"),
            Wrong("decay over N", _sum(decay=lambda W, b, s, N: s / 2 / N * _squares(W)),
                  "The decay is divided by N: it belongs to the weights, not to the examples.", "2.3"),
            Wrong("biases decayed", _sum(decay=lambda W, b, s, N: s / 2 * (_squares(W) + _squares(b))),
                  "The biases are decayed too.", "2.3"),
            Wrong("norm not squared", _sum(decay=lambda W, b, s, N: s / 2 * sum(np.linalg.norm(W[l]) for l in W)),
                  "The norms are not squared.", "2.3"),
            Wrong("sum squared", _sum(decay=lambda W, b, s, N: s / 2 * sum(W[l].sum() ** 2 for l in W)),
                  "The weights are added and then squared; each is squared first.", "2.3"),
            Wrong("one layer", _sum(decay=lambda W, b, s, N: s / 2 * np.sum(W[len(W)] ** 2)),
                  "The decay has the last layer's weights alone.", "2.3"),
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
