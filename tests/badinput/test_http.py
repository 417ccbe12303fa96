"""The HTTP doors, byte by byte: every route, requests no browser would send."""

import asyncio
import contextlib

import httpx
import pytest

from tambour.edges.methods.dispatch import PARAMS_MAX_BYTES
from tests.badinput.raw import Wire
from tests.badinput.street import Street, alive
from tests.waiting import PATIENCE_S

SERVED = frozenset(
    {
        100,  # to `Expect: 100-continue`
        200,
        204,
        206,
        301,
        302,
        303,
        304,
        400,
        401,
        403,
        404,
        405,
        406,
        408,
        411,
        413,
        414,
        415,
        416,
        429,
        431,
        501,
        505,
    }
)
"""0 stands for a connection that was closed without a word. 503 is only for the page of a client that is not built."""
PATHS = (
    "/%2e%2e/%2e%2e/etc/passwd", "/..%2f..%2fetc/passwd", "/../../etc/passwd", "/assets/../../app.py",
    "/assets/%2e%2e/%2e%2e/__init__.py", "/assets/..%5c..%5cx", "//evil.example/%2e%2e", "/\\evil", "/;a=b", "/%00",
    "/a%00.png", "/%ff%fe", "/%C0%AE%C0%AE/", "/" + "a" * 60_000, "/" + "a/" * 5000, "/%", "/%zz", "/+", "/+%20",
    "/rpc/", "/rpc/%00", "/rpc/me.get/", "/rpc/me.get%2f..", "/rpc/__class__", "/rpc/" + "m" * 5000, "/d/2", "/d/-1",
    "/events?token=" + "x" * 5000, "/events?token=%00&z=%ff&pts=%C2%B2&since=-1&open=" + "9" * 100, "/healthz/..",
    "/console/static/..%2fdesk.py", "/console/static/%2e%2e", "/console/case/-1", "/console/case/9223372036854775808",
    "/console/case/" + "9" * 5000, "/console/case/x", "/console/appeal/18446744073709551616",
    "/console/audit?before=-1",
    "/console/audit?before=9223372036854775808", "/console/audit?before=" + "9" * 5000, "/console/audit?before=x",
    "/console/enter?t=" + "%00" * 300, "/console/enter?t=\xd9\xa3", "/console/enter?t=a&t=b", "/console/nowhere",
    "/metrics?x=" + "&x=" * 2000, "/?" + "&".join(f"k{n}=v" for n in range(9000)),
)  # fmt: skip
HEADERS = (
    "Host: \r\n", "Host: a\r\nHost: b\r\n", "Host: evil.example:99999\r\n", "Host: [::1\r\n", "Host: \xff\xfe\r\n",
    "X-Forwarded-For: ' OR 1=1\r\n", "X-Forwarded-For: " + "1.1.1.1, " * 2000 + "\r\n", "Forwarded: for=\x01\r\n",
    "Authorization: Bearer " + "A" * 20_000 + "\r\n", "Authorization: Bearer \xff\r\n", "Authorization: Basic =\r\n",
    "Authorization: \r\n", "Cookie: " + "a=b; " * 5000 + "\r\n", "Cookie: =;=;\xff\r\n", "Cookie: console=\x07%00\r\n",
    "Range: bytes=" + "0-," * 1000 + "0-\r\n", "Range: bytes=9-1,-0,x\r\n", "If-None-Match: " + '"x",' * 3000 + "\r\n",
    "Accept-Encoding: " + "gzip;q=9," * 1000 + "\r\n", "Accept-Language: \xff, ar;q=x\r\n", "Accept: \x00\r\n",
    "X-HTTP-Method-Override: DELETE\r\n", "Expect: 100-continue\r\n", "Transfer-Encoding: identity\r\n",
    "Content-Type: \xff/\xff; charset=\xff; boundary=\r\n", "Content-Length: -1\r\n", "Content-Length: 1, 2\r\n",
    "Content-Length: 99999999999999999999\r\n", "Content-Length: \xd9\xa3\r\n", "no colon\r\n", ": no name\r\n",
    "A: b\r\n c: folded\r\n", "A b: c\r\n", "A: \x01\x02\r\n", "X: y\r\n" * 5000, "X: " + "y" * 200_000 + "\r\n",
)  # fmt: skip
SMUGGLED = (
    "Transfer-Encoding: chunked\r\nContent-Length: 5\r\n\r\n0\r\n\r\nGET /healthz HTTP/1.1\r\nHost: x\r\n\r\n",
    "Content-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
    "Content-Length: 2\r\nContent-Length: 40\r\n\r\n{}",
    "Transfer-Encoding: chunked, identity\r\n\r\n0\r\n\r\n",
    "Transfer-Encoding: xchunked\r\n\r\n0\r\n\r\n",
    "Transfer-Encoding : chunked\r\n\r\n0\r\n\r\n",
    "Transfer-Encoding: chunked\r\n\r\nzz\r\n",
    "Transfer-Encoding: chunked\r\n\r\n-1\r\nx\r\n0\r\n\r\n",
    "Transfer-Encoding: chunked\r\n\r\nffffffffffffffffff\r\nx",
    "Transfer-Encoding: chunked\r\n\r\n1;" + "e" * 70_000 + "\r\nx\r\n0\r\n\r\n",
    "Transfer-Encoding: chunked\r\n\r\n2\r\n{}\r\n0\r\nTrailer: x\r\n\r\n",
)


async def served(street: Street, raw: bytes) -> int:
    """The status of the answer to these bytes; 0 where the connection ended without one."""
    wire = await street.wire()
    wire.send(raw)
    status, _, _ = await wire.response()
    wire.close()
    return status


def routes(street: Street) -> list[tuple[str, str]]:
    """(method, path) of every route of the application, parameters filled in."""
    found = []
    for route in street.town.doors.web.routes:
        for method in getattr(route, "methods", ()):
            path = route.path.replace("{name:str}", "me.get").replace("{path:path}", "anything")
            found.append((method, path.replace("{fresh:int}", "1")))
    return sorted(found)


async def test_no_path_makes_the_server_fail(street: Street) -> None:
    found = {}
    for path in PATHS:
        for method in ("GET", "POST"):
            status = await served(
                street,
                f"{method} {path} HTTP/1.1\r\nHost: x\r\nContent-Length: 0\r\nConnection: close\r\n\r\n".encode(
                    "latin-1"
                ),
            )
            if status and status not in SERVED and not (status == 503 and method == "GET"):
                found[method, path[:60]] = status
    assert found == {}
    assert street.hers is not None
    await alive(street.hers)


async def test_no_header_makes_any_route_fail(street: Street) -> None:
    found, mute = {}, 0
    every = [r for r in routes(street) if r[1] != "/events"]
    assert len(every) > 20
    for number, header in enumerate(HEADERS):
        for method, path in every[number % 4 :: 4]:
            host = "" if header.startswith("Host") else "Host: x\r\n"
            raw = f"{method} {path} HTTP/1.1\r\n{host}{header}Connection: close\r\n\r\n".encode("latin-1")
            status = await served(street, raw)
            mute += not status
            if status and status not in SERVED and not (status == 503 and method in ("GET", "HEAD")):
                found[method, path, header[:60]] = status
    assert found == {}
    assert mute < len(HEADERS) * len(every) / 4 / 10


async def test_no_route_takes_a_method_it_does_not_know(street: Street) -> None:
    for method in ("DELETE", "PUT", "PATCH", "TRACE", "CONNECT", "PROPFIND", "get", "\x00", "G" * 9000):
        for path in ("/", "/rpc/me.get", "/events", "/console/", "/healthz"):
            status = await served(street, f"{method} {path} HTTP/1.1\r\nHost: x\r\n\r\n".encode())
            assert status in (0, 400, 404, 405, 501), (method[:20], path, status)


async def test_two_lengths_never_make_two_requests_of_one(street: Street) -> None:
    for raw in SMUGGLED:
        wire = await street.wire()
        wire.send(b"POST /rpc/me.get HTTP/1.1\r\nHost: x\r\n" + raw.encode())
        statuses = []
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(0.5):
                while status := (await wire.response())[0]:
                    statuses.append(status)
        wire.close()
        assert len(statuses) <= 1, (raw[:60], statuses)
        assert set(statuses) <= {400, 401, 413, 501}, (raw[:60], statuses)


async def test_a_body_over_the_limit_is_refused_before_it_is_read(street: Street) -> None:
    token = await street.town.token(street.ana)
    for size in (PARAMS_MAX_BYTES + 1, 1 << 30, 1 << 62):
        wire = await street.wire()
        wire.send(
            f"POST /rpc/me.get HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer {token}\r\n"
            f"Content-Length: {size}\r\n\r\n{{".encode()
        )
        assert (await wire.response())[0] == 413, size
        wire.close()


async def test_an_endless_body_is_cut_off_with_an_answer(street: Street) -> None:
    token = await street.town.token(street.ana)
    for path in ("/rpc/me.get", "/rpc/msg.send"):
        wire = await street.wire()
        wire.send(
            f"POST {path} HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer {token}\r\n"
            "Transfer-Encoding: chunked\r\n\r\n".encode()
        )
        for _ in range(40):
            wire.send(b"1000\r\n" + b" " * 4096 + b"\r\n")
        assert (await wire.response())[0] == 413
        wire.close()


@pytest.mark.parametrize(
    "kind", ["application/x-www-form-urlencoded", "multipart/form-data; boundary=b", "x"]
)
async def test_the_desk_takes_no_form_for_more_than_it_is(street: Street, kind: str) -> None:
    many = "&".join(f"k{n}=v" for n in range(2000))
    bodies = (
        b"", b"t", b"t=%00", b"t=%ff", b"t=\xff", many.encode(), b"=" * 3000, b"t=" + b"x" * 31_000, b"x" * 100_000,
        b"--b\r\nContent-Disposition: form-data; name=t\r\n\r\nx\r\n--b--", b"--b\r\n\r\n", b"--b" * 2000,
    )  # fmt: skip
    async with httpx.AsyncClient(base_url=street.town.http, timeout=PATIENCE_S) as client:
        for path in ("/console/enter", "/console/leave", "/console/case/1/decide", "/console/appeal/1"):
            for body in bodies:
                answer = await client.post(path, content=body, headers={"content-type": kind})
                assert answer.status_code in (303, 400, 401, 403, 404, 413, 415), (
                    path,
                    body[:40],
                    answer.status_code,
                )


async def test_a_stream_of_events_can_be_asked_for_wrongly(street: Street) -> None:
    wire = Wire(street.town.port)
    for query in (
        "",
        "?token=x",
        "?token=%00",
        "?token=" + "A" * 9000,
        "?z=d1&pts=1",
        "?token=x&token=y&pts=%C2%B2",
    ):
        wire = await street.wire()
        wire.send(f"GET /events{query} HTTP/1.1\r\nHost: x\r\n\r\n".encode())
        head = await wire.reader.readuntil(b"\r\n\r\n")
        assert head.split()[1] in (b"200", b"400", b"401"), query[:40]
        wire.close()
    assert street.hers is not None
    await alive(street.hers)
