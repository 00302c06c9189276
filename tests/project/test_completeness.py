"""What a run of the whole suite must have run, and that it is counted."""

import re
from types import SimpleNamespace

import pytest

import completeness
import elsewhere
import stored

ALL = completeness.wanted()


def test_every_cell_and_every_file_of_tests_is_wanted():
    cells = sum(stored.code_cells(path.name) for path in stored.PATHS)
    assert len([name for name in ALL if name.startswith("notebooks/")]) == cells
    folders = {name.split("/")[1] for name in ALL if name.startswith("tests/")}
    assert folders == {"steps", "figures", "exercises", "notebooks", "project"}


def test_a_run_of_everything_lacks_nothing():
    assert completeness.missing(ALL, ALL, {}) == []


@pytest.mark.parametrize("kind", ["notebooks/", "tests/steps/", "tests/figures/"])
def test_what_is_not_collected_or_does_not_run_is_named(kind):
    one = min(name for name in ALL if name.startswith(kind))
    assert completeness.missing(ALL - {one}, ALL, {}) == [f"not collected: {one}"]
    assert completeness.missing(ALL, ALL - {one}, {}) == [f"did not run: {one}"]
    assert completeness.missing(ALL, ALL - {one}, {one: "later"}) == [f"did not run: {one}"]


@pytest.mark.parametrize("there", [True, False])
def test_a_skip_is_allowed_where_its_reason_holds(monkeypatch, there):
    one = min(ALL)
    monkeypatch.setitem(elsewhere.NOT_HERE, "reason", there)
    assert (completeness.missing(ALL, ALL - {one}, {one: "reason"}) == []) == there


@pytest.mark.parametrize(("words", "whole"), [
    ([], True), (["-q", "-n", "2", "--dist", "loadfile"], True), (["tests/steps"], False), (["-k", "delta"], False),
    (["--lf"], False), (["--deselect=x"], False),
])  # fmt: skip
def test_a_part_is_let_be(words, whole):
    source = pytest.Config.ArgsSource.ARGS if "tests/steps" in words else pytest.Config.ArgsSource.TESTPATHS
    config = SimpleNamespace(args_source=source, invocation_params=SimpleNamespace(args=words))
    assert completeness.Count(config).is_whole() == whole


def test_this_run_is_counted(request):
    plugins = request.config.pluginmanager
    counted = any(isinstance(plugin, completeness.Count) for plugin in plugins.get_plugins())
    assert counted or hasattr(request.config, "workerinput")


@pytest.mark.parametrize("path", stored.PATHS, ids=lambda path: path.stem)
def test_no_cell_asks_to_be_passed_over(path):
    for cell in stored.read(path).cells:
        assert not re.search(r"NBVAL_|PYTEST_VALIDATE", cell.source)
        assert cell.metadata.keys() <= {"slideshow"}, "a tag can make nbval skip a cell or allow its error"
        if cell.cell_type == "code":
            assert re.sub(r"#.*", "", cell.source).strip(), "a cell that does nothing"
