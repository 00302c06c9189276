"""Exercises of 04_delta.ipynb: δ for any layer, for another activation, and for another loss."""

import numpy as np

from ..delta import delta
from ..network import sigmoid, sigmoid_slope
from . import steps
from .exercise import Choice, Function, Wrong
from .points import normal


def _points():
    shapes = {"5 examples, 4 units": (5, 4), "1 example, 3 units": (3,), "3 examples, 3 units": (3, 3)}
    return {label: (normal(*shape), 1.5 * normal(*shape, seed=1)) for label, shape in shapes.items()}


def _sizes(eta, z):
    return {"n": z.shape[-1]} | ({"N": len(z)} if z.ndim > 1 else {})


def delta_tanh(eta, z):
    """η_α (1 − a_α²), for units with a = tanh z."""
    return eta * (1 - np.tanh(z) ** 2)


def _assemble(
    given=lambda eta, z: (eta, z),
    upstream=lambda eta, z: eta,
    slope=lambda eta, z: sigmoid_slope(z),
    join=lambda eta, slope: eta * slope,
    end=lambda delta: delta,
):
    """A wrong answer to `delta`."""

    def answer(eta, z):
        eta, z = given(eta, z)
        return end(join(upstream(eta, z), slope(eta, z)))

    return answer


def _assemble_tanh(slope=lambda eta, z: 1 - np.tanh(z) ** 2, **changes):
    """A wrong answer to `delta_tanh`."""
    return _assemble(slope=slope, **changes)


ENDS = (
    Wrong("summed", {"end": lambda delta: delta.sum(axis=-1)},
          "The units are added up: only γ = α survives, so each unit keeps its own number.", "4.4"),
    Wrong("averaged over units", {"end": lambda delta: delta.mean(axis=-1)},
          "The units are averaged: each unit keeps its own number.", "4.4"),
    Wrong("summed over examples", {"end": lambda delta: delta.sum(axis=0)},
          "The first index is summed over: nothing is added up here.", "4.4"),
    Wrong("one number", {"end": lambda delta: delta.sum()}, "Everything is added up to one number.", "4.4"),
    Wrong("averaged", {"end": lambda delta: delta / len(delta)},
          "It is divided by the length of the first index: nothing is averaged here.", "4.4"),
)

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
        sizes=_sizes,
        assemble=_assemble,
        wrong=(
            *steps.slopes("4.4"),
            Wrong("upstream ignored", {"upstream": lambda eta, z: 1},
                  "This is φ′(z) alone: the sensitivity that comes from above, η, is not used.", "4.2"),
            Wrong("sign", {"upstream": lambda eta, z: -eta}, "The sign is reversed.", "4.4"),
            Wrong("swapped", {"given": lambda eta, z: (z, eta)}, "η and z have changed places.", "4.4"),
            *ENDS,
            Wrong("added", {"join": lambda eta, slope: eta + slope},
                  "η and φ′ are added; the chain rule multiplies.", "4.2"),
            Wrong("the slip", lambda eta, z: eta - sigmoid(z) * sigmoid_slope(z),
                  "This is η − φ·φ′, a well-known slip of the pen for η·φ·(1 − φ).", "4.5"),
            Wrong("φ alone", lambda eta, z: sigmoid(z), "This is φ(z) itself.", "4.4"),
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
        doc="δ from η for a = tanh(z); eta and z are both (n,) or both (N, n).",
        reference=delta_tanh,
        points=_points,
        sizes=_sizes,
        assemble=_assemble_tanh,
        wrong=(
            Wrong("sigmoid", {"slope": lambda eta, z: sigmoid_slope(z)},
                  "This has the slope of φ; here the slope of tanh is needed.", "4.4"),
            Wrong("no slope", {"slope": lambda eta, z: 1}, "The slope is missing: this is η itself.", "4.4"),
            Wrong("slope twice", {"slope": lambda eta, z: (1 - np.tanh(z) ** 2) ** 2},
                  "The slope is there twice.", "4.4"),
            Wrong("a(1-a)", {"slope": lambda eta, z: np.tanh(z) * (1 - np.tanh(z))},
                  "a(1 − a) is the rule for φ; it does not hold for tanh.", "4.5"),
            Wrong("not squared", {"slope": lambda eta, z: 1 - np.tanh(z)},
                  "tanh z is not squared: the slope is 1 − tanh² z.", "4.4"),
            Wrong("difference squared", {"slope": lambda eta, z: (1 - np.tanh(z)) ** 2},
                  "(1 − tanh z)² is not 1 − tanh² z.", "4.4"),
            Wrong("1-z²", {"slope": lambda eta, z: 1 - z**2},
                  "1 − z² should be 1 − a²: the slope in terms of a = tanh z.", "4.4"),
            Wrong("tanh twice", {"slope": lambda eta, z: 1 - np.tanh(np.tanh(z)) ** 2},
                  "The slope is taken at a = tanh z; its argument is z.", "4.4"),
            Wrong("plus", {"slope": lambda eta, z: 1 + np.tanh(z) ** 2},
                  "The slope of tanh is 1 − tanh² z, with a minus.", "4.4"),
            Wrong("turned round", {"slope": lambda eta, z: np.tanh(z) ** 2 - 1},
                  "tanh² z − 1 is the slope with the opposite sign.", "4.4"),
            Wrong("1 missing", {"slope": lambda eta, z: np.tanh(z) ** 2},
                  "tanh² z is what is taken from 1: the slope is 1 − tanh² z.", "4.4"),
            Wrong("tanh itself", {"slope": lambda eta, z: np.tanh(z)},
                  "η is multiplied by tanh z itself, not by its slope.", "4.2"),
            Wrong("1/cosh", {"slope": lambda eta, z: 1 / np.cosh(z)},
                  "1/cosh z is not squared: the slope is 1/cosh² z.", "4.4"),
            Wrong("1/sinh²", {"slope": lambda eta, z: 1 / np.sinh(z) ** 2}, "sinh stands where cosh belongs.", "4.4"),
            Wrong("cosh²", {"slope": lambda eta, z: np.cosh(z) ** 2},
                  "η is divided by the slope, or multiplied by cosh² z; the slope is 1/cosh² z.", "4.2"),
            Wrong("arctan", {"slope": lambda eta, z: 1 / (1 + z**2)},
                  "1/(1 + z²) is the slope of arctan.", "4.4"),
            Wrong("tan", {"slope": lambda eta, z: 1 / np.cos(z) ** 2},
                  "1/cos² z is the slope of tan, not of tanh.", "4.4"),
            Wrong("sigmoid's a²", {"slope": lambda eta, z: 1 - sigmoid(z) ** 2},
                  "1 − a² is taken with a = φ(z); here a is tanh z.", "4.4"),
            Wrong("φ(2z)", {"slope": lambda eta, z: 2 * sigmoid_slope(2 * z)},
                  "tanh z = 2φ(2z) − 1 has the slope 4φ′(2z): one factor 2 is lost.", "4.4"),
            Wrong("φ(2z) alone", {"slope": lambda eta, z: sigmoid_slope(2 * z)},
                  "tanh z = 2φ(2z) − 1 has the slope 4φ′(2z): both factors 2 are lost.", "4.4"),
            Wrong("ReLU", {"slope": lambda eta, z: z > 0}, "This has the slope of ReLU, 0 or 1.", "4.4"),
            Wrong("slope at η", {"slope": lambda eta, z: 1 - np.tanh(eta) ** 2},
                  "The slope is taken at η; its argument is z.", "4.4"),
            Wrong("1-η²", {"slope": lambda eta, z: 1 - eta**2}, "1 − η² should be 1 − a², with a = tanh z.", "4.4"),
            Wrong("upstream ignored", {"upstream": lambda eta, z: 1},
                  "This is the slope alone: η, which comes from above, is not used.", "4.2"),
            Wrong("sign", {"upstream": lambda eta, z: -eta}, "The sign is reversed.", "4.4"),
            Wrong("swapped", {"given": lambda eta, z: (z, eta)}, "η and z have changed places.", "4.4"),
            Wrong("added", {"join": lambda eta, slope: eta + slope},
                  "η and the slope are added; the chain rule multiplies.", "4.2"),
            *ENDS,
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
