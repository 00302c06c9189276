"""What the notebook of this stem claims in its text, and the teaching guide of it, computed."""

import numpy as np

from backprop.depth import deep_network, delta_sizes
from backprop.network import sigmoid_slope
from backprop.widgets import depth as depth_figure
from claiming import PULL, UNITS, WORDS, X, Y, ten_to


def notebook():
    deep = {scale: depth_figure.compute(12, scale) for scale in (1.0, 4.0, 16.0)}
    assert deep[1.0]["sizes"][2] < deep[4.0]["sizes"][2] / 100 and deep[16.0]["sizes"][2] < deep[4.0]["sizes"][2]
    assert min(deep[16.0]["slopes"], key=deep[16.0]["slopes"].get) == 7
    yield "at scale 4 a good deal less"
    yield rf"At scale 16 more of it is lost again: the last row falls from ${sigmoid_slope(0.0)}$ towards 0."
    yield rf"of more than ${1e5 * deep[16.0]['slopes'][7]:.1f} \cdot 10^{{-5}}$"
    sizes = delta_sizes(X[0], Y[0], *deep_network(10, 1.0))
    yield rf"stands in the table above: ${1e6 * sizes[2]:.0f} \cdot 10^{{-6}}$, nearest to $10^{{-5}}$."
    assert 0.4 < sizes[10] < 0.6
    yield r"At the output $|\delta|$ is about $0.5$."
    yield f"This says what lines {PULL} and {UNITS} do"


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


# What the notebook sets and does not claim: what is asked, what is to be tried, and where something is from.
CHOSEN = [
    "A network has 10 layers, four units",
    "in a network of 10 layers with four units",
    "Does 16? 3. At scale 16, read",
    "What is it at layer 2: about $0.1$, $10^{-3}$ or $10^{-5}$?",
    "scale 0.5.",
]


# Right answers, each written in another way


def depth_factor__columns(W):
    return np.abs(W).sum(axis=0).max() / 4


def depth_factor__norm(W):
    return 0.25 * np.linalg.norm(W, 1)
