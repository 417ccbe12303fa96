"""Statistics of a chat: exact by the day, for those who may see them, and dear to nobody."""

from tambour.domain.ids import DAY_MS
from tambour.domain.rights import Right
from tests.services.messages.conftest import refused


async def figures(town, user, chat, days=7):
    return await town.chats.figures.get(user, chat, days)


async def test_days_tell_who_came_and_went_and_how_many_there_were(town):
    anna, boris, clara, dan = [await town.person() for _ in range(4)]
    chat = await town.chat(anna, "channel", name="drum_news")
    town.clock.turn(ms=DAY_MS)
    for user in (boris, clara, dan):
        await town.joining.join(user, chat)
    town.clock.turn(ms=2 * DAY_MS)
    await town.joining.leave(boris, chat)
    await town.ranks.ban(anna, chat, clara)

    days = (await figures(town, anna, chat))["days"]

    assert [(members, joins, leaves) for _, members, joins, leaves, *_ in days] == [
        (1, 1, 0), (4, 3, 0), (4, 0, 0), (2, 0, 2),
    ]  # fmt: skip
    assert [row[0] for row in days] == [days[0][0] + n for n in range(4)]


async def test_posts_are_those_that_can_be_seen_and_views_stand_by_day_and_by_post(town):
    anna = await town.person()
    chat = await town.chat(anna, "channel")
    seqs = [await town.say(chat, anna, f"post {n}") for n in range(3)]
    await town.delete(chat, seqs[0])
    today = town.clock.now() // DAY_MS
    async with town.store.writing() as tx:
        await tx.marks.add_views([(chat, seqs[1], 3, 1), (chat, seqs[2], 9, 0)], 20_000)
        await tx.days.add_views(today, {chat: 12})
        await tx.days.add_reactions(chat, today, 1)

    found = await figures(town, anna, chat)

    assert found["days"][-1][4:] == (2, 12, 1)
    assert (found["posts"], found["views"], found["forwards"]) == (2, 12, 1)
    assert [(m.text, m.views, m.forwards) for m in found["top"]] == [("post 2", 9, 0), ("post 1", 3, 1)]


async def test_how_many_have_it_muted(town):
    anna, boris = await town.person(), await town.person()
    chat = await town.chat(anna, "group", boris)
    await town.store.pool.execute(
        "UPDATE members SET mute_until = $2 WHERE user_id = $1", boris, town.clock.now() + 1
    )

    assert (await figures(town, anna, chat))["muted"] == [1, 2]
    town.clock.turn(ms=2)
    assert (await figures(town, anna, chat))["muted"] == [0, 2]


async def test_only_who_sees_the_log_sees_the_figures(town):
    anna, boris, clara = [await town.person() for _ in range(3)]
    chat = await town.chat(anna, "group", boris)

    assert await refused(figures(town, boris, chat)) == "FORBIDDEN chat.no_right"
    assert (await refused(figures(town, clara, chat))).startswith("NOT_FOUND")
    await town.ranks.promote(anna, chat, boris, int(Right.SEE_LOG))
    assert (await figures(town, boris, chat))["days"]
