"""A blocked link is refused wherever it would stand in public: in buttons, edits of bots, names and descriptions."""

import pytest

from tambour.moderation.bank import BankEntry
from tests.client import Refused as No
from tests.edges.botapi.conftest import BotTown, Refused

BAD = "https://lantern.example/join"


def keyboard(url: str) -> list[object]:
    rows = [[{"type": "link", "text": "here", "url": url}]]
    return [{"type": "inline_keyboard", "payload": {"buttons": rows}}]


async def blocked(town: BotTown) -> None:
    """Two people agree that nobody leads there, once for all tests."""
    if town.house.screening.gate.bank.links.entries:
        return
    first, second = await town.town.person("Mod"), await town.town.person("Mod two")
    for one in (first, second):
        await town.house.accounts.people.set_role(one, "moderator")
    bank = town.house.screening.bank
    entry = BankEntry(kind="link", value=BAD, category="tvec.recruit", mode="live", source="own desk")
    made = await bank.add(first, entry)
    await bank.enable(second, made.id)
    await town.house.screening.gate.load()


async def test_a_bot_brings_a_blocked_link_in_by_no_way(bots: BotTown) -> None:
    await blocked(bots)
    robot = await bots.bot("Helper", "helper_of_all")
    _, anna = await bots.person()
    room = await bots.group(anna, robot.id, public=True, name="open_room_here")
    sent = (await robot.send("look", chat=-room, attachments=keyboard("https://good.example")))["body"]
    for words in ({"attachments": keyboard(BAD)}, {"text": f"see {BAD}"}):
        with pytest.raises(Refused):
            await robot.send(**{"text": "look", "chat": -room} | words)  # type: ignore[arg-type]
        with pytest.raises(Refused):
            await robot.call("PUT", "/messages", words, message_id=sent["mid"])
    await robot.call("PUT", "/messages", {"text": "look again"}, message_id=sent["mid"])
    with pytest.raises(Refused):
        await robot.call("PATCH", "/me", {"description": f"see {BAD}"})
    await robot.call("PATCH", "/me", {"description": "helps"})


async def test_nothing_public_calls_itself_by_a_blocked_link(bots: BotTown) -> None:
    await blocked(bots)
    _, anna = await bots.person()
    public = await bots.group(anna, public=True, name="open_room_there")
    private = await bots.group(anna, about=f"see {BAD}")
    for method, asked in {
        "chat.edit": {"c": public, "about": f"see {BAD}"},
        "chat.edit ": {"c": private, "name": "open_room_nowhere", "public": True},
        "sticker.create": {"title": BAD},
    }.items():
        with pytest.raises(No, match="FORBIDDEN"):
            await anna.call(method.strip(), **asked)
    await anna.call("me.edit", about=f"see {BAD}")
    with pytest.raises(No, match="FORBIDDEN"):
        await anna.call("name.set", name="anna_of_here")
    await anna.call("me.edit", about="hello")
    await anna.call("name.set", name="anna_of_here")
    with pytest.raises(No, match="FORBIDDEN"):
        await anna.call("me.edit", about=f"see {BAD}")
