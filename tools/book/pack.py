"""All pictures and sentences of a figure in one small file, which the page's player takes apart again.

A picture is cut before each `<`, a sentence behind each space; each piece is stored once. A row of the table is one
state: the place of each control's setting, then the numbers of the pieces of its sentence and of its picture, filled
up with 0, the empty piece. Table and pieces are compressed, and written as a script, which a page can load from a
folder, where it may not fetch.
"""

import base64
import gzip
import json
import re
from array import array

import offer as offers

APART = "\0"  # between two pieces


def cut(text, where):
    """The pieces of a text: they begin wherever the pattern `where` matches."""
    return [piece for piece in re.split(where, text) if piece]


def rows(figure, offer):
    """For each state the places of its settings, the pieces of its sentence and those of its picture."""
    for state in offer.states:
        drawn = figure.render(**state)
        yield offer.places(state), cut(drawn.sentence, r"(?<= )"), cut(drawn.picture, r"(?=<)")


def table(found):
    """Rows of numbers of equal length, the pieces that they name, and how many numbers each part of a row has.

    The pieces are sorted: what is alike stands together, and compresses to two thirds.
    """
    found = list(found)
    pieces = sorted({"", *(piece for _, *parts in found for part in parts for piece in part)})
    numbers, filled = {piece: number for number, piece in enumerate(pieces)}, []
    found = [[places, *([numbers[piece] for piece in part] for part in parts)] for places, *parts in found]
    widths = [max(len(row[part]) for row in found) for part in range(3)]
    for row in found:
        for part, width in zip(row, widths, strict=True):
            filled += part + [0] * (width - len(part))
    return filled, pieces, widths


def packed(name, figure):
    """The script that brings all states of a figure to its player."""
    offer = offers.of(figure)
    filled, pieces, widths = table(rows(figure, offer))
    kind = "H" if len(pieces) < 2**16 else "I"
    assert APART not in "".join(pieces)
    content = array(kind, filled).tobytes() + APART.join(pieces).encode()
    head = {
        "rows": len(offer.states), "widths": widths, "bytes": array(kind).itemsize,
        "controls": [
            {"name": one.name, "values": one.values, "says": one.says, "labels": one.labels, "first": one.first,
             "alone": one.alone, "top": one.top, "when": one.when}
            for one in offer.controls.values()
        ],
    }  # fmt: skip
    letters = base64.b64encode(gzip.compress(content, 9, mtime=0)).decode()
    return f"backpropStates({json.dumps(name)}, {json.dumps(head, ensure_ascii=False)},\n'{letters}')\n"
