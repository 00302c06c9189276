"""The texts outside the notebooks that state formulas: docstrings, exercises, captions, README, the guide."""

import ast
import dataclasses
import json
import re
from functools import lru_cache
from pathlib import Path

from backprop.exercises import catalogue

from . import notebooks
from .course import Chapter
from .notebooks import FORMULA, in_text
from .plain import in_plain

ROOT = Path(__file__).resolve().parents[2]
PACKAGE = ROOT / "src" / "backprop"
GUIDES = ("README.md", "TEACHING.md", "CONTRIBUTING.md", "book/speed.md")  # and the pages beside the notebooks
AS_WRITTEN = re.compile(r"[⟦⟧]|\^\{\(")  # a figure's quotation of the notes: what is marked is wrong


def strings(path):
    """Every string of a Python file that is written out, with its line; of exercises the docstrings alone."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    nodes = list(ast.walk(tree))
    inside = {id(part) for node in nodes if isinstance(node, ast.JoinedStr) for part in ast.walk(node)}
    if path.parent.name == "exercises":
        documented = (ast.Module, ast.ClassDef, ast.FunctionDef)
        nodes = [node.body[0].value for node in nodes if isinstance(node, documented) and ast.get_docstring(node)]
    for node in nodes:
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in inside:
            yield f"line {node.lineno}", node.value


def paragraphs(path):
    """The paragraphs and rows of a Markdown file, code left out."""
    whole = re.sub(r"```.*?```", "", path.read_text(encoding="utf-8"), flags=re.S)
    for number, text in enumerate(re.split(r"\n\s*\n|\n(?=\|)", whole), start=1):
        yield f"paragraph {number}", text.replace("|", " ; ") if text.startswith("|") else text


def words(exercise):
    """The strings of an exercise, but for task and options, which its notebook has."""
    for field in dataclasses.fields(exercise):
        if field.name not in ("task", "name", "listing", "options"):
            yield from said(field.name, getattr(exercise, field.name))


def said(name, value):
    if isinstance(value, str):
        yield name, value
    elif dataclasses.is_dataclass(value):
        yield f"{name} {value.name}", value.means
    elif isinstance(value, (tuple, list)):
        for number, part in enumerate(value, start=1):
            yield from said(f"{name} {number}", part)
    elif isinstance(value, dict):
        for key, part in value.items():
            yield from said(f"{name} {key}", part)


def of_exercise(exercise, stem=""):
    """What the task supposes holds in its hints and diagnoses."""
    name = f"exercise {exercise.name}"
    formulas = [formula for place, text in words(exercise) for formula in of_text(name, place, text)]
    return Chapter(name, formulas, list(in_text(name, "task", exercise.task)), stem)


def of_text(name, place, text):
    """The formulas of a string, in LaTeX between dollars and in plain text."""
    yield from in_text(name, place, text)
    yield from in_plain(name, place, re.sub(r"\$[^$]*\$", " ; ", text))


def lines_apart(listing):
    """A listing whose lines, and what stands in columns beside them, are sentences of their own."""
    return "\n\n" + re.sub(r"\n *\d+ |\n| {3,}", "\n\n", listing)


def beside_the_formulas(path):
    """What a notebook says without LaTeX: headings, the listing, comments in its code."""
    for cell in json.loads(path.read_text(encoding="utf-8"))["cells"]:
        text = "".join(cell["source"])
        if cell["cell_type"] == "code":
            text = "\n\n".join(re.findall(r"# (.*)", text))
        text = re.sub(r"```(.*?)```", lambda found: lines_apart(found[1]), text, flags=re.S)
        yield cell["id"], FORMULA.sub(" ; ", text).replace("|", " ; ")


@lru_cache
def chapters():
    """Every text that has formulas."""
    found = []
    for path in notebooks.paths():
        texts = beside_the_formulas(path)
        formulas = [one for place, text in texts for one in in_plain(path.name, place, text)]
        found.append(Chapter(path.name, formulas, stem=path.stem[3:]))
    for path in sorted(PACKAGE.rglob("*.py")):
        name = str(path.relative_to(ROOT))
        texts = [(place, text) for place, text in strings(path) if not AS_WRITTEN.search(text)]
        formulas = [one for place, text in texts for one in of_text(name, place, text)]
        found.append(Chapter(name, formulas, stem=path.stem))
    for path in [*map(ROOT.joinpath, GUIDES), *sorted((ROOT / "notebooks").glob("*.md"))]:
        name, texts = path.name, paragraphs(path)
        found.append(Chapter(name, [one for place, text in texts for one in of_text(name, place, text)]))
    found += [of_exercise(exercise, stem) for stem in catalogue.STEMS for exercise in catalogue.exercises(stem)]
    return tuple(chapter for chapter in found if chapter.formulas)
