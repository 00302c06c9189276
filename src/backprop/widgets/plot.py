"""Plots that move: a matplotlib figure made once, of which only what changes is drawn again, as SVG on kept paper."""

import io
import textwrap
from base64 import b64encode
from functools import cache
from threading import RLock

import matplotlib as mpl
import numpy as np
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.backends.backend_svg import RendererSVG
from matplotlib.figure import Figure
from PIL import Image

from .palette import LINE, TEXT

DOTS = 200  # pixels an inch; a figure is shown at half of that, so that it is sharp on a screen of two pixels a point
POINTS = 72  # the units of an SVG picture, an inch
STYLE = {
    "font.family": "DejaVu Sans", "font.size": 11.5, "axes.spines.top": False, "axes.spines.right": False,
    "axes.edgecolor": LINE, "axes.labelcolor": TEXT, "text.color": TEXT, "xtick.color": TEXT, "ytick.color": TEXT,
    "axes.titlesize": 12, "axes.titlelocation": "left", "lines.linewidth": 2.2, "path.simplify": True,
    "svg.fonttype": "none",
}  # fmt: skip
SPACES = 'xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink"'
FITTED = "display:block;max-width:100%;height:auto"


class Plot:
    """A figure of which one is kept, `Kind.kept()`, as it is slow to make. A subclass makes its axes in
    `setup(figure)`, returns the artists that move, and sets them in `move(numbers)`.

    `size`: width and height in pixels as shown. Axes must not change between pictures: their ticks and labels
    belong to the paper, which is drawn once. `plot(numbers)` is what moves, as SVG to lie on the `paper`;
    `plot.png(numbers)` is both in one, as pixels. One thread at a time draws.
    """

    size = (860, 400)

    @classmethod
    def kept(cls):
        """The one plot of this kind."""
        with MAKING:
            return made(cls)

    def __init__(self):
        self.turn = RLock()
        with mpl.rc_context(STYLE):
            self.figure = Figure(figsize=(self.size[0] / 100, self.size[1] / 100), dpi=DOTS, facecolor="white")
            self.canvas = FigureCanvasAgg(self.figure)
            self.moving = self.setup(self.figure)
            for artist in self.moving:
                artist.set_animated(True)
            self.canvas.draw()
        self._background = self.canvas.copy_from_bbox(self.figure.bbox)
        picture = b64encode(encode(np.asarray(self.canvas.buffer_rgba()))).decode()
        self.paper = f"data:image/png;base64,{picture}"

    def __call__(self, numbers):
        """What moves, at these numbers: SVG of the size of the paper."""
        with self.turn:
            return self._marks(numbers)

    def _marks(self, numbers):
        self.figure.set_dpi(POINTS)
        self.move(numbers)
        width, height = self.figure.get_size_inches() * POINTS
        out = io.StringIO()
        with mpl.rc_context({**STYLE, "svg.hashsalt": type(self).__module__}):
            renderer = RendererSVG(width, height, out)
            for artist in self.moving:
                artist.draw(renderer)
            renderer.finalize()
        marks = out.getvalue().split("</defs>", 1)[1]  # after the head of a file: its metadata and default style
        return (
            f'<svg {SPACES} viewBox="0 0 {width:g} {height:g}" width="{self.size[0]}" height="{self.size[1]}" '
            f'role="img" style="{FITTED}" stroke-linejoin="round">' + marks.strip()
        )

    def png(self, numbers):
        """The picture of these numbers as PNG bytes."""
        return encode(self._pixels(numbers))

    def still(self, numbers, sentence):
        """The picture with a sentence below it, as PNG in the letters of base64."""
        pixels = np.concatenate([self._pixels(numbers), written(sentence, self.size[0] / 100)])
        return b64encode(encode(pixels)).decode()

    def _pixels(self, numbers):
        with self.turn:
            self.figure.set_dpi(DOTS)
            self.move(numbers)
            self.canvas.restore_region(self._background)
            for artist in self.moving:
                artist.axes.draw_artist(artist)
            return np.array(self.canvas.buffer_rgba())


MAKING = RLock()
made = cache(lambda kind: kind())  # kind → its plot


def encode(pixels):
    """PNG bytes of `pixels` (height, width, 4)."""
    out = io.BytesIO()
    Image.fromarray(pixels).convert("RGB").save(out, "png")
    return out.getvalue()


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
