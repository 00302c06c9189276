"""What the teaching guide says in its own words: every number, every answer after "Right:", is computed in `claims`.

A claim is a piece of the guide with what is computed in its place. A number outside tables, minutes, settings of
figures and references stands in a claim, and so does each "Right:".
"""

import re

import pytest

import claims
import elsewhere
import stored

pytestmark = elsewhere.in_english

GUIDE = (stored.FOLDER.parent / "TEACHING.md").read_text(encoding="utf-8")


README = (stored.FOLDER.parent / "README.md").read_text(encoding="utf-8")
SHOWN = re.compile(r"`\w+\.figure\w*`: `[^`]+` → “[^”]+”")  # held by test_teaching.py, as are minutes and answers
REFERENCE = re.compile(r"\(\d+\.\d+\)|\(\d+\.\d+\) to \(\d+\.\d+\)|^\d\d(?= · )|layer \d|Algorithm 1|and 04 solves")

NUMBER = re.compile(
    r"\d|Right:|Wrong:|\b(two|three|four|five|six|seven|eight|nine|ten|twelve|fifty|hundred|twice)\b", flags=re.I
)


def section(path):
    """What the guide says of a notebook in its own words."""
    (part,) = [part for part in GUIDE.split("\n## ") if part.startswith(f"{path.stem[:2]} · ")]
    words = " ".join(re.sub(r"\*\*Minutes\.\*\*.*", "", part.split("**Answers.**")[0]).split())
    return REFERENCE.sub("", SHOWN.sub("", words))


@pytest.fixture(params=stored.PATHS, ids=lambda path: path.stem)
def path(request):
    return request.param


def test_every_claim_is_what_the_guide_says(path):
    words = section(path)
    for piece in claims.of(path).guide():
        assert REFERENCE.sub("", piece) in words


def test_every_number_and_every_right_answer_has_its_claim(path):
    words = section(path)
    for piece in claims.of(path).guide():
        words = words.replace(REFERENCE.sub("", piece), " ")
    without = [words[max(0, found.start() - 60) : found.end() + 30] for found in NUMBER.finditer(words)]
    assert without == [], "compute it in its module of tests/support/claims"


# The plans


PLANS = GUIDE.split("## Plans")[1].split("\n## ")[0]
PLANNED = re.findall(r"\*\*(.+?)\.\*\* (.+?)(?=\n\n)", PLANS, flags=re.S)
NUMBERS = {"One": 1, "Two": 2}


def test_the_minutes_of_each_plan_add_up():
    held = 0
    for title, words in PLANNED:
        if lecture := re.match(r"(\w+) lectures? of (\d+) minutes", title):
            parts = re.split(r"\b(?:First|Second): ", words)[1:] or [words]
            assert len(parts) == NUMBERS[lecture[1]], title
            for part in parts:
                assert sum(map(int, re.findall(r"\*(\d+)\*", part))) == int(lecture[2]), f"{title}: {part}"
                assert lecture[1] != "One" or f"hours alone, or {lecture[2]} minutes in class." in README
                held += 1
    assert held == 3


def test_each_plan_goes_through_the_course_in_order():
    algorithm = stored.of("algorithm").stem[:2]
    for title, words in PLANNED[:2]:
        named = re.findall(r"(?<![\d*])\d\d(?![\d*])", words)
        left_out = {path.stem[:2] for path in stored.PATHS[1:] if path <= stored.of("algorithm")} - set(named)
        assert not left_out, f"the plan {title!r} of the guide leaves out {sorted(left_out)}"
        taught = re.findall(r"\b(\d\d)\b(?! in \*)(?=:|, \d\d\)|\)| and \d\d: )|\b(\d\d) in \*", words)
        order = [one or two for one, two in taught]
        assert order == sorted(order), f"{title}: {order}"
    alone = " ".join(dict(PLANNED)["Self-study"].split())
    assert f"the derivation is complete with {algorithm}" in alone
