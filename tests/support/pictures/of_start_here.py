"""The pictures of 00: three maps as they form, a chain of single numbers, and the race for all slopes."""

from functools import lru_cache
from itertools import pairwise

import numpy as np
from numpy.testing import assert_allclose

import plots
from backprop import toy
from backprop.network import forward_rows
from backprop.training import descend, initial
from backprop.widgets.palette import LINE, PAPER
from diagram import hue
from oracles import B, W, X, Y, agree, phi
from oracles import text as said
from pictures.of_training import PLANE, plane


@lru_cache(maxsize=64)
def trained(steps):
    """One descent from the start, in one go."""
    return descend(X, Y, *initial((2, 16, 3), 0), 3.0, steps)[:2]

figure_words = r"(?:After # steps|Before the first step) # of # answers are right: #, # and # of #\."


def figure_says(v, n, seen):
    """One descent in one go: answers over the plane and to the toy data; rings and counts stand on them."""
    right = (forward_rows(X, *trained(v["steps"]))[0][3] > 0.5) == (Y > 0.5)
    maps = np.stack([m.reshape(44, 44) for m in forward_rows(PLANE, *trained(v["steps"]))[0][3].T])
    agree(n, {"steps": v["steps"], "right": right.astype(float), "maps": maps}, rtol=1e-7, atol=1e-9)
    each = right.sum(axis=0)
    seen.says([v["steps"]] if v["steps"] else [], each.sum(), 180, each, 60)
    seen.has(not v["steps"], "Before the first step")
    for k in range(3):
        assert (np.column_stack(seen.view.plane.rings[k].get_data()) == X[~right[:, k]]).all()
        assert seen.view.plane.counts[k].get_text() == f"{each[k]} of 60 right"
        assert_allclose(seen.view.plane.maps[k].get_array(), n["maps"][k])


def figure(v, n, view):
    lefts = [axes.get_position().x0 for axes in view.figure.axes]
    assert lefts == sorted(lefts) and len(lefts) == 3
    for k, axes in enumerate(view.figure.axes):
        assert plots.named(axes) == (toy.QUESTIONS[k], "$x_1$", "$x_2$")
        plane(n, view, k, axes)


WAY = ["r", "g", "t", "v", "f", "v", "t", "w", "g", "r", "u"]  # forward to f, and back
MADE = {"r": "2u − 1", "g": "φ(r)", "t": "w g − 1", "v": "φ(t)", "f": "−log v", "T": "4 g − 2", "V": "φ(T)",
        "F": "−log(1 − V)"}  # fmt: skip


def slopes(u, answers):
    """All numbers of the chain, and how fast its loss grows with each: by δ = a − y at each answer."""
    g = phi(2 * u - 1)
    t, T = 2 * g - 1, 4 * g - 2
    v, V = phi(t), phi(T)
    at = {"r": 2 * u - 1, "g": g, "t": t, "v": v, "f": np.log1p(np.exp(-t)), "T": T, "V": V, "F": np.log1p(np.exp(T))}
    back = {"v": -1 / v, "t": v - 1, "w": (v - 1) * g, "V": 1 / (1 - V), "T": V}
    back["g"] = 2 * (v - 1) + (4 * V if answers == 2 else 0)
    back["r"] = back["g"] * g * (1 - g)
    back["u"] = 2 * back["r"]
    return at, back


def columns(name, answers):
    """The names that stand in one column."""
    return [name, *([name.upper()] if answers == 2 and name in "tvf" else [])]

figure_chain_words = r"Step # of #, (?:forward: [rgtvf] = .+|back: ∂[fC]/∂[vtwgru] = .+)\."


def figure_chain_says(v, n, seen):
    """Values and slopes in closed form; each step says what it finds, and back also what that is made of."""
    at, back = slopes(v["u"], v["answers"])
    g, V = at["g"], at["V"]
    local = {"v": -1 / at["v"], "t": at["v"] * (1 - at["v"]), "g": 2, "w": g, "V": 1 / (1 - V), "T": V * (1 - V),
             "G": 4, "r": g * (1 - g), "u": 2}  # fmt: skip
    agree(n, {"u": v["u"], "answers": v["answers"], "step": v["step"], "value": at, "local": local, "slope": back,
              "measured": back["u"]}, rtol=1e-9)  # fmt: skip
    name, forward = WAY[v["step"] - 1], v["step"] <= 5
    seen.has(forward, "forward: ")
    seen.has(not forward, "back: ")
    total, numbers = "C" if v["answers"] == 2 else "f", []
    constants = {"r": [2, 1], "t": [1], "T": [4, 2], "F": [1]}
    factors = {"v": [-1], "V": [1, 1], "t": [back["v"], local["t"]], "T": [back["V"], local["T"]],
               "w": [back["t"], g], "g": [back["t"], 2, *([back["T"], 4] if total == "C" else [])],
               "r": [back["g"], local["r"]], "u": [back["r"], 2]}  # fmt: skip
    for one in columns(name, v["answers"]):
        numbers += [*constants.get(one, []), at[one]] if forward else [*factors[one], back[one]]
        assert (f"{one} = {MADE[one]} = " if forward else f"∂{total}/∂{one} = ") in seen.sentence
    seen.says(v["step"], 11, numbers, [back["u"]] if name == "u" else [])
    seen.has(name == "u", "Measured without the chain rule")


def figure_chain(v, n, d):
    """A box has its value and its slope once they are known; what is new is lit; ways back have what multiplies."""
    at, back = slopes(v["u"], v["answers"])
    forward, found = set(WAY[: v["step"]][:5]), set(WAY[5 : v["step"]])
    new, names = WAY[v["step"] - 1], [one for name in WAY[:5] for one in columns(name, v["answers"])]
    boxes = {one: box(d, one, at, back, one.lower() in forward, one.lower() in found, one.lower() == new)
             for one in names}  # fmt: skip
    for name, text, above in (("u", said(v["u"], 2, False), "r"), ("w", "2.00", "t")):
        label = d.take(f"{name} = {text}", "W")
        assert boxes["g" if name == "w" else "r"].box[0] - label.x < (0 if name == "w" else 150)
        assert boxes[above].box[0] > label.x
        if name in found:
            local = 2 if name == "u" else at["g"]
            words = f"{said(back[above], 3)} · {said(local, 3, False)} = {said(back[name], 3)}"
            slope = d.take(words)
            ground = d.grounds[slope]
            assert slope.x == label.x and 0 < label.y - slope.y < 40 and hue(ground.stroke) == "W"
            assert (ground.fill != PAPER) == (name == new) and hue(ground.fill) == ("W" if name == new else None)
    start = d.take("2", "a")
    ways(d, {**boxes, "2": d.grounds[start]}, v["answers"], at, found)
    if v["answers"] == 2:
        d.take("weight 4", "W")
    d.take("in a box a number, and below it its slope; on a way back what the slope is multiplied by", "quiet")
    d.done()


def box(d, name, at, back, known, gone, new):
    """The box of a number: what it is made of above, its value, its slope."""
    value = d.take(f"{name} = {said(at[name], 3, False)}" if known else name)
    shape = d.grounds[value]
    made = d.take(MADE[name], "quiet", where=lambda t: abs(t.x - value.x) < 1 and 0 < value.y - t.y < 40)
    assert made.y < shape.box[1] and (shape.fill != PAPER) is new and (shape.stroke != LINE) is new
    if gone:
        slope = d.take(said(back[name], 3), "text" if new else "delta", True, lambda t: t in d.inside(shape))
        assert slope.y > value.y
    assert len(d.inside(shape)) == 1 + gone and (not new or hue(shape.fill) == ("delta" if gone else "a"))
    return shape


def ways(d, shapes, answers, at, found):
    """An arrow forward on every link, and one back where its slope is known, with that slope beside it."""
    slope = lambda a: a * (1 - a)
    links = {("2", "r"): None, ("r", "g"): ("r", slope(at["g"])), ("g", "t"): ("g", 2),
             ("t", "v"): ("t", slope(at["v"])), ("v", "f"): ("v", -1 / at["v"])}  # fmt: skip
    if answers == 2:
        links |= {("g", "T"): ("g", 4), ("T", "V"): ("t", slope(at["V"])), ("V", "F"): ("v", 1 / (1 - at["V"]))}
    drawn = {d.ends(line): line for line in d.of("line")}
    back = {pair for pair, of in links.items() if of and of[0] in found}
    wanted = [(shapes[a], shapes[b]) for a, b in links] + [(shapes[b], shapes[a]) for a, b in back]
    assert len(drawn) == len(d.of("line")) == len(wanted) and all(pair in drawn for pair in wanted)
    assert all(line.head for line in drawn.values())
    for a, b in back:
        line = drawn[shapes[b], shapes[a]]
        near = lambda t, x=line.middle[0], y=line.middle[1]: 0 <= t.x - x + 1 < 50 and abs(t.y - y) < 30
        d.take(f"· {said(links[a, b][1], 2)}", "delta", where=near)
        assert hue(line.stroke) == "delta"

figure_race_words = (
    r"(?:# of # forward passes: nobody knows any of the # slopes yet|After # of # forward passes wiggling knows "
    r"# of # slopes, the last of them #\. (?:One pass forward and one back have given all #|The other side had "
    r"the same # after # passes))\."
)


def figure_race_says(v, n, seen):
    """Slopes by δ = a − y and the outer products; two passes for each of them, and two for all."""
    first, second = race_network(v["hidden"])
    exact = np.concatenate([first[0].ravel(), first[1], second[0].ravel(), second[1]])
    P = 6 * v["hidden"] + 3
    known = v["passes"] // 2
    assert_allclose(n["wiggled"], exact, rtol=1e-6, atol=1e-9)
    agree({k: n[k] for k in n if k != "wiggled"}, {
        "hidden": v["hidden"], "passes": v["passes"], "parameters": P, "known": known,
        "back": P if v["passes"] > 1 else 0, "exact": exact,
    })  # fmt: skip
    nothing, ended = v["passes"] < 2, known == P
    seen.has(nothing, "nobody knows any")
    seen.has(not nothing and not ended, "One pass forward and one back have given all")
    seen.has(ended, "The other side had the same")
    if nothing:
        return seen.says(v["passes"], 2 * P, P)
    seen.says(v["passes"], 2 * P, known, P, exact[known - 1], [P, 2] if ended else P)


@lru_cache
def race_network(hidden):
    """The slopes of weights and biases of both layers at the first toy point."""
    weights, biases = (W, B) if hidden == 4 else initial((2, hidden, 3), 0)
    a = phi(weights[1] @ X[0] + biases[1])
    top = phi(weights[2] @ a + biases[2]) - Y[0]
    low = (weights[2].T @ top) * a * (1 - a)
    return (low[:, None] * X[0], low), (top[:, None] * a, top)


def figure_race(v, n, d):
    """A filled cell for each slope that is known, in two tracks; in the network what is being wiggled is lit."""
    P, hidden = 6 * v["hidden"] + 3, v["hidden"]
    cells = sorted((s for s in d.of("rect") if s.box[2] - s.box[0] < 20), key=lambda s: (s.box[1], s.box[0]))
    assert len(cells) == 2 * P
    heads = ["wiggling: two forward passes for each parameter", "backpropagation: one pass forward, one back"]
    counts = [(v["passes"] // 2, v["passes"]), (P if v["passes"] > 1 else 0, min(v["passes"], 2))]
    for k, (head, (done, passes)) in enumerate(zip(heads, counts, strict=True)):
        track = cells[k * P : (k + 1) * P]
        title = d.take(head, bold=True)
        words = f"{done} of {P} slopes after {passes} pass{'es' * (passes != 1)}"
        count = d.take(words, "quiet", where=lambda t, y=title.y: 0 < t.y - y < 40)
        assert title.y < count.y < track[0].box[1] and title.x == count.x and abs(title.x - track[0].box[0]) < 2
        assert [hue(cell.fill) for cell in track] == ["W"] * done + [None] * (P - done)
    d.take("a wire is a weight and a circle a bias; lit is the one that is wiggled", "quiet")
    d.done()
    network_of_race(d, hidden, (v["passes"] - 1) // 2 if v["passes"] else None)


def network_of_race(d, hidden, now):
    """Its wires join all units of neighbouring layers; the one wire or circle of parameter `now` stands out."""
    circles = sorted(d.of("circle"), key=lambda c: (c.middle[0], c.middle[1]))
    layers = [circles[:2], circles[2 : 2 + hidden], circles[2 + hidden :]]
    assert len(layers[2]) == 3 and all(len({c.middle[0] for c in layer}) == 1 for layer in layers)
    wires = {(line.points[0], line.points[1]): line for line in d.of("line")}
    order = []
    for lower, upper in pairwise(layers):
        order += [wires.pop((low.middle, up.middle)) for up in upper for low in lower] + upper
    assert not wires
    thick = [part.width > 2 for part in order]
    assert thick == [k == now for k in range(len(order))]
    assert now is None or hue(order[now].stroke) == "W"
