"""Pure decisions about chats: titles, previews, unread counts, cursors, places of pins, folders, ranks."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tambour.domain.chat_view import PREVIEW_MAX, ChatRow, Seen, preview, unread_count, veil, wire_of
from tambour.domain.chats import Chat, Member, clean_about, clean_title
from tambour.domain.cursors import cursor_of, numbers_of
from tambour.domain.errors import BadInput, Refusal
from tambour.domain.folders import Filters, place_folder
from tambour.domain.messages import Flag, Message
from tambour.domain.rights import Right, grantable, outranks
from tambour.services.chats.own import moved

CHAT = Chat(id=5, kind="group", title="Tea house", last_seq=9, last_ev=12)
ME = Member(user=7, chat=5, read_seq=4)


def said(text: str, **more: object) -> Message:
    return Message(chat=5, seq=9, ev=12, sender=8, ts=1, text=text, **more)  # type: ignore[arg-type]


@given(last=st.integers(0, 50), read=st.integers(0, 60), start=st.integers(0, 60), gone=st.integers(0, 90))
def test_unread_is_never_negative(last: int, read: int, start: int, gone: int) -> None:
    chat = Chat(id=1, kind="group", last_seq=last)
    assert unread_count(chat, Member(user=1, chat=1, read_seq=read, history_from=start), gone) >= 0


@given(text=st.text(max_size=60), offset=st.integers(0, 60), length=st.integers(0, 60))
def test_a_veil_covers_a_spoiler_and_keeps_the_length(text: str, offset: int, length: int) -> None:
    veiled = veil(text, (("spoiler", offset, length),))
    units = text.encode("utf-16-le", "surrogatepass")
    assert len(veiled.encode("utf-16-le", "surrogatepass")) == len(units)
    if length and 2 * offset < len(units):
        assert veiled != text or "\u2592" in text


def test_a_preview_tells_no_spoiler_and_no_more_than_a_hundred_characters() -> None:
    shown = preview(said("the butler did it " + "x" * 200, entities=(("spoiler", 4, 6), ("b", 0, 3))))
    assert shown.text.startswith("the \u2592\u2592\u2592\u2592\u2592\u2592 did")
    assert (len(shown.text), shown.entities) == (PREVIEW_MAX, ())


@pytest.mark.parametrize("flag", [Flag.DELETED, Flag.REMOVED, Flag.QUARANTINED])
def test_what_is_gone_is_no_preview(flag: Flag) -> None:
    row = ChatRow(chat=CHAT, member=ME, seen=Seen(last=said("bad"), last_flags=int(flag)))
    wire = wire_of(row, 7, now=1)
    assert wire is not None
    assert wire.last is None


def test_a_stranger_sees_a_public_chat_without_an_own_part_and_a_private_one_not_at_all() -> None:
    public = Chat(id=5, kind="channel", is_public=True, title="News", owner=3, last_seq=9)
    seen = wire_of(ChatRow(chat=public, member=None), 7, now=1)
    assert seen is not None
    assert (seen.title, seen.role, seen.unread, seen.owner) == ("News", "", 0, 0)
    assert wire_of(ChatRow(chat=CHAT, member=None), 7, now=1) is None
    assert wire_of(ChatRow(chat=public, member=None, seen=Seen(banned=True)), 7, now=1) is None


@given(numbers=st.lists(st.integers(0, (1 << 63) - 1), min_size=1, max_size=3))
def test_a_cursor_comes_back_as_it_was(numbers: list[int]) -> None:
    assert list(numbers_of(cursor_of(*numbers), len(numbers), "before")) == numbers


@pytest.mark.parametrize(
    "wrong", ["", "1.2.3", "x.1", "-1.2", "1 .2", f"{1 << 63}.1", "١.٢", "1" * 70 + ".1"]
)
def test_a_cursor_that_was_never_given_out_is_refused(wrong: str) -> None:
    with pytest.raises(BadInput):
        numbers_of(wrong, 2, "before")


def test_titles_lose_tricks_and_keep_words() -> None:
    assert clean_title("  Чайный\u202e \n дом \u0000") == "Чайный дом"
    assert clean_about("one \r\n\r\ntwo\u202e") == "one\n\ntwo"
    for wrong in ("", " \u200b ", "x" * 129):
        with pytest.raises(BadInput):
            clean_title(wrong)
    with pytest.raises(BadInput):
        clean_about("x" * 513)


@given(
    pins=st.lists(st.integers(1, 20), unique=True, max_size=10),
    chat=st.integers(1, 20),
    place=st.integers(0, 12),
)
def test_moving_a_pin_keeps_the_order_of_the_others(pins: list[int], chat: int, place: int) -> None:
    after = moved(pins, chat, place)
    assert [p for p in after if p != chat] == [p for p in pins if p != chat]
    assert (chat in after) == (place > 0)
    if place:
        assert after.index(chat) == min(place - 1, len(after) - 1)


def test_there_are_at_most_twenty_folders_and_each_keeps_its_place() -> None:
    mine = []
    for number in range(20):
        mine.append(place_folder(mine, 0, f"Folder {number}", Filters()))
    assert [f.id for f in mine] == list(range(1, 21))
    renamed = place_folder(mine, 3, " New ", Filters(kinds=("group",)))
    assert (renamed.id, renamed.position, renamed.title) == (3, 3, "New")
    for wrong in ((0, "More"), (99, "None"), (1, " "), (1, "x" * 33)):
        with pytest.raises(Refusal):
            place_folder(mine, wrong[0], wrong[1], Filters())


def test_nobody_outranks_the_owner_or_themselves() -> None:
    owner, admin = Member(user=1, chat=5, role="owner"), Member(user=2, chat=5, role="admin", rights=16)
    made = Member(user=3, chat=5, role="admin", promoted_by=2)
    assert outranks(owner, admin)
    assert outranks(admin, made)
    assert not outranks(made, admin)
    assert not outranks(admin, owner)
    assert not outranks(owner, owner)
    assert not outranks(ME, made)
    assert grantable(admin, "group") == int(Right.BAN)
