import numpy as np

import stored
from backprop import toy

TAKES = {  # what the arguments of each function are, for test_bad_input.py
    "answers": {"X": "rows"},
    "data": None,
    "network": None,
}


def test_the_data():
    X, Y = toy.data()
    assert X.shape == (60, 2) and Y.shape == (60, 3)
    assert len(np.unique(X, axis=0)) == 60
    assert (np.abs(X) <= 2).all() and (X == np.round(X, 1)).all()
    assert set(Y.ravel()) == {0.0, 1.0}
    assert (Y.sum(axis=0) >= 20).all() and (Y.sum(axis=0) <= 40).all()


def test_the_labels_are_what_the_questions_ask():
    X = np.array([[1.0, 0.2], [-1.0, 0.2], [0.1, -0.1], [-1.5, -1.5]])
    assert toy.answers(X).tolist() == [[1, 1, 1], [0, 1, 0], [0, 0, 0], [0, 0, 1]]


def test_no_edge_belongs_to_what_it_bounds():
    X = np.array([[0.3, 0.0], [0.8, 0.0], [1.6, 0.0], [0.0, 1.0], [1.0, 0.0]])
    assert toy.answers(X).tolist() == [[0, 0, 0], [1, 0, 0], [1, 0, 0], [0, 1, 0], [1, 1, 0]]


def test_the_points_are_those_of_roberts_sequence_that_keep_clear_of_the_edges():
    """Computed another way: one point after the other, with the root of g³ = g + 1 from NumPy."""
    g = float(np.max(np.roots([1, 0, -1, -1]).real))
    points = []
    for i in range(1, 200):
        x1, x2 = (round(4 * ((0.5 + i / g**k) % 1) - 2, 1) for k in (1, 2))
        distances = [x1 - (0.3 + 0.5 * x2), np.hypot(x1, x2) - 0.8, np.hypot(x1, x2) - 1.6, x1, x2]
        if min(map(abs, distances)) > 0.05:
            points.append([x1, x2])
    X, _ = toy.data()
    np.testing.assert_allclose(X, points[:60], rtol=0, atol=1e-9)
    assert not np.signbit(X[X == 0]).any()


def test_the_network_is_the_one_that_notebook_01_prints():
    cells = stored.read(stored.FOLDER / "01_network.ipynb").cells
    printed = "".join(output.get("text", "") for cell in cells for output in cell.get("outputs", []))
    W, b = toy.network()
    for parameters in (W[1], W[2], b[1], b[2]):
        assert str(parameters) in printed


def test_the_network_hides_no_mistake():
    W, b = toy.network()
    assert W[1].shape == (4, 2) and W[2].shape == (3, 4)
    assert b[1].shape == (4,) and b[2].shape == (3,)
    for parameters in (W[1], W[2], b[1], b[2]):
        assert (parameters != 0).all() and (parameters == np.round(parameters, 1)).all()


def test_every_call_gives_new_arrays():
    toy.network()[0][1][:] = 0
    toy.data()[0][:] = 0
    assert (toy.network()[0][1] != 0).all() and toy.data()[0].any()
