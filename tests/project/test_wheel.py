"""What is installed elsewhere: a wheel, made from the source distribution, has all of the package and works."""

import os
import shutil
import subprocess
import sys
import tarfile
import zipfile
from pathlib import Path

import pytest

TOP = Path(__file__).resolve().parents[2]
USE = """
import sys; sys.path.insert(0, {folder!r})
import importlib.metadata, pathlib
import backprop
assert pathlib.Path(backprop.__file__).is_relative_to({folder!r}), backprop.__file__
assert importlib.metadata.distribution("backprop-by-hand").locate_file("") == pathlib.Path({folder!r})
from backprop import digits, toy, training
X, Y, X_held, Y_held = digits.data()
assert X.shape == (len(Y), 64) and X_held.shape == (len(Y_held), 64)
training.descend(*toy.data(), *training.initial((2, 3, 3), seed=0), learning_rate=1.0, epochs=2)
from backprop.installation import report
assert report() == "Everything that the course needs is here.", report()
from backprop.exercises import catalogue, check
for stem in catalogue.STEMS:
    for exercise in catalogue.exercises(stem):
        assert check(exercise.name, exercise.reference).correct
from backprop.widgets import outer
assert outer.figure.still()["image/svg+xml"].startswith("<svg")
"""


def build(kind, source, folder):
    """A distribution of the source in a folder, made by the backend that pyproject.toml names: its file."""
    code = f"from setuptools import build_meta; print(build_meta.build_{kind}({str(folder)!r}))"
    done = subprocess.run([sys.executable, "-c", code], cwd=source, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    return folder / done.stdout.splitlines()[-1]


@pytest.fixture(scope="module")
def installed(tmp_path_factory):
    """The wheel unpacked, as pip does, in a folder that knows nothing of the repository."""
    folder = tmp_path_factory.mktemp("elsewhere")
    left_out = shutil.ignore_patterns("__pycache__", "*.egg-info")
    shutil.copytree(TOP / "src", folder / "copy" / "src", ignore=left_out)
    for name in ("pyproject.toml", "README.md", "LICENSE"):
        shutil.copy(TOP / name, folder / "copy")
    with tarfile.open(build("sdist", folder / "copy", folder)) as archive:
        archive.extractall(folder / "source", filter="data")
    (source,) = (folder / "source").iterdir()
    with zipfile.ZipFile(build("wheel", source, folder)) as archive:
        archive.extractall(folder / "site")
    return folder / "site"


def test_it_has_every_file_of_the_package_and_no_other(installed):
    kept = lambda folder: {path.relative_to(folder): path.read_bytes() for path in folder.rglob("*")
                           if path.is_file() and "__pycache__" not in path.parts}  # fmt: skip
    assert kept(installed / "backprop") == kept(TOP / "src" / "backprop")
    assert {path.name.split("-")[0] for path in installed.iterdir()} == {"backprop", "backprop_by_hand"}


def test_it_is_described_by_the_readme(installed):
    (about,) = installed.glob("*.dist-info/METADATA")
    assert (TOP / "README.md").read_text(encoding="utf-8") in about.read_text(encoding="utf-8")


def test_it_works_where_the_repository_is_not(installed, tmp_path):
    space = {key: value for key, value in os.environ.items() if key != "PYTHONPATH"}
    code = USE.format(folder=str(installed))
    done = subprocess.run([sys.executable, "-P", "-c", code], cwd=tmp_path, env=space, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr


NO_SOURCE = (
    ".venv", "build", ".git", "__pycache__", "*.egg-info", ".*_cache", ".hypothesis", ".ipynb_checkpoints",
    "results-*", "node_modules", "backprop-progress.txt",
)  # fmt: skip


def test_the_source_distribution_is_the_repository(tmp_path):
    """Its tests run from it: whatever they need is there."""
    copy = tmp_path / "copy"
    shutil.copytree(TOP, copy, ignore=shutil.ignore_patterns(*NO_SOURCE))
    wanted = {path.relative_to(copy).as_posix() for path in copy.rglob("*") if path.is_file()}
    with tarfile.open(build("sdist", copy, tmp_path)) as archive:
        there = {name.partition("/")[2] for name in archive.getnames()}
    assert wanted - there == set()
