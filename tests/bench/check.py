"""What a check costs: right answers, every predicted mistake and unpredicted ones; the median and the slowest.

`.venv/bin/python tests/bench/check.py`; a check should take at most 50 ms at the median and 0.5 s at the
slowest. The first check of an exercise in a kernel is counted too: it tries every mistake once.
"""

import io
import os
import platform
import statistics
import sys
from contextlib import redirect_stdout
from pathlib import Path
from time import perf_counter

os.environ["BACKPROP_PROGRESS"] = os.devnull
os.environ.update(dict.fromkeys(("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS", "MKL_NUM_THREADS"), "1"))
sys.path[:0] = [str(Path(__file__).resolve().parents[2] / part) for part in ("tests/support", "tools")]

import numpy as np  # noqa: E402

import variants  # noqa: E402
from backprop.exercises import catalogue, check  # noqa: E402
from backprop.exercises.exercise import Function  # noqa: E402

MEDIAN, SLOWEST = 0.050, 0.5


def bent(reference):
    """A wrong answer that nobody predicted: the sine of every number."""

    def bend(value):
        if isinstance(value, dict):
            return {key: bend(part) for key, part in value.items()}
        return tuple(map(bend, value)) if isinstance(value, tuple) else np.sin(value)

    return lambda *args: bend(reference(*args))


def answers():
    """Every exercise with an answer: the unpredicted one first, which tries all there is."""
    for stem in catalogue.STEMS:
        for exercise in catalogue.exercises(stem):
            if isinstance(exercise, Function):
                yield exercise.name, "unpredicted", bent(exercise.reference)
                yield exercise.name, "unpredicted, again", bent(exercise.reference)
            for wrong in exercise.wrong:
                answer = exercise.answer(wrong) if isinstance(exercise, Function) else wrong.answer
                yield exercise.name, wrong.name, answer
    for name, function in variants.VARIANTS.items():
        yield name.split("__")[0], name, function


def main():
    took = []
    for name, what, answer in answers():
        with redirect_stdout(io.StringIO()):
            begin = perf_counter()
            check(name, answer)
            took.append((perf_counter() - begin, name, what))
    took.sort(reverse=True)
    median = statistics.median(seconds for seconds, *_ in took)
    print(f"Python {platform.python_version()}, NumPy {np.__version__}: {len(took)} checks")
    print(f"median {median * 1e3:.1f} ms (at most {MEDIAN * 1e3:.0f})")
    print(f"slowest {took[0][0]:.2f} s (at most {SLOWEST})")
    for seconds, name, what in took[:5]:
        print(f"  {seconds * 1e3:6.0f} ms  {name}: {what}")
    sys.exit(median > MEDIAN or took[0][0] > SLOWEST)


if __name__ == "__main__":
    main()
