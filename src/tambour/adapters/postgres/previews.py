"""Previews of links: jobs beside the messages, and the memory of addresses."""

import hashlib

import msgspec

from tambour.adapters.postgres.executor import Executor
from tambour.domain.files import LinkPreview
from tambour.domain.media import PREVIEW
from tambour.ports.previews import PreviewJob


class Previews:
    """See ports/previews.py. `messages.extra`: `link` waits, `lp` is shown, `np` is not wanted."""

    def __init__(self, db: Executor) -> None:
        self.db = db

    async def want(self, chat: int, seq: int, url: str, now: int) -> None:
        """Three statements."""
        await self.hide_picture(chat, seq)
        await self.db.execute(
            "UPDATE messages SET extra = nullif(coalesce(extra, '{}') - 'lp' - 'link' - 'np' || $3::jsonb, '{}')"
            " WHERE chat_id = $1 AND seq = $2",
            chat,
            seq,
            {"link": url} if url else {},
        )
        if url:
            await self.db.execute(
                "INSERT INTO preview_jobs (chat_id, seq, due) VALUES ($1, $2, $3)"
                " ON CONFLICT (chat_id, seq) DO UPDATE SET due = excluded.due, tries = 0",
                chat,
                seq,
                now,
            )
        else:
            await self.drop(chat, seq)

    async def refuse(self, chat: int, seq: int) -> None:
        """Three statements."""
        await self.hide_picture(chat, seq)
        await self.db.execute(
            "UPDATE messages SET extra = (coalesce(extra, '{}') - 'lp' - 'link') || '{\"np\": 1}'"
            " WHERE chat_id = $1 AND seq = $2",
            chat,
            seq,
        )
        await self.drop(chat, seq)

    async def take(self, now: int, lease_ms: int, limit: int) -> list[PreviewJob]:
        """One statement; several workers never take the same."""
        rows = await self.db.fetch(
            """
            UPDATE preview_jobs j SET due = $1 + $2, tries = j.tries + 1
            FROM (SELECT chat_id, seq FROM preview_jobs WHERE due <= $1 ORDER BY due LIMIT $3 FOR UPDATE SKIP LOCKED) d
            WHERE j.chat_id = d.chat_id AND j.seq = d.seq RETURNING j.chat_id, j.seq, j.tries
            """,
            now,
            lease_ms,
            limit,
        )
        return [PreviewJob(*row) for row in rows]

    async def settle(self, chat: int, seq: int, preview: LinkPreview | None) -> None:
        """Three statements, one more with a picture: who sees the message may fetch it."""
        await self.hide_picture(chat, seq)
        if preview is not None and preview.photo is not None:
            await self.db.execute(
                "INSERT INTO attachments (chat_id, seq, tab, file_id) VALUES ($1, $2, $3, $4)",
                chat,
                seq,
                PREVIEW,
                preview.photo.id,
            )
        await self.db.execute(
            "UPDATE messages SET extra = nullif(coalesce(extra, '{}') - 'link' - 'lp' || $3::jsonb, '{}')"
            " WHERE chat_id = $1 AND seq = $2",
            chat,
            seq,
            {} if preview is None else {"lp": msgspec.to_builtins(preview)},
        )
        await self.drop(chat, seq)

    async def hide_picture(self, chat: int, seq: int) -> None:
        """One statement."""
        await self.db.execute(
            "DELETE FROM attachments WHERE chat_id = $1 AND tab = $2 AND seq = $3", chat, PREVIEW, seq
        )

    async def drop(self, chat: int, seq: int) -> None:
        """One statement."""
        await self.db.execute("DELETE FROM preview_jobs WHERE chat_id = $1 AND seq = $2", chat, seq)

    async def again(self, chat: int, seq: int, due: int) -> None:
        """One statement."""
        await self.db.execute(
            "UPDATE preview_jobs SET due = $3 WHERE chat_id = $1 AND seq = $2", chat, seq, due
        )

    async def known(self, url: str, now: int) -> tuple[bool, LinkPreview | None]:
        """One statement."""
        row = await self.db.fetchrow(
            "SELECT body FROM link_previews WHERE url_hash = $1 AND expires > $2", digest_of(url), now
        )
        if row is None:
            return False, None
        return True, None if row["body"] is None else msgspec.convert(row["body"], LinkPreview)

    async def remember(self, url: str, preview: LinkPreview | None, expires: int) -> None:
        """One statement."""
        await self.db.execute(
            "INSERT INTO link_previews (url_hash, body, expires) VALUES ($1, $2, $3)"
            " ON CONFLICT (url_hash) DO UPDATE SET body = excluded.body, expires = excluded.expires",
            digest_of(url),
            None if preview is None else msgspec.to_builtins(preview),
            expires,
        )

    async def forget(self, now: int) -> None:
        """One statement."""
        await self.db.execute("DELETE FROM link_previews WHERE expires <= $1", now)


def digest_of(url: str) -> bytes:
    """SHA-256."""
    return hashlib.sha256(url.encode("utf-8", "surrogatepass")).digest()
