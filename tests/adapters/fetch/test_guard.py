"""Nothing inside is ever reached, whatever a URL, a name server or a redirect says; the public web is."""

import gzip
import zlib
from collections.abc import AsyncIterator

import pytest
from tests.adapters.fetch.street import INSIDE, PUBLIC, Server, fetch, listening, reply

from tambour.adapters.fetch.addresses import is_public
from tambour.adapters.fetch.guard import GuardedFetch
from tambour.ports.fetch import Unfetched

HTML = "text/html"
INTERNAL_HOSTS = """
127.1 127.0.0.1 127.0.0.2 0x7f.1 0x7f000001 2130706433 017700000001 0177.0.0.1 0 0.0.0.0 ①②⑦.⓪.⓪.① 127。0。0。1
10.0.0.1 172.16.0.1 172.31.255.255 192.168.1.1 100.64.0.1 192.0.0.8 192.0.2.1 192.88.99.1 198.18.0.1 203.0.113.5
224.0.0.1 239.255.255.255 240.0.0.1 255.255.255.255 169.254.169.254 0xa9fea9fe 2852039166
[::] [::1] [0:0:0:0:0:0:0:1] [::ffff:127.0.0.1] [::ffff:10.0.0.1] [::127.0.0.1] [64:ff9b::a9fe:a9fe]
[64:ff9b::7f00:1] [64:ff9b:1::1] [2002:7f00:1::] [2002:a9fe:a9fe::1] [2001::1] [2001:0:7f00:1::] [2001:db8::1]
[fe80::1] [fe80::1%25eth0] [fec0::1] [fc00::1] [fd00:ec2::254] [ff02::1] [3fff::1] [100::1]
[2a00:1450:4001:800:0:5efe:7f00:1] [2a00:1450:4001:800:200:5efe:a00:1] localhost localhost. LOCALHOST
"""
MALFORMED_URLS = """
file:///etc/passwd gopher://site.example/ ftp://site.example/ //site.example/ site.example \\\\host\\share
http:/// http:// http://user@site.example/ http://user:pass@site.example/ http://site.example:22/
http://site.example:6379/ http://site.example:0/ http://site.example:99999/ http://site.example\\@127.0.0.1/
http://127.0.0.1\\.site.example/ javascript:alert(1) data:text/html,x http://[::1 http://[127.0.0.1]/
http://site.example:80:80/ http://.../ unix:///run/x https://
"""


@pytest.mark.parametrize("host", INTERNAL_HOSTS.split())
async def test_no_internal_address_is_reached_by_its_literal(host: str) -> None:
    async with listening(INSIDE) as inside, listening() as loop:
        gate = GuardedFetch("test", ports=frozenset({inside.port, loop.port, 80, 443}))
        for port in (inside.port, loop.port, 80):
            with pytest.raises(Unfetched) as no:
                await gate.get(f"http://{host}:{port}/", accept=HTML)
            assert no.value.why in ("address", "url", "network"), host
        await gate.close()
        assert inside.asked + loop.asked == []


@pytest.mark.parametrize(
    "url", [*MALFORMED_URLS.split(), "http://site.example/\r\nX: y", "http://a b/", "http://" + "a" * 3000]
)
async def test_a_url_of_another_kind_is_refused_unasked(url: str) -> None:
    async with listening() as server:
        gate = fetch(server)
        with pytest.raises(Unfetched) as no:
            await gate.get(url, accept=HTML)
        assert no.value.why in ("url", "scheme", "port", "address", "network")
        await gate.close()
        assert server.asked == []


@pytest.mark.parametrize(
    "said",
    ["10.0.0.1", "169.254.169.254", "127.0.0.2", "::1", "::ffff:127.0.0.1", "64:ff9b::7f00:1", "fe80::1%lo"],
)
async def test_a_name_of_an_internal_address_is_refused(said: str) -> None:
    gate = fetch(metadata=said)
    with pytest.raises(Unfetched) as no:
        await gate.get("http://metadata.example/", accept=HTML)
    assert no.value.why == "address"
    await gate.close()


async def test_a_name_that_changes_its_mind_does_not_lead_inside() -> None:
    """DNS rebinding: what was checked is what is connected to, and each hop is asked and checked anew."""
    async with listening() as web, listening(INSIDE, web.port) as inside:
        web.answers = {
            "/": reply(b"", "302 Found", Location=f"http://twist.example:{web.port}/in"),
            "/in": reply(b"public after all"),
        }
        inside.answers = {"/in": reply(b"secret"), "/": reply(b"secret")}
        gate = fetch(web, twist=[PUBLIC, INSIDE])
        with pytest.raises(Unfetched) as no:
            await gate.get(f"http://twist.example:{web.port}/", accept=HTML)
        assert no.value.why == "address"
        mixed = fetch(web, twist=f"{INSIDE} {PUBLIC}")
        assert (
            await mixed.get(f"http://twist.example:{web.port}/in", accept=HTML)
        ).body == b"public after all"
        await gate.close()
        await mixed.close()
        assert inside.asked == []


@pytest.mark.parametrize(
    "target",
    ["http://127.0.0.2:{port}/", "//127.0.0.2:{port}/", "http://0x7f000002:{port}/", "http://[::1]:{port}/",
     "http://2130706434:{port}/", "file:///etc/passwd", "http://inside.example:{port}/", "gopher://site.example/",
     "http://site.example:22/", "http://a@site.example:{port}/", "http://site.example:{port}\\@127.0.0.2/"],
)  # fmt: skip
async def test_a_redirect_does_not_lead_inside(target: str) -> None:
    async with listening() as web, listening(INSIDE, web.port) as inside:
        web.answers = {"/": reply(b"", "302 Found", Location=target.format(port=web.port))}
        gate = fetch(web, inside=INSIDE)
        with pytest.raises(Unfetched):
            await gate.get(f"http://site.example:{web.port}/", accept=HTML)
        await gate.close()
        assert inside.asked == []
        assert len(web.asked) == 1


async def test_three_redirects_are_followed_and_a_fourth_is_not() -> None:
    async with listening() as web:
        web.answers = {f"/{n}": reply(b"", "301 Moved", Location=f"/{n + 1}") for n in range(9)}
        web.answers["/3"] = reply(b"there", Content_Type="text/html; charset=utf-8")
        gate = fetch(web)
        page = await gate.get(f"http://site.example:{web.port}/0#part", accept=HTML)
        assert (page.body, page.kind, page.charset) == (b"there", HTML, "utf-8")
        assert page.url == f"http://site.example:{web.port}/3"
        with pytest.raises(Unfetched, match="redirects"):
            await gate.get(f"http://site.example:{web.port}/4", accept=HTML)
        await gate.close()


async def test_no_cookie_no_credential_and_no_proxy_leave(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("http_proxy", f"http://{INSIDE}:1")
    async with listening() as web:
        web.answers = {
            "/": reply(b"", "302 Found", Location="/b", Set_Cookie="a=b; Path=/"),
            "/b": reply(b"x"),
        }
        gate = fetch(web)
        await gate.get(f"http://site.example:{web.port}/", accept=HTML)
        await gate.close()
        assert len(web.asked) == 2
        assert not any("cookie" in head.lower() or "authorization" in head.lower() for head in web.asked)


@pytest.fixture
async def big() -> AsyncIterator[Server]:
    bomb = gzip.compress(b"\0" * 50_000_000, 9)
    async with listening() as web:
        web.answers = {
            "/long": reply(b"y" * 2_000_000),
            "/bomb": reply(bomb, Content_Encoding="gzip"),
            "/small": reply(gzip.compress(b"words"), Content_Encoding="gzip"),
            "/deflate": reply(zlib.compress(b"words"), Content_Encoding="deflate"),
            "/broken": reply(b"words", Content_Encoding="gzip"),
            "/odd": reply(b"words", Content_Encoding="br"),
        }
        yield web


async def test_a_body_is_bounded_however_it_is_packed(big: Server) -> None:
    gate, site = fetch(big), f"http://site.example:{big.port}"
    for path, why in (
        ("/long", "too_large"),
        ("/bomb", "too_large"),
        ("/broken", "encoding"),
        ("/odd", "encoding"),
    ):
        with pytest.raises(Unfetched) as no:
            await gate.get(site + path, accept=HTML)
        assert no.value.why == why, path
    assert len((await gate.get(site + "/long", accept=HTML, cut=True)).body) == 1024 * 1024
    assert len((await gate.get(site + "/bomb", accept=HTML, cut=True)).body) == 1024 * 1024
    assert (await gate.get(site + "/small", accept=HTML)).body == b"words"
    assert (await gate.get(site + "/deflate", accept=HTML)).body == b"words"
    await gate.close()


async def test_a_server_that_drips_is_left() -> None:
    async with listening() as web:
        web.drip = True
        web.answers = {"/": b"HTTP/1.1 200 OK\r\nContent-Length: 100000\r\n\r\n"}
        gate = fetch(web, timeout_s=0.3)
        with pytest.raises(Unfetched, match="timeout"):
            await gate.get(f"http://site.example:{web.port}/", accept=HTML)
        web.drip = False
        await gate.close()


async def test_a_post_brings_its_body_and_follows_nothing() -> None:
    async with listening() as web:
        web.answers = {
            "/hook": reply(b"", "201 Created"),
            "/busy": reply(b"", "429 Too Many Requests", Retry_After="30"),
            "/away": reply(b"", "307 Temporary Redirect", Location="/hook"),
        }
        gate = fetch(web)
        answers = [
            await gate.post(f"http://site.example:{web.port}{path}", b"\x01\x02", {"TTL": "60"})
            for path in ("/hook", "/busy", "/away")
        ]
        assert [(a.status, a.retry_after_s) for a in answers] == [(201, 0), (429, 30), (307, 0)]
        assert web.bodies == [b"\x01\x02"] * 3
        assert "TTL: 60" in web.asked[0]
        with pytest.raises(Unfetched):
            await gate.post(f"http://127.0.0.2:{web.port}/", b"", {})
        await gate.close()


def test_public_addresses_are_public() -> None:
    public = "8.8.8.8 1.1.1.1 93.184.216.34 192.0.1.1 172.32.0.1 100.128.0.1 2a00:1450:4001:800::200e 2606:4700::1111"
    assert all(is_public(each) for each in public.split())
    assert not any(is_public(each) for each in ("", "localhost", "1.1.1", "1.1.1.1/8", "[::1]"))
