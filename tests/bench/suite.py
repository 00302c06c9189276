"""What `make test` takes, set up before: seconds on the clock, and of the processor, whatever else the machine does.

    .venv/bin/python tests/bench/suite.py
"""

import resource
import subprocess
from time import perf_counter

import report
from gradient import machine


def seconds():
    """One run of all tests: on the clock, and of the processor, with its workers and kernels."""
    start = perf_counter()
    subprocess.run(["make", "test"], cwd=report.TOP, check=True)
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return {"wall": round(perf_counter() - start, 1), "processor": round(used.ru_utime + used.ru_stime, 1)}


if __name__ == "__main__":
    report.keep("suite", **seconds(), machine=machine())
