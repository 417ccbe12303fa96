"""From a source to checked rules: a subset of Python's expressions, read by Python's own parser, with types and costs.

Allowed are assignments of values, calls of features with keywords, comparisons, and/or/not, + - * / and lists. There
are no loops, attributes, indices, functions or imports, a name is given once, and every source has an upper cost:
whatever is written, reading and running it ends.
"""

import ast
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any, TypeGuard

from tambour.moderation.rules.effects import EFFECTS, Effect
from tambour.moderation.rules.event import Counter
from tambour.moderation.rules.features import FEATURES, Parameter
from tambour.moderation.rules.operators import both, compared, computed, negated
from tambour.moderation.rules.values import Node, Problem, Value, Wrong
from tambour.moderation.text.terms import MakeFind

SOURCE_MAX = 6_000
NODES_MAX = 600
DEPTH_MAX = 24
COST_MAX = 400
COST_SHOWN_MAX = 9_999
COUNTERS_MAX = 8
PROBLEMS_MAX = 20
NUMBER_MAX = 1e12
NAME_MAX = 40
DESCRIPTION_MAX = 200
LIST_MAX = 50


@dataclass(frozen=True, slots=True)
class Rule:
    """All of `conditions` have to hold. `description`: pieces, those that are nodes are filled in."""

    name: str
    conditions: tuple[Node, ...]
    description: tuple[str | Node, ...]


@dataclass(frozen=True, slots=True)
class Then:
    """What follows when one of these rules holds."""

    rules: tuple[str, ...]
    effects: tuple[Effect, ...]


@dataclass(frozen=True, slots=True)
class Program:
    """A checked source."""

    rules: tuple[Rule, ...] = ()
    thens: tuple[Then, ...] = ()
    counters: frozenset[Counter] = frozenset()
    cost: int = 0


@dataclass
class Reader:
    """Reads one source, collecting what is wrong in it."""

    make: MakeFind
    categories: frozenset[str]
    values: dict[str, Node] = field(default_factory=dict)
    rules: dict[str, Rule] = field(default_factory=dict)
    thens: list[Then] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    broken: set[str] = field(default_factory=set)
    """Names whose statement was wrong: nothing more is said about their use."""

    def read(self, source: str) -> None:
        """Every statement by itself, so that all mistakes are told at once."""
        try:
            tree = parsed(source)
        except Wrong as wrong:
            self.problems.append(wrong.problem)
            return
        for statement in tree.body:
            try:
                self.statement(statement)
            except Wrong as wrong:
                if wrong.problem.key != "silent":
                    self.problems.append(wrong.problem)
                if isinstance(statement, ast.Assign):
                    self.broken |= {t.id for t in statement.targets if isinstance(t, ast.Name)}
        if not self.problems:
            self.whole()

    def whole(self) -> None:
        """What only the whole source can show."""
        used = {name for then in self.thens for name in then.rules}
        if not self.thens:
            self.problems.append(Problem("nothing_follows"))
        self.problems += [Problem("unused", facts={"name": name}) for name in self.rules if name not in used]
        program = self.program()
        if program.cost > COST_MAX:
            self.problems.append(
                Problem("cost", facts={"cost": min(program.cost, COST_SHOWN_MAX), "limit": COST_MAX})
            )
        if len(program.counters) > COUNTERS_MAX:
            self.problems.append(
                Problem("counters", facts={"n": len(program.counters), "limit": COUNTERS_MAX})
            )

    def program(self) -> Program:
        """What was read."""
        conditions = [node for rule in self.rules.values() for node in rule.conditions]
        told = [part for rule in self.rules.values() for part in rule.description if isinstance(part, Node)]
        cost = sum(node.cost for node in (*conditions, *told))
        counters = frozenset[Counter]().union(*(node.counters for node in (*conditions, *told)))
        return Program(tuple(self.rules.values()), tuple(self.thens), counters, cost)

    def statement(self, node: ast.stmt) -> None:
        """`name = value`, `name = Rule(…)`, or `WhenRules(…)`."""
        if isinstance(node, ast.Assign) and len(node.targets) == 1 and isinstance(node.targets[0], ast.Name):
            name = self.fresh(node.targets[0])
            if called(node.value) == "Rule":
                self.rules[name] = self.rule(name, node.value)
            else:
                self.values[name] = self.value(node.value)
        elif isinstance(node, ast.Expr) and called(node.value) == "WhenRules":
            self.thens.append(self.then(node.value))
        else:
            raise Wrong(at(node, "statement"))

    def fresh(self, target: ast.Name) -> str:
        """A name that may be given."""
        name = target.id
        if name in FEATURES or name in EFFECTS or name in ("Rule", "WhenRules"):
            raise Wrong(at(target, "name_taken", name=name))
        if len(name) > NAME_MAX or not name.isascii():
            raise Wrong(at(target, "name", name=name[:NAME_MAX], limit=NAME_MAX))
        if name in self.values or name in self.rules or name in self.broken:
            raise Wrong(at(target, "name_twice", name=name))
        return name

    def rule(self, name: str, node: ast.expr) -> Rule:
        """Rule(when_all=[…], description=…)."""
        given = self.keywords(node, {"when_all", "description"}, {"when_all"})
        conditions = tuple(self.value(part) for part in items(given["when_all"]))
        for part, found in zip(items(given["when_all"]), conditions, strict=True):
            if found.type != "yes":
                raise Wrong(at(part, "type", wanted="yes", found=found.type))
        return Rule(name, conditions, self.description(given.get("description")))

    def description(self, node: ast.expr | None) -> tuple[str | Node, ...]:
        """A text, in which the values of names may stand in braces."""
        if node is None:
            return ()
        parts: list[str | Node] = []
        for part in node.values if isinstance(node, ast.JoinedStr) else [node]:
            if isinstance(part, ast.Constant) and isinstance(part.value, str):
                parts.append(part.value)
            elif plain_name(part):
                parts.append(self.value(part.value))
            else:
                raise Wrong(at(part, "description"))
        if sum(len(part) for part in parts if isinstance(part, str)) > DESCRIPTION_MAX:
            raise Wrong(at(node, "too_long", limit=DESCRIPTION_MAX))
        return tuple(parts)

    def then(self, node: ast.expr) -> Then:
        """WhenRules(rules_any=[…], then=[…])."""
        given = self.keywords(node, {"rules_any", "then"}, {"rules_any", "then"})
        names: list[str] = []
        for part in items(given["rules_any"]):
            if isinstance(part, ast.Name) and part.id in self.broken:
                raise Wrong(Problem("silent"))
            if not isinstance(part, ast.Name) or part.id not in self.rules:
                raise Wrong(at(part, "no_rule"))
            names.append(part.id)
        return Then(tuple(names), tuple(self.effect(part) for part in items(given["then"])))

    def effect(self, node: ast.expr) -> Effect:
        """One of the four, with fixed values."""
        name = called(node)
        if name not in EFFECTS:
            raise Wrong(at(node, "no_effect", name=name[:NAME_MAX]))
        kind, parameters = EFFECTS[name]
        given = self.arguments(node, parameters)
        if given.get("category", "other") not in self.categories:
            raise Wrong(at(node, "category", category=str(given["category"])[:NAME_MAX]))
        if "hours" in given:
            given["hours"] = int(given["hours"])
        return Effect(kind=kind, **given)

    def value(self, node: ast.expr) -> Node:
        """A checked expression."""
        for kind, read in READERS:
            if isinstance(node, kind):
                return read(self, node)
        raise Wrong(at(node, "syntax"))

    def constant(self, node: ast.Constant) -> Node:
        """A number, a text, True or False."""
        value = node.value
        if isinstance(value, bool):
            return Node("yes", lambda event: value, fixed=value)
        if isinstance(value, int | float) and abs(value) <= NUMBER_MAX:
            number = float(value)
            return Node("number", lambda event: number, fixed=number)
        if isinstance(value, str):
            return Node("text", lambda event: value, fixed=value)
        raise Wrong(at(node, "syntax"))

    def name(self, node: ast.Name) -> Node:
        """A value given before."""
        if node.id in self.broken:
            raise Wrong(Problem("silent"))
        found = self.values.get(node.id)
        if found is None:
            key = (
                "rule_as_value"
                if node.id in self.rules
                else "parentheses"
                if node.id in FEATURES
                else "no_name"
            )
            raise Wrong(at(node, key, name=node.id[:NAME_MAX]))
        return found

    def texts(self, node: ast.List) -> Node:
        """A list of fixed texts."""
        words = [self.value(part) for part in items(node)]
        for part, word in zip(node.elts, words, strict=True):
            if not isinstance(word.fixed, str):
                raise Wrong(at(part, "fixed_text"))
        value = tuple(str(word.fixed) for word in words)
        return Node("texts", lambda event: value, fixed=value)

    def call(self, node: ast.Call) -> Node:
        """A feature."""
        name = called(node)
        if name not in FEATURES:
            raise Wrong(at(node, "no_feature", name=name[:NAME_MAX]))
        feature = FEATURES[name]
        given = self.arguments(node, feature.parameters)
        try:
            run, counters = feature.build(given, self.make)
        except ValueError as wrong:
            raise Wrong(at(node, "pattern", why=str(wrong)[:DESCRIPTION_MAX])) from wrong
        return Node(feature.type, run, feature.cost, counters)

    def arguments(self, node: ast.expr, parameters: dict[str, Parameter]) -> dict[str, Any]:
        """The fixed values of a call's keywords, checked and completed."""
        given = self.keywords(node, set(parameters), {k for k, p in parameters.items() if p.needed})
        found: dict[str, Any] = {key: p.default for key, p in parameters.items() if not p.needed}
        for key, part in given.items():
            found[key] = self.argument(part, key, parameters[key])
        return found

    def argument(self, node: ast.expr, key: str, wanted: Parameter) -> Value:
        """One of them."""
        value = self.value(node)
        if value.type != wanted.type:
            raise Wrong(at(node, "type", wanted=wanted.type, found=value.type))
        fixed = value.fixed
        if fixed is None:
            raise Wrong(at(node, "fixed", name=key))
        if isinstance(fixed, float) and not wanted.least <= fixed <= wanted.most:
            raise Wrong(at(node, "range", name=key, least=f"{wanted.least:g}", most=f"{wanted.most:g}"))
        texts = fixed if isinstance(fixed, tuple) else (fixed,) if isinstance(fixed, str) else ()
        if any(len(text) > wanted.chars_max for text in texts):
            raise Wrong(at(node, "too_long", limit=wanted.chars_max))
        if wanted.shape and not all(wanted.shape.fullmatch(text) for text in texts):
            raise Wrong(at(node, "shape", name=key, shape=wanted.shape.pattern))
        if wanted.among and fixed not in wanted.among:
            raise Wrong(at(node, "among", name=key, among=", ".join(wanted.among)))
        return fixed

    def keywords(self, node: ast.expr, known: set[str], needed: set[str]) -> dict[str, ast.expr]:
        """The keywords of a call: none twice, none unknown, none missing."""
        if not isinstance(node, ast.Call):
            raise Wrong(at(node, "syntax"))
        if node.args:
            raise Wrong(at(node.args[0], "keywords_only"))
        given = {keyword.arg or "**": keyword.value for keyword in node.keywords}
        if len(given) < len(node.keywords):
            raise Wrong(at(node, "keyword_twice"))
        for key in given:
            if key not in known:
                raise Wrong(
                    at(node, "no_keyword", name=key[:NAME_MAX], known=", ".join(sorted(known)) or "–")
                )
        for key in sorted(needed - set(given)):
            raise Wrong(at(node, "missing", name=key))
        return given

    def compare(self, node: ast.Compare) -> Node:
        """a < b, a in b; several at once hold together."""
        parts = [node.left, *node.comparators]
        nodes = [self.value(part) for part in parts]
        pairs = []
        for at_, (op, left, right) in enumerate(zip(node.ops, nodes, nodes[1:], strict=False)):
            found = compared(type(op), left, right)
            if found is None:
                raise Wrong(at(parts[at_ + 1], "compare", left=left.type, right=right.type))
            pairs.append(found)
        return pairs[0] if len(pairs) == 1 else both(pairs, every=True)

    def boolean(self, node: ast.BoolOp) -> Node:
        """and, or."""
        return both([self.yes(part) for part in node.values], every=isinstance(node.op, ast.And))

    def yes(self, node: ast.expr) -> Node:
        """An expression that holds or does not."""
        found = self.value(node)
        if found.type != "yes":
            raise Wrong(at(node, "type", wanted="yes", found=found.type))
        return found

    def unary(self, node: ast.UnaryOp) -> Node:
        """not x, -1."""
        if isinstance(node.op, ast.Not):
            return negated(self.yes(node.operand))
        if isinstance(node.op, ast.USub) and isinstance(node.operand, ast.Constant):
            value = self.constant(node.operand).fixed
            if isinstance(value, float):
                return Node("number", lambda event: -value, fixed=-value)
        raise Wrong(at(node, "syntax"))

    def binary(self, node: ast.BinOp) -> Node:
        """+ - * / of numbers."""
        left, right = self.value(node.left), self.value(node.right)
        found = computed(type(node.op), left, right)
        if found is None:
            raise Wrong(at(node, "compute", left=left.type, right=right.type))
        return found


READERS: Sequence[tuple[type[ast.expr], Callable[[Reader, Any], Node]]] = (
    (ast.Constant, Reader.constant),
    (ast.Name, Reader.name),
    (ast.List, Reader.texts),
    (ast.Call, Reader.call),
    (ast.Compare, Reader.compare),
    (ast.BoolOp, Reader.boolean),
    (ast.UnaryOp, Reader.unary),
    (ast.BinOp, Reader.binary),
)


def read_rules(source: str, make: MakeFind, categories: frozenset[str]) -> tuple[Program, list[Problem]]:
    """The checked program, empty where anything is wrong, and what is wrong. `categories`: keys of the policy."""
    reader = Reader(make, categories)
    reader.read(source)
    problems = sorted(reader.problems, key=lambda p: (p.line, p.column))[:PROBLEMS_MAX]
    return (Program() if problems else reader.program()), problems


def parsed(source: str) -> ast.Module:
    """The tree, small enough. Raises Wrong."""
    if len(source) > SOURCE_MAX:
        raise Wrong(Problem("source_long", facts={"limit": SOURCE_MAX}))
    try:
        tree = ast.parse(source)
    except SyntaxError as wrong:
        raise Wrong(
            Problem("python", wrong.lineno or 1, max(1, wrong.offset or 1), {"why": wrong.msg})
        ) from wrong
    except (ValueError, RecursionError, MemoryError) as wrong:
        raise Wrong(Problem("deep", facts={"limit": DEPTH_MAX})) from wrong
    layer: list[ast.AST] = [tree]
    depth = nodes = 0
    while layer:
        nodes, depth = nodes + len(layer), depth + 1
        if nodes > NODES_MAX * 3 or depth > DEPTH_MAX:
            raise Wrong(Problem("deep", facts={"limit": DEPTH_MAX}))
        layer = [child for node in layer for child in ast.iter_child_nodes(node)]
    return tree


def plain_name(part: ast.expr) -> TypeGuard[ast.FormattedValue]:
    """A name in braces, without a format."""
    return (
        isinstance(part, ast.FormattedValue)
        and isinstance(part.value, ast.Name)
        and part.format_spec is None
        and part.conversion == -1
    )


def items(node: ast.expr) -> list[ast.expr]:
    """The parts of a list in the source, not empty."""
    if not isinstance(node, ast.List) or not 0 < len(node.elts) <= LIST_MAX:
        raise Wrong(at(node, "list", limit=LIST_MAX))
    return node.elts


def called(node: ast.expr) -> str:
    """The plain name of what is called, or nothing."""
    return node.func.id if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) else ""


def at(node: ast.AST, key: str, **facts: str | int) -> Problem:
    """What is wrong, at the place of this part."""
    return Problem(key, getattr(node, "lineno", 1), getattr(node, "col_offset", 0) + 1, facts)
