"""The vault's rows: snapshots without words, sealed objects, holds, and the end of it."""

import asyncpg

from tambour.adapters.postgres.executor import Executor
from tambour.domain.media import EVERY_TAB
from tambour.moderation.cases import OPEN_STATES
from tambour.moderation.records import Snapshot
from tambour.ports.vault import Kept

SHOWN = """
    INSERT INTO evidence_files (evidence_id, file_id) SELECT DISTINCT $1::bigint, f.file_id FROM (
        SELECT a.file_id FROM subjects s JOIN attachments a ON a.chat_id = s.chat_id AND a.seq = s.seq
        WHERE s.id = $2 AND a.tab = ANY ($3::text[]) AND a.file_id <> ''
        UNION SELECT k.file_id FROM subjects s JOIN stickers k ON k.pack_id = s.ref
        WHERE s.id = $2 AND s.kind = 'sticker'
        UNION SELECT c.photo FROM subjects s JOIN chats c ON c.id = s.chat_id
        WHERE s.id = $2 AND s.kind = 'chat' AND c.photo IS NOT NULL) f ON CONFLICT DO NOTHING
"""
KEPT = """
    WITH version AS (INSERT INTO content_versions (id, subject_id, ver, sha256, created) VALUES ($4, $2, $5, $6, $7)),
    kept AS (INSERT INTO evidence (id, content_version, sealed, digest, size, key_id, keep_until)
        VALUES ($1, $4, $8, $9, $10, $11, $12))
"""
KEEP_LONGER = """
    WITH found AS (SELECT id FROM content_versions WHERE subject_id = $1 AND ver = $2 AND sha256 = $3),
    longer AS (UPDATE evidence SET keep_until = $5 WHERE content_version = (SELECT id FROM found)
        AND destroyed_at IS NULL AND keep_until < $4 RETURNING content_version)
    SELECT id, coalesce((SELECT true FROM longer), (SELECT keep_until >= $4 FROM evidence
        WHERE content_version = (SELECT id FROM found) AND destroyed_at IS NULL), false) AS kept FROM found
"""
EXPIRED = """
    SELECT e.id, e.digest, e.size, e.keep_until FROM evidence e JOIN content_versions v ON v.id = e.content_version
    WHERE e.sealed IS NOT NULL AND e.keep_until <= $1 AND e.hold_reason IS NULL
        AND NOT EXISTS (SELECT FROM cases c WHERE c.subject_id = v.subject_id AND c.state = ANY ($2::text[]))
        AND NOT EXISTS (SELECT FROM cases c JOIN decisions d ON d.case_id = c.id JOIN appeals a ON a.decision_id = d.id
            WHERE c.subject_id = v.subject_id AND a.state = 'filed')
    ORDER BY e.keep_until LIMIT $3 FOR UPDATE OF e SKIP LOCKED
"""


class Evidence:
    """See EvidenceRows in ports/vault.py."""

    db: Executor

    async def keep_longer(
        self, subject: int, ver: int, digest: bytes, until: int, spare: int
    ) -> tuple[int, bool]:
        """One statement."""
        row = await self.db.fetchrow(KEEP_LONGER, subject, ver, digest, until, until + spare)
        return (row["id"], row["kept"]) if row else (0, False)

    async def give_up(self, snapshot: int) -> None:
        """One statement."""
        await self.db.execute(
            "UPDATE content_versions SET sha256 = sha256 || int8send(id) WHERE id = $1", snapshot
        )

    async def add_evidence(
        self, snapshot: Snapshot, digest: bytes, sealed: bytes, kept: Kept, key_id: str
    ) -> None:
        """One statement."""
        await self.db.execute(
            KEPT + SHOWN,
            kept.id,
            snapshot.subject,
            EVERY_TAB,
            snapshot.id,
            snapshot.ver,
            digest,
            snapshot.created,
            sealed,
            kept.digest,
            kept.size,
            key_id,
            kept.keep_until,
        )

    async def sealed(self, evidence: int) -> bytes | None:
        """One statement."""
        found: bytes | None = await self.db.fetchval("SELECT sealed FROM evidence WHERE id = $1", evidence)
        return found

    async def sealed_by_digest(self, digest: bytes) -> bytes | None:
        """One statement over an index."""
        found: bytes | None = await self.db.fetchval("SELECT sealed FROM evidence WHERE digest = $1", digest)
        return found

    async def plain(self, limit: int) -> list[tuple[int, int, bytes]]:
        """One statement over a partial index."""
        rows = await self.db.fetch(
            "SELECT id, content_version, blob FROM evidence WHERE blob IS NOT NULL ORDER BY id LIMIT $1"
            " FOR UPDATE SKIP LOCKED",
            limit,
        )
        return [(row["id"], row["content_version"], row["blob"]) for row in rows]

    async def replace_plain(
        self, snapshot: int, digest: bytes, sealed: bytes, kept: Kept, key_id: str
    ) -> None:
        """Two statements."""
        await self.db.execute(
            "UPDATE evidence SET blob = NULL, sealed = $2, digest = $3, size = $4, key_id = $5 WHERE id = $1",
            kept.id,
            sealed,
            kept.digest,
            kept.size,
            key_id,
        )
        await self.db.execute(
            "UPDATE content_versions SET body = NULL, sha256 = $2 WHERE id = $1", snapshot, digest
        )

    async def expired(self, now: int, limit: int) -> list[Kept]:
        """One statement."""
        rows = await self.db.fetch(EXPIRED, now, list(OPEN_STATES), limit)
        return [kept_from(row) for row in rows]

    async def destroy(self, evidence: int, at: int) -> None:
        """Two statements."""
        await self.db.execute("DELETE FROM evidence_files WHERE evidence_id = $1", evidence)
        await self.db.execute(
            "UPDATE evidence SET sealed = NULL, blob = NULL, destroyed_at = $2 WHERE id = $1", evidence, at
        )

    async def set_hold(self, case: int, reason: str | None) -> int:
        """One statement."""
        rows = await self.db.fetch(
            "UPDATE evidence e SET hold_reason = $2 FROM content_versions v JOIN cases c ON c.subject_id = v.subject_id"
            " WHERE v.id = e.content_version AND c.id = $1 AND e.sealed IS NOT NULL RETURNING e.id",
            case,
            reason,
        )
        return len(rows)

    async def evidence_of(self, case: int) -> list[Kept]:
        """One statement."""
        rows = await self.db.fetch(
            "SELECT e.id, e.digest, e.size, e.keep_until FROM evidence e"
            " JOIN content_versions v ON v.id = e.content_version JOIN cases c ON c.subject_id = v.subject_id"
            " WHERE c.id = $1 AND e.digest IS NOT NULL ORDER BY e.id",
            case,
        )
        return [kept_from(row) for row in rows]

    async def recipients(self, fresh: str) -> str:
        """Two statements."""
        if fresh:
            await self.db.execute(
                "INSERT INTO vault_identity (recipients) VALUES ($1) ON CONFLICT DO NOTHING", fresh
            )
        found: str | None = await self.db.fetchval("SELECT recipients FROM vault_identity")
        return found or ""

    async def set_recipients(self, recipients: str) -> bool:
        """One statement."""
        changed = await self.db.fetchval(
            "INSERT INTO vault_identity (recipients) VALUES ($1) ON CONFLICT (one) DO UPDATE"
            " SET recipients = excluded.recipients WHERE vault_identity.recipients <> excluded.recipients RETURNING 1",
            recipients,
        )
        return bool(changed)


def kept_from(row: asyncpg.Record) -> Kept:
    """From a row."""
    return Kept(id=row["id"], digest=row["digest"], size=row["size"], keep_until=row["keep_until"])
