"""The teaching guide says what the notebooks, exercises and figures say."""

import re

import numpy as np
import pytest

import elsewhere
import figures
import stored
from backprop.batch import gradient
from backprop.exercises import catalogue, check
from backprop.exercises.exercise import Choice, Function
from backprop.network import forward_rows, sigmoid, sigmoid_slope
from backprop.widgets import controls

pytestmark = elsewhere.in_english

TOP = stored.FOLDER.parent
GUIDE = (TOP / "TEACHING.md").read_text(encoding="utf-8")
SECTIONS = {path.stem[:2]: "" for path in stored.PATHS}  # empty where the guide has none
SECTIONS |= {part[:2]: part for part in GUIDE.split("\n## ")[1:] if part[:2].isdigit()}
PARTS = ["Goal.", "Minutes.", "Board.", "Ask.", "Show.", "Answers."]


def exercises(path):
    stem = path.stem[3:]
    return catalogue.exercises(stem) if stem in catalogue.STEMS else []


@pytest.mark.parametrize("path", stored.PATHS, ids=lambda path: path.stem)
def test_every_notebook_has_its_section_with_the_same_parts(path):
    section = SECTIONS[path.stem[:2]]
    assert section, f"TEACHING.md has no section ## {path.stem[:2]}"
    parts = PARTS if exercises(path) else PARTS[:-1]
    assert re.findall(r"^\*\*([A-Z][a-z]+\.)\*\*", section, flags=re.M) == parts


@pytest.mark.parametrize("path", stored.PATHS, ids=lambda path: path.stem)
def test_the_minutes(path):
    reading, board = 5 * round(len(stored.markdown(path).split()) / 500), sum(one.minutes for one in exercises(path))
    minutes = re.search(r"Reading (\d+), board \d+, figure (\d+), exercises (\d+)\.", SECTIONS[path.stem[:2]])
    assert minutes, "say **Minutes.** Reading …, board …, figure …, exercises …."
    assert minutes.group(1, 3) == (str(reading), str(board)), "the minutes of reading and of the exercises"
    assert int(minutes[1]) + int(minutes[2]) <= 45, "more than a lesson to read and look at"


@pytest.mark.parametrize("path", stored.PATHS, ids=lambda path: path.stem)
def test_every_exercise_has_its_answer(path):
    rows = re.findall(r"^\| (.+?) \| (.+) \|$", SECTIONS[path.stem[:2]], flags=re.M)[1:]
    assert [title for title, _ in rows] == [one.title for one in exercises(path)]
    for (_, answer), one in zip(rows, exercises(path), strict=True):
        if isinstance(one, Function):
            assert check(one.name, written(one, answer)).correct, f"{one.title}: {answer}"
        elif isinstance(one, Choice):
            words = one.options[one.reference]
            words = f"`{words}`" if one.listing else words
            assert answer.removesuffix("<!-- wrong -->") == f"{one.reference}: {words}"
        else:
            assert answer == str(one.reference)


def written(exercise, answer):
    """The function that the guide's answer is: its pieces of code, the last of which is what it returns."""
    *lines, result = re.findall(r"`([^`]+)`", answer.replace("φ′", "slope"))

    def function(*arguments):
        space = vars(np) | {"abs": abs, "sum": sum, "φ": sigmoid, "slope": sigmoid_slope}
        space |= {"forward_rows": forward_rows, "gradient": gradient}
        space |= dict(zip(exercise.arguments, arguments, strict=True))
        exec("\n".join(lines), space)
        return eval(result, space)

    return function


@pytest.mark.parametrize("path", stored.PATHS, ids=lambda path: path.stem)
def test_the_equations_cited_are_there(path):
    others = set(re.findall(r"\((\d+\.\d+)\)", SECTIONS[path.stem[:2]])) - set(stored.tags(path))
    assert not others, f"a section of the guide cites the equations of its own notebook, and not {sorted(others)}"


SHOWN = re.findall(r"`(\w+\.figure\w*)`:\s`([^`]+)`\s→\s“([^”]+)”", GUIDE)


def test_each_figure_is_shown_with_a_setting():
    assert len(SHOWN) == len(re.findall("→", GUIDE)), "each → stands in: `STEM.figure`: `control = value` → “…”"
    assert {name.split(".")[0] for name, _, _ in SHOWN} == set(figures.STEMS)


@pytest.mark.parametrize(("name", "setting", "said"), SHOWN)
def test_a_figure_says_at_that_setting_what_the_guide_quotes(name, setting, said):
    figure, values = figures.FIGURES[name], {}
    for name, value in re.findall(r"(\w+) = ([^,]+)", setting):
        control = figure.controls[name]
        values[name] = dict(control.pairs())[value] if isinstance(control, controls.Choice) else float(value)
    assert " ".join(said.split()) in figure.render(**values).sentence


def test_links_lead_somewhere():
    readme = (TOP / "README.md").read_text(encoding="utf-8")
    for target in re.findall(r"\]\(([^)]+)\)", GUIDE):
        path, _, anchor = target.partition("#")
        assert (TOP / path).exists(), target
        if anchor:
            headings = re.findall(r"^#+ (.+)$", readme, flags=re.M)
            assert anchor in [re.sub(r"[^\w-]", "", heading.lower().replace(" ", "-")) for heading in headings]
