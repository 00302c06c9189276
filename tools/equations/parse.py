"""LaTeX to a tree: the tokens, the grammar in grammar.lark, and what its rules become."""

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
    try:
        parts = Build().transform(parser().parse(latex))
    except UnexpectedInput as error:
        place = getattr(getattr(error, "token", None), "start_pos", None)
        rest = latex[place : place + 20] if isinstance(place, int) else "its end"
        raise Unreadable(f"the formula cannot be read from {rest!r} on") from error
    except VisitError as error:
        raise (error.orig_exc if isinstance(error.orig_exc, Unreadable) else error) from error
    return tuple(part if isinstance(part, Statement) else "⟹" for part in parts)
