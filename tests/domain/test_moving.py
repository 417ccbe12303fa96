"""Telegram's export format: read as it is published, written so that nothing is lost."""

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tambour.domain.moving.arrival import Arrival, ArrivingPoll, Card, Luggage, Spot, settle
from tambour.domain.moving.departure import write_message
from tambour.domain.moving.telegram import EXTRA, read_message
from tambour.domain.text import TEXT_MAX_UNITS, units

NOW = 1_800_000_000_000
SAID = {"id": 7, "type": "message", "date": "2024-01-02T03:04:05", "date_unixtime": "1704164645"}


def read(**fields: object) -> Arrival:
    found = read_message(SAID | {"from": "Анна", "from_id": "user5", "text": ""} | fields)
    assert found is not None
    return found


def test_a_message_keeps_its_words_and_their_formatting():
    parts = [
        {"type": "plain", "text": "🎉 see "},
        {"type": "bold", "text": "this"},
        {"type": "plain", "text": " "},
        {"type": "text_link", "text": "page", "href": "https://a.example"},
        {"type": "custom_emoji", "text": "👍", "document_id": "x"},
        {"type": "mention_name", "text": "Боря", "user_id": 6},
    ]
    found = read(text_entities=parts, reply_to_message_id=3, edited_unixtime="1704164700")

    assert found.text == "🎉 see this page👍Боря"
    assert found.entities == (("b", 7, 4), ("link", 12, 4, "https://a.example"), ("mention", 18, 4, "user6"))
    assert (found.ts, found.edited, found.reply, found.author) == (1704164645000, 1704164700000, 3, "user5")


def test_exports_of_former_years_are_read_too():
    found = read_message(
        {
            "id": 1,
            "type": "message",
            "date": "2018-05-06T07:08:09",
            "from": "Ann",
            "from_id": 4294967297,
            "text": ["hello ", {"type": "link", "text": "a.example"}],
        }
    )

    assert found is not None
    assert (found.author, found.text, found.entities) == (
        "user4294967297",
        "hello a.example",
        (("url", 6, 9),),
    )
    assert found.ts == 1525590489000


@pytest.mark.parametrize(
    ("fields", "kind"),
    [
        ({"photo": "photos/1.jpg"}, "photo"),
        ({"file": "v/1.ogg", "media_type": "voice_message"}, "voice"),
        ({"file": "r/1.mp4", "media_type": "video_message"}, "round"),
        ({"file": "s/1.webp", "media_type": "sticker"}, "sticker"),
        ({"file": "g/1.mp4", "media_type": "animation"}, "loop"),
        ({"file": "f/1.pdf"}, "file"),
    ],
)
def test_every_kind_of_file_has_its_kind_here(fields, kind):
    (file,) = read(**fields).files
    assert (file.kind, file.path) == (kind, fields.get("photo") or fields["file"])


def test_a_file_the_export_was_made_without_has_no_path():
    (file,) = read(file="(File not included. Change data exporting settings to download.)").files
    assert file.path == ""


def test_what_happened_is_told_as_a_service_message():
    joined = read_message(
        SAID | {"type": "service", "action": "invite_members", "actor": "A", "members": ["A"]}
    )
    pinned = read_message(SAID | {"type": "service", "action": "pin_message", "actor": "A", "message_id": 4})
    other = read_message(SAID | {"type": "service", "action": "take_screenshot", "actor": "A"})

    assert [m and m.service for m in (joined, pinned, other)] == [
        {"k": "joined"},
        {"k": "pin", "s": 4},
        {"k": "told", "ti": "take screenshot"},
    ]


@pytest.mark.parametrize(
    "raw", [None, [], {"id": 3, "type": "unsupported"}, {"id": {}}, {"type": ["message"]}]
)
def test_what_says_nothing_is_no_message(raw):
    assert read_message(raw) is None


ODD = st.text("ab1 яё🎉\u0301\u202e\x00\x07\ud800(-", max_size=12)
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | ODD,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(ODD, inner, max_size=4),
    max_leaves=12,
)
FIELDS = st.sampled_from(
    [
        *(
            "id",
            "date",
            "date_unixtime",
            "edited_unixtime",
            "from",
            "from_id",
            "text",
            "text_entities",
            "photo",
        ),
        *(
            "file",
            "media_type",
            "poll",
            "reactions",
            "contact_information",
            "location_information",
            "members",
        ),
        *("forwarded_from", "reply_to_message_id", "action", "actor", "message_id", "file_name", "width"),
        *("duration_seconds", "game_title", "invoice_information", "author", "tambour"),
    ]
)


@settings(max_examples=200, deadline=None)
@given(st.dictionaries(FIELDS, JSON, max_size=8), st.sampled_from(["message", "service"]))
def test_law_no_value_of_any_field_makes_reading_or_settling_fail(raw, kind):
    found = read_message(raw | {"type": kind})
    assert found is not None
    for part in settle(found, now=NOW):
        assert units(part.text) <= TEXT_MAX_UNITS
        assert 0 <= part.ts <= NOW


def test_a_text_too_long_for_one_message_goes_on_in_the_next():
    words = " ".join(f"слово{n}🎉" for n in range(1500))
    bold = ("b", 0, units(words))
    parts = settle(Arrival(ext=1, ts=5, author="user1", text=words, entities=(bold,)), now=NOW)

    assert len(parts) > 1
    assert " ".join(part.text for part in parts) == words
    assert [part.ext for part in parts] == [1] + [0] * (len(parts) - 1)
    assert all(part.entities == (("b", 0, units(part.text)),) for part in parts)


def test_formatting_that_cannot_hold_goes_and_the_words_stay():
    wrong = (("link", 0, 5, "javascript:alert(1)"), ("b", 2, 900), ("i", 0, 5))
    (kept,) = settle(Arrival(ext=1, ts=5, text="hello", entities=wrong), now=NOW)
    assert (kept.text, kept.entities) == ("hello", (("i", 0, 5),))


LETTERS = "abcxyzабвяё12سلا"
NAMES = st.text(LETTERS, min_size=1, max_size=12)
LINES = st.text(LETTERS + " .,#@/-🎉👨\n", max_size=30)
COUNTS = st.integers(0, 1000)
FILES = st.builds(
    Luggage,
    path=st.sampled_from(["chats/chat_0001/files/a.bin", ""]),
    kind=st.sampled_from(["photo", "video", "voice", "round", "file", "sticker", "audio", "loop"]),
    name=NAMES,
    mime=st.sampled_from(["", "text/plain"]),
    width=COUNTS,
    height=COUNTS,
    duration=COUNTS,
)
POLLS = st.builds(
    ArrivingPoll,
    question=NAMES,
    options=st.lists(st.tuples(NAMES, COUNTS), min_size=2, max_size=5).map(tuple),
    voters=COUNTS,
    multiple=st.booleans(),
    anonymous=st.booleans(),
    answer=st.none() | st.integers(0, 1),
)
SERVICES = st.sampled_from(
    [
        {"k": "created", "ti": "Town"},
        {"k": "joined"},
        {"k": "added", "u": "user7"},
        {"k": "added", "u": "user7", "n": 9},
        {"k": "pin", "s": 4},
        {"k": "call", "n": 60},
        {"k": "invited", "ti": "A, B"},
        {"k": "told", "ti": "something"},
        {"k": "photo"},
    ]
)


@st.composite
def arrivals(draw: st.DrawFn) -> Arrival:
    """Whatever may stand in one of our chats."""
    text = draw(LINES)
    size = units(text)
    spans = draw(
        st.lists(st.tuples(st.sampled_from(["b", "i", "code", "spoiler"]), COUNTS, COUNTS), max_size=4)
    )
    entities = [(k, a % size, 1 + b % (size - a % size)) for k, a, b in spans if size]
    service = draw(st.none() | SERVICES)
    (kept, *_) = settle(
        Arrival(
            ext=draw(st.integers(1, 99)),
            ts=draw(st.integers(1, NOW)),
            author="user5",
            author_name=draw(NAMES),
            text="" if service else text,
            entities=() if service else tuple(entities),
            reply=draw(COUNTS),
            source=draw(st.just("") | NAMES),
            edited=draw(st.just(0) | st.integers(1, NOW)),
            silent=draw(st.booleans()),
            service=service,
            poll=draw(st.none() | POLLS),
            card=draw(st.none() | st.builds(Card, NAMES, st.just("+79001112233"))),
            spot=draw(st.none() | st.builds(Spot, st.floats(-90, 90), st.floats(-180, 180), NAMES)),
            files=tuple(draw(st.lists(FILES, max_size=3))),
            reactions=tuple(
                draw(st.lists(st.tuples(st.sampled_from(["👍", "❤"]), st.integers(1, 9)), max_size=2))
            ),
            views=draw(COUNTS),
        ),
        now=NOW,
    )
    return kept


@settings(max_examples=200, deadline=None)
@given(arrivals())
def test_law_what_is_written_is_read_back_whole(message):
    raw = msgspec.json.decode(msgspec.json.encode(write_message(message)))
    assert read_message(raw) == message


def test_others_find_what_they_know_in_what_we_write():
    entities = (("b", 0, 5), ("link", 6, 4, "https://a.example"))
    raw = write_message(
        Arrival(
            ext=3, ts=1704164645000, author="user5", author_name="Anna", text="Hello page", entities=entities
        )
    )
    assert EXTRA not in raw
    assert raw["text"] == [
        {"type": "bold", "text": "Hello"},
        " ",
        {"type": "text_link", "text": "page", "href": "https://a.example"},
    ]
    assert (raw["from_id"], raw["date_unixtime"]) == ("user5", "1704164645")
