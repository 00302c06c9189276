"""Plots that move: a matplotlib figure made once, of which only what changes is drawn again."""

import textwrap

import matplotlib as mpl
import numpy as np
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure

from .palette import LINE, TEXT
from .png import encode

DOTS = 200  # pixels an inch; a figure is shown at half of that, so that it is sharp on a screen of two pixels a point
STYLE = {
    "font.family": "DejaVu Sans", "font.size": 11.5, "axes.spines.top": False, "axes.spines.right": False,
    "axes.edgecolor": LINE, "axes.labelcolor": TEXT, "text.color": TEXT, "xtick.color": TEXT, "ytick.color": TEXT,
    "axes.titlesize": 12, "axes.titlelocation": "left", "lines.linewidth": 2.2, "path.simplify": True,
}  # fmt: skip


class Plot:
    """A kept figure. A subclass makes its axes in `setup(figure)`, returns the artists that move, and sets them in
    `move(numbers)`.

    `size`: width and height in pixels as shown. Axes must not change between pictures: their ticks and labels
    belong to the background, which is drawn once.
    """

    size = (860, 400)

    def __init__(self):
        with mpl.rc_context(STYLE):
            self.figure = Figure(figsize=(self.size[0] / 100, self.size[1] / 100), dpi=DOTS, facecolor="white")
            self.canvas = FigureCanvasAgg(self.figure)
            self.moving = self.setup(self.figure)
            for artist in self.moving:
                artist.set_animated(True)
            self.canvas.draw()
        self._background = self.canvas.copy_from_bbox(self.figure.bbox)

    def png(self, numbers, caption=None):
        """The picture of these numbers as PNG bytes; with `caption`, that sentence below it."""
        self.move(numbers)
        self.canvas.restore_region(self._background)
        for artist in self.moving:
            artist.axes.draw_artist(artist)
        pixels = np.asarray(self.canvas.buffer_rgba())
        return encode(pixels if caption is None else np.concatenate([pixels, written(caption, self.size[0] / 100)]))


def written(sentence, inches):
    """The pixels of a sentence, on a strip as wide as a figure."""
    words = textwrap.wrap(sentence, 105)
    height = 0.24 * len(words) + 0.15
    with mpl.rc_context(STYLE):
        strip = Figure(figsize=(inches, height), dpi=DOTS, facecolor="white")
        canvas = FigureCanvasAgg(strip)
        strip.text(0.02, 1 - 0.06 / height, "\n".join(words), va="top", linespacing=1.5)
        canvas.draw()
    return np.asarray(canvas.buffer_rgba())
