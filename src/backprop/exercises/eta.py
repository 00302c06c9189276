"""Exercises of 03_eta.ipynb: η⁽³⁾, for many examples, for a target in between, and for another loss."""

import numpy as np

from ..eta import eta_output
from .exercise import Choice, Formula, Function, Wrong
from .points import fraction


def _points():
    shapes = {"5 examples, 3 answers": (5, 3), "2 examples, 4 answers": (2, 4), "3 examples, 3 answers": (3, 3)}
    return {label: (fraction(*shape), fraction(*shape, seed=1)) for label, shape in shapes.items()}


def eta_categorical(a, y):
    """For Ĵ = −Σ_k y_k log a_k, η_α = −y_α / a_α."""
    return -y / a


def _assemble(
    given=lambda A, Y: (A, Y),
    first=lambda A, Y: -Y / A,
    second=lambda A, Y: (1 - Y) / (1 - A),
    join=lambda A, Y, first, second: first + second,
    end=lambda eta: eta,
):
    """A wrong answer to `eta`: the formula with some of its parts replaced."""

    def answer(A, Y):
        A, Y = given(A, Y)
        return end(join(A, Y, first(A, Y), second(A, Y)))

    return answer


def _categorical(
    given=lambda a, y: (a, y),
    terms=lambda a, y: y / a,
    sign=-1,
    end=lambda a, y, eta: eta,
):
    """A wrong answer to `eta_categorical`."""

    def answer(a, y):
        a, y = given(a, y)
        return end(a, y, sign * terms(a, y))

    return answer


def _with_epsilon(e):
    return {"first": lambda A, Y: -Y / (A + e), "second": lambda A, Y: (1 - Y) / (1 - A + e)}


def eta_weighted(a, y, w):
    """−w y/a + (1 − y)/(1 − a): the slope of −w y log a − (1 − y) log(1 − a) with respect to a."""
    return -w * y / a + (1 - y) / (1 - a)


def _weighted(
    first=lambda a, y, w: -w * y / a,
    second=lambda a, y, w: (1 - y) / (1 - a),
    end=lambda eta, a, y, w: eta,
):
    """A wrong answer to `eta_weighted`."""
    return lambda a, y, w: end(first(a, y, w) + second(a, y, w), a, y, w)


EXERCISES = [
    Function(
        name="eta",
        title="η for every example",
        task=r"""
Write $\eta^{(3)}$ for $N$ examples at once, from memory. `A` and `Y` have shape (N, K): row $i$ holds the answers
and the targets of example $i$. Nothing is summed and nothing is averaged. Begin from (3.1).
""",
        minutes=5,
        warm_up=True,
        trains="differentiating the loss with respect to one answer",
        hints=(
            "Each entry of η is the derivative of one entry's loss, −y log a − (1 − y) log(1 − a), with respect "
            "to its own a.",
            "The derivative of log a is 1/a, and that of log(1 − a) is −1/(1 − a). NumPy divides entry by entry.",
        ),
        write="eta_rows(A, Y)",
        doc="The sensitivity of each example's loss to each of its answers, shape (N, K).",
        reference=eta_output,
        points=_points,
        sizes=lambda A, Y: {"N": len(A), "K": A.shape[1]},
        assemble=_assemble,
        wrong=(
            Wrong("sign", {"join": lambda A, Y, one, two: -one - two},
                  "Both terms have the opposite sign: the loss has a minus before each logarithm.", "3.4"),
            Wrong("inner sign", {"second": lambda A, Y: -(1 - Y) / (1 - A)},
                  "The second term has the opposite sign: the derivative of 1 − a is −1.", "3.4"),
            Wrong("both plus", {"first": lambda A, Y: Y / A},
                  "The first term has the opposite sign: the loss is −y log a.", "3.4"),
            Wrong("a - y", {"join": lambda A, Y, one, two: A - Y},
                  "This is a − y, which is δ, and has φ′ in it already; η stands before φ.", "3.6"),
            Wrong("y - a", {"join": lambda A, Y, one, two: Y - A},
                  "This is y − a: neither η, nor δ, which is a − y.", "3.6"),
            Wrong("times a(1-a)", {"join": lambda A, Y, one, two: (A - Y) * A * (1 - A)},
                  "a − y is multiplied by a(1 − a), where it is divided by it.", "3.6"),
            Wrong("brackets", {"join": lambda A, Y, one, two: (A - Y) / A * (1 - A)},
                  "Brackets are missing: (a − y) / a · (1 − a) multiplies by 1 − a, where it divides.", "3.6"),
            Wrong("over a", {"join": lambda A, Y, one, two: (A - Y) / A}, "a − y is divided by a alone.", "3.6"),
            Wrong("over 1-a", {"join": lambda A, Y, one, two: (A - Y) / (1 - A)},
                  "a − y is divided by 1 − a alone.", "3.6"),
            Wrong("over y(1-y)", {"join": lambda A, Y, one, two: (A - Y) / (Y * (1 - Y))},
                  "a − y is divided by y(1 − y); the denominator has a.", "3.6"),
            Wrong("over z", {"join": lambda A, Y, one, two: (A - Y) / (A * (1 + A))},
                  "a − y is divided by a(1 + a); the denominator is a(1 − a).", "3.6"),
            Wrong("squared errors", {"join": lambda A, Y, one, two: 2 * (A - Y)},
                  "2(a − y) is the derivative of squared errors, another loss.", "3.2"),
            Wrong("first term alone", {"second": lambda A, Y: 0},
                  "The term with 1 − y is missing: an answer is also wrong if it is large where the target is "
                  "0.", "3.1"),
            Wrong("second term alone", {"first": lambda A, Y: 0}, "The term with y is missing.", "3.1"),
            Wrong("y forgotten", {"first": lambda A, Y: -1 / A, "second": lambda A, Y: 1 / (1 - A)},
                  "The factors y and 1 − y are missing.", "3.4"),
            Wrong("classes", {"join": lambda A, Y, one, two: np.where(Y > 0.5, -1 / A, 1 / (1 - A))},
                  "The targets are taken as 0 or 1, with a limit at 0.5; they may lie between.", "3.4"),
            Wrong("ones alone", {"join": lambda A, Y, one, two: np.where(Y == 1, -1 / A, 1 / (1 - A))},
                  "Every target that is not 1 is taken as 0; targets may lie between.", "3.4"),
            Wrong("not divided", {"first": lambda A, Y: -Y * A, "second": lambda A, Y: (1 - Y) * (1 - A)},
                  "y and 1 − y are multiplied by a and 1 − a; the derivative of log a is 1/a.", "3.4"),
            Wrong("logarithms", {"first": lambda A, Y: -Y / np.log(A),
                                 "second": lambda A, Y: (1 - Y) / np.log(1 - A)},
                  "This divides by the logarithms; the derivative of log a is 1/a.", "3.4"),
            Wrong("squares", {"first": lambda A, Y: -Y / A**2, "second": lambda A, Y: (1 - Y) / (1 - A) ** 2},
                  "The denominators are squared: that is the second derivative's form.", "3.4"),
            Wrong("denominators crossed", {"first": lambda A, Y: -Y / (1 - A), "second": lambda A, Y: (1 - Y) / A},
                  "The two denominators have changed places.", "3.4"),
            Wrong("the loss", {"join": lambda A, Y, one, two: -Y * np.log(A) - (1 - Y) * np.log(1 - A)},
                  "This is the loss of each answer itself, not its derivative.", "3.2"),
            Wrong("a and y swapped", {"given": lambda A, Y: (Y, A)}, "a and y have changed places.", "3.4"),
            *(Wrong(f"ε = {e:g}", _with_epsilon(e),
                    f"{e:g} is added to the denominators, which makes every entry a little wrong.", "3.4")
              for e in (1e-4, 1e-5, 1e-6, 1e-7, 1e-8)),
            Wrong("summed over k", {"end": lambda eta: eta.sum(axis=-1)},
                  "The answers of an example are added up: only the term k = α contains a_α.", "3.3"),
            Wrong("summed over i", {"end": lambda eta: eta.sum(axis=0)},
                  "The examples are added up: each has its own row.", "3.2"),
            Wrong("mean over i", {"end": lambda eta: eta.mean(axis=0)},
                  "The examples are averaged: each has its own row.", "3.2"),
            Wrong("mean over k", {"end": lambda eta: eta.mean(axis=1)},
                  "The answers of an example are averaged: each has its own η.", "3.3"),
            Wrong("averaged", {"end": lambda eta: eta / len(eta)},
                  "It is divided by the number of rows: η belongs to one example, and the mean comes later.", "3.2"),
            Wrong("over K", {"end": lambda eta: eta / eta.shape[1]},
                  "It is divided by the number of answers: the loss of an example is a sum over them.", "3.2"),
            Wrong("over all", {"end": lambda eta: eta / eta.size},
                  "It is divided by the number of all entries: nothing is averaged here.", "3.2"),
            Wrong("halved", {"end": lambda eta: eta / 2}, "It is halved: no square brings a ½ here.", "3.2"),
        ),
    ),
    Choice(
        name="eta_sign",
        title="The sign of η for a target in between",
        task=r"""
A question has the target $y = 0.3$, and the network answers $a = 0.2$. What is the sign of η for this answer?
Decide without computing η.
""",
        minutes=2,
        trains="reading a sign from (3.6)",
        hints=("(3.6) has a positive denominator.", "Is the answer too small or too large?"),
        options={
            "a": "positive, because $y < 0.5$: the answer should be no",
            "b": "negative, because a larger $a$ would be closer to $y$",
            "c": "zero, because $a$ is nearly $y$",
            "d": "it depends on the other answers of this example",
        },
        reference="b",
        why="η has the sign of a − y = −0.1: a larger answer would lower the loss. Its value is −0.625.",
        wrong=(
            Wrong("half", "a", "The sign does not turn at 0.5 but at a = y, where the two terms are equal.", "3.6"),
            Wrong("near", "c", "Only at a = y is η zero; here it is −1.5 + 0.875.", "3.4"),
            Wrong("others", "d", "Only the term k = α contains this answer.", "3.3"),
        ),
    ),
    Function(
        name="eta_categorical",
        title="η for another loss",
        task=r"""
When exactly one of the $K$ questions has the answer yes, another loss is often used: $\hat J = -\sum_k y_k \log
a_k$. Write its η for one example: $\partial\hat J/\partial a_\alpha$, with the other answers held fixed.
""",
        minutes=4,
        fresh=True,
        trains="seeing which part of a derivation a change touches",
        hints=(
            "Go through (3.2) to (3.4) again. What is left of each line?",
            "Only one of the two logarithms is there. The sum over k still loses all terms but k = α.",
        ),
        write="eta_categorical(a, y)",
        doc="∂Ĵ/∂a for Ĵ = −Σ_k y_k log a_k; a and y have shape (K,).",
        reference=eta_categorical,
        column=True,
        sizes=lambda a, y: {"K": len(a)},
        assemble=_categorical,
        points=lambda: {f"{K} answers": (fraction(K), fraction(K, seed=1)) for K in (3, 5)},
        wrong=(
            Wrong("yes/no", {"end": lambda a, y, eta: eta_output(a, y)},
                  "This is η of the course's loss: the logarithm of 1 − a does not occur here.", "3.4"),
            Wrong("sign", {"sign": 1},
                  "The sign is reversed: the loss has a minus before the logarithm.", "3.4"),
            Wrong("y forgotten", {"terms": lambda a, y: 1 / a}, "The factor y is missing.", "3.4"),
            Wrong("a - y", {"end": lambda a, y, eta: a - y},
                  "This is a − y: the derivative with respect to z. η is the one with respect to a.", "3.6"),
            Wrong("the loss", {"terms": lambda a, y: y * np.log(a)},
                  "These are the terms of the loss, not their derivatives.", "3.2"),
            Wrong("log alone", {"terms": lambda a, y: np.log(a)},
                  "This is the logarithm, not its derivative.", "3.4"),
            Wrong("over log a", {"terms": lambda a, y: y / np.log(a)},
                  "This divides by log a; the derivative of log a is 1/a.", "3.4"),
            Wrong("squared", {"terms": lambda a, y: y / a**2}, "The denominator is squared.", "3.4"),
            Wrong("times", {"terms": lambda a, y: y * a}, "The derivative of log a is 1/a, not a.", "3.4"),
            Wrong("turned round", {"terms": lambda a, y: a / y},
                  "a is divided by y, where y is divided by a.", "3.4"),
            Wrong("over 1-a", {"terms": lambda a, y: y / (1 - a)}, "y is divided by 1 − a, where a belongs.", "3.4"),
            Wrong("1-y", {"terms": lambda a, y: (1 - y) / a}, "1 − y stands where y belongs.", "3.4"),
            Wrong("times a(1-a)", {"end": lambda a, y, eta: eta * a * (1 - a)},
                  "It is multiplied by a(1 − a), a slope that belongs to δ.", "3.6"),
            Wrong("over a(1-a)", {"end": lambda a, y, eta: (a - y) / (a * (1 - a))},
                  "This is (a − y) / (a(1 − a)), η of the course's loss, where −y/a belongs.", "3.6"),
            Wrong("softmax", {"end": lambda a, y, eta: a * (eta - np.sum(a * eta))},
                  "The slopes of a softmax are in it: η is the derivative with respect to a, the others held "
                  "fixed.", "3.6"),
            Wrong("summed", {"end": lambda a, y, eta: eta.sum()},
                  "The terms are added up: only the term k = α contains a_α.", "3.3"),
            Wrong("averaged", {"end": lambda a, y, eta: eta / len(eta)},
                  "It is divided by K: the loss of an example is a sum over its answers.", "3.2"),
            Wrong("largest alone", {"end": lambda a, y, eta: np.where(y == y.max(), eta, 0)},
                  "The answer with the largest target alone has an η.", "3.3"),
        ),
    ),
    Formula(
        name="eta_weighted",
        title="A formula: η where one kind of error weighs more",
        task=r"""
To overlook a yes is often worse than to see one where there is none. So let a miss weigh more: one answer with
the target $y$ costs $-\,w\,y \log a - (1 - y)\log(1 - a)$, where $w$ is a fixed number. Derive the slope of
this loss by $a$, and type it.
""",
        minutes=5,
        fresh=True,
        trains="deriving a formula that stands nowhere",
        hints=(
            "Differentiate each of the two terms by itself, as (3.4) does. Which of them has the factor w?",
            "The two fractions have different numerators now: on one denominator nothing cancels as it does in "
            "(3.6).",
        ),
        write="eta_weighted(a, y, w)",
        doc="The slope of the weighted loss with respect to the answer.",
        reference=eta_weighted,
        typed=r"-\frac{w y}{a} + \frac{1 - y}{1 - a}",
        numbers=True,
        assemble=_weighted,
        points=lambda: {
            f"{n} numbers each": (fraction(n), fraction(n, seed=1), 1 + fraction(n, seed=2)) for n in (5, 8)
        },
        wrong=(
            Wrong("w missing", {"first": lambda a, y, w: -y / a},
                  "The factor w is missing: this is η of the loss without it.", "3.4"),
            Wrong("w on both", {"second": lambda a, y, w: w * (1 - y) / (1 - a)},
                  "Both terms have the factor w; it stands before the first logarithm alone.", "3.4"),
            Wrong("w on the second", {"first": lambda a, y, w: -y / a,
                                      "second": lambda a, y, w: w * (1 - y) / (1 - a)},
                  "w stands on the second term, where it belongs on the first.", "3.4"),
            Wrong("over w", {"first": lambda a, y, w: -y / (w * a)},
                  "The first term is divided by w, where it is multiplied.", "3.4"),
            Wrong("w alone", {"first": lambda a, y, w: -w / a}, "The factor y of the first term is missing.", "3.4"),
            Wrong("w squared", {"first": lambda a, y, w: -(w**2) * y / a}, "w is there twice.", "3.4"),
            Wrong("1 - w", {"second": lambda a, y, w: (1 - w) * (1 - y) / (1 - a)},
                  "The second term has the factor 1 − w; it has none.", "3.4"),
            Wrong("inner sign", {"second": lambda a, y, w: -(1 - y) / (1 - a)},
                  "The second term has the opposite sign: the inner derivative of 1 − a is −1.", "3.4"),
            Wrong("first sign", {"first": lambda a, y, w: w * y / a},
                  "The first term has the opposite sign: the loss has a minus before each logarithm.", "3.4"),
            Wrong("sign", {"end": lambda eta, a, y, w: -eta}, "Both terms have the opposite sign.", "3.4"),
            Wrong("first alone", {"second": lambda a, y, w: 0}, "The term with 1 − y is missing.", "3.4"),
            Wrong("second alone", {"first": lambda a, y, w: 0}, "The term with y is missing.", "3.4"),
            Wrong("w before y", lambda a, y, w: (a - w * y) / (a * (1 - a)),
                  "With w in it the numerator does not become a − w y: the products with a no longer cancel.", "3.6"),
            Wrong("not divided", {"first": lambda a, y, w: -w * y * a, "second": lambda a, y, w: (1 - y) * (1 - a)},
                  "This multiplies by a and 1 − a; the derivative of log a is 1/a.", "3.4"),
            Wrong("crossed", {"first": lambda a, y, w: -w * y / (1 - a), "second": lambda a, y, w: (1 - y) / a},
                  "The two denominators have changed places.", "3.4"),
            Wrong("the loss", lambda a, y, w: -w * y * np.log(a) - (1 - y) * np.log(1 - a),
                  "This is the loss itself, not its slope.", "3.2"),
            Wrong("δ", {"end": lambda eta, a, y, w: eta * a * (1 - a)},
                  "This has the factor a(1 − a) in it: that is δ, the slope with respect to z. Here the slope "
                  "with respect to a is asked for.",
                  "3.6"),
        ),
    ),
]  # fmt: skip
