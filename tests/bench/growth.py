"""How the cost of one gradient grows: with the examples N, with the width, with the depth; and backward over forward.

`batch.Workspace` on networks of equally wide layers and 10 outputs, on one thread. Beside the times stands the number
of multiplications of notebook 08: for each example every W once forward, once for the outer product, and all
but the first once more on the way back. It is drawn to meet the measured time at the right end.

    .venv/bin/python tests/bench/growth.py                shows the numbers, and draws book/growth.svg
"""

import os

os.environ.update(dict.fromkeys(("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS", "MKL_NUM_THREADS"), "1"))

import statistics
from pathlib import Path

import matplotlib as mpl

mpl.use("agg")

import matplotlib.pyplot as plt

from backprop.batch import Workspace
from gradient import machine, problem, seconds

TURNS = 9
RUNS = {  # what grows, and the networks: (width, layers, N)
    "examples N": [(64, 4, 2**k) for k in range(13)],
    "width": [(2**k, 4, 256) for k in range(11)],
    "layers": [(256, k, 256) for k in (2, 3, 5, 9, 17)],
}
GROWS = {"examples N": 2, "width": 0, "layers": 1}
FIXED = {"examples N": "width 64, 4 layers", "width": "4 layers, N = 256", "layers": "width 256, N = 256"}


def multiplications(width, layers, N):
    """In the products of one gradient, as notebook 08 counts them: (forward, backward)."""
    n = widths(width, layers)
    of_W = [N * n[l] * n[l + 1] for l in range(layers - 1)]
    return sum(of_W), 2 * sum(of_W) - of_W[0]


def widths(width, layers):
    return (width,) * (layers - 1) + (10,)


def measured(networks):
    """For each network the seconds of the forward and of the backward pass: medians of turns that interleave."""
    passes = []
    for width, layers, N in networks:
        workspace = Workspace(*problem(widths(width, layers), N, "float64"))
        p = workspace._all
        passes += [lambda w=workspace, p=p: w._forward(p), lambda w=workspace, p=p: w._backward(p)]
    times = [max(1, min(1000, int(0.01 / max(seconds(one, 3), 1e-9)))) for one in passes]
    turns = [[seconds(one, k) for one, k in zip(passes, times, strict=True)] for _ in range(TURNS)]
    medians = [statistics.median(turn) for turn in zip(*turns, strict=True)]
    return list(zip(medians[::2], medians[1::2], strict=True))


def main():
    figure, axes = plt.subplots(1, 3, figsize=(11, 3.6), sharey=True, layout="constrained")
    for panel, (name, networks) in zip(axes, RUNS.items(), strict=True):
        grows = [network[GROWS[name]] for network in networks]
        found, counted = measured(networks), [multiplications(*network) for network in networks]
        total, count = [1e6 * (f + b) for f, b in found], [f + b for f, b in counted]
        print(f"| {name} | time, µs | multiplications | a ns | backward / forward | of multiplications |")
        print("|---:|---:|---:|---:|---:|---:|")
        for x, us, k, (f, b), (cf, cb) in zip(grows, total, count, found, counted, strict=True):
            print(f"| {x} | {us:.0f} | {k:.2e} | {k / us / 1e3:.2f} | {b / f:.2f} | {cb / cf:.2f} |")
        print()
        panel.loglog(grows, total, "o-", color="#0066A1", label="measured")
        line = [k * total[-1] / count[-1] for k in count]
        panel.loglog(grows, line, "--", color="#444444", label="multiplications")
        panel.set(title=f"{name}\n({FIXED[name]})", xlabel=name, ylim=(5, 1e5))
        ticks = grows[:: 2 if len(grows) > 8 else 1]
        panel.set_xticks(ticks, [str(x) for x in ticks])
        panel.minorticks_off()
    axes[0].set_ylabel("one gradient, µs")
    axes[0].legend(frameon=False, loc="upper left")
    figure.savefig(Path(__file__).resolve().parents[2] / "book" / "growth.svg", metadata={"Date": None})
    print(f"One thread, float64, λ = 0; {machine()}.")


if __name__ == "__main__":
    main()
