"""Webhooks: one update at a time, in order, until it is taken; the published schedule under a turned clock."""

import asyncio
import itertools
import time
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import msgspec
import pytest

from tambour.adapters.fetch.guard import TIMEOUT_S, GuardedFetch
from tambour.app.bots import bot_door_of
from tambour.domain.bots.hooks import GIVE_UP_MS
from tambour.edges.botapi.bringing import travelling
from tambour.ports.fetch import Answer, Unfetched
from tambour.services.bots import hooks as schedule
from tambour.services.bots.hooks import ANSWER_S, LEASE_MS, Hooks
from tests.conftest import TurnedClock
from tests.edges.botapi.conftest import BotTown, Refused, Robot
from tests.waiting import PATIENCE_S, end_all, until

URL = "https://bot.example/hook"


class Receiver:
    """Stands for the web outside: answers what it is told to."""

    def __init__(self) -> None:
        self.answers: list[int] = []
        self.came: list[tuple[str, dict[str, Any], Mapping[str, str]]] = []

    async def post(self, url: str, body: bytes, headers: Mapping[str, str]) -> Answer:
        status = self.answers.pop(0) if self.answers else 200
        self.came.append((url, msgspec.json.decode(body), headers))
        if not status:
            raise Unfetched("network")
        return Answer(status=status)

    async def close(self) -> None:
        """Nothing is held."""

    def texts(self) -> list[str]:
        return [update["message"]["body"]["text"] for _, update, _ in self.came if "message" in update]


class Post:
    """The worker with a clock and a web of its own."""

    def __init__(self, bots: BotTown) -> None:
        self.clock = TurnedClock(int(time.time() * 1000))
        self.web = Receiver()
        house = bots.house
        self.hooks = Hooks(house.store, self.clock, house.accounts.vault, self.web)  # type: ignore[arg-type]
        self.shown = travelling(bot_door_of(house))

    async def turn(self) -> None:
        await self.hooks.turn(self.shown)
        await asyncio.gather(*self.hooks.busy.values())


@pytest.fixture
def post(bots: BotTown) -> Post:
    return Post(bots)


async def said(bot: Robot, bots: BotTown, wanted: int) -> None:
    """Until the feed has told so many."""

    async def told() -> bool:
        row = await bots.house.store.read.bots.get(bot.id)
        return row is not None and row.last >= wanted

    await until(told)


async def test_updates_are_brought_in_order_with_the_secret(bots: BotTown, post: Post) -> None:
    bot = await bots.bot()
    _, anna, chat = await bots.talking(bot)
    await bot.call("GET", "/updates", timeout=0, marker=bot.marker)
    asked = {"url": URL, "secret": "abc_DEF-123", "version": "0.5.6", "update_types": ["message_created"]}
    assert await bot.call("POST", "/subscriptions", asked) == {"success": True}
    [known] = (await bot.call("GET", "/subscriptions"))["subscriptions"]
    assert (known["url"], known["update_types"], known["version"]) == (URL, ["message_created"], "0.5.6")
    for word in ("one", "two", "three"):
        await anna.send(chat, word)
    await said(bot, bots, 4)
    await post.turn()
    assert post.web.texts() == ["one", "two", "three"]
    assert {h["X-Max-Bot-Api-Secret"] for _, _, h in post.web.came} == {"abc_DEF-123"}
    with pytest.raises(Refused) as no:
        await bot.call("GET", "/updates", timeout=0)
    assert (no.value.status, no.value.code) == (405, "method.not.allowed")
    assert (await bot.call("DELETE", "/subscriptions", url=URL))["success"]
    assert (await bot.call("DELETE", "/subscriptions", url=URL))["success"] is False
    assert (await bot.call("GET", "/updates", timeout=0))["updates"] == [], "they were taken"


async def test_what_is_not_taken_comes_again_when_its_time_has_come(bots: BotTown, post: Post) -> None:
    bot = await bots.bot()
    _, anna, chat = await bots.talking(bot)
    await bot.call("GET", "/updates", timeout=0, marker=bot.marker)
    await bot.call("POST", "/subscriptions", {"url": URL + "/again"})
    await anna.send(chat, "first")
    await anna.send(chat, "second")
    await said(bot, bots, 3)
    post.web.answers = [500, 204, 302, 0]
    for wait_s in (60, 150, 375, 937):
        await post.turn()
        tried = len(post.web.came)
        post.clock.turn(s=wait_s - 1)
        await post.turn()
        assert len(post.web.came) == tried, "too early"
        post.clock.turn(s=2)
    await post.turn()
    assert post.web.texts() == ["first"] * 5 + ["second"]


async def test_the_schedule_is_the_published_one_and_ends_after_eight_hours(
    bots: BotTown, post: Post
) -> None:
    bot = await bots.bot()
    _, anna, chat = await bots.talking(bot)
    await bot.call("GET", "/updates", timeout=0, marker=bot.marker)
    await bot.call("POST", "/subscriptions", {"url": URL + "/dead"})
    await anna.send(chat, "kept")
    await said(bot, bots, 2)
    post.web.answers = [500, 0, 404, 200_000] * 5
    began = post.clock.now()
    tries: list[int] = []
    for _ in range(20):
        await post.turn()
        tries.append(post.clock.now() - began)
        found = await bots.house.store.read.bots.hooks(bot.id)
        if not found:
            break
        early = len(post.web.came)
        post.clock.ms = found[0].due - 1
        await post.turn()
        assert len(post.web.came) == early, "not a millisecond before its time"
        post.clock.ms = found[0].due
    waits = [later - sooner for sooner, later in itertools.pairwise(tries)]
    assert waits[:7] == [60_000, 150_000, 375_000, 937_500, 2_343_750, 5_859_375, 14_648_437], "60 s × 2.5ⁿ"
    assert tries[-1] == GIVE_UP_MS, "the last try is at the end of the eighth hour"
    assert len(post.web.came) == len(tries) == 9
    assert set(post.web.texts()) == {"kept"}
    [update] = await bot.updates()
    assert update["message"]["body"]["text"] == "kept", "polling works again, and nothing was lost"


async def test_what_a_killed_worker_had_claimed_is_brought_at_once(bots: BotTown, post: Post) -> None:
    bot = await bots.bot()
    _, anna, chat = await bots.talking(bot)
    await bot.call("GET", "/updates", timeout=0, marker=bot.marker)
    await bot.call("POST", "/subscriptions", {"url": URL + "/claimed"})
    await anna.send(chat, "once more")
    await said(bot, bots, 2)
    now = post.clock.now()
    claimed = await bots.house.store.read.bots.claim_hooks(now, now + 60_000, 10)
    assert URL + "/claimed" in [one.url for one in claimed], "and now the worker dies"
    await post.turn()
    assert post.web.texts() == []
    alone = replace(post.hooks, alone=True)
    working = asyncio.ensure_future(alone.run(post.shown))
    while not post.web.texts():
        await asyncio.sleep(0.01)
    await end_all(working)
    await asyncio.gather(*alone.busy.values())
    assert post.web.texts() == ["once more"]


async def hooked(bots: BotTown, path: str, *words: str) -> Robot:
    """A bot with a webhook and these to be brought."""
    bot = await bots.bot()
    _, anna, chat = await bots.talking(bot)
    await bot.call("GET", "/updates", timeout=0, marker=bot.marker)
    await bot.call("POST", "/subscriptions", {"url": URL + path})
    for word in words:
        await anna.send(chat, word)
    await said(bot, bots, 1 + len(words))
    return bot


async def test_an_address_that_took_long_leaves_its_turn_to_others(
    bots: BotTown, post: Post, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(schedule, "SLOW_S", -1)  # every answer takes longer
    await hooked(bots, "/long", "one", "two", "three")
    await post.turn()
    assert post.web.texts() == ["one"]
    await post.turn()
    assert post.web.texts() == ["one", "two", "three"], "now among its like"


async def test_slow_addresses_hold_up_none_but_their_like(
    bots: BotTown, post: Post, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(schedule, "SLOW_S", 600)
    post.hooks.turns, post.hooks.slow_turns = asyncio.Semaphore(1), asyncio.Semaphore(1)
    post.hooks.slow.add(URL + "/slow")
    gate, begun, quickly = asyncio.Event(), asyncio.Event(), post.web.post

    async def lingering(url: str, body: bytes, headers: Mapping[str, str]) -> Answer:
        if url.endswith("/slow"):
            begun.set()
            await gate.wait()
        return await quickly(url, body, headers)

    monkeypatch.setattr(post.web, "post", lingering)
    await hooked(bots, "/slow", "late")
    await post.hooks.turn(post.shown)
    async with asyncio.timeout(PATIENCE_S):
        await begun.wait()
        await hooked(bots, "/quick", "now")
        await post.hooks.turn(post.shown)
        await post.hooks.busy[URL + "/quick"]
    assert post.web.texts() == ["now"]
    gate.set()
    await post.hooks.busy[URL + "/slow"]
    assert post.web.texts() == ["now", "late"]


async def test_a_turn_that_comes_too_late_brings_nothing(bots: BotTown, post: Post) -> None:
    bot = await bots.bot()
    _, anna, chat = await bots.talking(bot)
    await bot.call("GET", "/updates", timeout=0, marker=bot.marker)
    await bot.call("POST", "/subscriptions", {"url": URL + "/late"})
    await anna.send(chat, "once")
    await said(bot, bots, 2)
    now = post.clock.now()
    [hook] = [
        one
        for one in await bots.house.store.read.bots.claim_hooks(now, now + LEASE_MS, 10)
        if one.bot == bot.id
    ]
    post.clock.turn(s=LEASE_MS // 1000 + 1)
    await post.hooks.serve(hook, post.shown)
    assert post.web.came == [], "another worker may be at it by now"


def test_an_answer_is_waited_for_as_long_as_the_contract_says(bots: BotTown) -> None:
    fetch = bots.house.bots.hooks.fetch
    assert isinstance(fetch, GuardedFetch)
    assert fetch.timeout_s == ANSWER_S == 30
    assert LEASE_MS > 1000 * (ANSWER_S + TIMEOUT_S), "nobody else brings it meanwhile"


async def test_an_address_belongs_to_one_bot(bots: BotTown) -> None:
    one, two = await bots.bot(), await bots.bot()
    await one.call("POST", "/subscriptions", {"url": URL + "/shared"})
    await two.call("POST", "/subscriptions", {"url": URL + "/shared"})
    assert (await one.call("GET", "/subscriptions"))["subscriptions"] == []
    await two.call("POST", "/subscriptions", {"url": URL + "/newer"})
    urls = [s["url"] for s in (await two.call("GET", "/subscriptions"))["subscriptions"]]
    assert urls == [URL + "/newer", URL + "/shared"], "newest first"


@pytest.mark.parametrize(
    "asked",
    [
        {"url": "https://bot.example/a b"},
        {"url": "ftp://bot.example/"},
        {"url": "https://user:word@bot.example/"},
        {"url": "https://bot.example:22/"},
        {"url": "not a url"},
        {"url": URL, "version": "1.2"},
        {"url": URL, "update_types": ["message_invented"]},
        {"url": URL, "secret": "abcd"},
        {"url": URL, "secret": "ünsafe"},
        {},
    ],
)
async def test_what_is_no_subscription_is_refused(bots: BotTown, asked: dict[str, Any]) -> None:
    bot = await bots.bot()
    with pytest.raises(Refused) as no:
        await bot.call("POST", "/subscriptions", asked)
    assert (no.value.status, no.value.code) == (400, "proto.payload")
