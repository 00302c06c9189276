"""One kernel of several that hand in at once, in a process of its own; a small module, as each of them imports it."""

import os

from backprop.exercises import check, files, hand_in, progress
from backprop.exercises.results_file import read

TIMES = 30


def wrong(eta, z):
    return eta * z


def hand_in_often(folder, exercise, start):
    """One kernel of several: it hands in often, and counts in a file that is read, changed and written."""
    os.environ[progress.VARIABLE] = str(folder.parent / f"{exercise}.jsonl")  # a record of its own
    check(exercise, wrong)
    start.wait(60)
    for _ in range(TIMES):
        hand_in("Ada", folder)
        read(folder / "results-ada.csv")  # whole at every moment
        with files.alone(folder / "count"):
            files.replace(folder / "count", str(int((folder / "count").read_text()) + 1))
