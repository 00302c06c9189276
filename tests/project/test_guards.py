"""The guards guarded: a changed output turns nbval red, two executions give the same bytes, the network is closed."""

import base64
import io
import os
import re
import subprocess
import sys
import tomllib
import warnings

import nbformat
import numpy as np
import pytest
from PIL import Image

import elsewhere
import figures
import store_notebooks
import stored

PYPROJECT = stored.FOLDER.parent / "pyproject.toml"
PROJECT = tomllib.loads(PYPROJECT.read_text(encoding="utf-8"))["tool"]["pytest"]["ini_options"]
CELLS = {
    "number": "from backprop import toy\nprint(toy.network()[0][1])",
    "diagram": "from backprop.widgets import outer\nouter.figure()",
    "plot": "from backprop.widgets import eta\neta.figure()",
}
MOVED = "figure = outer.figure()\nfigure.controls['wiggle'].value = 0.5\nfigure"


@pytest.fixture(scope="module")
def executed():
    """A notebook with one cell of each kind, run and stored as the course's are."""
    cells = [nbformat.v4.new_code_cell(source, id=name) for name, source in CELLS.items()]
    notebook = store_notebooks.settled(store_notebooks.run(nbformat.v4.new_notebook(cells=cells)))
    return {cell.id: cell for cell in notebook.cells}


def another_digit(text):
    """The text with its last digit after a decimal point changed."""
    last = list(re.finditer(r"(?<=\.)\d+", text))[-1]
    digit = str((int(text[last.end() - 1]) + 1) % 10)
    return text[: last.end() - 1] + digit + text[last.end() :]


def doctored(cells):
    """Copies of the cells, some of them changed, with the verdict that nbval must give on each."""
    copy = lambda name: nbformat.from_dict({**cells[name], "id": f"cell-{len(found)}"})
    found = []
    for name in CELLS:
        found.append((copy(name), "PASSED"))
    cell = copy("number")
    cell.outputs[0].text = another_digit(cell.outputs[0].text)
    found.append((cell, "FAILED"))
    for name, change in (("diagram", another_digit), ("plot", another_digit)):
        cell = copy(name)
        cell.outputs[0].data["text/plain"] = change(cell.outputs[0].data["text/plain"])
        found.append((cell, "FAILED"))
    cell = copy("diagram")
    cell.outputs[0].data["image/svg+xml"] = another_digit(cell.outputs[0].data["image/svg+xml"])
    found.append((cell, "FAILED"))
    cell = copy("diagram")
    cell.source = MOVED
    found.append((cell, "FAILED"))
    return found


def test_nbval_sees_every_change(executed, tmp_path):
    cells = doctored(executed)
    notebook = nbformat.v4.new_notebook(cells=[cell for cell, _ in cells])
    notebook.metadata = stored.read(stored.PATHS[0]).metadata
    nbformat.write(notebook, tmp_path / "doctored.ipynb")
    ours = [word for word in PROJECT["addopts"].split() if word.startswith("--nbval")]  # as `make test` has them
    words = ["-m", "pytest", "-p", "nbval.plugin", *ours, *"-rA --tb=no -c pytest.ini .".split()]
    (tmp_path / "pytest.ini").write_text("[pytest]\n")
    alone = {**os.environ, "PYTEST_DISABLE_PLUGIN_AUTOLOAD": "1"}
    done = subprocess.run([sys.executable, *words], cwd=tmp_path, env=alone, capture_output=True, text=True)
    verdicts = re.findall(r"^(PASSED|FAILED) \S*doctored\.ipynb::Cell (\d+)", done.stdout, flags=re.M)
    wanted = [(str(k), verdict) for k, (_, verdict) in enumerate(cells)]
    assert sorted((number, verdict) for verdict, number in verdicts) == wanted, done.stdout


def test_two_executions_give_the_same_bytes(executed, tmp_path):
    path = tmp_path / "again.ipynb"
    cells = [nbformat.from_dict({**cell, "outputs": [], "execution_count": None}) for cell in executed.values()]
    nbformat.write(nbformat.v4.new_notebook(cells=cells), path)
    again = store_notebooks.executed(path).cells
    assert [nbformat.from_dict({**cell, "id": ""}) for cell in again] == [
        nbformat.from_dict({**cell, "id": ""}) for cell in executed.values()
    ]


def pixels(png, zoom=2):
    """A picture at a quarter of a pixel for a point, where the edge of a letter no longer matters."""
    picture = Image.open(io.BytesIO(png)).convert("RGB")
    return np.asarray(picture.reduce(4 * zoom), float)


def stored_pictures():
    """Every picture that the notebooks store: (where, what it shows, SVG or None, PNG)."""
    for path in stored.PATHS:
        for cell in stored.read(path).cells:
            for output in cell.get("outputs", []):
                data = output.get("data", {})
                if "image/png" in data:
                    yield cell.id, data["text/plain"], data.get("image/svg+xml"), base64.b64decode(data["image/png"])


def assert_same(where, stored, drawn, zoom=2):
    one, other = pixels(stored), pixels(drawn, zoom)
    assert one.shape == other.shape and np.abs(one - other).max() < 32, where


def test_each_diagram_is_stored_as_the_png_that_it_makes():
    """nbval compares the SVG, and no PNG."""
    for where, _, svg, png in stored_pictures():
        if svg:
            assert_same(where, png, store_notebooks.raster(svg, zoom=1), zoom=1)


@elsewhere.with_the_stored_matplotlib
def test_each_plot_is_stored_as_it_is_drawn_now():
    plots = {}
    for name in figures.PLOTS:
        still = figures.FIGURES[name].still()
        plots[still["text/plain"]] = base64.b64decode(still["image/png"])
    seen = set()
    for where, sentence, svg, png in stored_pictures():
        if svg is None and sentence in plots:  # not a sheet of digits
            assert_same(where, png, base64.b64decode(store_notebooks.small(plots[sentence])))
            seen.add(sentence)
    assert seen == plots.keys()


def test_a_warning_fails_a_test():
    with pytest.raises(UserWarning):
        warnings.warn("of the course's own", UserWarning, stacklevel=1)


@pytest.mark.parametrize(("rule", "source"), [
    ("F401", "import os\n"), ("F821", "x = y\n"), ("B006", "def f(x=[]):\n    return x\n"),
    ("UP035", "from typing import List\n"), ("I001", "import sys\nimport os\n"), ("E501", f"x = '{'y' * 120}'\n"),
    ("RUF005", "x = [1]\ny = [*x] + [2]\n"),
])  # fmt: skip
def test_ruff_sees_it(rule, source):
    words = ["-m", "ruff", "check", "--no-cache", "--config", str(PYPROJECT), "--stdin-filename", "src/x.py", "-"]
    done = subprocess.run([sys.executable, *words], input=source, capture_output=True, text=True)
    assert done.returncode == 1 and rule in done.stdout, done.stdout + done.stderr


def test_the_network_is_closed():
    ask = "import socket; socket.create_connection(('192.0.2.1', 80), timeout=1)"
    name = "import urllib.request; urllib.request.urlopen('http://example.org', timeout=1)"
    for source in (ask, name):
        done = subprocess.run([sys.executable, "-c", source], capture_output=True, text=True)
        assert done.returncode and "network closed" in done.stderr
