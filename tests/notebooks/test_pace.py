"""A notebook is read in one sitting: its cells of text are short, and so is what it tells beside its exercises."""

import re

import pytest

import stored

CELL, NOTEBOOK = 180, 1500  # words; a formula is one
NO_WORDS = r"```.*?```|<!--.*?-->|\]\([^)]*\)"
FORMULA = r"\$\$.*?\$\$|\$[^$]*\$"


def words(text):
    """How many words a text has."""
    text = re.sub(FORMULA, " x ", re.sub(NO_WORDS, " ", text, flags=re.S), flags=re.S)
    return len(re.findall(r"\w[\w'’.-]*", text))


def test_a_word_is_a_word():
    assert words("One, two: $a^2 + b$ and\n```\nno words\n```\n$$x = 1$$ [link](to/here)<!-- wrong -->.") == 6


@pytest.mark.parametrize("path", stored.PATHS, ids=lambda path: path.stem)
def test_cells_and_notebooks_are_short(path):
    told, exercises = 0, False
    for place, text in enumerate(cell.source for cell in stored.read(path).cells if cell.cell_type == "markdown"):
        assert words(text) <= CELL, f"{path.name}: {words(text)} words in text {place}, {text[:40]!r}"
        exercises = text.startswith("## Your turn") if text.startswith("## ") else exercises
        told += 0 if exercises else words(text)
    assert told <= NOTEBOOK, f"{path.name} has {told} words beside its exercises"
