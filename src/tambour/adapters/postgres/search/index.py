"""Writing the index: documents put and taken in the transaction that holds the marks of their chats."""

from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass

import asyncpg
from typing_extensions import override

from tambour.adapters.postgres.messages.pages import Pages
from tambour.adapters.postgres.readers import LogPart, MarksTable, behind, holding
from tambour.domain.messages import Kept
from tambour.ports.search import Document

TABLE: MarksTable = "search_marks"
PUT = """
INSERT INTO search_docs AS s (chat_id, seq, at, words)
SELECT d.chat, d.seq, d.at, d.words::int[] FROM unnest($1::bigint[], $2::bigint[], $3::int[], $4::text[])
    AS d (chat, seq, at, words)
ON CONFLICT (chat_id, at, seq) DO UPDATE SET words = excluded.words WHERE s.words <> excluded.words
"""
TAKE_OUT = """
DELETE FROM search_docs d USING unnest($1::bigint[], $2::bigint[], $3::int[]) AS x (chat, seq, at)
WHERE d.chat_id = x.chat AND d.at = x.at AND d.seq = x.seq
"""


class Indexing(LogPart):
    """See ports/search.py."""

    again = ("e", "d", "rm", "rs")

    @override
    async def kept(self, rows: Sequence[asyncpg.Record]) -> list[Kept]:
        """One statement more where there are polls."""
        return await Pages(self.db).with_polls(rows, 0)

    async def write(self, documents: Sequence[Document]) -> None:
        """One statement for those with words, one for those without."""
        put = [d for d in documents if d.words]
        gone = [d for d in documents if not d.words]
        if put:
            words = ["{" + ",".join(map(str, sorted(d.words))) + "}" for d in put]
            await self.db.execute(
                PUT, [d.chat for d in put], [d.seq for d in put], [d.at for d in put], words
            )
        if gone:
            await self.db.execute(
                TAKE_OUT, [d.chat for d in gone], [d.seq for d in gone], [d.at for d in gone]
            )


@dataclass
class Index:
    """See IndexRows in ports/search.py."""

    pool: "asyncpg.Pool[asyncpg.Record]"

    @asynccontextmanager
    async def taking(self, chats: Sequence[int]) -> AsyncIterator[Indexing]:
        """See readers.py."""
        async with holding(self.pool, TABLE, chats, private=True) as (db, marks):
            yield Indexing(db, marks, TABLE)

    async def behind(self, after: int, limit: int) -> tuple[list[tuple[int, int]], int]:
        """See readers.py."""
        return await behind(self.pool, TABLE, after, limit, private=True)
