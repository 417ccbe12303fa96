"""Rows of challenges and passkeys."""

import asyncpg

from tambour.adapters.postgres.executor import Executor
from tambour.domain.accounts import Challenge, Passkey

CHALLENGE_COLUMNS = "id, kind, user_id, secret, device, address, expires"
PASSKEY_COLUMNS = "credential_id, user_id, public_key, sign_count, label, created, used"


def challenge_of(row: asyncpg.Record | None) -> Challenge | None:
    """A Challenge from a row of CHALLENGE_COLUMNS."""
    if row is None:
        return None
    return Challenge(
        id=row["id"],
        kind=row["kind"],
        user=row["user_id"] or 0,
        secret=row["secret"],
        device=row["device"],
        address=row["address"],
        expires=row["expires"],
    )


def passkey_of(row: asyncpg.Record) -> Passkey:
    """A Passkey from a row of PASSKEY_COLUMNS."""
    return Passkey(
        id=row["credential_id"],
        user=row["user_id"],
        public_key=row["public_key"],
        sign_count=row["sign_count"],
        label=row["label"],
        created=row["created"],
        used=row["used"] or 0,
    )


class Keys:
    """See ChallengeRows and PasskeyRows in ports/accounts.py."""

    db: Executor

    async def add_challenge(self, challenge: Challenge) -> None:
        """One statement."""
        await self.db.execute(
            f"INSERT INTO challenges ({CHALLENGE_COLUMNS}) VALUES ($1, $2, $3, $4, $5, $6, $7)",
            challenge.id,
            challenge.kind,
            challenge.user or None,
            challenge.secret,
            challenge.device,
            challenge.address,
            challenge.expires,
        )

    async def challenge(self, id: str, kind: str, *, now: int) -> Challenge | None:
        """One statement."""
        return challenge_of(
            await self.db.fetchrow(
                f"SELECT {CHALLENGE_COLUMNS} FROM challenges WHERE id = $1 AND kind = $2 AND expires > $3",
                id,
                kind,
                now,
            )
        )

    async def use_challenge(self, id: str, kind: str, *, now: int) -> Challenge | None:
        """One statement: of two who come at once one gets it."""
        return challenge_of(
            await self.db.fetchrow(
                "DELETE FROM challenges WHERE id = $1 AND kind = $2 AND expires > $3"
                f" RETURNING {CHALLENGE_COLUMNS}",
                id,
                kind,
                now,
            )
        )

    async def accept_challenge(self, id: str, user: int, *, now: int) -> Challenge | None:
        """One statement."""
        return challenge_of(
            await self.db.fetchrow(
                "UPDATE challenges SET user_id = $2"
                " WHERE id = $1 AND kind = 'qr' AND user_id IS NULL AND expires > $3"
                f" RETURNING {CHALLENGE_COLUMNS}",
                id,
                user,
                now,
            )
        )

    async def add_passkey(self, passkey: Passkey) -> bool:
        """One statement."""
        added = await self.db.execute(
            "INSERT INTO passkeys (credential_id, user_id, public_key, sign_count, label, created)"
            " VALUES ($1, $2, $3, $4, $5, $6) ON CONFLICT DO NOTHING",
            passkey.id,
            passkey.user,
            passkey.public_key,
            passkey.sign_count,
            passkey.label,
            passkey.created,
        )
        return added == "INSERT 0 1"

    async def passkey(self, id: bytes) -> Passkey | None:
        """One statement."""
        row = await self.db.fetchrow(f"SELECT {PASSKEY_COLUMNS} FROM passkeys WHERE credential_id = $1", id)
        return passkey_of(row) if row else None

    async def passkeys_of(self, user: int) -> list[Passkey]:
        """One statement."""
        rows = await self.db.fetch(
            f"SELECT {PASSKEY_COLUMNS} FROM passkeys WHERE user_id = $1 ORDER BY created, credential_id", user
        )
        return [passkey_of(row) for row in rows]

    async def used_passkey(self, id: bytes, sign_count: int, now: int) -> None:
        """One statement."""
        await self.db.execute(
            "UPDATE passkeys SET sign_count = $2, used = $3 WHERE credential_id = $1", id, sign_count, now
        )

    async def drop_passkey(self, user: int, id: bytes) -> bool:
        """One statement."""
        gone = await self.db.execute(
            "DELETE FROM passkeys WHERE credential_id = $1 AND user_id = $2", id, user
        )
        return gone == "DELETE 1"
