"""The mathematics by night: in JupyterLab's dark theme every symbol stands out."""

import shutil

import pytest

import front_end
import serve
import stored
from contrast import ENOUGH, contrast
from serve import SCREENS

# The colours of the letters of the mathematics and of the page behind them, as #RRGGBB.
COLOURS = """part => {
    const two = digits => (+digits).toString(16).padStart(2, "0");
    const hex = colour => "#" + colour.match(/\\d+/g).slice(0, 3).map(two).join("");
    const clear = colour => colour == "transparent" || colour.endsWith(", 0)");
    const found = new Set();
    for (const letter of document.querySelectorAll(part.letters)) {
        let page = letter;
        while (page && clear(getComputedStyle(page).backgroundColor)) page = page.parentElement;
        found.add(hex(getComputedStyle(letter)[part.ink]) + hex(getComputedStyle(page).backgroundColor));
    }
    return [...found].map(pair => [pair.slice(0, 7), pair.slice(7)]);
}"""


@pytest.fixture(scope="module")
def dark(tmp_path_factory):
    """The address of a Jupyter server whose JupyterLab has the dark theme."""
    folder = tmp_path_factory.mktemp("dark") / "notebooks"
    shutil.copytree(stored.FOLDER, folder)
    with serve.jupyter(folder, theme="JupyterLab Dark") as address:
        yield address


@pytest.mark.parametrize("name", ["03_eta.ipynb", "05_outer.ipynb"])  # with every symbol
def test_in_jupyterlab_once_a_figure_is_there(page, dark, name):
    front_end.open_notebook(page, dark, "lab", name)
    front_end.run_all(page, stored.code_cells(name))
    found = page.evaluate(COLOURS, {"letters": ".jp-Notebook mjx-c", "ink": "color"})
    page.screenshot(path=SCREENS / f"{name.removesuffix('.ipynb')}-lab-dark.png")
    assert len(found) >= 4
    assert [pair for pair in found if contrast(*pair) < ENOUGH] == []
