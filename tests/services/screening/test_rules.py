"""Rules: nothing before they were tried, nobody bothered before two agreed, back to the shadow when they err."""

import asyncpg
import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tambour.domain.errors import BadInput, Conflict, Forbidden
from tambour.domain.messages import Kept, Message
from tambour.moderation.cases import Choice
from tambour.moderation.ledger.entries import Leaf
from tambour.moderation.rules.event import MINUTE_MS, Counter
from tambour.moderation.rules.life import DEMOTE_AFTER, OwnRule
from tambour.pipeline import backtest
from tambour.pipeline.backtest import Past
from tambour.pipeline.rules import RuleBook, Running
from tambour.ports.rules import Facts
from tambour.services.screening import ScreenRoom
from tests.services.screening.conftest import signals
from tests.services.town import ANNA, BORIS, CLARA, MOD, MOD2, Town

FLOOD = """
sent = Count(by="author", minutes=10)
flood = Rule(when_all=[Contains(any=["cheap roofs"]), sent >= 2], description=f"{sent} in ten minutes")
WhenRules(rules_any=[flood], then=[
    Enqueue(category="other", score=0.7), Label(of="author", label="roofer", hours=2)])
"""
ROOFS = "Cheap roofs, call us"
WORD = """
r = Rule(when_all=[Contains(any=["{0}"])])
WhenRules(rules_any=[r], then=[Enqueue(category="other", score=0.7)])
"""


async def written(room: ScreenRoom, source: str = FLOOD, name: str = "Roofs") -> OwnRule:
    return await room.rules.add(MOD, name, source)


async def tried(room: ScreenRoom, rule: OwnRule) -> None:
    await room.rules.try_out(MOD, rule.id)
    assert await room.backtest.test()


async def judged(room: ScreenRoom, rule: OwnRule, verdict: str = "harmful") -> None:
    for one in (await room.rules.page(MOD, rule.id)).sample:
        await room.rules.judge(MOD, rule.id, (one.chat, one.seq), verdict)


async def promoted(room: ScreenRoom, rule: OwnRule) -> OwnRule:
    """All the way to live."""
    await tried(room, rule)
    await judged(room, rule)
    await room.rules.step(MOD, rule.id, "shadow")
    for _ in range(2):
        await room.rules.step(MOD, rule.id, "ask")
        rule = await room.rules.step(MOD2, rule.id, "agree")
    return rule


async def spoken(town: Town, who: int, *texts: str) -> None:
    for text in texts:
        town.clock.ms += 1_000
        await town.say(1, who, text)


async def test_a_rule_goes_from_draft_to_live_by_proof_and_two_people(town: Town, room: ScreenRoom) -> None:
    await spoken(town, BORIS, *[f"{ROOFS} {n}" for n in range(7)])
    await spoken(town, ANNA, "cheap roofs are fine", "good morning")
    rule = await written(room)
    with pytest.raises(Conflict, match="tried"):
        await room.rules.step(MOD, rule.id, "shadow")
    await tried(room, rule)
    report = (await room.rules.page(MOD, rule.id)).report
    assert (report.looked, report.hits, report.chats, report.authors) == (9, 6, 1, 1)
    assert report.days[-1] == 6
    assert (await room.rules.step(MOD, rule.id, "shadow")).state == "shadow"
    with pytest.raises(Conflict) as no:
        await room.rules.step(MOD, rule.id, "ask")
    assert no.value.facts["why"] == "rule.unjudged"
    await judged(room, rule)
    asked = await room.rules.step(MOD, rule.id, "ask")
    assert (asked.state, asked.asked) == ("shadow", "canary")
    with pytest.raises(Forbidden):
        await room.rules.step(MOD, rule.id, "agree")
    assert (await room.rules.step(MOD2, rule.id, "agree")).state == "canary"
    await room.rules.step(MOD, rule.id, "ask")
    assert (await room.rules.step(MOD2, rule.id, "agree")).state == "live"
    rows = await town.db.fetch("SELECT leaf FROM ledger_entries WHERE object LIKE 'rule:%' ORDER BY id")
    acts = [msgspec.json.decode(row["leaf"], type=Leaf).verb for row in rows]
    assert acts == ["rule.add", "rule.try", "rule.shadow", *["rule.ask", "rule.agree"] * 2]


async def test_a_rule_that_hit_nothing_may_be_a_canary_and_no_more(town: Town, room: ScreenRoom) -> None:
    rule = await written(room)
    await tried(room, rule)
    await room.rules.step(MOD, rule.id, "shadow")
    await room.rules.step(MOD, rule.id, "ask")
    assert (await room.rules.step(MOD2, rule.id, "agree")).state == "canary"
    with pytest.raises(Conflict) as no:
        await room.rules.step(MOD, rule.id, "ask")
    assert no.value.facts["why"] == "rule.unjudged"


async def test_in_the_shadow_it_counts_and_live_it_asks_a_person(town: Town, room: ScreenRoom) -> None:
    await spoken(town, BORIS, *[f"{ROOFS} {n}" for n in range(7)])
    rule = await written(room)
    await tried(room, rule)
    await room.rules.step(MOD, rule.id, "shadow")
    await room.screen.catch_up()
    assert {(d, m) for _, _, d, m in await signals(town)} == {("rules", "shadow")}
    assert await town.db.fetchval("SELECT count(*) FROM cases") == 0
    assert await town.db.fetchval("SELECT count(*) FROM rule_labels") == 0
    await judged(room, rule)
    for _ in range(2):
        await room.rules.step(MOD, rule.id, "ask")
        await room.rules.step(MOD2, rule.id, "agree")
    await spoken(town, BORIS, f"{ROOFS} again")
    await room.screen.catch_up()
    case = await town.db.fetchval("SELECT id FROM cases")
    (told,) = (await room.seen(case)).told
    assert (told.name, told.says) == ("Roofs", "8 in ten minutes")
    assert await town.db.fetchval("SELECT label FROM rule_labels WHERE id = $1", BORIS) == "roofer"
    assert await town.db.fetchval("SELECT count(*) FROM decisions") == 0
    assert await town.db.fetchval("SELECT count(*) FROM actions") == 0


async def test_what_people_found_in_the_chat_counts_from_then_on(town: Town, room: ScreenRoom) -> None:
    """By the same count live and when it is tried; what was harmless, or is of another chat, is none."""
    source = """
found = ChatFound(days=7)
again = Rule(when_all=[found >= 1, Contains(any=["barn"])], description=f"{found} before")
WhenRules(rules_any=[again], then=[Enqueue(category="other", score=0.7)])
"""
    for outcome in ("no_violation", "remove_content"):
        await spoken(town, CLARA, f"see you at the barn, {outcome}")
        case = await town.report(ANNA, chat=1, seq=await town.say(1, BORIS, f"something else, {outcome}"))
        town.clock.ms += 1_000
        version = await town.db.fetchval("SELECT ver FROM cases WHERE id = $1", case)
        choice = Choice(outcome=outcome, category="tvec.incite", facts="it was looked at")
        await town.review.decide(MOD2, case, version, choice)
    await spoken(town, CLARA, "see you at the barn")
    rule = await written(room, source, "Barn")
    await tried(room, rule)
    assert (await room.rules.page(MOD, rule.id)).report.hits == 1
    await room.rules.step(MOD, rule.id, "shadow")
    await spoken(town, CLARA, "the barn again")
    town.clock.ms += 8 * 86_400_000
    await spoken(town, CLARA, "the barn is far")
    await room.screen.catch_up()
    said = [
        await town.db.fetchval("SELECT body FROM messages WHERE chat_id = 1 AND seq = $1", seq)
        for _, seq, *_ in await signals(town)
    ]
    assert said == ["see you at the barn", "the barn again"]


async def test_cases_found_harmless_send_it_back(town: Town, room: ScreenRoom) -> None:
    await spoken(town, BORIS, *[f"{ROOFS} {n}" for n in range(7)])
    rule = await promoted(room, await written(room))
    await room.screen.catch_up()
    cases = await town.db.fetch("SELECT id, ver FROM cases ORDER BY id")
    for row in cases[:DEMOTE_AFTER]:
        assert (await room.rules.page(MOD, rule.id)).rule.state == "live"
        choice = Choice(outcome="no_violation", category="other", facts="roofs are allowed")
        await town.review.decide(MOD2, row["id"], row["ver"], choice)
        await room.rules.demote_failing()
    page = await room.rules.page(MOD, rule.id)
    assert (page.rule.state, page.rule.demoted) == ("shadow", "refuted")
    assert "refuted" in page.lacks
    with pytest.raises(Conflict):
        await room.rules.step(MOD, rule.id, "ask")


@pytest.mark.parametrize("word", ["attacked", "does not speak for us", "my thesis"])
async def test_a_rule_that_hits_news_criticism_or_counter_speech_stays_in_the_shadow(
    town: Town, room: ScreenRoom, word: str
) -> None:
    await spoken(town, BORIS, *[f"{word} {n}" for n in range(6)])
    rule = await written(room, WORD.format(word))
    await tried(room, rule)
    await judged(room, rule)
    await room.rules.step(MOD, rule.id, "shadow")
    with pytest.raises(Conflict) as no:
        await room.rules.step(MOD, rule.id, "ask")
    assert no.value.facts["why"] == "rule.allowed_speech"


async def test_a_change_of_the_source_begins_again_and_a_name_alone_does_not(
    town: Town, room: ScreenRoom
) -> None:
    await spoken(town, BORIS, *[f"{ROOFS} {n}" for n in range(7)])
    rule = await promoted(room, await written(room))
    assert (await room.rules.save(MOD, rule.id, "Other roofs", rule.source)).state == "live"
    again = await room.rules.save(MOD2, rule.id, "Other roofs", rule.source + "\n# stricter")
    assert (again.state, again.version, again.report_hash, again.second_by) == ("draft", 2, "", 0)


async def test_what_cannot_be_read_is_kept_as_a_draft_and_never_run(town: Town, room: ScreenRoom) -> None:
    rule = await written(room, "import os")
    assert [p.key for p in (await room.rules.page(MOD, rule.id)).problems] == [
        "statement",
        "nothing_follows",
    ][:1]
    with pytest.raises(Conflict):
        await room.rules.try_out(MOD, rule.id)
    with pytest.raises(BadInput):
        await room.rules.add(MOD, "Long", "#" * 6_001)
    with pytest.raises(Conflict):
        await written(room, name="ROOFS")
    with pytest.raises(Forbidden):
        await room.rules.add(ANNA, "Mine", FLOOD)


@pytest.mark.parametrize("state", ["shadow", "canary", "live"])
async def test_the_database_itself_lets_nothing_skip_a_step(town: Town, room: ScreenRoom, state: str) -> None:
    rule = await written(room)
    with pytest.raises(asyncpg.CheckViolationError):
        await town.db.execute("UPDATE rules SET state = $2 WHERE id = $1", rule.id, state)
    if state != "shadow":
        with pytest.raises(asyncpg.CheckViolationError):
            await town.db.execute(
                "UPDATE rules SET state = $2, report_hash = 'x', second_by = author WHERE id = $1",
                rule.id,
                state,
            )


async def test_what_was_decided_before_is_known_to_the_sample(town: Town, room: ScreenRoom) -> None:
    await spoken(town, BORIS, *[f"{ROOFS} {n}" for n in range(3)])
    case = await town.report(ANNA, chat=1, seq=2)
    choice = Choice(outcome="remove_content", category="other", facts="floods the chat")
    await town.review.decide(MOD, case, 1, choice)
    rule = await written(room)
    await tried(room, rule)
    page = await room.rules.page(MOD, rule.id)
    assert [(one.seq, one.verdict) for one in page.sample] == [(3, ""), (2, "harmful")]
    with pytest.raises(Exception, match="sample"):
        await room.rules.judge(MOD, rule.id, (1, 2), "harmless")


async def test_overlap_with_rules_at_work_is_told(town: Town, room: ScreenRoom) -> None:
    await spoken(town, BORIS, *[f"{ROOFS} {n}" for n in range(7)])
    await promoted(room, await written(room))
    twin = await written(room, WORD.format("cheap roofs"), "All roofs")
    await tried(room, twin)
    report = (await room.rules.page(MOD, twin.id)).report
    assert report.overlap == {"Roofs": round(6 / 7, 3)}


async def test_private_chats_are_read_by_no_rule(town: Town, room: ScreenRoom) -> None:
    private = await town.db.fetchval("SELECT id FROM chats WHERE NOT is_public ORDER BY id LIMIT 1")
    await town.say(private, BORIS, ROOFS)
    await town.say(private, BORIS, ROOFS)
    rule = await written(room, WORD.format("cheap roofs"))
    await tried(room, rule)
    assert (await room.rules.page(MOD, rule.id)).report.looked == 0
    await room.rules.step(MOD, rule.id, "shadow")
    await room.screen.catch_up()
    assert await signals(town) == []


SAID = st.lists(
    st.tuples(
        st.sampled_from([ANNA, BORIS, CLARA]), st.integers(1, 4 * MINUTE_MS), st.sampled_from(["x", "y", "z"])
    ),
    min_size=1,
    max_size=25,
)
COUNTERS = (
    Counter("messages", "author", 5),
    Counter("messages", "chat", 3),
    Counter("authors", "chat", 7),
    Counter("chats", "author", 9),
)


async def replay(book: RuleBook, said: list[Kept]) -> list[dict[Counter, int]]:
    past = Past(frozenset(COUNTERS))
    return [dict(past.under(book.event(one, Facts(), ())).counts) for one in said]


@pytest.fixture
async def book(town: Town, room: ScreenRoom) -> RuleBook:
    made = room.screen.rules
    source = "\n".join(
        f'c{n} = Count(of="{c.of}", by="{c.by}", minutes={c.minutes})' for n, c in enumerate(COUNTERS)
    )
    names = " + ".join(f"c{n}" for n in range(len(COUNTERS)))
    rule = OwnRule(
        id=1, name="x", source=f"{source}\nr = Rule(when_all=[{names} > 0])\n{END}", state="shadow"
    )
    made.running = [Running(rule, made.compiled(rule).program)]
    return made


END = 'WhenRules(rules_any=[r], then=[Signal(category="other", score=0.3)])'


async def law(town: Town, book: RuleBook, spoken: list[tuple[int, int, str]]) -> None:
    """A back-test counts what screening has counted."""
    await town.db.execute("TRUNCATE rule_seen")
    at, said = town.clock.ms, []
    for seq, (who, wait, text) in enumerate(spoken, start=1):
        at += wait
        said.append(
            Kept(
                message=Message(chat=1 + who % 2, seq=seq, ev=seq, sender=who, ts=at, text=text),
                flags=0,
                author=who,
            )
        )
    live = [
        event.counts
        for event in await book.counted(book.rows, [book.event(one, Facts(), ()) for one in said])
    ]
    assert await replay(book, said) == live


async def test_a_back_test_counts_what_screening_counted(town: Town, book: RuleBook) -> None:
    @settings(max_examples=15, deadline=None)
    @given(SAID)
    def examples(spoken: list[tuple[int, int, str]]) -> None:
        collected.append(spoken)

    collected: list[list[tuple[int, int, str]]] = []
    examples()
    for one in collected:
        await law(town, book, one)


async def test_the_law_of_counts_sees_a_window_that_never_ends(
    town: Town, book: RuleBook, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The mutant: what left the window is still counted."""
    monkeypatch.setattr(backtest, "MINUTE_MS", MINUTE_MS * 1_000)
    with pytest.raises(AssertionError):
        await law(town, book, [(ANNA, 4 * MINUTE_MS, "x")] * 4)


async def test_a_failing_rule_costs_its_word_and_nothing_else(
    town: Town, room: ScreenRoom, monkeypatch
) -> None:
    await spoken(town, BORIS, *[f"{ROOFS} {n}" for n in range(3)])
    rule = await written(room)
    await tried(room, rule)
    await room.rules.step(MOD, rule.id, "shadow")
    monkeypatch.setattr("tambour.pipeline.rules.run_rules", lambda program, event: 1 / 0)
    await room.screen.catch_up()
    assert room.screen.rules.failed == 3
    assert await town.db.fetchval("SELECT seq FROM screen_marks WHERE chat_id = 1") == 3
