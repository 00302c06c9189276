"""The notebooks with a kernel in the browser: each runs whole, figures move, exercises are judged and handed in.

Nothing but the server on this machine can be reached. JupyterLite is tried with the older Pyodide of stand_in.py;
where that cannot be had, these tests are skipped, and the run says so at its end.
"""

import re

import pytest
from playwright.sync_api import expect

import build_book
import front_end
import serve
import stand_in
import stored

NAMES = [path.name for path in stored.PATHS]
RAN = "Everything that the course needs is here."  # what the first notebook says
CHROMIUM = {"content-autofill.googleapis.com:443"}  # what the browser asks for its own sake
HOME = next(path for path in stored.PATHS if path.stem.endswith("_delta"))  # of the exercise that is answered
ANSWERS = """
import numpy as np
from backprop.exercises import check, hand_in, results
φ = lambda z: 1 / (1 + np.exp(-z))
def endless(eta, z):
    while True: pass
"""
JUDGED = {
    "lambda eta, z: eta * φ(z)": "The factor 1 − φ(z) is missing.",
    "endless": "It had not ended after 4 seconds",
    "lambda eta, z: eta * φ(z) * (1 - φ(z))": "Correct",
}


@pytest.fixture(scope="module")
def lite(book):
    """The address of the book with JupyterLite in it."""
    try:
        stand_in.build(build_book.BUILT / "lite")
    except stand_in.NotToBeHad as error:
        pytest.skip(f"JupyterLite was not tried: {error}")
    return book["server"]


@pytest.fixture(scope="module")
def reader(browser, lite):
    """A reader's browser, which keeps what was written, and reaches nothing but this machine."""
    with serve.nowhere() as (proxy, asked):
        context = browser.new_context(
            viewport={"width": 1280, "height": 12000}, proxy={"server": proxy, "bypass": "127.0.0.1"}
        )
        yield context
        context.close()
    assert [address for address in asked if address not in CHROMIUM] == [], "another address was asked for"


@pytest.fixture
def page(reader):
    page = reader.new_page()
    yield page
    page.close()


def outputs(page, kind):
    return page.locator(f"[data-mime-type='application/vnd.jupyter.{kind}']").all_inner_texts()


@pytest.mark.parametrize("name", NAMES)
def test_a_notebook_runs_whole_and_its_figures_move(page, lite, name):
    front_end.open_notebook(page, lite, "lite", name)
    front_end.run_all(page, stored.code_cells(name))
    assert outputs(page, "error") == [] and outputs(page, "stderr") == []
    figures = front_end.figures(page)
    expect(figures).to_have_count(sum(map(stored.shows_a_figure, stored.read(stored.FOLDER / name).cells)))
    assert page.get_by_text(RAN).count() == (name == NAMES[0])
    for figure in figures.all():
        before = front_end.sentence(figure)
        if figure.get_by_role("button", name="reset").count():
            figure.get_by_role("button", name="reset").click()
            figure.get_by_role("button", name="play").click()
        else:
            counting = [one for one in front_end.controls(figure) if not one[1].locator("[disabled]").count()]
            for kind, control in counting:  # one alone may leave the words as they are
                next(front_end.move(page, control, kind))
        expect(figure.locator(".backprop-words")).not_to_have_text(before, timeout=20 * front_end.SECONDS)
        if (film := figure.get_by_role("button", name="reset")).count():
            film.click()  # or it goes on playing, and the kernel has no time for the next figure
    page.screenshot(path=serve.SCREENS / f"{name.removesuffix('.ipynb')}-lite-run.png")


def test_from_the_book_to_a_file_for_the_teacher(page, lite):
    """Answers are judged, an endless one too; a kernel that hangs is restarted, and what was done is still there."""
    page.goto(f"{lite}/{HOME.stem}.html")
    page.get_by_role("link", name="Run this notebook").click()
    front_end.wait_for_kernel(page, side_bar=True)
    front_end.run_code(page, ANSWERS)
    for answer, said in JUDGED.items():
        assert said in front_end.run_code(page, f'print(check("delta", {answer}))'), answer
    front_end.run_code(page, 'hand_in("Ada Lovelace")')
    front_end.start(page, "while True: pass")
    front_end.choose(page, "Kernel", "Restart Kernel…")
    page.locator(".jp-Dialog .jp-mod-accept").click()
    front_end.wait_for_kernel(page, side_bar=False)
    table = front_end.run_code(page, "from backprop.exercises import results\nprint(results('delta'))")
    assert "Correct" in table and " 3 " in table
    handed = front_end.run_code(page, "print(open('results-ada-lovelace.csv').read())")
    assert "Ada Lovelace" in handed and "correct" in handed


def test_every_page_leads_to_its_notebook(lite):
    for path in stored.PATHS:
        text = (build_book.BUILT / f"{path.stem}.html").read_text(encoding="utf-8")
        (address,) = re.findall(r'<a href="([^"]+)">Run this notebook</a>', text)
        app, _, inside = address.partition("?path=")
        assert (build_book.BUILT / app).exists() and (build_book.BUILT / "lite" / "files" / inside).exists()
        assert inside == f"notebooks/{path.name}"
