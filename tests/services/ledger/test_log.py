"""The log at work: entries with their acts, places without holes, checkpoints on time, copies, recovery, witnesses."""

import asyncio
from collections.abc import AsyncIterator, Sequence
from pathlib import Path

import pytest

from tambour.adapters.ledger.folder import LedgerFolder
from tambour.adapters.ledger.witness import WitnessFolder
from tambour.moderation.ledger.merkle import extends, grow, hash_of, includes, leaf_hash
from tambour.moderation.ledger.notes import ED25519, Key, holds, read_checkpoint, read_note
from tambour.ports.ledger import Unwitnessed
from tambour.services.ledger.keys import Ed25519, verify
from tambour.services.ledger.log import Log
from tambour.services.ledger.outside import submission
from tambour.services.ledger.tree import integrate
from tambour.services.ledger.witness import WitnessDesk
from tests.conftest import TurnedClock
from tests.services.town import MOD, Town, settle

FOLDERS: list[LedgerFolder] = []
OWN, THEIRS = Ed25519(b"o" * 32), Ed25519(b"t" * 32)


@pytest.fixture
async def town(dsn: str, clock: TurnedClock, ids: object) -> AsyncIterator[Town]:
    made = await settle(dsn, clock, ids)
    yield made
    await made.store.close()


def log_of(town: Town, folder: Path, *witnesses: "Near") -> Log:
    """As after a start: whoever had the folder before is gone."""
    for one in FOLDERS:
        one.close()
    FOLDERS[:] = [LedgerFolder(folder)]
    return Log(town.store, town.clock, OWN, "desk.test/ledger/1", FOLDERS[0], witnesses)


async def act(town: Town, count: int = 1) -> None:
    """So many privileged acts, each in a transaction of its own."""
    for n in range(count):
        async with town.store.writing() as tx:
            await tx.cases.seal(MOD, "case.view", f"case:{n}", {"purpose": "review"}, town.clock.now())


async def roll_back(town: Town, size: int) -> None:
    """As somebody does who puts an old state of the tables back."""
    async with town.db.acquire() as db, db.transaction():
        await db.execute("SET LOCAL session_replication_role = replica")
        await db.execute("DELETE FROM ledger_entries WHERE n >= $1", size)
        await db.execute("DELETE FROM ledger_nodes WHERE (idx + 1) << level > $1", size)
        await db.execute("DELETE FROM ledger_checkpoints WHERE size > $1", size)


class Near:
    """A witness in the same process."""

    def __init__(self, folder: Path, clock: TurnedClock, log_key: Key) -> None:
        self.desk = WitnessDesk("eye.test", THEIRS, {log_key.name: log_key}, WitnessFolder(folder), clock)
        self.away = False
        self.asked: list[int] = []

    @property
    def key(self) -> Key:
        return self.desk.key

    async def ask(self, old: int, proof: Sequence[bytes], note: str) -> tuple[int, str]:
        self.asked.append(old)
        if self.away:
            raise Unwitnessed("away")
        verdict = await self.desk.add_checkpoint(submission(old, proof, note).encode())
        if verdict.status == 200:
            return 0, verdict.text
        if verdict.is_size:
            return int(verdict.text), ""
        raise Unwitnessed(str(verdict.status))


@pytest.fixture
def eye(tmp_path: Path, clock: TurnedClock) -> Near:
    return Near(tmp_path / "eye", clock, Key("desk.test/ledger/1", ED25519, OWN.public()))


async def test_an_act_that_is_taken_back_leaves_no_entry(town: Town) -> None:
    async def think_again() -> None:
        async with town.store.writing() as tx:
            await tx.cases.seal(MOD, "case.view", "case:1", {}, 1)
            raise RuntimeError("after all not")

    with pytest.raises(RuntimeError):
        await think_again()
    assert await town.store.read.cases.audit(0, 10) == []


async def test_an_entry_opens_and_tells_nothing_once_its_opening_is_erased(town: Town) -> None:
    await act(town)
    await integrate(town.store)
    (entry,) = await town.store.read.cases.audit(0, 10)
    assert (entry.opens, entry.actor, entry.object) == (True, MOD, "case:0")
    assert entry.payload == {"purpose": "review"}
    assert str(MOD).encode() not in entry.leaf
    assert b"case:0" not in entry.leaf
    await town.db.execute(
        "UPDATE ledger_entries SET actor = NULL, who_salt = NULL, object = NULL, what = NULL, what_salt = NULL"
    )
    (erased,) = await town.store.read.cases.audit(0, 10)
    assert (erased.opens, erased.actor, erased.object, erased.payload) == (False, None, "", {})
    assert erased.leaf == entry.leaf


async def test_the_table_refuses_to_change_what_was_written(town: Town) -> None:
    await act(town)
    await integrate(town.store)
    for change in (
        "UPDATE ledger_entries SET leaf = 'x'",
        "UPDATE ledger_entries SET n = 7",
        "DELETE FROM ledger_entries",
        "TRUNCATE ledger_entries",
    ):
        with pytest.raises(Exception, match="only grows"):
            await town.db.execute(change)


async def test_many_who_act_and_integrate_at_once_leave_no_hole(town: Town) -> None:
    await asyncio.gather(*(act(town, 12) for _ in range(4)), *(integrate(town.store) for _ in range(4)))
    size = await integrate(town.store)
    leaves = await town.store.read.ledger.leaves(0, 1000)
    rows = await town.db.fetch("SELECT level, idx, hash FROM ledger_nodes")
    assert size == len(leaves) == 48
    assert {(r["level"], r["idx"]): r["hash"] for r in rows} == grow(0, {}, leaves)


async def test_a_checkpoint_comes_at_once_then_every_minute_or_thousand_entries(
    town: Town, tmp_path: Path
) -> None:
    log = log_of(town, tmp_path / "l")

    async def sizes() -> list[int]:
        await log.turn()
        return [
            read_checkpoint(read_note(n.encode())).size for n in await town.store.read.ledger.checkpoints()
        ]

    assert await sizes() == []
    await act(town)
    assert await sizes() == [1]
    await act(town, 2)
    assert await sizes() == [1]
    town.clock.turn(s=60)
    assert await sizes() == [1, 3]
    town.clock.turn(s=600)
    assert await sizes() == [1, 3]
    town.clock.turn(s=-590)
    async with town.store.writing() as tx:
        for n in range(1000):
            await tx.cases.seal(MOD, "case.view", f"case:{n}", {}, 1)
    assert await sizes() == [1, 3, 1003]


async def test_leaves_and_checkpoints_lie_outside_the_database_too(town: Town, tmp_path: Path) -> None:
    folder = tmp_path / "l"
    await act(town, 3)
    await log_of(town, folder).turn()
    with (folder / "entries.jsonl").open("ab") as file:
        file.write(b'{"at":17')  # a crash cut this one short
    await act(town, 2)
    town.clock.turn(s=60)
    await log_of(town, folder).turn()
    lines = (folder / "entries.jsonl").read_bytes().splitlines()
    assert lines == await town.store.read.ledger.leaves(0, 100)
    note = read_note((folder / "checkpoint").read_bytes())
    assert holds(note, Key("desk.test/ledger/1", ED25519, OWN.public()), verify)
    assert read_checkpoint(note).root == hash_of((0, 5), grow(0, {}, lines))
    assert len((folder / "checkpoints.jsonl").read_text().splitlines()) == 2


async def test_two_processes_never_write_one_folder(town: Town, tmp_path: Path) -> None:
    await act(town)
    await log_of(town, tmp_path / "l").turn()
    with pytest.raises(OSError, match="unavailable"):
        LedgerFolder(tmp_path / "l").held()


async def test_a_database_that_lost_entries_gets_them_back_from_the_folder(
    town: Town, tmp_path: Path
) -> None:
    folder = tmp_path / "l"
    await act(town, 5)
    await log_of(town, folder).turn()
    before = await town.store.read.ledger.leaves(0, 100)
    await roll_back(town, 2)
    await act(town, 1)
    town.clock.turn(s=60)
    log = log_of(town, folder)
    await log.turn()
    assert (log.trouble, log.size) == ("", 6)
    assert (await town.store.read.ledger.leaves(0, 100))[:5] == before
    note = (await log.newest())[1]
    assert read_checkpoint(read_note(note.encode())).size == 6


@pytest.mark.parametrize("lost", ["entries.jsonl", "nothing"])
async def test_a_log_that_would_contradict_itself_signs_nothing(
    town: Town, tmp_path: Path, lost: str
) -> None:
    folder = tmp_path / "l"
    await act(town, 5)
    await log_of(town, folder).turn()
    await roll_back(town, 2)
    await act(town, 5)
    await integrate(town.store)
    if lost != "nothing":
        (folder / lost).unlink()
    town.clock.turn(s=60)
    log = log_of(town, folder)
    await log.turn()
    assert log.trouble
    assert await town.store.read.ledger.checkpoints() == []


async def test_a_witness_cosigns_what_grows_and_nothing_else(town: Town, tmp_path: Path, eye: Near) -> None:
    log = log_of(town, tmp_path / "l", eye)
    for count in (1, 4, 7):
        await act(town, count)
        town.clock.turn(s=60)
        await log.turn()
        note = read_note((await log.newest())[1].encode())
        assert holds(note, eye.key, verify)
        assert (tmp_path / "l" / "checkpoint").read_text() == note.whole
    assert eye.asked == [0, 1, 5]
    fresh = log_of(town, tmp_path / "l", eye)  # a server that starts again asks what the witness knows
    await act(town)
    town.clock.turn(s=60)
    await fresh.turn()
    assert eye.asked[3:] == [0, 12]
    await roll_back(town, 3)
    await act(town, 20)
    other = log_of(town, tmp_path / "elsewhere", eye)  # the folder is gone: only the witness knows
    town.clock.turn(s=60)
    await other.turn()
    assert not holds(read_note((await other.newest())[1].encode()), eye.key, verify)
    assert eye.desk.state.load("desk.test/ledger/1")[0] == 13


async def test_a_witness_that_is_away_is_asked_again_later(town: Town, tmp_path: Path, eye: Near) -> None:
    log = log_of(town, tmp_path / "l", eye)
    eye.away = True
    await act(town)
    await log.turn()
    await log.turn()
    assert eye.asked == [0]
    eye.away = False
    town.clock.turn(s=30)
    await log.turn()
    assert holds(read_note((await log.newest())[1].encode()), eye.key, verify)


async def test_proofs_hold_against_the_newest_checkpoint(town: Town, tmp_path: Path) -> None:
    log = log_of(town, tmp_path / "l")
    await act(town, 11)
    await log.turn()
    old = (await log.newest())[0]
    await act(town, 9)
    town.clock.turn(s=60)
    await log.turn()
    new, note = await log.newest()
    proof, told = await log.proof_of_growth(old.size)
    assert told == note
    assert extends(old.size, new.size, old.root, new.root, proof)
    for n, leaf in enumerate(await town.store.read.ledger.leaves(0, 100)):
        place, path, _ = await log.proof_of_entry(leaf_hash(leaf), -1)
        assert place == n
        assert includes(n, new.size, leaf_hash(leaf), path, new.root)


@pytest.mark.parametrize(
    ("body", "status"),
    [
        (b"", 400),
        (b"old 0\n\n", 400),
        (b"old 01\n\nx\n1\nAA==\n\n", 400),
        (b"old 0\n" + b"AAAA\n" * 70 + b"\nx", 400),
        (b"\xff\n\n", 400),
    ],
)
async def test_a_witness_refuses_what_is_no_submission(eye: Near, body: bytes, status: int) -> None:
    assert (await eye.desk.add_checkpoint(body)).status == status


async def test_a_witness_knows_its_logs_and_their_keys(town: Town, tmp_path: Path, eye: Near) -> None:
    await act(town)
    log = log_of(town, tmp_path / "l")
    await log.turn()
    note = (await log.newest())[1]

    async def status(text: str, old: int = 0) -> int:
        return (await eye.desk.add_checkpoint(submission(old, [], text).encode())).status

    assert await status(note.replace("desk.test", "other.test")) == 404
    assert await status(note.replace("— desk.test", "— else.test")) == 403
    stranger = Log(town.store, town.clock, THEIRS, "", LedgerFolder(tmp_path), origin=log.origin)
    assert await status(stranger.signed((await log.newest())[0]).whole) == 403
    assert await status(note, old=2) == 400
    assert await status(note, old=1) == 409
    assert await status(note) == 200
    assert await status(note) == 409
    assert await status(note, old=1) == 200
