"""What the notebook of this stem claims in its text, and the teaching guide of it, computed."""

import numpy as np

from backprop.depth import deep_network, delta_sizes, relu, relu_slope
from backprop.derivatives import central_difference
from backprop.network import sigmoid_slope
from backprop.widgets import depth as depth_figure
from claiming import PULL, UNITS, WORDS, X, Y, ten_to


def grown(sizes):
    """|δ| at layer 2 as a share of that at the output."""
    return sizes[2] / sizes[max(sizes)]


def notebook():
    deep = {scale: depth_figure.compute("sigmoid", 12, scale) for scale in (1.0, 4.0, 16.0)}
    assert deep[1.0]["sizes"][2] < deep[4.0]["sizes"][2] / 100 and deep[16.0]["sizes"][2] < deep[4.0]["sizes"][2]
    assert min(deep[16.0]["slopes"], key=deep[16.0]["slopes"].get) == 7
    yield "At scale 4 a good deal more arrives"
    yield "At scale 16 more of it is lost again: in layer 7 no unit"
    yield rf"of more than ${1e5 * deep[16.0]['slopes'][7]:.1f} \cdot 10^{{-5}}$"
    sizes = delta_sizes(X[0], Y[0], *deep_network(10, 1.0))
    yield rf"${1e6 * sizes[2]:.0f} \cdot 10^{{-6}}$, nearest to $10^{{-5}}$; one line; and ½."
    others = [1e2 * delta_sizes(X[0], Y[0], *deep_network(10, 1.0), hidden)[2] for hidden in ("tanh", "ReLU")]
    assert round(others[1]) == 1
    yield (
        rf"left a δ of ${1e6 * sizes[2]:.0f} \cdot 10^{{-6}}$ leave ${others[0]:.0f} \cdot 10^{{-2}}$ with tanh and "
        "$10^{-2}$ with ReLUs."
    )
    share = lambda hidden, scale: grown(delta_sizes(X[0], Y[0], *deep_network(12, scale), hidden))
    assert all(share(hidden, 1.5) < 1 < share(hidden, 2.0) for hidden in ("tanh", "ReLU"))
    yield "a scale at which it arrives whole, between 1.5 and 2."
    assert 1e10 < share("ReLU", 16.0) < 2e10 and share("tanh", 16.0) < 1e-40
    yield "at scale 16 it is more than $10^{10}$ times as large at layer 2 as at the output."
    yield "at scale 16 next to nothing arrives"
    assert 0.4 < sizes[10] < 0.6
    yield r"At the output $|\delta|$ is about $0.5$."
    yield f"This says what lines {PULL} and {UNITS} do"
    yield f"line {UNITS} has its slope"


def guide():
    sizes = delta_sizes(X[0], Y[0], *deep_network(10, 1.0))
    yield (
        f"{WORDS[len(sizes) + 1]} layers of sigmoids, weights between −1 and 1, |δ| about {sizes[10]:.1f} at "
        "the output: "
        "how large is it at layer 2?* Wrong: a tenth of that, one share for each layer. "
        f"Right: about {ten_to(np.log10(sizes[2]))}."
    )
    W_deep, _ = deep_network(10, 1.0)
    assert max(abs(W_deep[l]).max() for l in W_deep) <= 1
    assert sigmoid_slope(0.0) == 1 / 4
    yield "which lines of the way back change?* Wrong: all that follow. Right: one, the slope in it."
    yield "Wrong: 0, as the code does, or 1. Right: ½."
    assert central_difference(relu, np.array(0.0), h=1e-3) == 1 / 2 and relu_slope(0.0) == 0
    yield "get max(z, 0):"
    draws = np.random.default_rng(0).normal(size=(2, 10000, 50))
    assert abs(np.mean(np.prod(draws, axis=0).sum(axis=1) ** 2) / 50 - 1) < 0.05  # a sum of n terms of both signs
    yield "its square is on average n times that of one, (13.12); so w = 1/n, and twice that where half of the units"
    yield "below 1 or above it"


# What the notebook sets and does not claim: what is asked, what is to be tried, and where something is from.
CHOSEN = [
    "A network has 10 layers, four units",
    "in a network of 10 layers with four units",
    "Does 16? Read the last row",
    "(X. Glorot and Y. Bengio, 2010; K. He and others, 2015.)",
    "20 layers, 64 units in each hidden one;",
    "as a share of that at layer 19.",
    "$w = 16/n$",
    "What is it at layer 2: about $0.1$, $10^{-3}$ or $10^{-5}$?",
    "scale 0.5.",
]


# Reasons beside a step of which no program tells whether they are so; a reader has. (·) is the number of an equation
READ = [
    "a square is not negative",
    r"for every $\alpha$ , so for the largest",
    "multiply out",
    "no entry is larger than the largest",
]


# What the questions ask for, computed


def saturation_depth_is():
    """Units at z = 0, where φ′ is largest: the most that can arrive is reached."""
    delta = 0.6
    for _ in range(8, 2, -1):
        delta = 2 * delta * sigmoid_slope(0.0)
    return delta


# The words of the exercises: pieces with sides that are equal; one without sides has a number, and claims nothing


def words():
    assert len(range(8, 2, -1)) == 6
    largest = max(sigmoid_slope(np.linspace(-3, 3, 601)))
    yield "depth_factor", "divide it by 4.", (("4", 1 / largest),)
    yield "saturation_depth", "by φ′, which is at most ¼.", (("¼", largest),)
    yield "saturation_depth", "From layer 8 to layer 2 there are six steps.", ()
    yield "saturation_depth", "Six steps back, each at most 2 · ¼ = ½: 0.6 / 64, or 0.009375.", (
        ("2 · ¼", "½"), ("0.6 / 64", "0.009375", saturation_depth_is(), 0.6 * (2 / 4) ** 6))  # fmt: skip


# Right answers, each written in another way


def depth_factor__columns(W):
    return np.abs(W).sum(axis=0).max() / 4


def depth_factor__norm(W):
    return 0.25 * np.linalg.norm(W, 1)
