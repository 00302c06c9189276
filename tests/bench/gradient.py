"""What one gradient of J costs: the course's three forms beside the libraries that a student would reach for.

Every contender computes J and all its gradients at the same parameters; all must agree before any is timed. They
take turns, a few steps each, in one run, and the table shows the median over the turns of each one's time divided by
that of `batch.Workspace` in the same turn. A library that is not installed is named as absent.

    .venv/bin/python tests/bench/gradient.py              the table, one thread and two, float64 and float32
    .venv/bin/python tests/bench/gradient.py --store      stores that of one thread in float64, also in book/speed.md
"""

import argparse
import datetime
import os
import platform
import resource
import statistics
import subprocess
import sys
import time
from pathlib import Path

import report

THREADS = ("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS", "MKL_NUM_THREADS", "VECLIB_MAXIMUM_THREADS")
SHAPES = [
    ((2, 3, 1), 1), ((2, 3, 1), 200), ((2, 8, 8, 1), 1), ((2, 8, 8, 1), 200),
    ((784, 100, 10), 128), ((784, 512, 10), 1024),
]  # fmt: skip
TURNS, SECONDS = 15, 0.05  # how many turns, and about how long each one's turn takes


def problem(widths, N, dtype):
    """Random data and parameters: X, Y, W, b."""
    import numpy as np

    rng = np.random.default_rng(0)
    layers = range(1, len(widths))
    W = {l: (rng.standard_normal((widths[l], widths[l - 1])) / np.sqrt(widths[l - 1])).astype(dtype) for l in layers}
    b = {l: rng.standard_normal(widths[l]).astype(dtype) for l in layers}
    return rng.standard_normal((N, widths[0])).astype(dtype), rng.random((N, widths[-1])).astype(dtype), W, b


# Each contender takes a problem and returns a function of nothing that gives J, dW, db.


def workspace(X, Y, W, b):
    from backprop.batch import Workspace

    return Workspace(X, Y, W, b).gradient


def readable(X, Y, W, b):
    from backprop.batch import gradient

    return lambda: gradient(X, Y, W, b)


def loop(X, Y, W, b):
    from backprop.algorithm import algorithm_1

    return lambda: algorithm_1(X, Y, W, b)


def plain_numpy(X, Y, W, b):
    """What one writes without a second thought: (8.10) and (8.11) with new arrays for every result."""
    import numpy as np

    L, N = len(W) + 1, len(X)

    def step():
        A = {1: X}
        for l in W:
            A[l + 1] = 1 / (1 + np.exp(-(A[l] @ W[l].T + b[l])))
        J = -(Y * np.log(A[L]) + (1 - Y) * np.log(1 - A[L])).sum() / N
        dW, db, Delta = {}, {}, (A[L] - Y) / N
        for l in range(L - 1, 0, -1):
            dW[l], db[l] = Delta.T @ A[l], Delta.sum(axis=0)
            if l > 1:
                Delta = Delta @ W[l] * A[l] * (1 - A[l])
        return J, dW, db

    return step


def pytorch(X, Y, W, b):
    import torch

    torch.set_num_threads(int(os.environ[THREADS[0]]))
    X, Y = torch.tensor(X), torch.tensor(Y)
    W, b = ({l: torch.tensor(M[l], requires_grad=True) for l in M} for M in (W, b))
    entropy = torch.nn.BCEWithLogitsLoss(reduction="sum")

    def step():
        A = X
        for l in W:
            W[l].grad = b[l].grad = None
            Z = torch.addmm(b[l], A, W[l].T)
            A = torch.sigmoid(Z)
        J = entropy(Z, Y) / len(X)
        J.backward()
        return J.detach(), {l: W[l].grad for l in W}, {l: b[l].grad for l in b}

    return step


def jax_jit(X, Y, W, b):
    import jax
    import jax.numpy as jnp

    jax.config.update("jax_enable_x64", True)

    def J(parameters, X, Y):
        A = X
        for W, b in parameters:
            Z = A @ W.T + b
            A = jax.nn.sigmoid(Z)
        return jnp.sum(jnp.logaddexp(0, Z) - Y * Z) / len(X)

    both, X, Y = jax.jit(jax.value_and_grad(J)), jnp.asarray(X), jnp.asarray(Y)
    parameters = [(jnp.asarray(W[l]), jnp.asarray(b[l])) for l in W]

    def step():
        value, grads = jax.block_until_ready(both(parameters, X, Y))
        return value, {l: grads[l - 1][0] for l in W}, {l: grads[l - 1][1] for l in W}

    return step


def scikit_learn(X, Y, W, b):
    """`MLPClassifier._backprop`: what its own training calls for every batch."""
    import numpy as np
    from sklearn.neural_network import MLPClassifier

    net = MLPClassifier([len(W[l]) for l in list(W)[:-1]], activation="logistic", alpha=0.0)
    net.n_layers_, net.n_outputs_ = len(W) + 1, Y.shape[1]
    net.out_activation_, net.loss = "logistic", "binary_log_loss"
    net.coefs_, net.intercepts_ = [np.ascontiguousarray(W[l].T) for l in W], [b[l] for l in W]
    activations = [X] + [np.empty((len(X), len(W[l])), X.dtype) for l in W]
    deltas = [np.empty_like(a) for a in activations[1:]]
    dW, db = [np.empty_like(c) for c in net.coefs_], [np.empty_like(v) for v in net.intercepts_]
    given = [X, Y, None, activations, deltas, dW, db]
    if "sample_weight" not in MLPClassifier._backprop.__code__.co_varnames:
        del given[2]

    def step():
        J, coefs, intercepts = net._backprop(*given)
        return J, {l: coefs[l - 1].T for l in W}, {l: intercepts[l - 1] for l in W}

    return step


def hips_autograd(X, Y, W, b):
    import autograd
    import autograd.numpy as anp

    def J(parameters):
        A = X
        for W, b in parameters:
            Z = anp.dot(A, W.T) + b
            A = 0.5 * (1 + anp.tanh(0.5 * Z))
        return anp.sum(anp.logaddexp(0, Z) - Y * Z) / len(X)

    both, parameters = autograd.value_and_grad(J), [(W[l], b[l]) for l in W]

    def step():
        value, grads = both(parameters)
        return value, {l: grads[l - 1][0] for l in W}, {l: grads[l - 1][1] for l in W}

    return step


def products(X, Y, W, b):
    """The matrix products of the forward and the backward pass, and nothing else, into arrays that exist."""
    import numpy as np

    L, N = len(W) + 1, len(X)
    A = {1: X.T, **{l + 1: np.full((len(W[l]), N), 0.5, X.dtype) for l in W}}
    Z, dW = {l: np.empty_like(A[l]) for l in A if l > 1}, {l: np.empty_like(W[l]) for l in W}

    def step():
        for l in W:
            np.dot(W[l], A[l], out=Z[l + 1])
        for l in range(L - 1, 0, -1):
            np.dot(A[l + 1], A[l].T, out=dW[l])
            if l > 1:
                np.dot(W[l].T, A[l + 1], out=Z[l])

    return step


CONTENDERS = {
    "`batch.Workspace`": workspace, "`batch.gradient`": readable, "NumPy, plain": plain_numpy,
    "PyTorch autograd": pytorch, "JAX jit": jax_jit, "scikit-learn": scikit_learn, "HIPS autograd": hips_autograd,
    "Algorithm 1, a loop": loop, "matrix products alone": products,
}  # fmt: skip


def prepared(given, dtype):
    """The contenders that are installed, each as a function that has run once, and the names of the others."""
    import numpy as np

    ready, absent, expected, tolerance = {}, [], None, 1e-10 if dtype == "float64" else 1e-3
    for name, make in CONTENDERS.items():
        if name.startswith("Algorithm") and given[0].size * len(given[2][1]) > 2e7:
            continue  # minutes for one turn
        try:
            step = make(*given)
        except ImportError as error:
            absent.append(f"{name} ({error.name})")
            continue
        answer = step()
        if answer:
            J, dW, db = answer
            flat = [np.ravel(J if l == 0 else part[l].numpy() if hasattr(part[l], "numpy") else part[l])
                    for part in (dW, db) for l in given[2]]  # fmt: skip
            flat = np.concatenate([[float(J)], *flat])
            expected = flat if expected is None else expected
            worst = np.abs(flat - expected).max() / np.abs(expected).max()
            if worst > tolerance:
                sys.exit(f"{name} disagrees with {next(iter(CONTENDERS))} by {worst:.1e}")
        ready[name] = step
    return ready, absent


def seconds(step, times):
    start = time.perf_counter()
    for _ in range(times):
        step()
    return (time.perf_counter() - start) / times


def measured(widths, N, dtype):
    """One row: the time of `batch.Workspace` in µs, every contender's ratio to it, and its page faults a step."""
    ready, absent = prepared(problem(widths, N, dtype), dtype)
    times = {name: max(1, min(2000, int(SECONDS / max(seconds(step, 3), 1e-9)))) for name, step in ready.items()}
    turns = [{name: seconds(step, times[name]) for name, step in ready.items()} for _ in range(TURNS)]
    first = next(iter(ready))
    ratios = {name: statistics.median(turn[name] / turn[first] for turn in turns) for name in ready}
    before = resource.getrusage(resource.RUSAGE_SELF).ru_minflt
    seconds(ready[first], 100)
    faults = (resource.getrusage(resource.RUSAGE_SELF).ru_minflt - before) / 100
    return statistics.median(turn[first] for turn in turns) * 1e6, ratios, absent, faults


def rows(threads, dtypes):
    """Every row of the run in this process, one for each dtype and shape."""
    if hasattr(os, "sched_setaffinity"):
        os.sched_setaffinity(0, sorted(os.sched_getaffinity(0))[:threads])  # for the libraries that do not ask
    for dtype in dtypes:
        for widths, N in SHAPES:
            yield (dtype, widths, N, *measured(widths, N, dtype))


def measurements(threads, found):
    """The rows as numbers with their names, as report.py takes them."""
    rows = [
        {"widths": widths, "N": N, "us": us, "ratios": ratios} for _, widths, N, us, ratios, _, _ in found
    ]
    absent, faults = sorted({name for row in found for name in row[5]}), max(row[6] for row in found)
    return {"threads": threads, "dtype": found[0][0], "turns": TURNS, "rows": rows, "faults": faults,
            "absent": absent, "machine": machine()}  # fmt: skip


def machine():
    """Processor, versions and date."""
    import numpy as np

    model = platform.processor() or platform.machine()
    if Path("/proc/cpuinfo").exists():
        found = [line for line in Path("/proc/cpuinfo").read_text().splitlines() if line.startswith("model name")]
        model = found[0].split(":")[1].strip() if found else model
    return f"{model}, Python {platform.python_version()}, NumPy {np.__version__}, {datetime.date.today()}"


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--store", action="store_true", help="put the table into book/speed.md")
    parser.add_argument("--threads", type=int, help="measure in this process, with so many threads")
    parser.add_argument("--dtypes", nargs="+", default=["float64", "float32"])
    given = parser.parse_args()
    if given.threads is None:  # BLAS reads the number of threads once, when it is loaded: a new process for each
        for threads in (1,) if given.store else (1, 2):
            words = [sys.executable, __file__, "--threads", str(threads)]
            words += ["--store", "--dtypes", "float64"] if given.store else ["--dtypes", *given.dtypes]
            subprocess.run(words, env=os.environ | dict.fromkeys(THREADS, str(threads)), check=True)
        return
    for dtype in given.dtypes:
        found = measurements(given.threads, list(rows(given.threads, [dtype])))
        print(report.gradient(**found), end="\n\n", flush=True)
        if given.store:
            report.keep("gradient", **found)


if __name__ == "__main__":
    main()
