"""Every kernel that a test starts runs with the network closed; and a run of the whole suite counts what ran."""

import os
from pathlib import Path

import completeness

OFFLINE = str(Path(__file__).resolve().parent / "tests" / "offline")
os.environ["PYTHONPATH"] = os.pathsep.join(filter(None, (OFFLINE, os.environ.get("PYTHONPATH"))))


def pytest_configure(config):
    if not hasattr(config, "workerinput"):  # a worker of pytest-xdist: its reports come to the process that counts
        config.pluginmanager.register(completeness.Count(config))
