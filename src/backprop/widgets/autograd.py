"""The live figure of 15_autograd.ipynb: the graph of a loss at one point, walked forward and back, node by node."""

from functools import lru_cache

import numpy as np

from .. import toy
from ..autograd import Node, order
from ..delta import delta
from ..eta import eta_output
from ..loss import example_loss
from ..network import sigmoid
from ..outer import bias_gradient, weight_gradient
from ..pullback import eta_below
from . import svg
from .controls import Index, Steps
from .figure import Figure
from .palette import FILL, INK, LINE, PAPER, QUIET, TEXT, tint
from .text import layers, signed

X, Y = toy.data()
W, B = toy.network()
DECAY = 0.1  # λ
FORMULAS = {  # how the value of each node is computed
    "r": "r = ½λ‖W⁽²⁾‖²", "z2": "z⁽²⁾ = W⁽¹⁾ x + b⁽¹⁾", "a2": "a⁽²⁾ = φ(z⁽²⁾)", "z3": "z⁽³⁾ = W⁽²⁾ a⁽²⁾ + b⁽²⁾",
    "a3": "a⁽³⁾ = φ(z⁽³⁾)",
    "J_hat": "Ĵ of a⁽³⁾ and y", "E": "E = Ĵ + r",
}  # fmt: skip
RULES = {  # what each node sends to those that it was computed from
    "E": "1 goes to Ĵ and to r as it is", "J_hat": "η⁽³⁾ = −y/a⁽³⁾ + (1 − y)/(1 − a⁽³⁾) goes to a⁽³⁾",
    "a3": "δ⁽³⁾ = η⁽³⁾ · φ′(z⁽³⁾) goes to z⁽³⁾", "z3": "δ⁽³⁾ a⁽²⁾ᵀ goes to W⁽²⁾, W⁽²⁾ᵀ δ⁽³⁾ to a⁽²⁾, δ⁽³⁾ to b⁽²⁾",
    "a2": "δ⁽²⁾ = η⁽²⁾ · φ′(z⁽²⁾) goes to z⁽²⁾", "z2": "δ⁽²⁾ xᵀ goes to W⁽¹⁾, W⁽¹⁾ᵀ δ⁽²⁾ to x, δ⁽²⁾ to b⁽¹⁾",
    "r": "λW⁽²⁾ goes to W⁽²⁾",
}  # fmt: skip


def _layer(W, a, b):
    """z = W a + b as one node, with the three moves that lead back from it."""
    return Node(W.value @ a.value + b.value, (
        (W, lambda back: weight_gradient(back, a.value)), (a, lambda back: eta_below(W.value, back)),
        (b, bias_gradient),
    ))  # fmt: skip


def _units(z):
    return Node(sigmoid(z.value), ((z, lambda back: delta(back, z.value)),))


def graph(x, y):
    """The nodes of E = Ĵ + r, with r = ½λ‖W²‖², for one example, by name; their rules are the steps of the course."""
    n = {"x": Node(x), "W1": Node(W[1]), "b1": Node(B[1]), "W2": Node(W[2]), "b2": Node(B[2])}
    n["z2"] = _layer(n["W1"], n["x"], n["b1"])
    n["a2"] = _units(n["z2"])
    n["z3"] = _layer(n["W2"], n["a2"], n["b2"])
    n["a3"] = _units(n["z3"])
    n["J_hat"] = Node(example_loss(n["a3"].value, y), ((n["a3"], lambda back: back * eta_output(n["a3"].value, y)),))
    n["r"] = Node(DECAY / 2 * np.sum(W[2] ** 2), ((n["W2"], lambda back: back * DECAY * W[2]),))
    n["E"] = Node(n["J_hat"].value + n["r"].value, ((n["J_hat"], lambda back: back), (n["r"], lambda back: back)))
    return n


@lru_cache
def walk(point):
    """The values of all nodes; and step by step the way, the node, and every sensitivity that has arrived by then."""
    nodes = graph(X[point - 1], Y[point - 1])
    name = {node: word for word, node in nodes.items()}
    computed = [node for node in order(nodes["E"]) if node.parents]
    steps = [("forward", name[node], {}) for node in computed]
    back = {"E": np.ones(())}
    for node in reversed(computed):
        for parent, rule in node.parents:
            back[name[parent]] = back.get(name[parent], 0) + rule(back[name[node]])
        steps.append(("back", name[node], dict(back)))
    return {word: node.value for word, node in nodes.items()}, steps


def compute(point, step):
    """The values that are known after so many steps, the sensitivities that have arrived, and this step's node."""
    values, steps = walk(point)
    way, node, back = steps[step - 1]
    known = {"x", "W1", "b1", "W2", "b2", *(name for _, name, _ in steps[:step])}
    return {
        "point": point, "step": step, "steps": len(steps), "way": way, "node": node, "back": back,
        "values": {name: value for name, value in values.items() if name in known},
    }  # fmt: skip


def say(n):
    """What the picture shows, in words."""
    node, start = n["node"], f"Point {n['point']}, step {n['step']} of {n['steps']}, {n['way']}: "
    if n["way"] == "forward":
        return f"{start}{FORMULAS[node]}: {_listed(n['values'][node])}."
    words = f"{start}∂E/∂{symbol(node, n)} = {_listed(n['back'][node])} is complete, and {RULES[node]}."
    entry = signed(n["back"]["W2"][0, 0]) if "W2" in n["back"] else ""
    if node in ("z3", "a2", "z2"):
        words += f" W⁽²⁾ has two readers and has heard from one: ∂E/∂W⁽²⁾₁₁ = {entry} so far."
    return words + (f" W⁽²⁾ has heard from both: ∂E/∂W⁽²⁾₁₁ = {entry}." if node == "r" else "")


def _listed(values):
    texts = [signed(v) for v in np.ravel(values)]
    return texts[0] if len(texts) == 1 else f"({', '.join(texts)})"


PLACES = {  # name: the middle of its box, the symbol, the colours of its value and of its sensitivity
    "x": (56, 200, "x", "a", "eta"), "W1": (181, 68, "W^{(1)}_{11}", "W", "W"), "b1": (181, 350, "b^{(1)}", "W", "W"),
    "z2": (181, 200, "z^{(2)}", "phi", "delta"), "a2": (305, 200, "a^{(2)}", "a", "eta"),
    "W2": (430, 68, "W^{(2)}_{11}", "W", "W"), "b2": (430, 350, "b^{(2)}", "W", "W"),
    "z3": (430, 200, "z^{(3)}", "phi", "delta"), "a3": (554, 200, "a^{(3)}", "a", "eta"),
    "J_hat": (679, 200, "Ĵ", "y", "y"), "r": (679, 68, "r", "y", "y"), "E": (804, 200, "E", "y", "y"),
}  # fmt: skip
ROWS = {"x": 2, "b1": 4, "z2": 4, "a2": 4, "b2": 3, "z3": 3, "a3": 3}  # 1 for the others: a number, or one entry
READS = [  # from, to: what was computed from what
    ("x", "z2"), ("W1", "z2"), ("b1", "z2"), ("z2", "a2"), ("a2", "z3"), ("W2", "z3"), ("b2", "z3"), ("z3", "a3"),
    ("a3", "J_hat"), ("W2", "r"), ("r", "E"), ("J_hat", "E"),
]  # fmt: skip
WIDE, HEAD, ROW = 104, 26, 20


def symbol(name, n):
    """A node's name in a sentence."""
    return PLACES[name][2].replace("^{(", "⁽").replace(")}", "⁾").translate(str.maketrans("123", "¹²³"))


def half(name):
    """Half of the height of a node's box."""
    return (HEAD + ROW * ROWS.get(name, 1) + 6) / 2


def draw(n):
    """The graph: a box for each node, an arrow for each reading, and the arrows of this step lit."""
    words = FORMULAS[n["node"]] if n["way"] == "forward" else RULES[n["node"]]
    arrow = "→" if n["way"] == "forward" else "←"
    key = "in each box the value, and right of it ∂E/∂value, as far as it has arrived; of a W its first entry"
    lit = [pair for pair in READS if pair[1] == n["node"]]
    return svg.picture(
        svg.WIDTH, 442,
        svg.text(430, 18, f"{arrow}  {layers(words)}", 17, weight="bold"),
        *(_edge(*pair, n["way"] if pair in lit else "") for pair in sorted(READS, key=lambda pair: pair in lit)),
        *(_box(n, name) for name in PLACES),
        svg.text(430, 426, key, 14, QUIET),
    )  # fmt: skip


def _edge(start, end, way):
    """The arrow from a node to its reader; on the way back it is turned round."""
    (x1, y1), (x2, y2) = PLACES[start][:2], PLACES[end][:2]
    if y1 == y2:
        ends = [x1 + WIDE / 2 + 2, y1, x2 - WIDE / 2 - 2, y2]
    elif x1 == x2:
        down = 1 if y2 > y1 else -1
        ends = [x1, y1 + down * (half(start) + 2), x2, y2 - down * (half(end) + 2)]
    else:  # from r to E
        ends = [x1 + WIDE / 2 + 2, y1 + 10, x2, y2 - half(end) - 2]
    if way == "back":
        ends = ends[2:] + ends[:2]
    ink = {"": LINE, "forward": TEXT, "back": INK["delta"]}[way]
    return svg.arrow(*ends, ink, 3 if way else 1.5, head=11)


def _box(n, name):
    """A node: its symbol, and in each row an entry of its value and of its sensitivity."""
    x, y, words, ink, other = PLACES[name]
    on, height = name == n["node"], 2 * half(name)
    left, top = x - WIDE / 2, y - half(name)
    value, back = (_entries(part.get(name), ROWS.get(name, 1)) for part in (n["values"], n["back"]))
    parts = [
        svg.rect(left, top, WIDE, height, tint(FILL[ink], 0.3) if on else PAPER, INK[ink], 3 if on else 1.2, 6),
        svg.text(x, top + 15, words, 15, TEXT if on else INK[ink], weight="bold"),
    ]
    for k, (own, come) in enumerate(zip(value, back, strict=True)):
        height = top + HEAD + ROW * (k + 0.5)
        for side, words, colour, weight in ((-26, own, ink, "normal"), (26, come, other, "bold")):
            shade = QUIET if words == "·" else TEXT if on else INK[colour]
            parts.append(svg.text(x + side, height, words, 14, shade, weight=weight))
    return "".join(parts)


def _entries(value, rows):
    """The entries that a box shows: dots for what is not known."""
    return ["·"] * rows if value is None else [signed(v) for v in np.ravel(value)[:rows]]


figure = Figure(
    about="The graph of a loss at one point, walked forward and back, with every value and sensitivity",
    controls={"step": Steps("step", 11, 14, 1), "point": Index("point of 60", 1, len(X))},
    rows=(("step", "point"),),
    compute=compute, say=say, view=draw,
)  # fmt: skip
