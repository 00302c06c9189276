"""What a statement leaves out: which layer a number means, and what a name without a layer is."""

from dataclasses import dataclass

from . import kinds
from .kinds import LAYERED, LAYERS
from .tree import bound


@dataclass(frozen=True)
class Mode:
    """What a statement leaves out: whether layers count from the top, and what a name without a layer is."""

    absolute: bool
    default: dict | None
    scalar: bool
    number_x: bool

    def shift(self, net):
        return 0 if self.absolute else net.L - 3


def mode_of(nodes):
    """How a statement's names are to be read."""
    every = [part for node in nodes for part in node.walk()]
    names = [part for part in every if part.op == "name"]
    bases = {name.args[0] for name in names}
    layered = [name for name in names if name.args[1] is not None]
    function = any(part.op == "call" and part.args[0] == "f" for part in every)
    absolute = any(name.args[0] == "L" for part in layered for name in part.args[1].names())
    absolute = absolute or bool(bases & {"x", "X", "L"})
    indexed = any(name.args[2] and name.args[0] in LAYERED and not kinds.is_kronecker(name) for name in names)
    vectors = bases & {"W", "b", "Ĵ", "x", "X", "A"}
    scalar = not layered and not indexed and not vectors and not function
    default = None
    if not layered:
        low = -1 if "W" in bases else 0
        default = {"W": -1, "b": -1, "z": 0, "δ": 0, "a": low, "η": low}
    return Mode(absolute, default, scalar, function)


def layer_letters(nodes):
    """The letters for layers that nothing runs over."""
    inside = {letter for node in nodes for part in node.walk() for letter in bound(part)}
    used = {name.args[0] for node in nodes for name in kinds.layer_names(node)} & set(LAYERS)
    return sorted(used - inside)
