"""The log's word to others: witnesses (C2SP tlog-witness) and an address for copies, both through the one gate."""

import logging
from base64 import b64encode
from collections.abc import Sequence
from dataclasses import dataclass

from tambour.moderation.ledger.notes import COSIGNATURE, NUMBER, BadNote, Key, read_key
from tambour.ports.fetch import Fetch, Unfetched
from tambour.ports.ledger import Unwitnessed
from tambour.ports.trouble import Trouble

PLAIN = {"Content-Type": "text/plain; charset=utf-8"}
ANSWER_BYTES_MAX = 16 * 1024
SIZE_KIND = "text/x.tlog.size"

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class FetchedWitness:
    """See Witness in ports/ledger.py. `url`: its submission prefix."""

    fetch: Fetch
    key: Key
    url: str

    async def ask(self, old: int, proof: Sequence[bytes], note: str) -> tuple[int, str]:
        """One add-checkpoint."""
        body = submission(old, proof, note)
        try:
            answer = await self.fetch.post(
                f"{self.url.rstrip('/')}/add-checkpoint", body.encode(), PLAIN, bytes_max=ANSWER_BYTES_MAX
            )
        except Unfetched as why:
            raise Unwitnessed(str(why)) from why
        told = answer.body.decode(errors="replace")
        if answer.status == 200:
            return 0, told
        if answer.status == 409 and answer.kind == SIZE_KIND and NUMBER.fullmatch(told.removesuffix("\n")):
            return int(told), ""
        raise Unwitnessed(f"it answers {answer.status}")


@dataclass(frozen=True, slots=True)
class Copies:
    """Each checkpoint by POST to an address of the operator's choice."""

    fetch: Fetch
    url: str

    async def send(self, note: str) -> bool:
        """Any answer of 2xx will do."""
        try:
            answer = await self.fetch.post(self.url, note.encode(), PLAIN)
        except Unfetched as why:
            log.warning("the copy of a checkpoint did not arrive: %s", why)
            return False
        if answer.status // 100 != 2:
            log.warning("the address for copies of checkpoints answers %d", answer.status)
        return answer.status // 100 == 2


def submission(old: int, proof: Sequence[bytes], note: str) -> str:
    """The body of add-checkpoint."""
    return "".join([f"old {old}\n", *(b64encode(one).decode() + "\n" for one in proof), "\n", note])


def witnesses_of(setting: str, fetch: Fetch) -> list[FetchedWitness]:
    """From `VKEY URL, VKEY URL`. Raises Trouble."""
    found = []
    for line in filter(None, map(str.strip, setting.split(","))):
        vkey, _, url = line.partition(" ")
        try:
            key = read_key(vkey)
        except BadNote as wrong:
            raise Trouble(
                f"ledger.witnesses: {vkey} is no key: {wrong}", "write `VKEY URL, VKEY URL`"
            ) from wrong
        if key.kind != COSIGNATURE or not url.strip():
            raise Trouble("ledger.witnesses names no witness", "write `VKEY URL`, as the witness prints it")
        found.append(FetchedWitness(fetch, key, url.strip()))
    return found
