"""Exercises of 15_autograd.ipynb: a new rule, readers that add, a rule that is wrong, a library's mean."""

import numpy as np

from .exercise import Choice, Function, Value, Wrong, lines_of
from .points import normal


def shares_rule(u, back):
    """∂J/∂u where v are the shares of u in its sum: `back` times a Jacobian that is full."""
    return (back - back @ u / u.sum()) / u.sum()


def _points():
    positive = lambda n, seed=0: 0.3 + np.abs(normal(n, seed=seed))
    return {
        "3 entries": (positive(3), normal(3, seed=5)),
        "5 entries": (positive(5), normal(5, seed=6)),
        "2 entries, one of them negative": (np.array([-0.4, 1.7]), normal(2, seed=7)),
    }


def _assemble(
    given=lambda u, back: back,
    own=lambda u, back: back,
    shared=lambda u, back: back @ u / u.sum(),
    join=lambda own, shared: own - shared,
    over=lambda u: u.sum(),
    end=lambda bar: bar,
):
    """A wrong answer to `shares_rule`: ((what comes to u_α itself) − (what the sum brings)) over the sum."""

    def answer(u, back):
        back = given(u, back)
        return end(join(own(u, back), shared(u, back)) / over(u))

    return answer


LISTING = """
rules["+"] = lambda back, u, v: (back, back)
rules["-"] = lambda back, u, v: (back, -back)
rules["*"] = lambda back, u, v: (back * v, back * u)
rules["/"] = lambda back, u, v: (back / v, -back * u / v**2)
rules["@"] = lambda back, W, a: (np.outer(back, a), W.T @ back)
rules["exp"] = lambda back, u: back * np.exp(u)
rules["log"] = lambda back, u: back / u
rules["relu"] = lambda back, u: back * (back > 0)
rules["tanh"] = lambda back, u: back * (1 - np.tanh(u)**2)
rules["sum"] = lambda back, u: back * np.ones_like(u)
"""

EXERCISES = [
    Function(
        name="autograd_rule",
        title="A new local rule",
        task=r"""
An operation turns numbers into shares: $v_\gamma = \frac{u_\gamma}{\sum_\tau u_\tau}$. Write its local rule: from
`u` and `back`, which is $\partial J/\partial v$, to $\partial J/\partial u$. Every share depends on every number.
""",
        minutes=8,
        trains="a vector–Jacobian product that is not entry by entry",
        hints=(
            "Each entry of u is read once as a numerator, by its own share, and once in the sum, by every share.",
            "Through the numerator comes back_α over the sum. A larger sum makes every share smaller: add over γ.",
        ),
        write="shares_rule(u, back)",
        doc="∂J/∂u for v = u / u.sum(), shape (n,); back is ∂J/∂v, shape (n,).",
        reference=shares_rule,
        column=True,
        points=_points,
        sizes=lambda u, back: {"n": len(u), "Σu": u.sum()},
        assemble=_assemble,
        wrong=(
            Wrong("entry by entry", {"shared": lambda u, back: 0},
                  "The sum is taken for a constant: u_α is read in the sum as well.", "15.1"),
            Wrong("the sum alone", {"own": lambda u, back: 0},
                  "The numerator's reading is missing: u_α is read by v_α and in the sum.", "15.1"),
            Wrong("diagonal", {"shared": lambda u, back: back * u / u.sum()},
                  "Only the diagonal of the Jacobian is there: u_α changes every share.", "15.1"),
            Wrong("added", {"join": lambda own, shared: own + shared},
                  "The two readings have opposite signs: a larger sum makes every share smaller.", "15.1"),
            Wrong("sign", {"end": lambda bar: -bar}, "The sign is reversed.", "15.1"),
            Wrong("sum of back", {"shared": lambda u, back: back.sum()},
                  "What comes back through the sum is not weighted by the shares.", "15.1"),
            Wrong("mean of back", {"shared": lambda u, back: back.mean()},
                  "What comes back through the sum is averaged; it is weighted by the shares.", "15.1"),
            Wrong("u for v", {"shared": lambda u, back: back @ u},
                  "In the second term stands u where the shares belong.", "15.1"),
            Wrong("not divided", {"over": lambda u: 1}, "It is not divided by the sum of u.", "15.1"),
            Wrong("by n", {"over": lambda u: len(u)},
                  "It is divided by the number of entries, not by their sum.", "15.1"),
            Wrong("times the sum", {"over": lambda u: 1 / u.sum()},
                  "It is multiplied by the sum of u, and must be divided by it.", "15.1"),
            Wrong("squared", {"over": lambda u: u.sum() ** 2},
                  "It is divided by the square of the sum of u.", "15.1"),
            Wrong("softmax", {"own": lambda u, back: back * u / u.sum(),
                              "shared": lambda u, back: back @ u / u.sum() * u / u.sum(), "over": lambda u: 1},
                  "This is the rule of softmax: here no exponential stands before the shares.", "15.4"),
            Wrong("back ignored", {"given": lambda u, back: np.ones(len(u))},
                  "back is not used: these are the sums of the Jacobian's columns, all 0.", "15.1"),
            Wrong("forward", lambda u, back: u / u.sum(), "This is the value v; the rule leads back.", "15.1"),
            Wrong("the other side", lambda u, back: (back - u * back.sum() / u.sum()) / u.sum(),
                  "This is the Jacobian times back: it goes forward. Its transpose goes back.", "15.1"),
        ),
    ),
    Value(
        name="autograd_readers",
        title="Called twice",
        task=r"""
`u = Node(3)` and `J = u * u * u + 2 * u`. What is `u.grad` after `backward(J)` has been called two times?
""",
        minutes=3,
        trains="readers that add, and gradients that add",
        hints=("How often is u read? Each reader sends its share, and the shares add.",
               "One call brings three times the square of u, and two. The second adds to what the first left."),
        reference=58.0,
        why="One call brings 3 · 9 + 2 = 29, and the second adds as much.",
        wrong=(
            Wrong("one call", 29.0, "This is one call: the second adds its gradient to that of the first.", "2.10"),
            Wrong("one reader", 11.0, "One factor is taken for the only reader of u, in one call.", "2.10"),
            Wrong("one reader, twice", 22.0, "The product reads u three times: 9 comes back from each.", "2.10"),
            Wrong("without 2u", 54.0, "The reader 2u is missing: it sends 2 in each call.", "2.10"),
            Wrong("last reader", 4.0, "The last reader has overwritten the others; their shares add.", "2.10"),
            Wrong("squared", 841.0, "The two calls are multiplied; they add.", "2.10"),
            Wrong("the value", 33.0, "This is the value of J.", "2.10"),
        ),
    ),
    Choice(
        name="autograd_bug",
        title="Find the wrong rule",
        task=r"""
A tape has these ten rules. The gradient check passes in every network of tanh. In networks of ReLU it passes for some
examples and fails for others. Which line is it?
""",
        minutes=4,
        trains="what a local rule may depend on",
        hints=("Which rules does a network of tanh never use?",
               "The slope of an operation is a number of its argument, whatever comes back."),
        listing=LISTING,
        options=lines_of(LISTING),
        reference=8,
        why="The slope of ReLU is 1 where its argument u is above 0. Line 8 asks for the sign of back instead, so "
            "it is right only where the two have the same sign.",
        wrong=(
            Wrong("line 1", 1, "A sum passes back what it gets, to both.", "5.9"),
            Wrong("line 2", 2, "A difference passes it on, to the second with the other sign.", "5.9"),
            Wrong("line 3", 3, "Each factor gets what comes back times the other factor.", "15.2"),
            Wrong("line 4", 4, "The slope of u/v with respect to v is −u/v²: right.", "15.1"),
            Wrong("line 5", 5, "The outer product to W, the transpose to a: right.", "6.6"),
            Wrong("line 6", 6, "The exponential is its own slope.", "15.4"),
            Wrong("line 7", 7, "The slope of the logarithm is 1/u.", "15.3"),
            Wrong("line 9", 9, "1 − tanh² is the slope of tanh, and the check of its networks passes.", "4.4"),
            Wrong("line 10", 10, "A sum sends the same number to every entry.", "8.2"),
        ),
    ),
    Choice(
        name="autograd_mean",
        title="What the library divides by",
        task=r"""
Someone trains the toy network, with $K = 3$ answers, by `BCEWithLogitsLoss()` as it comes and SGD with the course's
learning rate. What should change, so that each step is the course's own?
""",
        minutes=3,
        trains="reading what a library's mean runs over",
        hints=("Over which numbers does the mean of an array of shape (N, K) run?",
               "Its J̃ is a third of the course's, and so is each entry of its gradient."),
        options={
            "a": "the learning rate is multiplied by 3",
            "b": "the learning rate is divided by 3",
            "c": "nothing: a mean is a mean",
            "d": "the learning rate is multiplied by 3, in the last layer alone",
        },
        reference="a",
        why="The mean runs over all entries, the course's over the examples. The gradient is a third in every layer, "
            "and three times the rate makes up for it.",
        wrong=(
            Wrong("b", "b", "The library's gradient is the smaller one: a third.", "8.3"),
            Wrong("c", "c", "The mean runs over N · K numbers; the course's loss adds over K.", "2.2"),
            Wrong("d", "d", "The factor stands before the loss, and so before the gradient of every layer.", "8.3"),
        ),
    ),
]  # fmt: skip
