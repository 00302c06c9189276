"""Every notebook in JupyterLab and in Notebook 7: opened, run, every control moved by keyboard."""

import pytest
from playwright.sync_api import expect

import front_end
import stored
from serve import SCREENS

NAMES = [path.name for path in stored.PATHS]


def stills(name):
    """How many pictures of a live figure or of the map a stored notebook has."""
    return sum(
        any(mime.startswith("image/") for mime in output.get("data", {}))
        for cell in stored.read(stored.FOLDER / name).cells
        if cell.cell_type == "code"
        for output in cell.outputs
    )


def live_figures(name):
    """How many cells of a notebook end in a live figure."""
    return sum(map(stored.shows_a_figure, stored.read(stored.FOLDER / name).cells))


@pytest.mark.parametrize("where", front_end.WHERE)
@pytest.mark.parametrize("name", NAMES)
def test_opened_and_not_run_it_shows_its_stills(page, server, where, name):
    asked = []
    page.on("request", lambda request: asked.append(request.url))
    front_end.open_notebook(page, server, where, name)
    assert [url for url in asked if not url.startswith((server, "data:", "blob:"))] == []
    assert page.locator(".Toastify__toast").count() == 0, "a message lies over the notebook"
    text = page.locator(".jp-Notebook").inner_text()
    for failure in ("model not found", "Loading widget", "Error displaying widget", "javascript error"):
        assert failure not in text
    pictures = page.locator(".jp-OutputArea-output img, .jp-OutputArea-output svg[role=img]")
    expect(pictures).to_have_count(stills(name), timeout=20000)
    for picture in pictures.all():
        box = picture.bounding_box()
        assert box["width"] > 100 and box["height"] > 100
        assert box["x"] + box["width"] < 1280
    page.screenshot(path=SCREENS / f"{name.removesuffix('.ipynb')}-{where}-still.png")


@pytest.mark.parametrize("where", front_end.WHERE)
@pytest.mark.parametrize("name", NAMES)
def test_run_and_moved_by_keyboard(page, server, where, name):
    front_end.open_notebook(page, server, where, name)
    errors = []  # from here on: Notebook 7 has some of its own while it starts
    page.on("pageerror", lambda error: errors.append(str(error)))
    front_end.run_all(page, stored.code_cells(name))
    stem = name.removesuffix(".ipynb")
    page.screenshot(path=SCREENS / f"{stem}-{where}-run.png")
    for mime in ("application/vnd.jupyter.error", "application/vnd.jupyter.stderr"):
        assert page.locator(f"[data-mime-type='{mime}']").count() == 0
    assert "javascript error" not in page.locator(".jp-Notebook").inner_text()
    figures = front_end.figures(page)
    assert figures.count() == live_figures(name) >= 1
    assert page.evaluate(front_end.HARD_TO_READ) == []
    for number, figure in enumerate(figures.all()):
        height = figure.bounding_box()["height"]
        for place, (kind, control) in enumerate(front_end.controls(figure)):
            label, seen = front_end.label(control), set()
            assert label
            if control.locator("[disabled]").count():
                continue
            for setting, _ in enumerate(front_end.move(page, control, kind)):
                page.wait_for_timeout(400)
                seen.add(front_end.sentence(figure))
                assert figure.bounding_box()["height"] == height, f"{label}: the figure jumps"
                assert figure.locator("[role=alert]").count() == 0
                figure.screenshot(path=SCREENS / f"{stem}-{where}-{number}-{place}-{setting}.png")
            assert len(seen) > 1, f"{label}: the sentence does not follow"
    assert not errors
