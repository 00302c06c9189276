"""What README, SECURITY and the accounts of the data name is there: commands, files, names, versions, numbers."""

import re
import shlex
import sys
import tomllib
from pathlib import Path

import pytest
import yaml

import backprop.exercises
import handout
import stored
from backprop import digits
from backprop.exercises import __main__ as command
from backprop.exercises import progress, results_file
from backprop.exercises.catalogue import find
from backprop.exercises.exercise import Formula
from backprop.exercises.hand_in import PREFIX

TOP = Path(__file__).resolve().parents[2]
README, GUIDE, CHANGES, SECURITY = (
    (TOP / name).read_text(encoding="utf-8") for name in ("README.md", "TEACHING.md", "CHANGELOG.md", "SECURITY.md")
)
PROJECT = tomllib.loads((TOP / "pyproject.toml").read_text(encoding="utf-8"))
COMMANDS = re.findall(r"python -m backprop\.exercises ([^\n`]+)", README + GUIDE + CHANGES)


@pytest.mark.parametrize("words", COMMANDS)
def test_the_command_for_the_table_is_taken_as_it_is_written(words, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "FOLDER").mkdir()
    said = command.main(shlex.split(words))  # an option that it does not know ends it
    assert said.startswith("no results were handed in below")


def test_every_option_named_is_one(capsys):
    with pytest.raises(SystemExit):
        command.main(["--help"])
    shown = capsys.readouterr().out
    section = README.partition("### Handing in")[2].partition("\n## ")[0]
    assert all(option in shown for option in re.findall(r"`(--?[a-z][a-z-]*)`", section))


def test_what_handing_in_writes(tmp_path, monkeypatch):
    """The example is run, and the file is that of the next sentence."""
    monkeypatch.setattr(sys.modules["backprop.exercises.hand_in"], "recorded", _one)
    (call,) = re.findall(r'hand_in\(("[^)]+)\)', README.partition("### Handing in")[2])
    name, id = re.fullmatch(r'"([^"]+)", id="([^"]+)"', call).groups()
    path = backprop.exercises.hand_in(name, tmp_path, id=id)
    assert f"which writes `{path.name}`" in README and path.name.startswith(PREFIX)


def _one(name, id=""):
    yield {"name": name, "id": id, "notebook": "delta", "exercise": "delta", "verdict": "correct", "attempts": "1",
           "hints": "0"}  # fmt: skip


def test_functions_files_and_variables_are_called_by_their_names():
    called = set(re.findall(r"`(\w+)\(\)`", README))
    assert called <= set(backprop.exercises.__all__), called
    assert f"`{progress.NAME}`" in README and set(re.findall(r"`(BACKPROP_\w+)`", README)) == {progress.VARIABLE}
    zips = set(re.findall(r"build/[\w-]+\.zip", README))
    assert zips == {handout.OUT.relative_to(TOP).as_posix()}
    for name in re.findall(r"notebooks/\w+\.ipynb", README):
        assert (TOP / name).exists(), name


def test_python_and_the_environment_are_called_by_their_names():
    lowest = PROJECT["project"]["requires-python"].removeprefix(">=")
    assert set(re.findall(r"Python (3\.\d+) or newer", README)) == {lowest}
    name = yaml.safe_load((TOP / "environment.yml").read_text(encoding="utf-8"))["name"]
    assert set(re.findall(r"conda activate (\w+)", README)) == {name}


def ranges(numbers):
    """Numbers of notebooks as they are told: 03 to 09, or 03 to 08 and 14."""
    runs = []
    for number in numbers:
        runs[-1:] = [[*runs[-1], number]] if runs and number == runs[-1][-1] + 1 else [*runs[-1:], [number]]
    return " and ".join(f"{run[0]:02d} to {run[-1]:02d}" if len(run) > 1 else f"{run[0]:02d}" for run in runs)


def test_the_changes_name_the_notebooks():
    source = lambda path: " ".join(cell.source for cell in stored.read(path).cells if cell.cell_type == "code")
    code = {int(path.stem[:2]): source(path) for path in stored.PATHS}
    asked = {number: [find(name) for name in re.findall(r'check\("(\w+)"', text)] for number, text in code.items()}
    typed = [number for number, exercises in asked.items() if any(isinstance(one, Formula) for one in exercises)]
    assert f"a formula to type as LaTeX or Python, is in {ranges(typed)};" in CHANGES
    keep = [number for number, text in code.items() if "predict(" in text]
    assert f"- {ranges(keep)} keep what a student" in CHANGES


def test_the_size_of_a_file_of_results():
    assert "at most a megabyte" in SECURITY and results_file.MOST_BYTES == 10**6


def test_jupyter_is_started_for_this_machine_alone():
    """SECURITY.md: the course opens no port."""
    lab = (TOP / "Makefile").read_text(encoding="utf-8").partition("\nlab:")[2].partition("\n\n")[0]
    assert "--ServerApp.ip=127.0.0.1" in lab


def test_what_is_said_of_the_digits():
    text = (TOP / "src" / "backprop" / "data" / "README.md").read_text(encoding="utf-8")
    images, labels = digits.load()
    assert f"The {len(images):,} images" in text and f"grey values from {images.min()} to {images.max()}" in text
    assert "8 × 8" in text and images.shape[1:] == (8, 8) and images.dtype == labels.dtype == "uint8"
