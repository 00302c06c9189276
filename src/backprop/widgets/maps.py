"""Three maps of the plane, of 00 and 10: where a network says yes to each question, and which answers are wrong."""

import numpy as np
from contourpy import contour_generator
from matplotlib.collections import LineCollection
from matplotlib.colors import LinearSegmentedColormap
from matplotlib.patches import PathPatch
from matplotlib.path import Path

from .. import toy
from ..network import forward_rows
from .palette import ERROR, FILL, PAPER, QUIET, TEXT

X, Y = toy.data()
EDGES = np.linspace(-2.2, 2.2, 45)
MIDDLES = (EDGES[:-1] + EDGES[1:]) / 2
GRID = np.array([(x1, x2) for x2 in MIDDLES for x1 in MIDDLES])


def answers(W, b):
    """The answers over the plane, `maps` (3, 44, 44), and which answers to the toy data are `right` (60, 3)."""
    maps = forward_rows(GRID, W, b)[0][3].T.reshape(3, len(MIDDLES), len(MIDDLES))
    return {"maps": maps, "right": (forward_rows(X, W, b)[0][3] > 0.5) == (Y > 0.5)}


class Maps:
    """The maps in a figure `width` × `height` pixels, their lower edge at the share `bottom`; `moving` artists."""

    def __init__(self, figure, width, height, bottom):
        shades = LinearSegmentedColormap.from_list("answer", [PAPER, FILL["a"]])
        self.maps, self.edges, self.rings, self.counts, self.points = [], [], [], [], []
        for k, question in enumerate(toy.QUESTIONS):
            axes = figure.add_axes([0.07 + 0.33 * k, bottom, 0.21, 0.21 * width / height])
            axes.set(xlim=EDGES[[0, -1]], ylim=EDGES[[0, -1]], xticks=[-2, 0, 2], yticks=[-2, 0, 2], xlabel="$x_1$")
            axes.set_title(question, pad=25)
            axes.set_ylabel("$x_2$", rotation=0, labelpad=0)
            blank = np.zeros((len(MIDDLES), len(MIDDLES)))
            self.maps.append(axes.imshow(
                blank, cmap=shades, vmin=0, vmax=1, interpolation="none", origin="lower", aspect="auto",
                extent=[*EDGES[[0, -1]], *EDGES[[0, -1]]], zorder=0,
            ))  # fmt: skip
            self.edges.append(axes.add_collection(LineCollection([], colors=TEXT, linewidths=1.8, zorder=2)))
            self.points += [axes.add_patch(dots(X, TEXT, 6)), axes.add_patch(dots(X[Y[:, k] < 0.5], PAPER, 4))]
            style = {"color": ERROR, "fillstyle": "none", "markersize": 11, "markeredgewidth": 1.8, "zorder": 4}
            self.rings += axes.plot([], [], "o", **style)
            self.counts.append(axes.text(0, 1.03, "", transform=axes.transAxes, color=QUIET, fontsize=11))
        self.moving = [*self.maps, *self.edges, *self.points, *self.rings, *self.counts]

    def move(self, n):
        """Show `n["maps"]`, and a ring around each answer that is not `n["right"]`."""
        for k in range(3):
            self.maps[k].set_array(n["maps"][k])
            self.edges[k].set_segments(contour_generator(MIDDLES, MIDDLES, n["maps"][k]).lines(0.5))
            self.rings[k].set_data(*X[~n["right"][:, k]].T)
            self.counts[k].set_text(f"{n['right'][:, k].sum()} of 60 right")


def dots(places, colour, across):
    """Dots at places (N, 2), `across` points wide: lines of hardly any length with round ends, all in one shape."""
    ends = np.repeat(places, 2, axis=0)
    ends[1::2, 0] += 0.004
    lines = Path(ends, [Path.MOVETO, Path.LINETO] * len(places))
    lines.should_simplify = False
    return PathPatch(lines, edgecolor=colour, linewidth=across, capstyle="round", snap=False, zorder=3)
