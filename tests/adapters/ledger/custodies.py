"""The export of one case, made without a server, and the ways to spoil it; see spoiling.py for the whole ledger's."""

import asyncio
import hashlib
import random
import shutil
from pathlib import Path

from tests.adapters.ledger.spoiling import KEY, WITNESS, Spoiling, signed

from tambour.adapters.ledger.custody import Object, inventory, write_custody
from tambour.moderation.ledger.entries import Entry, Payload, Sealing, leaf_of, what_of, who_of
from tambour.moderation.ledger.merkle import Place, grow

SIZE = 20
PLAINS = (b'{"message":{"x":"to arms"}}', b'{"message":{"x":"and later"}}')


class Nodes:
    """The rows that proofs are read from."""

    def __init__(self, leaves: list[bytes]) -> None:
        self.held = grow(0, {}, leaves)

    async def nodes(self, places: list[Place]) -> dict[Place, bytes]:
        return {place: self.held[place] for place in places}


def entry(n: int, verb: str, payload: Payload, sealing: Sealing | None = None) -> Entry:
    salts = hashlib.sha256(b"w%d" % n).digest(), hashlib.sha256(b"x%d" % n).digest()
    what = what_of("case:7", payload)
    leaf = leaf_of(verb, n, who_of(201), what, salts, sealing)
    return Entry(id=n, n=n, leaf=leaf, actor=201, who_salt=salts[0], what=what, what_salt=salts[1])


def object_of(number: int) -> Object:
    """A sealed object and what is in it."""
    sealed = b"age-encryption.org/v1\n" + hashlib.sha512(b"%d" % number).digest() * 3
    return hashlib.sha256(sealed).digest(), sealed, PLAINS[number]


def custody(
    folder: Path,
    *,
    opened: int = 2,
    entries: int = 4,
    size: int = SIZE,
    salt: int = 0,
    witnessed: bool = True,
) -> Path:
    """As `tambour vault export` writes it: so many entries before its own, so many objects opened."""
    objects = [object_of(n) for n in range(2)]
    told = [Sealing(digest=digest, size=len(sealed)) for digest, sealed, _ in objects]
    plain = [hashlib.sha256(one).hexdigest() for one in PLAINS]
    acts = [
        entry(3, "evidence.seal", {"plain": plain[0]}, told[0]),
        entry(5, "case.view", {"purpose": "review"}),
        entry(8, "evidence.seal", {"plain": plain[1]}, told[1]),
        entry(9, "case.decide", {"decision": 5 + salt}),
    ][:entries]
    there = [
        one
        for one, seal in zip(objects, told, strict=True)
        if any(a.read.seal == seal.digest.hex() for a in acts)
    ]
    handed: list[Object] = [(d, s, p if n < opened else None) for n, (d, s, p) in enumerate(there)]
    acts.append(entry(12, "vault.export", {"purpose": "a court", "list": inventory(acts, handed)}))
    leaves = [b"another %d" % n for n in range(size)]
    for one in acts:
        leaves[one.n] = one.leaf
    note, keys = signed(leaves, witnessed=witnessed), (KEY.vkey, [WITNESS.vkey])
    asyncio.run(write_custody(folder, Nodes(leaves), note, size, keys, acts, handed))  # type: ignore[arg-type]
    return folder


class CustodySpoiler(Spoiling):
    """One spoiled copy after another. `known`: what an outsider holds: keys, and a checkpoint of the same size."""

    def __init__(self, folder: Path, seed: int) -> None:
        self.chance = random.Random(seed)
        self.good, self.bad, kept = folder / "good-case", folder / "bad-case", folder / "kept-case"
        custody(self.good)
        kept.write_bytes((self.good / "checkpoint").read_bytes())
        self.known = ("--key", KEY.vkey, "--witness", WITNESS.vkey, "--checkpoint", kept)
        self.ways = [
            self.flip_a_bit,
            self.cut_a_file,
            self.lose_a_file,
            self.add_bytes,
            self.lose_lines,
            self.double_a_line,
            self.swap_two_lines,
            self.swap_two_objects,
            self.add_an_object,
            self.roll_back,
            self.rewrite_and_sign,
        ]

    def files(self) -> list[Path]:
        held = sorted(p for name in ("sealed", "opened") for p in (self.bad / name).iterdir())
        return [self.bad / "case.jsonl", self.bad / "checkpoint", self.bad / "key", *held]

    def lines(self) -> list[bytes]:
        return (self.bad / "case.jsonl").read_bytes().splitlines(keepends=True)

    def write(self, lines: list[bytes]) -> None:
        (self.bad / "case.jsonl").write_bytes(b"".join(lines))

    def lose_lines(self) -> None:
        lines = self.lines()
        first = self.chance.randrange(len(lines))
        del lines[first : first + self.chance.randint(1, 3)]
        self.write(lines)

    def double_a_line(self) -> None:
        lines = self.lines()
        lines.insert(self.chance.randrange(len(lines) + 1), self.chance.choice(lines))
        self.write(lines)

    def swap_two_lines(self) -> None:
        lines = self.lines()
        one, two = self.chance.sample(range(len(lines)), 2)
        lines[one], lines[two] = lines[two], lines[one]
        self.write(lines)

    def swap_two_objects(self) -> None:
        one, two = self.chance.sample(self.files()[3:], 2)
        kept = one.read_bytes()
        one.write_bytes(two.read_bytes())
        two.write_bytes(kept)

    def add_an_object(self) -> None:
        sealed = self.chance.randbytes(50)
        (self.bad / "sealed" / hashlib.sha256(sealed).hexdigest()).write_bytes(sealed)

    def roll_back(self) -> None:
        """What was handed on earlier, whole and cosigned in its time."""
        shutil.rmtree(self.bad)
        custody(self.bad, entries=self.chance.randint(1, 4), size=self.chance.randint(13, SIZE - 1))

    def rewrite_and_sign(self) -> None:
        shutil.rmtree(self.bad)
        custody(self.bad, salt=self.chance.randint(1, 99), witnessed=False)
