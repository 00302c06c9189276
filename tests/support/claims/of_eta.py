"""What the notebook of this stem claims in its text, and the teaching guide of it, computed."""

import numpy as np

import written
from backprop.derivatives import complex_step
from backprop.eta import eta_output
from backprop.loss import example_loss
from backprop.widgets.text import number
from claiming import THROUGH, WORDS, Y, a, eta, which
from wording import AT, slope

slope_of_loss = lambda answer: eta_output([answer], [1])[0]


def notebook():
    grid = np.linspace(0.01, 0.99, 99)
    low = {np.sign(eta_output([a], [y])[0]) for a in grid for y in grid if a < y}
    yield f"{which(low == {-1.0}, 'negative', 'positive')} where the answer is too small"
    yield f"With target 1 the slope is {which(all(eta(a) < 0 for a in grid), 'negative', 'positive')} everywhere"
    yield f"This is line {THROUGH} of Algorithm 1"
    slopes = eta(0.01), eta(0.5), eta(0.99)
    yield (
        f"The three slopes are ${slopes[0]:.0f}$, ${slopes[1]:.0f}$ and ${slopes[2]:.2f}$: "
        f"the first is {slopes[0] / slopes[1]:.0f} times the second and {slopes[0] / slopes[2]:.0f} times the third."
    )


def guide():
    assert abs(slope_of_loss(1e-9)) > 1e8 and round(slope_of_loss(1 - 1e-9), 6) == -1
    yield "say where it explodes and where it is not 0"
    yield (
        "*y = 1: is the slope near a = 0.99 nearly 0?* Wrong: yes, “because it is almost right” (loss and "
        f"slope are mixed up). Right: it is about {number(slope_of_loss(0.99), 0)}."
    )
    times = slope_of_loss(0.01) / slope_of_loss(0.5)
    yield f"How much steeper is it at 0.01 than at 0.5?* Wrong: twice. Right: {WORDS[round(times)]} times."
    terms = complex_step(lambda answers: example_loss(answers, Y[0]), a[3])
    alone = [complex_step(lambda answers, k=k: example_loss(answers[[k]], Y[0][[k]]), a[3]) for k in range(3)]
    assert np.allclose(np.diag(np.diag(alone)), alone) and np.allclose(terms, np.diag(alone))
    yield "all but one are 0 (3.3)"
    answer, y = a[3], Y[0]
    assert np.allclose(terms, -y / answer + (1 - y) / (1 - answer), rtol=1e-12)
    yield "derive η³ = −y/a³ + (1 − y)/(1 − a³)"


# What the notebook sets and does not claim: what is asked, what is to be tried, and where something is from.
CHOSEN = [
    r"The network says $a^{(3)}_\alpha = 0.01$",
    "A second network says $0.5$, and a third says $0.99$.",
    "put $a$ at 0.01, 0.5 and 0.99.",
]


# What the questions offer: the right option as computed, words of each wrong one and of its diagnosis


def eta_sign_is():
    slope = complex_step(lambda a: -0.3 * np.log(a) - 0.7 * np.log(1 - a), np.array(0.2))
    return f"{'negative' if slope < 0 else 'positive'}, because a larger $a$ would be closer to $y$"


eta_sign_is_not = {
    "a": ("positive, because $y < 0.5$", "The sign does not turn at 0.5"),
    "c": ("zero, because $a$ is nearly $y$", f"here it is −{0.3 / 0.2:.1f} + {0.7 / 0.8:.3f}."),
    "d": ("it depends on the other answers", "Only the term k = α contains this answer"),
}


# Reasons beside a step of which no program tells whether they are so; a reader has. (·) is the number of an equation
READ = [
    "term by term",
]

# Reasons beside a step, and what would be none
FALSE_REASONS = [
    ("the slope of the loss (2.7)", "the slope of the sigmoid"),
    ("the slope of the loss (2.7)", "the slope of the loss (2.6)"),
    (r"term by term", "Kronecker: term by term"),
]


# The words of the exercises: pieces with sides that are equal; one without sides has a number, and claims nothing


def words():
    yield "eta", "is the derivative of one entry's loss, −y log a − (1 − y) log(1 − a), with respect to its own a", (
        ("−y log a − (1 − y) log(1 − a)", example_loss([AT.a], [AT.y])),)  # fmt: skip
    yield "eta", "The derivative of log a is 1/a, and that of log(1 − a) is −1/(1 − a).", (
        ("1/a", slope(lambda a: written.value("log a", a=a), AT.a)),
        ("−1/(1 − a)", slope(lambda a: written.value("log(1 − a)", a=a), AT.a)))  # fmt: skip
    yield "eta_sign", "η has the sign of a − y = −0.1: a larger answer would lower the loss. Its value is −0.625.", (
        ("a − y", "−0.1"), ("−0.625", eta_output([0.2], [0.3])[0])), {"a": 0.2, "y": 0.3}  # fmt: skip
    yield "eta_categorical", "The sum over k still loses all terms but k = α.", ()


# How a formula may be typed, and typed mistakes with the name that each is told
eta_weighted_typed = [
    r"\frac{1-y}{1-a} - w\,\frac{y}{a}", r"$\eta = -w y / a + (1 - y)/(1 - a)$", "(1 - y)/(1 - a) - w*y/a",
    "-wy/a + (1 − y)/(1 − a)", r"\eta_\alpha = -\frac{w y_\alpha}{a_\alpha} + \frac{1-y_\alpha}{1-a_\alpha}",
    lambda a, y, w: -w * y / a + (1 - y) / (1 - a), r"-w y a^{-1} + (1 - y)(1 - a)^{-1}",
    "-w*y*a**-1 + (1-y)/(1-a)",
]  # fmt: skip
eta_weighted_mistyped = {r"\frac{a-y}{a(1-a)}": "w missing", "(a - w*y)/(a*(1 - a))": "w before y",
                         "a - y": ("w missing", "δ")}  # fmt: skip


# What the answers are by measured slopes, where no helper of the course is the reference


def eta_categorical_measured(a, y):
    return complex_step(lambda v: np.sum(-y * np.log(v)), a)


def weighted_loss(a, y, w):
    return -w * y * np.log(a) - (1 - y) * np.log(1 - a)


def eta_weighted_measured(a, y, w):
    return complex_step(lambda v: np.sum(weighted_loss(v, y, w)), a)


# Right answers, each written in another way


def eta__formula(A, Y):
    return -Y / A + (1 - Y) / (1 - A)


def eta__one_denominator(A, Y):
    return (A - Y) / (A * (1 - A))


def eta__loops(A, Y):
    result = np.empty(A.shape)
    for k in np.ndindex(A.shape):
        result[k] = -Y[k] / A[k] + (1 - Y[k]) / (1 - A[k])
    return result


def eta__lists(A, Y):
    if A.ndim == 1:
        return [-y / a + (1 - y) / (1 - a) for a, y in zip(A, Y, strict=True)]
    return [[-y / a + (1 - y) / (1 - a) for a, y in zip(*rows, strict=True)] for rows in zip(A, Y, strict=True)]


def eta__float32(A, Y):
    A, Y = A.astype(np.float32), Y.astype(np.float32)
    return -Y / A + (1 - Y) / (1 - A)


def eta__negated(A, Y):
    return -(np.divide(Y, A) - np.divide(1 - Y, 1 - A))


def eta_categorical__formula(a, y):
    return -y / a


def eta_categorical__loop(a, y):
    return [-y[k] / a[k] for k in range(len(a))]


def eta_categorical__column(a, y):
    return (-y / a).reshape(-1, 1)


def eta_categorical__where(a, y):
    return np.where(y == 0, 0, -y * a**-1)


def eta_weighted__one_denominator(a, y, w):
    return (a * (w * y + 1 - y) - w * y) / (a * (1 - a))


def eta_weighted__powers(a, y, w):
    return (1 - y) * (1 - a) ** -1 - w * (y * a**-1)
