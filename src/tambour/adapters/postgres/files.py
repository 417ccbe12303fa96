"""Files in PostgreSQL: uploads and their parts, blobs and who needs them, jobs, and the messages that carry files."""

from collections.abc import Mapping, Sequence
from typing import Any

import asyncpg
import msgspec

from tambour.adapters.postgres.executor import Executor
from tambour.domain.digests import Digests
from tambour.domain.files import PROCESSING, File
from tambour.domain.media import PLAIN_KINDS, SOURCE, TABS
from tambour.ports.files import Job, Part, Upload, Variant

KEPT_OF_FILES = (
    "upload_parts",
    "file_blobs",
    "media_jobs",
    "file_marks",
    "file_likes",
    "file_words",
    "file_speech",
    "file_missed",
)
"""What goes with a file."""
COLUMNS = (
    "f.id, f.owner, f.kind, f.name, f.mime, f.size, f.received, f.parts, f.sha256, f.state, f.why, f.shown,"
    " f.sha1, f.md5"
)
LAST = 1 << 50
"""Milliseconds by which a job stands behind all others: the times of people end long before."""


def upload_of(row: asyncpg.Record) -> Upload:
    """An Upload from a row of COLUMNS."""
    return Upload(
        id=row["id"],
        owner=row["owner"],
        kind=row["kind"],
        name=row["name"],
        mime=row["mime"],
        size=row["size"],
        received=row["received"],
        parts=row["parts"],
        sha256=row["sha256"] or b"",
        state=row["state"],
        why=row["why"],
        shown=msgspec.convert(row["shown"], File),
        sha1=row["sha1"] or b"",
        md5=row["md5"] or b"",
    )


BANKED = (
    "e.kind IN ('sha256', 'sha1', 'md5') AND e.state = 'enabled' AND e.mode = 'live' AND e.opinion = 'positive'"
    " AND NOT (e.expires > 0 AND e.expires <= (extract(epoch FROM now()) * 1000)::bigint)"
)
"""Bytes that the bank keeps out, whoever sends them."""
ANY_WITHDRAWN = f"""
SELECT EXISTS (SELECT FROM files f JOIN withdrawn_media w ON w.sha256 = f.sha256 WHERE f.id = ANY ($1::text[]))
    OR EXISTS (SELECT FROM files f
        JOIN bank_entries e ON e.value IN (encode(f.sha256, 'hex'), encode(f.sha1, 'hex'), encode(f.md5, 'hex'))
        WHERE f.id = ANY ($1::text[]) AND {BANKED})
"""


class FileRows:
    """See ports/files.py."""

    def __init__(self, db: Executor) -> None:
        self.db = db

    async def add(self, upload: Upload, now: int) -> None:
        """One statement."""
        await self.db.execute(
            "INSERT INTO files (id, owner, kind, name, mime, size, state, shown, created, touched, received, sha256,"
            " sha1, md5) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $9, $10, $11, $12, $13)",
            upload.id,
            upload.owner,
            upload.kind,
            upload.name,
            upload.mime,
            upload.size,
            upload.state,
            upload.shown,
            now,
            upload.received,
            upload.sha256 or None,
            upload.sha1 or None,
            upload.md5 or None,
        )

    async def get(self, file: str) -> Upload | None:
        """By primary key."""
        row = await self.db.fetchrow(f"SELECT {COLUMNS} FROM files f WHERE f.id = $1", file)
        return upload_of(row) if row else None

    async def take(self, user: int, files: Sequence[str], now: int, *, lent: bool = False) -> list[Upload]:
        """One statement."""
        rows = await self.db.fetch(
            f"UPDATE files f SET touched = $3 WHERE f.id = ANY ($2::text[])"
            f" AND (f.owner = $1 OR $4 OR EXISTS (SELECT FROM stickers s WHERE s.file_id = f.id)) RETURNING {COLUMNS}",
            user,
            list(files),
            now,
            lent,
        )
        return [upload_of(row) for row in rows]

    async def used(self, user: int, since: int) -> tuple[int, int, int]:
        """One statement over the owner's index."""
        row: Any = await self.db.fetchrow(
            "SELECT coalesce(sum(size) FILTER (WHERE created > $2), 0)::bigint AS bytes,"
            " count(*) FILTER (WHERE created > $2) AS files, coalesce(sum(size), 0)::bigint AS total"
            " FROM files WHERE owner = $1",
            user,
            since,
        )
        return row["bytes"], row["files"], row["total"]

    async def grow(self, file: str, part: Part, now: int) -> bool:
        """The counter moves only from where the part begins."""
        moved = await self.db.fetchval(
            "WITH moved AS (UPDATE files SET received = received + $3, parts = parts + 1, touched = $4"
            " WHERE id = $1 AND received = $2 AND sha256 IS NULL RETURNING id)"
            " INSERT INTO upload_parts (file_id, first, size, key) SELECT id, $2, $3, $5 FROM moved RETURNING true",
            file,
            part.first,
            part.size,
            now,
            part.key,
        )
        return bool(moved)

    async def parts(self, file: str) -> list[Part]:
        """In order."""
        rows = await self.db.fetch(
            "SELECT first, size, key FROM upload_parts WHERE file_id = $1 ORDER BY first", file
        )
        return [Part(row["first"], row["size"], row["key"]) for row in rows]

    async def unsealed(self, before: int, limit: int) -> list[str]:
        """Over an index of these alone."""
        rows = await self.db.fetch(
            "SELECT id FROM files WHERE sha256 IS NULL AND received = size AND touched < $1 LIMIT $2",
            before,
            limit,
        )
        return [row["id"] for row in rows]

    async def seal(self, file: str, digests: Digests, now: int) -> bool:
        """The digest, the blob under its first name, the job where there is something to read in it."""
        row = await self.db.fetchrow(
            f"UPDATE files f SET sha256 = $2, touched = $3, sha1 = $4, md5 = $5 WHERE f.id = $1"
            f" AND f.sha256 IS NULL RETURNING {COLUMNS}",
            file,
            digests.sha256,
            now,
            digests.sha1 or None,
            digests.md5 or None,
        )
        if row is None:
            return False
        upload = upload_of(row)
        await self.db.execute("DELETE FROM upload_parts WHERE file_id = $1", file)
        if upload.kind not in PLAIN_KINDS:
            own = Variant(
                name=SOURCE, sha256=digests.sha256, size=upload.size, mime="application/octet-stream"
            )
            await self.put_variants(file, [own])
            await self.queue(file, now)
        return True

    async def put_variants(self, file: str, variants: Sequence[Variant]) -> None:
        """Instead of those it had; two statements."""
        await self.db.execute("DELETE FROM file_blobs WHERE file_id = $1", file)
        await self.db.execute(
            "INSERT INTO file_blobs (file_id, name, sha256, size, mime, width, height)"
            " SELECT $1, * FROM unnest($2::text[], $3::bytea[], $4::bigint[], $5::text[], $6::int[], $7::int[])",
            file,
            [v.name for v in variants],
            [v.sha256 for v in variants],
            [v.size for v in variants],
            [v.mime for v in variants],
            [v.width for v in variants],
            [v.height for v in variants],
        )

    async def settle(
        self, file: str, shown: File, variants: Sequence[Variant], now: int, *, why: str = ""
    ) -> None:
        """The row first: whoever settles the same file meanwhile waits for it."""
        await self.db.execute(
            "UPDATE files SET state = $2, shown = $3, kind = $4, why = $5, touched = $6 WHERE id = $1",
            file,
            shown.state,
            shown,
            shown.kind,
            why,
            now,
        )
        await self.put_variants(file, variants)
        await self.db.execute("DELETE FROM media_jobs WHERE file_id = $1", file)

    async def remove(self, file: str, untouched_since: int) -> bool:
        """One statement a table, the file first: taking it for a send touches it."""
        gone = await self.db.fetchval(
            "DELETE FROM files WHERE id = $1 AND touched < $2 RETURNING true", file, untouched_since
        )
        if not gone:
            return False
        for table in KEPT_OF_FILES:
            await self.db.execute(f"DELETE FROM {table} WHERE file_id = $1", file)
        return True

    async def keep_blob(self, sha256: bytes, size: int) -> None:
        """One statement; it waits for a sweep that is just deleting this blob."""
        await self.db.execute(
            "INSERT INTO blobs (sha256, size) VALUES ($1, $2) ON CONFLICT (sha256) DO UPDATE SET doomed = NULL",
            sha256,
            size,
        )

    async def variant(self, file: str, name: str) -> Variant | None:
        """By primary key."""
        row = await self.db.fetchrow(
            "SELECT name, sha256, size, mime, width, height FROM file_blobs WHERE file_id = $1 AND name = $2",
            file,
            name,
        )
        if row is None:
            return None
        return Variant(
            name=row["name"],
            sha256=row["sha256"],
            size=row["size"],
            mime=row["mime"],
            width=row["width"],
            height=row["height"],
        )

    async def withdrawn(self, digests: Digests) -> bool:
        """One statement."""
        return bool(
            await self.db.fetchval(
                "SELECT EXISTS (SELECT FROM withdrawn_media WHERE sha256 = $1)"
                f" OR EXISTS (SELECT FROM bank_entries e WHERE e.value = ANY ($2::text[]) AND {BANKED})",
                digests.sha256,
                digests.hex(),
            )
        )

    async def any_withdrawn(self, files: Sequence[str]) -> bool:
        """One statement."""
        return bool(await self.db.fetchval(ANY_WITHDRAWN, list(files)))

    async def is_withdrawn(self, file: str) -> bool:
        """One statement."""
        return bool(
            await self.db.fetchval("SELECT EXISTS (SELECT FROM withdrawn_media WHERE file_id = $1)", file)
        )

    async def places(self, file: str, viewer: int, limit: int) -> list[tuple[int, int]]:
        """One statement; whether a message may be seen is asked of visible() afterwards."""
        rows = await self.db.fetch(
            "SELECT a.chat_id, a.seq FROM attachments a JOIN chats c ON c.id = a.chat_id"
            " LEFT JOIN members m ON m.user_id = $2 AND m.chat_id = a.chat_id"
            " WHERE a.file_id = $1 AND (m.user_id IS NOT NULL OR c.is_public) AND c.state IN ('live', 'frozen')"
            " ORDER BY m.user_id IS NULL, a.seq DESC, a.chat_id LIMIT $3",
            file,
            viewer,
            limit,
        )
        return [(row["chat_id"], row["seq"]) for row in rows]

    async def used_anywhere(self, file: str) -> bool:
        """One statement."""
        return bool(
            await self.db.fetchval(
                "SELECT EXISTS (SELECT FROM attachments WHERE file_id = $1 AND file_id <> '')"
                " OR EXISTS (SELECT FROM stickers WHERE file_id = $1)"
                " OR EXISTS (SELECT FROM evidence_files WHERE file_id = $1)",
                file,
            )
        )

    async def faces(self, file: str) -> tuple[list[int], list[int]]:
        """Two statements over indexes of photos."""
        people = await self.db.fetch("SELECT id FROM users WHERE photo = $1", file)
        chats = await self.db.fetch("SELECT id FROM chats WHERE photo = $1", file)
        return [row["id"] for row in people], [row["id"] for row in chats]

    async def queue(self, file: str, now: int, *, last: bool = False) -> None:
        """One statement."""
        await self.db.execute(
            "INSERT INTO media_jobs (file_id, queued) VALUES ($1, $2) ON CONFLICT DO NOTHING",
            file,
            now + (LAST if last else 0),
        )

    async def unqueue(self, file: str) -> None:
        """One statement."""
        await self.db.execute("DELETE FROM media_jobs WHERE file_id = $1", file)

    async def claim(self, now: int, lease_ms: int, kinds: Sequence[str] = (), *, late: int = 0) -> Job | None:
        """One statement; nobody waits for a row that another holds."""
        row = await self.db.fetchrow(
            "UPDATE media_jobs SET tries = tries + 1, lease_until = $1 + $2 WHERE file_id = ("
            " SELECT j.file_id FROM media_jobs j WHERE j.lease_until < $1 AND (cardinality($3::text[]) = 0 OR"
            " j.queued < $4 AND EXISTS (SELECT FROM files f WHERE f.id = j.file_id AND f.kind = ANY ($3)))"
            " ORDER BY j.queued NOT BETWEEN $4 AND $4 + $5, j.queued LIMIT 1 FOR UPDATE SKIP LOCKED"
            ") RETURNING file_id, tries",
            now,
            lease_ms,
            list(kinds),
            LAST,
            late,
        )
        return Job(row["file_id"], row["tries"]) if row else None

    async def give_back(self, file: str, until: int) -> None:
        """One statement."""
        await self.db.execute(
            "UPDATE media_jobs SET tries = tries - 1, lease_until = $2 WHERE file_id = $1", file, until
        )

    async def renew(self, file: str, until: int) -> None:
        """One statement."""
        await self.db.execute("UPDATE media_jobs SET lease_until = $2 WHERE file_id = $1", file, until)

    async def stale(self, limit: int) -> list[tuple[int, int]]:
        """Over the partial index of waiting attachments."""
        rows = await self.db.fetch(
            "SELECT DISTINCT a.chat_id, a.seq FROM attachments a JOIN files f ON f.id = a.file_id"
            f" WHERE a.state = {PROCESSING} AND f.state <> {PROCESSING} LIMIT $1",
            limit,
        )
        return [(row["chat_id"], row["seq"]) for row in rows]

    async def refresh(self, chat: int, seq: int, files: Sequence[File]) -> None:
        """The message's own copy, and its rows in the tabs."""
        await self.db.execute(
            "UPDATE messages SET extra = jsonb_set(extra, '{fl}', $3) WHERE chat_id = $1 AND seq = $2"
            " AND extra ? 'fl'",
            chat,
            seq,
            list(files),
        )
        await self.db.execute(
            "DELETE FROM attachments WHERE chat_id = $1 AND tab = ANY ($3::text[]) AND seq = $2 AND file_id <> ''",
            chat,
            seq,
            sorted(set(TABS.values())),
        )
        await self.db.execute(
            "INSERT INTO attachments (chat_id, seq, tab, file_id, state)"
            " SELECT $1, $2, * FROM unnest($3::text[], $4::text[], $5::smallint[]) ON CONFLICT DO NOTHING",
            chat,
            seq,
            [TABS[file.kind] for file in files],
            [file.id for file in files],
            [file.state for file in files],
        )

    async def shown(self, files: Sequence[str]) -> Mapping[str, File]:
        """By primary key."""
        rows = await self.db.fetch("SELECT id, shown FROM files WHERE id = ANY ($1::text[])", list(files))
        return {row["id"]: msgspec.convert(row["shown"], File) for row in rows}

    async def idle(self, upload_before: int, unused_before: int, limit: int) -> list[str]:
        """What was touched long ago and has no use that would keep it: a message, a plan, a post that waits for a
        person, a face, a pack, a case."""
        rows = await self.db.fetch(
            """
            SELECT f.id FROM files f WHERE f.touched < greatest($1::bigint, $2::bigint) AND CASE
                WHEN f.received < f.size THEN f.touched < $1
                ELSE f.touched < $2 AND NOT EXISTS (SELECT FROM media_jobs j WHERE j.file_id = f.id)
                    AND NOT EXISTS (SELECT FROM attachments a WHERE a.file_id = f.id AND a.file_id <> '')
                    AND NOT EXISTS (SELECT FROM stickers t WHERE t.file_id = f.id)
                    AND NOT EXISTS (SELECT FROM evidence_files e WHERE e.file_id = f.id)
                    AND NOT EXISTS (SELECT FROM users u WHERE u.photo = f.id)
                    AND NOT EXISTS (SELECT FROM chats c WHERE c.photo = f.id)
                    AND NOT EXISTS (SELECT FROM scheduled s WHERE s.user_id = f.owner AND s.request @>
                        jsonb_build_object('files', jsonb_build_array(jsonb_build_object('id', f.id))))
                    AND NOT EXISTS (SELECT FROM held_posts h WHERE h.request @>
                        jsonb_build_object('files', jsonb_build_array(jsonb_build_object('id', f.id))))
                END
            ORDER BY f.touched LIMIT $3
            """,
            upload_before,
            unused_before,
            limit,
        )
        return [row["id"] for row in rows]

    async def doom(self, now: int) -> int:
        """Two statements."""
        await self.db.execute(
            "UPDATE blobs b SET doomed = NULL WHERE doomed IS NOT NULL"
            " AND EXISTS (SELECT FROM file_blobs v WHERE v.sha256 = b.sha256)"
        )
        rows = await self.db.fetch(
            "UPDATE blobs b SET doomed = $1 WHERE doomed IS NULL"
            " AND NOT EXISTS (SELECT FROM file_blobs v WHERE v.sha256 = b.sha256) RETURNING 1",
            now,
        )
        return len(rows)

    async def doomed(self, before: int, limit: int) -> list[bytes]:
        """One statement; rows that an upload is just claiming are passed by."""
        rows = await self.db.fetch(
            "DELETE FROM blobs WHERE sha256 IN (SELECT sha256 FROM blobs b WHERE doomed < $1"
            " AND NOT EXISTS (SELECT FROM file_blobs v WHERE v.sha256 = b.sha256)"
            " ORDER BY doomed LIMIT $2 FOR UPDATE SKIP LOCKED) RETURNING sha256",
            before,
            limit,
        )
        return [row["sha256"] for row in rows]

    async def listed(self, chat: int, tab: str, before: int, limit: int) -> list[int]:
        """By primary key, backwards."""
        rows = await self.db.fetch(
            "SELECT DISTINCT seq FROM attachments WHERE chat_id = $1 AND tab = $2 AND seq < $3"
            " ORDER BY seq DESC LIMIT $4",
            chat,
            tab,
            before,
            limit,
        )
        return [row["seq"] for row in rows]
