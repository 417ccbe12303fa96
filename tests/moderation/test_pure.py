"""The pure half of the desk: three languages everywhere, the hint where it is owed, weights and lanes."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tambour.domain.errors import Forbidden
from tambour.moderation import reasons
from tambour.moderation.harms import BY_KEY, CRITICISM_IS_ALLOWED, GROUPS, HARMS, tree
from tambour.moderation.policy import EXCEPTION, RULES, rule_cited
from tambour.moderation.priority import (
    CROWD_MIN,
    HARM_WEIGHT,
    STRANGERS_MAX,
    Record,
    Tally,
    lane,
    report_weight,
    weigh,
)
from tambour.moderation.staff import CAPABILITIES, NEEDS, ROLES, STRIKES, need, needs_second, staff_of
from tambour.moderation.words import LANGS, spoken

ONE = Tally().plus(1.0, 1.0)
DAY = 86_400_000


def told(*weights: float) -> float:
    """The probability after these reports."""
    tally = Tally()
    for weight in weights:
        tally = tally.plus(weight, 1.0)
    return tally.probability


def test_every_text_exists_in_every_language() -> None:
    texts = [h.label for h in HARMS] + [*GROUPS.values(), CRITICISM_IS_ALLOWED, EXCEPTION, reasons.APPEAL]
    texts += [r.text for r in RULES.values()]
    for table in (reasons.WHAT, reasons.REPORTER, reasons.AUTOMATION):
        texts += list(table.values())
    for words in texts:
        assert set(words) == set(LANGS)
        assert all(words[lang].strip() for lang in LANGS)
        assert any("\u0600" <= ch <= "\u06ff" for ch in words["ar"])
        assert any("\u0400" <= ch <= "\u04ff" for ch in words["ru"])


def test_every_category_has_a_rule_a_severity_and_a_clock() -> None:
    assert set(RULES) == set(BY_KEY)
    for harm in HARMS:
        assert 0 <= harm.severity < len(HARM_WEIGHT)
        assert harm.first_look_min > 0
        assert rule_cited(RULES[harm.key].cited) is RULES[harm.key]


def test_every_leaf_about_extremism_says_that_criticism_is_allowed() -> None:
    for lang in LANGS:
        (group,) = [node for node in tree(lang) if node["key"] == "tvec"]
        leaves = group["children"]
        assert isinstance(leaves, list)
        assert len(leaves) == 7
        assert all(leaf["hint"] == CRITICISM_IS_ALLOWED[lang] for leaf in leaves)
        others = [node for node in tree(lang) if node["key"] != "tvec"]
        assert not any("hint" in node for node in others)


def test_a_report_takes_at_most_three_taps() -> None:
    for node in tree("en"):
        for child in node.get("children", []):  # type: ignore[attr-defined]
            assert "children" not in child


def test_unknown_languages_are_answered_in_english() -> None:
    assert [spoken(x) for x in ("ru-RU", "AR_eg", "fr", "")] == ["ru", "ar", "en", "en"]


@given(weights=st.lists(st.floats(0, 2), max_size=30), more=st.floats(0, 2))
def test_one_more_report_never_lowers_the_probability_and_none_makes_it_certain(
    weights: list[float], more: float
) -> None:
    less, greater = told(*weights), told(*weights, more)
    assert 0 <= less <= greater <= 1


@given(sev=st.integers(0, 2), reach=st.integers(0, 10**7), age=st.integers(0, 10**9), public=st.booleans())
def test_graver_and_wider_comes_first(sev: int, reach: int, age: int, public: bool) -> None:
    here = weigh(sev, ONE, reach=reach, public=public, age_ms=age)
    assert here.priority >= weigh(sev + 1, ONE, reach=reach, public=public, age_ms=age).priority
    assert here.priority <= weigh(sev, ONE, reach=reach + 1000, public=public, age_ms=age).priority


def test_a_reporter_who_was_right_weighs_more_than_one_who_was_wrong() -> None:
    day = 86_400_000
    good, bad = Record(upheld=10, age_ms=9 * day), Record(unfounded=10, age_ms=9 * day)
    assert report_weight(good) > report_weight(Record(age_ms=9 * day)) == 1.0 > report_weight(bad)
    assert report_weight(Record(age_ms=1)) < 0.5
    assert report_weight(Record(age_ms=9 * day, rank=2)) == 0.25


def test_lanes_put_the_grave_before_the_late_before_the_rest() -> None:
    assert [lane(0, 10**9, 0), lane(2, 1, 0), lane(2, 10**9, 0)] == [0, 1, 2]
    assert [lane(0, 10**9, 0, crowd=True), lane(0, 1, 0, crowd=True)] == [3, 1]


@given(crowd=st.integers(CROWD_MIN, 2000), age=st.integers(0, 900 * DAY))
def test_a_bucket_of_any_size_amounts_to_less_than_two_people(crowd: int, age: int) -> None:
    tally = Tally()
    for n in range(1, crowd + 1):
        record = Record(age_ms=age, rank=n, stranger=n)
        tally = tally.plus(report_weight(record), record.independence)
    assert tally.independent < 2
    assert tally.crowd
    assert tally.probability < told(1.0, 1.0)


@given(count=st.integers(1, 3000))
def test_strangers_without_a_record_count_as_little_more_than_fifteen(count: int) -> None:
    weights = [report_weight(Record(age_ms=9 * DAY, stranger=n)) for n in range(1, count + 1)]
    assert sum(weights) < STRANGERS_MAX + 1.7
    assert not Tally(count, float(count)).crowd


def test_bad_faith_ends_in_weighing_nothing_and_is_forgiven_with_time() -> None:
    assert report_weight(Record(unfounded=20, age_ms=9 * DAY)) == 0
    assert report_weight(Record(unfounded=20, upheld=4, age_ms=9 * DAY)) > 0
    assert report_weight(Record(unfounded=20 * 0.25, age_ms=9 * DAY)) > 0


def test_who_may_what_is_said_for_every_role_and_every_outcome() -> None:
    assert all(set(bundle) <= set(CAPABILITIES) for bundle in ROLES.values())
    assert set(NEEDS.values()) <= set(CAPABILITIES)
    assert [one.severity for one in STRIKES] == list(range(len(HARM_WEIGHT)))
    need(staff_of(1, "moderator"), "case.view")
    for nobody in (staff_of(1, "member"), staff_of(1, "moderator", frozenset({"case.view"}))):
        with pytest.raises(Forbidden):
            need(nobody, "case.view")


def test_wide_reach_and_large_bulks_wait_for_a_second_person_but_hiding_never_does() -> None:
    assert needs_second("remove_chat", 1_000)
    assert not needs_second("remove_chat", 999)
    assert not needs_second("quarantine_chat", 10**9)
    assert needs_second("remove_content", 1, subjects=50)
