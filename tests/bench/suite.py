"""What `make test` takes, set up before: seconds of processor time, whatever else the machine does.

    .venv/bin/python tests/bench/suite.py
"""

import resource
import subprocess

import report
from gradient import machine


def processor():
    """Seconds of processor time of one run of all tests, with its workers and kernels."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run(["make", "test"], cwd=report.TOP, check=True)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


if __name__ == "__main__":
    report.keep("suite", processor=round(processor(), 1), machine=machine())
