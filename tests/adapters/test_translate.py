"""Translation services over real HTTP: a server of our own that speaks as they do, and as badly as they may."""

import json
from collections.abc import AsyncIterator
from typing import Any

import pytest
from aiohttp import web

from tambour.adapters.translate import ChatCompletions, LibreTranslate
from tambour.ports.translate import Untranslated
from tambour.ports.trouble import Trouble


class Service:
    """Turns every text round; keeps what it was asked. `odd`: what it answers instead."""

    def __init__(self) -> None:
        self.asked: list[tuple[dict[str, Any], str]] = []
        self.odd: bytes | int | None = None
        self.url = ""

    async def answer(self, request: web.Request) -> web.Response:
        body = await request.json()
        self.asked.append((body, request.headers.get("Authorization", "")))
        if isinstance(self.odd, int):
            return web.Response(status=self.odd, headers={"Location": self.url + "/translate"})
        if self.odd is not None:
            return web.Response(body=self.odd)
        if request.path == "/translate":
            return web.json_response({"translatedText": [one[::-1] for one in body["q"]]})
        texts = json.loads(body["messages"][1]["content"])
        said = "Here you are:\n```json\n" + json.dumps([one[::-1] for one in texts]) + "\n```"
        return web.json_response({"choices": [{"message": {"role": "assistant", "content": said}}]})


@pytest.fixture
async def service() -> AsyncIterator[Service]:
    made = Service()
    app = web.Application()
    app.router.add_post("/{path:.*}", made.answer)
    runner = web.AppRunner(app)
    await runner.setup()
    site = web.TCPSite(runner, "127.0.0.1", 0)
    await site.start()
    made.url = f"http://127.0.0.1:{runner.addresses[0][1]}"
    yield made
    await runner.cleanup()


async def test_libretranslate_gets_all_texts_at_once_and_the_key(service: Service) -> None:
    assert await LibreTranslate(service.url + "/", "k")(["abc", "مرحبا"], "en") == ["cba", "ابحرم"]
    assert service.asked == [
        ({"q": ["abc", "مرحبا"], "source": "auto", "target": "en", "format": "text", "api_key": "k"}, "")
    ]


async def test_a_model_is_asked_for_an_array_and_its_chatter_is_left_out(service: Service) -> None:
    ask = ChatCompletions(service.url + "/v1", "k", model="m")
    assert await ask(["abc", "d[e]f"], "ru") == ["cba", "f]e[d"]
    (body, bearer) = service.asked[0]
    assert bearer == "Bearer k"
    assert body["model"] == "m"
    assert "Russian" in body["messages"][0]["content"]


@pytest.mark.parametrize(
    "odd", [500, 302, b"", b"{", b"[]", b"\xff", b'{"translatedText":["one too few"]}', b"x" * (1 << 21)]
)
async def test_whatever_else_a_service_answers_is_no_translation(service: Service, odd: bytes | int) -> None:
    service.odd = odd
    with pytest.raises(Untranslated):
        await LibreTranslate(service.url)(["a", "b"], "en")
    with pytest.raises(Untranslated):
        await ChatCompletions(service.url, model="m")(["a", "b"], "en")


async def test_a_service_that_is_away_is_said_to_be_away() -> None:
    with pytest.raises(Untranslated, match="away"):
        await LibreTranslate("http://127.0.0.1:9")(["a"], "en")


def test_an_address_that_is_none_is_said_at_the_start() -> None:
    with pytest.raises(Trouble):
        LibreTranslate("ftp://x")
