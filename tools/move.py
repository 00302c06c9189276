"""Give a notebook another number: `make move STEM=slips TO=10`. Then `make notebooks`.

The notebooks between its old place and the new one move by one. With them go their files, the order in course.py, the
tags of their equations, and what refers to any of these in a notebook, a module, a test, the guide or another text.
Sentences that speak of a range of notebooks, or of the next or last one where that is another now, are printed, for a
reader.
"""

import json
import re
import subprocess
import sys
from pathlib import Path

from backprop.course import NOTEBOOKS

TOP = Path(__file__).resolve().parent.parent
TEXTS = {".py", ".md", ".ipynb", ".json", ".toml", ".yml", ".cff"}
COURSE, GUIDE = TOP / "src" / "backprop" / "course.py", TOP / "TEACHING.md"
ENTRY = re.compile(r'^    Notebook\(\n        "(\w+)",.*?^    \),\n', flags=re.M | re.S)
RANGE = re.compile(r"otebooks \d\d (?:to|and) \d\d\b")
NEIGHBOUR = re.compile(r"\b(?:next|last|previous) notebook\b|\bnotebook (?:before|after)\b")


def order(stem, to):
    """The stems in their new order."""
    stems = [one.stem for one in NOTEBOOKS]
    if stem not in stems:
        raise SystemExit(f"there is no notebook with the stem {stem!r} in course.py: it lists {', '.join(stems)}")
    if not 0 <= to < len(stems):
        raise SystemExit(f"a notebook's number is between 0 and {len(stems) - 1}; got {to}")
    stems.remove(stem)
    return [*stems[:to], stem, *stems[to:]]


def rules(stems, tags):
    """What is rewritten: pairs of a pattern and a function of its match, for the new order `stems`.

    `tags` has the new numbers of equations that do not keep theirs after the point.
    """
    number = {place: stems.index(one.stem) for place, one in enumerate(NOTEBOOKS)}
    new = lambda digits: f"{number[int(digits)]:02d}" if int(digits) in number else digits
    each = lambda found: re.sub(r"\d\d", lambda digits: new(digits[0]), found[0])
    tag = lambda found: tags.get(found[0]) or f"{number.get(int(found[1]), int(found[1]))}.{found[2]}"
    names = "|".join(stems)
    return [
        (rf"(?<!\d)\d\d(?=_(?:{names})\b)", each),  # 05_outer
        (rf'(?<=")\d\d(?=-(?:{names.replace("_", "-")})-\d)', each),  # the name of a cell
        (r"\b[Nn]otebooks? \d\d(?:(?:, | to | and |, and )\d\d)*(?!\d|_)", each),
        (r"(?:(?<=# )|(?<=\[)|(?<=\[← ))\d\d(?= · |\]\(\d\d_)", each),  # titles and links
        (r"(?<=tag\{)(\d+)\.(\d+)(?=\})", tag),
        (r"(?<=(?<![\w.])\()(\d+)\.(\d{1,2})(?=\))", tag),
    ]


PREDICTED = r'(?<=[ (]")(\d+)\.(\d{1,2})(?="[),])'  # the equation that a mistake breaks


def rewritten(path, text, stems, tags):
    """The text of one file with the new numbers."""
    pairs = rules(stems, tags)
    if path.parent.name == "exercises":
        pairs.append((PREDICTED, pairs[-1][1]))
    for pattern, new in pairs:
        text = re.sub(pattern, new, text, flags=re.M)
    if path == COURSE:
        entries = {found[1]: found[0] for found in ENTRY.finditer(text)}
        begin, end = text.index(next(iter(entries.values()))), text.rindex(list(entries.values())[-1])
        end += len(list(entries.values())[-1])
        text = text[:begin] + "".join(entries[stem] for stem in stems if stem in entries) + text[end:]
    if path == GUIDE:
        head, *sections = re.split(r"(?m)^(?=## )", text)
        plans = re.sub(r"(?<![*\d.])\d\d(?![*\d.]\d| minutes)(?!\*)", pairs[0][1], sections[0])
        ordered = sorted(sections[1:], key=lambda part: part[3:5])
        text = head + plans + "\n\n".join(part.rstrip("\n") for part in ordered) + "\n"
    return text


def lines(path):
    """The lines of a file, each with its place; of a notebook those of its cells."""
    if path.suffix == ".ipynb":
        cells = json.loads(path.read_text(encoding="utf-8"))["cells"]
        return [(cell["id"], line) for cell in cells for line in "".join(cell["source"]).splitlines()]
    return list(enumerate(path.read_text(encoding="utf-8").splitlines(), start=1))


def with_others(stems):
    """The stems whose notebook before or after is another in the new order."""
    old = [one.stem for one in NOTEBOOKS]
    beside = lambda names: {stem: names[max(k - 1, 0) : k + 2] for k, stem in enumerate(names)}
    return {stem for stem, near in beside(stems).items() if near != beside(old).get(stem)}


def renumber(stems, tags=None, top=TOP):
    """Rewrite every text of the repository at `top` and rename the notebooks; (place, words) left to read."""
    to_read, others = [], with_others(stems)
    command = ["git", "ls-files", "--cached", "--others", "--exclude-standard"]
    listed = subprocess.run(command, cwd=top, capture_output=True, text=True, check=True).stdout
    for name in listed.splitlines():
        path = top / name
        if path.suffix not in TEXTS or not path.exists():
            continue
        before = path.read_bytes().decode("utf-8")
        after = rewritten(TOP / name, before, stems, tags or {})
        if after != before:
            path.write_bytes(after.encode("utf-8"))
        neighbours = path.stem.partition("_")[2] in others and path.suffix == ".ipynb"
        seen = lambda line, near=neighbours: RANGE.search(line) or (near and NEIGHBOUR.search(line))
        to_read += [(f"{name}:{place}", line.strip()) for place, line in lines(path) if seen(line)]
    folder = top / "notebooks"
    for old in sorted(folder.glob("[0-9][0-9]_*.ipynb")):
        if old.stem[3:] in stems:
            old.rename(folder / f"{stems.index(old.stem[3:]):02d}_{old.stem[3:]}.ipynb")
    return to_read


if __name__ == "__main__":
    if len(sys.argv) != 3 or not sys.argv[2].isdigit():
        raise SystemExit(__doc__)
    for where, words in renumber(order(sys.argv[1], int(sys.argv[2]))):
        print(f"{where}: {words}")
