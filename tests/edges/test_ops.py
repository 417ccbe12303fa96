"""The operator's doors tell the truth, and the numbers are not for everybody."""

import re
from collections.abc import Callable
from typing import Any

import pytest
from litestar import Litestar
from litestar.testing import AsyncTestClient

from tambour.domain.events import ChatEvent, UserEvent
from tambour.edges.ops import Heard, Ops, ops_routes
from tambour.ports.bus import Nudge


async def _fine() -> None: ...


async def _broken() -> None:
    raise ConnectionError("secret host name")


def _client(
    ping: Any = _fine, draining: Callable[[], bool] = lambda: False, token: str = ""
) -> AsyncTestClient[Any]:
    heard = Heard()
    heard.hear(
        Nudge(
            chat_events=(ChatEvent(chat=1, ev=1, kind="n", seq=1, data={}, ts=1),),
            user_events=(UserEvent(user=1, pts=1, kind="read", data={}, ts=1),),
        )
    )
    ops = Ops(ping, draining, heard, {"connections": ("Open sockets.", lambda: 3)}, token)
    return AsyncTestClient(Litestar(ops_routes(ops), openapi_config=None, logging_config=None))


async def test_a_server_that_works_is_healthy_and_ready():
    async with _client() as client:
        assert (await client.get("/healthz")).status_code == 200
        assert (await client.get("/readyz")).text == "ready\n"


async def test_without_its_database_it_is_alive_but_not_ready_and_tells_no_details():
    async with _client(_broken) as client:
        assert (await client.get("/healthz")).status_code == 200
        answer = await client.get("/readyz")

    assert (answer.status_code, answer.text) == (503, "no database: ConnectionError\n")


async def test_a_draining_server_takes_nobody_new():
    async with _client(draining=lambda: True) as client:
        assert (await client.get("/readyz")).status_code == 503


@pytest.mark.parametrize("headers", [{}, {"authorization": "Bearer wrong"}, {"authorization": "Bearer ключ"}])
async def test_numbers_behind_a_token_are_not_found_without_it(headers):
    async with _client(token="right") as client:
        sent = [(k.encode(), v.encode()) for k, v in headers.items()]
        assert (await client.get("/metrics", headers=sent)).status_code == 404


async def test_every_line_of_the_metrics_is_in_the_prometheus_format():
    async with _client(token="right") as client:
        text = (await client.get("/metrics", headers={"authorization": "Bearer right"})).text

    assert "tambour_connections 3" in text
    assert 'tambour_events_total{kind="n"} 1' in text
    assert 'tambour_events_total{kind="user"} 1' in text
    for line in text.splitlines():
        assert re.fullmatch(r'# (HELP|TYPE) \w+ .+|\w+(\{kind="\w+"\})? [0-9.e+-]+', line), line


async def test_without_a_token_a_proxy_cannot_read_them():
    async with _client() as client:
        assert (await client.get("/metrics", headers={"x-forwarded-for": "127.0.0.1"})).status_code == 404
