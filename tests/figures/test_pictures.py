"""Every picture says what the numbers say, at random settings: what must stand where is in `pictures`.

The settings are drawn anew in each run, over the whole range of every control. A failure names its seed, and
`FIGURES_SEED=… pytest tests/figures/test_pictures.py` draws the same settings again.
"""

import os
import random
import secrets

import pytest

import pictures
import plots
from figures import FIGURES
from reading import shown

SEED = int(os.environ.get("FIGURES_SEED") or secrets.randbelow(10**9))
SETTINGS = {True: 6, False: 20}  # of a plot, of a diagram


def drawn_at_random(figure, count):
    """Settings drawn over every control's range, typed values of quantities among them; the first setting too."""
    draw = random.Random(SEED)
    yield figure.settled()
    for _ in range(count):
        values = {}
        for name, control in figure.controls.items():
            values[name] = control.fit(draw.choice(control.settings(values)), values)
        yield figure.settled(**values)


@pytest.mark.parametrize("name", FIGURES)
def test_the_picture_says_what_the_numbers_say(name):
    figure = FIGURES[name]
    for values in drawn_at_random(figure, SETTINGS[figure.is_plot]):
        drawn, picture = shown(name, **values)
        try:
            plots.check(picture.figure) if figure.is_plot else no_fault(picture)
            pictures.oracle(name)(drawn.values, drawn.numbers, picture)
        except AssertionError as error:
            raise AssertionError(f"{name} at {values}, FIGURES_SEED={SEED}: {error}") from error


def no_fault(diagram):
    found = diagram.faults()
    assert not found, found
