"""The project at the end of 09: a gated layer, from its derivation through a gradient check into training."""

import numpy as np

from ..network import sigmoid, sigmoid_slope
from .exercise import Choice, Formula, Function, Value, Wrong, lines_of
from .points import fraction, normal


def slope_below(W, V, u, v, eta):
    """Σ_α (W_αβ η_α v_α φ′(u_α) + V_αβ η_α φ(u_α)): back through both ways of a gated layer."""
    return W.T @ (eta * v * sigmoid_slope(u)) + V.T @ (eta * sigmoid(u))


def gate_gradients(eta, x, W, b, V, c):
    """∂Ĵ/∂W, ∂Ĵ/∂b, ∂Ĵ/∂V and ∂Ĵ/∂c of a layer a = φ(W x + b) · (V x + c), from η of its activations."""
    u, v = W @ x + b, V @ x + c
    du, dv = eta * v * sigmoid_slope(u), eta * sigmoid(u)
    return np.outer(du, x), du, np.outer(dv, x), dv


def _below(
    gate=lambda eta, u, v: eta * v * sigmoid_slope(u),
    value=lambda eta, u, v: eta * sigmoid(u),
    back_W=lambda W, du: W.T @ du,
    back_V=lambda V, dv: V.T @ dv,
    join=lambda one, two: one + two,
):
    """A wrong answer to `project_below`."""

    def answer(W, V, u, v, eta):
        return join(back_W(W, gate(eta, u, v)), back_V(V, value(eta, u, v)))

    return answer


def _gradients(
    forward=lambda x, W, b, V, c: (W @ x + b, V @ x + c),
    gate=lambda eta, u, v: eta * v * sigmoid_slope(u),
    value=lambda eta, u, v: eta * sigmoid(u),
    out=lambda delta, x: np.outer(delta, x),
    bias=lambda delta: delta,
):
    """A wrong answer to `project_gradients`."""

    def answer(eta, x, W, b, V, c):
        u, v = forward(x, W, b, V, c)
        du, dv = gate(eta, u, v), value(eta, u, v)
        return out(du, x), bias(du), out(dv, x), bias(dv)

    return answer


GATES = (
    Wrong("v missing", {"gate": lambda eta, u, v: eta * sigmoid_slope(u)},
          "The factor v is missing on the way to u: the derivative of a product with respect to one factor has "
          "the other.", "4.2"),
    Wrong("no slope", {"gate": lambda eta, u, v: eta * v},
          "The slope of φ is missing on the way to u.", "4.4"),
    Wrong("φ for its slope", {"gate": lambda eta, u, v: eta * v * sigmoid(u)},
          "φ itself stands where its slope belongs, on the way to u.", "4.4"),
    Wrong("slope at φ", {"gate": lambda eta, u, v: eta * v * sigmoid_slope(sigmoid(u))},
          "The slope of φ is taken at φ(u); its argument is u.", "4.4"),
    Wrong("slope at v", {"gate": lambda eta, u, v: eta * v * sigmoid_slope(v)},
          "The slope of φ is taken at v; its argument is u.", "4.4"),
    Wrong("slope at a", {"gate": lambda eta, u, v: eta * v * sigmoid_slope(sigmoid(u) * v)},
          "The slope of φ is taken at the activation; its argument is u.", "4.4"),
    Wrong("η missing in the gate", {"gate": lambda eta, u, v: v * sigmoid_slope(u)},
          "η, which comes from above, is missing on the way to u.", "4.2"),
    Wrong("φ missing", {"value": lambda eta, u, v: eta},
          "The factor φ is missing on the way to v: the derivative of a product with respect to one factor has "
          "the other.", "4.2"),
    Wrong("v kept", {"value": lambda eta, u, v: eta * sigmoid(u) * v},
          "v is still there as a factor on the way to v; the derivative with respect to it has φ alone.", "4.2"),
    Wrong("slope on the value", {"value": lambda eta, u, v: eta * sigmoid_slope(u)},
          "The slope of φ stands on the way to v; v does not pass φ.", "4.2"),
    Wrong("η missing in the value", {"value": lambda eta, u, v: sigmoid(u)},
          "η, which comes from above, is missing on the way to v.", "4.2"),
)  # fmt: skip

LISTING = """
u = W @ x + b
v = V @ x + c
a = sigmoid(u) * v
du = eta * v * sigmoid_slope(a)
dv = eta * sigmoid(u)
dW = np.outer(du, x)
db = du
dV = np.outer(dv, x)
dc = dv
eta_below = W.T @ du + V.T @ dv
"""

PROJECT = [
    Formula(
        name="project_below",
        title="Project, 1 of 4: derive a gated layer",
        task=r"""
The project is for a sitting of its own: a layer of a new kind, derived, checked and trained.

The layer has two matrices. Its units are gates: $u$ is the sum $W x + b$, $v$ is the sum $V x + c$, and the
activations are the products $\varphi(u_\alpha)\,v_\alpha$, one for each unit. Given $\eta$, the slope of $\hat J$
with respect to these, derive the slope of $\hat J$ with respect to $x_\beta$, and type it in $W$, $V$, $u$, $v$
and $\eta$, with indices or without. In Python `slope` is the derivative of φ.
""",
        minutes=10,
        fresh=True,
        trains="going back through a layer that nobody has derived for you",
        hints=(
            "Two ways lead from x to an activation, through u and through v. Go back along each by itself, then add.",
            "The derivative of a product with respect to one factor is the other factor. Then come the steps of "
            "(4.2) and (6.5).",
        ),
        write="slope_below(W, V, u, v, eta)",
        doc="The slope of the loss with respect to x, shape (n_below,).",
        reference=slope_below,
        typed=r"\sum_\alpha \big(W_{\alpha\beta}\,v_\alpha\,\varphi'(u_\alpha)"
              r" + V_{\alpha\beta}\,\varphi(u_\alpha)\big)\,\eta_\alpha",
        free=("beta",),
        column=True,
        sizes=lambda W, V, u, v, eta: {"n_above": len(u), "n_below": W.shape[1]},
        assemble=_below,
        points=lambda: {
            label: (normal(n, m), normal(n, m, seed=1), normal(n), normal(n, seed=1), normal(n, seed=2))
            for label, (n, m) in {"4 gates, 3 below": (4, 3), "3 gates, 3 below": (3, 3)}.items()
        },
        wrong=(
            *GATES,
            Wrong("W swapped", {"back_W": lambda W, du: W @ du},
                  "W is not transposed: the sum must run over its first index.", "6.5"),
            Wrong("V swapped", {"back_V": lambda V, dv: V @ dv},
                  "V is not transposed: the sum must run over its first index.", "6.5"),
            Wrong("W alone", {"back_V": lambda V, dv: 0}, "The paths through v are missing.", "6.1"),
            Wrong("V alone", {"back_W": lambda W, du: 0}, "The paths through u are missing.", "6.1"),
            Wrong("product", {"join": lambda one, two: one * two}, "The two ways are multiplied; paths add.", "6.1"),
            Wrong("difference", {"join": lambda one, two: one - two},
                  "The two ways are subtracted; paths add.", "6.1"),
            Wrong("sign", {"join": lambda one, two: -one - two}, "The sign is reversed.", "6.5"),
            Wrong("one number", {"join": lambda one, two: np.sum(one + two)},
                  "Everything is added up to one number: each entry of x has its own slope.", "6.5"),
        ),
    ),
    Function(
        name="project_gradients",
        title="Project, 2 of 4: its gradients, checked",
        task=r"""
Write the gradients of the four parameters of the gated layer for one example. Before you check them here, check
them yourself as *In code* does: compare each with `complex_step` of the sum of `eta * sigmoid(u) * v`, for
random numbers. Return the gradients of `W`, `b`, `V` and `c`, in this order.
""",
        minutes=10,
        fresh=True,
        trains="turning a derivation of your own into code that is checked",
        hints=(
            "Name two δ, one for u and one for v. Each is η times the derivative of the product with respect to "
            "that factor.",
            "With its δ each matrix is a matrix as in (5.7), over x, and each bias one as in (5.10).",
        ),
        write="gate_gradients(eta, x, W, b, V, c)",
        doc="The gradients of W, b, V and c, from eta of the activations.",
        reference=gate_gradients,
        returns=("dW", "db", "dV", "dc"),
        sizes=lambda eta, x, W, b, V, c: {"n_above": len(b), "n_below": len(x)},
        assemble=_gradients,
        points=lambda: {
            label: (normal(n), fraction(m), normal(n, m), normal(n, seed=1), normal(n, m, seed=1), normal(n, seed=2))
            for label, (n, m) in {"4 gates, 3 below": (4, 3), "3 gates, 3 below": (3, 3)}.items()
        },
        wrong=(
            *GATES,
            Wrong("b and c missing", {"forward": lambda x, W, b, V, c: (W @ x, V @ x)},
                  "b and c are missing in u and v: the slopes are taken at another point.", "5.1"),
            Wrong("gates crossed", {"forward": lambda x, W, b, V, c: (V @ x + c, W @ x + b)},
                  "u and v have changed places: φ is applied to u.", "5.1"),
            Wrong("transposed", {"out": lambda delta, x: np.outer(x, delta)},
                  "Rows and columns of the matrices are exchanged: the index of δ counts the rows.", "5.7"),
            Wrong("x missing", {"out": lambda delta, x: np.outer(delta, np.ones_like(x))},
                  "The factor x is missing in the matrices.", "5.6"),
            Wrong("x squared", {"out": lambda delta, x: np.outer(delta, x**2)}, "x is squared.", "5.6"),
            Wrong("biases summed", {"bias": lambda delta: delta.sum()},
                  "The gradients of the biases are added up; each unit has its own.", "5.10"),
            Wrong("biases one", {"bias": lambda delta: np.ones_like(delta)},
                  "The gradients of the biases are 1, without δ.", "5.10"),
            Wrong("sign", {"out": lambda delta, x: -np.outer(delta, x), "bias": lambda delta: -delta},
                  "All gradients have the opposite sign.", "5.6"),
        ),
    ),
    Choice(
        name="project_check",
        title="Project, 3 of 4: read a gradient check",
        task=r"""
Somebody writes the same layer, and compares each result with the complex step. The gradients of `V` and `c`
agree to twelve digits; those of `W` and `b`, and η of the layer below, do not agree at all. Decide from this,
before you read the formulas in detail: which line is wrong?
""",
        minutes=4,
        fresh=True,
        trains="reading from a gradient check where the fault is",
        hints=(
            "Which lines are read by the results that are wrong, and by none of those that are right?",
            "The gradients of W and b share one line that those of V and c do not need. So does η of the layer "
            "below.",
        ),
        listing=LISTING,
        options=lines_of(LISTING),
        reference=4,
        why="The gradients of W and b and η below read du, and nothing that is right does. In it the slope of φ is "
            "taken at a, where it must be taken at u.",
        wrong=(
            Wrong("line 1", 1, "Were u wrong, the gradient of V would be too: dv reads it.", "9.2"),
            Wrong("line 2", 2, "This is v as the layer has it.", "9.2"),
            Wrong("line 3", 3, "This is the activation as the layer has it.", "9.2"),
            Wrong("line 5", 5, "Were dv wrong, the gradients of V and c would be too.", "9.2"),
            Wrong("line 6", 6, "Were this line alone wrong, the gradient of b would agree.", "5.7"),
            Wrong("line 7", 7, "Were this line alone wrong, the gradient of W would agree.", "5.10"),
            Wrong("line 8", 8, "The gradient of V agrees.", "5.7"),
            Wrong("line 9", 9, "The gradient of c agrees.", "5.10"),
            Wrong("line 10", 10, "Were this line alone wrong, the gradients of W and b would agree.", "6.6"),
        ),
    ),
    Value(
        name="project_training",
        title="Project, 4 of 4: train it",
        task=r"""
Put the gated layer into the network of the course, in place of its hidden layer: `W` and `b` as `toy.network()`
has them for layer 1, `V` zero and `c` one in every entry (so that it begins as the network that you know), and
the outputs as before. Take 100 steps: each subtracts from all six parameters at once their gradients of the mean
loss over all of `toy.data()`, without weight decay. What is the mean loss after the last step?
""",
        minutes=20,
        fresh=True,
        trains="taking a layer of your own into training",
        hints=(
            "One function for the loss and all six gradients, then a loop. Check the six with `complex_step` "
            "before you train.",
            "η of the gates is what comes back from the outputs, as in (6.6). All parameters move at once, after "
            "all gradients.",
        ),
        reference=0.5635177574346247,
        why="The gates more than halve the loss that the network of the course reaches with as many steps.",
        wrong=(
            Wrong("not trained", 2.2135644556060248, "This is the loss before the first step.", "8.3"),
            Wrong("gates fixed", 1.2514179758404593,
                  "V and c have not moved: this is the loss of the network without gates.", "8.3"),
            Wrong("one step fewer", 0.5644502671233962, "This is the loss after 99 steps.", "8.3"),
            Wrong("one step more", 0.5625976203481015, "This is the loss after 101 steps.", "8.3"),
            Wrong("summed", 33.811065446077485, "This is the sum over the examples, not their mean.", "8.3"),
            Wrong("per answer", 0.18783925247820824,
                  "The loss is divided by the number of answers; that of an example is a sum over them.", "8.3"),
            Wrong("short steps", 1.2519091369904622, "The steps have a tenth of their length.", "8.3"),
        ),
    ),
]  # fmt: skip
