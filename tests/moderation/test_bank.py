"""Entries of the bank: what may be one, and the file in which they travel."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tambour.adapters.matching import automaton, expressions
from tambour.domain.errors import BadInput
from tambour.moderation.bank import KINDS, OPINIONS, VALUE_MAX, BankEntry, checked
from tambour.moderation.detect import HEEDED_FROM, SEED_FACTOR, Loaded, loaded
from tambour.moderation.text.links import links_of
from tambour.services.bank_file import printed, read

OWN = "https://talk.example"
GOOD = BankEntry(kind="name", value="Grey Lantern*", category="tvec.branded", source="own desk")
LONG = "The Order of the Grey Lantern calls every faithful hand to the northern gate before the first snow."


def bank(*entries: BankEntry, now: int = 1_000) -> Loaded:
    return loaded(entries, automaton, expressions, now)


@pytest.mark.parametrize(
    ("kind", "value", "kept"),
    [
        ("name", "  Grey Lantern* ", "Grey Lantern*"),
        ("phrase", "the snow will be red", "the snow will be red"),
        ("pattern", r"gate \d{3}", r"gate \d{3}"),
        ("text", LONG, LONG),
        ("link", "https://www.Lantern.example/Join/", "lantern.example/Join"),
        ("link", "@GreyLantern", "@greylantern"),
        ("sha256", "AB" * 32, "ab" * 32),
        ("sha1", "AB" * 20, "ab" * 20),
        ("md5", "AB" * 16, "ab" * 16),
    ],
)
def test_a_value_is_kept_in_one_form(kind, value, kept):
    assert checked(replace(GOOD, kind=kind, value=value), OWN, expressions).value == kept


@pytest.mark.parametrize(
    ("field", "wrong"),
    [
        ("kind", {"kind": "photo"}),
        ("category", {"category": "nonsense"}),
        ("opinion", {"opinion": "maybe"}),
        ("mode", {"mode": "deadly"}),
        ("ratio", {"ratio": 0.0}),
        ("ratio", {"ratio": float("nan")}),
        ("lang", {"lang": "english"}),
        ("source", {"source": " "}),
        ("note", {"note": "x" * 501}),
        ("needs", {"needs": ("x",) * 21}),
        ("unless", {"unless": ("x" * 121,)}),
        ("value", {"value": " "}),
        ("value", {"value": "x" * (VALUE_MAX + 1)}),
        ("value", {"value": "***"}),
        ("value", {"kind": "pattern", "value": "(a"}),
        ("value", {"kind": "pattern", "value": "(a)\\1"}),
        ("value", {"kind": "text", "value": "too short"}),
        ("value", {"kind": "link", "value": "nowhere"}),
        ("value", {"kind": "link", "value": "https://talk.example/"}),
        ("value", {"kind": "sha256", "value": "ab"}),
        ("value", {"kind": "md5", "value": "ab" * 32}),
        ("value", {"kind": "sha1", "value": "zz" * 20}),
    ],
)
def test_what_is_no_entry_is_refused_by_its_field(field, wrong):
    with pytest.raises(BadInput) as no:
        checked(replace(GOOD, **wrong), OWN, expressions)
    assert no.value.facts["field"] == field


TEXT = st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=30)
WORDS = st.lists(TEXT.map(lambda t: t.replace("|", "").strip()).filter(bool), max_size=3).map(tuple)


@given(
    st.lists(
        st.builds(
            BankEntry,
            kind=st.sampled_from(KINDS),
            value=st.one_of(
                TEXT, st.sampled_from(["=1+1", "'=x", "-x", "@greylantern", 'a "quoted", thing'])
            ),
            category=TEXT,
            lang=TEXT,
            rare=st.booleans(),
            needs=WORDS,
            unless=WORDS,
            opinion=st.sampled_from(OPINIONS),
            mode=st.sampled_from(("shadow", "live")),
            ratio=st.sampled_from((0.1, 0.5, 1.0)),
            expires=st.integers(0, (1 << 53) - 1),
            source=TEXT,
            note=TEXT,
        ),
        max_size=5,
    )
)
def test_what_is_given_out_can_be_taken_in(entries):
    told = printed(entries)
    assert read(told) == entries
    assert read("\ufeff" + told) == entries


def test_a_spreadsheet_computes_nothing():
    assert "\n=1" not in printed([replace(GOOD, value="=1+1", note="=cmd()")])
    assert ",=" not in printed([replace(GOOD, value="=1+1", note="=cmd()")])


@pytest.mark.parametrize(
    "text",
    [
        "",
        "value\nx\n",
        "kind,value,category\nname,x\n",
        "kind,value,category\nname,x,other,more\n",
        "kind,value,category,ratio\nname,x,other,much\n",
        "kind,value,category,expires\nname,x,other,-1\n",
        'kind,value,category\n"name,x,other\n',
        "\0",
    ],
)
def test_a_broken_file_is_refused(text):
    with pytest.raises(BadInput):
        read(text)


def test_only_living_entries_are_loaded():
    made = [
        replace(GOOD, id=1),
        replace(GOOD, id=2, state="disabled"),
        replace(GOOD, id=3, state="waiting"),
        replace(GOOD, id=4, expires=1_000),
        replace(GOOD, id=5, expires=1_001),
    ]
    assert set(bank(*made).entries) == {1, 5}


def test_a_hint_weighs_half_and_a_part_of_the_chats_is_a_part():
    text = "Join the Grey Lantern, write to our bot"
    (sure,) = bank(replace(GOOD, id=1, mode="live")).look(text, (), 7, OWN).findings
    (hint,) = bank(replace(GOOD, id=1, mode="live", opinion="seed")).look(text, (), 7, OWN).findings
    assert sure.heeded
    assert not hint.heeded
    assert SEED_FACTOR < HEEDED_FROM
    assert hint.score == pytest.approx(sure.score * SEED_FACTOR, abs=0.001)
    tenth = bank(replace(GOOD, id=1, ratio=0.1))
    tried = sum(bool(tenth.look(text, (), chat, OWN).findings) for chat in range(1_000))
    assert 60 < tried < 140


def test_only_certain_live_links_refuse():
    link = replace(GOOD, id=1, kind="link", value="lantern.example", mode="live")
    text, ents = "see lantern.example/x", (("url", 4, 17),)
    assert bank(link).refused(links_of(text, ents, OWN), 1) == 1
    for other in ({"mode": "shadow"}, {"opinion": "seed"}, {"state": "waiting"}):
        assert bank(replace(link, **other)).refused(links_of(text, ents, OWN), 1) == 0
    assert bank(replace(GOOD, id=2, mode="live")).refused(links_of("Join the Grey Lantern", (), OWN), 1) == 0
