"""Promises of detection as stories, each held against a detection that breaks it: every mutant must be noticed.

The numbers are those of docs/moderation-policy/invariants.md; the manner is that of tests/services/test_promises.py.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

import asyncpg
import pytest

from tambour.adapters.postgres.screen.signals import Signals
from tambour.domain.errors import Conflict, Forbidden, Refusal
from tambour.moderation import detect
from tambour.moderation.bank import BankEntry
from tambour.moderation.card import Card
from tambour.moderation.detect import Finding, Found, Loaded
from tambour.moderation.evaluate import Sorted
from tambour.moderation.known import Like, Marks
from tambour.moderation.rules import life
from tambour.moderation.rules.report import Report
from tambour.pipeline import again, backtest
from tambour.pipeline.gate import Gate
from tambour.pipeline.guess import Guesser
from tambour.pipeline.marks import LogReader
from tambour.pipeline.reading import TRIES_MAX, Reader
from tambour.pipeline.recall import Recogniser
from tambour.pipeline.screen import Screen
from tambour.ports.reading import Turn
from tambour.ports.studio import Specimen, Unreadable
from tambour.services import detected, screening
from tambour.services.screening import FAILING_MS, ScreenRoom
from tests.services.screening.conftest import PUSH, add, signals
from tests.services.screening.oracle import Oracle
from tests.services.screening.test_bank import LINK, send
from tests.services.screening.test_guess import ROWS, SAID, guesser_of, measured
from tests.services.screening.test_rules import WORD, judged, spoken, tried, written
from tests.services.town import ANNA, BORIS, MOD, MOD2, Town, say_link

ACTS = ("decisions", "actions", "notices")
PUSHED = f"{PUSH} https://lantern.example/join/now"


async def nothing_was_done(town: Town, cases: int = 0) -> None:
    assert await town.db.fetchval("SELECT count(*) FROM cases") == cases
    for table in ACTS:
        assert await town.db.fetchval(f"SELECT count(*) FROM {table}") == 0, table


# ── 13: shadow detectors cannot act ───────────────────────────────────────────────────────────────
async def what_is_in_the_shadow_is_counted_and_no_more(town: Town, room: ScreenRoom, oracle: Oracle) -> None:
    await add(room, mode="shadow")
    await add(room, **LINK, mode="shadow")
    await measured(town, oracle, live=False)
    rule = await written(room, WORD.format("lantern"))
    await tried(room, rule)
    await room.rules.step(MOD, rule.id, "shadow")
    await room.gate.load()
    room.gate.check_send(*send())
    await say_link(town, 1, BORIS, PUSHED)
    before = await town.projection()
    await room.screen.catch_up()
    await guesser_of(room).catch_up()
    await town.enforce.finish()
    said = await signals(town)
    assert {detector for *_, detector, _ in said} == {"words", "links", "rules", "guess"}
    assert {mode for *_, mode in said} == {"shadow"}
    await nothing_was_done(town)
    assert await town.projection() == before


def heeded_in_the_shadow(self: Finding) -> bool:
    return self.score >= detect.HEEDED_FROM


def acts_in_the_shadow(self: BankEntry) -> bool:
    return self.kind == "link" and self.opinion == "positive"


def always_live(self: Loaded, finding: Finding, chat: int) -> Finding:
    return Finding(**_of(finding, self.entries[finding.entry].category), mode="live")


def guesses_live(self: Guesser, guess: Any, part: str = "") -> Finding:
    return Finding(detector="guess", category=guess.category, score=guess.score, mode="live", part=part)


def _of(finding: Finding, category: str) -> dict[str, Any]:
    return {
        "detector": finding.detector,
        "category": category,
        "score": finding.score,
        "entry": finding.entry,
    }


# ── 14: what lists dispute only adds to a case that is there ──────────────────────────────────────
async def what_is_disputed_opens_nothing_and_refuses_nothing(
    town: Town, room: ScreenRoom, oracle: Oracle
) -> None:
    await add(room, opinion="disputed")
    await add(room, **LINK, opinion="disputed")
    await town.db.execute("UPDATE bank_entries SET state = 'enabled', second_by = $1", MOD2)
    async with town.store.writing() as tx:
        await tx.bank.moved()
    await room.gate.load()
    room.gate.check_send(*send())
    seq = await say_link(town, 1, BORIS, PUSHED)
    await room.screen.catch_up()
    await town.enforce.finish()
    assert {(d, m) for _, _, d, m in await signals(town)} == {("words", "live"), ("links", "live")}
    await nothing_was_done(town)
    case = await town.report(ANNA, chat=1, seq=seq)
    plain = await town.report(ANNA, chat=1, seq=await town.say(1, BORIS, "who brings the cake"))
    await room.screen.catch_up()
    await nothing_was_done(town, cases=2)
    order = {c.id: c.priority for c in await town.store.read.cases.queue(town.clock.ms, 10)}
    assert order[plain] < order[case] < order[plain] * 1.4


def acts_though_disputed(self: BankEntry) -> bool:
    return self.kind == "link" and self.mode == "live"


def heeded_though_disputed(self: Finding) -> bool:
    return self.mode == "live" and self.score >= 0.2


# ── 17: what hits criticism or news cannot go live ────────────────────────────────────────────────
async def what_hits_news_or_criticism_stays_in_the_shadow(
    town: Town, room: ScreenRoom, oracle: Oracle
) -> None:
    for word in ("attacked", "does not speak for us"):
        await spoken(town, BORIS, *[f"{word} {n}" for n in range(6)])
        rule = await written(room, WORD.format(word), f"Hits {word}")
        await tried(room, rule)
        await judged(room, rule)
        await room.rules.step(MOD, rule.id, "shadow")
        with pytest.raises(Conflict) as no:
            await room.rules.step(MOD, rule.id, "ask")
        assert no.value.facts["why"] == "rule.allowed_speech"
        with pytest.raises(Conflict):
            await room.rules.step(MOD2, rule.id, "agree")
    for kind in ("news", "criticism"):
        wrong = [Sorted(text=f"{SAID} {n}", harmful=False, lang="ru", kind=kind) for n in range(2)]
        models = await measured(town, oracle, live=False, rows=[*ROWS, *wrong])
        with pytest.raises(Conflict) as never:
            await models.switch(oracle.print, "live")
        assert never.value.facts["why"] == "model.over_bar"


def everyday_alone(lang: str, names: list[str]) -> list[tuple[str, str]]:
    return [("everyday", "Who brings the cake?")]


# ── 21: what fails, fails safe ────────────────────────────────────────────────────────────────────
@contextmanager
def torn(where: Any, name: str, over: str = "") -> Iterator[None]:
    """A detector that fails, on a text that begins like this or on all."""
    right = getattr(where, name)

    def fails(*what: Any, **more: Any) -> Any:
        if not over or any(isinstance(one, str) and one.startswith(over) for one in what):
            raise ZeroDivisionError
        return right(*what, **more)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(where, name, fails)
        yield


async def a_failing_detector_is_told_of_and_loses_nothing(
    town: Town, room: ScreenRoom, oracle: Oracle
) -> None:
    await add(room)
    await town.say(1, BORIS, "good morning")
    bent = await town.say(1, BORIS, f"bent: {PUSH}")
    good = await town.say(1, BORIS, PUSH)
    with torn(Loaded, "look", "bent"):
        for _ in range(2):
            await room.screen.catch_up()
        assert await signals(town) == [(1, good, "words", "live")], "it costs no other message anything"
        assert await room.failing_since() == 0
        town.clock.ms += FAILING_MS + 1
        assert await room.failing_since() > 0, "the desk is told"
    await room.screen.catch_up()
    assert await signals(town) == [(1, bent, "words", "live"), (1, good, "words", "live")]
    assert await room.failing_since() == 0


async def while_the_store_is_away_what_waits_stays(town: Town, room: ScreenRoom, oracle: Oracle) -> None:
    await add(room, **LINK)
    await town.db.execute("UPDATE bank_entries SET state = 'enabled', second_by = $1", MOD2)
    async with town.store.writing() as tx:
        await tx.bank.moved()
    await room.screen.catch_up()
    await room.gate.load()
    with torn(room.gate.rows, "version"):
        with pytest.raises(ZeroDivisionError):
            await room.gate.load()
        room.gate.check_send(*send("good morning"))
        with pytest.raises(Forbidden):
            room.gate.check_send(*send())
    seq = await say_link(town, 1, BORIS, PUSHED)
    await room.screen.walk()
    with torn(room.screen.rows, "taking"), pytest.raises(ZeroDivisionError):
        await room.screen.turn()
    assert room.screen.backlog() >= 1
    while room.screen.waiting:
        await room.screen.turn()
    assert await signals(town) == [(1, seq, "links", "live")]


@dataclass
class Torn:
    """A memory of known media that fails, and rows with nothing in them."""

    tried: int = 0

    def clear(self) -> None:
        return

    def take(self, entries: Any) -> None:
        return

    def like(self, marks: Marks, living: Any) -> list[Like]:
        raise ZeroDivisionError

    async def marks(self, entries: Any) -> list[Any]:
        return []


async def a_file_that_could_not_be_compared_is_shown_and_owed_another_look(
    town: Town, room: ScreenRoom, oracle: Oracle
) -> None:
    fresh = await add(room, kind="pdq", value="0f" * 32)
    await room.bank.enable(MOD2, fresh)
    known: Any = Torn()
    looked = await Recogniser(room.gate, known, known).look(
        Specimen(file="f", owner=BORIS, kind="photo", sha256=b"", marks=Marks(prints=bytes(37)))
    )
    assert (looked.why, looked.failed) == ("", True)


@dataclass
class Queue:
    """A picture that waits to be read, and what became of it."""

    words: str | None = None
    put_off_until: int = 0
    files: list[str] = field(default_factory=lambda: ["torn"])

    async def claim(self, now: int, lease_ms: int, *, oldest: bool = False) -> Turn | None:
        return Turn(file=self.files.pop(0), asked=now, tries=TRIES_MAX, public=True) if self.files else None

    async def put_off(self, file: str, until: int, now: int) -> None:
        self.put_off_until = until

    async def settle(self, file: str, words: str, now: int) -> None:
        self.words = words


async def a_picture_that_nobody_can_read_waits(town: Town, room: ScreenRoom, oracle: Oracle) -> None:
    rows: Any = Queue()
    nobody: Any = None
    reader = Reader(rows, nobody, nobody, nobody, town.clock, lambda: None)

    async def dead(turn: Turn) -> str:
        raise Unreadable("media.no_reader")

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(reader, "words_of", dead)
        assert await reader.step()
    assert (rows.words, rows.put_off_until > town.clock.ms) == (None, True)


def swallowed(self: Screen, bank: Loaded, one: Any) -> Found:
    """Whatever fails, nothing was found."""
    try:
        return bank.look(one.message.text, one.message.entities, one.message.chat, self.gate.own)
    except ZeroDivisionError:
        return Found([], [])


async def nothing(*_: object, **__: object) -> None:
    return None


async def none(*_: object, **__: object) -> list[Any]:
    return []


@contextmanager
def forgotten(self: LogReader) -> Iterator[tuple[list[int], dict[int, int]]]:
    """What was taken is not put back."""
    chats = list(self.waiting)
    self.waiting.clear()
    yield chats, {}


async def emptied(self: Gate) -> None:
    """An empty bank before the new one is there."""
    self.bank = Loaded()
    await self.rows.version()


def never_own(*_: object) -> bool:
    return True


STORIES = [
    what_is_in_the_shadow_is_counted_and_no_more,
    what_is_disputed_opens_nothing_and_refuses_nothing,
    what_hits_news_or_criticism_stays_in_the_shadow,
    a_failing_detector_is_told_of_and_loses_nothing,
    while_the_store_is_away_what_waits_stays,
    a_file_that_could_not_be_compared_is_shown_and_owed_another_look,
    a_picture_that_nobody_can_read_waits,
]
MUTANTS: list[tuple[Any, Any, str, Any]] = [
    (what_is_in_the_shadow_is_counted_and_no_more, Finding, "heeded", property(heeded_in_the_shadow)),
    (what_is_in_the_shadow_is_counted_and_no_more, BankEntry, "acts", property(acts_in_the_shadow)),
    (what_is_in_the_shadow_is_counted_and_no_more, Loaded, "weighed", always_live),
    (what_is_in_the_shadow_is_counted_and_no_more, life.OwnRule, "live_in", never_own),
    (what_is_in_the_shadow_is_counted_and_no_more, Guesser, "finding", guesses_live),
    (what_is_disputed_opens_nothing_and_refuses_nothing, detect, "SEED_FACTOR", 1.0),
    (what_is_disputed_opens_nothing_and_refuses_nothing, Finding, "heeded", property(heeded_though_disputed)),
    (what_is_disputed_opens_nothing_and_refuses_nothing, Signals, "hinted", none),
    (what_is_disputed_opens_nothing_and_refuses_nothing, detected, "TRUST_IN_HINT", 0.0),
    (what_is_disputed_opens_nothing_and_refuses_nothing, BankEntry, "acts", property(acts_though_disputed)),
    (what_hits_news_or_criticism_stays_in_the_shadow, life, "lacking", lambda *_: []),
    (what_hits_news_or_criticism_stays_in_the_shadow, Report, "over_bar", property(lambda _: [])),
    (what_hits_news_or_criticism_stays_in_the_shadow, backtest, "over_allowed", lambda *_: {}),
    (what_hits_news_or_criticism_stays_in_the_shadow, backtest, "allowed_sentences", everyday_alone),
    (what_hits_news_or_criticism_stays_in_the_shadow, Card, "reasons", property(lambda _: ())),
    (a_failing_detector_is_told_of_and_loses_nothing, Screen, "looked", swallowed),
    (a_failing_detector_is_told_of_and_loses_nothing, Signals, "miss", nothing),
    (a_failing_detector_is_told_of_and_loses_nothing, Signals, "missed", none),
    (a_failing_detector_is_told_of_and_loses_nothing, again, "GIVE_UP_MS", -1),
    (a_failing_detector_is_told_of_and_loses_nothing, screening, "FAILING_MS", 10 * FAILING_MS),
    (while_the_store_is_away_what_waits_stays, LogReader, "chosen", forgotten),
    (while_the_store_is_away_what_waits_stays, Gate, "load", emptied),
    (a_file_that_could_not_be_compared_is_shown_and_owed_another_look, Recogniser, "compared", none),
    (a_picture_that_nobody_can_read_waits, Reader, "own_fault", never_own),
]
CAUGHT = (AssertionError, pytest.fail.Exception, asyncpg.CheckViolationError, Refusal)


@pytest.mark.parametrize("story", STORIES)
async def test_the_promises_of_detection_hold(
    town: Town, guessing: ScreenRoom, oracle: Oracle, story: Any
) -> None:
    await story(town, guessing, oracle)


@pytest.mark.parametrize(("story", "where", "name", "mutant"), MUTANTS)
async def test_a_detection_that_breaks_its_promise_is_caught(
    town: Town,
    guessing: ScreenRoom,
    oracle: Oracle,
    monkeypatch: pytest.MonkeyPatch,
    story: Any,
    where: Any,
    name: str,
    mutant: Any,
) -> None:
    assert getattr(where, name) != mutant, "it breaks nothing"
    monkeypatch.setattr(where, name, mutant)
    with pytest.raises(CAUGHT):
        await story(town, guessing, oracle)
