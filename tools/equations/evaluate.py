"""The value of a formula for one network."""

from .arithmetic import Arithmetic
from .quantities import Quantities


class Reading(Quantities, Arithmetic):
    """A statement in one network: called with a node, it gives its value."""

    def __call__(self, node):
        return getattr(self, "op_" + node.op)(*node.args)
