"""Exercises of 02_loss.ipynb: the loss with all its parts, several paths, and Kronecker's symbol."""

import numpy as np

from ..loss import example_loss
from .exercise import Choice, Function, Value, Wrong
from .points import fraction, parameters


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


def _terms(A, Y):
    return -Y * np.log(A) - (1 - Y) * np.log(1 - A)


def _squares(parameters):
    return sum(np.sum(parameters[l] ** 2) for l in parameters)


def _objective(
    terms=_terms,
    mean=lambda T, A: T.sum() / len(A),
    squares=lambda W: _squares(W),
    biases=lambda b: 0,
    factor=lambda s, N: s / 2,
    join=lambda data, decay: data + decay,
):
    """A wrong answer to `objective`: J with some of its parts replaced."""
    return lambda A, Y, W, b, s: join(mean(terms(A, Y), A), factor(s, len(A)) * (squares(W) + biases(b)))


def _table(A, Y):
    return -Y.T @ np.log(A) - (1 - Y).T @ np.log(1 - A)


def _with_epsilon(e):
    """A small number in both logarithms."""
    return lambda A, Y: -Y * np.log(A + e) - (1 - Y) * np.log(1 - A + e)


EXERCISES = [
    Function(
        name="objective",
        title="J from the answers",
        task=r"""
The forward pass is done: `A` has the answers of $N$ examples to $K$ questions, shape (N, K), and `Y` their targets.
Write $J$, the loss with weight decay, as one number. `b` is given as well; decide yourself what it is for.
""",
        minutes=6,
        warm_up=True,
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
        sizes=lambda A, Y, W, b, weight_decay: {"N": len(A), "K": A.shape[1], "λ": weight_decay},
        assemble=_objective,
        wrong=(
            Wrong("not averaged", {"mean": lambda T, A: T.sum()},
                  "1/N is missing: this adds the losses up.", "2.2"),
            Wrong("averaged over all", {"mean": lambda T, A: T.mean()},
                  "The mean is taken over N·K numbers: over the answers of an example it is a sum.", "2.2"),
            Wrong("averaged over K", {"mean": lambda T, A: T.sum() / T.shape[1]},
                  "The sum is divided by the number of answers K, not of examples.", "2.2"),
            Wrong("one for each example", {"mean": lambda T, A: T.sum(axis=1)},
                  "There is one number for each example: the mean over the examples is missing.", "2.2"),
            Wrong("each example over N", {"mean": lambda T, A: T.sum(axis=1) / len(T)},
                  "There is one number for each example, divided by N: the sum over the examples is missing.", "2.2"),
            Wrong("mean of each example", {"mean": lambda T, A: T.mean(axis=1)},
                  "There is one mean over the answers for each example; the mean is over the examples.", "2.2"),
            Wrong("one for each question", {"mean": lambda T, A: T.mean(axis=0)},
                  "There is one number for each question: the sum over the answers is missing.", "2.2"),
            Wrong("not summed", {"mean": lambda T, A: T},
                  "There is one number for each answer: nothing is summed.", "2.2"),
            Wrong("by the shape", {"mean": lambda T, A: T.sum() / np.array(A.shape)},
                  "The sum is divided by A.shape, which is a pair; the number of examples is A.shape[0].", "2.2"),
            Wrong("over 2N", {"mean": lambda T, A: T.sum() / len(A) / 2},
                  "The mean over the examples is halved: the ½ belongs to the decay.", "2.2"),
            Wrong("last example over N", {"mean": lambda T, A: T[-1].sum() / len(T)},
                  "The last example's loss alone is divided by N: the losses are not added up.", "2.2"),
            Wrong("last example", {"mean": lambda T, A: T[-1].sum()},
                  "This has the last example's loss alone.", "2.2"),
            Wrong("first example", {"mean": lambda T, A: T[0].sum()},
                  "This has the first example's loss alone.", "2.2"),
            Wrong("first example over N", {"mean": lambda T, A: T[0].sum() / len(T)},
                  "The first example's loss alone is divided by N.", "2.2"),
            Wrong("without the last", {"mean": lambda T, A: T[:-1].sum() / len(T)},
                  "The last example is left out of the sum.", "2.2"),
            Wrong("sign", {"terms": lambda A, Y: -_terms(A, Y)},
                  "The logarithms lack their minus: a loss is never negative.", "2.1"),
            Wrong("second term missing", {"terms": lambda A, Y: -Y * np.log(A)},
                  "The term with 1 − y is missing.", "2.1"),
            Wrong("first term missing", {"terms": lambda A, Y: -(1 - Y) * np.log(1 - A)},
                  "The term with y is missing.", "2.1"),
            Wrong("inner sign", {"terms": lambda A, Y: -Y * np.log(A) + (1 - Y) * np.log(1 - A)},
                  "The second logarithm has the wrong sign.", "2.1"),
            Wrong("first sign", {"terms": lambda A, Y: Y * np.log(A) - (1 - Y) * np.log(1 - A)},
                  "The first logarithm has the wrong sign.", "2.1"),
            Wrong("a and y swapped", {"terms": lambda A, Y: _terms(Y, A)}, "a and y have changed places.", "2.1"),
            Wrong("targets crossed", {"terms": lambda A, Y: _terms(A, 1 - Y)},
                  "y and 1 − y have changed places.", "2.1"),
            Wrong("y missing", {"terms": lambda A, Y: -np.log(A) - np.log(1 - A)},
                  "The factors y and 1 − y are missing.", "2.1"),
            Wrong("table", {"terms": _table},
                  "Yᵀ log A has every target with every answer; only the diagonal of it belongs to the sum.", "2.1"),
            Wrong("log of base 2", {"terms": lambda A, Y: _terms(A, Y) / np.log(2)},
                  "The logarithm has base 2; the course's is the natural one.", "2.1"),
            Wrong("log of base 10", {"terms": lambda A, Y: _terms(A, Y) / np.log(10)},
                  "The logarithm has base 10; the course's is the natural one.", "2.1"),
            Wrong("log1p", {"terms": lambda A, Y: -Y * np.log1p(A) - (1 - Y) * np.log1p(-A)},
                  "The first logarithm is that of 1 + a.", "2.1"),
            Wrong("squares", {"terms": lambda A, Y: (A - Y) ** 2}, "These are squared errors, another loss.", "2.1"),
            Wrong("half squares", {"terms": lambda A, Y: (A - Y) ** 2 / 2},
                  "These are halves of squared errors, another loss.", "2.1"),
            Wrong("absolute errors", {"terms": lambda A, Y: np.abs(A - Y)},
                  "These are absolute errors, another loss.", "2.1"),
            *(Wrong(f"ε = {e:g}", {"terms": _with_epsilon(e)},
                    f"{e:g} is added in the logarithms, which makes every loss a little wrong.", "2.1")
              for e in (1e-4, 1e-5, 1e-6, 1e-7, 1e-8)),
            Wrong("no decay", {"squares": lambda W: 0}, "The weight decay is missing: this is J̃.", "2.3"),
            Wrong("decay alone", {"join": lambda data, decay: decay},
                  "This is the weight decay alone: J̃ is missing.", "2.3"),
            Wrong("decay subtracted", {"join": lambda data, decay: data - decay},
                  "The weight decay is subtracted; it makes J larger.", "2.3"),
            Wrong("no half", {"factor": lambda s, N: s}, "The decay lacks its factor ½.", "2.3"),
            Wrong("doubled", {"factor": lambda s, N: 2 * s},
                  "The decay is doubled where it has the factor ½.", "2.3"),
            Wrong("no λ", {"factor": lambda s, N: 1 / 2}, "The decay lacks its factor λ.", "2.3"),
            Wrong("no λ, no half", {"factor": lambda s, N: 1}, "The decay lacks its factor λ/2.", "2.3"),
            Wrong("λ squared", {"factor": lambda s, N: s**2 / 2}, "λ is squared.", "2.3"),
            Wrong("decay over N", {"factor": lambda s, N: s / 2 / N},
                  "The decay is divided by N: it belongs to the weights, not to the examples.", "2.3"),
            Wrong("decay over N, no half", {"factor": lambda s, N: s / N},
                  "The decay is divided by N, and not by 2: its factor is λ/2.", "2.3"),
            Wrong("decay for each example", {"factor": lambda s, N: N * s / 2},
                  "The decay is added once for each example.", "2.3"),
            Wrong("biases decayed", {"biases": _squares}, "The biases are decayed too.", "2.3"),
            Wrong("norm not squared", {"squares": lambda W: sum(np.linalg.norm(W[l]) for l in W)},
                  "The norms are not squared.", "2.3"),
            Wrong("one norm", {"squares": lambda W: np.sqrt(_squares(W))},
                  "The root of the sum of squares is taken.", "2.3"),
            Wrong("absolute", {"squares": lambda W: sum(np.abs(W[l]).sum() for l in W)},
                  "The sizes of the weights are added, not their squares.", "2.3"),
            Wrong("weights", {"squares": lambda W: sum(W[l].sum() for l in W)},
                  "The weights are added, not their squares.", "2.3"),
            Wrong("mean of squares", {"squares": lambda W: sum(np.mean(W[l] ** 2) for l in W)},
                  "The squares are averaged in each layer; they are added.", "2.3"),
            Wrong("sum squared", {"squares": lambda W: sum(W[l].sum() ** 2 for l in W)},
                  "The weights are added and then squared; each is squared first.", "2.3"),
            Wrong("spectral", {"squares": lambda W: sum(np.linalg.norm(W[l], 2) ** 2 for l in W)},
                  "norm(W, 2) is another norm: the decay has the sum of all squares.", "2.3"),
            Wrong("last layer decayed", {"squares": lambda W: np.sum(W[len(W)] ** 2)},
                  "The decay has the last layer's weights alone.", "2.3"),
            Wrong("first layer decayed", {"squares": lambda W: np.sum(W[1] ** 2)},
                  "The decay has the first layer's weights alone.", "2.3"),
            Wrong("last layer left out", {"squares": lambda W: sum(np.sum(W[l] ** 2) for l in range(1, len(W)))},
                  "The last layer's weights are left out of the decay.", "2.3"),
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
