"""A table as CSV that any spreadsheet shows as it is meant: each cell is text, none a formula, a number or a date."""

import csv
import io
import re
import unicodedata

FORMULA = "=+-@|"
SEPARATOR = re.compile(r"(?<=[,;\t])")  # a cell begins behind each for a program that expects another one
NUMBER = re.compile(r"(?!(0|[1-9]\d{0,14})\Z)[\d.,:/ eE-]*\d[\d.,:/ eE-]*")  # would lose zeros, digits, or be a date


def text(cell):
    """The cell so that a spreadsheet takes it for text: with an apostrophe before it where it would not."""
    line = "".join(one if one.isprintable() else " " for one in str(cell))
    line = "".join(f"'{piece}" if _is_formula(piece) else piece for piece in SEPARATOR.split(line))
    return f"'{line}" if NUMBER.fullmatch(line) else line


def _is_formula(piece):
    """Whether its first sign begins one, what is not seen and quotes left out; Excel takes the wide ＝ for =."""
    unseen = lambda sign: sign.isspace() or unicodedata.category(sign) in ("Cf", "Mn")
    signs = (sign for sign in unicodedata.normalize("NFKC", piece) if sign != '"' and not unseen(sign))
    return next(signs, "") in tuple(FORMULA)


def csv_of(table, separator=","):
    """The table as the text of a file, with the ends of lines that Excel writes."""
    out = io.StringIO(newline="")
    writer = csv.writer(out, delimiter=separator, quoting=csv.QUOTE_ALL)
    writer.writerows([text(cell) for cell in row] for row in table)
    return out.getvalue()
