"""The LaTeX of every numbered equation is read, and its sides are evaluated on random networks (tools/equations)."""

import random
import re
import secrets
from pathlib import Path

import numpy as np
import pytest

import backprop
import stored
from backprop import batch, delta, eta, loss, network, outer, pullback
from equations import check, compare, course, mutants, parse, texts, verifiers
from equations.helpers import HelperNetwork
from equations.network import Network
from equations.notebooks import Formula, in_text
from equations.tree import Unreadable

NUMBERED = course.numbered()
FAILS = (check.Wrong, Unreadable)


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


@pytest.mark.parametrize(
    ("module", "name", "turns_red"),
    [
        (delta, "delta", 30), (delta, "delta_output", 20), (eta, "eta_output", 25), (pullback, "eta_below", 12),
        (outer, "weight_gradient", 15), (outer, "bias_gradient", 7), (batch, "gradient", 5),
        (loss, "example_loss", 4), (loss, "objective", 4), (network, "sigmoid", 25), (network, "sigmoid_slope", 9),
    ],
)  # fmt: skip
def test_a_helper_that_is_a_thousandth_off_turns_equations_red(module, name, turns_red, monkeypatch):
    right = getattr(module, name)

    def off(*arguments):
        result = right(*arguments)
        if isinstance(result, tuple):  # J, dW, db: the weights alone
            return result[0], {l: 0.999 * dW for l, dW in result[1].items()}, result[2]
        return 0.999 * result

    monkeypatch.setattr(module, name, off)
    assert len(failing((HelperNetwork(3), HelperNetwork(4)))) >= turns_red


def test_at_most_six_equations_have_a_function_of_their_own():
    own = [tag for tag, (chapter, formula) in NUMBERED.items() if any(
        part != "⟹" and verifiers.verifier(part) for part in chapter.statements(formula))]  # fmt: skip
    assert len(own) == 1  # CONTRIBUTING has the number


def test_one_thing_changed_in_an_equation_is_seen():
    """Some of the mutants, others every time; `python tools/equations/mutants.py` checks all, in seconds."""
    seed = secrets.randbelow(10**6)
    some = random.Random(seed).sample(list(mutants.everything()), 300)
    unexplained = [(tag, str(change)) for tag, change, reason in mutants.survivors(some) if reason is None]
    assert not unexplained, f"with seed {seed}"


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
@pytest.mark.parametrize("tag", ["2.1", "4.7", "8.3", "12.7"])
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


@pytest.mark.parametrize("chapter", course.course(), ids=lambda chapter: chapter.name)
def test_every_other_formula_holds_or_is_wrong_on_purpose(chapter):
    """Formulas without a number: boxes, lemmas, what stands in a sentence. See claims.py for what is no claim."""
    kinds = [kind for formula in chapter.formulas if not formula.tag for kind in chapter.check_text(formula)]
    assert "claim" in kinds


def as_text(text):
    """What every formula of a text is."""
    chapter = course.Chapter("test", in_text("test", "cell", text))
    return [kind for formula in chapter.formulas for kind in chapter.check_text(formula)]


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        (r"Let $y = 1$ and $0 < a < 1$; at $z \approx 37$, for $\alpha = \gamma$, $b \ne 0$.", ["setting"] * 5),
        (r"With $y = 1$, so $\eta = -1/a$.", ["setting", "claim"]),
        (r"If $W^{(2)} = 0$, then $\eta^{(2)} = 0$.", ["setting", "claim"]),
        (r"With the loss $\ell = (a - y)^2$, $\eta = 2(a - y)$.", ["premise", "claim"]),
        (r"About $24 \log 2 \approx 16.6$, and $3 \cdot 4 = 12$.", ["claim", "claim"]),
        (r"$\partial W^{(l)} \leftarrow \partial W^{(l)} + \lambda W^{(l)}$", ["claim"]),
        (r"$\eta^{(2)} = W^{(2)} \delta^{(3)}$<!-- wrong -->", ["wrong"]),
        (r"the shape (3,) of $W^{(2)}$, from $i = 1 \dots N$", ["no relation", "no relation"]),
    ],
)
def test_what_a_formula_in_a_sentence_is(text, kinds):
    assert as_text(text) == kinds


@pytest.mark.parametrize(
    "text",
    [
        r"$\eta^{(2)} = W^{(2)} \delta^{(3)}$",
        r"$\varphi'(z) = \varphi(z)(1 + \varphi(z))$",
        r"With $y = 0$, $\eta = -1/a$.",
        r"$\partial W^{(l)} \leftarrow \partial W^{(l)} + 2\lambda W^{(l)}$",
        r"$\partial W^{(l-1)} \leftarrow \partial W^{(l-1)} + \delta^{(l)} a^{(l-1)\top}$",
        r"$W^{(l)} \leftarrow W^{(l)} + s\,\frac{\partial J}{\partial W^{(l)}}$",
        r"About $24 \log 2 \approx 16.5$.",
        r"$3 \cdot 4 = 13$",
        r"$\varphi(z) \approx 2e^z$",
        r"$\eta^{(2)} = W^{(2)\top} \delta^{(3)}$<!-- wrong -->",
        r"$\boxed{\;\frac{\partial\hat J}{\partial W^{(2)}} = \delta^{(3)} a^{(2)}\;}$",
        r"$\|g\|^2 = 1$",
        r"$\vec{a} = a$",
    ],
)
def test_a_false_formula_in_a_sentence_is_seen(text):
    with pytest.raises(FAILS):
        as_text(text)


@pytest.mark.parametrize("chapter", texts.chapters(), ids=lambda chapter: chapter.name)
def test_every_formula_outside_the_derivation_holds(chapter):
    """Docstrings, hints and diagnoses, captions of figures, the listing, README, the guide: η² = W²ᵀ δ³."""
    for formula in chapter.formulas:
        chapter.check_text(formula)


def in_words(text, task=""):
    """What every formula of a plain text is."""
    chapter = course.Chapter("test", texts.of_text("test", "words", text), list(in_text("test", "task", task)))
    return [kind for formula in chapter.formulas for kind in chapter.check_text(formula)]


PATHS = r"$f = v_1 v_2$, with $v_1 = u^2$ and $v_2 = 2u$. What is it at $u = 3$?"


def test_formulas_in_plain_text_are_found():
    text = "η² = W²ᵀ δ³, and δ⁽ˡ⁾ = η⁽ˡ⁾ · φ′(z⁽ˡ⁾). In code `eta = W.T`; z = W[l] @ a, but a = φ(z), "
    found = texts.of_text("test", "words", text + "φ(z) = 1 / (1 + e⁻ᶻ).")
    assert [formula.latex.replace(" ", "") for formula in found] == [
        r"\eta^{(2)}=W^{(2)\top}\delta^{(3)}", r"\delta^{(l)}=\eta^{(l)}\cdot\varphi'(z^{(l)})",
        r"a=\varphi(z)", r"\varphi(z)=1/(1+e^{-z})",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("text", "task"),
    [
        ("η² = W² δ³", ""),
        ("∂Ĵ/∂W² = δ³ a²", ""),
        ("∂v_1/∂u = 3u = 9, and then more.", PATHS),
        ("∂f/∂v_1 = v_2 = 7", PATHS),
        ("J′(w) = 2w", r"A loss has the form $J(w) = 2w^2$."),
        ("Here a − y = −0.2.", r"A question has the target $y = 0.3$, and the network answers $a = 0.2$."),
        ("φ′(z) = φ(z) (1 + φ(z))", ""),
        ("J = (1/N) Σ_i Jⁱ + λ Σ_l ‖W⁽ˡ⁾‖²", ""),
        ("∂W^{l} ← ∂W^{l} + (λ/2) W^{l}", ""),
        ("Ĵ = Σ_k −y_k log a_k", ""),
        ("f′(x) ≈ Im f(x + h) / h", ""),
    ],
)
def test_a_false_formula_in_plain_text_is_seen(text, task):
    with pytest.raises(FAILS):
        in_words(text, task)
