"""Exercises of 01_network.ipynb: the forward pass at any depth, its parameters, and what a bias reaches."""

import numpy as np

from ..network import forward, sigmoid, sigmoid_slope
from .exercise import Choice, Function, Value, Wrong
from .points import normal, parameters


def _points():
    widths = {"3 layers, 2–4–3": (2, 4, 3), "4 layers, 4–2–5–3": (4, 2, 5, 3), "3 square layers, 3–3–3": (3, 3, 3)}
    return {label: (normal(n[0]), *parameters(*n)) for label, n in widths.items()}


def answers(x, W, b):
    """The activations of the last layer."""
    a, _ = forward(x, W, b)
    return a[len(W) + 1]


RIGHT = {
    "start": lambda x: x,
    "layers": lambda W: range(1, len(W) + 1),
    "bias": lambda b, l: b[l],
    "sums": lambda W, a, bias: W @ a + bias,
    "phi": sigmoid,
    "hidden": lambda z, phi: phi(z),
    "last": lambda z, phi: phi(z),
    "after": lambda a, b: a,
}


def _assemble(**changes):
    """The forward pass with some of its parts replaced."""
    part = RIGHT | changes

    def answer(x, W, b):
        a = part["start"](x)
        for l in part["layers"](W):
            z = part["sums"](W[l], a, part["bias"](b, l))
            a = part["after"](part["last" if l == len(W) else "hidden"](z, part["phi"]), b[l])
        return a

    return answer


def _softmax(z, phi):
    return np.exp(z) / np.exp(z).sum()


EXERCISES = [
    Function(
        name="network",
        title="The forward pass for any number of layers",
        task=r"""
Write the forward pass for a network of any depth: `W` and `b` are dicts keyed by layer, `W[1], W[2], …`. Return
the activations of the last layer.
""",
        minutes=6,
        trains="layers as a loop",
        hints=(
            "Keep one vector a, and let each layer replace it. It begins as x.",
            "In layer l: z = W[l] @ a + b[l], then a = φ(z), for l = 1 … len(W). The last layer is no exception.",
        ),
        write="last_activations(x, W, b)",
        doc="The activations of the last layer, for an input x of shape (n_1,).",
        reference=answers,
        helper=forward,
        points=_points,
        column=True,
        assemble=_assemble,
        wrong=(
            Wrong("no bias", {"bias": lambda b, l: 0}, "The biases are missing.", "1.1"),
            Wrong("bias subtracted", {"bias": lambda b, l: -b[l]}, "The biases are subtracted.", "1.1"),
            Wrong("first bias", {"bias": lambda b, l: b[1]},
                  "Every layer uses b⁽¹⁾; layer l has its own, b⁽ˡ⁾.", "1.1"),
            Wrong("bias twice", {"bias": lambda b, l: 2 * b[l]}, "The biases are added twice.", "1.1"),
            Wrong("bias last", {"bias": lambda b, l: 0, "after": lambda a, b: a + b},
                  "The biases are added behind φ; they belong into z.", "1.1"),
            Wrong("no transpose", {"sums": lambda W, a, bias: W.T @ a + bias},
                  "W is transposed; forward it is used as it is.", "1.1"),
            Wrong("entry by entry", {"sums": lambda W, a, bias: (W * a).sum() + bias},
                  "Every unit gets the sum over the whole matrix; unit α sums over row α alone.", "1.1"),
            Wrong("averaged", {"sums": lambda W, a, bias: W @ a / len(a) + bias},
                  "The sum over the layer below is averaged; z is the sum itself.", "1.1"),
            Wrong("bias times", {"sums": lambda W, a, bias: (W @ a) * bias},
                  "The sums are multiplied by the biases, which are added.", "1.1"),
            Wrong("bias with the weights", {"sums": lambda W, a, bias: (W + bias[:, None]) @ a},
                  "The biases are added to the weights, before the sum.", "1.1"),
            Wrong("column", {"start": lambda x: x[:, None]},
                  "x is a column, (n, 1): adding b, (n,), makes a matrix of it. Keep vectors (n,).", "1.1"),
            Wrong("last without φ", {"last": lambda z, phi: z}, "The last layer lacks φ: this is z, not a.", "1.4"),
            Wrong("φ at the end alone", {"hidden": lambda z, phi: z}, "φ is applied in the last layer alone.", "1.4"),
            Wrong("no φ", {"phi": lambda z: z}, "φ is missing in every layer.", "1.4"),
            Wrong("φ twice at the end", {"last": lambda z, phi: phi(phi(z))},
                  "φ is applied twice in the last layer.", "1.4"),
            Wrong("φ twice", {"phi": lambda z: sigmoid(sigmoid(z))}, "φ is applied twice in every layer.", "1.4"),
            Wrong("slope", {"phi": sigmoid_slope}, "This applies φ′ in place of φ.", "1.4"),
            Wrong("exponent", {"phi": lambda z: sigmoid(-z)},
                  "The exponent in φ has the opposite sign: φ(z) is 1 / (1 + e⁻ᶻ).", "1.3"),
            Wrong("brackets", {"phi": lambda z: 1 / 1 + np.exp(-z)},
                  "Brackets are missing: 1 / 1 + e⁻ᶻ is 1 + e⁻ᶻ.", "1.3"),
            Wrong("minus in φ", {"phi": lambda z: 1 / (1 - np.exp(-z))},
                  "In φ a minus stands for the plus: φ(z) is 1 / (1 + e⁻ᶻ).", "1.3"),
            Wrong("tanh", {"phi": np.tanh}, "This applies tanh; the φ of the course runs from 0 to 1.", "1.3"),
            Wrong("tanh below", {"hidden": lambda z, phi: np.tanh(z)}, "The hidden layers apply tanh, not φ.", "1.3"),
            Wrong("tanh at the end", {"last": lambda z, phi: np.tanh(z)},
                  "The last layer applies tanh, not φ.", "1.3"),
            Wrong("ReLU", {"phi": lambda z: np.maximum(z, 0)}, "This applies ReLU in every layer, not φ.", "1.3"),
            Wrong("ReLU below", {"hidden": lambda z, phi: np.maximum(z, 0)},
                  "The hidden layers apply ReLU, not φ.", "1.3"),
            Wrong("softmax", {"last": _softmax},
                  "The last layer applies softmax; here each answer has its own φ.", "1.3"),
            Wrong("one layer too few", {"layers": lambda W: range(1, len(W))},
                  "The loop stops one layer early: these are the activations below the last.", "1.1"),
            Wrong("first layer alone", {"layers": lambda W: [1]},
                  "Only the first layer is computed: does `return` stand inside the loop?", "1.1"),
            Wrong("two layers alone", {"layers": lambda W: [1, 2]},
                  "Only two layers are computed, whatever the depth; there are len(W).", "1.1"),
            Wrong("from the second layer", {"layers": lambda W: range(2, len(W) + 1)},
                  "The loop leaves out the first layer: the keys of W begin at 1.", "1.1"),
            Wrong("backwards", {"layers": lambda W: range(len(W), 0, -1)},
                  "The layers are taken from the last to the first.", "1.1"),
        ),
    ),
    Value(
        name="network_parameters",
        title="Counting parameters",
        task=r"""
A network has the widths 5–7–2–3. How many numbers can training change, weights and biases together?
""",
        minutes=2,
        trains="which parameters a network has",
        hints=(
            "W⁽ˡ⁾ has one row for each unit above and one column for each unit below.",
            "There is no b for the inputs.",
        ),
        reference=67,
        why="7 · 5 + 7, and 2 · 7 + 2, and 3 · 2 + 3: 42 + 16 + 9.",
        wrong=(
            Wrong("no biases", 55,
                  "These are the weights alone; each unit above the inputs has a bias too.", "1.1"),
            Wrong("input biases", 72, "The inputs have no biases.", "1.1"),
            Wrong("last biases", 64, "The biases of the last layer are missing.", "1.1"),
            Wrong("weights added", 29, "The widths are added; a matrix has rows times columns.", "1.1"),
            Wrong("units", 17, "This is the number of units.", "1.1"),
            Wrong("biases below", 69,
                  "A bias belongs to a unit of the layer above: there are 7 + 2 + 3 of them.", "1.1"),
            Wrong("first layer", 42, "These are the parameters of the first layer alone.", "1.1"),
        ),
    ),
    Choice(
        name="network_bias",
        title="What one bias reaches",
        task=r"""
In the 2–4–3 network the bias $b^{(1)}_2$ is raised a little. Which of the numbers of the forward pass change?
""",
        minutes=2,
        trains="following one number forward",
        hints=("First: which entries of z⁽²⁾ contain this bias?", "Which of z⁽³⁾ read a⁽²⁾_2?"),
        options={
            "a": "$z^{(2)}_2$ and $a^{(2)}_2$ alone",
            "b": "$z^{(2)}_2$, $a^{(2)}_2$, $z^{(3)}_2$ and $a^{(3)}_2$",
            "c": "$z^{(2)}_2$, $a^{(2)}_2$, and all of $z^{(3)}$ and $a^{(3)}$",
            "d": "all of $z^{(2)}$, $a^{(2)}$, $z^{(3)}$ and $a^{(3)}$",
        },
        reference="c",
        why="One hidden unit hears it, and every output reads every hidden unit.",
        wrong=(
            Wrong("stops", "a", "The change goes on: a⁽²⁾_2 is read by the layer above.", "1.1"),
            Wrong("one wire", "b",
                  "Unit 2 of one layer is not tied to unit 2 of the next: every output reads every hidden "
                  "unit.", "1.1"),
            Wrong("spread", "d",
                  "Within a layer the units do not hear each other: b⁽¹⁾_2 is in z⁽²⁾_2 alone.", "1.1"),
        ),
    ),
]  # fmt: skip
