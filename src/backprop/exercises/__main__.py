"""`python -m backprop.exercises FOLDER`: a table, as CSV, of all the results that were handed in below FOLDER."""

import csv
import sys

from .hand_in import collect

if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    table, refused = collect(sys.argv[1])
    sys.stdout.reconfigure(encoding="utf-8", newline="")
    csv.writer(sys.stdout).writerows(table)
    for sentence in refused:
        print(f"left out: {sentence}", file=sys.stderr)
    if len(table) == 1:
        sys.exit(f"no results were handed in below {sys.argv[1]}")
