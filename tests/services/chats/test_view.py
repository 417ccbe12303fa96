"""What a viewer sees of a chat: exact unread counts, previews, order of the list."""

from hypothesis import given, settings
from hypothesis import strategies as st

from tambour.adapters.postgres.sync import Sync as SyncRows
from tests.services.chats.conftest import Town


async def test_unread_counts_what_others_said_since_and_not_what_is_gone(town: Town) -> None:
    anna, boris = await town.person(), await town.person()
    chat = await town.chat(anna, "group", boris)
    seqs = [await town.say(chat, anna, f"message {i}", mentions=(boris,)) for i in range(6)]
    await town.read(boris, chat, seqs[0])
    await town.delete(chat, seqs[1])
    await town.hide(boris, chat, seqs[2])
    await town.hide(boris, chat, seqs[1])
    seen = await town.views.one(boris, chat)
    assert (seen.unread, seen.unread_mentions) == (3, 3)
    mine = await town.views.one(anna, chat)
    assert (mine.unread, mine.others_read) == (0, seqs[0])


async def test_the_preview_is_the_newest_message_this_viewer_may_see(town: Town) -> None:
    anna, boris = await town.person(), await town.person()
    chat = await town.chat(anna, "group", boris)
    first = await town.say(chat, anna, "a" * 300)
    hidden = await town.say(chat, anna, "hidden")
    gone = await town.say(chat, anna, "deleted")
    await town.hide(boris, chat, hidden)
    await town.delete(chat, gone)
    seen, mine = await town.views.one(boris, chat), await town.views.one(anna, chat)
    assert seen.last is not None
    assert mine.last is not None
    assert (seen.last.seq, len(seen.last.text), mine.last.text) == (first, 100, "hidden")


async def test_the_list_shows_pinned_chats_then_the_newest_and_pages_without_holes(town: Town) -> None:
    anna = await town.person()
    chats = []
    for _ in range(30):
        chats.append(await town.chat(anna))
        town.clock.turn(s=1)
    await town.store.pool.execute("UPDATE members SET pin = 1 WHERE chat_id = $1", chats[3])
    seen: list[int] = []
    before = ""
    while True:
        page, before = await town.views.page(anna, before=before, folder=0, archived=False, limit=11)
        seen += [chat.id for chat in page]
        if not before:
            break
    assert seen == [chats[3], *(c for c in reversed(chats) if c != chats[3])]


async def test_a_dialog_in_which_nothing_was_said_is_in_nobodys_list(town: Town) -> None:
    anna, boris = await town.person(), await town.person()
    chat = await town.dialog(anna, boris)
    page, _ = await town.views.page(boris, before="", folder=0, archived=False, limit=50)
    assert page == []
    await town.say(chat, anna)
    page, _ = await town.views.page(boris, before="", folder=0, archived=False, limit=50)
    assert [(c.id, c.unread, c.peer) for c in page] == [(chat, 1, anna)]


async def listed(town: Town, viewer: int) -> list[int]:
    """The viewer's list over all pages; the top that a fresh client gets is the same."""
    seen, before = [], ""
    while True:
        page, before = await town.views.page(viewer, before=before, folder=0, archived=False, limit=11)
        seen += page
        if not before:
            break
    assert [c.last_ts for c in seen] == sorted((c.last_ts for c in seen), reverse=True)
    ids = [c.id for c in seen]
    assert await SyncRows(town.store.pool).first_chats(viewer, len(ids)) == ids
    return ids


async def test_a_reaction_moves_no_chat_in_the_list_and_is_still_found_by_sync(town: Town) -> None:
    anna, boris = await town.person(), await town.person()
    old, new = await town.chat(anna, "group", boris), await town.chat(anna, "group", boris)
    for chat in (old, new):
        town.clock.turn(s=10)
        await town.say(chat, anna)
    town.clock.turn(s=10)
    since = town.clock.now()
    async with town.store.writing() as tx:
        await tx.lock_chat(old)
        await tx.append(old, "rx", {"s": 1}, seq=1)
    assert await listed(town, boris) == [new, old]
    assert [chat for chat, _, _ in await SyncRows(town.store.pool).moved(boris, since - 1)] == [old]


async def test_a_chat_stands_where_its_newest_message_in_sight_puts_it(town: Town) -> None:
    anna, boris = await town.person(), await town.person()
    a, b, c = [await town.chat(anna, "channel", boris) for _ in range(3)]
    for chat in (a, b, c, a):
        town.clock.turn(s=10)
        last = await town.say(chat, anna)
    assert await listed(town, boris) == [a, c, b]
    await town.hide(boris, a, last)
    assert (await listed(town, boris), await listed(town, anna)) == ([c, b, a], [a, c, b])
    await town.delete(c, 2)
    assert await listed(town, anna) == [a, b, c]


STEPS = st.lists(
    st.tuples(
        st.sampled_from(["say", "say", "react", "delete", "hide", "clear", "join"]), st.integers(0, 12)
    ),
    min_size=5,
    max_size=40,
)


@settings(max_examples=15, deadline=None)
@given(STEPS)
async def test_law_the_list_stands_by_the_newest_message_each_viewer_sees(
    town: Town, steps: list[tuple[str, int]]
) -> None:
    anna, boris = await town.person(), await town.person()
    chats = [await town.chat(anna, "group", boris) for _ in range(13)]
    for verb, at in steps:
        chat = chats[at]
        town.clock.turn(s=1)
        last = await town.store.pool.fetchval("SELECT last_seq FROM chats WHERE id = $1", chat)
        if verb == "say":
            await town.say(chat, anna)
        elif verb == "delete":
            await town.delete(chat, last)
        elif verb == "hide":
            await town.hide(boris, chat, last)
        elif verb == "clear":
            await town.store.read.chat_lists.set_own(boris, chat, {"history_from": last + 1})
        elif verb == "join":
            await town.store.pool.execute(
                "UPDATE members SET joined = $3 WHERE user_id = $1 AND chat_id = $2",
                boris,
                chat,
                town.clock.now(),
            )
        else:
            async with town.store.writing() as tx:
                await tx.append(chat, "rx", {"s": 1}, seq=1)
    for viewer in (anna, boris):
        assert len(await listed(town, viewer)) == len(chats)
