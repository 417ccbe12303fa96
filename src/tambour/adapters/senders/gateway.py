"""Sends codes as text messages, through any gateway that takes a POST with JSON."""

import asyncio
import http.client
import json
import ssl
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlsplit

from tambour.adapters.senders.texts import text_of
from tambour.domain.errors import Retry
from tambour.ports.trouble import Trouble

TIMEOUT_S = 6.0
AT_ONCE = 8
ANSWER_MAX = 64 * 1024


def fill(part: Any, words: dict[str, str]) -> Any:
    """The body with `{to}`, `{text}`, `{code}`, `{lang}` replaced inside its strings, and nowhere else."""
    if isinstance(part, str):
        for name, word in words.items():
            part = part.replace("{" + name + "}", word)
        return part
    if isinstance(part, list):
        return [fill(each, words) for each in part]
    if isinstance(part, dict):
        return {key: fill(each, words) for key, each in part.items()}
    return part


@dataclass(frozen=True, slots=True)
class GatewaySender:
    """`body` is JSON; see `fill`. `token`, when set, is sent as Authorization: Bearer. Redirects are not followed."""

    url: str
    body: str
    token: str = ""
    turns: asyncio.Semaphore = field(default_factory=lambda: asyncio.Semaphore(AT_ONCE))

    def __post_init__(self) -> None:
        parts = urlsplit(self.url)
        if parts.scheme not in ("http", "https") or not parts.hostname:
            raise Trouble("sender.http.url is no address", "write https://… of your gateway")
        try:
            json.loads(self.body)
        except ValueError as error:
            raise Trouble(f"sender.http.body is not JSON: {error}") from error

    async def send_code(self, target: str, code: str, lang: str) -> None:
        """Raises Retry unless the gateway answers 2xx; nothing of the message is told."""
        words = {"to": target, "code": code, "lang": lang, "text": text_of(code, lang)}
        body = json.dumps(fill(json.loads(self.body), words)).encode()
        async with self.turns:
            try:
                status = await asyncio.to_thread(self.post, body)
            except (OSError, http.client.HTTPException) as away:
                raise Retry(30, "the gateway is away") from away
        if not 200 <= status < 300:
            raise Retry(30, f"the gateway answered {status}")

    def post(self, body: bytes) -> int:
        """Blocking; returns the status."""
        parts = urlsplit(self.url)
        host = str(parts.hostname)
        connection = (
            http.client.HTTPSConnection(
                host, parts.port, timeout=TIMEOUT_S, context=ssl.create_default_context()
            )
            if parts.scheme == "https"
            else http.client.HTTPConnection(host, parts.port, timeout=TIMEOUT_S)
        )
        headers = {"Content-Type": "application/json", "User-Agent": "Tambour"}
        if self.token:
            headers["Authorization"] = f"Bearer {self.token}"
        try:
            path = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
            connection.request("POST", path, body=body, headers=headers)
            answer = connection.getresponse()
            answer.read(ANSWER_MAX)
            return answer.status
        finally:
            connection.close()
