"""Bots in PostgreSQL: accounts, and what they have yet to hear."""

from collections.abc import Mapping, Sequence
from typing import Any

import asyncpg
import msgspec

from tambour.adapters.postgres.bot_hooks import BotHooks
from tambour.adapters.postgres.chats import CHAT_COLUMNS, chat_of
from tambour.adapters.postgres.constructors import ButtonChats, Sessions
from tambour.adapters.postgres.drum import DrumTalks
from tambour.adapters.postgres.executor import Executor
from tambour.adapters.postgres.members import MEMBER_COLUMNS, member_of
from tambour.adapters.postgres.sync import LogRow, Sync
from tambour.domain.bots.bot import Bot, Command
from tambour.domain.chats import Chat, Member
from tambour.ports.bots import News, Press

BOT = """
SELECT b.bot_id, b.owner, b.description, b.commands, b.read_all, b.constructs, b.app_url, b.pts, b.last, b.committed,
    u.name, u.username, u.about, u.photo, u.suspended_until, coalesce(u.deleted, o.deleted) AS deleted,
    u.pts AS told, EXISTS (SELECT FROM bot_hooks h WHERE h.bot_id = b.bot_id) AS hooked
FROM bots b JOIN users u ON u.id = b.bot_id LEFT JOIN users o ON o.id = b.owner
"""
COMMANDS = tuple[Command, ...]
ROOMS = f"""
SELECT c.*, m.*, CASE WHEN d.low = $1 THEN d.high ELSE d.low END AS peer
FROM (SELECT {CHAT_COLUMNS} FROM chats WHERE id = ANY ($2::bigint[])) c
LEFT JOIN (SELECT {MEMBER_COLUMNS} FROM members WHERE user_id = $1 AND chat_id = ANY ($2::bigint[])) m
    ON m.chat_id = c.id
LEFT JOIN dialogs d ON d.chat_id = c.id
"""


def bot_of(row: asyncpg.Record) -> Bot:
    """A Bot from a row of BOT."""
    return Bot(
        id=row["bot_id"],
        owner=row["owner"],
        name=row["name"],
        username=row["username"] or "",
        about=row["about"],
        photo=row["photo"] or "",
        description=row["description"],
        commands=msgspec.convert(row["commands"], COMMANDS),
        read_all=row["read_all"],
        constructs=row["constructs"],
        suspended_until=row["suspended_until"] or 0,
        deleted=row["deleted"] is not None,
        last=row["last"],
        committed=row["committed"],
        app=row["app_url"],
        hooked=row["hooked"],
    )


def news_of(row: asyncpg.Record) -> News:
    """A row of bot_updates."""
    return News(
        kind=row["kind"],
        chat=row["chat_id"],
        seq=row["seq"],
        data=row["data"] or {},
        ts=row["ts"],
        n=row["n"],
    )


class BotAccounts:
    """See BotAccountRows in ports/bots.py."""

    def __init__(self, db: Executor) -> None:
        self.db = db

    async def add(self, bot: Bot, token_hash: bytes, app_key: bytes, now: int) -> None:
        """One statement."""
        await self.db.execute(
            "INSERT INTO bots (bot_id, owner, token_hash, description, commands, read_all, created, app_key)"
            " VALUES ($1, $2, $3, $4, $5, $6, $7, $8)",
            bot.id,
            bot.owner,
            token_hash,
            bot.description,
            bot.commands,
            bot.read_all,
            now,
            app_key,
        )

    async def get(self, bot: int) -> Bot | None:
        """By primary key."""
        row = await self.db.fetchrow(f"{BOT} WHERE b.bot_id = $1", bot)
        return bot_of(row) if row else None

    async def by_token(self, token_hash: bytes) -> Bot | None:
        """By unique key."""
        row = await self.db.fetchrow(f"{BOT} WHERE b.token_hash = $1", token_hash)
        return bot_of(row) if row else None

    async def owned_by(self, owner: int) -> list[Bot]:
        """One statement."""
        rows = await self.db.fetch(f"{BOT} WHERE b.owner = $1 AND u.deleted IS NULL ORDER BY b.bot_id", owner)
        return [bot_of(row) for row in rows]

    async def set_token(self, bot: int, token_hash: bytes, app_key: bytes) -> None:
        """One statement."""
        await self.db.execute(
            "UPDATE bots SET token_hash = $2, app_key = $3 WHERE bot_id = $1", bot, token_hash, app_key
        )

    async def app(self, bot: int) -> tuple[str, bytes] | None:
        """By primary key."""
        row = await self.db.fetchrow(
            "SELECT app_url, app_key FROM bots WHERE bot_id = $1 AND app_url <> '' AND app_key IS NOT NULL",
            bot,
        )
        return (row["app_url"], row["app_key"]) if row else None

    async def change(
        self,
        bot: int,
        *,
        description: str,
        commands: Sequence[Command],
        read_all: bool,
        constructs: bool,
        app: str,
    ) -> None:
        """One statement."""
        await self.db.execute(
            "UPDATE bots SET description = $2, commands = $3, read_all = $4, constructs = $5, app_url = $6"
            " WHERE bot_id = $1",
            bot,
            description,
            list(commands),
            read_all,
            constructs,
            app,
        )

    async def among(self, users: Sequence[int]) -> list[int]:
        """By primary key."""
        rows = await self.db.fetch("SELECT bot_id FROM bots WHERE bot_id = ANY ($1::bigint[])", list(users))
        return [row["bot_id"] for row in rows]

    async def among_members(self, chat: int, limit: int) -> list[Bot]:
        """By the chats that bots follow, so that it costs nothing where many people are."""
        rows = await self.db.fetch(
            f"{BOT} JOIN bot_chats x ON x.bot_id = b.bot_id"
            " JOIN members m ON m.chat_id = x.chat_id AND m.user_id = b.bot_id"
            " WHERE x.chat_id = $1 AND u.deleted IS NULL AND o.deleted IS NULL"
            " AND m.role IN ('owner', 'admin', 'member') ORDER BY b.bot_id"
            " LIMIT $2",
            chat,
            limit,
        )
        return [bot_of(row) for row in rows]

    async def chats_of(self, bot: int, below: int, limit: int) -> list[int]:
        """By primary key."""
        rows = await self.db.fetch(
            "SELECT chat_id FROM members WHERE user_id = $1 AND chat_id < $2 ORDER BY chat_id DESC LIMIT $3",
            bot,
            below,
            limit,
        )
        return [row["chat_id"] for row in rows]

    async def members_of(self, chat: int, below: int, limit: int) -> list[Member]:
        """By index, each role by itself."""
        rows = await self.db.fetch(
            f"SELECT {MEMBER_COLUMNS} FROM (VALUES ('owner'), ('admin'), ('member')) AS r (name) CROSS JOIN LATERAL"
            " (SELECT * FROM members WHERE chat_id = $1 AND role = r.name AND user_id < $2"
            "  ORDER BY user_id DESC LIMIT $3) m ORDER BY user_id DESC LIMIT $3",
            chat,
            below,
            limit,
        )
        return [member_of(row) for row in rows]

    async def peers(self, bot: int, chats: Sequence[int]) -> dict[int, int]:
        """By unique key."""
        rows = await self.db.fetch(
            "SELECT chat_id, CASE WHEN low = $1 THEN high ELSE low END AS peer FROM dialogs"
            " WHERE chat_id = ANY ($2::bigint[])",
            bot,
            list(chats),
        )
        return {row["chat_id"]: row["peer"] for row in rows}

    async def rooms(self, bot: int, chats: Sequence[int]) -> dict[int, tuple[Chat, Member | None, int]]:
        """By primary and unique keys."""
        rows = await self.db.fetch(ROOMS, bot, list(chats))
        return {
            row["id"]: (chat_of(row), member_of(row) if row["user_id"] else None, row["peer"] or 0)
            for row in rows
        }


class BotNews(BotAccounts):
    """See BotNewsRows in ports/bots.py."""

    async def lock(self, bot: int) -> tuple[Bot, int, int] | None:
        """The row lock makes the numbers of one bot follow each other without holes."""
        row = await self.db.fetchrow(f"{BOT} WHERE b.bot_id = $1 FOR UPDATE OF b", bot)
        return (bot_of(row), row["pts"], row["told"]) if row else None

    async def standing(self, bot: int) -> tuple[Bot, int, int] | None:
        """By primary key."""
        row = await self.db.fetchrow(f"{BOT} WHERE b.bot_id = $1", bot)
        return (bot_of(row), row["pts"], row["told"]) if row else None

    async def chat_log(self, chat: int, ev: int, limit: int) -> list[LogRow]:
        """By primary key."""
        return await Sync(self.db).chat_log(chat, ev, limit)

    async def own_log(self, bot: int, pts: int, limit: int) -> list[tuple[int, str, dict[str, Any], int]]:
        """By primary key."""
        rows = await self.db.fetch(
            "SELECT pts, kind, data, ts FROM user_log WHERE user_id = $1 AND pts > $2 ORDER BY pts LIMIT $3",
            bot,
            pts,
            limit,
        )
        return [(row["pts"], row["kind"], row["data"], row["ts"]) for row in rows]

    async def follow(self, bot: int, chat: int, ev: int) -> None:
        """One statement."""
        await self.db.execute(
            "INSERT INTO bot_chats (bot_id, chat_id, ev) SELECT $1, id, CASE WHEN $3 < 0 THEN last_ev ELSE $3 END"
            " FROM chats WHERE id = $2 ON CONFLICT DO NOTHING",
            bot,
            chat,
            ev,
        )

    async def linked_at(self, group: int, channel: int) -> int:
        """By the group's log: when a bot joins a channel, and when one is linked."""
        found: int | None = await self.db.fetchval(
            "SELECT max(ev) FROM chat_log WHERE chat_id = $1 AND kind = 'c' AND data -> 'ch' ->> 'li' = $2::text",
            group,
            str(channel),
        )
        return -1 if found is None else found

    async def unfollow(self, bot: int, chat: int) -> None:
        """One statement."""
        await self.db.execute("DELETE FROM bot_chats WHERE bot_id = $1 AND chat_id = $2", bot, chat)

    async def unread(
        self, bot: int, chats: Sequence[int] | None, *, chats_max: int, entries_max: int
    ) -> dict[int, tuple[int, list[LogRow]]]:
        """A join over the bot's chats, or over those named; of each a range scan of its log, by itself: a join would
        open all partitions."""
        behind = await self.db.fetch(
            "SELECT x.chat_id, x.ev FROM bot_chats x JOIN chats c ON c.id = x.chat_id"
            " WHERE x.bot_id = $1 AND c.last_ev > x.ev AND ($2::bigint[] IS NULL OR x.chat_id = ANY ($2::bigint[]))"
            " ORDER BY x.chat_id LIMIT $3",
            bot,
            None if chats is None else list(chats),
            chats_max,
        )
        log = Sync(self.db)
        return {
            row["chat_id"]: (row["ev"], await log.chat_log(row["chat_id"], row["ev"], entries_max))
            for row in behind
        }

    async def moved(self, bot: int, places: Sequence[tuple[int, int]]) -> None:
        """One statement."""
        await self.db.execute(
            "UPDATE bot_chats x SET ev = greatest(x.ev, p.ev) FROM unnest($2::bigint[], $3::bigint[]) AS p (chat, ev)"
            " WHERE x.bot_id = $1 AND x.chat_id = p.chat",
            bot,
            [chat for chat, _ in places],
            [ev for _, ev in places],
        )

    async def told(self, bot: int, chat: int, seqs: Sequence[int]) -> set[int]:
        """By index."""
        rows = await self.db.fetch(
            "SELECT DISTINCT seq FROM bot_updates WHERE bot_id = $1 AND chat_id = $2 AND seq = ANY ($3::bigint[])"
            " AND seq > 0",
            bot,
            chat,
            list(seqs),
        )
        return {row["seq"] for row in rows}

    async def add_news(
        self,
        bot: int,
        pts: int,
        news: Sequence[News],
        places: Sequence[tuple[int, int]] = (),
        *,
        seen: tuple[int, int] | None = None,
    ) -> int:
        """One statement."""
        found: int | None = await self.db.fetchval(
            """
            WITH up AS (
                UPDATE bots SET pts = greatest(pts, $2), last = last + $3
                WHERE bot_id = $1 AND ($11::bigint IS NULL OR (last = $11 AND pts = $12)) RETURNING last
            ), read AS (
                UPDATE bot_chats x SET ev = greatest(x.ev, p.ev)
                FROM up, unnest($9::bigint[], $10::bigint[]) AS p (chat, ev)
                WHERE x.bot_id = $1 AND x.chat_id = p.chat
            ), kept AS (
                INSERT INTO bot_updates (bot_id, n, kind, chat_id, seq, data, ts)
                SELECT $1, up.last - $3 + x.o, x.kind, x.chat, x.seq, x.data, x.ts FROM up,
                    unnest($4::text[], $5::bigint[], $6::bigint[], $7::jsonb[], $8::bigint[]) WITH ORDINALITY
                    AS x (kind, chat, seq, data, ts, o)
            )
            SELECT last FROM up
            """,
            bot,
            pts,
            len(news),
            [one.kind for one in news],
            [one.chat for one in news],
            [one.seq for one in news],
            [one.data or None for one in news],
            [one.ts for one in news],
            [chat for chat, _ in places],
            [ev for _, ev in places],
            *(seen or (None, None)),
        )
        return found or 0

    async def news(self, bot: int, start: int, limit: int) -> list[News]:
        """By primary key."""
        rows = await self.db.fetch(
            "SELECT n, kind, chat_id, seq, data, ts FROM bot_updates WHERE bot_id = $1 AND n >= $2"
            " ORDER BY n LIMIT $3",
            bot,
            start,
            limit,
        )
        return [news_of(row) for row in rows]

    async def commit(self, bot: int, upto: int) -> None:
        """One statement."""
        await self.db.execute(
            "WITH quick AS MATERIALIZED (SELECT set_config('synchronous_commit', 'off', true))"
            " UPDATE bots SET committed = least($2, last) FROM quick"
            " WHERE bot_id = $1 AND committed < least($2, last)",
            bot,
            upto,
        )

    async def following(self) -> list[tuple[int, int]]:
        """The whole table."""
        rows = await self.db.fetch("SELECT bot_id, chat_id FROM bot_chats")
        return [(row["bot_id"], row["chat_id"]) for row in rows]

    async def stale(self, limit: int) -> list[int]:
        """A join over all chats of all bots: at start, and now and then."""
        rows = await self.db.fetch(
            "SELECT b.bot_id FROM bots b JOIN users u ON u.id = b.bot_id WHERE u.pts > b.pts UNION"
            " SELECT x.bot_id FROM bot_chats x JOIN chats c ON c.id = x.chat_id WHERE c.last_ev > x.ev LIMIT $1",
            limit,
        )
        return [row["bot_id"] for row in rows]

    async def stirred(self) -> list[int]:
        """A join over all bots."""
        rows = await self.db.fetch(
            "SELECT b.bot_id FROM bots b JOIN users u ON u.id = b.bot_id WHERE u.pts > b.pts"
        )
        return [row["bot_id"] for row in rows]

    async def moved_on(self, seen: Mapping[int, int], now: int) -> list[int]:
        """By primary key."""
        rows = await self.db.fetch(
            "SELECT b.bot_id FROM unnest($1::bigint[], $2::bigint[]) AS w (bot, seen) JOIN bots b ON b.bot_id = w.bot"
            " JOIN users u ON u.id = w.bot WHERE b.last > w.seen OR u.deleted IS NOT NULL OR u.suspended_until > $3",
            list(seen),
            list(seen.values()),
            now,
        )
        return [row["bot_id"] for row in rows]

    async def forget(self, committed_before: int, before: int) -> None:
        """Two statements."""
        await self.db.execute(
            "DELETE FROM bot_updates x USING bots b WHERE b.bot_id = x.bot_id"
            " AND (x.ts < $2 OR (x.ts < $1 AND x.n <= b.committed AND x.n <= ALL"
            " (SELECT sent FROM bot_hooks h WHERE h.bot_id = x.bot_id)))",
            committed_before,
            before,
        )
        await self.db.execute("DELETE FROM bot_presses WHERE ts < $1", before)

    async def add_press(self, press: Press) -> None:
        """One statement."""
        await self.db.execute(
            "INSERT INTO bot_presses (id, bot_id, chat_id, seq, user_id, ts) VALUES ($1, $2, $3, $4, $5, $6)",
            press.id,
            press.bot,
            press.chat,
            press.seq,
            press.user,
            press.ts,
        )

    async def press(self, id: str) -> Press | None:
        """By primary key."""
        row = await self.db.fetchrow("SELECT * FROM bot_presses WHERE id = $1", id)
        if row is None:
            return None
        return Press(
            id=row["id"],
            bot=row["bot_id"],
            chat=row["chat_id"],
            seq=row["seq"],
            user=row["user_id"],
            ts=row["ts"],
        )


class BotTables(BotNews, BotHooks, DrumTalks, Sessions, ButtonChats):
    """All of ports/bots.py."""
