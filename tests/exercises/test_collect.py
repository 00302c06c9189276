"""The teacher's table: whatever lies in the folder, the others' rows are there, and what is not is named."""

import csv
import io
import os
import subprocess
import sys
import unicodedata
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from backprop.exercises import spreadsheet
from backprop.exercises.__main__ import main
from backprop.exercises.collect import collect
from backprop.exercises.results_file import HEAD, MOST_BYTES

ANN = ["Ann", "", "delta", "delta", "correct", "2", "1"]
BOB = ["Bob", "", "delta", "delta", "not yet", "1", "0"]


def handed_in(path, *rows, separator=",", encoding="utf-8", head=HEAD):
    path.parent.mkdir(parents=True, exist_ok=True)
    out = io.StringIO(newline="")
    csv.writer(out, delimiter=separator).writerows([head, *rows])
    path.write_bytes(out.getvalue().encode(encoding))
    return path


def test_the_teacher_gets_one_table(tmp_path):
    handed_in(tmp_path / "1" / "results-ann.csv", ANN)
    handed_in(tmp_path / "2" / "results-bob.csv", BOB, ["Bob", "", "delta", "delta_tanh", "correct, but", "1", "0"])
    table, refused = collect(tmp_path)
    assert table == [
        ["name", "id", "path", "delta", "delta_tanh"],
        ["Ann", "", "1/results-ann.csv", "correct (2 attempts)", ""],
        ["Bob", "", "2/results-bob.csv", "not yet", "correct, but"],
    ]
    assert refused == []


DAMAGED = {
    "empty": b"",
    "a head alone": ",".join(HEAD).encode(),
    "no text": b"\xff\xfe\x00",
    "not in UTF-8": ",".join(HEAD).encode() + b"\nJos\xe9,,delta,delta,correct,1,0",
    "three cells": ",".join(HEAD).encode() + b"\nAnn,delta,correct",
    "another head": b"my,own\n1,2\n",
    "a mark that is not closed": ",".join(HEAD).encode() + b'\n"Ann,,delta,delta,correct,1,0',
    "a field without end": ",".join(HEAD).encode() + b"\n" + 200_000 * b"A" + b",,delta,delta,correct,1,0",
    "too large": MOST_BYTES * b"\n" + b"\n",
}


@pytest.mark.parametrize("damage", DAMAGED)
def test_a_damaged_file_is_named_and_the_others_are_there(tmp_path, damage):
    handed_in(tmp_path / "results-ann.csv", ANN)
    (tmp_path / "results-cleo.csv").write_bytes(DAMAGED[damage])
    table, (sentence,) = collect(tmp_path)
    assert [row[0] for row in table[1:]] == ["Ann"]
    assert "results-cleo.csv" in sentence and sentence.count("results-cleo.csv") == 1


@pytest.mark.parametrize(
    ("column", "value"),
    [
        ("verdict", "=HYPERLINK(1)"), ("verdict", "excellent"), ("verdict", "not attempted"), ("attempts", "0"),
        ("attempts", "-1"), ("attempts", "1e9"), ("attempts", "٣"), ("attempts", "9999999"), ("hints", "4"),
        ("hints", ""), ("exercise", "sorting"), ("name", ""), ("name", "Ann\x1b[2J"), ("name", 400 * "a"),
    ],
)  # fmt: skip
def test_what_hand_in_cannot_write_is_refused(tmp_path, column, value):
    spoilt = [value if name == column else cell for name, cell in zip(HEAD, ANN, strict=True)]
    handed_in(tmp_path / "results-ann.csv", spoilt)
    handed_in(tmp_path / "results-bob.csv", BOB)
    table, (sentence,) = collect(tmp_path)
    assert [row[0] for row in table[1:]] == ["Bob"] and "results-ann.csv" in sentence and "line 2" in sentence


def test_an_exercise_twice_is_refused(tmp_path):
    handed_in(tmp_path / "results-ann.csv", ANN, ANN)
    assert "twice" in collect(tmp_path)[1][0]


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no pipes in its folders")
def test_what_is_no_regular_file_is_named_and_not_opened(tmp_path):
    handed_in(tmp_path / "results-ann.csv", ANN)
    os.mkfifo(tmp_path / "results-pipe.csv")
    (tmp_path / "results-zero.csv").symlink_to("/dev/zero")
    (tmp_path / "results-gone.csv").symlink_to("nowhere")
    (tmp_path / "results-round.csv").symlink_to("results-round.csv")
    (tmp_path / "back").symlink_to(tmp_path)
    table, refused = collect(tmp_path)
    assert [row[0] for row in table[1:]] == ["Ann"]
    for name in ("pipe", "zero", "gone", "round", "back"):
        assert sum(name in sentence.removeprefix(str(tmp_path)) for sentence in refused) == 1, refused


def test_a_sparse_gigabyte_is_not_read(tmp_path):
    with open(tmp_path / "results-large.csv", "wb") as file:
        file.truncate(2**30)
    assert "1,000,000 bytes" in collect(tmp_path)[1][0]


PLATFORMS = [
    "results-ann.csv", "Results-ann.CSV", "ann_123_4567_results-ann.csv", "lovelaceann_LATE_1_2_results-ann-1.csv",
    "HW 1_ann_attempt_2026-11-25-10-00-00_results-ann.csv", "Ann Lee_77_assignsubmission_file_results-ann (1).csv",
    "ann.csv",
]  # fmt: skip


@pytest.mark.parametrize("name", PLATFORMS)
def test_a_name_that_a_platform_has_changed_is_found(tmp_path, name):
    handed_in(tmp_path / "Ann Lee_77" / name, ANN)
    table, refused = collect(tmp_path)
    assert [row[2] for row in table[1:]] == [f"Ann Lee_77/{name}"] and refused == []


@pytest.mark.parametrize("name", ["results-ann.csv.txt", "results-ann.xlsx", "ann.zip", "results.numbers"])
def test_what_may_have_been_meant_is_named(tmp_path, name):
    (tmp_path / name).write_bytes(b"PK\x03\x04\xff")
    table, (sentence,) = collect(tmp_path)
    assert name in sentence and len(table) == 1


def test_other_files_and_checkpoints_are_passed_over(tmp_path):
    handed_in(tmp_path / "results-ann.csv", ANN)
    handed_in(tmp_path / ".ipynb_checkpoints" / "results-ann-checkpoint.csv", ANN)
    (tmp_path / "04_delta.ipynb").write_text("{}")
    table, refused = collect(tmp_path)
    assert len(table) == 2 and refused == []


@pytest.mark.parametrize("separator", [",", ";", "\t"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_a_file_that_went_through_a_spreadsheet_is_read(tmp_path, separator, encoding):
    but = ["Ann", "", "delta", "outer", "correct, but", "1", "0"]
    handed_in(tmp_path / "results-ann.csv", ANN, but, [""] * len(HEAD), separator=separator, encoding=encoding)
    assert collect(tmp_path)[0][1][3:] == ["correct (2 attempts)", "correct, but"]


def test_a_file_without_ids_is_read(tmp_path):
    handed_in(tmp_path / "results-ann.csv", ANN[:1] + ANN[2:], head=HEAD[:1] + HEAD[2:])
    assert collect(tmp_path)[0][1][:2] == ["Ann", ""]


def test_students_are_told_apart(tmp_path):
    """Two of one name by path or id, and another's rows in a file are not its owner's."""
    handed_in(tmp_path / "1" / "results-ann.csv", ANN, BOB)
    handed_in(tmp_path / "2" / "results-ann.csv", ["Ann", "0042", *ANN[2:]])
    assert [row[:3] for row in collect(tmp_path)[0][1:]] == [
        ["Ann", "", "1/results-ann.csv"], ["Bob", "", "1/results-ann.csv"], ["Ann", "0042", "2/results-ann.csv"],
    ]  # fmt: skip


# The spreadsheet

FORMULAS = [
    "=1+1", "+1", "-1", "@SUM(A1)", " =1+1", "\t=1+1", "\r=1", "＝1+1", "＋1", "－1", "＠x", "\u200b=1", "\ufeff=1",
    "\xa0=1", "|calc", "007", "1/2", "3-4", "1E5", "12345678901234567",
]  # fmt: skip


@pytest.mark.parametrize("cell", FORMULAS)
def test_a_cell_is_text(cell):
    assert spreadsheet.text(cell).startswith("'")


@pytest.mark.parametrize("cell", ["Ann", "Émile Ω", "correct (2 attempts)", "4711", "0", "O'Neill-Smith", "王芳"])
def test_what_is_text_already_stays(cell):
    assert spreadsheet.text(cell) == cell


SIGNS = st.text(st.sampled_from("=+-@|＝＋\"',;\t \n\r\u200b\ufeff\xa0a1")) | st.text()


@given(st.lists(SIGNS, min_size=1), st.sampled_from(",;"))
@example(["a", "Ann;=1+1", "Ann, -1", "Ann\t@x"], ",")
@example(["a", "Ann,=1+1"], ";")
@example(['"=1', '" =1', '""@x', "a;＝1"], ",")
@settings(max_examples=100)
def test_no_cell_begins_a_formula_whichever_separator_is_expected(cells, separator):
    text = spreadsheet.csv_of([["name", *cells]], separator)
    for expected in ",;\t":
        for cell in next(csv.reader(io.StringIO(text, newline=""), delimiter=expected)):
            begins = unicodedata.normalize("NFKC", cell).lstrip('"').lstrip()
            assert begins[:1] not in ("=", "+", "-", "@"), cell


def test_a_path_that_is_no_text_can_be_printed(tmp_path):
    try:
        handed_in(tmp_path / os.fsdecode(b"results-\xff\x1b.csv"), ANN)
    except OSError:
        pytest.skip("this file system takes names in UTF-8 alone")
    assert collect(tmp_path)[0][1][2] == "results-\ufffd\ufffd.csv"


# Fuzzed

content = st.one_of(
    st.binary(max_size=80),
    st.lists(st.lists(st.text(max_size=8), max_size=8), max_size=4).map(
        lambda rows: "\n".join([",".join(HEAD), *map(",".join, rows)]).encode(errors="replace")
    ),
    st.tuples(st.integers(0, 6), st.text(max_size=8)).map(
        lambda change: f"{','.join(HEAD)}\n{','.join([*ANN[: change[0]], change[1], *ANN[change[0] + 1 :]])}".encode(
            errors="replace"
        )
    ),
)


@given(st.dictionaries(st.sampled_from(["a", "b", "c"]), content, min_size=1))
@settings(max_examples=150, deadline=None)
def test_whatever_lies_in_the_folder(tmp_path_factory, contents):
    folder = tmp_path_factory.mktemp("fuzz")
    handed_in(folder / "results-ann.csv", ANN)
    for name, data in contents.items():
        (folder / f"results-{name}.csv").write_bytes(data)
    table, refused = collect(folder)
    assert ["Ann", "", "results-ann.csv", "correct (2 attempts)"] in [row[:4] for row in table]
    in_table = {row[2] for row in table[1:]}
    for name in contents:
        file = f"results-{name}.csv"
        assert (file in in_table) + sum(str(folder / file) in sentence for sentence in refused) == 1


# The command


def test_one_command_makes_the_table(tmp_path):
    handed_in(tmp_path / "results-ann.csv", ANN)
    (tmp_path / "results-broken.csv").write_bytes(b"\xff\xfe\x00")
    done = subprocess.run([sys.executable, "-m", "backprop.exercises", tmp_path], capture_output=True, check=True)
    assert list(csv.reader(io.StringIO(done.stdout.decode("utf-8")))) == collect(tmp_path)[0]
    assert b"left out" in done.stderr and b"results-broken.csv" in done.stderr


def test_it_writes_a_file_that_excel_reads_and_does_not_read_it_again(tmp_path, capsys):
    handed_in(tmp_path / "results-jose.csv", ["José", "007", *ANN[2:]])
    out = tmp_path / "table.csv"
    for _ in range(2):
        assert main([str(tmp_path), "-o", str(out), "--semicolons"]) is None
        assert capsys.readouterr().err == ""
    data = out.read_bytes()
    assert data.startswith(b"\xef\xbb\xbf") and data.count(b"\r\n") == 2
    assert data.decode("utf-8-sig").splitlines()[1] == '"José";"\'007";"results-jose.csv";"correct (2 attempts)"'


def test_a_folder_that_is_missing_or_empty_is_said(tmp_path, capsys):
    assert "is no folder" in main([str(tmp_path / "none")])
    assert "no results were handed in" in main([str(tmp_path)])


def test_a_table_that_cannot_be_written_is_said(tmp_path):
    handed_in(tmp_path / "results-ann.csv", ANN)
    assert "cannot be written" in main([str(tmp_path), "-o", str(tmp_path)])


def test_a_folder_that_cannot_be_looked_into_is_named(tmp_path, monkeypatch):
    (tmp_path / "closed").mkdir()
    scan = os.scandir

    def scandir(path):
        if Path(path).name == "closed":
            raise PermissionError(13, "Permission denied", str(path))
        return scan(path)

    monkeypatch.setattr(os, "scandir", scandir)
    _, refused = collect(tmp_path)
    assert refused == [f"{tmp_path / 'closed'} cannot be read: Permission denied"]
