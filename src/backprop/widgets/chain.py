"""A chain of single numbers, of 00: its values forward, its slopes back, along one path or along two."""

import numpy as np

from ..derivatives import complex_step
from ..network import sigmoid, sigmoid_slope
from . import svg
from .palette import FILL, INK, LINE, PAPER, QUIET, TEXT, tint
from .text import number, signed

INPUT, W, SECOND = 2.0, 2.0, 4.0  # the input, the weight to the first answer and the one to the second
BIAS, SECOND_BIAS = -1.0, -2.0  # BIAS belongs to the hidden unit and to the first answer
FORWARD = ("r", "g", "t", "v", "f")
BACK = ("v", "t", "w", "g", "r", "u")  # whose slope each step back finds
LAST = len(FORWARD) + len(BACK)
MADE = {"r": "2u − 1", "g": "φ(r)", "t": "w g − 1", "v": "φ(t)", "f": "−log v",
        "T": "4 g − 2", "V": "φ(T)", "F": "−log(1 − V)"}  # fmt: skip


def compute(u, answers, step):
    """Every number of the chain, `local` slopes of its links, and the `slope` of how wrong it is along each."""
    value = {"r": INPUT * u + BIAS}
    value["g"] = float(sigmoid(value["r"]))
    value["t"], value["T"] = W * value["g"] + BIAS, SECOND * value["g"] + SECOND_BIAS
    value["v"], value["V"] = float(sigmoid(value["t"])), float(sigmoid(value["T"]))
    value["f"], value["F"] = float(-np.log(value["v"])), float(-np.log(1 - value["V"]))
    local = {
        "v": -1 / value["v"], "t": float(sigmoid_slope(value["t"])), "g": W, "w": value["g"],
        "V": 1 / (1 - value["V"]), "T": float(sigmoid_slope(value["T"])), "G": SECOND,
        "r": float(sigmoid_slope(value["r"])), "u": INPUT,
    }  # fmt: skip
    slope = {"v": local["v"], "V": local["V"]}
    slope["t"], slope["T"] = slope["v"] * local["t"], slope["V"] * local["T"]
    slope["w"] = slope["t"] * local["w"]
    slope["g"] = slope["t"] * local["g"] + (slope["T"] * local["G"] if answers == 2 else 0.0)
    slope["r"] = slope["g"] * local["r"]
    slope["u"] = slope["r"] * local["u"]
    return {"u": u, "answers": answers, "step": step, "value": value, "local": local, "slope": slope,
            "measured": measured(u, answers)}  # fmt: skip


def measured(u, answers):
    """The slope at u by the complex step: the whole chain as one function."""

    def wrong(u):
        g = 1 / (1 + np.exp(-(INPUT * u[0] + BIAS)))
        first = np.log(1 + np.exp(-(W * g + BIAS)))
        return first + (np.log(1 + np.exp(SECOND * g + SECOND_BIAS)) if answers == 2 else 0.0)

    return float(complex_step(wrong, [u])[0])


def say(n):
    """What the picture shows, in words."""
    way = f"Step {n['step']} of {LAST}, " + ("forward: " if n["step"] <= len(FORWARD) else "back: ")
    if n["step"] <= len(FORWARD):
        name = FORWARD[n["step"] - 1]
        said = [f"{one} = {MADE[one]} = {number(n['value'][one], 3)}" for one in row(name, n)]
        return way + ", ".join(said) + "."
    name, total = BACK[n["step"] - len(FORWARD) - 1], "C" if n["answers"] == 2 else "f"
    said = [f"∂{total}/∂{one} = {product(one, n)} = {signed(n['slope'][one], 3)}" for one in row(name, n)]
    end = f". Measured without the chain rule: {signed(n['measured'], 3)}" if name == "u" else ""
    return way + ", ".join(said) + end + "."


def row(name, n):
    """The numbers of one column: of the second answer too if there is one, where the column has it."""
    return (name, name.upper()) if n["answers"] == 2 and name.upper() in n["value"] else (name,)


def product(name, n):
    """What the slope of a number is made of."""
    local, slope = n["local"], n["slope"]
    if name in "vV":
        return {"v": "−1/v", "V": "1/(1 − V)"}[name]
    above = {"t": "v", "T": "V", "w": "t", "g": "t", "r": "g", "u": "r"}[name]
    words = f"({signed(slope[above], 3)})({signed(local[name], 3)})"
    if name == "g" and n["answers"] == 2:
        words += f" + ({signed(slope['T'], 3)})({signed(local['G'], 3)})"
    return words


WIDE, HIGH = 92, 62
TOP, LOW = 120, 272  # the heights of the two rows
PLACES = {"r": (196, TOP), "g": (344, TOP), "t": (500, TOP), "v": (656, TOP), "f": (808, TOP),
          "T": (500, LOW), "V": (656, LOW), "F": (808, LOW)}  # fmt: skip
START = (44, TOP)
LINKS = (("r", "g", "r"), ("t", "v", "t"), ("v", "f", "v"), ("g", "t", "g"), ("T", "V", "T"), ("V", "F", "V"))


def draw(n):
    """From left to right: in each box a value and its slope, on each way back what slopes are multiplied by."""
    known = {one for name in FORWARD[: n["step"]] for one in row(name, n)}
    found = {one for name in BACK[: max(n["step"] - len(FORWARD), 0)] for one in row(name, n)}
    new = [*FORWARD, *BACK][n["step"] - 1]
    boxes = [name for name in PLACES if n["answers"] == 2 or name.islower()]
    parts = [_input()]
    parts += [_box(n, name, known, found, new) for name in boxes]
    for left, right, name in LINKS:
        if right in boxes:
            parts.append(_link(PLACES[left][0] + WIDE / 2, PLACES[right][0] - WIDE / 2, PLACES[right][1],
                               n["local"][name] if name in found else None))  # fmt: skip
    if n["answers"] == 2:
        parts.append(_second(n, "g" in found))
    parts += [_weight(n, name, found, new) for name in ("u", "w")]
    key = "in a box a number, and below it its slope; on a way back what the slope is multiplied by"
    return svg.picture(svg.WIDTH, 350, *parts, svg.text(430, 330, key, 14, QUIET))


def _input():
    (x, y), r = START, 27
    circle = svg.circle(x, y, r, PAPER, INK["a"], 2) + svg.text(x, y, number(INPUT, 0), 17, INK["a"])
    return circle + _link(x + r, PLACES["r"][0] - WIDE / 2, y, None)


def _box(n, name, known, found, new):
    (x, y), on, back = PLACES[name], name.lower() == new, name in found
    fill = tint(FILL["delta" if back else "a"], 0.35) if on else PAPER
    parts = [
        svg.rect(x - WIDE / 2, y - HIGH / 2, WIDE, HIGH, fill, TEXT if on else LINE, 2.5 if on else 1.2, 8),
        svg.text(x, y - 14, f"{name} = {number(n['value'][name], 3)}" if name in known else name, 15, TEXT),
        svg.text(x, y - HIGH / 2 - 14, MADE[name], 14, QUIET),
    ]
    if back:
        ink = TEXT if on else INK["delta"]
        parts.append(svg.text(x, y + 14, signed(n["slope"][name], 3), 15, ink, weight="bold"))
    return "".join(parts)


def _weight(n, name, found, new):
    """A weight above its link, and above it its slope."""
    x, value = {"u": (111, n["u"]), "w": (422, W)}[name]
    parts = [svg.text(x, TOP - 45, f"{name} = {number(value)}", 15, INK["W"])]
    if name in found:
        fill, above = tint(FILL["W"], 0.4) if name == new else PAPER, {"u": "r", "w": "t"}[name]
        words = f"{signed(n['slope'][above], 3)} · {number(n['local'][name], 3)} = {signed(n['slope'][name], 3)}"
        parts.append(svg.rect(x - 100, TOP - 92, 200, 28, fill, INK["W"], 1.5, 4))
        parts.append(svg.text(x, TOP - 78, words, 15, TEXT))
    return "".join(parts)


def _link(left, right, y, local):
    """The way forward; below it the way back with its slope, once it has been gone."""
    parts = [svg.arrow(left, y - 13, right, y - 13, TEXT, 1.5)]
    if local is not None:
        parts.append(svg.arrow(right, y + 6, left, y + 6, INK["delta"], 2.2))
        parts.append(svg.text((left + right) / 2, y + 22, f"· {signed(local)}", 14, INK["delta"]))
    return "".join(parts)


def _second(n, back):
    """The way from the hidden unit to the second answer."""
    (x1, y1), (x2, y2) = PLACES["g"], PLACES["T"]
    low, left = y1 + HIGH / 2, x2 - WIDE / 2
    parts = [svg.arrow(x1 - 14, low, left, y2 - 2, TEXT, 1.5),
             svg.text(x1 - 2, y2 - 42, f"weight {number(SECOND, 0)}", 15, INK["W"])]  # fmt: skip
    if back:
        parts.append(svg.arrow(left, y2 - 22, x1 + 14, low, INK["delta"], 2.2))
        parts.append(svg.text(left - 8, y2 - 68, f"· {signed(n['local']['G'])}", 14, INK["delta"]))
    return "".join(parts)
