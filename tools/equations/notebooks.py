"""Every formula of the notebooks, with its place."""

import json
import re
from dataclasses import dataclass
from pathlib import Path

FOLDER = Path(__file__).resolve().parents[2] / "notebooks"
FORMULA = re.compile(r"\$\$(.+?)\$\$|(?<![\\$])\$(?!\$)([^$]+?)\$", re.S)
WRONG = "<!-- wrong -->"  # stands behind a formula that is wrong on purpose; no reader sees it
FENCED = re.compile(r"```.*?```|`[^`\n]+`", re.S)


@dataclass(frozen=True)
class Formula:
    """One formula, or one line of an aligned one; `before` is the formula of the line above, if there is one."""

    notebook: str
    cell: str
    latex: str
    tag: str | None = None
    reason: str = ""
    wrong: bool = False
    display: bool = False
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
        for found in FORMULA.finditer(text):
            wrong = text.startswith(WRONG, found.end())
            if found[2]:
                yield Formula(path.name, cell, found[2].strip(), wrong=wrong)
                continue
            before = None
            for latex, tag, reason in lines(found[1]):
                before = Formula(path.name, cell, latex, tag, reason, wrong, True, before)
                yield before


def paths():
    return sorted(FOLDER.glob("*.ipynb"))
