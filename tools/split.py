"""Cut a notebook in two: `make split STEM=training NEW=digits CELLS=30-38`. Then `make notebooks`.

The cells of these places, counted from 1 as their names count them, become the notebook of the stem NEW, which
follows that of STEM; CELLS may be a list, 24-29,34-37. The notebooks after it move by one, as by `make move`. The
equations of both halves count from 1, and everything that cites them follows. Lines that name the notebook that was
cut are printed, for a reader. What else a new stem has, its entry in course.py first, is in CONTRIBUTING.md.
"""

import re
import sys

import nbformat

import move
import stored
from backprop.course import NOTEBOOKS, name

TAG = re.compile(r"(?<=\\tag\{)[\d.]+(?=\})")


def places(words, cells):
    """The places that a list such as 24-29,34-37 names, from 0."""
    found = []
    for part in words.split(","):
        first, _, last = part.partition("-")
        found += range(int(first) - 1, int(last or first))
    if not set(found) < set(range(cells)):
        raise SystemExit(f"the notebook has the cells 1 to {cells}, and not all of them can go; got {words!r}")
    return found


def halves(notebook, places):
    """What stays and what goes, as notebooks of their own."""
    stay, go = (nbformat.v4.new_notebook(metadata=notebook.metadata) for _ in range(2))
    for place, cell in enumerate(notebook.cells):
        (go if place in places else stay).cells.append(cell)
    return stay, go


def numbers(stem, halves):
    """The new numbers of the equations of both halves: each counts from 1."""
    place = [one.stem for one in NOTEBOOKS].index(stem)
    found = {}
    for number, half in enumerate(halves, start=place):
        tags = [tag for cell in half.cells for tag in TAG.findall(cell.source)]
        found |= {tag: f"{number}.{k}" for k, tag in enumerate(tags, start=1)}
    return found


def split(stem, new, words):
    """Cut the notebook of `stem`, renumber the course, and return the sentences that are for a reader."""
    (one,) = [one for one in NOTEBOOKS if one.stem == stem]
    path = stored.FOLDER / f"{name(one)}.ipynb"
    notebook = stored.read(path)
    stay, go = halves(notebook, places(words, len(notebook.cells)))
    go.cells.insert(0, nbformat.v4.new_markdown_cell(f"# {new.capitalize()}"))
    tags = numbers(stem, (stay, go))
    stems = [one.stem for one in NOTEBOOKS]
    stems.insert(stems.index(stem) + 1, new)
    nbformat.write(stay, path)
    lines = move.renumber(stems, tags)
    for cell in go.cells:
        cell.source = move.rewritten(path, cell.source, stems, tags)
    nbformat.write(go, stored.FOLDER / f"{stems.index(new):02d}_{new}.ipynb")
    return lines + naming(f"{stems.index(stem):02d}", stem)


def naming(number, stem):
    """The lines outside the notebooks that name the notebook of this number and stem: (file, line)."""
    named = re.compile(rf"otebooks? {number}\b|\b{number}_{stem}\b")
    files = [path for path in sorted(move.TOP.rglob("*")) if path.suffix in {".py", ".md"} and path.is_file()]
    ours = [path for path in files if not any(part.startswith(".") for part in path.relative_to(move.TOP).parts)]
    return [
        (str(path.relative_to(move.TOP)), line.strip())
        for path in ours for line in path.read_text(encoding="utf-8").splitlines() if named.search(line)
    ]  # fmt: skip


if __name__ == "__main__":
    if len(sys.argv) != 4:
        raise SystemExit(__doc__)
    for where, sentence in split(*sys.argv[1:]):
        print(f"{where}: {sentence}")
