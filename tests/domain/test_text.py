"""Texts: what is kept of them, and how formatting is measured."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tambour.domain.entities import SOFT, SOLID, Piece, tidy
from tambour.domain.errors import BadInput, TooLarge
from tambour.domain.text import MARKS_MAX, check_text, find_entities, read_text, units

TEXTS = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=80)
PIECES = st.lists(
    st.tuples(st.sampled_from([*SOFT, "code", "pre"]), st.integers(0, 60), st.integers(1, 30)), max_size=12
)


def utf16(text):
    return text.encode("utf-16-le")


def cut(text, entity):
    return utf16(text)[2 * entity[1] : 2 * (entity[1] + entity[2])].decode("utf-16-le")


def test_blank_ends_go_and_the_formatting_moves_along():
    text, entities = check_text("  \t\n bold word \r\n", [["b", 5, 4]])

    assert (text, entities) == ("bold word", (("b", 0, 4),))


def test_an_emoji_counts_two_units():
    text, entities = check_text("😀😀 да", [["i", 5, 2]])

    assert cut(text, entities[0]) == "да"


@pytest.mark.parametrize(
    "raw", [["b", 1, 1], ["b", 0, 1], ["b", 0, 3], ["b", -1, 2], ["b", 0, 0], ["b", 0, 1e9], ["b"]]
)
def test_an_entity_outside_the_text_or_inside_a_character_is_refused(raw):
    with pytest.raises(BadInput) as no:
        check_text("😀", [raw])

    assert no.value.facts["field"] == "en"


@pytest.mark.parametrize(
    "address", ["javascript:alert(1)", "data:text/html,x", "https://a b", "", 7, None, "http://\x00"]
)
def test_a_masked_link_may_not_lead_to_code(address):
    with pytest.raises(BadInput):
        check_text("look", [["link", 0, 4, address]])


@pytest.mark.parametrize("text", ["a\x00b", "\ud800", "", "   ", "\u200b\u2060", "\u202e", "\u3164"])
def test_what_is_no_text_or_shows_nothing_is_refused(text):
    with pytest.raises(BadInput) as no:
        check_text(text)

    assert no.value.facts["field"] == "x"


def test_four_thousand_units_fit_and_one_more_does_not():
    assert check_text("я" * 3998 + "😀")[0]
    with pytest.raises(TooLarge) as no:
        check_text("я" * 3999 + "😀")
    assert no.value.facts["limit"] == 4000


def test_a_tower_of_marks_is_cut_and_a_normal_one_is_not():
    assert check_text("a" + "\u0301" * 500 + "b")[0] == "a" + "\u0301" * MARKS_MAX + "b"
    assert check_text("شُكْرًا")[0] == "شُكْرًا"


def test_crossing_looks_are_cut_and_links_stay_whole():
    _, entities = check_text("0123456789", [["b", 0, 6], ["link", 4, 4, "https://a.test"], ["i", 2, 8]])

    assert ("link", 4, 4, "https://a.test") in entities
    assert {e[:3] for e in entities if e[0] == "b"} == {("b", 0, 4), ("b", 4, 2)}


def test_names_tags_and_links_are_found_in_three_scripts():
    said = read_text(
        "Привет @Anna! #Лето2026 и #مرحبا https://пример.рф/a_(b). почта a@b.test, тел +7 912 345-67-89 /start"
    )

    found = [(e[0], cut(said.text, e)) for e in said.entities]
    assert found == [
        ("name", "@Anna"),
        ("tag", "#Лето2026"),
        ("tag", "#مرحبا"),
        ("url", "https://пример.рф/a_(b)"),
        ("email", "a@b.test"),
        ("phone", "+7 912 345-67-89"),
        ("cmd", "/start"),
    ]
    assert said.names == ("anna",)
    assert said.tags == ("лето2026", "مرحبا")


@pytest.mark.parametrize(
    "text", ["1.5 и 2.0", "файл.txt", "a@", "# нет", "#123", "и/или", "3/4", "e.g. this", "//", "@x"]
)
def test_ordinary_writing_holds_nothing_to_touch(text):
    assert find_entities(text) == ()


LINK = "https://a.example/b"


@pytest.mark.parametrize(
    ("text", "links"),
    [
        (f"Is it {LINK}?", [LINK]),
        (f"See {LINK}, {LINK}; and {LINK}.", [LINK] * 3),
        (f"({LINK})", [LINK]),
        (f"({LINK}_(c))", [f"{LINK}_(c)"]),
        (f"{LINK}?q=1&r=2?!", [f"{LINK}?q=1&r=2"]),
        (f"{LINK}... {LINK}…", [LINK] * 2),
        (f"**{LINK}** _{LINK}_ `{LINK}`", [LINK] * 3),
        (f'«{LINK}», „{LINK}“, “{LINK}”, ‘{LINK}’, "{LINK}"', [LINK] * 5),
        (f"Это {LINK}? Нет: {LINK}!", [LINK] * 2),
        ("Зайди на пример.рф, там лучше.", ["пример.рф"]),
        (f"هل هذا {LINK}؟ نعم، {LINK}، ثم {LINK}؛", [LINK] * 3),
        (f"{LINK}،وبعد", [LINK]),
        (f"请看{LINK}，谢谢。", [LINK]),
        (f"（{LINK}）「{LINK}」{LINK}。", [LINK] * 3),
        (f"यह {LINK}।", [LINK]),
        ("https://…?", []),
        ("https://…؟ http://... https:// https://? https://،", []),
        ("Where is a.example? At a.example/b?", ["a.example", "a.example/b"]),
        ("http://[2001:db8::1]/x.", ["http://[2001:db8::1]/x"]),
        ("https://a.example/بحث؟", ["https://a.example/بحث"]),
    ],
)
def test_a_link_ends_before_the_punctuation_of_its_sentence(text: str, links: list[str]) -> None:
    assert [cut(text, e) for e in find_entities(text) if e[0] == "url"] == links


def test_nothing_is_found_inside_code_or_a_masked_link():
    said = read_text("run @name and #tag", [["code", 0, 9], ["link", 10, 8, "https://a.test"]])

    assert (said.names, said.tags) == ((), ())


def test_a_mention_names_a_person():
    assert read_text("Anna, hi", [["mention", 0, 4, 77]]).mentions == (77,)


@given(TEXTS, PIECES)
def test_law_formatting_lies_within_the_text_and_never_splits_a_character(text, pieces):
    size = units(text)
    wanted = [[k, o, n] for k, o, n in pieces if o + n <= size]
    try:
        said = read_text(text, wanted, empty=True)
    except BadInput:
        return  # one of them splits a character
    for entity in said.entities:
        assert 0 <= entity[1] < entity[1] + entity[2] <= units(said.text)
        cut(said.text, entity)  # raises where a pair is split
    assert units(said.text) == len(utf16(said.text)) // 2


@given(TEXTS, PIECES)
def test_law_checking_twice_changes_nothing(text, pieces):
    wanted = [[k, o, n] for k, o, n in pieces if o + n <= units(text)]
    try:
        once = check_text(text, wanted, empty=True)
    except BadInput:
        return
    assert check_text(once[0], once[1], empty=True) == once


@given(
    st.lists(st.tuples(st.sampled_from(SOFT + SOLID), st.integers(0, 40), st.integers(1, 20)), max_size=30)
)
def test_law_what_is_tidy_is_a_tree(raw):
    pieces = tidy(Piece(k, a, a + n) for k, a, n in raw)

    assert tidy(pieces) == pieces
    for one in pieces:
        for other in pieces:
            assert one is other or not one.crosses(other)
            assert one is other or not (one.kind in SOLID and other.kind in SOLID and one.meets(other))
