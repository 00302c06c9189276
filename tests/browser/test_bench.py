"""The programs that need a browser or the book's packages find what they need, from any folder: imported, not run."""

from pathlib import Path

import pytest

import package

TOP = Path(__file__).resolve().parents[2]
BENCH, BOOK = TOP / "tests" / "bench", TOP / "tools" / "book"
PROGRAMS = [BENCH / f"{name}.py" for name in ("book", "figures_browser", "start")]
PROGRAMS += sorted(BOOK.glob("build_*.py"))


@pytest.mark.parametrize("path", PROGRAMS, ids=lambda path: path.stem)
def test_it_is_imported(path, tmp_path):
    package.start(path, tmp_path)
