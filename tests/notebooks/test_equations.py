"""The LaTeX of every numbered equation is read, and its sides are evaluated on random networks (tools/equations)."""

import dataclasses
import inspect
import random
import re
import secrets
from pathlib import Path

import numpy as np
import pytest

import backprop
import stored
from backprop import batch, delta, eta, loss, network, outer, pullback
from equations import check, compare, course, matching, mutants, parse, verifiers
from equations.helpers import HelperNetwork
from equations.network import Network
from equations.notebooks import Formula
from equations.tree import Unreadable

NUMBERED = course.numbered()
GUIDE = stored.FOLDER.parent / "CONTRIBUTING.md"
FAILS = (check.Wrong, Unreadable)
OF_A_SLIP = [tag for tag, (chapter, _) in NUMBERED.items() if re.search(r"slips.*\.7$", f"{chapter.name} {tag}")]


def holds(latex, nets=None, notebook=0):
    """Check a formula as if it stood in a notebook."""
    course.course()[notebook].check(Formula("test", "cell", latex, display=True), nets)


def failing(nets):
    """The tags of the equations that fail on some networks."""
    failed = set()
    for tag, (chapter, formula) in NUMBERED.items():
        try:
            chapter.check(formula, nets)
        except FAILS:
            failed.add(tag)
    return failed


@pytest.mark.parametrize("tag", NUMBERED)
def test_the_printed_equation_holds(tag):
    chapter, formula = NUMBERED[tag]
    chapter.check(formula)


def test_the_equations_hold_on_networks_never_seen_before():
    seed = secrets.randbelow(10**6)
    assert not failing(course.networks(seed)), f"with seed {seed}"


def test_the_equations_hold_for_what_the_helpers_give():
    """η, δ, a, z, the losses and the gradients are those of `backprop`, and not measured."""
    assert not failing(course.networks(0, HelperNetwork))


@pytest.mark.parametrize(("module", "name", "of_the_derivation"), [
    (delta, "delta", 21), (delta, "delta_output", 18), (eta, "eta_output", 23), (pullback, "eta_below", 11),
    (outer, "weight_gradient", 13), (outer, "bias_gradient", 6), (batch, "gradient", 3), (loss, "example_loss", 4),
    (loss, "objective", 3), (network, "sigmoid", 31), (network, "sigmoid_slope", 6),
])  # fmt: skip
def test_a_helper_that_is_a_thousandth_off_turns_its_equations_red(module, name, of_the_derivation, monkeypatch):
    """The one that its docstring cites first, and so many of the derivation."""
    right = getattr(module, name)

    def off(*arguments):
        result = right(*arguments)
        if isinstance(result, tuple):  # J, dW, db: the weights alone
            return result[0], {l: 0.999 * dW for l, dW in result[1].items()}, result[2]
        return 0.999 * result

    monkeypatch.setattr(module, name, off)
    red = failing((HelperNetwork(3), HelperNetwork(4)))
    assert re.search(r"\((\d+\.\d+)\)", inspect.getdoc(right))[1] in red
    last = stored.of("algorithm").name
    assert len([tag for tag in red if NUMBERED[tag][0].name <= last]) >= of_the_derivation


def test_at_most_six_equations_have_a_function_of_their_own():
    own = [tag for tag, (chapter, formula) in NUMBERED.items() if any(
        part != "⟹" and verifiers.verifier(part) for part in chapter.statements(formula))]  # fmt: skip
    assert f"({own[0]}) has a function of its own" in GUIDE.read_text(encoding="utf-8")
    assert len(own) == 1


def test_one_thing_changed_in_an_equation_is_seen():
    """All of the mutants that `python tools/equations/mutants.py` prints."""
    left = mutants.survivors(mutants.everything())
    assert not [(tag, str(change)) for tag, change, reason in left if reason is None]


def test_a_token_left_out_is_seen():
    """Not of := the colon, nor a dot between two numbers."""
    seed = secrets.randbelow(10**6)
    for tag, left_out, latex in random.Random(seed).sample(list(mutants.typos()), 200):
        chapter, formula = NUMBERED[tag]
        try:
            chapter.check(dataclasses.replace(formula, latex=latex), (Network(3, 1), Network(4, 1)))
        except FAILS:
            continue
        assert left_out in (":", r"\cdot"), f"({tag}) holds without a {left_out}, with seed {seed}: {latex}"


@pytest.mark.parametrize("tag", [tag for tag, (_, formula) in NUMBERED.items() if formula.before])
def test_a_line_differs_from_the_line_above(tag):
    chapter, formula = NUMBERED[tag]
    above, here = (chapter.statements(one)[-1].sides[-1] for one in (formula.before, formula))
    assert matching.flat(above) != matching.flat(here)


def test_the_grammar_has_the_conflicts_that_are_known():
    """A conflict is a place where the language is ambiguous: none is decided silently."""
    assert parse.conflicts() == []


@pytest.mark.parametrize("path", stored.PATHS, ids=lambda path: path.stem)
def test_tags_bear_the_number_of_their_notebook_and_count_up(path):
    tags = stored.tags(path)
    assert tags == [f"{int(path.stem[:2])}.{k}" for k in range(1, len(tags) + 1)]
    assert set(tags) <= set(NUMBERED)


def test_every_equation_cited_exists():
    """(4.1) in the text of a notebook, in code or in a docstring is an equation of the course."""
    texts = {path.name: path.read_text(encoding="utf-8") for path in Path(backprop.__file__).parent.rglob("*.py")}
    for path in stored.PATHS:
        texts[path.name] = "\n".join(cell.source for cell in stored.read(path).cells)
    for name, text in texts.items():
        for tag in re.findall(r"(?<![\w.])\((1?\d\.\d{1,2})\)", text):
            assert tag in NUMBERED, f"{name} cites ({tag})"


def test_a_failure_says_where():
    with pytest.raises(check.Wrong) as caught:
        holds(r"\eta^{(2)}_\alpha = \sum_\gamma W^{(2)}_{\gamma\alpha}\,\delta^{(3)}_\gamma\,y_\gamma")
    message = str(caught.value)
    assert re.search(r"test, cell cell: side 1 = side 2 does not hold: -?\d\S* and -?\d\S* at α = 1", message)
    assert "the network of 2 layers (5, 3), seed 0" in message and r"\eta^{(2)}_\alpha" in message


@pytest.mark.parametrize(
    ("latex", "why"),
    [
        (r"\eta^{(2)} = W^{\top} \delta^{(3)}", "W has no layer here"),
        (r"\delta^{(3)}_\gamma = \sum_\tau \delta_{\alpha\tau} \delta_{\tau\beta} a^{(2)}_\tau", "one side alone"),
        (r"\sum_\tau \delta_{\alpha\tau} a^{(2)}_\tau z^{(3)}_\alpha = 1", "δ compares"),
        (r"\eta^{(2)} = W^{(2)} \delta^{(3)}", "multiplied as matrices"),
        (r"\eta^{(2)} = \delta^{(3)}", "shapes"),
        (r"\hat J = a^{(3)} - y", "a number and the other a vector"),
        (r"\hat J = \sum_{i=1}^{K} J^i", "and there are 8"),
        (r"\hat J = \frac{1}{", "cannot be read"),
        (r"\hat J = \mathbf{1}", "is no word"),
        (r"\hat J = q_\alpha", "nothing says what"),
        (r"a^{(9)} = a^{(9)}", "no layer of the network of 3 layers"),
        (r"\frac{\partial}{\partial z^{(3)}_\alpha} \delta^{(3)}_\alpha = 1", "derivative of a derivative"),
    ],
)
def test_what_cannot_be_read_is_refused_with_the_reason(latex, why):
    with pytest.raises(Unreadable, match=re.escape(why)):
        holds(latex)


def in_a_notebook(*formulas):
    """Check formulas that stand in a notebook of their own, one after the other."""
    chapter = course.Chapter("test", [Formula("test", "cell", latex, display=True) for latex in formulas])
    for formula in chapter.formulas:
        chapter.check(formula)


@pytest.mark.parametrize(
    ("sets", "derivative", "right", "wrong"),
    [
        ([r"v = \varphi(z)"], r"\frac{\partial}{\partial v} v^2", "2v", "3v"),
        ([r"v = 2w"], r"\frac{\partial}{\partial v} v^2", "2v", "v"),
        ([r"g_1 = a - y", r"g_2 = 2w"], r"\frac{\partial}{\partial g_1} (g_1^2 g_2)", "2 g_1 g_2", "g_1 g_2"),
        ([r"g_1 = a - y", r"g_2 = 2w"], r"\frac{\partial}{\partial g_2} (g_1^2 g_2)", "g_1^2", "g_1"),
    ],
)
def test_a_derivative_by_a_name_of_ones_own(sets, derivative, right, wrong):
    in_a_notebook(*sets, f"{derivative} = {right}")
    with pytest.raises(check.Wrong, match="does not hold"):
        in_a_notebook(*sets, f"{derivative} = {wrong}")


@pytest.mark.parametrize(
    ("sets", "latex", "why"),
    [
        (r"v_k = a^{(3)}_k - y_k", r"\frac{\partial}{\partial v_k} v_k^2 = 2 v_k", "v_k is nothing to differentiate"),
        (r"v = W^{(2)} a^{(2)}", r"\frac{\partial}{\partial v} \hat J = \delta^{(3)}", "v is an array"),
        (r"v = 2w", r"v = 3w", "v was set before"),
        (r"a^{(3)}_\gamma := \frac{e^{z^{(3)}_\gamma}}{\sum_\tau e^{z^{(3)}_\tau}}", r"\hat J = 0", "softmax"),
    ],
)
def test_what_a_name_was_set_to_is_in_the_message(sets, latex, why):
    with pytest.raises(FAILS, match=why):
        in_a_notebook(sets, latex)


def test_a_side_that_is_no_number_is_refused():
    for latex in (r"\hat J = \hat J \log 0", r"\hat J \log 0 = \hat J", r"\hat J = \hat J = \log(-1)"):
        with pytest.raises(check.Wrong, match="not finite"):
            holds(latex)


def test_a_bound_that_is_too_loose_is_seen():
    with pytest.raises(check.Wrong, match="not reached"):
        holds(r"\varphi'(z) \le \frac13")
    with pytest.raises(check.Wrong, match="does not hold"):
        holds(r"\varphi'(z) \le \frac15")


@pytest.mark.parametrize("spoil", [lambda v: v * 1.01, lambda v: v * np.nan, lambda v: v[:0]])
@pytest.mark.parametrize("tag", ["2.1", "4.7", "8.3", *OF_A_SLIP])
def test_each_side_that_is_spoilt_turns_an_equation_red(tag, spoil, monkeypatch):
    chapter, formula = NUMBERED[tag]
    sides = len(chapter.statements(formula)[0].sides)
    values = compare.values
    for k in range(sides):

        def spoilt(reading, all_sides, k=k):
            found = values(reading, all_sides)
            return compare.finite(reading, [spoil(v) if n == k else v for n, v in enumerate(found)])

        monkeypatch.setattr(compare, "values", spoilt)
        with pytest.raises(FAILS):
            chapter.check(formula, (Network(3),))
    monkeypatch.setattr(compare, "values", values)
    chapter.check(formula, (Network(3),))
