"""The picture of training: the answers over the plane, and below J and the gradient's size as training goes on."""

from functools import lru_cache
from itertools import pairwise

import numpy as np
from matplotlib.colors import to_hex
from numpy.testing import assert_allclose

import plots
from backprop import batch as step_batch
from backprop import toy
from backprop.loss import objective
from backprop.network import forward_rows
from backprop.training import descend, initial
from backprop.widgets.palette import TEXT
from oracles import X, Y, agree, stands

STARTS = {"small random": 1.0, "zeros": 0.0, "large random": 8.0}


MIDDLES = np.linspace(-2.15, 2.15, 44)


PLANE = np.array([(x1, x2) for x2 in MIDDLES for x1 in MIDDLES])


@lru_cache(maxsize=64)
def trained(epoch, learning_rate, weight_decay, hidden, start):
    """One descent from the start to `epoch`, in one go."""
    begin = initial((2, hidden, 3), 0, STARTS[start])
    weights, biases, history = descend(X, Y, *begin, learning_rate, epoch, weight_decay)
    _, dW, db = step_batch.gradient(X, Y, weights, biases, weight_decay)
    J = np.append(history["J"], objective(X, Y, weights, biases, weight_decay))
    norm = {l: np.append(history["norm"][l], np.sqrt((dW[l] ** 2).sum() + (db[l] ** 2).sum())) for l in (1, 2)}
    return weights, biases, J, norm


figure_words = (
    r"(?:At epoch #|Before the first step) J = #, and # of the # answers are right: #, # and # of #\. The "
    r"gradient's size is # in layer # and # in layer #\.(?: J rose at # of # steps: they were too long\.)?(?: "
    r"All # hidden units are alike, and can do no more than one\.)?"
)


def figure_says(v, n, seen):
    """One descent in one go: J, sizes, answers and maps; curves, dots, rings and counts stand on them."""
    weights, biases, J, norm = trained(**v)
    epoch, hidden, view = v["epoch"], v["hidden"], seen.view
    right = (forward_rows(X, weights, biases)[0][3] > 0.5) == (Y > 0.5)
    spread = max(np.ptp(weights[1], axis=0).max(), np.ptp(weights[2], axis=1).max())
    rises = sum(after > before * (1 + 1e-9) for before, after in pairwise(J))
    agree(n, {
        "epoch": epoch, "hidden": hidden, "J": J, "norm": norm, "right": right.astype(float), "rises": rises,
        "spread": spread, "maps": np.stack([m.reshape(44, 44) for m in forward_rows(PLANE, weights, biases)[0][3].T]),
    }, rtol=1e-7)  # fmt: skip
    each, alike = right.sum(axis=0), hidden > 1 and spread < 1e-6
    seen.says([epoch] if epoch else [], J[-1], each.sum(), 180, each, 60, norm[1][-1], 1, norm[2][-1], 2,
              [rises, epoch] if rises else [], [hidden] if alike else [])  # fmt: skip
    seen.has(rises, "J rose at")
    seen.has(alike, "hidden units are alike")
    curves = [np.clip(J, 0.02, 20), np.clip(norm[1], 1e-4, 10), np.clip(norm[2], 1e-4, 10)]
    for line, dot, curve in zip(view.lines, view.dots, curves, strict=True):
        assert_allclose(line.get_ydata(), curve, rtol=1e-7)
        stands(dot, epoch, line.get_ydata()[-1])
        assert line.get_xdata()[-1] == epoch
    for k in range(3):
        assert (np.column_stack(view.plane.rings[k].get_data()) == X[~right[:, k]]).all()
        assert view.plane.counts[k].get_text() == f"{each[k]} of 60 right"
        assert_allclose(view.plane.maps[k].get_array(), n["maps"][k])


def figure(v, n, view):
    *planes, loss, norm = view.figure.axes
    lefts = [axes.get_position().x0 for axes in planes]
    assert lefts == sorted(lefts) and loss.get_position().x0 < norm.get_position().x0
    assert min(axes.get_position().y0 for axes in planes) > loss.get_position().y1
    dots_black, dots_white = view.moving[6:12:2], view.moving[7:12:2]
    for k, axes in enumerate(planes):
        assert plots.named(axes) == (toy.QUESTIONS[k], "$x_1$", "$x_2$")
        plane(n, view, k, axes)
        assert dots_black[k].axes is dots_white[k].axes is axes
        assert {tuple(p) for p in dots_black[k].get_path().vertices[::2]} == {tuple(x) for x in X}
        assert {tuple(p) for p in dots_white[k].get_path().vertices[::2]} == {tuple(x) for x in X[Y[:, k] == 0]}
        assert dots_black[k].get_edgecolor()[:3] != dots_white[k].get_edgecolor()[:3] == (1, 1, 1)
    assert plots.named(loss) == ("loss $J$", "epoch", "") and plots.named(norm) == ("gradient's size", "epoch", "")
    assert loss.get_xlim() == norm.get_xlim() == (0, 1000)
    for line, dot, axes, ink in zip(view.lines, view.dots, (loss, norm, norm), (None, "W", "delta"), strict=True):
        assert line.axes is dot.axes is axes and plots.hue(line) == plots.hue(dot) == ink
    plots.legend(norm.get_legend(), {"layer 1": view.lines[1], "layer 2": view.lines[2]})
    assert view.lines[1].get_linestyle() != view.lines[2].get_linestyle()


def plane(n, view, k, axes):
    """One map: where it is dark the answer is yes; its edge is where the answer is one half; its count above."""
    picture = view.plane.maps[k]
    assert picture.axes is axes and picture.origin == "lower"
    assert tuple(picture.get_extent()) == (*axes.get_xlim(), *axes.get_ylim())
    dark, light = (sum(picture.cmap(picture.norm(value))[:3]) for value in (1.0, 0.0))
    assert dark < light and picture.norm.vmin == 0 and picture.norm.vmax == 1
    for segment in view.plane.edges[k].get_segments():
        assert np.abs(between(n["maps"][k], segment) - 0.5).max() < 1e-6, (
            "the edge is not where the answer is one half"
        )
    assert to_hex(view.plane.edges[k].get_color()[0]).upper() == TEXT
    for artist in (view.plane.edges[k], view.plane.rings[k], view.plane.counts[k]):
        assert artist.axes is axes
    assert plots.hue(view.plane.rings[k]) is not None and view.plane.rings[k].get_fillstyle() == "none"


def between(answers, places):
    """Answers on the grid of MIDDLES, at places between: linear along both axes."""
    across, up = ((places - MIDDLES[0]) / (MIDDLES[1] - MIDDLES[0])).T
    i, j = (np.clip(np.floor(part + 1e-9).astype(int), 0, len(MIDDLES) - 2) for part in (up, across))
    s, t = up - i, across - j
    low = answers[i, j] * (1 - t) + answers[i, j + 1] * t
    return low * (1 - s) + (answers[i + 1, j] * (1 - t) + answers[i + 1, j + 1] * t) * s
