"""A link gets its preview after the message was sent; it follows edits, the sender's wishes, and removal."""

from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest

from tambour.ports.fetch import PAGE_BYTES_MAX, Answer, Page, Unfetched
from tests.client import Client, Refused
from tests.conftest import Town, started

HEAD = "<title>Drums of {}</title><meta name=description content='All about {}'>"


class Web:
    """Pages by address; an Unfetched is raised."""

    def __init__(self) -> None:
        self.asked: list[str] = []
        self.pages: dict[str, Page | Unfetched] = {}

    async def get(self, url: str, *, accept: str, bytes_max: int = PAGE_BYTES_MAX, cut: bool = False) -> Page:
        self.asked.append(url)
        name = url.split("/")[2].split(".")[0]
        found = self.pages.get(url) or page(url, HEAD.format(name, name))
        if isinstance(found, Unfetched):
            raise found
        return found

    async def post(self, url: str, body: bytes, headers: Any, *, bytes_max: int = 0) -> Answer:
        raise Unfetched("network")

    async def close(self) -> None:
        """Nothing is open."""


def page(url: str, text: str, **more: Any) -> Page:
    facts = {"status": 200, "kind": "text/html", "charset": "utf-8"} | more
    return Page(url=url, body=text.encode(), **facts)


@pytest.fixture
def web() -> Web:
    return Web()


@pytest.fixture
async def town(dsn: str, tmp_path: Path, web: Web) -> AsyncIterator[Town]:
    async with started(dsn, tmp_path, web) as found:
        yield found


class Talk:
    """Ana and Ben in a group, and the worker's turn."""

    def __init__(self, town: Town, ana: Client, ben: Client, chat: int) -> None:
        self.town, self.ana, self.ben, self.chat = town, ana, ben, chat

    async def work(self) -> int:
        return await self.town.house.outward.previews.turn()

    async def seen(self, seq: int) -> dict[str, Any]:
        """The message as Ben sees it."""
        found: dict[str, Any] = (await self.ben.call("msg.get", c=self.chat, s=[seq]))["msgs"][0]
        return found


@pytest.fixture
async def talk(town: Town) -> Talk:
    users = [await town.person(name) for name in ("Ana", "Ben")]
    ana, ben = [await town.connect(user, query="&e=x&pts=0") for user in users]
    made = await ana.call("chat.create", k="group", rid=ana.rid(), title="Band", users=[users[1]])
    chat = made["ch"]["c"]
    await ben.until(lambda e: e.get("k") == "chat+")
    return Talk(town, ana, ben, chat)


async def test_a_preview_comes_after_the_message_as_an_event_of_the_same_version(
    talk: Talk, web: Web
) -> None:
    sent = await talk.ana.send(talk.chat, "hear https://tabla.example/x")
    assert web.asked == [], "sending waits for no page"
    assert "lp" not in await talk.seen(sent["s"])

    assert await talk.work() == 1

    event = await talk.ben.until(lambda e: e["t"] == "e")
    card = {
        "u": "https://tabla.example/x",
        "si": "tabla.example",
        "ti": "Drums of tabla",
        "x": "All about tabla",
    }
    assert (event["s"], event["lp"], event.get("v", 1), event["ev"]) == (sent["s"], card, 1, sent["ev"] + 1)
    assert (await talk.seen(sent["s"]))["lp"] == card
    assert "ed" not in event
    diff = await talk.ben.call("chat.diff", c=talk.chat, ev=sent["ev"])
    assert diff["evs"][0]["lp"] == card
    assert await talk.work() == 0


async def test_an_address_is_asked_once_for_all_who_send_it(talk: Talk, web: Web) -> None:
    for _ in range(3):
        await talk.ana.send(talk.chat, "https://tabla.example/x")
        await talk.work()
    assert len(web.asked) == 1
    web.pages["https://gone.example/"] = page("https://gone.example/", "", status=404)
    for _ in range(2):
        sent = await talk.ana.send(talk.chat, "https://gone.example/")
        await talk.work()
        assert "lp" not in await talk.seen(sent["s"])
    assert len(web.asked) == 2


async def test_a_server_that_is_away_is_asked_again_later_and_then_no_more(talk: Talk, web: Web) -> None:
    web.pages["https://away.example/"] = Unfetched("timeout")
    await talk.ana.send(talk.chat, "https://away.example/")
    for turn in range(1, 4):
        assert await talk.work() == 1
        assert len(web.asked) == turn
        assert await talk.work() == 0
        await talk.town.house.store.pool.execute("UPDATE preview_jobs SET due = 0")
    assert await talk.work() == 0


async def test_a_job_that_a_crash_left_is_taken_up_again(talk: Talk, web: Web) -> None:
    sent = await talk.ana.send(talk.chat, "https://tabla.example/x")
    rows = talk.town.house.store.read.previews
    now = talk.town.house.clock.now()
    assert len(await rows.take(now, 1000, 9)) == 1  # and the process dies
    assert await rows.take(now + 999, 1000, 9) == []
    await talk.town.house.store.pool.execute("UPDATE preview_jobs SET due = $1", now)
    assert await talk.work() == 1
    assert "lp" in await talk.seen(sent["s"])


async def test_the_preview_follows_an_edit(talk: Talk, web: Web) -> None:
    seq = (await talk.ana.send(talk.chat, "https://tabla.example/x"))["s"]
    await talk.work()
    await talk.ana.call("msg.edit", c=talk.chat, s=seq, x="look: https://tabla.example/x", v=1)
    assert (await talk.seen(seq))["lp"]["si"] == "tabla.example"
    await talk.ana.call("msg.edit", c=talk.chat, s=seq, x="https://djembe.example/", v=2)
    assert "lp" not in await talk.seen(seq)
    await talk.work()
    assert (await talk.seen(seq))["lp"]["si"] == "djembe.example"
    await talk.ana.call("msg.edit", c=talk.chat, s=seq, x="no link", v=3)
    assert "lp" not in await talk.seen(seq)
    assert await talk.work() == 0


async def test_a_page_that_is_still_asked_when_the_link_changes_is_not_shown(talk: Talk, web: Web) -> None:
    seq = (await talk.ana.send(talk.chat, "https://tabla.example/x"))["s"]
    previews = talk.town.house.outward.previews
    [job] = await talk.town.house.store.read.previews.take(talk.town.house.clock.now(), 1000, 9)
    found = await previews.find("https://tabla.example/x")
    await talk.ana.call("msg.edit", c=talk.chat, s=seq, x="https://djembe.example/", v=1)
    await previews.finish(job, "https://tabla.example/x", found)
    assert "lp" not in await talk.seen(seq)
    assert await talk.work() == 1
    assert (await talk.seen(seq))["lp"]["si"] == "djembe.example"


async def test_the_sender_may_want_none_and_may_take_it_away(talk: Talk, web: Web) -> None:
    quiet = (await talk.ana.send(talk.chat, "https://tabla.example/x", np=1))["s"]
    assert await talk.work() == 0
    loud = (await talk.ana.send(talk.chat, "https://tabla.example/x"))["s"]
    await talk.work()
    await talk.ana.call("msg.preview", c=talk.chat, s=loud, on=0)
    gone = await talk.ben.until(lambda e: e["t"] == "e" and e["s"] == loud and "lp" not in e)
    assert gone["x"] == "https://tabla.example/x"
    assert "lp" not in await talk.seen(loud)
    await talk.ana.call("msg.edit", c=talk.chat, s=loud, x="https://djembe.example/", v=1)
    assert await talk.work() == 0
    await talk.ana.call("msg.preview", c=talk.chat, s=quiet, on=1)
    assert await talk.work() == 1
    assert "lp" in await talk.seen(quiet)
    with pytest.raises(Refused, match="not_yours"):
        await talk.ben.call("msg.preview", c=talk.chat, s=quiet, on=0)


async def test_who_wants_no_previews_at_all_gets_none(talk: Talk, web: Web) -> None:
    await talk.ana.call("settings.set", patch={"no_previews": 1})
    await talk.ana.send(talk.chat, "https://tabla.example/x")
    assert await talk.work() == 1
    assert web.asked == []
    await talk.ben.send(talk.chat, "https://tabla.example/x")
    await talk.work()
    assert len(web.asked) == 1


async def test_a_forward_carries_the_preview_and_asks_nobody(talk: Talk, web: Web) -> None:
    seq = (await talk.ana.send(talk.chat, "https://tabla.example/x"))["s"]
    await talk.work()
    copy = await talk.ben.call(
        "msg.forward", **{"from": talk.chat}, s=[seq], to=talk.chat, rid=talk.ben.rid()
    )
    live = await talk.ana.until(lambda e: e["t"] == "n" and e["s"] == copy["s"][0])
    assert live["lp"]["si"] == "tabla.example"
    assert await talk.work() == 0


async def test_what_is_deleted_meanwhile_gets_no_preview(talk: Talk, web: Web) -> None:
    seq = (await talk.ana.send(talk.chat, "https://tabla.example/x"))["s"]
    [job] = await talk.town.house.store.read.previews.take(talk.town.house.clock.now(), 1000, 9)
    await talk.ana.call("msg.delete", c=talk.chat, s=[seq], all=True)
    events = len(talk.ben.events)
    await talk.town.house.outward.previews.one(job)
    await talk.ben.until(lambda e: e["t"] == "d")
    assert not any(e["t"] == "e" for e in talk.ben.events[events:])
    assert await talk.town.house.store.pool.fetchval("SELECT extra FROM messages WHERE seq = $1", seq) is None
    assert await talk.town.house.store.pool.fetchval("SELECT count(*) FROM preview_jobs") == 0


async def test_the_operator_may_want_none(dsn: str, tmp_path: Path, web: Web) -> None:
    async with started(dsn, tmp_path, web, **{"outward.previews": "off"}) as town:
        ana = await town.connect(await town.person("Ana"))
        saved = (await ana.call("chat.create", k="saved", rid=ana.rid()))["ch"]["c"]
        await ana.send(saved, "https://tabla.example/x")
        assert await town.house.outward.previews.turn() == 1
        assert web.asked == []
        assert await town.house.outward.previews.turn() == 0
