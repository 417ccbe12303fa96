"""A right that is withdrawn is withdrawn at once, also from messages already on their way."""

import asyncio
from collections.abc import AsyncIterator

import pytest

from tambour.adapters.postgres.log import open_log
from tambour.domain.commands import Send, Sent
from tambour.domain.errors import Refusal
from tambour.domain.rights import May
from tambour.pipeline.record import Record
from tambour.services.chats.settings import Edit
from tests.services.chats.conftest import Town


@pytest.fixture
async def record(town: Town, dsn: str) -> AsyncIterator[Record]:
    log = await open_log(dsn)
    record = Record(log, town.clock, town.heard.append)
    yield record
    await record.close()
    await log.pool.close()


async def chatter(
    town: Town, record: Record, chat: int, user: int, stop: asyncio.Event
) -> list[Sent | Refusal]:
    """One person talking, several messages in flight, until told to stop and three times each after that; every
    answer, the last of them to what was begun when it was told."""
    answers: list[Sent | Refusal] = []

    async def say() -> None:
        after = 0
        while after < 3:
            after += stop.is_set()
            rid = town.rid()
            try:
                answers.append(await record.put(Send(chat=chat, user=user, rid=rid, text="hello"), rid))
            except Refusal as no:
                answers.append(no)
                await asyncio.sleep(0)

    await asyncio.gather(*(say() for _ in range(8)))
    return answers


async def later_than(town: Town, chat: int, user: int, ev: int) -> int:
    """How many messages of this person came after that event."""
    found: int = await town.store.pool.fetchval(
        "SELECT count(*) FROM messages WHERE chat_id = $1 AND author = $2 AND ev > $3 AND kind = 'text'",
        chat,
        user,
        ev,
    )
    return found


@pytest.mark.parametrize("how", ["ban", "remove", "restrict", "leave", "permissions", "delete"])
async def test_no_message_is_recorded_after_the_right_to_say_it_is_gone(
    town: Town, record: Record, how: str
) -> None:
    anna, boris = await town.person(), await town.person()
    chat = await town.chat(anna, "group", boris)
    withdraw = {
        "ban": lambda: town.ranks.ban(anna, chat, boris),
        "remove": lambda: town.ranks.remove(anna, chat, boris),
        "restrict": lambda: town.ranks.restrict(anna, chat, boris, int(May.SEND)),
        "leave": lambda: town.joining.leave(boris, chat),
        "permissions": lambda: town.settings.edit(anna, chat, Edit(permissions=int(May.REACT))),
        "delete": lambda: town.chats.ending.delete(anna, chat),
    }[how]
    stop = asyncio.Event()
    talking = asyncio.ensure_future(chatter(town, record, chat, boris, stop))
    while not any(e.author == boris for e in town.chat_events(chat)):
        await asyncio.sleep(0.005)
    await withdraw()
    stop.set()
    answers = await talking
    kind = "c" if how in ("permissions", "delete") else "m"
    ev = next(e.ev for e in reversed(town.chat_events(chat)) if e.kind == kind)
    assert await later_than(town, chat, boris, ev) == 0
    assert isinstance(answers[-1], Refusal)
    kept = await town.store.pool.fetchval(
        "SELECT count(*) FROM messages WHERE chat_id = $1 AND author = $2 AND kind = 'text'", chat, boris
    )
    assert kept == len([a for a in answers if isinstance(a, Sent)])
    if how != "delete":
        await town.check_counters(chat)


async def test_who_was_refused_a_moment_ago_is_heard_as_soon_as_the_right_is_there(
    town: Town, record: Record
) -> None:
    anna, boris = await town.person(), await town.person()
    chat = await town.chat(anna, "group", name="tea_house")

    async def say() -> Sent:
        rid = town.rid()
        return await record.put(Send(chat=chat, user=boris, rid=rid, text="hello"), rid)

    with pytest.raises(Refusal):
        await say()
    await town.joining.join(boris, chat)
    assert (await say()).seq > 0
