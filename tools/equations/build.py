"""What the rules of the grammar become: nodes of a tree."""

from lark import Transformer, v_args

from .tree import Node, Statement, Unreadable

EXAMPLE = ("J", "Ĵ")  # J^i is the loss of example i, no power


def is_name(node, *bases):
    return isinstance(node, Node) and node.op == "name" and (not bases or node.args[0] in bases)


def named(node, **changes):
    """A name with some of its parts changed."""
    parts = dict(zip(("base", "layer", "indices", "example"), node.args, strict=True))
    return Node("name", tuple({**parts, **changes}.values()), node.span)


def index(token):
    return int(token) if token.type == "NUMBER" else str(token)


def flat(op, nodes):
    """A product of nodes; one node is itself, and a product among them is taken apart."""
    if len(nodes) == 1:
        return nodes[0]
    apart = [part for node in nodes for part in (node.args[0] if node.op == op else (node,))]
    return Node(op, (tuple(apart),))


def divide(left, right):
    """A quotient, or the derivative that ∂Ĵ over ∂a is."""
    if left.op == right.op == "array":
        return Node("d", left.args + right.args)
    return Node("div", (left, right))


@v_args(inline=True)
class Build(Transformer):
    """One method a rule of the grammar."""

    def start(self, *parts):
        return tuple(part for part in parts if isinstance(part, Statement) or part.type == "IMPLIES")

    def statement(self, *parts):
        sides = [part for part in parts if isinstance(part, Node)]
        relations = tuple(str(part) for part in parts if not isinstance(part, Node))
        return Statement((None,) * (len(relations) + 1 - len(sides)) + tuple(sides), relations)

    def sum(self, *parts):
        parts = list(parts) if isinstance(parts[0], str) else ["+", *parts]
        parts = [Node("dots", ()) if getattr(part, "type", "") == "DOTS" else part for part in parts]
        signs, terms = tuple(str(sign) for sign in parts[::2]), tuple(parts[1::2])
        return terms[0] if signs == ("+",) else Node("add", (signs, terms))

    def sign(self, token):
        return str(token)

    def term(self, body, at=None):
        return Node("at", (body, *at)) if at else body

    def at(self, _at, name, _relation, value, _close):
        return str(name), value

    def times_big(self, *parts):
        return flat("mul", [self.product(*parts[:-1]), parts[-1]])

    def product(self, *parts):
        """From left to right: what is beside each other, what · joins, and / for the next factor (2h is one)."""
        left, parts = parts[0], list(parts[1:])
        while parts and any(isinstance(part, Node) for part in parts):  # a last · joins the sum that follows
            op, negative = None, False
            while not isinstance(parts[0], Node):
                token = parts.pop(0)
                negative, op = (True, op) if token.type == "MINUS" else (negative, token.type)
            right = parts.pop(0)
            if op == "SLASH":
                if right.op == "num" and parts and isinstance(parts[0], Node):
                    right = Node("mul", ((right, parts.pop(0)),))
                right = Node("add", (("-",), (right,))) if negative else right
                apart = left.op in ("mul", "dot") and right.op == "array"
                *before, last = left.args[0] if apart else (left,)
                left = flat(left.op if apart else "mul", [*before, divide(last, right)])
            else:
                kind = "dot" if op == "CDOT" else "mul"
                left = Node(kind, (left.args[0] + (right,) if left.op == kind else (left, right),))
        return left

    def under(self, _sub, _open, *parts):
        names = tuple(str(part) for part in parts if getattr(part, "type", "") == "NAME")
        return names, next((part for part in parts if isinstance(part, Node)), None)

    def over(self, _sup, _open, high, _close):
        return high

    def _big(self, op, under, rest):
        high, body = rest if len(rest) == 2 else (None, rest[0])
        return Node(op, (*under, high, body))

    def sum_over(self, _word, under, *rest):
        return self._big("sum", under, rest)

    def product_over(self, _word, under, *rest):
        return self._big("prod", under, rest)

    def max_over(self, _word, under, *rest):
        return self._big("max", under, rest)

    def derive(self, *parts):
        return next(part for part in parts if isinstance(part, Node))

    def derive_rest(self, name, body):
        return Node("d", (body, name))

    def log_big(self, word, body):
        return Node("log", (str(word), body))

    log = log_big

    def scripted(self, atom, *scripts):
        """Layer, indices and primes belong to a name; then ᵀ, then powers."""
        primes = "′" * sum(len(s) for kind, s in scripts if kind == "prime")
        star = "*" if any(kind == "star" for kind, _ in scripts) else ""
        layer = next((s for kind, s in scripts if kind.startswith("layer")), None)
        indices = tuple(i for kind, s in scripts if kind == "indices" for i in s)
        transposed = any(kind.endswith("transposed") for kind, _ in scripts)
        if is_name(atom) and atom.args[1:3] == (None, ()):
            atom = named(atom, base=atom.args[0] + primes + star, layer=layer, indices=indices)
        elif atom.op == "norm" and indices:
            atom = Node("norm", (str(indices[0]), atom.args[1]))
        elif indices:
            atom = Node("entry", (atom, indices))
        elif layer or primes or star:
            raise Unreadable("a layer, a prime or a star belongs to a name")
        if transposed:
            atom = Node("T", (atom,))
        for power in (s for kind, s in scripts if kind == "power"):
            if is_name(atom, *EXAMPLE) and is_name(power):
                atom = named(atom, example=power.args[0])
            else:
                atom = Node("pow", (atom, power))
        return atom

    def layer(self, _open, layer, *_):
        return "layer", layer

    def layer_transposed(self, _open, layer, *_):
        return "layer transposed", layer

    def power(self, _sup, _open, power, _close):
        return "power", power

    def transpose(self, *_):
        return "transposed", None

    def star(self, *_):
        return "star", None

    def indices(self, _sub, _open, *parts):
        return "indices", parts[:-1]

    def prime(self, token):
        return "prime", str(token)

    def index(self, token):
        return index(token)

    def number(self, token):
        decimals = len(token.partition(".")[2])
        return Node("num", (float(token), decimals), (token.start_pos, token.end_pos))

    def name(self, token):
        return Node("name", (str(token), None, (), None), (token.start_pos, token.end_pos))

    def group(self, _open, node, _close):
        return node

    def tuple(self, *parts):
        return Node("tuple", (tuple(part for part in parts if isinstance(part, Node)),))

    def abs(self, _open, node, _close):
        return Node("abs", (node,))

    def norm(self, _open, node, _close):
        return Node("norm", ("F", node))

    def sqrt(self, _word, _open, node, _close):
        return Node("pow", (node, Node("num", (0.5, 1))))

    def fraction(self, *parts):
        return divide(*(part for part in parts if isinstance(part, Node)))

    def array(self, _partial, node):
        return Node("array", (node,))

    def call(self, function, *parts):
        primes = next((len(part) for part in parts if getattr(part, "type", "") == "PRIME"), 0)
        node = next(part for part in parts if isinstance(part, Node))
        return Node("call", (str(function), primes, node))

    def larger(self, *parts):
        return Node("larger", tuple(part for part in parts if isinstance(part, Node)))
