"""Rows of attempts to sign in."""

from collections.abc import Sequence

import asyncpg

from tambour.adapters.postgres.executor import Executor
from tambour.domain.accounts import Attempt

ATTEMPT_COLUMNS = (
    "id, channel, target_hmac, target_sealed, code_hash, tries, stage, user_id, device, address, lang,"
    " created, expires"
)


def attempt_of(row: asyncpg.Record) -> Attempt:
    """An Attempt from a row of ATTEMPT_COLUMNS."""
    return Attempt(
        id=row["id"],
        channel=row["channel"],
        target_hmac=row["target_hmac"],
        target_sealed=row["target_sealed"],
        code_hash=row["code_hash"],
        tries=row["tries"],
        stage=row["stage"],
        user=row["user_id"] or 0,
        device=row["device"],
        address=row["address"],
        lang=row["lang"],
        created=row["created"],
        expires=row["expires"],
    )


class SignIns:
    """See SignInRows in ports/accounts.py."""

    db: Executor

    async def add_attempt(self, attempt: Attempt) -> None:
        """One statement."""
        await self.db.execute(
            f"INSERT INTO sign_ins ({ATTEMPT_COLUMNS})"
            " VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)",
            attempt.id,
            attempt.channel,
            attempt.target_hmac,
            attempt.target_sealed,
            attempt.code_hash,
            attempt.tries,
            attempt.stage,
            attempt.user or None,
            attempt.device,
            attempt.address,
            attempt.lang,
            attempt.created,
            attempt.expires,
        )

    async def try_attempt(
        self, id: str, stages: Sequence[str], *, tries_max: int, now: int
    ) -> Attempt | None:
        """One statement: the count moves before the answer is known, so parallel guesses gain nothing."""
        row = await self.db.fetchrow(
            "UPDATE sign_ins SET tries = tries + 1"
            " WHERE id = $1 AND stage = ANY($2::text[]) AND tries < $3 AND expires > $4"
            f" RETURNING {ATTEMPT_COLUMNS}",
            id,
            list(stages),
            tries_max,
            now,
        )
        return attempt_of(row) if row else None

    async def move_attempt(self, id: str, stage: str, user: int) -> bool:
        """One statement."""
        moved = await self.db.execute(
            "UPDATE sign_ins SET stage = $2, user_id = $3 WHERE id = $1 AND stage <> 'done'",
            id,
            stage,
            user or None,
        )
        return moved == "UPDATE 1"
