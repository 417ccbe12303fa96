"""Token buckets, and the mark that ties a database to its secret."""

from tambour.adapters.postgres.executor import Executor


class Limits:
    """See LimitRows in ports/accounts.py."""

    db: Executor

    async def take_tokens(
        self, bucket: str, *, burst: float, every_ms: float, cost: float, now: int
    ) -> float:
        """One statement: fill up for the time gone by, then take. Below zero the caller rolls back."""
        left: float = await self.db.fetchval(
            """
            INSERT INTO limits AS l (bucket, tokens, at)
            VALUES ($1, $2::double precision - $4::double precision, $5)
            ON CONFLICT (bucket) DO UPDATE SET
                tokens = least($2, l.tokens + greatest(0, $5 - l.at) / $3::double precision) - $4,
                at = greatest(l.at, $5)
            RETURNING tokens
            """,
            bucket,
            burst,
            every_ms,
            cost,
            now,
        )
        return max(0.0, -left)

    async def give_tokens(self, bucket: str, *, burst: float, cost: float) -> None:
        """One statement."""
        await self.db.execute(
            "UPDATE limits SET tokens = least($2, tokens + $3) WHERE bucket = $1", bucket, burst, cost
        )

    async def mark_secret(self, mark: bytes) -> bytes:
        """One statement."""
        stands: bytes | None = await self.db.fetchval(
            "UPDATE instance SET pepper_check = coalesce(pepper_check, $1) RETURNING pepper_check", mark
        )
        return stands or b""
