"""Windows of history tile it; each viewer sees what is theirs to see."""

import pytest

from tambour.domain.messages import Flag
from tambour.services.messages.render import render_events
from tests.services.messages.conftest import ANA, BEN, CEM, CHANNEL, DIALOG, EVE, GROUP, refused


@pytest.fixture
def history(town):
    return town.room.history


async def window(history, user, chat, start=0, direction="up", size=30):
    page = await history.window(user, chat, start=start, direction=direction, size=size)
    return [m.seq for m in page.messages], page.top, page.bottom


async def test_the_newest_page_is_the_end_of_the_chat(town, history):
    for n in range(5):
        await town.say(ANA, GROUP, f"word {n}")

    assert await window(history, BEN, GROUP, size=3) == ([3, 4, 5], False, True)
    assert await window(history, BEN, GROUP, start=3, size=3) == ([1, 2], True, False)
    assert await window(history, BEN, GROUP, start=3, direction="down") == ([4, 5], False, True)
    assert await window(history, BEN, GROUP, start=3, direction="around", size=3) == ([2, 3, 4], False, False)


async def test_a_message_comes_with_all_that_belongs_to_its_viewer(town, history):
    await town.say(ANA, GROUP, "Ben, #look", en=[["mention", 0, 3, BEN]])

    [mine] = (await history.window(ANA, GROUP, start=0, direction="up", size=1)).messages
    [his] = (await history.window(BEN, GROUP, start=0, direction="up", size=1)).messages

    assert (mine.text, mine.sender, mine.mentioned, his.mentioned) == ("Ben, #look", ANA, 0, 1)
    assert his.entities == (("mention", 0, 3, BEN), ("tag", 5, 5))


async def test_a_channel_speaks_for_itself_and_signs_where_it_wants(town, history):
    await town.say(BEN, CHANNEL, "news")
    [post] = (await history.window(EVE, CHANNEL, start=0, direction="up", size=1)).messages
    assert (post.sender, post.signature) == (0, "")

    await town.sql("UPDATE chats SET flags = '{\"sign\": true}' WHERE id = $1", CHANNEL)
    [post] = (await history.window(EVE, CHANNEL, start=0, direction="up", size=1)).messages
    assert (post.sender, post.signature) == (0, "Ben")


async def test_a_stranger_reads_a_public_channel_and_nothing_else(town, history):
    await town.say(ANA, CHANNEL, "for all")
    await town.say(ANA, GROUP, "for us")

    assert (await window(history, EVE, CHANNEL))[0] == [1]
    assert await refused(history.window(EVE, GROUP, start=0, direction="up", size=1)) == "NOT_FOUND"
    assert await refused(history.get(EVE, DIALOG, [1])) == "NOT_FOUND"
    assert await refused(history.get(EVE, 999, [1])) == "NOT_FOUND"


async def test_a_newcomer_does_not_see_what_was_said_before(town, history):
    for n in range(4):
        await town.say(ANA, GROUP, f"word {n}")
    await town.sql("UPDATE members SET history_from = 3 WHERE user_id = $1", CEM)

    assert await window(history, CEM, GROUP) == ([3, 4], True, True)
    assert [m.seq for m in await history.get(CEM, GROUP, [1, 2, 3])] == [3]


async def test_a_removed_message_leaves_a_mark_and_only_its_author_hears_why(town, history):
    await town.say(CEM, GROUP, "bad words")
    await town.sql("UPDATE messages SET flags = $1 WHERE chat_id = $2", int(Flag.REMOVED), GROUP)

    [seen] = await history.get(BEN, GROUP, [1])
    [own] = await history.get(CEM, GROUP, [1])

    assert (seen.text, seen.removed, seen.why) == ("", 1, "")
    assert (own.text, own.removed, own.why) == ("", 1, "moderation.removed")


async def test_law_windows_tile_the_history_without_overlap_or_hole(town, history):
    for n in range(60):
        await town.say(ANA, GROUP, f"word {n}")
    gone = {s for s in range(1, 61) if s * 37 % 61 < 15} | {60}
    mine = {s for s in range(1, 61) if s * 23 % 61 < 10}
    for seq in gone:
        await town.sql("UPDATE messages SET flags = 2, body = '' WHERE chat_id = $1 AND seq = $2", GROUP, seq)
    for seq in mine:
        await town.sql("INSERT INTO hidden (user_id, chat_id, seq) VALUES ($1, $2, $3)", CEM, GROUP, seq)
    await town.sql("UPDATE members SET history_from = 5 WHERE user_id = $1", CEM)
    whole = [s for s in range(5, 61) if s not in gone | mine]

    for size in (1, 2, 7, 40, 100):
        assert await tiles(history, size, start=0) == whole
        for start in (1, 4, 5, 30, 60, 61, 500):
            assert await tiles(history, size, start=start, direction="around") == whole


async def tiles(history, size, *, start, direction="up"):
    """A client's way through the whole chat: one window, then up to the top, then down to the bottom."""
    seqs, top, bottom = await window(history, CEM, GROUP, start, direction, size)
    while not top:
        more, top, _ = await window(history, CEM, GROUP, seqs[0] if seqs else start + 1, "up", size)
        assert more
        seqs = more + seqs
    while not bottom:
        more, _, bottom = await window(history, CEM, GROUP, seqs[-1] if seqs else start, "down", size)
        assert more
        seqs = seqs + more
    return seqs


async def test_a_difference_shows_rows_as_they_are_now_and_counts_what_it_may_not_show(town):
    for text in ("one", "two", "three"):
        await town.say(ANA, GROUP, text)
    await town.sql("UPDATE messages SET flags = 2, body = '' WHERE chat_id = $1 AND seq = 1", GROUP)
    await town.sql("INSERT INTO hidden (user_id, chat_id, seq) VALUES ($1, $2, 3)", CEM, GROUP)
    async with town.store.writing() as tx:
        await tx.lock_chat(GROUP)
        await tx.append(GROUP, "d", {"s": [1]})
        await tx.append(GROUP, "p", {"s": 3, "on": 1}, seq=3)
    rows = [Row(r["ev"], r["kind"], r["seq"] or 0, r["data"] or {}, r["ts"]) for r in await town.store.pool.fetch(
        "SELECT ev, kind, seq, data, ts FROM chat_log WHERE chat_id = $1 ORDER BY ev", GROUP)]  # fmt: skip
    chat = await town.store.read.chats.get(GROUP)

    frames = await render_events(town.store.read, CEM, chat, rows)

    assert [f if isinstance(f, dict) else f.text for f in frames] == [
        {"t": "nop", "c": GROUP, "ev": 1},
        "two",
        {"t": "nop", "c": GROUP, "ev": 3},
        {"t": "d", "c": GROUP, "ev": 4, "s": [1]},
        {"t": "nop", "c": GROUP, "ev": 5},
    ]


class Row:
    def __init__(self, ev, kind, seq, data, ts):
        self.ev, self.kind, self.seq, self.data, self.ts = ev, kind, seq, data, ts
