"""Every kernel that a test starts runs with the network closed, and every test has a record of exercises of its own.

A run of the whole suite counts what ran.
"""

import itertools
import os
import tempfile
from pathlib import Path

import pytest

import completeness

OFFLINE = str(Path(__file__).resolve().parent / "tests" / "offline")
os.environ["PYTHONPATH"] = os.pathsep.join(filter(None, (OFFLINE, os.environ.get("PYTHONPATH"))))

RECORDS, NUMBERS = tempfile.TemporaryDirectory(), itertools.count()
os.environ["BACKPROP_PROGRESS"] = str(Path(RECORDS.name) / "notebooks.jsonl")  # which attempt nothing


@pytest.fixture(autouse=True)
def record_of_its_own(monkeypatch):
    """The file in which this test's checks are recorded."""
    path = Path(RECORDS.name) / f"{next(NUMBERS)}.jsonl"
    monkeypatch.setenv("BACKPROP_PROGRESS", str(path))
    return path


def pytest_configure(config):
    if not hasattr(config, "workerinput"):  # a worker of pytest-xdist: its reports come to the process that counts
        config.pluginmanager.register(completeness.Count(config))
