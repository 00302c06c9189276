"""Exercises of 16_slips.ipynb, before its slips are shown: by numbers, special cases and shapes."""

import numpy as np

from .exercise import Choice, Function, Shape, Value, Wrong
from .points import normal


def how_far(form, measured):
    """The largest difference of any entry, as a share of the largest entry of what is measured."""
    return np.abs(form - measured).max() / np.abs(measured).max()


def _assemble(
    difference=lambda form, measured: np.abs(form - measured),
    pick=np.max,
    share=lambda form, measured: np.abs(measured).max(),
):
    """A wrong answer to `slips_off`: the difference, one number of it, and what that is a share of."""
    return lambda form, measured: pick(difference(form, measured)) / share(form, measured)


def _points():
    one = lambda *shape: (normal(*shape), normal(*shape, seed=1))
    return {"vectors of 4": one(4), "matrices, 3 by 4": one(3, 4), "matrices, 3 by 3": one(3, 3)}


EXERCISES = [
    Function(
        name="slips_off",
        title="A number for how wrong",
        task=r"""
A form, the right side of an equation, is compared with what is measured. Write how far it is off: the largest
difference of any entry, as a share of the largest entry of `measured`, both without their signs.
""",
        minutes=4,
        trains="an error that does not depend on units",
        hints=("First all differences without their signs, and the largest of them.",
               "np.abs(…).max() twice: of the difference, and of what is measured."),
        write="how_far(form, measured)",
        doc="The largest difference as a share of the largest entry measured, one number.",
        reference=how_far,
        points=_points,
        sizes=lambda form, measured: {"n": form.size},
        assemble=_assemble,
        wrong=(
            Wrong("no abs", {"difference": lambda form, measured: form - measured},
                  "The differences keep their signs: a form that is too small everywhere would seem right.", "9.1"),
            Wrong("other sign", {"difference": lambda form, measured: measured - form},
                  "The differences keep their signs: a form that is too large everywhere would seem right.", "9.1"),
            Wrong("squares", {"difference": lambda form, measured: (form - measured) ** 2},
                  "The differences are squared; a share of the largest entry has no square.", "9.1"),
            Wrong("mean", {"pick": np.mean},
                  "The differences are averaged: one wrong entry among many would hide.", "9.1"),
            Wrong("sum", {"pick": np.sum}, "The differences are added up; the largest alone is asked for.", "9.1"),
            Wrong("smallest", {"pick": np.min}, "The smallest difference: one right entry would pass.", "9.1"),
            Wrong("absolute", {"share": lambda form, measured: 1},
                  "It is not divided by the largest entry: 0.001 is much where all entries are 0.001.", "9.1"),
            Wrong("by the form", {"share": lambda form, measured: np.abs(form).max()},
                  "It is divided by the largest entry of the form, which may be wrong itself.", "9.1"),
            Wrong("by the signed maximum", {"share": lambda form, measured: measured.max()},
                  "The largest entry is sought with its sign: that of the largest size may be negative.", "9.1"),
            Wrong("by the mean", {"share": lambda form, measured: np.abs(measured).mean()},
                  "It is divided by the mean size of the entries; the largest is asked for.", "9.1"),
            Wrong("entry by entry", lambda form, measured: np.max(np.abs(form - measured) / np.abs(measured)),
                  "Each entry is divided by its own size: where it must be 0, rounding looks like a slip.",
                  "9.1"),
        ),
    ),
    Value(
        name="slips_zero",
        title="A special case",
        task=r"""
In the first of the three lines put $\eta^{(2)} = 0$ and $z^{(2)} = 0$. Which number does its right side give, for
each unit?
""",
        minutes=3,
        trains="a case whose answer is known beforehand",
        hints=("What are φ and φ′ at 0?", "The minus stays: from 0 a product is taken away."),
        reference=-0.125,
        why="φ is a half there and φ′ a quarter, and their product is taken away from 0. Right would be 0: the "
            "loss does not change with the hidden activations.",
        wrong=(
            Wrong("as it should be", 0.0, "0 is what δ must be, and not what the line gives.", "4.4"),
            Wrong("sign", 0.125, "The product is taken away: the number is negative.", "4.4"),
            Wrong("φ alone", -0.5, "φ is multiplied by φ′, which is ¼ at 0.", "4.4"),
            Wrong("φ′ alone", -0.25, "φ′ is multiplied by φ, which is ½ at 0.", "4.4"),
            Wrong("φ squared", -0.0625, "φ′ at 0 is ¼; it stands once.", "2.6"),
        ),
    ),
    Shape(
        name="slips_shape",
        title="What must come out",
        task=r"""
The left side of the second line, written as one array for the 2–4–3 network, with an axis for each of its free
indices γ, α, β. What is its shape? (The right side has no γ.)
""",
        minutes=2,
        trains="shapes before numbers",
        hints=("One axis for each index, in the order in which they are named.",
               "γ and α are outputs, β is a hidden unit."),
        reference=(3, 3, 4),
        why="γ and α run over the three outputs, β over the four hidden units.",
        wrong=(
            Wrong("W", (3, 4), "This is the shape of W⁽²⁾: γ is missing, as it is in the notes.", "5.4"),
            Wrong("square", (4, 4), "α names an output: the right side's δ_αβ compares two layers.", "5.4"),
            Wrong("four indices", (3, 4, 3, 4), "z has one index, not two.", "5.4"),
            Wrong("hidden", (4, 3, 4), "γ names an output, not a hidden unit.", "5.4"),
            Wrong("turned", (3, 4, 3), "The axes are asked for in the order γ, α, β.", "5.4"),
        ),
    ),
    Choice(
        name="slips_half",
        title="Halve the suspects",
        task=r"""
A derivation goes from $\eta^{(3)}$ to $\delta^{(3)}$; from there to $\partial\hat J/\partial W^{(2)}$, and to
$\eta^{(2)}$, $\delta^{(2)}$ and $\partial\hat J/\partial W^{(1)}$. One line is wrong. Measured, the gradient of
$W^{(2)}$ is right in every entry, at several points, and that of $W^{(1)}$ is not. Which lines are left to read?
""",
        minutes=3,
        trains="a measurement between beginning and end",
        hints=("Which quantities does the right gradient come from?",
               "What lies between the last that is right and the first that is wrong?"),
        options={
            "a": "those of η⁽²⁾, δ⁽²⁾ and ∂Ĵ/∂W⁽¹⁾",
            "b": "all but that of ∂Ĵ/∂W⁽²⁾",
            "c": "that of ∂Ĵ/∂W⁽¹⁾ alone",
            "d": "those of η⁽³⁾ and δ⁽³⁾",
        },
        reference="a",
        why="One wrong line before the gradient of W⁽²⁾ would have made it wrong. Measure η⁽²⁾ next.",
        wrong=(
            Wrong("b", "b", "η⁽³⁾ and δ⁽³⁾ stand before the gradient that is right at several points.", "5.6"),
            Wrong("c", "c", "A wrong η⁽²⁾ or δ⁽²⁾ would make this gradient wrong as well.", "7.4"),
            Wrong("d", "d", "Were one of these wrong, the gradient of W⁽²⁾ would be wrong too.", "5.6"),
        ),
    ),
]  # fmt: skip
