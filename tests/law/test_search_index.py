"""The index misses nothing: whatever commits late, is lost on the bus, pruned from the log or dies half way.

Transactions on several chats are opened and committed in any order, between turns of two indexers that hear only some
of it; when all is quiet, a walk and the turns it asks for must leave exactly what the messages say.
"""

import asyncio
from contextlib import AbstractAsyncContextManager
from dataclasses import dataclass, field
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from tambour.adapters.postgres.search.find import Find
from tambour.adapters.postgres.search.index import Index
from tambour.adapters.postgres.search.lexicon import Lexicon
from tambour.adapters.postgres.store import Store, open_store
from tambour.domain.messages import Flag
from tambour.domain.search.document import sender_word
from tambour.domain.search.fold import forms, word_of
from tambour.domain.search.question import Group
from tambour.pipeline import marks
from tambour.ports.bus import Nudge
from tambour.ports.search import AT_MIN, SEQ_END, Spot
from tambour.services.search import indexer as room
from tambour.services.search.indexer import Indexer
from tests.conftest import TurnedClock

CHATS = 3
SENDER = 7
WORDS = ("tulip", "rose", "мак", "ورد", "tulip rose", "")
CHAT, INDEXER = st.integers(0, CHATS - 1), st.integers(0, 1)
SAY = st.tuples(st.just("say"), CHAT, st.sampled_from("nnnedxr"), st.integers(0, 9))
STEPS = st.lists(
    st.one_of(
        SAY,
        SAY,
        st.tuples(st.just("open"), CHAT, st.sampled_from("nedxr"), st.integers(0, 9)),
        st.tuples(st.just("commit"), CHAT, st.booleans()),
        st.tuples(st.just("turn"), INDEXER),
        st.tuples(st.just("turn"), INDEXER),
        st.tuples(st.just("die"), INDEXER),
        st.tuples(st.just("walk"), INDEXER),
        st.tuples(st.just("prune"), CHAT),
    ),
    min_size=30,
    max_size=60,
)
"""`say` is heard and committed at once; `open` waits for its `commit`."""


LAW = settings(
    max_examples=25,
    deadline=None,
    derandomize=True,
    phases=[Phase.explicit, Phase.generate],
    suppress_health_check=list(HealthCheck),
)


class Died(Exception):
    """The process is killed here."""


@dataclass
class World:
    """Some chats of their own in a shared database, what was said there, and two indexers."""

    store: Store
    chats: list[int]
    open: dict[int, AbstractAsyncContextManager[Any]] = field(default_factory=dict)
    nudges: list[Nudge] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.store.publish = self.nudges.append
        self.indexers = [Indexer(Index(self.store.pool), Lexicon(self.store.pool)) for _ in range(2)]

    async def begin(self, number: int, kind: str, which: int) -> None:
        """A transaction that says or changes something, left open; one at a time in a chat, as its lock has it."""
        chat = self.chats[number]
        if chat in self.open:
            return
        self.open[chat] = scope = self.store.writing()
        tx = await scope.__aenter__()
        room = await tx.lock_chat(chat)
        text = WORDS[which % len(WORDS)]
        seq = which % room.last_seq + 1 if room.last_seq else 0
        if kind == "n":
            seq = await tx.messages.next_seq(chat)
            ev = await tx.append(chat, "n", {}, seq=seq)
            await tx.db.execute(
                "INSERT INTO messages (chat_id, seq, ev, sender, author, ts, body) VALUES ($1, $2, $3, $4, $4, $5, $6)",
                chat, seq, ev, SENDER, tx.now, text,
            )  # fmt: skip
        elif kind == "e" and seq:
            await tx.db.execute(
                "UPDATE messages SET body = $3, ver = ver + 1 WHERE chat_id = $1 AND seq = $2 AND flags = 0",
                chat, seq, text,
            )  # fmt: skip
            await tx.append(chat, "e", {}, seq=seq)
        elif kind == "d" and seq:
            gone = await tx.messages.erase(chat, [seq])
            await tx.append(chat, "d", {"s": gone})
        elif seq:
            change = f"| {int(Flag.REMOVED)}" if kind == "x" else f"& ~{int(Flag.REMOVED)}"
            await tx.db.execute(
                f"UPDATE messages SET flags = flags {change} WHERE chat_id = $1 AND seq = $2", chat, seq
            )
            await tx.append(chat, "rm" if kind == "x" else "rs", {"s": [seq]}, seq=seq)

    async def commit(self, number: int, *, heard: bool) -> None:
        """The open transaction of a chat ends; the bus may lose what it says."""
        scope = self.open.pop(self.chats[number], None)
        if scope is not None:
            await scope.__aexit__(None, None, None)
        for nudge in self.nudges if heard else ():
            for indexer in self.indexers:
                indexer.hear(nudge)
        self.nudges.clear()

    async def turn(self, number: int, *, dies: bool) -> None:
        """One turn; one that dies does so just before its commit, and a fresh one takes its place."""
        indexer = self.indexers[number]
        if not dies:
            await indexer.turn()
            return

        async def die(*_: Any) -> None:
            raise Died

        with pytest.MonkeyPatch.context() as patch:
            patch.setattr("tambour.adapters.postgres.search.index.Indexing.settle", die)
            try:
                await indexer.turn()
            except Died:
                self.indexers[number] = Indexer(indexer.rows, Lexicon(self.store.pool))

    async def prune(self, number: int) -> None:
        """The log is forgotten, as retention does it."""
        chat = self.chats[number]
        if chat not in self.open:
            await self.store.pool.execute("UPDATE chats SET first_ev = last_ev + 1 WHERE id = $1", chat)
            await self.store.pool.execute("DELETE FROM chat_log WHERE chat_id = $1", chat)

    async def expected(self) -> set[tuple[int, int, int]]:
        """(chat, seq, word) of everything that may be found."""
        rows = await self.store.pool.fetch(
            "SELECT chat_id, seq, body FROM messages WHERE chat_id = ANY ($1) AND flags = 0 AND body <> ''",
            self.chats,
        )
        stems = await Lexicon(self.store.pool).stems({f for row in rows for f in forms(row["body"])})
        found = {(r["chat_id"], r["seq"], word_of(stems[form])) for r in rows for form in forms(r["body"])}
        return found | {(r["chat_id"], r["seq"], sender_word(SENDER)) for r in rows}

    async def indexed(self) -> set[tuple[int, int, int]]:
        """The same, from the index."""
        rows = await self.store.pool.fetch(
            "SELECT chat_id, seq, unnest(words) FROM search_docs WHERE chat_id = ANY ($1)", self.chats
        )
        return {tuple(row) for row in rows}

    async def asked(self) -> list[set[tuple[int, int, int]]]:
        """The same, by asking for every word in both ways."""
        find = Find(self.store.pool)
        cuts = {chat: Spot((1 << 31) - 1, chat, SEQ_END) for chat in self.chats}
        words = {word_of(form) for text in WORDS for form in forms(text)} | {sender_word(SENDER)}
        found: list[set[tuple[int, int, int]]] = [set(), set()]
        for word in words:
            group = Group(frozenset([word]))
            for way, read in enumerate((find.walk, find.look_up)):
                lists = await read(cuts, [group], since=AT_MIN, depth=1000)
                found[way] |= {(spot.chat, spot.seq, word) for one in lists.values() for spot in one.spots}
        return found


async def play(store: Store, first: int, steps: list[tuple[Any, ...]]) -> None:
    """All steps, then quiet, then the truth."""
    world = World(store, [first + n for n in range(CHATS)])
    for chat in world.chats:
        await store.pool.execute("INSERT INTO chats (id, kind, created) VALUES ($1, 'group', 0)", chat)
    for step in steps:
        match step:
            case ("open", chat, kind, which):
                await world.begin(chat, kind, which)
            case ("commit", chat, heard):
                await world.commit(chat, heard=heard)
            case ("say", chat, kind, which):
                await world.begin(chat, kind, which)
                await world.commit(chat, heard=True)
            case ("turn" | "die", number):
                await world.turn(number, dies=step[0] == "die")
            case ("walk", number):
                await world.indexers[number].walk()
            case ("prune", number):
                await world.prune(number)
    for number in range(CHATS):
        await world.commit(number, heard=False)
    await asyncio.gather(*(indexer.catch_up() for indexer in world.indexers))
    await world.indexers[0].catch_up()
    expected = await world.expected()
    assert await world.indexed() == expected
    assert await world.asked() == [expected, expected]
    assert world.indexers[0].backlog() == 0


async def test_law_nothing_is_missed_and_nothing_stays(
    dsn: str, clock: TurnedClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(room, "BATCH", 2)
    monkeypatch.setattr(marks, "SHARE_MIN", 1)
    store = await open_store(dsn, clock, connections_max=8)
    loop = asyncio.get_running_loop()
    first = iter(range(1000, 1 << 40, CHATS))

    @LAW
    @given(STEPS)
    def law(steps: list[tuple[Any, ...]]) -> None:
        asyncio.run_coroutine_threadsafe(play(store, next(first), steps), loop).result()

    try:
        await asyncio.to_thread(law)
    finally:
        store.pool.terminate()
