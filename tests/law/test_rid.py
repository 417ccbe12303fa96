"""The law of the rid: the same request gets the same answer, for ever, and is done once."""

import asyncio
import contextlib
from collections.abc import Callable, Sequence
from typing import Any

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from tambour.domain.errors import Conflict, Refusal
from tambour.pipeline.record import Record
from tests.law.pair import Pair, pair

__all__ = ["pair"]
LATER = st.lists(
    st.tuples(
        st.sampled_from(
            ["repeat", "twins", "edit", "delete", "hide", "restart", "kick", "mute", "other", "more"]
        ),
        st.integers(0, 1),
    ),
    min_size=4,
    max_size=10,
)
TEXT = st.sampled_from(["привет", "see https://example.org", "#tag", "x" * 300])
LAW = settings(
    max_examples=20,
    deadline=None,
    derandomize=True,
    phases=[Phase.explicit, Phase.generate],
)


class One:
    """One accepted send, and what may happen around it afterwards."""

    def __init__(self, pair: Pair, text: str) -> None:
        self.pair = pair
        self.owner, self.author = pair.people[:2]
        self.text = text

    async def begin(self) -> None:
        self.chat = await self.pair.group()
        self.rid = self.pair.rid()
        self.answer = await self.ask(0)

    async def ask(self, house: int, text: str = "") -> Any:
        """The same request again, or another under its rid."""
        return await self.pair.call(
            house, self.author, "msg.send", c=self.chat, rid=self.rid, x=text or self.text
        )

    async def do(self, step: str, house: int) -> None:
        """One thing that happens; what is refused changes nothing."""
        if step in ("repeat", "twins"):
            answers = await asyncio.gather(
                *[self.ask(h) for h in ([0, 1, 0] if step == "twins" else [house])]
            )
            assert answers == [self.answer] * len(answers)
        elif step == "other":
            with pytest.raises(Conflict):
                await self.ask(house, "something else")
        elif step == "restart":
            old = self.pair.houses[house].record
            new = Record(old.log, old.clock, old.publish)
            object.__setattr__(self.pair.houses[house].accept, "record", new)
        else:
            with contextlib.suppress(Refusal):
                await self.change(step, house)

    async def change(self, step: str, house: int) -> None:
        """The message or its author's place changes."""
        seq, owner, author, call = self.answer["s"], self.owner, self.author, self.pair.call
        if step == "edit":
            await call(house, author, "msg.edit", c=self.chat, s=seq, x="edited", v=1)
        elif step == "delete":
            await call(house, owner, "msg.delete", c=self.chat, s=[seq], all=True)
        elif step == "hide":
            await call(house, author, "msg.delete", c=self.chat, s=[seq])
        elif step == "kick":
            await call(house, owner, "member.ban", c=self.chat, u=author)
        elif step == "mute":
            await call(house, owner, "member.restrict", c=self.chat, u=author, deny=1)
        else:
            await call(house, owner, "msg.send", c=self.chat, rid=self.pair.rid(), x="more")

    async def written(self) -> int:
        """How often it was done."""
        pool = self.pair.houses[0].store.pool
        return int(
            await pool.fetchval(
                "SELECT count(*) FROM chat_log WHERE chat_id = $1 AND kind = 'n' AND seq IN"
                " (SELECT seq FROM send_keys WHERE user_id = $2 AND rid = $3)",
                self.chat,
                self.author,
                int(self.rid),
            )
        )


async def check(
    pair: Pair, text: str, steps: Sequence[tuple[str, int]], forget: Callable[[One], Any]
) -> None:
    """One send, what came after, and the same answer in the end from both houses."""
    one = One(pair, text)
    await one.begin()
    for step, house in steps:
        await one.do(step, house)
        await forget(one)
    for house in (0, 1):
        assert await one.ask(house) == one.answer
    assert await one.written() == 1
    with pytest.raises(Conflict):
        await one.ask(1, "something else")


async def nothing(one: One) -> None:
    """The honest house forgets nothing."""


async def forget_keys(one: One) -> None:
    """The mutant: keys are kept like a cache, and one day they are gone."""
    await one.pair.houses[0].store.pool.execute(
        "DELETE FROM send_keys WHERE user_id = $1 AND rid = $2", one.author, int(one.rid)
    )


async def forget_digests(one: One) -> None:
    """The mutant: a key knows its place, and not what was asked."""
    await one.pair.houses[0].store.pool.execute(
        "UPDATE send_keys SET digest = digest + 1 WHERE user_id = $1 AND rid = $2", one.author, int(one.rid)
    )


def test_the_same_rid_gets_the_same_answer_for_ever(pair: Pair) -> None:
    @LAW
    @given(text=TEXT, steps=LATER)
    def law(text: str, steps: list[tuple[str, int]]) -> None:
        pair.runner.run(check(pair, text, steps, nothing))

    law()


@pytest.mark.parametrize("step", ["edit", "delete", "hide", "restart", "kick", "mute"])
def test_each_thing_that_may_happen_leaves_the_answer_as_it_was(pair: Pair, step: str) -> None:
    pair.runner.run(check(pair, "once", [(step, 1), ("twins", 0), ("restart", 0), ("restart", 1)], nothing))


@pytest.mark.parametrize("mutant", [forget_keys, forget_digests])
def test_a_house_that_forgets_its_keys_is_caught(pair: Pair, mutant: Callable[[One], Any]) -> None:
    @LAW
    @given(text=TEXT, steps=LATER)
    def law(text: str, steps: list[tuple[str, int]]) -> None:
        pair.runner.run(check(pair, text, steps, mutant))

    with pytest.raises((AssertionError, Refusal)):
        law()


def test_a_chat_is_created_once_for_one_rid(pair: Pair) -> None:
    async def twice() -> list[Any]:
        rid, owner = pair.rid(), pair.people[0]
        made = await asyncio.gather(
            *[
                pair.call(house, owner, "chat.create", k="group", rid=rid, title="Once", users=[])
                for house in (0, 1, 0, 1)
            ]
        )
        return [answer["ch"]["c"] for answer in made]

    assert len(set(pair.runner.run(twice()))) == 1


def test_a_forward_is_done_once_for_one_rid(pair: Pair) -> None:
    async def twice() -> tuple[list[Any], int]:
        owner, chat, rid = pair.people[0], await pair.group(), pair.rid()
        said = await pair.call(0, owner, "msg.send", c=chat, rid=pair.rid(), x="said")
        ask = {"from": chat, "s": [said["s"]], "to": chat, "rid": rid}
        answers = await asyncio.gather(*[pair.call(h, owner, "msg.forward", **ask) for h in (0, 1, 0, 1)])
        found = await pair.call(0, owner, "msg.history", c=chat, n=100)
        return answers, sum("fw" in m for m in found["msgs"])

    answers, copies = pair.runner.run(twice())
    assert (copies, [a["s"] for a in answers]) == (1, [answers[0]["s"]] * 4)
