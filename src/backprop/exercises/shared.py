"""Mistakes that several exercises share because they share a step, each put into the form that an exercise takes."""

import numpy as np

from ..network import sigmoid, sigmoid_slope
from .exercise import Wrong

EPSILONS = (1e-3, 1e-4, 1e-5, 1e-6, 1e-7, 1e-8)  # what people add so as not to divide by 0 or take log 0

SLOPES = (  # name, what stands for φ′(z), and what it is; {where} says in which layers
    ("no slope", lambda eta, z: np.ones_like(z), "φ′ is missing{where}: what is called δ is η."),
    ("slope twice", lambda eta, z: sigmoid_slope(z) ** 2, "φ′ is there twice{where}."),
    ("slope at a", lambda eta, z: sigmoid_slope(sigmoid(z)),
     "φ′ is taken at a = φ(z){where}, so φ is applied twice; its argument is z."),
    ("z(1-z)", lambda eta, z: z * (1 - z),
     "z(1 − z) is not φ′(z){where}: the rule φ(1 − φ) holds for φ(z), not for z."),
    ("a alone", lambda eta, z: sigmoid(z), "η is multiplied by φ(z){where}; the factor 1 − φ(z) is missing."),
    ("1-a alone", lambda eta, z: 1 - sigmoid(z), "The factor φ(z) is missing{where}: 1 − φ(z) alone is there."),
    ("a squared", lambda eta, z: sigmoid(z) ** 2, "φ² stands for φ′{where}; φ′ is φ(1 − φ)."),
    ("1-a squared", lambda eta, z: (1 - sigmoid(z)) ** 2, "(1 − φ)² stands for φ′{where}; φ′ is φ(1 − φ)."),
    ("1+a", lambda eta, z: sigmoid(z) * (1 + sigmoid(z)), "φ(1 + φ) stands for φ′{where}; φ′ is φ(1 − φ)."),
    ("a-1", lambda eta, z: sigmoid(z) - 1, "φ − 1 stands for φ′{where}; φ′ is φ(1 − φ)."),
    ("tanh's rule", lambda eta, z: 1 - sigmoid(z) ** 2, "1 − φ² stands for φ′{where}: that is the rule for tanh."),
    ("tanh's slope", lambda eta, z: 1 - np.tanh(z) ** 2, "The slope of tanh stands for φ′{where}."),
    ("ReLU's slope", lambda eta, z: (z > 0) * 1.0, "The slope of ReLU, 0 or 1, stands for φ′{where}."),
    ("1-z²", lambda eta, z: 1 - z**2, "1 − z² stands for φ′(z){where}."),
    ("slope at η", lambda eta, z: sigmoid_slope(eta), "φ′ is taken at η{where}; its argument is z."),
    ("η(1-η)", lambda eta, z: eta * (1 - eta), "η(1 − η) stands for φ′(z){where}: the rule holds for φ(z)."),
    ("divided", lambda eta, z: 1 / sigmoid_slope(z), "η is divided by φ′{where}; the chain rule multiplies."),
    ("exponents", lambda eta, z: np.exp(z) / (1 + np.exp(-z)) ** 2,
     "eᶻ stands above, and (1 + e⁻ᶻ)² below{where}: the two exponents do not belong together."),
    ("a(1-z)", lambda eta, z: sigmoid(z) * (1 - z), "φ(1 − z) stands for φ′{where}: both factors are of φ."),
    ("z(1-a)", lambda eta, z: z * (1 - sigmoid(z)), "z(1 − φ) stands for φ′{where}: both factors are of φ."),
)  # fmt: skip


def slopes(form, breaks, where="", without=()):
    """The mistakes in φ′(z). `form` makes of a function of η and z what the exercise's part takes."""
    return tuple(
        Wrong(name, {"slope": form(slope)}, means.format(where=where), breaks)
        for name, slope, means in SLOPES
        if name not in without
    )


MEANS = (  # name, what becomes of a sum over N examples, with n units, and what it is; {what} is a gradient
    ("1/N missing", lambda total, N, n: total, "1/N is missing in {what}."),
    ("1/N twice", lambda total, N, n: total / N**2, "1/N is there twice in {what}."),
    ("1/n", lambda total, N, n: total / n, "In {what} the sum is divided by the number of units, not of examples."),
    ("1/(N-1)", lambda total, N, n: total / (N - 1), "In {what} the sum is divided by N − 1; the mean is over N."),
    ("1/(2N)", lambda total, N, n: total / (2 * N), "In {what} the sum is divided by 2N; the mean is over N."),
    ("1/(Nn)", lambda total, N, n: total / (N * n),
     "In {what} the sum is divided by N times the units: the mean is over the examples alone."),
    ("times N", lambda total, N, n: total * N, "In {what} the sum is multiplied by N; the mean divides by it."),
)  # fmt: skip


def means(parts, what, breaks, name=""):
    """The mistakes in a mean over the examples, in one of the exercise's parts or in several at once."""
    return tuple(
        Wrong(f"{kind}{name}", dict.fromkeys(parts, mean), text.format(what=what), breaks)
        for kind, mean, text in MEANS
    )


DECAYS = (  # name, what stands for λW, and what it is; {where} says in what
    ("λ missing", lambda W, s, N: 0, "λW is missing{where}."),
    ("λ doubled", lambda W, s, N: 2 * s * W, "λW is doubled{where}: the derivative of (λ/2)w² is λw."),
    ("λ halved", lambda W, s, N: s / 2 * W, "λW is halved{where}: the square brings a 2 that cancels the ½."),
    ("λ over N", lambda W, s, N: s * W / N, "λW is divided by N{where}; it does not belong to the mean."),
    ("λ for each example", lambda W, s, N: N * s * W, "λW is there once for each example{where}, N times."),
    ("λ subtracted", lambda W, s, N: -s * W, "λW is subtracted{where}: decay is in J with a plus."),
    ("W squared", lambda W, s, N: s / 2 * W**2, "(λ/2)W², the decay itself, is added{where}, not its derivative."),
    ("λ's W squared", lambda W, s, N: s * W**2, "λW² is added{where}; the derivative of (λ/2)w² is λw."),
    ("λ alone", lambda W, s, N: s + 0 * W, "λ alone is added{where}, without W."),
    ("W alone", lambda W, s, N: W, "W alone is added{where}, without λ."),
    ("W too", lambda W, s, N: s * W + W, "W itself is added beside λW{where}."),
    ("signs of W", lambda W, s, N: s * np.sign(W), "λ times the signs of W is added{where}: that belongs to |w|."),
    ("λ squared", lambda W, s, N: s**2 * W, "λ is squared{where}."),
)  # fmt: skip


def decays(breaks, where=""):
    """The mistakes in the decay of the weights."""
    return tuple(Wrong(name, {"decay": decay}, means.format(where=where), breaks) for name, decay, means in DECAYS)


def biases_decayed(breaks):
    """The biases are decayed as the weights are."""
    return Wrong("λ on b", {"decay_b": lambda b, s: s * b}, "The biases are decayed too.", breaks)
