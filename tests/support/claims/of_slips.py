"""What the notebook of this stem claims in its text, and the teaching guide of it, computed."""

import numpy as np

from backprop.delta import delta, delta_output
from backprop.derivatives import complex_step
from backprop.eta import eta_output
from backprop.network import forward, sigmoid, sigmoid_slope
from backprop.pullback import eta_below
from claiming import DECAY, THROUGH, WORDS, W, Y, a, z
from random_networks import example, relative


def notebook():
    first = min(z for z in range(30, 50) if 1 / (1 + np.exp(-float(z))) == 1)
    yield rf"is exactly 1 from $z \approx {first}$ on."
    yield f"This is what lines {THROUGH} to {DECAY} of Algorithm 1 compute"


def guide():
    eta = eta_below(W[2], delta_output(a[3], Y[0]))
    written = lambda eta: eta - sigmoid(z[2]) * sigmoid_slope(z[2])
    assert written(eta).shape == delta(eta, z[2]).shape == (4,)
    assert written(0 * eta).any() and not delta(0 * eta, z[2]).any()
    yield (
        "In the first line, write δ² for J². Do shapes or names still show that something is wrong?* Wrong: "
        "yes, a minus "
        f"cannot fit. Right: no; every name is defined, and everything is {written(eta).shape}. The special "
        "case η² = 0 "
        "shows it, and so does a measured derivative."
    )
    yield f"The {WORDS[3]} lines of *Predict*"


# What the notebook sets and does not claim: what is asked, what is to be tried, and where something is from.
CHOSEN = [
    "let λ be 1000.",
    "λ = 1000 shows slip",
    "In the three that it lets through, 2, 3 and 12,",
]


# What the questions offer: the right option as computed, words of each wrong one and of its diagnosis


def slips_half_is():
    """The lines of which a wrong one spoils the gradient of W⁽¹⁾ and leaves that of W⁽²⁾ right."""
    x, y, weights, biases = example(3)
    activations, sums = forward(x, weights, biases)
    way = []

    def gradients(spoilt):
        def through(name, value):
            way.append(name)
            return value / 2 if name == spoilt else value

        three = through("δ⁽³⁾", delta(through("η⁽³⁾", eta_output(activations[3], y)), sums[3]))
        two = through("δ⁽²⁾", delta(through("η⁽²⁾", weights[2].T @ three), sums[2]))
        return np.outer(three, activations[2]), through("∂Ĵ/∂W⁽¹⁾", np.outer(two, activations[1]))

    right = gradients(None)
    differs = {name: [relative(*pair) > 1e-3 for pair in zip(gradients(name), right, strict=True)] for name in [*way]}
    *some, last = [name for name in differs if differs[name] == [False, True]]
    return f"those of {', '.join(some)} and {last}"


slips_half_is_not = {
    "b": ("all but that", "stand before the gradient that is right"),
    "c": ("alone", "A wrong η⁽²⁾ or δ⁽²⁾"),
    "d": ("η⁽³⁾ and δ⁽³⁾", "the gradient of W⁽²⁾ would be wrong too"),
}


def slips_zero_is():
    return 0 - sigmoid(0.0) * sigmoid_slope(0.0)


def slips_shape_is():
    return np.array([complex_step(lambda V, g=g: (V @ np.ones(4))[g], np.ones((3, 4))) for g in range(3)]).shape


# The words of the exercises: pieces with sides that are equal; one without sides has a number, and claims nothing


def words():
    yield "slips_zero", "What are φ and φ′ at 0?", ()
    yield "slips_zero", "from 0 a product", ()
    yield "slips_zero", "taken away from 0. Right would be 0:", ()
    yield "slips_half", "Measure η⁽²⁾ next.", ()


# What the answers are by measured slopes, where no helper of the course is the reference


def slips_off_measured(form, measured):
    return np.max(np.abs(form - measured)) / np.max(np.abs(measured))


# Right answers, each written in another way


def slips_off__ravel(form, measured):
    differences = [abs(f - m) for f, m in zip(form.ravel(), measured.ravel(), strict=True)]
    return max(differences) / max(abs(m) for m in measured.ravel())


def slips_off__norm(form, measured):
    return np.linalg.norm((form - measured).ravel(), np.inf) / np.linalg.norm(measured.ravel(), np.inf)
