"""What an older schema held is still there after the migration that gave it another form."""

import hashlib
import shutil
from typing import Any

import asyncpg
import msgspec

from tambour.adapters.postgres.migrate import SCHEMA, migrate
from tambour.adapters.postgres.store import open_store
from tambour.services.ledger.tree import integrate

OLD_CHAIN = 17


async def test_the_chain_of_hashes_becomes_the_beginning_of_the_ledger(
    empty_dsn: str, clock: Any, ids: Any, tmp_path: Any
) -> None:
    for path in SCHEMA.glob("*.sql"):
        if int(path.name[:4]) <= OLD_CHAIN:
            shutil.copy(path, tmp_path)
    db = await asyncpg.connect(empty_dsn)
    await migrate(db, clock, ids, tmp_path)
    for seq in range(1, 6):
        await db.execute(
            "INSERT INTO audit (seq, prev_hash, hash, actor, verb, object, payload, at)"
            " VALUES ($1, '', $2, 201, 'case.decide', 'case:7', $3::jsonb, $4)",
            seq,
            hashlib.sha256(b"%d" % seq).digest(),
            '{"facts": "Он призывал: \\"…\\"", "ver": 1}',
            clock.now() + seq,
        )
    await migrate(db, clock, ids)
    await db.close()
    store = await open_store(empty_dsn, clock, connections_max=2)
    assert await integrate(store) == 5
    entries = list(reversed(await store.read.cases.audit(0, 10)))
    assert [e.n for e in entries] == [0, 1, 2, 3, 4]
    for seq, entry in enumerate(entries, 1):
        assert entry.opens
        assert (entry.actor, entry.verb, entry.object) == (201, "case.decide", "case:7")
        assert entry.payload == {"facts": 'Он призывал: "…"', "ver": 1}
        assert entry.at == clock.now() + seq
        assert msgspec.json.decode(entry.leaf)["chain"] == hashlib.sha256(b"%d" % seq).hexdigest()
        assert b"201" not in entry.leaf.replace(b"%d" % entry.at, b"")[:60]
    await store.close()
