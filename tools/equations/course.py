"""The formulas of the course: each parsed once, with what its notebook binds and supposes."""

from dataclasses import replace
from functools import cached_property, lru_cache

from . import check, claims, notebooks, sentence
from .definitions import VOCABULARY, definitions
from .mode import mode_of
from .network import Extremal, Network
from .parse import parse
from .premises import premise
from .tree import Statement, Unreadable

SEEDS = ((2, 0), (3, 0), (3, 1), (4, 0), (5, 0), (6, 0))


@lru_cache
def networks(seed=0, kind=Network):
    return tuple(kind(layers, seed + more) for layers, more in SEEDS)


@lru_cache
def extremal(equal=False):
    return Extremal(4, 0.2, equal), Extremal(4, 0.8, equal)  # δ of both signs


class Chapter:
    """One notebook, or another text with formulas, of a stem. What `supposed` of them set holds everywhere in it."""

    def __init__(self, name, formulas, supposed=(), stem=""):
        self.stem = stem
        self.name, self.formulas, self.supposed = name, [*supposed, *formulas], supposed
        self.numbered = {formula.tag: formula for formula in self.formulas if formula.tag}
        self.trees = {}

    @cached_property
    def softmax(self):
        """Whether its notebook has softmax outputs: it sets a^{(3)}_γ := …, which is checked as every equation is."""
        if notebook := next((one for one in course() if one.name[3:] == f"{self.stem}.ipynb"), None):
            return notebook.softmax
        lefts = [s.sides[0] for _, parts in self.readable() for s in parts if s.relations[:1] == (":=",)]
        return any(left and left.op == "name" and left.args[0] == "a" and left.args[1] for left in lefts)

    def on(self, nets):
        """The networks with the outputs of this text."""
        return tuple(net.softmax() for net in nets) if self.softmax else nets

    def parsed(self, formula):
        """A formula's statements as they are printed."""
        if formula not in self.trees:
            try:
                self.trees[formula] = parse(formula.latex)
            except Unreadable as error:
                self.trees[formula] = error
        parts = self.trees[formula]
        if isinstance(parts, Unreadable):
            raise Unreadable(f"{formula.place}: {parts}\n    {formula.latex}") from None
        return parts

    def statements(self, formula):
        """The same, where a chain that goes on has got its first side from the line above."""
        return tuple(self.joined(formula, part) for part in self.parsed(formula))

    def joined(self, formula, part):
        if not isinstance(part, Statement) or part.sides[0] is not None:
            return part
        if formula.before is None:
            raise Unreadable(f"{formula.place}: it begins with = and nothing stands above")
        above = self.statements(formula.before)[-1]
        side = above.sides[0] if {*above.relations} <= {"=", ":="} else above.sides[-1]
        return replace(part, sides=(side, *part.sides[1:]))

    def readable(self):
        """Every formula that can be read, with its statements."""
        for formula in self.formulas:
            try:
                yield formula, [part for part in self.statements(formula) if isinstance(part, Statement)]
            except Unreadable:
                continue

    def text(self, cell):
        """A cell of the notebook."""
        return dict(notebooks.cells(notebooks.FOLDER / self.name))[cell]

    @cached_property
    def definitions(self):
        found = definitions(s for f, parts in self.readable() if not f.wrong and not f.option for s in parts)
        return {base: one for base, one in found.items() if not base.endswith("()")}

    @cached_property
    def premises(self):
        """cell → what its text supposes."""
        found = {}
        for formula, parts in self.readable():
            for supposed in filter(None, map(premise, parts)):
                found.setdefault(formula.cell, []).append(supposed)
        return found

    def names(self, formula):
        """What the names of the notebook stand for at a formula: what its own cell has said of them comes first."""
        said, supposed = [], []
        for other, parts in self.readable():
            if (other.cell == formula.cell or other in self.supposed) and not other.wrong and not other.option:
                (supposed if claims.is_premise(other) else said).extend(parts)
            if other is formula:
                break
        return {**self.definitions, **definitions(said), **definitions(supposed, VOCABULARY - {"ℓ", "Ĵ"})}

    def given(self, formula):
        """The statements that the sentence of a formula has made before it."""
        for other, parts in self.readable():
            if other is formula:
                return
            if other in self.supposed or (other.cell, other.sentence) == (formula.cell, formula.sentence):
                yield from parts

    def check(self, formula, nets=None):
        """Raise Wrong or Unreadable, with the place, if the formula does not hold."""
        self.check_statements(formula, self.statements(formula), nets)

    def check_statements(self, formula, parts, nets=None):
        names = dict(self.definitions)
        given = self.premises.get(formula.cell, ()) if formula.display else ()
        try:
            if "⟹" in parts:
                *parts, _, conclusion = parts
                names.update(concluded(conclusion))
            for part in parts:
                check.holds(part, self.on(nets or networks()), self.on(extremal()), names, given)
        except (check.Wrong, Unreadable) as error:
            anew = "".join(f"; {base} was set before, in another way" for base in self.set_anew(parts, names))
            raise type(error)(f"{formula.place}: {error}{anew}\n    {formula.latex}") from error

    @staticmethod
    def set_anew(parts, names):
        """The names that statements set, and that stand for something else."""
        for left, *rest in (part.sides for part in parts):
            base = left.args[0] if left.op == "name" and not left.args[2] else None
            if base in names and names[base].trees.get(()) not in rest:
                yield base

    def check_text(self, formula):
        """The same for a formula without a number: what kind each of its statements is, if it holds.

        A formula that is wrong on purpose is checked to be wrong; one that a question offers may be either.
        """
        if formula.wrong:
            return self.check_wrong(formula)
        if formula.option:
            return ["option" for _ in self.statements(formula)]  # it can be read; the claims hold which is right
        if not claims.RELATION.search(formula.latex) or claims.RANGE.fullmatch(formula.latex):
            return ["no relation"]
        names = self.names(formula)
        try:
            return [self.check_part(formula, part, names) for part in self.statements(formula)]
        except (check.Wrong, Unreadable) as error:
            raise type(error)(f"{formula.place}: {error}\n    {formula.latex}") from error

    def check_part(self, formula, part, names):
        if not part.relations:
            return "no relation"
        claims.numbers_agree(part, names)
        if all(sentence.numeric(side, names) for side in part.sides):
            return "claim"
        known = {base: one for base, one in names.items() if base not in VOCABULARY}
        sets = claims.is_setting(part, names) and not claims.is_conclusion(formula)
        for kind, rule in (
            ("definition", claims.is_definition(part, known)), ("setting", sets),
            ("premise", claims.is_premise(formula) or premise(part) or self.is_supposed(part)),
        ):  # fmt: skip
            if rule:
                return kind
        given = list(sentence.settings(self.given(formula), names))
        context = [name for name, _ in given if name.args[0] != "q"]
        mode = mode_of((*part.sides, *context))
        bounds = extremal(equal=any(name.args[0] == "q" for name, _ in given))
        both = self.on(networks()), self.on(bounds)
        nets, bounds = ([sentence.imposed(net, given, names, mode) for net in some] for some in both)
        part = claims.without_digits(claims.as_equation(part), names)
        check.holds(part, nets, bounds, names, context=context)
        return "claim"

    def is_supposed(self, part):
        return any(part.sides == other.sides for formula in self.supposed for other in self.statements(formula))

    def check_wrong(self, formula):
        try:
            self.check(formula)
        except (check.Wrong, Unreadable):
            return ["wrong"]
        raise check.Wrong(f"{formula.place}: it is said to be wrong, and it holds\n    {formula.latex}")


def concluded(conclusion):
    """h^* = …: what the premise holds with."""
    if conclusion.relations != ("=",):
        raise Unreadable("a conclusion is an equation")
    left, right = conclusion.sides
    if left is None or left.op != "name" or not left.args[0].endswith("*"):
        raise Unreadable("a conclusion is a name with a star, and its value")
    base = left.args[0][:-1]
    return definitions([replace(conclusion, sides=(replace(left, args=(base, *left.args[1:])), right))], ())


@lru_cache
def course():
    """tag → formula and chapter are found through `Chapter.numbered`; all chapters in order."""
    return tuple(Chapter(path.name, notebooks.formulas(path)) for path in notebooks.paths())


@lru_cache
def numbered():
    """Every numbered equation: tag → its chapter and its formula."""
    return {tag: (chapter, formula) for chapter in course() for tag, formula in chapter.numbered.items()}
