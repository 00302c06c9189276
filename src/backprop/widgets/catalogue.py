"""Every live figure of the course, by `stem.name`: found, not listed."""

import importlib
from pathlib import Path

from .figure import Figure

FOLDER = Path(__file__).parent


def module(stem):
    """The module of one live figure."""
    return importlib.import_module(f"{__package__}.{stem}")


FIGURES = {
    f"{path.stem}.{name}": figure
    for path in sorted(FOLDER.glob("[a-z]*.py"))
    if path != Path(__file__)
    for name, figure in vars(module(path.stem)).items()
    if isinstance(figure, Figure)
}
