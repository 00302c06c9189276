"""What one update of each live figure costs in the kernel, beside a plain `@interact` with the same content.

`@interact` draws a new matplotlib figure at every move, with as many shapes and words as the figure has. Both are
timed in one interleaved run; the table shows medians and their ratio.

    .venv/bin/python tests/bench/figures_kernel.py
"""

import io
import re
import statistics
import sys
import time
from pathlib import Path

import matplotlib as mpl

mpl.use("agg")

import matplotlib.pyplot as plt
from matplotlib.patches import Circle, Rectangle

sys.path[:0] = [str(Path(__file__).resolve().parents[2] / part) for part in ("tests/support", "tools")]

import report  # noqa: E402
from figures import FIGURES  # noqa: E402

ROUNDS = 15


def redrawn(figure):
    """What a plain `@interact` would do for this figure: a function that draws it anew and makes the PNG."""
    drawn = figure.render()
    if figure.is_plot:

        def draw():
            fresh = figure.view()
            fresh.move(drawn.numbers)
            for artist in fresh.moving:
                artist.set_animated(False)
            fresh.figure.set_dpi(100)
            return fresh.figure

        return draw
    parts = re.findall(r"<(rect|circle|line|polyline|polygon|path|text)\b([^>]*)>", drawn.picture)

    def draw():
        drawing = plt.figure(figsize=(8.6, 4))
        axes = drawing.add_axes((0, 0, 1, 1))
        axes.set(xlim=(0, 860), ylim=(400, 0))
        for kind, attributes in parts:
            at = {k: v for k, v in re.findall(r'([a-z0-9-]+)="([^"]*)"', attributes)}
            if kind == "text":
                axes.text(float(at["x"]), float(at["y"]), "+0.123", fontsize=10)
            elif kind == "rect" and "x" in at:
                axes.add_patch(Rectangle((float(at["x"]), float(at["y"])), 40, 30, fill=False))
            elif kind == "circle":
                axes.add_patch(Circle((float(at["cx"]), float(at["cy"])), float(at["r"]), fill=False))
            else:
                axes.plot([0, 100], [0, 100])
        return drawing

    return draw


def seconds(work):
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def interact(draw):
    """A new figure, drawn and turned into the PNG that the notebook is sent."""
    drawing = draw()
    drawing.savefig(io.BytesIO(), format="png", dpi=100)
    plt.close("all")


def rows():
    for name, figure in FIGURES.items():
        draw, live = redrawn(figure), figure()
        interact(draw)
        ours, theirs = [], []
        for _ in range(ROUNDS):
            ours.append(seconds(live._follow))
            theirs.append(seconds(lambda draw=draw: interact(draw)))
        ours, theirs = statistics.median(ours), statistics.median(theirs)
        kind = "plot" if figure.is_plot else "diagram"
        yield name, kind, 1e3 * ours, 1e3 * theirs, ours / theirs


if __name__ == "__main__":
    print("| figure | kind | kernel, ms | `@interact`, ms | ratio |\n|---|---|---|---|---|")
    most = {"diagram": 0.0, "plot": 0.0}
    for name, kind, ours, theirs, ratio in rows():
        most[kind] = max(most[kind], ratio)
        print(f"| {name} | {kind} | {ours:.1f} | {theirs:.0f} | {ratio:.3f} |")
    report.keep("kernel", **most)
