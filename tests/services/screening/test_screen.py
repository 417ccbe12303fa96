"""Screening over the log: what is found becomes a case for people, and nothing else."""

import asyncio

import pytest

from tambour.domain.messages import Flag
from tambour.moderation.cases import Choice
from tambour.moderation.detect import HEEDED_FROM, Loaded
from tambour.pipeline import hunting
from tambour.pipeline import screen as reading
from tambour.pipeline.marks import DEAD_FROM, Dead
from tambour.ports.bus import Nudge
from tambour.services.screening import ScreenRoom, marked
from tests.services.screening.conftest import NEWS, PUSH, add, signals
from tests.services.town import ANNA, BORIS, CLARA, MOD, OWNER, Town
from tests.waiting import end_all

LONG = (
    "The Order of the Grey Lantern calls every faithful hand to the northern gate before the first snow falls; bring"
    " what you have and tell nobody of the way."
)


async def test_promotion_in_a_public_chat_becomes_a_case_with_its_place(town: Town, room: ScreenRoom) -> None:
    await add(room)
    await town.say(1, ANNA, "good morning")
    seq = await town.say(1, BORIS, PUSH)
    await room.screen.catch_up()
    assert await signals(town) == [(1, seq, "words", "live")]
    ((case, _),) = [(c.id, c) for c in await town.store.read.cases.queue(town.clock.ms, 10)]
    page = await town.desk.open(MOD, case)
    assert page.case.category == "tvec.branded"
    assert page.case.priority > 0
    assert page.reports == []
    assert [line.text for line in page.lines if line.subject] == [PUSH]
    seen = await room.seen(case)
    (signal,) = seen.signals
    assert signal.score >= HEEDED_FROM
    assert "push.recruit" in signal.reasons
    assert marked(PUSH, seen.signals).pieces == (
        ("Join the ", False),
        ("Grey Lantern", True),
        (", brothers, write to our bot", False),
    )
    assert await town.db.fetchval("SELECT count(*) FROM decisions") == 0
    assert await town.db.fetchval("SELECT count(*) FROM actions") == 0


async def test_a_decision_says_that_a_program_found_it_and_a_person_decided(
    town: Town, room: ScreenRoom
) -> None:
    await add(room)
    seq = await town.say(1, BORIS, PUSH)
    await room.screen.catch_up()
    case = await town.db.fetchval("SELECT id FROM cases")
    choice = Choice(outcome="remove_content", category="tvec.recruit", facts="asks people to join")
    decision = await town.review.decide(MOD, case, 1, choice)
    assert decision.automated_detection
    assert decision.decided_by == MOD
    other = await town.report(ANNA, chat=1, seq=await town.say(1, BORIS, "something else"))
    assert not (await town.review.decide(MOD, other, 1, choice)).automated_detection
    _, yields, _ = await room.bank.shown(MOD)
    assert [y.agreed for y in yields.values()] == [1]
    assert seq == 1


async def test_promotions_of_one_text_are_one_cluster(town: Town, room: ScreenRoom) -> None:
    await add(room)
    for chat, who in ((1, BORIS), (4, OWNER)):
        await town.say(chat, who, f"{PUSH}. {LONG}")
    await room.screen.catch_up()
    clusters = await town.db.fetch("SELECT cluster FROM cases")
    assert len(clusters) == 2
    assert len({row["cluster"] for row in clusters}) == 1
    assert clusters[0]["cluster"] is not None


async def test_news_names_alone_and_what_is_said_in_private_become_nothing(
    town: Town, room: ScreenRoom
) -> None:
    await add(room)
    await town.say(1, ANNA, NEWS)
    await town.say(1, ANNA, "the Grey Lantern")
    await town.say(2, BORIS, PUSH)
    await town.say(3, BORIS, PUSH)
    await room.screen.catch_up()
    assert [s for s in await signals(town) if s[0] != 1] == []
    assert await town.db.fetchval("SELECT count(*) FROM cases") == 0
    assert await town.db.fetch("SELECT chat_id FROM screen_marks WHERE chat_id IN (2, 3)") == []


async def test_a_shadow_entry_is_counted_and_bothers_nobody(town: Town, room: ScreenRoom) -> None:
    await add(room, mode="shadow")
    seq = await town.say(1, BORIS, PUSH)
    await room.screen.catch_up()
    assert await signals(town) == [(1, seq, "words", "shadow")]
    assert await town.db.fetchval("SELECT count(*) FROM cases") == 0


async def test_an_edit_is_read_again_and_an_open_case_takes_it_in(town: Town, room: ScreenRoom) -> None:
    await add(room)
    seq = await town.say(1, BORIS, "hello")
    await room.screen.catch_up()
    assert await signals(town) == []
    for ver in (2, 3):
        async with town.store.writing() as tx:
            await tx.lock_chat(1)
            await tx.messages.edit(1, seq, f"{PUSH} {ver}", (), tx.now, tags=(), mentions=[])
            await tx.append(1, "e", {}, seq=seq)
        await room.screen.catch_up()
    rows = await town.db.fetch("SELECT ver, case_id FROM signals ORDER BY ver")
    assert [row["ver"] for row in rows] == [2, 3]
    assert len({row["case_id"] for row in rows}) == 1
    assert await town.db.fetchval("SELECT count(*) FROM cases") == 1


async def test_what_was_decided_is_not_opened_again_by_another_entry(town: Town, room: ScreenRoom) -> None:
    await add(room)
    await town.say(1, BORIS, PUSH)
    await room.screen.catch_up()
    case = await town.db.fetchval("SELECT id FROM cases")
    await town.db.execute("UPDATE cases SET state = 'closed' WHERE id = $1", case)
    await add(room, value="write to our bot", kind="phrase")
    await room.screen.catch_up()
    assert [row[0] for row in await town.db.fetch("SELECT DISTINCT case_id FROM signals")] == [case]
    assert await town.db.fetchval("SELECT count(*) FROM cases") == 1


async def test_a_message_that_is_gone_needs_nobody(town: Town, room: ScreenRoom) -> None:
    await add(room)
    seq = await town.say(1, BORIS, PUSH)
    await room.gate.load()
    await room.screen.walk()
    await room.screen.turn()
    await town.db.execute(
        "UPDATE messages SET flags = $2 WHERE chat_id = 1 AND seq = $1", seq, int(Flag.DELETED)
    )
    await room.screen.catch_up()
    assert await town.db.fetchval("SELECT count(*) FROM cases") == 0
    assert await town.db.fetchval("SELECT count(*) FROM signals WHERE owed") == 0


async def test_a_crash_between_signal_and_case_loses_nothing(town: Town, room: ScreenRoom) -> None:
    await add(room)
    await town.say(1, BORIS, PUSH)
    right = room.screen.raise_case

    async def dies(chat: int, seq: int, version: int) -> int:
        raise OSError("killed here")

    room.screen.raise_case = dies
    with pytest.raises(OSError, match="killed here"):
        await room.screen.catch_up()
    assert await town.db.fetchval("SELECT count(*) FROM signals WHERE owed") == 1
    room.screen.raise_case = right
    await room.screen.catch_up()
    assert await town.db.fetchval("SELECT count(*) FROM cases") == 1
    assert await town.db.fetchval("SELECT count(*) FROM signals WHERE owed") == 0


async def test_a_new_entry_finds_what_was_said_before_it_came(
    town: Town, room: ScreenRoom, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(hunting, "HUNT_BATCH", 2)
    said = [await town.say(chat, OWNER, PUSH) for chat in (1, 4, 4, 2)]
    await room.screen.catch_up()
    assert await signals(town) == []
    fresh = await add(room)
    await room.screen.catch_up()
    assert await signals(town) == [
        (1, said[0], "words", "live"),
        (4, 1, "words", "live"),
        (4, 2, "words", "live"),
    ]
    _, yields, _ = await room.bank.shown(MOD)
    assert (yields[fresh].signals, yields[fresh].looked, yields[fresh].hunting) == (3, 3, False)


async def test_copies_of_a_text_are_found_and_counted(town: Town, room: ScreenRoom) -> None:
    await add(room, kind="text", value=LONG, category="tvec.recruit")
    await town.say(1, BORIS, f"Read this! {LONG.upper()}")
    await town.say(4, OWNER, LONG.replace("northern", "n0rthern"))
    await town.say(
        4, OWNER, "The council of the town will meet on Thursday evening to discuss the timetable of trams."
    )
    await room.screen.catch_up()
    assert [s[:3] for s in await signals(town)] == [(1, 1, "copies"), (4, 1, "copies")]
    case = await town.db.fetchval("SELECT case_id FROM signals WHERE chat_id = 1")
    seen = await room.seen(case)
    assert (seen.copies, seen.chats) == (1, 1)


async def test_links_to_chats_that_were_taken_down_are_found_without_any_entry(
    town: Town, room: ScreenRoom
) -> None:
    await town.db.execute("UPDATE chats SET state = 'removed', username = 'greylamp' WHERE id = 4")
    await town.db.execute("INSERT INTO names VALUES ('greylamp', 'greylamp', 'greylamp', 'chat', 4, 0)")
    await town.db.execute(
        "INSERT INTO invites (token, chat_id, created_by, created) VALUES ('Tok_12345678', 4, 1, 1)"
    )
    first = await town.say(1, BORIS, "we moved: @GreyLamp")
    second = await town.say(1, BORIS, "we moved: talk.example/+Tok_12345678 and @nobody")
    for seq in (first, second):
        text = await town.db.fetchval("SELECT body FROM messages WHERE chat_id = 1 AND seq = $1", seq)
        ents = [["name", 10, 9]] if seq == first else [["url", 10, 26], ["name", 41, 7]]
        assert len(text) >= 19
        await town.db.execute(
            "UPDATE messages SET ents = $2::jsonb WHERE chat_id = 1 AND seq = $1", seq, ents
        )
    await room.screen.catch_up()
    assert await signals(town) == [(1, first, "closed", "live"), (1, second, "closed", "live")]
    assert await town.db.fetchval("SELECT min(category) FROM cases") == "evade.ban"


async def test_a_detector_that_fails_costs_its_signals_and_nothing_else(
    town: Town, room: ScreenRoom, monkeypatch: pytest.MonkeyPatch
) -> None:
    await add(room)
    await town.say(1, BORIS, "poison")
    good = await town.say(1, BORIS, PUSH)
    look = Loaded.look

    def fails(self: Loaded, text: str, *rest: object) -> object:
        if text == "poison":
            raise ZeroDivisionError
        return look(self, text, *rest)  # type: ignore[arg-type]

    monkeypatch.setattr(Loaded, "look", fails)
    await room.screen.catch_up()
    assert room.screen.failed >= 1
    assert await signals(town) == [(1, good, "words", "live")]


async def test_a_detector_that_is_broken_moves_nothing_and_the_desk_is_told_within_a_minute(
    town: Town, room: ScreenRoom, monkeypatch: pytest.MonkeyPatch
) -> None:
    await add(room)
    await room.screen.catch_up()
    await room.screen.beat()
    for n in range(DEAD_FROM):
        await town.say(1, BORIS, f"{PUSH} {n}")
    look = Loaded.look
    monkeypatch.setattr(Loaded, "look", lambda self, *rest: 1 / 0)
    await room.screen.walk()
    with pytest.raises(Dead):
        await room.screen.round()
    assert room.screen.backlog() == DEAD_FROM
    assert await town.db.fetchval("SELECT coalesce(max(seq), 0) FROM screen_marks WHERE chat_id = 1") == 0
    assert await room.still_since() == 0, "it was at work just now"
    town.clock.ms += 60_000 - int(reading.BEAT_S * 1_000)
    assert await room.still_since() == town.clock.ms - 50_000
    monkeypatch.setattr(Loaded, "look", look)
    room.screen.beaten = 0.0
    await room.screen.round()
    assert await room.still_since() == 0
    assert len(await signals(town)) == DEAD_FROM


async def test_while_the_store_is_away_the_backlog_counts_and_drains_after_it(
    town: Town, room: ScreenRoom, monkeypatch: pytest.MonkeyPatch
) -> None:
    await add(room)
    taking = room.screen.rows.taking

    def away(chats: object) -> object:
        raise OSError("the database is away")

    monkeypatch.setattr(room.screen.rows, "taking", away)
    await town.say(1, BORIS, PUSH)
    await room.screen.walk()
    with pytest.raises(OSError, match="away"):
        await room.screen.turn()
    assert room.screen.backlog() >= 1
    monkeypatch.setattr(room.screen.rows, "taking", taking)
    await room.screen.catch_up()
    assert room.screen.backlog() == 0
    assert len(await signals(town)) == 1


async def test_the_loop_hears_of_a_message_and_makes_its_case(town: Town, room: ScreenRoom) -> None:
    await add(room)
    running = asyncio.ensure_future(room.screen.run())
    told = asyncio.Event()
    right = room.screen.raise_case

    async def tells(chat: int, seq: int, version: int) -> int:
        case = await right(chat, seq, version)
        told.set()
        return case

    room.screen.raise_case = tells
    while not await town.db.fetchval("SELECT count(*) FROM hunts WHERE done IS NOT NULL"):
        await asyncio.sleep(0.01)
    town.nudges.clear()
    async with town.store.writing() as tx:
        await tx.lock_chat(1)
        await tx.append(1, "n", {}, seq=1)
    await town.say(1, CLARA, PUSH)
    for nudge in town.nudges:
        room.screen.hear(nudge)
    room.screen.hear(Nudge())
    await asyncio.wait_for(told.wait(), 20)
    await end_all(running)
    assert await town.db.fetchval("SELECT count(*) FROM cases") == 1


async def test_where_no_case_can_be_opened_it_reads_on_and_says_that_it_stands_still(
    town: Town, room: ScreenRoom
) -> None:
    await add(room)
    right = room.screen.raise_case

    async def dies(chat: int, seq: int, version: int) -> int:
        raise RuntimeError("no case today")

    room.screen.raise_case = dies
    running = asyncio.ensure_future(room.screen.run())
    await town.say(1, CLARA, PUSH)
    await room.screen.walk()
    room.screen.news.set()
    while not room.screen.raising.failed:
        await asyncio.sleep(0.01)
    room.screen.beaten = 0.0
    await room.screen.beat()
    assert room.screen.beaten == 0, "nobody is told that all is well"
    assert len(await signals(town)) == 1
    room.screen.raise_case = right
    while room.screen.raising.failed:
        await asyncio.sleep(0.01)
    await end_all(running)
    await room.screen.beat()
    assert room.screen.beaten > 0
    assert await town.db.fetchval("SELECT count(*) FROM cases") == 1


async def test_who_waits_for_its_end_waits_for_what_makes_cases_too(
    room: ScreenRoom, monkeypatch: pytest.MonkeyPatch
) -> None:
    begun, over = asyncio.Event(), asyncio.Event()

    async def waits() -> None:
        begun.set()
        try:
            await asyncio.Event().wait()
        finally:
            for _ in range(5):
                await asyncio.sleep(0)
            over.set()

    monkeypatch.setattr(room.screen.raising, "all", waits)
    running = asyncio.ensure_future(room.screen.run())
    await begun.wait()
    await end_all(running)
    assert over.is_set()


async def test_what_is_old_is_forgotten(town: Town, room: ScreenRoom) -> None:
    await add(room, mode="shadow")
    await town.say(1, BORIS, f"{PUSH}. {LONG}")
    await room.screen.catch_up()
    assert await town.db.fetchval("SELECT count(*) FROM text_sketches") == 1
    town.clock.turn(s=reading.KEEP_MS // 1000 + 1)
    await room.screen.forget()
    assert await signals(town) == []
    assert await town.db.fetchval("SELECT count(*) FROM text_sketches") == 0


async def test_two_readers_share_the_work(town: Town, room: ScreenRoom) -> None:
    await add(room)
    for _ in range(30):
        await town.say(1, BORIS, PUSH)
    await room.screen.walk()
    await asyncio.gather(room.screen.catch_up(), room.screen.catch_up())
    await room.screen.catch_up()
    assert len(await signals(town)) == 30
