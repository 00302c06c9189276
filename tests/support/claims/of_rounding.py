"""What the notebook of this stem claims in its text, and the teaching guide of it, computed."""

import math

import numpy as np

from backprop import rounding
from backprop.delta import delta_output
from backprop.derivatives import central_difference
from backprop.loss import losses_from_z
from backprop.network import sigmoid
from backprop.rounding import first_float, naive_sigmoid
from claiming import LOSS, OUT, THROUGH, ten_to, which
from wording import AT


def digits_of_half(z):
    """How many decimal digits of δ and of the loss the forms in z have in float16, target 1."""
    z, one = np.float16(z), np.float16(1)
    forms = rounding.delta_from_z(z, one), losses_from_z(z, one)
    of_delta, of_loss = map(rounding.correct_digits, forms, rounding.true_values(z, one))
    assert abs(of_delta - of_loss) < 0.01
    return of_delta


def notebook():
    dense = np.spacing(1e-9) < np.spacing(1.0)
    yield f"Floats are dense {which(dense, 'near 0, and not near 1', 'near 1')}."
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
    true = [rounding.true_values(float(z), float(y)) for z, y in cases]
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
    assert rounding.correct_digits(sigmoid([36.5])[0] - 1, rounding.true_values(36.5, 1.0)[0]) < 1
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
    bits = [np.finfo(kind).nmant + 1 for kind in (np.float64, np.float32, np.float16)]
    yield rf"The limits on the right are ${bits[0]}$, ${bits[1]}$ and ${bits[2]}$ times $\log 2$"
    ends = bits[0] * log2, -1075 * log2, -1024 * log2
    yield f"about ${ends[0]:.0f}$ on the right and ${ends[1]:.0f}$ on the left (and ${ends[2]:.0f}$ as the textbook"


def guide():
    one = first_float(lambda at: naive_sigmoid(at) == 1, 0.0, 1000.0)
    zero = first_float(lambda at: sigmoid(at) == 0, 0.0, -1000.0)
    yield (
        "From which z on does the computer say that φ(z) is 1, in 64 bits?* Wrong: never, which is true of "
        "the number "
        f"and not of the float, or {-zero:.0f}, the limit on the left. Right: about {one:.0f}."
    )
    exact = float(sigmoid(-40.0))
    assert exact < 1e-17 and sigmoid(40.0) - 1 == 0
    yield f"an absolute error of less than {ten_to(-17)} harms no training"
    yield "1/0 times 0. Then a − y, which never divides."


# What the notebook sets and does not claim: what is asked, what is to be tried, and where something is from.
CHOSEN = [
    "about $16$, $37$ or $745$?",
    "gives 50 digits. From $z = -700$ to $700$, the loss",
    "Target 1, 64 bits.",
    "Choose 32 and 16 bits.",
    "With 16 bits the left limit",
    "what is left at 36.5?",
]


# What the questions offer: the right option as computed, words of each wrong one and of its diagnosis


def saturation_clip_is():
    clipped = lambda z: -np.log(np.clip(sigmoid(z), 1e-12, 1 - 1e-12))
    slope = central_difference(clipped, np.array(-40.0))
    return "$0$" if slope == 0 else f"${slope}$"


saturation_clip_is_not = {
    "a": (f"$-{abs(delta_output([sigmoid(-40.0)], [1])[0]):.0f}$", "the true loss, a − y"),
    "c": (f"about $-10^{{{-np.log10(1e-12):.0f}}}$", "−1/a at the clipped a"),
    "d": ("not a number", "That is what the clip avoids"),
}


# Reasons beside a step of which no program tells whether they are so; a reader has. (·) is the number of an equation
READ = [
    "(·), then (·) with $-z$",
    "above and below times $e^{z}$",
    "one denominator",
    "the factor $e^{z}$ taken out",
]

# Reasons beside a step, and what would be none
FALSE_REASONS = [
    (r"$\log\tfrac{1}{u} = -\log u$", r"$\log\tfrac{1}{u} = \log u$"),
]


# The words of the exercises: pieces with sides that are equal; one without sides has a number, and claims nothing


def words():
    asked = "What is added to log(1 + e^(−|z|)) in each case? max(z, 0) − y z is both."
    for z in (-3.0, 0.7, 800.0):
        both = np.logaddexp(0, z) - max(z, 0)
        sides = ("log(1 + e^(−|z|))", both), ("max(z, 0) − y z", losses_from_z([z], [AT.y])[0] - both)
        yield "losses", f"e^(−|z|) never overflows. {asked}", sides, {"z": z}
    yield "losses", "Which exponential stays below 1 for z > 0, and which for z ≤ 0?", ()
    yield "saturation_clip", "φ(−40) is about 4·10⁻¹⁸, and the clip makes it 10⁻¹²", (
        ("4·10⁻¹⁸", float(f"{sigmoid(-40.0):.0e}")), ("10⁻¹²", np.clip(sigmoid(-40.0), 1e-12, 1)))  # fmt: skip


# Right answers, each written in another way


def losses__max(Z, Y):
    return np.maximum(Z, 0) - Y * Z + np.log1p(np.exp(-np.abs(Z)))


def losses__where(Z, Y):
    e = np.log1p(np.exp(-np.abs(Z)))
    return np.where(Z > 0, e + (1 - Y) * Z, e - Y * Z)


def losses__logaddexp(Z, Y):
    return np.where(Z > 0, np.logaddexp(0, -Z) + (1 - Y) * Z, np.logaddexp(0, Z) - Y * Z)


def losses__two_terms(Z, Y):
    return Y * np.logaddexp(0, -Z) + (1 - Y) * np.logaddexp(0, Z)


def losses__loops(Z, Y):
    out = np.empty(Z.shape)
    for k in np.ndindex(Z.shape):
        z, y = Z[k], Y[k]
        if z > 0:
            out[k] = math.log1p(math.exp(-z)) + (1 - y) * z
        else:
            out[k] = math.log1p(math.exp(z)) - y * z
    return out
