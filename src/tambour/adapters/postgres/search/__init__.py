"""The index of messages, in PostgreSQL: vocabulary, questions, writing."""

import asyncpg

from tambour.adapters.postgres.search.find import Find
from tambour.adapters.postgres.search.index import Index
from tambour.adapters.postgres.search.lexicon import Lexicon


def search_rows(pool: "asyncpg.Pool[asyncpg.Record]") -> tuple[Lexicon, Find, Index]:
    """One of each."""
    return Lexicon(pool), Find(pool), Index(pool)
