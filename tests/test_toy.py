import numpy as np

from backprop import toy


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
