"""Names and descriptions of what is public, as screening reads them. Triggers on the tables of chats, users, bots and
packs say what changed; the words themselves stay where they are, and those of private ones are not even selected. Of
people who have no public name nothing is but the name under which they spoke in public."""

from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager

import asyncpg

from tambour.adapters.postgres.executor import Executor
from tambour.adapters.postgres.screen.signals import Signals
from tambour.moderation.bank import WORDED
from tambour.ports.profiles import Profile

SPOKEN = "(1 << 30) | ('x' || substr(md5(u.name), 1, 7))::bit(28)::int"
"""The version in which somebody without a public name is read: made of the name that they spoke under in public. Under
another one nobody has heard them yet; changes of public ones count up from 1 and never come so far."""
SPOKE = f"""
INSERT INTO screen_profiles (kind, target, ver)
SELECT 'account', u.id, {SPOKEN} FROM users u
WHERE u.username IS NULL AND u.deleted IS NULL AND EXISTS (
    SELECT FROM unnest($1::bigint[], $2::bigint[], $3::bool[]) AS x (chat, author, shown) JOIN chats c ON c.id = x.chat
    WHERE x.author = u.id AND c.is_public AND (x.shown OR (c.flags -> 'sign')::boolean)
) AND u.id = ANY ($2::bigint[]) AND NOT EXISTS (
    SELECT FROM screen_profiles p WHERE p.kind = 'account' AND p.target = u.id AND p.pack = '' AND p.ver = {SPOKEN}
) ORDER BY u.id
ON CONFLICT (kind, target, pack) DO UPDATE SET ver = excluded.ver, due = true
"""
READ = f"""
SELECT p.id, p.kind, p.target, p.pack, p.ver, c.title AS chat, c.about AS chat_about, c.username AS chat_name,
    u.name AS person, CASE WHEN u.username IS NOT NULL THEN coalesce(nullif(b.description, ''), u.about) END
        AS person_about, CASE WHEN u.username IS NOT NULL THEN b.commands END AS commands,
    u.username AS person_name, s.title AS stickers
FROM screen_profiles p
LEFT JOIN chats c ON p.kind = 'chat' AND c.id = p.target AND c.is_public AND c.kind IN ('group', 'channel')
LEFT JOIN users u ON p.kind = 'account' AND u.id = p.target AND u.deleted IS NULL
    AND (u.username IS NOT NULL OR p.ver = {SPOKEN})
LEFT JOIN bots b ON b.bot_id = u.id
LEFT JOIN sticker_packs s ON p.kind = 'sticker' AND s.id = p.pack
"""
DUE = f"{READ} WHERE p.due ORDER BY p.id LIMIT $1"
SOME = f"{READ} WHERE p.id = ANY ($1::bigint[]) ORDER BY p.id"
CHATS = f"{READ} WHERE p.kind = 'chat' AND p.target = ANY ($1::bigint[]) ORDER BY p.id"
AFTER = f"{READ} WHERE p.id > $1 ORDER BY p.id LIMIT $2"
SETTLE = """
UPDATE screen_profiles p SET due = false FROM (
    SELECT q.id FROM screen_profiles q
    JOIN unnest($1::bigint[], $2::int[]) AS x (id, ver) ON x.id = q.id AND x.ver = q.ver
    ORDER BY q.id FOR UPDATE OF q SKIP LOCKED
) read WHERE p.id = read.id
"""
"""Whoever changes one just now holds it, and it is due again anyway: nobody waits for anybody."""
HUNT = """
SELECT h.entry_id, h.profile, e.kind FROM hunts h JOIN bank_entries e ON e.id = h.entry_id
WHERE h.profile IS NOT NULL ORDER BY h.entry_id LIMIT 1 FOR UPDATE OF h SKIP LOCKED
"""


class Profiles:
    """See ProfileRows in ports/profiles.py."""

    def __init__(self, db: Executor) -> None:
        self.db = db

    async def due(self, limit: int) -> list[Profile]:
        """One statement over a partial index."""
        return [profile_of(row) for row in await self.db.fetch(DUE, limit)]

    async def waiting(self, limit: int) -> int:
        """One statement over a partial index."""
        found = "SELECT count(*) FROM (SELECT FROM screen_profiles WHERE due LIMIT $1) due"
        return await self.db.fetchval(found, limit) or 0

    async def some(self, ids: Sequence[int]) -> list[Profile]:
        """One statement."""
        return [profile_of(row) for row in await self.db.fetch(SOME, list(ids))]

    async def of_chats(self, chats: Sequence[int]) -> list[Profile]:
        """One statement over an index."""
        return [profile_of(row) for row in await self.db.fetch(CHATS, list(chats))]

    async def spoke(self, spoken: Sequence[tuple[int, int, bool]]) -> None:
        """One statement; nothing is held where nothing is new."""
        if spoken:
            chats, authors, shown = zip(*spoken, strict=True)
            await self.db.execute(SPOKE, chats, authors, shown)

    async def number(self, kind: str, target: int, pack: str) -> int:
        """By an index."""
        found = "SELECT id FROM screen_profiles WHERE kind = $1 AND target = $2 AND pack = $3"
        return await self.db.fetchval(found, kind, target, pack) or 0


@asynccontextmanager
async def settling(pool: "asyncpg.Pool[asyncpg.Record]", read: Sequence[Profile]) -> AsyncIterator[Signals]:
    """See ScreenRows in ports/screen.py; one statement at the end."""
    async with pool.acquire() as db, db.transaction():
        yield Signals(db)
        await db.execute(SETTLE, [one.id for one in read], [one.ver for one in read])


@asynccontextmanager
async def hunting_profiles(
    pool: "asyncpg.Pool[asyncpg.Record]", limit: int
) -> AsyncIterator[tuple[int, list[Profile], Signals] | None]:
    """See ScreenRows in ports/screen.py; three statements, the cursor moves with the signals."""
    async with pool.acquire() as db, db.transaction():
        row = await db.fetchrow(HUNT)
        if row is None:
            yield None
            return
        rows = await db.fetch(AFTER, row["profile"], limit) if row["kind"] in WORDED else []
        found = [profile_of(one) for one in rows]
        yield row["entry_id"], found, Signals(db)
        await db.execute(
            "UPDATE hunts SET profile = $2 WHERE entry_id = $1",
            row["entry_id"],
            found[-1].id if len(found) == limit else None,
        )


def profile_of(row: asyncpg.Record) -> Profile:
    """A Profile from a row of READ. Its public name stands without the @: it would be a link to itself."""
    commands = [f"/{one['n']} {one.get('ab', '')}".strip() for one in row["commands"] or ()]
    said = [row["chat"], row["chat_about"], row["chat_name"], row["person"], row["person_about"], *commands]
    return Profile(
        id=row["id"],
        kind=row["kind"],
        target=row["target"],
        pack=row["pack"],
        ver=row["ver"],
        text="\n".join(line for line in [*said, row["person_name"], row["stickers"]] if line),
    )
