"""Every number in the prose of the notebooks is computed in `claims`, or is one that the text is free to choose.

A claim is a piece of a sentence as the notebook has it, with its numbers computed on the spot. If the notebook or the
code changes, the piece is no longer there. Numbers of notebooks, of slips and of lines are held too; a single digit,
such as a layer or a width, only where it is a result. The exercises and equations have tests of their own.
"""

import re
from functools import cache

import pytest

import claims
import elsewhere
import stored

pytestmark = elsewhere.in_english

NUMBER = re.compile(r"(?<![\w.])\d+\.\d+(?!\w)|10\^\{?-?\d+|\d,\d{3}|(?<!\d)\d{4,}|(?<![\w.^{,])\d{2,3}(?![\w.,]?\d)")
NOTEBOOK = re.compile(r"(?<=# )(\d\d)(?= · )|(?<=[nN]otebook )(\d\d)|(?<=[nN]otebooks )(\d\d) (?:and|to) (\d\d)")
SLIP = re.compile(r"(?<=[sS]lip )(\d+)")
LINK = re.compile(r"\[(?:← )?(\d\d)\b[^]]*\]\((\d\d)_\w+\.ipynb\)")


def prose(path):
    """The text of a notebook without its exercises, listing, tagged equations, and references: these have tests."""
    text = re.sub(r"## Your turn.*?(?=\n## |\Z)", "", stored.markdown(path), flags=re.S)
    text = re.sub(r"```.*?```", "", text, flags=re.S)
    tagged = lambda block: "" if r"\tag" in block[0] else block[0]
    text = re.sub(r"\$\$.+?\$\$", tagged, text, flags=re.S)
    text = re.sub(r"\(\d+\.\d+\)", "", text)
    for reference in (LINK, NOTEBOOK, SLIP):
        text = reference.sub("", text)
    return re.sub(r"\]\([^)]*\)", "]", text)


@pytest.fixture(params=stored.PATHS, ids=lambda path: path.stem)
def path(request):
    return request.param


@cache
def pieces(path):
    module = claims.of(path)
    return [*module.notebook(), *getattr(module, "CHOSEN", ())]


def test_every_claim_is_what_the_text_says(path):
    text = " ".join(prose(path).split())
    for piece in pieces(path):
        assert piece in text


def test_every_decimal_number_has_its_claim(path):
    text = " ".join(prose(path).split())
    for piece in pieces(path):
        text = text.replace(piece, " ")
    without = [text[max(0, m.start() - 60) : m.end() + 20] for m in NUMBER.finditer(text)]
    assert without == [], "compute each in its module of tests/support/claims, or enter what is chosen in CHOSEN"


def test_a_changed_digit_is_seen(path):
    """Each decimal number of the text in turn gets another last digit: one of the two tests above must fail."""
    text, piece_list = " ".join(prose(path).split()), pieces(path)
    for found in NUMBER.finditer(text):
        last = found.end() - 1
        other = text[:last] + str((int(text[last]) + 1) % 10) + text[last + 1 :]
        assert any(piece not in other for piece in piece_list), found[0]


def test_numbers_of_notebooks_and_slips_exist(path):
    text, own = stored.markdown(path), path.stem[:2]
    assert text.startswith(f"# {own} · ")
    assert all(number == target for number, target in LINK.findall(text))
    cited = {number for found in NOTEBOOK.findall(text) for number in found if number}
    assert cited <= {other.stem[:2] for other in stored.PATHS}
    assert {int(number) for number in SLIP.findall(text)} <= set(range(1, 13))
