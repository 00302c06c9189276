"""Take a notebook out of the course: `make drop STEM=slips`. Then `make notebooks` and `make test`.

It is moved to the end, so that the others have their numbers, and goes with its entry in course.py, its section of
the guide, its exercises, its figure unless another uses it, and the files of tests of these. Its module stays, as
others use it. What else speaks of it is printed, with file, line and words, for a reader.
"""

import re
import subprocess
import sys
from pathlib import Path

from backprop.course import NOTEBOOKS, name
from backprop.exercises import catalogue
from move import COURSE, ENTRY, GUIDE, TEXTS, TOP, lines

PACKAGE = TOP / "src" / "backprop"
OWN = ("notebooks/{0}.ipynb", "src/backprop/exercises/{1}.py", "tests/support/claims/of_{1}.py")
ITS_FIGURE = (
    "src/backprop/widgets/{1}.py",
    "tests/support/pictures/of_{1}.py",
    "tests/support/measured_{1}.py",
    "tests/figures/test_{1}.py",
)
DERIVED = ("| [", "| **", "- [", "[← ")  # rows and links that `make notebooks` writes
PLAN = re.compile(r"(?<![\d*])\d\d to \d\d(?![\d*])")  # notebooks in the guide's plans
LISTED = r"\b[Nn]otebooks? (?:\d\d(?:, | to | and |, and ))*"


def remove(one):
    """Delete what belongs to that notebook alone, the last of the list."""
    text = COURSE.read_text(encoding="utf-8")
    entry = next(found[0] for found in ENTRY.finditer(text) if found[1] == one.stem)
    COURSE.write_text(text.replace(entry, ""), encoding="utf-8", newline="\n")
    before = re.split(rf"(?m)^(?=## {name(one)[:2]} · )", GUIDE.read_text(encoding="utf-8"))[0]
    GUIDE.write_text(before.rstrip() + "\n", encoding="utf-8", newline="\n")
    imported = re.compile(rf"^from (?:\.{one.stem} import|\. import .*\b{one.stem}\b)", flags=re.M)
    used = any(imported.search(path.read_text(encoding="utf-8")) for path in (PACKAGE / "widgets").glob("*.py"))
    for path in OWN if used else OWN + ITS_FIGURE:
        (TOP / path.format(name(one), one.stem)).unlink(missing_ok=True)


def speaks_of(one, exercises):
    """A pattern of what refers to that notebook: its file, its number, its equations, its exercises."""
    number = name(one)[:2]
    words = [
        rf"{number}_{one.stem}\b", LISTED + number + r"(?!\d|_)", rf"otebooks \d\d to {number}", rf"\[{number}\]\(",
        rf"(?<![\w.])\({int(number)}\.\d+\)", rf'[ (]"{int(number)}\.\d{{1,2}}"[,)]', rf'== "{one.stem}"',
        rf'"{one.stem}\.figure', rf"number\('{one.stem}'\)", rf"\bwidgets import .*\b{one.stem}\b",
    ]  # fmt: skip
    words += [rf"\b{exercise}__\w+\(" for exercise in exercises] + [rf'"{exercise}"' for exercise in exercises]
    return re.compile("|".join(words))


def measured(path):
    """Whether tests/bench/report.py leaves out of it what the course has no longer."""
    return path.parent.name == "results" or path.name == "speed.md"


def references(pattern):
    """Where a text of the repository still speaks of it: file, place, words."""
    listed = subprocess.run(["git", "ls-files"], cwd=TOP, capture_output=True, text=True, check=True).stdout
    paths = [TOP / file for file in listed.splitlines() if Path(file).suffix in {*TEXTS, ".json"}]
    paths = [path for path in {*paths, *(TOP / "notebooks").glob("*.ipynb")} if path.exists() and not measured(path)]
    for path in sorted(paths):
        for place, line in lines(path):
            spoken = pattern.search(line) or (path == GUIDE and PLAN.search(line))
            if spoken and not line.startswith(DERIVED):
                yield f"{path.relative_to(TOP)}:{place}: {line.strip()}"


def drop(stem):
    """Take it out; the lines that still speak of it."""
    (one,) = [one for one in NOTEBOOKS if one.stem == stem]
    pattern = speaks_of(one, catalogue.names(stem) if stem in catalogue.STEMS else [])
    remove(one)
    return list(references(pattern))


def main(stem):
    stems = [one.stem for one in NOTEBOOKS]
    if stem in stems[:-1]:  # the list that this process has read is then an old one: the rest is for another
        python = [sys.executable, "-B"]
        to_the_end = [*python, "tools/move.py", stem, str(len(stems) - 1)]
        subprocess.run(to_the_end, cwd=TOP, check=True, stdout=subprocess.DEVNULL)
        subprocess.run([*python, "tools/drop.py", stem], cwd=TOP, check=True)
    elif stem in stems:
        print("\n".join(drop(stem)))
    else:
        sys.exit(f"there is no notebook with the stem {stem!r} in course.py: it lists {', '.join(stems)}")


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    main(sys.argv[1])
