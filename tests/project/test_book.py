"""What the book is made from: states cut into pieces, and equations taken apart, are whole once put together."""

import base64
import gzip
import json
import re
import runpy
import sys
import tomllib
from array import array
from pathlib import Path

import pytest
import yaml

import latex
import offer
import pack
import place
import stored
from figures import FIGURES

TOP = Path(__file__).resolve().parents[2]
PROJECT = tomllib.loads((TOP / "pyproject.toml").read_text(encoding="utf-8"))["project"]
BLOCKS = [
    (path.stem, block)
    for path in stored.PATHS
    for cell in stored.read(path).cells
    if cell.cell_type == "markdown"
    for block in re.findall(r"\$\$(.+?)\$\$", cell.source, flags=re.S)
]


def unpacked(script):
    """The settings' places, sentence and picture of every row of a script, read as the player reads it."""
    head, letters = re.fullmatch(r"backpropStates\(\"[^\"]+\", (.*),\n'(.*)'\)\n", script).groups()
    head, content = json.loads(head), gzip.decompress(base64.b64decode(letters))
    width, numbers = sum(head["widths"]), array({2: "H", 4: "I"}[head["bytes"]])
    numbers.frombytes(content[: head["rows"] * width * head["bytes"]])
    pieces = content[len(numbers) * head["bytes"] :].decode().split(pack.APART)
    many, words, _ = head["widths"]
    for at in range(0, len(numbers), width):
        row = numbers[at : at + width]
        said, drawn = ("".join(pieces[k] for k in part) for part in (row[many : many + words], row[many + words :]))
        yield list(row[:many]), said, drawn


@pytest.mark.parametrize("name", ["slips.figure", "pullback.figure", "algorithm.figure_check"])
def test_what_is_packed_is_what_python_draws(name):
    figure = FIGURES[name]
    controls, states = offer.of(figure).controls, set()
    for places, said, drawn in unpacked(pack.packed(name, figure)):
        state = {key: one.values[place] for (key, one), place in zip(controls.items(), places, strict=True)}
        wanted = figure.render(**state)
        assert (said, drawn) == (wanted.sentence, wanted.picture), state
        states.add(tuple(state.values()))
    assert states == {tuple(state.values()) for state in figure.states()}


@pytest.mark.parametrize("name", FIGURES)
def test_both_ends_of_every_control_are_on_the_page(name):
    figure, found = FIGURES[name], offer.of(FIGURES[name])
    for key, control in figure.controls.items():
        every = control.settings(offer.widest(figure, control))
        assert (found.controls[key].values[0], found.controls[key].values[-1]) == (every[0], every[-1])


def test_no_letter_of_an_equation_is_lost():
    assert len(BLOCKS) > 100
    bare = lambda text: re.sub(r"\s|&|\\\\|\\q?quad(?![a-z])|\\(begin|end)\{align\}", "", text)
    for stem, block in BLOCKS:
        lines, boxed = latex.lines(block)
        pieces = [
            line.left + "".join(line.parts) + line.reason + (rf"\tag{{{line.tag}}}" if line.tag else "")
            for line in lines
        ]
        whole = "".join(pieces)
        assert bare(rf"\boxed{{\;{whole}\;}}" if boxed else whole) == bare(block), f"{stem}: {block}"


def test_a_reason_is_words_and_formulas():
    assert latex.words(r"\text{of the sum over } \tau \text{ only one}") == [
        (False, "of the sum over "), (True, r" \tau "), (False, " only one"),
    ]  # fmt: skip


def test_words_below_a_brace_stay_where_they_are():
    formula = r"\underbrace{u\,v}_{\text{shared}} w"
    assert latex.words(formula + r"\text{ and more}") == [(True, formula), (False, " and more")]


def test_the_book_is_published_with_no_more_rights_than_it_needs():
    workflow = yaml.safe_load((TOP / ".github" / "workflows" / "pages.yml").read_text(encoding="utf-8"))
    build, publish = workflow["jobs"]["build"], workflow["jobs"]["publish"]
    assert workflow["permissions"] == {"contents": "read"} and "permissions" not in build
    assert publish["permissions"] == {"pages": "write", "id-token": "write"}
    assert {"run": "make lite"} in build["steps"]
    assert build["steps"][-1]["with"]["path"] == "build/book"


def test_the_book_has_the_katex_of_its_extension():
    """Letters are placed by the one and drawn with the fonts of the other: sphinxcontrib-katex 0.9.11 has 0.16.22."""
    kept = json.loads((TOP / "book" / "package.json").read_text(encoding="utf-8"))["dependencies"]["katex"]
    assert kept == "0.16.22" and "sphinxcontrib-katex==0.9.11" in PROJECT["optional-dependencies"]["book"]


def test_the_settings_of_the_book_can_be_read_and_say_what_the_project_says(monkeypatch):
    monkeypatch.setattr(sys, "path", [*sys.path])
    settings = runpy.run_path(place.TOP / "book" / "conf.py")
    assert settings["release"] == PROJECT["version"]
    assert "/".join((settings["OWNER"], settings["NAME"])) in settings["book_source"]
    assert settings["book_authors"] == place.settings()[1]
