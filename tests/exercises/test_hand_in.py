"""Results handed in by students, and the teacher's table of them."""

import csv
import io
import subprocess
import sys

import pytest

import variants
from backprop.exercises import check, forget, hand_in, hint
from backprop.exercises.hand_in import HEAD, collect, read


@pytest.fixture(autouse=True)
def anew():
    forget()
    yield
    forget()


def wrong(eta, z):
    return eta * z


def test_what_was_attempted_is_in_the_file(tmp_path):
    check("delta", wrong)
    hint("delta")
    check("delta", variants.delta__formula)
    check("outer", ...)
    path = hand_in("Ada Lovelace", tmp_path)
    assert path == tmp_path / "results-ada-lovelace.csv"
    head, row = csv.reader(path.read_text(encoding="utf-8").splitlines())
    assert head == list(HEAD) and row == ["Ada Lovelace", "delta", "delta", "correct", "2", "1"]


def test_another_notebook_adds_to_it(tmp_path):
    check("delta", wrong)
    hand_in("Ada", tmp_path)
    forget()  # another notebook has a kernel of its own
    check("delta_tanh", variants.delta_tanh__formula)
    check("pullback", lambda W, delta: W @ delta)
    rows = read(hand_in("Ada", tmp_path))
    assert [(row["exercise"], row["verdict"]) for row in rows] == [
        ("delta", "not yet"), ("delta_tanh", "correct"), ("pullback", "not yet"),
    ]  # fmt: skip


@pytest.mark.parametrize("name", ["", "  ", "…", "_-_"])
def test_a_name_is_needed(tmp_path, name):
    with pytest.raises(ValueError, match=r"^name must have a letter or a digit in it"):
        hand_in(name, tmp_path)


def test_a_name_stays_in_its_folder(tmp_path):
    check("delta", wrong)
    assert hand_in("../Émile Ω", tmp_path) == tmp_path / "results-émile-ω.csv"


def test_a_file_of_somebody_else_is_not_overwritten(tmp_path):
    path = tmp_path / "results-ada.csv"
    path.write_text("my,own\n1,2\n")
    check("delta", wrong)
    with pytest.raises(ValueError, match="is not a file of hand_in"):
        hand_in("Ada", tmp_path)
    assert path.read_text() == "my,own\n1,2\n"


def collected(tmp_path):
    for folder, name, answers in [("1", "Ada", [wrong, variants.delta__formula]), ("2", "Bob", [wrong])]:
        forget()
        (tmp_path / folder).mkdir()
        for answer in answers:
            check("delta", answer)
        if name == "Bob":
            check("delta_tanh", variants.delta_tanh__formula)
        hand_in(name, tmp_path / folder)
    (tmp_path / "results-broken.csv").write_bytes(b"\xff\xfe\x00")


def test_the_teacher_gets_one_table(tmp_path):
    collected(tmp_path)
    table, refused = collect(tmp_path)
    head, ada, bob = table
    assert head == ["name", "delta", "delta_tanh"]
    assert ada == ["Ada", "correct (2 attempts)", ""] and bob == ["Bob", "not yet", "correct"]
    assert len(refused) == 1 and "results-broken.csv" in refused[0]


def test_one_command_makes_it(tmp_path):
    collected(tmp_path)
    done = subprocess.run([sys.executable, "-m", "backprop.exercises", tmp_path], capture_output=True, check=True)
    assert list(csv.reader(io.StringIO(done.stdout.decode("utf-8")))) == collect(tmp_path)[0]
    assert b"left out" in done.stderr
    empty = subprocess.run([sys.executable, "-m", "backprop.exercises", tmp_path / "none"], capture_output=True)
    assert empty.returncode and b"no results were handed in" in empty.stderr
