"""The desk on an origin of its own: its application, and what the messenger's origin says instead."""

from collections.abc import Sequence
from typing import Any

from litestar import Litestar, Response, get
from litestar.params import FromPath

from tambour.edges.console.desk import HEADERS, Asked, see_other


def desk_app(routes: Sequence[Any]) -> Litestar:
    """Nothing but the desk; whoever comes to the bare address is led in."""

    @get("/")
    async def bare() -> Response[Any]:
        return see_other("/console")

    @get("/healthz")
    async def health() -> Response[bytes]:
        return Response(b"ok", media_type="text/plain", headers=HEADERS)

    return Litestar([bare, health, *routes], openapi_config=None, logging_config=None)


def elsewhere(origin: str) -> list[Any]:
    """On the messenger's origin: the way to the desk. No form is ever taken here."""

    @get("/console")
    async def bare(request: Asked) -> Response[Any]:
        return see_other(f"{origin}/console")

    @get("/console/{path:path}")
    async def deeper(request: Asked, path: FromPath[str]) -> Response[Any]:
        query = str(request.url.query)
        return see_other(f"{origin}/console{path}" + (f"?{query}" if query else ""))

    return [bare, deeper]
