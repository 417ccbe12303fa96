"""Browsers to push to, and how far each chat has been pushed."""

import hashlib
from collections.abc import Sequence

import asyncpg

from tambour.adapters.postgres.executor import Executor
from tambour.domain.push import Recipient
from tambour.ports.push import SUBS_MAX, Subscription

RECIPIENTS = """
WITH people AS (
    SELECT m.user_id, m.mute_until, m.archived, m.read_seq, m.history_from
    FROM members m JOIN chats c ON c.id = m.chat_id
    WHERE m.chat_id = $1 AND m.user_id > $2
        AND NOT (c.partly ? '0' AND (m.country = '' OR c.partly -> '0' ? m.country)) AND EXISTS (
        SELECT FROM push_subs s JOIN sessions o ON o.id = s.session_id AND o.revoked IS NULL
        WHERE s.user_id = m.user_id AND s.wait_until <= $5)
    ORDER BY m.user_id LIMIT $6
)
SELECT p.user_id, p.mute_until, p.archived, p.history_from, u.lang, u.settings,
    greatest(p.read_seq, coalesce(x.seq, 0)) AS read_seq,
    ARRAY(SELECT n.seq FROM mentions n WHERE n.user_id = p.user_id AND n.chat_id = $1 AND n.seq = ANY ($3::bigint[]))
        AS mentions,
    ARRAY(SELECT b.blocked_id FROM blocks b WHERE b.user_id = p.user_id AND b.blocked_id = ANY ($4::bigint[]))
        AS blocked,
    s.session_id, s.endpoint, s.p256dh, s.auth, s.fails, s.wait_until
FROM people p
JOIN users u ON u.id = p.user_id AND u.deleted IS NULL
JOIN push_subs s ON s.user_id = p.user_id AND s.wait_until <= $5
JOIN sessions o ON o.id = s.session_id AND o.revoked IS NULL
LEFT JOIN sent_marks x ON x.user_id = p.user_id AND x.chat_id = $1
ORDER BY p.user_id
"""
CLAIM = """
WITH heard AS (
    SELECT * FROM unnest($1::bigint[], $2::bigint[], $3::bigint[]) AS h (chat, first, last)
), held AS (
    SELECT d.chat_id, d.seq FROM push_done d WHERE d.chat_id = ANY ($1::bigint[]) ORDER BY d.chat_id FOR UPDATE
), moved AS (
    INSERT INTO push_done AS d (chat_id, seq) SELECT chat, last FROM heard ORDER BY chat
    ON CONFLICT (chat_id) DO UPDATE SET seq = excluded.seq WHERE d.seq < excluded.seq
    RETURNING chat_id, seq
)
SELECT moved.chat_id, coalesce(held.seq, heard.first - 1), moved.seq
FROM moved JOIN heard ON heard.chat = moved.chat_id LEFT JOIN held ON held.chat_id = moved.chat_id
"""


class Push:
    """See PushRows in ports/push.py."""

    def __init__(self, db: Executor) -> None:
        self.db = db

    async def add(self, sub: Subscription, now: int) -> None:
        """Two statements."""
        await self.db.execute(
            "INSERT INTO push_subs (endpoint_hash, user_id, session_id, endpoint, p256dh, auth, created)"
            " VALUES ($1, $2, $3, $4, $5, $6, $7) ON CONFLICT (endpoint_hash) DO UPDATE SET"
            " user_id = excluded.user_id, session_id = excluded.session_id, p256dh = excluded.p256dh,"
            " auth = excluded.auth, fails = 0, wait_until = 0, created = excluded.created",
            digest_of(sub.endpoint),
            sub.user,
            sub.session,
            sub.endpoint,
            sub.p256dh,
            sub.auth,
            now,
        )
        await self.db.execute(
            "DELETE FROM push_subs WHERE endpoint_hash IN (SELECT endpoint_hash FROM push_subs WHERE user_id = $1"
            " ORDER BY created DESC, endpoint_hash OFFSET $2)",
            sub.user,
            SUBS_MAX,
        )

    async def remove(self, endpoint: str, user: int = 0) -> None:
        """By key."""
        await self.db.execute(
            "DELETE FROM push_subs WHERE endpoint_hash = $1 AND ($2::bigint = 0 OR user_id = $2)",
            digest_of(endpoint),
            user,
        )

    async def of_session(self, session: int) -> list[Subscription]:
        """A handful."""
        rows = await self.db.fetch(
            "SELECT user_id, session_id, endpoint, p256dh, auth, fails, wait_until FROM push_subs"
            " WHERE session_id = $1 AND user_id = (SELECT user_id FROM sessions WHERE id = $1)",
            session,
        )
        return [sub_of(row) for row in rows]

    async def any(self) -> bool:
        """One row is enough."""
        return bool(await self.db.fetchval("SELECT EXISTS (SELECT FROM push_subs)"))

    async def claim(self, heard: Sequence[tuple[int, int, int]]) -> list[tuple[int, int, int]]:
        """Rows are locked in the order of chats."""
        rows = await self.db.fetch(CLAIM, *([one[i] for one in sorted(heard)] for i in range(3)))
        return [(row[0], row[1], row[2]) for row in rows]

    async def missed(self, since: int) -> list[tuple[int, int, int]]:
        """Asked once, at the start."""
        rows = await self.db.fetch(
            "SELECT c.id, d.seq + 1 AS first, c.last_seq FROM chats c JOIN push_done d ON d.chat_id = c.id"
            " WHERE c.last_ts > $1 AND c.last_seq > d.seq",
            since,
        )
        return [(row[0], row[1], row[2]) for row in rows]

    async def recipients(
        self, chat: int, after: int, seqs: Sequence[int], authors: Sequence[int], now: int, limit: int
    ) -> list[tuple[Recipient, list[Subscription]]]:
        """By the index of the chat's members; what belongs to a person by key."""
        rows = await self.db.fetch(RECIPIENTS, chat, after, list(seqs), list(authors), now, limit)
        found: dict[int, tuple[Recipient, list[Subscription]]] = {}
        for row in rows:
            if row["user_id"] not in found:
                found[row["user_id"]] = (recipient_of(row), [])
            found[row["user_id"]][1].append(sub_of(row))
        return list(found.values())

    async def failed(self, endpoint: str, fails: int, wait_until: int) -> None:
        """By key."""
        await self.db.execute(
            "UPDATE push_subs SET fails = $2, wait_until = $3 WHERE endpoint_hash = $1",
            digest_of(endpoint),
            fails,
            wait_until,
        )

    async def sweep(self) -> None:
        """A small table."""
        await self.db.execute(
            "DELETE FROM push_subs s WHERE NOT EXISTS"
            " (SELECT FROM sessions o WHERE o.id = s.session_id AND o.revoked IS NULL)"
        )


def digest_of(endpoint: str) -> bytes:
    """SHA-256."""
    return hashlib.sha256(endpoint.encode("utf-8", "surrogatepass")).digest()


def sub_of(row: asyncpg.Record) -> Subscription:
    """From a row with its columns."""
    return Subscription(
        user=row["user_id"],
        session=row["session_id"],
        endpoint=row["endpoint"],
        p256dh=row["p256dh"],
        auth=row["auth"],
        fails=row["fails"],
        wait_until=row["wait_until"],
    )


def recipient_of(row: asyncpg.Record) -> Recipient:
    """From a row of RECIPIENTS."""
    return Recipient(
        user=row["user_id"],
        lang=row["lang"],
        settings=row["settings"],
        mute_until=row["mute_until"],
        archived=row["archived"],
        read_seq=row["read_seq"],
        history_from=row["history_from"],
        mentions=frozenset(row["mentions"]),
        blocked=frozenset(row["blocked"]),
    )
