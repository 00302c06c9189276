"""What a table of many students' results costs: seconds and memory of one call of the command.

    .venv/bin/python tests/bench/collect.py [FILES]

makes that many files (1,000 if not said) with every exercise, in a folder of their own each, as a learning platform
hands them out. At most 3 s and 200 MiB are wanted for 1,000.
"""

import csv
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from backprop.exercises.results_file import HEAD, names

SECONDS, MEBIBYTES = 3, 200


def fill(folder, count):
    """The files of `count` students."""
    for k in range(count):
        place = folder / f"Student {k}_{k}_assignsubmission_file"
        place.mkdir()
        rows = [(f"Student {k}", f"{k:07d}", stem, one, "correct", k % 9 + 1, k % 4) for one, stem in names().items()]
        with open(place / f"results-student-{k}.csv", "w", encoding="utf-8", newline="") as file:
            csv.writer(file).writerows([HEAD, *rows])


def main(count):
    import resource  # Linux and macOS

    with tempfile.TemporaryDirectory() as name:
        fill(Path(name), count)
        out = Path(name) / "table.csv"
        began = time.perf_counter()
        subprocess.run([sys.executable, "-m", "backprop.exercises", name, "-o", out], check=True)
        seconds = time.perf_counter() - began
        assert len(out.read_text(encoding="utf-8-sig").splitlines()) == count + 1
    unit = 2**20 if sys.platform == "darwin" else 2**10  # of ru_maxrss
    mebibytes = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / unit
    print(f"{count} files: {seconds:.2f} s, {mebibytes:.0f} MiB")
    if count <= 1000 and (seconds > SECONDS or mebibytes > MEBIBYTES):
        sys.exit(f"wanted: {SECONDS} s, {MEBIBYTES} MiB")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 1000)
