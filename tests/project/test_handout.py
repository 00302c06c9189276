"""What a student is given opens and runs in a bare folder, and has no answers in it."""

import os
import re
import subprocess
import sys
import zipfile

import nbformat
import pytest
import yaml

import handout
import stored

RUN = """
import sys; sys.path.insert(0, {site!r})
import nbformat, backprop, matplotlib
matplotlib.use("agg")
assert backprop.__file__.startswith({site!r}), backprop.__file__
for cell in nbformat.read({notebook!r}, as_version=4).cells:
    if cell.cell_type == "code":
        exec(cell.source, globals())
"""


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    """The file unpacked where nothing else is."""
    bare = tmp_path_factory.mktemp("bare")
    with zipfile.ZipFile(handout.build(bare / "student.zip")) as archive:
        archive.extractall(bare)
    (wheel,) = (bare / "backprop-by-hand").glob("*.whl")
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(bare / "site")
    return bare / "backprop-by-hand"


def test_it_has_what_a_student_needs_and_nothing_else(folder):
    names = {path.name for path in folder.iterdir()}
    (wheel,) = {name for name in names if name.endswith(".whl")}
    assert names - {wheel} == {"README.md", "LICENSE", "environment.yml", "notebooks"}
    given = {path.name for path in (folder / "notebooks").iterdir()}
    assert given == {path.name for path in [*stored.PATHS, *stored.PAGES]}


def test_no_exercise_has_been_run_and_every_other_output_is_there(folder):
    for path in stored.PATHS:
        given = nbformat.read(folder / "notebooks" / path.name, as_version=4)
        nbformat.validate(given)
        for cell, whole in zip(given.cells, stored.read(path).cells, strict=True):
            assert cell.source == whole.source
            asks = re.search(r"^(check|results)\(", cell.source, flags=re.M)
            if cell.cell_type == "code":
                assert cell.outputs == ([] if asks else whole.outputs)


@pytest.mark.parametrize("name", ["00_start_here", "05_outer"])
def test_a_notebook_runs_there(folder, name):
    space = {key: value for key, value in os.environ.items() if key != "PYTHONPATH"}
    code = RUN.format(site=str(folder.parent / "site"), notebook=str(folder / "notebooks" / f"{name}.ipynb"))
    done = subprocess.run(
        [sys.executable, "-P", "-c", code], cwd=folder / "notebooks", env=space, capture_output=True, text=True
    )
    assert done.returncode == 0, done.stderr
    if name == "00_start_here":
        assert "Everything that the course needs is here." in done.stdout


def test_its_readme_and_its_environment_name_the_wheel_that_is_there(folder):
    (wheel,) = folder.glob("*.whl")
    assert (folder / "README.md").read_text(encoding="utf-8").count(wheel.name) == 2
    pip = yaml.safe_load((folder / "environment.yml").read_text(encoding="utf-8"))["dependencies"][-1]
    assert pip == {"pip": [f"./{wheel.name}[jupyter]"]}


def test_the_same_course_gives_the_same_notebooks_and_no_path_of_this_machine(folder):
    for path in stored.PATHS:
        assert handout.notebook(path).encode() == (folder / "notebooks" / path.name).read_bytes()
    for path in folder.glob("*.[my]*"):
        assert str(handout.TOP) not in path.read_text(encoding="utf-8")


def test_the_students_folder_has_no_answers():
    """What nbgitpuller hands out: the guide is not in it."""
    given = [path for path in stored.FOLDER.iterdir() if not path.name.startswith(".")]
    assert {path.suffix for path in given} == {".ipynb", ".md", ".svg"}
    for page in stored.PAGES:
        assert "**Answers.**" not in page.read_text(encoding="utf-8")
