"""A prediction is kept, survives a restart, and is shown again; every notebook of a step asks for one."""

import json
import re

import pytest

import stored
from backprop.course import NOTEBOOKS, name
from backprop.exercises import forget, predict, progress, recall, results
from backprop.exercises.record import tries

STEPS = [one.stem for one in NOTEBOOKS if one.step]


def test_what_was_predicted_is_shown_again():
    assert predict("eta", "it falls", 50, ...).startswith("Kept.")
    assert recall("eta") == "You predicted:\n1. it falls\n2. 50\n3. no answer"
    assert repr(recall("eta")) == recall("eta")
    assert recall("delta").startswith("You have kept no prediction")


def test_the_first_prediction_is_not_lost():
    predict("eta", "it rises")
    predict("eta", "it falls")
    assert recall("eta") == "You predicted:\n1. it rises\nLater you changed it to:\n1. it falls"


def test_nothing_is_kept_of_an_untouched_cell():
    assert predict("eta", ..., ...).startswith("Nothing is kept yet")
    assert not progress.events() and recall("eta").startswith("You have kept no prediction")


def test_it_is_no_attempt_at_an_exercise_and_is_forgotten_with_the_rest():
    predict("eta", "it falls")
    assert tries("eta") == ([], 0) and results("eta").summary.startswith("0 of")
    forget()
    assert recall("eta").startswith("You have kept no prediction")


def test_a_damaged_line_costs_the_line_alone():
    predict("eta", "it falls")
    with progress.path().open("a", encoding="utf-8") as file:
        for broken in ([], "x", [1], {"a": 1}):
            file.write("\n" + json.dumps({"exercise": "predict eta", "prediction": broken}) + "\n")
    assert recall("eta") == "You predicted:\n1. it falls"


def test_a_folder_that_cannot_be_written_is_told(monkeypatch, tmp_path):
    monkeypatch.setenv("BACKPROP_PROGRESS", str(tmp_path / "missing" / "file"))
    assert "cannot be written" in predict("eta", "it falls")
    assert recall("eta") == "You predicted:\n1. it falls"
    forget()


@pytest.mark.parametrize("function", [predict, recall])
def test_a_stem_that_is_none_is_refused(function):
    with pytest.raises(ValueError, match="stem must be one of start_here, network"):
        function("03")


@pytest.mark.parametrize("stem", STEPS)
def test_each_step_asks_before_the_derivation_and_shows_it_after_the_figure(stem):
    (path,) = [path for path in stored.PATHS if path.stem[3:] == stem]
    cells = stored.read(path).cells
    place = lambda words: next(k for k, cell in enumerate(cells) if words in cell.source)
    asks, shows = place(f'predict("{stem}"'), place(f'recall("{stem}")')
    question = asks - 1
    figures = [k for k, cell in enumerate(cells) if stored.shows_a_figure(cell)]
    derives = min(k for k, cell in enumerate(cells) if r"\tag{" in cell.source)
    assert asks < derives and shows == figures[0] + 1
    assert cells[shows + 1].cell_type == "markdown" and not cells[shows + 1].source.startswith("#"), "what to notice"
    questions = len(re.findall(r"^\d\. ", cells[question].source, flags=re.M))
    assert cells[asks].source.count("...") == questions, "a place for each question"
    assert name(NOTEBOOKS[[one.stem for one in NOTEBOOKS].index(stem)]) == path.stem
    assert "Nothing is kept yet" in str(cells[asks].outputs) and "kept no prediction" in str(cells[shows].outputs)
