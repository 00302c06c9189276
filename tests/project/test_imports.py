"""Imports point one way: steps ← exercises, widgets ← jupyter ← notebooks."""

import subprocess
import sys

import pytest

import figures
from backprop.widgets import catalogue
from package import PACKAGE, STEPS, imported


@pytest.mark.parametrize("path", STEPS, ids=lambda path: path.stem)
def test_a_step_imports_numpy_and_steps_alone(path):
    for name in imported(path):
        top = name.split(".")[0]
        assert top in {"backprop", "numpy"} or top in sys.stdlib_module_names, name
        assert not name.startswith(("backprop.widgets", "backprop.exercises", "backprop.jupyter")), name


@pytest.mark.parametrize("stem", figures.STEMS)
def test_no_figure_imports_another(stem):
    for name in imported(catalogue.FOLDER / f"{stem}.py"):
        assert name not in {f"backprop.widgets.{other}" for other in figures.STEMS if other != stem}, name
        assert not name.startswith("backprop.exercises"), name


FRONT_ENDS = ("ipywidgets", "IPython", "backprop.jupyter")
DATA = [path for folder in ("widgets", "exercises") for path in sorted((PACKAGE / folder).glob("*.py"))]


@pytest.mark.parametrize("path", DATA, ids=lambda path: f"{path.parent.stem}.{path.stem}")
def test_a_figure_and_an_exercise_know_no_front_end(path):
    """But for the one line of each that hands itself to it when a notebook shows it."""
    known = {name for name in imported(path) if name.startswith(FRONT_ENDS)}
    assert known <= ALLOWED.get(f"{path.parent.stem}.{path.stem}", set())


ALLOWED = {
    "widgets.figure": {"backprop.jupyter.show", "backprop.jupyter.show.Live",
                       "backprop.jupyter.press", "backprop.jupyter.press.LivePress"},
    "exercises.guard": {"backprop.jupyter.quiet", "backprop.jupyter.quiet.nothing_displayed"},
    "exercises.session": {"backprop.jupyter.panel", "backprop.jupyter.panel.Panel"},
}  # fmt: skip


def test_the_steps_load_neither_matplotlib_nor_ipywidgets():
    names = ", ".join(f"backprop.{path.stem}" for path in STEPS)
    code = f"import sys, {names}; print(sorted(set(sys.modules) & {{'matplotlib', 'ipywidgets', 'IPython'}}))"
    out = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout
    assert out.strip() == "[]"
