"""The numbers of speed and memory in README and in the book are those that the benchmarks stored."""

import importlib.util
import re
from pathlib import Path

import pytest

from figures import FIGURES

PLACE = Path(__file__).resolve().parents[1] / "bench" / "report.py"
SPEC = importlib.util.spec_from_file_location("report", PLACE)
report = importlib.util.module_from_spec(SPEC)  # by its place: other benchmarks have names that tests use
SPEC.loader.exec_module(report)

README, SPEED = PAGES = [page.read_text(encoding="utf-8") for page in report.PAGES]
BLOCKS = [name for page in PAGES for _, name, _ in report.BLOCK.findall(page)]


def test_each_text_stands_on_one_page_once_and_each_has_its_numbers():
    assert sorted(BLOCKS) == sorted([*report.TEXTS, "three"])
    assert sorted(report.TEXTS) == sorted(path.stem for path in report.RESULTS.glob("*.json"))


@pytest.mark.parametrize("page", PAGES, ids=["README", "speed"])
def test_a_page_says_what_is_stored(page):
    assert report.written(page) == page, "python tests/bench/report.py writes it"


@pytest.mark.parametrize("name", BLOCKS)
def test_an_invented_number_is_seen(name):
    """Each number of each block in turn gets another last digit."""
    (page,) = [page for page in PAGES if f"<!-- {name}: " in page]
    found = re.search(rf"<!-- {name}: .*?<!-- to here -->", page, flags=re.S)
    for number in re.finditer(r"\d(?!\d)", found[0]):
        place = found.start() + number.start()
        spoilt = page[:place] + str((int(number[0]) + 1) % 10) + page[place + 1 :]
        assert report.written(spoilt) == page


@pytest.mark.parametrize("page", PAGES, ids=["README", "speed"])
def test_no_row_of_numbers_stands_outside_the_blocks(page):
    rest = report.BLOCK.sub("", page)
    assert re.findall(r"^\|.*\| *[\d.]+ *\|.*$", rest, flags=re.M) == []
    assert re.findall(r"\d+(?:\.\d+)? (?:ms|s|µs|MiB)\b", rest) == []


def test_the_figures_that_were_measured_are_there_and_the_others_are_named():
    rows = report.numbers("figures")["rows"]
    kinds = {name: "plot" if figure.is_plot else "diagram" for name, figure in FIGURES.items()}
    assert {name: row["kind"] for name, row in rows.items()}.items() <= kinds.items()
    later = sorted(set(FIGURES) - set(rows))
    assert ("Not measured yet" in SPEED) == bool(later) and (not later or f"{', '.join(later)}." in SPEED)
    assert all(row["p50"] <= row["p95"] for row in rows.values())


def test_a_notebook_that_the_course_has_no_longer_is_left_out(monkeypatch):
    assert "| eta.figure |" in SPEED and "| 03_eta |" in SPEED
    monkeypatch.setattr(report, "FIGURES", {name: one for name, one in FIGURES.items() if name != "eta.figure"})
    monkeypatch.setattr(report.course, "NOTEBOOKS", [one for one in report.course.NOTEBOOKS if one.stem != "eta"])
    without = report.written(SPEED)
    assert "eta" not in re.findall(r"\w+", without) and "03_eta" not in without and "| delta.figure |" in without


def test_the_hub_has_room_for_the_students_that_are_named():
    measured = report.numbers("hub")
    each = measured["server"] + measured["kernel"]
    for total, students in zip((8, 16, 64), re.search(r"\| students \|(.*)\|", README)[1].split("|"), strict=True):
        left = (total - report.SYSTEM) * 1024 - measured["hub"] - int(students) * each
        assert 0 <= left < each


def test_the_suite_is_as_fast_as_it_must_be():
    assert report.numbers("suite")["processor"] / 2 <= 85, "90 s on two cores, with 5 to start and to end"
