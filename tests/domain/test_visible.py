"""The one function behind every surface: what each kind of viewer gets of each kind of message."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tambour.domain.chats import Chat, Member
from tambour.domain.messages import Flag, Message
from tambour.domain.visible import may_read, viewer_of, visible, whole

AUTHOR, MEMBER = 11, 12
SECRET = "a sentence that must not be seen"


def said(seq: int = 5) -> Message:
    return Message(
        chat=1, seq=seq, ev=seq, sender=AUTHOR, ts=1, text=SECRET, entities=(("b", 0, 1),), signature="A"
    )


def group(**changed: object) -> Chat:
    return Chat(id=1, kind="group", last_seq=9, **changed)  # type: ignore[arg-type]


def member(user: int = MEMBER, history_from: int = 0) -> Member:
    return Member(user=user, chat=1, history_from=history_from)


def test_a_member_sees_a_message_whole() -> None:
    assert visible(said(), 0, AUTHOR, viewer_of(group(), member(), MEMBER)) == said()


@pytest.mark.parametrize("flag", [Flag.REMOVED, Flag.QUARANTINED, Flag.REMOVED | Flag.SILENT])
@pytest.mark.parametrize("user", [AUTHOR, MEMBER])
def test_a_removed_message_keeps_only_its_place(flag: Flag, user: int) -> None:
    left = visible(said(), flag, AUTHOR, viewer_of(group(), member(user), user))
    assert left is not None
    assert (left.removed, left.text, left.entities, left.signature) == (1, "", (), "")
    assert bool(left.why) == (user == AUTHOR)
    assert not whole(left)


def test_a_deleted_message_leaves_not_even_a_mark() -> None:
    for flags in (Flag.DELETED, Flag.DELETED | Flag.REMOVED):
        assert visible(said(), flags, AUTHOR, viewer_of(group(), member(AUTHOR), AUTHOR)) is None


@pytest.mark.parametrize("state", ["quarantined", "removed", "deleted"])
def test_a_closed_chat_shows_nothing_even_to_its_owner(state: str) -> None:
    chat = group(state=state, is_public=True)
    assert not may_read(chat, member())
    assert visible(said(), 0, AUTHOR, viewer_of(chat, member(AUTHOR), AUTHOR)) is None


def test_a_frozen_chat_can_be_read() -> None:
    assert visible(said(), 0, AUTHOR, viewer_of(group(state="frozen"), member(), MEMBER)) == said()


def test_an_outsider_reads_public_chats_only() -> None:
    assert not may_read(group(), None)
    assert may_read(group(is_public=True), None)
    assert not may_read(group(is_public=True), None, banned=True)
    assert not may_read(Chat(id=1, kind="dialog", is_public=True), None)


def test_history_before_the_first_visible_message_stays_hidden() -> None:
    viewer = viewer_of(group(), member(history_from=6), MEMBER)
    assert visible(said(5), 0, AUTHOR, viewer) is None
    assert visible(said(6), 0, AUTHOR, viewer) == said(6)
    stranger = viewer_of(group(is_public=True, flags={"hide_history": True}), None, 99)
    assert visible(said(9), 0, AUTHOR, stranger) is None


def test_deleted_for_me_hides_it_from_me_alone() -> None:
    mine = viewer_of(group(), member(), MEMBER, hidden=frozenset({5}))
    assert visible(said(), 0, AUTHOR, mine) is None
    assert visible(said(), 0, AUTHOR, viewer_of(group(), member(13), 13)) is not None


@given(
    flags=st.integers(0, 63),
    state=st.sampled_from(["live", "quarantined", "frozen", "removed", "deleted"]),
    public=st.booleans(),
    is_member=st.booleans(),
    user=st.sampled_from([0, AUTHOR, MEMBER]),
)
def test_no_viewer_ever_gets_the_text_of_what_was_withdrawn(
    flags: int, state: str, public: bool, is_member: bool, user: int
) -> None:
    chat = group(state=state, is_public=public)
    shown = visible(said(), flags, AUTHOR, viewer_of(chat, member(user) if is_member else None, user))
    if flags & (Flag.DELETED | Flag.REMOVED | Flag.QUARANTINED) or state not in ("live", "frozen"):
        assert shown is None or SECRET not in repr(shown)
