"""Every figure in JupyterLab and in Notebook 7: it fits the screen, can be told by ear, and outlives its kernel."""

import pytest
from axe_playwright_python.sync_playwright import Axe

import front_end
import serve
from contrast import contrast
from figures import FIGURES
from serve import SCREENS

LAPTOP, SHOWN = (1366, 768), 640  # of a laptop's screen, the height that is left for an output
CUT = """() => [...document.querySelectorAll(".backprop-live *")].filter(e => e.getClientRects().length
    && !e.closest(".backprop-picture, .backprop-said, .backprop-style"))
    .filter(e => e.getBoundingClientRect().right > e.closest(".backprop-live").getBoundingClientRect().right + 1)
    .map(e => e.outerHTML.slice(0, 200))"""

COLOUR = """e => "#" + getComputedStyle(e).backgroundColor.match(/\\d+/g)
    .map(part => (+part).toString(16).padStart(2, "0")).join("")"""


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    """A folder with a notebook of all figures."""
    folder = tmp_path_factory.mktemp("figures") / "notebooks"
    folder.mkdir()
    return folder


@pytest.fixture(scope="module")
def cells(folder):
    return front_end.all_figures(folder)


@pytest.fixture(scope="module")
def every(folder, cells):
    """The address of a Jupyter server on it."""
    with serve.jupyter(folder) as address:
        yield address


@pytest.fixture
def live(browser, every, cells):
    """A function: the page of all figures, run in a front end on a screen of this width."""
    pages = []

    def run(where="lab", width=LAPTOP[0], height=14000):
        page = browser.new_page(viewport={"width": width, "height": height})
        pages.append(page)
        front_end.open_notebook(page, every, where, "all.ipynb")
        front_end.run_all(page, cells)
        page.wait_for_timeout(1500)
        return page

    yield run
    for page in pages:
        page.close()
    front_end.end_kernels(every)


@pytest.mark.parametrize("where", front_end.WHERE)
def test_control_picture_and_sentence_fit_a_laptop(live, where):
    page = live(where)
    heights = [figure.bounding_box()["height"] for figure in front_end.figures(page).all()]
    assert len(heights) == len(FIGURES)
    assert {name: height for name, height in zip(FIGURES, heights, strict=True) if height > SHOWN + 1} == {}


@pytest.mark.parametrize("width", [390, 480, 700, 1000, 1920])
def test_nothing_is_cut_and_letters_stay_large(live, width):
    """What is wider than the page scrolls, and says so; all of it can be reached, and by keyboard."""
    page = live("notebook", width)
    assert page.evaluate(CUT) == []
    for name, figure in zip(FIGURES, front_end.figures(page).all(), strict=True):
        figure.screenshot(path=SCREENS / f"{name}-{width}.png")
        box, svg = figure.locator(".backprop-picture"), figure.locator(".backprop-shown svg[role=img]")
        inside, drawn = box.evaluate("e => [e.clientWidth, e.scrollWidth]"), svg.bounding_box()["width"]
        assert inside[0] <= figure.bounding_box()["width"] and drawn <= inside[1] + 1
        assert drawn >= 770 - 1
        scrolls = inside[1] > inside[0]
        assert figure.locator(".backprop-wider").is_visible() == scrolls, name
        words = figure.locator(".backprop-words").bounding_box()
        assert words["x"] + words["width"] <= figure.bounding_box()["x"] + figure.bounding_box()["width"] + 1
        assert box.get_attribute("tabindex") == "0"


def test_every_control_has_a_name_a_state_and_a_size(live):
    page = live()
    parts = ".noUi-handle, .widget-readout, .backprop-row button, .backprop-row input"
    for part in page.locator(".backprop-live").locator(parts).all():
        assert part.evaluate("e => e.getAttribute('aria-label') || e.innerText || (e.labels && e.labels.length)")
        box = part.bounding_box()
        assert min(box["width"], box["height"]) >= 24, part.evaluate("e => e.outerHTML")
    for group in page.locator(".backprop-live .widget-toggle-buttons").all():
        buttons = group.locator("button").all()
        pressed = [button.get_attribute("aria-pressed") for button in buttons]
        assert pressed.count("true") == 1 and pressed.count("false") == len(buttons) - 1
        chosen, other = buttons[pressed.index("true")], buttons[pressed.index("false")]
        assert contrast(chosen.evaluate(COLOUR), other.evaluate(COLOUR)) >= 3
        other.focus()
        other.press("Enter")
        page.wait_for_timeout(300)
        assert other.get_attribute("aria-pressed") == "true" and chosen.get_attribute("aria-pressed") == "false"


def test_axe_finds_nothing(live):
    page = live()
    found = {
        (violation["id"], node["html"][:160])
        for violation in Axe().run(page, context={"include": [[".backprop-widget"]]}).response["violations"]
        for node in violation["nodes"]
    }
    assert found == set()


def test_a_sentence_is_said_once_a_change(live):
    """By one region that stays; the picture has a name of its own."""
    page = live()
    figure = front_end.figures(page).nth(list(FIGURES).index("eta.figure"))
    region = figure.locator("[role=status]")
    assert region.count() == 1 and region.inner_text() == ""
    page.evaluate(
        """element => { window.said = []; const note = () => window.said.push(element.textContent);
            new MutationObserver(note).observe(element, {childList: true, characterData: true, subtree: true}); }""",
        region.element_handle(),
    )
    handle = figure.locator(".noUi-handle").first
    handle.focus()
    for _ in range(3):
        handle.press("ArrowRight")
    page.wait_for_timeout(1500)
    assert page.evaluate("window.said") == [front_end.sentence(figure)]


@pytest.mark.parametrize("where", front_end.WHERE)
def test_reopened_without_a_kernel_it_shows_stills_and_verdicts(live, browser, every, where):
    page = live(where)
    page.keyboard.press("Control+s")
    page.wait_for_timeout(2500)
    page.close()
    front_end.end_kernels(every)
    page = browser.new_page(viewport={"width": LAPTOP[0], "height": 14000})
    front_end.open_notebook(page, every, where, "all.ipynb")
    page.screenshot(path=SCREENS / f"reopened-{where}.png")
    outputs = page.locator(".jp-OutputArea-output")
    assert [text for text in outputs.all() if text.is_visible() and "Error" in text.inner_text()] == []
    pictures = [picture for picture in page.locator(".jp-OutputArea-output img").all() if picture.is_visible()]
    assert len(pictures) == len(FIGURES)
    assert page.get_by_text("✗ Not yet · δ from η and z").is_visible()
    page.close()


@pytest.mark.parametrize("where", front_end.WHERE)
def test_a_figure_says_that_its_kernel_is_gone(live, every, where):
    page = live(where)
    gone = page.locator(".backprop-gone").first
    assert not gone.is_visible()
    front_end.choose(page, "Kernel", "Restart Kernel…")
    page.wait_for_timeout(1000)
    page.keyboard.press("Enter")
    page.wait_for_timeout(4000)
    assert gone.is_visible()


def test_a_film_plays_in_two_views(live):
    page = live()
    number = list(FIGURES).index("training.figure")
    cell = page.locator(".jp-CodeCell").nth(number)
    cell.locator(".backprop-live").click(button="right", position={"x": 5, "y": 5})
    page.locator(".lm-Menu-itemLabel", has_text="Create New View for Cell Output").click()
    page.wait_for_timeout(2500)
    both = page.locator(".backprop-live:has(.backprop-paper-training-View)").all()
    views = [figure for figure in both if figure.is_visible()]
    assert len(views) == 2
    for view in views:
        view.get_by_role("button", name="reset").click()
        page.wait_for_timeout(500)
        view.get_by_role("button", name="play").click()
        page.wait_for_timeout(2500)
        epochs = {int(one.locator(".widget-readout").first.inner_text()) for one in views}
        assert len(epochs) <= 2 and min(epochs) > 100
        view.get_by_role("button", name="pause").click()
        page.wait_for_timeout(500)
    assert len({front_end.sentence(one) for one in views}) == 1


@pytest.mark.parametrize("name", ["05_outer.ipynb", "10_training.ipynb"])
def test_opening_changes_nothing(page, server, name):
    front_end.open_notebook(page, server, "lab", name)
    page.wait_for_timeout(2000)
    assert page.locator(".lm-TabBar-tab.jp-mod-current", has_text=name[:8]).count() == 1
    assert page.locator(".lm-TabBar-tab.jp-mod-dirty").count() == 0
