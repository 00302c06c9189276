"""Cells of 15_autograd.ipynb that need PyTorch: they run where it is installed, and else show what they gave.

PyTorch is no dependency of the course. What the cells print is kept in data/pytorch.json, where `make store-pytorch`
writes it; `make test-pytorch` runs them for real and compares.
"""

import importlib.util
import json
from pathlib import Path

STORED = Path(__file__).parent / "data" / "pytorch.json"


def installed():
    """Whether PyTorch can be imported here."""
    return importlib.util.find_spec("torch") is not None


def with_pytorch(cell):
    """Call the function below this decorator at once; without PyTorch, print what it has printed with it.

    Raises RuntimeError where PyTorch is missing and nothing is stored under the function's name.
    """
    if installed():
        cell()
        return cell
    stored = json.loads(STORED.read_text(encoding="utf-8"))
    if cell.__name__ not in stored:
        raise RuntimeError("PyTorch is not installed: `pip install torch` and restart the kernel to run this cell")
    print(stored[cell.__name__], end="")
    return cell
