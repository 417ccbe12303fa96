"""The same methods over HTTP, for networks that let no WebSocket through: POST /rpc/METHOD and GET /events."""

import asyncio
from collections.abc import AsyncIterator
from typing import Any

from litestar import MediaType, Request, Response, get, post
from litestar.exceptions import ClientException
from litestar.params import FromPath
from litestar.response import Stream

from tambour.domain.errors import NotSignedIn, Refusal, TooLarge
from tambour.edges.gateway.frames import DICTIONARY, DICTIONARY_ID, SSE, encode
from tambour.edges.gateway.line import Line
from tambour.edges.gateway.live import Live
from tambour.edges.methods.dispatch import PARAMS_MAX_BYTES, refusal_body
from tambour.edges.methods.table import Caller
from tambour.edges.web.address import address_of

STATUS = {
    "AUTH": 401, "NEED_PASSWORD": 401, "NEED_NAME": 401, "FORBIDDEN": 403, "MODERATED": 403, "RESTRICTED": 403,
    "NOT_FOUND": 404, "GONE": 410, "CONFLICT": 409, "TOO_LARGE": 413, "FLOOD": 429, "SLOWMODE": 429, "RETRY": 503,
}  # fmt: skip
"""Everything else is 400."""


class StreamPipe:
    """What a Line writes to when its reader is a stream of server-sent events."""

    __slots__ = ("chunks", "ended", "filled", "size")

    def __init__(self) -> None:
        self.chunks: list[bytes] = []
        self.size = 0
        self.filled = asyncio.Event()
        self.ended = False

    def write(self, data: bytes) -> None:
        """Kept until the reader takes it."""
        self.chunks.append(data)
        self.size += len(data)
        self.filled.set()

    def waiting(self) -> int:
        """Bytes not yet taken."""
        return self.size

    def close(self, code: int, reason: str = "") -> None:
        """The reader gets a last event that says why."""
        self.write(b"event: close\ndata: " + encode({"code": code, "reason": reason}) + b"\n\n")
        self.ended = True
        self.filled.set()

    async def read(self) -> AsyncIterator[bytes]:
        """Chunks as they come, until closed."""
        while True:
            await self.filled.wait()
            self.filled.clear()
            data, self.chunks, self.size = b"".join(self.chunks), [], 0
            if data:
                yield data
            if self.ended:
                return


def bearer(request: Request[Any, Any, Any]) -> str:
    """The access token of a request, or ''."""
    scheme, _, token = request.headers.get("authorization", "").partition(" ")
    return token.strip() if scheme.lower() == "bearer" else ""


def rpc_routes(live: Live, proxies: int) -> list[Any]:
    """POST /rpc/METHOD, GET /events, GET /d/1."""

    async def caller_of(request: Request[Any, Any, Any], token: str) -> Caller:
        caller = Caller(address=address_of(request, proxies))
        if token:
            caller.user, caller.session = live.tokens.read(token)
            if not await live.rows.alive(caller.session):
                raise NotSignedIn("session revoked")
        return caller

    @post("/rpc/{name:str}", status_code=200)
    async def rpc(request: Request[Any, Any, Any], name: FromPath[str]) -> Response[bytes]:
        try:
            if int(request.headers.get("content-length") or 0) > PARAMS_MAX_BYTES:
                raise TooLarge("request too large", limit=PARAMS_MAX_BYTES)
            caller = await caller_of(request, bearer(request))
            result = await live.dispatch.run(name, await body_of(request), caller)
            return Response(encode({"r": result}), media_type=MediaType.JSON, headers=NO_STORE)
        except Refusal as no:
            headers = NO_STORE | ({"Retry-After": str(no.facts["wait"])} if no.facts.get("wait") else {})
            return Response(
                encode({"x": refusal_body(no)}),
                status_code=STATUS.get(no.code, 400),
                media_type=MediaType.JSON,
                headers=headers,
            )

    @get("/events")
    async def events(request: Request[Any, Any, Any]) -> Response[Any]:
        query = {k: str(v) for k, v in request.query_params.items()}
        pipe = StreamPipe()
        line = Line(pipe, SSE)
        caller = Caller(address=address_of(request, proxies))
        await live.welcome(line, caller, query.get("token", "") or bearer(request), query)
        return Stream(stream(live, line, pipe), media_type="text/event-stream", headers=NO_STORE)

    @get(f"/d/{DICTIONARY_ID}")
    async def dictionary() -> Response[bytes]:
        return Response(DICTIONARY, media_type="application/octet-stream", headers=IMMUTABLE)

    return [rpc, events, dictionary]


NO_STORE = {"Cache-Control": "no-store", "X-Content-Type-Options": "nosniff"}
IMMUTABLE = {"Cache-Control": "public, max-age=31536000, immutable"}


async def body_of(request: Request[Any, Any, Any]) -> bytes:
    """The body, or TooLarge before it is all read."""
    size, parts = 0, []
    try:
        async for part in request.stream():
            size += len(part)
            if size > PARAMS_MAX_BYTES:
                raise TooLarge("request too large", limit=PARAMS_MAX_BYTES)
            parts.append(part)
    except ClientException as gone:
        raise TooLarge("request too large", limit=PARAMS_MAX_BYTES) from gone
    return b"".join(parts)


async def stream(live: Live, line: Line, pipe: StreamPipe) -> AsyncIterator[bytes]:
    """Frames until either side ends."""
    try:
        async for chunk in pipe.read():
            yield chunk
    finally:
        line.closed = True
        live.goodbye(line)
