"""Handwritten digits as 11_digits.ipynb shows them, as a still."""

import base64
import io

import matplotlib as mpl
import numpy as np
from matplotlib import figure as mpl_figure

from . import svg
from .palette import LINE
from .plot import DOTS, STYLE


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
