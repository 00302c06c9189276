import numpy as np
from numpy.testing import assert_equal

from backprop.widgets import training


def test_any_epoch_is_reached_in_any_order():
    fresh = training.Run(3.0, 0.001, 4, 1.0)
    far = fresh.at(47)
    for epoch in (0, 9, 10, 47):
        for got, expected in zip(fresh.at(epoch), training.Run(3.0, 0.001, 4, 1.0).at(epoch), strict=True):
            assert_equal(got, expected)
    assert len(far[2]) == 48


def test_the_default_sentence_does_not_depend_on_the_last_digits():
    shown = training.figure.render()
    run = training.Run(3.0, 0.0, 12, 1.0)
    W, b = run.marks[0]
    run.marks[0] = {l: W[l] + 1e-13 * np.cos(np.arange(W[l].size)).reshape(W[l].shape) for l in W}, b
    moved = run.at(shown.values["epoch"])
    assert moved[2][-1] != shown.numbers["J"][-1]
    numbers = {**shown.numbers, "J": moved[2], "norm": moved[3]}
    assert training.say(numbers) == shown.sentence
    assert np.abs(training.run(3.0, 0.0, 12, 1.0).at(300)[0][1] - moved[0][1]).max() < 1e-10
