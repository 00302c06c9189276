"""Every live figure of the course, and how a test moves its controls without a browser."""

import importlib
from pathlib import Path

import ipywidgets
import numpy as np

import backprop.widgets

FOLDER = Path(backprop.widgets.__file__).parent
# Modules of `widgets` that make no figure: what the figures share.
SHARED = {"__init__", "derivation_map", "live", "palette", "plot", "svg", "target", "text"}
STEMS = sorted(path.stem for path in FOLDER.glob("*.py") if path.stem not in SHARED)


def module(stem):
    """The module of one live figure."""
    return importlib.import_module(f"backprop.widgets.{stem}")


def makers():
    """Every function that makes a live figure, by `stem.name`."""
    found = {}
    for stem in STEMS:
        for name, maker in vars(module(stem)).items():
            if name.startswith("figure") and getattr(maker, "__module__", "") == f"backprop.widgets.{stem}":
                found[f"{stem}.{name}"] = maker
    return found


def settings(control):
    """The values of a control that a test must reach: both ends and the middle, or every choice."""
    if isinstance(control, ipywidgets.ToggleButtons):
        return [value for _, value in control._options_full]
    if isinstance(control, ipywidgets.Checkbox):
        return [False, True]
    if isinstance(control, ipywidgets.SelectionSlider):
        values = [value for _, value in control._options_full]
        return [values[0], values[len(values) // 2], values[-1]]
    step = getattr(control, "step", None) or 1
    middle = control.min + (control.max - control.min) // step // 2 * step
    return [control.min, middle, control.max]


def assert_finite(numbers):
    """No number that the figure shows is NaN or infinite."""
    for name, value in numbers.items():
        if isinstance(value, dict):
            assert_finite(value)
        elif isinstance(value, float | int | np.ndarray | np.generic) and np.asarray(value).dtype.kind in "fc":
            assert np.isfinite(value).all(), name

