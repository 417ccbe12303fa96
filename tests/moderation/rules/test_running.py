"""Rules say the same of the same message, always end, and never more than they may."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tambour.adapters.matching import expressions
from tambour.moderation.rules import running
from tambour.moderation.rules.effects import EFFECTS
from tambour.moderation.rules.event import HOUR_MS, Counter, Event, Seen
from tambour.moderation.rules.reading import Program, read_rules
from tambour.moderation.rules.running import Said, run_rules
from tambour.moderation.text.normal import normalise

SENT = Counter("messages", "author", 10)


def program(
    *conditions: str, before: str = "", then: str = 'Enqueue(category="other", score=0.7)'
) -> Program:
    source = (
        f"{before}\nr = Rule(when_all=[{', '.join(conditions)}])\nWhenRules(rules_any=[r], then=[{then}])"
    )
    found, problems = read_rules(source, expressions, frozenset({"other", "tvec.finance"}))
    assert problems == []
    return found


def event(text: str = "", **known) -> Event:
    return Event(chat=1, seq=1, author=5, at=100 * HOUR_MS, text=text, folded=normalise(text).text, **known)


def held(condition: str, about: Event) -> bool:
    return bool(run_rules(program(condition), about).held)


@pytest.mark.parametrize(
    ("condition", "yes", "no"),
    [
        ('Contains(any=["donate now"])', event("Please, DONATE — now!"), event("donated nowhere")),
        ('Matches(pattern="wa[.]me/[0-9]+", folded=False)', event("wa.me/123"), event("wa me")),
        (
            'Contains(any=["donate now"])',
            event(besides_folded="yes\ndonate now"),
            event(besides_folded="nowhere"),
        ),
        ('Contains(any=["x y"], where="text")', event("x y"), event(besides_folded="x y")),
        ('Contains(any=["x y"], where="besides")', event(besides_folded="x y"), event("x y")),
        ('Contains(any=["x y"])', event("x y"), event("x", besides_folded="y")),
        (
            'Matches(pattern="^buy$")',
            event("buy", besides_folded="more"),
            event("do", besides_folded="not buy"),
        ),
        ('Matches(pattern="BUY", folded=False)', event(besides="BUY it"), event(besides="buy it")),
        ('Matches(pattern="buy", where="text")', event("buy"), event(besides_folded="buy")),
        ('"poll" in Carries()', event(carries=("poll",)), event(carries=("files",))),
        ('Besides() == "a.pdf"', event(besides="a.pdf"), event("a.pdf")),
        ('"example.org/x" in Links()', event(links=("example.org/x",)), event(links=("example.org",))),
        ("LinkCount() >= 2", event(links=("a", "b")), event(links=("a",))),
        ('"voice" in Media()', event(media=("voice",)), event(media=("file",))),
        ("AuthorAge() < 24", event(author_since=90 * HOUR_MS), event(author_since=10 * HOUR_MS)),
        ("ChatAge() * 2 > 3 + 1", event(chat_since=97 * HOUR_MS), event(chat_since=99 * HOUR_MS)),
        ('ChatKind() == "channel"', event(chat_kind="channel"), event()),
        (
            'Score(category="tvec") > 0.5',
            event(signals=(Seen(detector="words", category="tvec.finance", score=0.7),)),
            event(),
        ),
        (
            'Score(detector="links") > 0.5',
            event(signals=(Seen(detector="links", category="other", score=0.7),)),
            event(signals=(Seen(detector="words", category="other", score=0.7),)),
        ),
        ('Count(by="author", minutes=10) > 3', event(counts={SENT: 4}), event(counts={SENT: 3})),
        (
            'Ratio(by="author", short=10, long=100) > 3',
            event(counts={SENT: 40, Counter("messages", "author", 100): 100}),
            event(counts={SENT: 10, Counter("messages", "author", 100): 100}),
        ),
        (
            'HasLabel(of="chat", label="new")',
            event(chat_labels=frozenset({"new"})),
            event(author_labels=frozenset({"new"})),
        ),
        ("Forwarded() and not Reply()", event(forwarded=True), event(forwarded=True, reply=True)),
        ("10 < Length() <= 12", event("x" * 12), event("x" * 13)),
        ('Text() == "x" or Edited()', event(edited=True), event("y")),
    ],
)
def test_what_a_condition_means(condition, yes, no):
    assert held(condition, yes)
    assert not held(condition, no)


def test_what_is_not_known_skips_the_rule_and_is_counted():
    found = run_rules(program("AuthorAge() < 24", "False"), event())
    assert found == Said(skipped=("r",))


def test_and_or_decide_as_soon_as_they_can_where_something_is_not_known():
    assert held("AuthorAge() < 24 or True", event())
    assert run_rules(program("AuthorAge() < 24 and False"), event()).skipped == ()
    assert run_rules(program("not (AuthorAge() < 24)"), event()).skipped == ("r",)


def test_dividing_by_nothing_is_not_known():
    assert run_rules(program("1 / LinkCount() > 0"), event()).skipped == ("r",)


def test_a_description_says_with_which_values_it_held():
    source = (
        'n = Count(by="author", minutes=10)\n'
        'r = Rule(when_all=[n > 1], description=f"said {n} times")\n'
        'WhenRules(rules_any=[r], then=[Signal(category="other", score=0.3)])'
    )
    found, _ = read_rules(source, expressions, frozenset({"other"}))
    assert run_rules(found, event(counts={SENT: 3})).held == (("r", "said 3 times"),)


def test_nothing_is_stronger_than_asking_a_person():
    assert {kind for kind, _ in EFFECTS.values()} == {"signal", "enqueue", "label"}
    effects = 'Signal(category="other", score=0.3), Enqueue(category="tvec.finance", score=0.6)'
    loudest = run_rules(program("True", then=effects), event()).loudest
    assert loudest is not None
    assert (loudest.kind, loudest.category) == ("enqueue", "tvec.finance")


CONDITIONS = st.sampled_from(
    [
        "True",
        "False",
        "AuthorAge() < 24",
        "Length() / LinkCount() > 2",
        'Count(by="author", minutes=10) > 3',
        "Forwarded()",
        'Contains(any=["x y"])',
        "not (AuthorAge() < 24)",
        "Forwarded() and AuthorAge() < 2",
        "Reply() or ChatAge() < 5",
    ]
)
EVENTS = st.builds(
    event,
    st.text(max_size=40),
    links=st.lists(st.text(max_size=5), max_size=3).map(tuple),
    author_since=st.none() | st.integers(0, 200 * HOUR_MS),
    chat_since=st.none() | st.integers(0, 200 * HOUR_MS),
    forwarded=st.booleans(),
    reply=st.booleans(),
    counts=st.dictionaries(st.just(SENT), st.integers(0, 9)),
)


@given(st.lists(CONDITIONS, min_size=1, max_size=6), EVENTS)
def test_the_same_message_gets_the_same_answer(conditions, about):
    found = program(*conditions)
    assert run_rules(found, about) == run_rules(found, replace(about))


@given(st.lists(CONDITIONS, min_size=1, max_size=6), EVENTS)
def test_order_of_conditions_does_not_matter(conditions, about):
    assert run_rules(program(*conditions), about) == run_rules(program(*reversed(conditions)), about)


@given(st.lists(CONDITIONS, min_size=1, max_size=6), EVENTS)
def test_a_rule_that_holds_has_every_condition_hold_alone(conditions, about):
    if run_rules(program(*conditions), about).held:
        assert all(held(one, about) for one in conditions)


def test_the_law_of_order_sees_a_rule_that_stops_at_the_first_no(monkeypatch):
    """The mutant: conditions are asked one after another, so that what is not known hides behind a no."""

    def hasty(rule, about):
        for condition in rule.conditions:
            value = condition.run(about)
            if not value:
                return value
        return True

    monkeypatch.setattr(running, "holds", hasty)
    with pytest.raises(AssertionError):
        test_order_of_conditions_does_not_matter.hypothesis.inner_test(["False", "AuthorAge() < 24"], event())
