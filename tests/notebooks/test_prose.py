"""Every number in the prose of the notebooks is computed here, or is one that the text is free to choose.

A claim is a piece of a sentence as the notebook has it, with its numbers computed on the spot. If the notebook or the
code changes, the piece is no longer there. Numbers of notebooks, of slips and of lines are held too; a single digit,
such as a layer or a width, only where it is a result. The exercises and equations have tests of their own.
"""

import inspect
import re
from itertools import pairwise

import numpy as np
import pytest

import stored
from backprop import derivatives, digits, saturation, toy
from backprop.algorithm import algorithm_1
from backprop.batch import gradient
from backprop.course import NOTEBOOKS, name
from backprop.delta import delta_output
from backprop.eta import eta_output
from backprop.loss import example_loss, losses_from_z
from backprop.network import forward, forward_rows, sigmoid, sigmoid_slope
from backprop.training import descend, initial, step
from backprop.widgets import algorithm as check_figure
from backprop.widgets import batch as batch_figure
from backprop.widgets import loss as loss_figure
from backprop.widgets import saturation as saturation_figure
from backprop.widgets import start_here as start_figure

X, Y = toy.data()
W, b = toy.network()
a, z = forward(X[0], W, b)
delta = delta_output(a[3], Y[0])
loss = lambda answer: example_loss([answer], [1])
eta = lambda answer: eta_output([answer], [1])[0]


CODE = [text.rstrip() for text in inspect.getsource(algorithm_1).splitlines() if re.search(r"# +\d+$", text)]


def line(begins):
    """The number of the one line of Algorithm 1 that begins so."""
    (found,) = [text for text in CODE if text.strip().startswith(begins)]
    return int(found.split("#")[-1])


FORWARD, THROUGH, OUT = line("a[1] ="), line("eta[L] ="), line("delta[L] =")
WEIGHTS, BIASES, PULL, UNITS = line("dW[l - 1] ="), line("db[l - 1] ="), line("eta[l - 1] ="), line("delta[l - 1] =")
LOSS, MEAN, DECAYED, DECAY = line("J_hat"), line("J = J + (1"), line("J = J + np.sum"), line("dW[l] = dW")
WHILE, IF, DOWN, LAST = line("while"), line("if l"), line("l = l - 1"), line("return")


def of_start_here():
    steps = len(start_figure.STEPS)
    yield f"Move the slider from 1 to {steps}."
    yield f"And after step {steps} every weight"
    with_map = [name(one) for one in NOTEBOOKS if one.lights]
    first, last = with_map[0][:2], with_map[-1][:2]
    assert f"Notebooks {first} to {last} begin with this map" in stored.markdown(stored.PATHS[0])
    assert with_map == [path.stem for path in stored.PATHS if first <= path.stem[:2] <= last]
    for stem in with_map:
        cells = stored.read(stored.FOLDER / f"{stem}.ipynb").cells
        assert any("derivation_map.show" in cell.source for cell in cells), stem


def of_network():
    (x1, x2), (w1, w2), c = X[0], W[1][0], b[1][0]
    yield f"The first point is $x = ({x1}, {x2})$."
    yield f"Hidden unit 1 has the weights ${w1}$ and ${w2}$ and the bias ${c}$:"
    yield (
        rf"$$z^{{(2)}}_1 = {w1}\cdot({x1}) + ({w2})\cdot({x2}) + {c} = "
        rf"{w1 * x1:.1f} + {w2 * x2:.2f} + {c} = {z[2][0]:.2f}, "
        rf"\qquad a^{{(2)}}_1 = \frac{{1}}{{1 + e^{{-{z[2][0]:.2f}}}}} \approx {a[2][0]:.4f}$$"
    )
    yield f"These are lines {FORWARD} and {FORWARD + 1} of Algorithm 1"
    v1, v2 = W[1][1]
    yield rf"unit 2 yourself: ${v1}\cdot({x1}) + {v2}\cdot({x2}) - {-b[1][1]}$."
    inside = [toy.answers([[r, 0.0]])[0, 1] for r in (0.79, 0.81, 1.59, 1.61)]
    assert inside == [0, 1, 1, 0]
    yield "the ring between the radii $0.8$ and $1.6$?"
    beside = [toy.answers([[0.3 + 0.5 * x + step, x]])[0, 0] for x in (-1.0, 1.0) for step in (-1e-9, 1e-9)]
    assert beside == [0, 1, 0, 1]
    yield r"right of the line $x_1 = 0.3 + 0.5\,x_2$?"
    yield f"The data set has {len(X)} points"
    count = sum(W[l].size + b[l].size for l in W)
    yield rf"$4\cdot 2 + 4 + 3\cdot 4 + 3 = {count}$ parameters"


def of_loss():
    yield (
        f"The losses at 0.9, 0.5 and 0.1 are ${loss(0.9):.2f}$, ${loss(0.5):.2f}$ and ${loss(0.1):.2f}$: "
        "the third is more than three times the second"
    )
    assert loss(0.1) > 3 * loss(0.5)
    u = 1.0
    paths = [(1.5 - u) * 2 * u, u**2 * -1, -2 * -np.exp(-u)]  # of f = v₁ v₂ − 2 v₃
    assert paths[0] + paths[1] == 0
    yield f"along three paths, with the slopes ${paths[0]:+.0f}$, ${paths[1]:+.0f}$ and ${paths[2]:+.3f}$."
    yield f"two paths cancel and the third decides: the slope is ${sum(paths):+.3f}$."
    slope = lambda u: loss_figure.compute_paths(u, 0.1)["sum"]
    grid = [round(-1 + 0.05 * k, 2) for k in range(61)]  # the stops of the slider
    signs = [(left, right, slope(right) > 0) for left, right in pairwise(grid) if slope(left) * slope(right) < 0]
    (low, low_end, rising), (high, high_end, rising_again) = signs
    assert rising and not rising_again
    yield (
        f"Within the slider's range all three cancel twice, between $u = {low:.2f}$ and ${low_end:.2f}$ and between "
        f"${high:.2f}$ and ${high_end:.2f}$: there $f$ has a minimum and a maximum"
    )


    yield (
        f"The loss is line {LOSS} of Algorithm 1, the mean line {MEAN} and the weight decay line {DECAYED}."
    )


def of_eta():
    yield f"This is line {THROUGH} of Algorithm 1"
    slopes = eta(0.01), eta(0.5), eta(0.99)
    yield (
        f"The three slopes are ${slopes[0]:.0f}$, ${slopes[1]:.0f}$ and ${slopes[2]:.2f}$: "
        f"the first is {slopes[0] / slopes[1]:.0f} times the second and {slopes[0] / slopes[2]:.0f} times the third."
    )


def of_delta():
    yield f"This is line {OUT} of Algorithm 1"
    answer = sigmoid(-6.0)
    yield rf"$a = \varphi(-6) \approx {answer:.4f}$"
    yield (
        f"At $z = -6$, η is about ${eta(answer):.0f}$ and φ′ about ${sigmoid_slope(-6.0):.4f}$; "
        f"the product is ${eta(answer) * sigmoid_slope(-6.0):.4f}$."
    )


def of_outer():
    yield f"These are lines {WEIGHTS} and {BIASES} of Algorithm 1"
    array = np.einsum("ga,b->gab", np.eye(3), a[2])
    yield rf"$3\cdot 3\cdot 4 = {array.size}$ entries"
    assert np.count_nonzero(array) == 12
    yield f"Twelve of the {array.size} are not zero"


def of_pullback():
    yield f"This is line {PULL} of Algorithm 1"
    w = W[2][:, 1]
    yield f"carry the weights ${w[0]:+}$, ${w[1]:+}$ and ${w[2]:+}$."
    yield f"their $\\delta^{{(3)}}$, are ${delta[0]:+.2f}$, ${delta[1]:+.2f}$ and ${delta[2]:+.2f}$."
    terms = w * delta
    unit4 = W[2][:, 3] * delta
    assert np.abs(W[2][:, 3]).argmax() == 0 and np.abs(unit4).argmax() == 1
    yield rf"it is ${W[2][1, 3]} \cdot {delta[1]:.2f} \approx {unit4[1]:.2f}$, although the wire with ${W[2][0, 3]}$"
    third = delta_output(forward(X[2], W, b)[0][3], Y[2])
    yield rf"$\eta = {terms.sum():+.2f}$ at point 1 and ${w @ third:+.2f}$ at point 3."
    yield f"three terms: ${terms[0]:.2f} + {terms[1]:.2f} - {-terms[2]:.2f} = {terms.sum():.2f}$"


def of_recursion():
    x1, x2 = X[0]
    yield f"The point is $x = ({x1}, {x2})$"
    yield f"The second column is the first times ${x2}/{x1} = {x2 / x1:.1f}$"
    count = sum(W[l].size + b[l].size for l in W)
    yield f"The network has {count} parameters."
    yield f"{2 * count} forward passes by wiggling"
    yield f"These are lines {WHILE} to {DOWN} of Algorithm 1"
    yield rf"line {UNITS} is $\;\delta^{{(l-1)}}"


def of_batch():
    assert 1.4 in W[2] and -0.8 in W[2]
    N = len(X)
    yield f"| $X = A^{{(1)}}$, $Y$ | {X.shape}, {Y.shape} |"
    yield rf"| $Z^{{(2)}}, A^{{(2)}}, \mathrm{{H}}^{{(2)}}, \Delta^{{(2)}}$ | {(N, 4)} |"
    yield rf"| $\Delta^{{(3)}}$ | {(N, 3)} |"
    yield rf"| $\Delta^{{(3)\top}} A^{{(2)}}$ | {(3, N)} times {(N, 4)} | is {W[2].shape}, the shape of $W^{{(2)}}$"
    yield f"the {N} is summed away"
    yield rf"| $\Delta^{{(3)}}\,W^{{(2)}}$ | {(N, 3)} times {W[2].shape} | is {(N, 4)}: rows stay examples"
    yield f"The toy data, all {N} points"
    yield f"Then the matrices, for all {N} at once."
    yield f"Let the number of examples grow from 1 to {N}."
    yield f"compare the mean with that of all {N}."
    yield rf"The $\frac1N$ is in lines {WEIGHTS} and {BIASES} of Algorithm 1, the λW in line {DECAY}:"
    yield "push a weight of $1.4$, and which way one of $-0.8$?"
    seen = batch_figure.compute(8, 12, 12, 0.2)  # as the figure first stands
    lines, right = np.hypot(*seen["each"].T), int((seen["each"][:, 0] > 0).sum())
    yield (
        f"{right} of its {len(lines)} lines point to the right and {len(lines) - right} to the left, and the mean, "
        f"${np.hypot(*seen['mean']):.2f}$ long, is shorter than the lines are on average, ${lines.mean():.2f}$."
    )


def errors_at(h):
    """How far a central difference with this h is from the slope of Ĵ along one weight."""

    def f(w):
        moved = {1: W[1], 2: W[2].astype(complex)}
        moved[2][1, 3] = w[0]
        return example_loss(forward(X[0], moved, b)[0][3], Y[0])

    at = [W[2][1, 3]]
    exact = derivatives.complex_step(f, at)[0]
    return abs(derivatives.central_difference(lambda w: f(w).real, at, h)[0] - exact)


def of_algorithm():
    assert [int(text.split("#")[-1]) for text in CODE] == list(range(1, LAST + 1))
    yield (
        rf"Line {WEIGHTS} uses $\delta^{{(l)}}$, which line {OUT} has set at the output and line {UNITS} below it, "
        rf"$a^{{(l-1)}}$ of line {FORWARD + 1}, or of line {FORWARD} where"
    )
    yield f"The listing below has {LAST} lines."
    yield f"by line number {(THROUGH, OUT, WEIGHTS, BIASES, PULL, UNITS, DECAY)}"
    table = [
        (f"{FORWARD}, {FORWARD + 1}", "the forward pass"), (THROUGH, "η of the output"), (OUT, "δ of the output"),
        (WEIGHTS, "the weights, with"), (BIASES, "the biases, likewise"), (PULL, "back through the weights"),
        (UNITS, "δ of a hidden layer"), (f"{WHILE}, {IF}, {DOWN}", "the same moves"),
        (f"{LOSS}, {MEAN}, {DECAYED}", "$J$ itself"), (DECAY, "weight decay"),
    ]  # fmt: skip
    yield from (f"| {number} | {what}" for number, what in table)
    yield f"Step from line {THROUGH} to line {DOWN}. Which values does line {WEIGHTS} use"
    yield f"How often is line {PULL} reached?"
    yield f"Line {UNITS} still needs $z$ and line {WEIGHTS} still needs $a$"
    yield f"line {PULL} is reached $L - 2$ times for each example. Line {DECAYED} changes $J$ last"
    yield f"answered by lines {WEIGHTS} and {DECAY}."
    yield f"These are lines 1 to {LAST} of Algorithm 1"
    eps = np.finfo(float).eps
    bits = np.finfo(float).nmant
    yield f"Its floats have {bits + 1} binary digits"
    yield rf"with $\varepsilon = 2^{{-{bits}}}$"
    ratios = [errors_at(10.0**-k) / errors_at(10.0 ** -(k + 1)) for k in (1, 2, 3)]
    assert np.allclose(ratios, 100, rtol=0.05)
    yield f"Each step divides $h$ by 10 and the error by {ratios[0]:.0f}"
    best = (1.5 * eps) ** (1 / 3)  # where h²/6 · |f‴| and ε |f| / 2h together are smallest
    yield rf"that is about ${1e6 * best:.0f} \cdot 10^{{-6}}$, and ten digits or so are right."
    yield rf"with $h = \varepsilon^{{1/3}} \approx {1e6 * eps ** (1 / 3):.0f} \cdot 10^{{-6}}$"
    off = {}
    for v in (30.0, 36.0):  # y = 0, where the slope of the loss is φ
        slope = derivatives.complex_step(lambda z: example_loss(sigmoid(z), [0.0]), [v])[0]
        off[v] = f"{100 * abs(slope / sigmoid(v) - 1):.1f} %"
    yield f"with $y = 0$ its slope is {off[30.0]} off at $z = 30$ and {off[36.0]} at $z = 36$."
    assert 1e-308 < np.finfo(float).tiny < 1e-307
    yield "below $10^{-308}$, floats run out."
    rough = check_figure.compute_check(-15.0)["error"] / abs(gradient(X[:1], Y[:1], W, b)[1][2][1, 3])
    assert 0.1 < rough
    yield r"At $h = 10^{-15}$ not one digit is left."
    errors = [abs(derivatives.central_difference(np.exp, 1.0, 10.0**-k) / np.e - 1) for k in (5, 8, 11)]
    assert errors == sorted(errors)
    yield "below $10^{-5}$, a smaller $h$ is on the whole worse."


def of_training():
    start = initial((2, 12, 3), seed=0)
    J0, dW, db = gradient(X, Y, *start)
    square = sum(np.sum(dW[l] ** 2) + np.sum(db[l] ** 2) for l in dW)
    always_no = int((Y[:, 1] < 0.5).sum())
    assert ring_points(1) == ring_points(2) == always_no < ring_points(4) < always_no + 5 < 50 < ring_points(8) < 60
    assert ring_points(16) == len(X)
    yield "with 4 hardly, with 8 for the most part; with 16 all its points are right."
    yield f"the squares of all entries of the gradient add up to ${square:.2f}$."
    _, _, history = descend(X, Y, *start, 1.0, 300)
    J = gradient(X, Y, *descend(X, Y, *start, 1.0, 300)[:2])[0]
    assert len(history["J"]) == 300
    yield f"the same 300 epochs led to $J = {J:.2f}$."
    *trained, history = descend(X, Y, *start, 10.0, 1000)
    right = (forward_rows(X, *trained)[0][3] > 0.5) == (Y > 0.5)
    assert np.sum(np.diff(history["J"][:100]) > 0) > 5  # the spikes of the first epochs
    yield f"it ends with all {right.sum()} answers right."
    assert right.all()
    rises = {rate: np.diff(descend(X, Y, *start, rate, 51)[2]["J"]) > 0 for rate in (3.0, 30.0)}
    assert rises[30.0].sum() > len(rises[30.0]) / 2
    yield "At 30 more than half of the steps make it larger"
    steps = len(rises[30.0])
    yield f"The same start, {steps} steps. ($J$ is noted before each step, so {steps + 1} entries"
    yield f"show it after 0, 1, … and {steps} steps.)"
    assert rises[3.0].sum() == 3
    yield "At 3 three of the steps made $J$ larger"
    fall = lambda s: gradient(X, Y, *step(*start, dW, db, s))[0] - J0
    assert 0.5 < fall(1.0) / -square < 0.6 and fall(3.0) > 0
    yield "The step 100 times as long brings little more than half of what was promised, and after the one 300 times"
    yield f"the result of line {LAST} of Algorithm 1"
    images, _ = digits.load()
    yield f"An input has {images[0].size} entries instead of {X.shape[1]}"
    train, _, held, _ = digits.data()
    yield f"`digits.py` holds {len(images):,} real digits"
    yield f"With {len(train):,} examples, one gradient over all of them"
    full, rest = divmod(len(train), 91)  # 91 = ⌈1442 / 16⌉, the number of batches of at most 16
    assert -(-len(train) // 16) == 91 and full == 15
    yield (
        f"Here {len(train):,} is no multiple of 16: an epoch has {rest} batches of 16 examples and {91 - rest} of 15"
    )
    yield f"And {len(held)} images are few: one image is {100 / len(held):.1f} %."


def of_saturation():
    log2, tiny = np.log(2), np.finfo(float).smallest_subnormal
    yield rf"$z = 53 \log 2 \approx {53 * log2:.1f}$ on."
    yield rf"$z = 54 \log 2 \approx {54 * log2:.1f}$ on."
    yield rf"the sum is rounded to 1 from $24 \log 2 \approx {24 * log2:.1f}$ on."
    yield rf"below $z \approx {-np.log(np.finfo(float).max):.1f}$."
    yield rf"Below $-1075 \log 2 \approx {-1075 * log2:.1f}$"
    yield rf"below $-1024 \log 2 \approx {-1024 * log2:.1f}$"
    assert tiny == 2.0**-1074
    yield "the smallest float above 0 is $2^{-1074}$"
    cases = [(30, 0), (37, 0), (37, 1), (-37, 1), (-710, 1)]
    true = [saturation.true_values(float(z), float(y)) for z, y in cases]
    shown = ["$10^{-16}$" if abs(v) < 0.5 else f"${v:.0f}$" for pair in true for v in pair]
    small = [float(abs(v)) for pair in true for v in pair if abs(v) < 0.5]
    assert all(0.5e-16 < v < 2e-16 for v in small) and float(true[2][0]) < 0
    deltas = [s if s != "$10^{-16}$" else "$-10^{-16}$" for s in shown[::2]]
    yield f"row by row, the δ are about {', '.join(deltas)} and the losses about {', '.join(shown[1::2])}."
    yield f"Even the right answer breaks: at $z = {cases[2][0]}$ with $y = {cases[2][1]}$"
    eps = np.finfo(float).eps
    yield f"A float64 has about {-np.log10(eps):.0f} decimal digits."
    yield f"A float64 is a number with {np.finfo(float).nmant + 1} binary digits"
    assert np.spacing(1.0) == eps == 2.0**-52 and 1 - np.nextafter(1.0, 0) == 2.0**-53
    yield "between 1 and 2 it is $2^{-52}$, between ½ and 1 it is $2^{-53}$"
    yield f"In float32, with its {np.finfo(np.float32).nmant + 1} binary digits,"
    yield "at most $2^{-53}$, half the distance"
    yield "with an error of up to about $2^{-53}$."
    yield r"with $\varepsilon = 2^{-52}$."
    yield f"lines {THROUGH}, {OUT} and {LOSS} of Algorithm 1."
    yield f"The last says what lines {PULL} and {UNITS} do"
    assert saturation.correct_digits(sigmoid([36.5])[0] - 1, saturation.true_values(36.5, 1.0)[0]) < 1
    yield rf"one for every $\log 10 \approx {np.log(10):.1f}$ of $z$; at $36.5$ none is left."
    yield "Then $a - y$ becomes 0, off by $10^{-16}$"
    largest = np.finfo(np.float16).max
    passed = -np.log(float(largest))
    yield f"because ${largest:.0f}$ is the largest float16, and $e^{{-z}}$ passes it at $z = {passed:.1f}$."
    half = np.finfo(np.float16)
    assert half.smallest_normal == 2.0**-14 and np.float16(2.0**-25) == 0 < np.float16(1.01 * 2.0**-25)
    yield "below $2^{-14}$ they have fewer digits, and what is below $2^{-25}$ is rounded to 0."
    left = {z: digits_of_half(z) for z in (0.0, 14.0, 16.0, 25 * log2 + 0.1)}
    assert left[25 * log2 + 0.1] == 0
    yield (
        rf"of {left[0.0]:.1f} digits {left[14.0]:.1f} are left at $z = 14$, {left[16.0]:.1f} at $16$, and none from "
        rf"$25 \log 2 \approx {25 * log2:.1f}$ on."
    )
    deep = {scale: saturation_figure.compute_depth(12, scale) for scale in (1.0, 4.0, 16.0)}
    assert deep[1.0]["sizes"][2] < deep[4.0]["sizes"][2] / 100 and deep[16.0]["sizes"][2] < deep[4.0]["sizes"][2]
    assert min(deep[16.0]["slopes"], key=deep[16.0]["slopes"].get) == 7
    yield "at scale 4 a good deal less"
    yield rf"At scale 16 more of it is lost again: the last row falls from ${sigmoid_slope(0.0)}$ towards 0."
    yield rf"of more than ${1e5 * deep[16.0]['slopes'][7]:.1f} \cdot 10^{{-5}}$"
    sizes = saturation.delta_sizes(X[0], Y[0], *saturation.deep_network(10, 1.0))
    yield rf"stands in the table above: ${1e6 * sizes[2]:.0f} \cdot 10^{{-6}}$, nearest to $10^{{-5}}$."
    assert 0.4 < sizes[10] < 0.6
    yield r"At the output $|\delta|$ is about $0.5$."
    bits = [np.finfo(kind).nmant + 1 for kind in (np.float64, np.float32, np.float16)]
    yield rf"The limits on the right are ${bits[0]}$, ${bits[1]}$ and ${bits[2]}$ times $\log 2$"
    ends = bits[0] * log2, -1075 * log2, -1024 * log2
    yield f"about ${ends[0]:.0f}$ on the right and ${ends[1]:.0f}$ on the left (and ${ends[2]:.0f}$ as the textbook"


def digits_of_half(z):
    """How many decimal digits of δ and of the loss the forms in z have in float16, target 1."""
    z, one = np.float16(z), np.float16(1)
    forms = saturation.delta_from_z(z, one), losses_from_z(z, one)
    of_delta, of_loss = map(saturation.correct_digits, forms, saturation.true_values(z, one))
    assert abs(of_delta - of_loss) < 0.01
    return of_delta


def ring_points(hidden):
    """How many of the 60 points are right for the ring after 1000 epochs at the learning rate 3."""
    trained = descend(X, Y, *initial((2, hidden, 3), seed=0), learning_rate=3.0, epochs=1000)
    return int(((forward_rows(X, *trained[:2])[0][3] > 0.5) == (Y > 0.5))[:, 1].sum())


def of_slips():
    first = min(z for z in range(30, 50) if 1 / (1 + np.exp(-float(z))) == 1)
    yield rf"is exactly 1 from $z \approx {first}$ on."
    yield f"This is what lines {THROUGH} to {DECAY} of Algorithm 1 compute"


CLAIMS = {name[3:]: claims for name, claims in list(globals().items()) if name.startswith("of_")}

# What the text sets and does not claim: what is asked, what is to be tried, and where something comes from.
CHOSEN = {
    "loss": [
        "One network says $a = 0.9$, a second $0.5$, a third $0.1$.",
        "Target 1, and $a$ at 0.9, 0.5 and 0.1", "$v_2 = 1.5 - u$",
    ],
    "eta": [
        r"The network says $a^{(3)}_\alpha = 0.01$", "A second network says $0.5$, and a third says $0.99$.",
        "put $a$ at 0.01, 0.5 and 0.99.",
    ],
    "batch": ["is $+0.4$ for some examples and $-0.4$ for as many others."],
    "algorithm": ["takes $h = 10^{-30}$."],
    "training": [
        "Then the step is made 100 times as long, and 300 times. Does $J$ fall 100 and 300 times as much?",
        "Another network has 12 hidden units", "A 2–12–3 network for the toy data.",
        "Then training, for 300 epochs.", "Stay at epoch 300 and go",
        "the first 100 epochs of the gradient's size",
        "At the learning rate 0.1 the way is too long. At 10 the spikes", "At 30 there is no end to them.",
        "written by 13 people",
        "with the seeds 0 to 11 it was always at least 96 %.",  # test_digits.py tries the worst of them
        "The same 13 people wrote", "With it, 40 epochs over",
        "Every parameter moves by $-0.01$ times its own entry", "At 0.1 the way is long.", "Go to epoch 1000.",
        "Set λ to 0.01.", "UCI Machine Learning Repository, 1998, CC BY 4.0",
    ],
    "saturation": [
        "about $16$, $37$ or $745$?", "A network has 10 layers, four units",
        "in a network of 10 layers with four units", "gives 50 digits. From $z = -700$ to $700$, the loss",
        "Target 1, 64 bits.", "Choose 32 and 16 bits.",
        "With 16 bits the left limit", "Does 16? 3. At scale 16, read",
        "What is it at layer 2: about $0.1$, $10^{-3}$ or $10^{-5}$?", "what is left at 36.5?", "scale 0.5.",
    ],
    "slips": ["let λ be 1000.", "λ = 1000 shows slip", "In the three that it lets through, 2, 3 and 12,"],
}  # fmt: skip

NUMBER = re.compile(r"(?<![\w.])\d+\.\d+(?!\w)|10\^\{?-?\d+|\d,\d{3}|(?<!\d)\d{4,}|(?<![\w.^{,])\d{2,3}(?![\w.,]?\d)")
NOTEBOOK = re.compile(r"(?<=# )(\d\d)(?= · )|(?<=[nN]otebook )(\d\d)|(?<=[nN]otebooks )(\d\d) (?:and|to) (\d\d)")
SLIP = re.compile(r"(?<=[sS]lip )(\d+)")
LINK = re.compile(r"\[(?:← )?(\d\d)\b[^]]*\]\((\d\d)_\w+\.ipynb\)")


def prose(path):
    """The text of a notebook without its exercises, listing, tagged equations, and references: these have tests."""
    text = re.sub(r"## Your turn.*?(?=\n## |\Z)", "", stored.markdown(path), flags=re.S)
    text = re.sub(r"```.*?```", "", text, flags=re.S)
    tagged = lambda block: "" if r"\tag" in block[0] else block[0]
    text = re.sub(r"\$\$.+?\$\$", tagged, text, flags=re.S)
    text = re.sub(r"\(\d+\.\d+\)", "", text)
    for reference in (LINK, NOTEBOOK, SLIP):
        text = reference.sub("", text)
    return re.sub(r"\]\([^)]*\)", "]", text)


@pytest.fixture(params=stored.PATHS, ids=lambda path: path.stem)
def path(request):
    return request.param


def pieces(path):
    claims = CLAIMS.get(path.stem[3:])
    return [*(claims() if claims else ()), *CHOSEN.get(path.stem[3:], ())]


def test_every_claim_is_what_the_text_says(path):
    text = " ".join(prose(path).split())
    for piece in pieces(path):
        assert piece in text


def test_every_decimal_number_has_its_claim(path):
    text = " ".join(prose(path).split())
    for piece in pieces(path):
        text = text.replace(piece, " ")
    without = [text[max(0, m.start() - 60) : m.end() + 20] for m in NUMBER.finditer(text)]
    assert without == [], "compute each in a function of CLAIMS above, or enter what is chosen in CHOSEN"


def test_a_changed_digit_is_seen(path):
    """Each decimal number of the text in turn gets another last digit: one of the two tests above must fail."""
    text, piece_list = " ".join(prose(path).split()), pieces(path)
    for found in NUMBER.finditer(text):
        last = found.end() - 1
        other = text[:last] + str((int(text[last]) + 1) % 10) + text[last + 1 :]
        assert any(piece not in other for piece in piece_list), found[0]


def test_numbers_of_notebooks_and_slips_exist(path):
    text, own = stored.markdown(path), path.stem[:2]
    assert text.startswith(f"# {own} · ")
    assert all(number == target for number, target in LINK.findall(text))
    cited = {number for found in NOTEBOOK.findall(text) for number in found if number}
    assert cited <= {other.stem[:2] for other in stored.PATHS}
    assert {int(number) for number in SLIP.findall(text)} <= set(range(1, 13))
