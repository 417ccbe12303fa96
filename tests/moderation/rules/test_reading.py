"""Sources are read or refused with the place and the reason; whatever is written, reading ends."""

import ast

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tambour.adapters.matching import expressions
from tambour.moderation.rules import reading
from tambour.moderation.rules.event import Counter
from tambour.moderation.rules.features import FEATURES
from tambour.moderation.rules.reading import Program, read_rules
from tambour.moderation.rules.values import Problem

CATEGORIES = frozenset({"other", "tvec.finance"})
END = 'WhenRules(rules_any=[r], then=[Enqueue(category="other", score=0.7)])'


def read(source: str) -> tuple[Program, list[Problem]]:
    return read_rules(source, expressions, CATEGORIES)


def first(source: str) -> tuple[str, int, int]:
    program, problems = read(source)
    assert program == Program(), "nothing of a wrong source is left to run"
    return problems[0].key, problems[0].line, problems[0].column


def test_a_rule_with_values_counters_and_a_description():
    program, problems = read(
        'money = Score(category="tvec.finance")\n'
        'sent = Count(by="author", minutes=10)\n'
        'r = Rule(when_all=[money > 0.4, sent >= 3, ChatAge() < 72], description=f"Money, {sent} times")\n'
        + END
    )
    assert problems == []
    assert [rule.name for rule in program.rules] == ["r"]
    assert program.counters == {Counter("messages", "author", 10)}


@pytest.mark.parametrize(
    ("line", "key"),
    [
        ("import os", "statement"),
        ("a, b = 1, 2", "statement"),
        ("a: int = 1", "statement"),
        ("del a", "statement"),
        ("print(1)", "statement"),
        ("def f(): pass", "statement"),
        ("a = b = 1", "statement"),
        ("a = Text().x", "syntax"),
        ("a = Text()[0]", "syntax"),
        ("a = [x for x in Links()]", "syntax"),
        ("a = lambda: 1", "syntax"),
        ("a = 1 if True else 2", "syntax"),
        ("a = (b := 1)", "syntax"),
        ("a = {1}", "syntax"),
        ("a = b'x'", "syntax"),
        ("a = 1e400", "syntax"),
        ("a = 1j", "syntax"),
        ("a = f'{1}'", "syntax"),
        ("a = ~1", "syntax"),
        ("a = 2 ** 9", "compute"),
        ("a = 'x' * 9", "compute"),
        ("a = 1 < 'x'", "compare"),
        ("a = 1 in [1]", "fixed_text"),
        ("a = Nothing()", "no_feature"),
        ("a = Text().upper()", "no_feature"),
        ("a = (Text)()", "ok"),
        ("a = Text", "parentheses"),
        ("a = b", "no_name"),
        ("a = Text(1)", "keywords_only"),
        ("a = Text(**{})", "no_keyword"),
        ("a = Text(x=1)", "no_keyword"),
        ("a = Count(by='author')", "missing"),
        ("a = Count(by='sky', minutes=1)", "among"),
        ("a = Count(by='author', minutes=0)", "range"),
        ("a = Count(by='author', minutes=Length())", "fixed"),
        ("a = Count(by='author', minutes='1')", "type"),
        ("a = Contains(any=['x'], any=['y'])", "keyword_twice"),
        ("a = Contains(any=[])", "list"),
        ("a = Matches(pattern='(')", "pattern"),
        ("a = HasLabel(of='chat', label='A b')", "shape"),
        ("a = not 1", "type"),
        ("a = True and 1", "type"),
        ("Text = 1", "name_taken"),
        ("a = 1\na = 2", "name_twice"),
        ("q = Rule(when_all=[1])", "type"),
        ("q = Rule(when_all=[])", "list"),
        ("q = Rule()", "missing"),
        ("WhenRules(rules_any=[x], then=[Signal(category='other', score=0.3)])", "no_rule"),
        ("WhenRules(rules_any=[r], then=[Ban()])", "no_effect"),
        ("WhenRules(rules_any=[r], then=[Signal(category='sky', score=0.3)])", "category"),
        ("WhenRules(rules_any=[r], then=[Signal(category='other', score=2)])", "range"),
        ("q = Rule(when_all=[True], description=f'{r!r}')", "description"),
        ("q = Rule(when_all=[True])", "unused"),
        ("a = r", "rule_as_value"),
        ("a = (1", "python"),
        ("a = \0", "python"),
        ("  a = 1", "python"),
    ],
)
def test_what_is_not_the_language_is_refused_by_name(line, key):
    _, problems = read(f"r = Rule(when_all=[True])\n{END}\n{line}")
    assert [p.key for p in problems] == ([] if key == "ok" else [key])


def test_every_mistake_is_told_at_once_and_its_followers_are_not():
    _, problems = read("a = Nothing()\nb = a + 1\nc = Text(x=1)\n" + f"r = Rule(when_all=[b > 1])\n{END}")
    assert [(p.key, p.line, p.column) for p in problems] == [("no_feature", 1, 5), ("no_keyword", 3, 5)]


@pytest.mark.parametrize(
    "source",
    [
        "-" * 5_990 + "1",
        "(" * 5_990,
        "a = " + "not " * 1_400 + "True",
        "a = " + "1+" * 2_900 + "1",
        "a" * 6_001,
        "[" * 90 + "]" * 90,
        "\n".join(f"a{n} = 1" for n in range(700)),
    ],
)
def test_what_is_made_to_choke_a_reader_is_refused(source):
    assert first(source)[0] in ("deep", "python", "source_long", "nothing_follows")


def test_a_value_that_doubles_with_every_line_is_too_dear():
    lines = ["a0 = Length()", *(f"a{n} = a{n - 1} + a{n - 1}" for n in range(1, 60))]
    assert first("\n".join([*lines, "r = Rule(when_all=[a59 > 1])", END]))[0] == "cost"


def test_a_dear_description_counts_too():
    lines = ["a0 = Length()", *(f"a{n} = a{n - 1} + a{n - 1}" for n in range(1, 60))]
    assert first("\n".join([*lines, "r = Rule(when_all=[True], description=f'{a59}')", END]))[0] == "cost"


ALPHABET = [
    "a",
    "b",
    " = ",
    "Rule",
    "(",
    ")",
    "[",
    "]",
    "when_all=",
    "Text()",
    "1",
    "'x'",
    " and ",
    "not ",
    " < ",
    "\n",
    ",",
    "f'{a}'",
    "Count(by='author', minutes=5)",
    "WhenRules",
    "rules_any=",
    "then=",
    "Label(of='chat', label='x', hours=1)",
    ".",
    "__class__",
    "lambda: ",
    " if ",
    " for a in ",
    "*",
    "**",
    ":=",
    "@",
    "\0",
    "é",
    "\\",
]


@given(st.lists(st.sampled_from(ALPHABET), max_size=60).map("".join) | st.text(max_size=200))
def test_reading_ends_and_blames_a_place(source):
    program, problems = read(source)
    assert bool(problems) is (program == Program())
    assert all(p.line >= 1 and p.column >= 1 for p in problems)


ALLOWED = (
    ast.Module,
    ast.Assign,
    ast.Expr,
    ast.Call,
    ast.keyword,
    ast.Compare,
    ast.BoolOp,
    ast.UnaryOp,
    ast.BinOp,
    ast.List,
    ast.Constant,
    ast.Name,
    ast.JoinedStr,
    ast.FormattedValue,
    ast.cmpop,
    ast.boolop,
    ast.unaryop,
    ast.operator,
    ast.expr_context,
)


@given(st.lists(st.sampled_from(ALPHABET), max_size=40).map("".join))
def test_nothing_outside_the_list_of_allowed_nodes_is_ever_accepted(middle):
    source = f"r = Rule(when_all=[True])\n{END}\n{middle}"
    if not read(source)[1]:
        assert all(isinstance(node, ALLOWED) for node in ast.walk(ast.parse(source)))


def test_the_law_of_allowed_nodes_sees_a_reader_that_takes_more(monkeypatch):
    """The mutant: conditional expressions are read as their first part."""
    mutant = (*reading.READERS, (ast.IfExp, lambda reader, node: reader.value(node.body)))
    monkeypatch.setattr(reading, "READERS", mutant)
    with pytest.raises(AssertionError):
        test_nothing_outside_the_list_of_allowed_nodes_is_ever_accepted.hypothesis.inner_test(
            "a = 1 if 1 else 1"
        )


def test_every_feature_can_be_called_as_its_reference_says():
    for name, feature in FEATURES.items():
        given = ", ".join(f"{key}={example(p)}" for key, p in feature.parameters.items() if p.needed)
        _, problems = read(f"a = {name}({given})\nr = Rule(when_all=[True])\n{END}")
        assert problems == [], name


def example(parameter) -> str:
    if parameter.among:
        return repr(parameter.among[0])
    return {"number": "5", "text": "'x'", "texts": "['x']", "yes": "True"}[parameter.type]
