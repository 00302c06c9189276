"""What each slip of notebook 16 is compared with: derivatives of the loss, measured by differences."""

from backprop import toy
from backprop.derivatives import central_difference
from backprop.loss import example_loss, objective
from backprop.network import forward, sigmoid
from backprop.widgets import slips

X, Y = toy.data()
W, b = toy.network()
x, y = X[0], Y[0]
a, z = forward(x, W, b)
W_SQUARE, B_SQUARE = {1: W[2][:, 1:], 2: W[2][:, :3]}, {1: b[1][:3], 2: b[2]}
a_square, _ = forward([*x, 0.5], W_SQUARE, B_SQUARE)


def of_weights(weight_decay):
    return central_difference(lambda V: objective(X, Y, {1: W[1], 2: V}, b, weight_decay), W[2])


def square(a2, W2):
    return example_loss(sigmoid(W2 @ a2 + b[2]), y)


MEASURED = {  # slip: what the written form claims to be, what the corrected form is
    2: (of_weights(0.0), of_weights(slips.DECAY)),
    3: (central_difference(lambda v: objective(X, Y, W, {1: b[1], 2: v}, slips.DECAY), b[2]),) * 2,
    4: (of_weights(slips.DECAY),) * 2,
    5: (None, central_difference(lambda V: example_loss(sigmoid(V @ a[2] + b[2]), y), W[2])),
    6: (None, central_difference(lambda v: example_loss(sigmoid(v), y), z[3])),
    7: (central_difference(lambda V: square(a_square[2], V), W_SQUARE[2]),) * 2,
    8: (None, central_difference(lambda V: example_loss(sigmoid(V @ a[2] + b[2]), y), W[2])),
    9: (None, central_difference(lambda v: example_loss(sigmoid(W[2] @ a[2] + v), y), b[2])),
    10: (central_difference(lambda v: square(v, W_SQUARE[2]), a_square[2]),) * 2,
    11: (central_difference(lambda v: example_loss(sigmoid(W[2] @ sigmoid(v) + b[2]), y), z[2]),) * 2,
    12: (1 - y,) * 2,  # where a is 1 to 16 digits, the slope of the loss is 0 or 1
}
