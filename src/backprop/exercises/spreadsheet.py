"""A table as CSV that any spreadsheet shows as it is meant: each cell is text, none a formula, a number or a date."""

import csv
import io
import re
import unicodedata

FORMULA = "=+-@|"
INSIDE = re.compile(r"([,;\t]\s*[\"']?)(?=[=+@|-])")  # a cell begins here for a program that has another separator
NUMBER = re.compile(r"(?!(0|[1-9]\d{0,14})\Z)[\d.,:/ eE-]*\d[\d.,:/ eE-]*")  # would lose zeros, digits, or be a date


def text(cell):
    """The cell so that a spreadsheet takes it for text: with an apostrophe before it where it would not."""
    line = "".join(one if one.isprintable() else " " for one in str(cell))
    line = INSIDE.sub(r"\1'", line)
    plain = unicodedata.normalize("NFKC", line).lstrip()  # Excel takes the wide ＝ for =
    begins = "".join(one for one in plain if unicodedata.category(one) not in ("Cf", "Mn"))
    return f"'{line}" if begins[:1] in tuple(FORMULA) or NUMBER.fullmatch(line) else line


def csv_of(table, separator=","):
    """The table as the text of a file, with the ends of lines that Excel writes."""
    out = io.StringIO(newline="")
    writer = csv.writer(out, delimiter=separator, quoting=csv.QUOTE_ALL)
    writer.writerows([text(cell) for cell in row] for row in table)
    return out.getvalue()
