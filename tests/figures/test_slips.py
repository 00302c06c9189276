import re

import numpy as np
from numpy.testing import assert_allclose

import stored
from backprop.network import forward
from backprop.widgets import slips
from measured_slips import W_SQUARE, W, X, Y, a, a_square, b, y


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


def test_the_checks_are_those_that_the_notebook_finds():
    """The table printed by the notebook, row by row."""
    printed = next(
        output.text for cell in stored.read(stored.of("slips")).cells if cell.cell_type == "code"
        for output in cell.outputs if output.get("text", "").startswith("slip   shapes")
    )  # fmt: skip
    rows = [re.findall(r"[x.]", line[6:]) for line in printed.splitlines()[1:13]]
    for slip, row in enumerate(rows, 1):
        assert [mark == "x" for mark in row] == list(slips.compute(slip)["caught"].values()), slip


def test_the_notebook_has_every_slip_as_written_without_a_tag_and_corrected_with_its_number():
    text, number = stored.markdown(stored.of("slips")), stored.of("slips").stem[:2]
    parts = re.split(r"^### Slip \d+ · ", text, flags=re.M)[1:]
    assert len(parts) == len(slips.SLIPS) == 12
    for slip, part in enumerate(parts, 1):
        title = part.splitlines()[0].replace("\\*", "*").replace('"', "")
        assert title == slips.SLIPS[slip][0].strip("“”")
        assert "**As written.**" in part
        before, after = part.split("**Corrected.**")
        assert "\\tag" not in before
        assert f"\\tag{{{number}.{slip}}}" in after
