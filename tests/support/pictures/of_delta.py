"""The picture of 04: φ with its tangent above η, φ′ and δ, on one axis of z."""

from itertools import pairwise

import numpy as np
from numpy.testing import assert_allclose

import plots
from oracles import agree, phi, stands, target
from oracles import text as said

figure_words = (
    r"At z = # with target y = #: η = #, φ′ = #, and their product is δ = #\. The activation is a = #, so a − y "
    r"= #, the same number\.(?: η has left the scale, (?:φ′ is nearly #, and the product is neither|and the "
    r"product has not)\.| The prediction is right, and δ is nearly #\.)?"
)


def figure_says(v, n, seen):
    """φ, φ′, η = (a − y) / φ′ and δ = a − y, also along the curves; tangent, marks and labels stand on them."""
    z, y, view = v["z"], target(v), seen.view
    a, grid = phi(z), np.asarray(view.delta.get_xdata())
    slope, along = a * (1 - a), phi(grid)
    agree(n, {
        "z": z, "y": y, "a": a, "slope": slope, "eta": (a - y) / slope, "delta": a - y, "a_minus_y": a - y,
        "eta_curve": (along - y) / (along * (1 - along)), "delta_curve": along - y,
    })  # fmt: skip
    beyond = abs(n["eta"]) > 2.5
    right = abs(a - y) < 0.005 and not beyond
    seen.says(z, y, n["eta"], slope, a - y, a, a - y, [0] if (beyond and slope < 0.02) or right else [])
    seen.has(beyond, "η has left the scale")
    seen.has(beyond and slope < 0.02, "φ′ is nearly 0")
    seen.has(right, "δ is nearly 0")
    (x0, x1), (y0, y1) = view.tangent.get_data()
    assert_allclose([(y1 - y0) / (x1 - x0), (x0 + x1) / 2, (y0 + y1) / 2], [slope, z, a], atol=1e-9)
    for mark, height in ((view.point, a), (view.slope_mark, slope), (view.delta_mark, a - y),
                         (view.eta_mark, np.clip(n["eta"], -2.5, 2.5))):  # fmt: skip
        stands(mark, z, height)
    stands(view.cursor, [z, z], [-2.5, 2.5])
    stands(view.eta, grid, n["eta_curve"])
    stands(view.delta, grid, n["delta_curve"])
    assert view.eta_mark.get_marker() == ("s" if not beyond else "v" if a < y else "^")
    labels = {name: label.get_text() for name, label in view.labels.items()}
    assert labels == {"eta": f"η = {said(n['eta'], 2 if abs(n['eta']) < 100 else 0)}",
                      "phi": f"φ′ = {said(slope, 3, False)}", "delta": f"δ = {said(a - y, 3)}"}  # fmt: skip
    heights = sorted(label.get_position()[1] for label in view.labels.values())
    assert max(map(abs, heights)) <= 2.5 and min(above - below for below, above in pairwise(heights)) > 0.39


def figure(v, n, view):
    upper, lower = view.figure.axes
    assert plots.named(upper) == ("$\\varphi(z)$, with its tangent of slope $\\varphi'(z)$", "", "")
    assert plots.named(lower) == ("$\\delta = \\eta \\cdot \\varphi'(z)$", "pre-activation  $z$", "")
    assert upper.get_xlim() == lower.get_xlim() and upper.get_position().y0 > lower.get_position().y1
    (sigmoid,) = [line for line in upper.lines if line not in view.moving]
    zero, slope = [line for line in lower.lines if line not in view.moving]
    z = np.asarray(sigmoid.get_xdata())
    plots.is_at(sigmoid, z, phi(z))
    plots.is_at(slope, z, phi(z) * (1 - phi(z)))
    assert list(zero.get_ydata()) == [0, 0]
    label = plots.reading(upper, "a = φ(z)")
    assert (
        label.get_position()[0] > upper.get_xlim()[1] and abs(label.get_position()[1] - sigmoid.get_ydata()[-1]) < 0.1
    )
    for artist, axes, ink in (
        (sigmoid, upper, "a"), (label, upper, "a"), (view.point, upper, "a"), (view.tangent, upper, "phi"),
        (slope, lower, "phi"), (view.slope_mark, lower, "phi"), (view.labels["phi"], lower, "phi"),
        (view.eta, lower, "eta"), (view.eta_mark, lower, "eta"), (view.labels["eta"], lower, "eta"),
        (view.delta, lower, "delta"), (view.delta_mark, lower, "delta"), (view.labels["delta"], lower, "delta"),
        (view.cursor, lower, None),
    ):  # fmt: skip
        assert plots.hue(artist) == ink and artist.axes is axes, artist
    shown = np.clip(n["eta"], *lower.get_ylim())
    heights = {"eta": shown, "phi": n["slope"], "delta": n["delta"]}
    places = {name: view.labels[name].get_position()[1] for name in heights}
    assert sorted(heights, key=heights.get) == sorted(places, key=places.get)
    assert view.labels["phi"].get_text() == f"φ′ = {said(n['slope'], 3, False)}"
