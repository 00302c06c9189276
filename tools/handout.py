"""What a student is given, as one file: `make handout` writes build/student.zip.

In it: the notebooks, with every output but those of exercises, and the pages beside them; the package as a wheel;
environment.yml; and a README for Windows, macOS and Linux. It needs no repository, and has no answers but the helpers
that the package shows.
"""

import re
import shutil
import subprocess
import sys
import tempfile
import zipfile
from pathlib import Path

import nbformat

import place
import stored

TOP = stored.FOLDER.parent
OUT = TOP / "build" / "student.zip"
TEXT = Path(__file__).with_name("handout.md")
CHECKS = re.compile(r"^(check|results|hint|hand_in)\(", flags=re.M)  # a cell of an exercise
LATER = (1980, 1, 1, 0, 0, 0)  # the time of every file, so that the same course gives the same bytes


def wheel(folder):
    """The package, built in a folder by what is installed, without the network: its file."""
    source = Path(folder) / "source"  # a copy: what an earlier build left in the repository would go in as well
    shutil.copytree(TOP / "src", source / "src", ignore=shutil.ignore_patterns("__pycache__", "*.egg-info"))
    for name in ("pyproject.toml", "README.md", "LICENSE"):
        shutil.copy(TOP / name, source)
    code = f"from setuptools import build_meta; print(build_meta.build_wheel({str(folder)!r}))"
    done = subprocess.run([sys.executable, "-c", code], cwd=source, capture_output=True, text=True, check=True)
    return Path(folder) / done.stdout.splitlines()[-1]


def notebook(path):
    """A notebook as a student gets it: cells of exercises have not been run."""
    cells = nbformat.read(path, as_version=4)
    for cell in cells.cells:
        if cell.cell_type == "code" and CHECKS.search(cell.source):
            cell.outputs, cell.execution_count = [], None
    return nbformat.writes(cells) + "\n"


def environment(name):
    """environment.yml for the wheel of that name, and with neither the package's own source nor what tests need."""
    text = (TOP / "environment.yml").read_text(encoding="utf-8")
    lines = [line for line in text.splitlines() if line.strip() != "- nbval" and not line.startswith("#")]
    return "\n".join(lines).replace("-e .[", f"./{name}[") + "\n"


def readme(name, institution):
    """README of a student, for the wheel of that name."""
    title, rest = TEXT.read_text(encoding="utf-8").replace("WHEEL", name).split("\n\n", 1)
    return "\n\n".join(filter(None, [title, institution, rest]))


def contents(folder):
    """What is in the file: the path of each and its bytes. The wheel is built in `folder`."""
    built = wheel(folder)
    yield "README.md", readme(built.name, place.institution()).encode()
    yield "LICENSE", (TOP / "LICENSE").read_bytes()
    yield "environment.yml", environment(built.name).encode()
    yield built.name, built.read_bytes()
    for path in stored.PATHS:
        yield f"notebooks/{path.name}", notebook(path).encode()
    for path in stored.PAGES:
        yield f"notebooks/{path.name}", path.read_bytes()


def build(out=OUT):
    """Write the file; its path."""
    out.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in contents(folder):
            about = zipfile.ZipInfo(f"backprop-by-hand/{name}", LATER)
            about.compress_type, about.external_attr = zipfile.ZIP_DEFLATED, 0o644 << 16
            archive.writestr(about, data)
    return out


if __name__ == "__main__":
    path = build()
    print(f"{path}: {path.stat().st_size / 1e6:.1f} MB")
