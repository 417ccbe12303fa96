"""Conversations with Drum in PostgreSQL."""

import asyncpg
import msgspec

from tambour.adapters.postgres.executor import Executor
from tambour.domain.bots.drum.talk import Say, Step
from tambour.ports.bots import Talk

TALK = "SELECT n, step, says, erase FROM drum_talks WHERE user_id = $1"
SAYS = tuple[Say, ...]


def talk_of(row: asyncpg.Record | None) -> Talk:
    """A row of TALK."""
    if row is None:
        return Talk()
    return Talk(
        n=row["n"],
        step=msgspec.convert(row["step"], Step),
        says=msgspec.convert(row["says"], SAYS),
        erase=row["erase"],
    )


class DrumTalks:
    """See DrumRows in ports/bots.py."""

    def __init__(self, db: Executor) -> None:
        self.db = db

    async def talk(self, user: int) -> Talk:
        """By primary key."""
        return talk_of(await self.db.fetchrow(TALK, user))

    async def lock_talk(self, user: int) -> Talk:
        """By primary key."""
        return talk_of(await self.db.fetchrow(f"{TALK} FOR UPDATE", user))

    async def keep_talk(self, user: int, talk: Talk) -> None:
        """One statement."""
        await self.db.execute(
            "INSERT INTO drum_talks (user_id, n, step, says, erase) VALUES ($1, $2, $3, $4, $5)"
            " ON CONFLICT (user_id) DO UPDATE SET n = excluded.n, step = excluded.step, says = excluded.says,"
            " erase = excluded.erase",
            user,
            talk.n,
            msgspec.to_builtins(talk.step),
            msgspec.to_builtins(talk.says),
            talk.erase,
        )
