"""Words that stand in pictures or are spoken: a queue of files to be read or heard, and what was."""

from collections import defaultdict
from collections.abc import Sequence

from tambour.adapters.postgres.executor import Executor
from tambour.domain.visible import GONE
from tambour.moderation.reading import HEARD, READ
from tambour.ports.reading import Turn

TABLES = {READ: "file_words", HEARD: "file_speech"}
"""Of one shape."""
CLAIM = """
UPDATE {table} w SET tries = w.tries + 1, lease_until = $2 WHERE file_id = (
    SELECT w.file_id FROM {table} w LEFT JOIN files f ON f.id = w.file_id
    WHERE w.words IS NULL AND w.lease_until <= $1
    ORDER BY NOT $4 AND f.kind IS DISTINCT FROM 'photo', w.asked, w.file_id LIMIT 1 FOR UPDATE OF w SKIP LOCKED
) RETURNING w.file_id, w.asked, w.tries, EXISTS (
    SELECT FROM attachments a JOIN chats c ON c.id = a.chat_id AND c.is_public
    JOIN messages m ON m.chat_id = a.chat_id AND m.seq = a.seq AND m.flags & $3 = 0 WHERE a.file_id = w.file_id
) AS public
"""
UNTOLD = """
SELECT w.file_id, a.chat_id, a.seq
FROM (SELECT file_id FROM {table} WHERE words <> '' AND NOT told ORDER BY file_id LIMIT $1) w
LEFT JOIN LATERAL (
    SELECT DISTINCT a.chat_id, a.seq FROM attachments a JOIN chats c ON c.id = a.chat_id AND c.is_public
    WHERE a.file_id = w.file_id ORDER BY a.chat_id, a.seq LIMIT $2
) a ON true
"""
PLACES_MAX = 200
"""Of one file; who sends it later is looked at then."""


class Words:
    """See WordRows in ports/reading.py."""

    def __init__(self, db: Executor, sense: str) -> None:
        self.db, self.table = db, TABLES[sense]

    async def ask(self, files: Sequence[str], now: int) -> None:
        """One statement."""
        await self.db.execute(
            f"INSERT INTO {self.table} (file_id, asked) SELECT x, $2 FROM unnest($1::text[]) AS x ORDER BY x"
            " ON CONFLICT DO NOTHING",
            list(files),
            now,
        )

    async def words(self, files: Sequence[str]) -> dict[str, str]:
        """One statement."""
        rows = await self.db.fetch(
            f"SELECT file_id, words FROM {self.table} WHERE file_id = ANY ($1::text[]) AND words <> ''",
            list(files),
        )
        return {row["file_id"]: row["words"] for row in rows}

    async def claim(self, now: int, lease_ms: int, *, oldest: bool = False) -> Turn | None:
        """One statement."""
        row = await self.db.fetchrow(CLAIM.format(table=self.table), now, now + lease_ms, GONE, oldest)
        if row is None:
            return None
        return Turn(file=row["file_id"], asked=row["asked"], tries=row["tries"], public=row["public"])

    async def give_back(self, file: str) -> None:
        """One statement."""
        await self.db.execute(
            f"UPDATE {self.table} SET tries = tries - 1, lease_until = 0 WHERE file_id = $1 AND words IS NULL",
            file,
        )

    async def put_off(self, file: str, until: int, now: int) -> None:
        """One statement."""
        await self.db.execute(
            f"UPDATE {self.table} SET tries = tries - 1, lease_until = $2,"
            " failed = CASE WHEN failed = 0 THEN $3 ELSE failed END WHERE file_id = $1 AND words IS NULL",
            file,
            until,
            now,
        )

    async def failing_since(self, asked_after: int) -> int:
        """One statement."""
        since: int | None = await self.db.fetchval(
            f"SELECT min(failed) FROM {self.table} WHERE words IS NULL AND failed > 0 AND asked > $1",
            asked_after,
        )
        return since or 0

    async def settle(self, file: str, words: str, now: int) -> None:
        """One statement; of a file that is gone nothing is kept."""
        await self.db.execute(
            f"UPDATE {self.table} SET words = $2, told = $2 = '', read = $3 WHERE file_id = $1",
            file,
            words,
            now,
        )

    async def drop(self, file: str) -> None:
        """One statement."""
        await self.db.execute(f"DELETE FROM {self.table} WHERE file_id = $1 AND words IS NULL", file)

    async def waiting(self) -> int:
        """One statement."""
        found: int = await self.db.fetchval(f"SELECT count(*) FROM {self.table} WHERE words IS NULL")
        return found

    async def untold(self, limit: int) -> dict[str, list[tuple[int, int]]]:
        """One statement."""
        found: defaultdict[str, list[tuple[int, int]]] = defaultdict(list)
        for row in await self.db.fetch(UNTOLD.format(table=self.table), limit, PLACES_MAX):
            found[row["file_id"]] += [(row["chat_id"], row["seq"])] if row["chat_id"] else []
        return dict(found)

    async def tell(self, files: Sequence[str]) -> None:
        """One statement."""
        await self.db.execute(
            f"UPDATE {self.table} SET told = true WHERE file_id = ANY ($1::text[])", list(files)
        )
