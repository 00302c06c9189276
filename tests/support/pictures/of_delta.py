"""The picture of 04: φ with its tangent above η, φ′ and δ, on one axis of z."""

import numpy as np

import plots
from oracles import phi
from oracles import text as said


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
