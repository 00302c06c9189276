"""The record of a student's work: it outlives the kernel, is shared by two, and never costs a check."""

import json
import os
import subprocess
import sys

import pytest

import variants
from backprop.exercises import check, forget, hint, progress, record, results

CHECK = "from backprop.exercises import check, hint; check('delta', lambda eta, z: eta); hint('delta')"


def kernel(code, path, **options):
    environment = {**os.environ, "BACKPROP_PROGRESS": str(path)}
    return subprocess.Popen([sys.executable, "-c", code], env=environment, **options)


def test_another_kernel_adds_to_it(record_of_its_own):
    check("delta", variants.delta__formula)
    assert kernel(CHECK, record_of_its_own).wait() == 0
    attempts, hints = record.tries("delta")
    assert [one.word for one in attempts] == ["correct", "not yet"] and hints == 1
    hint("delta")
    assert record.opened("delta") == 2
    row = next(row for row in results().rows if row[0] == "δ from η and z")
    assert row[2:] == ("✗ Not yet", "2", "2")


def test_two_kernels_at_once_lose_nothing(record_of_its_own):
    code = f"{CHECK}\nfor _ in range(200): check('eta_sign', 'a')"
    for one in [kernel(code, record_of_its_own) for _ in range(2)]:
        assert one.wait() == 0
    assert len(record.tries("eta_sign")[0]) == 400 and len(record.tries("delta")[0]) == 2


def test_what_was_not_attempted_writes_nothing(record_of_its_own):
    check("delta", ...)
    check("delta", lambda eta, z: ...)
    results()
    assert not record_of_its_own.exists()


def test_it_stands_beside_the_notebooks(tmp_path):
    environment = {key: value for key, value in os.environ.items() if key != "BACKPROP_PROGRESS"}
    code = f"import os; {CHECK}; os.chdir('/'); check('delta', 3)"
    subprocess.run([sys.executable, "-c", code], cwd=tmp_path, env=environment, check=True)
    assert [path.name for path in tmp_path.iterdir()] == [progress.NAME]
    assert len((tmp_path / progress.NAME).read_text().split("\n\n")) == 3


def test_what_is_written_after_forget_is_read_though_size_and_time_are_as_before(record_of_its_own):
    for word in ("wrong", "other"):
        record_of_its_own.write_text(f'{{"exercise": "delta", "verdict": "{word}"}}')
        os.utime(record_of_its_own, ns=(0, 0))
        assert [event["verdict"] for event in progress.events()] == [word]
        forget()


def test_forget_clears_it(record_of_its_own):
    check("delta", lambda eta, z: eta)
    hint("delta")
    forget()
    assert not record_of_its_own.exists() and record.tries("delta") == ([], 0)


@pytest.mark.parametrize("damage", [
    b"\xff\xfe\x00", b'{"exercise": "delta", "verdict": "corr', b"[1]\n", b'{"exercise": 3}\n', b"null\n",
    b"[" * 100_000,
])  # fmt: skip
def test_a_damaged_file_costs_only_its_damage_and_says_so(record_of_its_own, damage):
    check("delta", lambda eta, z: eta)
    with record_of_its_own.open("ab") as file:
        file.write(damage)
    result = check("delta", variants.delta__formula)
    assert result.word == "correct" and "is damaged" in result.note and result.note in repr(result)
    assert [one.word for one in record.tries("delta")[0]] == ["not yet", "correct"]


@pytest.mark.parametrize("event", [
    {"exercise": "delta", "verdict": "great"}, {"exercise": "delta", "verdict": None},
    {"exercise": "delta", "hints": -1}, {"exercise": "delta", "hints": "2"}, {"exercise": "delta", "hints": 99},
    {"exercise": "no such", "verdict": "correct"},
])  # fmt: skip
def test_a_line_that_means_nothing_changes_nothing(record_of_its_own, event):
    record_of_its_own.write_text(json.dumps(event))
    assert record.tries("delta") == ([], 0) and check("eta_sign", "b").note == ""


def test_a_folder_that_cannot_be_written_costs_only_the_record(monkeypatch, tmp_path):
    monkeypatch.setenv("BACKPROP_PROGRESS", str(tmp_path))  # a folder stands where the file would be
    result = check("delta", variants.delta__formula)
    assert result.word == "correct" and "cannot be" in result.note
    hint("delta")
    attempts, hints = record.tries("delta")
    assert len(attempts) == 1 and hints == 1, "kept until the kernel ends"
    progress._unwritten.clear()
