import numpy as np
import pytest

from backprop.widgets import slips

WITH_NUMBERS = [slip for slip in range(1, 13) if slips.compute(slip)["corrected"]]


def test_most_slips_have_numbers():
    assert {2, 3, 7, 10, 11, 12} <= set(WITH_NUMBERS)


@pytest.mark.parametrize("slip", WITH_NUMBERS)
def test_what_is_corrected_agrees_with_the_derivative(slip):
    n = slips.compute(slip)
    assert not np.any(n["corrected"]["differs"])
    assert n["corrected"]["form"] == n["corrected"]["measured"]
    assert "corrected it agrees with the measured derivative" in slips.say(n)


@pytest.mark.parametrize("slip", [2, 3, 7, 10, 11, 12])
def test_what_is_written_does_not(slip):
    n = slips.compute(slip)
    assert np.any(n["as written"]["differs"])
    assert slips.draw(n).count("≠ ") == np.sum(n["as written"]["differs"])


def test_a_form_that_is_off_is_said_to_be():
    right = np.array([[1.0, -2.0]])
    verdict = slips.compare(right * 1.001, right)
    assert np.all(verdict["differs"])
    assert "is off by" in slips.agreement(verdict)
    assert "agrees" in slips.agreement(slips.compare(right, right))


def test_the_checks_are_those_of_the_notebook():
    """The figure marks for each slip the checks that the notebook's own table has found."""
    import course

    cells = course.read(course.FOLDER / "12_slips.ipynb").cells
    table = next(
        cell.outputs[0].text for cell in cells if cell.cell_type == "code" and 'print("slip   "' in cell.source
    )
    for slip, line in enumerate(table.splitlines()[1:13], start=1):
        marks = [mark == "x" for mark in line.split()[1:]]
        assert list(slips.compute(slip)["caught"].values()) == marks
