"""The live figure of 12_slips.ipynb: a slip of the notes as written and corrected, with the numbers of both."""

from functools import lru_cache

import numpy as np

from .. import toy
from ..delta import delta, delta_output
from ..derivatives import complex_step
from ..eta import eta_output
from ..loss import example_loss, losses_from_z, objective
from ..network import forward, sigmoid, sigmoid_slope
from ..outer import bias_gradient, weight_gradient
from ..pullback import eta_below
from ..recursion import backprop_example
from . import live, svg
from .palette import ERROR, FILL, INK, LINE, PAPER, QUIET, TEXT, tint
from .text import number, signed

X, Y = toy.data()
W, B = toy.network()
DECAY = 0.1  # λ where J is meant
CHECKS = ("shapes and names", "special case", "derivative")
# The slips in the order of the notes: title, the notes' own words, the form as written and corrected (⟦ ⟧ is
# struck out), which of the checks catch it, and what they see.
SLIPS = {
    1: ("The gradients asked for",
        "We need to compute the gradients (∂J̃/∂W^{(2)}, ∂J̃/∂b^{(2)}, ∂J̃/∂W^{(3)}, ∂J̃/∂b^{(3)})",
        "∂/∂W^{2},  ∂/∂b^{2},  ⟦∂/∂W^{3},  ∂/∂b^{3}⟧", "∂/∂W^{1},  ∂/∂b^{1},  ∂/∂W^{2},  ∂/∂b^{2}",
        (0,), "The network has no W³ and no b³: the index of a weight is that of the layer that it leaves."),
    2: ("(*) and its λ", "∂J̃/∂W^{(2)} = 1/N Σ_{i} ∂J̃^{i}/∂W^{(2)} + λ W^{(2)}   (*)",
        "∂⟦J̃⟧/∂W^{2} = 1/N Σ_{i} ∂J^{i}/∂W^{2} + λ W^{2}", "∂J/∂W^{2} = 1/N Σ_{i} ∂J^{i}/∂W^{2} + λ W^{2}",
        (1, 2), "The right side is right; it is the gradient of J, and not of J̃, which has no λ in it."),
    3: ("“etc.”", "… + λ W^{(2)} etc.   (*)",
        "∂J/∂b^{2} = 1/N Σ_{i} ∂J^{i}/∂b^{2} ⟦+ λ b^{2}⟧", "∂J/∂b^{2} = 1/N Σ_{i} ∂J^{i}/∂b^{2}",
        (2,), "Read with “etc.”, the biases decay as well; but J has no square of a bias in it."),
    4: ("Four names for the loss", "the derivative wrt J̃ and from (*) follows the derivative wrt J̃",
        "of ⟦J̃⟧,  and from (*) of ⟦J̃⟧", "of Ĵ,  and from (*) of J",
        (2,), "Ĵ is the loss of one example, J̃ the mean, J the mean with weight decay: three different numbers."),
    5: ("An index from nowhere", "for the computation of ∂Ĵ/∂W_{αp}^{(2)} = ∂Ĵ^{i}/∂W_{αp}^{(2)} etc.",
        "∂Ĵ/∂W^{2}_{α}⟦_{p}⟧ = ∂J^{i}/∂W^{2}_{α}⟦_{p}⟧", "∂Ĵ/∂W^{2}_{αβ} = ∂J^{i}/∂W^{2}_{αβ}",
        (0,), "The index p is never defined, and the β of “for every α, β” is missing."),
    6: ("One thing, three names",
        "s_{α}^{(3)} := ∂Ĵ/∂z_{α}^{(3)}   …   f^{(3)} = η^{(3)} · …   …   Σ_{γ} f′_{γ} · ∂z_{γ}^{(3)}/∂W_{αβ}^{(2)}",
        "⟦s^{3}⟧,   ⟦f^{3}⟧,   ⟦f′⟧", "δ^{3},   δ^{3},   δ^{3}",
        (0,), "The names f and f′ are never defined, and f′ looks like a derivative; all three are δ³."),
    7: ("The Kronecker step", "∂z_{γ}^{(3)}/∂W_{αβ}^{(2)} = Σ_{τ} δ_{ατ} δ_{τβ} a_{τ}^{(2)} = δ_{αβ} a_{β}^{(2)}",
        "∂z_{γ}/∂W_{αβ} = Σ_{τ} ⟦δ_{ατ}⟧ δ_{τβ} a_{τ} = ⟦δ_{αβ}⟧ a_{β}",
        "∂z_{γ}/∂W_{αβ} = Σ_{τ} δ_{γα} δ_{τβ} a_{τ} = δ_{γα} a_{β}",
        (0, 2), "The γ of the left side is lost; only if W is square do the written indices make sense at all."),
    8: ("A derivative of what?", "∂W^{(3)}/∂W^{(2)} = f^{(3)} a^{(2)T}, an outer product",
        "⟦∂W^{3}⟧/∂W^{2} = ⟦f^{3}⟧ a^{2}\u2009ᵀ", "∂Ĵ/∂W^{2} = δ^{3} a^{2}\u2009ᵀ",
        (0,), "A matrix by a matrix would need four indices, and there is no W³; the right side is right."),
    9: ("The bias changes its layer", "∂b_{α}^{(3)} := Σ_{γ} ∂J/∂z_{γ}^{(3)} ∂z_{γ}^{(3)}/∂b_{α}^{(2)}",
        "∂⟦b^{3}⟧_{α} = Σ_{γ} ∂J/∂z^{3}_{γ} · ∂z^{3}_{γ}/∂b^{2}_{α}",
        "∂Ĵ/∂b^{2}_{α} = Σ_{γ} ∂Ĵ/∂z^{3}_{γ} · ∂z^{3}_{γ}/∂b^{2}_{α} = δ^{3}_{α}",
        (0,), "The left side says b³, the right side b², and only b² exists."),
    10: ("Which W?", "η^{(2)} = W^{⊤} δ^{(3)}",
         "η^{2} = ⟦W⟧\u2009ᵀ δ^{3}", "η^{2} = W^{2}\u2009ᵀ δ^{3}",
         (0, 2), "In the 2–4–3 network only W² fits; in a 3–3–3 network, as here, W¹ fits as well and is wrong."),
    11: ("δ²", "It easily follows that J^{(2)} = η^{(2)} − φ(z^{(2)}) · φ′(z^{(2)})",
         "⟦J^{2}⟧ = η^{2} ⟦−⟧ φ(z^{2}) · ⟦φ′(z^{2})⟧", "δ^{2} = η^{2} · φ(z^{2}) · (1 − φ(z^{2}))",
         (1, 2), "With η² = 0 the written form is not 0; here it has every shape and sign right and is wrong."),
    12: ("What is not said", "η_{α}^{(3)} := ∂Ĵ/∂a_{α}^{(3)} = −y_{α}/a_{α}^{(3)} + (1 − y_{α})/(1 − a_{α}^{(3)})",
         "δ^{3} = η^{3} · φ′(z^{3}),  for ⟦every⟧ z^{3}", "δ^{3} = a^{3} − y",
         (1,), "With every z³ larger by 40, φ(z³) rounds to 1: η³ is infinite or NaN, and η³ · φ′ is NaN."),
}  # fmt: skip


@lru_cache
def numbers(slip):
    """What the form as written gives and what is measured for it, and the same for the corrected form.

    Four rows of numbers, or None where a form has no numbers; NaN stands where a form gives no number.
    """
    x, y = X[0], Y[0]
    a, z = forward(x, W, B)
    output, hidden = delta_output(a[3], y), eta_below(W[2], delta_output(a[3], y))
    if slip in (2, 3):
        key, kind = (2, "W") if slip == 2 else (2, "b")
        gradients = [backprop_example(one, goal, W, B)[kind == "b"][key] for one, goal in zip(X, Y, strict=True)]
        mean, own = sum(gradients) / len(X), (W if kind == "W" else B)[key]

        def J(p, weight_decay):
            weights, biases = ({**W, key: p}, B) if kind == "W" else (W, {**B, key: p})
            return objective(X, Y, weights, biases, weight_decay)

        of_J = complex_step(lambda p: J(p, DECAY), own)
        with_decay = mean + DECAY * own
        if slip == 2:
            return with_decay, complex_step(lambda p: J(p, 0.0), own), with_decay, of_J
        return with_decay, of_J, mean, of_J
    if slip in (7, 10):
        weights, biases = {1: W[2][:, 1:], 2: W[2][:, :3]}, {1: B[1][:3], 2: B[2]}
        a, z = forward(np.append(x, 0.5), weights, biases)
        output = delta_output(a[3], y)
        if slip == 7:
            measured = complex_step(lambda V: example_loss(sigmoid(V @ a[2] + biases[2]), y), weights[2])
            return output.sum() * np.diag(a[2]), measured, weight_gradient(output, a[2]), measured
        measured = complex_step(lambda v: example_loss(sigmoid(weights[2] @ v + biases[2]), y), a[2])
        return eta_below(weights[1], output), measured, eta_below(weights[2], output), measured
    if slip == 8:
        measured = complex_step(lambda V: example_loss(sigmoid(V @ a[2] + B[2]), y), W[2])
        return None, None, weight_gradient(output, a[2]), measured
    if slip == 9:
        measured = complex_step(lambda v: example_loss(sigmoid(W[2] @ a[2] + v), y), B[2])
        return None, None, bias_gradient(output), measured
    if slip == 11:
        measured = complex_step(lambda v: example_loss(sigmoid(W[2] @ sigmoid(v) + B[2]), y), z[2])
        return hidden - sigmoid(z[2]) * sigmoid_slope(z[2]), measured, delta(hidden, z[2]), measured
    if slip == 12:
        high = z[3] + 40
        sure = sigmoid(high)
        measured = complex_step(lambda v: losses_from_z(v, y).sum(), high)
        written = [delta(eta_output([p], [t]), [q])[0] if 0 < p < 1 else np.nan
                   for p, t, q in zip(sure, y, high, strict=True)]  # fmt: skip
        return np.array(written), measured, delta_output(sure, y), measured
    return None, None, None, None


def losses():
    """Ĵ of the first point, and J̃ and J of all."""
    a, _ = forward(X[0], W, B)
    return example_loss(a[3], Y[0]), objective(X, Y, W, B), objective(X, Y, W, B, DECAY)


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
        "why": why, "caught": {check: k in by for k, check in enumerate(CHECKS)}, "losses": losses(),
        "as written": compare(left, left_measured), "corrected": compare(right, right_measured),
    }  # fmt: skip


def say(n):
    """What the picture shows, in words."""
    by = " and ".join(check for check, catches in n["caught"].items() if catches)
    verdict = {side: n[side] and agreement(n[side]) for side in ("as written", "corrected")}
    found = f"; as written it {verdict['as written']}" if verdict["as written"] else ""
    if verdict["corrected"]:
        found += f"{',' if found else ';'} corrected it {verdict['corrected']}"
    return f"Slip {n['slip']}, {n['title']}: {n['why']} Caught by {by}{found}."


def agreement(side):
    """How well a form agrees with what is measured, in words."""
    if not side["differs"].any():
        return "agrees with the measured derivative"
    return "gives no number" if side["off"] is None else f"is off by {number(side['off'])} of the largest entry"


def draw(n):
    """The notes' words; left the form as written and right the corrected one, each with its numbers."""
    chips, x = [], 850
    for check, catches in reversed(n["caught"].items()):
        width = 9.2 * len(check) + 40
        x -= width + 8
        chips += [
            svg.rect(
                x, 12, width, 26, tint(FILL["a"], 0.3) if catches else PAPER, INK["a"] if catches else LINE, 1.5, 13
            ),
            svg.text(x + width / 2, 25, ("✓ " if catches else "– ") + check, 14.5, INK["a"] if catches else QUIET),
        ]  # fmt: skip
    return svg.picture(
        live.WIDTH, 484, say(n),
        svg.text(10, 25, f"Slip {n['slip']} of 12", 19, TEXT, "start", "bold"), *chips,
        svg.text(10, 62, "the notes:", 15, QUIET, "start"), svg.text(96, 62, n["quote"], 15, TEXT, "start"),
        _side(n, "as written", 10, ERROR), _side(n, "corrected", 440, INK["a"]),
    )  # fmt: skip


def _side(n, name, left, ink):
    side, width, top = n[name], 410, 88
    heading = f"{name} (12.{n['slip']})" if name == "corrected" else name
    parts = [
        svg.rect(left, top, width, 74, tint(ink, 0.07), ink, 1.5, 6),
        svg.text(left + 12, top + 18, heading, 15, ink, "start", "bold"),
        svg.text(left + width / 2, top + 48, n["forms"][name], 17),
    ]  # fmt: skip
    if side is None:
        return "".join([*parts, *_words(n, name, left + 12, top + 112)])
    entries, differs = side["form"], side["differs"]
    cell = (min(100, width / len(entries[0])), 34)
    below = top + 124 + cell[1] * len(entries) + 44
    parts += [
        svg.text(left, top + 104, "it gives", 15, QUIET, "start"),
        svg.text(left, below - 20, "measured without it", 15, QUIET, "start"),
        _entries(left, top + 124, entries, cell, differs),
        _entries(left, below, side["measured"], cell, np.zeros_like(differs)),
        svg.text(left + width, top + 104, agreement(side), 15, ERROR if differs.any() else INK["a"], "end", "bold"),
    ]
    return "".join(parts)


def _entries(left, top, entries, cell, differs):
    """A matrix of numbers; an entry that disagrees has a thick frame and the sign ≠."""
    plain, framed = [], []
    for row, texts in enumerate(entries):
        for column, words in enumerate(texts):
            x, y, wrong = left + column * cell[0], top + row * cell[1], differs[row, column]
            fill, edge, thickness = (tint(ERROR, 0.08), ERROR, 2.5) if wrong else (PAPER, LINE, 1)
            words, ink = (f"≠ {words}", ERROR) if wrong else (words, TEXT)
            (framed if wrong else plain).append(
                svg.rect(x, y, *cell, fill, edge, thickness)
                + svg.text(x + cell[0] / 2, y + cell[1] / 2, words, 15.5, ink)
            )
    return "".join(plain + framed)


def _words(n, name, left, top):
    """What stands where a form has no numbers."""
    J_hat, J_tilde, J = (number(v, 4) for v in n["losses"])
    words = {
        (1, "as written"): ["W^{3}: not in the network", "b^{3}: not in the network"],
        (1, "corrected"): ["W^{1}: shape (4, 2)     b^{1}: shape (4,)", "W^{2}: shape (3, 4)     b^{2}: shape (3,)"],
        (4, "as written"): ["one name for two different things"],
        (4, "corrected"): [
            f"Ĵ = {J_hat}   at the first toy point", f"J̃ = {J_tilde}   over all 60 points",
            f"J = {J}   with λ = {number(DECAY, 1)}",
        ],
        (5, "as written"): ["free indices:  α, p", "p: never defined"],
        (5, "corrected"): ["free indices:  α, β", "asked for:  “for every α, β”"],
        (6, "as written"): ["s: defined once, not used again", "f and f′: used, never defined"],
        (6, "corrected"): ["one definition, δ^{3}_{α} := ∂Ĵ/∂z^{3}_{α},", "and one name to the end"],
        (8, "as written"): ["left side:  four indices, and no W^{3}", "right side:  two indices"],
        (9, "as written"): ["left side:  b^{3}, not in the network", "right side:  b^{2}"],
    }[n["slip"], name]
    return [svg.text(left, top + 30 * k, line, 16, TEXT, "start") for k, line in enumerate(words)]


def figure():
    """The slips of the handwritten notes, one by one."""
    controls = {"slip": live.steps("slip", 7, 12, 1)}
    return live.Live(controls, compute, draw, say)
