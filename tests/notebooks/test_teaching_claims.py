"""What the teaching guide says in its own words: every number, and every answer after "Right:", is computed here.

A claim is a piece of the guide with what is computed in its place. A number outside tables, minutes, settings of
figures and references stands in a claim, and so does each "Right:".
"""

import re

import numpy as np
import pytest

import stored
from backprop import toy
from backprop.batch import gradient
from backprop.delta import delta, delta_output
from backprop.derivatives import complex_step
from backprop.eta import eta_output
from backprop.loss import example_loss, objective
from backprop.network import forward, sigmoid, sigmoid_slope
from backprop.outer import weight_gradient
from backprop.pullback import eta_below
from backprop.saturation import deep_network, delta_sizes, first_float, naive_sigmoid
from backprop.training import descend, initial, step
from backprop.widgets.text import number, signed

GUIDE = (stored.FOLDER.parent / "TEACHING.md").read_text(encoding="utf-8")
W, b, (X, Y) = *toy.network(), toy.data()
a, z = forward(X[0], W, b)
WORDS = {0: "zero", 2: "two", 3: "three", 4: "four", 5: "five", 10: "Ten", 12: "Twelve", 50: "fifty"}
SUPER = str.maketrans("-0123456789", "⁻⁰¹²³⁴⁵⁶⁷⁸⁹")
slope_of_loss = lambda answer: eta_output([answer], [1])[0]
product = lambda at: delta(eta_output(sigmoid([at]), [1]), [at])[0]


def ten_to(exponent):
    return "10" + str(round(exponent)).translate(SUPER)


def start_here():
    into_3, outputs = W[2].size, len(b[2])
    yield (
        f"Wrong: {outputs}, one for each output (the weights are taken for units). Right: {into_3}, one for "
        "each weight."
    )
    assert sorted(W) == [1, 2]
    yield "Wrong: W³, of which there is none; the index names the layer that the weights leave."
    yield "Then the two deltas: with a layer above, a sensitivity; with two indices below, Kronecker's symbol."


def network():
    widths = [len(x) for x in (X[0], b[1], b[2])]
    weights, biases = (sum(part[l].size for l in part) for part in (W, b))
    yield f"a {widths[0]}–{widths[1]}–{widths[2]} network"
    yield f"z² = W¹x + b¹ for one unit, with the {WORDS[len(X[0]) + 2]} numbers"
    yield f"Wrong: {weights} (biases forgotten) or {sum(widths)} (units counted). Right: {weights + biases}."
    columns = np.column_stack([X, np.ones(len(X))])
    fit = columns @ np.linalg.lstsq(columns, 2 * Y - 1, rcond=None)[0]
    (flat,) = np.flatnonzero(((fit > 0) == (Y > 0.5)).mean(axis=0) > 0.9)
    name = next(name for name in ("line", "ring", "quadrants") if name in toy.QUESTIONS[flat])
    yield (
        f"*Which of the {WORDS[len(toy.QUESTIONS)]} questions needs no hidden units?* Wrong: the ring, because "
        f"it looks simplest. Right: the {name}."
    )


def of_loss():
    assert example_loss([sigmoid(-700.0)], [1]) > 690
    yield (
        "A network says a = 1 and the answer is no: what should the loss be?* Wrong: 1, the difference (a "
        "squared error is thought of). Right: without bound."
    )
    paths = 1, -2, 0.7
    yield (
        f"*u reaches J on {WORDS[len(paths)]} paths with slopes {signed(paths[0], 0)}, {signed(paths[1], 0)} "
        f"and {signed(paths[2], 1)}: what is the slope?* Wrong: "
        f"{number(paths[2], 1)}, because “the last path counts”, or {number(np.prod(paths), 1)}, the product. "
        f"Right: {number(sum(paths), 1)}, the sum."
    )
    yield f"each further factor of ten costs {example_loss([0.001], [1]) - example_loss([0.01], [1]):.1f} more"
    yield "Ĵ for one answer, y = 1 first: −log a."
    assert np.isclose(example_loss([0.3], [1]), -np.log(0.3))
    lemmas = stored.markdown(stored.PATHS[2]).split("**Q2b, ")[1].split("\n## ")[0]
    many = WORDS[1 + len(re.findall(r"^\*\*.+?\.\*\*", lemmas, flags=re.M))]
    yield f"· The loss, and {many} lemmas"
    yield f"The lemmas as {many} lines;"
    assert np.isclose(sigmoid_slope(0.7), sigmoid(0.7) * (1 - sigmoid(0.7)))
    yield "prove φ′ = φ(1 − φ) and the chain rule"


def of_eta():
    assert abs(slope_of_loss(1e-9)) > 1e8 and round(slope_of_loss(1 - 1e-9), 6) == -1
    yield "say where it explodes and where it is not 0"
    yield (
        "*y = 1: is the slope near a = 0.99 nearly 0?* Wrong: yes, “because it is almost right” (loss and "
        f"slope are mixed up). Right: it is about {number(slope_of_loss(0.99), 0)}."
    )
    times = slope_of_loss(0.01) / slope_of_loss(0.5)
    yield f"How much steeper is it at 0.01 than at 0.5?* Wrong: twice. Right: {WORDS[round(times)]} times."
    terms = complex_step(lambda answers: example_loss(answers, Y[0]), a[3])
    alone = [complex_step(lambda answers, k=k: example_loss(answers[[k]], Y[0][[k]]), a[3]) for k in range(3)]
    assert np.allclose(np.diag(np.diag(alone)), alone) and np.allclose(terms, np.diag(alone))
    yield "all but one are 0 (3.3)"
    answer, y = a[3], Y[0]
    assert np.allclose(terms, -y / answer + (1 - y) / (1 - answer), rtol=1e-12)
    yield "derive η³ = −y/a + (1 − y)/(1 − a)"


def of_delta():
    yield (
        "z = −6 with y = 1: is the product η·φ′ huge, nearly 0, or between?* Wrong: nearly 0, “since φ′ is” "
        f"(one factor is looked at). Right: about {number(product(-6.0), 0)}."
    )
    most = max(abs(product(at)) for at in np.linspace(-30, 30, 601))
    assert 0.999 < most < 1
    yield "Say: two extreme numbers, and the answer is the error."
    yield f"Is there a bound that |δ| never passes?* Wrong: no, since η has none. Right: yes, {most:.0f}."
    yield "φ′ vanish and their product be a − y"


def of_outer():
    slopes = np.array([complex_step(lambda M, k=k: (M @ a[2] + b[2])[k], W[2]) for k in range(3)])
    yield (
        f"How many of the {slopes.size} numbers ∂z_γ/∂W_αβ are not 0?* Wrong: {W[2].shape[0]} or {W[2].shape[1]} "
        f"(one index is forgotten). Right: {np.count_nonzero(slopes)}."
    )
    silent = weight_gradient(delta_output(a[3], Y[0]), a[2] * [1, 0, 1, 1])[:, 1]
    yield (
        "A hidden unit is silent: what is the slope along its weights?* Wrong: it depends on δ. Right: "
        f"{abs(silent).max():.0f}."
    )
    yield f"Students go from {WORDS[slopes.ndim]} indices and two Kronecker symbols to δ³a²ᵀ"
    yield "∂z_γ/∂W_αβ with the two Kronecker symbols (5.3)"


def of_pullback():
    error = delta_output(a[3], Y[0])
    terms = W[2][:, 1] * error
    with pytest.raises(ValueError):
        W[2] @ error
    shape = " × ".join(map(str, W[2].shape))
    yield f"Wrong: both, “one can always multiply”. Right: only Wᵀδ, as W is {shape}."
    assert eta_below(W[2], error)[1] > 0 > W[2][0, 1]
    yield (
        f"At point 1, would a larger a²₂ raise Ĵ?* Wrong: no, “its weight {number(W[2][0, 1], 1)} is negative”, one "
        f"wire of {WORDS[len(terms)]}. Right: yes; the terms {signed(terms[0])}, {signed(terms[1])} and "
        f"{signed(terms[2])} add up to {signed(terms.sum())}."
    )
    yield f"Say: the same {WORDS[len(error)]} errors, through other weights."
    yield (
        f"One hidden unit with its {WORDS[len(terms)]} wires; {WORDS[len(terms)]} paths, {WORDS[len(terms)]} "
        "products, one sum (6.1)"
    )


def of_recursion():
    below = delta(eta_below(W[2], delta_output(a[3], Y[0])), z[2])
    assert not any(np.isclose(below, a[2] - other).any() for other in (0, 1, Y[0].mean()))
    yield "Does δ² become a² minus something?* Wrong: yes, by analogy. Right: no; the collapse needed the loss."
    many = sum(W[l].size + b[l].size for l in W)
    yield (
        f"How many forward passes does wiggling {many} parameters take?* Wrong: {many}. Right: {2 * many}, two "
        "each."
    )
    yield "for l = 3; below it the same row for l = 2; then once with l."
    yield "Students repeat the four moves for"
    yield "The four moves δ, ∂W, ∂b, η in a row"
    yield "Say: the same four, more often."


def of_batch():
    one = sum(2 * W[l].size for l in W) + sum(W[l].size for l in W if l > 1)
    shapes = [(60, 2, 4), (60, 4, 3), (3, 60, 4), (60, 3, 4), (4, 60, 2)]
    assert sum(np.prod(shape) for shape in shapes) == 60 * one
    yield (
        "Are there fewer multiplications with matrices?* Wrong: yes, that is why it is faster. Right: as "
        "many; fewer steps of Python."
    )
    without, strong = (gradient(X, Y, W, b, decay)[2] for decay in (0, 5.0))
    assert all(np.array_equal(without[l], strong[l]) for l in b)
    yield "Which way does λ push b?* Wrong: towards 0. Right: not at all."
    yield "Two examples: two outer products, added; the same numbers as Δᵀ A with two rows. Then 1/N and λW"


def of_algorithm():
    f = lambda v: example_loss([sigmoid(v)], [1])
    central = lambda h: (f(0.7 + h) - f(0.7 - h)) / (2 * h)
    errors = {k: abs(central(10.0**k) - (sigmoid(0.7) - 1)) for k in range(-14, 0)}
    best = min(errors, key=errors.get)
    yield (
        "Does a smaller h always give a better derivative?* Wrong: yes, “h goes to 0”. Right: not below about "
        f"{ten_to(best)}."
    )
    (_, sums, _), (_, means, _) = (gradient(X[:n], Y[:n], W, b) for n in (1, 2))
    one = {l: weight_gradient(delta_output(a[3], Y[0]), a[2]) for l in (2,)}
    assert np.allclose(sums[2], one[2]) and not np.allclose(means[2] * 2, means[2])
    yield "Which data set hides a forgotten 1/N?* Wrong: none can. Right: one example."


def of_training():
    start = initial((2, 12, 3), seed=0)
    J = lambda W, b: objective(X, Y, W, b)
    _, dW, db = gradient(X, Y, *start)
    falls = {s: J(*start) - J(*step(*start, dW, db, s)) for s in (0.01, 1, 3)}
    yield (
        f"The step s = 0.01 makes J fall by {falls[0.01]:.4f}. What do s = 1 and s = 3 do?* Wrong: they make it fall "
        f"{1 / 0.01:.0f} and {3 / 0.01:.0f} times as much. Right: at 1 it falls by {falls[1]:.2f} only, and at 3 it "
        f"rises by {-falls[3]:.2f}."
    )
    zeros, _, _ = descend(X, Y, *initial((2, 12, 3), scale=0), learning_rate=1.0, epochs=50)
    assert np.ptp(zeros[1], axis=0).max() < 1e-12 and abs(zeros[2]).max() > 0
    yield (
        f"{WORDS[len(zeros[1])]} hidden units that all start at 0: what do they learn?* Wrong: nothing at all, "
        f"or {WORDS[len(zeros[1])].lower()} things. Right: all the same thing."
    )
    yield f"{WORDS[len(zeros[1])].lower()} twins are one unit"
    yield "Play `training.figure` from 0."


def of_saturation():
    one = first_float(lambda at: naive_sigmoid(at) == 1, 0.0, 1000.0)
    zero = first_float(lambda at: sigmoid(at) == 0, 0.0, -1000.0)
    yield (
        "From which z on does the computer say that φ(z) is 1, in 64 bits?* Wrong: never, which is true of "
        "the number "
        f"and not of the float, or {-zero:.0f}, the limit on the left. Right: about {one:.0f}."
    )
    sizes = delta_sizes(X[0], Y[0], *deep_network(10, 1.0))
    yield (
        f"{WORDS[len(sizes) + 1]} layers of sigmoids, weights between −1 and 1, |δ| about {sizes[10]:.1f} at "
        "the output: "
        "how large is it at layer 2?* Wrong: a tenth of that, one share for each layer. "
        f"Right: about {ten_to(np.log10(sizes[2]))}."
    )
    W_deep, _ = deep_network(10, 1.0)
    assert max(abs(W_deep[l]).max() for l in W_deep) <= 1
    exact = float(sigmoid(-40.0))
    assert exact < 1e-17 and sigmoid(40.0) - 1 == 0
    yield f"an absolute error of less than {ten_to(-17)} harms no training"
    yield "1/0 times 0. Then a − y, which never divides. The bound ¼‖W‖ of (11.17)"
    assert sigmoid_slope(0.0) == 1 / 4


def of_slips():
    eta = eta_below(W[2], delta_output(a[3], Y[0]))
    written = lambda eta: eta - sigmoid(z[2]) * sigmoid_slope(z[2])
    assert written(eta).shape == delta(eta, z[2]).shape == (4,)
    assert written(0 * eta).any() and not delta(0 * eta, z[2]).any()
    yield (
        "In the first line, write δ² for J². Do shapes or names still show that something is wrong?* Wrong: "
        "yes, a minus "
        f"cannot fit. Right: no; every name is defined, and everything is {written(eta).shape}. The special "
        "case η² = 0 "
        "shows it, and so does a measured derivative."
    )
    yield f"The {WORDS[3]} lines of *Predict*"


CLAIMS = {
    "00": start_here, "01": network, "02": of_loss, "03": of_eta, "04": of_delta, "05": of_outer, "06": of_pullback,
    "07": of_recursion, "08": of_batch, "09": of_algorithm, "10": of_training, "11": of_saturation, "12": of_slips,
}  # fmt: skip
SHOWN = re.compile(r"`\w+\.figure\w*`: `[^`]+` → “[^”]+”")  # held by test_teaching.py, as are minutes and answers
REFERENCE = re.compile(r"\(\d+\.\d+\)|\(\d+\.\d+\) to \(\d+\.\d+\)|^\d\d(?= · )|layer \d|Algorithm 1|and 04 solves")

NUMBER = re.compile(
    r"\d|Right:|Wrong:|\b(two|three|four|five|six|seven|eight|nine|ten|twelve|fifty|hundred|twice)\b", flags=re.I
)


def section(path):
    """What the guide says of a notebook in its own words."""
    (part,) = [part for part in GUIDE.split("\n## ") if part.startswith(f"{path.stem[:2]} · ")]
    words = " ".join(re.sub(r"\*\*Minutes\.\*\*.*", "", part.split("**Answers.**")[0]).split())
    return REFERENCE.sub("", SHOWN.sub("", words))


@pytest.fixture(params=stored.PATHS, ids=lambda path: path.stem)
def path(request):
    return request.param


def test_every_claim_is_what_the_guide_says(path):
    words = section(path)
    for piece in CLAIMS[path.stem[:2]]():
        assert REFERENCE.sub("", piece) in words


def test_every_number_and_every_right_answer_has_its_claim(path):
    words = section(path)
    for piece in CLAIMS[path.stem[:2]]():
        words = words.replace(REFERENCE.sub("", piece), " ")
    without = [words[max(0, found.start() - 60) : found.end() + 30] for found in NUMBER.finditer(words)]
    assert without == [], "compute it in a function of CLAIMS above"


# The plans


PLANS = GUIDE.split("## Plans")[1].split("\n## ")[0]
PLANNED = re.findall(r"\*\*(.+?)\.\*\* (.+?)(?=\n\n)", PLANS, flags=re.S)
NUMBERS = {"One": 1, "Two": 2}


def test_the_minutes_of_each_plan_add_up():
    held = 0
    for title, words in PLANNED:
        if lecture := re.match(r"(\w+) lectures? of (\d+) minutes", title):
            parts = re.split(r"\b(?:First|Second): ", words)[1:] or [words]
            assert len(parts) == NUMBERS[lecture[1]], title
            for part in parts:
                assert sum(map(int, re.findall(r"\*(\d+)\*", part))) == int(lecture[2]), f"{title}: {part}"
                held += 1
    assert held == 3


def test_each_plan_goes_through_the_course_in_order():
    last = stored.PATHS[-1].stem[:2]
    for title, words in PLANNED[:2]:
        named = re.findall(r"(?<![\d*])\d\d(?![\d*])", words)
        assert set(named) >= {path.stem[:2] for path in stored.PATHS[1:10]}, title
        taught = re.findall(r"\b(\d\d)\b(?! in \*)(?=:|, \d\d\)|\)| and \d\d: )|\b(\d\d) in \*", words)
        order = [one or two for one, two in taught]
        assert order == sorted(order), f"{title}: {order}"
    assert f"from 00 to 09; 10 to {last} in any order" in " ".join(dict(PLANNED)["Self-study"].split())
