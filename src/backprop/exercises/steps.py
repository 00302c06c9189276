"""Mistakes of a step that several exercises share: the slope of φ, and one layer's gradients over all examples."""

import numpy as np

from ..network import sigmoid, sigmoid_slope
from .exercise import Wrong

# What stands for φ′(z), as a function of η and z; {} says where
SLOPES = (
    ("no slope", lambda eta, z: 1, "φ′(z) is missing{}: what is called δ there is η."),
    ("slope twice", lambda eta, z: sigmoid_slope(z) ** 2, "φ′(z) is there twice{}."),
    ("slope at a", lambda eta, z: sigmoid_slope(sigmoid(z)),
     "φ′ is taken at a = φ(z){}: φ is applied twice; its argument is z."),
    ("z(1-z)", lambda eta, z: z * (1 - z),
     "z(1 − z) stands for φ′(z){}: the rule φ(1 − φ) holds for φ(z), not for z."),
    ("a alone", lambda eta, z: sigmoid(z), "The factor 1 − φ(z) is missing{}."),
    ("1-a alone", lambda eta, z: 1 - sigmoid(z), "The factor φ(z) is missing{}: φ′ is φ(1 − φ)."),
    ("1+a", lambda eta, z: sigmoid(z) * (1 + sigmoid(z)), "φ(1 + φ) stands for φ′{}, which is φ(1 − φ)."),
    ("slope's sign", lambda eta, z: -sigmoid_slope(z), "φ′ has the opposite sign{}: φ rises, so φ′ is positive."),
    ("divided", lambda eta, z: 1 / sigmoid_slope(z), "η is divided by φ′{}; the chain rule multiplies."),
    ("tanh's rule", lambda eta, z: 1 - sigmoid(z) ** 2,
     "1 − a² stands for φ′{}: that is the slope of tanh, not of φ."),
    ("tanh's slope", lambda eta, z: 1 - np.tanh(z) ** 2,
     "This has the slope of tanh, 1 − tanh² z, in place of φ′{}."),
    ("ReLU's slope", lambda eta, z: z > 0, "This has the slope of ReLU, 0 or 1, in place of φ′{}."),
    ("slope at η", lambda eta, z: sigmoid_slope(eta), "φ′ is taken at η{}; its argument is z."),
    ("η(1-η)", lambda eta, z: eta * (1 - eta),
     "η(1 − η) stands for φ′{}: the rule φ(1 − φ) holds for φ(z), not for η."),
    ("a(1-a) of ηa", lambda eta, z: sigmoid(z) * (1 - eta * sigmoid(z)),
     "φ(1 − φ) is formed of η·φ(z){}: the factors are φ(z) and 1 − φ(z)."),
    ("exponent", lambda eta, z: np.exp(z) / (1 + np.exp(-z)) ** 2,
     "An exponent has the wrong sign{}: φ′ is e⁻ᶻ / (1 + e⁻ᶻ)², with − twice."),
    ("square", lambda eta, z: np.exp(-z) / (1 + np.exp(z)), "e⁻ᶻ / (1 + eᶻ) is not φ′{}, e⁻ᶻ / (1 + e⁻ᶻ)²."),
    ("z alone", lambda eta, z: z, "η is multiplied by z itself{}, not by φ′(z)."),
    ("second slope", lambda eta, z: sigmoid_slope(z) * (1 - 2 * sigmoid(z)), "This has φ″ in place of φ′{}."),
    ("a squared", lambda eta, z: sigmoid(z) ** 2, "φ² stands for φ′{}, which is φ(1 − φ)."),
)  # fmt: skip


def slopes(breaks, where=""):
    """The mistakes in φ′(z), as changes of the part "slope" of a formula."""
    return [Wrong(name, {"slope": f}, means.format(where), breaks) for name, f, means in SLOPES]


# The gradients of one layer over all examples

LAYER = {
    "rows": lambda Delta, A: (Delta, A),
    "products": lambda Delta, A: Delta.T @ A,
    "mean_W": lambda total, N, n, K: total / N,
    "decay": lambda W, s, N: s * W,
    "sums": lambda Delta, A: Delta.sum(axis=0),
    "mean_b": lambda total, N, n, K: total / N,
    "decay_b": lambda b, s: 0,
}


def layer_gradients(part, Delta, A, W, b, s, K):
    """∂J/∂W and ∂J/∂b of one layer from these parts; K is the number of outputs."""
    N, n = Delta.shape
    dW = part["mean_W"](part["products"](*part["rows"](Delta, A)), N, n, K) + part["decay"](W, s, N)
    return dW, part["mean_b"](part["sums"](*part["rows"](Delta, A)), N, n, K) + part["decay_b"](b, s)


def _means(divide):
    return {"mean_W": divide, "mean_b": divide}


def layer(W, b, are, both):
    """The mistakes in one layer, where `W` and `b` are what the gradients are called, and `are` their verb."""
    return [
        Wrong("1/N missing on W", {"mean_W": lambda t, N, n, K: t}, f"1/N is missing in the {W}.", "8.10"),
        Wrong("1/N missing on b", {"mean_b": lambda t, N, n, K: t}, f"1/N is missing in the {b}.", "8.11"),
        Wrong("1/N missing", _means(lambda t, N, n, K: t),
              f"1/N is missing in {both} gradients: they are sums over the examples, not means.", "8.3"),
        Wrong("1/N twice on W", {"mean_W": lambda t, N, n, K: t / N**2}, f"1/N is there twice in the {W}.", "8.10"),
        Wrong("1/N twice on b", {"mean_b": lambda t, N, n, K: t / N**2}, f"1/N is there twice in the {b}.", "8.11"),
        Wrong("1/N twice", _means(lambda t, N, n, K: t / N**2), f"1/N is there twice in {both} gradients.", "8.3"),
        Wrong("1/n on W", {"mean_W": lambda t, N, n, K: t / n},
              f"The {W} {are} divided by the number of units, not of examples.", "8.10"),
        Wrong("1/n", _means(lambda t, N, n, K: t / n),
              f"{both.capitalize()} gradients are divided by the number of units, not of examples.", "8.3"),
        Wrong("1/Nn on W", {"mean_W": lambda t, N, n, K: t / N / n},
              f"The {W} {are} divided by N times the number of units; by N alone it must be.", "8.10"),
        Wrong("1/Nn", _means(lambda t, N, n, K: t / N / n),
              f"{both.capitalize()} gradients are divided by N times the number of units; N alone is right.", "8.3"),
        Wrong("1/2N", _means(lambda t, N, n, K: t / (2 * N)),
              f"{both.capitalize()} gradients are divided by 2N: no square brings a ½ here.", "8.3"),
        Wrong("1/2N on W", {"mean_W": lambda t, N, n, K: t / (2 * N)},
              f"The {W} {are} divided by 2N: no square brings a ½ here.", "8.10"),
        Wrong("1/(N-1)", _means(lambda t, N, n, K: t / (N - 1)),
              f"{both.capitalize()} gradients are divided by N − 1, as a variance is; the mean has N.", "8.3"),
        Wrong("swapped", {"products": lambda Delta, A: A.T @ Delta},
              f"Δ and A have changed places: the {W} {are} transposed; α, the index of δ, counts the rows.", "8.10"),
        Wrong("entry by entry", {"products": lambda Delta, A: Delta * A},
              "* multiplies entry by entry, which runs only where both layers have one width; @ sums over the "
              "examples.", "8.10"),
        Wrong("not transposed", {"products": lambda Delta, A: Delta @ A},
              "Δ is not transposed: the sum must run over the examples, the rows of both.", "8.10"),
        Wrong("products ignored", {"products": lambda Delta, A: np.outer(Delta.sum(axis=0), np.ones(A.shape[1]))},
              f"The factor a is missing in the {W}.", "8.10"),
        Wrong("errors ignored", {"products": lambda Delta, A: np.outer(np.ones(Delta.shape[1]), A.sum(axis=0))},
              f"The factor δ is missing in the {W}.", "8.10"),
        Wrong("product of means", {"products": lambda Delta, A: np.outer(Delta.sum(axis=0), A.mean(axis=0))},
              "The mean of the products is not the product of the means.", "8.10"),
        Wrong("first example", {"rows": lambda Delta, A: (Delta[:1], A[:1])},
              f"The sums in {both} gradients have the first example alone.", "8.3"),
        Wrong("last example", {"rows": lambda Delta, A: (Delta[-1:], A[-1:])},
              f"The sums in {both} gradients have the last example alone.", "8.3"),
        Wrong("without the first", {"rows": lambda Delta, A: (Delta[1:], A[1:])},
              f"The first example is left out of the sums in {both} gradients.", "8.3"),
        Wrong("without the last", {"rows": lambda Delta, A: (Delta[:-1], A[:-1])},
              f"The last example is left out of the sums in {both} gradients.", "8.3"),
        Wrong("first example on W", {"products": lambda Delta, A: np.outer(Delta[0], A[0])},
              f"The sum over the examples in the {W} has the first alone.", "8.10"),
        Wrong("last example on W", {"products": lambda Delta, A: np.outer(Delta[-1], A[-1])},
              f"The sum over the examples in the {W} has the last alone.", "8.10"),
        Wrong("sign", {"rows": lambda Delta, A: (-Delta, A)},
              f"The first part of {both} gradients, the mean over the examples, has the opposite sign.", "8.3"),
        Wrong("sign of W", {"products": lambda Delta, A: -Delta.T @ A},
              f"The first part of the {W}, ΔᵀA/N, has the opposite sign.", "8.10"),
        Wrong("λ missing", {"decay": lambda W, s, N: 0}, f"λW is missing in the {W}.", "8.3"),
        Wrong("λ doubled", {"decay": lambda W, s, N: 2 * s * W},
              "λW is doubled: the derivative of (λ/2)w² is λw.", "8.3"),
        Wrong("λ halved", {"decay": lambda W, s, N: s / 2 * W},
              "λW is halved: the square brings a 2 that cancels the ½.", "8.3"),
        Wrong("λ over N", {"decay": lambda W, s, N: s / N * W},
              "λW is divided by N: it does not belong to the mean over the examples.", "8.3"),
        Wrong("λ over 2N", {"decay": lambda W, s, N: s / N / 2 * W}, "λW is divided by 2N.", "8.3"),
        Wrong("λ for each example", {"decay": lambda W, s, N: N * s * W},
              "λW is added once for each example; it does not belong to the mean.", "8.3"),
        Wrong("λ subtracted", {"decay": lambda W, s, N: -s * W},
              "λW is subtracted: decay is in J with a plus.", "8.3"),
        Wrong("begun at W", {"decay": lambda W, s, N: W + s * W},
              f"W itself is in the {W}: the sum begins at W, where it must begin at 0.", "8.10"),
        Wrong("λ without W", {"decay": lambda W, s, N: s}, "λ is added without its factor W.", "8.3"),
        Wrong("W without λ", {"decay": lambda W, s, N: W}, "W is added without its factor λ.", "8.3"),
        Wrong("W squared", {"decay": lambda W, s, N: s / 2 * W**2},
              "This adds the decay itself, (λ/2)W², not its derivative.", "8.3"),
        Wrong("sign of W alone", {"decay": lambda W, s, N: s * np.sign(W)},
              "λ times the sign of W is added: that is the derivative of λ|W|, another decay.", "8.3"),
        Wrong("λ on b", {"decay_b": lambda b, s: s * b}, "The biases are decayed too.", "8.4"),
        Wrong("b zero", {"sums": lambda Delta, A: np.zeros(Delta.shape[1])}, f"The {b} {are} 0.", "8.11"),
        Wrong("b over the wrong axis", {"sums": lambda Delta, A: Delta.sum(axis=1)},
              f"The {b} {are} summed over the units, axis 1; it must be over the examples, axis 0.", "8.11"),
        Wrong("b averaged over the wrong axis",
              {"sums": lambda Delta, A: Delta.sum(axis=1), "mean_b": lambda t, N, n, K: t / n},
              f"The {b} {are} averaged over the units, axis 1; it must be over the examples, axis 0.", "8.11"),
        Wrong("b averaged over everything", {"sums": lambda Delta, A: Delta.sum() / Delta.shape[1]},
              f"The {b} {are} averaged over everything; each unit has its own bias.", "8.11"),
        Wrong("b summed over everything", {"sums": lambda Delta, A: Delta.sum(), "mean_b": lambda t, N, n, K: t},
              f"The {b} {are} summed over everything; each unit has its own bias.", "8.11"),
        Wrong("b one number", {"sums": lambda Delta, A: Delta.sum()},
              f"The {b} {are} summed over the units too; each unit has its own bias.", "8.11"),
        Wrong("b one number for all", {"sums": lambda Delta, A: np.full(Delta.shape[1], Delta.mean(axis=1).sum())},
              f"The {b} {are} averaged over the units; each unit has its own bias.", "8.11"),
        Wrong("b not summed", {"sums": lambda Delta, A: Delta, "mean_b": lambda t, N, n, K: t},
              f"The {b} {are} Δ itself, one row for each example; the mean over them is missing.", "8.11"),
        Wrong("b not summed, divided", {"sums": lambda Delta, A: Delta},
              f"The {b} {are} Δ/N, one row for each example; the sum over them is missing.", "8.11"),
        Wrong("b of the first example", {"sums": lambda Delta, A: Delta[0]},
              f"The sum over the examples in the {b} has the first alone.", "8.11"),
        Wrong("b of the last example", {"sums": lambda Delta, A: Delta[-1]},
              f"The sum over the examples in the {b} has the last alone.", "8.11"),
        Wrong("b with a", {"sums": lambda Delta, A: (Delta.T @ A).sum(axis=1)},
              f"The {b} {are} formed with a: it is the mean of Δ alone.", "8.11"),
        Wrong("b as a row", {"sums": lambda Delta, A: Delta.sum(axis=0, keepdims=True)},
              f"The {b} {are} right as numbers, in rows (1, n): the shape must be that of b.", "8.11"),
        Wrong("b as a column", {"sums": lambda Delta, A: Delta.sum(axis=0)[:, None]},
              f"The {b} {are} right as numbers, in columns (n, 1): b − db would broadcast to a matrix.", "8.11"),
    ]  # fmt: skip
