"""Every formula without a number holds too: boxes, lemmas, what stands in sentences, hints, docstrings, captions."""

import pytest

import elsewhere
from backprop.course import NOTEBOOKS, name
from equations import check, course, texts
from equations.notebooks import in_text
from equations.tree import Unreadable

FAILS = (check.Wrong, Unreadable)


def kinds_of(chapter, display):
    """What the formulas of a notebook without a number are: those on lines of their own, or those in sentences."""
    those = [formula for formula in chapter.formulas if not formula.tag and formula.display == display]
    return [kind for formula in those for kind in chapter.check_text(formula)]


@pytest.mark.parametrize("chapter", course.course(), ids=lambda chapter: chapter.name)
def test_every_box_and_every_formula_on_a_line_of_its_own_holds_or_is_wrong_on_purpose(chapter):
    """In any language: no word says whether it is a claim. See claims.py for what is none."""
    (one,) = [one for one in NOTEBOOKS if chapter.name == f"{name(one)}.ipynb"]
    assert "claim" in kinds_of(chapter, display=True) or not one.step


@elsewhere.in_english
@pytest.mark.parametrize("chapter", course.course(), ids=lambda chapter: chapter.name)
def test_every_formula_in_a_sentence_holds_or_is_wrong_on_purpose(chapter):
    """And each notebook claims something, in a sentence or on a line."""
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


@elsewhere.in_english
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
