"""All that is sent to the Bot API is answered with sense: no error of ours, a code with every no, answers as promised.

The operations are walked from the two contracts' own files; the values are those that break things. Some hundred cases
in the suite; `STREET_ROUNDS=23` makes five thousand.
"""

import json
import os
import random
from collections.abc import Iterator
from typing import Any

import aiohttp
import pytest

from tests.edges.botapi.conftest import BotTown, Robot
from tests.edges.botapi.contracts import FILES, check_answer, contract

VALUES = [
    "", "0", "-1", "1", "abc", "null", "true", "1e3", "9" * 30, "-9223372036854775808", "%00", "ü😀", "a,b,,c",
    "../me", "'\"<>", "mid." + "0" * 32, "mid." + "f" * 32, "x" * 3000,
]  # fmt: skip
BODIES: list[Any] = [
    None, "", "{", "[]", "null", '"x"', "1", "\ud800".encode("utf-8", "surrogatepass"), b"\xff\xfe", "[" * 5000,
    {"text": "\x00"}, {"text": "\ud800"}, {"text": 5}, {"text": ["x"]}, {"text": "x" * 5000}, {"text": "x"},
    {"text": "x", "format": "rtf"}, {"text": "x", "attachments": [None]}, {"text": "x", "link": {}},
    {"text": "x", "attachments": [{"type": "image"}]}, {"action": "dance"}, {"action": "typing_on"},
    {"text": "x", "attachments": [{"type": "inline_keyboard", "payload": {"buttons": [[{"type": "callback"}]]}}]},
    {"user_ids": "x"}, {"user_ids": [2**63, -1, 0, "7"]}, {"title": "\u200b"}, {"title": "x" * 300},
    {"icon": {"url": "http://127.0.0.1/"}}, {"message_id": "x"}, {"url": "http://[::1"}, {"commands": [{}]},
    {"commands": [{"name": "x" * 65}]}, {"admins": [{"user_id": 1, "permissions": ["fly"]}]},
    {"notification": "\x07"}, {"text": "x", "attachments": [{"type": "location", "latitude": 1e400, "longitude": 0}]},
]  # fmt: skip
ROUNDS = int(os.environ.get("STREET_ROUNDS", "2"))
CASES = 5
"""Of each operation in one round."""
SERVED = {"GET", "POST", "PUT", "PATCH", "DELETE"}


def operations() -> Iterator[tuple[str, str, list[str]]]:
    """(method, path, names of its query) of both contracts."""
    seen: set[tuple[str, str]] = set()
    for file in FILES:
        for path, kinds in contract(file)["paths"].items():
            for method, operation in kinds.items():
                if method.upper() not in SERVED or (method, path) in seen:
                    continue
                seen.add((method, path))
                named = [p for p in operation.get("parameters", []) if p.get("in") == "query"]
                yield method.upper(), path, [p["name"] for p in named]


def filled(chance: random.Random, path: str, good: dict[str, str]) -> str:
    """With something in each place: half the time what could be meant."""
    parts = path.split("/")
    return "/".join(
        (
            chance.choice([*good.values()])
            if chance.random() < 0.6
            else chance.choice(["x", "-1", "0", "9" * 20, "@a"])
        )
        if part.startswith("{")
        else part
        for part in parts
    )


async def ask(bot: Robot, method: str, path: str, query: dict[str, str], body: Any) -> tuple[int, Any]:
    data = json.dumps(body).encode() if isinstance(body, dict) else body
    async with bot.session.request(
        method, bot.url + path, params=query, data=data, headers={"Authorization": bot.token}
    ) as answer:
        return answer.status, await answer.json(content_type=None)


@pytest.mark.parametrize("seed", range(ROUNDS))
async def test_every_operation_takes_whatever_is_thrown_at_it(bots: BotTown, seed: int) -> None:
    chance = random.Random(seed)
    bot = await bots.bot()
    user, anna, _ = await bots.talking(bot)
    room = await bots.group(anna, bot.id)
    sent = await bot.send("here", chat=-room)
    good = {"room": str(-room), "dialog": str(bot.dialog(user)), "mid": sent["body"]["mid"]}
    wrong: list[str] = []
    answered = 0
    for method, path, names in operations():
        if path.endswith("/members/me") and method == "DELETE":
            continue  # leaves the room
        for _ in range(CASES):
            where = filled(chance, path, good)
            picked = [n for n in names if chance.random() < 0.7]
            values = [*VALUES, *good.values(), *good.values()]
            query = {n: chance.choice(values) for n in picked} | (
                {"timeout": "0"} if path == "/updates" else {}
            )
            body = chance.choice(BODIES) if method in ("POST", "PUT", "PATCH") else None
            status, found = await ask(bot, method, where, query, body)
            if status == 200:
                check_answer(method, where, found)
                answered += 1
            elif status >= 500 or not (isinstance(found, dict) and {"code", "message"} <= set(found)):
                wrong.append(f"{method} {where} {query} {body!r}: {status} {found}")
        for one in await bots.house.store.read.bots.hooks(bot.id):
            await bots.house.store.read.bots.drop_hook(bot.id, one.url)
    assert not wrong, "\n".join(wrong)
    assert answered > 15, "some of it made sense"


async def test_without_a_good_token_nothing_is_answered_but_that(bots: BotTown) -> None:
    bot = await bots.bot()
    for method, path, _ in operations():
        for token in ("", "x", bot.token[:-1], bot.token + "x", "Bearer"):
            bad = Robot(bot.url, bot.id, token, bot.session)
            status, found = await ask(bad, method, path.replace("{", "").replace("}", ""), {}, None)
            if status == 404 and found["message"] == "No such path":
                break  # not served yet, see docs/bot-api
            assert (status, found) == (401, {"code": "verify.token", "message": "Invalid access_token"}), path


async def test_the_token_may_stand_in_the_query_and_lists_in_any_form(bots: BotTown) -> None:
    bot = await bots.bot()
    user, _, _ = await bots.talking(bot)
    mids = [(await bot.send(text, to=user))["body"]["mid"] for text in "abcdef"]
    for query in (
        "message_ids=" + ",".join(mids), "message_ids=" + "%2C".join(mids),
        "&".join(f"message_ids={mid}" for mid in mids),
        "&".join(f"message_ids[{n}]={mid}" for n, mid in enumerate(mids)),
    ):  # fmt: skip
        url = f"{bot.url}/messages?access_token={bot.token}&v=0.5.2&{query}"
        async with bot.session.get(aiohttp.client.URL(url, encoded=True)) as answer:
            assert [m["body"]["text"] for m in (await answer.json())["messages"]] == list("abcdef")
    async with bot.session.post(
        f"{bot.url}/chats/{bot.dialog(user)}/actions/",
        params={"access_token": bot.token},
        data=b'{"action": "typing_on"}',
    ) as answer:
        assert await answer.json() == {"success": True}
