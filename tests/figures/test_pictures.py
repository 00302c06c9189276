"""Every figure says and shows what its numbers are, at random settings: what must stand where is in `pictures`.

All steps and choices are gone through; other settings are drawn anew in each run, over the range of every control. A
failure names its seed; `FIGURES_SEED=… pytest tests/figures/test_pictures.py` draws the same settings again.
`tools/picture_mutants.py` puts faults into the figures, and says which of them these tests do not see.
"""

import os
import random
import secrets

import pytest

from backprop.widgets import derivation_map
from checks import check, check_map
from figures import FIGURES, anywhere, walked

SEED = int(os.environ.get("FIGURES_SEED") or secrets.randbelow(10**9))
SETTINGS = {True: 4, False: 12}  # of a plot, of a diagram


@pytest.mark.parametrize("name", FIGURES)
def test_the_picture_says_what_the_numbers_say(name):
    figure, draw = FIGURES[name], random.Random(SEED)
    for values in [*walked(figure), *(anywhere(figure, draw) for _ in range(SETTINGS[figure.is_plot]))]:
        try:
            check(name, **values)
        except Exception as error:
            raise AssertionError(f"{name} at {values}, FIGURES_SEED={SEED}: {error!r}") from error


def test_the_map_of_the_derivation_says_what_is_done_on_the_way_and_lights_its_step():
    check_map(derivation_map)
