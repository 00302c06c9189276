"""Every live figure of the course, by `stem.name`, found and not listed."""

import importlib
from pathlib import Path

import backprop.widgets
from backprop.widgets.figure import Figure

FOLDER = Path(backprop.widgets.__file__).parent


def module(stem):
    """The module of one live figure."""
    return importlib.import_module(f"backprop.widgets.{stem}")


FIGURES = {
    f"{path.stem}.{name}": figure
    for path in sorted(FOLDER.glob("[a-z]*.py"))
    for name, figure in vars(module(path.stem)).items()
    if isinstance(figure, Figure)
}
