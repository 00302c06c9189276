"""The training of notebook 10 played, paused, stepped and reset by keyboard in JupyterLab and in Notebook 7."""

import pytest

import front_end
from test_course import code_cells

NAME = "10_training.ipynb"


@pytest.mark.parametrize("where", front_end.WHERE)
def test_played_by_keyboard(page, server, where):
    front_end.open_notebook(page, server, where, NAME)
    front_end.run_all(page, code_cells(NAME))
    figure = front_end.figures(page).first
    play, stop = figure.locator(".widget-play button").all()[:2]
    one_step, reset = (figure.get_by_role("button", name=name) for name in ("one step", "reset"))

    def epoch():
        shown = int(figure.locator(".widget-readout").first.inner_text())
        words = f"At epoch {shown} " if shown else "Before the first step "
        assert front_end.sentence(figure).startswith(words)
        return shown

    def press(button, seconds=1.0):
        button.focus()
        button.press("Enter")
        page.wait_for_timeout(1000 * seconds)

    press(reset)
    assert epoch() == 0
    press(one_step)
    assert epoch() == 1
    press(play, 2)
    press(play)
    paused = epoch()
    assert paused > 11 and paused % 10 == 1
    page.wait_for_timeout(1000)
    assert epoch() == paused
    for button in (one_step, reset, stop):  # each of them also pauses
        press(play, 2)
        press(button)
        then = epoch()
        page.wait_for_timeout(1000)
        assert epoch() == then
        assert then > paused if button is one_step else then == 0
    front_end.type_value(figure.locator(".widget-slider").first, "slider", "980")
    page.wait_for_timeout(1000)
    press(play, 3)
    assert epoch() == 1000
    press(play, 1.5)
    press(play)
    assert 0 < epoch() < 900
