"""The socket door: welcome, sending, hearing, being sent away."""

import asyncio

import pytest

from tests.client import Refused
from tests.conftest import Town
from tests.waiting import PATIENCE_S


async def a_group(town: Town, *people: int) -> int:
    """A group made by hand, below the services."""
    pool = town.house.store.pool
    await pool.execute(
        "INSERT INTO chats (id, kind, created, permissions, members) VALUES (77, 'group', 1, 255, $1)",
        len(people),
    )
    await pool.executemany(
        "INSERT INTO members (user_id, chat_id, joined) VALUES ($1, 77, 1)", [(p,) for p in people]
    )
    return 77


async def test_a_message_reaches_the_other_and_the_sender_is_told_its_place(town: Town) -> None:
    ana, ben = await town.person("Ana"), await town.person("Ben")
    group = await a_group(town, ana, ben)
    hers, his = await town.connect(ana), await town.connect(ben)

    sent = await hers.send(group, "привет")
    heard = await his.until(lambda e: e["t"] == "n")

    assert (sent["s"], sent["ev"]) == (1, 1)
    assert (heard["c"], heard["s"], heard["f"], heard["x"]) == (group, 1, ana, "привет")


async def test_the_same_rid_gets_the_same_answer_and_says_it_once(town: Town) -> None:
    ana = await town.person("Ana")
    group = await a_group(town, ana)
    hers = await town.connect(ana)
    rid = hers.rid()

    first = await hers.send(group, "once", rid=rid)
    again = await asyncio.gather(*[hers.send(group, "once", rid=rid) for _ in range(5)])

    assert all(answer == first for answer in again)
    assert await town.house.store.pool.fetchval("SELECT count(*) FROM messages") == 1
    with pytest.raises(Refused) as no:
        await hers.send(group, "something else", rid=rid)
    assert no.value.code == "CONFLICT"


async def test_a_withdrawn_right_is_withdrawn_for_the_next_send(town: Town) -> None:
    ana = await town.person("Ana")
    group = await a_group(town, ana)
    hers = await town.connect(ana)
    await hers.send(group, "still here")
    await town.house.store.pool.execute("DELETE FROM members WHERE user_id = $1", ana)
    await town.house.store.pool.execute("UPDATE chats SET gen = gen + 1 WHERE id = $1", group)

    with pytest.raises(Refused) as no:
        await hers.send(group, "and now?")

    assert no.value.x["why"] == "chat.not_a_member"


async def test_slow_mode_holds_across_a_burst(town: Town) -> None:
    ana = await town.person("Ana")
    group = await a_group(town, ana)
    await town.house.store.pool.execute("UPDATE chats SET slow_s = 60")
    hers = await town.connect(ana)

    answers = await asyncio.gather(*[hers.send(group, f"{n}") for n in range(4)], return_exceptions=True)

    refused = [a for a in answers if isinstance(a, Refused)]
    assert len(refused) == 3
    assert {r.code for r in refused} == {"SLOWMODE"}
    assert 0 < refused[0].x["wait"] <= 60


async def test_a_revoked_session_is_closed_at_once(town: Town) -> None:
    ana = await town.person("Ana")
    hers = await town.connect(ana)
    session = await town.house.store.pool.fetchval("SELECT id FROM sessions")
    async with town.house.store.writing() as tx:
        tx.shout(k="revoked", user=ana, session=session)

    await asyncio.wait_for(hers.reader, PATIENCE_S)

    assert hers.closed == (4003, "session revoked")


async def test_a_foreign_page_may_not_open_a_socket(town: Town) -> None:
    import websockets

    for origin in ("https://evil.example", "null", f"http://127.0.0.1:{town.port}.evil.example"):
        with pytest.raises(websockets.InvalidStatus):
            await websockets.connect(
                f"ws://127.0.0.1:{town.port}/ws", subprotocols=["tt1"], additional_headers={"Origin": origin}
            )


UNDOING = (
    ("chat.open", "chat.close"), ("chat.join", "chat.leave"), ("invite.accept", "chat.leave"),
    ("contact.set", "contact.remove"), ("contact.import", "contact.remove"), ("block.set", "contact.set"),
    ("msg.pin", "msg.unpin"), ("msg.edit", "msg.delete"), ("msg.edit", "msg.preview"), ("msg.react", "msg.react"),
    ("poll.vote", "poll.close"), ("draft.set", "draft.set"), ("chatset", "chatset"), ("presence.sub", "presence.sub"),
    ("settings.set", "privacy.set"), ("2fa.set", "2fa.set"), ("folder.set", "folder.remove"),
    ("folder.order", "folder.remove"),
    ("sticker.add", "sticker.delete"), ("sticker.install", "sticker.delete"), ("member.ban", "member.unban"),
    ("member.promote", "owner.transfer"), ("guard.word", "guard.unword"), ("push.sub", "push.unsub"),
    ("sched.edit", "sched.cancel"), ("me.edit", "me.photo"), ("name.set", "name.set"),
)  # fmt: skip
"""What one says after the other takes back."""


async def test_what_undoes_another_never_overtakes_it(town: Town) -> None:
    order = town.doors.live.dispatch.order
    assert [pair for pair in UNDOING if not order(pair[0]) or order(pair[0]) != order(pair[1])] == []
