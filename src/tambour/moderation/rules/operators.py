"""Comparing, computing and joining values of which some may not be known. Pure."""

import ast
import operator
from collections.abc import Callable, Sequence
from typing import Any

from tambour.moderation.rules.event import Event
from tambour.moderation.rules.values import Node, Value

ORDERS: dict[type[ast.cmpop], Callable[[Any, Any], bool]] = {
    ast.Lt: operator.lt,
    ast.LtE: operator.le,
    ast.Gt: operator.gt,
    ast.GtE: operator.ge,
}
SAME: dict[type[ast.cmpop], Callable[[Any, Any], bool]] = {ast.Eq: operator.eq, ast.NotEq: operator.ne}
INSIDE: dict[type[ast.cmpop], Callable[[Any, Any], bool]] = {
    ast.In: lambda left, right: left in right,
    ast.NotIn: lambda left, right: left not in right,
}
SUMS: dict[type[ast.operator], Callable[[float, float], float]] = {
    ast.Add: operator.add,
    ast.Sub: operator.sub,
    ast.Mult: operator.mul,
    ast.Div: operator.truediv,
}


def joined(type_: Any, left: Node, right: Node, do: Callable[[Any, Any], Value | None]) -> Node:
    """A node over two others, not known where one of them is not."""

    def run(event: Event) -> Value | None:
        a, b = left.run(event), right.run(event)
        return None if a is None or b is None else do(a, b)

    return Node(type_, run, left.cost + right.cost + 1, left.counters | right.counters)


def compared(op: type[ast.cmpop], left: Node, right: Node) -> Node | None:
    """`left op right`, or None where these types cannot be compared so."""
    if left.type == right.type == "number" and op in ORDERS:
        return joined("yes", left, right, ORDERS[op])
    if left.type == right.type and left.type in ("number", "text", "yes") and op in SAME:
        return joined("yes", left, right, SAME[op])
    if left.type == "text" and right.type in ("texts", "text") and op in INSIDE:
        return joined("yes", left, right, INSIDE[op])
    return None


def computed(op: type[ast.operator], left: Node, right: Node) -> Node | None:
    """`left op right` of numbers; dividing by nothing is not known. None where it cannot be computed."""
    if op not in SUMS or left.type != "number" or right.type != "number":
        return None
    do = SUMS[op]

    def safe(a: float, b: float) -> Value | None:
        try:
            return do(a, b)
        except ZeroDivisionError:
            return None

    return joined("number", left, right, safe)


def both(parts: Sequence[Node], every: bool) -> Node:
    """and, or: decided as soon as one part decides it; not known where what is left is not."""

    def run(event: Event) -> Value | None:
        unknown = False
        for part in parts:
            value = part.run(event)
            if value is None:
                unknown = True
            elif bool(value) is not every:
                return not every
        return None if unknown else every

    counters = frozenset[Any]().union(*(part.counters for part in parts))
    return Node("yes", run, sum(part.cost for part in parts) + 1, counters)


def negated(part: Node) -> Node:
    """not; what is not known stays so."""

    def run(event: Event) -> Value | None:
        value = part.run(event)
        return None if value is None else not value

    return Node("yes", run, part.cost + 1, part.counters)
