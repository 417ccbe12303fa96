"""Every method of aiomax, then its updates. Says `ok NAME`, `no NAME WHY`, `heard TYPE`."""

import asyncio
import io
import os
from pathlib import Path

import aiohttp
import aiomax
from aiomax import buttons

CHAT, USER, OTHER, SPARE = (int(os.environ[name]) for name in ("CHAT", "USER", "OTHER", "SPARE"))
FILM, TONE = (os.environ[name] for name in ("FILM", "TONE"))
PICTURE = Path(os.environ["PICTURE"]).read_bytes()
bot = aiomax.Bot(os.environ["BOT_TOKEN"], api_url=os.environ["BOT_URL"])


async def step(name, work):
    try:
        found = await work
        print(f"ok {name}")
        return found
    except Exception as error:
        print(f"no {name} {type(error).__name__}: {error}".replace("\n", " "))


async def all_of(pages):
    """What an iterator brings."""
    return [one async for one in pages]


async def tour():
    bots = aiomax.Bot
    print("has", *(name for name in dir(bots) if not name.startswith("_") and callable(getattr(bots, name))))
    await step("get_me", bot.get_me())
    await step("get_chats", all_of(bot.get_chats(count_per_iter=1)))
    await step("get_members", all_of(bot.get_members(CHAT, count_per_iter=1)))
    await step("patch_me", bot.patch_me(name="Tour", commands=[aiomax.BotCommand("start", "Begin")]))
    await step("get_chat", bot.get_chat(CHAT))
    await step("chat_by_link", bot.chat_by_link(os.environ["LINK"]))
    await step("patch_chat", bot.patch_chat(CHAT, title="Toured"))
    keys = buttons.KeyboardBuilder().add(
        buttons.CallbackButton("A", "a"), buttons.LinkButton("B", "https://b.example")
    )
    sent = await step(
        "send_message", bot.send_message("**hi**", chat_id=CHAT, format="markdown", keyboard=keys)
    )
    await step("send_message to a person", bot.send_message("hello", user_id=USER))
    await step("send_message as a reply", bot.send_message("re", chat_id=CHAT, reply_to=sent.id))
    await step("get_message", bot.get_message(sent.id))
    await step("edit_message", bot.edit_message(sent.id, "<b>other</b>", format="html"))
    await step("pin", bot.pin(CHAT, sent.id))
    await step("get_pin", bot.get_pin(CHAT))
    await step("delete_pin", bot.delete_pin(CHAT))
    await step("post_action", bot.post_action(CHAT, "typing_on"))
    await step("my_membership", bot.my_membership(CHAT))
    await step("get_admins", bot.get_admins(CHAT))
    await step("get_memberships", bot.get_memberships(CHAT, [USER]))
    await step("add_members", bot.add_members(CHAT, [OTHER]))
    await step("kick_member", bot.kick_member(CHAT, OTHER))
    picture = await step("upload_image", bot.upload_image(io.BytesIO(PICTURE)))
    await step("send_message with a picture", bot.send_message("look", chat_id=CHAT, attachments=picture))
    file = await step("upload_file", bot.upload_file(io.BytesIO(b"plain words"), "a.txt"))
    await step("send_message with a file", bot.send_message("take", chat_id=CHAT, attachments=file))
    sound = await step("upload_audio", bot.upload_audio(TONE))
    await step("send_message with sound", bot.send_message("hear", chat_id=CHAT, attachments=sound))
    film = await step("upload_video", bot.upload_video(FILM))
    await step("send_message with a film", bot.send_message("see", chat_id=CHAT, attachments=film))
    await step("delete_message", bot.delete_message(sent.id))
    await step("leave_chat", bot.leave_chat(SPARE))
    await step("get_updates", bot.get_updates())
    print("done")


@bot.on_message()
async def message(found):
    print("heard message_created")


@bot.on_message_edit()
async def edited(before, after):
    print("heard message_edited")


@bot.on_message_delete()
async def removed(found):
    print("heard message_removed")


@bot.on_bot_start()
async def started(found):
    print("heard bot_started")


@bot.on_button_callback()
async def pressed(found):
    print("heard message_callback")  # its answer() has a host of its own built in: botapi.max.ru


@bot.on_user_add()
async def came(found):
    print("heard user_added")


@bot.on_user_remove()
async def went(found):
    print("heard user_removed")


@bot.on_bot_add()
async def added(found):
    print("heard bot_added")


@bot.on_bot_remove()
async def taken_out(found):
    print("heard bot_removed")


@bot.on_button_chat_create()
async def made(found):
    print("heard message_chat_created")


@bot.on_command("tour")
async def command(found):
    print("heard command")


@bot.on_ready()
async def ready():
    print("heard ready")


@bot.on_chat_title_change()
async def renamed(found):
    print("heard chat_title_changed")


async def main():
    headers = {"Authorization": bot.access_token}  # as start_polling makes it
    async with aiohttp.ClientSession(headers=headers, base_url=bot.api_url) as session:
        bot.session = session
        await tour()
    await bot.start_polling()


asyncio.run(main())
