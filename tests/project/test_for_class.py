"""The pages for class have every numbered line, no right-hand side, and every answer with what it shows."""

import re

import pytest

import for_class
import stored
from backprop.course import NOTEBOOKS
from backprop.exercises import catalogue
from backprop.exercises.exercise import Function

PAGES = {stem: text for stem, _, text in for_class.pages()}
EXERCISES = [one for stem in catalogue.STEMS for one in catalogue.exercises(stem)]


@pytest.mark.parametrize("path", stored.PATHS, ids=lambda path: path.stem)
def test_every_numbered_line_has_its_room_and_its_left_side_alone(path):
    text, tags = PAGES.get(path.stem, ""), re.findall(r"\\tag\{([\d.]+)\}", stored.markdown(path))
    displays = re.findall(r"\$\$ (.*?) \\tag\{([\d.]+)\} \$\$", text)
    assert [tag for _, tag in displays] == tags and text.count(for_class.ROOM) == len(tags)
    for latex, tag in displays:
        left, sign, right = for_class.begins(latex)
        assert left and not right, f"({tag}) begins with what it says of {latex}"
        assert left.count("{") == left.count("}") and (sign or "=" not in latex)


def test_an_equation_is_cut_at_its_first_sign():
    assert for_class.begins(r"\eta_\alpha &:= a = b") == (r"\eta_\alpha", ":=", " a = b")
    assert for_class.begins(r"\sum_{\gamma=1}^{K} a \le b")[:2] == (r"\sum_{\gamma=1}^{K} a", r"\le")


@pytest.mark.parametrize("stem", catalogue.STEMS)
def test_a_poll_says_what_each_wrong_answer_shows(stem):
    number = next(f"{place:02d}" for place, one in enumerate(NOTEBOOKS) if one.stem == stem)
    section = PAGES["polls"].split(f"\n## {number} · ")[1].split("\n## ")[0]
    for exercise in catalogue.exercises(stem):
        if isinstance(exercise, Function):
            assert f"### {exercise.title}\n" not in section
            continue
        words = section.split(f"### {exercise.title}\n")[1].split("\n### ")[0]
        assert exercise.task.strip() in words and words.count("**Right.**") == 1
        assert f"- {exercise.reference}: **Right.** {exercise.why}" in words
        for wrong in exercise.wrong:
            assert re.search(rf"^- {re.escape(str(wrong.answer))}: .*{re.escape(wrong.means)}", words, flags=re.M)


def test_every_exercise_is_in_the_homework_with_its_minutes():
    rows = re.findall(r"^\| \d\d · .+? \| (.+) \| (\d+) \|$", PAGES["homework"], flags=re.M)
    assert rows == [(one.title, str(one.minutes)) for one in EXERCISES]


def test_the_guides_questions_are_there():
    guide = (for_class.TOP / "TEACHING.md").read_text(encoding="utf-8")
    assert PAGES["polls"].count("Right:") == guide.count("Right:") > 20
