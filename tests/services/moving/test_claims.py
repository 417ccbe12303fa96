"""Who is who: nobody becomes the author of anything, or a member anywhere, unless both sides say so."""

import pytest

from tambour.domain.errors import BadInput, Forbidden, NotFound
from tests.services.moving.conftest import Yard, group, message

BORIS = {"user_id": 1001, "first_name": "Boris", "phone_number": "8 (900) 111-00-01"}


async def settled(yard: Yard) -> tuple[int, int, int, int]:
    """(Anna, Boris, the Boris of her import, her group)"""
    anna, boris = await yard.person("Anna", "+79001110000"), await yard.person("Boris B.", "+79001110001")
    chats = (
        group("Town", message(1, "his"), message(2, "hers", from_id="user1000"), message(3, "his too")),
        group("Boris", message(1, "just us"), ext=1001, kind="personal_chat"),
    )
    await yard.bring(anna, yard.write(*chats, contacts=[BORIS]))
    (known,) = await yard.house.moving.claims.people(anna)
    return anna, boris, known.person, await yard.chat(anna, "Town")


async def test_the_number_in_ones_contacts_suggests_who_it_is(yard: Yard) -> None:
    anna, boris, stranger, _ = await settled(yard)
    (known,) = await yard.house.moving.claims.people(anna)
    assert (known.name, known.messages, known.match and known.match.id) == ("Boris", 3, boris)
    await yard.house.accounts.preferences.set_privacy(boris, {"find_by_phone": "nobody"})
    (known,) = await yard.house.moving.claims.people(anna)
    assert (known.person, known.match) == (stranger, None)


async def test_when_both_say_so_the_words_and_the_chats_are_theirs(yard: Yard) -> None:
    anna, boris, stranger, town = await settled(yard)
    claims = yard.house.moving.claims
    assert await claims.offer(anna, stranger, boris) is False
    (asked,) = await claims.pending(boris)
    assert (asked.person, asked.by.id, asked.messages) == (stranger, anna, 3)
    assert await yard.chats(boris) == [], "being asked gives nothing yet"
    before = await yard.db.fetchval("SELECT last_ev FROM chats WHERE id = $1", town)
    await claims.answer(boris, stranger, True)
    assert await yard.house.moving.work.drain() == 1

    assert [m.sender for m in await yard.said(boris, town)] == [boris, anna, boris]
    assert {view.kind for view in await yard.chats(boris)} == {"group", "dialog"}
    dialog = next(view for view in await yard.chats(boris) if view.kind == "dialog")
    assert (dialog.peer, [m.sender for m in await yard.said(boris, dialog.id)]) == (anna, [boris])
    assert await claims.people(anna) == await claims.pending(boris) == []
    chat = await yard.house.store.read.chats.get(town)
    assert chat is not None
    assert chat.first_ev > before + 1, "every client fetches the chat afresh"
    report = await yard.bring(anna, yard.write(group("Town", message(9, "later"))))
    assert (report.people, (await yard.said(boris, town))[-1].sender) == (0, boris)


async def test_no_means_no(yard: Yard) -> None:
    anna, boris, stranger, town = await settled(yard)
    claims = yard.house.moving.claims
    await claims.offer(anna, stranger, boris)
    await claims.answer(boris, stranger, False)
    assert await claims.pending(boris) == []
    with pytest.raises(NotFound):
        await claims.answer(boris, stranger, True)
    assert [m.sender for m in await yard.said(anna, town)] == [stranger, anna, stranger]


async def test_nobody_else_can_say_who_it_is_nor_take_it(yard: Yard) -> None:
    anna, boris, stranger, _ = await settled(yard)
    clara = await yard.person("Clara", "+79001110002")
    claims = yard.house.moving.claims
    for who, whom, to, no in (
        (clara, stranger, clara, NotFound),
        (boris, stranger, boris, NotFound),
        (anna, boris, clara, NotFound),
        (anna, stranger, stranger, BadInput),
        (anna, stranger, 12345, BadInput),
        (anna, stranger, anna, Forbidden),
    ):
        with pytest.raises(no):
            await claims.offer(who, whom, to)
    await claims.offer(anna, stranger, boris)
    with pytest.raises(NotFound):
        await claims.answer(clara, stranger, True)
    await claims.offer(anna, stranger, 0)
    with pytest.raises(NotFound):
        await claims.answer(boris, stranger, True)


async def test_a_dialog_that_has_a_twin_goes_on_as_a_group(yard: Yard) -> None:
    anna, boris, stranger, _ = await settled(yard)
    await yard.house.chats.create.pair(anna, boris)
    claims = yard.house.moving.claims
    await claims.offer(anna, stranger, boris)
    await claims.answer(boris, stranger, True)
    await yard.house.moving.work.drain()
    twin = next(view for view in await yard.chats(boris) if view.title == "Boris")
    assert (twin.kind, twin.members) == ("group", 2)
    assert [m.text for m in await yard.said(boris, twin.id)] == ["just us"]


async def test_oneself_needs_no_answer(yard: Yard) -> None:
    anna = await yard.person("Anna", "+79001110000")
    await yard.bring(anna, yard.write(group("Town", message(1, "mine"), message(2, "mine too")), me=0))
    (known,) = await yard.house.moving.claims.people(anna)
    assert await yard.house.moving.claims.offer(anna, known.person, anna)
    await yard.house.moving.work.drain()
    assert {m.sender for m in await yard.said(anna, await yard.chat(anna, "Town"))} == {anna}


async def test_nobody_can_write_to_sign_in_as_or_add_somebody_from_an_import(yard: Yard) -> None:
    anna, boris, stranger, town = await settled(yard)
    with pytest.raises(NotFound):
        await yard.house.chats.create.pair(boris, stranger)
    came, why = await yard.house.chats.joining.add(anna, town, [stranger])
    assert (came, why) == ([], {stranger: "deleted"})
    assert await yard.db.fetchval("SELECT count(*) FROM phones WHERE user_id = $1", stranger) == 0


async def test_when_the_importer_leaves_what_only_they_could_read_goes_with_them(yard: Yard) -> None:
    anna, boris, stranger, town = await settled(yard)
    await yard.house.chats.joining.add(anna, town, [boris])
    await yard.house.accounts.erase.account(
        anna, password="", with_chats=True, leave_all=yard.house.chats.ending.leave_all
    )
    words = {row["body"] for row in await yard.db.fetch("SELECT body FROM messages")}
    assert "just us" not in words
    assert {"his", "hers", "his too"} <= words, "others still read the group"
    assert [
        await yard.db.fetchval(f"SELECT count(*) FROM {t}") for t in ("import_people", "import_chats")
    ] == [0, 0]
    assert await yard.db.fetchval("SELECT name FROM users WHERE id = $1", stranger) == "Boris"
