import base64
import io

import ipywidgets
import numpy as np
import pytest
from numpy.testing import assert_allclose, assert_equal
from PIL import Image

from backprop import toy
from backprop.derivatives import complex_step
from backprop.loss import objective
from backprop.network import forward
from backprop.training import initial
from backprop.widgets import training

X, Y = toy.data()


def numbers(**change):
    settings = {"epoch": 20, "learning_rate": 3.0, "weight_decay": 0.0, "hidden": 4, "start": "small random"}
    return training.compute(**{**settings, **change})


def measured(W, b, weight_decay):
    """The gradients of J by the complex step, entry by entry, and their size in each layer."""
    J = lambda W, b: objective(X, Y, W, b, weight_decay)
    dW = {l: complex_step(lambda v, l=l: J({**W, l: v}, b), W[l]) for l in W}
    db = {l: complex_step(lambda v, l=l: J(W, {**b, l: v}), b[l]) for l in b}
    return dW, db, {l: np.sqrt((dW[l] ** 2).sum() + (db[l] ** 2).sum()) for l in W}


def measured_descent(W, b, learning_rate, weight_decay, epochs):
    """Gradient descent by measured gradients: parameters, J and the gradient's sizes at each epoch."""
    path = []
    for _ in range(epochs + 1):
        dW, db, sizes = measured(W, b, weight_decay)
        path.append((W, b, objective(X, Y, W, b, weight_decay), sizes))
        W = {l: W[l] - learning_rate * dW[l] for l in W}
        b = {l: b[l] - learning_rate * db[l] for l in b}
    return path


@pytest.mark.parametrize(("start", "scale"), [("small random", 1.0), ("zeros", 0.0), ("large random", 8.0)])
@pytest.mark.parametrize(("learning_rate", "weight_decay"), [(1.0, 0.0), (0.3, 0.01)])
def test_the_numbers_are_a_descent_by_measured_gradients(start, scale, learning_rate, weight_decay):
    path = measured_descent(*initial((2, 2, 3), 0, scale), learning_rate, weight_decay, 13)
    for epoch in (0, 5, 10, 13):
        n = numbers(epoch=epoch, learning_rate=learning_rate, weight_decay=weight_decay, hidden=2, start=start)
        W, b, _, _ = path[epoch]
        assert_allclose(n["J"], [step[2] for step in path[: epoch + 1]], rtol=1e-10)
        for l in (1, 2):
            assert_allclose(n["norm"][l], [step[3][l] for step in path[: epoch + 1]], rtol=1e-9, atol=1e-15)
        for row, column in [(0, 0), (3, 40), (21, 7)]:
            point = [training.MIDDLES[column], training.MIDDLES[row]]
            assert_allclose(n["maps"][:, row, column], forward(point, W, b)[0][3], rtol=1e-9)
        for i in range(60):
            assert_equal(n["right"][i], (forward(X[i], W, b)[0][3] > 0.5) == (Y[i] > 0.5))


def test_any_epoch_is_reached_in_any_order():
    fresh = training.Run(3.0, 0.001, 4, 1.0)
    far = fresh.at(47)
    for epoch in (0, 9, 10, 47):
        for got, expected in zip(fresh.at(epoch), training.Run(3.0, 0.001, 4, 1.0).at(epoch), strict=True):
            assert_equal(got, expected)
    assert len(far[2]) == 48


def test_the_default_sentence_does_not_depend_on_the_last_digits():
    figure = training.figure()
    run = training.Run(3.0, 0.0, 12, 1.0)
    W, b = run.marks[0]
    run.marks[0] = {l: W[l] + 1e-13 * np.cos(np.arange(W[l].size)).reshape(W[l].shape) for l in W}, b
    moved = run.at(figure.values()["epoch"])
    assert moved[2][-1] != figure.numbers["J"][-1]
    numbers = {**figure.numbers, "J": moved[2], "norm": moved[3]}
    assert training.say(numbers) == figure.sentence
    assert np.abs(training.run(3.0, 0.0, 12, 1.0).at(300)[0][1] - moved[0][1]).max() < 1e-10


def test_the_sentence_says_what_happens():
    assert training.say(numbers(epoch=0)).startswith("Before the first step J = 2.07")
    n = numbers(epoch=20)
    assert training.say(n).startswith(f"At epoch 20 J = {n['J'][-1]:.2f}, and {n['right'].sum()} of the 180")
    n = numbers(epoch=20, learning_rate=30.0)
    rises = sum(after > before for before, after in zip(n["J"][:-1], n["J"][1:], strict=True))
    assert rises > 5 and f"J rose at {rises} of 20 steps" in training.say(n)
    assert "rose" not in training.say(numbers(epoch=20, learning_rate=0.1))
    assert "All 4 hidden units are alike" in training.say(numbers(start="zeros", learning_rate=1.0))
    assert "alike" not in training.say(numbers(start="zeros", hidden=1)) + training.say(numbers())


def test_the_picture_shows_the_numbers():
    view, n = training.View(), numbers(epoch=120)
    view.move(n)
    W, b = training.run(3.0, 0.0, 4, 1.0).at(120)[:2]
    for k in range(3):
        assert_equal(view.maps[k].get_array(), n["maps"][k])
        assert_equal(np.column_stack(view.rings[k].get_data()), X[~n["right"][:, k]])
        assert view.counts[k].get_text() == f"{n['right'][:, k].sum()} of 60 right"
        for segment in view.edges[k].get_segments():
            for point in segment[::7]:
                assert forward(point, W, b)[0][3][k] == pytest.approx(0.5, abs=0.05)
    assert sum(len(edge.get_segments()) for edge in view.edges) >= 2
    epochs, J = view.lines[0].get_data()
    assert_equal(epochs, np.arange(121))
    assert_equal(J, n["J"])
    assert_equal([line.get_ydata()[-1] for line in view.lines], [dot.get_ydata()[0] for dot in view.dots])
    view.move(numbers(epoch=5, start="zeros"))
    assert view.lines[1].get_ydata()[0] == training.NORM[0]  # a gradient of 0 stands at the lower end


def played():
    """The figure with its slider, clock, two buttons and bar."""
    figure = training.figure()
    return figure, figure.controls["epoch"], *figure.children[0].children[:4]


def test_play_moves_on_at_every_tick_until_the_end():
    figure, epoch, clock, _, _, bar = played()
    assert isinstance(clock, ipywidgets.Play) and bar.value == 300 and bar.max == training.LAST
    clock.playing = True
    for tick in range(1, 4):
        clock.value += 1
        assert epoch.value == bar.value == 300 + tick * training.STRIDE
        assert figure.sentence.startswith(f"At epoch {epoch.value} ")
    clock.playing = False
    clock.value += 1  # was on its way when pause was pressed
    assert epoch.value == 330
    epoch.value = training.LAST - 1
    clock.playing = True
    clock.value += 1
    assert epoch.value == training.LAST and not clock.playing
    clock.playing = True  # at the end, play starts anew
    assert epoch.value == 0
    clock.value += 1
    assert epoch.value == training.STRIDE


def test_stop_goes_back_to_the_start_every_time():
    figure, epoch, clock, _, _, _ = played()
    for _ in range(2):
        epoch.value = 40
        clock.playing = True
        with clock.hold_trait_notifications():  # what the stop button sends
            clock.playing, clock.value = False, 0
        assert epoch.value == 0 and not clock.playing
        assert figure.sentence.startswith("Before the first step ")


def test_the_buttons_pause_and_step_or_reset():
    figure, epoch, clock, step, reset, _ = played()
    clock.playing = True
    step.click()
    assert epoch.value == 301 and not clock.playing
    assert figure.sentence.startswith("At epoch 301 ")
    clock.playing = True
    reset.click()
    assert epoch.value == 0 and not clock.playing
    assert figure.sentence.startswith("Before the first step ")
    epoch.value = training.LAST
    step.click()
    assert epoch.value == training.LAST


@pytest.mark.parametrize("many", [0, 1, 10, 23])
def test_a_sheet_of_digits(many):
    sheet = training.Sheet(np.linspace(0, 1, 64 * many).reshape(many, 64), range(many), "What they are.")
    data, metadata = sheet._repr_mimebundle_()
    assert data["text/plain"] == repr(sheet) == metadata["image/png"]["alt"] == "What they are."
    picture = np.asarray(Image.open(io.BytesIO(base64.b64decode(data["image/png"]))).convert("L"))
    assert picture.shape == (250 * max(1, -(-many // 10)), 2 * metadata["image/png"]["width"])
    assert (picture < 255).any() == (many > 0)
