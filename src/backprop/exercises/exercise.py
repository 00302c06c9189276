"""What an exercise is: data, of five kinds. A function, a formula, a number, a shape, a choice among answers."""

from collections.abc import Callable
from dataclasses import dataclass, field


@dataclass(frozen=True, eq=False)
class Wrong:
    """A wrong answer that is predicted.

    `answer` is what the mistake gives: a function of the exercise's arguments, the changes that `Function.assemble`
    takes, or a value. `means` says in one sentence what went wrong, `breaks` is the number of the equation that it
    breaks, `name` is for tables.
    """

    name: str
    answer: object
    means: str
    breaks: str


@dataclass(frozen=True, kw_only=True)
class Exercise:
    """What every kind has: its name, the task as Markdown, its minutes, what it trains, two hints, wrong answers.

    `warm_up`: what it asks for stands in its notebook; `fresh`: it stands nowhere, and has to be derived or found.
    """

    name: str
    title: str
    task: str
    minutes: int
    trains: str
    hints: tuple[str, str]
    wrong: tuple[Wrong, ...]
    warm_up: bool = False
    fresh: bool = False


@dataclass(frozen=True, kw_only=True)
class Function(Exercise):
    """A function to write: `write` is its first line, `doc` what it returns.

    `reference` is the course's own, `helper` what is shown of it if that is another function. `points()` gives the
    test points: a dict from what is special about one to its arguments. `returns` names the parts of a result that
    has several; those in `optional`, the first ones, may be left out. With `column`, a vector may come as a column.
    With `exact`, each entry is compared by its own size, not by that of the largest. `sizes` gives numbers that a
    factor may be made of, by their names, such as N and K, from the arguments. `grow(N)` gives the arguments for N
    examples, where a loop over them is to be told. `without` are functions of NumPy that the task asks to do without.
    `assemble(**changes)` makes a wrong answer of the changes in a `Wrong`: the formula is put together from parts, so
    that two mistakes in different parts are found together. Each part is a function; a change is another one.
    """

    write: str
    doc: str
    reference: Callable
    helper: Callable | None = None
    points: Callable[[], dict]
    returns: tuple[str, ...] = ()
    optional: tuple[str, ...] = ()
    column: bool = False
    exact: bool = False
    sizes: Callable | None = None
    without: tuple = ()
    grow: Callable | None = None
    assemble: Callable | None = None

    @property
    def arguments(self):
        """The names of the arguments."""
        return tuple(self.write.rstrip(")").split("(")[1].split(", "))

    def answer(self, wrong):
        """A predicted wrong answer as a function."""
        return self.assemble(**wrong.answer) if isinstance(wrong.answer, dict) else wrong.answer


@dataclass(frozen=True, kw_only=True)
class Formula(Function):
    """A formula to type, as LaTeX or as Python: `write` names its symbols, and `typed` is a right one in LaTeX.

    `free` are the indices of the result. With `numbers` each symbol is a number of one unit, at many points at once.
    `symbols` gives the argument of a symbol whose name in LaTeX is another, "W^2" for one with a layer.
    """

    typed: str
    free: tuple[str, ...] = ()
    numbers: bool = False
    symbols: dict = field(default_factory=dict)


@dataclass(frozen=True, kw_only=True)
class Value(Exercise):
    """A number to find: `reference`. `why` is how one finds it."""

    reference: float
    why: str


@dataclass(frozen=True, kw_only=True)
class Shape(Exercise):
    """A shape to find: `reference`, a tuple. `why` is how one finds it."""

    reference: tuple
    why: str


@dataclass(frozen=True, kw_only=True)
class Choice(Exercise):
    """One of several answers to choose: `options` by their keys, letters or the numbers of lines.

    With `listing`, ten lines of code one of which is wrong, the options are the numbers of its lines.
    """

    reference: object
    why: str
    options: dict
    listing: str = ""


def lines_of(listing):
    """The options of a listing: the number of each line, and the line."""
    return dict(enumerate(listing.strip().splitlines(), start=1))
