"""Every kernel that a test starts, nbval's first of all, runs with the network closed."""

import os
from pathlib import Path

OFFLINE = str(Path(__file__).resolve().parent / "offline")
os.environ["PYTHONPATH"] = os.pathsep.join(filter(None, (OFFLINE, os.environ.get("PYTHONPATH"))))
