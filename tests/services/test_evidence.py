"""The vault: sealed to two keys, opened with a purpose, held, and destroyed neither early nor late."""

import hashlib
import random
from dataclasses import replace
from typing import Any

import pyrage
import pytest

from tambour.adapters.postgres.reconcile import mismatches
from tambour.adapters.sealing import AgeSealer, make_keys, recipients_of, secret_of
from tambour.domain.errors import BadInput, Forbidden, NotFound
from tambour.domain.ids import DAY_MS
from tambour.moderation.cases import Choice
from tambour.ports.trouble import Trouble
from tambour.services.evidence import KEEP_MS, SPARE_MS
from tests.services.town import ANNA, BORIS, CLARA, DESK_KEY, MOD, MOD2, SEALER, SPARE_KEY, Town

WORDS = "the canary sings to arms"
MANY, SIX_MONTHS_MS = 500, 184 * DAY_MS


async def a_case(town: Town, words: str = WORDS) -> int:
    return await town.report(ANNA, chat=1, seq=await town.say(1, BORIS, words))


async def closed_case(town: Town) -> int:
    case = await a_case(town)
    await town.review.decide(
        MOD, case, 1, Choice(outcome="no_violation", category="tvec.incite", facts="A quotation.")
    )
    return case


async def sealed(town: Town) -> list[bytes]:
    return [row["sealed"] for row in await town.db.fetch("SELECT sealed FROM evidence ORDER BY id")]


async def test_what_was_seen_lies_sealed_to_two_keys_and_nowhere_in_plain(town: Town) -> None:
    await a_case(town)
    (object_,) = await sealed(town)
    for key in (DESK_KEY, SPARE_KEY):
        assert WORDS.encode() in pyrage.decrypt(object_, [key])
    with pytest.raises(pyrage.DecryptError):
        pyrage.decrypt(object_, [pyrage.x25519.Identity.generate()])
    for table in ("evidence", "content_versions", "ledger_entries", "reports", "cases"):
        rows = await town.db.fetch(f"SELECT to_jsonb(t)::text AS row FROM {table} t")
        assert rows
        assert not any(WORDS in row["row"] or WORDS.encode().hex() in row["row"] for row in rows), table
    digest = hashlib.sha256(pyrage.decrypt(object_, [DESK_KEY])).digest()
    assert await town.db.fetchval("SELECT count(*) FROM content_versions WHERE sha256 = $1", digest) == 0


async def test_the_ledger_names_every_object_and_acts_match_entries(town: Town) -> None:
    await a_case(town)
    (object_,) = await sealed(town)
    (entry,) = await town.store.read.cases.audit(0, 10)
    assert (entry.verb, entry.read.seal) == ("evidence.seal", hashlib.sha256(object_).hexdigest())
    assert entry.read.size == len(object_)
    assert await mismatches(town.db) == []
    await town.db.execute("UPDATE evidence SET digest = '\\x00'")
    assert len(await mismatches(town.db)) == 2


async def test_the_same_content_is_kept_once_and_longer(town: Town) -> None:
    seq = await town.say(1, BORIS, WORDS)
    await town.report(ANNA, chat=1, seq=seq)
    town.clock.turn(days=3)
    await town.report(CLARA, chat=1, seq=seq)
    assert len(await sealed(town)) == 1
    assert await town.db.fetchval("SELECT keep_until FROM evidence") == town.clock.ms + KEEP_MS + SPARE_MS


async def test_a_look_is_written_down_with_its_purpose_before_anything_shows(town: Town) -> None:
    case = await a_case(town)
    page = await town.desk.open(MOD, case, "review")
    assert any(line.text == WORDS for line in page.lines)
    assert await town.db.fetchval("SELECT purpose FROM evidence_access") == "review"
    entry = (await town.store.read.cases.audit(0, 1))[0]
    assert (entry.verb, entry.actor, entry.payload["purpose"]) == ("case.view", MOD, "review")
    assert await mismatches(town.db) == []


async def test_a_process_without_a_key_takes_reports_and_shows_nothing(town: Town) -> None:
    town.vault.sealer = replace(SEALER, secret="")
    case = await a_case(town)
    with pytest.raises(Forbidden, match=r"vault\.locked"):
        await town.desk.open(MOD, case)
    town.vault.sealer = replace(SEALER, secret=str(pyrage.x25519.Identity.generate()))
    with pytest.raises(Forbidden, match=r"vault\.locked"):
        await town.desk.open(MOD, case)
    assert await town.db.fetchval("SELECT count(*) FROM evidence_access") == 0
    town.vault.sealer = replace(SEALER, secret=str(SPARE_KEY))
    assert (await town.desk.open(MOD, case)).snapshot.body


async def test_a_changed_object_opens_no_more(town: Town) -> None:
    case = await a_case(town)
    (object_,) = await sealed(town)
    chance = random.Random(1)
    for _ in range(20):
        raw = bytearray(object_)
        raw[chance.randrange(len(raw))] ^= 1 << chance.randrange(8)
        await town.db.execute("UPDATE evidence SET sealed = $1", bytes(raw))
        with pytest.raises(Forbidden):
            await town.desk.open(MOD, case)


async def test_evidence_goes_after_six_months_and_not_a_day_before(town: Town) -> None:
    case = await closed_case(town)
    town.clock.turn(ms=KEEP_MS - DAY_MS)
    assert await town.vault.destroy_expired() == 0
    town.clock.turn(days=1)
    assert await town.vault.destroy_expired() == 1
    assert await sealed(town) == [None]
    assert await mismatches(town.db) == []
    page = await town.desk.open(MOD2, case)
    assert page.snapshot.body == {}
    again = await a_case(town)
    assert again != case
    assert sum(one is not None for one in await sealed(town)) == 1


async def test_each_of_many_complaints_keeps_the_evidence_six_months_and_its_end_is_written_once_an_hour(
    town: Town,
) -> None:
    seq, chance, ends = await town.say(1, BORIS, WORDS), random.Random(7), set[int]()
    for n in range(40):
        who = await town.person(7_000 + n, f"person {n}")
        await town.db.execute("INSERT INTO members (user_id, chat_id, joined) VALUES ($1, 1, 1)", who)
        town.clock.turn(ms=chance.randrange(SPARE_MS // 5))
        await town.report(who, chat=1, seq=seq)
        (end,) = [row[0] for row in await town.db.fetch("SELECT keep_until FROM evidence")]
        assert KEEP_MS <= end - town.clock.ms <= KEEP_MS + SPARE_MS
        ends.add(end)
    assert 2 < len(ends) < 10


@pytest.mark.parametrize("why", ["open case", "appeal", "hold"])
async def test_evidence_that_is_still_needed_stays(town: Town, why: str) -> None:
    if why == "open case":
        case = await a_case(town)
    else:
        case = await closed_case(town)
    if why == "hold":
        assert await town.vault.hold(MOD, case, "an inquiry of a court") == 1
    if why == "appeal":
        notice = await town.db.fetchval("SELECT id FROM notices WHERE user_id = $1", ANNA)
        await town.review.appeal(ANNA, notice, "Look again.")
    town.clock.turn(ms=KEEP_MS + 30 * DAY_MS)
    assert await town.vault.destroy_expired() == 0
    if why == "hold":
        assert await town.vault.release(MOD, case) == 1
        assert await town.vault.destroy_expired() == 1
        verbs = [entry.verb for entry in await town.store.read.cases.audit(0, 3)]
        assert verbs == ["evidence.destroy", "evidence.release", "evidence.hold"]


async def test_of_many_none_goes_early_or_late(town: Town) -> None:
    """Five hundred, kept in the course of three weeks, under a clock that is turned day by day past their end."""
    chance, begun = random.Random(5), town.clock.ms
    subject = await town.db.fetchval(
        "INSERT INTO subjects (id, kind, user_id, owner, created) VALUES (1, 'account', 1, 1, 1) RETURNING id"
    )
    async with town.store.writing() as tx:
        for ver in range(MANY):
            at = begun + chance.randrange(20 * DAY_MS)
            await town.vault.keep(tx, subject, ver, {"n": ver}, at)
    await town.db.execute("UPDATE evidence SET hold_reason = 'x' WHERE id % 5 = 0")
    held = await town.db.fetchval("SELECT count(*) FROM evidence WHERE hold_reason IS NOT NULL")
    assert await town.db.fetchval("SELECT min(keep_until) FROM evidence") >= begun + SIX_MONTHS_MS
    for day in range(-1, 23):
        town.clock.ms = begun + SIX_MONTHS_MS + day * DAY_MS
        await town.vault.destroy_expired()
        wrong = await town.db.fetchval(
            "SELECT count(*) FROM evidence WHERE (sealed IS NULL) <> (keep_until <= $1 AND hold_reason IS NULL)",
            town.clock.ms,
        )
        assert wrong == 0, f"day {day}"
    assert await town.db.fetchval("SELECT count(*) FROM evidence WHERE sealed IS NOT NULL") == held > 50
    await town.db.execute("UPDATE evidence SET hold_reason = NULL")
    assert await town.vault.destroy_expired() == held
    assert await mismatches(town.db) == []


async def test_what_older_versions_kept_in_plain_is_sealed(town: Town) -> None:
    case = await a_case(town)
    await town.db.execute(
        "UPDATE evidence SET blob = $1, sealed = NULL, digest = NULL, size = NULL, key_id = NULL",
        pyrage.decrypt((await sealed(town))[0], [DESK_KEY]),
    )
    await town.db.execute('UPDATE content_versions SET body = \'{"message": {"x": "plain"}}\'::jsonb')
    assert await town.vault.seal_old() == 1
    assert await town.vault.seal_old() == 0
    assert await town.db.fetchval("SELECT count(*) FROM evidence WHERE blob IS NOT NULL") == 0
    assert await town.db.fetchval("SELECT count(*) FROM content_versions WHERE body IS NOT NULL") == 0
    assert any(line.text == WORDS for line in (await town.desk.open(MOD, case)).lines)


@pytest.mark.parametrize("reason", ["", " ", "x" * 201])
async def test_a_hold_needs_a_reason_and_a_case(town: Town, reason: str) -> None:
    case = await a_case(town)
    with pytest.raises(BadInput):
        await town.vault.hold(MOD, case, reason)
    with pytest.raises(NotFound):
        await town.vault.hold(MOD, 5, "no such case")


def test_a_vault_needs_two_keys_that_are_keys(tmp_path: Any) -> None:
    keys = make_keys(tmp_path / "vault")
    assert make_keys(tmp_path / "vault") == keys
    assert recipients_of(", ".join(keys)) == tuple(keys)
    for wrong in ("", keys[0], f"{keys[0]},{keys[0]}", f"{keys[0]}, age1nonsense"):
        with pytest.raises(Trouble):
            recipients_of(wrong)
    secret = secret_of(tmp_path / "vault", "")
    assert AgeSealer(tuple(keys), secret).open(AgeSealer(tuple(keys)).seal(b"words")) == b"words"
    assert secret_of(tmp_path / "elsewhere", "") == ""
    (tmp_path / "vault/desk.key").chmod(0o644)
    with pytest.raises(Trouble):
        secret_of(tmp_path / "vault", "")
    with pytest.raises(Trouble):
        secret_of(tmp_path, "AGE-SECRET-KEY-1NONSENSE")
