"""A matrix of weights as small squares: full above 0, empty below."""

import numpy as np

from . import svg
from .palette import INK, PAPER

SIZE = 10  # pixels
KEY = "W: a full square is above 0, an empty one below"


def draw(x, y, l, W, read):
    """W⁽ˡ⁾ from its upper left corner, its name above it; in a frame if it is read."""
    rows, columns = W.shape
    heavy = "bold" if read else "normal"
    parts = [svg.text(x + columns * SIZE / 2, y - 15, f"W^{{({l})}}", 14, INK["W"], weight=heavy)]
    for (i, j), weight in np.ndenumerate(W):
        parts.append(svg.rect(x + j * SIZE, y + i * SIZE, SIZE, SIZE, INK["W"] if weight > 0 else PAPER, INK["W"], 1))
    if read:
        parts.append(svg.rect(x - 3, y - 3, columns * SIZE + 6, rows * SIZE + 6, "none", INK["W"], 2.5))
    return "".join(parts)
