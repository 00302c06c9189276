"""Imports point one way: steps ← exercises, widgets ← notebooks."""

import subprocess
import sys

import pytest

import figures
from package import STEPS, imported


@pytest.mark.parametrize("path", STEPS, ids=lambda path: path.stem)
def test_a_step_imports_numpy_and_steps_alone(path):
    for name in imported(path):
        top = name.split(".")[0]
        assert top in {"backprop", "numpy"} or top in sys.stdlib_module_names, name
        assert not name.startswith(("backprop.widgets", "backprop.exercises")), name


@pytest.mark.parametrize("stem", figures.STEMS)
def test_no_figure_imports_another(stem):
    for name in imported(figures.FOLDER / f"{stem}.py"):
        assert name not in {f"backprop.widgets.{other}" for other in figures.STEMS if other != stem}, name
        assert not name.startswith("backprop.exercises"), name


def test_the_steps_load_neither_matplotlib_nor_ipywidgets():
    names = ", ".join(f"backprop.{path.stem}" for path in STEPS)
    code = f"import sys, {names}; print(sorted(set(sys.modules) & {{'matplotlib', 'ipywidgets', 'IPython'}}))"
    out = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout
    assert out.strip() == "[]"
