"""The modules of the package: the step modules among them, and what a file imports."""

import ast
import subprocess
import sys
from pathlib import Path

import backprop

PACKAGE = Path(backprop.__file__).parent
ABOUT = {"__init__", "course", "installation", "pytorch"}  # they say something about the course and compute nothing
STEPS = [path for path in sorted(PACKAGE.glob("*.py")) if path.stem not in ABOUT]


def imported(path):
    """The modules that a file imports, relative ones written in full."""
    parts = ["backprop", *path.relative_to(PACKAGE).parts[:-1]]
    names = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            names |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            base = ".".join(parts[: len(parts) + 1 - node.level]) if node.level else ""
            module = ".".join(part for part in (base, node.module) if part)
            names |= {module, *(f"{module}.{alias.name}" for alias in node.names)}
    return names


def start(path, folder):
    """Import a program in that folder as it is started there, and do not run it; an error if it lacks something."""
    code = f"import runpy, sys; sys.path.insert(0, {str(path.parent)!r}); runpy.run_path({str(path)!r})"
    subprocess.run([sys.executable, "-c", code], cwd=folder, check=True)
