"""Every format: what is read, that writing and reading again gives the same, and what hostile files cost."""

import json
import re
import time
from typing import Any

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.adapters.exchange import examples
from tests.adapters.exchange.examples import LONG, MD5, PDQ, SHA1, SHA256, UUID

from tambour.adapters.exchange.bounds import BYTES_MAX
from tambour.adapters.exchange.formats import ANSWERING, FORMATS
from tambour.adapters.exchange.patterns import facts_of, pattern_of
from tambour.adapters.exchange.policy import entity_of, expression_of
from tambour.adapters.exchange.threatexchange import of_query
from tambour.domain.errors import BadInput
from tambour.moderation.exchange import Listed, Told
from tambour.ports.exchange import About, Format, Reading

ABOUT = About(own="https://talk.example", now=1_800_000_000_000)


def read(name: str, data: Any) -> Reading:
    if isinstance(data, str):
        return FORMATS[name].read(data.encode())
    return FORMATS[name].read(json.dumps(data).encode())


def facts(one: Listed) -> tuple[object, ...]:
    """What a list says, but for its own names."""
    e = one.entry
    return (
        e.kind,
        e.value,
        e.category,
        e.needs,
        e.unless,
        e.expires,
        e.note,
        one.says,
        one.raw,
        sorted(one.tags),
    )


PUBLISHED = {
    "stix": examples.STIX,
    "misp": examples.MISP,
    "threatexchange": examples.THREATEXCHANGE,
    "tat": examples.TAT,
    "matrix-policy": examples.POLICY,
    "hashes": examples.HASHES,
    "signals": examples.SIGNALS,
    "hash-csv": examples.TABLE,
}
FOUND = {
    "stix": {
        ("link", "http://x4z9arb.cn.example/4712/", "positive"),
        ("sha256", SHA256, "positive"),
        ("md5", MD5, "seed"),
        ("sha1", SHA1, "seed"),
        ("link", "lantern.example", "seed"),
        ("pdq", PDQ, "positive"),
        ("pdq", PDQ, "negative"),
    },
    "misp": {
        ("link", "http://x4z9arb.cn.example/4712/", "positive"),
        ("link", "lantern.example", "seed"),
        ("pdq", PDQ, "positive"),
        ("md5", MD5, "positive"),
        ("md5", MD5, "negative"),
        ("sha256", SHA256, "positive"),
        ("sha1", SHA1, "positive"),
    },
    "threatexchange": {
        ("pdq", PDQ, "positive"),
        ("pdq", PDQ, "negative"),
        ("md5", MD5, "positive"),
        ("sha256", SHA256, "seed"),
        ("link", "https://lantern.example/join", "positive"),
        ("text", LONG, "positive"),
        ("pattern", r"(?i)\b(?:grey\ lantern|grey\-lantern|lantern\ order)\b", "positive"),
        ("link", "http://fine.example/", "negative"),
    },
    "tat": {("md5", MD5, "positive"), ("pdq", PDQ, "positive")},
    "matrix-policy": {
        ("link", "lantern.example", "positive"),
        ("pattern", r"(?i)@grey\S*:lantern\.example", "positive"),
        ("pattern", r"(?i)#gate:lantern\.example", "positive"),
    },
    "hashes": {("md5", MD5, "positive"), ("sha1", SHA1, "positive"), ("sha256", SHA256, "positive")},
    "signals": {
        ("pdq", PDQ, "positive"),
        ("link", "https://lantern.example/join", "positive"),
        ("md5", MD5, "positive"),
        ("text", LONG, "positive"),
    },
    "hash-csv": {("md5", MD5, "positive"), ("sha256", SHA256, "seed"), ("pdq", PDQ, "positive")},
}
LEFT_OUT = {
    "stix": {"pattern": 1, "kind.malware": 1},
    "misp": {"kind.ip-dst": 1},
    "threatexchange": {"text.short": 1, "kind.HASH_URL_MD5": 1},
    "tat": {},
    "matrix-policy": {"recommendation": 1, "incomplete": 1, "kind.m.room.member": 1},
    "hashes": {"value": 1},
    "signals": {"kind.vpdq": 1},
    "hash-csv": {"kind.crc32": 1},
}


@pytest.mark.parametrize("name", PUBLISHED)
def test_a_published_example_is_read(name: str) -> None:
    found = read(name, PUBLISHED[name])
    assert {(o.entry.kind, o.entry.value, o.says) for o in found.items if not o.gone} == FOUND[name]
    assert dict(found.left_out) == LEFT_OUT[name]


@pytest.mark.parametrize("name", PUBLISHED)
def test_what_was_read_is_written_and_read_again_as_it_was(name: str) -> None:
    first = [o for o in read(name, PUBLISHED[name]).items if not o.gone and o.says != "negative"]
    if name in ("hashes", "signals", "tat", "matrix-policy"):
        first = [o for o in first if o.says == "positive"]
    written = FORMATS[name].write(first, ABOUT)
    again = FORMATS[name].read(written.data)
    assert sorted(map(facts, again.items)) == sorted(map(facts, first))
    assert not written.left_out
    assert not again.left_out


def test_names_expiry_tags_and_categories_come_along() -> None:
    by_ref = {o.ref: o for o in read("stix", examples.STIX).items}
    sure = by_ref[f"indicator--{UUID.format(3)}"]
    assert sure.entry.category == "tvec.branded"
    assert sure.entry.expires == 4_075_002_000_000 or sure.entry.expires > 4_000_000_000_000
    assert "tlp:green" in sure.tags
    assert sure.at == 1_771_578_000_000
    assert {o.ref for o in read("tat", examples.TAT).items if o.gone} == {"2821"}
    assert {o.ref for o in read("matrix-policy", examples.POLICY).items if o.gone} == {"user:gone"}
    (sha1, md5) = read("threatexchange", examples.UPDATES).items
    assert (sha1.ref, sha1.gone) == ("771", False)
    assert (md5.ref, md5.gone, md5.entry.value) == ("", True, MD5)
    said = [(o.ref, o.says) for o in read("threatexchange", examples.THREATEXCHANGE).items[:4]]
    assert said == [
        ("1906654032", "positive"),
        ("1906654032:556", "positive"),
        ("1906654032:557", "positive"),
        ("1906654032:558", "negative"),
    ]


def test_a_table_may_have_a_column_for_each_digest() -> None:
    found = read("hash-csv", examples.COLUMNS).items
    assert [(o.entry.kind, o.entry.value) for o in found] == [
        ("md5", MD5),
        ("sha1", SHA1),
        ("sha1", SHA1[::-1]),
    ]


@pytest.mark.parametrize(
    "query",
    [
        "{}",
        "[",
        '{"and":[],"not":[]}',
        '{"and":[{"or":["a"]},{"or":["b"]},{"or":["c"]}],"not":[]}',
        '{"and":[{"or":["a","regex-/b/"]}],"not":[]}',
        '{"and":[{"or":["a"]}],"not":["regex-/b/"]}',
    ],
)
def test_a_query_that_says_more_than_an_entry_can_is_left_out(query: str) -> None:
    assert of_query(query) is None


@given(st.lists(st.text("ab'\\ OR[]|=", min_size=1, max_size=12), min_size=1, max_size=3))
def test_whatever_is_quoted_in_a_pattern_comes_back(values: list[str]) -> None:
    joined = " OR ".join(pattern_of("link", f"https://a.example/{value}") for value in values)
    assert facts_of(joined) == [("link", f"https://a.example/{value}") for value in values]


@pytest.mark.parametrize(
    "pattern",
    [
        "",
        "[",
        "[]",
        "[url:value = 'a' AND url:value = 'b']",
        "[url:value != 'a']",
        "[url:value = 'a'] AND [url:value = 'b']",
        "[url:value = 'a'] REPEATS 2 TIMES",
        "[ipv4-addr:value = '192.0.2.1']",
        "[url:value = 'a",
    ],
)
def test_a_pattern_that_says_more_is_left_out(pattern: str) -> None:
    assert facts_of(pattern) == []


@given(st.text("@#!a.*?:-[]()|\\+^$/", min_size=1, max_size=20))
def test_a_glob_comes_back_from_its_expression(glob: str) -> None:
    expression = expression_of(glob)
    re.compile(expression)
    assert entity_of(expression) in (glob, "")
    if "\\" not in glob:
        assert entity_of(expression) == glob


HOSTILE = {
    "deep": b"[" * 200_000,
    "deep and skipped": b'{"x":' * 200_000,
    "deep in its place": b'{"objects":[{"labels":' + b"[" * 200_000,
    "cut off": b'{"objects":[{"type":"indicator"',
    "a number": b"17",
    "no text": b"\xff\xfe\x00\x01",
    "a NUL": b"pdq \0\n",
    "many objects": b"[" + b"{}," * 700_000 + b"{}]",
    "many commas": b'{"objects":[' + b"0," * 5_000_000 + b"0]}",
    "a million lines": b"a\n" * 1_000_000,
    "one long line": b"a" * 1_000_000,
    "quotes": b'kind,value,category\n"' + b"a" * 500_000,
    "large": b" " * (BYTES_MAX + 1),
}


def refusal(format: Format, data: bytes) -> str:
    """Why it is refused; a file in which there is nothing for us is as good as refused."""
    try:
        assert not format.read(data).items
    except BadInput as no:
        return str(no.facts["why"])
    return "exchange.nothing"


@pytest.mark.parametrize("what", HOSTILE)
def test_a_hostile_file_is_refused_soon_or_read_as_what_little_it_is(what: str) -> None:
    began = time.process_time()
    for name, format in FORMATS.items():
        assert refusal(format, HOSTILE[what]).startswith("exchange."), name
    assert time.process_time() - began < 10


def test_each_bound_has_a_reason_of_its_own() -> None:
    for what, why in (
        ("deep and skipped", "too_deep"),
        ("many objects", "too_many"),
        ("large", "too_large"),
        ("cut off", "unreadable"),
    ):
        with pytest.raises(BadInput) as no:
            FORMATS["stix"].read(HOSTILE[what])
        assert no.value.facts["why"] == f"exchange.{why}"
    with pytest.raises(BadInput) as no:
        FORMATS["hashes"].read(HOSTILE["a million lines"])
    assert no.value.facts["why"] == "exchange.too_many"


@given(st.binary(max_size=300))
def test_no_bytes_are_an_error_of_ours(data: bytes) -> None:
    for format in FORMATS.values():
        try:
            format.read(data)
        except BadInput:
            continue


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=5),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(
                ["Event", "Attribute", "data", "objects", "results", "content", "type", "value", "id"]
            ),
            inner,
            max_size=4,
        )
    ),
    max_leaves=12,
)


@given(JSON)
def test_no_json_is_an_error_of_ours(value: object) -> None:
    for format in FORMATS.values():
        try:
            format.read(msgspec.json.encode(value))
        except BadInput:
            continue


def test_answers_name_what_was_seen_and_nothing_else() -> None:
    told = [
        Told(
            entry=1, kind="pdq", value=PDQ, ref=ref, seen=3, upheld=2, first=1_790_000_000_000, last=ABOUT.now
        )
        for ref in (f"indicator--{UUID.format(2)}", UUID.format(11), "1906654032")
    ]
    stix = json.loads(ANSWERING["stix"].answer(told, ABOUT))["objects"]
    assert [(o["type"], o.get("count"), o.get("opinion")) for o in stix[1:]] == [
        ("sighting", 3, None),
        ("opinion", None, "agree"),
    ]
    assert json.loads(ANSWERING["threatexchange"].answer(told[2:], ABOUT)) == {
        "data": [{"id": "1906654032", "reactions": ["HELPFUL", "SAW_THIS_TOO"]}]
    }
    against = Told(entry=1, kind="pdq", value=PDQ, ref=UUID.format(11), seen=1, overturned=1)
    sightings = json.loads(ANSWERING["misp"].answer([against], ABOUT))
    assert [s["type"] for s in sightings] == ["0", "1"]
    assert {"uuid", "source", "timestamp", "type"} == set(sightings[0])
