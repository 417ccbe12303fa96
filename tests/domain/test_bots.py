"""How bots count and write: laws of numbers, markdown and HTML."""

from html import escape

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tambour.domain.bots.hypertext import read_html
from tambour.domain.bots.keyboard import Button, check_keyboard, keyboard_kept, keyboard_shown
from tambour.domain.bots.markdown import read_markdown
from tambour.domain.bots.numbers import dialog_number, message_id, read_message_id, shared_number, stamp
from tambour.domain.errors import BadInput
from tambour.domain.text import check_text, units

IDS = st.integers(1, (1 << 53) - 1)
WORDS = st.text(
    st.characters(exclude_characters="\\`*_~+^[]()#>&<\n\r", exclude_categories=("C", "Z")), min_size=1
)
MARKS = {"b": "**", "s": "~~", "u": "++", "mark": "^^", "i": "*"}
TAGS = {
    "b": "strong",
    "i": "em",
    "u": "ins",
    "s": "del",
    "code": "code",
    "pre": "pre",
    "mark": "mark",
    "head": "h1",
}


@given(IDS, IDS)
def test_a_dialog_number_gives_the_person_back(bot, person):
    if bot != person:
        number = dialog_number(bot, person)
        assert number > 0
        assert dialog_number(bot, number) == person


@given(IDS, IDS, st.booleans())
def test_a_message_name_gives_its_place_back(chat, seq, shared):
    number = shared_number(chat) if shared else chat
    assert read_message_id(message_id(number, seq)) == (number, seq)


@given(st.lists(st.tuples(st.integers(1, 1 << 42), st.integers(1, 1 << 16)), min_size=2))
def test_stamps_go_with_the_time(places):
    assert sorted(stamp(*p) for p in places) == [
        stamp(*p) for p in sorted(places, key=lambda p: (p[0], p[1] % (1 << 16)))
    ]


@pytest.mark.parametrize("mid", ["", "123", "mid.", "mid." + "0" * 32, "mid." + "g" * 32, "mid." + "f" * 31])
def test_what_names_no_message_is_refused(mid):
    with pytest.raises(BadInput):
        read_message_id(mid)


@given(st.lists(st.tuples(st.sampled_from(sorted(MARKS)), WORDS), min_size=1, max_size=6))
def test_marked_words_are_read_back(parts):
    """Written with signs and read, every word has its mark, in UTF-16 units."""
    text, entities, at = "", [], 0
    for kind, word in parts:
        text += f"{MARKS[kind]}{word}{MARKS[kind]} "
        entities.append((kind, at, units(word)))
        at += units(word) + 1
    assert read_markdown(text) == ("".join(f"{word} " for _, word in parts), entities)


@given(st.lists(st.tuples(st.sampled_from(sorted(TAGS)), st.text(min_size=1)), min_size=1, max_size=6))
def test_tagged_words_are_read_back(parts):
    text, entities, at = "", [], 0
    for kind, word in parts:
        word = word.replace("\r", "")
        text += f"<{TAGS[kind]}>{escape(word)}</{TAGS[kind]}>"
        if word:
            entities.append((kind, at, units(word)))
        at += units(word)
    assert read_html(text) == ("".join(word.replace("\r", "") for _, word in parts), entities)


@given(st.text(st.sampled_from("*_~+^`[]()#> ab\n\\<&/i;😀"), max_size=60))
def test_whatever_is_written_comes_to_entities_that_the_house_takes(text):
    for read in (read_markdown, read_html):
        plain, entities = read(text)
        check_text(plain, entities[:100], empty=True)


@pytest.mark.parametrize(
    ("text", "plain", "entities"),
    [
        ("**bold _em_** x", "bold em x", [("b", 0, 7), ("i", 5, 2)]),
        ("***both***", "both", [("b", 0, 4), ("i", 0, 4)]),
        ("snake_case_name", "snake_case_name", []),
        ("a * b * c", "a * b * c", []),
        ("`a\nb`", "a b", [("code", 0, 3)]),
        ("[t](https://a.example/(foo)and(bar))", "t", [("link", 0, 1, "https://a.example/(foo)and(bar)")]),
        ("[t]()", "t", []),
        ("[t](javascript:alert(1))", "t", []),
        (
            "[Ann](tamtam://user/5) [Bob](max://user/6)",
            "Ann Bob",
            [("mention", 0, 3, 5), ("mention", 4, 3, 6)],
        ),
        ("# Title\ntext", "Title\ntext", [("head", 0, 5)]),
        ("> said\nanswered", "said\nanswered", [("quote", 0, 4)]),
        ("```\nx = 1\n```", "x = 1", [("pre", 0, 5)]),
        ("\\*as it is\\*", "*as it is*", []),
        ("**never closed", "**never closed", []),
    ],
)
def test_markdown_by_example(text, plain, entities):
    assert read_markdown(text) == (plain, entities)


def test_long_runs_of_signs_take_no_time():
    for sign in ("*", "_", "`", "[", "~~", "[a](", "**a_"):
        read_markdown(sign * (4000 // len(sign)))


def test_payloads_stay_with_the_bot():
    rows = check_keyboard(
        [
            [Button(kind="callback", text="a", payload="secret")],
            [],
            [Button(kind="clipboard", text="b", payload="c")],
        ]
    )
    extra = {"kb": [[{"k": "callback", "x": "a", "p": "secret"}], [{"k": "clipboard", "x": "b", "p": "c"}]]}
    assert keyboard_kept(extra) == rows
    assert [[b.payload for b in row] for row in keyboard_shown(extra)] == [[""], ["c"]]


@pytest.mark.parametrize(
    "button",
    [
        Button(kind="callback", text=""),
        Button(kind="callback", text="x" * 129),
        Button(kind="callback", text="a", payload="x" * 1025),
        Button(kind="link", text="a", url="javascript:alert(1)"),
        Button(kind="link", text="a", url="https://a.example/" + "x" * 2048),
    ],
)
def test_buttons_have_limits(button):
    with pytest.raises(BadInput):
        check_keyboard([[button]])
