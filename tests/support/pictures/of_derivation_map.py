"""The map of the derivation: forward along the upper row, back under it, to the weights below; one step lit."""

import re
from unicodedata import digit

import numpy as np

import room
from backprop.course import NOTEBOOKS
from backprop.widgets.palette import LINE, PAPER
from diagram import hue

NAMES = {"x": "x = a^{(1)}", "J": "Ĵ", "dW1": "∂Ĵ/∂W^{(1)},  ∂Ĵ/∂b^{(1)}", "dW2": "∂Ĵ/∂W^{(2)},  ∂Ĵ/∂b^{(2)}"}
NAMES |= {f"{name}{l}": f"{symbol}^{{({l})}}" for l in (2, 3) for name, symbol in
          (("z", "z"), ("a", "a"), ("eta", "η"), ("delta", "δ"))}  # fmt: skip
INK = {"x": "a", "z": "phi", "a": "a", "J": "y", "eta": "eta", "delta": "delta", "dW": "W"}
ARROWS = {  # from, to: what is done on the way
    ("x", "z2"): "W^{(1)}, b^{(1)}", ("z2", "a2"): "φ", ("a2", "z3"): "W^{(2)}, b^{(2)}", ("z3", "a3"): "φ",
    ("a3", "J"): "y", ("eta3", "delta3"): "· φ′(z^{(3)})", ("delta3", "eta2"): "W^{(2)}\u2009ᵀ",
    ("eta2", "delta2"): "· φ′(z^{(2)})", ("delta3", "dW2"): "a^{(2)}\u2009ᵀ", ("delta2", "dW1"): "a^{(1)}\u2009ᵀ",
}  # fmt: skip
LIT = {one.stem: one.lights for one in NOTEBOOKS if one.lights} | {"start": ""}
SAID = {one.stem: one.lit for one in NOTEBOOKS}
LEFT = re.compile("(z|a|η|δ|∂Ĵ/∂W)([¹²³])(?= = )")  # what a sentence computes


def of_step(step, d):
    """What course.py lights is drawn lit and nothing else; what its sentence computes is among it."""
    lit, places = LIT[step].split(), {}
    computed = {f"{symbol}^{{({digit(layer)})}}" for symbol, layer in LEFT.findall(SAID.get(step, ""))}
    assert computed <= {NAMES[name].split(",")[0] for name in lit}, (step, computed)
    for name, words in NAMES.items():
        text = d.take(words, "text", name in lit)
        box = places[name] = d.grounds[text]
        ink = INK[name.rstrip("123")]
        assert (hue(box.fill), hue(box.stroke)) == ((ink, ink) if name in lit else (None, None)), name
        assert name in lit or (box.fill, box.stroke) == (PAPER, LINE)
        assert (box.width > 2) is (name in lit) and abs(box.middle[0] - text.x) < 0.1
    rows(d, places)
    drawn = {d.ends(line, list(places.values())): line for line in d.of("line")}
    lines = np.array([edge for line in d.of("line") for edge in room.segments(line)])
    assert not room.crossed(np.add([box.box for box in places.values()], [1, 1, -1, -1]), lines).any()
    for (one, other), words in ARROWS.items():
        on = other in lit
        arrow = drawn.pop((places[one], places[other]))
        label = d.take(words, "text" if on else "quiet", where=lambda t, arrow=arrow: beside(t, arrow))
        assert arrow.head and arrow.stroke == label.ink and (arrow.width > 2) is on
    down, back = drawn.values()
    assert down.points[1] == back.points[0] and not down.head and back.head
    assert d.ends(down, list(places.values()))[0] is places["J"]
    assert d.ends(back, list(places.values()))[1] is places["eta3"]
    assert {line.width > 2 for line in drawn.values()} == {"eta3" in lit}
    d.done()


def rows(d, places):
    """Forward runs right in the upper row, back runs left in the second, below the same layers."""
    middle = {name: box.middle for name, box in places.items()}
    forward, back = ("x", "z2", "a2", "z3", "a3", "J"), ("eta3", "delta3", "eta2", "delta2")
    assert [middle[name][0] for name in forward] == sorted(middle[name][0] for name in forward)
    assert len({middle[name][1] for name in forward}) == len({middle[name][1] for name in back}) == 1
    for upper, lower in (("a3", "eta3"), ("z3", "delta3"), ("a2", "eta2"), ("z2", "delta2"), ("delta3", "dW2"),
                         ("delta2", "dW1")):  # fmt: skip
        assert middle[upper][0] == middle[lower][0] and middle[upper][1] < middle[lower][1]
    assert d.take("forward", "quiet").y < middle["x"][1] - 20 and d.take("back", "quiet").y == middle["eta3"][1]


def beside(text, arrow):
    """Whether a text stands next to the middle of an arrow."""
    x, y = arrow.middle
    return abs(text.x - x) < 40 and abs(text.y - y) < 24
