"""The help under a verdict, opened by keyboard: two hints and then the helper, in JupyterLab and in Notebook 7."""

import pytest
from playwright.sync_api import expect

import front_end
import stored
from backprop.exercises import catalogue, record


@pytest.mark.parametrize(("where", "name"), [("lab", "06_pullback.ipynb"), ("notebook", "05_outer.ipynb")])
def test_one_help_after_the_other(page, server, where, name):
    """In two notebooks, as what has been opened stays open while a kernel runs."""
    front_end.open_notebook(page, server, where, name)
    front_end.run_all(page, stored.code_cells(name))
    panel, exercise = page.locator(".backprop-exercise").first, catalogue.exercises(name[3:-6])[0]
    expect(panel).to_contain_text(f"Not attempted · {exercise.title}")
    for label, text in record.helps_of(exercise):
        expect(panel).not_to_contain_text(text.splitlines()[0])
        button = panel.get_by_role("button")
        expect(button).to_have_text(label if label.startswith("Hint") else f"Show {label[0].lower()}{label[1:]}")
        button.focus()
        button.press("Enter")
        expect(panel).to_contain_text(text.splitlines()[0])
    expect(panel.get_by_role("button")).to_have_count(0)
