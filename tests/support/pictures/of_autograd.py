"""The picture of the tape: a box for each node with its values and its sensitivities, an arrow for each reading."""

import numpy as np

from backprop.widgets.palette import LINE, PAPER
from diagram import hue
from oracles import B, W, X, agree, passes
from oracles import text as said
from pictures import spoken

figure_words = (
    r"Point #, step # of #, (?:forward: .+: (?:#|\(#(?:, #)*\))\.|back: ∂E/∂\S+ = (?:#|\(#(?:, #)*\)) is complete, "
    r"and .+ goes? to .+\.(?: W⁽²⁾ has two readers and has heard from one: ∂E/∂W⁽²⁾ᵢ = # so far\.| W⁽²⁾ has heard "
    r"from both: ∂E/∂W⁽²⁾ᵢ = #\.)?)"
)
DECAY = 0.1
FORWARD = ["r", "z2", "a2", "z3", "a3", "J_hat", "E"]
BACK = ["E", "J_hat", "a3", "z3", "a2", "z2", "r"]
READERS = {  # which nodes read a node
    "x": ["z2"], "W1": ["z2"], "b1": ["z2"], "z2": ["a2"], "a2": ["z3"], "W2": ["z3", "r"], "b2": ["z3"],
    "z3": ["a3"], "a3": ["J_hat"], "J_hat": ["E"], "r": ["E"],
}  # fmt: skip


def values_of(point):
    p = passes(3, point)
    r = DECAY / 2 * sum(w * w for row in W[2] for w in row)
    return {"x": X[point - 1], "W1": W[1], "b1": B[1], "W2": W[2], "b2": B[2], "z2": p.z[2], "a2": p.a[2],
            "z3": p.z[3], "a3": p.a[3], "J_hat": p.loss, "r": r, "E": p.loss + r}  # fmt: skip


def sent(point, reader):
    """What a node sends to those that it reads."""
    p = passes(3, point)
    return {
        "E": {"J_hat": 1.0, "r": 1.0}, "J_hat": {"a3": p.eta[3]}, "a3": {"z3": p.delta[3]},
        "z3": {"W2": p.dW[2], "a2": p.eta[2], "b2": p.delta[3]}, "a2": {"z2": p.delta[2]},
        "z2": {"W1": p.dW[1], "x": np.array([W[1][:, k] @ p.delta[2] for k in (0, 1)]), "b1": p.delta[2]},
        "r": {"W2": DECAY * W[2]},
    }[reader]  # fmt: skip


def figure_says(v, n, seen):
    """Each node's value, and of each sensitivity the sum of what the readers before this step and in it have sent."""
    point, step = v["point"], v["step"]
    every = values_of(point)
    known = ["x", "W1", "b1", "W2", "b2", *FORWARD[:step]]
    walked = BACK[: max(step - 7, 0)]
    back = {"E": 1.0} if walked else {}
    for reader in walked:
        for name, share in sent(point, reader).items():
            back[name] = back.get(name, 0) + share
    node = (FORWARD + BACK)[step - 1]
    agree(n, {"point": point, "step": step, "steps": 14, "way": "back" if walked else "forward", "node": node,
              "back": back, "values": {name: every[name] for name in known}})  # fmt: skip
    waits = bool(walked) and node in ("z3", "a2", "z2")
    entry = [back["W2"][0, 0]] if waits or (walked and node == "r") else []
    if not walked:
        shown = [every[node]]
    else:
        shown = [back[node], *([1.0] if node == "E" else []), *([1, 1] if node == "J_hat" else []), *entry]
    seen.says(point, step, 14, *shown)
    seen.has(not walked, "forward")
    seen.has(waits, "W⁽²⁾ has two readers and has heard from one")
    seen.has(node == "r" and bool(walked), "W⁽²⁾ has heard from both")


NAMES = {"x": ("x", "a", "eta"), "J_hat": ("Ĵ", "y", "y"), "r": ("r", "y", "y"), "E": ("E", "y", "y")} | {
    f"{name}{l}": (f"{name}^{{({l})}}" + "_{11}" * (name == "W"), *inks)
    for name, inks, layers in (("W", ("W", "W"), (1, 2)), ("b", ("W", "W"), (1, 2)), ("z", ("phi", "delta"), (2, 3)),
                               ("a", ("a", "eta"), (2, 3))) for l in layers
}  # fmt: skip
DOES = {  # what the heading says: forward, and on the way back
    "r": ("r = ½λ‖W⁽²⁾‖²", "λW⁽²⁾ goes to W⁽²⁾"),
    "z2": ("z⁽²⁾ = W⁽¹⁾ x + b⁽¹⁾", "δ⁽²⁾ xᵀ goes to W⁽¹⁾, W⁽¹⁾ᵀ δ⁽²⁾ to x, δ⁽²⁾ to b⁽¹⁾"),
    "a2": ("a⁽²⁾ = φ(z⁽²⁾)", "δ⁽²⁾ = η⁽²⁾ · φ′(z⁽²⁾) goes to z⁽²⁾"),
    "z3": ("z⁽³⁾ = W⁽²⁾ a⁽²⁾ + b⁽²⁾", "δ⁽³⁾ a⁽²⁾ᵀ goes to W⁽²⁾, W⁽²⁾ᵀ δ⁽³⁾ to a⁽²⁾, δ⁽³⁾ to b⁽²⁾"),
    "a3": ("a⁽³⁾ = φ(z⁽³⁾)", "δ⁽³⁾ = η⁽³⁾ · φ′(z⁽³⁾) goes to z⁽³⁾"),
    "J_hat": ("Ĵ of a⁽³⁾ and y", "η⁽³⁾ = −y/a⁽³⁾ + (1 − y)/(1 − a⁽³⁾) goes to a⁽³⁾"),
    "E": ("E = Ĵ + r", "1 goes to Ĵ and to r as it is"),
}  # fmt: skip


def figure(v, n, d):
    node, is_back = (FORWARD + BACK)[v["step"] - 1], v["step"] > 7
    (heading,) = [t for t in d.texts if t.size == 17]
    d.take(heading.words, bold=True)
    words = DOES[node][is_back]
    assert spoken(heading.words) == f"{'←' if is_back else '→'}  {words}" and words in d.sentence
    key = "in each box the value, and right of it ∂E/∂value, as far as it has arrived; of a W its first entry"
    d.take(key, "quiet")
    boxes = {}
    for name, (title, ink, other) in NAMES.items():
        head = d.take(title, "text" if name == node else ink, True)
        box = boxes[name] = d.grounds[head]
        assert hue(box.stroke) == ink and (box.width > 2) is (name == node)
        assert hue(box.fill) == (ink if name == node else None) and (name == node or box.fill == PAPER)
        entries(n, d, name, box, *(("text", "text") if name == node else (ink, other)))
    arrows(d, boxes, node, is_back)
    d.done()


def entries(n, d, name, box, ink, other):
    """The rows of a box: left the value, right the sensitivity, a dot where one is not known."""
    size = 1 if name[0] == "W" else np.size(values_of(1)[name])
    texts = d.inside(box)[1:]
    assert len(texts) == 2 * size and len({round(t.y) for t in texts}) == size
    for k, (part, colour, bold) in enumerate((("values", ink, False), ("back", other, True))):
        value = n[part].get(name)
        wanted = ["·"] * size if value is None else [said(x, 2) for x in np.ravel(value)[:size]]
        column = texts[k::2]
        assert [t.words for t in column] == wanted
        for text in column:
            assert (text.x > box.middle[0]) is (part == "back")
            d.take(text.words, "quiet" if value is None else colour, bold, lambda t, text=text: t is text)


def arrows(d, boxes, node, is_back):
    """An arrow from each node to each reader; those of this step are lit, and on the way back turned round."""
    drawn = {d.ends(line, list(boxes.values())): line for line in d.of("line")}
    for name, readers in READERS.items():
        for reader in readers:
            pair = boxes[name], boxes[reader]
            line = drawn.pop(pair[::-1] if is_back and reader == node else pair)
            assert line.head and (line.width > 2) is (reader == node)
            assert (line.stroke == LINE) is (reader != node)
            assert (hue(line.stroke) == "delta") is (is_back and reader == node)
    assert not drawn
