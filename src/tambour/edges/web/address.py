"""Where a request comes from, as far as the operator's own proxies can be believed."""

from typing import Any

from litestar import Request


def forwarded(peer: str, header: str, proxies: int) -> str:
    """The address that the outermost of our own proxies saw; with no proxies, the peer itself."""
    if not proxies:
        return peer
    hops = [hop.strip() for hop in header.split(",") if hop.strip()]
    return hops[-proxies] if len(hops) >= proxies else peer


def address_of(request: Request[Any, Any, Any], proxies: int) -> str:
    """Of an HTTP request."""
    peer = request.client.host if request.client else ""
    return forwarded(peer, request.headers.get("x-forwarded-for", ""), proxies)
