"""The bots of docs/bot-api, run as they are written there, with a person on the other side."""

import re
from pathlib import Path

import pytest

from tests.edges.botapi.conftest import BotTown
from tests.sdk.conftest import PATIENCE_S, running

PAGE = Path(__file__).parents[2] / "docs/bot-api/README.md"
EXAMPLES = re.findall(r"```(python|js)\n(.*?)```", PAGE.read_text(encoding="utf-8"), re.DOTALL)


def test_there_is_one_for_each_client() -> None:
    assert [next(w for w in ("maxapi", "aiomax", "@maxhub") if w in code) for _, code in EXAMPLES] == [
        "maxapi", "aiomax", "@maxhub",
    ]  # fmt: skip


@pytest.mark.parametrize(("language", "code"), EXAMPLES, ids=["maxapi", "aiomax", "maxhub"])
async def test_a_bot_in_ten_lines_echoes(bots: BotTown, tmp_path: Path, language: str, code: str) -> None:
    assert len([line for line in code.splitlines() if line.strip()]) <= 10
    bot = await bots.bot()
    _, anna, chat = await bots.talking(bot)
    async with running(bot, code, "py" if language == "python" else "mjs", tmp_path):
        await anna.send(chat, "hello there")
        echo = await anna.until(lambda e: e["t"] == "n" and e.get("f") == bot.id, within=PATIENCE_S)
    assert echo["x"] == "hello there"
