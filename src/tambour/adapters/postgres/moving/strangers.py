"""People known from exports only, in PostgreSQL: who brought them, what they said, and whose they become."""

from collections.abc import Sequence

import asyncpg

from tambour.adapters.postgres.executor import Executor
from tambour.ports.moving import Stranger

COLUMNS = """
SELECT u.id, u.importer, u.name, o.user_id AS offered,
    (SELECT max(p.phone_hmac) FROM import_people p WHERE p.user_id = u.id) AS phone_hmac,
    coalesce((SELECT sum(v.said) FROM import_voices v WHERE v.user_id = u.id), 0)::bigint AS messages
FROM users u LEFT JOIN import_offers o ON o.stranger = u.id
"""
ALIVE = "u.importer IS NOT NULL AND u.deleted IS NULL"
LIST_MAX = 1000


def stranger_of(row: asyncpg.Record) -> Stranger:
    """A Stranger from a row of COLUMNS."""
    return Stranger(
        user=row["id"],
        importer=row["importer"],
        name=row["name"],
        phone_hmac=row["phone_hmac"] or b"",
        offered=row["offered"] or 0,
        messages=row["messages"],
    )


class Strangers:
    """The part of MovingRows about people."""

    db: Executor

    async def people_of(self, importer: int, origin: str, keys: Sequence[str]) -> dict[str, int]:
        """By primary key."""
        rows = await self.db.fetch(
            "SELECT key, user_id FROM import_people WHERE importer = $1 AND origin = $2 AND key = ANY ($3::text[])",
            importer,
            origin,
            list(keys),
        )
        return {row["key"]: row["user_id"] for row in rows}

    async def add_stranger(
        self, importer: int, origin: str, key: str, user: int, name: str, now: int
    ) -> None:
        """Two statements. `name` '': the importer themselves, who needs no row of their own."""
        if user != importer:
            await self.db.execute(
                "INSERT INTO users (id, name, importer, privacy, created)"
                """ VALUES ($1, $2, $3, '{"add_to_groups": "nobody", "last_seen": "nobody"}', $4)""",
                user,
                name,
                importer,
                now,
            )
        await self.db.execute(
            "INSERT INTO import_people (importer, origin, key, user_id) VALUES ($1, $2, $3, $4)"
            " ON CONFLICT DO NOTHING",
            importer,
            origin,
            key,
            user,
        )

    async def note_phones(self, importer: int, origin: str, phones: Sequence[tuple[str, bytes]]) -> None:
        """One statement."""
        await self.db.execute(
            "UPDATE import_people p SET phone_hmac = x.digest FROM unnest($3::text[], $4::bytea[]) AS x (key, digest)"
            " WHERE p.importer = $1 AND p.origin = $2 AND p.key = x.key",
            importer,
            origin,
            [key for key, _ in phones],
            [digest for _, digest in phones],
        )

    async def strangers(self, importer: int) -> list[Stranger]:
        """One statement; at most LIST_MAX."""
        rows = await self.db.fetch(
            f"{COLUMNS} WHERE u.id IN (SELECT user_id FROM import_people WHERE importer = $1)"
            f" AND u.importer = $1 AND {ALIVE} ORDER BY messages DESC, u.id LIMIT {LIST_MAX}",
            importer,
        )
        return [stranger_of(row) for row in rows]

    async def stranger(self, user: int) -> Stranger | None:
        """By primary key."""
        row = await self.db.fetchrow(f"{COLUMNS} WHERE u.id = $1 AND {ALIVE}", user)
        return stranger_of(row) if row else None

    async def offer(self, stranger: int, to: int) -> None:
        """One statement."""
        if not to:
            await self.db.execute("DELETE FROM import_offers WHERE stranger = $1", stranger)
            return
        await self.db.execute(
            "INSERT INTO import_offers (stranger, user_id) VALUES ($1, $2)"
            " ON CONFLICT (stranger) DO UPDATE SET user_id = excluded.user_id",
            stranger,
            to,
        )

    async def offers(self, user: int) -> list[Stranger]:
        """By an index."""
        rows = await self.db.fetch(
            f"{COLUMNS} WHERE o.user_id = $1 AND {ALIVE} ORDER BY u.id LIMIT {LIST_MAX}", user
        )
        return [stranger_of(row) for row in rows]

    async def chats_with(self, stranger: int) -> list[int]:
        """By two indexes."""
        rows = await self.db.fetch(
            "SELECT chat_id FROM import_voices WHERE user_id = $1"
            " UNION SELECT chat_id FROM members WHERE user_id = $1 ORDER BY 1",
            stranger,
        )
        return [row["chat_id"] for row in rows]

    async def hand_over(self, chat: int, stranger: int, user: int, after: int, upto: int) -> int:
        """A range of the primary key."""
        done = await self.db.execute(
            "UPDATE messages SET author = $3, sender = CASE WHEN sender = $2 THEN $3 ELSE sender END"
            " WHERE chat_id = $1 AND seq > $4 AND seq <= $5 AND author = $2",
            chat,
            stranger,
            user,
            after,
            upto,
        )
        return int(done.rpartition(" ")[2])

    async def moved_voice(self, chat: int, stranger: int, user: int) -> None:
        """Two statements."""
        await self.db.execute(
            "INSERT INTO import_voices AS v (user_id, chat_id, said)"
            " SELECT $3, chat_id, said FROM import_voices WHERE user_id = $2 AND chat_id = $1"
            " ON CONFLICT (user_id, chat_id) DO UPDATE SET said = v.said + excluded.said",
            chat,
            stranger,
            user,
        )
        await self.db.execute("DELETE FROM import_voices WHERE user_id = $2 AND chat_id = $1", chat, stranger)

    async def give_dialog(self, chat: int, stranger: int, user: int) -> bool:
        """Three statements: the pair and the place become the person's; False where they have a dialog already."""
        moved = await self.db.fetchval(
            "UPDATE dialogs d SET low = least($3, x.other), high = greatest($3, x.other)"
            " FROM (SELECT CASE WHEN low = $2 THEN high ELSE low END AS other FROM dialogs WHERE chat_id = $1) x"
            " WHERE d.chat_id = $1 AND NOT EXISTS (SELECT FROM dialogs e"
            "  WHERE e.low = least($3, x.other) AND e.high = greatest($3, x.other)) RETURNING 1",
            chat,
            stranger,
            user,
        )
        if moved is None:
            return False
        await self.db.execute(
            "UPDATE members SET user_id = $3 WHERE chat_id = $1 AND user_id = $2", chat, stranger, user
        )
        return True

    async def make_group(self, chat: int, stranger: int, owner: int, title: str, permissions: int) -> None:
        """Three statements: a dialog that has a twin goes on as a group of its importer."""
        await self.db.execute("DELETE FROM dialogs WHERE chat_id = $1", chat)
        await self.db.execute("DELETE FROM members WHERE chat_id = $1 AND user_id = $2", chat, stranger)
        await self.db.execute(
            "UPDATE chats SET kind = 'group', owner = $2, title = $3, permissions = $4, members = 1, gen = gen + 1"
            " WHERE id = $1",
            chat,
            owner,
            title,
            permissions,
        )
        await self.db.execute(
            "UPDATE members SET role = 'owner' WHERE chat_id = $1 AND user_id = $2", chat, owner
        )

    async def merged(self, stranger: int, user: int, now: int) -> None:
        """Four statements."""
        await self.db.execute("UPDATE import_people SET user_id = $2 WHERE user_id = $1", stranger, user)
        await self.db.execute("DELETE FROM import_offers WHERE stranger = $1", stranger)
        await self.db.execute("UPDATE users SET name = '', deleted = $2 WHERE id = $1", stranger, now)
