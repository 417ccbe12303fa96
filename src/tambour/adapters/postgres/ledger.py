"""The ledger in PostgreSQL: entries beside the acts, and the tree's complete subtrees."""

import secrets
from collections.abc import Sequence
from dataclasses import dataclass

import asyncpg

from tambour.adapters.postgres.executor import Executor
from tambour.moderation.ledger.entries import SALT_BYTES, Entry, Payload, Sealing, leaf_of, what_of, who_of
from tambour.moderation.ledger.merkle import Place
from tambour.moderation.ledger.notes import Checkpoint

LEDGER_LOCK = 0x7A6D6C67
COLUMNS = "id, coalesce(n, -1) AS n, leaf, actor, who_salt, what, what_salt"


class Entries:
    """See EntryRows in ports/ledger.py."""

    db: Executor

    async def seal(
        self, actor: int, verb: str, object: str, payload: Payload, at: int, sealing: Sealing | None = None
    ) -> None:
        """One statement; no lock, so that acts never wait for each other."""
        who, what = who_of(actor), what_of(object, payload)
        salts = secrets.token_bytes(SALT_BYTES), secrets.token_bytes(SALT_BYTES)
        await self.db.execute(
            "INSERT INTO ledger_entries (leaf, actor, who_salt, object, what, what_salt)"
            " VALUES ($1, $2, $3, $4, $5, $6)",
            leaf_of(verb, at, who, what, salts, sealing),
            actor,
            salts[0],
            object,
            what,
            salts[1],
        )

    async def audit(self, before: int, limit: int) -> list[Entry]:
        """One statement."""
        rows = await self.db.fetch(
            f"SELECT {COLUMNS} FROM ledger_entries WHERE $1::bigint = 0 OR id < $1 ORDER BY id DESC LIMIT $2",
            before,
            limit,
        )
        return [entry_of(row) for row in rows]


@dataclass
class Ledger:
    """See LedgerRows in ports/ledger.py."""

    db: Executor

    async def lock(self) -> None:
        """An advisory lock of this transaction."""
        await self.db.execute("SELECT pg_advisory_xact_lock($1)", LEDGER_LOCK)

    async def origin(self, fresh: str) -> str:
        """Two statements."""
        await self.db.execute(
            "INSERT INTO ledger_identity (origin) VALUES ($1) ON CONFLICT DO NOTHING", fresh
        )
        found: str = await self.db.fetchval("SELECT origin FROM ledger_identity")
        return found

    async def size(self) -> int:
        """One statement over the key."""
        last = await self.db.fetchval(
            "SELECT idx FROM ledger_nodes WHERE level = 0 ORDER BY idx DESC LIMIT 1"
        )
        return 0 if last is None else int(last) + 1

    async def waiting(self, limit: int) -> list[tuple[int, bytes]]:
        """One statement over a partial index."""
        rows = await self.db.fetch(
            "SELECT id, leaf FROM ledger_entries WHERE n IS NULL ORDER BY id LIMIT $1", limit
        )
        return [(row["id"], row["leaf"]) for row in rows]

    async def nodes(self, places: Sequence[Place]) -> dict[Place, bytes]:
        """One statement."""
        rows = await self.db.fetch(
            "SELECT level, idx, hash FROM ledger_nodes"
            " WHERE (level, idx) IN (SELECT * FROM unnest($1::smallint[], $2::bigint[]))",
            [level for level, _ in places],
            [index for _, index in places],
        )
        return {(row["level"], row["idx"]): row["hash"] for row in rows}

    async def join(self, first: int, ids: Sequence[int], nodes: dict[Place, bytes]) -> None:
        """Two statements."""
        await self.db.execute(
            "UPDATE ledger_entries e SET n = $1::bigint + u.place - 1"
            " FROM unnest($2::bigint[]) WITH ORDINALITY AS u (id, place) WHERE e.id = u.id",
            first,
            list(ids),
        )
        await self.db.execute(
            "INSERT INTO ledger_nodes (level, idx, hash)"
            " SELECT * FROM unnest($1::smallint[], $2::bigint[], $3::bytea[])",
            [level for level, _ in nodes],
            [index for _, index in nodes],
            list(nodes.values()),
        )

    async def bring_back(self, leaves: Sequence[bytes]) -> list[int]:
        """Two statements."""
        rows = await self.db.fetch(
            "SELECT id, leaf FROM ledger_entries WHERE n IS NULL AND leaf = ANY ($1::bytea[])", list(leaves)
        )
        known = {row["leaf"]: row["id"] for row in rows}
        rows = await self.db.fetch(
            "INSERT INTO ledger_entries (leaf) SELECT * FROM unnest($1::bytea[]) RETURNING id, leaf",
            [leaf for leaf in leaves if leaf not in known],
        )
        known |= {row["leaf"]: row["id"] for row in rows}
        return [known[leaf] for leaf in leaves]

    async def leaves(self, first: int, limit: int) -> list[bytes]:
        """One statement over the key."""
        rows = await self.db.fetch(
            "SELECT leaf FROM ledger_entries WHERE n >= $1 ORDER BY n LIMIT $2", first, limit
        )
        return [row["leaf"] for row in rows]

    async def about(self, objects: Sequence[str]) -> list[Entry]:
        """One statement over an index."""
        rows = await self.db.fetch(
            f"SELECT {COLUMNS} FROM ledger_entries WHERE object = ANY ($1::text[]) ORDER BY id", list(objects)
        )
        return [entry_of(row) for row in rows]

    async def place_of(self, leaf_hash: bytes) -> int:
        """One statement over a partial index."""
        found = await self.db.fetchval(
            "SELECT idx FROM ledger_nodes WHERE level = 0 AND hash = $1", leaf_hash
        )
        return -1 if found is None else int(found)

    async def newest_checkpoint(self) -> tuple[Checkpoint, str, int] | None:
        """One statement over the key."""
        row = await self.db.fetchrow(
            "SELECT size, root, note, at FROM ledger_checkpoints ORDER BY size DESC LIMIT 1"
        )
        if row is None:
            return None
        origin = str(row["note"]).partition("\n")[0]
        return Checkpoint(origin, row["size"], row["root"]), row["note"], row["at"]

    async def checkpoints(self) -> list[str]:
        """One statement."""
        rows = await self.db.fetch("SELECT note FROM ledger_checkpoints ORDER BY size")
        return [row["note"] for row in rows]

    async def add_checkpoint(self, checkpoint: Checkpoint, note: str, at: int) -> None:
        """One statement."""
        await self.db.execute(
            "INSERT INTO ledger_checkpoints (size, root, note, at) VALUES ($1, $2, $3, $4)",
            checkpoint.size,
            checkpoint.root,
            note,
            at,
        )

    async def cosign(self, size: int, note: str) -> None:
        """One statement."""
        await self.db.execute("UPDATE ledger_checkpoints SET note = $2 WHERE size = $1", size, note)


def entry_of(row: asyncpg.Record) -> Entry:
    """An Entry from a row of COLUMNS."""
    return Entry(
        id=row["id"],
        n=row["n"],
        leaf=row["leaf"],
        actor=row["actor"],
        who_salt=row["who_salt"] or b"",
        what=row["what"] or b"",
        what_salt=row["what_salt"] or b"",
    )
