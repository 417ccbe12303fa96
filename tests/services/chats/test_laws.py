"""Laws of chats under random histories: unread counts are exact, counters are true, the log has no holes.

Each law has a mutant of the code that must break it.
"""

import asyncio
from dataclasses import dataclass, field

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tambour.adapters.postgres.members import Members
from tambour.domain import chat_view
from tambour.domain.chats import Chat, Member
from tambour.domain.errors import Refusal
from tests.services.chats.conftest import Town

PEOPLE = 3
PERSON = st.integers(0, PEOPLE - 1)
PICK = st.integers(0, 30)
STEP = st.one_of(
    st.tuples(st.just("say"), PERSON, st.lists(PERSON, max_size=2).map(tuple)),
    st.tuples(st.just("read"), PERSON, PICK),
    st.tuples(st.just("delete"), PICK, st.just(0)),
    st.tuples(st.just("restore"), PICK, st.just(0)),
    st.tuples(st.just("hide"), PERSON, PICK),
    st.tuples(st.just("put_away"), PERSON, st.just(0)),
)
LAW = settings(max_examples=25, deadline=None, database=None)
Script = list[tuple[str, object, object]]


@dataclass
class Model:
    """What a patient clerk would note down about one dialog-like chat."""

    last: int = 0
    gone: set[int] = field(default_factory=set)
    hidden: list[set[int]] = field(default_factory=lambda: [set() for _ in range(PEOPLE)])
    mentioned: list[set[int]] = field(default_factory=lambda: [set() for _ in range(PEOPLE)])
    floor: list[int] = field(default_factory=lambda: [0] * PEOPLE)

    def unread(self, who: int) -> int:
        return len(
            [s for s in range(self.floor[who] + 1, self.last + 1) if s not in self.gone | self.hidden[who]]
        )

    def mentions(self, who: int) -> int:
        return len(
            [s for s in self.mentioned[who] if s > self.floor[who] and s not in self.gone | self.hidden[who]]
        )


async def act(
    town: Town, model: Model, chat: int, people: list[int], step: tuple[str, object, object]
) -> None:
    """One step in the house and in the clerk's book."""
    what, one, two = step
    if what == "say":
        assert isinstance(one, int)
        assert isinstance(two, tuple)
        meant = tuple(sorted(set(two) - {one}))
        model.last = await town.say(chat, people[one], mentions=tuple(people[i] for i in meant))
        model.floor[one] = model.last
        for i in meant:
            model.mentioned[i].add(model.last)
        return
    if not model.last:
        return
    assert isinstance(one, int)
    assert isinstance(two, int)
    seq = 1 + (one if what in ("delete", "restore") else two) % model.last
    if what == "read":
        await town.read(people[one], chat, seq)
        model.floor[one] = max(model.floor[one], seq)
    elif what == "delete":
        await town.delete(chat, seq)
        model.gone.add(seq)
    elif what == "restore":
        await town.store.pool.execute(
            "UPDATE messages SET flags = 0 WHERE chat_id = $1 AND seq = $2", chat, seq
        )
        await town.store.pool.execute("DELETE FROM tombstones WHERE chat_id = $1 AND seq = $2", chat, seq)
        model.gone.discard(seq)
    elif what == "hide":
        await town.hide(people[one], chat, seq)
        model.hidden[one].add(seq)
    elif what == "put_away":
        await town.store.pool.execute(
            "UPDATE members SET history_from = $3 WHERE user_id = $1 AND chat_id = $2",
            people[one],
            chat,
            model.last + 1,
        )
        model.floor[one] = model.last


async def unread_law(town: Town, script: Script) -> None:
    """After every step everybody's counts are what the clerk counts, and never negative."""
    people = [await town.person() for _ in range(PEOPLE)]
    chat = town.ids.new()
    await town.store.pool.execute("INSERT INTO chats (id, kind, created) VALUES ($1, 'group', 0)", chat)
    for person in people:
        await town.store.pool.execute(
            "INSERT INTO members (user_id, chat_id, joined) VALUES ($1, $2, 0)", person, chat
        )
    model = Model()
    for step in script:
        await act(town, model, chat, people, step)
    for who, person in enumerate(people):
        seen = await town.views.one(person, chat)
        assert seen.unread >= 0
        assert (seen.unread, seen.unread_mentions) == (model.unread(who), model.mentions(who))
        newest = [s for s in range(1, model.last + 1) if s not in model.gone | model.hidden[who]]
        newest = [s for s in newest if s >= seen.history_from]
        assert (seen.last.seq if seen.last else 0) == (newest[-1] if newest else 0)


@LAW
@given(script=st.lists(STEP, max_size=25))
async def test_unread_counts_and_previews_are_exact_after_any_history(town: Town, script: Script) -> None:
    await unread_law(town, script)


async def test_the_law_of_unread_counts_notices_code_that_forgets_what_is_gone(
    town: Town, monkeypatch: pytest.MonkeyPatch
) -> None:
    def forgetful(chat: Chat, member: Member, gone: int) -> int:
        return chat.last_seq - member.read_seq

    monkeypatch.setattr(chat_view, "unread_count", forgetful)
    with pytest.raises(AssertionError):
        await unread_law(town, [("say", 0, ()), ("say", 0, ()), ("delete", 0, 0)])


MOVE = st.tuples(
    st.sampled_from(["join", "leave", "add", "remove", "ban", "unban", "promote"]), st.integers(0, 3)
)


async def coming_law(town: Town, kind: str, rounds: list[list[tuple[str, int]]]) -> None:
    """Whatever people do at once, counters are exact, the log has no holes, and whoever is banned is outside."""
    owner, *others = [await town.person() for _ in range(5)]
    chat = await town.chat(owner, kind, name=f"house_{town.ids.new()}")
    moves = {
        "join": lambda u: town.joining.join(u, chat),
        "leave": lambda u: town.joining.leave(u, chat),
        "add": lambda u: town.joining.add(owner, chat, [u]),
        "remove": lambda u: town.ranks.remove(owner, chat, u),
        "ban": lambda u: town.ranks.ban(owner, chat, u),
        "unban": lambda u: town.ranks.unban(owner, chat, u),
        "promote": lambda u: town.ranks.promote(owner, chat, u, 64),
    }
    for together in rounds:
        answers = await asyncio.gather(*(moves[m](others[i]) for m, i in together), return_exceptions=True)
        assert [a for a in answers if isinstance(a, BaseException) and not isinstance(a, Refusal)] == []
    await town.check_counters(chat)
    inside = await town.store.pool.fetch(
        "SELECT m.user_id FROM members m JOIN bans b ON b.chat_id = m.chat_id AND b.user_id = m.user_id"
        " WHERE m.chat_id = $1",
        chat,
    )
    assert inside == []


@settings(LAW, max_examples=12)
@given(
    kind=st.sampled_from(["group", "channel"]),
    rounds=st.lists(st.lists(MOVE, min_size=1, max_size=5), min_size=1, max_size=4),
)
async def test_counters_and_logs_are_true_whatever_people_do_at_once(
    town: Town, kind: str, rounds: list[list[tuple[str, int]]]
) -> None:
    await coming_law(town, kind, rounds)


async def test_the_law_of_counters_notices_code_that_forgets_to_count(
    town: Town, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def forgetful(self: Members, chat: int, user: int, *, weaker: bool) -> bool:
        await self.db.execute("DELETE FROM members WHERE user_id = $2 AND chat_id = $1", chat, user)
        return True

    monkeypatch.setattr(Members, "remove", forgetful)
    with pytest.raises(AssertionError):
        await coming_law(town, "group", [[("join", 0)], [("leave", 0)]])
