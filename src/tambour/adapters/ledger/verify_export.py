"""Verifier of an export of Tambour's ledger. One file, standard library only, Python 3.11 or newer; it trusts nobody.

    python3 -I -S verify.py EXPORT [--key VKEY] [--witness VKEY]… [--checkpoint FILE]… [--without-vault]

EXPORT is the folder that `tambour ledger export` wrote:

    key            the log's public key (vkey of C2SP signed-note)
    witnesses      public keys of its witnesses, one a line
    checkpoint     the newest signed checkpoint (C2SP tlog-checkpoint), with cosignatures
    entries.jsonl  every entry, one line each: the bytes that are hashed (without the newline) into an RFC 9162 tree
    vault/ab/…     every sealed object, under its SHA-256

The folder that `tambour vault export CASE` wrote is checked too; it has key, witnesses and checkpoint, and

    case.jsonl     what was done in the case, one entry a line: its leaf, its details with the random bytes of their
                   commitment, and the proof that the leaf is in the checkpoint's tree. The last is the export itself;
                   its details hold a digest of what was handed on, so that nothing can be taken out of it
    sealed/…       the case's sealed objects, under their SHA-256
    opened/….json  what is in them

What you know from elsewhere makes it strong: the log's key (--key), a witness's key (--witness: its cosignature must
be there), a checkpoint that you kept or got from a witness (--checkpoint: its tree must be the beginning of this one).
Without them a ledger that was rewritten as a whole, and signed again by its own key, looks like a good one.

Exit code 0: everything holds. 1: something does not, one line each. 2: wrong usage.
"""

import argparse
import base64
import binascii
import hashlib
import json
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

P = 2**255 - 19
L = 2**252 + 27742317777372353535851937790883648493
D = -121665 * pow(121666, -1, P) % P
ROOT_OF_MINUS_1 = pow(2, (P - 1) // 4, P)
ED25519, COSIGNATURE = 1, 4
READ_BYTES = 1 << 20

Point = tuple[int, int, int, int]
Key = tuple[str, int, bytes, bytes]
"""Name, kind, public key, key id."""
Signatures = list[tuple[str, bytes, bytes]]
Checkpoint = tuple[str, int, bytes, str, Signatures]
"""Origin, size, root, text, signatures."""


class Broken(Exception):
    """Something in the export is not what it should be; says what."""


# ── Ed25519 (RFC 8032), verification only: no secrets, so no care for timing ────────────────────────


def x_of(y: int, sign: int) -> int | None:
    """The x of a point by its y and the parity of x; None when there is none."""
    square = (y * y - 1) * pow(D * y * y + 1, -1, P) % P
    x = pow(square, (P + 3) // 8, P)
    if (x * x - square) % P:
        x = x * ROOT_OF_MINUS_1 % P
    if (x * x - square) % P or (not x and sign):
        return None
    return P - x if x & 1 != sign else x


def decode_point(raw: bytes) -> Point | None:
    """Extended coordinates; None when the bytes are no point, or not its only spelling."""
    number = int.from_bytes(raw, "little")
    y, sign = number & (1 << 255) - 1, number >> 255
    x = x_of(y, sign) if y < P else None
    return None if x is None else (x, y, 1, x * y % P)


def encode_point(point: Point) -> bytes:
    """32 bytes."""
    x, y, z, _ = point
    inverse = pow(z, -1, P)
    x, y = x * inverse % P, y * inverse % P
    return (y | (x & 1) << 255).to_bytes(32, "little")


def add(one: Point, two: Point) -> Point:
    """The sum of two points."""
    x1, y1, z1, t1 = one
    x2, y2, z2, t2 = two
    a, b = (y1 - x1) * (y2 - x2) % P, (y1 + x1) * (y2 + x2) % P
    c, d = 2 * t1 * t2 * D % P, 2 * z1 * z2 % P
    e, f, g, h = b - a, d - c, d + c, b + a
    return e * f % P, g * h % P, f * g % P, e * h % P


def times(number: int, point: Point) -> Point:
    """number · point."""
    found = (0, 1, 1, 0)
    while number:
        if number & 1:
            found = add(found, point)
        point, number = add(point, point), number >> 1
    return found


BASE_Y = 4 * pow(5, -1, P) % P
BASE_X = x_of(BASE_Y, 0) or 0
BASE = (BASE_X, BASE_Y, 1, BASE_X * BASE_Y % P)


def verify(public: bytes, signature: bytes, message: bytes) -> bool:
    """Does the signature hold?"""
    if len(public) != 32 or len(signature) != 64:
        return False
    key, s = decode_point(public), int.from_bytes(signature[32:], "little")
    if key is None or s >= L:
        return False
    k = int.from_bytes(hashlib.sha512(signature[:32] + public + message).digest(), "little") % L
    minus = (P - key[0], key[1], 1, P - key[3])
    return encode_point(add(times(s, BASE), times(k, minus))) == signature[:32]


# ── signed notes (C2SP signed-note, tlog-checkpoint, tlog-cosignature) ──────────────────────────────


def from_base64(text: str) -> bytes:
    """Standard base64, in its only spelling."""
    try:
        raw = base64.b64decode(text, validate=True)
    except (binascii.Error, ValueError) as wrong:
        raise Broken(f"not base64: {text[:40]!r}") from wrong
    if base64.b64encode(raw).decode() != text:
        raise Broken(f"not base64: {text[:40]!r}")
    return raw


def read_key(vkey: str) -> Key:
    """(name, kind, public key, key id)."""
    name, _, rest = vkey.strip().partition("+")
    told, _, encoded = rest.partition("+")
    raw = from_base64(encoded)
    if not name or len(raw) != 33 or raw[0] not in (ED25519, COSIGNATURE):
        raise Broken(f"not a key that is known here: {vkey[:60]!r}")
    key_id = hashlib.sha256(name.encode() + b"\n" + raw).digest()[:4]
    if key_id.hex() != told:
        raise Broken(f"the id of the key {name} is not its own")
    return name, raw[0], raw[1:], key_id


def read_note(raw: bytes, where: str) -> tuple[str, Signatures]:
    """(text, [(name, key id, signature)])."""
    try:
        text, blank, tail = raw.decode().rpartition("\n\n")
    except UnicodeDecodeError as wrong:
        raise Broken(f"{where}: not UTF-8") from wrong
    if not blank or not tail.endswith("\n"):
        raise Broken(f"{where}: no signed note")
    signatures = []
    for line in tail[:-1].split("\n"):
        dash, _, rest = line.partition(" ")
        name, _, encoded = rest.partition(" ")
        if dash != "\u2014" or not name:
            raise Broken(f"{where}: not a signature line: {line[:40]!r}")
        value = from_base64(encoded)
        signatures.append((name, value[:4], value[4:]))
    return text + "\n", signatures


def is_signed(text: str, signatures: Signatures, key: Key, where: str) -> bool:
    """Is there a signature of this key? Raises Broken for a false one."""
    name, kind, public, key_id = key
    for signer, its_id, value in signatures:
        if (signer, its_id) != (name, key_id):
            continue
        message = text.encode()
        if kind == COSIGNATURE:
            message = b"cosignature/v1\ntime %d\n" % int.from_bytes(value[:8], "big") + message
            value = value[8:]
        if not verify(public, value, message):
            raise Broken(f"{where}: the signature of {name} is false")
        return True
    return False


def read_checkpoint(raw: bytes, log_key: Key, where: str) -> Checkpoint:
    """(origin, size, root, text, signatures) of a checkpoint that the log has signed."""
    text, signatures = read_note(raw, where)
    lines = text[:-1].split("\n")
    if len(lines) < 3 or not lines[1].isascii() or not lines[1].isdigit() or str(int(lines[1])) != lines[1]:
        raise Broken(f"{where}: not a checkpoint")
    root = from_base64(lines[2])
    if lines[0] != log_key[0]:
        raise Broken(f"{where}: of another log, {lines[0]}")
    if not is_signed(text, signatures, log_key, where):
        raise Broken(f"{where}: not signed by the log")
    return lines[0], int(lines[1]), root, text, signatures


# ── the tree (RFC 9162, 2.1) ────────────────────────────────────────────────────────────────────────


def leaf_hash(leaf: bytes) -> bytes:
    """Of one entry."""
    return hashlib.sha256(b"\0" + leaf).digest()


def node_hash(left: bytes, right: bytes) -> bytes:
    """Of two neighbours."""
    return hashlib.sha256(b"\1" + left + right).digest()


class Tree:
    """Grows leaf by leaf; keeps the complete subtrees at its edge."""

    def __init__(self) -> None:
        self.size = 0
        self.edge: list[bytes] = []

    def add(self, leaf: bytes) -> None:
        """One more leaf, by its hash."""
        index, self.size = self.size, self.size + 1
        while index & 1:
            leaf, index = node_hash(self.edge.pop(), leaf), index >> 1
        self.edge.append(leaf)

    def root(self) -> bytes:
        """Of all leaves so far."""
        if not self.edge:
            return hashlib.sha256(b"").digest()
        found = self.edge[-1]
        for left in reversed(self.edge[:-1]):
            found = node_hash(left, found)
        return found


def root_of_path(index: int, size: int, leaf: bytes, path: Sequence[bytes]) -> bytes | None:
    """The root that an inclusion proof leads to (RFC 9162, 2.1.3.2); None when the proof has another length."""
    at, last = index, size - 1
    for sibling in path:
        if not last:
            return None
        if at & 1 or at == last:
            leaf = node_hash(sibling, leaf)
            while not at & 1 and at:
                at, last = at >> 1, last >> 1
        else:
            leaf = node_hash(leaf, sibling)
        at, last = at >> 1, last >> 1
    return None if last else leaf


# ── the export ──────────────────────────────────────────────────────────────────────────────────────


def read_lines(path: Path) -> Iterator[bytes]:
    """Whole lines of a file, without their newlines."""
    with path.open("rb") as file:
        for number, line in enumerate(file, 1):
            if not line.endswith(b"\n"):
                raise Broken(f"{path.name}: line {number} is cut short")
            yield line[:-1]


def sealed_by(leaf: bytes, sealed: dict[str, int], where: str) -> None:
    """Keep count of the vault: what an entry sealed or destroyed."""
    try:
        told = json.loads(leaf)
        digest, verb = told["seal"], told["verb"]
        if verb == "evidence.seal":
            sealed[digest] = int(told["size"])
        elif verb == "evidence.destroy":
            sealed.pop(digest, None)
    except (ValueError, KeyError, TypeError) as wrong:
        raise Broken(f"{where}: not an entry") from wrong


def check_tree(folder: Path, wanted: set[int]) -> tuple[Tree, dict[int, bytes], dict[str, int]]:
    """Hash all entries; (tree, {size: root} at the wanted sizes, {digest: bytes} that the vault must hold)."""
    tree = Tree()
    roots: dict[int, bytes] = {}
    sealed: dict[str, int] = {}
    if 0 in wanted:
        roots[0] = tree.root()
    for leaf in read_lines(folder / "entries.jsonl"):
        tree.add(leaf_hash(leaf))
        if b'"seal"' in leaf:
            sealed_by(leaf, sealed, f"entries.jsonl: line {tree.size}")
        if tree.size in wanted:
            roots[tree.size] = tree.root()
    return tree, roots, sealed


def check_vault(folder: Path, sealed: dict[str, int]) -> Iterator[str]:
    """What is wrong with the objects, one line each."""
    missing = dict(sealed)
    for path in sorted(p for p in (folder / "vault").rglob("*") if not p.is_dir()):
        name = path.name
        if name not in missing or path != folder / "vault" / name[:2] / name:
            yield f"vault: {path.relative_to(folder)} is nothing that the ledger says is there"
            continue
        size, seen, found = missing.pop(name), hashlib.sha256(), 0
        with path.open("rb") as file:
            while block := file.read(READ_BYTES):
                seen.update(block)
                found += len(block)
        if seen.hexdigest() != name or found != size:
            yield f"vault: {name} was changed"
    for name in missing:
        yield f"vault: {name} is missing"


def check_log(folder: Path, args: argparse.Namespace) -> Iterator[str]:
    """What is wrong with an export of the ledger, one line each; then what was seen."""
    own = read_key((folder / "key").read_text(encoding="utf-8"))
    log_key = read_key(args.key) if args.key else own
    if own != log_key:
        yield "key: not the key you named"
    newest = read_checkpoint((folder / "checkpoint").read_bytes(), log_key, "checkpoint")
    outside = [read_checkpoint(Path(p).read_bytes(), log_key, p) for p in args.checkpoint]
    tree, roots, sealed = check_tree(folder, {newest[1], *(one[1] for one in outside)})
    if tree.size != newest[1]:
        yield f"entries.jsonl: {tree.size} entries where the checkpoint says {newest[1]}"
    elif tree.root() != newest[2]:
        yield "entries.jsonl: not the entries that the checkpoint is about"
    for path, (_, size, root, _, _) in zip(args.checkpoint, outside, strict=True):
        if size > tree.size:
            yield f"rolled back: {path} has {size} entries, the export {tree.size}"
        elif roots[size] != root:
            yield f"rewritten: the first {size} entries are not those of {path}"
    named = (folder / "witnesses").read_text(encoding="utf-8").split()
    count = 0
    for vkey in sorted({*named, *args.witness}):
        seen = is_signed(newest[3], newest[4], read_key(vkey), "checkpoint")
        count += seen
        if not seen and vkey in args.witness:
            yield f"checkpoint: no cosignature of {vkey.partition('+')[0]}"
    if not args.without_vault:
        yield from check_vault(folder, sealed)
    objects = "not looked at" if args.without_vault else f"{len(sealed)} objects"
    print(f"{newest[0]}: {newest[1]} entries, {count} cosignatures, vault: {objects}")
    print(f"checkpoints from outside: {len(outside)}")


def check_entry(told: dict[str, Any], newest: Checkpoint, where: str) -> tuple[dict[str, Any], Any]:
    """(leaf, details) of one line of a case. Raises Broken."""
    leaf = json.loads(told["leaf"])
    path = [from_base64(one) for one in told["proof"]]
    if root_of_path(told["n"], newest[1], leaf_hash(told["leaf"].encode()), path) != newest[2]:
        raise Broken(f"{where} is not in the tree of the checkpoint")
    salt, what = bytes.fromhex(told["what_salt"]), told["what"].encode()
    if hashlib.sha256(salt + what).hexdigest() != leaf["what"]:
        raise Broken(f"{where}: the details are not those of the entry")
    return leaf, json.loads(what)[1]


def read_case(folder: Path, newest: Checkpoint) -> tuple[list[str], dict[str, str], Any]:
    """(leaves, {digest: SHA-256 of what is in it} of the objects that must be there, details of the last entry)."""
    sealed: dict[str, str] = {}
    leaves: list[str] = []
    details: Any = {}
    verb = ""
    for number, line in enumerate(read_lines(folder / "case.jsonl"), 1):
        try:
            told = json.loads(line)
            leaf, details = check_entry(told, newest, f"case.jsonl: line {number}")
            leaves.append(told["leaf"])
            verb = leaf["verb"]
            if verb == "evidence.seal":
                sealed[leaf["seal"]] = details["plain"]
            elif verb == "evidence.destroy":
                sealed.pop(leaf["seal"], None)
        except (ValueError, KeyError, TypeError) as wrong:
            raise Broken(f"case.jsonl: line {number} is no entry") from wrong
    if verb != "vault.export":
        raise Broken("case.jsonl: does not end with the entry of this export")
    return leaves, sealed, details


def handed_on(leaves: Sequence[str], objects: Sequence[tuple[str, bool]]) -> str:
    """The digest that the entry of an export holds: its other entries, its objects, and which of them are opened."""
    seen = hashlib.sha256("".join(f"{leaf}\n" for leaf in leaves).encode())
    for digest, opened in sorted(objects):
        seen.update(f"{digest} {'opened' if opened else 'sealed'}\n".encode())
    return seen.hexdigest()


def check_outside(paths: Sequence[str], log_key: Key, newest: Checkpoint) -> Iterator[str]:
    """What is wrong with the checkpoint of a case, held against those from elsewhere."""
    for path in paths:
        _, size, root, _, _ = read_checkpoint(Path(path).read_bytes(), log_key, path)
        if size > newest[1]:
            yield f"rolled back: {path} has {size} entries, the export {newest[1]}"
        elif size == newest[1] and root != newest[2]:
            yield f"rewritten: the {size} entries are not those of {path}"
        elif size < newest[1]:
            print(f"{path} is older: only the export of the whole ledger tells whether this one continues it")


def check_case(folder: Path, args: argparse.Namespace) -> Iterator[str]:
    """What is wrong with the export of one case, one line each; then what was seen."""
    own = read_key((folder / "key").read_text(encoding="utf-8"))
    log_key = read_key(args.key) if args.key else own
    if own != log_key:
        yield "key: not the key you named"
    newest = read_checkpoint((folder / "checkpoint").read_bytes(), log_key, "checkpoint")
    named = (folder / "witnesses").read_text(encoding="utf-8").split()
    for vkey in sorted({*named, *args.witness}):
        seen = is_signed(newest[3], newest[4], read_key(vkey), "checkpoint")
        if not seen and vkey in args.witness:
            yield f"checkpoint: no cosignature of {vkey.partition('+')[0]}"
    yield from check_outside(args.checkpoint, log_key, newest)
    leaves, sealed, details = read_case(folder, newest)
    wanted = {folder / "sealed" / digest: digest for digest in sealed}
    wanted |= {folder / "opened" / f"{digest}.json": plain for digest, plain in sealed.items()}
    there = sorted(p for name in ("sealed", "opened") for p in (folder / name).iterdir())
    for path in there:
        if wanted.get(path) != hashlib.sha256(path.read_bytes()).hexdigest():
            yield f"{path.relative_to(folder)} is not what the ledger says was kept"
    for digest in sealed:
        if not (folder / "sealed" / digest).exists():
            yield f"sealed/{digest} is missing"
    opened = [(digest, folder / "opened" / f"{digest}.json" in there) for digest in sealed]
    if details.get("list") != handed_on(leaves[:-1], opened):
        yield "entries or opened objects are missing: this is not what was handed on"
    print(f"{newest[0]}: {len(leaves)} entries of one case in a tree of {newest[1]}, {len(sealed)} objects")


def main(arguments: Sequence[str] | None = None) -> int:
    """The command line."""
    about, _, _ = (__doc__ or "").partition("\n")
    parser = argparse.ArgumentParser(description=about)
    parser.add_argument("export", type=Path)
    parser.add_argument("--key", default="", help="the log's key, from elsewhere")
    parser.add_argument("--witness", action="append", default=[], help="a key that must have cosigned")
    parser.add_argument("--checkpoint", action="append", default=[], help="a checkpoint from elsewhere")
    parser.add_argument("--without-vault", action="store_true", help="the export has no vault in it")
    args = parser.parse_args(arguments)
    broken = 0
    try:
        check = check_case if (args.export / "case.jsonl").exists() else check_log
        for line in check(args.export, args):
            print(f"BROKEN {line}")
            broken += 1
    except Broken as wrong:
        print(f"BROKEN {wrong}")
        broken += 1
    except (OSError, UnicodeDecodeError) as wrong:
        print(f"BROKEN cannot read: {wrong}")
        broken += 1
    if not broken:
        print("everything holds")
        if not (args.key and args.checkpoint):
            print(
                "without --key and --checkpoint from elsewhere, a ledger rewritten as a whole looks the same"
            )
    return min(broken, 1)


if __name__ == "__main__":
    sys.exit(main())
