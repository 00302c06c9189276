"""The picture of 10: the answers over the plane, and below J and the gradient's size as training goes on."""

import numpy as np

import plots
from backprop import toy
from oracles import MIDDLES, X, Y


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
    picture = view.maps[k]
    assert picture.axes is axes and picture.origin == "lower"
    assert tuple(picture.get_extent()) == (*axes.get_xlim(), *axes.get_ylim())
    dark, light = (sum(picture.cmap(picture.norm(value))[:3]) for value in (1.0, 0.0))
    assert dark < light and picture.norm.vmin == 0 and picture.norm.vmax == 1
    for segment in view.edges[k].get_segments():
        assert np.abs(between(n["maps"][k], segment) - 0.5).max() < 1e-6, (
            "the edge is not where the answer is one half"
        )
    for artist in (view.edges[k], view.rings[k], view.counts[k]):
        assert artist.axes is axes
    assert plots.hue(view.rings[k]) is not None and view.rings[k].get_fillstyle() == "none"


def between(answers, places):
    """Answers on the grid of MIDDLES, at places between: linear along both axes."""
    across, up = ((places - MIDDLES[0]) / (MIDDLES[1] - MIDDLES[0])).T
    i, j = (np.clip(np.floor(part + 1e-9).astype(int), 0, len(MIDDLES) - 2) for part in (up, across))
    s, t = up - i, across - j
    low = answers[i, j] * (1 - t) + answers[i, j + 1] * t
    return low * (1 - s) + (answers[i + 1, j] * (1 - t) + answers[i + 1, j + 1] * t) * s
