"""Intake in PostgreSQL; decisions are in desk.py, effects in effects.py, the console's sessions in doors.py."""

from collections.abc import Sequence
from typing import Any, cast

import asyncpg

from tambour.adapters.postgres.bulks import Bulks
from tambour.adapters.postgres.clusters import Clusters
from tambour.adapters.postgres.desk import Desk
from tambour.adapters.postgres.doors import Doors
from tambour.adapters.postgres.effects import Effects
from tambour.adapters.postgres.evidence import Evidence
from tambour.adapters.postgres.figures import Figures
from tambour.adapters.postgres.ledger import Entries
from tambour.adapters.postgres.measures import Measures
from tambour.adapters.postgres.programs import Programs
from tambour.adapters.postgres.rechecks import Rechecks
from tambour.adapters.postgres.rows import CASE_COLUMNS, case_of
from tambour.adapters.postgres.spread import Spread
from tambour.moderation.cases import Case, Subject
from tambour.moderation.priority import HALF_LIFE_MS
from tambour.moderation.records import Json, Report, Reporter, Said, Snapshot

REPORT_COLUMNS = "id, case_id, content_version, reporter, category, note, weight, at, outcome"


class Cases(
    Desk, Clusters, Bulks, Figures, Effects, Measures, Rechecks, Doors, Entries, Evidence, Spread, Programs
):
    """See ports/cases.py."""

    async def said(self, chat: int, first: int, last: int) -> list[Said]:
        """One statement over one partition."""
        rows = await self.db.fetch(
            "SELECT seq, sender, author, ts, kind, flags, body, ents, fwd, ver, edited FROM messages"
            " WHERE chat_id = $1 AND seq BETWEEN $2 AND $3 ORDER BY seq",
            chat,
            first,
            last,
        )
        return [said_of(row) for row in rows]

    async def older_versions(self, chat: int, seq: int) -> list[Json]:
        """One statement."""
        rows = await self.db.fetch(
            "SELECT ver, body, ents, ts FROM message_versions WHERE chat_id = $1 AND seq = $2 ORDER BY ver",
            chat,
            seq,
        )
        return [{"v": row["ver"], "x": row["body"], "en": row["ents"], "d": row["ts"]} for row in rows]

    async def blinds(self, user: int, chat: int, first: int, last: int) -> tuple[bool, frozenset[int]]:
        """One statement."""
        row = await self.db.fetchrow(
            "SELECT EXISTS (SELECT FROM bans WHERE chat_id = $2 AND user_id = $1"
            " AND (until IS NULL OR until > (extract(epoch FROM now()) * 1000)::bigint)) AS banned,"
            " ARRAY(SELECT seq FROM hidden WHERE user_id = $1 AND chat_id = $2 AND seq BETWEEN $3 AND $4) AS hidden",
            user,
            chat,
            first,
            last,
        )
        return (row["banned"], frozenset(row["hidden"])) if row else (False, frozenset())

    async def record_of(self, reporter: int, category: str, now: int) -> Reporter:
        """One statement."""
        row = await self.db.fetchrow(
            "SELECT (SELECT sum(0.5 ^ (($3::bigint - at) / $4::float8)) FILTER (WHERE outcome = 'acted') FROM reports"
            " WHERE reporter = $1 AND category = $2 AND outcome IS NOT NULL) AS good,"
            " (SELECT sum(0.5 ^ (($3::bigint - at) / $4::float8)) FILTER (WHERE outcome = 'no_violation') FROM reports"
            " WHERE reporter = $1 AND category = $2 AND outcome IS NOT NULL) AS bad, u.created,"
            " (SELECT address FROM sessions WHERE user_id = $1 AND revoked IS NULL ORDER BY seen DESC LIMIT 1)"
            " AS address FROM users u WHERE u.id = $1",
            reporter,
            category,
            now,
            float(HALF_LIFE_MS),
        )
        if row is None:
            return Reporter()
        return Reporter(
            upheld=row["good"] or 0.0,
            unfounded=row["bad"] or 0.0,
            created=row["created"],
            address=row["address"] or "",
        )

    async def count_into(self, case: int, buckets: Sequence[str]) -> list[int]:
        """One statement."""
        rows = await self.db.fetch(
            "INSERT INTO report_buckets (case_id, bucket, count) SELECT $1, b, 1 FROM unnest($2::text[]) b"
            " ON CONFLICT (case_id, bucket) DO UPDATE SET count = report_buckets.count + 1 RETURNING bucket, count",
            case,
            sorted(buckets),
        )
        found = {row["bucket"]: row["count"] for row in rows}
        return [found[bucket] for bucket in buckets]

    async def place_among(
        self, chat: int, buckets: Sequence[str], reporter: int, now: int, since: int
    ) -> int:
        """One statement. Places count from those who came after `since`."""
        found = await self.db.fetchval(
            "WITH fresh AS (INSERT INTO report_places (chat_id, bucket, reporter, place, at)"
            " SELECT $1, b, $3, (SELECT count(*) + 1 FROM report_places p WHERE p.chat_id = $1 AND p.bucket = b"
            " AND p.reporter <> $3 AND p.at > $5), $4 FROM unnest($2::text[]) b ON CONFLICT DO NOTHING RETURNING place)"
            " SELECT greatest((SELECT max(place) FROM fresh), (SELECT max(place) FROM report_places p"
            " WHERE p.chat_id = $1 AND p.bucket = ANY ($2::text[]) AND p.reporter = $3))",
            chat,
            list(buckets),
            reporter,
            now,
            since,
        )
        return int(found or 1)

    async def person(self, user: int) -> Json | None:
        """One statement."""
        row = await self.db.fetchrow(
            "SELECT id, name, username, about, lang, role, suspended_until FROM users"
            " WHERE id = $1 AND deleted IS NULL",
            user,
        )
        if row is None:
            return None
        told: Json = {"u": row["id"], "n": row["name"], "lang": row["lang"], "role": row["role"]}
        for key, column in (("un", "username"), ("ab", "about"), ("sus", "suspended_until")):
            if row[column]:
                told[key] = row[column]
        return told

    async def names(self, users: Sequence[int]) -> dict[int, str]:
        """One statement."""
        rows = await self.db.fetch("SELECT id, name FROM users WHERE id = ANY($1::bigint[])", list(users))
        return {row["id"]: row["name"] for row in rows}

    async def take_subject(self, subject: Subject) -> Subject:
        """One statement; the conflict update also locks the row, so that two reports queue up here."""
        row = await self.db.fetchrow(
            "INSERT INTO subjects (id, kind, chat_id, seq, user_id, owner, audience_class, reach, ref,"
            " created) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, (extract(epoch FROM now()) * 1000)::bigint)"
            " ON CONFLICT (kind, chat_id, seq, user_id, ref) DO UPDATE SET owner = $6, audience_class = $7,"
            " reach = greatest(subjects.reach, $8) RETURNING id, reach",
            subject.id,
            subject.kind,
            subject.chat or None,
            subject.seq or None,
            subject.user or None,
            subject.owner or None,
            subject.audience,
            subject.reach,
            subject.ref or None,
        )
        if row is None:
            raise LookupError("an upsert returned nothing")
        return _with(subject, row)

    async def latest_snapshot(self, subject: int) -> Snapshot | None:
        """One statement."""
        row = await self.db.fetchrow(
            "SELECT v.id, v.subject_id, v.ver, v.created, e.id AS evidence FROM content_versions v"
            " LEFT JOIN evidence e ON e.content_version = v.id WHERE v.subject_id = $1"
            " ORDER BY v.created DESC, v.id DESC LIMIT 1",
            subject,
        )
        return snapshot_of(row) if row else None

    async def open_case(self, subject: int) -> Case | None:
        """One statement."""
        row = await self.db.fetchrow(
            f"SELECT {CASE_COLUMNS} FROM cases c JOIN subjects s ON s.id = c.subject_id"
            " WHERE c.subject_id = $1 AND c.state NOT IN ('closed', 'final') FOR UPDATE OF c",
            subject,
        )
        return case_of(row) if row else None

    async def add_case(self, case: Case) -> None:
        """One statement; the unique index refuses a second open case."""
        await self.db.execute(
            "INSERT INTO cases (id, subject_id, category, severity, priority, factors, state, ver, due, received_at)"
            " VALUES ($1, $2, $3, $4, $5, $6::jsonb, $7, $8, $9, $10)",
            case.id,
            case.subject.id,
            case.category,
            case.severity,
            case.priority,
            case.factors,
            case.state,
            case.ver,
            case.due,
            case.received_at,
        )

    async def reweigh(self, case: Case) -> None:
        """One statement."""
        await self.db.execute(
            "UPDATE cases SET category = $2, severity = $3, priority = $4, factors = $5::jsonb, due = $6, reports = $7,"
            " independent = $8, doubt = $9, crowd = $10, firm = $11 WHERE id = $1",
            case.id,
            case.category,
            case.severity,
            case.priority,
            case.factors,
            case.due,
            case.tally.reports,
            case.tally.independent,
            case.tally.doubt,
            case.crowd,
            case.firm,
        )

    async def case(self, case: int, *, lock: bool = False) -> Case | None:
        """One statement."""
        row = await self.db.fetchrow(
            f"SELECT {CASE_COLUMNS} FROM cases c JOIN subjects s ON s.id = c.subject_id WHERE c.id = $1"
            + (" FOR UPDATE OF c" if lock else ""),
            case,
        )
        return case_of(row) if row else None

    async def add_report(self, report: Report, rid: int) -> None:
        """One statement: the report and its key."""
        await self.db.execute(
            "WITH made AS (INSERT INTO reports (id, case_id, content_version, reporter, category, note, weight, at)"
            " VALUES ($1, $2, $3, $4, $5, $6, $7, $8) RETURNING id)"
            " INSERT INTO report_keys (reporter, rid, report_id) SELECT $4, $9, id FROM made ON CONFLICT DO NOTHING",
            report.id,
            report.case,
            report.snapshot,
            report.reporter,
            report.category,
            report.note,
            report.weight,
            report.at,
            rid,
        )

    async def keep_rid(self, reporter: int, rid: int, report: int) -> None:
        """One statement."""
        await self.db.execute(
            "INSERT INTO report_keys (reporter, rid, report_id) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING",
            reporter,
            rid,
            report,
        )

    async def report_by_rid(self, reporter: int, rid: int) -> int:
        """One statement."""
        found = await self.db.fetchval(
            "SELECT report_id FROM report_keys WHERE reporter = $1 AND rid = $2", reporter, rid
        )
        return cast(int, found or 0)

    async def report_of(self, case: int, reporter: int) -> int:
        """One statement."""
        found = await self.db.fetchval(
            "SELECT id FROM reports WHERE case_id = $1 AND reporter = $2", case, reporter
        )
        return cast(int, found or 0)

    async def reports(self, case: int) -> list[Report]:
        """One statement."""
        rows = await self.db.fetch(
            f"SELECT {REPORT_COLUMNS} FROM reports WHERE case_id = $1 ORDER BY at, id", case
        )
        return [report_of(row) for row in rows]

    async def reports_by(self, reporter: int, limit: int) -> list[Json]:
        """One statement."""
        rows = await self.db.fetch(
            "SELECT r.id, r.at, r.category, r.outcome, s.kind, s.chat_id, s.seq, s.user_id, s.ref FROM reports r"
            " JOIN cases c ON c.id = r.case_id JOIN subjects s ON s.id = c.subject_id WHERE r.reporter = $1"
            " ORDER BY r.at DESC, r.id DESC LIMIT $2",
            reporter,
            limit,
        )
        return [dict(row) for row in rows]


def _with(subject: Subject, row: asyncpg.Record) -> Subject:
    return Subject(
        id=row["id"],
        kind=subject.kind,
        chat=subject.chat,
        seq=subject.seq,
        user=subject.user,
        owner=subject.owner,
        audience=subject.audience,
        reach=row["reach"],
        ref=subject.ref,
    )


def said_of(row: asyncpg.Record) -> Said:
    """A Said from a row of `messages`."""
    ents: list[Any] | None = row["ents"]
    return Said(
        seq=row["seq"],
        sender=row["sender"],
        author=row["author"],
        ts=row["ts"],
        kind=row["kind"],
        flags=row["flags"],
        text=row["body"],
        entities=tuple(tuple(e) for e in ents or ()),
        source=row["fwd"],
        version=row["ver"],
        edited=row["edited"] or 0,
    )


def snapshot_of(row: asyncpg.Record) -> Snapshot:
    """A Snapshot from a joined row, without its words: services/evidence.py opens them."""
    return Snapshot(
        id=row["id"],
        subject=row["subject_id"],
        ver=row["ver"],
        body={},
        created=row["created"],
        evidence=row["evidence"] or 0,
    )


def report_of(row: asyncpg.Record) -> Report:
    """A Report from a row of REPORT_COLUMNS."""
    return Report(
        id=row["id"],
        case=row["case_id"],
        snapshot=row["content_version"],
        reporter=row["reporter"],
        category=row["category"],
        note=row["note"],
        weight=row["weight"],
        at=row["at"],
        outcome=row["outcome"] or "",
    )
