"""What the notebook of this stem claims in its text, and the teaching guide of it, computed."""

import math
import re
from itertools import pairwise

import numpy as np

import stored
from backprop.exercises import catalogue
from backprop.loss import example_loss, losses_from_z
from backprop.network import sigmoid, sigmoid_slope
from backprop.widgets import loss as loss_figure
from backprop.widgets.text import number, signed
from claiming import DECAYED, LOSS, MEAN, WORDS, loss
from wording import slope


def notebook():
    yield (
        f"The losses at 0.9, 0.5 and 0.1 are ${loss(0.9):.2f}$, ${loss(0.5):.2f}$ and ${loss(0.1):.2f}$: "
        "the third is more than three times the second"
    )
    assert loss(0.1) > 3 * loss(0.5)
    u = 1.0
    paths = [(1.5 - u) * 2 * u, u**2 * -1, -2 * -np.exp(-u)]  # of f = v₁ v₂ − 2 v₃
    assert paths[0] + paths[1] == 0
    yield f"along three paths, with the slopes ${paths[0]:+.0f}$, ${paths[1]:+.0f}$ and ${paths[2]:+.3f}$."
    yield f"two paths cancel and the third decides: the slope is ${sum(paths):+.3f}$."
    slope = lambda u: loss_figure.compute_paths(u, 0.1)["sum"]
    grid = [round(-1 + 0.05 * k, 2) for k in range(61)]  # the stops of the slider
    signs = [(left, right, slope(right) > 0) for left, right in pairwise(grid) if slope(left) * slope(right) < 0]
    (low, low_end, rising), (high, high_end, rising_again) = signs
    assert rising and not rising_again
    yield (
        f"Within the slider's range all three cancel twice, between $u = {low:.2f}$ and ${low_end:.2f}$ and between "
        f"${high:.2f}$ and ${high_end:.2f}$: there $f$ has a minimum and a maximum"
    )

    yield (f"The loss is line {LOSS} of Algorithm 1, the mean line {MEAN} and the weight decay line {DECAYED}.")


def guide():
    assert example_loss([sigmoid(-700.0)], [1]) > 690
    yield (
        "A network says a = 1 and the answer is no: what should the loss be?* Wrong: 1, the difference (a "
        "squared error is thought of). Right: without bound."
    )
    paths = 1, -2, 0.7
    yield (
        f"*u reaches J on {WORDS[len(paths)]} paths with slopes {signed(paths[0], 0)}, {signed(paths[1], 0)} "
        f"and {signed(paths[2], 1)}: what is the slope?* Wrong: "
        f"{number(paths[2], 1)}, because “the last path counts”, or {number(np.prod(paths), 1)}, the product. "
        f"Right: {number(sum(paths), 1)}, the sum."
    )
    yield f"each further factor of ten costs {example_loss([0.001], [1]) - example_loss([0.01], [1]):.1f} more"
    yield "Ĵ for one answer, y = 1 first: −log a."
    assert np.isclose(example_loss([0.3], [1]), -np.log(0.3))
    lemmas = stored.markdown(stored.PATHS[2]).split("**The slope of the sigmoid** ")[1].split("\n## ")[0]
    many = WORDS[1 + len(re.findall(r"^\*\*.+?\*\*", lemmas, flags=re.M))]
    yield f"· The loss, and {many} lemmas"
    yield f"The lemmas as {many} lines;"
    assert np.isclose(sigmoid_slope(0.7), sigmoid(0.7) * (1 - sigmoid(0.7)))
    yield "prove φ′ = φ · (1 − φ) and the chain rule"


# What the notebook sets and does not claim: what is asked, what is to be tried, and where something is from.
CHOSEN = [
    "One network says $a = 0.9$, a second $0.5$, a third $0.1$.",
    "Target 1, and $a$ at 0.9, 0.5 and 0.1",
    "$v_2 = 1.5 - u$",
]


# What the questions offer: the right option as computed, words of each wrong one and of its diagnosis


def loss_kronecker_is():
    d, v = np.eye(4), np.arange(2.0, 6.0)
    left = np.einsum("ga,tb,t->gab", d, d, v)
    texts = {
        r"$\delta_{\gamma\alpha}\,v_\beta$": np.einsum("ga,b->gab", d, v),
        r"$\delta_{\gamma\beta}\,v_\alpha$": np.einsum("gb,a->gab", d, v),
        r"$\delta_{\alpha\beta}\,v_\beta$": np.einsum("ab,b->ab", d, v)[None] + 0 * left,
        r"$\delta_{\gamma\alpha}\sum_\tau v_\tau$": np.einsum("ga,t->ga", d, v)[:, :, None] + 0 * left,
    }
    assert set(texts) == set(catalogue.find("loss_kronecker").options.values())
    (right,) = [text for text, value in texts.items() if np.array_equal(value, left)]
    return right


loss_kronecker_is_not = {
    "b": (r"\delta_{\gamma\beta}\,v_\alpha", "The symbols have exchanged an index"),
    "c": (r"\delta_{\alpha\beta}", "α and β are never compared"),
    "d": (r"\sum_\tau", "The sum is over"),
}


# Reasons beside a step of which no program tells whether they are so; a reader has. (·) is the number of an equation
READ = [
    "The logarithm turns the product into a sum and the exponents into factors.",
    r"All terms with $\tau \ne \beta$ are 0.",
]

# Reasons beside a step, and what would be none
FALSE_REASONS = [
    (r"is $\varphi(z)$", r"is $\varphi(-z)$"),
]


def loss_paths_is():
    return slope(lambda u: u**2 * 2 * u, 3.0)


# The words of the exercises: pieces with sides that are equal; one without sides has a number, and claims nothing


def words():
    yield "objective", "The decay is λ/2 times the sum of the squares of all weights", ()
    at = {"u": 3, "v_1": 3**2, "v_2": 2 * 3}
    yield "loss_paths", "∂f/∂v_1 = v_2 = 6 and ∂v_1/∂u = 2u = 6. That is the first path.", (
        ("v_2", "6", slope(lambda v: v * 6, 9.0)), ("2u", "6", slope(lambda u: u**2, 3.0))), at  # fmt: skip
    yield "loss_paths", "v_2 · 2u + v_1 · 2 = 6 · 6 + 9 · 2 = 36 + 18.", (
        ("v_2 · 2u + v_1 · 2", "6 · 6 + 9 · 2", "36 + 18", loss_paths_is()),
        ("v_2 · 2u", "6 · 6", "36"), ("v_1 · 2", "9 · 2", "18")), at  # fmt: skip
    yield "loss_kronecker", "Of all τ only τ = β survives, and v_τ becomes v_β.", ()
    yield "loss_kronecker", "δ_τβ picks the term τ = β.", ()


# What the answers are by measured slopes, where no helper of the course is the reference


def objective_measured(A, Y, W, b, weight_decay):
    decay = weight_decay / 2 * sum(np.sum(W[l] ** 2) for l in W)
    return losses_from_z(np.log(A / (1 - A)), Y).sum() / len(A) + decay


# Right answers, each written in another way


def objective__sums(A, Y, W, b, weight_decay):
    data = np.sum(-Y * np.log(A) - (1 - Y) * np.log(1 - A)) / len(A)
    return data + weight_decay / 2 * sum(np.sum(W[l] ** 2) for l in W)


def objective__mean_of_sums(A, Y, W, b, weight_decay):
    J = -np.mean(np.sum(Y * np.log(A) + (1 - Y) * np.log1p(-A), axis=1))
    for l in W:
        J += 0.5 * weight_decay * np.linalg.norm(W[l]) ** 2
    return J


def objective__loops(A, Y, W, b, weight_decay):
    J = 0.0
    N, K = A.shape
    for i in range(N):
        for k in range(K):
            J -= (Y[i, k] * math.log(A[i, k]) + (1 - Y[i, k]) * math.log(1 - A[i, k])) / N
    for l in W:
        for w in W[l].flat:
            J += weight_decay * w * w / 2
    return J


def objective__one_array(A, Y, W, b, weight_decay):
    flat = np.concatenate([W[l].ravel() for l in W])
    return np.array([-(Y * np.log(A) + (1 - Y) * np.log(1 - A)).sum(1).mean() + weight_decay * (flat @ flat) / 2])[0]
