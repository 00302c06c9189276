"""Whether a run of the whole suite ran all of it: every cell of every notebook, every test of every file, no skips.

A run for which a file, a name or a marker was asked on the command line is a part, and is let be. What the settings
leave out, or a decorator, is not: the run fails and says what did not run.
"""

import ast
import functools
from pathlib import Path

import pytest

import elsewhere
import stored

TOP = Path(__file__).resolve().parents[2]
ELSEWHERE = {"browser", "bench", "pytorch"}  # folders of tests that are run by their own commands
PARTS = ("-k", "-m", "--deselect", "--ignore", "--lf", "--last-failed", "--sw", "--stepwise", "--co", "--setup")


@functools.cache
def wanted():
    """What the files hold: a name for every test and cell, as pytest writes it, without parameters."""
    found = {f"notebooks/{path.name}::Cell {k}" for path in stored.PATHS for k in range(stored.code_cells(path.name))}
    for path in (TOP / "tests").rglob("test_*.py"):
        place = path.relative_to(TOP)
        if place.parts[1] not in ELSEWHERE:
            tree = ast.parse(path.read_text(encoding="utf-8"))
            tests = [node.name for node in tree.body if getattr(node, "name", "").startswith("test")]
            found |= {f"{place.as_posix()}::{name}" for name in tests} or {place.as_posix()}
    return frozenset(found)


def missing(collected, ran, skipped):
    """What did not run, though the whole suite was asked for: a line for each. `skipped` has reasons by name."""
    allowed = {name for name, reason in skipped.items() if elsewhere.NOT_HERE.get(reason)}
    names = {name.split("[")[0] for name in collected}
    lines = [f"not collected: {name}" for name in sorted(wanted() - names)]
    lines += [f"unknown to tests/support/completeness.py: {name}" for name in sorted(names - wanted())]
    return lines + [f"did not run: {name}" for name in sorted(collected - ran - allowed)]


class Count:
    """A plugin of pytest: notes what is collected and what has run, and fails a whole run that lacks a part."""

    def __init__(self, config):
        self.config, self.collected, self.ran, self.skipped, self.lines = config, set(), set(), {}, []

    def is_whole(self):
        """Whether nothing on the command line chooses a part."""
        named = self.config.args_source == pytest.Config.ArgsSource.ARGS
        return not named and not any(str(word).startswith(PARTS) for word in self.config.invocation_params.args)

    def pytest_itemcollected(self, item):
        self.collected.add(item.nodeid)

    @pytest.hookimpl(optionalhook=True)
    def pytest_xdist_node_collection_finished(self, ids):
        self.collected |= set(ids)

    def pytest_runtest_logreport(self, report):
        if report.outcome == "skipped":
            reason = report.longrepr[2] if isinstance(report.longrepr, tuple) else ""
            self.skipped[report.nodeid] = reason.removeprefix("Skipped: ")
        elif report.when == "call" and not hasattr(report, "wasxfail"):
            self.ran.add(report.nodeid)

    def pytest_sessionfinish(self, session):
        if self.is_whole() and session.exitstatus == 0:
            self.lines = missing(self.collected, self.ran, self.skipped)
            option = self.config.option
            if option.nbval_lax or option.nbval_sanitize_with or option.sanitize_with:
                self.lines.insert(0, "the outputs of the notebooks are not compared as they are")
            if self.lines:
                session.exitstatus = pytest.ExitCode.TESTS_FAILED

    def pytest_terminal_summary(self, terminalreporter):
        if self.lines:
            terminalreporter.section("the whole suite was asked for, and did not run")
            terminalreporter.write_line("\n".join(self.lines[:40]))
