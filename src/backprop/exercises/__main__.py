"""A table of all the results that students handed in below a folder: a row a student, a column an exercise."""

import argparse
import sys

from . import files
from .collect import collect
from .results_file import shown
from .spreadsheet import csv_of


def main(words=None):
    """What `python -m backprop.exercises FOLDER` does; returns its exit status."""
    parser = argparse.ArgumentParser(prog="python -m backprop.exercises", description=__doc__)
    parser.add_argument("folder", help="where the files are, at any depth")
    parser.add_argument("-o", "--output", metavar="FILE", help="write the table to FILE, as Excel reads it")
    parser.add_argument(
        "--semicolons", action="store_true", help="for an Excel that expects them: one with a decimal comma"
    )
    asked = parser.parse_args(words)
    try:
        table, refused = collect(asked.folder, but=asked.output)
    except OSError as error:
        return f"{error.strerror or error}"
    for sentence in refused:
        print(f"left out: {sentence}", file=sys.stderr)
    text = csv_of(table, ";" if asked.semicolons else ",")
    if asked.output:
        try:
            files.replace(asked.output, "\N{BYTE ORDER MARK}" + text)
        except OSError as error:
            return f"{shown(asked.output)} cannot be written: {error.strerror}; is it open in another program?"
    else:
        sys.stdout.reconfigure(encoding="utf-8", newline="")
        sys.stdout.write(text)
    return None if len(table) > 1 else f"no results were handed in below {shown(asked.folder)}"


if __name__ == "__main__":
    sys.exit(main())
