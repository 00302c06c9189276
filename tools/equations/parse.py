"""LaTeX to a tree: the tokens, the grammar in grammar.lark, and what its rules become."""

import re
from functools import lru_cache
from logging import DEBUG, Handler
from pathlib import Path

from lark import Lark, UnexpectedInput, logger
from lark.exceptions import VisitError

from .build import Build
from .tokens import Latex
from .tree import Statement, Unreadable


@lru_cache
def parser(**options):
    grammar = (Path(__file__).parent / "grammar.lark").read_text(encoding="utf-8")
    return Lark(grammar, parser="lalr", lexer=Latex, maybe_placeholders=False, **options)


def conflicts():
    """Where the grammar is ambiguous and lark chooses to read on: its messages."""
    heard = []
    handler = Handler()
    handler.emit = lambda record: heard.append(record.getMessage())
    logger.addHandler(handler)
    level = logger.level
    logger.setLevel(DEBUG)
    parser.__wrapped__(debug=True)
    logger.setLevel(level)
    logger.removeHandler(handler)
    return [message for message in heard if "conflict" in message]


def parse(latex):
    """The statements of a formula; the string "⟹" stands between a premise and a conclusion."""
    latex = without_braces_below(latex)
    try:
        parts = Build().transform(parser().parse(latex))
    except UnexpectedInput as error:
        place = getattr(getattr(error, "token", None), "start_pos", None)
        rest = latex[place : place + 20] if isinstance(place, int) else "its end"
        raise Unreadable(f"the formula cannot be read from {rest!r} on") from error
    except VisitError as error:
        raise (error.orig_exc if isinstance(error.orig_exc, Unreadable) else error) from error
    return tuple(part if isinstance(part, Statement) else "⟹" for part in parts)


def without_braces_below(latex):
    r"""Without the braces below a product, and what they say: \underbrace{u v}_{\text{shared}} is {u v}."""
    head, found, rest = latex.partition("\\underbrace")
    if not found:
        return latex
    end = closing(rest)
    below = re.match(r"\s*_\{\\text\{[^{}]*\}\}", rest[end:])
    if not rest.startswith("{") or not below:
        raise Unreadable("\\underbrace is followed by {…}_{\\text{…}}")
    return head + rest[:end] + without_braces_below(rest[end + below.end() :])


def closing(text):
    """Where the brace that opens a text is closed."""
    depth = 0
    for place, letter in enumerate(text):
        depth += (letter == "{") - (letter == "}")
        if depth == 0:
            return place + 1
    raise Unreadable("a brace opens that is not closed")
