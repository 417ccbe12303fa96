"""Polls in PostgreSQL. The tally is kept with the votes; whoever votes holds the lock of the poll."""

from collections.abc import Mapping, Sequence

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

    async def lock(self, polls: Sequence[int], viewer: int) -> list[Poll]:
        """One statement; in order of id, so that nobody waits in a circle."""
        rows = await self.db.fetch(
            f"SELECT {COLUMNS} FROM polls p WHERE p.id = ANY ($1::bigint[]) ORDER BY p.id FOR UPDATE",
            list(polls),
            viewer,
        )
        return [poll_of(row) for row in rows]

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

    async def choices(
        self, polls: Sequence[int], voters: Sequence[int]
    ) -> dict[tuple[int, int], tuple[int, ...]]:
        """One statement."""
        rows = await self.db.fetch(
            "SELECT poll_id, user_id, array_agg(choice ORDER BY choice) AS my FROM poll_votes"
            " WHERE poll_id = ANY ($1::bigint[]) AND user_id = ANY ($2::bigint[]) GROUP BY 1, 2",
            list(polls),
            list(voters),
        )
        return {(row["poll_id"], row["user_id"]): tuple(row["my"]) for row in rows}

    async def ballots(self, poll: int, after: int, limit: int) -> list[tuple[int, tuple[int, ...]]]:
        """One statement by primary key."""
        rows = await self.db.fetch(
            "SELECT user_id, array_agg(choice ORDER BY choice) AS choices FROM poll_votes"
            " WHERE poll_id = $1 AND user_id > $2 GROUP BY user_id ORDER BY user_id LIMIT $3",
            poll,
            after,
            limit,
        )
        return [(row["user_id"], tuple(row["choices"])) for row in rows]

    async def vote(self, polls: Sequence[Poll], ballots: Mapping[tuple[int, int], Sequence[int]]) -> None:
        """Three statements, under the lock of the polls: old choices out, new ones in, the tallies."""
        await self.db.execute(
            "DELETE FROM poll_votes v USING unnest($1::bigint[], $2::bigint[]) AS t (p, u)"
            " WHERE v.poll_id = t.p AND v.user_id = t.u",
            [poll for poll, _ in ballots],
            [voter for _, voter in ballots],
        )
        chosen = [(poll, voter, choice) for (poll, voter), my in ballots.items() for choice in my]
        await self.db.execute(
            "INSERT INTO poll_votes (poll_id, user_id, choice)"
            " SELECT * FROM unnest($1::bigint[], $2::bigint[], $3::int[])",
            [poll for poll, _, _ in chosen],
            [voter for _, voter, _ in chosen],
            [choice for _, _, choice in chosen],
        )
        await self.db.executemany(
            "UPDATE polls SET tally = $2, voters = $3 WHERE id = $1",
            [(poll.id, poll.tally, poll.voters) for poll in polls],
        )

    async def close(self, poll: int, now: int) -> None:
        """One statement."""
        await self.db.execute("UPDATE polls SET closed = $2 WHERE id = $1 AND closed IS NULL", poll, now)
