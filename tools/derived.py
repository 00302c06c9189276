"""What follows from the list of notebooks and from the exercises, and is never written by hand.

In each notebook: the number in its title, the section "Your turn", how to hand in, the links to the previous and the
next notebook; in 00 the list of all notebooks, and the version that it asks for. In README: its table of notebooks,
the hours that the guide plans, and the addresses of the repository (place.py). In the glossary: where each word is
met first. On all pages beside the notebooks: the colours of symbols. `make notebooks` writes them.
"""

import re
import tomllib
from functools import cache

import place
import stored
import your_turn
from backprop.course import NOTEBOOKS, name
from backprop.exercises import catalogue

README = stored.FOLDER.parent / "README.md"
TABLE = re.compile(r"(?<=\|\n)(\| \[\d\d_.*\n?)+")  # README's rows, which begin with a link to a notebook
HOURS = re.compile(r"(?<=About )\d+(?= hours alone)")
PLANNED = re.compile(r"\*\*Minutes\.\*\* Reading (\d+), board \d+, figure (\d+), exercises (\d+)\.")
LIST = re.compile(r"(?<=\n\n)(- \[\d\d · .*\n?)+")  # the links of 00
HAND_IN = """**To hand in** what you have checked, in this notebook and in others, write in a new cell

```python
from backprop.exercises import hand_in

hand_in("Your Name")
```

and run it. It writes `results-your-name.csv` beside the notebooks; give your teacher that file."""
ASKS = re.compile(r"(?<=^print\(report\()[^)]*(?=\)\)$)", flags=re.M)  # the cell of 00 that looks at the installation
LINKS = re.compile(r"\n+\[[^]\n]*\]\(\d\d_\w+\.ipynb\)(?: · \[[^]\n]*\]\(\d\d_\w+\.ipynb\))?\Z")


def link(notebook, before="", after=""):
    """A link from one notebook to another."""
    return f"[{before}{name(notebook)[:2]} · {notebook.short}{after}]({name(notebook)}.ipynb)"


def links(place):
    """The line that ends the notebook in that place of the list: to the one before, and the next or the first."""
    neighbours = [link(NOTEBOOKS[place - 1], before="← ")] if place else []
    more = place + 1 < len(NOTEBOOKS)
    neighbours.append(link(NOTEBOOKS[place + 1], after=" →") if more else link(NOTEBOOKS[0]))
    return " · ".join(neighbours)


def contents(stem):
    """The list of all notebooks but one."""
    return "\n".join(f"- {link(other)}" for other in NOTEBOOKS if other.stem != stem)


def into(notebook, place):
    """Write what is derived into the notebook in that place of the list."""
    stem, first, cells = NOTEBOOKS[place].stem, notebook.cells[0], notebook.cells
    first.source = re.sub(r"\A# (?:\d\d · )?", f"# {place:02d} · ", first.source)
    if stem in catalogue.STEMS:
        your_turn.put(notebook, stem)
    for cell in cells:
        if "backprop.installation" in cell.source:
            cell.source = ASKS.sub(f'notebooks="{version()}"', cell.source)
        if cell.source.startswith("## The notebooks\n"):
            cell.source = LIST.sub(lambda _: contents(stem), cell.source)
    text = LINKS.sub("", cells[-1].source.rstrip()).split("**To hand in**")[0].rstrip()
    cells[-1].source = "\n\n".join([text, HAND_IN, links(place)])


def version():
    """The version of the course that pyproject.toml states."""
    return tomllib.loads((README.parent / "pyproject.toml").read_text(encoding="utf-8"))["project"]["version"]


def readme(text):
    """README with the table of the notebooks as the list has it."""
    rows = "".join(
        f"| [{name(one)}](notebooks/{name(one)}.ipynb) | {one.derives} | {one.figure} |\n" for one in NOTEBOOKS
    )
    text = HOURS.sub(f"{hours():.0f}", TABLE.sub(lambda _: rows, text, count=1))
    return place.readme(text)


def hours():
    """What a student needs alone: the minutes of reading, figure and exercises that the guide plans."""
    guide = (README.parent / "TEACHING.md").read_text(encoding="utf-8")
    return sum(int(one) for plan in PLANNED.findall(guide) for one in plan) / 60


def page(path, text):
    """A page beside the notebooks: its symbols in their colours, and in the glossary where each word is met first."""
    return your_turn.coloured(glossary(text) if path.stem == "glossary" else text)


def glossary(text):
    """The glossary with a link, behind each word, to the first notebook whose text has it, in no longer one."""
    every = re.findall(r"\*\*(.+?)\*\*", text)

    def row(found):
        words = re.findall(r"\*\*(.+?)\*\*", found[1])
        first = met_first(words, [one for one in every if any(word in one and word != one for word in words)])
        return f"| {found[1]} | {found[2]} |{f' {link(first)} ' if first else ' '}|"

    return re.sub(r"(?m)^\| (\*\*.+?) \| (.+?) \|[^|]*\|$", row, text)


def met_first(words, longer=()):
    """The first notebook whose text has one of some words, outside of longer ones; None if none has."""
    any_of = lambda words: re.compile("|".join(rf"\b{re.escape(word)}" for word in words) or "$.", flags=re.I)
    pattern, others = any_of(words), any_of(longer)
    return next((one for one in NOTEBOOKS if pattern.search(others.sub("", text_of(one)))), None)


@cache
def text_of(notebook):
    """The text of a notebook, links left out."""
    return re.sub(r"\[[^]\n]*\]\([^)]*\)", "", stored.markdown(stored.FOLDER / f"{name(notebook)}.ipynb"))
