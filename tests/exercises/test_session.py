"""What a student sees: the text, the panel with its buttons, the hints in their order, the table of results."""

import html
import re
import subprocess
import sys

import pytest

import variants
from backprop.exercises import catalogue, check, hint, record, results
from backprop.jupyter.panel import Panel


@pytest.fixture(autouse=True)
def anew():
    record.forget()
    yield
    record.forget()


def visible(widget):
    """The words of an HTML widget."""
    return html.unescape(re.sub(r"<[^>]+>", " ", widget.value))


ANSWERS = {
    "✓ Correct": ("delta", variants.delta__formula),
    "✓ Correct, but": ("gradient", variants.gradient__textbook_rows),
    "✗ Not yet": ("delta", lambda eta, z: eta * z * (1 - z)),
    "○ Not attempted": ("delta", ...),
    "! Stopped by an error": ("delta", lambda eta, z: eta @ z @ z @ z),
}


@pytest.mark.parametrize("heading", ANSWERS)
def test_the_text_has_the_verdict_and_why(heading):
    name, answer = ANSWERS[heading]
    result = check(name, answer)
    text = repr(result)
    assert text.startswith(f"{heading} · {result.exercise.title}\n{result.sentence}")
    assert result.detail in text
    assert ("hint" in text) != result.correct
    assert str(result) == text


@pytest.mark.parametrize("heading", ANSWERS)
def test_the_panel_says_the_same_without_colour(heading):
    result = check(*ANSWERS[heading])
    panel = Panel(result)
    assert 'role="status"' in panel._verdict.value, "it is announced"
    words = visible(panel._verdict)
    for part in (heading, result.exercise.title, result.sentence, result.detail):
        assert part in words


def test_words_of_a_student_are_shown_and_not_run():
    def answer(eta, z):
        raise ValueError("<script>alert(1)</script>")

    assert "<script>" not in Panel(check("delta", answer))._verdict.value


def test_hints_open_one_after_the_other_and_then_the_helper():
    exercise = catalogue.find("delta")
    panel = Panel(check("delta", ...))
    assert panel._help.value == "" and panel.button.description == "Hint 1"
    for said, next_label in ((exercise.hints[0], "Hint 2"), (exercise.hints[1], "Show the helper")):
        panel.button.click()
        assert said in visible(panel._help) and panel.button.description == next_label
    assert "def delta" not in visible(panel._help)
    panel.button.click()
    assert "return eta * sigmoid_slope(z)" in visible(panel._help)
    assert panel.button.layout.display == "none"
    assert record.opened("delta") == 3


def test_what_was_opened_stays_open_at_the_next_try():
    Panel(check("delta", ...)).button.click()
    again = Panel(check("delta", ANSWERS["✗ Not yet"][1]))
    assert catalogue.find("delta").hints[0] in visible(again._help) and again.button.description == "Hint 2"


def test_a_right_answer_needs_no_hint_and_may_see_the_helper():
    panel = Panel(check(*ANSWERS["✓ Correct"]))
    assert panel.button.description == "Show the helper" and panel._help.value == ""
    panel.button.click()
    assert "def delta" in visible(panel._help) and "Hint" not in visible(panel._help)
    assert record.opened("delta") == 0


def test_a_question_has_an_answer_in_the_place_of_a_helper():
    panel = Panel(check("eta_sign", "a"))
    for _ in range(2):
        panel.button.click()
    assert panel.button.description == "Show the answer"
    panel.button.click()
    assert catalogue.find("eta_sign").why in visible(panel._help)


@pytest.mark.parametrize("stem", catalogue.STEMS)
def test_every_panel_opens_all_its_helps(stem):
    for exercise in catalogue.exercises(stem):
        panel = Panel(check(exercise.name, ...))
        for label, text in record.helps_of(exercise):
            panel.button.click()
            assert label in visible(panel._help) and text in visible(panel._help)


def test_hints_without_a_front_end():
    exercise = catalogue.find("eta_sign")
    said = [repr(hint("eta_sign")) for _ in range(4)]
    assert said[:2] == [f"Hint 1: {exercise.hints[0]}", f"Hint 2: {exercise.hints[1]}"]
    assert said[2] == said[3] == f"The answer: {exercise.reference}. {exercise.why}"
    for _ in range(2):
        hint("eta")
    assert repr(hint("eta")).startswith("The helper:\n\ndef eta_output(a, y):")


def test_the_table_of_results():
    everything = sum(len(catalogue.exercises(stem)) for stem in catalogue.STEMS)
    assert len(results().rows) == everything and results().summary == f"0 of {everything} exercises done."
    check("delta", ...)
    check(*ANSWERS["✗ Not yet"])
    hint("delta")
    check(*ANSWERS["✓ Correct"])
    check("delta_squares", "a")
    assert repr(results("delta")).splitlines() == [
        "Exercise                              Minutes  Verdict          Attempts  Hints",
        "δ from η and z                        5        ✓ Correct        2         1",
        "Another activation                    4        ○ Not attempted  0         0",
        "The same unit with squared errors     3        ✗ Not yet        1         0",
        "A formula: δ where nothing collapses  5        ○ Not attempted  0         0",
        "Find the wrong line of a derivation   3        ○ Not attempted  0         0",
        "1 of 5 exercises done.",
    ]
    page = results("delta")._repr_html_()
    assert page.count("<tr>") == 6 and "✓ Correct" in page and "1 of 5 exercises done." in page


def test_the_table_of_one_notebook():
    check("delta", ...)
    assert len(results("eta").rows) == len(catalogue.exercises("eta"))
    assert results("eta").summary == f"0 of {len(catalogue.exercises('eta'))} exercises done."
    with pytest.raises(ValueError, match="stem must be one of network, loss"):
        results("03")


def test_a_name_that_is_no_exercise_is_refused():
    with pytest.raises(ValueError, match="there is no exercise 'detla'; did you mean 'delta'"):
        check("detla", ...)
    with pytest.raises(ValueError, match="there is no exercise 3"):
        hint(3)


def test_the_exercises_load_no_widget_until_one_is_shown():
    code = (
        "import sys; from backprop.exercises import check, results; print(check('delta', lambda eta, z: eta));"
        "print(results()); print(sorted(set(sys.modules) & {'matplotlib', 'ipywidgets', 'IPython'}))"
    )
    out = subprocess.run(
        [sys.executable, "-X", "utf8", "-c", code], capture_output=True, text=True, check=True, encoding="utf-8"
    ).stdout
    assert out.startswith("✗ Not yet · δ from η and z\nφ′(z) is missing: what is called δ there is η. See (4.4).\n")
    assert out.strip().endswith("[]")
