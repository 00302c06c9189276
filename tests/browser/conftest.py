"""One Jupyter server and one Chromium for all browser tests; the pictures go to build/screens."""

import os
import shutil
import socket
import subprocess
import sys
import time
from pathlib import Path

import pytest
from playwright.sync_api import sync_playwright

import course

TOP = Path(__file__).resolve().parent.parent.parent
SCREENS = TOP / "build" / "screens"
NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
FLAGS = (
    "--no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking "
    "--disable-component-update --disable-sync"
).split()


@pytest.fixture(scope="session")
def server(tmp_path_factory):
    """The address of a Jupyter server on a copy of the notebooks; JupyterLab and Notebook 7 both live on it."""
    folder = tmp_path_factory.mktemp("course") / "notebooks"
    shutil.copytree(course.FOLDER, folder)
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    command = [
        sys.executable, "-m", "jupyterlab", str(folder), "--no-browser", "--ServerApp.ip=127.0.0.1",
        f"--ServerApp.port={port}", "--ServerApp.allow_root=True", "--IdentityProvider.token=course",
        "--LabApp.news_url=None", "--LabApp.check_for_updates_class=jupyterlab.NeverCheckForUpdate",
    ]  # fmt: skip
    path = os.pathsep.join([str(Path(sys.executable).parent), os.environ["PATH"]])
    with open(folder.parent / "server.log", "w") as log:
        process = subprocess.Popen(command, stdout=log, stderr=log, env={**os.environ, "PATH": path})
        try:
            for _ in range(300):
                try:
                    socket.create_connection(("127.0.0.1", port), 1).close()
                    break
                except OSError:
                    assert process.poll() is None, (folder.parent / "server.log").read_text()
                    time.sleep(0.2)
            yield f"http://127.0.0.1:{port}"
        finally:
            process.terminate()
            process.wait()


@pytest.fixture(scope="session")
def browser():
    """Any installed Chromium; its path can be given in the environment variable CHROMIUM."""
    path = os.environ.get("CHROMIUM") or next(filter(None, map(shutil.which, NAMES)), None)
    if path is None:
        pytest.fail("no Chromium found: install one, or name it in the environment variable CHROMIUM")
    SCREENS.mkdir(parents=True, exist_ok=True)
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=path, args=FLAGS)
        yield chromium
        chromium.close()


@pytest.fixture
def page(browser):
    """A page so tall that no cell of a notebook is left undrawn."""
    page = browser.new_page(viewport={"width": 1280, "height": 12000})
    yield page
    page.close()
