"""What the notebook of this stem claims in its text, and the teaching guide of it, computed."""

import numpy as np

from backprop.delta import delta_output
from backprop.derivatives import complex_step
from backprop.outer import weight_gradient
from claiming import BIASES, WEIGHTS, WORDS, W, Y, a, b


def notebook():
    yield f"These are lines {WEIGHTS} and {BIASES} of Algorithm 1"
    array = np.einsum("ga,b->gab", np.eye(3), a[2])
    yield rf"$3\cdot 3\cdot 4 = {array.size}$ entries"
    assert np.count_nonzero(array) == 12
    yield f"Twelve of the {array.size} are not zero"


def guide():
    slopes = np.array([complex_step(lambda M, k=k: (M @ a[2] + b[2])[k], W[2]) for k in range(3)])
    yield (
        f"How many of the {slopes.size} numbers ∂z_γ/∂W_αβ are not 0?* Wrong: {W[2].shape[0]} or {W[2].shape[1]} "
        f"(one index is forgotten). Right: {np.count_nonzero(slopes)}."
    )
    silent = weight_gradient(delta_output(a[3], Y[0]), a[2] * [1, 0, 1, 1])[:, 1]
    yield (
        "A hidden unit is silent: what is the slope along its weights?* Wrong: it depends on δ. Right: "
        f"{abs(silent).max():.0f}."
    )
    yield f"Students go from {WORDS[slopes.ndim]} indices and two Kronecker symbols to δ³a²ᵀ"
    yield "∂z_γ/∂W_αβ with the two Kronecker symbols (5.3)"
