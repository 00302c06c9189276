"""Formulas that are typed: every right way passes, each mistake is named, and what cannot be read is told where."""

import random
import re

import numpy as np
import pytest

from backprop.exercises import catalogue
from backprop.exercises.exercise import Formula
from backprop.exercises.judge import judge
from backprop.exercises.verdict import CORRECT, NOTHING, STOPPED, WRONG

FORMULAS = [one for stem in catalogue.STEMS for one in catalogue.exercises(stem) if isinstance(one, Formula)]
by_name = lambda exercise: exercise.name

RIGHT = {
    "eta_weighted": [
        r"\frac{1-y}{1-a} - w\,\frac{y}{a}", r"$\eta = -w y / a + (1 - y)/(1 - a)$", "(1 - y)/(1 - a) - w*y/a",
        "-wy/a + (1 − y)/(1 − a)", r"\eta_\alpha = -\frac{w y_\alpha}{a_\alpha} + \frac{1-y_\alpha}{1-a_\alpha}",
        lambda a, y, w: -w * y / a + (1 - y) / (1 - a), r"-w y a^{-1} + (1 - y)(1 - a)^{-1}",
        "-w*y*a**-1 + (1-y)/(1-a)",
    ],
    "delta_weighted": [
        r"a - ay - wy + way", "a*(1 - y) - w*y*(1 - a)", r"a\left(1-y\right) - w\cdot y\,(1-a)",
        "a - a*y*(1 - w) - w*y",
        r"\big({\color{#117762}a}(1-y) - wy(1-a)\big)", r"\frac12 (2a(1 - y) - 2wy(1 - a))",
    ],
    "outer_gain": [
        r"\delta_i \sum_j W_{ij} a_j", r"\delta \cdot (W a)", r"\delta \odot W a", "delta * (W @ a)",
        "δ_α Σ_β W_{αβ} a_β",
        r"\frac{\partial\hat J}{\partial g_\alpha} = \sum_{\beta=1}^{n} W_{\alpha\beta}\,a_\beta\,\delta_\alpha",
        "np.sum(delta[:, None] * W * a, axis=1)", r"\sum_\beta \delta_\alpha W_{\alpha\beta} a_\beta",
    ],
    "outer_shared": [
        r"A^\top \delta", "A.T @ delta", "δ @ A", "Σ_α δ_α A_{αβ}", r"\sum_i A_{ik} \delta_i",
        r"(\delta^\top A)^\top",
    ],
    "pullback_squares": [
        r"W^\top\delta + 2 a \cdot (V^\top \delta)", r"W^T \delta + 2 (V^{\top} \delta) \odot a",
        r"\sum_\alpha W_{\alpha\beta}\delta_\alpha + 2 a_\beta \sum_\alpha V_{\alpha\beta}\delta_\alpha",
        r"\eta_\beta = \sum_\alpha \delta_\alpha (W_{\alpha\beta} + 2 a_\beta V_{\alpha\beta})",
        "(W + 2 * V * a).T @ delta", "W.T @ δ + 2 * a * (V.T @ δ)",
    ],
    "recursion_skip": [
        r"W^{(1)\top}\left((W^{(2)\top}\delta^{(3)}) \odot \varphi'(z^{(2)})\right) + V^\top\delta^{(3)}",
        r"V^{\top} \delta^{(3)} + W^{(1)\top} ((W^{(2)\top} \delta^{(3)}) \cdot "
        r"\varphi(z^{(2)}) \cdot (1 - \varphi(z^{(2)})))",
        r"\sum_\gamma V_{\gamma\alpha} \delta^{(3)}_\gamma + \sum_\tau W^{(1)}_{\tau\alpha} \varphi'(z^{(2)}_\tau)"
        r" \sum_\gamma W^{(2)}_{\gamma\tau} \delta^{(3)}_\gamma",
        "W1.T @ (W2.T @ delta3 * slope(z2)) + V.T @ delta3",
        "W1.T @ (W2.T @ delta3 * φ(z2) * (1 - φ(z2))) + V.T @ delta3",
    ],
    "project_below": [
        r"W^\top(\eta \cdot v \cdot \varphi'(u)) + V^\top(\eta \cdot \varphi(u))",
        r"\sum_\alpha \eta_\alpha \varphi(u_\alpha) \big(W_{\alpha\beta} v_\alpha (1 - \varphi(u_\alpha))"
        r" + V_{\alpha\beta}\big)",
        "W.T @ (eta * v * slope(u)) + V.T @ (eta * phi(u))", "W.T @ (η * v * φ(u) * (1 - φ(u))) + V.T @ (η * φ(u))",
    ],
    "batch_weighted": [
        r"\frac{1}{\sum_j p_j} \sum_i p_i \Delta_{i\alpha} A_{i\beta} + \lambda W_{\alpha\beta}",
        r"\Big(\sum_i p_i \Delta_{i\alpha} A_{i\beta}\Big) / \sum_i p_i + \lambda\,W_{\alpha\beta}",
        r"\frac{\partial J}{\partial W_{kl}} = \frac{\sum_n p_n \Delta_{nk} A_{nl}}{\sum_n p_n} + \lambda W_{kl}",
        "(Delta * p[:, None]).T @ A / p.sum() + decay * W", "(Δ.T * p) @ A / sum(p) + decay * W",
    ],
}  # fmt: skip
WRITTEN = {
    "eta_weighted": {r"\frac{a-y}{a(1-a)}": "w missing", "(a - w*y)/(a*(1 - a))": "w before y",
    "a - y": ("w missing", "δ")},
    "delta_weighted": {"a - y": "a - y", "w(a - y)": "w(a - y)", r"-\frac{wy}{a} + \frac{1-y}{1-a}": "η"},
    "outer_gain": {
        r"\sum_\beta W_{\beta\alpha} a_\beta \delta_\alpha": "W swapped", r"\delta": "the bias's slope",
        r"\delta_\alpha g_\alpha \sum_\beta W_{\alpha\beta} a_\beta": "g kept", "np.outer(delta, a)":
        "the weights' slope without the gain", r"W^\top \delta": "back", r"\delta_\alpha b_\alpha": None,
    },
    "outer_shared": {r"A\,\delta": "swapped", r"\delta_\alpha A_{\alpha\beta}": None, "sum(delta) * w": "w for A"},
    "pullback_squares": {
        r"W^\top\delta + a \cdot (V^\top \delta)": "2 missing", r"W \delta + 2 a \cdot (V^\top \delta)": "W swapped",
        r"\sum_\alpha 2 V_{\alpha\beta} a_\beta \delta_\alpha": "V alone",
    },
    "recursion_skip": {
        r"W^{(1)\top} W^{(2)\top}\delta^{(3)} + V^\top\delta^{(3)}": "no slope",
        "W1.T @ (W2.T @ delta3 * slope(z2))": "without the skip",
        r"(W^{(2)} W^{(1)})^\top\delta^{(3)} + V^\top\delta^{(3)}": "no slope",
    },
    "project_below": {
        r"W^\top(\eta \cdot \varphi'(u)) + V^\top(\eta \cdot \varphi(u))": "v missing",
        "W.T @ (eta * v * slope(u)) + V.T @ eta": "φ missing", r"V^\top(\eta \cdot \varphi(u))": "V alone",
    },
    "batch_weighted": {
        r"\frac1N \sum_i p_i \Delta_{i\alpha} A_{i\beta} + \lambda W_{\alpha\beta}": "1/N",
        r"\frac{1}{\sum_i 1} \sum_i p_i \Delta_{i\alpha} A_{i\beta} + \lambda W_{\alpha\beta}": "1/N",
        r"\frac1N \Delta^\top A + \lambda W": "p missing",
        r"\frac{\sum_i p_i \Delta_{i\alpha} A_{i\beta}}{\sum_i p_i} + \frac{\lambda}{2} W_{\alpha\beta}": "λ halved",
    },
}  # fmt: skip


@pytest.mark.parametrize("exercise", FORMULAS, ids=by_name)
def test_every_right_way_to_type_it_passes(exercise):
    for typed in (exercise.typed, *RIGHT[exercise.name]):
        verdict = judge(exercise, typed)
        assert verdict.word == CORRECT, (typed, verdict)


@pytest.mark.parametrize("exercise", FORMULAS, ids=by_name)
def test_a_typed_mistake_is_named_truly(exercise):
    """Of each mistake that is typed here the name, or both names, or None where none may be given."""
    for typed, name in WRITTEN[exercise.name].items():
        told = [*name] if isinstance(name, tuple) else [name] * bool(name)
        verdict = judge(exercise, typed)
        assert verdict.word == WRONG and [one.name for one in verdict.mistakes] == told, (typed, verdict)


def test_there_are_six_in_the_notebooks_of_derivations():
    assert len(FORMULAS) >= 6
    assert {"eta", "delta", "outer", "pullback", "batch"} <= {
        stem for stem in catalogue.STEMS if any(isinstance(one, Formula) for one in catalogue.exercises(stem))
    }


def pieces(latex):
    return re.findall(r"\\[A-Za-z]+|\\.|\d|[A-Za-z]|\S", latex)


@pytest.mark.parametrize("exercise", FORMULAS, ids=by_name)
def test_no_piece_of_a_formula_can_be_changed_unseen(exercise):
    """Each piece left out, or exchanged for another: what passes is no change at all."""
    parts, rng = pieces(exercise.typed), random.Random(0)
    swaps = {"+": "-", "-": "+", r"\alpha": r"\beta", r"\beta": r"\alpha", "1": "2", "2": "3", "W": "V", "V": "W"}
    caught = 0
    for k, part in enumerate(parts):
        for other in (None, swaps.get(part), rng.choice(parts)):
            changed = [*parts[:k], *([other] if other else []), *parts[k + 1 :]]
            verdict = judge(exercise, " ".join(changed))
            if verdict.word == CORRECT:
                harmless = {r"\,", "{", "}", "(", ")", r"\big", r"\cdot"}
                assert part == other or {part, other} - {None} <= harmless, " ".join(changed)
            caught += verdict.word != CORRECT
    assert caught > len(parts)


@pytest.mark.parametrize(("typed", "said"), [
    ("", "Type the formula between the quotation marks"),
    (r"\frac{a}{", "cannot be read at its end, behind “\\frac{a}{”; } is missing."),
    ("(a - y", "cannot be read at its end, behind “(a-y”; ) is missing."),
    ("a - y)", "cannot be read at “)”, behind “a-y”."),
    ("a + + y *", "cannot be read at its end"),
    ("x - y", "x is none of the symbols of this formula, which are a, y, w."),
    (r"\sum_k a_k", "Nothing is summed here: each symbol is one number."),
    ("a = y = w", "there is more than one =."),
    ("__import__('os').getcwd()", "cannot be read at “__import__"),
    ("a.__class__", "cannot be read at "),
    ("(lambda: a)()", "cannot be read at "),
    ("(" * 5000 + "a", "too many brackets"),
])  # fmt: skip
def test_what_cannot_be_read_is_told(typed, said):
    verdict = judge(catalogue.find("eta_weighted"), typed)
    assert verdict.word == WRONG and said in verdict.sentence, verdict


@pytest.mark.parametrize(("typed", "said"), [
    (r"\delta_\alpha \sum_\beta W_{\beta\alpha} a_\beta", "α counts to 3 in W, and to 4 elsewhere."),
    (r"\delta_\alpha W_{\alpha\beta} a_\beta", "β is neither summed over nor an index of the result."),
    (r"\delta_\alpha \sum_\gamma W_{\alpha\beta} a_\beta", "The sum runs over γ, which nothing behind it has."),
    (r"\delta_\alpha \sum_\beta W_\beta a_\beta", "W has 2 indices, and is written with 1."),
    (r"\sum_\alpha \delta_\alpha", "The result has the index α"),
    (r"\delta W a", "No product has the shapes (4, 1) and (4, 3); vectors are columns."),
    (r"\delta \cdot W", "Shapes (4, 1) and (4, 3) do not fit entry by entry"),
    (r"\delta_\alpha^\top", "An entry has no transpose"),
])  # fmt: skip
def test_what_does_not_fit_is_told(typed, said):
    verdict = judge(catalogue.find("outer_gain"), typed)
    assert verdict.word == WRONG and said in verdict.sentence, verdict


def test_what_nobody_has_typed_is_not_attempted():
    assert {judge(FORMULAS[0], nothing).word for nothing in (..., None, "...", " … ")} == {NOTHING}


def test_nothing_that_is_typed_raises():
    """Strings of random pieces of formulas, in both notations."""
    rng = random.Random(1)
    words = [
        *pieces(" ".join(one.typed for one in FORMULAS)),
        "**", "@", ".T", "[", ":", ",", "None", "sum", "np.", "9", "e", "^", "_", "'", "|", "/", "=", "axis=0",
        "λ", "²",
    ]  # fmt: skip
    for _ in range(600):
        exercise = rng.choice(FORMULAS)
        typed = "".join(rng.choice(words) for _ in range(rng.randrange(1, 14)))
        with np.errstate(all="ignore"):
            assert judge(exercise, typed).word in (WRONG, STOPPED, CORRECT, NOTHING)


def test_a_power_without_end_ends():
    assert judge(catalogue.find("eta_weighted"), "a*0 + 9**9**9**9").word in (WRONG, STOPPED)
