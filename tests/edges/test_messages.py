"""Messages through the socket door: every method once, as a client calls it, and what the others hear."""

import asyncio
import time

import asyncpg
import pytest

from tests.client import Client, Refused
from tests.conftest import Town


async def a_group(town: Town, *people: int) -> int:
    """Made through the protocol by the first of them."""
    first = await town.connect(people[0])
    made = await first.call("chat.create", k="group", rid=first.rid(), title="Town", users=list(people[1:]))
    return int(made["ch"]["c"])


async def say(client: Client, chat: int, text: str, **more: object) -> int:
    return int((await client.send(chat, text, **more))["s"])


async def test_two_people_do_everything_to_messages(town: Town) -> None:
    ana, ben = await town.person("Ana"), await town.person("Ben")
    group = await a_group(town, ana, ben)
    hers, his = await town.connect(ana), await town.connect(ben)
    one = await say(hers, group, "one *bold* #tag", en=[["b", 4, 6]])

    page = await his.call("msg.history", c=group, n=1)
    assert (page["msgs"][0]["x"], page["msgs"][0]["en"]) == ("one *bold* #tag", [["b", 4, 6], ["tag", 11, 4]])
    assert (page["top"], page["bottom"]) == (one == 1, True)

    edited = await hers.call("msg.edit", c=group, s=one, x="one, mended", v=1)
    heard = await his.until(lambda e: e["t"] == "e")
    assert (heard["s"], heard["x"], heard["v"], heard["ev"]) == (one, "one, mended", 2, edited["ev"])
    with pytest.raises(Refused) as no:
        await hers.call("msg.edit", c=group, s=one, x="again", v=1)
    assert (no.value.code, no.value.x["ver"]) == ("CONFLICT", 2)
    assert (await hers.call("msg.versions", c=group, s=one))["versions"][0]["x"] == "one *bold* #tag"

    assert await his.call("msg.react", c=group, s=one, e="👍") == {"rx": [["👍", 1]]}
    heard = await hers.until(lambda e: e["t"] == "rx")
    assert (heard["s"], heard["rx"], heard["u"], heard["e"]) == (one, [["👍", 1]], ben, "👍")
    assert await his.call("msg.react", c=group, s=one, e=None) == {"rx": []}

    await hers.call("msg.pin", c=group, s=one)
    assert (await his.until(lambda e: e["t"] == "p"))["on"] == 1
    note = await his.until(lambda e: e["t"] == "n" and (e.get("sv") or {}).get("k") == "pin")
    assert note["sv"]["s"] == one
    await hers.call("msg.unpin", c=group, s=one)

    assert (await his.call("msg.read", c=group, s=note["s"]))["un_"] == 0
    assert (await hers.until(lambda e: e["t"] == "r" and e["u"] == ben))["s"] == note["s"]
    assert (await his.until(lambda e: e["t"] == "u" and e["k"] == "read"))["s"] == note["s"]

    await hers.call("msg.delete", c=group, s=[one], all=True)
    assert (await his.until(lambda e: e["t"] == "d"))["s"] == [one]
    assert await his.call("msg.get", c=group, s=[one]) == {"msgs": []}


async def test_polls_forwards_drafts_plans_and_typing(town: Town) -> None:
    ana, ben = await town.person("Ana"), await town.person("Ben")
    group = await a_group(town, ana, ben)
    hers, his = await town.connect(ana), await town.connect(ben)

    asked = await say(hers, group, "", po={"q": "Tea?", "o": ["yes", "no"]})
    heard = await his.until(lambda e: e["t"] == "n" and e.get("k") == "poll")
    assert heard["po"]["o"] == [["yes", 0], ["no", 0]]
    assert (await his.call("poll.vote", c=group, s=asked, o=[1]))["po"]["my"] == [1]
    assert (await hers.until(lambda e: e["t"] == "pl"))["po"]["o"] == [["yes", 0], ["no", 1]]
    assert (await hers.call("poll.close", c=group, s=asked))["po"]["cl"] == 1

    saved = (await his.call("chat.create", k="saved", rid=his.rid()))["ch"]["c"]
    word = await say(hers, group, "keep this")
    kept = await his.call("msg.forward", **{"from": group, "s": [word], "to": saved, "rid": his.rid()})
    copy = (await his.call("msg.get", c=saved, s=kept["s"]))["msgs"][0]
    assert (copy["x"], copy["fw"]["f"], copy["fw"]["n"], copy["fw"]["s"]) == ("keep this", ana, "Ana", word)

    await his.call("draft.set", c=group, x="I was about")
    assert (await his.until(lambda e: e.get("k") == "draft"))["dr"]["x"] == "I was about"

    planned = await hers.send(group, "later", at=int(time.time() * 1000) + 60_000)
    assert [i["x"] for i in (await hers.call("sched.list", c=group))["items"]] == ["later"]
    sent = await hers.call("sched.now", id=planned["sched"])
    assert (await his.until(lambda e: e["t"] == "n" and e.get("x") == "later"))["s"] == sent["s"]

    await hers.socket.send(f'{{"i":0,"m":"msg.typing","p":{{"c":{group},"k":"voice"}}}}')
    assert await his.until(lambda e: e["t"] == "ty") == {"t": "ty", "c": group, "u": ana, "k": "voice"}


async def test_who_asks_for_the_votes_after_voting_is_one_of_those_who_voted(town: Town, dsn: str) -> None:
    ana, ben = await town.person("Ana"), await town.person("Ben")
    group = await a_group(town, ana, ben)
    hers, his = await town.connect(ana), await town.connect(ben)
    asked = await say(hers, group, "", po={"q": "Tea?", "o": ["yes", "no"], "an": 0})

    db = await asyncpg.connect(dsn)
    async with db.transaction():
        await db.execute("SELECT FROM polls FOR UPDATE")
        vote = asyncio.create_task(his.call("poll.vote", c=group, s=asked, o=[1]))
        await asyncio.sleep(0)  # it is on its way
        who = asyncio.create_task(his.call("poll.who", c=group, s=asked))
        for _ in range(5):  # all else may overtake
            await his.call("msg.get", c=group, s=[asked])
    await db.close()

    await vote
    assert (await who)["votes"] == [[ben, [1]]]


async def test_a_difference_tells_the_same_as_the_live_events(town: Town) -> None:
    ana, ben = await town.person("Ana"), await town.person("Ben")
    group = await a_group(town, ana, ben)
    hers, his = await town.connect(ana), await town.connect(ben)
    start = (await his.call("chat.get", c=group))["ch"]["ev"]
    one, two = [await say(hers, group, text) for text in ("one", "two")]
    await hers.call("msg.edit", c=group, s=one, x="one!", v=1)
    await his.call("msg.react", c=group, s=two, e="❤️")
    await hers.call("msg.delete", c=group, s=[one], all=True)
    last = await his.until(lambda e: e["t"] == "d")

    diff = await his.call("chat.diff", c=group, ev=start)

    assert [e["ev"] for e in diff["evs"]] == list(range(start + 1, last["ev"] + 1))
    assert [e["t"] for e in diff["evs"]] == ["nop", "n", "nop", "rx", "d"]
    assert (diff["evs"][1]["x"], diff["evs"][1]["my"], diff["evs"][3]["rx"]) == ("two", "❤", [["❤", 1]])
    assert (diff["evs"][1]["c"], diff["ev"], diff["more"]) == (group, last["ev"], False)


@pytest.mark.parametrize(
    ("method", "params"),
    [
        ("msg.history", {"c": 1}),
        ("msg.get", {"c": 1, "s": [1]}),
        ("msg.edit", {"c": 1, "s": 1, "x": "x", "v": 1}),
        ("msg.delete", {"c": 1, "s": [1], "all": True}),
        ("msg.read", {"c": 1, "s": 1}),
        ("msg.views", {"c": 1, "s": [1]}),
        ("msg.react", {"c": 1, "s": 1, "e": "👍"}),
        ("msg.pin", {"c": 1, "s": 1}),
        ("msg.mentions", {"c": 1}),
        ("msg.versions", {"c": 1, "s": 1}),
        ("poll.vote", {"c": 1, "s": 1, "o": [0]}),
        ("draft.set", {"c": 1, "x": "x"}),
        ("sched.cancel", {"id": 1}),
    ],
)
async def test_numbers_that_are_nobodys_or_too_large_are_refused_and_never_break(
    town: Town, method: str, params: dict[str, object]
) -> None:
    hers = await town.connect(await town.person("Ana"))
    for huge in (None, -1, 0, 1 << 53, (1 << 63) - 1, 1 << 63, 1 << 80):
        tried = {k: huge if isinstance(v, int) and huge is not None else v for k, v in params.items()}
        with pytest.raises(Refused) as no:
            await hers.call(method, **tried)
        assert no.value.code in ("NOT_FOUND", "FORBIDDEN", "BAD"), (huge, no.value.x)
