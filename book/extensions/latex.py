r"""A displayed equation taken apart: its lines, and of each the left side, the rest, the reason and the number.

The notebooks write one equation, or `align` with `left &= right && reason \tag{5.2} \\`, or one box of results.
"""

import re
from typing import NamedTuple


class Line(NamedTuple):
    """One numbered line: LaTeX, but for the number. `parts` are what stands side by side right of the left side."""

    left: str
    parts: list
    reason: str
    tag: str


def split(text, mark):
    """The text cut at each match of `mark` that no braces enclose."""
    pieces, depth, start = [], 0, 0
    marks = {found.start(): found.end() for found in re.finditer(mark, text)}
    for place, letter in enumerate(text):
        escaped = place > 0 and text[place - 1] == "\\" and letter in "{}"
        depth += 0 if escaped else (letter == "{") - (letter == "}")
        if depth == 0 and place in marks and place >= start:
            pieces.append(text[start:place])
            start = marks[place]
    return [*pieces, text[start:]]


def lines(latex):
    """The lines of a displayed equation, and whether a box is around it."""
    latex = latex.strip()
    align = re.fullmatch(r"\\begin\{align\}(.*)\\end\{align\}", latex, flags=re.S)
    boxed = re.fullmatch(r"\\boxed\{\s*\\;(.*)\\;\s*\}", latex, flags=re.S)
    rows = split(align[1], r"\\\\") if align else [boxed[1] if boxed else latex]
    return [_line(row) for row in rows if row.strip()], bool(boxed)


def _line(row):
    tag = re.search(r"\\tag\{([^}]*)\}", row)
    row = re.sub(r"\\tag\{[^}]*\}", "", row)
    row, _, reason = (part.strip() for part in row.partition("&&"))
    left, apart, right = (part.strip() for part in row.partition("&"))
    if not apart:
        left, right = "", left
    parts = [part.strip() for part in split(right, r"\\q?quad(?![a-z])")]
    return Line(left, parts, reason, tag[1] if tag else "")


def words(reason):
    r"""Pairs (is it mathematics, what it is): `\text{…}` that no braces enclose is text, all else mathematics."""
    found, rest = [], reason
    while rest:
        starts = re.finditer(r"\\text\{", rest)
        start = next((one for one in starts if _balanced(rest[: one.start()])), None)
        if not start:
            return [*found, (True, rest)]
        end = _closing(rest, start.end())
        found += [(True, rest[: start.start()]), (False, rest[start.end() : end])]
        rest = rest[end + 1 :]
    return [(is_math, what) for is_math, what in found if what.strip(" ") or not is_math]


def _balanced(text):
    return text.count("{") == text.count("}")


def _closing(text, place):
    depth = 1
    while depth:
        depth += (text[place] == "{") - (text[place] == "}")
        place += 1
    return place - 1
