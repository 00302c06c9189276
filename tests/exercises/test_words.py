"""The words of the exercises: every formula and every number of a hint or of a reason is evaluated.

A claim is a sentence, or the part of it that says something, with sides that stand in it; all sides are equal, or
equal to what is computed beside them. What is left of the hints and reasons has no formula and no number.
"""

import re

import numpy as np
import pytest

import elsewhere
import written
from backprop.batch import gradient
from backprop.delta import delta_output
from backprop.derivatives import complex_step
from backprop.eta import eta_output
from backprop.exercises import catalogue
from backprop.exercises.judge import judge
from backprop.loss import example_loss
from backprop.network import forward, forward_rows, sigmoid, sigmoid_slope
from backprop.pullback import eta_below
from backprop.recursion import backprop_example
from random_networks import example, problem

pytestmark = elsewhere.in_english

ALL = {exercise.name: exercise for stem in catalogue.STEMS for exercise in catalogue.exercises(stem)}
rng = np.random.default_rng(0)
a, y, z, u, w, s, h = rng.uniform(0.1, 0.9, size=7)
slope = lambda f, at: float(complex_step(lambda v: f(v[0]), [at])[0])
x, target, W, b = example(4)
(dW, db), (A, Z) = backprop_example(x, target, W, b), forward(x, W, b)
ETA = {3: eta_below(W[3], db[3])}  # of the layer below the output layer, 4


def words(exercise):
    """The hints and the reason of an exercise, in one line."""
    return " ".join((*exercise.hints, getattr(exercise, "why", "")))


def claims():
    """(exercise, piece of its words, sides of which each is a formula in the piece or a number, names)."""
    yield "network_parameters", "7 · 5 + 7, and 2 · 7 + 2, and 3 · 2 + 3: 42 + 16 + 9.", (
        ("7 · 5 + 7", 42), ("2 · 7 + 2", 16), ("3 · 2 + 3", 9), ("42 + 16 + 9", ALL["network_parameters"].reference))
    yield "loss_paths", "∂f/∂v_1 = v_2 = 6 and ∂v_1/∂u = 2u = 6. That is the first path.", (
        ("v_2", "6", slope(lambda v: v * 6, 9.0)), ("2u", "6", slope(lambda u: u**2, 3.0))), {"u": 3, "v_2": 2 * 3}
    yield "loss_paths", "v_2 · 2u + v_1 · 2 = 6 · 6 + 9 · 2 = 36 + 18.", (
        ("v_2 · 2u + v_1 · 2", "6 · 6 + 9 · 2", "36 + 18", slope(lambda u: u**2 * 2 * u, 3.0)),
        ("v_2 · 2u", "6 · 6", "36"), ("v_1 · 2", "9 · 2", "18")), {"u": 3, "v_1": 3**2, "v_2": 2 * 3}
    yield "eta", "is the derivative of one entry's loss, −y log a − (1 − y) log(1 − a), by its own a", (
        ("−y log a − (1 − y) log(1 − a)", example_loss([a], [y])),)
    yield "eta", "The derivative of log a is 1/a, and that of log(1 − a) is −1/(1 − a).", (
        ("1/a", slope(lambda a: written.value("log a", a=a), a)),
        ("−1/(1 − a)", slope(lambda a: written.value("log(1 − a)", a=a), a)))
    yield "eta_sign", "η has the sign of a − y = −0.1: a larger answer would lower the loss. Its value is −0.625.", (
        ("a − y", "−0.1"), ("−0.625", eta_output([0.2], [0.3])[0])), {"a": 0.2, "y": 0.3}
    yield "delta", "φ(z) = 1 / (1 + e⁻ᶻ), and φ′(z) = φ(z)(1 − φ(z)).", (
        ("φ(z)", "1 / (1 + e⁻ᶻ)"), ("φ′(z)", "φ(z)(1 − φ(z))", slope(sigmoid, z)))
    yield "delta_tanh", "The derivative of tanh z is 1 − tanh² z.", (("1 − tanh² z", slope(np.tanh, z)),)
    error = slope(lambda a: (a - 0.3) ** 2 / 2, 0.8)
    yield "delta_squares", "η is a − y now.", (("a − y", error),), {"a": 0.8, "y": 0.3}
    yield "delta_squares", "δ is still η times φ′(z), and φ′(−6) is about 0.0025.", (
        ("0.0025", round(sigmoid_slope(-6.0), 4)), ("φ′(−6)", sigmoid_slope(-6.0)))
    yield "delta_squares", "η = a − y is about −1, and δ = η φ′(z) is about −0.0025", (
        ("−1", round(sigmoid(-6.0) - 1)),
        ("−0.0025", round(slope(lambda z: (sigmoid(z) - 1) ** 2 / 2, -6.0), 4)),
        ("η φ′(z)", slope(lambda z: (sigmoid(z) - 1) ** 2 / 2, -6.0))), {"η": sigmoid(-6.0) - 1, "z": -6.0}
    yield "pullback_unit", "0.5 · 0.8 + (−2) · (−0.1) = 0.4 + 0.2.", (
        ("0.5 · 0.8 + (−2) · (−0.1)", "0.4 + 0.2", ALL["pullback_unit"].reference), ("0.5 · 0.8", "0.4"),
        ("(−2) · (−0.1)", "0.2"))
    shapes = np.ones((5, 7)).T, np.ones(5)
    for begins in ("The product is", "One number for each hidden unit:"):
        yield "pullback_shape", f"{begins} Wᵀ, {shapes[0].shape}, times δ, {shapes[1].shape}.", ()
    f = lambda x: 3 * x**2 + x
    yield "central", "(f(x + h e) − f(x − h e)) / 2h.", (
        ("(f(x + h e) − f(x − h e)) / 2h", slope(f, 0.3)),), {"f": f, "x": 0.3, "e": 1}
    yield "training_rate", "J′(w) = 4w, so each step multiplies w by one number.", (
        ("4w", slope(lambda w: 2 * w**2, w)),)
    step = 1 - s * slope(lambda w: 2 * w**2, 1.0)
    yield "training_rate", "The factor is 1 − 4s. When is its size above 1?", (("1 − 4s", step),)
    yield "training_rate", "Each step multiplies w by 1 − 4s, whose size is above 1 where s > ½:", (
        ("1 − 4s", step), ("½", ALL["training_rate"].reference))
    for at in (-3.0, 0.7, 800.0):
        names = {"z": at, "y": y}
        yield "losses", (
            "e^(−|z|) never overflows. What is added to log(1 + e^(−|z|)) in each case? max(z, 0) − y z is both."), (
            ("log(1 + e^(−|z|))", np.logaddexp(0, at) - max(at, 0)),
            ("max(z, 0) − y z", np.logaddexp(0, at) - y * at - np.log1p(np.exp(-abs(at))))), names
    yield "saturation_clip", "φ(−40) is about 4·10⁻¹⁸, and the clip makes it 10⁻¹²", (
        ("4·10⁻¹⁸", float(f"{sigmoid(-40.0):.0e}")), ("10⁻¹²", np.clip(sigmoid(-40.0), 1e-12, 1)))
    yield "digits_steps", "31 batches of 32 hold 992 images. The other 8 make one batch more.", (
        ("31", 1000 // 32), ("992", 31 * 32), ("8", 1000 - 992))
    yield "digits_steps", "31 full batches and one of 8: 32 steps in each epoch, and 5 · 32 = 160.", (
        ("32", -(-1000 // 32)), ("5 · 32", "160", ALL["digits_steps"].reference))
    yield "depth_factor", "divide it by 4.", (("4", 1 / max(sigmoid_slope(np.linspace(-3, 3, 601)))),)
    yield "saturation_depth", "by φ′, which is at most ¼.", (("¼", max(sigmoid_slope(np.linspace(-3, 3, 601)))),)
    steps = {8 - 2: "six"}[len(range(8, 2, -1))]
    yield "saturation_depth", f"From layer 8 to layer 2 there are {steps} steps.", ()
    yield "saturation_depth", "Six steps back, each at most 2 · ¼ = ½: 0.6 / 64, or 0.009375.", (
        ("2 · ¼", "½"), ("0.6 / 64", "0.009375", ALL["saturation_depth"].reference, 0.6 * (2 / 4) ** 6))
    cube = lambda u: u**3 + 2 * u
    yield "autograd_readers", "One call brings 3 · 9 + 2 = 29", (("3 · 9 + 2", "29", slope(cube, 3.0)),)
    names = {"W_l": W[3], "δ_lp1": db[3], "η_l": ETA[3], "z_l": Z[3]}
    yield "recursion", "η⁽ˡ⁾ = W⁽ˡ⁾ᵀ δ⁽ˡ⁺¹⁾, then δ⁽ˡ⁾ = η⁽ˡ⁾ · φ′(z⁽ˡ⁾).", (
        ("W⁽ˡ⁾ᵀ δ⁽ˡ⁺¹⁾", ETA[3]), ("η⁽ˡ⁾ · φ′(z⁽ˡ⁾)", db[2])), names
    three, (X, Y, M, c, decay) = example(3), problem(4)
    (dW3, db3), A3 = backprop_example(*three), forward(three[0], *three[2:])[0]
    names = {"a_3": A3[3], "y": three[1], "W_2": three[2][2], "δ_3": db3[2], "a_2": A3[2][None, :]}
    yield "outer_target", "First: which entries of δ⁽³⁾ = a⁽³⁾ − y change?", (("a⁽³⁾ − y", db3[2]),), names
    yield "training_zeros", "At the first step η⁽²⁾ = W⁽²⁾ᵀ δ⁽³⁾, and W⁽²⁾ is 0.", (
        ("W⁽²⁾ᵀ δ⁽³⁾", eta_below(three[2][2], db3[2])),), names
    yield "training_zeros", "∂Ĵ/∂W⁽²⁾ = δ⁽³⁾ a⁽²⁾ᵀ is not 0, so W⁽²⁾ is not 0 any more at the second step.", (
        ("δ⁽³⁾ a⁽²⁾ᵀ", dW3[2]),), names | {"δ_3": db3[2][:, None], "a_2": A3[2][:, None]}
    _, dJ, _ = gradient(X, Y, M, c, decay)
    rows, _ = forward_rows(X, M, c)
    Delta = {4: delta_output(rows[4], Y)}
    Delta[3] = Delta[4] @ M[3] * rows[3] * (1 - rows[3])
    names = {"A": rows[4], "Y": Y, "λ": decay, "N": len(X)}
    below = {"Δ_lp1": Delta[4], "W_l": M[3], "A_l": rows[3]}
    yield "gradient", "By matrices: Δ = A − Y; in layer l, dW = ΔᵀA/N + λW, db = the mean of Δ;", (
        ("A − Y", Delta[4]),), names
    yield "gradient", "dW = ΔᵀA/N + λW", (("ΔᵀA/N + λW", dJ[3]),), {**names, "Δ": Delta[4], "A": rows[3], "W": M[3]}
    yield "gradient", "Δ⁽ˡ⁾ = (Δ⁽ˡ⁺¹⁾ W⁽ˡ⁾) · A⁽ˡ⁾ · (1 − A⁽ˡ⁾), for l > 1.", (
        ("(Δ⁽ˡ⁺¹⁾ W⁽ˡ⁾) · A⁽ˡ⁾ · (1 − A⁽ˡ⁾)", rows[3] * (1 - rows[3]) * (Delta[4] @ M[3])),), below
    yield "batch", "Δᵀ A sums over the rows of both. Then 1/N for both gradients, and λW for one of them.", (
        ("Δᵀ A", sum(np.outer(d, r) for d, r in zip(Delta[4], rows[3], strict=True))),), {"Δ": Delta[4], "A": rows[3]}


CLAIMS = [(*claim, {})[:4] for claim in claims()]
MATRICES = {"recursion", "outer_target", "training_zeros", "gradient", "batch"}  # side by side is the matrix product


@pytest.mark.parametrize(("name", "piece", "sides", "names"), CLAIMS, ids=[claim[0] for claim in CLAIMS])
def test_a_formula_in_words_is_true(name, piece, sides, names):
    assert piece in words(ALL[name])
    names = {"a": a, "y": y, "z": z, "u": u, "w": w, "s": s, "h": 1e-5 if name == "central" else h, **names}
    for group in sides:
        found = []
        for side in group:
            assert not isinstance(side, str) or side in piece, "a side is written in the piece"
            product = "@" if name in MATRICES else "*"
            found.append(written.value(side, product, **names) if isinstance(side, str) else side)
        for one in found[1:]:
            digits = 2e-2 if "about" in piece else 1e-8 if name == "central" else 1e-12
            np.testing.assert_allclose(np.squeeze(one), np.squeeze(found[0]), rtol=digits, atol=1e-30)


# What stands in no formula: names of layers and units, lines, equations, and code that a test runs elsewhere
FREE = {
    "network": ["In layer l: z = W[l] @ a + b[l], then a = φ(z), for l = 1 … len(W)."],
    "objective": ["The decay is λ/2 times the sum of the squares of all weights"],
    "loss_kronecker": ["Of all τ only τ = β survives, and v_τ becomes v_β.", "δ_τβ picks the term τ = β."],
    "eta_categorical": ["The sum over k still loses all terms but k = α."],
    "delta": ["δ is η times the slope of φ, entry by entry."],
    "outer": ["Row α and column β hold δ_α a_β."],
    "batch_column": ["What is the shape of A − y?"],
    "outer_three": ["Most entries are 0.", "the entries with α = γ are a_β", "and all others are 0."],
    "outer_target": ["Only δ_2 = a_2 − y_2 changes. It is the factor of row 2,"],
    "descent": ["New dicts: {l: W[l] - learning_rate * dW[l] for l in W}", "`-=` would change the caller's arrays."],
    "recursion_bug": ["Line 7 uses the updated one"],
    "autograd_rule": ["Through the numerator comes back_α over the sum."],
    "autograd_bug": ["The slope of ReLU is 1 where its argument u is above 0. Line 8 asks for the sign"],
    "autograd_mean": ["of an array of shape (N, K) run?"],
    "slips_zero": ["What are φ and φ′ at 0?", "from 0 a product", "taken away from 0. Right would be 0:"],
    "slips_half": ["Measure η⁽²⁾ next."],
    "batch_twice": ["The sum doubles and 1/N halves; λW does not depend on the examples."],
    "training_zeros": ["The first step moves W⁽²⁾ away from 0", "through it to layer 1"],
    "algorithm_bug": ["`sigmoid_slope(A[2])` applies φ to A⁽²⁾ = φ(Z⁽²⁾) again"],
    "losses": ["Which exponential stays below 1 for z > 0, and which for z ≤ 0?"],
}  # fmt: skip


@pytest.mark.parametrize("name", ALL)
def test_every_formula_and_number_is_held(name):
    left = words(ALL[name])
    for piece in [claim[1] for claim in CLAIMS if claim[0] == name] + FREE.get(name, []):
        assert piece in left or piece in words(ALL[name])
        left = left.replace(piece, " ")
    left = re.sub(r"\(\d+\.\d+\)|⁽[^⁾]*⁾|a⁽²⁾_2", "", left)
    assert not re.search(r"\d|[=·²/−+]", left), left


def test_an_exception_is_told_where_it_was_raised():
    """The last line of the student's own, not the first: the call that led there says less."""

    def helper(v):
        return np.linalg.inv(v)

    def answer(delta, a):
        return helper(delta)

    verdict = judge(ALL["outer"], answer)
    assert "`return np.linalg.inv(v)`" in verdict.sentence and "helper(delta)" not in verdict.sentence
