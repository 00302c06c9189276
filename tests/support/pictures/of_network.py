"""The picture of 01: activations in their units, weights as lines by size and sign, three maps with the point."""

import itertools
import re

import numpy as np

from backprop import toy
from backprop.network import forward, forward_rows
from diagram import close, hue
from oracles import B, W, X, Y, agree
from oracles import text as said
from pictures import grows

YES = "(?:yes|no)"
figure_words = (
    rf"At x = \(#, #\) the network answers # \({YES}\), # \({YES}\), # \({YES}\)\. True is {YES}, {YES}, {YES}: "
    r"# of # right\. It has not been trained\."
)


def figure_says(v, n, seen):
    """The forward pass of `network.forward` at the point, and the three questions asked here anew."""
    x1, x2 = v["x1"], v["x2"]
    a, z = forward(np.array([x1, x2]), W, B)
    y = [float(x1 > 0.3 + 0.5 * x2), float(0.8 < np.hypot(x1, x2) < 1.6), float(x1 * x2 > 0)]
    agree(n, {"x": np.array([x1, x2]), "a": a, "z": z, "y": np.array(y)})
    answers, true = ["yes" if p > 0.5 else "no" for p in a[3]], ["yes" if t else "no" for t in y]
    seen.says(x1, x2, a[3], sum(s == t for s, t in zip(answers, true, strict=True)), 3)
    assert re.findall(r"\b(?:yes|no)\b", seen.sentence) == answers + true


def figure(v, n, d):
    units = columns(n, d)
    top = d.find("a^{(2)}").y
    for l, words in ((1, "a^{(1)} = x"), (2, "a^{(2)}"), (3, "a^{(3)}")):
        head = d.take(words, "a")
        assert head.x == units[l][0].middle[0] and head.y == top
    for l in (1, 2):
        middle = (units[l][0].middle[0] + units[l + 1][0].middle[0]) / 2
        head = d.take(f"W^{{({l})}}", "W")
        assert head.x == middle and head.y == top
    weights(d, units)
    dots = {name: d.key(words) for name, words in ((1, "true answer yes"), (0, "no"))}
    assert hue(d.key("says yes").fill) == "a"
    frames = [s for s in d.of("rect", fill="none") if s.box[2] - s.box[0] > 100]
    assert len(frames) == 3
    for k, frame in enumerate(sorted(frames, key=lambda s: s.box)):
        plane(v, n, d, k, frame, dots, units[3][k])
    d.done()


def columns(n, d):
    """The circles of each layer, from above, with the activation in each; the darker, the larger."""
    circles = [s for s in d.of("circle") if d.inside(s) and s.radius > 20]
    xs = sorted({s.middle[0] for s in circles})
    units = {l: sorted((s for s in circles if s.middle[0] == x), key=lambda s: s.middle[1])
             for l, x in enumerate(xs, start=1)}  # fmt: skip
    for l, column in units.items():
        assert len(column) == len(n["a"][l])
        for circle, value in zip(column, n["a"][l], strict=True):
            (text,) = d.inside(circle)
            d.take(
                said(value, 1) if l == 1 else said(value, 2, False), bold=True, where=lambda t, text=text: t is text
            )
            assert hue(circle.fill) in ((None,) if l == 1 or value < 1 / 6 else ("a",)) and hue(circle.stroke) == "a"
    shade = lambda circle: 255 - int(circle.fill[1:3], 16)
    pairs = sorted(
        (int(6 * value), shade(circle)) for l in (2, 3) for circle, value in zip(units[l], n["a"][l], strict=True)
    )
    assert all((one[1] < other[1]) == (one[0] < other[0]) for one, other in itertools.pairwise(pairs))
    return units


def weights(d, units):
    """One line for each weight, the thicker the larger, in the style that the legend gives its sign."""
    above, below = d.key("weight > 0"), d.key("weight < 0")
    lines = {d.ends(line): line for line in d.of("line") if None not in d.ends(line)}
    pairs = []
    for l in (1, 2):
        for (i, j), weight in np.ndenumerate(W[l]):
            line = lines.pop((units[l][j], units[l + 1][i]))
            sample = above if weight > 0 else below
            assert (line.stroke, line.dash) == (sample.stroke, sample.dash) and hue(line.stroke) == "W"
            pairs.append((abs(weight), line.width))
    grows(pairs)
    assert not lines and above.dash != below.dash


def plane(v, n, d, k, frame, dots, output):
    """A map: ticks, the toy points by their answer, the point, the line where the answer is ½; words above, below."""
    left, top, right, bottom = frame.box
    question = toy.QUESTIONS[k]
    assert d.take(question, where=lambda t: t.anchor == "start").y == output.middle[1]
    title = d.take(question, bold=True)
    assert title.x == frame.middle[0] and title.y < top
    axes = d.axes(frame)
    close(axes.at(-2, -2), (left, bottom))
    close(axes.at(2, 2), (right, top))
    under = d.take("x_{1}", where=lambda t: left < t.x < right)
    beside = d.take("x_{2}", where=lambda t: 0 < left - t.x < 20)
    assert bottom < under.y and top < beside.y < bottom
    yes = lambda p: "yes" if p > 0.5 else "no"
    words = f"{said(n['a'][3][k], 2, False)}: {yes(n['a'][3][k])}, true is {yes(n['y'][k])}"
    below = d.take(words, "a", bold=True, where=lambda t: abs(t.x - frame.middle[0]) < 1)
    assert below.y > bottom
    inside = [c for c in d.of("circle") if frame.holds((*c.middle, *c.middle), 0.1)]
    rings = [c for c in inside if c.radius > 8]
    assert len(rings) == 2 and hue(rings[1].stroke) == "eta"
    for ring in rings:
        close(ring.middle, axes.at(v["x1"], v["x2"]))
    points = {tuple(np.round(c.middle, 1)): c for c in inside if c.radius < 8}
    for x, y in zip(X, Y[:, k], strict=True):
        circle = points[tuple(np.round(axes.at(*x), 1))]
        assert (circle.fill, circle.stroke) == (dots[int(y)].fill, dots[int(y)].stroke)
    assert len(points) == len(X)
    shades(d, k, frame, axes)


def shades(d, k, frame, axes):
    """Each shade begins where the answer is the next sixth, the darker the larger; the line is where it is ½."""
    paths = [s for s in d.of("path") if frame.holds(s.box, 0.2)]
    assert len(paths) == 1 + len(d.of("path")) // 3 - 1 or len(paths) > 1
    dark = []
    for path in paths:
        pixels = np.array(path.points)
        places = np.column_stack([(pixels[:, 0] - axes.x[0]) / axes.x[1], (pixels[:, 1] - axes.y[0]) / axes.y[1]])
        answers = forward_rows(places, W, B)[0][3][:, k]
        if path.fill == "none":
            assert np.abs(answers - 0.5).max() < 0.02, "the line is not where the answer is one half"
        else:
            inner = (np.abs(places) < 1.999).all(axis=1)
            dark.append((255 - int(path.fill[1:3], 16), answers[inner].mean() if inner.any() else answers.min()))
            assert hue(path.fill) == "a" and answers.min() > 1 / 6 - 0.02
    assert dark == sorted(dark)
