"""An export made without a server, and a thousand ways to spoil it, each drawn from a seed.

Some ways need no key: edits, deletions, truncations. Others are what an operator does who holds the log's key: roll
back or rewrite, and sign again. Those are found by what somebody else kept: a checkpoint, a witness.
"""

import asyncio
import hashlib
import random
import shutil
import subprocess
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from tambour.adapters.ledger.export import write_export
from tambour.moderation.ledger.entries import Sealing, leaf_of, what_of, who_of
from tambour.moderation.ledger.merkle import grow, hash_of
from tambour.moderation.ledger.notes import (
    COSIGNATURE,
    ED25519,
    Checkpoint,
    Note,
    Signature,
    cosignature,
    cosigned,
)
from tambour.services.ledger.keys import Ed25519

LOG, EYE = Ed25519(b"l" * 32), Ed25519(b"e" * 32)
KEY, WITNESS = LOG.key("desk.test/ledger/1", ED25519), EYE.key("eye.test", COSIGNATURE)
ENTRIES, OBJECTS, DESTROYED = 60, 6, 2


@dataclass
class Leaves:
    """The rows that an export reads."""

    held: list[bytes]

    async def leaves(self, first: int, limit: int) -> list[bytes]:
        return self.held[first : first + limit]


def object_of(number: int) -> bytes:
    """A sealed object."""
    return b"age-encryption.org/v1\n" + hashlib.sha512(b"%d" % number).digest() * 4


def leaf(n: int, verb: str, sealing: Sealing | None = None) -> bytes:
    salts = hashlib.sha256(b"a%d" % n).digest(), hashlib.sha256(b"b%d" % n).digest()
    return leaf_of(verb, 1_800_000_000_000 + n, who_of(7), what_of(f"case:{n}", {}), salts, sealing)


def history() -> list[bytes]:
    """Acts, six sealed objects, two of them destroyed later."""
    leaves = [leaf(n, "case.view") for n in range(ENTRIES)]
    for number in range(OBJECTS):
        sealed = object_of(number)
        told = Sealing(digest=hashlib.sha256(sealed).digest(), size=len(sealed))
        leaves[number * 7 + 3] = leaf(number * 7 + 3, "evidence.seal", told)
        if number < DESTROYED:
            leaves[45 + number] = leaf(45 + number, "evidence.destroy", told)
    return leaves


def signed(leaves: Sequence[bytes], *, witnessed: bool = True) -> str:
    """A checkpoint of these leaves."""
    root = hash_of((0, len(leaves)), grow(0, {}, leaves))
    text = Checkpoint(KEY.name, len(leaves), root).text
    lines = [Signature(KEY.name, KEY.id, LOG.sign(text.encode()))]
    if witnessed:
        lines.append(cosignature(WITNESS, 1_800_000_000, EYE.sign(cosigned(1_800_000_000, text))))
    return Note(text, tuple(lines)).whole


def export(folder: Path, leaves: Sequence[bytes], *, witnessed: bool = True) -> Path:
    """As `tambour ledger export` writes it."""
    objects = {hashlib.sha256(object_of(n)).digest(): object_of(n) for n in range(OBJECTS)}

    async def fetch(digest: bytes) -> bytes | None:
        return objects.get(digest)

    note = signed(leaves, witnessed=witnessed)
    keys = KEY.vkey, [WITNESS.vkey]
    asyncio.run(write_export(folder, Leaves(list(leaves)), note, len(leaves), keys, fetch))  # type: ignore[arg-type]
    return folder


def verified(folder: Path, *arguments: str | Path) -> tuple[int, str]:
    """The export's own verifier, alone: isolated, without site packages. (exit code, what it said)"""
    command = [sys.executable, "-I", "-S", str(folder / "verify.py"), str(folder), *map(str, arguments)]
    done = subprocess.run(command, capture_output=True, text=True, cwd="/", env={}, timeout=60, check=False)
    return done.returncode, done.stdout + done.stderr


class Spoiling:
    """What may happen to the files of any export. `ways`: what does, one of them for each spoiled copy."""

    chance: random.Random
    good: Path
    bad: Path
    ways: list[Callable[[], None]]

    def files(self) -> list[Path]:
        """What the copy is made of."""
        raise AssertionError("each export has its own")

    def spoil(self) -> str:
        """A fresh copy, spoiled in some way; says how."""
        if self.bad.exists():
            shutil.rmtree(self.bad)
        shutil.copytree(self.good, self.bad)
        way = self.chance.choice(self.ways)
        way()
        return way.__name__

    def flip_a_bit(self) -> None:
        path = self.chance.choice(self.files())
        raw = bytearray(path.read_bytes().rstrip(b"\n") if path.name == "key" else path.read_bytes())
        raw[self.chance.randrange(len(raw))] ^= 1 << self.chance.randrange(8)
        path.write_bytes(raw)

    def cut_a_file(self) -> None:
        path = self.chance.choice(self.files())
        raw = path.read_bytes().rstrip(b"\n") if path.name == "key" else path.read_bytes()
        path.write_bytes(raw[: self.chance.randrange(len(raw))])

    def lose_a_file(self) -> None:
        self.chance.choice(self.files()).unlink()

    def add_bytes(self) -> None:
        path = self.chance.choice(self.files())
        path.write_bytes(path.read_bytes() + self.chance.randbytes(self.chance.randint(1, 40)) + b"x")


class Spoiler(Spoiling):
    """One spoiled copy after another; `kept`: the checkpoint that an outsider holds, of the first 50 entries."""

    def __init__(self, folder: Path, seed: int) -> None:
        self.chance = random.Random(seed)
        self.good, self.bad, self.kept = folder / "good", folder / "bad", folder / "kept"
        self.leaves = history()
        export(self.good, self.leaves)
        self.kept.write_text(signed(self.leaves[:50]))
        self.known = ("--key", KEY.vkey, "--witness", WITNESS.vkey, "--checkpoint", self.kept)
        self.ways = [
            self.flip_a_bit,
            self.cut_a_file,
            self.lose_a_file,
            self.add_bytes,
            self.lose_a_line,
            self.double_a_line,
            self.swap_two_lines,
            self.add_an_object,
            self.swap_two_objects,
            self.bring_back_a_destroyed_object,
            self.roll_back_and_sign,
            self.rewrite_and_sign,
            self.roll_back_the_vault,
        ]

    def files(self) -> list[Path]:
        vault = sorted(p for p in (self.bad / "vault").rglob("*") if p.is_file())
        return [self.bad / "entries.jsonl", self.bad / "checkpoint", self.bad / "key", *vault]

    def lines(self) -> list[bytes]:
        return (self.bad / "entries.jsonl").read_bytes().splitlines(keepends=True)

    def lose_a_line(self) -> None:
        lines = self.lines()
        first = self.chance.randrange(len(lines))
        del lines[first : first + self.chance.randint(1, 5)]
        (self.bad / "entries.jsonl").write_bytes(b"".join(lines))

    def double_a_line(self) -> None:
        lines = self.lines()
        lines.insert(self.chance.randrange(len(lines)), self.chance.choice(lines))
        (self.bad / "entries.jsonl").write_bytes(b"".join(lines))

    def swap_two_lines(self) -> None:
        lines = self.lines()
        one, two = self.chance.sample(range(len(lines)), 2)
        lines[one], lines[two] = lines[two], lines[one]
        (self.bad / "entries.jsonl").write_bytes(b"".join(lines))

    def add_an_object(self) -> None:
        sealed = self.chance.randbytes(50)
        name = hashlib.sha256(sealed).hexdigest()
        path = self.bad / "vault" / name[:2] / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(sealed)

    def swap_two_objects(self) -> None:
        one, two = self.chance.sample(self.files()[3:], 2)
        kept = one.read_bytes()
        one.write_bytes(two.read_bytes())
        two.write_bytes(kept)

    def bring_back_a_destroyed_object(self) -> None:
        sealed = object_of(self.chance.randrange(DESTROYED))
        name = hashlib.sha256(sealed).hexdigest()
        path = self.bad / "vault" / name[:2] / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(sealed)

    def roll_back_and_sign(self) -> None:
        shutil.rmtree(self.bad)
        export(self.bad, self.leaves[: self.chance.randrange(1, len(self.leaves))], witnessed=False)

    def rewrite_and_sign(self) -> None:
        shutil.rmtree(self.bad)
        leaves = list(self.leaves)
        leaves[self.chance.randrange(len(leaves))] = leaf(self.chance.randrange(1000, 9999), "case.view")
        export(self.bad, leaves, witnessed=False)

    def roll_back_the_vault(self) -> None:
        early = self.bad.with_name("early")
        export(early, self.leaves[: self.chance.randrange(1, 45)])
        shutil.rmtree(self.bad / "vault")
        if (early / "vault").exists():
            shutil.copytree(early / "vault", self.bad / "vault")
        shutil.rmtree(early)
