"""The training of notebook 10 played, paused, stepped and reset by keyboard in JupyterLab and in Notebook 7."""

import base64
import io

import numpy as np
import pytest
from PIL import Image

import front_end
import stored

NAME = "10_training.ipynb"


@pytest.mark.parametrize("where", front_end.WHERE)
def test_played_by_keyboard(page, server, where):
    front_end.open_notebook(page, server, where, NAME)
    front_end.run_all(page, stored.code_cells(NAME))
    figure = front_end.figures(page).first
    play = figure.locator("button").first  # "play", or "pause" while it plays
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
    for button in (one_step, reset):  # each of them also pauses
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


def test_no_frame_of_the_film_goes_blank(browser, server):
    """Every frame that the browser paints while it plays has the second map, which is never white, in its place."""
    page = browser.new_page(viewport={"width": 1280, "height": 1000})
    front_end.open_notebook(page, server, "lab", NAME)
    front_end.run_all(page, stored.code_cells(NAME))
    figure = front_end.figures(page).first
    figure.get_by_role("button", name="reset").click()
    figure.evaluate("element => element.scrollIntoView({block: 'start'})")
    page.wait_for_timeout(1000)
    box = figure.locator("svg[role=img]").bounding_box()
    shown, session = [], page.context.new_cdp_session(page)

    def keep(frame):
        shown.append(frame["data"])
        session.send("Page.screencastFrameAck", {"sessionId": frame["sessionId"]})

    session.on("Page.screencastFrame", keep)
    session.send("Page.startScreencast", {"format": "png", "everyNthFrame": 1})
    figure.get_by_role("button", name="play").click()
    page.wait_for_timeout(5000)
    session.send("Page.stopScreencast")
    page.close()
    left, bottom, width, height = 0.4, 0.475, 0.21, 0.401  # of the map, as shares of the picture
    across = slice(round(box["x"] + left * box["width"]) + 4, round(box["x"] + (left + width) * box["width"]) - 4)
    down = slice(*(round(box["y"] + (1 - h) * box["height"]) + 4 for h in (bottom + height, bottom + 0.02)))
    assert len(shown) > 40
    for frame in shown:
        picture = np.asarray(Image.open(io.BytesIO(base64.b64decode(frame))).convert("RGB"))
        assert picture.shape == (1000, 1280, 3)
        assert (picture[down, across].max(axis=2) < 250).mean() > 0.5, "a frame without the map"
