"""The bytes of moving: uploads of an export piece by piece, and the way home for a finished one."""

from dataclasses import dataclass
from typing import Any

import msgspec
from litestar import MediaType, Request, Response, route
from litestar.datastructures import Cookie
from litestar.params import FromPath
from litestar.response import Stream

from tambour.domain.errors import BadInput, NotFound, NotSignedIn
from tambour.edges.gateway.frames import encode
from tambour.edges.web.files import FileDoor, answered, arriving, number_of
from tambour.edges.web.rpc import NO_STORE, bearer, body_of
from tambour.services.moving.moves import CHUNK_BYTES, PASS_MS, Moves

COOKIE = "tambour_export"
Ask = Request[Any, Any, Any]
Answer = Response[Any]


class NewImport(msgspec.Struct, kw_only=True):
    """The body of POST /moves."""

    size: int


@dataclass(frozen=True, slots=True)
class MovingDoor:
    """What the routes need."""

    moves: Moves
    files: FileDoor
    """Who is signed in, and whether cookies are for https only."""

    async def begin(self, request: Ask) -> Answer:
        """POST /moves."""
        user, _ = await self.files.signed_in(request)
        try:
            want = msgspec.json.decode(await body_of(request), type=NewImport)
        except (msgspec.DecodeError, RecursionError, UnicodeDecodeError) as wrong:
            raise BadInput("size", "a number of bytes is wanted") from wrong
        move = await self.moves.begin_import(user, want.size)
        body = encode({"id": move.id, "chunk": CHUNK_BYTES})
        return Response(body, status_code=201, media_type=MediaType.JSON, headers=NO_STORE)

    async def upload(self, request: Ask, text: str) -> Answer:
        """PATCH and HEAD of /moves/ID?path=…"""
        user, _ = await self.files.signed_in(request)
        id = move_of(text)
        path = request.query_params.get("path", "")
        if request.method == "HEAD":
            at = await self.moves.came(user, id, path)
        else:
            offset = number_of(request.headers.get("upload-offset", ""), "Upload-Offset")
            at = await self.moves.append(user, id, path, offset, arriving(request))
        return Response(b"", status_code=204, headers=NO_STORE | {"Upload-Offset": str(at)})

    async def grant(self, request: Ask, text: str) -> Answer:
        """POST /moves/ID/pass: a cookie for ten minutes and this one address."""
        user, session = await self.files.signed_in(request)
        id = move_of(text)
        await self.moves.fetch(user, id)
        answer = Response(b"", status_code=204, headers=NO_STORE)
        answer.set_cookie(
            Cookie(
                key=COOKIE,
                value=self.moves.pass_of(user, session, id),
                path=f"/moves/{id}/",
                max_age=PASS_MS // 1000,
                httponly=True,
                secure=self.files.secure,
                samesite="strict",
            )
        )
        return answer

    async def fetch(self, request: Ask, text: str) -> Answer:
        """GET /moves/ID/export.zip, by the cookie or the bearer."""
        id = move_of(text)
        if bearer(request):
            user, session = await self.files.signed_in(request)
        else:
            user, session = self.moves.read_pass(request.cookies.get(COOKIE, ""), id)
            if not await self.files.alive(session):
                raise NotSignedIn("session revoked", why="auth.revoked")
        size = await self.moves.fetch(user, id)
        headers = NO_STORE | {
            "Content-Length": str(size),
            "Content-Disposition": 'attachment; filename="tambour-export.zip"',
        }
        return Stream(self.moves.depot.read(id, 0, size), media_type="application/zip", headers=headers)


def moving_routes(door: MovingDoor) -> list[Any]:
    """POST /moves, PATCH and HEAD /moves/ID, POST /moves/ID/pass, GET /moves/ID/export.zip."""

    @route("/moves", http_method=["POST"], status_code=201)
    async def begin(request: Ask) -> Answer:
        return await answered(door.begin(request))

    @route("/moves/{id:str}", http_method=["PATCH", "HEAD"], status_code=200, request_max_body_size=None)
    async def upload(request: Ask, id: FromPath[str]) -> Answer:
        return await answered(door.upload(request, id))

    @route("/moves/{id:str}/pass", http_method=["POST"], status_code=200)
    async def grant(request: Ask, id: FromPath[str]) -> Answer:
        return await answered(door.grant(request, id))

    @route("/moves/{id:str}/export.zip", http_method=["GET"], status_code=200)
    async def fetch(request: Ask, id: FromPath[str]) -> Answer:
        return await answered(door.fetch(request, id))

    return [begin, upload, grant, fetch]


def move_of(text: str) -> int:
    """A move's number. Raises NotFound."""
    if not (text.isascii() and text.isdigit() and len(text) <= 16):
        raise NotFound("no such move", why="moving.unknown")
    return int(text)
