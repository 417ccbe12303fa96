"""Discussion groups in PostgreSQL: which channel speaks in which group, and the threads under its posts."""

from collections.abc import Sequence
from typing import Any

from tambour.adapters.postgres.executor import Executor
from tambour.ports.threads import Behind, Thread

THREAD = "t.chat_id, t.root_seq, t.post_chat, t.post_seq, t.comments"


class Threads:
    """See ports/threads.py."""

    def __init__(self, db: Executor) -> None:
        self.db = db

    async def link(self, channel: int, group: int, done: int) -> None:
        """One row."""
        await self.db.execute(
            "INSERT INTO discussions (channel_id, group_id, done_seq) VALUES ($1, $2, $3)"
            " ON CONFLICT (channel_id) DO UPDATE SET group_id = excluded.group_id, done_seq = excluded.done_seq",
            channel,
            group,
            done,
        )

    async def unlink(self, channel: int) -> None:
        """By primary key."""
        await self.db.execute("DELETE FROM discussions WHERE channel_id = $1", channel)

    async def behind(self, channels: Sequence[int]) -> list[Behind]:
        """By primary key; over all discussions where no channel is named."""
        rows = await self.db.fetch(
            "SELECT d.channel_id, d.group_id, d.done_seq FROM discussions d JOIN chats c ON c.id = d.channel_id"
            " WHERE c.last_seq > d.done_seq AND c.state = 'live'"
            " AND (cardinality($1::bigint[]) = 0 OR d.channel_id = ANY ($1)) ORDER BY 1",
            list(channels),
        )
        return [Behind(row["channel_id"], row["group_id"], row["done_seq"]) for row in rows]

    async def move(self, channel: int, done: int) -> None:
        """By primary key."""
        await self.db.execute(
            "UPDATE discussions SET done_seq = $2 WHERE channel_id = $1 AND done_seq < $2", channel, done
        )

    async def add(self, thread: Thread) -> None:
        """One row."""
        await self.db.execute(
            "INSERT INTO threads (chat_id, root_seq, post_chat, post_seq) VALUES ($1, $2, $3, $4)"
            " ON CONFLICT DO NOTHING",
            thread.chat,
            thread.root,
            thread.post_chat,
            thread.post_seq,
        )

    async def of_post(self, chat: int, seq: int) -> Thread | None:
        """By the unique index on the post."""
        row: Any = await self.db.fetchrow(
            f"SELECT {THREAD} FROM threads t JOIN chats c ON c.id = t.post_chat AND c.linked_id = t.chat_id"
            " WHERE t.post_chat = $1 AND t.post_seq = $2",
            chat,
            seq,
        )
        return Thread(*row) if row else None

    async def of_root(self, chat: int, root: int) -> Thread | None:
        """By primary key."""
        row: Any = await self.db.fetchrow(
            f"SELECT {THREAD} FROM threads t WHERE t.chat_id = $1 AND t.root_seq = $2", chat, root
        )
        return Thread(*row) if row else None

    async def thread_of(self, chat: int, seq: int) -> int:
        """Three look-ups by primary key. Flags 14 = deleted | removed | quarantined."""
        root: int | None = await self.db.fetchval(
            "SELECT t.root_seq FROM messages m"
            " JOIN threads t ON t.chat_id = m.chat_id AND t.root_seq = coalesce(m.thread, m.seq)"
            " JOIN messages r ON r.chat_id = t.chat_id AND r.seq = t.root_seq AND r.flags & 14 = 0"
            " WHERE m.chat_id = $1 AND m.seq = $2",
            chat,
            seq,
        )
        return root or 0

    async def of_comments(self, chat: int, seqs: Sequence[int]) -> list[int]:
        """By primary key."""
        rows = await self.db.fetch(
            "SELECT DISTINCT thread FROM messages WHERE chat_id = $1 AND seq = ANY ($2::bigint[])"
            " AND thread IS NOT NULL",
            chat,
            list(seqs),
        )
        return [row["thread"] for row in rows]

    async def counts(self, roots: Sequence[tuple[int, int]]) -> list[Thread]:
        """By primary key."""
        rows = await self.db.fetch(
            f"SELECT {THREAD} FROM threads t JOIN unnest($1::bigint[], $2::bigint[]) AS w (chat, root)"
            " ON t.chat_id = w.chat AND t.root_seq = w.root ORDER BY t.post_chat, t.post_seq",
            [chat for chat, _ in roots],
            [root for _, root in roots],
        )
        return [Thread(*row) for row in rows]

    async def mark(self, channel: int, seqs: Sequence[int]) -> None:
        """By the unique index on the post."""
        await self.db.execute(
            "INSERT INTO thread_todo (post_chat, post_seq) SELECT post_chat, post_seq FROM threads"
            " WHERE post_chat = $1 AND post_seq = ANY ($2::bigint[]) ON CONFLICT DO NOTHING",
            channel,
            list(seqs),
        )

    async def marked(self, limit: int) -> list[Thread]:
        """A small table; taken rows are locked until the end of the transaction, others skip them."""
        rows = await self.db.fetch(
            f"SELECT {THREAD} FROM thread_todo w JOIN threads t USING (post_chat, post_seq)"
            " ORDER BY t.chat_id, t.root_seq LIMIT $1 FOR UPDATE OF w SKIP LOCKED",
            limit,
        )
        return [Thread(*row) for row in rows]

    async def settle(self, thread: Thread) -> None:
        """By primary key."""
        await self.db.execute(
            "DELETE FROM thread_todo WHERE post_chat = $1 AND post_seq = $2",
            thread.post_chat,
            thread.post_seq,
        )
