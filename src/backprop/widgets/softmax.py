"""The live figure of 14_softmax.ipynb: three logits, the answers that share one whole, the Jacobian, and δ."""

import numpy as np

from ..softmax import delta_softmax, jacobian, softmax
from . import svg
from .controls import Choice, Slider
from .figure import Figure
from .palette import FILL, INK, QUIET, TEXT, tint
from .text import low, number, signed

K = 3
CELL, TOP = (84, 44), 78  # a cell of every column, and the height of their first rows
BAR = 110  # pixels of the answer 1
Z, A, BARS, Y, ETA, JACOBIAN = 40, 140, 234, 350, 476, 592  # the left ends of the columns


def compute(z1, z2, z3, target):
    """Softmax of three logits, its Jacobian, η and δ for a one-hot target."""
    z, y = np.array([z1, z2, z3]), np.eye(K)[target - 1]
    a = softmax(z)
    return {"z": z, "target": target, "y": y, "a": a, "eta": -y / a + 0.0, "jacobian": jacobian(a),
            "delta": delta_softmax(a, y)}  # fmt: skip


def say(n):
    """What the picture shows, in words."""
    k = n["target"] - 1
    listed = lambda values, plus=True: "(" + ", ".join(number(v, 3, plus) for v in values) + ")"
    return (
        f"The answers a⁽³⁾ = {listed(n['a'], False)} add up to one; right is answer {k + 1}. η⁽³⁾{low(k + 1)} = "
        f"{signed(n['eta'][k])} times row {k + 1} of the Jacobian, {listed(n['jacobian'][k])}, is δ⁽³⁾ = "
        f"{listed(n['delta'])}, and so is a⁽³⁾ − y."
    )


def draw(n):
    """Left the logits, the answers and the target, right η beside the Jacobian with δ below it."""
    return svg.picture(svg.WIDTH, 332, _answers(n), _way_back(n))


def _answers(n):
    """The columns z, a and y, and between the last two a bar for each answer."""
    on, middle = n["target"] - 1, lambda row: TOP + CELL[1] * (row + 0.5)
    parts = [svg.text(20, middle(row), str(row + 1), 15, QUIET) for row in range(K)]
    columns = (
        (Z, "z^{(3)}", "phi", [signed(v, 1) for v in n["z"]]), (A, "a^{(3)}", "a", [number(v, 3) for v in n["a"]]),
        (Y, "y", "y", [number(v, 0) for v in n["y"]]),
    )  # fmt: skip
    for left, head, colour, words in columns:
        parts += [
            svg.text(left + CELL[0] / 2, TOP - 22, head, 18, INK[colour], weight="bold"),
            svg.grid(left, TOP, [[one] for one in words], CELL, INK[colour],
                     lambda row, _, colour=colour: colour == "y" and row == on, tint(FILL[colour], 0.3)),
        ]  # fmt: skip
    for row, share in enumerate(n["a"]):
        parts.append(svg.rect(BARS, middle(row) - 10, BAR * share, 20, FILL["a"]))
    words = "softmax: in proportion to e^{z}, adding up to 1"
    parts.append(svg.text(20, TOP + 3 * CELL[1] + 28, words, 15, TEXT, "start"))
    return "".join(parts)


def _way_back(n):
    """η as a column, the Jacobian with the row that counts lit, δ as a row below its columns."""
    on, below = n["target"] - 1, TOP + 3 * CELL[1] + 36
    column = [[signed(v)] for v in n["eta"]]
    rows = [[signed(v, 3) for v in row] for row in n["jacobian"]]
    return "".join([
        svg.text(ETA + CELL[0] / 2, TOP - 22, "η^{(3)}", 18, INK["eta"], weight="bold"),
        svg.text(JACOBIAN + 1.5 * CELL[0], TOP - 46, "Jacobian", 16, INK["phi"], weight="bold"),
        svg.text(JACOBIAN + 1.5 * CELL[0], TOP - 22, "row γ, column α:  ∂a_{γ}/∂z_{α}", 15, INK["phi"]),
        svg.grid(ETA, TOP, column, CELL, INK["eta"], lambda row, _: row == on, tint(FILL["eta"], 0.3)),
        svg.grid(JACOBIAN, TOP, rows, CELL, INK["phi"], lambda row, _: row == on, tint(FILL["phi"], 0.3)),
        svg.text(JACOBIAN - 18, below + CELL[1] / 2, "δ^{(3)}", 18, INK["delta"], "end", "bold"),
        svg.grid(JACOBIAN, below, [[signed(v, 3) for v in n["delta"]]], CELL, INK["delta"], lambda *_: True,
                 tint(FILL["delta"], 0.2)),
        svg.text(JACOBIAN + 3 * CELL[0], below + CELL[1] + 22, "column by column, Σ_{γ} η_{γ} ∂a_{γ}/∂z_{α}", 15,
                 TEXT, "end"),
    ])  # fmt: skip


HALVES = [k / 2 for k in range(-6, 7)]
figure = Figure(
    about="Three logits, their softmax, its Jacobian, and δ for a one-hot target",
    controls={
        **{f"z{k}": Slider(f"logit z{low(k)}", first, -3.0, 3.0, 0.1, 1, offered=HALVES)
           for k, first in ((1, 2.0), (2, 1.0), (3, -1.0))},
        "target": Choice("target: right is", 2, (1, 2, 3)),
    },
    rows=(("z1", "z2"), ("z3", "target")),
    compute=compute, say=say, view=draw,
)  # fmt: skip
