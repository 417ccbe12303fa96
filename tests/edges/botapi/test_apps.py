"""Programs of bots that people open: what they are told is signed, and only they can tell that it is."""

import hashlib
import hmac
import json
from typing import Any
from urllib.parse import parse_qsl, urlsplit

import pytest

from tambour.domain.bots.apps import name_in
from tests.client import Client
from tests.client import Refused as Declined
from tests.edges.botapi.conftest import BotTown, Robot

SHOP = "https://shop.example/app?v=1"


async def with_app(bots: BotTown, url: str = SHOP, username: str = "") -> Robot:
    bot = await bots.bot("Shop", username)
    known = await bots.house.store.read.bots.get(bot.id)
    assert known is not None
    async with bots.house.store.writing() as tx:
        await bots.house.bots.accounts.alter(tx, known, app=url)
    return bot


async def pressed(bot: Robot, user: int, anna: Client, chat: int, **button: Any) -> str:
    """The address that the button leads this person to."""
    keys = [[{"type": "open_app", "text": "Shop"} | button]]
    sent = await bot.send(
        "Look", to=user, attachments=[{"type": "inline_keyboard", "payload": {"buttons": keys}}]
    )
    shown = await anna.until(lambda e: e["t"] == "n" and e.get("x") == "Look")
    assert shown["kb"] == [[{"k": "open_app", "x": "Shop"}]], "where it leads is told to who presses"
    seq = int(sent["body"]["mid"][-16:], 16)
    return str((await anna.call("bot.press", c=chat, s=seq, row=0, col=0))["url"])


def checked(url: str, token: str) -> dict[str, str]:
    """What a program is told, by the published way of checking it. Raises AssertionError."""
    more = dict(parse_qsl(urlsplit(url).fragment, strict_parsing=True))
    assert more["WebAppPlatform"] == "web"
    told = dict(parse_qsl(more["WebAppData"], strict_parsing=True))
    given = told.pop("hash")
    lines = "\n".join(f"{name}={value}" for name, value in sorted(told.items()))
    secret = hmac.new(b"WebAppData", token.encode(), hashlib.sha256).digest()
    assert hmac.new(secret, lines.encode(), hashlib.sha256).hexdigest() == given, "not from here"
    return told


async def test_a_program_knows_who_opens_it_and_that_it_is_true(bots: BotTown) -> None:
    bot = await with_app(bots)
    user, anna, chat = await bots.talking(bot)
    url = await pressed(bot, user, anna, chat, payload="order=7 & more")
    assert url.startswith(SHOP + "#"), "what stands behind the # is sent to no server by itself"
    told = checked(url, bot.token)
    who = json.loads(told["user"])
    assert (who["id"], who["language_code"], told["start_param"]) == (user, "en", "order=7 & more")
    assert who["first_name"].startswith("Anna")
    assert json.loads(told["chat"]) == {"id": bot.dialog(user), "type": "DIALOG"}
    with pytest.raises(AssertionError, match="not from here"):
        checked(url, "another token")
    with pytest.raises(AssertionError, match="not from here"):
        checked(url.replace(str(user), str(user + 1)), bot.token)


async def test_a_new_token_is_a_new_key(bots: BotTown) -> None:
    bot = await with_app(bots)
    user, anna, chat = await bots.talking(bot)
    old, bot.token = bot.token, await bots.house.bots.accounts.renew(bots.owner, bot.id)
    url = await pressed(bot, user, anna, chat)
    assert checked(url, bot.token)
    with pytest.raises(AssertionError, match="not from here"):
        checked(url, old)


async def test_a_button_may_open_another_bots_program(bots: BotTown) -> None:
    shop, bot = await with_app(bots, username="shop_with_app"), await bots.bot()
    user, anna, chat = await bots.talking(bot)
    for button in ({"contact_id": shop.id}, {"web_app": "https://tambour.example/shop_with_app"}):
        told = checked(await pressed(bot, user, anna, chat, **button), shop.token)
        assert json.loads(told["user"])["id"] == user
    for button in ({}, {"web_app": "nobody_here"}, {"contact_id": user}):
        with pytest.raises(Declined, match=r"bots\.no_app"):
            await pressed(bot, user, anna, chat, **button)
    await bots.house.store.pool.execute("UPDATE bots SET app_key = NULL WHERE bot_id = $1", shop.id)
    with pytest.raises(Declined, match=r"bots\.no_app"):  # its token is older than the key
        await pressed(bot, user, anna, chat, contact_id=shop.id)


@pytest.mark.parametrize(
    "url",
    ["http://shop.example", "https://", "javascript:alert(1)", "https://a:b@shop.example", "https://shop.example/#x",
     "https://shop.example/ x", "https://[::1", "https://shop.example/" + "x" * 1024],
)  # fmt: skip
async def test_a_program_lives_at_an_address_of_its_own(bots: BotTown, url: str) -> None:
    with pytest.raises(Exception, match="https://"):
        await with_app(bots, url)


def test_a_button_names_a_bot_in_any_of_three_ways() -> None:
    for text in (
        "shop_bot",
        "@shop_bot",
        "https://tambour.example/shop_bot",
        "https://tt.me/shop_bot/?start=1",
    ):
        assert name_in(text) == "shop_bot", text
