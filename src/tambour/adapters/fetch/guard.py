"""HTTP out of the house through one narrow gate, on aiohttp.

A name is resolved once; only public addresses are handed on; and the socket itself refuses any other, so that no
literal, redirect, second answer of a name server or reused pool entry gets by.
"""

import asyncio
import re
import socket
import zlib
from collections.abc import Awaitable, Callable, Mapping
from typing import Any

import aiohttp
from aiohttp.abc import AbstractResolver, ResolveResult
from typing_extensions import override
from yarl import URL

from tambour.adapters.fetch.addresses import is_public
from tambour.ports.fetch import PAGE_BYTES_MAX, Answer, Page, Unfetched

TIMEOUT_S = 5.0
"""Of a whole request, and of a connection where more is allowed for the answer."""
REDIRECTS_MAX = 3
AT_ONCE = 16
URL_MAX = 2048
ANSWER_BYTES_MAX = 64 * 1024
CHUNK = 16 * 1024
MOVED = (301, 302, 303, 307, 308)
PORTS = frozenset({80, 443})
ODD = re.compile(r"[\x00-\x20\x7f-\x9f\\\u3000\u2028\u2029]")
"""Characters by which parsers of URLs have been set against each other."""

Door = tuple[str, int]
Resolve = Callable[[str, int], Awaitable[list[str]]]
"""(host, port) → addresses."""


class ForbiddenAddress(OSError):
    """The address is not public."""


async def resolve(host: str, port: int) -> list[str]:
    """What the system's resolver says."""
    found = await asyncio.get_running_loop().getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return [str(info[4][0]) for info in found]


class PublicResolver(AbstractResolver):
    """Hands on the public ones among a host's addresses; a host without any is unreachable."""

    def __init__(self, ask: Resolve, may: Callable[[str, int], bool]) -> None:
        self.ask, self.may = ask, may

    @override
    async def resolve(
        self, host: str, port: int = 0, family: socket.AddressFamily = socket.AF_INET
    ) -> list[ResolveResult]:
        """Raises ForbiddenAddress."""
        found = [address for address in await self.ask(host, port) if self.may(address, port)]
        if not found:
            raise ForbiddenAddress(f"{host} has no public address")
        return [
            ResolveResult(
                hostname=host,
                host=address,
                port=port,
                family=socket.AF_INET6 if ":" in address else socket.AF_INET,
                proto=0,
                flags=socket.AI_NUMERICHOST,
            )
            for address in found
        ]

    @override
    async def close(self) -> None:
        """Nothing is held."""


class GuardedFetch:
    """See ports/fetch.py. `ports`: where URLs may point; `at_once`: requests.

    `inside` opens all addresses: only where the operator's settings name the one URL that is ever asked. `also` opens
    single addresses with their ports that are not public, and `ask` replaces name resolution: both are for tests with
    a server of their own, and no setting leads to them.
    """

    def __init__(
        self,
        agent: str,
        *,
        ports: frozenset[int] = PORTS,
        inside: bool = False,
        also: frozenset[Door] = frozenset(),
        ask: Resolve = resolve,
        timeout_s: float = TIMEOUT_S,
        at_once: int = AT_ONCE,
    ) -> None:
        self.agent, self.ports, self.also, self.ask, self.timeout_s = agent, ports, also, ask, timeout_s
        self.inside = inside
        self.at_once, self.turns = at_once, asyncio.Semaphore(at_once)
        self.session: aiohttp.ClientSession | None = None

    def may(self, address: str, port: int) -> bool:
        """Is this address public, or opened?"""
        return self.inside or is_public(address) or (address, port) in self.also

    def knock(self, info: tuple[Any, ...]) -> socket.socket:
        """The last gate: called with the very address that is about to be connected to."""
        family, kind, proto, _, address = info
        if not self.may(str(address[0]), int(address[1])):
            raise ForbiddenAddress(f"{address[0]} is not public")
        return socket.socket(family, kind, proto)

    def opened(self) -> aiohttp.ClientSession:
        """Made at the first use, within the loop."""
        if self.session is None:
            connector = aiohttp.TCPConnector(
                resolver=PublicResolver(self.ask, self.may),
                use_dns_cache=False,
                socket_factory=self.knock,
                limit=self.at_once,
                keepalive_timeout=20,
            )
            self.session = aiohttp.ClientSession(
                connector=connector,
                cookie_jar=aiohttp.DummyCookieJar(),
                auto_decompress=False,
                trust_env=False,
                timeout=aiohttp.ClientTimeout(total=self.timeout_s, sock_connect=TIMEOUT_S),
                headers={"User-Agent": self.agent},
            )
        return self.session

    async def close(self) -> None:
        """Hang up."""
        if self.session is not None:
            await self.session.close()

    def checked(self, url: str | URL) -> URL:
        """A URL that may be asked. Raises Unfetched(url|scheme|port|address)."""
        text = str(url)
        if len(text) > URL_MAX or ODD.search(text):
            raise Unfetched("url", "malformed")
        try:
            found = URL(text)
            host, port = found.raw_host, found.port
        except ValueError as wrong:
            raise Unfetched("url", "malformed") from wrong
        if found.scheme not in ("http", "https"):
            raise Unfetched("scheme", found.scheme)
        if not host or found.user is not None or found.password is not None:
            raise Unfetched("url", "a host and no credentials are wanted")
        if port not in self.ports:
            raise Unfetched("port", str(port))
        return found.with_fragment(None)

    async def get(
        self,
        url: str,
        *,
        accept: str,
        bytes_max: int = PAGE_BYTES_MAX,
        cut: bool = False,
        headers: Mapping[str, str] | None = None,
    ) -> Page:
        """See the port. The whole way, redirects included, has `timeout_s` seconds."""
        where = first = self.checked(url)
        common = {"Accept": accept, "Accept-Encoding": "gzip", "Accept-Language": "en, *;q=0.5"}
        try:
            async with self.turns, asyncio.timeout(self.timeout_s):
                for _ in range(REDIRECTS_MAX + 1):
                    sent = common | dict(headers or {}) if where.origin() == first.origin() else common
                    async with self.opened().get(where, headers=sent, allow_redirects=False) as answer:
                        target = answer.headers.get("Location", "")
                        if answer.status not in MOVED or not target:
                            return await page_of(answer, where, bytes_max, cut)
                    where = self.checked(joined(where, target))
        except (aiohttp.ClientError, OSError, TimeoutError, ValueError) as away:
            raise unfetched(away) from away
        raise Unfetched("redirects", "too many")

    async def post(self, url: str, body: bytes, headers: Mapping[str, str], *, bytes_max: int = 0) -> Answer:
        """See the port."""
        where = self.checked(url)
        try:
            async with (
                self.turns,
                asyncio.timeout(self.timeout_s),
                self.opened().post(where, data=body, headers=headers, allow_redirects=False) as answer,
            ):
                told = await bounded(answer, bytes_max or ANSWER_BYTES_MAX, cut=not bytes_max)
                wait = answer.headers.get("Retry-After", "")
                return Answer(
                    status=answer.status,
                    retry_after_s=int(wait) if digits(wait) else 0,
                    kind=answer.content_type.lower() if bytes_max else "",
                    body=told if bytes_max else b"",
                )
        except (aiohttp.ClientError, OSError, TimeoutError, ValueError) as away:
            raise unfetched(away) from away


def digits(text: str) -> bool:
    """A plain number of a few digits; a date is as good as none."""
    return text.isascii() and text.isdigit() and len(text) <= 6


def joined(base: URL, target: str) -> str:
    """Where a redirect leads. Raises Unfetched(url)."""
    if len(target) > URL_MAX or ODD.search(target):
        raise Unfetched("url", "malformed redirect")
    return str(base.join(URL(target)))


def unfetched(error: Exception) -> Unfetched:
    """What went wrong, in one of our words."""
    seen: BaseException | None = error
    while seen is not None:
        if isinstance(seen, ForbiddenAddress | aiohttp.InvalidURL):
            return Unfetched("address")
        seen = seen.__cause__
    if isinstance(error, TimeoutError):
        return Unfetched("timeout")
    return Unfetched("network", type(error).__name__)


async def page_of(answer: aiohttp.ClientResponse, where: URL, bytes_max: int, cut: bool) -> Page:
    """The answer with as much of its body as was wanted. Raises Unfetched(too_large|encoding)."""
    return Page(
        url=str(where),
        status=answer.status,
        kind=answer.content_type.lower(),
        charset=answer.charset or "",
        body=await bounded(answer, bytes_max, cut=cut),
        headers={name.lower(): answer.headers[name] for name in answer.headers},
    )


async def bounded(answer: aiohttp.ClientResponse, bytes_max: int, *, cut: bool) -> bytes:
    """The body, unpacked as it comes and never beyond `bytes_max`. Raises Unfetched(too_large|encoding)."""
    coding = answer.headers.get("Content-Encoding", "").strip().lower()
    if coding not in ("", "identity", "gzip", "x-gzip", "deflate"):
        raise Unfetched("encoding", coding[:20])
    unpack = zlib.decompressobj(zlib.MAX_WBITS | 32) if coding not in ("", "identity") else None
    parts, size, raw = [], 0, 0
    async for chunk in answer.content.iter_chunked(CHUNK):
        raw += len(chunk)
        try:
            part = unpack.decompress(chunk, bytes_max - size + 1) if unpack else chunk
        except zlib.error as broken:
            raise Unfetched("encoding", "not what it says") from broken
        parts.append(part)
        size += len(part)
        if size > bytes_max or raw > bytes_max:
            if not cut:
                raise Unfetched("too_large")
            answer.close()
            break
    return b"".join(parts)[:bytes_max]
