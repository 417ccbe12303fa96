"""Pictures, films and sound of the evidence, only when asked for; films in pieces, as browsers read them."""

from typing import Any

from litestar import Response, get
from litestar.params import FromPath
from litestar.response import Stream

from tambour.domain.errors import BadInput, NotFound
from tambour.domain.media import byte_range
from tambour.edges.console.desk import HEADERS, Asked, Console, Seat
from tambour.edges.console.forms import known
from tambour.ports.blobs import MissingBlob, key_of

KINDS = ("image/", "video/", "audio/")


def media_routes(console: Console) -> list[Any]:
    """GET /console/case/ID/media/FILE/NAME."""

    @get("/case/{fresh:int}/media/{file:str}/{name:str}")
    async def media(
        request: Asked, fresh: FromPath[int], file: FromPath[str], name: FromPath[str]
    ) -> Response[Any]:
        return await console.look(
            request, lambda seat: serve(console, seat, request, known(fresh), file, name)
        )

    return [media]


async def serve(
    console: Console, seat: Seat, request: Asked, case: int, file: str, name: str
) -> Response[Any]:
    """The whole, or the one range that was asked for. Raises NotFound, Forbidden."""
    asked = request.headers.get("range", "")
    onward = bool(asked) and not asked.replace(" ", "").startswith("bytes=0-")
    form = await console.disclosure.file(seat.user, case, file[:64], name, onward=onward)
    if console.blobs is None or not form.mime.startswith(KINDS) or form.mime == "image/svg+xml":
        raise NotFound("no such file")
    headers = HEADERS | {"Accept-Ranges": "bytes"}
    start, end, status = 0, form.size, 200
    try:
        part = byte_range(asked, form.size) if asked else None
    except BadInput:
        outside = headers | {"Content-Range": f"bytes */{form.size}"}
        return Response(b"", status_code=416, headers=outside)
    if part is not None:
        (start, end), status = part, 206
        headers["Content-Range"] = f"bytes {start}-{end - 1}/{form.size}"
    body = console.blobs.read(key_of(form.sha256), start, end)
    try:
        first = await anext(body)
    except (MissingBlob, StopAsyncIteration) as gone:
        raise NotFound("no such file") from gone

    async def rest() -> Any:
        yield first
        async for more in body:
            yield more

    headers["Content-Length"] = str(end - start)
    return Stream(rest(), status_code=status, headers=headers, media_type=form.mime)
