"""How long `make test` takes, set up before: the median of three runs, stored for README.

    python tests/bench/suite.py
"""

import os
import statistics
import subprocess
import time

import report
from gradient import machine


def run():
    """Seconds of one run of all tests."""
    start = time.perf_counter()
    subprocess.run(["make", "test"], cwd=report.README.parent, check=True)
    return time.perf_counter() - start


if __name__ == "__main__":
    seconds = statistics.median(run() for _ in range(3))
    report.keep("suite", seconds=round(seconds, 1), cores=os.cpu_count(), machine=machine())
