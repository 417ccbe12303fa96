"""Laws: whatever people do to messages, every road leads to the same picture, and no erased word is found anywhere."""

import itertools

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tambour.adapters.postgres.messages import changes
from tambour.adapters.postgres.store import Tx
from tambour.domain.errors import Refusal
from tambour.domain.messages import Message
from tests.services.messages.conftest import ANA, BEN, CEM, GROUP

WORDS = itertools.count(1)
PEOPLE = (ANA, BEN, CEM)
STEPS = st.lists(
    st.tuples(
        st.sampled_from(
            ["say", "edit", "edit", "edit", "delete", "hide", "react", "pin", "remove", "forward"]
        ),
        st.sampled_from(PEOPLE),
        st.integers(1, 4),
    ),
    min_size=6,
    max_size=25,
)


async def begin(town):
    """Everybody has said something."""
    for user in PEOPLE:
        await town.say(user, GROUP, f"word{next(WORDS)}")


async def take(town, verb, user, seq, first):
    """One step; a refusal is an answer like any other. `seq` counts from the example's first message."""
    seq += first
    changes = town.room.changes
    if verb == "say":
        await town.say(user, GROUP, f"word{next(WORDS)}")
    elif verb == "edit":
        user = PEOPLE[(seq - first - 1) % 3]
        kept = await town.get(user, GROUP, seq)
        version = kept.version if kept else 1
        await changes.edit(user, GROUP, seq, text=f"word{next(WORDS)}", entities=[], seen=version)
    elif verb == "delete":
        await changes.delete(user, GROUP, [seq])
    elif verb == "hide":
        await changes.hide(user, GROUP, [seq])
    elif verb == "react":
        await town.room.reactions.react(user, GROUP, seq, "👍")
    elif verb == "pin":
        await changes.pin(user, GROUP, seq, silent=True)
    elif verb == "remove":
        async with town.store.writing() as tx:
            await tx.lock_chat(GROUP)
            await town.sql(
                "UPDATE messages SET flags = flags | 4 WHERE chat_id = $1 AND seq = $2", GROUP, seq
            )
            await tx.append(GROUP, "rm", {"s": [seq]})
    else:
        await town.room.forwarding.forward(user, GROUP, [seq], GROUP, town.rid(), hide=seq % 2 == 0)


def fold(events, hidden):
    """A client that applies frames: seq → (text, version), without what is gone."""
    found = {}
    for event in events:
        if isinstance(event, Message):
            event = {"t": "n", "s": event.seq, "x": event.text, "v": event.version, "rm": event.removed}
        kind = event["t"]
        if kind in ("n", "e") and (kind == "n" or event["s"] in found):
            found[event["s"]] = (event.get("x", ""), event.get("v", 1), event.get("rm", 0))
        elif kind == "d":
            for seq in event["s"]:
                found.pop(seq, None)
        elif kind == "rm":
            for seq in event["s"]:
                if seq in found:
                    found[seq] = ("", 1, 1)
    return {seq: said for seq, said in found.items() if seq not in hidden}


def live(town, first_ev):
    """What was published, as frames."""
    for event in sorted((e for n in town.heard for e in n.chat_events), key=lambda e: e.ev):
        if event.ev <= first_ev:
            continue
        if event.message is not None:
            said = event.message
            yield {"t": event.kind, "s": said.seq, "x": said.text, "v": said.version}
        else:
            yield {"t": event.kind, **event.data}


class Row:
    def __init__(self, record):
        self.ev, self.kind, self.seq = record["ev"], record["kind"], record["seq"] or 0
        self.data, self.ts = record["data"] or {}, record["ts"]


@settings(max_examples=12, deadline=None)
@given(STEPS)
async def test_law_live_events_differences_and_history_show_the_same(town, steps):
    await alike(town, steps)


async def alike(town, steps):
    chat = await town.store.read.chats.get(GROUP)
    first, first_ev = chat.last_seq, chat.last_ev
    await begin(town)
    for verb, user, seq in steps:
        try:
            await take(town, verb, user, seq, first)
        except Refusal:
            continue

    chat = await town.store.read.chats.get(GROUP)
    rows = [
        Row(r)
        for r in await town.store.pool.fetch(
            "SELECT ev, kind, seq, data, ts FROM chat_log WHERE chat_id = $1 AND ev > $2 ORDER BY ev",
            GROUP,
            first_ev,
        )
    ]
    assert [row.ev for row in rows] == list(range(first_ev + 1, chat.last_ev + 1))
    for viewer in PEOPLE:
        page = await town.room.history.window(viewer, GROUP, start=first, direction="down", size=100)
        picture = {m.seq: (m.text, m.version, m.removed) for m in page.messages}
        hidden = {
            r["seq"] for r in await town.store.pool.fetch("SELECT seq FROM hidden WHERE user_id = $1", viewer)
        }
        assert page.bottom
        assert fold(await town.room.events(viewer, chat, rows), hidden) == picture
        assert fold(live(town, first_ev), hidden) == picture


@settings(max_examples=12, deadline=None)
@given(STEPS)
async def test_law_versions_are_dense_and_erased_words_are_nowhere(town, steps):
    await nowhere(town, steps)


async def nowhere(town, steps):
    first = (await town.store.read.chats.get(GROUP)).last_seq
    await begin(town)
    for verb, user, seq in steps:
        try:
            await take(town, verb, user, seq, first)
        except Refusal:
            continue
    for row in await town.store.pool.fetch(
        "SELECT seq, ver, flags, body, (SELECT array_agg(v.ver ORDER BY v.ver) FROM message_versions v"
        " WHERE v.chat_id = m.chat_id AND v.seq = m.seq) AS past FROM messages m WHERE chat_id = $1 AND seq > $2",
        GROUP,
        first,
    ):
        if row["flags"] & 2:
            assert (row["body"], row["past"]) == ("", None)
        else:
            assert (row["past"] or []) == list(range(1, row["ver"]))
    assert await town.sql("SELECT count(*) FROM chat_log WHERE data::text LIKE '%word%'") == 0
    assert await town.sql("SELECT count(*) FROM user_log WHERE data::text LIKE '%word%'") == 0


STORY = [("edit", ANA, 1), ("edit", ANA, 1), ("delete", ANA, 1), ("pin", BEN, 2), ("edit", BEN, 2)]


async def test_the_short_story_keeps_both_laws(town):
    await alike(town, STORY)
    await nowhere(town, STORY)


async def stale_edits(self, chat, kind, data, **more):
    """The mutant: an edit is counted, and those who listen hear other words than those who ask."""
    if kind == "e" and more.get("message") is not None:
        more["message"] = msgspec.structs.replace(more["message"], text="the old words")
    return await APPEND(self, chat, kind, data, **more)


async def talkative_log(self, chat, kind, data, **more):
    """The mutant: the log keeps the words, as a log of events would."""
    said = more.get("message")
    return await APPEND(self, chat, kind, data | ({"x": said.text} if said is not None else {}), **more)


APPEND = Tx.append


async def test_an_edit_that_is_told_otherwise_than_kept_is_caught(town, monkeypatch):
    monkeypatch.setattr(Tx, "append", stale_edits)
    with pytest.raises(AssertionError):
        await alike(town, STORY)


async def test_a_log_that_keeps_words_is_caught(town, monkeypatch):
    monkeypatch.setattr(Tx, "append", talkative_log)
    with pytest.raises(AssertionError):
        await nowhere(town, STORY)


@pytest.mark.parametrize(
    ("whole", "broken"),
    [
        (
            "DELETE FROM message_versions WHERE chat_id = $1",
            "DELETE FROM message_versions WHERE false AND chat_id = $1",
        ),
        ("body = '', ents = NULL", "ents = NULL"),
    ],
)
async def test_an_erasing_that_leaves_words_somewhere_is_caught(town, monkeypatch, whole, broken):
    assert whole in changes.ERASE
    monkeypatch.setattr(changes, "ERASE", changes.ERASE.replace(whole, broken))
    with pytest.raises(AssertionError):
        await nowhere(town, STORY)


async def test_a_version_that_is_not_counted_is_caught(town, monkeypatch):
    monkeypatch.setattr(changes, "EDIT", changes.EDIT.replace("ver = ver + 1", "ver = ver + 2"))
    with pytest.raises(AssertionError):
        await nowhere(town, STORY)
