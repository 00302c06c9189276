"""The course: its notebooks, in order. Numbers, links, tables and what the map lights follow from this list."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Notebook:
    """One notebook, `stem` of its file, its module, its figure, its exercises and its tests.

    `short` is what links call it, `derives` and `figure` say what is in it. `lights`: the places that it lights on
    the map (`widgets/derivation_map.py`), none if it does not begin with the map; `lit`: the sentence of that map.
    `step`: whether it derives a step and has the parts of one.
    """

    stem: str
    short: str
    derives: str
    figure: str
    lights: str = ""
    lit: str = ""
    step: bool = False


NOTEBOOKS = (
    Notebook(
        "start_here", "start here", "why one goes backward, with single numbers; the map",
        "three maps as they form; a chain of numbers; a race for all slopes",
    ),
    Notebook(
        "network", "the network", "z², a², z³, a³: the task and the forward pass",
        "a point in the plane, the network it lights up, three decision maps",
        "z2 a2 z3 a3", "The forward pass: from the point x to the three answers a⁽³⁾.",
    ),
    Notebook(
        "loss", "the loss, and five lemmas", "Ĵ, J̃, J, and the five lemmas that the steps cite",
        "the loss as a surprise; the chain rule as paths that add",
        "J", "The loss Ĵ: how wrong the answers are.",
    ),
    Notebook(
        "eta", "η³", "η³ = ∂Ĵ/∂a³: how the loss depends on the answers",
        "the loss and its tangent",
        "eta3", "The first step back: η⁽³⁾ = ∂Ĵ/∂a⁽³⁾.", step=True,
    ),
    Notebook(
        "delta", "δ³", "δ³ = η³ · φ′(z³), and why it collapses to a³ − y",
        "η explodes, φ′ vanishes, their product does neither",
        "delta3", "Through the output units: δ⁽³⁾ = η⁽³⁾ · φ′(z⁽³⁾).", step=True,
    ),
    Notebook(
        "outer", "∂W² and ∂b²", "∂Ĵ/∂W² = δ³ a²ᵀ and ∂Ĵ/∂b² = δ³",
        "the outer product, and one weight wiggled to test it",
        "dW2", "To the parameters W⁽²⁾ and b⁽²⁾: ∂Ĵ/∂W⁽²⁾ = δ⁽³⁾ a⁽²⁾ᵀ and ∂Ĵ/∂b⁽²⁾ = δ⁽³⁾.", step=True,
    ),
    Notebook(
        "pullback", "η²", "η² = W²ᵀ δ³",
        "what flows back along the wires to one hidden unit",
        "eta2", "Back through the weights: η⁽²⁾ = W⁽²⁾ᵀ δ⁽³⁾.", step=True,
    ),
    Notebook(
        "recursion", "one layer down", "δ², ∂Ĵ/∂W¹, ∂Ĵ/∂b¹: the same four moves, for any depth",
        "the four moves down a network of 2 to 6 layers",
        "delta2 dW1", "The same moves one layer down: δ⁽²⁾, ∂Ĵ/∂W⁽¹⁾ and ∂Ĵ/∂b⁽¹⁾.", step=True,
    ),
    Notebook(
        "batch", "all examples", "(\\*): the mean, weight decay, and the whole batch as matrices",
        "gradients of single examples, their mean, and the pull of λ",
        "dW2 dW1", "From one example to all: the mean of these gradients, and weight decay.", step=True,
    ),
    Notebook(
        "algorithm", "Algorithm 1", "Algorithm 1, line by line; how to check a gradient",
        "the listing at work; why a smaller h is not always better",
        "z2 a2 z3 a3 J eta3 delta3 dW2 eta2 delta2 dW1", "All of it, as one algorithm.",
    ),
    Notebook(
        "training", "training", "gradient descent on the toy data, and where to start",
        "three decision maps as they form",
        "dW2 dW1", "What the gradients are for: a small step against them makes J smaller.",
    ),
    Notebook(
        "digits", "digits", "mini-batches, handwritten digits, and examples that were held out",
        "strokes of small batches against the step of all images",
        "dW2 dW1", "The same small steps, on real images and by small batches.",
    ),
    Notebook(
        "rounding", "rounding", "where the formulas break in floating point, and the forms that do not",
        "digits lost and kept",
        "a3 J eta3 delta3", "Where rounding breaks the formulas.",
    ),
    Notebook(
        "depth", "depth", "what many layers do to δ; tanh, ReLU, and the weights to start from",
        "δ layer by layer, as it vanishes and explodes",
        "eta2 delta2 dW1", "What becomes of δ on its way through many layers.",
    ),
    Notebook(
        "softmax", "softmax", "one answer out of K: softmax with cross-entropy, and a − y again",
        "three logits, the answers they share, the Jacobian and δ³",
        "a3 J eta3 delta3", "The output layer with softmax in place of φ, its Jacobian in place of φ′.", step=True,
    ),
    Notebook(
        "autograd", "autograd", "the four moves as local rules on a tape; PyTorch in the course's symbols",
        "the graph of a loss, walked forward and back",
        "z2 a2 z3 a3 J eta3 delta3 dW2 eta2 delta2 dW1",
        "Every move of the derivation, as a rule that a program plays.",
    ),
    Notebook(
        "slips", "debugging a derivation",
        "how one finds a wrong line: shapes, special cases, numbers; the notes' slips",
        "each slip as written and corrected, with its numbers",
    ),
)  # fmt: skip


def number(stem):
    """The number of the notebook of that stem, its place in the list."""
    return [one.stem for one in NOTEBOOKS].index(stem)


def name(notebook):
    """The file of a notebook, without its ending: its number, which is its place in the list, and its stem."""
    return f"{NOTEBOOKS.index(notebook):02d}_{notebook.stem}"
