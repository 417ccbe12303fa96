"""Lists asked for over HTTP: a server of our own that speaks as TAXII, TAT, MISP, the Graph API and plain files do."""

import json
import zlib
from collections.abc import AsyncIterator
from dataclasses import replace
from urllib.parse import parse_qs, urlsplit

import pytest
from tests.adapters.exchange import examples
from tests.adapters.exchange.examples import MD5, SHA1, UUID
from tests.adapters.fetch.street import Server, fetch, listening, reply

from tambour.adapters.exchange.formats import FORMATS
from tambour.adapters.exchange.pulling import ListPuller
from tambour.moderation.exchange import Told
from tambour.moderation.feeds import Feed
from tambour.ports.exchange import About, Pulled, Unpulled

ABOUT = About(own="https://talk.example", now=1_800_000_000_000)


@pytest.fixture
async def server() -> AsyncIterator[Server]:
    async with listening() as made:
        yield made


@pytest.fixture
async def puller(server: Server) -> AsyncIterator[ListPuller]:
    made = ListPuller(fetch(server), FORMATS)
    yield made
    await made.close()


def feed(server: Server, protocol: str, path: str, **more: object) -> Feed:
    return Feed(id=7, name="x", protocol=protocol, url=f"http://site.example:{server.port}{path}", **more)  # type: ignore[arg-type]


def heard(server: Server, number: int = -1) -> tuple[str, dict[str, str]]:
    """(path with query, headers) of a request."""
    first, *rest = server.asked[number].split("\r\n")
    return first.split()[1], {k.lower(): v.strip() for k, _, v in (line.partition(":") for line in rest) if k}


async def all_of(puller: ListPuller, feed: Feed, secret: str = "") -> list[Pulled]:
    """Page after page."""
    pages: list[Pulled] = []
    while not pages or pages[-1].more:
        pages.append(await puller.pull(feed, secret))
        feed = replace(feed, mark=pages[-1].mark)
        assert len(pages) < 5
    return pages


async def test_a_collection_of_taxii_is_read_to_its_end_and_later_from_there(
    server: Server, puller: ListPuller
) -> None:
    objects = examples.STIX["objects"]
    one = json.dumps({"more": True, "next": "n/1", "objects": objects[:2]}).encode()  # type: ignore[index]
    two = json.dumps({"more": False, "objects": objects[2:3]}).encode()  # type: ignore[index]
    kind = {"Content_Type": "application/taxii+json;version=2.1"}
    server.answers = {
        "/c/1/objects/?limit=500": reply(one, **kind, X_TAXII_Date_Added_Last="2026-01-01T00:00:00.000Z"),
        "/c/1/objects/?limit=500&next=n/1": reply(
            two, **kind, X_TAXII_Date_Added_Last="2026-01-02T00:00:00.000Z"
        ),
        "/c/1/objects/?limit=500&added_after=2026-01-02T00:00:00.000Z": reply(b"{}", **kind),
    }
    about = feed(server, "taxii", "/c/1/")
    pages = await all_of(puller, about, "name:word")
    assert [len(p.reading.items) for p in pages] == [2, 3]
    assert heard(server)[1]["authorization"] == "Basic bmFtZTp3b3Jk"
    assert heard(server)[1]["accept"] == "application/taxii+json;version=2.1"
    (last,) = await all_of(puller, replace(about, mark=pages[-1].mark))
    assert (last.reading.items, last.mark) == ([], pages[-1].mark)


async def test_a_server_that_gives_the_same_page_for_ever_is_left(server: Server, puller: ListPuller) -> None:
    same = json.dumps({"more": True, "next": "n", "objects": examples.STIX["objects"][:1]}).encode()  # type: ignore[index]
    server.answers = {f"/c/1/objects/?limit=500{rest}": reply(same) for rest in ("", "&next=n")}
    assert len(await all_of(puller, feed(server, "taxii", "/c/1/"))) == 2


async def test_sightings_and_opinions_go_back_into_the_collection(server: Server, puller: ListPuller) -> None:
    server.answers = {"/c/1/objects/": reply(b"{}", "202 Accepted")}
    told = Told(entry=1, kind="md5", value=MD5, ref=f"indicator--{UUID.format(2)}", seen=2, upheld=1)
    await puller.tell(feed(server, "taxii", "/c/1"), "", [told], ABOUT)
    sent = json.loads(server.bodies[-1])["objects"]
    assert [o["type"] for o in sent] == ["identity", "sighting", "opinion"]
    assert heard(server)[1]["content-type"] == "application/taxii+json;version=2.1"


async def test_the_list_of_tat_is_opened_by_a_token_and_read_from_its_checkpoint(
    server: Server, puller: ListPuller
) -> None:
    more = examples.TAT | {"next": "there"}
    base = "/api/hash-list/v2/all?order=asc"
    server.answers = {
        "/token-auth/tcap/": reply(b'{"token":"t0ken","user":{}}'),
        base: reply(json.dumps(more).encode()),
        f"{base}&after=1724856487.709035,10594": reply(json.dumps(examples.TAT).encode()),
    }
    pages = await all_of(puller, feed(server, "tat", "/"), "name:pass:word")
    assert [len(p.reading.items) for p in pages] == [3, 3]
    assert heard(server)[1]["authorization"] == "Bearer t0ken"
    assert parse_qs(server.bodies[0].decode())["password"] == ["pass:word"]
    assert heard(server, 0)[0] == "/token-auth/tcap/"
    assert sum("token-auth" in head for head in server.asked) == 1


async def test_events_of_misp_are_searched_for_and_sightings_added(
    server: Server, puller: ListPuller
) -> None:
    server.answers = {
        "/events/restSearch": reply(json.dumps({"response": [examples.MISP]}).encode()),
        f"/sightings/add/{UUID.format(11)}": reply(b"{}"),
        f"/sightings/add/{UUID.format(12)}": reply(b"{}", "404 Not Found"),
    }
    about = feed(server, "misp", "/")
    (page,) = await all_of(puller, about, "key")
    assert len(page.reading.items) == 7
    assert heard(server)[1]["authorization"] == "key"
    await puller.pull(replace(about, mark=page.mark), "key")
    assert json.loads(server.bodies[-1])["timestamp"] == "1795000000"
    told = [
        Told(entry=1, kind="link", value="x", ref=UUID.format(n), seen=1, overturned=n % 2) for n in (11, 12)
    ]
    await puller.tell(about, "key", told, ABOUT)
    assert [json.loads(body)["type"] for body in server.bodies[2:]] == ["0", "1", "0"]


async def test_updates_of_threatexchange_are_followed_and_the_token_is_not_kept(
    server: Server, puller: ListPuller
) -> None:
    base = f"http://site.example:{server.port}/v9/12/threat_updates/"
    answers: dict[str, bytes] = {}

    class Graph(dict[str, bytes]):
        def get(self, path: str, default: bytes = b"") -> bytes:  # type: ignore[override]
            asked = parse_qs(urlsplit(path).query)
            assert asked.get("access_token") == ["1|s3cret"]
            return answers["two" if "after" in asked else "one"]

    one = examples.UPDATES | {"paging": {"next": f"{base}?access_token=1%7Cs3cret&limit=100&after=XYZ"}}
    answers["one"] = reply(json.dumps(one).encode())
    answers["two"] = reply(json.dumps({"data": [], "paging": {}}).encode())
    server.answers = Graph()
    pages = await all_of(puller, feed(server, "threatexchange", "/v9/12"), "1|s3cret")
    assert [len(p.reading.items) for p in pages] == [2, 0]
    assert "s3cret" not in pages[0].mark
    assert json.loads(pages[-1].mark) == {"after": "1795000001"}
    server.answers = {"/v9/771/": reply(b"{}")}
    told = Told(entry=1, kind="sha1", value=SHA1, ref="771", seen=1, overturned=1)
    await puller.tell(feed(server, "threatexchange", "/v9/12"), "1|s3cret", [told], ABOUT)
    assert [parse_qs(b.decode())["reactions"] for b in server.bodies[-2:]] == [
        ["DISAGREE_WITH_TAGS"],
        ["SAW_THIS_TOO"],
    ]


async def test_a_file_is_read_when_it_has_changed(server: Server, puller: ListPuller) -> None:
    server.answers = {"/l.txt": reply(examples.HASHES.encode())}
    about = feed(server, "file", "/l.txt", format="hashes")
    first = await puller.pull(about, "t0ken")
    assert (len(first.reading.items), first.whole) == (3, True)
    assert heard(server)[1]["authorization"] == "Bearer t0ken"
    again = await puller.pull(replace(about, mark=first.mark), "")
    assert (again.reading.items, again.whole) == ([], False)
    server.answers = {"/l.txt": reply(b"")}
    with pytest.raises(Unpulled, match=r"exchange\.empty"):
        await puller.pull(replace(about, mark=first.mark), "")


@pytest.mark.parametrize(
    ("answer", "why", "wait"),
    [
        (reply(b"", "503 Busy", Retry_After="77"), "status.503", 77),
        (reply(b"", "401 No"), "status.401", 0),
        (reply(b"{"), "exchange.unreadable", 0),
        (reply(b'{"x":' * 100_000), "exchange.too_deep", 0),
        (reply(b"", "302 Found", Location="http://inside.example/"), "port", 0),
    ],
)
async def test_why_nothing_came_is_said_in_a_word(
    server: Server, puller: ListPuller, answer: bytes, why: str, wait: int
) -> None:
    server.answers = {"/c/objects/?limit=500": answer}
    if why == "port":
        server.answers = {"/c/objects/?limit=500": reply(b"", "302 Found", Location="http://site.example:1/")}
    with pytest.raises(Unpulled) as no:
        await puller.pull(feed(server, "taxii", "/c"), "")
    assert (no.value.why, no.value.wait_s) == (why, wait)


async def test_a_list_inside_the_house_is_not_asked_for(server: Server) -> None:
    puller = ListPuller(fetch(server, inside="127.0.0.2"), FORMATS)
    about = feed(server, "file", "/", format="hashes")
    with pytest.raises(Unpulled, match="address"):
        await puller.pull(replace(about, url=f"http://inside.example:{server.port}/"), "")
    await puller.close()


async def test_a_key_does_not_travel_to_another_host(server: Server) -> None:
    async with listening() as other:
        puller = ListPuller(fetch(server, other, other="127.0.0.1"), FORMATS)
        there = f"http://other.example:{other.port}/l"
        server.answers = {"/l": reply(b"", "302 Found", Location=there)}
        other.answers = {"/l": reply(MD5.encode())}
        page = await puller.pull(feed(server, "file", "/l", format="hashes"), "t0ken")
        assert len(page.reading.items) == 1
        assert "authorization" in heard(server)[1]
        assert "authorization" not in heard(other)[1]
        await puller.close()


async def test_a_bomb_is_refused(server: Server, puller: ListPuller) -> None:
    packed = zlib.compress(b"a" * (64 << 20))
    server.answers = {"/l": reply(packed, Content_Encoding="deflate")}
    with pytest.raises(Unpulled, match="too_large"):
        await puller.pull(feed(server, "file", "/l", format="hashes"), "")
