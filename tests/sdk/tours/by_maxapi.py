"""Every method of maxapi that a contract knows, then every update: `has`, `ok NAME`, `no NAME WHY`, `heard TYPE`."""

import asyncio
import os
from pathlib import Path

from maxapi import Bot, Dispatcher
from maxapi.enums.chat_permission import ChatPermission
from maxapi.enums.parse_mode import ParseMode
from maxapi.enums.sender_action import SenderAction
from maxapi.enums.update import UpdateType
from maxapi.enums.upload_type import UploadType
from maxapi.types import (
    BotCommand,
    ButtonsPayload,
    CallbackButton,
    ChatAdmin,
    InputMedia,
    InputMediaBuffer,
    LinkButton,
    NewMessageLink,
)

CHAT, USER, OTHER, SPARE = (int(os.environ[name]) for name in ("CHAT", "USER", "OTHER", "SPARE"))
POST, FILM, TONE = (os.environ[name] for name in ("POST", "FILM", "TONE"))
PICTURE = Path(os.environ["PICTURE"]).read_bytes()
bot = Bot(os.environ["BOT_TOKEN"])
bot.set_api_url(os.environ["BOT_URL"])
dispatcher = Dispatcher()


async def step(name, work):
    try:
        found = await work
        print(f"ok {name}")
        return found
    except Exception as error:
        print(f"no {name} {type(error).__name__}: {error}".replace("\n", " "))


async def files():
    """Whatever can be brought and fetched."""
    shown = await step(
        "upload_file_buffer",
        bot.send_message(chat_id=CHAT, text="look", attachments=[InputMediaBuffer(PICTURE, "a.png")]),
    )
    url = shown.message.body.attachments[0].payload.url
    await step("download_bytes", bot.download_bytes(url))
    await step("download_bytes_io", bot.download_bytes_io(url))
    await step("download_file", bot.download_file(url, Path(FILM).parent))
    await step("upload_file", bot.send_message(chat_id=CHAT, text="hear", attachments=[InputMedia(TONE)]))
    uploaded = await step("upload_media", bot.upload_media(InputMedia(FILM)))
    film = await step(
        "send_message with a film", bot.send_message(chat_id=CHAT, text="see", attachments=[uploaded])
    )
    await step("get_video", bot.get_video(film.message.body.attachments[0].payload.token))


async def comments():
    """Under a post."""
    said = await step("send_comment", bot.send_comment(POST, "**well**", format=ParseMode.MARKDOWN))
    own = said.message.body.mid
    await step("get_comments", bot.get_comments(POST))
    await step("get_comment", bot.get_comment(POST, own))
    await step("edit_comment", bot.edit_comment(POST, own, "better"))
    await step("delete_comment", bot.delete_comment(POST, own))


async def tour():
    print("has", *(name for name in dir(Bot) if not name.startswith("_") and callable(getattr(Bot, name))))
    print("hears", *(kind.value for kind in UpdateType))
    await step("get_me", bot.get_me())
    await step("set_commands", bot.set_commands(BotCommand(name="start", description="Begin")))
    await step("set_my_commands", bot.set_my_commands(BotCommand(name="start")))
    await step("change_info", bot.change_info(first_name="Tour", description="On a tour"))
    await step("get_chats", bot.get_chats())
    await step("get_chat_by_id", bot.get_chat_by_id(CHAT))
    await step("get_chat_by_link", bot.get_chat_by_link(os.environ["LINK"]))
    await step("edit_chat", bot.edit_chat(CHAT, title="Toured"))
    keys = ButtonsPayload(
        buttons=[[CallbackButton(text="A", payload="a"), LinkButton(text="B", url="https://b.example")]]
    ).pack()
    sent = await step(
        "send_message",
        bot.send_message(chat_id=CHAT, text="**hi**", format=ParseMode.MARKDOWN, attachments=[keys]),
    )
    mid = sent.message.body.mid
    await step("send_message to a person", bot.send_message(user_id=USER, text="hello"))
    reply = NewMessageLink(type="reply", mid=mid)
    await step("send_message as a reply", bot.send_message(chat_id=CHAT, text="re", link=reply))
    await step("get_message", bot.get_message(mid))
    await step("get_messages", bot.get_messages(chat_id=CHAT))
    await step("get_messages by name", bot.get_messages(message_ids=[mid]))
    await step("edit_message", bot.edit_message(mid, text="<b>other</b>", format=ParseMode.HTML))
    await step("pin_message", bot.pin_message(CHAT, mid))
    await step("get_pin_message", bot.get_pin_message(CHAT))
    await step("delete_pin_message", bot.delete_pin_message(CHAT))
    await step("send_action", bot.send_action(CHAT, SenderAction.TYPING_ON))
    await step("get_me_from_chat", bot.get_me_from_chat(CHAT))
    await step("get_list_admin_chat", bot.get_list_admin_chat(CHAT))
    await step("get_chat_members", bot.get_chat_members(CHAT))
    await step("get_chat_member", bot.get_chat_member(CHAT, USER))
    await step("add_chat_members", bot.add_chat_members(CHAT, [OTHER]))
    admin = ChatAdmin(user_id=OTHER, permissions=[ChatPermission.PIN_MESSAGE])
    await step("add_list_admin_chat", bot.add_list_admin_chat(CHAT, [admin]))
    await step("remove_admin", bot.remove_admin(CHAT, OTHER))
    await step("kick_chat_member", bot.kick_chat_member(CHAT, OTHER))
    await step("get_upload_url", bot.get_upload_url(UploadType.IMAGE))
    await files()
    await comments()
    await step("delete_me_from_chat", bot.delete_me_from_chat(SPARE))
    await step("subscribe_webhook", bot.subscribe_webhook("https://hook.example/max"))
    await step("get_subscriptions", bot.get_subscriptions())
    await step("unsubscribe_webhook", bot.unsubscribe_webhook("https://hook.example/max"))
    await step("delete_webhook", bot.delete_webhook())
    await step("delete_message", bot.delete_message(mid))
    await step("get_updates", bot.get_updates(timeout=0))
    print("done")


for kind in (
    "message_created", "message_edited", "message_removed", "message_callback", "bot_added", "bot_removed",
    "bot_started", "bot_stopped", "user_added", "user_removed", "chat_title_changed", "dialog_muted",
    "dialog_unmuted", "dialog_removed", "message_chat_created",
):  # fmt: skip

    def handler(kind=kind):
        async def heard(event):
            print(f"heard {kind}")
            if kind == "message_callback":
                await step("send_callback", event.answer(notification="pressed"))

        return heard

    getattr(dispatcher, kind)()(handler())


async def main():
    await tour()
    await dispatcher.start_polling(bot)


asyncio.run(main())
