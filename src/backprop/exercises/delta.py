"""Exercises of 04_delta.ipynb: δ for any layer, for another activation, and for another loss."""

import numpy as np

from ..delta import delta
from ..network import sigmoid, sigmoid_slope
from .exercise import Choice, Function, Wrong
from .points import normal


def _points():
    shapes = {"5 examples, 4 units": (5, 4), "1 example, 3 units": (3,), "3 examples, 3 units": (3, 3)}
    return {label: (normal(*shape), 1.5 * normal(*shape, seed=1)) for label, shape in shapes.items()}


def delta_tanh(eta, z):
    """η_α (1 − a_α²), for units with a = tanh z."""
    return eta * (1 - np.tanh(z) ** 2)


EXERCISES = [
    Function(
        name="delta",
        title="δ from η and z",
        task=r"""
Write the step from η to δ from memory, with nothing but NumPy: φ is yours to write as well. `eta` and `z` have
one shape, (n,) or (N, n), and so has the result.
""",
        minutes=5,
        trains="the chain rule through a function that acts entry by entry",
        hints=(
            "δ is η times the slope of φ, entry by entry. At which variable is the slope taken?",
            "φ(z) = 1 / (1 + e⁻ᶻ), and φ′(z) = φ(z)(1 − φ(z)).",
        ),
        write="my_delta(eta, z)",
        doc="The sensitivity of the loss to z, from that to a = φ(z).",
        reference=delta,
        points=_points,
        wrong=(
            Wrong("no slope", lambda eta, z: eta, "φ′ is missing: this is η itself.", "4.4"),
            Wrong("slope twice", lambda eta, z: eta * sigmoid_slope(z) ** 2, "φ′ is there twice.", "4.4"),
            Wrong("slope at a", lambda eta, z: eta * sigmoid_slope(sigmoid(z)),
                  "φ′ is taken at a = φ(z), so φ is applied twice; its argument is z.", "4.4"),
            Wrong("z(1-z)", lambda eta, z: eta * z * (1 - z),
                  "z(1 − z) is not φ′(z): the rule φ(1 − φ) holds for φ(z), not for z.", "4.5"),
            Wrong("a alone", lambda eta, z: eta * sigmoid(z),
                  "η is multiplied by φ(z); the factor 1 − φ(z) is missing.", "4.5"),
            Wrong("1-a alone", lambda eta, z: eta * (1 - sigmoid(z)), "The factor φ(z) is missing.", "4.5"),
            Wrong("upstream ignored", lambda eta, z: sigmoid_slope(z),
                  "This is φ′(z) alone: the sensitivity that comes from above, η, is not used.", "4.2"),
            Wrong("sign", lambda eta, z: -eta * sigmoid_slope(z),
                  "The sign is reversed: φ rises, so φ′ is positive.", "4.4"),
            Wrong("divided", lambda eta, z: eta / sigmoid_slope(z),
                  "η is divided by φ′; the chain rule multiplies.", "4.2"),
            Wrong("1+a", lambda eta, z: eta * sigmoid(z) * (1 + sigmoid(z)), "φ′ is φ(1 − φ), not φ(1 + φ).", "4.5"),
            Wrong("tanh's slope", lambda eta, z: eta * (1 - sigmoid(z) ** 2),
                  "1 − a² is the slope of tanh, not of φ.", "4.5"),
            Wrong("swapped", lambda eta, z: z * sigmoid_slope(eta), "η and z have changed places.", "4.4"),
            Wrong("summed", lambda eta, z: (eta * sigmoid_slope(z)).sum(axis=-1),
                  "The units are added up: only γ = α survives, so each unit keeps its own number.", "4.4"),
            Wrong("added", lambda eta, z: eta + sigmoid_slope(z),
                  "η and φ′ are added; the chain rule multiplies.", "4.2"),
            Wrong("the slip", lambda eta, z: eta - sigmoid(z) * sigmoid_slope(z),
                  "This is η − φ·φ′, a well-known slip of the pen for η·φ·(1 − φ).", "4.5"),
        ),
    ),
    Function(
        name="delta_tanh",
        title="Another activation",
        task=r"""
The units of a layer compute $a = \tanh(z)$. Read φ in (4.2) to (4.5) as any function that acts entry by entry:
which of these equations holds for the sigmoid alone? Write δ for tanh.
""",
        minutes=4,
        trains="telling the chain rule from what is special to φ",
        hints=(
            "(4.2) to (4.4) hold for any function that acts entry by entry. Only its slope is new.",
            "The derivative of tanh z is 1 − tanh² z.",
        ),
        write="delta_tanh(eta, z)",
        doc="The sensitivity of the loss to z, from that to a = tanh(z).",
        reference=delta_tanh,
        points=_points,
        wrong=(
            Wrong("sigmoid", delta, "This has the slope of φ; here the slope of tanh is needed.", "4.4"),
            Wrong("no slope", lambda eta, z: eta, "The slope is missing: this is η itself.", "4.4"),
            Wrong("a(1-a)", lambda eta, z: eta * np.tanh(z) * (1 - np.tanh(z)),
                  "a(1 − a) is the rule for φ; it does not hold for tanh.", "4.5"),
            Wrong("not squared", lambda eta, z: eta * (1 - np.tanh(z)),
                  "tanh z is not squared: the slope is 1 − tanh² z.", "4.4"),
            Wrong("1-z²", lambda eta, z: eta * (1 - z**2),
                  "1 − z² should be 1 − a²: the slope in terms of a = tanh z.", "4.4"),
            Wrong("tanh twice", lambda eta, z: eta * (1 - np.tanh(np.tanh(z)) ** 2),
                  "The slope is taken at a = tanh z; its argument is z.", "4.4"),
            Wrong("plus", lambda eta, z: eta * (1 + np.tanh(z) ** 2),
                  "The slope of tanh is 1 − tanh² z, with a minus.", "4.4"),
            Wrong("tanh itself", lambda eta, z: eta * np.tanh(z),
                  "η is multiplied by tanh z itself, not by its slope.", "4.2"),
            Wrong("upstream ignored", lambda eta, z: 1 - np.tanh(z) ** 2,
                  "This is the slope alone: η, which comes from above, is not used.", "4.2"),
        ),
    ),
    Choice(
        name="delta_squares",
        title="The same unit with squared errors",
        task=r"""
Someone keeps the sigmoid outputs and replaces the loss of each answer by
$\ell = \tfrac12 (a - y)^2$. For the unit of
*Predict*, with $y = 1$ and $z = -6$, the size of δ is now about
""",
        minutes=3,
        trains="knowing where a − y comes from",
        hints=("What is η for this loss?", "η is a − y now. δ is still η times φ′(z), and φ′(−6) is about 0.0025."),
        options={"a": "1", "b": "0.0025", "c": "404", "d": "0.5"},
        reference="b",
        why="η = a − y is about −1, and δ = η φ′(z) is about −0.0025: nothing cancels φ′, and the unit "
            "barely learns.",
        wrong=(
            Wrong("collapsed", "a", "a − y needs the η of cross-entropy, whose denominator cancels φ′.", "4.8"),
            Wrong("eta", "c", "404 is the size of η for cross-entropy; δ has the factor φ′ as well.", "4.4"),
            Wrong("half", "d", "The factor ½ is cancelled by the square, and φ′(−6) is about 0.0025.", "4.4"),
        ),
    ),
]  # fmt: skip
