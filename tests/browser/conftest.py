"""One Jupyter server and one Chromium for all browser tests; the pictures go to build/screens."""

import os
import shutil
import subprocess
import sys

import pytest

import build_book
import build_lite
import serve
import stored
from backprop.exercises import files


@pytest.fixture(scope="session")
def server(tmp_path_factory):
    """The address of a Jupyter server on a copy of the notebooks."""
    folder = tmp_path_factory.mktemp("course") / "notebooks"
    shutil.copytree(stored.FOLDER, folder)
    with serve.jupyter(folder) as address:
        yield address


@pytest.fixture(scope="session")
def browser():
    """Any installed Chromium."""
    serve.SCREENS.mkdir(parents=True, exist_ok=True)
    with serve.chromium() as chromium:
        yield chromium


@pytest.fixture(scope="session")
def book(testrun_uid):
    """Where the book stands: the addresses of its folder, and of a server. It has links to JupyterLite.

    The first worker builds it, and the others wait.
    """
    built = build_book.BUILT.with_name("book-of-run")
    built.parent.mkdir(exist_ok=True)
    with files.alone(built, patience=600):
        if not built.exists() or built.read_text() != testrun_uid:
            with_lite = {**os.environ, "BOOK_LITE": build_lite.APP}
            subprocess.run([sys.executable, build_book.__file__], check=True, env=with_lite)
            built.write_text(testrun_uid)
    with serve.folder(build_book.BUILT) as address:
        yield {"folder": build_book.BUILT.as_uri(), "server": address}


@pytest.fixture
def page(browser):
    """A page so tall that no cell of a notebook is left undrawn."""
    page = browser.new_page(viewport={"width": 1280, "height": 12000})
    yield page
    page.close()


def pytest_terminal_summary(terminalreporter):
    """What was not tried stands in the last lines."""
    for reason in {report.longrepr[2] for report in terminalreporter.stats.get("skipped", ())}:
        terminalreporter.write_line(reason.removeprefix("Skipped: "), red=True)
