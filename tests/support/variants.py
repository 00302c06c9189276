"""Right answers to the exercises, each written in another way: `NAME__WAY` answers the exercise NAME.

None of them calls the course's helper for its step. tests/exercises/test_mutants.py changes one thing in each.
"""

import math
from fractions import Fraction

import numpy as np

# network


def network__loop(x, W, b):
    a = x
    for l in range(1, len(W) + 1):
        a = 1 / (1 + np.exp(-(W[l] @ a + b[l])))
    return a


def network__sorted_keys(x, W, b):
    for l in sorted(W):
        x = 1 / (1 + np.exp(-W[l].dot(x) - b[l]))
    return x


def network__column(x, W, b):
    a = x[:, None]
    for l in W:
        z = W[l] @ a + b[l][:, None]
        a = np.exp(z) / (1 + np.exp(z))
    return a


def network__lists(x, W, b):
    a = list(x)
    for l in W:
        z = [sum(W[l][i][j] * a[j] for j in range(len(a))) + b[l][i] for i in range(len(b[l]))]
        a = [1 / (1 + math.exp(-v)) for v in z]
    return a


def network__recursive(x, W, b):
    def answer(l):
        return x if l == 0 else 0.5 * (1 + np.tanh(0.5 * (np.einsum("ij,j->i", W[l], answer(l - 1)) + b[l])))

    return answer(len(W))


# loss


def objective__sums(A, Y, W, b, weight_decay):
    data = np.sum(-Y * np.log(A) - (1 - Y) * np.log(1 - A)) / len(A)
    return data + weight_decay / 2 * sum(np.sum(W[l] ** 2) for l in W)


def objective__mean_of_sums(A, Y, W, b, weight_decay):
    J = -np.mean(np.sum(Y * np.log(A) + (1 - Y) * np.log1p(-A), axis=1))
    for l in W:
        J += 0.5 * weight_decay * np.linalg.norm(W[l]) ** 2
    return J


def objective__loops(A, Y, W, b, weight_decay):
    J = 0.0
    N, K = A.shape
    for i in range(N):
        for k in range(K):
            J -= (Y[i, k] * math.log(A[i, k]) + (1 - Y[i, k]) * math.log(1 - A[i, k])) / N
    for l in W:
        for w in W[l].flat:
            J += weight_decay * w * w / 2
    return J


def objective__one_array(A, Y, W, b, weight_decay):
    flat = np.concatenate([W[l].ravel() for l in W])
    return np.array([-(Y * np.log(A) + (1 - Y) * np.log(1 - A)).sum(1).mean() + weight_decay * (flat @ flat) / 2])[0]


# eta


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


# delta


def delta__formula(eta, z):
    a = 1 / (1 + np.exp(-z))
    return eta * a * (1 - a)


def delta__exponential(eta, z):
    return eta * np.exp(-z) / (1 + np.exp(-z)) ** 2


def delta__mirrored(eta, z):
    return eta / (1 + np.exp(-z)) / (1 + np.exp(z))


def delta__cosh(eta, z):
    return eta / (4 * np.cosh(z / 2) ** 2)


def delta__loops(eta, z):
    out = np.zeros_like(z)
    for k in np.ndindex(z.shape):
        a = 1 / (1 + math.exp(-z[k]))
        out[k] = eta[k] * (a - a * a)
    return out


def delta__diagonal(eta, z):
    a = 1 / (1 + np.exp(-z))
    if z.ndim == 1:
        return np.diag(a * (1 - a)) @ eta
    return np.stack([np.diag(p * (1 - p)) @ e for p, e in zip(a, eta, strict=True)])


def delta__einsum(eta, z):
    a = 1 / (1 + np.exp(-z))
    return np.einsum("...i,...i,...i->...i", eta, a, 1 - a)


def delta__float32(eta, z):
    a = 1 / (1 + np.exp(-z.astype(np.float32)))
    return eta.astype(np.float32) * a * (1 - a)


def delta_tanh__formula(eta, z):
    return eta * (1 - np.tanh(z) ** 2)


def delta_tanh__cosh(eta, z):
    return eta / np.cosh(z) ** 2


def delta_tanh__factors(eta, z):
    a = np.tanh(z)
    return eta * (1 - a) * (1 + a)


def delta_tanh__exponentials(eta, z):
    return 4 * eta / (np.exp(z) + np.exp(-z)) ** 2


def delta_weighted__sum(a, y, w):
    return a - a * y - w * y + w * a * y


def delta_weighted__from_eta(a, y, w):
    return (-w * y / a + (1 - y) / (1 - a)) * a * (1 - a)


# outer


def outer__loops(delta, a):
    dW = np.zeros((len(delta), len(a)))
    for alpha in range(len(delta)):
        for beta in range(len(a)):
            dW[alpha, beta] = delta[alpha] * a[beta]
    return dW


def outer__column_times_row(delta, a):
    return delta[:, None] * a[None, :]


def outer__matrix_product(delta, a):
    return delta.reshape(-1, 1) @ a.reshape(1, -1)


def outer__einsum(delta, a):
    return np.einsum("i,j->ij", delta, a)


def outer__lists(delta, a):
    return [[d * v for v in a] for d in delta]


def outer__transposed(delta, a):
    return np.outer(a, delta).T


def outer__float32(delta, a):
    return np.multiply.outer(delta.astype("float32"), a.astype("float32"))


def outer__exact(delta, a):
    return [[Fraction(float(d)) * Fraction(float(v)) for v in a] for d in delta]


def outer_three__loop(a, n):
    slopes = np.zeros((n, len(a), n))
    for alpha in range(n):
        slopes[alpha, :, alpha] = a
    return slopes


def outer_three__einsum(a, n):
    return np.einsum("ga,b->abg", np.eye(n), a)


def outer_three__broadcast(a, n):
    return np.eye(n)[:, None, :] * a[None, :, None]


def outer_three__all_entries(a, n):
    return [[[float(g == alpha) * v for g in range(n)] for v in a] for alpha in range(n)]


def outer_gain__loops(delta, g, W, a, b):
    return [delta[i] * sum(W[i][j] * a[j] for j in range(len(a))) for i in range(len(delta))]


def outer_gain__diagonal(delta, g, W, a, b):
    return np.diag(np.outer(delta, W @ a))


def outer_shared__transposed(delta, A, w):
    return A.T @ delta


def outer_shared__rows(delta, A, w):
    return (delta[:, None] * A).sum(axis=0)


# pullback


def pullback__formula(W, delta):
    return W.T @ delta


def pullback__from_the_left(W, delta):
    return delta @ W


def pullback__loops(W, delta):
    eta = np.zeros(W.shape[1])
    for alpha in range(W.shape[1]):
        for gamma in range(W.shape[0]):
            eta[alpha] += W[gamma, alpha] * delta[gamma]
    return eta


def pullback__einsum(W, delta):
    return np.einsum("ga,g->a", W, delta)


def pullback__broadcast(W, delta):
    return (W * delta[:, None]).sum(axis=0)


def pullback__column(W, delta):
    return W.T @ delta[:, None]


def pullback__columns(W, delta):
    return [np.dot(column, delta) for column in W.T]


def pullback__float32(W, delta):
    return np.matmul(W.T.astype(np.float32), delta.astype(np.float32))


def two_readers__formula(W, delta, V, epsilon):
    return W.T @ delta + V.T @ epsilon


def two_readers__stacked(W, delta, V, epsilon):
    return np.vstack([W, V]).T @ np.concatenate([delta, epsilon])


def two_readers__loops(W, delta, V, epsilon):
    eta = [0.0] * W.shape[1]
    for alpha in range(len(eta)):
        for gamma in range(len(delta)):
            eta[alpha] += W[gamma, alpha] * delta[gamma]
        for gamma in range(len(epsilon)):
            eta[alpha] += V[gamma, alpha] * epsilon[gamma]
    return eta


def two_readers__einsum(W, delta, V, epsilon):
    return np.einsum("ga,g->a", W, delta) + np.einsum("ga,g->a", V, epsilon)


def pullback_squares__one_matrix(W, V, delta, a):
    return (W + 2 * V * a).T @ delta


def pullback_squares__loops(W, V, delta, a):
    return [
        sum((W[i, j] + 2 * V[i, j] * a[j]) * delta[i] for i in range(len(delta))) for j in range(len(a))
    ]


# recursion


def recursion__vectors(W, delta, z, a):
    phi = 1 / (1 + np.exp(-z))
    below = (W.T @ delta) * phi * (1 - phi)
    return below, np.outer(below, a), below


def recursion__loops(W, delta, z, a):
    n, m = len(z), len(a)
    below, dW, db = np.zeros(n), np.zeros((n, m)), np.zeros(n)
    for i in range(n):
        phi = 1 / (1 + math.exp(-z[i]))
        for g in range(len(delta)):
            below[i] += W[g, i] * delta[g] * phi * (1 - phi)
        db[i] = below[i]
        for j in range(m):
            dW[i, j] = below[i] * a[j]
    return below, dW, db


def recursion__einsum(W, delta, z, a):
    slope = np.exp(-z) / (1 + np.exp(-z)) ** 2
    below = np.einsum("gi,g,i->i", W, delta, slope)
    return [below, np.einsum("i,j->ij", below, a), below.copy()]


def recursion__columns_inside(W, delta, z, a):
    column = (W.T @ delta[:, None]) / (4 * np.cosh(z[:, None] / 2) ** 2)
    return column[:, 0], column @ a[None, :], column.ravel()


def recursion_skip__moves(W1, W2, V, z2, delta3):
    phi = 1 / (1 + np.exp(-z2))
    eta = W2.T @ delta3
    return W1.T @ (eta * phi * (1 - phi)) + V.T @ delta3


def recursion_skip__rows(W1, W2, V, z2, delta3):
    return (delta3 @ W2 / (2 + np.exp(z2) + np.exp(-z2))) @ W1 + delta3 @ V


# batch


def batch__matrices(Delta, A, W, b, weight_decay):
    return Delta.T @ A / len(A) + weight_decay * W, Delta.mean(axis=0)


def batch__einsum(Delta, A, W, b, weight_decay):
    N = Delta.shape[0]
    return np.einsum("ni,nj->ij", Delta, A) / N + weight_decay * W, np.einsum("ni->i", Delta) / N


def batch__transposed(Delta, A, W, b, weight_decay):
    return (A.T @ Delta).T / len(A) + weight_decay * W, np.ones(len(A)) @ Delta / len(A)


def batch__mean_of_outers(Delta, A, W, b, weight_decay):
    return (Delta[:, :, None] * A[:, None, :]).mean(axis=0) + weight_decay * W, Delta.sum(axis=0) / len(Delta)


def batch__loop(Delta, A, W, b, weight_decay):
    dW, db = weight_decay * W, np.zeros(len(b))
    for i in range(len(A)):
        dW = dW + np.outer(Delta[i], A[i]) / len(A)
        db = db + Delta[i] / len(A)
    return dW, db


def batch_column__new_axis(A, y):
    return A - y[:, np.newaxis]


def batch_column__reshape(A, y):
    return A - y.reshape(A.shape)


def batch_column__flat_inside(A, y):
    return (A.ravel() - y)[:, None]


def batch_column__lists(A, y):
    return [[A[i, 0] - y[i]] for i in range(len(y))]


def batch_weighted__einsum(Delta, A, p, W, decay):
    return np.einsum("n,ni,nj->ij", p, Delta, A) / np.sum(p) + decay * W


def batch_weighted__shares(Delta, A, p, W, decay):
    share = p / p.sum()
    return Delta.T @ (share[:, None] * A) + decay * W


def batch_columns__einsum(Delta, A, W, b, weight_decay):
    N = A.shape[1]
    return np.einsum("in,jn->ij", Delta, A) / N + weight_decay * W, Delta.sum(axis=1) / N


def batch_columns__rows(Delta, A, W, b, weight_decay):
    rows, N = Delta.T, len(A.T)
    return rows.T @ A.T / N + weight_decay * W, rows.mean(axis=0)


# algorithm


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


# training


def descent__dicts(X, Y, W, b, learning_rate):
    dW, db = gradient__matrices(X, Y, W, b, 0)
    return {l: W[l] - learning_rate * dW[l] for l in W}, {l: b[l] - learning_rate * db[l] for l in b}


def descent__copies(X, Y, W, b, learning_rate):
    dW, db = gradient__textbook_rows(X, Y, W, b, 0)
    W, b = {l: W[l].copy() for l in W}, {l: b[l].copy() for l in b}
    for l in W:
        W[l] -= learning_rate * dW[l]
        b[l] -= learning_rate * db[l]
    return W, b


def descent__top_down(X, Y, W, b, learning_rate):
    A, new_W, new_b = {1: X}, {}, {}
    for l in W:
        A[l + 1] = 1 / (1 + np.exp(-(A[l] @ W[l].T + b[l])))
    Delta = A[len(W) + 1] - Y
    for l in range(len(W), 0, -1):
        new_W[l] = W[l] - learning_rate * Delta.T @ A[l] / len(X)
        new_b[l] = b[l] - learning_rate * Delta.mean(axis=0)
        Delta = Delta @ W[l] * A[l] * (1 - A[l])
    return new_W, new_b


# rounding


def losses__max(Z, Y):
    return np.maximum(Z, 0) - Y * Z + np.log1p(np.exp(-np.abs(Z)))


def losses__where(Z, Y):
    e = np.log1p(np.exp(-np.abs(Z)))
    return np.where(Z > 0, e + (1 - Y) * Z, e - Y * Z)


def losses__logaddexp(Z, Y):
    return np.where(Z > 0, np.logaddexp(0, -Z) + (1 - Y) * Z, np.logaddexp(0, Z) - Y * Z)


def losses__two_terms(Z, Y):
    return Y * np.logaddexp(0, -Z) + (1 - Y) * np.logaddexp(0, Z)


def losses__loops(Z, Y):
    out = np.empty(Z.shape)
    for k in np.ndindex(Z.shape):
        z, y = Z[k], Y[k]
        if z > 0:
            out[k] = math.log1p(math.exp(-z)) + (1 - y) * z
        else:
            out[k] = math.log1p(math.exp(z)) - y * z
    return out


# depth


def depth_factor__columns(W):
    return np.abs(W).sum(axis=0).max() / 4


def depth_factor__norm(W):
    return 0.25 * np.linalg.norm(W, 1)


VARIANTS = {name: function for name, function in list(globals().items()) if "__" in name.strip("_")}
