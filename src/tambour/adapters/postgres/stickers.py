"""Packs of stickers in PostgreSQL."""

from collections.abc import Sequence

import msgspec

from tambour.adapters.postgres.executor import Executor
from tambour.domain.files import File
from tambour.domain.stickers import INSTALLED_MAX, OWN_MAX, PACK_MAX, Pack, Sticker


class StickerRows:
    """See ports/stickers.py."""

    def __init__(self, db: Executor) -> None:
        self.db = db

    async def add_pack(self, pack: Pack, owner: int, now: int) -> None:
        """One statement."""
        await self.db.execute(
            "INSERT INTO sticker_packs (id, owner, title, created) VALUES ($1, $2, $3, $4)",
            pack.id,
            owner,
            pack.title,
            now,
        )

    async def packs(self, ids: Sequence[str]) -> list[Pack]:
        """The packs, then all their stickers; one whose bytes moderation removed is left out."""
        packs = await self.db.fetch(
            "SELECT id, title, owner FROM sticker_packs WHERE id = ANY ($1::text[])"
            " AND NOT EXISTS (SELECT FROM blocked_packs b WHERE b.pack_id = id)",
            list(ids),
        )
        rows = await self.db.fetch(
            "SELECT s.pack_id, s.emoji, f.shown FROM stickers s JOIN files f ON f.id = s.file_id"
            " WHERE s.pack_id = ANY ($1::text[]) AND NOT EXISTS"
            " (SELECT FROM withdrawn_media w WHERE w.file_id = f.id) ORDER BY s.place, s.added, s.file_id",
            list(ids),
        )
        found = {
            pack["id"]: Pack(
                id=pack["id"],
                title=pack["title"],
                owner=pack["owner"],
                stickers=tuple(
                    Sticker(msgspec.convert(row["shown"], File), row["emoji"])
                    for row in rows
                    if row["pack_id"] == pack["id"]
                ),
            )
            for pack in packs
        }
        return [found[each] for each in ids if each in found]

    async def owner(self, pack: str) -> int:
        """By primary key."""
        return await self.db.fetchval("SELECT owner FROM sticker_packs WHERE id = $1 FOR UPDATE", pack) or 0

    async def title(self, pack: str) -> str:
        """By primary key."""
        return await self.db.fetchval("SELECT title FROM sticker_packs WHERE id = $1", pack) or ""

    async def blocked(self, pack: str) -> bool:
        """By primary key."""
        return bool(
            await self.db.fetchval("SELECT EXISTS (SELECT FROM blocked_packs WHERE pack_id = $1)", pack)
        )

    async def of(self, user: int) -> tuple[list[str], list[str]]:
        """Two statements."""
        own = await self.db.fetch("SELECT id FROM sticker_packs WHERE owner = $1 ORDER BY created, id", user)
        put = await self.db.fetch(
            "SELECT pack_id FROM sticker_installs WHERE user_id = $1 ORDER BY place, at DESC, pack_id", user
        )
        return [row["id"] for row in own], [row["pack_id"] for row in put]

    async def put(self, pack: str, file: str, emoji: str, now: int) -> None:
        """One statement."""
        await self.db.execute(
            "INSERT INTO stickers (pack_id, file_id, emoji, added, place)"
            " SELECT $1, $2, $3, $4, coalesce(max(place), 0) + 1 FROM stickers WHERE pack_id = $1"
            " ON CONFLICT (pack_id, file_id) DO UPDATE SET emoji = excluded.emoji",
            pack,
            file,
            emoji,
            now,
        )

    async def take_out(self, pack: str, file: str) -> bool:
        """One statement."""
        gone = await self.db.fetchval(
            "DELETE FROM stickers WHERE pack_id = $1 AND file_id = $2 RETURNING true", pack, file
        )
        return bool(gone)

    async def install(self, user: int, pack: str, now: int, *, on: bool) -> None:
        """One statement."""
        if on:
            await self.db.execute(
                "INSERT INTO sticker_installs (user_id, pack_id, at) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING",
                user,
                pack,
                now,
            )
        else:
            await self.db.execute(
                "DELETE FROM sticker_installs WHERE user_id = $1 AND pack_id = $2", user, pack
            )

    async def in_pack(self, file: str) -> bool:
        """One statement."""
        return bool(await self.db.fetchval("SELECT EXISTS (SELECT FROM stickers WHERE file_id = $1)", file))

    async def holding(self, file: str) -> list[str]:
        """One statement."""
        rows = await self.db.fetch(
            "SELECT pack_id FROM stickers WHERE file_id = $1"
            " AND NOT EXISTS (SELECT FROM blocked_packs b WHERE b.pack_id = stickers.pack_id)"
            " ORDER BY added, pack_id LIMIT $2",
            file,
            OWN_MAX,
        )
        return [row["pack_id"] for row in rows]

    async def rename(self, pack: str, title: str) -> None:
        """One statement."""
        await self.db.execute("UPDATE sticker_packs SET title = $2 WHERE id = $1", pack, title)

    async def arrange(self, pack: str, files: Sequence[str]) -> None:
        """One statement."""
        await self.db.execute(
            "UPDATE stickers s SET place = coalesce(array_position($2::text[], s.file_id), $3) WHERE s.pack_id = $1",
            pack,
            list(files),
            PACK_MAX + 1,
        )

    async def arrange_installed(self, user: int, packs: Sequence[str]) -> None:
        """One statement."""
        await self.db.execute(
            "UPDATE sticker_installs i SET place = coalesce(array_position($2::text[], i.pack_id), $3)"
            " WHERE i.user_id = $1",
            user,
            list(packs),
            INSTALLED_MAX + 1,
        )

    async def delete(self, pack: str) -> None:
        """One statement; what lies in it and who installed it go along."""
        await self.db.execute("DELETE FROM sticker_packs WHERE id = $1", pack)
