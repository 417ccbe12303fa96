"""Lists on a schedule: when they are asked, what a failure does, quotas, and what they are told."""

import pytest

from tambour.domain.errors import BadInput, Conflict, NotFound
from tambour.moderation.exchange import Listed, listed
from tambour.moderation.feeds import AGAIN_MAX_MS, Feed, checked_feed
from tambour.ports.exchange import Pulled, Reading, Unpulled
from tambour.services.exchange.room import ExchangeRoom
from tambour.services.screening import ScreenRoom
from tests.adapters.exchange.examples import MD5
from tests.services.exchange.conftest import Shelf
from tests.services.screening.conftest import PUSH
from tests.services.town import BORIS, MOD, MOD2, Town

FEED = Feed(name="A friend", protocol="taxii", url="https://lists.example/c/1", category="csam", every_min=60)
MINUTE = 60_000


def page(*values: str, mark: str = "", more: bool = False, whole: bool = False) -> Pulled:
    items = [listed("md5", value, ref=value) for value in values]
    return Pulled(reading=Reading(items=items, left_out={"pattern": 1}), mark=mark, more=more, whole=whole)


async def feed_of(lists: ExchangeRoom) -> Feed:
    ((feed),) = (await lists.feeds.shown(MOD))[0]
    return feed


async def states(town: Town) -> dict[str, str]:
    rows = await town.db.fetch("SELECT value, state FROM bank_entries")
    return {row["value"]: row["state"] for row in rows}


async def test_a_list_is_asked_at_once_page_by_page_and_then_on_its_schedule(
    town: Town, lists: ExchangeRoom, shelf: Shelf
) -> None:
    await lists.feeds.add(MOD, FEED, "name:secret")
    shelf.pages = [page(MD5, mark="one", more=True), page("ff" * 16, mark="two")]
    assert await lists.syncing.step()
    assert not await lists.syncing.step()
    assert [(feed.mark, secret) for feed, secret in shelf.asked] == [
        ("", "name:secret"),
        ("one", "name:secret"),
    ]
    feed = await feed_of(lists)
    assert (feed.mark, feed.error, feed.ok_at, feed.due) == (
        "two",
        "",
        town.clock.ms,
        town.clock.ms + 60 * MINUTE,
    )
    assert feed.left_out == {"pattern": 2}
    assert await states(town) == {MD5: "enabled", "ff" * 16: "enabled"}
    assert await town.db.fetchval("SELECT count(*) FROM bank_entries WHERE mode = 'live'") == 0
    assert b"secret" not in await town.db.fetchval("SELECT secret FROM bank_feeds")
    town.clock.turn(s=3_600)
    assert await lists.syncing.step()


async def test_a_failure_is_shown_and_waits_longer_each_time(
    town: Town, lists: ExchangeRoom, shelf: Shelf
) -> None:
    await lists.feeds.add(MOD, FEED, "")
    waits = []
    for _ in range(4):
        shelf.pages = [Unpulled("status.503", 90)]
        assert await lists.syncing.step()
        feed = await feed_of(lists)
        waits.append((feed.due - town.clock.ms) // 1000)
        assert (feed.error, feed.ok_at) == ("status.503", 0)
        town.clock.ms = feed.due
    assert waits == [90, 120, 240, 480]
    assert feed.failures == 4
    assert Feed(name="x", url="", failures=40).failed("x", 0).due == AGAIN_MAX_MS
    shelf.pages = [page(MD5, mark="m")]
    assert await lists.syncing.step()
    assert ((await feed_of(lists)).error, (await feed_of(lists)).failures) == ("", 0)


async def test_what_was_taken_in_before_a_failure_is_not_asked_for_again(
    town: Town, lists: ExchangeRoom, shelf: Shelf
) -> None:
    await lists.feeds.add(MOD, FEED, "")
    shelf.pages = [page(MD5, mark="one", more=True), Unpulled("network")]
    await lists.syncing.step()
    assert (await feed_of(lists)).mark == "one"
    assert await states(town) == {MD5: "enabled"}


async def test_what_a_whole_list_does_not_say_any_more_is_disabled(
    town: Town, lists: ExchangeRoom, shelf: Shelf
) -> None:
    await lists.feeds.add(MOD, FEED, "")
    for values, expected in (
        ((MD5, "ff" * 16), {MD5: "enabled", "ff" * 16: "enabled"}),
        ((MD5,), {MD5: "enabled", "ff" * 16: "disabled"}),
        ((MD5, "ff" * 16), {MD5: "enabled", "ff" * 16: "enabled"}),
    ):
        shelf.pages = [page(*values, whole=True)]
        assert await lists.syncing.step()
        assert await states(town) == expected
        town.clock.turn(s=3_600)


async def test_a_quota_leaves_the_rest_out_and_says_so(town: Town, lists: ExchangeRoom, shelf: Shelf) -> None:
    await lists.feeds.add(
        MOD, Feed(**{f: getattr(FEED, f) for f in ("name", "protocol", "url")}, entries_max=2), ""
    )
    shelf.pages = [page(*(f"{n:032x}" for n in range(5)))]
    await lists.syncing.step()
    assert len(await states(town)) == 2
    assert (await feed_of(lists)).left_out == {"pattern": 1, "quota": 3}


async def test_a_bug_in_one_list_stops_no_other(town: Town, lists: ExchangeRoom, shelf: Shelf) -> None:
    broken: list[Listed] = [None]  # type: ignore[list-item]
    await lists.feeds.add(MOD, FEED, "")
    shelf.pages = [Pulled(reading=Reading(items=broken))]
    assert await lists.syncing.step()
    assert (await feed_of(lists)).error == "failed"


async def test_a_list_is_paused_resumed_begun_anew_and_dropped(
    town: Town, lists: ExchangeRoom, shelf: Shelf
) -> None:
    made = await lists.feeds.add(MOD, FEED, "")
    shelf.pages = [page(MD5, mark="one")]
    await lists.syncing.step()
    await lists.feeds.turn(MOD, made.id, "pause")
    town.clock.turn(days=30)
    assert not await lists.syncing.step()
    await lists.feeds.turn(MOD, made.id, "resume")
    await lists.feeds.turn(MOD, made.id, "again")
    assert await lists.syncing.step()
    assert shelf.asked[-1][0].mark == ""
    with pytest.raises(BadInput):
        await lists.feeds.turn(MOD, made.id, "eat")
    await lists.feeds.turn(MOD, made.id, "drop")
    with pytest.raises(NotFound):
        await lists.feeds.turn(MOD, made.id, "now")
    assert await states(town) == {MD5: "enabled"}


@pytest.mark.parametrize(
    ("field", "wrong"),
    [
        ("name", {"name": " "}),
        ("protocol", {"protocol": "gopher"}),
        ("format", {"protocol": "file", "format": "docx"}),
        ("url", {"url": "http://lists.example/"}),
        ("url", {"url": "https://a:b@lists.example/"}),
        ("url", {"url": "https://lists.example:port/"}),
        ("url", {"url": "https:///x"}),
        ("url", {"url": "https://lists.example/ x"}),
        ("category", {"category": "x"}),
        ("mode", {"mode": ""}),
        ("every", {"every_min": 1}),
        ("entries_max", {"entries_max": 0}),
        ("ratio", {"ratio": 0.0}),
        ("days", {"days": -1}),
    ],
)
def test_a_wrong_list_is_refused_by_its_field(field: str, wrong: dict[str, object]) -> None:
    about = {"name": "x", "url": "https://lists.example/"} | wrong
    with pytest.raises(BadInput) as no:
        checked_feed(Feed(**about), {"csv": 1, "stix": 1}, ("https",))  # type: ignore[arg-type]
    assert no.value.facts["field"] == field


async def test_two_lists_have_two_names(town: Town, lists: ExchangeRoom) -> None:
    await lists.feeds.add(MOD, FEED, "")
    with pytest.raises(Conflict):
        await lists.feeds.add(MOD, FEED, "")
    with pytest.raises(BadInput):
        await lists.feeds.add(MOD, FEED, "x" * 2_001)


async def test_they_are_told_what_came_of_it_once_and_only_where_staff_agreed(
    town: Town, room: ScreenRoom, lists: ExchangeRoom, shelf: Shelf
) -> None:
    made = await lists.feeds.add(MOD, FEED, "")
    entry = listed("phrase", "join the grey lantern", ref="indicator--1")
    shelf.pages = [Pulled(reading=Reading(items=[entry]))]
    await lists.syncing.step()
    await room.bank.promote_all(MOD2, FEED.name)
    await town.say(1, BORIS, PUSH)
    await room.screen.catch_up()
    town.clock.turn(s=3_600)
    await lists.syncing.step()
    assert shelf.heard == []
    await lists.feeds.turn(MOD, made.id, "answer")
    for _ in range(2):
        town.clock.turn(s=3_600)
        await lists.syncing.step()
    ((told),) = shelf.heard
    assert (told.ref, told.seen, told.upheld, told.overturned, told.verdict) == (
        "indicator--1",
        1,
        0,
        0,
        None,
    )
    given = await lists.giving.answer(MOD, "stix", FEED.name)
    assert b'"sighting"' in given.data
    assert b"Lantern" not in given.data
