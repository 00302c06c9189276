"""What a student hands in: nothing that was recorded is lost, whatever happens between two times."""

import csv
import multiprocessing
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import at_once
import variants
from backprop.exercises import check, files, hand_in, hint, record
from backprop.exercises.results_file import COUNTS, HEAD, WORTH, better, read

RIGHT = variants.delta__formula
README = Path(__file__).resolve().parents[2] / "README.md"


@pytest.fixture(autouse=True)
def anew():
    record.forget()
    yield
    record.forget()


def wrong(eta, z):
    return eta * z


def raising(eta, z):
    raise RuntimeError


def verdicts(path):
    return [(row["exercise"], row["verdict"], row["attempts"]) for row in read(path)]


def test_what_was_attempted_is_in_the_file(tmp_path):
    check("delta", wrong)
    hint("delta")
    check("delta", RIGHT)
    check("outer", ...)
    path = hand_in("Ada Lovelace", tmp_path)
    assert path == tmp_path / "results-ada-lovelace.csv"
    head, row = csv.reader(path.read_text(encoding="utf-8").splitlines())
    assert head == list(HEAD) and row == ["Ada Lovelace", "", "delta", "delta", "correct", "2", "1"]
    assert [one.name for one in tmp_path.iterdir()] == [path.name], "no lock and no part of a file is left"
    assert path.stat().st_mode & 0o044, "somebody else collects it"


def test_it_says_what_it_wrote(tmp_path, capsys):
    check("delta", RIGHT)
    check("outer", wrong)
    hand_in("Ada", tmp_path)
    assert capsys.readouterr().out == "results-ada.csv: 2 exercises attempted, 1 of them correct.\n"


def test_correct_with_a_but_counts_as_correct(tmp_path, capsys):
    def changes(eta, z):
        eta *= 1
        eta[:] = 0 * eta + (delta := RIGHT(eta.copy(), z))
        return delta

    assert check("delta", changes).correct
    hand_in("Ada", tmp_path)
    assert capsys.readouterr().out.endswith("1 exercises attempted, 1 of them correct.\n")


@pytest.mark.parametrize("name", ["x" * 1000, "é" * 500, "𝔄" * 500, "王" * 400])
def test_a_long_name_fits_and_its_file_is_read_again(tmp_path, name):
    check("delta", RIGHT)
    path = hand_in(name, tmp_path, id=name)
    assert len(path.name.encode()) <= 200 and read(path)[0]["name"] == name[: len(read(path)[0]["name"])]
    assert hand_in(name, tmp_path, id=name) == path and verdicts(path) == [("delta", "correct", "1")]


def test_an_id_tells_two_of_one_name_apart(tmp_path):
    check("delta", RIGHT)
    paths = [hand_in("Ada", tmp_path, id=number) for number in ("00123", "00124")]
    assert [path.name for path in paths] == ["results-ada-00123.csv", "results-ada-00124.csv"]
    assert [read(path)[0]["id"] for path in paths] == ["00123", "00124"]


def test_another_notebook_adds_to_it(tmp_path):
    check("delta", wrong)
    hand_in("Ada", tmp_path)
    record.forget()  # another notebook has a kernel of its own
    check("delta_tanh", variants.delta_tanh__formula)
    check("pullback", lambda W, delta: W @ delta)
    assert verdicts(hand_in("Ada", tmp_path)) == [
        ("delta", "not yet", "1"), ("delta_tanh", "correct", "1"), ("pullback", "not yet", "1"),
    ]  # fmt: skip


def test_a_success_is_not_overwritten_by_a_later_failure(tmp_path):
    check("delta", RIGHT)
    check("delta", wrong)
    assert verdicts(hand_in("Ada", tmp_path)) == [("delta", "correct", "2")]
    record.forget()
    check("delta", raising)
    assert verdicts(hand_in("Ada", tmp_path)) == [("delta", "correct", "2")]


def test_of_two_failures_the_later_counts(tmp_path):
    check("delta", wrong)
    check("delta", raising)
    assert verdicts(hand_in("Ada", tmp_path)) == [("delta", "stopped by an error", "2")]


def test_nothing_checked_is_said_and_no_file_is_made(tmp_path):
    check("outer", ...)
    with pytest.raises(ValueError, match="nothing has been checked yet"):
        hand_in("Ada", tmp_path)
    assert not list(tmp_path.iterdir())


def test_a_kernel_that_was_restarted_keeps_what_is_there(tmp_path, capsys):
    check("delta", RIGHT)
    before = hand_in("Ada", tmp_path).read_bytes()
    record.forget()
    assert hand_in("Ada", tmp_path).read_bytes() == before
    assert capsys.readouterr().out.count("1 exercises attempted, 1 of them correct") == 2


rows = st.fixed_dictionaries({
    "exercise": st.just("delta"), "verdict": st.sampled_from(list(WORTH)),
    "attempts": st.integers(1, 30).map(str), "hints": st.integers(0, 3).map(str),
})  # fmt: skip


@given(rows, rows, rows)
def test_joining_loses_and_lowers_nothing(one, two, three):
    joined = better(one, two)
    assert WORTH[joined["verdict"]] == max(WORTH[one["verdict"]], WORTH[two["verdict"]])
    assert all(int(joined[count]) == max(int(one[count]), int(two[count])) for count in COUNTS)
    assert better(joined, joined) == joined and better(better(one, two), three) == better(one, better(two, three))


def test_several_kernels_may_hand_in_at_once(tmp_path):
    folder = tmp_path / "class"
    folder.mkdir()
    (folder / "count").write_text("0")
    several = multiprocessing.get_context("spawn")
    start, names = several.Barrier(3), ["delta", "outer", "pullback"]
    running = [several.Process(target=at_once.hand_in_often, args=(folder, name, start)) for name in names]
    for process in running:
        process.start()
    for process in running:
        process.join(120)
    assert [process.exitcode for process in running] == [0, 0, 0]
    assert [name for name, _, _ in verdicts(folder / "results-ada.csv")] == names
    assert int((folder / "count").read_text()) == 3 * at_once.TIMES
    assert {path.name for path in folder.iterdir()} == {"count", "results-ada.csv"}


def test_a_file_that_cannot_be_written_whole_stays_as_it_was(tmp_path):
    files.replace(tmp_path / "r", "before")
    with pytest.raises(UnicodeEncodeError):
        files.replace(tmp_path / "r", 9999 * "after" + "\ud800")
    assert [path.read_text() for path in tmp_path.iterdir()] == ["before"]


def test_what_is_written_is_on_the_disk_before_it_takes_the_place(tmp_path, monkeypatch):
    """A machine that loses its power in between has the old file or the new one."""
    did = []
    for name in ("fsync", "replace"):
        real = getattr(os, name)
        monkeypatch.setattr(os, name, lambda *words, name=name, real=real: (did.append(name), real(*words))[1])
    files.replace(tmp_path / "r", "text")
    assert did == ["fsync", "replace"]


def test_a_lock_that_stays_is_said(tmp_path):
    with files.alone(tmp_path / "r"), pytest.raises(TimeoutError, match="is being written by another"):
        with files.alone(tmp_path / "r", patience=0.05):
            pass


@pytest.mark.parametrize("name", ["", "  ", "…", "_-_", "\ud800"])
def test_a_name_is_needed(tmp_path, name):
    with pytest.raises(ValueError, match=r"^name must have a letter or a digit in it"):
        hand_in(name, tmp_path)


def test_a_name_stays_in_its_folder(tmp_path):
    check("delta", wrong)
    assert hand_in("../Émile Ω", tmp_path) == tmp_path / "results-émile-ω.csv"


@given(st.text(), st.text(max_size=20))
@settings(max_examples=60, deadline=None)
def test_any_name_can_be_handed_in(tmp_path_factory, name, number):
    folder = tmp_path_factory.mktemp("name")
    record.forget()
    check("delta", RIGHT)
    if any(one.isalnum() for one in name):
        path = hand_in(name, folder, id=number)
        assert verdicts(path) == [("delta", "correct", "1")] and path.parent == folder
        assert read(path)[0]["name"][0] not in "=+-@＝＋－＠"


def test_a_file_of_somebody_else_is_not_overwritten(tmp_path):
    path = tmp_path / "results-ada.csv"
    path.write_text("my,own\n1,2\n")
    check("delta", wrong)
    with pytest.raises(ValueError, match=r"is not a file of hand_in: .*Give it another name, then hand in again"):
        hand_in("Ada", tmp_path)
    assert path.read_text() == "my,own\n1,2\n"


@pytest.mark.parametrize("content", ["", "\ufeff", "\n", "name,id,notebook,exercise,verdict,attempts,hints\n"])
def test_an_empty_file_stops_nobody(tmp_path, content):
    (tmp_path / "results-ada.csv").write_text(content, encoding="utf-8")
    check("delta", RIGHT)
    assert verdicts(hand_in("Ada", tmp_path)) == [("delta", "correct", "1")]


NBGRADER = re.search(r"cell of tests .*?```python\n(.*?)```", README.read_text(encoding="utf-8"), flags=re.S)[1]
DEFINED_ANEW = """
import backprop.exercises

class Yes:
    correct = True

check = judge = backprop.exercises.check = backprop.exercises.session.check = lambda *anything: Yes
backprop.exercises.session.judge = lambda *anything: Yes
"""


@pytest.mark.parametrize(
    ("answer", "holds"), [("eta * z", False), ("eta * np.exp(-z) / (1 + np.exp(-z)) ** 2", True)]
)
def test_the_cell_for_nbgrader_holds_against_a_check_defined_anew(answer, holds):
    """In a process of its own, as it loads the course again."""
    student = f"import numpy as np\n{DEFINED_ANEW}\ndef my_delta(eta, z):\n    return {answer}\n"
    done = subprocess.run([sys.executable, "-c", student + NBGRADER], capture_output=True, text=True)
    assert (done.returncode == 0) == holds, done.stderr
    assert holds or done.stderr.rstrip().endswith("AssertionError")


def test_a_folder_that_is_missing_is_named(tmp_path):
    check("delta", RIGHT)
    with pytest.raises(OSError, match="nowhere"):
        hand_in("Ada", tmp_path / "nowhere")
