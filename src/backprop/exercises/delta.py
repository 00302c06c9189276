"""Exercises of 04_delta.ipynb: δ for any layer, for another activation, and for another loss."""

import numpy as np

from ..delta import delta
from ..network import sigmoid, sigmoid_slope
from .exercise import Choice, Function, Wrong
from .points import normal
from .shared import slopes


def _points():
    shapes = {"5 examples, 4 units": (5, 4), "1 example, 3 units": (3,), "3 examples, 3 units": (3, 3)}
    return {label: (normal(*shape), 1.5 * normal(*shape, seed=1)) for label, shape in shapes.items()}


def delta_tanh(eta, z):
    """η_α (1 − a_α²), for units with a = tanh z."""
    return eta * (1 - np.tanh(z) ** 2)


RIGHT = {
    "take": lambda eta, z: (eta, z),
    "slope": lambda eta, z: sigmoid_slope(z),
    "join": lambda eta, slope: eta * slope,
    "mean": lambda delta: delta,
    "sign": lambda delta: delta,
}


def _assemble(**changes):
    """δ with some of its parts replaced."""
    part = RIGHT | changes

    def answer(eta, z):
        eta, z = part["take"](eta, z)
        return part["sign"](part["mean"](part["join"](eta, part["slope"](eta, z))))

    return answer


def _assemble_tanh(**changes):
    """δ for tanh with some of its parts replaced."""
    return _assemble(**{"slope": lambda eta, z: 1 - np.tanh(z) ** 2, **changes})


TANH_SLOPES = (  # name, what stands for the slope of tanh, and what it is
    ("sigmoid", lambda eta, z: sigmoid_slope(z), "This has the slope of φ; here the slope of tanh is needed."),
    ("no slope", lambda eta, z: 1 + 0 * z, "The slope is missing: this is η itself."),
    ("a(1-a)", lambda eta, z: np.tanh(z) * (1 - np.tanh(z)),
     "a(1 − a) is the rule for φ; it does not hold for tanh."),
    ("1-φ²", lambda eta, z: 1 - sigmoid(z) ** 2, "1 − a² is taken with a = φ(z); here a = tanh z."),
    ("not squared", lambda eta, z: 1 - np.tanh(z), "tanh z is not squared: the slope is 1 − tanh² z."),
    ("1-z²", lambda eta, z: 1 - z**2, "1 − z² should be 1 − a²: the slope in terms of a = tanh z."),
    ("tanh twice", lambda eta, z: 1 - np.tanh(np.tanh(z)) ** 2,
     "The slope is taken at a = tanh z; its argument is z."),
    ("tanh of z²", lambda eta, z: 1 - np.tanh(z**2), "This is 1 − tanh(z²): tanh is squared, not z."),
    ("at η", lambda eta, z: 1 - np.tanh(eta) ** 2, "The slope is taken at η; its argument is z."),
    ("1-η²", lambda eta, z: 1 - eta**2, "1 − η² should be 1 − a², with a = tanh z."),
    ("plus", lambda eta, z: 1 + np.tanh(z) ** 2, "The slope of tanh is 1 − tanh² z, with a minus."),
    ("minus", lambda eta, z: np.tanh(z) ** 2 - 1, "The slope is 1 − tanh² z; the two have changed places."),
    ("tanh itself", lambda eta, z: np.tanh(z), "η is multiplied by tanh z itself, not by its slope."),
    ("squared alone", lambda eta, z: np.tanh(z) ** 2, "The 1 is missing: the slope is 1 − tanh² z."),
    ("slope twice", lambda eta, z: (1 - np.tanh(z) ** 2) ** 2, "The slope is there twice."),
    ("divided", lambda eta, z: np.cosh(z) ** 2, "η is divided by the slope; the chain rule multiplies."),
    ("1/cosh", lambda eta, z: 1 / np.cosh(z), "1/cosh z is not squared: the slope is 1/cosh² z."),
    ("1/sinh²", lambda eta, z: 1 / np.sinh(z) ** 2, "The slope is 1/cosh² z, not 1/sinh² z."),
    ("tan", lambda eta, z: 1 + np.tan(z) ** 2, "1 + tan² z is the slope of tan, not of tanh."),
    ("1-tan²", lambda eta, z: 1 - np.tan(z) ** 2, "tan stands in the place of tanh."),
    ("arctan", lambda eta, z: 1 / (1 + z**2), "1/(1 + z²) is the slope of arctan, not of tanh."),
    ("artanh", lambda eta, z: 1 / (1 - z**2), "1/(1 − z²) is the slope of the inverse of tanh."),
    ("ReLU", lambda eta, z: (z > 0) * 1.0, "The slope of ReLU, 0 or 1, stands for that of tanh."),
    ("z in front", lambda eta, z: z * (1 - np.tanh(z) ** 2), "The slope is multiplied by z."),
    ("by φ(2z), no 4", lambda eta, z: sigmoid_slope(2 * z),
     "tanh z is 2φ(2z) − 1, and its slope 4φ′(2z): the 4 is missing."),
    ("by φ(2z), 2", lambda eta, z: 2 * sigmoid_slope(2 * z),
     "tanh z is 2φ(2z) − 1, and its slope 4φ′(2z): a factor 2 is missing."),
)

COMMON = (
    Wrong("sign", {"sign": lambda delta: -delta}, "The sign is reversed: the slope is positive.", "4.4"),
    Wrong("upstream ignored", {"join": lambda eta, slope: slope},
          "This is the slope alone: the sensitivity that comes from above, η, is not used.", "4.2"),
    Wrong("added", {"join": lambda eta, slope: eta + slope},
          "η and the slope are added; the chain rule multiplies.", "4.2"),
    Wrong("subtracted", {"join": lambda eta, slope: eta - slope},
          "The slope is subtracted from η; the chain rule multiplies.", "4.2"),
    Wrong("size of η", {"join": lambda eta, slope: np.abs(eta) * slope}, "The sign of η is lost.", "4.4"),
    Wrong("swapped", {"take": lambda eta, z: (z, eta)}, "η and z have changed places.", "4.4"),
    Wrong("summed", {"mean": lambda delta: delta.sum(axis=-1)},
          "The units are added up: only γ = α survives, so each unit keeps its own number.", "4.4"),
    Wrong("one number", {"mean": np.sum}, "Everything is added up: each unit keeps its own number.", "4.4"),
    Wrong("averaged", {"mean": lambda delta: delta / len(delta)},
          "It is divided by the length of the first axis; nothing is averaged here.", "4.4"),
    Wrong("averaged to one", {"mean": lambda delta: delta.mean(axis=0)},
          "The mean along axis 0 is taken; nothing is averaged here.", "4.4"),
    Wrong("halved", {"mean": lambda delta: delta / 2}, "It is halved.", "4.4"),
)  # fmt: skip

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
        sizes=lambda eta, z: {"len(z)": len(z)},
        assemble=_assemble,
        wrong=(
            *slopes(lambda slope: slope, "4.5"),
            *COMMON,
            Wrong("η inside", lambda eta, z: eta * sigmoid(z) * (1 - eta * sigmoid(z)),
                  "φ(1 − φ) is formed of η φ, so η is in it twice: only φ stands in φ(1 − φ).", "4.5"),
            Wrong("the slip", lambda eta, z: eta - sigmoid(z) * sigmoid_slope(z),
                  "This is η − φ·φ′, a well-known slip of the pen for η·φ·(1 − φ).", "4.5"),
            Wrong("bracket", lambda eta, z: eta * sigmoid(z) * 1 - sigmoid(z),
                  "Brackets are missing around 1 − φ: this is η φ − φ.", "4.5"),
        ),
    ),
    Function(
        name="delta_tanh",
        title="Another activation",
        task=r"""
The units of a layer compute $a = \tanh(z)$; `eta` and `z` have shape (n,). Read φ in (4.2) to (4.5) as any
function that acts entry by entry: which of these equations holds for the sigmoid alone? Write δ for tanh.
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
        points=lambda: {f"{n} units": (normal(n), 1.5 * normal(n, seed=1)) for n in (4, 3)},
        sizes=lambda eta, z: {"len(z)": len(z)},
        assemble=_assemble_tanh,
        wrong=(
            *(Wrong(name, {"slope": slope}, means, "4.4") for name, slope, means in TANH_SLOPES),
            *COMMON,
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
