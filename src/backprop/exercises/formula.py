"""An answer to a `Formula` as a function of the exercise's arguments, however it is typed."""

import re

from . import formula_latex, formula_python
from .compare import Misfit
from .formula_value import letter, symbols, value

# What Python makes of \alpha, \beta, \frac, \varphi, \tau and \right where no r stands before the quotation mark.
EATEN = re.compile(r"([\a\b\f\v]|\t(?=au|anh|op|imes|frac)|\r(?=ight))(\w*)")
LETTERS = {"\a": "a", "\b": "b", "\f": "f", "\v": "v", "\t": "t", "\r": "r"}


def is_nothing(answer):
    """Whether a formula is the one that stands where nothing has been written yet, as text."""
    return isinstance(answer, str) and answer.strip() in ("...", "…")


def function(exercise, answer):
    """The function that a typed formula is, in LaTeX or Python, or already. Raises Misfit if it cannot be read."""
    if callable(answer):
        return answer
    if not isinstance(answer, str):
        raise Misfit(
            f'Type the formula as text, r"…" for LaTeX or "…" for Python, or give a function of '
            f"({', '.join(exercise.arguments)})."
        )
    if found := EATEN.search(answer):
        begins = f"\\{LETTERS[found[1]]}"
        said = f"without it Python makes another sign of {begins} in {begins}{found[2]}."
        raise Misfit(f'Write r before the quotation mark, r"…": {said}')
    python, strange = formula_python.function(answer, exercise.arguments, exercise.symbols)
    if python:
        return python
    try:
        return _latex(exercise, answer)
    except Misfit:
        if not strange:
            raise
        names, functions = ", ".join(exercise.arguments), ", ".join(formula_python.FUNCTIONS)
        said = f"{strange} is none of the names of this formula, which are {names}; its functions are {functions}."
        raise Misfit(said) from None


def _latex(exercise, answer):
    sizes = exercise.sizes or (lambda *values: {})
    point = next(iter(exercise.points().values()))
    names = {name: name for name in (*sizes(*point), *exercise.arguments)} | exercise.symbols
    try:
        tree, left = formula_latex.tree(answer, [*names])
    except RecursionError:
        raise Misfit("The formula has too many brackets in one another.") from None
    used = {(name, layer): _argument(exercise, names, name, layer) for _, name, layer, _ in symbols(tree)}
    free = left if len(left) == len(exercise.free) else exercise.free

    def formula(*values):
        given = sizes(*values) | dict(zip(exercise.arguments, values, strict=True))
        return value(tree, {key: given[name] for key, name in used.items()}, free, exercise.numbers)

    return formula


def _argument(exercise, names, name, layer):
    """Which argument, or size such as N, a symbol is: the one of that layer, or the one of that name."""
    layered = layer and any(key.startswith(f"{name}^") for key in names)
    if argument := names.get(f"{name}^{layer}" if layered else name):
        return argument
    symbol = f"{letter(name)}^{{({layer})}}" if layer else letter(name)
    raise Misfit(f"{symbol} is none of the symbols of this formula, which are {', '.join(shown(exercise))}.")


def shown(exercise):
    """The symbols of a formula as they are typed."""
    latex = {argument: name for name, argument in reversed(exercise.symbols.items())}
    names = [latex.get(name, name).split("^") for name in exercise.arguments]
    return [letter(name) + "".join(f"^{{({part})}}" for part in layer) for name, *layer in names]
