"""The picture of 08: gradients of two weights as arrows, and their means as the number of examples grows."""

import numpy as np

from backprop.widgets.palette import LINE
from diagram import close, hue
from oracles import W, agree, passes
from oracles import text as said

WEIGHTS = [(l, i, j) for l in (2, 1) for i in range(len(W[l])) for j in range(len(W[l][0]))]


LOW = str.maketrans("0123456789", "₀₁₂₃₄₅₆₇₈₉")

figure_words = (
    r"For W⁽[¹²]⁾ᵢ and W⁽[¹²]⁾ᵢ, the mean gradient over the first # examples? is \(#, #\)\. (?:With λ = # nothing "
    r"is added to it|λ = # adds λW = \(#, #\), and the gradient of J over (?:it|them) is \(#, #\))\."
)


def figure_says(v, n, seen):
    """Gradients of examples by the formulas, their mean and λW by index; every arrow's end and both dots in place."""
    count, decay = v["examples"], v["weight_decay"]
    pair = [WEIGHTS[v["first"] - 1], WEIGHTS[v["second"] - 1]]
    every = np.array([[passes(3, k).dW[l][i, j] for l, i, j in pair] for k in range(1, 61)])
    weights = np.array([W[l][i, j] for l, i, j in pair])
    mean = every[:count].sum(axis=0) / count
    names = ["W⁽" + "¹²"[l - 1] + "⁾" + f"{i + 1}{j + 1}".translate(LOW) for l, i, j in pair]
    agree(n, {
        "names": names, "examples": count, "weight_decay": decay, "each": every[:count], "mean": mean,
        "decay": decay * weights, "sum": mean + decay * weights, "weights": weights,
        "running": np.array([every[:k].mean(axis=0) for k in range(1, 61)]),
    })  # fmt: skip
    seen.says(count, mean, [decay, *(decay * weights), *(mean + decay * weights)] if decay else [0])
    seen.has(count > 1, "examples is")
    assert f"For {names[0]} and {names[1]}, " in seen.sentence


def figure(v, n, d):
    keys = {words: d.key(words) for words in ("each example", "their mean", "λW", "gradient of J")}
    assert len({(s.stroke, s.dash) for s in keys.values()}) == 4
    assert [hue(keys[words].stroke) for words in keys] == ["phi", "delta", "W", None]
    left, right = sorted((s for s in d.of("rect")), key=lambda s: s.box[0])
    arrows(n, d, left, keys)
    settling(v, n, d, right)
    d.done()


def layered(name):
    """The name of a weight as a diagram writes it."""
    return name.replace("⁽¹⁾", "^{(1)}").replace("⁽²⁾", "^{(2)}")


def arrows(n, d, frame, keys):
    """Every example's gradient with a dot at its end; mean, λW and their sum as arrows, the first weight across."""
    across, up = ([f"∂Jⁱ/∂{layered(name)}"] for name in n["names"])
    heads = sorted((t for t in d.left if t.words in across + up), key=lambda t: -t.y)
    for head, words in zip(heads, (across, up), strict=True):
        d.take(*words, where=lambda t, head=head: t is head)
    assert heads[0].x == frame.middle[0] and heads[0].y > frame.box[3]
    assert heads[1].x == frame.box[0] and heads[1].y < frame.box[1]
    axes = d.axes(frame)
    close(axes.at(-1.1, -1.1), (frame.box[0], frame.box[3]), within=1)
    close(axes.at(1.1, 1.1), (frame.box[2], frame.box[1]), within=1)
    zero, inside = axes.at(0, 0), [s for s in d.shapes if s is not frame and frame.holds(s.box, 3)]
    crosses = [s for s in inside if s.stroke == LINE]
    for line, ends in zip(crosses, (((frame.box[0], zero[1]), (frame.box[2], zero[1])),
                                    ((zero[0], frame.box[1]), (zero[0], frame.box[3]))), strict=True):  # fmt: skip
        close(line.points[0], ends[0])
        close(line.points[1], ends[1])
    each, dots = [[s for s in inside if kind == s.kind and keys["each example"].stroke in (s.stroke, s.fill)]
                  for kind in ("line", "circle")]  # fmt: skip
    for gradient, line, dot in zip(n["each"], each, dots, strict=True):
        close(line.points[0], zero)
        close(line.points[1], axes.at(*gradient))
        close(dot.middle, axes.at(*gradient))
    vectors = {"their mean": n["mean"], "λW": n["decay"], "gradient of J": n["sum"]}
    rest = [s for s in inside if s not in (*crosses, *each, *dots)]
    for words, vector in vectors.items():
        sample, end = keys[words], axes.at(*vector)
        if np.hypot(end[0] - zero[0], end[1] - zero[1]) < 3:
            found = [s for s in rest if s.kind == "circle" and s.fill == sample.stroke]
        else:
            found = [s for s in rest if s.style == sample.style and s.head]
            close(found[0].points[0], zero)
        (mark,) = found
        close(mark.middle if mark.kind == "circle" else mark.head, end, words)
        rest.remove(mark)
    (sum_,) = rest
    assert hue(sum_.stroke) == "W" and not sum_.head
    close(sum_.points[0], axes.at(*n["mean"]))
    close(sum_.points[1], axes.at(*n["sum"]))


def settling(v, n, d, frame):
    """The two means against the number of examples, with a dot at the number chosen; the legend names the weights."""
    axes, count = d.axes(frame), v["examples"]
    close(axes.at(1, -0.8), (frame.box[0], frame.box[3]), within=1)
    close(axes.at(60, 0.8), (frame.box[2], frame.box[1]), within=1)
    foot = d.take("mean over the first n examples")
    assert foot.y > frame.box[3] and foot.x == frame.middle[0]
    samples = (
        [d.key(f"{layered(n['names'][k])}: {said(n['mean'][k], 3)}") for k in (0, 1)]
        if n["names"][0] != n["names"][1]
        else same(d, n)
    )
    assert samples[0].dash != samples[1].dash
    curves = {curve.style: curve for curve in d.of("polyline")}
    dots = [s for s in d.of("circle") if frame.holds(s.box, 3 * s.radius)]
    for k, sample in enumerate(samples):
        curve = curves[sample.style]
        assert hue(curve.stroke) == hue(dots[k].fill) == "delta" and len(curve.points) == 60
        for number, (point, value) in enumerate(zip(curve.points, n["running"][:, k], strict=True), start=1):
            close(point, axes.at(number, np.clip(value, -0.8, 0.8)))
        close(dots[k].middle, axes.at(count, np.clip(n["mean"][k], -0.8, 0.8)))
    zero, here = sorted((s for s in d.of("line") if frame.holds(s.box, 1)), key=lambda s: s.dash)
    close(zero.points[0], axes.at(1, 0))
    close(zero.points[1], axes.at(60, 0))
    close(here.points[0], axes.at(count, 0.8), within=1)
    close(here.points[1], axes.at(count, -0.8), within=1)


def same(d, n):
    """The two legends, where the same weight was chosen twice."""
    words = f"{layered(n['names'][0])}: {said(n['mean'][0], 3)}"
    middle = d.width * 0.75
    samples = []
    for text in sorted((t for t in d.left if t.words == words), key=lambda t: t.x):
        d.left.remove(text)
        samples += [s for s in d.of("line") if s.middle[1] == text.y and 0 < text.box[0] - s.box[2] < 14]
    assert len(samples) == 2 and middle > 0
    return samples
