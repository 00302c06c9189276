"""The benchmarks that need a browser find what they need, from any folder: imported, not run."""

import subprocess
import sys
from pathlib import Path

import pytest

BENCH = Path(__file__).resolve().parents[1] / "bench"


@pytest.mark.parametrize("name", ["book", "figures_browser", "start"])
def test_it_is_imported(name, tmp_path):
    code = f"import runpy, sys; sys.path.insert(0, {str(BENCH)!r}); runpy.run_path({str(BENCH / name)!r} + '.py')"
    subprocess.run([sys.executable, "-c", code], cwd=tmp_path, check=True)
