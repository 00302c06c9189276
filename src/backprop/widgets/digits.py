"""The live figure of 11_digits.ipynb, what small batches say of a slope; and `Sheet`, a still of digits."""

import base64
import io
from functools import lru_cache

import matplotlib as mpl
import numpy as np
from matplotlib import figure as mpl_figure

from .. import digits
from ..delta import delta_output
from ..network import forward_rows
from ..training import initial
from . import svg
from .controls import Choice, Steps
from .figure import Figure
from .palette import INK, LINE, QUIET, TEXT
from .plot import DOTS, STYLE
from .text import number, signed

IMAGES, SIZES = 1440, (8, 16, 48, 144, 480)
LEFT, SCALE, TOP = 430, 380, 58  # the axis: the pixel of 0, pixels for 1, and where its line begins


@lru_cache
def deltas():
    """δ⁽³⁾ of the first 1440 training images, in the network of the notebook before its first step: (1440, 10)."""
    X, Y, _, _ = digits.data()
    A, _ = forward_rows(X[:IMAGES], *initial((64, 64, 10), seed=0))
    return delta_output(A[3], Y[:IMAGES])


def compute(size, digit, shuffle):
    """∂J_m/∂b⁽²⁾ of one output for each batch, after the images have been shuffled so often, and over all images."""
    order, rng = np.arange(IMAGES), np.random.default_rng(0)
    for _ in range(shuffle):
        order = rng.permutation(order)
    batches = deltas()[order, digit].reshape(-1, size).mean(axis=1)  # (5.7), the mean as in (8.11)
    return {
        "size": size, "digit": digit, "batches": batches, "whole": float(deltas()[:, digit].mean()),
        "spread": float(np.std(batches)),
    }  # fmt: skip


def say(n):
    """What the picture shows, in words."""
    many, low, high = len(n["batches"]), n["batches"].min(), n["batches"].max()
    return (
        f"Is it a {n['digit']}? {many} batches of {n['size']} images give the bias of this answer slopes from "
        f"{signed(low, 3)} to {signed(high, 3)}, typically {number(n['spread'], 3)} off their mean. "
        f"That is {signed(n['whole'], 3)}, the slope over all {IMAGES} images. "
        f"A step by one batch costs 1/{many} of a step by all."
    )


def draw(n):
    """A stroke for each batch on an axis from −1 to 1, a long one for the mean, and the spread below."""
    at = lambda value: LEFT + SCALE * value
    middle, foot = at(n["whole"]), TOP + 92
    slope = f"∂J_{{m}}/∂b^{{(2)}}_{{{n['digit'] + 1}}}"
    parts = [
        svg.text(10, 22, f"is it a {n['digit']}?   {slope} of each batch", 16, INK["W"], "start"),
        svg.text(850, 22, f"batches of {n['size']}", 16, TEXT, "end"),
        svg.line(at(-1), foot, at(1), foot, LINE, 1.5),
    ]  # fmt: skip
    for tick in (-1, -0.5, 0, 0.5, 1):
        words = signed(tick, 1) if tick else "0"
        parts.append(svg.line(at(tick), foot, at(tick), foot + 8, LINE, 1.5))
        parts.append(svg.text(at(tick), foot + 22, words, 15, QUIET))
    parts += [svg.line(at(v), foot - 46, at(v), foot, INK["W"], 1) for v in n["batches"]]
    low, high = at(n["whole"] - n["spread"]), at(n["whole"] + n["spread"])
    return svg.picture(
        svg.WIDTH, foot + 76,
        *parts,
        svg.line(middle, foot - 66, middle, foot, INK["delta"], 4),
        svg.text(middle, foot - 80, f"all: {signed(n['whole'], 3)}", 15, INK["delta"], weight="bold"),
        svg.line(low, foot + 44, high, foot + 44, TEXT, 5),
        svg.text((low + high) / 2, foot + 60, f"typical distance {number(n['spread'], 3)}", 15),
    )  # fmt: skip


figure = Figure(
    about="The slope that each small batch gives for one bias, beside the slope over all images",
    controls={
        "size": Choice("batch size", 16, SIZES, 50),
        "digit": Steps("digit", 3, 9),
        "shuffle": Steps("shuffle", 1, 9),
    },
    rows=(("size",), ("digit", "shuffle")),
    compute=compute, say=say, view=draw,
)  # fmt: skip


class Sheet:
    """A still of 8 × 8 pictures, each with its caption: `X` (N, 64), grey values from 0 to 1; `sentence` says what
    they are."""

    ROW = 10  # pictures in a row

    def __init__(self, X, captions, sentence):
        self.pictures, self.captions, self.sentence = np.asarray(X).reshape(-1, 8, 8), list(captions), sentence

    def __repr__(self):
        return self.sentence

    def png(self):
        """The pictures as PNG bytes."""
        rows = max(1, -(-len(self.pictures) // self.ROW))
        height = 1.25 * rows
        with mpl.rc_context(STYLE):
            figure = mpl_figure.Figure(figsize=(svg.WIDTH / 100, height), dpi=DOTS, facecolor="white")
            for k, (picture, caption) in enumerate(zip(self.pictures, self.captions, strict=True)):
                row, column = divmod(k, self.ROW)
                place = 0.003 + column / self.ROW, 1 - (1.25 * row + 0.78) / height, 0.085, 0.73 / height
                axes = figure.add_axes(place)
                axes.imshow(picture, cmap="gray_r", vmin=0, vmax=1)
                axes.set(xticks=[], yticks=[])
                axes.spines[:].set(visible=True, color=LINE)
                axes.set_xlabel(caption, fontsize=11, labelpad=3)
            out = io.BytesIO()
            figure.savefig(out, metadata={"Software": None})
        return out.getvalue()

    def _repr_mimebundle_(self, **options):
        about = {"alt": self.sentence, "width": svg.WIDTH}
        picture = base64.b64encode(self.png()).decode()
        return {"image/png": picture, "text/plain": self.sentence}, {"image/png": about}
