"""The notebooks as they are stored: executed, complete, and without what changes from run to run."""

import json
import re

import nbformat
import pytest

import elsewhere
import figures
import store_notebooks
import stored
import your_turn
from backprop.course import NOTEBOOKS

SECTIONS = ["Predict", "Derive", "In code", "See it", "In one line"]
ASKED = ("predict", "recall")
STEMS_OF_STEPS = {one.stem for one in NOTEBOOKS if one.step}


@pytest.fixture(params=stored.PATHS, ids=lambda path: path.stem)
def path(request):
    return request.param


def code_cells(path):
    return [cell for cell in stored.read(path).cells if cell.cell_type == "code"]


def test_valid(path):
    nbformat.validate(stored.read(path))


def test_every_code_cell_is_stored_executed_in_order(path):
    counts = [cell.execution_count for cell in code_cells(path)]
    assert counts == list(range(1, len(counts) + 1))


def test_no_error_and_no_stderr_is_stored(path):
    for cell in code_cells(path):
        for output in cell.outputs:
            assert output.output_type != "error"
            assert output.get("name") != "stderr"


def paths_of_a_machine(stored):
    """Every absolute path in a stored notebook: a slash, or a drive, then two names. No picture, no web address."""
    text = re.sub(r'"image/png": "[^"]*"|https?://[^\s")]+', "", stored)
    return re.findall(r"(?<![\w.<)}-])/+[a-zA-Z][\w.-]*/[\w.-]+|\b[A-Za-z]:\\\\[A-Za-z][\w .-]*\\\\", text)


ROOTS = ["/one/two", "file:///one/two", 'File \\"/one/two.py', "<b>/one/two", "C:\\\\Users\\\\one"]


@pytest.mark.parametrize("root", ROOTS)
def test_a_path_of_a_machine_would_be_seen(root):
    assert paths_of_a_machine(f'"text": "see {root}/three"')


def test_nothing_that_changes_from_run_to_run_is_stored(path):
    text = path.read_text(encoding="utf-8")
    assert set(stored.read(path).metadata) == {"kernelspec", "language_info"}
    assert stored.read(path).metadata.language_info == store_notebooks.LANGUAGE
    for forbidden in (store_notebooks.WIDGET_VIEW, "widget-state", "iopub"):
        assert forbidden not in text
    assert paths_of_a_machine(text) == []
    assert not re.search(r"0x[0-9a-f]{8,}", text)
    cells = stored.read(path).cells
    assert [cell.id for cell in cells] == [store_notebooks.cell_id(path, k) for k in range(1, len(cells) + 1)]


def test_readme_names_the_python_that_is_stored():
    said = (stored.FOLDER.parent / "README.md").read_text(encoding="utf-8")
    assert f"another Python than {store_notebooks.LANGUAGE['version']}, whose number is stored" in said


def test_every_figure_is_stored_as_a_still_with_its_sentence(path):
    shown = 0
    for cell in code_cells(path):
        for output in cell.outputs:
            data = output.get("data", {})
            images = [mime for mime in data if mime.startswith("image/")]
            assert images in ([], ["image/png"], ["image/png", "image/svg+xml"])
            shown += len(images) > 0
            for mime in images:
                assert data["text/plain"] == output.metadata[mime]["alt"]
                assert len(data["text/plain"]) > 20
            assert "Live(" not in data.get("text/plain", "")
    assert shown >= 1


@pytest.mark.parametrize("path", [p for p in stored.PATHS if p.stem[3:] in STEMS_OF_STEPS], ids=lambda p: p.stem)
@elsewhere.in_english
def test_the_rhythm(path):
    """The parts that the notebook of a step has."""
    headings = re.findall(r"^## (.+)$", stored.markdown(path), flags=re.M)
    assert [heading for heading in headings if heading in SECTIONS] == SECTIONS
    text = stored.markdown(path)
    assert re.search(r"\*\*Where we are\.\*\*.*\n\n> .*\?\n", text), "Where we are, and the one question after >"
    assert "\\boxed" in text, "the result in one line, boxed"
    assert "of Algorithm 1" in text, "which line of Algorithm 1 this is"
    cells = [cell.source for cell in stored.read(path).cells]
    (asks,), (shows,) = ([k for k, source in enumerate(cells) if f"\n{word}(" in f"\n{source}"] for word in ASKED)
    assert cells[asks - 1].startswith("## Predict\n") and cells[shows + 1].startswith("**What to notice.**")


def test_it_shows_the_figures_of_its_stem_and_no_other(path):
    code = "\n".join(cell.source for cell in code_cells(path))
    imports = re.findall(r"^from backprop\.widgets import (\w+) as (\w+)$", code, flags=re.M)
    aliases = {alias: stem for stem, alias in imports}
    calls = [re.fullmatch(r"(?:.*\n)?(\w+)\.(figure\w*)\(\)", cell.source.strip(), flags=re.S)
             for cell in code_cells(path) if stored.shows_a_figure(cell)]  # fmt: skip
    own = [name for name in figures.FIGURES if name.split(".")[0] == path.stem[3:]]
    assert sorted(f"{aliases[call[1]]}.{call[2]}" for call in calls) == sorted(own)


def test_it_shows_the_map_with_its_step_lit(path):
    shown = [cell.source for cell in code_cells(path) if "derivation_map.show(" in cell.source]
    (one,) = [one for one in NOTEBOOKS if one.stem == path.stem[3:]]
    if one.lights:  # as 00 says: a notebook that has its place on the map begins with it
        assert "derivation_map.show(" in code_cells(path)[0].source
    lit = ["start"] if one == NOTEBOOKS[0] else [one.stem] if one.lights else []
    assert [source.splitlines()[-1] for source in shown] == [f'derivation_map.show("{step}")' for step in lit]


def test_every_symbol_has_its_colour(path):
    for cell in stored.read(path).cells:
        if cell.cell_type == "markdown":
            assert cell.source == your_turn.coloured(cell.source), "make notebooks colours it"


def test_links_lead_somewhere(path):
    for target in re.findall(r"\]\(([^)#]+)(?:#[^)]*)?\)", stored.markdown(path)):
        if "://" not in target:
            assert (stored.FOLDER / target).exists(), target


def test_storing_drops_what_changes():
    data = {"text/plain": "words", store_notebooks.WIDGET_VIEW: {"model_id": "0"}}
    output = {"output_type": "execute_result", "data": data, "metadata": {}, "execution_count": 1}
    metadata = {"execution": {"iopub.status.busy": "now"}, "tags": ["kept"]}
    notebook = nbformat.from_dict({
        "metadata": {"widgets": {"state": 1}, "language_info": {"version": "3.0"}},
        "cells": [{"cell_type": "code", "source": "1", "metadata": metadata, "outputs": [output]}],
    })  # fmt: skip
    stored = json.dumps(store_notebooks.settled(notebook))
    for gone in ("widget", "iopub", "model_id", "3.0"):
        assert gone not in stored
    assert "words" in stored and "kept" in stored


def test_what_a_cell_prints_is_stored_in_one_piece():
    """A slow cell sends its lines in several messages, how many depends on the machine."""
    parts = [nbformat.v4.new_output("stream", name="stdout", text=text) for text in ("one\n", "two\n")]
    other = nbformat.v4.new_output("display_data", {"text/plain": "picture"})
    kept = store_notebooks.joined([*parts, other, nbformat.v4.new_output("stream", name="stdout", text="three\n")])
    assert [output.get("text") for output in kept] == ["one\ntwo\n", None, "three\n"]


def test_the_cells_are_slides(path):
    """A heading begins a slide; other text, and a live figure, one below it; other code stands with its text."""
    for cell in stored.read(path).cells:
        assert cell.metadata.slideshow.slide_type == store_notebooks.slide(cell)
        if cell.source.startswith("## "):
            assert cell.metadata.slideshow.slide_type == "slide"
        if ".figure()" in cell.source:
            assert cell.metadata.slideshow.slide_type == "subslide"


def test_code_is_narrow_enough_to_be_projected(path):
    """At 1280 pixels JupyterLab's presentation mode shows 105 characters of a line of code."""
    for cell in stored.read(path).cells:
        if cell.cell_type == "code":
            assert [line for line in cell.source.splitlines() if len(line) > 104] == []
