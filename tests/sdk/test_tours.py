"""Published clients, unmodified: every method and every update that they have, people beside them.

Each tour names what its client can do; what is not walked through stands here with its reason, and nothing else.
"""

from pathlib import Path
from typing import Any

import pytest

from tambour.domain.bots.numbers import message_id
from tests.client import Client
from tests.edges.botapi.conftest import BotTown, Robot
from tests.edges.botapi.test_files import picture
from tests.media.making import film, tone
from tests.sdk.conftest import PATIENCE_S, Program, running

TOURS = Path(__file__).parent / "tours"
FILTERED = ("button_callback", "message", "message_delete", "message_edit")
OWN = "no call of the API: it runs the client"
RAW = "what its other methods are made of"
SKIPPED = {
    "by_maxapi.py": {
        "delete_chat": "in neither contract: no bot ends a chat",
        **dict.fromkeys(("close_session", "ensure_session", "set_api_url", "set_marker_updates"), OWN),
        **dict.fromkeys(("request", "resolve_format"), RAW),
    },
    "by_aiomax.py": {
        **dict.fromkeys(
            ("add_router", "handle_update", "remove_router", "run", "start_polling", "wrap_filters"), OWN
        ),
        **dict.fromkeys((f"add_{one}_filter" for one in FILTERED), OWN),
        **dict.fromkeys(("delete", "get", "patch", "post", "put"), RAW),
    },
    "by_maxhub.mjs": {"raw": RAW, "upload": RAW},
}
"""Client → method → why no tour goes there."""
COMMENTS = {"comment_created", "comment_edited", "comment_removed"}
DIALOGS = {"bot_stopped", "dialog_muted", "dialog_unmuted", "dialog_removed"}
LEAVING = DIALOGS | {"bot_removed"}
"""Everything else is heard before: of a chat that it is not in a bot is told nothing any more."""
SHARED = {
    "message_created", "message_edited", "message_removed", "message_callback", "bot_started", "bot_added",
    "bot_removed", "user_added", "user_removed", "chat_title_changed",
}  # fmt: skip
HEARD = {
    "by_maxapi.py": SHARED | DIALOGS | {"message_chat_created"},
    "by_aiomax.py": SHARED | {"message_chat_created", "command", "ready"},
    "by_maxhub.mjs": SHARED | DIALOGS | COMMENTS,
}
UNHEARD = {
    "dialog_cleared": "whoever clears a dialog here puts it away: dialog_removed",
    "raw_api_response": "made by the client itself",
    "on_started": "made by the client itself",
}
"""Of maxapi's list of updates; maxhub's holds dialog_cleared, too. aiomax has one decorator for each."""


@pytest.mark.parametrize("file", list(HEARD), ids=["maxapi", "aiomax", "maxhub"])
async def test_a_client_can_do_everything_and_hears_everything(
    bots: BotTown, tmp_path: Path, file: str
) -> None:
    bot = await bots.bot("Tourist")
    user, anna, chat = await bots.talking(bot)
    other, _ = await bots.person("Other")
    link = f"tour_{file.split('.')[0].lower()}"
    room, spare = await bots.group(anna, bot.id), await bots.group(anna, bot.id)
    await anna.call("chat.edit", c=room, name=link)
    await anna.call("member.promote", c=room, u=bot.id, rights=1023 & ~256)
    post, group, root = await channel_of(bots, bot, anna)
    given: dict[str, Any] = {
        "chat": -room,
        "user": user,
        "other": other,
        "link": link,
        "spare": -spare,
        "post": post,
    }
    for name, content in (
        ("picture.png", picture()),
        ("film.mp4", film(64, 36, 0.4)),
        ("tone.ogg", tone(seconds=0.4)),
    ):
        (tmp_path / name).write_bytes(content)
        given[name.split(".")[0]] = tmp_path / name
    await bot.call("GET", "/updates", timeout=0, marker=bot.marker)
    source, kind = (TOURS / file).read_text(encoding="utf-8"), file.rsplit(".", 1)[1]
    async with running(bot, source, kind, tmp_path, **given) as program:
        await program.until("done", within=PATIENCE_S)
        assert [line for line in program.lines if line.startswith("no ")] == []
        await act(bot, anna, chat, room, other)
        for name in sorted(HEARD[file] - LEAVING - COMMENTS):
            await program.until(f"heard {name}")
        await put_away(bot, anna, chat, room)
        for name in sorted(HEARD[file] & LEAVING - {"bot_stopped"}):
            await program.until(f"heard {name}")
        await anna.call("block.set", u=bot.id, on=True)
        if HEARD[file] >= COMMENTS:
            await comment(program, anna, group, root)
        for name in sorted(HEARD[file]):
            await program.until(f"heard {name}")
        if "message_callback" in HEARD[file] and file != "by_aiomax.py":
            await program.until("ok send_callback" if kind == "py" else "ok answerOnCallback")
        assert [line for line in program.lines if line.startswith("no ")] == []
        check_whole(file, program)


def check_whole(file: str, program: Program) -> None:
    """Whatever the client has was walked through, or stands above with its reason."""
    has = {name for name in said(program, "has") if not name.startswith("on_")}
    done = {line.split()[1] for line in program.lines if line.startswith("ok ")}
    assert has - done == set(SKIPPED[file])
    if file == "by_maxapi.py":
        assert set(said(program, "hears")) - HEARD[file] == set(UNHEARD)
    if file == "by_aiomax.py":
        assert len([name for name in said(program, "has") if name.startswith("on_")]) == len(HEARD[file])


def said(program: Program, what: str) -> list[str]:
    """The words of one line."""
    return next(line.split()[1:] for line in program.lines if line.startswith(f"{what} "))


async def channel_of(bots: BotTown, bot: Robot, owner: Client) -> tuple[str, int, int]:
    """(a post's name, the group of its comments, the thread's root there) of a channel that the bot looks after."""
    channel = await bots.group(owner, bot.id, kind="channel")
    group = await bots.group(owner, public=True, name=f"talk_{bot.id % 1_000_000_000}")
    await owner.call("member.promote", c=channel, u=bot.id, rights=1023 & ~256)
    await owner.call("chat.edit", c=channel, linked=group)
    seq = (await owner.send(channel, "A post"))["s"]
    await bots.house.messages.discussion.turn(whole=True)
    thread = await bots.house.store.read.threads.of_post(channel, seq)
    assert thread is not None
    return message_id(-channel, seq), group, thread.root


async def comment(program: Program, who: Client, group: int, root: int) -> None:
    """Said, changed, taken back; each once the other was heard, since what is gone is told no more."""
    seq = (await who.send(group, "Nice", re=root))["s"]
    await program.until("heard comment_created")
    await who.call("msg.edit", c=group, s=seq, x="Very nice", v=1)
    await program.until("heard comment_edited")
    await who.call("msg.delete", c=group, s=[seq], all=True)


async def act(bot: Robot, anna: Client, chat: int, room: int, other: int) -> None:
    """A person does everything that a bot hears of in its chats."""
    call, send = anna.call, anna.send
    await call("bot.start", u=bot.id, p="again")
    await send(chat, "/tour")
    said = (await send(chat, "one"))["s"]
    await call("msg.edit", c=chat, s=said, x="two", v=1)
    await call("msg.delete", c=chat, s=[(await send(chat, "three"))["s"]], all=True)
    keys: dict[str, Any] = {
        "type": "inline_keyboard",
        "payload": {"buttons": [[{"type": "callback", "text": "A", "payload": "a"}]]},
    }
    sent = await bot.send("press me", chat=-room, attachments=[keys])
    await call("bot.press", c=room, s=int(sent["body"]["mid"][-16:], 16), row=0, col=0)
    keys["payload"]["buttons"][0][0] = {"type": "chat", "text": "B", "chat_title": "Made"}
    sent = await bot.send("talk about it", chat=-room, attachments=[keys])
    await call("bot.press", c=room, s=int(sent["body"]["mid"][-16:], 16), row=0, col=0)
    await call("member.add", c=room, u=[other])
    await call("member.remove", c=room, u=other)
    await call("chat.edit", c=room, title="Last")


async def put_away(bot: Robot, anna: Client, chat: int, room: int) -> None:
    """Out of the room and in again; the dialog muted and emptied."""
    call = anna.call
    await call("member.remove", c=room, u=bot.id)
    await call("member.add", c=room, u=[bot.id])
    await call("chatset", c=chat, mute=-1)
    await call("chatset", c=chat, mute=0)
    await call("chat.delete", c=chat)
