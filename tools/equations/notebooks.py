"""Every formula of the notebooks, with its place."""

import json
import re
from dataclasses import dataclass
from pathlib import Path

FOLDER = Path(__file__).resolve().parents[2] / "notebooks"
FORMULA = re.compile(r"\$\$(.+?)\$\$|(?<![\\$])\$(?!\$)([^$]+?)\$", re.S)
WRONG = re.compile(r"\n?<!-- wrong -->")  # stands behind a formula that is wrong on purpose; no reader sees it
OPTION = re.compile(r"- \*\*\w\*\*: ")  # of a question: whether it holds is what is asked
ENDS = re.compile(r"[.?!][*)]*\s+(?=[^a-z])|\n\s*\n|\n(?=[-|\d])")  # of sentences, paragraphs and items
FENCED = re.compile(r"```.*?```|`[^`\n]+`", re.S)


@dataclass(frozen=True)
class Formula:
    """One formula, or one line of an aligned one.

    `option` says that it is one of the answers to a question. `before` is the formula of the line above, if there is
    one; `sentence` counts the sentences of the cell, and `said` is what the sentence says before the formula.
    """

    notebook: str
    cell: str
    latex: str
    tag: str | None = None
    reason: str = ""
    wrong: bool = False
    display: bool = False
    option: bool = False
    sentence: int = 0
    said: str = ""
    before: "Formula | None" = None

    @property
    def place(self):
        return f"{self.notebook}, cell {self.cell}" + (f", ({self.tag})" if self.tag else "")


def cells(path):
    """The text cells of a notebook: id and source, code left out."""
    for cell in json.loads(path.read_text(encoding="utf-8"))["cells"]:
        if cell["cell_type"] == "markdown":
            yield cell["id"], FENCED.sub(lambda found: " " * len(found[0]), "".join(cell["source"]))


def lines(block):
    """The lines of a display: LaTeX, tag and reason of each."""
    block = re.sub(r"\\(?:begin|end)\{align\}", "", block)
    for line in re.split(r"(?<=\})\s*\\\\\s*\n", block):
        tags = re.findall(r"\\tag\{([^}]+)\}", line)
        if len(tags) > 1:
            raise ValueError(f"two tags on one line: {line}")
        latex, _, reason = re.sub(r"\\tag\{[^}]+\}", "", line).partition("&&")
        yield latex.strip(), tags[0] if tags else None, reason.strip()


def formulas(path):
    """Every formula of one notebook, in order."""
    for cell, text in cells(path):
        yield from in_text(path.name, cell, text)


def in_text(name, cell, text):
    """Every formula of a text in Markdown."""
    ends = [found.end() for found in ENDS.finditer(FORMULA.sub(lambda found: "x" * len(found[0]), text))]
    for found in FORMULA.finditer(text):
        sentence = sum(end <= found.start() for end in ends)
        said = text[max((end for end in ends if end <= found.start()), default=0) : found.start()]
        wrong, option = bool(WRONG.match(text, found.end())), bool(OPTION.match(said))
        place = dict(wrong=wrong, option=option, sentence=sentence, said=said)
        if found[2]:
            yield Formula(name, cell, found[2].strip(), **place)
            continue
        before = None
        for latex, tag, reason in lines(found[1]):
            before = Formula(name, cell, latex, tag, reason, display=True, before=before, **place)
            yield before


def paths():
    return sorted(FOLDER.glob("*.ipynb"))
