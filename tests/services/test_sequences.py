"""The law of undoing: whatever was decided, all taken back in any order, the world is as it was."""

import asyncio
import os
from dataclasses import dataclass
from typing import Any

from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from tambour.adapters.ids import FreshIds
from tambour.domain.errors import Gone, NotFound
from tambour.domain.ids import DAY_MS
from tambour.moderation.cases import TERRITORIAL
from tambour.services.good_faith import GoodFaith
from tests.conftest import TurnedClock
from tests.services.test_review import choice
from tests.services.town import ANNA, BORIS, CLARA, LINK, MOD, MOD2, OWNER, Town, a_pack, say_link, settle

WHAT = {
    "message": (
        "remove_content",
        "restrict_member",
        "limit_chat",
        "freeze_chat",
        "remove_chat",
        "suspend_account",
    ),
    "chat": ("limit_chat", "quarantine_chat", "freeze_chat", "remove_chat"),
    "account": ("suspend_account",),
    "link": ("block_link",),
    "sticker": ("block_pack",),
    "reporter": ("warn_reporter", "suspend_reporting"),
}
COUNTRIES: tuple[tuple[str, ...], ...] = ((), (), ("DE",), ("AT", "DE"), ("FR",))
LIMIT_SETS = ((), ("slow",), ("unfound", "no_joins"), ("no_forwards", "held"), ("slow", "held"))


@dataclass(frozen=True, kw_only=True)
class Step:
    """One decision of a story: about what, which of them, where and for how long; `order`: when it is taken back, from
    0; `at_once`: before the next one is decided."""

    kind: str
    outcome: str
    which: int = 0
    order: int = 0
    territory: tuple[str, ...] = ()
    limits: tuple[str, ...] = ("slow",)
    everywhere: bool = True
    days: int = 0
    at_once: bool = False


WARNING = Step(kind="reporter", outcome="warn_reporter")


@st.composite
def a_step(draw: st.DrawFn) -> Step:
    """Any of them, with all that it may be limited to."""
    kind = draw(st.sampled_from([*WHAT, "message", "message", "chat", "chat"]))
    outcome = draw(st.sampled_from(WHAT[kind]))
    return Step(
        kind=kind,
        outcome=outcome,
        which=draw(st.integers(0, 3)),
        order=draw(st.integers(0, 9)),
        territory=draw(st.sampled_from(COUNTRIES)) if outcome in TERRITORIAL else (),
        limits=draw(st.sampled_from(LIMIT_SETS[1:])) if outcome == "limit_chat" else (),
        everywhere=draw(st.booleans()),
        days=1 if outcome == "suspend_reporting" else draw(st.sampled_from((0, 0, 7))),
        at_once=draw(st.sampled_from((False, False, False, True))),
    )


STEPS = st.lists(a_step(), min_size=1, max_size=7)
SEQUENCES = int(os.environ.get("TAMBOUR_SEQUENCES", "60"))
"""How many the law tries in the suite; 1,000 where the effects change."""


def test_any_actions_undone_in_any_order_leave_the_world_as_it_was(make_database: Any) -> None:
    """Random sequences over one town, which must be as before after each: messages, members, chats and their limits,
    accounts, links, packs, complainers, everywhere and in single countries."""
    stories: list[list[Step]] = []

    @given(steps=STEPS)
    @settings(max_examples=SEQUENCES, deadline=None, phases=[Phase.generate], database=None)
    def gather(steps: list[Step]) -> None:
        stories.append(steps)

    gather()
    assert len(stories) == SEQUENCES
    tried = asyncio.run(act_and_undo(make_database(), *stories))
    if SEQUENCES >= 1000:
        assert {outcome for outcomes in WHAT.values() for outcome in outcomes} == {
            one.outcome for one in tried
        }
        assert {one for some in LIMIT_SETS for one in some} == {one for step in tried for one in step.limits}
        assert {where for where in COUNTRIES if where} == {one.territory for one in tried if one.territory}


async def act_and_undo(dsn: str, *stories: list[Step]) -> list[Step]:
    """Plays them one after the other; the steps that were decided."""
    clock, tried = TurnedClock(), list[Step]()
    town = await settle(dsn, clock, FreshIds(clock))
    try:
        seqs = [await say_link(town, 1, BORIS, f"message {n} {LINK}") for n in range(3)]
        seqs.append(await town.say(1, CLARA, "message 0", fwd=(1, seqs[0])))
        await a_pack(town)
        await town.db.execute("INSERT INTO attachments VALUES (1, 'sticker', $1, 'one')", seqs[3])
        await town.db.execute("INSERT INTO pins VALUES (1, $1, $2, 5)", seqs[0], OWNER)
        await town.db.execute("UPDATE members SET denied = 2, denied_until = 9 WHERE user_id = $1", CLARA)
        await town.store.read.accounts.set_country(ANNA, "SE")
        await decided(town, await a_case_for(town, seqs, WARNING), WARNING)
        before = await town.projection()
        for story in stories:
            tried += await play(town, seqs, story)
            assert await town.projection() == before, story
    finally:
        await town.store.close()
    return tried


async def play(town: Town, seqs: list[int], story: list[Step]) -> list[Step]:
    """Decide these, some taken back at once, then all that is left in the order they name; what was decided."""
    made: list[tuple[int, int]] = []
    tried = []
    for step in story:
        town.clock.turn(ms=5)
        try:
            case = await a_case_for(town, seqs, step)
        except (Gone, NotFound):
            continue  # what an earlier step took away cannot be complained of
        done = await decided(town, case, step)
        tried.append(step)
        if step.at_once:
            await town.review.restore(MOD2, done, "undone")
        else:
            made.append((step.order, done))
    for _, decision in sorted(made):
        town.clock.turn(ms=5)
        await town.review.restore(MOD2, decision, "undone")
    return tried


async def decided(town: Town, case: int, step: Step) -> int:
    """The decision, with its second person where it needs one."""
    found = await town.store.read.cases.case(case)
    assert found is not None
    want = choice(
        step.outcome,
        category=found.category if step.kind == "reporter" else "tvec.incite",
        limits=step.limits,
        territory=step.territory,
        everywhere=step.everywhere,
        until=town.clock.ms + step.days * DAY_MS if step.days else 0,
    )
    done = await town.review.decide(MOD, case, found.ver, want)
    if done.state == "waiting":
        await town.review.second(MOD2, done.id, agree=True)
    return done.id


async def a_case_for(town: Town, seqs: list[int], step: Step) -> int:
    """What this step is about, complained of by Anna; whoever complains in bad faith is noted by the desk itself."""
    seq = seqs[step.which]
    if step.kind == "reporter":
        async with town.store.writing() as tx:
            await GoodFaith(town.store, town.clock, town.ids, town.vault).raise_case(tx, CLARA)
        query = (
            "SELECT c.id FROM cases c JOIN subjects s ON s.id = c.subject_id WHERE s.kind = 'reporter'"
            " ORDER BY c.id DESC LIMIT 1"
        )
        return int(await town.db.fetchval(query))
    about: dict[str, dict[str, Any]] = {
        "message": {"chat": 1, "seq": seq},
        "chat": {"chat": 1},
        "account": {"user": BORIS},
        "link": {"chat": 1, "seq": seqs[step.which % 3], "link": LINK},
        "sticker": {"pack": "pack"},
    }
    if step.kind == "message" and not await shown(town, seq):
        raise Gone("taken away")
    return await town.report(ANNA, **about[step.kind])


async def shown(town: Town, seq: int) -> bool:
    return not await town.db.fetchval("SELECT flags & 4 FROM messages WHERE chat_id = 1 AND seq = $1", seq)
