"""The evidence vault: what was seen is sealed before it is written, opened with a purpose, and destroyed in time.

Every sealing, every look and every destruction is an entry of the ledger in the same transaction.
"""

import asyncio
import hashlib
import logging
from dataclasses import dataclass, replace

import msgspec

from tambour.domain.errors import BadInput, Forbidden, NotFound
from tambour.domain.ids import DAY_MS
from tambour.moderation.ledger.entries import Payload, Sealing
from tambour.moderation.records import Json, Snapshot
from tambour.ports.outside import Clock, Ids
from tambour.ports.store import Store, Tx
from tambour.ports.vault import Kept, Locked, Sealer
from tambour.services.accounts.vault import Vault

KEEP_MS = 184 * DAY_MS
"""Six calendar months at least."""
SPARE_MS = 3_600_000
"""What is complained of again is kept that much longer than it must be: its end is written once an hour."""
REASON_MAX = 200
BATCH = 100
EVERY_S = 600

log = logging.getLogger(__name__)


@dataclass
class EvidenceVault:
    """`secrets`: for digests that find equal evidence again and tell nobody what it is."""

    store: Store
    clock: Clock
    ids: Ids
    sealer: Sealer
    secrets: Vault

    async def keep(self, tx: Tx, subject: int, ver: int, body: Json, at: int, *, new: bool = False) -> int:
        """Seal what was seen and return its snapshot; the same content of a subject is kept once. `new`: nothing can
        have been kept of this subject."""
        plain = msgspec.json.encode(body, order="sorted")
        digest = self.secrets.digest("evidence", plain.decode())
        if not new:
            found, kept = await tx.cases.keep_longer(subject, ver, digest, at + KEEP_MS, SPARE_MS)
            if kept:
                return found
            if found:
                await tx.cases.give_up(found)
        return await self.add(tx, subject, ver, plain, digest, at)

    async def add(self, tx: Tx, subject: int, ver: int, plain: bytes, digest: bytes, at: int) -> int:
        """A snapshot of its own."""
        fresh = self.ids.new()
        sealed = self.sealer.seal(plain)
        kept = kept_of(fresh, sealed, at + KEEP_MS)
        snapshot = Snapshot(id=fresh, subject=subject, ver=ver, body={}, created=at)
        await tx.cases.add_evidence(snapshot, digest, sealed, kept, self.sealer.key_id)
        await self.note_sealed(tx, kept, plain, at)
        return fresh

    async def note_sealed(self, tx: Tx, kept: Kept, plain: bytes, at: int) -> None:
        """The ledger names the object openly, and commits to what is in it."""
        told = Sealing(digest=kept.digest, size=kept.size)
        payload: Payload = {"plain": hashlib.sha256(plain).hexdigest(), "keys": self.sealer.key_id}
        await tx.cases.seal(0, "evidence.seal", f"evidence:{kept.id}", payload, at, told)

    async def open(self, tx: Tx, case: int, snapshot: Snapshot, who: int, purpose: str) -> Snapshot:
        """With its words, for somebody who may see them; who and why is written down first.

        Raises Forbidden(vault.locked) where this process has no key. Destroyed evidence is empty.
        """
        now = self.clock.now()
        if snapshot.evidence:
            await tx.cases.log_view(self.ids.new(), snapshot.evidence, who, purpose, now)
        payload: Payload = {"purpose": purpose, "evidence": snapshot.evidence}
        await tx.cases.seal(who, "case.view", f"case:{case}", payload, now)
        return replace(snapshot, body=await self.words(tx, snapshot))

    async def words(self, tx: Tx, snapshot: Snapshot) -> Json:
        """What was kept, for a look that is written down already; nothing where it was destroyed."""
        sealed = await tx.cases.sealed(snapshot.evidence)
        if sealed is None:
            return snapshot.body
        return msgspec.json.decode(self.opened(sealed), type=dict[str, object])

    def opened(self, sealed: bytes) -> bytes:
        """Raises Forbidden(vault.locked)."""
        try:
            return self.sealer.open(sealed)
        except Locked as locked:
            raise Forbidden("vault.locked") from locked

    async def hold(self, who: int, case: int, reason: str) -> int:
        """Nothing of this case is destroyed until it is released; returns how many objects. `who` 0: the operator."""
        reason = reason.strip()
        if not reason or len(reason) > REASON_MAX:
            raise BadInput("reason", limit=REASON_MAX)
        return await self.set_hold(who, case, reason)

    async def release(self, who: int, case: int) -> int:
        """The usual time counts again."""
        return await self.set_hold(who, case, None)

    async def set_hold(self, who: int, case: int, reason: str | None) -> int:
        """Raises NotFound where the case has no evidence."""
        now = self.clock.now()
        async with self.store.writing() as tx:
            count = await tx.cases.set_hold(case, reason)
            if not count:
                raise NotFound("no evidence of such a case")
            verb = "evidence.hold" if reason else "evidence.release"
            await tx.cases.seal(who, verb, f"case:{case}", {"reason": reason or ""}, now)
        return count

    async def seal_old(self) -> int:
        """What older versions kept in plain; returns how many. Safe to repeat and to be killed."""
        done = 0
        while True:
            async with self.store.writing() as tx:
                rows = await tx.cases.plain(BATCH)
                for evidence, snapshot, plain in rows:
                    sealed = self.sealer.seal(plain)
                    kept, digest = (
                        kept_of(evidence, sealed, 0),
                        self.secrets.digest("evidence", plain.decode()),
                    )
                    await tx.cases.replace_plain(snapshot, digest, sealed, kept, self.sealer.key_id)
                    await self.note_sealed(tx, kept, plain, tx.now)
            done += len(rows)
            if len(rows) < BATCH:
                return done

    async def destroy_expired(self) -> int:
        """What nobody needs any more; returns how many."""
        done = 0
        while True:
            async with self.store.writing() as tx:
                over = await tx.cases.expired(tx.now, BATCH)
                for kept in over:
                    await tx.cases.destroy(kept.id, tx.now)
                    told = Sealing(digest=kept.digest, size=kept.size)
                    await tx.cases.seal(0, "evidence.destroy", f"evidence:{kept.id}", {}, tx.now, told)
            done += len(over)
            if len(over) < BATCH:
                return done

    async def run(self) -> None:
        """Until cancelled: at the start, then every ten minutes."""
        while True:
            try:
                await self.seal_old()
                await self.destroy_expired()
            except Exception:
                log.warning("the vault's housekeeping failed and will be tried again", exc_info=True)
            await asyncio.sleep(EVERY_S)


def kept_of(evidence: int, sealed: bytes, until: int) -> Kept:
    """What the tables and the ledger say of an object."""
    return Kept(id=evidence, digest=hashlib.sha256(sealed).digest(), size=len(sealed), keep_until=until)
