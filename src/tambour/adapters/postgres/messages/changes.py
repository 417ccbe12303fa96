"""Changing messages. Callers hold the lock of the chat, have decided, and append the event in the same transaction."""

from collections.abc import Mapping, Sequence
from typing import Any

from tambour.adapters.postgres.members import MEMBER_COLUMNS, member_of
from tambour.adapters.postgres.messages.pages import Pages
from tambour.domain.alter import Standing
from tambour.domain.chats import Member
from tambour.domain.media import EVERY_TAB, tab_rows
from tambour.domain.messages import Entity, Flag, Message

ERASE = f"""
WITH gone AS (
    UPDATE messages
    SET flags = flags | {int(Flag.DELETED)}, body = '', ents = NULL, fwd = NULL, extra = NULL, re_seq = NULL
    WHERE chat_id = $1 AND seq = ANY ($2::bigint[]) AND flags & {int(Flag.DELETED)} = 0 RETURNING seq, thread, flags
), uncounted AS (
    UPDATE threads t SET comments = t.comments - k.n
    FROM (SELECT thread, count(*) AS n FROM gone
        WHERE thread IS NOT NULL AND flags & {int(Flag.REMOVED | Flag.QUARANTINED)} = 0 GROUP BY thread) k
    WHERE t.chat_id = $1 AND t.root_seq = k.thread
), versions AS (
    DELETE FROM message_versions WHERE chat_id = $1 AND seq IN (SELECT seq FROM gone)
), pinned AS (
    DELETE FROM pins WHERE chat_id = $1 AND seq IN (SELECT seq FROM gone)
), tags AS (
    DELETE FROM hashtags WHERE chat_id = $1 AND seq IN (SELECT seq FROM gone)
), liked AS (
    DELETE FROM reactions WHERE chat_id = $1 AND seq IN (SELECT seq FROM gone)
), counted AS (
    DELETE FROM msg_stats WHERE chat_id = $1 AND seq IN (SELECT seq FROM gone)
), marked AS (
    DELETE FROM mentions WHERE (user_id, chat_id, seq) IN (
        SELECT m.user_id, m.chat_id, m.seq FROM mentions m JOIN gone ON m.chat_id = $1 AND m.seq = gone.seq)
), attached AS (
    DELETE FROM attachments WHERE chat_id = $1 AND tab = ANY ($3::text[]) AND seq IN (SELECT seq FROM gone)
), carried AS (
    DELETE FROM forwards WHERE chat_id = $1 AND seq IN (SELECT seq FROM gone)
), buried AS (
    INSERT INTO tombstones (chat_id, seq, why) SELECT $1, seq, 'deleted' FROM gone
    ON CONFLICT (chat_id, seq) DO UPDATE SET why = 'deleted'
), known AS (
    UPDATE chats SET last_gone = greatest(last_gone, (SELECT max(seq) FROM gone))
    WHERE id = $1 AND EXISTS (SELECT FROM gone)
)
SELECT seq FROM gone ORDER BY seq
"""
EDIT = """
WITH was AS (
    INSERT INTO message_versions (chat_id, seq, ver, body, ents, ts)
    SELECT chat_id, seq, ver, body, ents, coalesce(edited, ts) FROM messages WHERE chat_id = $1 AND seq = $2
), tags_out AS (
    DELETE FROM hashtags WHERE chat_id = $1 AND seq = $2 AND tag <> ALL ($6::text[])
), tags_in AS (
    INSERT INTO hashtags (tag, chat_id, seq) SELECT unnest($6::text[]), $1, $2 ON CONFLICT DO NOTHING
), marks_out AS (
    DELETE FROM mentions WHERE chat_id = $1 AND seq = $2 AND user_id <> ALL ($7::bigint[])
), marks_in AS (
    INSERT INTO mentions (user_id, chat_id, seq)
    SELECT x.id, $1, $2 FROM unnest($7::bigint[]) AS x (id) JOIN messages m ON m.chat_id = $1 AND m.seq = $2
    WHERE x.id <> m.author AND EXISTS (SELECT FROM members WHERE user_id = x.id AND chat_id = $1) ON CONFLICT DO NOTHING
), link_out AS (
    DELETE FROM attachments WHERE chat_id = $1 AND tab = 'links' AND seq = $2 AND NOT $8::boolean
), link_in AS (
    INSERT INTO attachments (chat_id, tab, seq) SELECT $1, 'links', $2 WHERE $8::boolean ON CONFLICT DO NOTHING
)
UPDATE messages SET body = $3, ents = $4, edited = $5, ver = ver + 1 WHERE chat_id = $1 AND seq = $2 RETURNING ver
"""

PLACE = ", ".join(f"m.{name.strip()}" for name in MEMBER_COLUMNS.split(","))
ACTORS = f"""
SELECT u.id AS who, u.suspended_until, u.suspended_case, {PLACE},
    m.role IS NULL AND EXISTS (SELECT FROM bans b WHERE b.chat_id = $1 AND b.user_id = u.id
        AND (b.until IS NULL OR b.until > $3)) AS banned,
    EXISTS (SELECT FROM dialogs d JOIN blocks b ON b.blocked_id = u.id
        AND b.user_id = CASE WHEN d.low = u.id THEN d.high ELSE d.low END
        WHERE d.chat_id = $1) AS blocked
FROM unnest($2::bigint[]) AS w (id) JOIN users u ON u.id = w.id
LEFT JOIN members m ON m.user_id = u.id AND m.chat_id = $1
"""


class Messages(Pages):
    """See MessageRows in ports/messages.py."""

    async def standing(self, chat: int, user: int) -> Standing:
        """One statement."""
        row: Any = await self.db.fetchrow(
            """
            SELECT suspended_until, suspended_case, EXISTS (
                SELECT FROM dialogs d JOIN blocks b ON b.blocked_id = u.id
                    AND b.user_id = CASE WHEN d.low = u.id THEN d.high ELSE d.low END
                WHERE d.chat_id = $1) AS blocked
            FROM users u WHERE u.id = $2
            """,
            chat,
            user,
        )
        if row is None:
            return Standing()
        return Standing(row["suspended_until"] or 0, row["suspended_case"] or 0, row["blocked"])

    async def actors(
        self, chat: int, users: Sequence[int], now: int
    ) -> list[tuple[int, Member | None, bool, Standing]]:
        """One statement."""
        rows = await self.db.fetch(ACTORS, chat, list(users), now)
        return [
            (
                row["who"],
                member_of(row) if row["role"] is not None else None,
                row["banned"],
                Standing(row["suspended_until"] or 0, row["suspended_case"] or 0, row["blocked"]),
            )
            for row in rows
        ]

    async def own(
        self, chat: int, pairs: Sequence[tuple[int, int]]
    ) -> dict[tuple[int, int], tuple[str, bool]]:
        """One statement, by primary keys."""
        rows = await self.db.fetch(
            "SELECT w.u, w.s, coalesce(r.emoji, '') AS emoji, h.seq IS NOT NULL AS hidden"
            " FROM unnest($2::bigint[], $3::bigint[]) AS w (u, s)"
            " LEFT JOIN reactions r ON r.chat_id = $1 AND r.seq = w.s AND r.user_id = w.u"
            " LEFT JOIN hidden h ON h.user_id = w.u AND h.chat_id = $1 AND h.seq = w.s",
            chat,
            [user for user, _ in pairs],
            [seq for _, seq in pairs],
        )
        return {(row["u"], row["s"]): (row["emoji"], row["hidden"]) for row in rows}

    async def erase(self, chat: int, seqs: Sequence[int]) -> list[int]:
        """One statement: bodies, versions, pins, tags, marks, reactions go; a tombstone stays."""
        return [row["seq"] for row in await self.db.fetch(ERASE, chat, list(seqs), EVERY_TAB)]

    async def hide(self, user: int, chat: int, seqs: Sequence[int]) -> list[int]:
        """One statement; returns those that were not hidden before."""
        rows = await self.db.fetch(
            "INSERT INTO hidden (user_id, chat_id, seq) SELECT $1, chat_id, seq FROM messages"
            " WHERE chat_id = $2 AND seq = ANY ($3::bigint[]) ON CONFLICT DO NOTHING RETURNING seq",
            user,
            chat,
            list(seqs),
        )
        return sorted(row["seq"] for row in rows)

    async def edit(
        self,
        chat: int,
        seq: int,
        text: str,
        entities: Sequence[Entity],
        now: int,
        *,
        tags: Sequence[str],
        mentions: Sequence[int],
    ) -> int:
        """One statement: the old words become a version, tags and marks follow the new ones; returns the new ver."""
        ver: int = await self.db.fetchval(
            EDIT,
            chat,
            seq,
            text,
            entities or None,
            now,
            list(tags),
            list(mentions),
            bool(tab_rows((), entities)),
        )
        return ver

    async def carry(self, message: Message, extra: Mapping[str, Any] | None) -> None:
        """Three statements."""
        place = (message.chat, message.seq)
        tabs = tab_rows(message.files, message.entities)
        await self.db.execute(
            "UPDATE messages SET extra = $3 WHERE chat_id = $1 AND seq = $2", *place, extra or None
        )
        await self.db.execute(
            "DELETE FROM attachments WHERE chat_id = $1 AND tab = ANY ($3::text[]) AND seq = $2",
            *place,
            EVERY_TAB,
        )
        await self.db.execute(
            "INSERT INTO attachments (chat_id, tab, seq, file_id, state) SELECT $1, x.tab, $2, x.file, x.state"
            " FROM unnest($3::text[], $4::text[], $5::smallint[]) AS x (tab, file, state) ON CONFLICT DO NOTHING",
            *place,
            [tab for tab, _, _ in tabs],
            [file for _, file, _ in tabs],
            [state for _, _, state in tabs],
        )

    async def pin(self, chat: int, seq: int, by: int, now: int) -> bool:
        """One statement; False when it is pinned already."""
        done = await self.db.fetchval(
            "INSERT INTO pins (chat_id, seq, by_user, ts) VALUES ($1, $2, $3, $4) ON CONFLICT DO NOTHING"
            " RETURNING true",
            chat,
            seq,
            by,
            now,
        )
        return bool(done)

    async def unpin(self, chat: int, seq: int) -> bool:
        """One statement; False when it is not pinned."""
        done = await self.db.fetchval(
            "DELETE FROM pins WHERE chat_id = $1 AND seq = $2 RETURNING true", chat, seq
        )
        return bool(done)

    async def react(
        self,
        chat: int,
        now: int,
        changed: Mapping[tuple[int, int], str],
        counts: Mapping[int, Sequence[tuple[str, int]]],
    ) -> None:
        """At most three statements: reactions given or changed, reactions taken back, the counts shown."""
        given = [(user, seq, emoji) for (user, seq), emoji in changed.items() if emoji]
        taken = [pair for pair, emoji in changed.items() if not emoji]
        if given:
            await self.db.execute(
                "INSERT INTO reactions (chat_id, seq, user_id, emoji, ts)"
                " SELECT $1, s, u, e, $5 FROM unnest($2::bigint[], $3::bigint[], $4::text[]) AS t (u, s, e)"
                " ON CONFLICT (chat_id, seq, user_id) DO UPDATE SET emoji = excluded.emoji, ts = excluded.ts",
                chat,
                *map(list, zip(*given, strict=True)),
                now,
            )
        if taken:
            await self.db.execute(
                "DELETE FROM reactions r USING unnest($2::bigint[], $3::bigint[]) AS t (u, s)"
                " WHERE r.chat_id = $1 AND r.seq = t.s AND r.user_id = t.u",
                chat,
                *map(list, zip(*taken, strict=True)),
            )
        await self.db.execute(
            "INSERT INTO msg_stats (chat_id, seq, rx)"
            " SELECT $1, s, nullif(x, 'null') FROM unnest($2::bigint[]) WITH ORDINALITY AS t (s, o)"
            " JOIN jsonb_array_elements($3::jsonb) WITH ORDINALITY AS v (x, o) USING (o) ORDER BY s"
            " ON CONFLICT (chat_id, seq) DO UPDATE SET rx = excluded.rx",
            chat,
            list(counts),
            [list(shown) or None for shown in counts.values()],
        )

    async def add(self, message: Message, author: int) -> None:
        """Two statements: a message of the slow door at the seq and ev it carries; the marks that follow from it."""
        await self.db.execute(
            "INSERT INTO messages (chat_id, seq, ev, sender, author, ts, kind, flags, body, extra)"
            " VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)",
            message.chat,
            message.seq,
            message.ev,
            message.sender,
            author,
            message.ts,
            message.kind,
            int(Flag.SILENT) if message.silent else 0,
            message.text,
            {"sv": message.service} if message.service else None,
        )
        await self.db.execute(
            "UPDATE members SET read_seq = $2 WHERE user_id = $3 AND chat_id = $1 AND read_seq = $2 - 1",
            message.chat,
            message.seq,
            author,
        )

    async def next_seq(self, chat: int) -> int:
        """One statement: the place of a message about to be added."""
        seq: int = await self.db.fetchval(
            "UPDATE chats SET last_seq = last_seq + 1 WHERE id = $1 RETURNING last_seq", chat
        )
        return seq

    async def addressed(self, chat: int, users: Sequence[int], names: Sequence[str]) -> list[int]:
        """Which of these people, by id or public name (lower case), are members here; one statement."""
        rows = await self.db.fetch(
            "SELECT user_id FROM members WHERE chat_id = $1 AND user_id IN (SELECT unnest($2::bigint[])"
            " UNION SELECT target_id FROM names WHERE kind = 'user' AND name_lower = ANY ($3::text[]))",
            chat,
            list(users),
            list(names),
        )
        return sorted(row["user_id"] for row in rows)
