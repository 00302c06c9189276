"""A formula in Python as a function: names, numbers, + − * / ** @, NumPy's functions, .T, sums and slices alone."""

import ast
import re

import numpy as np

from ..network import sigmoid, sigmoid_slope
from .formula_value import letter

NUMPY = ("log", "log1p", "exp", "sqrt", "tanh", "sinh", "cosh", "abs", "sum", "mean", "outer", "dot", "square")
FUNCTIONS = {name: getattr(np, name) for name in NUMPY} | {"phi": sigmoid, "sigmoid": sigmoid, "slope": sigmoid_slope}
FUNCTIONS["sigma"] = sigmoid
METHODS = {"sum", "mean", "dot"}
GREEK = {"eta": "η", "delta": "δ", "Delta": "Δ", "epsilon": "ε", "weight_decay": "λ", "phi": "φ", "sigma": "σ"}
PLAIN = (
    ast.Expression, ast.BinOp, ast.UnaryOp, ast.Constant, ast.Load, ast.Add, ast.Sub, ast.Mult, ast.Div, ast.Pow,
    ast.MatMult, ast.USub, ast.UAdd, ast.Subscript, ast.Slice, ast.Tuple, ast.keyword,
)  # fmt: skip


def function(text, names, symbols):
    """The function of these names that a text is in Python, and "", or None and the first name that is none of them.

    `symbols` are names in LaTeX, such as lambda, of some of them. What is no Python gives None and "".
    """
    space = dict(FUNCTIONS)
    space |= {GREEK[name]: what for name, what in FUNCTIONS.items() if name in GREEK}
    greek = {one: name for name, one in GREEK.items() if name in names}
    greek |= {letter(name): argument for name, argument in symbols.items() if "^" not in name}
    try:
        tree = ast.parse(re.sub(r"\blambda\b", "λ", text.strip().replace("−", "-")), mode="eval")
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return None, ""
    refused = [node for node in ast.walk(tree) if not _allowed(node, {*names, *greek}, space)]
    if refused:
        called = [getattr(node, "func", node) for node in refused]
        return None, called[0].id if all(isinstance(node, ast.Name) for node in called) else ""
    code = compile(ast.fix_missing_locations(_Floats().visit(tree)), "<formula>", "eval")

    def formula(*values):
        given = dict(zip(names, values, strict=True))
        given |= {one: given[name] for one, name in greek.items()}
        return eval(code, {"__builtins__": {}, "np": np, **space, **given})

    return formula, ""


def _allowed(node, names, space):
    if isinstance(node, ast.Name):
        return node.id in names or node.id in space or node.id == "np"
    if isinstance(node, ast.Attribute):
        of_numpy = isinstance(node.value, ast.Name) and node.value.id == "np"
        return node.attr in NUMPY if of_numpy else node.attr == "T" or node.attr in METHODS
    if isinstance(node, ast.Call):
        return isinstance(node.func, ast.Attribute) or (isinstance(node.func, ast.Name) and node.func.id in space)
    if isinstance(node, ast.Constant):
        return node.value is None or type(node.value) in (int, float, bool)
    return isinstance(node, PLAIN)


class _Floats(ast.NodeTransformer):
    """Whole numbers become floats, so that no power takes for ever; axes and indices stay."""

    def visit_Constant(self, node):
        return ast.Constant(float(node.value)) if type(node.value) is int and abs(node.value) < 1e300 else node

    def visit_keyword(self, node):
        return node

    def visit_Subscript(self, node):
        node.value = self.visit(node.value)
        return node
