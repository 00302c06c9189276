"""The pictures of 02: the surprises as curves, and three paths of the chain rule."""

import numpy as np

import plots
from diagram import close, hue
from oracles import agree, stands, target
from oracles import text as said

YES = "(?:yes|no)"
figure_words = (
    r"The network gives a yes the probability a = #\. A yes would be a surprise of #, a no one of #\. (?:With # "
    rf"% yes, the loss is the mixture #|The answer is {YES}, so the loss is #)\."
)


def figure_says(v, n, seen):
    """−log a, −log(1 − a) and their mixture, also along the curve; the marks stand on them."""
    a, y = v["a"], target(v)
    yes, no = -np.log(a), -np.log(1 - a)
    grid = np.asarray(seen.view.curve.get_xdata())
    agree(n, {"a": a, "y": y, "if_yes": yes, "if_no": no, "loss": y * yes + (1 - y) * no,
              "curve": -y * np.log(grid) - (1 - y) * np.log(1 - grid)})  # fmt: skip
    seen.says(a, yes, no, [] if y in (0, 1) else 100 * y, n["loss"])
    seen.has(y == 1, "The answer is yes")
    seen.has(y == 0, "The answer is no")
    view = seen.view
    for mark, height in ((view.yes, yes), (view.no, no), (view.point, n["loss"])):
        stands(mark, a, min(height, 6.5))
    stands(view.stem, [a, a], [0, 6.5])
    stands(view.curve, grid, n["curve"])
    assert view.label.get_text() == f"loss {said(n['loss'], 2, False)},  y = {said(y, 2, False)}"


THREE = r"\(#\) \+ \(#\) \+ \(#\)"
figure_paths_words = (
    rf"Three paths, three products: df/du = {THREE} = #\. (?:Wiggle u to see whether f changes at that rate|With "
    r"u moved by #, f changes by #; the sum predicts #)\."
)


def figure_paths_says(v, n, seen):
    """f = u² (1.5 − u) − 2 e⁻ᵘ and its slope, by hand; all factors and their sum stand in the picture."""
    u, w = v["u"], v["wiggle"]
    f = lambda u: u**2 * (1.5 - u) - 2 * np.exp(-u)
    first, second = np.array([2 * u, -1, -np.exp(-u)]), np.array([1.5 - u, u**2, -2])
    agree(n, {
        "u": u, "v": np.array([u**2, 1.5 - u, np.exp(-u)]), "f": f(u), "first": first, "second": second,
        "products": first * second, "sum": 3 * u - 3 * u**2 + 2 * np.exp(-u), "wiggle": w, "change": f(u + w) - f(u),
    })  # fmt: skip
    seen.says(n["products"], n["sum"], [w, n["change"], n["sum"] * w] if w else [])
    seen.has(w == 0, "Wiggle u")


def figure_paths(v, n, d):
    circles = {d.inside(c)[0].words: c for c in d.of("circle")}
    for name, value in (("u", n["u"]), ("f", n["f"])):
        head, below = d.inside(circles[name])
        d.take(name, bold=True)
        assert below is d.take(said(value, 2), where=lambda t, below=below: t is below) and head.y < below.y
        assert hue(circles[name].fill) == "y"
    u, w = n["u"], n["v"]
    formulas = {"u²": u**2, "1.5 − u": 1.5 - u, "e^{−u}": np.exp(-u)}
    middle = {}
    for k, (words, value) in enumerate(formulas.items()):
        head = d.take(f"v_{{{k + 1}}} = {words}")
        box = middle[k] = d.grounds[head]
        assert d.inside(box)[0] is head
        below = d.inside(box)[1]
        d.take(said(value, 3), where=lambda t, below=below: t is below)
    assert [box.middle[1] for box in middle.values()] == sorted(box.middle[1] for box in middle.values())
    assert np.isclose(w[0] * w[1] - 2 * w[2], n["f"])
    foot = d.take("v_{1} v_{2} − 2 v_{3}", "quiet")
    assert 0 < foot.box[0] - circles["f"].box[2] < 20 and foot.y == circles["f"].middle[1]
    arrows = {d.ends(line): line for line in d.of("line")}
    assert len(arrows) == len(d.of("line")) == 6 and all(line.head for line in arrows.values())
    for k, box in middle.items():
        for pair, words, ink in (
            ((circles["u"], box), f"∂v_{{{k + 1}}}/∂u = {said(n['first'][k], 2)}", "phi"),
            ((box, circles["f"]), f"∂f/∂v_{{{k + 1}}} = {said(n['second'][k], 2)}", "eta"),
        ):
            arrow, text = arrows[pair], d.take(words, ink)
            assert hue(arrow.stroke) == hue(d.grounds[text].stroke) == ink
            close(d.grounds[text].middle, arrow.middle, words, 8)
    terms = " + ".join(f"({said(a, 2)})({said(b, 2)})" for a, b in zip(n["first"], n["second"], strict=True))
    d.take(f"df/du = {terms} = {said(n['sum'], 3)}", bold=True)
    d.done()


def figure(v, n, view):
    (axes,) = view.figure.axes
    assert plots.named(axes) == ("surprise", "answer  $a$", "") and axes.get_xlim() == (0, 1)
    one, other = [line for line in axes.lines if line not in view.moving]
    a = np.asarray(one.get_xdata())
    assert a[0] == 0.002 and a[-1] == 0.998  # as far as the slider goes
    for curve, words, heights, mark, ink in (
        (one, "at a yes:  $-\\log a$", -np.log(a), view.yes, "y"),
        (other, "at a no:  $-\\log(1-a)$", -np.log(1 - a), view.no, None),
    ):
        plots.is_at(curve, a, heights)
        label = plots.reading(axes, words)
        assert plots.hue(curve) == plots.hue(label) == plots.hue(mark) == ink
        assert abs(label.get_position()[1] - min(heights[-1], 6.5)) < 1.5
        assert label.get_position()[0] > axes.get_xlim()[1]
    assert one.get_linestyle() != other.get_linestyle() != view.curve.get_linestyle() == "-"
    assert {plots.hue(artist) for artist in (view.curve, view.point, view.label, view.stem)} == {None}
    assert view.curve.get_color() == view.point.get_color() == view.label.get_color() != other.get_color()
    assert (view.yes.get_marker(), view.no.get_marker(), view.point.get_marker()) == ("s", "D", "o")
    assert view.label.get_text() == f"loss {said(n['loss'], 2, False)},  y = {said(n['y'], 2, False)}"
