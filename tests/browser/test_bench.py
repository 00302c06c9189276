"""The programs that need a browser or the book's packages find what they need, from any folder: imported, not run."""

import subprocess
import sys
from pathlib import Path

import pytest

TOP = Path(__file__).resolve().parents[2]
BENCH, BOOK = TOP / "tests" / "bench", TOP / "tools" / "book"
PROGRAMS = [BENCH / f"{name}.py" for name in ("book", "figures_browser", "start")]
PROGRAMS += sorted(BOOK.glob("build_*.py"))


@pytest.mark.parametrize("path", PROGRAMS, ids=lambda path: path.stem)
def test_it_is_imported(path, tmp_path):
    code = f"import runpy, sys; sys.path.insert(0, {str(path.parent)!r}); runpy.run_path({str(path)!r})"
    subprocess.run([sys.executable, "-c", code], cwd=tmp_path, check=True)
