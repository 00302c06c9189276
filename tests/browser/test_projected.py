"""In JupyterLab's presentation mode, on the screens of projectors: nothing scrolls sideways, no figure is cut."""

import pytest

import front_end
import stored
from serve import SCREENS

TOO_WIDE = """() => {
    const notebook = document.querySelector('.jp-Notebook'), end = notebook.getBoundingClientRect().right;
    const parts = ".jp-RenderedMarkdown, .jp-RenderedText, mjx-container[display=true], table, .cm-scroller, " +
        ".jp-OutputArea-output img, .backprop-live, .backprop-live .widget-hbox, .backprop-live svg, " +
        ".backprop-exercise";
    return [...notebook.querySelectorAll(parts)]
        .filter(e => e.getClientRects().length)
        .filter(e => e.getBoundingClientRect().right > end || e.clientWidth && e.scrollWidth > e.clientWidth + 2)
        .map(e => `${e.tagName} ${e.className} ${e.scrollWidth} of ${e.clientWidth}: ${e.textContent.slice(0, 80)}`);
}"""


@pytest.mark.parametrize("name", [path.name for path in stored.PATHS])
def test_nothing_is_wider_than_the_screen(page, server, name):
    front_end.open_notebook(page, server, "lab", name)
    front_end.choose(page, "View", "Appearance", "Presentation Mode")
    front_end.run_all(page, stored.code_cells(name))
    # The mathematics for screen readers takes place, and is not seen.
    page.add_style_tag(content="mjx-assistive-mml { display: none !important }")
    for width in (1280, 1920):
        page.set_viewport_size({"width": width, "height": 14000})
        page.wait_for_timeout(1500)
        page.screenshot(path=SCREENS / f"{name.removesuffix('.ipynb')}-projected-{width}.png")
        assert page.evaluate(TOO_WIDE) == []
