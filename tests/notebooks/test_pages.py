"""The pages beside the notebooks: the symbols, the cheat sheet, the glossary, other names, history."""

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
