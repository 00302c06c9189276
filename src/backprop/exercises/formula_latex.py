"""A formula in LaTeX as a tree of tuples: sums, products, fractions, powers, functions, symbols with indices.

What is read is what the notebooks write: a layer as in `W^{(2)}`, indices as in `W_{\\alpha\\beta}`, the transpose, a
sum that takes the rest of its term. Greek letters, Σ, ·, ² and ᵀ may also be typed as they are.
"""

import re

from .compare import Misfit

TYPED = {
    "α": r"\alpha ", "β": r"\beta ", "γ": r"\gamma ", "τ": r"\tau ", "δ": r"\delta ", "Δ": r"\Delta ", "η": r"\eta ",
    "ε": r"\varepsilon ", "λ": r"\lambda ", "φ": r"\varphi ", "Σ": r"\sum ", "∑": r"\sum ", "·": r"\cdot ",
    "⊙": r"\odot ", "ᵀ": r"^\top ", "⊤": r"\top ", "²": "^2 ", "³": "^3 ", "−": "-", "′": "'", "√": r"\sqrt ",
    "½": r"\frac{1}{2}", "×": r"\cdot ",
}  # fmt: skip
SILENT = re.compile(
    r"\\color\{#?\w+\}|\\(?:left|right|[bB]igg?[lr]?|displaystyle|limits|mathrm|mathbf|quad|qquad)(?![A-Za-z])"
    r"|\\[,;:! ]|[$~&]|\\\\"
)
TOKEN = re.compile(r"\\[A-Za-z]+|\d+\.?\d*|\.\d+|[A-Za-z]+|\S")
FUNCTIONS = {
    "log": "log", "ln": "log", "exp": "exp", "tanh": "tanh", "sinh": "sinh", "cosh": "cosh", "abs": "abs",
    "varphi": "phi", "phi": "phi", "sigma": "phi", "sqrt": "sqrt",
}  # fmt: skip
SAME = {"epsilon": "varepsilon", "varphi": "phi"}
ENTRY_BY_ENTRY = {r"\cdot", r"\odot", r"\circ", r"\times", "*"}


def tree(text, names):
    """The tree of a formula, and the indices on the left of its "=", () if there are none. Raises Misfit.

    `names` are the symbols of more than one letter that stand without a backslash, such as delta.
    """
    *left, right = _sides(text)
    if len(left) > 1:
        raise Misfit("One formula is asked for: there is more than one =.")
    reader = _Reader(right, names)
    found = reader.sum()
    if reader.token:
        reader.fail()
    return found, _Reader(left[0], names).last_indices() if left and left[0].strip() else ()


def _sides(text):
    """What stands before and behind each "=" outside of braces."""
    sides, depth = [""], 0
    for letter in text:
        depth += {"{": 1, "}": -1}.get(letter, 0)
        if letter == "=" and depth <= 0:
            sides.append("")
        else:
            sides[-1] += letter
    return sides


class _Reader:
    """Reads from the first token to the last; each method reads one kind of thing."""

    def __init__(self, text, names):
        for letter, latex in TYPED.items():
            text = text.replace(letter, latex)
        text = re.sub(r"(\\[dt]?frac|[\^_])\s*(\d)(?=\d)", r"\1{\2}", text)  # \frac12, as LaTeX takes it
        whole = {*names, *FUNCTIONS}
        words = TOKEN.findall(SILENT.sub(" ", text))
        self.tokens = [part for word in words for part in ([word] if word in whole or not word.isalpha() else word)]
        self.at = 0
        if not self.tokens:
            raise Misfit('Type the formula between the quotation marks, such as r"\\frac{a}{y}".')

    @property
    def token(self):
        return self.tokens[self.at] if self.at < len(self.tokens) else ""

    def take(self, *wanted):
        """The next token, if it is one of these; whatever it is, if none is named; else ""."""
        token = self.token
        if not token or (wanted and token not in wanted):
            return ""
        self.at += 1
        return token

    def need(self, token):
        if not self.take(token):
            self.fail(f"; {token} is missing")

    def fail(self, more=""):
        before, rest = "".join(self.tokens[: self.at])[-20:], "".join(self.tokens[self.at :])[:20]
        place = f"at “{rest}”" if rest else "at its end"
        raise Misfit(f"The formula cannot be read {place}{f', behind “{before}”' * bool(before)}{more}.")

    def sum(self):
        node = self.term()
        while sign := self.take("+", "-"):
            node = (sign, node, self.term())
        return node

    def term(self):
        """Products joined by · entry by entry; what stands side by side is joined first."""
        node = self.product()
        while self.take(*ENTRY_BY_ENTRY):
            node = ("entries", node, self.product())
        return node

    def product(self):
        if sign := self.take("+", "-"):
            return ("minus", self.product()) if sign == "-" else self.product()
        node = self.factor()
        while self.token and self.token not in ("+", "-", ")", "}", "]", "|", ",", *ENTRY_BY_ENTRY):
            if self.take("/"):
                node = ("/", node, ("minus", self.factor()) if self.take("-") else self.factor())
            else:
                self.take("@")
                node = ("beside", node, self.factor())
        return node

    def factor(self):
        node = self.base()
        if self.token == "_" and (node[0] != "symbol" or not node[3]):  # of a bracket
            node = ("entry", node, ("indices", *self.indices()))
        while self.take("^"):
            node = self.power(node)
        return node

    def power(self, node):
        inside = self.group_tokens()
        if inside[:1] == ["("] and node[0] == "symbol" and ")" in inside:  # a layer, and perhaps a transpose
            end = inside.index(")")
            if end == 1:
                self.fail("; the layer is missing")
            node = ("symbol", node[1], "".join(inside[1:end]), node[3])
            inside = inside[end + 1 :]
            if self.token == "_":
                node = (*node[:3], self.indices())
            if not inside:
                return node
        if inside in ([r"\top"], ["T"], [r"\intercal"]):
            return ("transpose", node)
        return ("^", node, self.within(inside))

    def within(self, tokens):
        """What these tokens are, read by themselves."""
        rest, self.tokens, at, self.at = self.tokens, tokens, self.at, 0
        node = self.sum()
        if self.token:
            self.fail()
        self.tokens, self.at = rest, at
        return node

    def group_tokens(self):
        """The tokens of {…}, or the next one."""
        if not self.take("{"):
            return [self.take() or self.fail()]
        begin, depth = self.at, 1
        while depth:
            depth += {"{": 1, "}": -1}.get(self.take() or self.fail("; } is missing"), 0)
        return self.tokens[begin : self.at - 1]

    def group(self):
        return self.within(self.group_tokens())

    def indices(self):
        self.need("_")
        return tuple(token.lstrip("\\") for token in self.group_tokens() if token != ",")

    def last_indices(self):
        """The indices of the last symbol that has some."""
        found = ()
        while self.token:
            if self.token == "_":
                found = self.indices()
            else:
                self.take()
        return found

    def base(self):
        """A number, a symbol, a function, a fraction, a sum, or something in brackets."""
        token = self.take() or self.fail()
        name = token.lstrip("\\")
        if token in "([{|":
            node = self.sum()
            self.need({"(": ")", "[": "]", "{": "}", "|": "|"}[token])
            return ("call", "abs", node) if token == "|" else node
        if re.fullmatch(r"[\d.]+", token):
            return ("number", float(token) if token != "." else self.fail())
        if token in (r"\frac", r"\dfrac", r"\tfrac"):
            return ("/", self.group(), self.group())
        if token == r"\sum":
            return self.summed()
        if name in FUNCTIONS and (name != "sigma" or self.token == "("):
            return self.called(FUNCTIONS[name])
        if not name.isalpha():
            self.at -= 1
            self.fail()
        node = ("symbol", SAME.get(name, name), "", self.indices() if self.token == "_" else ())
        return ("number", 2.718281828459045) if node[1] == "e" and self.token == "^" else node

    def summed(self):
        """Σ over one index, or over several: what is behind it, up to + or −."""
        if self.token == "^":
            self.take()
            self.group_tokens()
        if self.token != "_":
            self.fail("; say over which index it sums")
        over = [index for index in self.indices() if index.isalpha()]  # of "β = 1" the index alone
        if self.take("^"):
            self.group_tokens()
        node = self.term()
        for index in reversed(over):
            node = ("sum", index, node)
        return node

    def called(self, name):
        """A function: its primes and its power, and what it is of, in brackets or the next factor."""
        if name == "sqrt" and self.token == "{":
            return ("call", name, self.group())
        power = None
        if self.take("'"):
            name += "'"
        elif self.take("^"):
            inside = self.group_tokens()
            name, power = (name + "'", None) if inside in ([r"\prime"], ["'"]) else (name, self.within(inside))
        if self.token == "(":
            node = ("call", name, self.base())
        else:
            node = ("call", name, self.factor())
        return ("^", node, power) if power else node
