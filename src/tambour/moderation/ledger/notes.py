"""Checkpoints as others read them: C2SP signed notes, tlog-checkpoint and tlog-cosignature.

Nothing is signed or verified here; the bytes to be signed are made, and signatures are found by name and key id.
"""

import hashlib
import re
import struct
from base64 import b64decode, b64encode
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace

ED25519 = 1
COSIGNATURE = 4
"""Ed25519 over the time as well."""
KINDS = (ED25519, COSIGNATURE)
NOTE_BYTES_MAX = 64 * 1024
SIGNATURES_MAX = 32
NAME = re.compile(r"[^\s+\x00-\x1f\x7f]{1,200}")
NUMBER = re.compile(r"0|[1-9][0-9]{0,18}")
DASH = "\u2014 "

Verify = Callable[[bytes, bytes, bytes], bool]
"""(public key, signature, message) → does it hold?"""


class BadNote(ValueError):
    """Not a signed note, not a checkpoint, not a key; says what is wrong."""


@dataclass(frozen=True, slots=True)
class Key:
    """Who signs: a name without spaces and plus, and a public key of 32 bytes for one kind of signature."""

    name: str
    kind: int
    public: bytes

    @property
    def id(self) -> bytes:
        """The four bytes that stand before a signature."""
        return hashlib.sha256(f"{self.name}\n".encode() + bytes([self.kind]) + self.public).digest()[:4]

    @property
    def vkey(self) -> str:
        """As a verifier key (vkey)."""
        return f"{self.name}+{self.id.hex()}+{b64encode(bytes([self.kind]) + self.public).decode()}"


@dataclass(frozen=True, slots=True)
class Signature:
    """One line below a note."""

    name: str
    id: bytes
    value: bytes

    @property
    def line(self) -> str:
        """With its newline."""
        return f"{DASH}{self.name} {b64encode(self.id + self.value).decode()}\n"


@dataclass(frozen=True, slots=True)
class Note:
    """A text and who signed it."""

    text: str
    signatures: tuple[Signature, ...] = ()

    @property
    def whole(self) -> str:
        """As it travels."""
        return self.text + "\n" + "".join(one.line for one in self.signatures)

    def with_these(self, more: Iterable[Signature]) -> "Note":
        """More signatures: of one signer the newest."""
        fresh = {(one.name, one.id): one for one in (*self.signatures, *more)}
        return replace(self, signatures=tuple(fresh.values()))


@dataclass(frozen=True, slots=True)
class Checkpoint:
    """What a log says it holds."""

    origin: str
    size: int
    root: bytes

    @property
    def text(self) -> str:
        """The note's text."""
        return f"{self.origin}\n{self.size}\n{b64encode(self.root).decode()}\n"


def read_key(vkey: str) -> Key:
    """A vkey. Raises BadNote."""
    name, _, rest = vkey.strip().partition("+")
    told, _, encoded = rest.partition("+")
    raw = base64_of(encoded)
    if not NAME.fullmatch(name) or len(raw) != 33 or raw[0] not in KINDS:
        raise BadNote("not a key of a kind that is known here")
    key = Key(name, raw[0], raw[1:])
    if told != key.id.hex():
        raise BadNote("the key's id is not its own")
    return key


def read_note(raw: bytes) -> Note:
    """Raises BadNote."""
    try:
        whole = raw.decode()
    except UnicodeDecodeError as wrong:
        raise BadNote("not UTF-8") from wrong
    text, blank, tail = whole.rpartition("\n\n")
    if len(raw) > NOTE_BYTES_MAX or not blank or not tail.endswith("\n"):
        raise BadNote("no text, no signatures, or too long")
    if any(ord(sign) < 32 and sign != "\n" for sign in whole):
        raise BadNote("control characters")
    return Note(text + "\n", read_signatures(tail))


def read_signatures(lines: str) -> tuple[Signature, ...]:
    """Signature lines, each with its newline. Raises BadNote."""
    found = tuple(_signature(line) for line in lines.removesuffix("\n").split("\n"))
    if len(found) > SIGNATURES_MAX:
        raise BadNote("too many signatures")
    return found


def read_checkpoint(note: Note) -> Checkpoint:
    """The first three lines; extension lines may follow. Raises BadNote."""
    lines = note.text.removesuffix("\n").split("\n")
    if len(lines) < 3 or not all(lines) or not NUMBER.fullmatch(lines[1]):
        raise BadNote("not a checkpoint")
    root = base64_of(lines[2])
    if len(root) != 32:
        raise BadNote("not a root")
    return Checkpoint(lines[0], int(lines[1]), root)


def cosigned(time_s: int, text: str) -> bytes:
    """What a witness signs."""
    return f"cosignature/v1\ntime {time_s}\n{text}".encode()


def cosignature(key: Key, time_s: int, signed: bytes) -> Signature:
    """A witness's line, from the signature over `cosigned`."""
    return Signature(key.name, key.id, struct.pack(">Q", time_s) + signed)


def holds(note: Note, key: Key, verify: Verify) -> bool:
    """Did the holder of the key sign? Raises BadNote when a line says so and is wrong."""
    for one in note.signatures:
        if (one.name, one.id) != (key.name, key.id):
            continue
        message, value = note.text.encode(), one.value
        if key.kind == COSIGNATURE:
            message, value = cosigned(int.from_bytes(value[:8]), note.text), value[8:]
        if len(value) != 64 or not verify(key.public, value, message):
            raise BadNote(f"the signature of {key.name} is false")
        return True
    return False


def base64_of(text: str) -> bytes:
    """Standard, padded, nothing else. Raises BadNote."""
    try:
        raw = b64decode(text, validate=True)
    except ValueError as wrong:
        raise BadNote("not base64") from wrong
    if b64encode(raw).decode() != text:
        raise BadNote("not base64")
    return raw


def read_hashes(lines: Sequence[str]) -> list[bytes]:
    """A proof, one hash a line. Raises BadNote."""
    found = [base64_of(line) for line in lines]
    if any(len(one) != 32 for one in found):
        raise BadNote("not a hash")
    return found


def _signature(line: str) -> Signature:
    name, _, encoded = line.removeprefix(DASH).partition(" ")
    if not line.startswith(DASH) or not NAME.fullmatch(name):
        raise BadNote("not a signature line")
    raw = base64_of(encoded)
    if len(raw) < 5:
        raise BadNote("a signature without a value")
    return Signature(name, raw[:4], raw[4:])
