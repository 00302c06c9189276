import re
from xml.etree import ElementTree

import numpy as np
import pytest
from numpy.testing import assert_allclose

import stored
from backprop.network import forward
from backprop.widgets import live, slips
from measured_slips import MEASURED, W_SQUARE, W, X, Y, a, a_square, b, y

NOTEBOOK = next(path for path in stored.PATHS if path.stem == "12_slips")


@pytest.mark.parametrize("slip", MEASURED)
def test_what_is_measured_is_a_derivative(slip):
    _, claimed, _, meant = slips.numbers(slip)
    for got, expected in ((claimed, MEASURED[slip][0]), (meant, MEASURED[slip][1])):
        assert (got is None) == (expected is None)
        if got is not None:
            assert_allclose(got, expected, rtol=1e-6, atol=1e-8)


@pytest.mark.parametrize("slip", slips.SLIPS)
def test_the_corrected_form_agrees_and_the_written_one_does_not(slip):
    n = slips.compute(slip)
    _, claimed, corrected, meant = slips.numbers(slip)
    if corrected is not None:
        assert_allclose(corrected, meant, rtol=1e-12, atol=1e-12 * np.abs(meant).max())
        assert not n["corrected"]["differs"].any() and "corrected it agrees" in slips.say(n).lower()
    if claimed is not None:
        assert n["as written"]["differs"].all()
        assert n["as written"]["off"] is None or n["as written"]["off"] > 0.1


def test_each_written_form_is_what_the_notes_say():
    """By index, from activations alone."""
    delta, mean = a[3] - y, np.mean([np.outer(*pair(i)) for i in range(len(X))], axis=0)
    assert_allclose(slips.numbers(2)[0], mean + 0.1 * W[2], rtol=1e-12)
    mean_of_delta = np.mean([pair(i)[0] for i in range(len(X))], axis=0)
    assert_allclose(slips.numbers(3)[0], mean_of_delta + 0.1 * b[2], rtol=1e-12)
    assert_allclose(slips.numbers(4)[0], np.outer(delta, a[2]), rtol=1e-12)
    error = a_square[3] - y
    kronecker = [[sum(error) * (i == j) * a_square[2][j] for j in range(3)] for i in range(3)]
    assert_allclose(slips.numbers(7)[0], kronecker, rtol=1e-12)
    assert_allclose(slips.numbers(10)[0], [sum(W_SQUARE[1][g, k] * error[g] for g in range(3)) for k in range(3)])
    eta = [sum(W[2][g, k] * delta[g] for g in range(3)) for k in range(4)]
    assert_allclose(slips.numbers(11)[0], eta - a[2] * a[2] * (1 - a[2]), rtol=1e-12)
    assert np.isnan(slips.numbers(12)[0]).all()


def pair(i):
    a, _ = forward(X[i], W, b)
    return a[3] - Y[i], a[2]


@pytest.mark.parametrize("slip", slips.SLIPS)
def test_the_picture_shows_words_and_numbers(slip):
    figure = slips.figure()
    figure.controls["slip"].value = slip
    drawn, n = slips.draw(figure.numbers), figure.numbers
    assert f"Slip {slip} · " in drawn and f"corrected, (12.{slip})" in drawn
    assert drawn.count("✓ ") == sum(n["caught"].values()) >= 1
    for side in ("as written", "corrected"):
        if n[side]:
            for row in n[side]["form"] + n[side]["measured"]:
                for entry in row:
                    assert f">{entry}<" in drawn or f">≠ {entry}<" in drawn
    assert drawn.count("≠ ") == (n["as written"]["differs"].sum() if n["as written"] else 0)
    assert "line-through" in drawn and "⟦" not in drawn and drawn.count("<tspan") == drawn.count("</tspan>")
    assert len(live.lines(figure.sentence, 100)) <= 3
    assert 'font-size="13' not in drawn and 'font-size="12' not in drawn


def test_an_entry_that_disagrees_is_marked_and_no_other():
    side = slips.compare(np.array([1.0, 2.0, np.nan]), np.array([1.0, 2.5, 3.0]))
    assert side["differs"].tolist() == [[False, True, True]] and side["off"] is None
    assert slips.agreement(side) == "gives no number"
    side = slips.compare(np.array([1.0, 2.0]), np.array([1.0, 2.5]))
    assert slips.agreement(side) == "is off by 0.20 of the largest entry"
    drawn = slips._entries(0, 0, side["form"], (100, 32), side["differs"])
    assert drawn.count("≠") == 1 and "≠ +2.000" in drawn


def test_the_checks_are_those_that_the_notebook_finds():
    """The table printed by the notebook, row by row."""
    printed = next(
        output.text for cell in stored.read(NOTEBOOK).cells if cell.cell_type == "code"
        for output in cell.outputs if output.get("text", "").startswith("slip   shapes")
    )  # fmt: skip
    rows = [re.findall(r"[x.]", line[6:]) for line in printed.splitlines()[1:13]]
    for slip, row in enumerate(rows, 1):
        assert [mark == "x" for mark in row] == list(slips.compute(slip)["caught"].values()), slip


def test_the_notebook_has_every_slip_as_written_without_a_tag_and_corrected_with_its_number():
    text = stored.markdown(NOTEBOOK)
    parts = re.split(r"^### Slip \d+ · ", text, flags=re.M)[1:]
    assert len(parts) == len(slips.SLIPS) == 12
    for slip, part in enumerate(parts, 1):
        title = part.splitlines()[0].replace("\\*", "*").replace('"', "")
        assert title == slips.SLIPS[slip][0].strip("“”")
        assert "**As written.**" in part
        before, after = part.split("**Corrected.**")
        assert "\\tag" not in before
        assert f"\\tag{{12.{slip}}}" in after


def test_the_diagrams_are_well_formed():
    for slip in slips.SLIPS:
        ElementTree.fromstring(slips.draw(slips.compute(slip)))
