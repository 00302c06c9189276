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


def _passed(
    begin=lambda x: x,
    weights=lambda W, a: W @ a,
    which=lambda b, l: b[l],
    bias=lambda z, b: z + b,
    phi=sigmoid,
    last=sigmoid,
    layers=lambda L: range(1, L),
):
    """A wrong answer to `network`: a forward pass with some of its parts replaced."""

    def answer(x, W, b):
        a = begin(x)
        for l in layers(len(W) + 1):
            z = bias(weights(W[l], a), which(b, l))
            a = (last if l == len(W) else phi)(z)
        return a

    return answer


def _everywhere(phi):
    return {"phi": phi, "last": phi}


def _relu(z):
    return np.maximum(z, 0)


def _softmax(z):
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
        warm_up=True,
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
        assemble=_passed,
        column=True,
        wrong=(
            Wrong("no bias", {"bias": lambda z, b: z}, "The biases are missing.", "1.1"),
            Wrong("bias subtracted", {"bias": lambda z, b: z - b}, "The biases are subtracted.", "1.1"),
            Wrong("bias multiplied", {"bias": lambda z, b: z * b},
                  "The biases are multiplied; they are added.", "1.1"),
            Wrong("bias of layer 1", {"which": lambda b, l: b[1]},
                  "Every layer uses b⁽¹⁾; layer l has its own b⁽ˡ⁾.", "1.1"),
            Wrong("bias of the last layer", {"which": lambda b, l: b[len(b)]},
                  "Every layer uses the last layer's b; layer l has its own b⁽ˡ⁾.", "1.1"),
            Wrong("no transpose", {"weights": lambda W, a: W.T @ a},
                  "W is transposed; forward it is used as it is.", "1.1"),
            Wrong("entry by entry", {"weights": lambda W, a: (W * a).sum()},
                  "Every unit gets the sum over the whole matrix; unit α sums over row α alone.", "1.1"),
            Wrong("sum over rows", {"weights": lambda W, a: (W * a).sum(axis=0)},
                  "The sum runs over the units above, axis 0; it must run over those below.", "1.1"),
            Wrong("mean", {"weights": lambda W, a: W @ a / len(a)},
                  "The sum over the units below is averaged.", "1.1"),
            Wrong("a column", {"begin": lambda x: x[:, None]},
                  "The activations are a column, (n, 1): plus a bias (n,) it broadcasts to a matrix (n, n).", "1.1"),
            Wrong("last without φ", {"last": lambda z: z}, "The last layer lacks φ: this is z, not a.", "1.4"),
            Wrong("φ at the end alone", {"phi": lambda z: z}, "φ is applied in the last layer alone.", "1.4"),
            Wrong("no φ", _everywhere(lambda z: z), "φ is missing in every layer.", "1.4"),
            Wrong("φ twice at the end", {"last": lambda z: sigmoid(sigmoid(z))},
                  "φ is applied twice in the last layer.", "1.4"),
            Wrong("φ twice", _everywhere(lambda z: sigmoid(sigmoid(z))), "φ is applied twice in every layer.", "1.4"),
            Wrong("slope", _everywhere(sigmoid_slope), "This applies φ′ in place of φ.", "1.4"),
            Wrong("exponent", _everywhere(lambda z: sigmoid(-z)),
                  "The exponent in φ has the opposite sign: φ(z) is 1 / (1 + e⁻ᶻ).", "1.3"),
            Wrong("φ without 1", _everywhere(lambda z: 1 / np.exp(-z)),
                  "The 1 in the denominator of φ is missing: φ(z) is 1 / (1 + e⁻ᶻ).", "1.3"),
            Wrong("φ without brackets", _everywhere(lambda z: 1 / 1 + np.exp(-z)),
                  "Brackets are missing in φ: 1 / 1 + e⁻ᶻ is 1 + e⁻ᶻ.", "1.3"),
            Wrong("tanh", _everywhere(np.tanh), "This applies tanh; the φ of the course runs from 0 to 1.", "1.3"),
            Wrong("tanh below", {"phi": np.tanh}, "The hidden layers apply tanh; φ runs from 0 to 1.", "1.3"),
            Wrong("ReLU", _everywhere(_relu), "This applies ReLU in place of φ.", "1.3"),
            Wrong("ReLU below", {"phi": _relu}, "The hidden layers apply ReLU in place of φ.", "1.3"),
            Wrong("softmax at the end", {"last": _softmax},
                  "The last layer has a softmax; the course's outputs each have their own φ.", "1.3"),
            Wrong("rounded to yes or no", {"last": lambda z: (z > 0) * 1.0},
                  "The last layer's activations are made 0 or 1; they lie between.", "1.3"),
            Wrong("one layer too few", {"layers": lambda L: range(1, L - 1)},
                  "The loop stops one layer early: these are the activations below the last.", "1.1"),
            Wrong("first layer alone", {"layers": lambda L: range(1, 2)},
                  "These are the activations of layer 2: the loop is left in its first round.", "1.1"),
            Wrong("two matrices", {"layers": lambda L: range(1, 3)},
                  "W⁽¹⁾ and W⁽²⁾ alone are used: these are the activations of layer 3, whatever the depth.", "1.1"),
            Wrong("from the second", {"layers": lambda L: range(2, L)}, "The loop begins with W⁽²⁾.", "1.1"),
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
            Wrong("no last biases", 64, "The biases of the last layer are missing.", "1.1"),
            Wrong("no first biases", 60, "The biases of the first hidden layer are missing.", "1.1"),
            Wrong("no middle biases", 65, "The biases of the second hidden layer are missing.", "1.1"),
            Wrong("biases alone", 12, "These are the biases alone.", "1.1"),
            Wrong("one bias a layer", 58, "Each unit has its own bias, not each layer.", "1.1"),
            Wrong("widths multiplied", 210, "This is the product of the widths.", "1.1"),
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
