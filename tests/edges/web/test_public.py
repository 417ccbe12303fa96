"""Public pages: what anybody reads without an account, and what nobody does."""

import asyncio
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import httpx
import pytest

from tambour.domain.names import OFFICIAL, PATHS, RESERVED_SKELETONS, skeleton
from tambour.edges.web.public.pages import PAGE_BYTES_MAX, PLACE
from tests.client import Client
from tests.conftest import Town, started


class Channel:
    """Olga's public channel, and its pages."""

    def __init__(self, town: Town, olga: Client, chat: int) -> None:
        self.town, self.olga, self.chat = town, olga, chat

    async def post(self, text: str, **more: Any) -> int:
        seq: int = (await self.olga.send(self.chat, text, **more))["s"]
        return seq

    async def get(self, path: str = "/quiet_river", **headers: str) -> httpx.Response:
        async with httpx.AsyncClient(base_url=self.town.http, timeout=20) as web:
            return await web.get(path, headers=headers)

    async def sql(self, query: str, *args: Any) -> Any:
        return await self.town.house.store.pool.execute(query, *args)


@pytest.fixture
async def channel(town: Town) -> Channel:
    olga = await town.connect(await town.person("Olga"))
    made = await olga.call(
        "chat.create", k="channel", rid=olga.rid(), title="Quiet <River>", about='All "calm"', public=True,
        name="quiet_river",
    )  # fmt: skip
    return Channel(town, olga, made["ch"]["c"])


async def test_a_channel_is_read_without_an_account_and_without_a_script(channel: Channel) -> None:
    await channel.post("Words & <script>alert(1)</script> https://a.example/x", en=[["b", 0, 5]])
    page = await channel.get()
    assert page.status_code == 200
    text = page.text
    assert "<b>Words</b> &amp; &lt;script&gt;" in text
    assert "<script" not in text
    assert '<h1><a href="/quiet_river"><bdi>Quiet &lt;River&gt;</bdi></a></h1>' in text
    assert 'property="og:title" content="Quiet &lt;River&gt;"' in text
    assert 'content="All &#34;calm&#34;"' in text
    assert f'href="/#/c/{channel.chat}"' in text
    assert 'rel="canonical"' in text
    policy = page.headers["content-security-policy"]
    assert "default-src 'none'" in policy
    assert "script-src" not in policy
    assert "max-age=10" in page.headers["cache-control"]


async def test_a_page_is_small_and_leads_to_older_ones_until_all_was_seen(channel: Channel) -> None:
    for n in range(30):
        await channel.post(f"post {n} " + "длинное слово " * 200)
    seen: list[int] = []
    path = "/quiet_river"
    for _ in range(30):
        page = await channel.get(path)
        assert len(page.content) <= PAGE_BYTES_MAX
        found = [int(part.split('"')[0]) for part in page.text.split('<article id="p')[1:]]
        assert found == sorted(found)
        seen = found + seen
        if 'rel="next"' not in page.text:
            break
        path = "/quiet_river?before=" + page.text.split("?before=")[1].split('"')[0]
    first = (await channel.get(path)).text
    assert seen == sorted(set(seen))
    assert len(seen) == 30
    assert "Newest posts" in first


async def test_one_post_has_its_address_and_all_its_words(channel: Channel) -> None:
    seq = await channel.post("a hidden thing " + "слово " * 500, en=[["spoiler", 2, 6]])
    page = await channel.get(f"/quiet_river/{seq}")
    assert page.text.count("слово") > 499
    assert "a ▒▒▒▒▒▒ thing" in page.text.split("og:description")[1][:200]
    assert f'href="/#/c/{channel.chat}/{seq}"' in page.text
    assert f'/quiet_river/{seq}"' in page.text.split('rel="canonical"')[1][:100]


@pytest.mark.parametrize(
    ("accept", "words", "direction"),
    [
        ("ru-RU,en;q=0.5", "Открыть в Тамбуре", "ltr"),
        ("ar", "افتح في تامبور", "rtl"),
        ("de", "Open in Tambour", "ltr"),
    ],
)
async def test_the_page_speaks_the_readers_language(
    channel: Channel, accept: str, words: str, direction: str
) -> None:
    page = await channel.get(**{"Accept-Language": accept})
    assert words in page.text
    assert f'dir="{direction}"' in page.text.split("<head>")[0]


async def test_the_feed_is_rss_that_a_parser_reads(channel: Channel) -> None:
    for n in range(3):
        await channel.post(f"entry {n} <b>&</b> 👍 https://a.example/?a=1&b=2")
    feed = await channel.get("/quiet_river/rss")
    assert feed.headers["content-type"].startswith("application/rss+xml")
    root = ElementTree.fromstring(feed.content)
    assert (root.tag, root.attrib["version"]) == ("rss", "2.0")
    items = root.findall("channel/item")
    assert root.findtext("channel/title") == "Quiet <River>"
    assert items[0].findtext("title") == "entry 2 <b>&</b> 👍 https://a.example/?a=1&b=2"
    assert all(item.findtext("guid") == item.findtext("link") for item in items)
    body = items[0].findtext("description") or ""
    assert body.startswith("entry 2 &lt;b&gt;&amp;&lt;/b&gt; 👍 <a href=")
    assert (items[0].findtext("pubDate") or "").endswith("+0000")


async def test_what_moderation_took_is_gone_from_page_post_and_feed(channel: Channel) -> None:
    kept, taken, deleted = [await channel.post(f"qanary-{n}") for n in range(3)]
    await channel.olga.call("msg.delete", c=channel.chat, s=[deleted], all=True)
    async with channel.town.house.store.writing() as tx:
        await tx.lock_chat(channel.chat)
        await tx.cases.hide_message(channel.chat, taken, 1)
    for path in ("/quiet_river", "/quiet_river/rss"):
        text = (await channel.get(path)).text
        assert "qanary-0" in text
        assert "qanary-1" not in text
        assert "qanary-2" not in text
    statuses = [(await channel.get(f"/quiet_river/{seq}")).status_code for seq in (kept, taken, deleted, 999)]
    assert statuses == [200, 410, 410, 404]
    for state, status in (("frozen", 200), ("quarantined", 410), ("removed", 410)):
        await channel.sql("UPDATE chats SET state = $1 WHERE id = $2", state, channel.chat)
        for path in ("/quiet_river", f"/quiet_river/{kept}", "/quiet_river/rss"):
            page = await channel.get(path)
            assert page.status_code == status, (state, path)
            assert status == 200 or ("River" not in page.text and "qanary" not in page.text)


async def test_a_private_chat_and_hidden_history_are_not_shown(channel: Channel) -> None:
    seq = await channel.post("qanary")
    await channel.sql("UPDATE chats SET flags = '{\"hide_history\": true}' WHERE id = $1", channel.chat)
    page = await channel.get()
    assert page.status_code == 200
    assert "qanary" not in page.text
    assert "for members" in page.text
    assert (await channel.get(f"/quiet_river/{seq}")).status_code == 404
    assert "qanary" not in (await channel.get("/quiet_river/rss")).text
    await channel.sql("UPDATE chats SET is_public = false WHERE id = $1", channel.chat)
    for path in ("/quiet_river", "/quiet_river/rss", f"/quiet_river/{seq}"):
        page = await channel.get(path)
        assert page.status_code == 404
        assert "River" not in page.text


async def test_a_page_that_did_not_change_is_not_sent_again(channel: Channel) -> None:
    await channel.post("one")
    first = await channel.get()
    again = await channel.get(**{"If-None-Match": first.headers["etag"]})
    assert (again.status_code, again.content) == (304, b"")
    await channel.post("two")
    assert (await channel.get(**{"If-None-Match": first.headers["etag"]})).status_code == 200


async def test_a_person_has_a_card_and_keeps_the_rest(town: Town, channel: Channel) -> None:
    await channel.olga.call("me.edit", about="I row <boats>")
    await channel.olga.call("name.set", name="olga_rows")
    page = await channel.get("/Olga_Rows")
    assert page.status_code == 200
    assert "I row &lt;boats&gt;" in page.text
    assert "+7900" not in page.text
    assert 'href="/#/olga_rows"' in page.text
    assert (await channel.get("/olga_rows/rss")).status_code == 404


async def test_other_addresses_are_the_client_and_odd_ones_no_error(channel: Channel) -> None:
    for path in ("/", "/+token", f"/c/{channel.chat}/1", "/qr/x", "/abc", "/icon.svg"):
        assert (await channel.get(path)).status_code in (200, 503), path
    odd = (
        "/quiet_river/0 /quiet_river/x /quiet_river/9999999999999999 /nobody_here /quiet_river?before=x /%00"
    )
    more = " /quiet_river?before=-1 /quiet_river?before=999999999999999 /quiet_river/1/2 /quiet_river%0a /quiet_river/"
    for path in (odd + more).split():
        assert (await channel.get(path)).status_code in (200, 400, 404, 503), path
    robots = await channel.get("/robots.txt")
    assert "Disallow: /rpc/" in robots.text


async def test_no_name_can_be_taken_that_is_an_address_of_the_server(town: Town) -> None:
    first = {route.path.strip("/").split("/")[0].split("{")[0] for route in town.doors.web.routes}
    paths = {name for name in first | {"assets", "index"} if PLACE.fullmatch(name)}
    assert paths
    assert {name for name in paths if skeleton(name) not in RESERVED_SKELETONS} == set()
    assert PATHS | OFFICIAL


async def test_too_many_requests_are_told_so(dsn: str, tmp_path: Path) -> None:
    async with started(dsn, tmp_path, **{"limits.enabled": "on"}) as town:
        async with httpx.AsyncClient(base_url=town.http, timeout=30) as web:
            answers = await asyncio.gather(*(web.get("/nobody_here") for _ in range(120)))
        found = [answer.status_code for answer in answers]
        assert found.count(404) >= 60
        assert 429 in found
