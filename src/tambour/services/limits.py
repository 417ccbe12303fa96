"""Limits that outlive a restart: token buckets in the database, for codes, joins, imports and reports."""

from dataclasses import dataclass
from math import ceil

from tambour.domain.errors import Flood
from tambour.ports.outside import Clock
from tambour.ports.store import Store, Tx

HOUR_S = 3600.0
DAY_S = 86_400.0


@dataclass(frozen=True, slots=True)
class Want:
    """`cost` tokens of a bucket that holds `burst` and gets one more every `every_s` seconds."""

    bucket: str
    burst: float
    every_s: float
    cost: float = 1.0


def per_hour(bucket: str, count: float, cost: float = 1.0) -> Want:
    """`count` an hour, all at once if need be."""
    return Want(bucket, count, HOUR_S / count, cost)


def per_day(bucket: str, count: float, cost: float = 1.0) -> Want:
    """`count` a day, all at once if need be."""
    return Want(bucket, count, DAY_S / count, cost)


@dataclass(frozen=True, slots=True)
class Limits:
    """Takes from buckets, all or none. Only load tests switch it off."""

    store: Store
    clock: Clock
    enabled: bool = True

    async def take(self, *wants: Want) -> None:
        """Take every want or nothing. Raises Flood with the seconds until the emptiest bucket allows it."""
        if not self.enabled:
            return
        async with self.store.writing() as tx:
            await self.take_in(tx, *wants)

    async def take_in(self, tx: Tx, *wants: Want) -> None:
        """The same with the transaction that does what is limited: what comes to nothing takes nothing."""
        if not self.enabled:
            return
        now = self.clock.now()
        for want in sorted(wants, key=lambda want: want.bucket):  # one order, so that no two lock crosswise
            short = await tx.accounts.take_tokens(
                want.bucket, burst=want.burst, every_ms=want.every_s * 1000, cost=want.cost, now=now
            )
            if short > 0:
                raise Flood(max(1, ceil(short * want.every_s)))

    async def give_back(self, *wants: Want) -> None:
        """Return what turned out to be honest use."""
        for want in wants:
            await self.store.read.accounts.give_tokens(want.bucket, burst=want.burst, cost=want.cost)
