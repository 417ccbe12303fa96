"""Intake in PostgreSQL; decisions are in desk.py, effects in effects.py, the console's sessions in doors.py."""

from collections.abc import Sequence
from typing import Any, cast

import asyncpg
import msgspec

from tambour.adapters.postgres.bulks import Bulks
from tambour.adapters.postgres.chats import CHAT_COLUMNS, chat_of
from tambour.adapters.postgres.clusters import Clusters
from tambour.adapters.postgres.desk import Desk
from tambour.adapters.postgres.doors import Doors
from tambour.adapters.postgres.effects import Effects
from tambour.adapters.postgres.evidence import Evidence
from tambour.adapters.postgres.figures import Figures
from tambour.adapters.postgres.ledger import Entries
from tambour.adapters.postgres.measures import Measures
from tambour.adapters.postgres.members import MEMBER_COLUMNS, member_of
from tambour.adapters.postgres.programs import Programs
from tambour.adapters.postgres.rechecks import Rechecks
from tambour.adapters.postgres.rows import CASE_COLUMNS, begun, case_of
from tambour.adapters.postgres.spread import Spread
from tambour.domain.bots.keyboard import keyboard_shown
from tambour.domain.chats import Chat, Member
from tambour.domain.files import ContactCard, File, Place
from tambour.domain.media import EVERY_TAB
from tambour.domain.messages import Message, PollView, preview_kept
from tambour.moderation.cases import Case, Subject
from tambour.moderation.priority import HALF_LIFE_MS
from tambour.moderation.records import Json, Report, Reporter, Said, Snapshot, Standing
from tambour.moderation.surfaces import parts_of

SAID_COLUMNS = "seq, sender, author, ts, kind, flags, body, ents, fwd, ver, edited"
PERSON_COLUMNS = "u.id, u.name, u.username, u.about, u.lang, u.role, u.suspended_until"
OUTLOOK = f"""
    SELECT *, EXISTS (SELECT FROM bans WHERE chat_id = $2 AND user_id = $1
            AND (until IS NULL OR until > (extract(epoch FROM now()) * 1000)::bigint)) AS banned,
        ARRAY(SELECT h.seq FROM hidden h WHERE h.user_id = $1 AND h.chat_id = $2 AND (h.seq = ANY ($3::bigint[])
            OR h.seq BETWEEN coalesce(($3::bigint[])[1], c.last_seq) - $4::int
                AND coalesce(($3::bigint[])[1], c.last_seq) + $4::int)) AS hidden
    FROM (SELECT {CHAT_COLUMNS} FROM chats WHERE id = $2) c
    LEFT JOIN (SELECT {MEMBER_COLUMNS} FROM members WHERE user_id = $1 AND chat_id = $2) m ON true
"""
BEHIND = f"""
    SELECT {PERSON_COLUMNS},
        (SELECT coalesce(jsonb_agg(jsonb_build_object('v', ver, 'x', body, 'en', ents, 'd', ts) ORDER BY ver), '[]')
            FROM message_versions WHERE chat_id = $1 AND seq = $2) AS versions,
        (SELECT coalesce(jsonb_agg(f.shown ORDER BY f.id), '[]') FROM files f WHERE f.id IN (SELECT a.file_id
            FROM attachments a WHERE a.chat_id = $1 AND a.seq = $2 AND a.tab = ANY ($4::text[]) AND a.file_id <> ''))
            AS files, said.extra, said.question, said.options
    FROM (SELECT $3::bigint AS id) who LEFT JOIN users u ON u.id = who.id AND u.deleted IS NULL
    LEFT JOIN LATERAL (SELECT m.extra, p.question, p.options FROM messages m
        LEFT JOIN polls p ON p.id = (m.extra ->> 'poll')::bigint WHERE m.chat_id = $1 AND m.seq = $2) said ON true
"""
STANDING = """
    SELECT (SELECT report_id FROM report_keys WHERE reporter = $1 AND rid = $2) AS report, s.until, s.case_id,
        r.good, r.bad, u.created, (SELECT address FROM sessions WHERE user_id = $1 AND revoked IS NULL
            ORDER BY seen DESC LIMIT 1) AS address
    FROM (SELECT $1::bigint AS id) who LEFT JOIN users u ON u.id = who.id
    LEFT JOIN LATERAL (SELECT until, case_id FROM reporting_suspended WHERE user_id = who.id AND until > $4
        ORDER BY until DESC LIMIT 1) s ON true
    LEFT JOIN LATERAL (SELECT sum(faded) FILTER (WHERE outcome = 'acted') AS good,
            sum(faded) FILTER (WHERE outcome = 'no_violation') AS bad
        FROM (SELECT outcome, 0.5 ^ (($4::bigint - at) / $5::float8) AS faded FROM reports
            WHERE reporter = who.id AND category = $3 AND outcome IS NOT NULL) past) r ON true
"""
# `at + 0`: a plan that was made while the table was empty must not go by the index over times ever after.
PLACED = """
    fresh AS (
        INSERT INTO report_places (chat_id, bucket, reporter, place, at)
        SELECT $1, b, $3, (SELECT count(*) + 1 FROM report_places p WHERE p.chat_id = $1 AND p.bucket = b
            AND p.reporter <> $3 AND p.at + 0 > $5), $4
        FROM unnest($2::text[]) b ON CONFLICT DO NOTHING RETURNING place
    ), placed AS (
        SELECT greatest((SELECT max(place) FROM fresh), (SELECT max(place) FROM report_places p
            WHERE p.chat_id = $1 AND p.bucket = ANY ($2::text[]) AND p.reporter = $3)) AS place
    )
"""
PLACE_AMONG = f"WITH {PLACED} SELECT place FROM placed"
COUNT_AMONG = f"""
    WITH counted AS (
        INSERT INTO report_buckets (case_id, bucket, count) SELECT $6, b, 1 FROM unnest($7::text[]) b
        ON CONFLICT (case_id, bucket) DO UPDATE SET count = report_buckets.count + 1 RETURNING bucket, count
    ), {PLACED}
    SELECT array_agg(bucket) AS buckets, array_agg(count) AS counts, (SELECT place FROM placed) AS place FROM counted
"""
WEIGHED = (
    "category = ${}, severity = ${}, priority = ${}, factors = ${}::jsonb, due = ${}, reports = ${}, independent = ${},"
    " doubt = ${}, hinted = ${}, crowd = ${}, firm = ${}"
)
ADD_REPORT = f"""
    WITH made AS (INSERT INTO reports (id, case_id, content_version, reporter, category, note, weight, at)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8) RETURNING id),
    keyed AS (INSERT INTO report_keys (reporter, rid, report_id) SELECT $4, $9, id FROM made ON CONFLICT DO NOTHING)
    UPDATE cases SET {WEIGHED.format(*range(10, 21))} WHERE id = $2
"""
ADD_FIRST = """
    WITH made AS (INSERT INTO reports (id, case_id, content_version, reporter, category, note, weight, at)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8) RETURNING id),
    keyed AS (INSERT INTO report_keys (reporter, rid, report_id) SELECT $4, $9, id FROM made ON CONFLICT DO NOTHING)
    INSERT INTO report_buckets (case_id, bucket, count) SELECT $2, b, 1 FROM unnest($10::text[]) b
"""
REPORT_COLUMNS = "id, case_id, content_version, reporter, category, note, weight, at, outcome"


class Cases(
    Desk, Clusters, Bulks, Figures, Effects, Measures, Rechecks, Doors, Entries, Evidence, Spread, Programs
):
    """See ports/cases.py."""

    async def said(self, chat: int, first: int, last: int) -> list[Said]:
        """One statement over one partition."""
        rows = await self.db.fetch(
            f"SELECT {SAID_COLUMNS} FROM messages WHERE chat_id = $1 AND seq BETWEEN $2 AND $3 ORDER BY seq",
            chat,
            first,
            last,
        )
        return [said_of(row) for row in rows]

    async def said_at(self, chat: int, seqs: Sequence[int]) -> list[Said]:
        """By primary key."""
        rows = await self.db.fetch(
            f"SELECT {SAID_COLUMNS} FROM messages WHERE chat_id = $1 AND seq = ANY ($2::bigint[]) ORDER BY seq",
            chat,
            list(seqs),
        )
        return [said_of(row) for row in rows]

    async def behind(
        self, chat: int, seq: int, author: int
    ) -> tuple[Json, list[Json], list[Json], dict[str, str]]:
        """One statement."""
        row = await self.db.fetchrow(BEHIND, chat, seq, author, EVERY_TAB)
        if row is None:
            return {}, [], [], {}
        return person_of(row) if row["id"] else {}, row["versions"], row["files"], parts_behind(row)

    async def outlook(
        self, user: int, chat: int, seqs: Sequence[int], width: int
    ) -> tuple[Chat, Member | None, bool, frozenset[int]] | None:
        """One statement."""
        row = await self.db.fetchrow(OUTLOOK, user, chat, list(seqs), width)
        if row is None:
            return None
        member = member_of(row) if row["user_id"] else None
        return chat_of(row), member, row["banned"], frozenset(row["hidden"])

    async def standing_of(self, reporter: int, rid: int, category: str, now: int) -> Standing:
        """One statement."""
        row = await self.db.fetchrow(STANDING, reporter, rid, category, now, float(HALF_LIFE_MS))
        if row is None:
            return Standing()
        known = Reporter(
            upheld=row["good"] or 0.0,
            unfounded=row["bad"] or 0.0,
            created=row["created"] or 0,
            address=row["address"] or "",
        )
        return Standing(
            report=row["report"] or 0, until=row["until"] or 0, case=row["case_id"] or 0, known=known
        )

    async def count_among(
        self,
        case: int,
        buckets: Sequence[str],
        chat: int,
        places: Sequence[str],
        who: int,
        now: int,
        since: int,
    ) -> tuple[list[int], int]:
        """One statement at most. Places count from those who came after `since`."""
        shared = chat, sorted(places) if chat else [], who, now, since
        if not case:
            place = await self.db.fetchval(PLACE_AMONG, *shared) if chat else None
            return [1] * len(buckets), place or 1
        row = await self.db.fetchrow(COUNT_AMONG, *shared, case, sorted(buckets))
        found: dict[str, int] = dict(zip(row["buckets"], row["counts"], strict=True)) if row else {}
        return [found[bucket] for bucket in buckets], int(row["place"] or 1) if row else 1

    async def person(self, user: int) -> Json | None:
        """One statement."""
        row = await self.db.fetchrow(
            f"SELECT {PERSON_COLUMNS} FROM users u WHERE u.id = $1 AND u.deleted IS NULL", user
        )
        return person_of(row) if row else None

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

    async def latest_snapshot(self, subject: int, ver: int = -1) -> Snapshot | None:
        """One statement."""
        row = await self.db.fetchrow(
            "SELECT v.id, v.subject_id, v.ver, v.created, e.id AS evidence FROM content_versions v"
            " LEFT JOIN evidence e ON e.content_version = v.id WHERE v.subject_id = $1"
            " AND $2 IN (-1, v.ver) ORDER BY v.created DESC, v.id DESC LIMIT 1",
            subject,
            ver,
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

    async def open_case_for(self, subject: int, reporter: int) -> tuple[Case | None, int]:
        """One statement. It begins after the subject's row is locked, so it sees every report before this one."""
        row = await self.db.fetchrow(
            f"SELECT {CASE_COLUMNS}, (SELECT r.id FROM reports r WHERE r.case_id = c.id AND r.reporter = $2) AS earlier"
            " FROM cases c JOIN subjects s ON s.id = c.subject_id"
            " WHERE c.subject_id = $1 AND c.state NOT IN ('closed', 'final') FOR UPDATE OF c",
            subject,
            reporter,
        )
        return (case_of(row), row["earlier"] or 0) if row else (None, 0)

    async def add_case(self, case: Case) -> None:
        """One statement; the unique index refuses a second open case."""
        await self.db.execute(
            "INSERT INTO cases (id, subject_id, category, severity, priority, factors, state, ver, due, received_at)"
            " VALUES ($1, $2, $3, $4, $5, $6::jsonb, $7, $8, $9, $10)",
            *begun(case),
        )

    async def reweigh(self, case: Case) -> None:
        """One statement."""
        await self.db.execute(
            f"UPDATE cases SET {WEIGHED.format(*range(2, 13))} WHERE id = $1", case.id, *weight_of(case)
        )

    async def case(self, case: int, *, lock: bool = False) -> Case | None:
        """One statement."""
        row = await self.db.fetchrow(
            f"SELECT {CASE_COLUMNS} FROM cases c JOIN subjects s ON s.id = c.subject_id WHERE c.id = $1"
            + (" FOR UPDATE OF c" if lock else ""),
            case,
        )
        return case_of(row) if row else None

    async def add_report(self, report: Report, rid: int, case: Case) -> None:
        """One statement: the report, its key, and the case as it weighs with it."""
        await self.db.execute(ADD_REPORT, *fields_of(report), rid, *weight_of(case))

    async def add_first_report(self, report: Report, rid: int, buckets: Sequence[str]) -> None:
        """One statement."""
        await self.db.execute(ADD_FIRST, *fields_of(report), rid, sorted(buckets))

    async def keep_rid(self, reporter: int, rid: int, report: int) -> None:
        """One statement."""
        await self.db.execute(
            "INSERT INTO report_keys (reporter, rid, report_id) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING",
            reporter,
            rid,
            report,
        )

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


def fields_of(report: Report) -> tuple[object, ...]:
    """What both ways of adding a report begin with, in their order."""
    known = report.id, report.case, report.snapshot, report.reporter
    return *known, report.category, report.note, report.weight, report.at


def weight_of(case: Case) -> tuple[object, ...]:
    """What WEIGHED writes, in its order."""
    tally = case.tally
    urgency = case.category, case.severity, case.priority, case.factors, case.due
    counted = tally.reports, tally.independent, tally.doubt, tally.hinted
    return *urgency, *counted, case.crowd, case.firm


def parts_behind(row: asyncpg.Record) -> dict[str, str]:
    """What a message carries besides its words, from a row of BEHIND."""
    extra = row["extra"] or {}
    asked = tuple((option, 0) for option in row["options"] or ())
    message = Message(
        chat=0,
        seq=0,
        ev=0,
        sender=0,
        ts=0,
        poll=PollView(id=0, question=row["question"], options=asked) if row["question"] else None,
        files=msgspec.convert(extra["fl"], tuple[File, ...]) if "fl" in extra else (),
        contact=msgspec.convert(extra["ct"], ContactCard) if "ct" in extra else None,
        place=msgspec.convert(extra["lo"], Place) if "lo" in extra else None,
        preview=preview_kept(extra),
        signature=extra.get("an", ""),
        keyboard=keyboard_shown(extra),
    )
    return parts_of(message)


def person_of(row: asyncpg.Record) -> Json:
    """{u, n, lang, role, un?, ab?, sus?} from a row of PERSON_COLUMNS."""
    told: Json = {"u": row["id"], "n": row["name"], "lang": row["lang"], "role": row["role"]}
    for key, column in (("un", "username"), ("ab", "about"), ("sus", "suspended_until")):
        if row[column]:
            told[key] = row[column]
    return told


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
