"""The pages beside the notebooks: the symbols, the cheat sheet, the glossary, other names, history."""

import colorsys
import re

import numpy as np
import pytest
from numpy.testing import assert_allclose

import derived
import stored
from backprop.algorithm import algorithm_1
from backprop.derivatives import complex_step
from backprop.loss import example_loss, objective
from backprop.network import forward, forward_rows
from claiming import W, X, Y, b

CHEAT_SHEET = stored.FOLDER / "cheat_sheet.md"


@pytest.fixture(params=stored.PAGES, ids=lambda path: path.stem)
def path(request):
    return request.param


def text_of(path):
    return path.read_text(encoding="utf-8")


def test_the_pages_are_as_make_notebooks_writes_them(path):
    assert derived.page(path, text_of(path)) == text_of(path), "make notebooks writes it"


def test_a_word_that_is_linked_to_another_notebook_is_seen():
    words = text_of(stored.FOLDER / "glossary.md")
    spoilt = re.sub(r"\| \[\d\d · [^|]+ \|", "| [05 · η](05_outer.ipynb) |", words, count=1)
    assert spoilt != words and derived.glossary(spoilt) == words


def test_the_words_stand_in_the_order_of_the_alphabet():
    words = re.findall(r"(?m)^\| \*\*(.+?)\*\*", text_of(stored.FOLDER / "glossary.md"))
    assert len(words) > 30 and words == sorted(words, key=str.lower)


def test_links_lead_somewhere(path):
    for target in re.findall(r"\]\(([^)#]+)\)", text_of(path)):
        assert target.startswith("http") or (stored.FOLDER / target).exists(), target


def test_every_page_is_reached_from_00_and_in_the_book(path):
    assert f"]({path.name})" in stored.markdown(stored.PATHS[0])
    index = (stored.FOLDER.parent / "book" / "index.md").read_text(encoding="utf-8")
    assert f"\n{path.stem}\n" in index


def test_the_cheat_sheets_algorithm_is_algorithm_1():
    space = {"np": np}
    (listing,) = re.findall(r"```python\n(.*?)```", text_of(CHEAT_SHEET), flags=re.S)
    exec(listing, space)
    _, *wanted = algorithm_1(X, Y, W, b, 0.3)
    for got, right in zip(space["gradients"](X, Y, W, b, 0.3), wanted, strict=True):
        for l in right:
            assert_allclose(got[l], right[l], rtol=1e-12, atol=1e-14)


def test_the_cheat_sheets_lines_are_the_moves():
    """Each line of code, carried out from the output down, against the complex step."""
    lines = re.findall(r"(?m)^\|.*\| `(\w+\[.+)` \|$", text_of(CHEAT_SHEET))
    assert len(lines) == 5
    a, _ = forward(X[0], W, b)
    space = {"np": np, "a": a, "y": Y[0], "W": W, "L": 3, "eta": {}, "delta": {}, "dW": {}, "db": {}}
    for l, some in ((3, lines[:2]), (2, lines[2:]), (2, lines[1:2]), (1, lines[2:4])):
        for code in some:
            exec(code, {**space, "l": l})

    def loss(W, b):
        return example_loss(forward(X[0], W, b)[0][3], Y[0])

    for l in W:
        assert_allclose(space["dW"][l], complex_step(lambda M, l=l: loss({**W, l: M}, b), W[l]), rtol=1e-12)
        assert_allclose(space["db"][l], complex_step(lambda M, l=l: loss(W, {**b, l: M}), b[l]), rtol=1e-12)


def test_the_cheat_sheets_shapes():
    """What it says of many examples in rows, and of the loss where every answer is one half."""
    text, (A, Z) = text_of(CHEAT_SHEET), forward_rows(X, W, b)
    _, dW, db = algorithm_1(X, Y, W, b)
    space = {"A": A, "W": W, "b": b, "N": len(X), "l": 2, "Delta": {3: A[3] - Y}}
    for code, right in (
        ("A[l] @ W[l].T + b[l]", Z[3]), ("Delta[l + 1].T @ A[l] / N", dW[2]), ("Delta[l + 1].mean(axis=0)", db[2]),
        ("Delta[l + 1] @ W[l]", (A[3] - Y) @ W[2]),
    ):  # fmt: skip
        assert f"`{code}`" in text
        assert_allclose(eval(code, space), right, rtol=1e-12, atol=1e-14)
    nothing = {l: 0 * W[l] for l in W}, {l: 0 * b[l] for l in b}
    assert_allclose(objective(X, Y, *nothing), 3 * np.log(2), rtol=1e-12)


def test_the_cheat_sheets_training_makes_J_smaller():
    text = text_of(CHEAT_SHEET)
    (training,) = re.findall(r"(?m)^Training: (.+)", text)
    _, *slopes = algorithm_1(X, Y, W, b, 0.0)
    own = [{l: array.copy() for l, array in part.items()} for part in (W, b)]  # the lines change them in place
    space = {"W": own[0], "b": own[1], "dW": slopes[0], "db": slopes[1], "learning_rate": 0.1}
    for line in re.findall(r"`([^`]+)`", training):
        for l in W:
            exec(line, space, {"l": l})
    assert objective(X, Y, space["W"], space["b"]) < objective(X, Y, W, b)
    assert all((space[name][l] != {"W": W, "b": b}[name][l]).any() for name in "Wb" for l in W)
    downhill = re.search(r"A small enough step (\w+) the gradient makes \$J\$ smaller", text)[1]
    assert downhill == "against"


def test_the_cheat_sheets_wiggle_gives_eight_digits():
    code, h = re.search(r"Wiggle: `(.+?)` .* with `h = (\S+?)`", text_of(CHEAT_SHEET)).groups()

    one = np.eye(3, 4)  # three weights are wiggled at once

    def J(w):
        moved = {**W, 2: W[2] + w * one}
        return np.mean([example_loss(forward(x, moved, b)[0][3], y) for x, y in zip(X, Y, strict=True)])

    measured = eval(code, {"J": J, "theta": 0.0, "h": float(h)})
    assert_allclose(measured, complex_step(J, np.array([0.0]))[0].item(), rtol=1e-8)


def test_the_colours_are_called_by_their_names():
    hues = {"red": (0, 25), "brown": (30, 50), "green": (140, 180), "blue": (210, 240), "purple": (290, 320)}
    told = re.findall(r"\\color\{#(\w{6})\}\\?\w+\}[^$]*\$ (\w+)[,.]", text_of(stored.FOLDER / "symbols.md"))
    assert {word for _, word in told} == hues.keys()
    for colour, word in told:
        parts = [int(colour[k : k + 2], 16) / 255 for k in (0, 2, 4)]
        low, high = hues[word]
        assert low <= 360 * colorsys.rgb_to_hsv(*parts)[0] <= high, f"{word} is #{colour}"
