"""Is everything here that the course needs? What 00_start_here.ipynb asks first."""

import importlib.metadata
import re
import sys

NAME = "backprop-by-hand"  # of the distribution: `backprop` on PyPI is somebody else's
OLDEST = (3, 11)  # of Python; the other bounds are read from the package's own metadata


def release(text):
    """The leading numbers of a version, as a tuple: "2.1.0rc1" gives (2, 1, 0)."""
    return tuple(int(part) for part in re.match(r"\d+(?:\.\d+)*", text)[0].split("."))


def needed():
    """What the package needs to run: a list of (name, lowest version)."""
    required = importlib.metadata.requires(NAME) or []
    bounds = [re.match(r"([A-Za-z0-9_.-]+)\s*>=\s*([0-9.]+)", line) for line in required if "extra ==" not in line]
    return [(bound[1], bound[2]) for bound in bounds if bound]


def problems(python=sys.version_info, version=importlib.metadata.version, notebooks=None):
    """What is missing or too old, one sentence each; an empty list if nothing is.

    Notebook 00_start_here. `python` is the version of Python, `version(name)` gives that of a package or raises
    `importlib.metadata.PackageNotFoundError`, `notebooks` is the version of the notebooks.
    """
    found = []
    if tuple(python[:2]) < OLDEST:
        found.append(f"Python is {python[0]}.{python[1]}; the course needs {OLDEST[0]}.{OLDEST[1]} or newer.")
    try:
        bounds = needed()
    except importlib.metadata.PackageNotFoundError:
        return [*found, f"{NAME} is not installed: run `make lab`, or `pip install -e .[jupyter]` in its folder."]
    if notebooks and version(NAME) != notebooks:
        older, newer = "older", "; ask whoever installed it, or run `pip install -e .` in the course's folder."
        if release(version(NAME)) > release(notebooks):
            older, newer = "newer", "; fetch the notebooks of that version."
        found.append(f"The notebooks are of version {notebooks}, and the package is {older}: {version(NAME)}{newer}")
    for name, lowest in bounds:
        try:
            have = version(name)
        except importlib.metadata.PackageNotFoundError:
            found.append(f"{name} is missing; install it with `pip install {name}`.")
            continue
        if release(have) < release(lowest):
            found.append(f"{name} is {have}; the course needs {lowest} or newer: `pip install --upgrade {name}`.")
    return found


def report(**options):
    """The problems as text, or the sentence that there are none. Arguments as in `problems`."""
    found = problems(**options)
    return "\n".join(found) if found else "Everything that the course needs is here."
