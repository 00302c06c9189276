"""The mathematics by night: in JupyterLab's dark theme every symbol stands out."""

import shutil

import pytest

import front_end
import serve
import stored
from contrast import COLOURS, ENOUGH, contrast
from serve import SCREENS


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
