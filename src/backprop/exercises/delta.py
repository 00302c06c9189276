"""Exercises of 04_delta.ipynb: δ for any layer, for another activation, and for another loss."""

import numpy as np

from ..delta import delta
from ..network import sigmoid, sigmoid_slope
from . import steps
from .exercise import Choice, Formula, Function, Wrong
from .points import fraction, normal


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

def delta_weighted(a, y, w):
    """a(1 − y) − w y(1 − a): the slope of −w y log a − (1 − y) log(1 − a) with respect to z, where a = φ(z)."""
    return a * (1 - y) - w * y * (1 - a)


def _weighted(
    first=lambda a, y, w: -w * y * (1 - a),
    second=lambda a, y, w: a * (1 - y),
    end=lambda delta, a, y, w: delta,
):
    """A wrong answer to `delta_weighted`."""
    return lambda a, y, w: end(first(a, y, w) + second(a, y, w), a, y, w)


EXERCISES = [
    Function(
        name="delta",
        title="δ from η and z",
        task=r"""
Write the step from η to δ from memory, with nothing but NumPy: φ is yours to write as well. `eta` and `z` have
one shape, (n,) or (N, n), and so has the result.
""",
        minutes=5,
        warm_up=True,
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
        fresh=True,
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
    Formula(
        name="delta_weighted",
        title="A formula: δ where nothing collapses",
        task=r"""
Take one sigmoid output, $a = \varphi(z)$, and the loss in which a miss weighs more: one answer costs $-\,w\,y
\log a - (1 - y)\log(1 - a)$, with a fixed number $w$. Derive the slope of this loss with respect to $z$. Type it
in $a$, $y$ and $w$, without any fraction.
""",
        minutes=5,
        fresh=True,
        trains="seeing where a derivation used the loss",
        hints=(
            "First η of this loss, which has a fraction for each term. Then the slope of φ, in terms of a.",
            "The slope of φ cancels the denominator of each term, and leaves the other factor. Multiply term by "
            "term.",
        ),
        write="delta_weighted(a, y, w)",
        doc="The slope of the weighted loss with respect to z.",
        reference=delta_weighted,
        typed=r"a(1 - y) - w y (1 - a)",
        numbers=True,
        assemble=_weighted,
        points=lambda: {
            f"{n} numbers each": (fraction(n), fraction(n, seed=1), 1 + fraction(n, seed=2)) for n in (5, 8)
        },
        wrong=(
            Wrong("a - y", lambda a, y, w: a - y,
                  "This is a − y, which holds for the loss without w alone.", "4.8"),
            Wrong("w(a - y)", lambda a, y, w: w * (a - y),
                  "This is w times a − y, as if w stood before both terms of the loss.", "4.8"),
            Wrong("a - wy", lambda a, y, w: a - w * y,
                  "a − w y leaves out a product: with w in it the terms with a and y do not cancel.", "4.7"),
            Wrong("wa - y", lambda a, y, w: w * a - y,
                  "w stands on a, where it belongs on the target, and the terms with both do not cancel.", "4.7"),
            Wrong("w missing in the first", {"first": lambda a, y, w: -w * y + a * y},
                  "The first bracket is not multiplied through: w stands on both of its terms.", "4.7"),
            Wrong("y forgotten", {"first": lambda a, y, w: -w * (1 - a)},
                  "The factor y of the first term is missing.", "4.7"),
            Wrong("1 - y forgotten", {"second": lambda a, y, w: a},
                  "The factor 1 − y of the second term is missing.", "4.7"),
            Wrong("w squared", {"first": lambda a, y, w: -(w**2) * y * (1 - a)}, "w is there twice.", "4.7"),
            Wrong("over w", {"first": lambda a, y, w: -y * (1 - a) / w},
                  "The first term is divided by w, where it is multiplied.", "4.7"),
            Wrong("η", lambda a, y, w: -w * y / a + (1 - y) / (1 - a),
                  "This is η, the slope with respect to a: the slope of φ is missing.", "4.2"),
            Wrong("η of the course", lambda a, y, w: (a - y) / (a * (1 - a)),
                  "This is η of the loss without w, and the slope of φ is missing as well.", "4.2"),
            Wrong("slope twice", {"end": lambda delta, a, y, w: delta * a * (1 - a)},
                  "The slope of φ is there twice.", "4.4"),
            Wrong("slope alone", lambda a, y, w: a * (1 - a),
                  "This is the slope of φ alone: η is missing.", "4.2"),
            Wrong("cancelled wrongly", {"first": lambda a, y, w: -w * y * a,
                                        "second": lambda a, y, w: (1 - y) * (1 - a)},
                  "The wrong factor is cancelled in each term: over a it is a that goes, and 1 − a stays.", "4.7"),
            Wrong("first sign", {"first": lambda a, y, w: w * y * (1 - a)},
                  "The first term has the opposite sign.", "4.7"),
            Wrong("second sign", {"second": lambda a, y, w: -a * (1 - y)},
                  "The second term has the opposite sign.", "4.7"),
            Wrong("sign", {"end": lambda delta, a, y, w: -delta}, "Both terms have the opposite sign.", "4.8"),
            Wrong("first alone", {"second": lambda a, y, w: 0}, "The term with 1 − y is missing.", "4.7"),
            Wrong("second alone", {"first": lambda a, y, w: 0}, "The term with y is missing.", "4.7"),
        ),
    ),
    Choice(
        name="delta_lines",
        title="Find the wrong line of a derivation",
        task=r"""
How fast does δ of one output change with $z$? Somebody derives it in four lines and finds that it never changes
faster than $\tfrac14$ of what $z$ does. The result is right, but one line is not. Which?
""",
        minutes=3,
        fresh=True,
        trains="reading a derivation line by line",
        hints=(
            "Put a number for z into each line, and compute both sides.",
            "A slope is taken at the argument of its function. Which argument has φ here?",
        ),
        options={
            "a": r"$\delta = \varphi(z) - y$",
            "b": r"$\frac{d}{dz}\big(\varphi(z) - y\big) = \frac{d}{dz}\varphi(z)$",
            "c": r"$\frac{d}{dz}\varphi(z) = \varphi'(a)$",
            "d": r"$\varphi(z)\big(1 - \varphi(z)\big) \le \frac14$",
        },
        reference="c",
        why="The slope of φ is taken at z, its argument, not at a, its value. Line d is about the right one.",
        wrong=(
            Wrong("line a", "a", "This is δ of a sigmoid output with the loss of the course.", "4.8"),
            Wrong("line b", "b",
                  "The target does not depend on z, so its derivative is 0, and the line is right.", "4.8"),
            Wrong("line d", "d", "A product of two numbers that add up to 1 is largest where both are ½.", "4.4"),
        ),
    ),
]  # fmt: skip
