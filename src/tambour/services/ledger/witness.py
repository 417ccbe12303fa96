"""A witness for other people's logs (C2SP tlog-witness): it cosigns what continues the tree it has seen before."""

import asyncio
from collections.abc import Mapping
from dataclasses import dataclass, field

from tambour.moderation.ledger.merkle import EMPTY_ROOT, extends
from tambour.moderation.ledger.notes import (
    COSIGNATURE,
    NUMBER,
    BadNote,
    Checkpoint,
    Key,
    cosignature,
    cosigned,
    holds,
    read_checkpoint,
    read_hashes,
    read_note,
)
from tambour.ports.ledger import Signer, WitnessState
from tambour.ports.outside import Clock
from tambour.services.ledger.keys import verify

PROOF_LINES_MAX = 63


@dataclass(frozen=True, slots=True)
class Verdict:
    """An HTTP status and a body; `size` is set where the log must come again with another old size."""

    status: int
    text: str = ""
    is_size: bool = False


@dataclass
class WitnessDesk:
    """`logs`: the key of each log, by origin."""

    name: str
    signer: Signer
    logs: Mapping[str, Key]
    state: WitnessState
    clock: Clock
    turns: asyncio.Lock = field(default_factory=asyncio.Lock)

    @property
    def key(self) -> Key:
        """What a log's operator writes into `ledger.witnesses`."""
        return Key(self.name, COSIGNATURE, self.signer.public())

    async def add_checkpoint(self, body: bytes) -> Verdict:
        """The answer to one submission. The new state is durable before anybody learns of it."""
        head, blank, raw = body.partition(b"\n\n")
        try:
            old, proof = read_head(head.decode("ascii"))
            note = read_note(raw)
            checkpoint = read_checkpoint(note)
        except (BadNote, UnicodeDecodeError, ValueError):
            return Verdict(400, "not a submission\n")
        if not blank or old > checkpoint.size:
            return Verdict(400, "the old size is larger\n")
        log_key = self.logs.get(checkpoint.origin)
        if log_key is None:
            return Verdict(404, "this log is not known here\n")
        try:
            if not holds(note, log_key, verify):
                return Verdict(403, "not signed by the log\n")
        except BadNote as false:
            return Verdict(403, f"{false}\n")
        async with self.turns:
            return await self.judge(old, proof, checkpoint, note.text)

    async def judge(self, old: int, proof: list[bytes], checkpoint: Checkpoint, text: str) -> Verdict:
        """Against what was cosigned before."""
        size, root = await asyncio.to_thread(self.state.load, checkpoint.origin)
        if old != size:
            return Verdict(409, f"{size}\n", is_size=True)
        if not checkpoint.size and checkpoint.root != EMPTY_ROOT:
            return Verdict(422, "an empty log has another root\n")
        if not extends(old, checkpoint.size, root, checkpoint.root, proof):
            return Verdict(422, "it does not continue what was seen before\n")
        await asyncio.to_thread(self.state.save, checkpoint.origin, checkpoint.size, checkpoint.root)
        time_s = self.clock.now() // 1000
        signed = self.signer.sign(cosigned(time_s, text))
        return Verdict(200, cosignature(self.key, time_s, signed).line)


def read_head(text: str) -> tuple[int, list[bytes]]:
    """(old size, proof). Raises BadNote."""
    first, *lines = text.split("\n")
    word, _, number = first.partition(" ")
    if word != "old" or not NUMBER.fullmatch(number) or len(lines) > PROOF_LINES_MAX:
        raise BadNote("no old size, or too long a proof")
    return int(number), read_hashes(lines)
