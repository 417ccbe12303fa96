"""Files: brought whole or in parts, sent when they are ready, fetched by whoever may see the message."""

import asyncio
import io
from typing import Any

import aiohttp
import pytest
from PIL import Image

from tests.edges.botapi.conftest import BotTown, Refused, Robot


def picture(color: str = "teal") -> bytes:
    kept = io.BytesIO()
    Image.new("RGB", (64, 48), color).save(kept, "PNG")
    return kept.getvalue()


async def brought(
    bot: Robot, kind: str, body: bytes, field: str = "data", name: str = "a.png"
) -> dict[str, Any]:
    place = await bot.call("POST", "/uploads", type=kind)
    form = aiohttp.FormData()
    form.add_field(field, body, filename=name)
    async with bot.session.post(place["url"], data=form) as answer:
        assert answer.status == 200, await answer.text()
        found: dict[str, Any] = await answer.json()
        return found


async def sent_when_ready(bot: Robot, user: int, attachment: dict[str, Any]) -> dict[str, Any]:
    """As clients do it: again while it is not ready."""
    body = {"text": None, "attachments": [attachment]}
    for _ in range(200):
        async with bot.session.post(
            f"{bot.url}/messages", params={"user_id": user, "access_token": bot.token}, json=body
        ) as answer:
            found = await answer.json()
            if answer.status == 200:
                sent: dict[str, Any] = found["message"]
                return sent
            assert (answer.status, found["code"]) == (400, "attachment.not.ready"), found
        await asyncio.sleep(0.05)
    raise AssertionError("never ready")


async def test_a_picture_is_uploaded_sent_and_fetched(bots: BotTown) -> None:
    bot = await bots.bot()
    user, anna, _ = await bots.talking(bot)
    tokens = (await brought(bot, "image", picture(), field="v1"))["photos"]
    sent = await sent_when_ready(bot, user, {"type": "image", "payload": {"photos": tokens}})
    [image] = sent["body"]["attachments"]
    assert image["type"] == "image"
    assert [image["payload"]["token"]] == list(tokens)
    assert await anna.until(lambda e: e["t"] == "n" and e.get("fl"))
    async with bot.session.get(image["payload"]["url"]) as answer:
        assert answer.status == 200
        assert Image.open(io.BytesIO(await answer.read())).size == (64, 48)
    url = image["payload"]["url"]
    async with bot.session.get(url[:-1] + ("y" if url.endswith("x") else "x")) as answer:
        assert answer.status == 404


async def test_a_file_comes_in_parts_and_a_part_may_come_twice(bots: BotTown) -> None:
    bot = await bots.bot()
    user, _, _ = await bots.talking(bot)
    body, size = b"0123456789" * 1000, 4000
    place = await bot.call("POST", "/uploads", type="file")
    parts = [(at, body[at : at + size]) for at in range(0, len(body), size)]
    for at, part in [parts[0], parts[0], *parts[1:]]:
        headers = {
            "Content-Range": f"bytes {at}-{at + len(part) - 1}/{len(body)}",
            "Content-Disposition": 'attachment; filename="ten.txt"',
        }
        async with bot.session.post(place["url"], data=part, headers=headers) as answer:
            assert answer.status == 200, await answer.text()
            token = (await answer.json())["token"]
    sent = await sent_when_ready(bot, user, {"type": "file", "payload": {"token": token}})
    [file] = sent["body"]["attachments"]
    assert (file["filename"], file["size"]) == ("ten.txt", len(body))
    async with bot.session.get(file["payload"]["url"]) as answer:
        assert await answer.read() == body


async def test_one_bots_token_is_no_other_bots(bots: BotTown) -> None:
    bot, other = await bots.bot(), await bots.bot()
    user, _, _ = await bots.talking(other)
    token = next(iter((await brought(bot, "image", picture("red")))["photos"]))
    with pytest.raises(Refused) as no:
        await other.send(None, to=user, attachments=[{"type": "image", "payload": {"token": token}}])
    assert no.value.status == 400


@pytest.mark.parametrize(
    ("attachments", "words"),
    [
        ([{"type": "image", "payload": {}}], "No `photos`, `url` or `token` provided. Check payload."),
        ([{"type": "file", "payload": {"token": ""}}], "token"),
        ([{"type": "hologram", "payload": {}}], "hologram"),
        ([{"type": "inline_keyboard", "payload": {"buttons": []}}], "buttons"),
        ([{"type": "location", "latitude": 91.0, "longitude": 0}], ""),
        (
            [
                {"type": "location", "latitude": 1, "longitude": 1},
                {"type": "contact", "payload": {"name": "A"}},
            ],
            "only",
        ),
    ],
)
async def test_what_cannot_be_attached_is_named(bots: BotTown, attachments: list[Any], words: str) -> None:
    bot = await bots.bot()
    user, _, _ = await bots.talking(bot)
    with pytest.raises(Refused) as no:
        await bot.send("x", to=user, attachments=attachments)
    assert (no.value.status, no.value.code) == (400, "proto.payload")
    assert words in (no.value.text or "")


async def test_a_place_and_a_card_arrive(bots: BotTown) -> None:
    bot = await bots.bot()
    user, _, _ = await bots.talking(bot)
    place = await bot.send(
        None, to=user, attachments=[{"type": "location", "latitude": 59.3, "longitude": 18.1}]
    )
    assert place["body"]["attachments"] == [{"type": "location", "latitude": 59.3, "longitude": 18.1}]
    card = {"type": "contact", "payload": {"name": "Ann", "vcf_phone": "+46 70 000 00 01"}}
    sent = await bot.send(None, to=user, attachments=[card])
    [shown] = sent["body"]["attachments"]
    assert "FN:Ann\r\nTEL;TYPE=cell:+46 70 000 00 01" in shown["payload"]["vcf_info"]


async def test_what_a_person_sent_is_sent_on_by_its_token(bots: BotTown) -> None:
    bot, other = await bots.bot(), await bots.bot("Other")
    user, anna, chat = await bots.talking(bot)
    stranger, _, _ = await bots.talking(other)
    tokens = (await brought(bot, "image", picture()))["photos"]
    sent = await sent_when_ready(bot, user, {"type": "image", "payload": {"photos": tokens}})
    mid = sent["body"]["mid"]
    theirs = await anna.call(
        "msg.forward", **{"from": chat, "s": [int(mid[-16:], 16)], "to": chat, "rid": anna.rid()}
    )
    assert theirs["s"]
    [token] = tokens
    image = {"type": "image", "payload": {"token": token}}
    again = await bot.send(None, to=user, attachments=[image])
    assert again["body"]["attachments"][0]["payload"]["token"] == token
    with pytest.raises(Refused) as no:
        await other.send(None, to=stranger, attachments=[image])
    assert (no.value.status, no.value.code) == (400, "proto.payload")
    saved = await anna.call("chat.create", k="dialog", rid=anna.rid(), u=other.id)
    heard = await anna.call(
        "msg.forward", **{"from": chat, "s": theirs["s"], "to": saved["ch"]["c"], "rid": anna.rid()}
    )
    assert heard["s"]
    mine = await other.send(None, to=stranger, attachments=[image])
    assert mine["body"]["attachments"][0]["payload"]["token"] == token, "what a bot may see it may send on"
    with pytest.raises(Refused):
        await other.send(None, to=stranger, attachments=[{"type": "sticker", "payload": {"code": "nowhere"}}])
