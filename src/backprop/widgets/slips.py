"""The live figure of 16_slips.ipynb: a slip of the notes as written and corrected, with the numbers of both."""

from functools import lru_cache

import numpy as np

from .. import course, toy
from ..delta import delta, delta_output
from ..derivatives import complex_step
from ..loss import example_loss, losses_from_z, objective
from ..network import forward, sigmoid, sigmoid_slope
from ..outer import bias_gradient, weight_gradient
from ..pullback import eta_below
from ..recursion import backprop_example
from ..rounding import textbook_delta
from . import svg
from .controls import Steps
from .figure import Figure
from .palette import ERROR, FILL, INK, LINE, PAPER, QUIET, TEXT, tint
from .text import number, signed

X, Y = toy.data()
W, B = toy.network()
DECAY = 0.1  # λ where J is meant
CHECKS = ("shapes and names", "special case", "derivative")
# The slips in the order of the notes: title, the notes' own words, the form as written and corrected (⟦ ⟧ is
# struck out), which of the checks catch it, and what they see.
SLIPS = {
    1: (
        "The gradients asked for",
        "We need to compute the gradients (∂J̃/∂W_{αβ}^{(2)}, ∂J̃/∂b_{α}^{(2)}, ∂J̃/∂W_{αβ}^{(3)}, ∂J̃/∂b_{α}^{(3)})",
        "∂/∂W^{(2)},  ∂/∂b^{(2)},  ⟦∂/∂W^{(3)},  ∂/∂b^{(3)}⟧",
        "∂/∂W^{(1)},  ∂/∂b^{(1)},  ∂/∂W^{(2)},  ∂/∂b^{(2)}", (0,),
        "The network has no W⁽³⁾ and no b⁽³⁾: the index of a weight is that of the layer that it leaves.",
    ),
    2: (
        "(*) and its λ", "∂J̃/∂W_{αβ}^{(2)} = 1/N Σ_{i} ∂J̃^{i}/∂W_{αβ}^{(2)} + λ W_{αβ}^{(2)} etc. (*)",
        "∂⟦J̃⟧/∂W^{(2)} = 1/N Σ_{i} ∂J^{i}/∂W^{(2)} + λ W^{(2)}",
        "∂J/∂W^{(2)} = 1/N Σ_{i} ∂J^{i}/∂W^{(2)} + λ W^{(2)}", (1, 2),
        "The right side is right; it is the gradient of J, and not of J̃, which has no λ in it.",
    ),
    3: (
        "“etc.”", "∂J̃/∂W_{αβ}^{(2)} = 1/N Σ_{i} ∂J̃^{i}/∂W_{αβ}^{(2)} + λ W_{αβ}^{(2)} etc. (*)",
        "∂J/∂b^{(2)} = 1/N Σ_{i} ∂J^{i}/∂b^{(2)} ⟦+ λ b^{(2)}⟧", "∂J/∂b^{(2)} = 1/N Σ_{i} ∂J^{i}/∂b^{(2)}", (2,),
        "Read with “etc.”, the biases decay as well; but J has no square of a bias in it.",
    ),
    4: (
        "Four names for the loss", "the derivative wrt J̃ and from (*) follows the derivative wrt J̃",
        "of ⟦J̃⟧,  and from (*) of ⟦J̃⟧", "of Ĵ,  and from (*) of J", (0, 2),
        "One name stands for two losses. On the left the gradient of Ĵ is taken for that of J, both by W⁽²⁾.",
    ),
    5: (
        "An index from nowhere", "for the computation of ∂Ĵ/∂W_{αp}^{(2)} = ∂Ĵ^{i}/∂W_{αp}^{(2)} etc.",
        "∂Ĵ/∂W^{(2)}_{α}⟦_{p}⟧ = ∂J^{i}/∂W^{(2)}_{α}⟦_{p}⟧", "∂Ĵ/∂W^{(2)}_{αβ} = ∂J^{i}/∂W^{(2)}_{αβ}", (0,),
        "The index p is never defined, and the β of “for every α, β” is missing.",
    ),
    6: (
        "One thing, three names",
        "s_{α}^{(3)} := ∂Ĵ/∂z_{α}^{(3)} … f^{(3)} = η^{(3)} · φ(z^{(3)}) · (1 − φ(z^{(3)})) … Σ_{γ} f′_{γ} · …",
        "⟦s^{(3)}⟧,  ⟦f^{(3)}⟧,  ⟦f′⟧", "δ^{(3)},  δ^{(3)},  δ^{(3)}", (0,),
        "The names f and f′ are never defined, and f′ looks like a derivative; all three are δ⁽³⁾.",
    ),
    7: (
        "The Kronecker step", "∂z_{γ}^{(3)}/∂W_{αβ}^{(2)} = … = Σ_{τ} δ_{ατ} δ_{τβ} a_{τ}^{(2)} = δ_{αβ} a_{β}^{(2)}",
        "∂z_{γ}/∂W_{αβ} = Σ_{τ} ⟦δ_{ατ}⟧ δ_{τβ} a_{τ} = ⟦δ_{αβ}⟧ a_{β}",
        "∂z_{γ}/∂W_{αβ} = Σ_{τ} δ_{γα} δ_{τβ} a_{τ} = δ_{γα} a_{β}", (0, 2),
        "The γ of the left side is lost, and α = β makes sense only if W is square; here 3–3–3, summed with δ⁽³⁾.",
    ),
    8: (
        "A derivative of what?", "∂W^{(3)}/∂W^{(2)} = f^{(3)} a^{(2)T}, an outer product.",
        "⟦∂W^{(3)}⟧/∂W^{(2)} = ⟦f^{(3)}⟧ a^{(2)}\u2009ᵀ", "∂Ĵ/∂W^{(2)} = δ^{(3)} a^{(2)}\u2009ᵀ", (0,),
        "A matrix by a matrix would need four indices, and there is no W⁽³⁾; the right side is right.",
    ),
    9: (
        "A bias changes layer", "∂b_{α}^{(3)} := Σ_{γ} ∂J/∂z_{γ}^{(3)} ∂z_{γ}^{(3)}/∂b_{α}^{(2)}",
        "∂⟦b^{(3)}⟧_{α} := Σ_{γ} ∂J/∂z^{(3)}_{γ} · ∂z^{(3)}_{γ}/∂b^{(2)}_{α}",
        "∂Ĵ/∂b^{(2)}_{α} = Σ_{γ} ∂Ĵ/∂z^{(3)}_{γ} · ∂z^{(3)}_{γ}/∂b^{(2)}_{α} = δ^{(3)}_{α}", (0,),
        "The left side says b⁽³⁾, the right side b⁽²⁾, and only b⁽²⁾ exists.",
    ),
    10: (
        "Which W?", "η^{(2)} = W^{⊤} δ^{(3)}.  ← line 15 of Alg1.",
        "η^{(2)} = ⟦W⟧\u2009ᵀ δ^{(3)}", "η^{(2)} = W^{(2)}\u2009ᵀ δ^{(3)}", (0, 2),
        "In the 2–4–3 network only W⁽²⁾ fits; in a 3–3–3 network, as here, W⁽¹⁾ fits as well and is wrong.",
    ),
    11: (
        "δ²", "It easily follows that J^{(2)} = η^{(2)} − φ(z^{(2)}) · φ′(z^{(2)}).",
        "⟦J^{(2)}⟧ = η^{(2)} ⟦−⟧ φ(z^{(2)}) · ⟦φ′(z^{(2)})⟧",
        "δ^{(2)} = η^{(2)} · φ(z^{(2)}) · (1 − φ(z^{(2)}))", (0, 1, 2),
        "J⁽²⁾ is no name, and with η⁽²⁾ = 0 the form is not 0. Here every shape and sign is right, and no number.",
    ),
    12: (
        "What is not said", "η_{α}^{(3)} := ∂Ĵ/∂a_{α}^{(3)} = −y_{α}/a_{α}^{(3)} + (1 − y_{α})/(1 − a_{α}^{(3)})",
        "δ^{(3)} = ⟦η^{(3)} · φ′(z^{(3)})⟧", "δ^{(3)} = a^{(3)} − y", (1,),
        "With every z⁽³⁾ larger by 40, φ(z⁽³⁾) rounds to 1: η⁽³⁾ is infinite or NaN, and η⁽³⁾ · φ′ is NaN.",
    ),
}  # fmt: skip


@lru_cache
def numbers(slip):
    """What the form as written gives and what is measured for it, and the same for the corrected form.

    Four rows of numbers, or None where a form has no numbers; NaN stands where a form gives no number.
    """
    x, y = X[0], Y[0]
    a, z = forward(x, W, B)
    error = delta_output(a[3], y)
    if slip in (2, 3, 4):
        return _over_all(slip)
    if slip in (7, 10):
        return _in_a_square_network(slip)
    if slip in (5, 8):
        measured = complex_step(lambda V: example_loss(sigmoid(V @ a[2] + B[2]), y), W[2])
        return None, None, weight_gradient(error, a[2]), measured
    if slip == 6:
        return None, None, error, complex_step(lambda v: example_loss(sigmoid(v), y), z[3])
    if slip == 9:
        measured = complex_step(lambda v: example_loss(sigmoid(W[2] @ a[2] + v), y), B[2])
        return None, None, bias_gradient(error), measured
    if slip == 11:
        eta = eta_below(W[2], error)
        measured = complex_step(lambda v: example_loss(sigmoid(W[2] @ sigmoid(v) + B[2]), y), z[2])
        return eta - sigmoid(z[2]) * sigmoid_slope(z[2]), measured, delta(eta, z[2]), measured
    if slip == 12:
        high = z[3] + 40
        measured = complex_step(lambda v: losses_from_z(v, y).sum(), high)
        return textbook_delta(sigmoid(high), y), measured, delta_output(sigmoid(high), y), measured
    return None, None, None, None


def _over_all(slip):
    """The three slips about (*), at W² or b²: the written form, what is measured for it, and both corrected."""
    of, own = (1, B[2]) if slip == 3 else (0, W[2])
    each = [backprop_example(x, y, W, B)[of][2] for x, y in zip(X, Y, strict=True)]

    def J(p, weight_decay):
        weights, biases = ({1: W[1], 2: W[2]}, {1: B[1], 2: p}) if of else ({1: W[1], 2: p}, B)
        return objective(X, Y, weights, biases, weight_decay)

    mean = sum(each) / len(X)
    of_J, of_J_tilde = (complex_step(lambda p, decay=decay: J(p, decay), own) for decay in (DECAY, 0.0))
    return {
        2: (mean + DECAY * own, of_J_tilde, mean + DECAY * own, of_J),
        3: (mean + DECAY * own, of_J, mean, of_J),
        4: (each[0], of_J, mean + DECAY * own, of_J),
    }[slip]


def _in_a_square_network(slip):
    """The two slips that show only where all widths are 3: the Kronecker step in ∂Ĵ/∂W², and the W of η²."""
    weights, biases, y = {1: W[2][:, 1:], 2: W[2][:, :3]}, {1: B[1][:3], 2: B[2]}, Y[0]
    a, _ = forward(np.append(X[0], 0.5), weights, biases)
    error = delta_output(a[3], y)
    if slip == 7:
        measured = complex_step(lambda V: example_loss(sigmoid(V @ a[2] + biases[2]), y), weights[2])
        return error.sum() * np.diag(a[2]), measured, weight_gradient(error, a[2]), measured
    measured = complex_step(lambda v: example_loss(sigmoid(weights[2] @ v + biases[2]), y), a[2])
    return eta_below(weights[1], error), measured, eta_below(weights[2], error), measured


def compare(form, measured):
    """The entries of a form as texts, which of them disagree, and by how much of the largest entry."""
    if form is None:
        return None
    form, measured = np.atleast_2d(form), np.atleast_2d(measured)
    differs = ~(np.abs(form - measured) <= 1e-12 * np.abs(measured).max())
    known = np.isfinite(form)
    off = float(np.abs(form - measured).max() / np.abs(measured).max()) if known.all() else None
    return {
        "form": [[signed(v, 3) if np.isfinite(v) else "NaN" for v in row] for row in form], "differs": differs,
        "measured": [[signed(v, 3) for v in row] for row in measured], "off": off,
    }  # fmt: skip


def compute(slip):
    """The words and the numbers of one slip."""
    title, quote, written, corrected, by, why = SLIPS[slip]
    left, left_measured, right, right_measured = numbers(slip)
    return {
        "slip": slip, "title": title, "quote": quote, "forms": {"as written": written, "corrected": corrected},
        "why": why, "caught": {check: k in by for k, check in enumerate(CHECKS)},
        "as written": compare(left, left_measured), "corrected": compare(right, right_measured),
    }  # fmt: skip


def say(n):
    """What the picture shows, in words."""
    by = ", ".join(check for check, catches in n["caught"].items() if catches)
    found = "; ".join(f"{side} it {agreement(n[side])}" for side in n["forms"] if n[side])
    first = f"Slip {n['slip']} ({n['title']}): {n['why']} Caught by: {by}."
    return f"{first} {found[0].upper()}{found[1:]}." if found else first


def agreement(side):
    """How well a form agrees with what is measured, in words."""
    if not side["differs"].any():
        return "agrees with the measured derivative"
    return "gives no number" if side["off"] is None else f"is off by {number(side['off'])} of the largest entry"


def draw(n):
    """The notes' words; left the form as written and right the corrected one, each with its numbers."""
    chips, x = [], 858
    for check, catches in reversed(n["caught"].items()):
        width = 8.6 * len(check) + 40
        x -= width + 8
        edge, fill, ink = (INK["a"], tint(FILL["a"], 0.3), TEXT) if catches else (LINE, PAPER, QUIET)
        chips += [
            svg.rect(x, 10, width, 28, fill, edge, 1.5, 14),
            svg.text(x + width / 2, 24, ("✓ " if catches else "– ") + check, 14.5, ink),
        ]
    return svg.picture(
        svg.WIDTH, 444,
        svg.text(10, 24, f"Slip {n['slip']} · {n['title']}", 16.5, TEXT, "start", "bold"), *chips,
        svg.text(10, 64, "the notes:", 15, QUIET, "start"), svg.text(94, 64, n["quote"], 15, TEXT, "start"),
        _side(n, "as written", 10, ERROR), _side(n, "corrected", 440, INK["a"]),
    )  # fmt: skip


def _side(n, name, left, ink):
    side, width, top = n[name], 410, 90
    heading = name if name == "as written" else f"corrected, ({course.number('slips')}.{n['slip']})"
    parts = [
        svg.rect(left, top, width, 74, tint(ink, 0.05), ink, 1.5, 6),
        svg.text(left + 12, top + 18, heading, 15, ink, "start", "bold"),
        svg.text(left + width / 2, top + 48, n["forms"][name], 17),
    ]
    if side is None:
        words = WORDS[n["slip"], name]
        return "".join(parts) + "".join(
            svg.text(left + 12, top + 108 + 32 * k, line, 16, TEXT, "start") for k, line in enumerate(words)
        )
    entries, differs, cell = side["form"], side["differs"], (100, 32)
    below = top + 116 + cell[1] * len(entries) + 36
    verdict, measured = agreement(side).removeprefix("is "), MEASURED[n["slip"]][name == "corrected"]
    parts += [
        svg.text(left, top + 98, "it gives", 15, QUIET, "start"),
        svg.text(left + width, top + 98, verdict, 15, ERROR if differs.any() else INK["a"], "end", "bold"),
        svg.text(left, below - 16, f"measured without it:  {measured}", 15, QUIET, "start"),
        _entries(left, top + 116, entries, cell, differs),
        _entries(left, below, side["measured"], cell, np.zeros_like(differs)),
    ]
    return "".join(parts)


def _entries(left, top, entries, cell, differs):
    """A matrix of numbers; an entry that disagrees has a thick frame and the sign ✗."""
    plain, framed = [], []
    for (row, column), wrong in np.ndenumerate(differs):
        x, y = left + column * cell[0], top + row * cell[1]
        words, ink = ("✗ " if wrong else "") + entries[row][column], ERROR if wrong else TEXT
        box = svg.rect(x, y, *cell, tint(ERROR, 0.08), ERROR, 2.5) if wrong else svg.rect(x, y, *cell, PAPER, LINE)
        (framed if wrong else plain).append(box + svg.text(x + cell[0] / 2, y + cell[1] / 2, words, 15.5, ink))
    return "".join(plain + framed)


# What is measured to judge the form as written, and to judge the corrected one.
MEASURED = {
    slip: (left, right or left)
    for slip, left, right in [
        (2, "∂J̃/∂W^{(2)}", "∂J/∂W^{(2)}"), (3, "∂J/∂b^{(2)}", ""), (4, "∂J/∂W^{(2)}", ""), (5, "∂Ĵ/∂W^{(2)}", ""),
        (6, "∂Ĵ/∂z^{(3)}", ""), (7, "∂Ĵ/∂W^{(2)}", ""), (8, "∂Ĵ/∂W^{(2)}", ""),
        (9, "∂Ĵ/∂b^{(2)}", ""), (10, "∂Ĵ/∂a^{(2)}", ""),
        (11, "∂Ĵ/∂z^{(2)}", ""), (12, "∂Ĵ/∂z^{(3)}", ""),
    ]
}  # fmt: skip
# What stands where a form has no numbers.
WORDS = {
    (1, "as written"): ["W^{(3)}: not in the network", "b^{(3)}: not in the network"],
    (1, "corrected"): [
        f"{name}^{{({l})}}: shape {array[l].shape}" for l in (1, 2) for name, array in (("W", W), ("b", B))
    ],
    (5, "as written"): ["free indices:  α, p", "asked for:  “for every α, β”"],
    (6, "as written"): ["s: defined, and never used again", "f and f′: used, and never defined"],
    (8, "as written"): ["left side:  four indices, and no such matrix", "right side:  two indices"],
    (9, "as written"): ["left side:  b^{(3)}, not in the network", "right side:  b^{(2)}"],
}


figure = Figure(
    about="A slip of the notes as written and corrected, each with its numbers",
    controls={"slip": Steps("slip", 7, 12, 1)},
    compute=compute, say=say, view=draw,
)  # fmt: skip
