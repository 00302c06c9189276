"""The picture of 03: the loss with its tangent, and η on the same axis."""

import numpy as np
from numpy.testing import assert_allclose

import plots
from oracles import agree, stands, target
from oracles import text as said

figure_words = (
    r"At a = # with target y = # the loss is # and its slope is η = #\. (?:A larger a makes the loss "
    r"(?:smaller|larger)|This close to # the slope leaves the scale: η grows without bound as a goes to #|Close "
    r"to the right answer the loss is nearly #, but its slope is not: \|η\| stays above #|The tangent is level: "
    r"the loss has its minimum where a equals y)\."
)


def figure_says(v, n, seen):
    """The loss and its slope (a − y) / (a (1 − a)), also along the curves; tangent, marks and labels on them."""
    a, y, view = v["a"], target(v), seen.view
    J = lambda a: -y * np.log(a) - (1 - y) * np.log(1 - a)
    slope = lambda a: (a - y) / (a * (1 - a))
    grid = np.asarray(view.loss.get_xdata())
    agree(n, {"a": a, "y": y, "loss": J(a), "eta": slope(a), "loss_curve": J(grid), "eta_curve": slope(grid)})
    level, steep = abs(slope(a)) < 1e-6, abs(slope(a)) > 12
    right = y in (0, 1) and abs(a - y) < 0.05
    end = 0 if a < 0.5 else 1
    seen.says(a, y, J(a), slope(a), [] if level else [end, end] if steep else [0, 1] if right else [])
    seen.has(level, "The tangent is level")
    seen.has(steep, "the slope leaves the scale")
    seen.has(right and not steep, "Close to the right answer")
    seen.has(not (level or steep or right) and a < y, "A larger a makes the loss smaller")
    seen.has(not (level or steep or right) and a > y, "A larger a makes the loss larger")
    (x0, x1), (y0, y1) = view.tangent.get_data()
    assert_allclose([(y1 - y0) / (x1 - x0), (x0 + x1) / 2, (y0 + y1) / 2], [slope(a), a, J(a)], atol=1e-9)
    clipped = np.clip(slope(a), -12, 12)
    stands(view.point, a, min(J(a), 5))
    stands(view.goal, y, 0)
    stands(view.marker, a, clipped)
    stands(view.stem, [a, a], [0, clipped])
    stands(view.eta, grid, n["eta_curve"])
    stands(view.loss, grid, n["loss_curve"])
    beyond = "" if not steep else " ↓" if a < y else " ↑"
    assert view.marker.get_marker() == {"": "o", " ↓": "v", " ↑": "^"}[beyond]
    assert view.eta_label.get_text() == f"η = {said(slope(a), 2)}{beyond}"
    assert view.y_label.get_text() == f"target y = {said(y, 2, False)}"


def figure(v, n, view):
    left, right = view.figure.axes
    assert plots.named(left) == ("loss $\\hat{J}$ and tangent", "answer  $a$", "")
    assert plots.named(right) == ("its slope  $\\eta = \\partial\\hat{J}/\\partial a$", "answer  $a$", "")
    assert left.get_xlim() == right.get_xlim() == (0, 1)
    assert view.loss.get_xdata()[0] == 0.001 and view.loss.get_xdata()[-1] == 0.999  # as far as a goes
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
