"""Formulas in plain text, as docstrings, hints and README write them: η² = W²ᵀ δ³. They become LaTeX."""

import re

from .notebooks import ENDS, Formula

LAYERS = "azWbηδAZΔΗ"  # behind these ² is a layer, and elsewhere a power
RAISED = dict(zip("⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁽⁾ᶻˡᴸᵏⁱʰ", "0123456789+-()zlLkih", strict=True))
LOWERED = dict(zip("₀₁₂₃₄₅₆₇₈₉", "0123456789", strict=True))
SIGNS = {
    "−": "-", "·": r"\cdot ", "Σ": r"\sum ", "Π": r"\prod ", "‖": r"\|", "∂": r"\partial ", "′": "'",
    "←": r"\leftarrow ",
    "≤": r"\le ", "≥": r"\ge ", "≈": r"\approx ", "≠": r"\ne ", "±": r"\pm ", "¼": r"\frac14 ", "½": r"\frac12 ",
    "…": r"\dots ", "∞": r"\infty ", "Ĵ": r"\hat J", "J̃": r"\tilde J", "Η": r"\mathrm{H}", "ᵀ": r"^{\top}",
    **{letter: f"\\{word} " for letter, word in {
        "α": "alpha", "β": "beta", "γ": "gamma", "τ": "tau", "η": "eta", "δ": "delta", "φ": "varphi", "θ": "theta",
        "λ": "lambda", "ε": "varepsilon", "ℓ": "ell", "Δ": "Delta"}.items()},
}  # fmt: skip
WORDS = "log|max|tanh|Im"
RUN = "[" + "".join(RAISED) + "]+"
PIECE = re.compile(
    rf"(?P<WORD>\b(?:{WORDS})\b)|(?P<CARET>\^\{{[^}}]*\}}(?:\u2009?ᵀ)?)|(?P<TOP>{RUN}ᵀ)|(?P<RAISED>{RUN})|(?P<LOWERED>[{''.join(LOWERED)}]+)"
    r"|(?P<INDEX>_(?:\{[^}]+\}|[A-Za-zα-ω0-9]+))|(?P<TILDE>J̃)|(?P<NUMBER>\d+(?:\.\d+)?)|(?P<CHAR>.)", re.S,
)  # fmt: skip
RELATIONS = "=<>≤≥≈≠←"
PARTS = (  # of a formula
    rf"\b(?:{WORDS}|ih)\b",
    r"(?<![A-Za-z])(?:J̃|[A-Za-zĴα-ωΔΗ])(?![A-Za-zäöü])",  # a letter alone
    r"d(?=[a-zJ]/)|(?<=/)d(?=[a-z]\b)", r"\d+(?:\.\d+)?",
    r"_(?:\{[^}]+\}|[A-Za-zα-ω0-9]+)", r"\^\{[^}]*\}", f"[{''.join(RAISED)}{''.join(LOWERED)}]",
    rf"[{RELATIONS}+−·/()\[\]|‖∂ΣΠ′±¼½ᵀ∞\u2009]", ":(?==)",
    r",(?= ?[a-z0−]+\))",  # within max(z, 0)
    r"(?<=\S)(?: *\n *| +)(?=\S)",
)  # fmt: skip
FORMULA = re.compile(f"(?:{'|'.join(PARTS)})+")
CODE = re.compile(r"[\[@*`]|\.\w|_[a-z]{2}|\w\(")  # what stands at the end of a formula if it is a program


def latex(text):
    """Plain text as LaTeX."""
    out, last = "", ""
    for found in PIECE.finditer(text):
        kind, piece = found.lastgroup, found[0]
        if kind == "WORD":
            out += r"\operatorname{Im} " if piece == "Im" else f"\\{piece} "
        elif kind in ("RAISED", "TOP", "CARET"):
            top = kind == "TOP" or "ᵀ" in piece or piece.endswith(" T}")
            raised = "".join(RAISED.get(c, c) for c in re.sub(r"[\^{}ᵀ\u2009]| T(?=\})", "", piece))
            raised = "".join(SIGNS.get(c, c) for c in raised)
            layer = raised.startswith("(") or (last and last in LAYERS and raised not in ("", "i"))
            raised = f"({raised.strip('()')})" if layer else raised
            out += "^{" + raised + (r"\top" if top else "") + "}"
        elif kind == "LOWERED":
            out += "_{" + "".join(LOWERED[c] for c in piece) + "}"
        elif kind == "INDEX":
            out += "_{" + "".join(SIGNS.get(c, c) for c in piece[1:].strip("{}")) + "}"
        else:
            out += SIGNS.get(piece, piece)
        if kind not in ("RAISED", "INDEX"):
            last = piece if kind in ("CHAR", "TILDE") and not piece.isspace() else ""
    return out


def balanced(text):
    """The longest part of a run whose brackets close, around its first relation."""
    text = text.strip()
    while text.count("(") != text.count(")") or text.count("[") != text.count("]"):
        depth, cut = 0, None
        for k, letter in enumerate(text):
            depth += (letter in "([") - (letter in ")]")
            if depth < 0:
                cut = k
                break
        text = text[:cut] if cut is not None else text[: max(text.rfind("("), text.rfind("["))]
    return text.strip().rstrip("+−·/").strip()


def in_plain(name, place, text):
    """Every formula with a relation in a plain text."""
    text = re.sub(r"`[^`]*`", lambda found: "`" * len(found[0]), text)
    ends = [found.end() for found in ENDS.finditer(text)]
    for found in FORMULA.finditer(text):
        run = balanced(found[0])
        if not re.search(f"[{RELATIONS}]", run) or re.search(r"\w\[", run) or CODE.match(text, found.end()):
            continue
        begin = found.end() - len(found[0].lstrip())
        if text[max(begin - 1, 0) : begin].isalnum() or run[0] in RELATIONS or run[-1] in RELATIONS:
            continue
        sentence = sum(end <= begin for end in ends)
        said = text[max((end for end in ends if end <= begin), default=0) : begin]
        yield Formula(name, place, latex(run), sentence=sentence, said=said)
