"""Several applications on one port, told apart by the host name that the client asked for."""

from typing import Any
from urllib.parse import urlsplit

from litestar.types import ASGIApp


def by_host(main: ASGIApp, other: ASGIApp, host: str) -> ASGIApp:
    """Requests for `host` go to `other`, everything else to `main`; no host: all of it."""
    if not host:
        return main
    wanted = host.lower().encode()

    async def app(scope: Any, receive: Any, send: Any) -> None:
        named = next((value for key, value in scope.get("headers", ()) if key == b"host"), b"")
        mine = scope["type"] == "http" and named.lower().split(b":")[0] == wanted
        await (other if mine else main)(scope, receive, send)

    return app


def host_of(url: str) -> str:
    """The host name of an address, or ''."""
    return urlsplit(url).hostname or ""
