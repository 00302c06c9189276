"""Faults put into the figures by program: whatever is drawn wrongly has to be seen by the checks of the tests.

Each mutant exchanges two words, colours, arguments or entries, shifts a place, turns a sign or a comparison, or
leaves an entry out, somewhere in a module of `widgets`; the checks of `tests/support/checks.py`, of controls and of
the map then run in this process, at every step and choice of each figure and at random settings. Those that nothing
sees are printed.

    python tools/picture_mutants.py                   200 mutants of all figures, drawn at random
    python tools/picture_mutants.py outer batch       of these modules
    python tools/picture_mutants.py --all slips       every mutant of a module
    python tools/picture_mutants.py --seed 7          as one run has printed
"""

import argparse
import ast
import importlib
import random
import sys
import types
import warnings
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT / "tests" / "support"), str(ROOT / "tests" / "figures"), str(ROOT / "tools")]
WIDGETS = ROOT / "src" / "backprop" / "widgets"
NO_PICTURE = {"__init__", "controls", "figure", "palette", "plot", "svg", "target", "text"}
PAPERS = ("TEXT", "QUIET", "LINE", "PAPER", "ERROR")
SETTINGS = 12  # at which a mutant is tried
TURNED = {ast.Add: ast.Sub, ast.Sub: ast.Add, ast.Gt: ast.LtE, ast.Lt: ast.GtE, ast.LtE: ast.Gt, ast.GtE: ast.Lt,
          ast.Eq: ast.NotEq, ast.NotEq: ast.Eq, ast.Is: ast.IsNot, ast.IsNot: ast.Is}  # fmt: skip


def alike(one, other):
    """Whether two expressions can be exchanged without an error at once: both words, numbers, or of one form."""
    if isinstance(one, ast.Constant) and isinstance(other, ast.Constant):
        return type(one.value) is type(other.value) and one.value != other.value
    if isinstance(one, ast.Call | ast.Attribute | ast.Starred):  # marks: in which order they are drawn is seldom seen
        return False
    return type(one) is type(other) and ast.dump(one) != ast.dump(other)


def exchanges(parts):
    """Exchange two neighbours among the arguments of a call, the entries of a list or the values of a mapping."""
    for k in range(len(parts) - 1):
        if alike(parts[k], parts[k + 1]):
            yield f"exchanges entries {k + 1} and {k + 2}", lambda k=k: swap(parts, k, k + 1)
    if len(parts) >= 4 and all(not isinstance(part, ast.Starred) for part in parts[:4]):
        yield "exchanges the two ends", lambda: parts.__setitem__(slice(0, 4), [*parts[2:4], *parts[:2]])


def swap(parts, i, j):
    parts[i], parts[j] = parts[j], parts[i]


def faults(node):
    """Every fault that can be put at a node, as words and a function that puts it there."""
    if isinstance(node, ast.Call):
        yield from exchanges(node.args)
    elif isinstance(node, ast.List | ast.Tuple) and isinstance(getattr(node, "ctx", None), ast.Load):
        yield from exchanges(node.elts)
        if isinstance(node, ast.List) and len(node.elts) > 1:
            yield "leaves the last entry out", node.elts.pop
    elif isinstance(node, ast.Dict):
        yield from exchanges(node.values)
    elif isinstance(node, ast.BinOp | ast.AugAssign) and type(node.op) in TURNED:
        yield "turns the sign", lambda: setattr(node, "op", TURNED[type(node.op)]())
    elif isinstance(node, ast.Compare) and type(node.ops[0]) in TURNED:
        yield "turns the comparison", lambda: node.ops.__setitem__(0, TURNED[type(node.ops[0])]())
    elif isinstance(node, ast.IfExp) and alike(node.body, node.orelse):
        yield "exchanges yes and no", lambda: node.__dict__.update(body=node.orelse, orelse=node.body)
    elif isinstance(node, ast.Subscript) and getattr(node.value, "id", "") in ("INK", "FILL"):
        if isinstance(node.slice, ast.Constant):
            other = {"W": "eta", "eta": "W", "a": "y", "y": "a", "delta": "eta", "phi": "a"}[node.slice.value]
            yield "takes another symbol's colour", lambda: setattr(node.slice, "value", other)
    elif isinstance(node, ast.Name) and node.id in PAPERS:
        yield "takes another grey", lambda: setattr(node, "id", PAPERS[(PAPERS.index(node.id) + 1) % len(PAPERS)])
    elif isinstance(node, ast.Constant) and type(node.value) in (int, float) and abs(node.value) >= 10:
        yield "shifts by 23", lambda: setattr(node, "value", node.value + 23)


NUMBERS = ("compute", "walk", "arrays", "curve", "breaks", "digits", "forms", "check", "Run", "Sheet", "measured",
           "timing", "descend", "steps", "numbers", "slopes", "loss_with", "_over_all", "_in_a", "compare", "show",
           "Map")  # fmt: skip # what computes: its mutants are those of `oracles`


def mutants(stem):
    """(stem, line, words, place, number of the fault there) of every mutant of what a module draws and says."""
    tree = source(stem)
    for at, part in enumerate(tree.body):
        if isinstance(part, ast.Import | ast.ImportFrom) or getattr(part, "name", "").startswith(NUMBERS):
            continue
        for path in paths(part):
            node = follow(part, path)
            for k, (words, _) in enumerate(faults(node)):
                yield stem, getattr(node, "lineno", 0), words, (("body", at), *path), k


def mutant(stem, place, k):
    """The module with that fault."""
    tree = source(stem)
    _, put = list(faults(follow(tree, place)))[k]
    put()
    return tree


def paths(node, so_far=()):
    """The way to every node below one: names of fields and places in lists."""
    yield so_far
    for field, value in ast.iter_fields(node):
        for k, part in enumerate(value) if isinstance(value, list) else [(None, value)]:
            if isinstance(part, ast.AST):
                yield from paths(part, (*so_far, (field, k)))


def follow(node, path):
    for field, k in path:
        node = getattr(node, field) if k is None else getattr(node, field)[k]
    return node


def users(stem):
    """The modules whose figures a module makes, or helps to make."""
    import figures

    for other in figures.STEMS:
        imports = [part for part in source(other).body if isinstance(part, ast.ImportFrom) and part.level == 1]
        if other == stem or any(stem in (part.module, *(one.name for one in part.names)) for part in imports):
            yield other


def source(stem):
    return ast.parse((WIDGETS / f"{stem}.py").read_text())


def loaded(stem, tree):
    """A module made anew, in place of the one that is known."""
    name = f"backprop.widgets.{stem}"
    module = sys.modules[name] = types.ModuleType(name)
    module.__package__ = "backprop.widgets"
    setattr(sys.modules["backprop.widgets"], stem, module)
    exec(compile(ast.fix_missing_locations(tree), f"{stem}.py", "exec"), module.__dict__)
    return module


def seen(stem, tree, draw):
    """What the checks say of a mutant; None where they say nothing."""
    import figures
    from backprop.widgets.figure import Figure
    from checks import check_map

    changed = {stem, *users(stem)}
    before = {one: importlib.import_module(f"backprop.widgets.{one}") for one in changed}
    original = dict(figures.FIGURES)
    try:
        module = loaded(stem, tree)
        if stem == "derivation_map":
            return check_map(module)
        for other in users(stem):
            module = module if other == stem else loaded(other, source(other))
            made = {f"{other}.{name}": one for name, one in vars(module).items() if isinstance(one, Figure)}
            if set(made) != {name for name in original if name.startswith(f"{other}.")}:
                return "a figure is missing"
            figures.FIGURES.update(made)
            for name in made:
                look(name, draw)
    except Exception as error:
        return f"{type(error).__name__}: {error}" or "an error"
    finally:
        figures.FIGURES.update(original)
        for one, module in before.items():
            sys.modules[f"backprop.widgets.{one}"] = module
            setattr(sys.modules["backprop.widgets"], one, module)


def look(name, draw):
    """All that is checked of one figure."""
    import test_controls

    import figures
    from checks import check

    figure = figures.FIGURES[name]
    test_controls.test_every_control_is_on_the_page_once(name)
    for key in figure.controls:
        test_controls.test_a_label_says_what_its_control_sets(name, key)
        test_controls.test_a_readout_shows_every_step(name, key)
    for values in [*figures.walked(figure), *(figures.anywhere(figure, draw) for _ in range(SETTINGS))]:
        check(name, **values)


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("stems", nargs="*", default=[])
    parser.add_argument("--all", action="store_true")
    parser.add_argument("--count", type=int, default=200)
    parser.add_argument("--seed", type=int, default=random.SystemRandom().randrange(10**6))
    chosen = parser.parse_args()
    stems = chosen.stems or sorted(path.stem for path in WIDGETS.glob("*.py") if path.stem not in NO_PICTURE)
    listed = [one for stem in stems for one in mutants(stem)]
    draw = random.Random(chosen.seed)
    if not chosen.all:
        listed = sorted(draw.sample(listed, min(chosen.count, len(listed))), key=lambda one: one[:3])
    warnings.simplefilter("error")
    for stem in stems:
        importlib.import_module(f"backprop.widgets.{stem}")
        said = seen(stem, source(stem), draw)
        assert said is None, (stem, "as it is", said)
    missed = 0
    for stem, line, words, place, k in listed:
        if seen(stem, mutant(stem, place, k), draw) is None:
            missed += 1
            print(f"{stem}.py:{line} {words}", flush=True)
    print(f"{missed} of {len(listed)} mutants are not seen (--seed {chosen.seed})")


if __name__ == "__main__":
    main()
