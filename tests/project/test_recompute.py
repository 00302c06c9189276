"""`make recompute`: new numbers are written where the old ones stand, and what is false is named."""

import pytest

import claimed
import recompute

COLOURED = "So ${\\color{#3865E1}\\delta}_1 = 0.37$\nand the sum\nis $-0.30$, at $\\delta_1 = 0.4$."


@pytest.mark.parametrize(("old", "new", "written"), [
    (r"$\delta_1 = 0.37$ and the sum is $-0.30$", r"$\delta_1 = -1.2$ and the sum is $4$",
     "So ${\\color{#3865E1}\\delta}_1 = -1.2$\nand the sum\nis $4$, at $\\delta_1 = 0.4$."),
    (r"the sum is $-0.30$", r"the sum is $-0.30$", COLOURED),
    ("another sentence with 0.37", "another sentence with 0.38", COLOURED),
])  # fmt: skip
def test_the_numbers_of_a_sentence_are_written_into_it_through_colours_and_lines(old, new, written):
    assert recompute.rewritten(COLOURED, old, new) == written


@pytest.mark.parametrize(("said", "new"), [("+0.5. A little", "−12.0. A little"), ("0.1 and", "3 and")])
def test_what_the_guide_quotes_of_a_sentence_is_found_in_the_new_one(said, new):
    old = "With 0.1 and 20 it is +0.5. A little more is 7."
    assert recompute.quoted(said, old, "With 3 and 4.25 it is −12.0. A little more is 9.") == new


def test_words_and_signs_beside_numbers_are_for_a_reader():
    old, new = ({"pieces": pieces, "shown": [], "false": []} for pieces in (
        ["a is 1.5", "b is 2", "c is 3", "d is 4"], ["a is 2.25", "b is -2", "c was 3", "d is 5"],
    ))  # fmt: skip
    texts, left = recompute.into(["a is 1.5, b is\n2", "c is 3"], old, new)
    assert texts == ["a is 2.25, b is\n-2", "c was 3"]
    assert [line.rsplit(": ", 1)[1] for line in left] == ["b is -2", "c was 3", "d is 5"] and "not found" in left[2]


def test_claims_that_no_longer_hold_are_all_named_with_their_values(tmp_path, monkeypatch):
    (tmp_path / "of_eta.py").write_text(
        "TOP = 3\n\ndef notebook():\n    low = 7\n    assert low < TOP\n    yield f'low is {low}'\n"
        "    assert TOP > 4\n    yield f'high is {TOP}'\n    yield 1 / 0\n"
    )
    monkeypatch.setattr(claimed, "CLAIMS", tmp_path)
    false = []
    assert claimed.pieces(claimed.module("eta", false), "notebook", false) == ["low is 7", "high is 3"]
    assert len(false) == 3 and "low < TOP, where TOP = 3; low = 7" in false[0] and "TOP > 4" in false[1]
    assert "high is 3" in false[2] and "ZeroDivisionError" in false[2]


def test_every_claim_that_is_computed_here_stands_in_its_text():
    """Of one notebook, as the tests of prose hold all: so what is rewritten is what is claimed."""
    stem, false = "pullback", []
    made = claimed.module(stem, false)
    found = [*claimed.pieces(made, "guide", false), *claimed.answers(stem)]
    guide = recompute.plain(recompute.GUIDE.read_text(encoding="utf-8"))[0]
    assert found and not false and all(piece in guide for piece in found)
