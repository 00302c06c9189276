"""Every kernel of a test runs with the network closed and records no progress; a run of the whole suite counts."""

import os
from pathlib import Path

import completeness

OFFLINE = str(Path(__file__).resolve().parent / "tests" / "offline")
os.environ["PYTHONPATH"] = os.pathsep.join(filter(None, (OFFLINE, os.environ.get("PYTHONPATH"))))

os.environ["BACKPROP_PROGRESS"] = (
    ""  # no exercise that a test checks is recorded; a test of the record names its own file
)


def pytest_configure(config):
    if not hasattr(config, "workerinput"):  # a worker of pytest-xdist: its reports come to the process that counts
        config.pluginmanager.register(completeness.Count(config))
