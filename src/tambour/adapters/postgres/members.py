"""The people in a chat, and those kept out of it, in PostgreSQL."""

from collections.abc import Sequence

import asyncpg

from tambour.adapters.postgres.executor import Executor
from tambour.domain.chats import Member
from tambour.domain.ids import DAY_MS
from tambour.domain.visible import GONE
from tambour.ports.members import Ban, MemberPage

MEMBER_COLUMNS = (
    "user_id, chat_id, role, rights, admin_title, promoted_by, denied, denied_until, read_seq, history_from,"
    " mute_until, pin, archived, marked_unread, folder, joined, country"
)
FROM_CHAT = f"SELECT {MEMBER_COLUMNS} FROM members m WHERE m.chat_id = $1 AND m.role = $2 AND m.user_id > $3"
IN_ORDER = " ORDER BY m.user_id LIMIT $5"
RESTRICTED = " AND m.denied <> 0 AND (m.denied_until IS NULL OR m.denied_until > $6)"
ANY_TIME = " AND $6::bigint IS NOT NULL"
NAMED = "(lower(u.name) LIKE '%' || $4 || '%' OR lower(u.username) LIKE $4 || '%')"
BY_MEMBER = f" AND ($4 = '' OR EXISTS (SELECT FROM users u WHERE u.id = m.user_id AND {NAMED}))"
BY_NAME = """ AND m.user_id IN (
    SELECT u.id FROM users u WHERE u.deleted IS NULL AND lower(u.name) LIKE '%' || $4 || '%'
    UNION SELECT n.target_id FROM names n WHERE n.kind = 'user' AND n.name_lower LIKE $4 || '%')"""
PAGES_SQL = {
    (restricted, by_name): FROM_CHAT
    + (RESTRICTED if restricted else ANY_TIME)
    + (BY_NAME if by_name else BY_MEMBER)
    + IN_ORDER
    for restricted in (False, True)
    for by_name in (False, True)
}
"""Names are looked up for each member of a small chat, and members for each name in a large one."""
NOT_ADDABLE_SQL = """
    SELECT u.id, CASE
        WHEN u.deleted IS NOT NULL OR u.importer IS NOT NULL THEN 'deleted'
        WHEN EXISTS (SELECT FROM members m WHERE m.user_id = u.id AND m.chat_id = $2) THEN 'member'
        WHEN EXISTS (SELECT FROM bans b WHERE b.chat_id = $2 AND b.user_id = u.id
            AND (b.until IS NULL OR b.until > $4)) THEN 'banned'
        WHEN EXISTS (SELECT FROM blocks b WHERE b.user_id = u.id AND b.blocked_id = $1) THEN 'blocked'
        WHEN u.privacy ->> 'add_to_groups' = 'nobody' THEN 'privacy'
        WHEN u.privacy ->> 'add_to_groups' = 'contacts'
            AND NOT EXISTS (SELECT FROM contacts c WHERE c.user_id = u.id AND c.contact_id = $1) THEN 'privacy'
        ELSE '' END AS why
    FROM users u WHERE u.id = ANY ($3::bigint[])
"""


def member_of(row: asyncpg.Record) -> Member:
    """A Member from a row of MEMBER_COLUMNS."""
    return Member(
        user=row["user_id"],
        chat=row["chat_id"],
        role=row["role"],
        rights=row["rights"],
        admin_title=row["admin_title"],
        promoted_by=row["promoted_by"] or 0,
        denied=row["denied"],
        denied_until=row["denied_until"] or 0,
        read_seq=row["read_seq"],
        history_from=row["history_from"],
        mute_until=row["mute_until"],
        pin=row["pin"],
        archived=row["archived"],
        marked_unread=row["marked_unread"],
        folder=row["folder"] or 0,
        joined=row["joined"],
        country=row["country"],
    )


def ban_of(row: asyncpg.Record) -> Ban:
    """A Ban from a row."""
    return Ban(row["user_id"], row["until"] or 0, row["by_user"], row["reason"], row["created"])


def escaped(text: str) -> str:
    """Text to be searched for as it is by LIKE."""
    return text.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_").lower()


class Members:
    """See ports/members.py."""

    def __init__(self, db: Executor) -> None:
        self.db = db

    async def get_many(self, chat: int, users: Sequence[int]) -> dict[int, Member]:
        """By primary key."""
        rows = await self.db.fetch(
            f"SELECT {MEMBER_COLUMNS} FROM members WHERE user_id = ANY ($2::bigint[]) AND chat_id = $1",
            chat,
            list(users),
        )
        return {row["user_id"]: member_of(row) for row in rows}

    async def add(self, chat: int, members: Sequence[Member], came_by: str = "") -> list[int]:
        """Rows, counter and the day's figure in one statement; whoever was restricted when they left still is."""
        rows = await self.db.fetch(
            """
            WITH kept AS (
                DELETE FROM kept_restrictions WHERE chat_id = $1 AND user_id = ANY ($2::bigint[])
                RETURNING user_id, denied, denied_until
            ), come AS (
                INSERT INTO members (user_id, chat_id, role, rights, read_seq, history_from, joined, came_by, denied,
                    denied_until)
                SELECT u, $1, r, ri, rd, hf, j, $8, coalesce(k.denied, 0), k.denied_until
                FROM unnest($2::bigint[], $3::text[], $4::bigint[], $5::bigint[], $6::bigint[], $7::bigint[])
                    AS t (u, r, ri, rd, hf, j) LEFT JOIN kept k ON k.user_id = u
                ON CONFLICT (user_id, chat_id) DO NOTHING RETURNING user_id
            ), up AS (
                UPDATE chats SET members = members + (SELECT count(*) FROM come) WHERE id = $1 RETURNING kind
            ), day AS (
                INSERT INTO chat_days AS d (chat_id, day, joins)
                SELECT $1, $9, (SELECT count(*) FROM come) FROM up
                WHERE kind IN ('group', 'channel') AND EXISTS (SELECT FROM come)
                ON CONFLICT (chat_id, day) DO UPDATE SET joins = d.joins + excluded.joins
            )
            SELECT user_id FROM come
            """,
            chat,
            [m.user for m in members],
            [m.role for m in members],
            [m.rights for m in members],
            [m.read_seq for m in members],
            [m.history_from for m in members],
            [m.joined for m in members],
            came_by or None,
            members[0].joined // DAY_MS,
        )
        return [row["user_id"] for row in rows]

    async def remove(self, chat: int, user: int, *, weaker: bool, day: int) -> bool:
        """Row, counter and the day's figure in one statement; a restriction is put by."""
        gone = await self.db.fetchval(
            """
            WITH went AS (
                DELETE FROM members WHERE user_id = $2 AND chat_id = $1 RETURNING user_id, denied, denied_until
            ), kept AS (
                INSERT INTO kept_restrictions (chat_id, user_id, denied, denied_until)
                SELECT $1, user_id, denied, denied_until FROM went WHERE denied <> 0
                ON CONFLICT (chat_id, user_id) DO UPDATE
                SET denied = excluded.denied, denied_until = excluded.denied_until
            ), counted AS (
                INSERT INTO chat_days AS d (chat_id, day, leaves) SELECT $1, $4, 1 FROM went
                ON CONFLICT (chat_id, day) DO UPDATE SET leaves = d.leaves + 1
            )
            UPDATE chats SET members = members - 1, gen = gen + $3 WHERE id = $1 AND EXISTS (SELECT FROM went)
            RETURNING 1
            """,
            chat,
            user,
            int(weaker),
            day,
        )
        return gone is not None

    async def set_role(
        self, chat: int, user: int, *, role: str, rights: int, title: str, promoted_by: int
    ) -> None:
        """By primary key."""
        await self.db.execute(
            """
            UPDATE members SET role = $3, rights = $4, admin_title = $5, promoted_by = $6,
                denied = CASE WHEN $3 = 'member' THEN denied ELSE 0 END
            WHERE user_id = $2 AND chat_id = $1
            """,
            chat,
            user,
            role,
            rights,
            title,
            promoted_by or None,
        )

    async def set_denied(self, chat: int, user: int, denied: int, until: int) -> None:
        """By primary key."""
        await self.db.execute(
            "UPDATE members SET denied = $3, denied_until = $4 WHERE user_id = $2 AND chat_id = $1",
            chat,
            user,
            denied,
            until or None,
        )

    async def not_addable(self, actor: int, chat: int, users: Sequence[int], now: int) -> dict[int, str]:
        """A handful of index look-ups per person."""
        rows = await self.db.fetch(NOT_ADDABLE_SQL, actor, chat, list(users), now)
        return {row["id"]: row["why"] for row in rows}

    async def page(self, chat: int, role: str, page: MemberPage, now: int) -> list[Member]:
        """By the index on (chat, role, user) of every partition, whatever the number of members."""
        sql = PAGES_SQL[page.restricted, page.by_name]
        rows = await self.db.fetch(sql, chat, role, page.after, escaped(page.q), page.limit, now)
        return [member_of(row) for row in rows]

    async def banned_page(self, chat: int, page: MemberPage, now: int) -> list[Ban]:
        """By primary key."""
        rows = await self.db.fetch(
            """
            SELECT b.user_id, b.until, b.by_user, b.reason, b.created FROM bans b JOIN users u ON u.id = b.user_id
            WHERE b.chat_id = $1 AND b.user_id > $2 AND (b.until IS NULL OR b.until > $3)
                AND ($4 = '' OR lower(u.name) LIKE '%' || $4 || '%' OR lower(u.username) LIKE $4 || '%')
            ORDER BY b.user_id LIMIT $5
            """,
            chat,
            page.after,
            now,
            escaped(page.q),
            page.limit,
        )
        return [ban_of(row) for row in rows]

    async def ban(self, chat: int, ban: Ban) -> None:
        """By primary key."""
        await self.db.execute(
            """
            INSERT INTO bans (chat_id, user_id, until, by_user, reason, created) VALUES ($1, $2, $3, $4, $5, $6)
            ON CONFLICT (chat_id, user_id) DO UPDATE SET until = excluded.until, by_user = excluded.by_user,
                reason = excluded.reason, created = excluded.created
            """,
            chat,
            ban.user,
            ban.until or None,
            ban.by,
            ban.reason,
            ban.created,
        )

    async def unban(self, chat: int, user: int) -> bool:
        """By primary key."""
        done = await self.db.fetchval(
            "DELETE FROM bans WHERE chat_id = $1 AND user_id = $2 RETURNING 1", chat, user
        )
        return done is not None

    async def admins(self, chat: int) -> list[Member]:
        """By the index on (chat, role, user)."""
        rows = await self.db.fetch(
            f"SELECT {MEMBER_COLUMNS} FROM members WHERE chat_id = $1 AND role IN ('owner', 'admin')"
            " ORDER BY user_id",
            chat,
        )
        return [member_of(row) for row in rows]

    async def heir(self, chat: int, but: int) -> Member | None:
        """Among administrators by the index; else among all members."""
        for role in ("admin", "member"):
            row = await self.db.fetchrow(
                f"SELECT {MEMBER_COLUMNS} FROM members WHERE chat_id = $1 AND role = $2 AND user_id <> $3"
                " ORDER BY joined, user_id LIMIT 1",
                chat,
                role,
                but,
            )
            if row is not None:
                return member_of(row)
        return None

    async def said_by(self, chat: int, user: int, after: int, limit: int) -> list[int]:
        """A range of the primary key."""
        rows = await self.db.fetch(
            "SELECT seq FROM messages WHERE chat_id = $1 AND seq > $3 AND author = $2 AND flags & $5 = 0"
            " ORDER BY seq DESC LIMIT $4",
            chat,
            user,
            after,
            limit,
            GONE,
        )
        return [row["seq"] for row in rows]
