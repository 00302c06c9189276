"""What the cells with PyTorch have printed, without PyTorch: every number is computed by the course's own steps.

`make test-pytorch` runs the cells for real, and holds what they print to the same file.
"""

import json

import numpy as np
import pytest

import stored
from backprop import pytorch, toy
from backprop.algorithm import algorithm_1
from backprop.batch import gradient
from backprop.delta import delta_output
from backprop.network import forward_rows, sigmoid, sigmoid_slope
from store_pytorch import cells, path

KEPT = json.loads(pytorch.STORED.read_text(encoding="utf-8"))
X, Y = toy.data()
W, b = toy.network()
J, dW, db = gradient(X, Y, W, b)
A, Z = forward_rows(X, W, b)


def test_the_notebook_is_stored_with_what_is_kept():
    assert cells(stored.read(path())) == KEPT


def test_by_hand_and_by_backward_print_the_same_numbers():
    lines = [f"J~    by hand {J:.6f}   loss.item() {J:.6f}"]
    for l in (1, 2):
        lines.append(f"dW[{l}][0]  by hand {dW[l][0].round(6)}   .weight.grad {dW[l][0].round(6)}")
        lines.append(f"db[{l}]     by hand {db[l].round(6)}   .bias.grad {db[l].round(6)}")
    assert KEPT["by_hand_and_by_backward"].splitlines() == lines
    assert abs(J - algorithm_1(X, Y, W, b)[0]) < 1e-12


def test_the_other_names():
    softmax = np.exp(Z[3][0]) / np.exp(Z[3][0]).sum()
    delta = delta_output(softmax, np.eye(3)[Y[0].argmax()]).round(6)
    assert KEPT["other_names"].splitlines() == [
        "inside no_grad, on the tape: False", "outside:                     True",
        "behind detach:  W[1].grad is None", f"CrossEntropyLoss, delta of the first example: {delta}",
    ]  # fmt: skip


def test_the_mistakes():
    twice = (sigmoid(sigmoid(Z[3])) - Y) * sigmoid_slope(Z[3])  # φ of φ, by (4.4)
    ratios = [2.0, (twice.T @ A[2] / len(X))[0, 0] / dW[2][0, 0], 1 / Y.shape[1]]
    said = KEPT["five_mistakes"].splitlines()
    names = ["1. two calls without zero_grad:", "2. a sigmoid too many:", "3. divided by N and K:"]
    assert said[0] == "right: the gradient is 1.000 of that by hand"
    assert said[1:4] == [f"{name} {ratio:.3f}" for name, ratio in zip(names, ratios, strict=True)]
    assert said[4] == f"4. a difference of shape {(Z[3][:, 0] - Y[:, :1]).shape}"
    assert said[5:] == ["5. in place: RuntimeError,  by a new name: a parameter? False"]


def test_without_pytorch_a_cell_shows_what_is_kept(monkeypatch, capsys):
    monkeypatch.setattr(pytorch, "installed", lambda: False)

    def five_mistakes():
        raise AssertionError("it needs PyTorch")

    assert pytorch.with_pytorch(five_mistakes) is five_mistakes
    assert capsys.readouterr().out == KEPT["five_mistakes"]
    with pytest.raises(RuntimeError, match="pip install torch"):
        pytorch.with_pytorch(lambda: None)


def test_with_pytorch_a_cell_runs(monkeypatch, capsys):
    monkeypatch.setattr(pytorch, "installed", lambda: True)
    pytorch.with_pytorch(lambda: print("it ran"))
    assert capsys.readouterr().out == "it ran\n"
