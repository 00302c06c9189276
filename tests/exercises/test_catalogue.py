"""The exercises as data: complete, true, and word for word what stands in the notebooks."""

import re
from pathlib import Path

import numpy as np
import pytest

import claims
import stored
import your_turn
from backprop.course import NOTEBOOKS
from backprop.exercises import catalogue, check
from backprop.exercises.exercise import Choice, Exercise, Formula, Function, Shape, Value
from random_networks import relative
from results import flat

ALL = [exercise for stem in catalogue.STEMS for exercise in catalogue.exercises(stem)]
PATHS = {path.stem[3:]: path for path in stored.PATHS}
TAGS = {tag for path in stored.PATHS for tag in stored.tags(path)}
WITH_EXERCISES = [stem for stem in catalogue.STEMS if stem in PATHS]

by_name = lambda exercise: exercise.name


@pytest.fixture(params=ALL, ids=by_name)
def exercise(request):
    return request.param


# Complete


def test_no_module_of_exercises_is_left_out():
    files = Path(catalogue.__file__).parent.glob("*.py")
    having = {path.stem for path in files if re.search(r"^EXERCISES =", path.read_text("utf-8"), flags=re.M)}
    assert having == set(catalogue.STEMS), "each belongs to a notebook that course.py lists"


def test_each_notebook_has_two_and_one_of_them_is_written():
    for stem in catalogue.STEMS:
        kinds = {type(exercise) for exercise in catalogue.exercises(stem)}
        enough = len(catalogue.exercises(stem)) >= 2 and Function in kinds and kinds != {Function}
        assert enough, f"{stem}: at least two exercises, one of them a Function and one not"


def test_each_step_has_two_whose_answer_stands_nowhere():
    """Their functions are in no module of the course but the exercises, and in no cell of the notebooks."""
    for notebook in (one for one in NOTEBOOKS if one.step):
        fresh = [exercise for exercise in catalogue.exercises(notebook.stem) if exercise.fresh]
        assert len(fresh) >= 2, notebook.stem
    code = "\n".join(cell.source for path in stored.PATHS for cell in stored.read(path).cells)
    for exercise in ALL:
        assert not (exercise.fresh and exercise.warm_up), exercise.name
        if isinstance(exercise, Function):
            elsewhere = not exercise.reference.__module__.startswith("backprop.exercises.")
            assert not (exercise.fresh and elsewhere), f"{exercise.name}: the course has its function"
            assert not exercise.fresh or f"{exercise.reference.__name__}(" not in code.replace(exercise.write, "")


def test_names_are_used_once():
    assert len({exercise.name for exercise in ALL}) == len(ALL)
    assert len({exercise.title for exercise in ALL} - {"Find the line"}) == len(ALL) - 2


def test_every_exercise_is_complete(exercise: Exercise):
    assert exercise.title and exercise.trains and exercise.task.strip()
    assert 1 <= exercise.minutes <= 30
    assert len(exercise.hints) == 2 and exercise.hints[0] != exercise.hints[1], "two hints"
    assert len(exercise.wrong) >= 3, "at least three wrong answers"
    assert len({wrong.name for wrong in exercise.wrong}) == len(exercise.wrong)
    assert len({wrong.means for wrong in exercise.wrong}) >= len(exercise.wrong) - 3  # lines right for one reason


def test_every_sentence_is_one(exercise):
    sentences = [*exercise.hints, *(wrong.means for wrong in exercise.wrong)]
    for sentence in sentences + ([exercise.doc] if isinstance(exercise, Function) else []):
        assert sentence[-1] in ".?" and "!" not in sentence and "  " not in sentence, sentence
        assert len(sentence) < 170, sentence


def test_every_mistake_cites_an_equation_of_a_notebook(exercise):
    for wrong in exercise.wrong:
        assert wrong.breaks in TAGS, f"{wrong.name}: ({wrong.breaks}) is in no notebook"
    for tag in re.findall(r"\((\d+\.\d+)\)", exercise.task + " ".join(exercise.hints)):
        assert tag in TAGS


def test_every_wrong_choice_is_predicted(exercise):
    if isinstance(exercise, Choice):
        assert {wrong.answer for wrong in exercise.wrong} | {exercise.reference} == set(exercise.options)
        assert len(exercise.options) == (10 if exercise.listing else 4)


@pytest.mark.parametrize("exercise", [one for one in ALL if isinstance(one, Function)], ids=by_name)
def test_points_are_the_same_every_time(exercise):
    """What a predicted mistake gives at a point is computed once."""
    for (label, one), (again, two) in zip(exercise.points().items(), exercise.points().items(), strict=True):
        assert label == again
        np.testing.assert_equal(numbers(one), numbers(two))


def numbers(args):
    """The arguments of a test point that are numbers, arrays or dicts of them."""
    return [value for value in args if not callable(value)]


def test_points_hide_nothing(exercise):
    """Random numbers, never ones or zeros; sizes that differ, and one case where all are equal; N ≥ 3; λ > 0."""
    if not isinstance(exercise, Function) or exercise.name in ("losses", "outer_three"):
        return
    sizes = []
    for args in exercise.points().values():
        arrays = [part for arg in args for part in (arg.values() if isinstance(arg, dict) else [arg])]
        arrays = [part for part in arrays if isinstance(part, np.ndarray)]
        for part in arrays:
            assert part.size == 1 or len(np.unique(part)) == part.size, "no number twice"
            assert not np.isin(part, (0, 1, -1)).any(), "neither 0 nor 1"
        sizes.append({size for part in arrays for size in part.shape})
        if isinstance(args[-1], float):
            assert args[-1] > 0
        assert args[0].shape[0] >= 2 if isinstance(args[0], np.ndarray) else True
    numbers = isinstance(exercise, Formula) and exercise.numbers
    alike = exercise.name in ("eta_categorical", "autograd_rule", "slips_off")
    different = any(len(each) > 1 for each in sizes) or numbers or alike
    assert different, "a point whose sizes differ, such as (3, 5)"
    if exercise.name not in ("eta_categorical", "batch_column", "digits_step"):  # a batch is smaller than N
        assert any(len(each) == 1 for each in sizes)


# True: a reference that no helper of the course is gives what is measured


OWN = [one for one in ALL if isinstance(one, Function) and one.reference.__module__.startswith("backprop.exercises.")]
MEASURED = claims.of_exercises("measured")


@pytest.mark.parametrize("exercise", OWN, ids=by_name)
def test_a_reference_gives_what_is_measured(exercise):
    name = exercise.name
    assert name in MEASURED, f"write {name}_measured in the claims of its notebook: the answer by measured slopes"
    for args in exercise.points().values():
        for got, expected in zip(flat(exercise.reference(*args)), flat(MEASURED[name](*args)), strict=True):
            assert got[:-1] == expected[:-1] and relative(got[-1], expected[-1]) < 1e-12


# Word for word what stands in the notebooks


@pytest.mark.parametrize("stem", WITH_EXERCISES)
def test_the_section_is_written_where_its_heading_stands(stem):
    """As it is stored; and in place of the heading alone."""
    notebook = stored.read(PATHS[stem])
    before = [cell.source for cell in notebook.cells]
    your_turn.put(notebook, stem)
    assert [cell.source for cell in notebook.cells] == before
    first = before.index(your_turn.OPENING)
    notebook.cells[first].source = "## Your turn"
    del notebook.cells[first + 1 : first + len(your_turn.section(stem))]
    your_turn.put(notebook, stem)
    assert [cell.source for cell in notebook.cells] == before


def test_without_a_heading_the_section_comes_last_but_for_the_links():
    notebook = stored.read(PATHS[NOTEBOOKS[1].stem])
    before = [cell.source for cell in notebook.cells]
    first = before.index(your_turn.OPENING)
    del notebook.cells[first : first + len(your_turn.section(NOTEBOOKS[1].stem))]
    your_turn.put(notebook, NOTEBOOKS[1].stem)
    assert [cell.source for cell in notebook.cells] == before


@pytest.mark.parametrize("stem", WITH_EXERCISES)
def test_the_notebook_is_stored_with_nothing_attempted(stem):
    shown = []
    for cell in stored.read(PATHS[stem]).cells:
        if cell.cell_type == "code" and re.search(r"^(check|results)\(", cell.source, flags=re.M):
            assert all(output.output_type in ("execute_result", "display_data") for output in cell.outputs)
            shown.append(cell.outputs[0].data["text/plain"])
    exercises = catalogue.exercises(stem)
    assert len(shown) == len(exercises) + 1
    for text, exercise in zip(shown, exercises, strict=False):
        assert text.startswith(f"○ Not attempted · {exercise.title}\n")
    assert shown[-1].endswith(f"0 of {len(exercises)} exercises done.")


def test_a_template_runs_to_its_end(exercise):
    said, space = [], {}
    space["check"] = lambda name, answer: said.append(check(name, answer))
    exec(your_turn.template(exercise), space)
    assert [(result.exercise.name, result.word) for result in said] == [(exercise.name, "not attempted")]


def test_kinds_are_all_used():
    assert {type(exercise) for exercise in ALL} == {Function, Formula, Value, Shape, Choice}
