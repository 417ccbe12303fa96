"""Blocked links and packs, limits on chats: what each does, who hears of it, and that it comes back exactly."""

from typing import Any

import pytest

from tambour.adapters.matching import automaton, expressions
from tambour.domain.chats import Limit
from tambour.domain.commands import Send
from tambour.domain.decide import Place, decide_send
from tambour.domain.errors import BadInput, Forbidden, Moderated, SlowMode
from tambour.domain.visible import may_read
from tambour.moderation.cases import Choice
from tambour.pipeline.gate import open_gate
from tambour.pipeline.measures import MEASURES, Measure
from tambour.services.media.stickers import Stickers
from tests.services.test_review import choice
from tests.services.town import ANNA, BORIS, CLARA, LINK, MOD, MOD2, OWNER, Town, a_pack, say_link


async def blocked(town: Town, seq: int) -> Any:
    """The link of Boris's message in the public group, reported by Anna and blocked by two moderators."""
    case = await town.report(ANNA, chat=1, seq=seq, link="HTTP://www.evil.example/join/us")
    decision = await town.review.decide(MOD, case, 1, choice("block_link"))
    return await town.review.second(MOD2, decision.id, agree=True)


async def test_a_blocked_link_goes_everywhere_it_stands_is_refused_again_and_comes_back(town: Town) -> None:
    first = await say_link(town, 1, BORIS, f"come: {LINK}")
    apart = await say_link(town, 4, OWNER, "hxxps://evil[.]example/join/us/now")
    copy = await town.say(3, ANNA, "come", fwd=(1, first))
    other = await say_link(town, 4, OWNER, "https://evil.example/else")
    private = await say_link(town, 2, ANNA)
    before = await town.projection()
    decision = await blocked(town, first)
    gone = await town.db.fetch("SELECT chat_id, seq FROM messages WHERE flags & 4 > 0 ORDER BY chat_id, seq")
    assert [tuple(row) for row in gone] == [(1, first), (3, copy), (4, apart)]
    assert (other, private) not in gone
    gate = await open_gate(town.store.read.bank, town.clock, "http://own.example", automaton, expressions)
    with pytest.raises(Forbidden, match=r"link\.blocked"):
        gate.check(1, LINK, [("url", 0, len(LINK))])
    gate.check(1, "https://evil.example/else", [("url", 0, 25)])
    assert [n["body"]["about"] for n in town.told(BORIS)] == ["evil.example/join/us"]
    assert len(town.told(OWNER)) == len(town.told(ANNA)) - 1 == 1
    await town.review.restore(MOD2, decision.id, "It was a mistake.")
    assert await town.projection() == before
    town.clock.turn(ms=61_000)
    await gate.load()
    gate.check(1, LINK, [("url", 0, len(LINK))])


async def test_a_link_waits_for_a_second_person_and_what_is_said_meanwhile_falls_under_it(town: Town) -> None:
    first = await say_link(town, 1, BORIS)
    case = await town.report(ANNA, chat=1, seq=first, link=LINK)
    decision = await town.review.decide(MOD, case, 1, choice("block_link"))
    assert decision.state == "waiting"
    assert await town.db.fetchval("SELECT count(*) FROM blocked_links") == 0
    late = await say_link(town, 4, OWNER)
    await town.review.second(MOD2, decision.id, agree=True)
    await town.enforce.sweep()
    town.clock.turn(ms=30_000)
    later = await say_link(town, 1, CLARA)
    await town.enforce.sweep()
    assert ("rm", {"s": [later]}) not in town.events(1)
    town.clock.turn(ms=31_000)
    await town.enforce.sweep()
    await town.enforce.sweep()
    assert ("rm", {"s": [late]}) in town.events(4)
    assert ("rm", {"s": [later]}) in town.events(1)
    assert len(town.told(CLARA)) == len(town.told(OWNER)) == 1
    assert await town.store.read.cases.chasing(town.clock.now()) == []


async def test_only_a_link_that_the_message_shows_and_that_leads_elsewhere_is_reported(town: Town) -> None:
    seq = await say_link(town, 1, BORIS)
    for link in ("https://other.example", "nothing", "@somebody"):
        with pytest.raises(BadInput):
            await town.report(ANNA, chat=1, seq=seq, link=link)
    with pytest.raises(BadInput):
        await town.report(ANNA, chat=1, link=LINK)
    one = await town.report(ANNA, chat=1, seq=seq, link=LINK)
    again = await say_link(town, 4, OWNER)
    assert await town.report(CLARA, chat=4, seq=again, link="evil.example/join/us/") == one
    assert await town.report(ANNA, chat=1, seq=seq) != one
    page = await town.desk.open(MOD, one)
    assert (page.case.subject.kind, page.case.subject.ref) == ("link", "evil.example/join/us")
    assert page.subject_text == LINK


async def test_a_removed_pack_is_nowhere_its_stickers_go_and_all_of_it_comes_back(town: Town) -> None:
    await a_pack(town)
    seqs = [await town.say(chat, ANNA, "") for chat in (1, 3)]
    for chat, seq in zip((1, 3), seqs, strict=True):
        await town.db.execute("INSERT INTO attachments VALUES ($1, 'sticker', $2, 'one')", chat, seq)
    rows, stickers = town.store.read.stickers, Stickers(town.store, town.ids)
    await stickers.install(ANNA, "pack", on=True)
    before = await town.projection()
    case = await town.report(CLARA, pack="pack", category="hate")
    assert (await town.desk.open(MOD, case)).snapshot.body["pack"] == {"id": "pack", "ti": "Cats"}
    decision = await town.review.decide(MOD, case, 1, choice("block_pack", category="hate"))
    assert await rows.packs(["pack"]) == []
    assert await rows.holding("one") == []
    assert await town.store.read.files.any_withdrawn(["two"])
    assert ("rm", {"s": [seqs[1]]}) in town.events(3)
    assert [n["body"]["about"] for n in town.told(BORIS)] == ["Cats"]
    assert len(town.told(ANNA)) == 1
    for refused in (
        stickers.install(CLARA, "pack", on=True),
        stickers.edit(BORIS, "pack", "Dogs", None),
        stickers.delete(BORIS, "pack"),
    ):
        with pytest.raises(Moderated):
            await refused
    await stickers.install(ANNA, "pack", on=False)
    await town.review.restore(MOD2, decision.id, "Only cats.")
    assert await town.projection() == before
    assert len((await rows.packs(["pack"]))[0].stickers) == 2


async def test_limits_add_up_are_told_to_the_owner_and_come_back_in_any_order(town: Town) -> None:
    before = await town.projection()
    case = await town.report(ANNA, chat=4)
    first = await town.review.decide(MOD, case, 1, choice("limit_chat", limits=("slow", "no_joins")))
    case = await town.report(CLARA, chat=4)
    second = await town.review.decide(MOD, case, 1, choice("limit_chat", limits=("no_joins", "unfound")))
    chat = await town.store.read.chats.get(4)
    assert chat is not None
    assert (chat.limits, chat.limit_slow_s) == (Limit.SLOW | Limit.NO_JOINS | Limit.UNFOUND, 300)
    assert not may_read(chat, None)
    assert town.events(4)[-1] == ("c", {"ch": {"lim": chat.limits, "lsl": 300}})
    told = town.told(OWNER)[0]["body"]
    assert told["about"] == "chat 4"
    assert len(told["limits"]) == 2
    await town.review.restore(MOD2, first.id, "Enough.")
    chat = await town.store.read.chats.get(4)
    assert chat is not None
    assert (chat.limits, chat.limit_slow_s) == (Limit.NO_JOINS | Limit.UNFOUND, 0)
    await town.review.restore(MOD2, second.id, "Enough.")
    assert await town.projection() == before


async def test_limits_with_an_end_end_by_themselves(town: Town) -> None:
    case = await town.report(ANNA, chat=4)
    want = choice("limit_chat", limits=("no_forwards",), until=town.clock.now() + 1_000)
    await town.review.decide(MOD, case, 1, want)
    town.clock.turn(ms=2_000)
    await town.enforce.sweep()
    assert await town.db.fetchval("SELECT limits FROM chats WHERE id = 4") == 0


@pytest.mark.parametrize("limits", [(), ("everything",), ("slow", "")])
async def test_limits_are_named_or_refused(town: Town, limits: tuple[str, ...]) -> None:
    case = await town.report(ANNA, chat=4)
    with pytest.raises(BadInput):
        await town.review.decide(
            MOD, case, 1, Choice(outcome="limit_chat", category="spam", facts="x", limits=limits)
        )


async def test_posts_of_a_private_chat_cannot_be_held(town: Town) -> None:
    case = await town.report(ANNA, chat=2)
    with pytest.raises(BadInput) as no:
        await town.review.decide(MOD, case, 1, choice("limit_chat", limits=("held",)))
    assert no.value.facts["why"] == "case.held_private"


def test_a_forced_slow_mode_holds_for_owners_and_channels() -> None:
    place = Place(chat=1, user=2, kind="channel", gen=1, role="owner", last_sent=1_000_000, forced_slow_s=300)
    want = Send(chat=1, user=2, rid=(1_000_000 << 22) + 1, text="again")
    with pytest.raises(SlowMode):
        decide_send(place, want, now=1_000_000 + 299_000)
    decide_send(place, want, now=1_000_000 + 300_000)


async def forgets(tx: Any, action: Any) -> None:
    """An undoing that leaves its row."""


@pytest.mark.parametrize("kind", ["block_link", "block_pack", "hide_in", "limit_chat"])
async def test_a_measure_whose_undoing_forgets_its_row_is_caught(
    town: Town, kind: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(MEASURES, kind, Measure(MEASURES[kind].apply, forgets))
    await a_pack(town)
    seq = await say_link(town, 1, BORIS)
    before = await town.projection()
    about = {
        "limit_chat": ({"chat": 4}, {"limits": ("slow",)}),
        "block_link": ({"chat": 1, "seq": seq, "link": LINK}, {}),
        "block_pack": ({"pack": "pack"}, {}),
        "hide_in": ({"chat": 1, "seq": seq}, {"territory": ("DE",)}),
    }[kind]
    case = await town.report(ANNA, **about[0])
    decision = await town.review.decide(
        MOD, case, 1, choice("remove_content" if kind == "hide_in" else kind, **about[1])
    )
    if decision.state == "waiting":
        await town.review.second(MOD2, decision.id, agree=True)
    await town.review.restore(
        MOD, decision.id, "back"
    ) if kind != "block_link" else await town.review.restore(MOD2, decision.id, "back")
    assert await town.projection() != before
