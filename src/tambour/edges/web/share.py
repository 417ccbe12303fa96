"""POST /share: what another app hands over before this device's service worker runs. The client takes it from its page.

Nothing is kept here: what came goes back inside the client's own page, and the browser sends it anew should that be
loaded again. What is too large, or comes while others are served, goes back as a mark: the person is asked to share it
once more, which the service worker then takes.
"""

import asyncio
import base64
from collections.abc import AsyncIterator, Sequence
from dataclasses import dataclass, field
from typing import Any

import msgspec
from litestar import Request, Response, post
from litestar.datastructures import UploadFile
from litestar.exceptions import HTTPException
from litestar.response import Stream

from tambour.edges.web.address import address_of
from tambour.edges.web.assets import PAGE_HEADERS
from tambour.moderation.gate import Buckets
from tambour.ports.outside import Clock

SHARE_MAX_BYTES = 32 * 1024 * 1024
FILES_MAX = 10
WORDS_MAX = 4_000
NAME_MAX = 200
AT_ONCE = 2
BURST, EVERY_MS = 10, 30_000
PIECE = 3 * 64 * 1024
"""Bytes of a file that are read at once; base64 of threes needs no padding in between."""
PARTS = ("title", "text", "url")
PLACE = b"</body>"
HEADERS = PAGE_HEADERS | {"Cache-Control": "no-store"}

Asked = Request[Any, Any, Any]


@dataclass(slots=True)
class ShareDoor:
    """`page`: the client's own page, b'' where it is not built."""

    page: bytes
    clock: Clock
    proxies: int
    limited: bool
    buckets: Buckets = field(init=False)
    free: asyncio.Semaphore = field(default_factory=lambda: asyncio.Semaphore(AT_ONCE))

    def __post_init__(self) -> None:
        self.buckets = Buckets(BURST if self.limited else 0, EVERY_MS)

    async def take(self, request: Asked) -> Response[Any]:
        """The page with what was shared in it."""
        size = request.headers.get("content-length", "")
        if not size.isdecimal() or int(size) > SHARE_MAX_BYTES or self.free.locked():
            return self.lost()
        if self.buckets.take(address_of(request, self.proxies), now=self.clock.now()):
            return self.lost()
        async with self.free:
            try:
                form = await request.form()
            except (HTTPException, ValueError):
                return self.lost()
            said = {part: str(form.get(part, ""))[:WORDS_MAX] for part in PARTS}
            files = [one for one in form.getall("files", []) if isinstance(one, UploadFile)][:FILES_MAX]
        return Stream(self.pieces(said, files), media_type="text/html; charset=utf-8", headers=HEADERS)

    def lost(self) -> Response[Any]:
        """The page with a mark that something was shared and did not come through."""
        head, _, tail = self.page.partition(PLACE)
        return Response(
            head + wrapped(b'{"lost":1}') + PLACE + tail,
            media_type="text/html; charset=utf-8",
            headers=HEADERS,
        )

    async def pieces(self, said: dict[str, str], files: Sequence[UploadFile]) -> AsyncIterator[bytes]:
        """A block of data that no browser runs, in front of the page's end."""
        head, _, tail = self.page.partition(PLACE)
        opened, _, closed = wrapped(b"\0").partition(b"\0")
        yield head + opened + b'{"said":' + json(said) + b',"files":['
        for number, one in enumerate(files):
            about = json([(one.filename or "file")[-NAME_MAX:], one.content_type or ""])
            yield b"," * bool(number) + b'{"about":' + about + b',"bytes":"'
            while piece := await one.read(PIECE):
                yield base64.b64encode(piece)
            yield b'"}'
        yield b"]}" + closed + PLACE + tail


def json(value: object) -> bytes:
    """JSON that cannot end the element it stands in."""
    return msgspec.json.encode(value).replace(b"<", b"\\u003c")


def wrapped(data: bytes) -> bytes:
    """The element that the client reads (web/messenger/view/outside.ts)."""
    return b'<script type="application/json" id="shared">' + data + b"</script>"


def share_routes(door: ShareDoor) -> list[Any]:
    """The one route."""

    @post("/share", status_code=200, request_max_body_size=SHARE_MAX_BYTES)
    async def share(request: Asked) -> Response[Any]:
        return await door.take(request)

    return [share]
