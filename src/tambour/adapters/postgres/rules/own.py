"""The rules' rows: sources and states, back-tests with their samples, findings."""

from collections.abc import AsyncIterator, Mapping, Sequence
from contextlib import asynccontextmanager
from dataclasses import replace

import asyncpg
import msgspec

from tambour.adapters.postgres.executor import Executor
from tambour.adapters.postgres.rows import SAID
from tambour.adapters.postgres.rules import reading
from tambour.adapters.postgres.rules.testing import Test, testing
from tambour.domain.messages import Flag
from tambour.moderation.rules.event import Counter
from tambour.moderation.rules.life import OwnRule, Record
from tambour.moderation.rules.report import Report
from tambour.ports.rules import Facts, Place, Tally, Told

COLUMNS = (
    "id, name, source, version, state, sound, report_hash, author, asked, asked_by, second_by, demoted, created,"
    " changed"
)
RECORDS = """
SELECT r.id,
    count(DISTINCT s.case_id) FILTER (WHERE d.outcome NOT IN ('no_violation', 'restore')) AS agreed,
    count(DISTINCT s.case_id) FILTER (WHERE d.outcome IN ('no_violation', 'restore')) AS refuted
FROM rules r JOIN rule_hits h ON h.rule_id = r.id AND h.version = r.version
JOIN signals s ON s.entry_id = r.id AND s.chat_id = h.chat_id AND s.seq = h.seq AND s.ver = h.ver
JOIN LATERAL (
    SELECT outcome FROM decisions WHERE case_id = s.case_id AND state = 'standing' ORDER BY at DESC, id DESC LIMIT 1
) d ON true
WHERE r.id = ANY ($1::bigint[]) GROUP BY r.id
"""
TOLD = f"""
SELECT h.rule_id, r.name, h.version, h.chat_id, h.seq, h.at, h.says, coalesce(s.case_id, 0) AS case_id,
    CASE WHEN m.flags & {int(Flag.DELETED)} = 0 THEN {SAID} ELSE '' END AS body, c.title, '' AS verdict
FROM rule_hits h JOIN rules r ON r.id = h.rule_id JOIN chats c ON c.id = h.chat_id
LEFT JOIN messages m ON m.chat_id = h.chat_id AND m.seq = h.seq
LEFT JOIN signals s ON s.entry_id = h.rule_id AND s.chat_id = h.chat_id AND s.seq = h.seq AND s.ver = h.ver
"""
SAMPLE = f"""
SELECT x.rule_id, r.name, x.version, x.chat_id, x.seq, coalesce(m.ts, 0) AS at, '' AS says, 0::bigint AS case_id,
    CASE WHEN m.flags & {int(Flag.DELETED)} = 0 THEN {SAID} ELSE '' END AS body, c.title, x.verdict
FROM rule_samples x JOIN rules r ON r.id = x.rule_id JOIN chats c ON c.id = x.chat_id
LEFT JOIN messages m ON m.chat_id = x.chat_id AND m.seq = x.seq
WHERE x.rule_id = $1 AND x.version = $2 ORDER BY x.verdict <> '', m.ts, x.chat_id, x.seq
"""


class Rules:
    """See RuleRows in ports/rules.py."""

    def __init__(self, db: Executor) -> None:
        self.db = db

    async def all(self, *, ids: Sequence[int] = ()) -> list[OwnRule]:
        """One statement."""
        rows = await self.db.fetch(
            f"SELECT {COLUMNS} FROM rules WHERE cardinality($1::bigint[]) = 0 OR id = ANY ($1::bigint[])"
            " ORDER BY id DESC",
            list(ids),
        )
        return [rule_of(row) for row in rows]

    async def add(self, rule: OwnRule) -> bool:
        """One statement."""
        return bool(
            await self.db.fetchval(
                f"INSERT INTO rules ({COLUMNS}) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14)"
                " ON CONFLICT DO NOTHING RETURNING true",
                *values(rule),
            )
        )

    async def change(self, rule: OwnRule) -> bool:
        """One statement after the question whether the name is free; both under the bank's lock."""
        taken = await self.db.fetchval(
            "SELECT true FROM rules WHERE lower(name) = lower($2) AND id <> $1 AND state <> 'retired'",
            rule.id,
            rule.name,
        )
        if taken and rule.state != "retired":
            return False
        await self.db.execute(
            "UPDATE rules SET name = $2, source = $3, version = $4, state = $5, sound = $6, report_hash = $7,"
            " author = $8, asked = $9, asked_by = $10, second_by = $11, demoted = $12, changed = $14"
            " WHERE id = $1 AND created = $13",
            *values(rule),
        )
        return True

    async def records(self, ids: Sequence[int]) -> dict[int, Record]:
        """One statement."""
        rows = await self.db.fetch(RECORDS, list(ids))
        found = {row["id"]: Record(agreed=row["agreed"], refuted=row["refuted"]) for row in rows}
        return {id: found.get(id, Record()) for id in ids}

    async def ask_test(self, rule: OwnRule, who: int, now: int) -> None:
        """Two statements."""
        await self.db.execute(
            "DELETE FROM rule_samples WHERE rule_id = $1 AND version = $2", rule.id, rule.version
        )
        await self.db.execute(
            "INSERT INTO rule_tests (rule_id, version, asked_by, at) VALUES ($1, $2, $3, $4)"
            " ON CONFLICT (rule_id, version) DO UPDATE"
            " SET asked_by = $3, at = $4, done = NULL, failed = '', report = NULL",
            rule.id,
            rule.version,
            who,
            now,
        )

    async def report(self, rule: int, version: int) -> tuple[Report, str]:
        """One statement."""
        row = await self.db.fetchrow(
            "SELECT t.at, t.failed, t.report, count(*) FILTER (WHERE x.verdict = 'harmful') AS harmful,"
            " count(*) FILTER (WHERE x.verdict = 'harmless') AS harmless FROM rule_tests t"
            " LEFT JOIN rule_samples x ON x.rule_id = t.rule_id AND x.version = t.version"
            " WHERE t.rule_id = $1 AND t.version = $2 GROUP BY t.rule_id, t.version",
            rule,
            version,
        )
        if row is None:
            return Report(), ""
        if row["report"] is None:
            return Report(began=row["at"]), row["failed"]
        told = msgspec.convert(row["report"], Report)
        return replace(told, harmful=row["harmful"], harmless=row["harmless"]), ""

    async def sample(self, rule: int, version: int) -> list[Told]:
        """One statement."""
        return [told_of(row) for row in await self.db.fetch(SAMPLE, rule, version)]

    async def judge(self, rule: int, version: int, place: Place, verdict: str, who: int, now: int) -> bool:
        """One statement."""
        return bool(
            await self.db.fetchval(
                "UPDATE rule_samples SET verdict = $5, by_user = $6, at = $7 WHERE rule_id = $1 AND version = $2"
                " AND chat_id = $3 AND seq = $4 AND (verdict = '' OR by_user IS NOT NULL) RETURNING true",
                rule,
                version,
                *place,
                verdict,
                who,
                now,
            )
        )

    async def hits(self, rule: int, limit: int) -> list[Told]:
        """One statement."""
        rows = await self.db.fetch(
            f"{TOLD} WHERE h.rule_id = $1 ORDER BY h.at DESC, h.chat_id, h.seq LIMIT $2", rule, limit
        )
        return [told_of(row) for row in rows]

    async def of_messages(self, places: Sequence[Place]) -> list[Told]:
        """One statement."""
        rows = await self.db.fetch(
            f"{TOLD} JOIN unnest($1::bigint[], $2::bigint[]) AS p (chat, seq) ON p.chat = h.chat_id AND p.seq = h.seq"
            " ORDER BY h.at, h.rule_id",
            [chat for chat, _ in places],
            [seq for _, seq in places],
        )
        return [told_of(row) for row in rows]

    @asynccontextmanager
    async def testing(self) -> AsyncIterator[Test | None]:
        """A transaction of its own, whatever this executor is."""
        async with testing(self.db, rule_of) as test:
            yield test

    async def facts(self, places: Sequence[tuple[int, int, int]], now: int) -> list[Facts]:
        """One statement."""
        return await reading.facts(self.db, places, now)

    async def count(self, tallies: Sequence[Tally]) -> None:
        """One statement."""
        await reading.count(self.db, tallies)

    async def counted(self, wanted: Sequence[tuple[Counter, int, int]]) -> list[int]:
        """One statement."""
        return await reading.counted(self.db, wanted)

    async def tell(self, told: Sequence[Told]) -> None:
        """One statement."""
        await self.db.execute(
            "INSERT INTO rule_hits (rule_id, version, chat_id, seq, ver, at, says)"
            " SELECT * FROM unnest($1::bigint[], $2::int[], $3::bigint[], $4::bigint[], $5::int[], $6::bigint[],"
            " $7::text[])"
            " ON CONFLICT DO NOTHING",
            [one.rule for one in told],
            [one.version for one in told],
            [one.chat for one in told],
            [one.seq for one in told],
            [one.message_version for one in told],
            [one.at for one in told],
            [one.says for one in told],
        )

    async def label(self, of: str, labels: Mapping[tuple[int, str], tuple[int, int]]) -> None:
        """One statement."""
        await self.db.execute(
            "INSERT INTO rule_labels (of_what, id, label, rule_id, expires)"
            " SELECT $1, x.* FROM unnest($2::bigint[], $3::text[], $4::bigint[], $5::bigint[]) AS x"
            " ON CONFLICT (of_what, id, label) DO UPDATE SET rule_id = excluded.rule_id, expires = excluded.expires"
            " WHERE rule_labels.expires < excluded.expires",
            of,
            [whom for whom, _ in labels],
            [label for _, label in labels],
            [rule for rule, _ in labels.values()],
            [expires for _, expires in labels.values()],
        )

    async def forget(self, now: int, limit: int) -> int:
        """Three statements."""
        return await reading.forget(self.db, now, limit)


def values(rule: OwnRule) -> tuple[object, ...]:
    """In the order of COLUMNS."""
    return (
        rule.id,
        rule.name,
        rule.source,
        rule.version,
        rule.state,
        rule.sound,
        rule.report_hash,
        rule.author,
        rule.asked,
        rule.asked_by or None,
        rule.second_by or None,
        rule.demoted,
        rule.created,
        rule.changed,
    )


def rule_of(row: asyncpg.Record) -> OwnRule:
    """From a row of COLUMNS."""
    return OwnRule(
        id=row["id"],
        name=row["name"],
        source=row["source"],
        version=row["version"],
        state=row["state"],
        sound=row["sound"],
        report_hash=row["report_hash"],
        author=row["author"],
        asked=row["asked"],
        asked_by=row["asked_by"] or 0,
        second_by=row["second_by"] or 0,
        demoted=row["demoted"],
        created=row["created"],
        changed=row["changed"],
    )


def told_of(row: asyncpg.Record) -> Told:
    """From a row of TOLD or SAMPLE."""
    return Told(
        rule=row["rule_id"],
        name=row["name"],
        version=row["version"],
        chat=row["chat_id"],
        seq=row["seq"],
        at=row["at"],
        says=row["says"],
        case=row["case_id"],
        text=row["body"] or "",
        title=row["title"],
        verdict=row["verdict"],
    )
