"""A notebook that gets another number, or is cut in two, takes all that refers to it along, and back again."""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

import drop
import move
import stored
from backprop import course

TOP = stored.FOLDER.parent
LAST = len(course.NOTEBOOKS) - 1
ONE_LESS = [one for one in course.NOTEBOOKS if one.stem != "eta"]


def moved(stem, to, top):
    """The repository at `top`, a copy, after the move, and what is printed."""
    return after("move", top, stem, str(to))


def after(tool, top, *words):
    """The texts of the repository at `top` after its own program has read its own list, and what it prints."""
    # -B: two moves in one second would read the list that the first has compiled
    command = [sys.executable, "-B", f"tools/{tool}.py", *words]
    environment = {**os.environ, "PYTHONPATH": str(top / "src")}
    said = subprocess.run(command, cwd=top, env=environment, check=True, capture_output=True, text=True).stdout
    subprocess.run(["git", "add", "-A"], cwd=top, check=True)
    return {path.relative_to(top): path.read_bytes() for path in top.rglob("*") if path.suffix in move.TEXTS}, said


@pytest.fixture
def copy(tmp_path):
    """The texts of the repository, as they are now, in a repository of their own; without the pictures of outputs."""
    for folder, below, names in os.walk(TOP):
        below[:] = [name for name in below if not name.startswith(".") and name != "build"]
        for path in (Path(folder, name) for name in names):
            if path.suffix in move.TEXTS:
                text = re.sub(r'"image/[^"]+": "[^"]+"', '"image": ""', path.read_text(encoding="utf-8"))
                there = tmp_path / path.relative_to(TOP)
                there.parent.mkdir(parents=True, exist_ok=True)
                there.write_text(text, encoding="utf-8")
    subprocess.run(["git", "init", "-q"], cwd=tmp_path, check=True)
    subprocess.run(["git", "add", "-A"], cwd=tmp_path, check=True)
    return tmp_path


def broken(top):
    """The equations that mistakes break, in order."""
    paths = sorted((top / "src" / "backprop" / "exercises").glob("*.py"))
    texts = "".join(path.read_text(encoding="utf-8") for path in paths)
    return re.findall(r"\"(\d+)\.(\d{1,2})\"(?=\)|,\n|, )", texts)


def test_moved_and_moved_back(copy):
    before = {path.relative_to(copy): path.read_bytes() for path in copy.rglob("*") if path.suffix in move.TEXTS}
    after, said = moved("eta", LAST, copy)
    speak = set(re.findall(r"notebooks/\d\d_(\w+)\.ipynb:\S+ .*next notebook", said))
    assert {"loss", "eta", "delta"} <= speak and not speak & {"network", "pullback", "batch"}
    names = sorted(path.name for path in after if path.parent.name == "notebooks" and path.suffix == ".ipynb")
    assert names[3] == "03_delta.ipynb" and names[-1] == f"{LAST:02d}_eta.ipynb"
    tags = {name: set(re.findall(r"tag\{(\d+)\.", (copy / "notebooks" / name).read_text("utf-8"))) for name in names}
    assert all(found <= {str(int(name[:2]))} for name, found in tags.items())
    helper = (copy / "src" / "backprop" / "eta.py").read_text("utf-8")
    assert f"Notebook {LAST:02d}_eta" in helper and f"({LAST}." in helper and "(3." not in helper
    assert f'"{LAST}.2")' in (copy / "src" / "backprop" / "exercises" / "eta.py").read_text("utf-8")
    new = lambda number: LAST if number == 3 else number - (number > 3)
    assert broken(copy) == [(str(new(int(number))), place) for number, place in broken(TOP)]
    guide = re.findall(r"(?m)^## (\d\d) · ", (copy / "TEACHING.md").read_text("utf-8"))
    assert guide == [name[:2] for name in names]
    assert not re.search(r"[^\n]\n## \d\d · ", (copy / "TEACHING.md").read_text("utf-8")), "an empty line before each"
    assert moved("eta", 3, copy)[0] == before


def test_cut_in_two(copy):
    """A cell of 02 with equations, and the one below it, become notebook 03; 03 becomes 04, and what cites it."""
    whole = stored.FOLDER / "02_loss.ipynb"
    cells, outer = stored.read(whole).cells, copy / "src" / "backprop" / "outer.py"
    assert "(5.6) and (5.7)" in outer.read_text("utf-8")
    (first,) = [place for place, cell in enumerate(cells, start=1) if r"\tag{2.10}" in cell.source]
    texts, _ = after("split", copy, "loss", "lemmas", f"{first}-{first + 1}")
    names = sorted(path.name for path in texts if path.suffix == ".ipynb")
    assert names[2:5] == ["02_loss.ipynb", "03_lemmas.ipynb", "04_eta.ipynb"] and len(names) == LAST + 2
    tags = {int(name[:2]): stored.tags(copy / "notebooks" / name) for name in names}
    assert tags[3] and len(tags[2] + tags[3]) == len(stored.tags(whole))
    assert all(found == [f"{number}.{k + 1}" for k in range(len(found))] for number, found in tags.items())
    assert "(6.6) and (6.7)" in outer.read_text("utf-8")


@pytest.mark.parametrize(("stem", "to", "said"), [("etaa", 3, "no notebook with the stem"), ("eta", 99, "between 0")])
def test_what_cannot_be_moved_is_named(stem, to, said):
    with pytest.raises(SystemExit, match=said):
        move.order(stem, to)


def test_a_notebook_that_is_dropped_is_gone_and_what_speaks_of_it_is_named(copy):
    command = [sys.executable, "-B", "tools/drop.py", "eta"]
    environment = {**os.environ, "PYTHONPATH": str(copy / "src")}
    said = subprocess.run(command, cwd=copy, env=environment, check=True, capture_output=True, text=True).stdout
    names = sorted(path.name for path in (copy / "notebooks").glob("*.ipynb"))
    assert names == [f"{k:02d}_{one.stem}.ipynb" for k, one in enumerate(ONE_LESS)]
    assert '"eta",' not in (copy / "src" / "backprop" / "course.py").read_text("utf-8")
    guide = re.findall(r"(?m)^## (\d\d) · ", (copy / "TEACHING.md").read_text("utf-8"))
    assert guide == [name[:2] for name in names]
    assert not (copy / "src" / "backprop" / "exercises" / "eta.py").exists()
    cited = re.compile(rf"(?<![\w.])\({LAST}\.\d+\)|\bnotebook {LAST}\b|{LAST}_eta\b|\"{LAST}\.\d\"\)")
    for path in copy.rglob("*"):
        if path.suffix in move.TEXTS and not drop.measured(path):
            for _, text in move.lines(path):
                if cited.search(text) and not text.startswith(drop.DERIVED):
                    assert f": {text.strip()}" in said and path.relative_to(copy).as_posix() in said, text


def test_what_cannot_be_dropped_is_named():
    with pytest.raises(SystemExit, match="no notebook with the stem 'etaa'"):
        drop.main("etaa")
