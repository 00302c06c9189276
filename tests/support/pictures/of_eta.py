"""The picture of 03: the loss with its tangent, and η on the same axis."""

import plots
from oracles import text as said


def figure(v, n, view):
    left, right = view.figure.axes
    assert plots.named(left) == ("loss $\\hat{J}$ and tangent", "answer  $a$", "")
    assert plots.named(right) == ("its slope  $\\eta = \\partial\\hat{J}/\\partial a$", "answer  $a$", "")
    assert left.get_xlim() == right.get_xlim() == (0, 1)
    assert {line.axes for line in (view.loss, view.tangent, view.point, view.goal)} == {left}
    assert {line.axes for line in (view.eta, view.stem, view.marker)} == {right}
    for artist, ink in ((view.loss, None), (view.point, None), (view.tangent, "eta"), (view.goal, "y"),
                        (view.eta, "eta"), (view.stem, "eta"), (view.marker, "eta"), (view.y_label, "y"),
                        (view.eta_label, "eta")):  # fmt: skip
        assert plots.hue(artist) == ink, artist
    (x0, x1), (y0, y1) = view.tangent.get_data()
    assert x0 < n["a"] < x1 and abs((y1 - y0) - n["eta"] * (x1 - x0)) < 1e-9 * abs(y1 - y0) + 1e-12
    beyond = abs(n["eta"]) > right.get_ylim()[1]
    arrow = "" if not beyond else " ↓" if n["eta"] < 0 else " ↑"
    assert view.eta_label.get_text() == f"η = {said(n['eta'], 2)}{arrow}" and view.eta_label.axes is right
    assert view.y_label.get_text() == f"target y = {said(n['y'], 2, False)}" and view.y_label.axes is left
    assert view.goal.get_marker() == "^" and view.goal.get_ydata() == left.get_ylim()[0]
    (zero,) = [line for line in right.lines if line not in view.moving]
    assert list(zero.get_ydata()) == [0, 0]
