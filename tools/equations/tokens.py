"""The tokens of the dialect of LaTeX that the notebooks are written in, for lark's parser.

What is easier to tell from the letters than from a grammar is told here: a script or a fraction without braces gets
them (`\\frac14`, `a_k`); bars open and close in turn; φ, f, E, J are functions if a bracket follows at once; the d of
`\\frac{d}{da}` is a ∂.
"""

import re

from lark import Token
from lark.lexer import Lexer

from .tree import Unreadable

GREEK = dict(zip(
    "alpha beta gamma tau delta eta theta lambda varepsilon varphi ell Delta".split(), "αβγτδηθλεφℓΔ", strict=True,
))  # fmt: skip
WORDS = {
    "cdot": "CDOT", "partial": "PARTIAL", "top": "TOP", "sum": "SUM", "prod": "PROD", "log": "LOG", "max": "MAX",
    "pm": "PM", "dots": "DOTS", "tanh": "LOG", "sqrt": "SQRT", "boxed": "BOXED", "infty": "NAME",
    "le": "REL", "ge": "REL", "ne": "REL", "approx": "REL", "leftarrow": "REL", "Longrightarrow": "IMPLIES",
}  # fmt: skip
SIGNS = {
    "+": "PLUS", "-": "MINUS", "/": "SLASH", "*": "STAR", "(": "LPAR", ")": "RPAR", "[": "LSQB", "]": "RSQB",
    ",": "COMMA", "{": "LBRACE", "}": "RBRACE", "^": "SUP", "_": "SUB", ":=": "REL", "=": "REL", "<": "REL",
    ">": "REL",
}  # fmt: skip
SKIP = re.compile(
    r"(?:\s|%.*|~|&|\\[,;!: ]|\^\{\}|\\(?:left|right|[bB]igg?[lr]?|q?quad|displaystyle)(?![A-Za-z])"
    r"|\\color\{#[0-9A-Fa-f]{6}\})+"
)
TOKEN = re.compile(
    r"(?P<AT>\|_\{)|(?P<LAYER>\^\{\()|(?P<NORM>\\\||\\[lr]Vert(?![A-Za-z]))|(?P<BAR>\||\\[lr]vert(?![A-Za-z]))"
    r"|(?P<FRAC>\\[dt]?frac(?![A-Za-z]))|(?P<HAT>\\hat(?:\s*J|\{J\}))|(?P<TILDE>\\tilde(?:\s*J|\{J\}))"
    r"|(?P<ETA>\\mathrm\{H\})|(?P<IM>\\operatorname\{Im\})|(?P<WORD>\\[A-Za-z]+)|(?P<NUMBER>\d+(?:\.\d+)?)"
    r"|(?P<PRIME>'+)|(?P<LETTER>l'(?!')|[A-Za-zΑ-Ωα-ωℓ])|(?P<SIGN>:=|[-+/()\[\],{}^_=<>*])"
)
CALLED = re.compile(r"\s*('*)\s*(?:\\(?:left|[bB]igg?l?)\s*)?[(\[]")  # \varphi\,(1 - …) is a product
FUNCTIONS = {"φ", "f", "E", "J", "Ĵ"}
NAMES = {"HAT": "Ĵ", "TILDE": "J̃", "ETA": "Η"}
ARGUMENTS = {"FRAC": 2, "SUP": 1, "SUB": 1, "SQRT": 1}


class Latex(Lexer):
    """One formula as tokens."""

    def __init__(self, _conf):
        pass

    def lex(self, text):
        self.open = []  # for each brace: how many arguments follow it, and whether it holds indices
        self.bars = {"BAR": 0, "NORM": 0}
        self.wanted, self.indices, last = 0, False, None
        place = SKIP.match(text).end() if SKIP.match(text) else 0
        while place < len(text):
            kind, value, end = self.one(text, place, last)
            skipped = SKIP.match(text, end)
            argument = kind == "LBRACE" and (self.wanted == 2 or (self.wanted and last == "RBRACE"))  # of a fraction
            yield from self.braced(kind, value, place, end)
            last, place = "ARGUMENT" if argument else kind, skipped.end() if skipped else end

    def one(self, text, place, last):
        """The token at a place: its kind, its value and where it ends."""
        found = TOKEN.match(text, place)
        if not found:
            raise Unreadable(f"no token of the language begins with {text[place : place + 12]!r}")
        kind, value, end = found.lastgroup, found[0], found.end()
        if kind == "NUMBER" and (self.indices or (self.wanted and not text[place:].startswith("{"))):
            value, end = value[0], place + 1
        elif kind == "WORD":
            kind, value = self.word(value[1:], text, place)
        elif kind in NAMES:
            kind, value = "NAME", NAMES[kind]
        elif kind == "LETTER":
            kind, value = "NAME", value.replace("'", "′")
            if value == "d" and last == "ARGUMENT":
                kind = "PARTIAL"
        elif kind == "IM":
            kind, value = "LOG", "Im"
        elif kind == "SIGN":
            kind = SIGNS[value]
        elif kind in self.bars:
            self.bars[kind] ^= 1
            kind = ("R", "L")[self.bars[kind]] + kind
        if kind == "NAME" and value in FUNCTIONS and CALLED.match(text, end) and not self.wanted:
            kind = "FUNCTION"
        return kind, value, end

    def word(self, word, text, place):
        if word in GREEK:
            return "NAME", GREEK[word]
        if word in WORDS:
            return WORDS[word], {"tanh": "tanh", "log": "log"}.get(word, "\\" + word)
        raise Unreadable(f"\\{word} is no word of the language")

    def braced(self, kind, value, place, end):
        """The token, in braces of its own where an argument is expected and none opens."""
        token = lambda kind, value: Token(kind, value, start_pos=place, end_pos=end)
        if self.wanted and kind != "LBRACE":
            self.wanted -= 1
            yield from (token("LBRACE", "{"), token(kind, value), token("RBRACE", "}"))
            self.indices = False if not self.wanted else self.indices
            return
        yield token(kind, value)
        if kind in ARGUMENTS:
            self.wanted, self.indices = ARGUMENTS[kind], kind == "SUB"
        elif kind in ("LBRACE", "AT", "LAYER"):
            self.open.append((max(self.wanted - 1, 0), self.indices and kind == "LBRACE"))
            self.wanted = 0
        elif kind == "RBRACE":
            if not self.open:
                raise Unreadable("a brace closes that was not opened")
            self.wanted, _ = self.open.pop()
            self.indices = bool(self.open) and self.open[-1][1]
