"""Signals, and the sketches of texts that were said this week."""

from collections.abc import Sequence

import asyncpg

from tambour.adapters.postgres.executor import Executor
from tambour.adapters.postgres.messages.pages import BARE, Pages
from tambour.domain.ids import DAY_MS, RID_RANDOM_BITS
from tambour.domain.messages import Kept
from tambour.domain.visible import GONE
from tambour.moderation.detect import LET_PASS, VERSIONS
from tambour.moderation.guesses import DETECTOR, GUESSING
from tambour.ports.known import FOREVER
from tambour.ports.screen import SCREEN, Placed, Signal

COLUMNS = (
    "id, chat_id, seq, ver, detector, detector_ver, entry_id, category, score, spans, reasons, mode, at,"
    " coalesce(case_id, 0) AS case_id, hint, part"
)
NOTE = f"""
INSERT INTO signals (id, chat_id, seq, ver, detector, detector_ver, entry_id, category, score, spans, reasons, mode,
    at, owed, hint, part)
SELECT DISTINCT ON (x.chat, x.seq, x.ver, x.detector, x.entry, x.part)
    x.id, x.chat, x.seq, x.ver, x.detector, x.detector_ver, x.entry, x.category, x.score, x.spans::int[],
    x.reasons::text[], x.mode, $14, x.owed AND NOT (
        EXISTS (SELECT FROM held_posts h JOIN send_keys k
            ON k.day = (h.rid >> {RID_RANDOM_BITS}) / {DAY_MS} AND k.user_id = h.user_id AND k.rid = h.rid
            WHERE h.chat_id = x.chat AND h.held_by = 'bank' AND h.verdict = 'pass' AND h.entry_id = x.entry
            AND k.chat_id = x.chat AND k.seq = x.seq)
        OR EXISTS (SELECT FROM signals p WHERE p.chat_id = x.chat AND p.seq = x.seq AND p.entry_id = x.entry
            AND '{LET_PASS}' = ANY (p.reasons) AND (p.ver = x.ver
            OR (p.part = x.part AND p.spans = x.spans::int[] AND p.score >= x.score)))
    ), x.hint, x.part
FROM unnest($1::bigint[], $2::bigint[], $3::bigint[], $4::int[], $5::text[], $6::int[], $7::bigint[], $8::text[],
    $9::real[], $10::text[], $11::text[], $12::text[], $13::boolean[], $15::boolean[],
    $16::text[])
    AS x (id, chat, seq, ver, detector, detector_ver, entry, category, score, spans, reasons, mode, owed, hint, part)
ORDER BY x.chat, x.seq, x.ver, x.detector, x.entry, x.part, x.score DESC, x.id
ON CONFLICT (chat_id, seq, ver, detector, entry_id, part) DO UPDATE SET detector_ver = excluded.detector_ver,
    category = excluded.category, score = excluded.score, spans = excluded.spans, reasons = excluded.reasons,
    mode = excluded.mode, at = excluded.at, owed = excluded.owed, hint = excluded.hint, case_id = NULL
    WHERE signals.detector NOT IN ('rules', 'guess', 'meaning') AND excluded.mode = 'live'
    AND (signals.mode = 'shadow' OR (signals.hint AND NOT excluded.hint))
RETURNING 1
"""
"""What an entry counted in the shadow, or as a hint, is found anew when it is let live, or is certain. What a person
let go is owed no case by the entry that held it: that is written down before it is said, and stands there until its
signal does, so whoever reads it in between finds the one or the other."""
WAITING = """
SELECT DISTINCT s.chat_id, s.seq, s.ver FROM cases c
JOIN subjects b ON b.id = c.subject_id AND b.kind = 'message'
JOIN signals s ON s.chat_id = b.chat_id AND s.seq = b.seq AND {of} AND s.mode = 'live' AND s.case_id IS NULL
JOIN messages m ON m.chat_id = s.chat_id AND m.seq = s.seq AND m.ver = s.ver AND m.flags & {gone} = 0
JOIN chats h ON h.id = s.chat_id AND h.is_public
WHERE c.state NOT IN ('closed', 'final')
UNION SELECT s.chat_id, s.seq, s.ver FROM signals s JOIN screen_profiles p ON p.id = -s.chat_id AND p.ver = s.ver
CROSS JOIN LATERAL (
    SELECT b.id FROM subjects b JOIN chats h ON h.id = b.chat_id AND h.is_public
        WHERE p.kind = 'chat' AND b.kind = 'chat' AND b.chat_id = p.target AND b.seq IS NULL
    UNION ALL SELECT b.id FROM subjects b JOIN users u ON u.id = b.user_id AND u.username IS NOT NULL
        AND u.deleted IS NULL WHERE p.kind = 'account' AND b.kind = 'account' AND b.chat_id IS NULL
        AND b.seq IS NULL AND b.user_id = p.target
    UNION ALL SELECT id FROM subjects WHERE p.kind = 'sticker' AND kind = 'sticker' AND chat_id IS NULL
        AND seq IS NULL AND user_id IS NULL AND ref = p.pack
) b JOIN cases c ON c.subject_id = b.id AND c.state NOT IN ('closed', 'final')
WHERE {of} AND s.mode = 'live' AND s.case_id IS NULL AND s.chat_id < 0 AND s.seq = 0
ORDER BY 1, 2, 3 LIMIT $1
"""
"""Messages and profiles as they are now, with an open case, and signals that were not counted into it: what was said
before an edit would stand first for ever, and all others behind it."""
STILL_THERE = (
    "(m.chat_id < 0 OR EXISTS (SELECT FROM chats c JOIN messages o ON o.chat_id = c.id AND o.seq = m.seq"
    f" WHERE c.id = m.chat_id AND c.is_public AND o.flags & {int(GONE)} = 0))"
)
"""Of screen_missed: a name or description, or a message that is in public still."""
GUESSED = WAITING.format(of=f"s.detector IN {GUESSING}", gone=GONE)
HINTED = WAITING.format(of="s.hint", gone=GONE)


class Signals:
    """See SignalRows in ports/screen.py."""

    def __init__(self, db: Executor) -> None:
        self.db = db

    async def note(self, placed: Sequence[Placed], ids: Sequence[int], now: int) -> int:
        """One statement."""
        if not placed:
            return 0
        messages = [kept.message for kept, _ in placed]
        found = [finding for _, finding in placed]
        rows = await self.db.fetch(
            NOTE,
            list(ids),
            [m.chat for m in messages],
            [m.seq for m in messages],
            [m.version for m in messages],
            [f.detector for f in found],
            [f.version or VERSIONS[f.detector] for f in found],
            [f.entry for f in found],
            [f.category for f in found],
            [f.score for f in found],
            ["{" + ",".join(f"{a},{b}" for a, b in f.spans) + "}" for f in found],
            ["{" + ",".join(f.reasons) + "}" for f in found],
            [f.mode for f in found],
            [f.heeded for f in found],
            now,
            [f.hint for f in found],
            [f.part for f in found],
        )
        return len(rows)

    async def meet(self, links: Sequence[tuple[int, int, int]]) -> None:
        """One statement."""
        if links:
            cases, chats, seqs = zip(*links, strict=True)
            await self.db.execute(
                "INSERT INTO links_met (action_id, chat_id, seq) SELECT b.action_id, m.chat, m.seq"
                " FROM unnest($1::bigint[], $2::bigint[], $3::bigint[]) AS m (case_id, chat, seq)"
                " JOIN blocked_links same ON same.case_id = m.case_id"
                " JOIN blocked_links b ON b.key = same.key AND b.countries <> '{}' ON CONFLICT DO NOTHING",
                cases,
                chats,
                seqs,
            )

    async def owed(self, limit: int, after: int = 0) -> tuple[list[tuple[int, int, int]], int]:
        """One statement."""
        rows = await self.db.fetch(
            "SELECT id, chat_id, seq, ver FROM signals WHERE owed AND id > $2 ORDER BY id LIMIT $1",
            limit,
            after,
        )
        places = dict.fromkeys((row["chat_id"], row["seq"], row["ver"]) for row in rows)
        return list(places), rows[-1]["id"] if len(rows) == limit else 0

    async def take(self, chat: int, seq: int, version: int) -> list[Signal]:
        """One statement."""
        rows = await self.db.fetch(
            f"SELECT {COLUMNS} FROM signals WHERE chat_id = $1 AND seq = $2 AND ver = $3 AND mode = 'live'"
            " ORDER BY score DESC, id FOR UPDATE",
            chat,
            seq,
            version,
        )
        return [signal_of(row) for row in rows]

    async def settle(self, ids: Sequence[int], case: int) -> None:
        """One statement."""
        await self.db.execute(
            "UPDATE signals SET owed = false, case_id = $2 WHERE id = ANY ($1::bigint[])",
            list(ids),
            case or None,
        )

    async def of_case(self, case: int) -> list[Signal]:
        """One statement."""
        rows = await self.db.fetch(
            f"SELECT {COLUMNS} FROM signals WHERE case_id = $1 ORDER BY score DESC, id LIMIT 50", case
        )
        return [signal_of(row) for row in rows]

    async def cases_with(self, cases: Sequence[int]) -> frozenset[int]:
        """One statement. A guess and a hint have found nothing."""
        rows = await self.db.fetch(
            "SELECT DISTINCT case_id FROM signals WHERE case_id = ANY ($1::bigint[]) AND NOT hint"
            " AND detector <> ALL ($2::text[])",
            list(cases),
            list(GUESSING),
        )
        return frozenset(row["case_id"] for row in rows)

    async def sketch(self, sketches: Sequence[tuple[int, int, list[int]]], now: int) -> None:
        """Two statements at most."""
        empty = [(chat, seq) for chat, seq, bands in sketches if not bands]
        if empty:
            await self.db.execute(
                "DELETE FROM text_sketches t USING unnest($1::bigint[], $2::bigint[]) AS x (chat, seq)"
                " WHERE t.chat_id = x.chat AND t.seq = x.seq",
                [chat for chat, _ in empty],
                [seq for _, seq in empty],
            )
        full = [one for one in sketches if one[2]]
        if full:
            await self.db.execute(
                "INSERT INTO text_sketches (chat_id, seq, at, bands)"
                " SELECT x.chat, x.seq, $4, x.bands::int[] FROM unnest($1::bigint[], $2::bigint[], $3::text[])"
                " AS x (chat, seq, bands)"
                " ON CONFLICT (chat_id, seq) DO UPDATE SET at = excluded.at, bands = excluded.bands",
                [chat for chat, _, _ in full],
                [seq for _, seq, _ in full],
                ["{" + ",".join(map(str, bands)) + "}" for _, _, bands in full],
                now,
            )

    async def alike(self, chat: int, seq: int, limit: int) -> list[Kept]:
        """One statement, and one for polls."""
        rows = await self.db.fetch(
            f"{BARE} FROM text_sketches mine JOIN text_sketches t ON t.bands && mine.bands"
            " AND (t.chat_id, t.seq) <> (mine.chat_id, mine.seq)"
            " JOIN messages m ON m.chat_id = t.chat_id AND m.seq = t.seq JOIN chats c ON c.id = m.chat_id"
            " WHERE mine.chat_id = $1 AND mine.seq = $2 AND c.is_public AND m.flags & $3 = 0"
            " ORDER BY t.at DESC, t.chat_id, t.seq DESC LIMIT $4",
            chat,
            seq,
            GONE,
            limit,
        )
        return await Pages(self.db).with_polls(rows, 0)

    async def beat(self, now: int, name: str = SCREEN) -> None:
        """One statement."""
        await self.db.execute(
            "INSERT INTO heartbeats (name, at) VALUES ($2, $1)"
            " ON CONFLICT (name) DO UPDATE SET at = greatest(heartbeats.at, $1)",
            now,
            name,
        )

    async def last_beat(self, name: str = SCREEN) -> int:
        """One statement."""
        return await self.db.fetchval("SELECT at FROM heartbeats WHERE name = $1", name) or 0

    async def miss(self, places: Sequence[tuple[int, int]], now: int, *, since: int = 0) -> None:
        """One statement."""
        if places:
            await self.db.execute(
                "INSERT INTO screen_missed AS m (chat_id, seq, since)"
                " SELECT x.chat, x.seq, $3 FROM unnest($1::bigint[], $2::bigint[]) AS x (chat, seq)"
                " ON CONFLICT (chat_id, seq) DO UPDATE SET since = excluded.since WHERE m.since <= $4",
                [chat for chat, _ in places],
                [seq for _, seq in places],
                now,
                since,
            )

    async def missed(
        self, limit: int, after: tuple[int, int, int] = (0, 0, 0), *, until: int = FOREVER
    ) -> list[tuple[int, int, int]]:
        """One statement."""
        rows = await self.db.fetch(
            "SELECT chat_id, seq, since FROM screen_missed m WHERE (since, chat_id, seq) > ($2, $3, $4)"
            f" AND since <= $5 AND {STILL_THERE} ORDER BY since, chat_id, seq LIMIT $1",
            limit,
            *after,
            until,
        )
        return [(row["chat_id"], row["seq"], row["since"]) for row in rows]

    async def missing(self, until: int) -> tuple[int, int]:
        """One statement over what is little."""
        rows = await self.db.fetch(
            "SELECT count(*) FILTER (WHERE since > $1) AS owed, count(*) FILTER (WHERE since <= $1) AS old"
            f" FROM screen_missed m WHERE {STILL_THERE}",
            until,
        )
        return rows[0]["owed"], rows[0]["old"]

    async def owe_again(self, until: int, now: int) -> int:
        """One statement."""
        rows = await self.db.fetch(
            f"UPDATE screen_missed m SET since = $2 WHERE since <= $1 AND {STILL_THERE} RETURNING 1",
            until,
            now,
        )
        return len(rows)

    async def made_up_for(self, places: Sequence[tuple[int, int]]) -> None:
        """One statement."""
        if places:
            await self.db.execute(
                "DELETE FROM screen_missed m USING unnest($1::bigint[], $2::bigint[]) AS x (chat, seq)"
                " WHERE m.chat_id = x.chat AND m.seq = x.seq",
                [chat for chat, _ in places],
                [seq for _, seq in places],
            )

    async def guessed(self, limit: int) -> list[tuple[int, int, int]]:
        """One statement."""
        rows = await self.db.fetch(GUESSED, limit)
        return [(row["chat_id"], row["seq"], row["ver"]) for row in rows]

    async def guessed_at(
        self, places: Sequence[tuple[int, int, int]]
    ) -> list[tuple[tuple[int, int, int], str]]:
        """One statement."""
        if not places:
            return []
        rows = await self.db.fetch(
            "SELECT s.chat_id, s.seq, s.ver, s.part"
            " FROM unnest($1::bigint[], $2::bigint[], $3::int[]) AS x (chat, seq, ver)"
            " JOIN signals s ON s.chat_id = x.chat AND s.seq = x.seq AND s.ver = x.ver AND s.detector = $4",
            *map(list, zip(*places, strict=True)),
            DETECTOR,
        )
        return [((row["chat_id"], row["seq"], row["ver"]), row["part"]) for row in rows]

    async def hinted(self, limit: int) -> list[tuple[int, int, int]]:
        """One statement."""
        rows = await self.db.fetch(HINTED, limit)
        return [(row["chat_id"], row["seq"], row["ver"]) for row in rows]

    async def forget(self, before: int, sketched_before: int, limit: int) -> int:
        """Three statements."""
        dropped = await self.db.fetch(
            "DELETE FROM signals WHERE id IN"
            " (SELECT id FROM signals WHERE case_id IS NULL AND at < $1 LIMIT $2) RETURNING 1",
            before,
            limit,
        )
        old = await self.db.fetch(
            "DELETE FROM text_sketches t USING (SELECT chat_id, seq FROM text_sketches WHERE at < $1 LIMIT $2) x"
            " WHERE t.chat_id = x.chat_id AND t.seq = x.seq RETURNING 1",
            sketched_before,
            limit,
        )
        missed = await self.db.fetch(
            "DELETE FROM screen_missed m USING (SELECT chat_id, seq FROM screen_missed WHERE since < $1 LIMIT $2) x"
            " WHERE m.chat_id = x.chat_id AND m.seq = x.seq RETURNING 1",
            before,
            limit,
        )
        return max(len(dropped), len(old), len(missed))


def signal_of(row: asyncpg.Record) -> Signal:
    """A Signal from a row of COLUMNS."""
    flat = row["spans"]
    return Signal(
        id=row["id"],
        chat=row["chat_id"],
        seq=row["seq"],
        version=row["ver"],
        detector=row["detector"],
        detector_version=row["detector_ver"],
        entry=row["entry_id"],
        category=row["category"],
        score=round(row["score"], 3),
        spans=tuple(zip(flat[::2], flat[1::2], strict=True)),
        reasons=tuple(row["reasons"]),
        mode=row["mode"],
        at=row["at"],
        case=row["case_id"],
        hint=row["hint"],
        part=row["part"],
    )
