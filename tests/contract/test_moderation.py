"""Moderation as clients live through it: what reaches their sockets, and which doors close at once."""

import time
from typing import Any

import pytest

from tambour.moderation.cases import Choice
from tests.client import Client, Refused
from tests.conftest import Town
from tests.waiting import until


async def people(town: Town) -> tuple[Client, Client, int, int]:
    """An author and a member with connections, and two moderators."""
    author, member = await town.person("Olga"), await town.person("Rana")
    judges = [await town.person(name, "moderator") for name in ("Tomas", "Ulla")]
    return await town.connect(author), await town.connect(member), judges[0], judges[1]


async def channel(author: Client, member: Client) -> int:
    """A public channel of the author that the member reads."""
    made = await author.call(
        "chat.create", k="channel", rid=author.rid(), title="weather", public=True, name="weather_x"
    )
    await member.call("chat.join", c=made["ch"]["c"])
    return int(made["ch"]["c"])


async def decide(town: Town, who: int, reporter: Client, outcome: str, **subject: Any) -> int:
    """A complaint over the wire and its decision; returns the decision's id."""
    asked = await reporter.call("report.create", rid=reporter.rid(), category="tvec.praise", **subject)
    pool = town.house.store.pool
    case = await pool.fetchval("SELECT case_id FROM reports WHERE id = $1", int(asked["receipt"]))
    ver = await pool.fetchval("SELECT ver FROM cases WHERE id = $1", case)
    choice = Choice(outcome=outcome, category="tvec.praise", facts="Praise of an attack.")
    return (await town.house.safety.review.decide(who, case, ver, choice)).id


async def test_a_removal_reaches_open_sockets_and_its_author_is_told_why(town: Town) -> None:
    author, member, judge, other = await people(town)
    chat = await channel(author, member)
    seq = (await author.send(chat, "hurrah for it"))["s"]
    decision = await decide(town, judge, member, "remove_content", c=chat, s=seq)
    gone = await member.until(lambda e: e["t"] == "rm")
    assert (gone["c"], gone["s"]) == (chat, [seq])
    mine = (await author.call("msg.get", c=chat, s=[seq]))["msgs"][0]
    theirs = (await member.call("msg.get", c=chat, s=[seq]))["msgs"][0]
    assert (mine["rm"], mine["why"], mine.get("x")) == (1, "moderation.removed", None)
    assert "why" not in theirs
    told = await author.until(lambda e: e["t"] == "u" and e["k"] == "notice")
    assert told["body"]["facts"] == "Praise of an attack."
    thanks = await member.until(lambda e: e["t"] == "u" and e["k"] == "notice")
    assert thanks["body"]["outcome"] == "acted"
    for refused in (("msg.edit", {"x": "again", "v": 1}), ("msg.pin", {}), ("msg.react", {"e": "👍"})):
        with pytest.raises(Refused):
            await author.call(refused[0], c=chat, s=seq, **refused[1])
    await town.house.safety.review.restore(other, decision, "It was irony.")
    back = await member.until(lambda e: e["t"] == "rs")
    assert back["s"] == [seq]
    assert (await member.call("msg.get", c=chat, s=[seq]))["msgs"][0]["x"] == "hurrah for it"


async def test_the_author_appeals_over_the_wire(town: Town) -> None:
    author, member, judge, other = await people(town)
    chat = await channel(author, member)
    seq = (await author.send(chat, "hurrah for it"))["s"]
    await decide(town, judge, member, "remove_content", c=chat, s=seq)
    (notice,) = (await author.call("notice.list"))["notices"]
    assert notice["can_appeal"]
    await author.call("notice.appeal", id=notice["id"], text="It was irony.")
    (notice,) = (await author.call("notice.list"))["notices"]
    assert (notice["appeal"], notice.get("can_appeal")) == ("filed", None)
    (appeal,) = (await town.house.safety.disclosure.queue()).appeals
    await town.house.safety.review.decide_appeal(other, appeal.id, False, "Irony.")
    assert (await member.call("msg.get", c=chat, s=[seq]))["msgs"][0]["x"] == "hurrah for it"


COPIES, WITHIN_S = 30, 60
GROWS = ("ev",)
"""What every event moves on."""


async def test_an_appeal_that_wins_gives_thirty_copies_back_within_a_minute(town: Town) -> None:
    """The clock runs from the second moderator's word until a member has heard of every copy."""
    author, member, judge, other = await people(town)
    chat = await channel(author, member)
    seq = (await author.send(chat, "hurrah for it"))["s"]
    await author.call("msg.pin", c=chat, s=seq)
    await member.call("msg.react", c=chat, s=seq, e="👍")
    made = await member.call("chat.create", k="group", rid=member.rid(), title="copies", users=[])
    group = made["ch"]["c"]
    for n in range(COPIES):
        rid = member.rid()
        await member.call("msg.forward", **{"from": chat}, s=[seq], to=group, rid=rid, hide=n % 2)
    await town.house.messages.views.flush()  # how often it was carried on is written every five seconds
    await until(lambda: carried(member, chat, seq))
    before = await seen(member, chat, group)
    await decide(town, judge, member, "remove_content", c=chat, s=seq)
    assert "hurrah" not in str(await seen(member, chat, group))
    (notice,) = [n for n in (await author.call("notice.list"))["notices"] if n["can_appeal"]]
    await author.call("notice.appeal", id=notice["id"], text="It was irony.")
    (appeal,) = (await town.house.safety.disclosure.queue()).appeals
    begun, told = time.monotonic(), len(member.events)
    await town.house.safety.review.decide_appeal(other, appeal.id, False, "Irony.")

    def back() -> int:
        return sum(len(e["s"]) for e in member.events[told:] if e["t"] == "rs")

    await until(lambda: back() == COPIES + 1)
    took = time.monotonic() - begun
    print(f"{COPIES + 1} messages back after {took:.2f} s")
    assert took < WITHIN_S
    assert await seen(member, chat, group) == before


async def carried(member: Client, chat: int, seq: int) -> bool:
    """Is it said how many copies there are?"""
    return bool((await member.call("msg.get", c=chat, s=[seq]))["msgs"][0].get("fc") == COPIES)


async def seen(member: Client, *chats: int) -> list[object]:
    """What a member sees of these chats: messages with their counts, what is on top, how many there are."""
    found: list[object] = []
    for chat in chats:
        page = await member.call("msg.history", c=chat, n=100)
        view = (await member.call("chat.get", c=chat))["ch"]
        found += [[m | {"ev": 0} for m in page["msgs"]], {k: v for k, v in view.items() if k not in GROWS}]
    return found


async def test_a_frozen_chat_is_read_but_not_written_or_joined(town: Town) -> None:
    author, member, judge, other = await people(town)
    chat = await channel(author, member)
    await author.send(chat, "one")
    decision = await decide(town, judge, member, "freeze_chat", c=chat)
    assert (await member.until(lambda e: e["t"] == "c" and "st" in e.get("ch", {})))["ch"]["st"] == "frozen"
    with pytest.raises(Refused) as no:
        await author.send(chat, "two")
    assert (no.value.code, no.value.x["reason"]) == ("MODERATED", "chat.frozen")
    assert len((await member.call("msg.history", c=chat))["msgs"]) >= 1
    stranger = await town.connect(await town.person("Vera"))
    with pytest.raises(Refused):
        await stranger.call("chat.join", c=chat)
    await town.house.safety.review.restore(other, decision, "Calm again.")
    assert (await author.send(chat, "two"))["s"]


async def test_a_blocked_channel_is_gone_at_once_and_comes_back_whole(town: Town) -> None:
    author, member, judge, other = await people(town)
    chat = await channel(author, member)
    await author.send(chat, "one")
    decision = await decide(town, judge, member, "remove_chat", c=chat)
    assert (await member.until(lambda e: e["t"] == "c" and "st" in e.get("ch", {})))["ch"]["st"] == "removed"
    for call in (
        ("msg.history", {"c": chat}),
        ("chat.get", {"c": chat}),
        ("chat.get", {"name": "weather_x"}),
    ):
        for who in (author, member):
            with pytest.raises(Refused):
                await who.call(call[0], **call[1])
    with pytest.raises(Refused):
        await author.send(chat, "two")
    listed = [ch["c"] for ch in (await member.call("chats.list"))["chats"]]
    assert chat not in listed
    before = len(member.events)
    await town.house.safety.review.restore(other, decision, "A mistake.")
    back = await member.until(lambda e: e["t"] == "c" and e.get("ch") == {"st": "live"})
    assert back["c"] == chat
    assert (await member.call("chat.get", c=chat))["ch"]["ti"] == "weather"
    assert (await author.send(chat, "two"))["s"]
    assert (await member.until(lambda e: e["t"] == "n" and e["x"] == "two"))["ev"] == back["ev"] + 1
    assert [e["t"] for e in member.events[before:] if e.get("c") == chat] == ["c", "n"]


async def test_who_left_meanwhile_hears_nothing_of_a_chat_that_comes_back(town: Town) -> None:
    author, member, judge, other = await people(town)
    chat = await channel(author, member)
    decision = await decide(town, judge, member, "remove_chat", c=chat)
    await member.until(lambda e: e["t"] == "c" and "st" in e.get("ch", {}))
    me = (await member.call("me.get"))["u"]
    await town.house.store.pool.execute("DELETE FROM members WHERE user_id = $1 AND chat_id = $2", me, chat)
    before = len(member.events)
    await town.house.safety.review.restore(other, decision, "A mistake.")
    await author.until(lambda e: e["t"] == "c" and e.get("ch") == {"st": "live"})
    await author.send(chat, "two")
    await member.call("me.get")
    assert [e for e in member.events[before:] if e.get("c") == chat] == []


async def test_a_suspended_person_reads_and_appeals_but_does_not_write(town: Town) -> None:
    author, member, judge, other = await people(town)
    chat = await channel(author, member)
    await author.send(chat, "one")
    me = (await author.call("me.get"))["u"]
    decision = await decide(town, judge, member, "suspend_account", u=me)
    with pytest.raises(Refused) as no:
        await author.send(chat, "two")
    assert (no.value.code, no.value.x["reason"]) == ("MODERATED", "account.suspended")
    with pytest.raises(Refused):
        await author.call("chat.create", k="group", rid=author.rid(), title="another", users=[])
    assert (await author.call("msg.history", c=chat))["msgs"]
    (notice,) = (await author.call("notice.list"))["notices"]
    await author.call("notice.appeal", id=notice["id"], text="Please.")
    await town.house.safety.review.restore(other, decision, "Enough.")
    assert (await author.send(chat, "two"))["s"]


async def test_only_staff_get_a_link_to_the_desk(town: Town) -> None:
    member = await town.connect(await town.person("Rana"))
    staff = await town.connect(await town.person("Tomas", "moderator"))
    with pytest.raises(Refused) as no:
        await member.call("console.link")
    assert no.value.x["why"] == "console.not_staff"
    assert "/console/enter?t=" in (await staff.call("console.link"))["url"]


async def test_the_tree_is_the_same_as_in_the_rules(town: Town) -> None:
    member = await town.connect(await town.person("Rana"))
    for lang, label in (("en", "Spam"), ("ru", "Спам"), ("ar", "رسائل مزعجة")):
        tree = (await member.call("report.tree", lang=lang))["tree"]
        assert label in [leaf["label"] for leaf in tree]
