"""What the notebook of this stem claims in its text, and the teaching guide of it, computed."""

import math

import numpy as np

from backprop import derivatives
from backprop.batch import gradient
from backprop.delta import delta_output
from backprop.loss import example_loss
from backprop.network import forward, sigmoid
from backprop.outer import weight_gradient
from backprop.widgets import algorithm as check_figure
from claiming import (
    BIASES,
    CODE,
    DECAY,
    DECAYED,
    DOWN,
    FORWARD,
    IF,
    LAST,
    LOSS,
    MEAN,
    OUT,
    PULL,
    THROUGH,
    UNITS,
    WEIGHTS,
    WHILE,
    W,
    X,
    Y,
    a,
    b,
    ten_to,
)


def errors_at(h):
    """How far a central difference with this h is from the slope of Ĵ along one weight."""

    def f(w):
        moved = {1: W[1], 2: W[2].astype(complex)}
        moved[2][1, 3] = w[0]
        return example_loss(forward(X[0], moved, b)[0][3], Y[0])

    at = [W[2][1, 3]]
    exact = derivatives.complex_step(f, at)[0]
    return abs(derivatives.central_difference(lambda w: f(w).real, at, h)[0] - exact)


def notebook():
    assert [int(text.split("#")[-1]) for text in CODE] == list(range(1, LAST + 1))
    yield (
        rf"Line {WEIGHTS} uses $\delta^{{(l)}}$, which line {OUT} has set at the output and line {UNITS} below it, "
        rf"$a^{{(l-1)}}$ of line {FORWARD + 1}, or of line {FORWARD} where"
    )
    yield f"The listing below has {LAST} lines."
    yield f"by line number {(THROUGH, OUT, WEIGHTS, BIASES, PULL, UNITS, DECAY)}"
    table = [
        (f"{FORWARD}, {FORWARD + 1}", "the forward pass"), (THROUGH, "η of the output"), (OUT, "δ of the output"),
        (WEIGHTS, "the weights, with"), (BIASES, "the biases, likewise"), (PULL, "back through the weights"),
        (UNITS, "δ of a hidden layer"), (f"{WHILE}, {IF}, {DOWN}", "the same moves"),
        (f"{LOSS}, {MEAN}, {DECAYED}", "$J$ itself"), (DECAY, "weight decay"),
    ]  # fmt: skip
    yield from (f"| {number} | {what}" for number, what in table)
    yield f"Step from line {THROUGH} to line {DOWN}. Which values does line {WEIGHTS} use"
    yield f"How often is line {PULL} reached?"
    yield f"Line {UNITS} still needs $z$ and line {WEIGHTS} still needs $a$"
    yield f"line {PULL} is reached $L - 2$ times for each example. Line {DECAYED} changes $J$ last"
    yield f"answered by lines {WEIGHTS} and {DECAY}."
    yield f"These are lines 1 to {LAST} of Algorithm 1"
    eps = np.finfo(float).eps
    bits = np.finfo(float).nmant
    yield f"Its floats have {bits + 1} binary digits"
    yield rf"with $\varepsilon = 2^{{-{bits}}}$"
    ratios = [errors_at(10.0**-k) / errors_at(10.0 ** -(k + 1)) for k in (1, 2, 3)]
    assert np.allclose(ratios, 100, rtol=0.05)
    yield f"Each step divides $h$ by 10 and the error by {ratios[0]:.0f}"
    best = (1.5 * eps) ** (1 / 3)  # where h²/6 · |f‴| and ε |f| / 2h together are smallest
    yield rf"that is about ${1e6 * best:.0f} \cdot 10^{{-6}}$, and ten digits or so are right."
    yield rf"with $h = \varepsilon^{{1/3}} \approx {1e6 * eps ** (1 / 3):.0f} \cdot 10^{{-6}}$"
    off = {}
    for v in (30.0, 36.0):  # y = 0, where the slope of the loss is φ
        slope = derivatives.complex_step(lambda z: example_loss(sigmoid(z), [0.0]), [v])[0]
        off[v] = f"{100 * abs(slope / sigmoid(v) - 1):.1f} %"
    yield f"with $y = 0$ its slope is {off[30.0]} off at $z = 30$ and {off[36.0]} at $z = 36$."
    assert 1e-308 < np.finfo(float).tiny < 1e-307
    yield "below $10^{-308}$, floats run out."
    rough = check_figure.compute_check(-15.0)["error"] / abs(gradient(X[:1], Y[:1], W, b)[1][2][1, 3])
    assert 0.1 < rough
    yield r"At $h = 10^{-15}$ not one digit is left."
    errors = [abs(derivatives.central_difference(np.exp, 1.0, 10.0**-k) / np.e - 1) for k in (5, 8, 11)]
    assert errors == sorted(errors)
    yield "below $10^{-5}$, a smaller $h$ is on the whole worse."


def guide():
    f = lambda v: example_loss([sigmoid(v)], [1])
    central = lambda h: (f(0.7 + h) - f(0.7 - h)) / (2 * h)
    errors = {k: abs(central(10.0**k) - (sigmoid(0.7) - 1)) for k in range(-14, 0)}
    best = min(errors, key=errors.get)
    yield (
        "Does a smaller h always give a better derivative?* Wrong: yes, “h goes to 0”. Right: not below about "
        f"{ten_to(best)}."
    )
    _, dW, _ = gradient(X[:1], Y[:1], W, b)  # a mean over one example is its sum
    assert np.allclose(dW[2], weight_gradient(delta_output(a[3], Y[0]), a[2]), rtol=1e-12)
    yield "Which data set hides a forgotten 1/N?* Wrong: none can. Right: one example."


# What the notebook sets and does not claim: what is asked, what is to be tried, and where something is from.
CHOSEN = [
    "takes $h = 10^{-30}$.",
]


# Right answers, each written in another way


def gradient__matrices(X, Y, W, b, weight_decay):
    A, L = {1: X}, len(W) + 1
    for l in range(1, L):
        A[l + 1] = 1 / (1 + np.exp(-(A[l] @ W[l].T + b[l])))
    Delta, dW, db = A[L] - Y, {}, {}
    for l in range(L - 1, 0, -1):
        dW[l] = Delta.T @ A[l] / len(X) + weight_decay * W[l]
        db[l] = Delta.mean(axis=0)
        Delta = Delta @ W[l] * A[l] * (1 - A[l])
    return dW, db


def gradient__with_loss(X, Y, W, b, weight_decay):
    A, L = {1: X}, len(W) + 1
    for l in range(1, L):
        A[l + 1] = 1 / (1 + np.exp(-(A[l] @ W[l].T + b[l])))
    J = -np.sum(Y * np.log(A[L]) + (1 - Y) * np.log(1 - A[L])) / len(X)
    J += weight_decay / 2 * sum((W[l] ** 2).sum() for l in W)
    Delta, dW, db = A[L] - Y, {}, {}
    for l in range(L - 1, 0, -1):
        dW[l] = Delta.T @ A[l] / len(X) + weight_decay * W[l]
        db[l] = Delta.sum(axis=0) / len(X)
        Delta = Delta @ W[l] * A[l] * (1 - A[l])
    return J, dW, db


def gradient__textbook_rows(X, Y, W, b, weight_decay):
    L, N = len(W) + 1, len(X)
    dW, db = {l: weight_decay * W[l] for l in W}, {l: np.zeros(len(b[l])) for l in b}
    for x, y in zip(X, Y, strict=True):
        a, z = {1: x}, {}
        for l in range(1, L):
            z[l + 1] = W[l] @ a[l] + b[l]
            a[l + 1] = 1 / (1 + np.exp(-z[l + 1]))
        eta = -y / a[L] + (1 - y) / (1 - a[L])
        for l in range(L, 1, -1):
            delta = eta * a[l] * (1 - a[l])
            dW[l - 1] = dW[l - 1] + np.outer(delta, a[l - 1]) / N
            db[l - 1] = db[l - 1] + delta / N
            eta = W[l - 1].T @ delta
    return dW, db


def gradient__columns(X, Y, W, b, weight_decay):
    N, A = X.shape[0], [X.T]
    for l in W:
        A.append(1 / (1 + np.exp(-(W[l] @ A[-1] + b[l][:, None]))))
    D, dW, db = (A[-1] - Y.T) / N, {}, {}
    for l in reversed(W):
        dW[l], db[l] = D @ A[l - 1].T + weight_decay * W[l], D.sum(axis=1)
        D = (W[l].T @ D) * A[l - 1] * (1 - A[l - 1])
    return dW, db


def gradient__einsum(X, Y, W, b, weight_decay):
    layers, A = sorted(W), {1: X}
    for l in layers:
        A[l + 1] = 0.5 + 0.5 * np.tanh(0.5 * (np.einsum("nj,ij->ni", A[l], W[l]) + b[l]))
    D, dW, db = A[len(W) + 1] - Y, {}, {}
    for l in layers[::-1]:
        dW[l] = np.einsum("ni,nj->ij", D, A[l]) / len(X) + weight_decay * W[l]
        db[l] = np.einsum("ni->i", D) / len(X)
        D = np.einsum("ni,ij,nj->nj", D, W[l], A[l] - A[l] ** 2)
    return dW, db


def gradient__recursive(X, Y, W, b, weight_decay):
    dW, db = {}, {}

    def back(l, A):
        """Through the layers above A, and then the gradients of layer l; returns the Delta below it."""
        above = 1 / (1 + np.exp(-(A @ W[l].T + b[l])))
        Delta = above - Y if l == len(W) else back(l + 1, above) * above * (1 - above)
        dW[l] = Delta.T @ A / len(X) + weight_decay * W[l]
        db[l] = Delta.mean(axis=0)
        return Delta @ W[l]

    back(1, X)
    return dW, db


def central__copies(f, x, h):
    slope = np.empty(x.shape)
    for k in np.ndindex(x.shape):
        up, down = x.copy(), x.copy()
        up[k] += h
        down[k] -= h
        slope[k] = (f(up) - f(down)) / (2 * h)
    return slope


def central__unit_vectors(f, x, h):
    steps = h * np.eye(x.size)
    return np.reshape([(f(x + e.reshape(x.shape)) - f(x - e.reshape(x.shape))) / 2 / h for e in steps], x.shape)


def central__put_back(f, x, h):
    x, slope = np.array(x), np.zeros_like(x)
    for k in np.ndindex(x.shape):
        kept = x[k]
        x[k] = kept + h
        above = f(x)
        x[k] = kept - h
        slope[k] = (above - f(x)) / h / 2
        x[k] = kept
    return slope


def central__lists(f, x, h):
    flat = x.ravel().tolist()
    moved = lambda k, by: f(np.array([*flat[:k], flat[k] + by, *flat[k + 1 :]]).reshape(x.shape))
    return np.array([(moved(k, h) - moved(k, -h)) / (2 * h) for k in range(x.size)]).reshape(x.shape)


def project_below__one_matrix(W, V, u, v, eta):
    phi = 1 / (1 + np.exp(-u))
    return ((phi * (1 - phi) * v)[:, None] * W + phi[:, None] * V).T @ eta


def project_below__loops(W, V, u, v, eta):
    below = np.zeros(W.shape[1])
    for i in range(len(u)):
        phi = 1 / (1 + math.exp(-u[i]))
        below = below + eta[i] * phi * (V[i] + W[i] * v[i] * (1 - phi))
    return below


def project_gradients__two_deltas(eta, x, W, b, V, c):
    phi = 1 / (1 + np.exp(-(W @ x + b)))
    dv = eta * phi
    du = dv * (1 - phi) * (V @ x + c)
    return du[:, None] * x, du, dv[:, None] * x, dv


def project_gradients__einsum(eta, x, W, b, V, c):
    u = np.einsum("ij,j->i", W, x) + b
    v = np.einsum("ij,j->i", V, x) + c
    du = eta * v / (2 + np.exp(u) + np.exp(-u))
    dv = eta / (1 + np.exp(-u))
    return np.outer(du, x), du, np.outer(dv, x), dv
