"""A notebook that gets another number takes all that refers to it along, and moved back leaves no trace."""

import os
import re
import subprocess
import sys

import pytest

import move
import stored
from backprop import course

TOP = stored.FOLDER.parent
LAST = len(course.NOTEBOOKS) - 1


def moved(stem, to, top):
    """The repository at `top`, a copy, after the move: its own list is read, by its own program."""
    # -B: two moves in one second would read the list that the first has compiled
    command = [sys.executable, "-B", "tools/move.py", stem, str(to)]
    environment = {**os.environ, "PYTHONPATH": str(top / "src")}
    subprocess.run(command, cwd=top, env=environment, check=True, capture_output=True)
    subprocess.run(["git", "add", "-A"], cwd=top, check=True)
    return {path.relative_to(top): path.read_bytes() for path in top.rglob("*") if path.suffix in move.TEXTS}


@pytest.fixture
def copy(tmp_path):
    """The texts of the repository, as they are now, in a repository of their own; without the pictures of outputs."""
    for path in TOP.rglob("*"):
        inside = path.relative_to(TOP)
        if path.suffix in move.TEXTS and not any(part.startswith(".") or part == "build" for part in inside.parts):
            (tmp_path / inside).parent.mkdir(parents=True, exist_ok=True)
            text = path.read_text(encoding="utf-8")
            (tmp_path / inside).write_text(re.sub(r'"image/[^"]+": "[^"]+"', '"image": ""', text), encoding="utf-8")
    subprocess.run(["git", "init", "-q"], cwd=tmp_path, check=True)
    subprocess.run(["git", "add", "-A"], cwd=tmp_path, check=True)
    return tmp_path


def test_moved_and_moved_back(copy):
    before = {path.relative_to(copy): path.read_bytes() for path in copy.rglob("*") if path.suffix in move.TEXTS}
    after = moved("eta", LAST, copy)
    names = sorted(path.name for path in after if path.parent.name == "notebooks" and path.suffix == ".ipynb")
    assert names[3] == "03_delta.ipynb" and names[-1] == f"{LAST:02d}_eta.ipynb"
    tags = {name: set(re.findall(r"tag\{(\d+)\.", (copy / "notebooks" / name).read_text("utf-8"))) for name in names}
    assert all(found <= {str(int(name[:2]))} for name, found in tags.items())
    helper = (copy / "src" / "backprop" / "eta.py").read_text("utf-8")
    assert f"Notebook {LAST:02d}_eta" in helper and f"({LAST}." in helper and "(3." not in helper
    assert f'"{LAST}.2")' in (copy / "src" / "backprop" / "exercises" / "eta.py").read_text("utf-8")
    guide = re.findall(r"(?m)^## (\d\d) · ", (copy / "TEACHING.md").read_text("utf-8"))
    assert guide == [name[:2] for name in names]
    assert moved("eta", 3, copy) == before


@pytest.mark.parametrize(("stem", "to", "said"), [("etaa", 3, "no notebook with the stem"), ("eta", 99, "between 0")])
def test_what_cannot_be_moved_is_named(stem, to, said):
    with pytest.raises(SystemExit, match=said):
        move.order(stem, to)
