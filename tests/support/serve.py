"""A Jupyter server and a Chromium, for the browser tests and the benchmark."""

import contextlib
import functools
import http.server
import json
import os
import shutil
import socket
import subprocess
import sys
import threading
import time
from pathlib import Path

from playwright.sync_api import sync_playwright

SCREENS = Path(__file__).resolve().parents[2] / "build" / "screens"  # where the browser tests' pictures go
NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
FLAGS = (
    "--no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking "
    "--disable-component-update --disable-sync"
).split()


def wait_for(port, process):
    """Whether the server `process` listens at a port of this machine: waits until it does or has ended."""
    while process.poll() is None:
        with contextlib.suppress(OSError):
            socket.create_connection(("127.0.0.1", port), 1).close()
            return True
        time.sleep(0.1)
    return False


@contextlib.contextmanager
def jupyter(folder, theme="JupyterLab Light"):
    """The address of a Jupyter server on `folder`, with JupyterLab and Notebook 7; its token is `course`."""
    settings = Path(folder).parent / "settings"
    themes = settings / "@jupyterlab" / "apputils-extension" / "themes.jupyterlab-settings"
    themes.parent.mkdir(parents=True, exist_ok=True)
    themes.write_text(json.dumps({"theme": theme}))
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    command = [
        sys.executable, "-m", "jupyterlab", str(folder), "--no-browser", "--ServerApp.ip=127.0.0.1",
        f"--ServerApp.port={port}", "--ServerApp.allow_root=True", "--IdentityProvider.token=course",
    ]  # fmt: skip
    path = os.pathsep.join([str(Path(sys.executable).parent), os.environ["PATH"]])
    said = Path(folder).parent / "server.log"
    environment = {**os.environ, "PATH": path, "JUPYTERLAB_SETTINGS_DIR": str(settings)}
    with open(said, "w") as log:
        process = subprocess.Popen(command, stdout=log, stderr=log, env=environment)
        try:
            if not wait_for(port, process):
                raise RuntimeError(said.read_text())
            yield f"http://127.0.0.1:{port}"
        finally:
            process.terminate()
            process.wait()


@contextlib.contextmanager
def folder(path):
    """The address of a server of the files in a folder."""
    handler = functools.partial(Quiet, directory=str(path))
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()


class Quiet(http.server.SimpleHTTPRequestHandler):
    """A handler that says nothing."""

    def log_message(self, *_):
        pass


@contextlib.contextmanager
def nowhere():
    """The address of a proxy that lets nothing through, and what it was asked for."""
    asked = []

    class Refuses(Quiet):
        def do_GET(self):
            asked.append(self.path)
            self.send_error(403)

        do_CONNECT = do_POST = do_HEAD = do_GET

    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), Refuses) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}", asked
        server.shutdown()


@contextlib.contextmanager
def chromium():
    """Any installed Chromium; its path can be given in the environment variable CHROMIUM."""
    path = os.environ.get("CHROMIUM") or next(filter(None, map(shutil.which, NAMES)), None)
    if path is None:
        raise FileNotFoundError("no Chromium found: install one, or name it in the environment variable CHROMIUM")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=FLAGS)
        try:
            yield browser
        finally:
            browser.close()
