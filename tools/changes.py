"""What a run of a notebook changes in its stored outputs, to be read: cell, kind, and the words before and after."""

import base64
import difflib
import io
import re

import numpy as np
from PIL import Image

SHOWN = 5  # changes of one output; the others are counted


def outputs(cell):
    """The outputs of a cell by their place and kind."""
    found = {}
    for place, output in enumerate(cell.get("outputs", []), start=1):
        kinds = output.get("data") or {output.get("name", output.output_type): output.get("text", "")}
        found |= {(place, kind): value for kind, value in kinds.items()}
    return found


def words(text):
    """A text in words; of a picture in SVG, each attribute is one."""
    return re.findall(r'[\w:-]+="[^"]*"|[^\s<>]+', text)


def between(old, new):
    """The words that differ, each as it was and as it is."""
    old, new = words(old), words(new)
    steps = difflib.SequenceMatcher(None, old, new, autojunk=False).get_opcodes()
    pairs = [(" ".join(old[i:j]), " ".join(new[k:m])) for kind, i, j, k, m in steps if kind != "equal"]
    shown = [f"{was or 'nothing'} → {now or 'nothing'}" for was, now in sorted(pairs, key=is_attribute)]
    more = f", and {len(shown) - SHOWN} more" if len(shown) > SHOWN else ""
    return ", ".join(shown[:SHOWN]) + more if shown else "spaces alone"


def is_attribute(pair):
    """Whether a difference is one of a picture's lines and places: words and numbers to read come first."""
    return '="' in "".join(pair)


def pixels(old, new):
    """How many points of two pictures differ."""
    old, new = (np.asarray(Image.open(io.BytesIO(base64.b64decode(png))).convert("RGB"), int) for png in (old, new))
    if old.shape != new.shape:
        return f"{old.shape[1]} × {old.shape[0]} → {new.shape[1]} × {new.shape[0]} points"
    return f"{100 * (np.abs(old - new).max(axis=2) > 8).mean():.2f} % of the points"


def between_notebooks(before, after):
    """A line for each output that differs; a PNG is named where no SVG beside it says more."""
    lines, known = [], {cell.source: outputs(cell) for cell in before.cells}
    for number, cell in enumerate(after.cells, start=1):
        old, new = known.get(cell.source, {}), outputs(cell)
        for place, kind in sorted(old.keys() | new.keys()):
            was, now = old.get((place, kind)), new.get((place, kind))
            if was == now or (kind == "image/png" and (place, "image/svg+xml") in new):
                continue
            if was is None or now is None:
                said = "appears" if was is None else "is gone"
            else:
                said = (pixels if kind == "image/png" else between)(was, now)
            lines.append(f"  cell {number}, {kind}: {said}")
    return lines
