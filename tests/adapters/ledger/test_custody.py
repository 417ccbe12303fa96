"""The export of one case holds alone; a change of any of its bytes is found."""

import asyncio
import hashlib
import random
import shutil
from base64 import b64encode
from pathlib import Path

import msgspec
import pytest
from tests.adapters.ledger.spoiling import KEY, WITNESS, signed, verified

from tambour.adapters.ledger.custody import write_custody
from tambour.moderation.ledger.entries import Entry, Sealing, leaf_of, what_of, who_of
from tambour.moderation.ledger.merkle import Place, grow

PLAIN, OBJECT = b'{"message":{"x":"to arms"}}', b"age-encryption.org/v1\n" + bytes(range(200))
NAME = hashlib.sha256(OBJECT).hexdigest()


class Nodes:
    """The rows that proofs are read from."""

    def __init__(self, leaves: list[bytes]) -> None:
        self.held = grow(0, {}, leaves)

    async def nodes(self, places: list[Place]) -> dict[Place, bytes]:
        return {place: self.held[place] for place in places}


def entry(n: int, verb: str, payload: dict[str, object], sealing: Sealing | None = None) -> Entry:
    salts = hashlib.sha256(b"w%d" % n).digest(), hashlib.sha256(b"x%d" % n).digest()
    what = what_of("case:7", payload)  # type: ignore[arg-type]
    leaf = leaf_of(verb, n, who_of(201), what, salts, sealing)
    return Entry(id=n, n=n, leaf=leaf, actor=201, who_salt=salts[0], what=what, what_salt=salts[1])


@pytest.fixture
def export(tmp_path: Path) -> Path:
    told = Sealing(digest=hashlib.sha256(OBJECT).digest(), size=len(OBJECT))
    entries = [
        entry(3, "evidence.seal", {"plain": hashlib.sha256(PLAIN).hexdigest()}, told),
        entry(8, "case.view", {"purpose": "review"}),
        entry(12, "case.decide", {"decision": 5}),
    ]
    leaves = [b"another %d" % n for n in range(20)]
    for one in entries:
        leaves[one.n] = one.leaf
    rows, keys = Nodes(leaves), (KEY.vkey, [WITNESS.vkey])
    objects = [(told.digest, OBJECT, PLAIN)]
    work = write_custody(tmp_path / "case", rows, signed(leaves), 20, keys, entries, objects)  # type: ignore[arg-type]
    asyncio.run(work)
    return tmp_path / "case"


def test_a_case_holds_alone_and_says_nothing_of_who_acted(export: Path) -> None:
    code, said = verified(export, "--key", KEY.vkey, "--witness", WITNESS.vkey)
    assert (code, "3 entries of one case in a tree of 20, 1 objects" in said) == (0, True), said
    (export / "opened" / f"{NAME}.json").unlink()
    assert verified(export)[0] == 0, "what cannot be opened need not be there"


def test_whatever_is_changed_in_a_case_is_found(export: Path) -> None:
    chance, bad = random.Random(4), export.with_name("bad")
    names = ["case.jsonl", "checkpoint", f"sealed/{NAME}", f"opened/{NAME}.json"]
    for number in range(24):
        shutil.copytree(export, bad)
        path = bad / names[number % 4]
        raw = bytearray(path.read_bytes())
        raw[chance.randrange(len(raw))] ^= 1 << chance.randrange(8)
        path.write_bytes(raw)
        code, said = verified(bad, "--key", KEY.vkey, "--witness", WITNESS.vkey)
        assert code == 1, f"{path.name}, number {number}: {said}"
        shutil.rmtree(bad)


def test_details_and_objects_that_are_not_the_entrys_are_found(export: Path) -> None:
    lines = [msgspec.json.decode(line) for line in (export / "case.jsonl").read_bytes().splitlines()]
    lines[2]["what"] = lines[2]["what"].replace("5", "6")
    (export / "case.jsonl").write_bytes(b"".join(msgspec.json.encode(line) + b"\n" for line in lines))
    assert "details are not those" in verified(export)[1]
    lines[2]["proof"] = [b64encode(bytes(32)).decode()] * len(lines[2]["proof"])
    (export / "case.jsonl").write_bytes(b"".join(msgspec.json.encode(line) + b"\n" for line in lines))
    assert "not in the tree" in verified(export)[1]
    (export / "sealed" / "extra").write_bytes(b"x")
    (export / "case.jsonl").write_bytes(b"".join(msgspec.json.encode(line) + b"\n" for line in lines[:2]))
    code, said = verified(export)
    assert (code, "sealed/extra" in said) == (1, True)
