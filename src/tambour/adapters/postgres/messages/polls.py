"""Polls in PostgreSQL. The tally is kept with the votes; whoever votes holds the lock of the poll."""

from collections.abc import Sequence

import asyncpg

from tambour.adapters.postgres.executor import Executor
from tambour.domain.polls import Poll

COLUMNS = (
    "p.id, p.chat_id, p.author, p.question, p.options, p.tally, p.voters, p.multiple, p.anonymous, p.quiz_answer,"
    " p.closed, ARRAY (SELECT v.choice FROM poll_votes v WHERE v.poll_id = p.id AND v.user_id = $2 ORDER BY 1) AS my"
)


def poll_of(row: asyncpg.Record) -> Poll:
    """A Poll from a row of COLUMNS."""
    return Poll(
        id=row["id"],
        chat=row["chat_id"],
        author=row["author"],
        question=row["question"],
        options=tuple(row["options"]),
        tally=tuple(row["tally"]),
        voters=row["voters"],
        multiple=row["multiple"],
        anonymous=row["anonymous"],
        quiz_answer=row["quiz_answer"],
        closed=row["closed"] or 0,
        my=tuple(row["my"]),
    )


class Polls:
    """See PollRows in ports/polls.py."""

    def __init__(self, db: Executor) -> None:
        self.db = db

    async def get(self, ids: Sequence[int], viewer: int) -> list[Poll]:
        """One statement."""
        rows = await self.db.fetch(
            f"SELECT {COLUMNS} FROM polls p WHERE p.id = ANY ($1::bigint[])", list(ids), viewer
        )
        return [poll_of(row) for row in rows]

    async def lock(self, poll: int, viewer: int) -> Poll | None:
        """One statement."""
        row = await self.db.fetchrow(
            f"SELECT {COLUMNS} FROM polls p WHERE p.id = $1 FOR UPDATE", poll, viewer
        )
        return poll_of(row) if row else None

    async def add(self, poll: Poll, now: int) -> None:
        """One statement; a poll that is there already stays as it is."""
        await self.db.execute(
            "INSERT INTO polls (id, chat_id, author, question, options, tally, multiple, anonymous,"
            " quiz_answer, created) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10) ON CONFLICT (id) DO NOTHING",
            poll.id,
            poll.chat,
            poll.author,
            poll.question,
            poll.options,
            poll.tally,
            poll.multiple,
            poll.anonymous,
            poll.quiz_answer,
            now,
        )

    async def vote(self, poll: Poll, voter: int) -> None:
        """Three statements, under the lock of the poll: old choices out, new ones in, the tally."""
        await self.db.execute("DELETE FROM poll_votes WHERE poll_id = $1 AND user_id = $2", poll.id, voter)
        await self.db.execute(
            "INSERT INTO poll_votes (poll_id, user_id, choice) SELECT $1, $2, unnest($3::int[])",
            poll.id,
            voter,
            list(poll.my),
        )
        await self.db.execute(
            "UPDATE polls SET tally = $2, voters = $3 WHERE id = $1", poll.id, poll.tally, poll.voters
        )

    async def close(self, poll: int, now: int) -> None:
        """One statement."""
        await self.db.execute("UPDATE polls SET closed = $2 WHERE id = $1 AND closed IS NULL", poll, now)
