"""The ways a code reaches a person, against a real socket on the other side."""

import asyncio
import io
import json
import threading
from collections.abc import Iterator
from email import message_from_bytes
from email.policy import default
from http.server import BaseHTTPRequestHandler, HTTPServer
from typing import Any

import pytest

from tambour.adapters.senders.console import ConsoleSender
from tambour.adapters.senders.gateway import GatewaySender
from tambour.adapters.senders.mail import MailSender
from tambour.adapters.senders.texts import SUBJECTS, TEXTS
from tambour.domain.errors import Retry
from tambour.ports.trouble import Trouble


class Gateway(HTTPServer):
    """Keeps what it was asked; answers `status`."""

    status = 200

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Answering)
        self.asked: list[tuple[str, dict[str, str], Any]] = []
        self.url = f"http://127.0.0.1:{self.server_port}/send?from=town"


class Answering(BaseHTTPRequestHandler):
    def do_POST(self) -> None:
        assert isinstance(self.server, Gateway)
        body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        self.server.asked.append((self.path, dict(self.headers), body))
        self.send_response(self.server.status)
        if 300 <= self.server.status < 400:
            self.send_header("Location", "/elsewhere")
        self.send_header("Content-Length", "0")
        self.end_headers()

    def log_message(self, *args: Any) -> None: ...


@pytest.fixture
def gateway() -> Iterator[Gateway]:
    server = Gateway()
    thread = threading.Thread(target=server.serve_forever, args=(0.01,))
    thread.start()
    yield server
    server.shutdown()
    thread.join()
    server.server_close()


async def test_a_gateway_gets_the_code_in_the_shape_it_wants(gateway: Gateway) -> None:
    body = '{"messages": [{"to": ["{to}"], "body": "{text}", "ttl": 600, "{to}": "{lang}"}]}'
    await GatewaySender(gateway.url, body, "t0ken").send_code("+15550000001", "123456", "ru")
    ((path, headers, asked),) = gateway.asked
    assert path == "/send?from=town"
    assert headers["Authorization"] == "Bearer t0ken"
    (message,) = asked["messages"]
    assert message["to"] == ["+15550000001"]
    assert message["body"].startswith("123456 — код")
    assert message["{to}"] == "ru", "keys stay as they are"


@pytest.mark.parametrize("status", [302, 400, 401, 429, 500])
async def test_a_gateway_that_does_not_take_it_means_try_again(gateway: Gateway, status: int) -> None:
    gateway.status = status
    with pytest.raises(Retry) as no:
        await GatewaySender(gateway.url, '{"to": "{to}"}').send_code("+15550000001", "123456", "en")
    assert "123456" not in str(no.value)
    assert "+1555" not in str(no.value)
    assert len(gateway.asked) == 1, "a redirect is not followed with the number in hand"


async def test_a_gateway_that_is_away_means_try_again(gateway: Gateway) -> None:
    with pytest.raises(Retry):
        await GatewaySender("http://127.0.0.1:1/", "{}").send_code("+15550000001", "123456", "en")


@pytest.mark.parametrize(("url", "body"), [("", "{}"), ("ftp://x/", "{}"), ("https://x/", "{to}")])
def test_a_wrong_setting_is_told_at_start(url: str, body: str) -> None:
    with pytest.raises(Trouble):
        GatewaySender(url, body)


class PostOffice:
    """As much of SMTP as a mail needs."""

    def __init__(self, *, refuses: bool = False) -> None:
        self.refuses = refuses
        self.mails: list[bytes] = []

    async def talk(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        writer.write(b"220 town\r\n")
        while line := (await reader.readline()).upper():
            if line.startswith(b"DATA"):
                writer.write(b"354 go on\r\n")
                self.mails.append((await reader.readuntil(b"\r\n.\r\n"))[:-3])
                writer.write(b"250 kept\r\n")
            elif line.startswith(b"QUIT"):
                writer.write(b"221 bye\r\n")
                break
            elif line.startswith(b"RCPT") and self.refuses:
                writer.write(b"550 nobody here\r\n")
            else:
                writer.write(b"250 ok\r\n")
            await writer.drain()
        writer.close()
        await writer.wait_closed()


@pytest.mark.parametrize("lang", ["en", "ru", "ar", "xx"])
async def test_a_mail_brings_the_code_in_the_persons_language(lang: str) -> None:
    office = PostOffice()
    server = await asyncio.start_server(office.talk, "127.0.0.1", 0)
    port = server.sockets[0].getsockname()[1]
    await MailSender("127.0.0.1", port, "town@example.org", tls="none").send_code(
        "a@example.org", "123456", lang
    )
    server.close()
    await server.wait_closed()
    mail = message_from_bytes(office.mails[0], policy=default)
    assert mail["To"] == "a@example.org"
    assert mail["Subject"] == SUBJECTS.get(lang, SUBJECTS["en"]).format(code="123456")
    assert mail.get_content().strip() == TEXTS.get(lang, TEXTS["en"]).format(code="123456")


async def test_a_mail_server_that_refuses_or_is_away_means_try_again() -> None:
    server = await asyncio.start_server(PostOffice(refuses=True).talk, "127.0.0.1", 0)
    port = server.sockets[0].getsockname()[1]
    for where in (port, 1):
        with pytest.raises(Retry) as no:
            await MailSender("127.0.0.1", where, "town@example.org", tls="none").send_code(
                "a@b.org", "123456", "en"
            )
        assert "a@b.org" not in str(no.value)
    server.close()
    await server.wait_closed()


async def test_the_console_prints_one_line() -> None:
    out = io.StringIO()
    await ConsoleSender(out).send_code("+15550000001", "123456", "en")
    assert out.getvalue() == "sign-in code for +15550000001: 123456\n"
