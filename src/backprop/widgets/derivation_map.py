"""The map of the derivation: the forward pass, the way back under it, and the step of one notebook lit."""

from ..course import NOTEBOOKS
from . import svg
from .palette import FILL, INK, LINE, PAPER, QUIET, TEXT, tint

# What each notebook lights, and a sentence; notebook 00 shows the whole map, with nothing lit.
STEPS = {notebook.stem: (notebook.lights, notebook.lit) for notebook in NOTEBOOKS if notebook.lights} | {
    "start": ("", "Forward along the upper row, then back along the lower one.")
}

FORWARD, BACK, BRANCH = 62, 170, 262  # the heights of the three rows
PLACES = {  # name: x, y, symbol, colour
    "x": (60, FORWARD, "x = a^{(1)}", "a"), "z2": (208, FORWARD, "z^{(2)}", "phi"),
    "a2": (344, FORWARD, "a^{(2)}", "a"),
    "z3": (492, FORWARD, "z^{(3)}", "phi"), "a3": (628, FORWARD, "a^{(3)}", "a"), "J": (776, FORWARD, "Ĵ", "y"),
    "delta2": (208, BACK, "δ^{(2)}", "delta"), "eta2": (344, BACK, "η^{(2)}", "eta"),
    "delta3": (492, BACK, "δ^{(3)}", "delta"), "eta3": (628, BACK, "η^{(3)}", "eta"),
    "dW1": (208, BRANCH, "∂Ĵ/∂W^{(1)},  ∂Ĵ/∂b^{(1)}", "W"), "dW2": (492, BRANCH, "∂Ĵ/∂W^{(2)},  ∂Ĵ/∂b^{(2)}", "W"),
}  # fmt: skip
ARROWS = [  # from, to, what happens on the way
    ("x", "z2", "W^{(1)}, b^{(1)}"), ("z2", "a2", "φ"), ("a2", "z3", "W^{(2)}, b^{(2)}"),
    ("z3", "a3", "φ"), ("a3", "J", "y"),
    ("J", "eta3", ""), ("eta3", "delta3", "· φ′(z^{(3)})"), ("delta3", "eta2", "W^{(2)}\u2009ᵀ"),
    ("eta2", "delta2", "· φ′(z^{(2)})"), ("delta3", "dW2", "a^{(2)}\u2009ᵀ"), ("delta2", "dW1", "a^{(1)}\u2009ᵀ"),
]  # fmt: skip
HALF = {"x": 46, "dW1": 96, "dW2": 96}  # half widths; 30 where nothing is said


def draw(step):
    """The map as an SVG diagram, with the places of `step` lit."""
    lit, sentence = STEPS[step][0].split(), STEPS[step][1]
    parts = [
        svg.text(10, 18, "forward", 14, QUIET, "start"),
        svg.text(840, BACK, "back", 14, QUIET, "end"),
    ]
    for start, end, words in ARROWS:
        (x1, y1), (x2, y2) = PLACES[start][:2], PLACES[end][:2]
        on = end in lit
        ink, thickness = (TEXT, 2.5) if on else (QUIET, 1.3)
        if start == "J":
            parts += [svg.line(x1, y1 + 22, x1, y2, ink, thickness), svg.arrow(x1, y2, x2 + 34, y2, ink, thickness)]
        elif y1 == y2:
            side = 1 if x2 > x1 else -1
            parts.append(
                svg.arrow(x1 + side * HALF.get(start, 30) + side * 3, y1, x2 - side * 34, y2, ink, thickness)
                + svg.text((x1 + x2) / 2 + side * (HALF.get(start, 30) - 30) / 2, y1 - 16, words, 15, ink)
            )
        else:
            parts += [
                svg.arrow(x1, y1 + 23, x2, y2 - 23, ink, thickness), svg.text(x1 + 26, (y1 + y2) / 2, words, 15, ink)
            ]  # fmt: skip
    for name, (x, y, words, colour) in PLACES.items():
        on, half = name in lit, HALF.get(name, 30)
        parts.append(
            svg.rect(
                x - half, y - 20, 2 * half, 40, tint(FILL[colour], 0.4) if on else PAPER,
                INK[colour] if on else LINE, 3 if on else 1.2, 20,
            )
            + svg.text(x, y, words, 17, TEXT, weight="bold" if on else "normal")
        )  # fmt: skip
    return svg.titled(svg.picture(svg.WIDTH, 296, *parts), "Map of the derivation. " + sentence)


class Map:
    """A still picture of the map, with its sentence as text."""

    def __init__(self, step):
        self.step = step

    def __repr__(self):
        return "Map of the derivation. " + STEPS[self.step][1]

    def _repr_mimebundle_(self, **options):
        about = {"alt": repr(self), "width": svg.WIDTH}
        return {"image/svg+xml": draw(self.step), "text/plain": repr(self)}, {"image/svg+xml": about}


def show(step):
    """The map with the step of one notebook lit, by the notebook's stem: `show("eta")`."""
    if step not in STEPS:
        raise ValueError(f"step must be one of {', '.join(STEPS)}, as course.py lists them; got {step!r}")
    return Map(step)
