"""The ledger for everybody: the newest checkpoint, that it continues an older one, that an entry is in it.

Nothing here says what an entry is about: hashes and signatures only. Formats of C2SP: tlog-checkpoint, tlog-proof, and
the body of tlog-witness' add-checkpoint.
"""

import re
from base64 import b64encode
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from typing import Any

from litestar import Request, Response, get, post
from litestar.params import FromQuery

from tambour.domain.errors import Refusal
from tambour.edges.web.address import address_of
from tambour.moderation.gate import Buckets
from tambour.ports.outside import Clock
from tambour.services.ledger.log import Log
from tambour.services.ledger.outside import SIZE_KIND, submission
from tambour.services.ledger.witness import WitnessDesk

BURST, EVERY_MS = 60, 500
SUBMISSION_BYTES_MAX = 64 * 1024
HEADERS = {"Cache-Control": "no-store", "X-Content-Type-Options": "nosniff"}
STATUS = {"NOT_FOUND": 404, "BAD": 400, "RETRY": 503}
HASH = re.compile(r"[0-9a-f]{64}")
PLACE = re.compile(r"[0-9]{1,15}")
Asked = Request[Any, Any, Any]


@dataclass
class LedgerDoor:
    """`limited`: 60 questions at once from one address, then two a second."""

    log: Log
    clock: Clock
    proxies: int
    limited: bool
    buckets: Buckets = field(init=False)

    def __post_init__(self) -> None:
        self.buckets = Buckets(BURST if self.limited else 0, EVERY_MS)

    async def answer(self, request: Asked, find: Callable[[], Awaitable[str]]) -> Response[bytes]:
        """Plain text, whatever it is."""
        if wait := self.buckets.take(address_of(request, self.proxies), now=self.clock.now()):
            return plain("too many questions\n", 429, {"Retry-After": str(wait // 1000 + 1)})
        try:
            return plain(await find())
        except Refusal as no:
            return plain(f"{no.code}: {no.msg}\n", STATUS.get(no.code, 400))


def plain(text: str, status: int = 200, more: dict[str, str] | None = None) -> Response[bytes]:
    """UTF-8."""
    return Response(
        text.encode(), status_code=status, media_type="text/plain", headers=HEADERS | (more or {})
    )


def ledger_routes(door: LedgerDoor) -> list[Any]:
    """All of /ledger."""

    @get("/ledger/key")
    async def key(request: Asked) -> Response[bytes]:
        async def find() -> str:
            await door.log.newest()
            return f"{door.log.key.vkey}\n" + "".join(f"{one.key.vkey}\n" for one in door.log.witnesses)

        return await door.answer(request, find)

    @get("/ledger/checkpoint")
    async def checkpoint(request: Asked) -> Response[bytes]:
        async def find() -> str:
            return (await door.log.newest())[1]

        return await door.answer(request, find)

    @get("/ledger/consistency")
    async def consistency(request: Asked, old: FromQuery[str] = "") -> Response[bytes]:
        async def find() -> str:
            proof, note = await door.log.proof_of_growth(int(old) if PLACE.fullmatch(old) else -1)
            return submission(int(old), proof, note)

        return await door.answer(request, find)

    @get("/ledger/inclusion")
    async def inclusion(
        request: Asked, leaf: FromQuery[str] = "", index: FromQuery[str] = ""
    ) -> Response[bytes]:
        async def find() -> str:
            hashed = bytes.fromhex(leaf) if HASH.fullmatch(leaf) else b""
            at = int(index) if PLACE.fullmatch(index) and not leaf else -1
            place, proof, note = await door.log.proof_of_entry(hashed, at)
            lines = "".join(b64encode(one).decode() + "\n" for one in proof)
            return f"c2sp.org/tlog-proof@v1\nindex {place}\n{lines}\n{note}"

        return await door.answer(request, find)

    return [key, checkpoint, consistency, inclusion]


def witness_routes(desk: WitnessDesk) -> list[Any]:
    """What `tambour ledger witness` serves."""

    @post("/add-checkpoint", status_code=200, request_max_body_size=SUBMISSION_BYTES_MAX)
    async def add_checkpoint(request: Asked) -> Response[bytes]:
        verdict = await desk.add_checkpoint(await request.body())
        told = {"Content-Type": SIZE_KIND} if verdict.is_size else {}
        return plain(verdict.text, verdict.status, told)

    @get("/key")
    async def key() -> Response[bytes]:
        return plain(f"{desk.key.vkey}\n")

    return [add_checkpoint, key]
