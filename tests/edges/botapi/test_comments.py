"""Comments under a channel's posts: to bots, from bots, and nothing that is not for them."""

import pytest

from tambour.domain.bots.numbers import message_id
from tests.client import Client
from tests.edges.botapi.conftest import BotTown, Refused, Robot
from tests.edges.botapi.test_seen import removed


class Talk:
    """A channel with its discussion group; a bot that looks after the channel, and a reader."""

    def __init__(
        self, bots: BotTown, bot: Robot, owner: Client, reader: Client, channel: int, group: int
    ) -> None:
        self.bots, self.bot, self.owner, self.reader = bots, bot, owner, reader
        self.channel, self.group = channel, group

    async def post(self, text: str = "A post") -> tuple[str, int]:
        """(the post's name, the seq of its copy in the group)."""
        seq = (await self.owner.send(self.channel, text))["s"]
        await self.bots.house.messages.discussion.turn(whole=True)
        [told] = await self.bot.updates()
        thread = await self.bots.house.store.read.threads.of_post(self.channel, seq)
        assert thread is not None
        return told["message"]["body"]["mid"], thread.root


async def talk(bots: BotTown, *, public: bool = True) -> Talk:
    bot = await bots.bot("Janitor")
    (_, owner), (_, reader) = await bots.person("Owner"), await bots.person("Reader")
    more = {"public": True, "name": f"talk_{bot.id % 1_000_000_000}"} if public else {}
    channel = await bots.group(owner, bot.id, kind="channel")
    group = await bots.group(owner, **more)
    await owner.call("member.promote", c=channel, u=bot.id, rights=1023 & ~256)
    [added] = await bot.updates()
    assert added["update_type"] == "bot_added"
    await owner.call("chat.edit", c=channel, linked=group)
    return Talk(bots, bot, owner, reader, channel, group)


async def test_a_bot_hears_comments_and_writes_changes_and_takes_back_its_own(bots: BotTown) -> None:
    t = await talk(bots)
    mid, root = await t.post()
    said = (await t.reader.send(t.group, "Nice", re=root))["s"]
    [told] = await t.bot.updates()
    assert told["update_type"] == "comment_created"
    comment = told["message"]
    assert comment["body"]["text"] == "Nice"
    assert comment["recipient"] == {
        "chat_id": -t.channel, "chat_type": "channel", "user_id": None, "post_id": mid,
    }  # fmt: skip
    assert "link" not in comment
    path = f"/messages/{mid}/comments"
    assert await t.bot.call("GET", path) == {"messages": [comment]}
    assert await t.bot.call("GET", f"{path}/{comment['body']['mid']}") == comment
    link = {"type": "reply", "mid": comment["body"]["mid"]}
    mine = (await t.bot.call("POST", path, {"text": "**Thank** you", "format": "markdown", "link": link}))[
        "message"
    ]
    assert mine["link"]["message"]["text"] == "Nice"
    assert (await t.reader.call("thread.history", c=t.group, s=root))["comments"] == 2
    own = mine["body"]["mid"]
    assert (await t.bot.call("PUT", path, {"text": "Thanks"}, comment_id=own))["success"]
    both = (await t.bot.call("GET", path))["messages"]
    assert [one["body"]["text"] for one in both] == ["Thanks", "Nice"]
    unfilled = "/messages/{messageId}/comments"
    await t.bot.call("PUT", unfilled, {"text": "Thanks!"}, comment_id=own, message_id=mid)
    some = await t.bot.call("GET", path, comment_ids=f"{own},{comment['body']['mid']}")
    assert [one["body"]["text"] for one in some["messages"]] == ["Thanks!", "Nice"]
    late = await t.bot.call("GET", path, after=mine["timestamp"] + 1)
    assert late["messages"] == []
    assert (await t.bot.call("DELETE", path, comment_id=own))["success"]
    assert len((await t.bot.call("GET", path))["messages"]) == 1
    await t.reader.call("msg.edit", c=t.group, s=said, x="Very nice", v=1)
    [edited] = await t.bot.updates()
    assert (edited["update_type"], edited["message"]["body"]["text"]) == ("comment_edited", "Very nice")
    await t.reader.call("msg.delete", c=t.group, s=[said], all=True)
    [gone] = await t.bot.updates()
    assert {k: gone[k] for k in ("update_type", "message_id", "chat_id", "post_id")} == {
        "update_type": "comment_removed", "message_id": comment["body"]["mid"], "chat_id": -t.channel, "post_id": mid,
    }  # fmt: skip


async def test_of_the_group_itself_it_hears_nothing_unless_it_is_there(bots: BotTown) -> None:
    t = await talk(bots)
    mid, root = await t.post()
    await t.owner.send(t.group, "/start among ourselves")
    await t.reader.send(t.group, "A comment", re=root)
    told = await t.bot.updates()
    assert [u["update_type"] for u in told] == ["comment_created"]
    page = await t.bot.call("GET", "/updates", timeout=0, marker=t.bot.marker)
    assert page["updates"] == []
    with pytest.raises(Refused) as no:
        await t.bot.call("GET", f"/messages/{told[0]['message']['body']['mid']}")
    assert no.value.status == 404
    await t.owner.call("member.promote", c=t.channel, u=t.bot.id, rights=0)
    await t.reader.send(t.group, "Another", re=root)
    await t.owner.call("msg.delete", c=t.channel, s=[int(mid[-16:], 16)], all=True)
    rest = await t.bot.updates()
    assert [u["update_type"] for u in rest] == ["message_removed"], (
        "comments are for who looks after the channel"
    )


async def test_in_a_private_group_only_members_read_and_comment(bots: BotTown) -> None:
    t = await talk(bots, public=False)
    mid, root = await t.post()
    for method, body in (("GET", None), ("POST", {"text": "Hello"})):
        with pytest.raises(Refused) as no:
            await t.bot.call(method, f"/messages/{mid}/comments", body)
        assert (no.value.status, no.value.code) == (404, "not.found")
    await t.owner.send(t.group, "For members", re=root)
    await t.owner.call("member.add", c=t.group, u=[t.bot.id])
    told = {u["update_type"]: u for u in await t.bot.updates(2)}  # of one millisecond in either order
    assert told.keys() == {"comment_created", "bot_added"}
    comment = told["comment_created"]["message"]
    assert (await t.bot.call("GET", f"/messages/{mid}/comments"))["messages"] == [comment]


@pytest.mark.parametrize(
    ("body", "status"),
    [
        ({"text": ""}, 400),
        ({"text": "x" * 4001}, 400),
        ({"text": "x", "attachments": [{"type": "location", "latitude": 1, "longitude": 1}]}, 400),
        ({"text": "x", "link": {"type": "forward", "mid": "MID"}}, 400),
        ({"text": "x", "link": {"type": "reply", "mid": "MID"}}, 404),
    ],
    ids=["empty", "long", "place", "forward", "reply to the post"],
)
async def test_what_is_no_comment_is_refused(bots: BotTown, body: dict, status: int) -> None:
    t = await shared(bots)
    mid, _ = t.kept
    if "link" in body:
        body = body | {"link": body["link"] | {"mid": mid}}
    with pytest.raises(Refused) as no:
        await t.bot.call("POST", f"/messages/{mid}/comments", body)
    assert no.value.status == status


ONE: dict[BotTown, Talk] = {}


async def shared(bots: BotTown) -> "Talk":
    """One for all that changes nothing."""
    if bots not in ONE:
        ONE[bots] = await talk(bots)
        ONE[bots].kept = await ONE[bots].post()
    return ONE[bots]


async def test_others_comments_are_not_its_own(bots: BotTown) -> None:
    t = await talk(bots)
    mid, root = await t.post()
    await t.reader.send(t.group, "Mine", re=root)
    [told] = await t.bot.updates()
    name = told["message"]["body"]["mid"]
    for method, body in (("PUT", {"text": "Yours"}), ("DELETE", None)):
        with pytest.raises(Refused) as no:
            await t.bot.call(method, f"/messages/{mid}/comments", body, comment_id=name)
        assert (no.value.status, no.value.code) == (403, "access.denied")


async def test_a_removed_comment_reaches_no_bot_by_any_path(bots: BotTown) -> None:
    t = await talk(bots)
    mid, root = await t.post()
    seq = (await t.reader.send(t.group, "Most secret", re=root))["s"]
    [told] = await t.bot.updates()
    name = told["message"]["body"]["mid"]
    path = f"/messages/{mid}/comments"
    again = (await t.reader.send(t.group, "An answer", re=seq))["s"]
    await t.bot.updates()
    await removed(bots, t.owner, t.group, seq)
    [gone] = await t.bot.updates()
    assert (gone["update_type"], gone["message_id"], gone["user_id"]) == ("comment_removed", name, 0)
    page = await t.bot.call("GET", path)
    assert [one["body"]["mid"] for one in page["messages"]] == [message_id(-t.group, again)]
    updates = await t.bot.call("GET", "/updates", timeout=0, marker=1)
    assert "Most secret" not in str((page, updates))
    for method, where, query in (("GET", f"{path}/{name}", {}), ("GET", path, {"comment_ids": name})):
        with pytest.raises(Refused) as no:
            await t.bot.call(method, where, **query)
        assert no.value.status == 404
