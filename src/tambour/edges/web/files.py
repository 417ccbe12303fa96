"""Uploads and downloads: /files for who brings bytes, /f/ID/NAME for who may see them."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from dataclasses import dataclass
from typing import Any

import msgspec
from litestar import MediaType, Request, Response, route
from litestar.datastructures import Cookie
from litestar.exceptions import ClientException, HTTPException
from litestar.params import FromPath
from litestar.response import Stream

from tambour.domain.errors import BadInput, NotFound, NotSignedIn, Refusal
from tambour.domain.media import byte_range
from tambour.edges.gateway.frames import encode
from tambour.edges.methods.dispatch import field_of, refusal_body
from tambour.edges.web.rpc import NO_STORE, STATUS, bearer, body_of
from tambour.ports.blobs import Blobs, MissingBlob, key_of
from tambour.ports.files import Upload
from tambour.services.media.delivery import Fetched
from tambour.services.media.room import MediaRoom
from tambour.services.media.uploads import PART_BYTES
from tambour.services.tokens import Tokens

IDLE_S = 30
"""An upload that brings nothing for so long is cut off; what came is kept."""
RATE_BYTES_MIN = 512
"""Bytes a second that a request must bring, counted over every IDLE_S."""
COOKIE = "tambour_files"
PASS_S = 86_400
FILE_HEADERS = {
    "X-Content-Type-Options": "nosniff",
    "Content-Security-Policy": "sandbox; default-src 'none'",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Referrer-Policy": "no-referrer",
    "Cache-Control": "private, no-cache",
    "Accept-Ranges": "bytes",
    "Vary": "Accept, Cookie",
}
Answer = Response[Any]
Ask = Request[Any, Any, Any]


class NewUpload(msgspec.Struct, kw_only=True):
    """The body of POST /files."""

    size: int
    mime: str = ""
    name: str = ""
    kind: str = "file"


@dataclass(frozen=True, slots=True)
class FileDoor:
    """What the routes need; `alive` tells whether a session still stands."""

    media: MediaRoom
    tokens: Tokens
    alive: Callable[[int], Awaitable[bool]]
    secure: bool
    """The server is reached by https: the cookie travels no other way."""

    async def signed_in(self, request: Ask) -> tuple[int, int]:
        """(user, session) of the bearer. Raises NotSignedIn."""
        user, session = self.tokens.read(bearer(request))
        if not await self.alive(session):
            raise NotSignedIn("session revoked", why="auth.revoked")
        return user, session

    async def viewer(self, request: Ask) -> int:
        """Who fetches: by the cookie; 0 without a good one."""
        try:
            user, session = self.media.passes.read(request.cookies.get(COOKIE, ""))
        except NotSignedIn:
            return 0
        return user if await self.alive(session) else 0

    async def begin(self, request: Ask) -> Answer:
        """POST /files."""
        user, _ = await self.signed_in(request)
        try:
            want = msgspec.json.decode(await body_of(request), type=NewUpload)
        except (msgspec.DecodeError, RecursionError, UnicodeDecodeError) as wrong:
            raise BadInput(field_of(str(wrong)), str(wrong)[:200]) from wrong
        made = await self.media.uploads.begin(
            user, size=want.size, mime=want.mime, name=want.name, kind=want.kind
        )
        return reply({"id": made.id, "offset": 0, "chunk": PART_BYTES}, 201)

    async def grant(self, request: Ask) -> Answer:
        """POST /files/pass."""
        user, session = await self.signed_in(request)
        answer = Response(b"", status_code=204, headers=NO_STORE)
        answer.set_cookie(
            Cookie(
                key=COOKIE,
                value=self.media.passes.issue(user, session),
                path="/f/",
                max_age=PASS_S,
                httponly=True,
                secure=self.secure,
                samesite="strict",
            )
        )
        return answer

    async def one(self, request: Ask, file: str) -> Answer:
        """HEAD, PATCH, GET and DELETE of /files/ID."""
        user, _ = await self.signed_in(request)
        if request.method == "PATCH":
            offset = number_of(request.headers.get("upload-offset", ""), "Upload-Offset")
            at = await self.media.uploads.append(user, file, offset, arriving(request))
            return empty(204, {"Upload-Offset": str(at)})
        if request.method == "GET":
            return reply({"r": await self.media.uploads.shown(user, file)})
        if request.method == "DELETE":
            await self.media.uploads.cancel(user, file)
            return empty(204)
        return empty(200, offsets(await self.media.uploads.own(user, file)))

    async def serve(self, request: Ask, file: str, name: str) -> Answer:
        """GET and HEAD of /f/ID/NAME."""
        viewer = await self.viewer(request)
        webp = reads_webp(request.headers.get("accept", ""))
        found = await self.media.delivery.find(viewer, file, name, webp=webp)
        etag = f'"{found.sha256.hex()[:32]}"'
        headers = FILE_HEADERS | {"ETag": etag, "Content-Disposition": found.disposition}
        if matches(request.headers.get("if-none-match", ""), etag):
            return Response(b"", status_code=304, headers=headers)
        start, end, status = 0, found.size, 200
        asked = request.headers.get("range", "")
        if asked and request.headers.get("if-range", etag) == etag:
            try:
                part = byte_range(asked, found.size)
            except BadInput:
                outside = headers | {"Content-Range": f"bytes */{found.size}"}
                return Response(b"", status_code=416, headers=outside, media_type=MediaType.TEXT)
            if part is not None:
                (start, end), status = part, 206
                headers["Content-Range"] = f"bytes {start}-{end - 1}/{found.size}"
        headers["Content-Length"] = str(end - start)
        if request.method == "HEAD":
            return Response(b"", status_code=status, headers=headers, media_type=found.mime)
        first = await opened(self.media.blobs, found, start, end)
        return Stream(first, status_code=status, headers=headers, media_type=found.mime)


def file_routes(door: FileDoor) -> list[Any]:
    """POST /files, POST /files/pass, /files/ID, /f/ID/NAME."""

    @route("/files", http_method=["POST"], status_code=201)
    async def begin(request: Ask) -> Answer:
        return await answered(door.begin(request))

    @route("/files/pass", http_method=["POST"], status_code=200)
    async def grant(request: Ask) -> Answer:
        return await answered(door.grant(request))

    @route(
        "/files/{file:str}",
        http_method=["HEAD", "PATCH", "GET", "DELETE"],
        status_code=200,
        request_max_body_size=None,
    )
    async def one(request: Ask, file: FromPath[str]) -> Answer:
        return await answered(door.one(request, file))

    @route("/f/{file:str}/{name:str}", http_method=["GET", "HEAD"], status_code=200)
    async def serve(request: Ask, file: FromPath[str], name: FromPath[str]) -> Answer:
        return await answered(door.serve(request, file, name))

    return [begin, grant, one, serve]


async def answered(work: Awaitable[Answer]) -> Answer:
    """The answer, or the refusal as one."""
    try:
        return await work
    except Refusal as no:
        headers = dict(NO_STORE)
        if no.facts.get("wait"):
            headers["Retry-After"] = str(no.facts["wait"])
        if "offset" in no.facts:
            headers["Upload-Offset"] = str(no.facts["offset"])
        return Response(
            encode({"x": refusal_body(no)}),
            status_code=STATUS.get(no.code, 400),
            media_type=MediaType.JSON,
            headers=headers,
        )


async def arriving(request: Ask) -> AsyncIterator[bytes]:
    """The body as it comes; it ends where the client ends, falls silent, or trickles."""
    stream = request.stream().__aiter__()
    loop = asyncio.get_running_loop()
    since, came = loop.time(), 0
    while True:
        try:
            async with asyncio.timeout(IDLE_S):  # wait_for would make a task for each piece
                chunk = await anext(stream)
        except (StopAsyncIteration, TimeoutError, ClientException, HTTPException):
            return
        yield chunk
        came += len(chunk)
        if (passed := loop.time() - since) >= IDLE_S:
            if came < RATE_BYTES_MIN * passed:
                return
            since, came = loop.time(), 0


async def opened(blobs: Blobs, found: Fetched, start: int, end: int) -> AsyncIterator[bytes]:
    """The stream, opened before the answer begins: a blob that is missing is a 404 and no broken answer."""
    stream = blobs.read(key_of(found.sha256), start, end)
    try:
        first = await anext(stream)
    except (MissingBlob, StopAsyncIteration) as gone:
        raise NotFound("no such file") from gone

    async def rest() -> AsyncIterator[bytes]:
        yield first
        async for chunk in stream:
            yield chunk

    return rest()


def reply(value: Any, status: int = 200) -> Answer:
    """JSON."""
    return Response(encode(value), status_code=status, media_type=MediaType.JSON, headers=NO_STORE)


def empty(status: int, headers: dict[str, str] | None = None) -> Answer:
    """No body."""
    return Response(b"", status_code=status, headers=NO_STORE | (headers or {}), media_type=MediaType.TEXT)


def offsets(upload: Upload) -> dict[str, str]:
    """What HEAD tells."""
    return {"Upload-Offset": str(upload.received), "Upload-Length": str(upload.size)}


def number_of(text: str, name: str) -> int:
    """Plain digits. Raises BadInput."""
    if not (text.isascii() and text.isdigit() and len(text) <= 16):
        raise BadInput(name, "a number of bytes is wanted")
    return int(text)


def reads_webp(accept: str) -> bool:
    """Only a client that names its picture types and leaves WebP out does not."""
    return not accept or any(kind in accept.lower() for kind in ("image/webp", "image/*", "*/*"))


def matches(header: str, etag: str) -> bool:
    """If-None-Match, weakly."""
    return any(
        one.strip().removeprefix("W/") in (etag, "*") for one in header[:4096].split(",") if one.strip()
    )
