"""Two people, their chats, and valid parameters for every method: what wrong values are put in the place of."""

import asyncio
import logging
import re
from collections.abc import AsyncIterator, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import msgspec
import pytest

from tambour.edges.methods.table import Method, Table
from tests.badinput.raw import Wire
from tests.client import Client
from tests.conftest import Town

CONTRACT = Path(__file__).parents[2] / "docs/protocol/README.md"
CODES = frozenset(
    re.findall(r"[A-Z][A-Z_]+", CONTRACT.read_text().split("## Errors")[1].split("The code is stable")[0])
)
"""The codes that the contract names."""
ANSWER_WITHIN_S = 30
"""A hang is what this means; how fast an answer comes is measured elsewhere."""


ALSO = {
    "auth.start": ("phone",), "user.get": ("u",), "msg.send": ("x",), "chat.create": ("title",), "chat.get": ("c",),
    "chat.join": ("c",), "report.create": ("c", "s")
}  # fmt: skip
"""One of several is needed."""


@dataclass
class Street:
    """A town with something in it."""

    town: Town
    ana: int = 0
    ben: int = 0
    base: dict[str, Any] = field(default_factory=dict)
    wires: list[Wire] = field(default_factory=list)
    hers: Client | None = None

    @property
    def table(self) -> Table:
        return self.town.doors.live.dispatch.table

    async def settle(self) -> None:
        """Two people, and a group with a message and a poll."""
        self.ana, self.ben = await self.town.person("Ana"), await self.town.person("Ben")
        self.hers = None
        await self.renew()

    async def wire(self) -> Wire:
        """A connection by hand, closed with the test."""
        self.wires.append(await Wire(self.town.port).open())
        return self.wires[-1]

    async def renew(self) -> None:
        """As on the first day, whatever the last method did to it."""
        hers = self.hers = self.hers or await self.town.connect(self.ana)
        made = await hers.call("chat.create", k="group", rid=hers.rid(), title="Street", users=[self.ben])
        group = made["ch"]["c"]
        sent = await hers.send(group, "", po={"q": "Tea?", "o": ["yes", "no"]})
        said = await hers.send(group, "hello")
        self.base = {
            "c": group, "s": said["s"], "u": self.ben, "k": "group", "x": "words", "v": 1, "q": "a", "pts": 0, "ev": 0,
            "poll": sent["s"], "phone": "+79001112233", "known": [], "before": "", "at": 0,
            "from": group, "to": group, "patch": {}, "id": "1", "code": "1", "password": "guess", "name": "Ana",
            "refresh": "none", "on": True, "phones": [], "deny": 0, "rights": 0, "title": "Title", "token": "none",
            "ok": False, "o": [0], "url": "none", "secret": "none", "credential": {}, "category": "tvec.incite",
            "text": "why", "kind": "media",
        }  # fmt: skip

    def valid(self, method: Method) -> dict[str, Any]:
        """What the method needs to get past its first checks."""
        found: dict[str, Any] = {}
        for part in msgspec.structs.fields(method.params):
            if part.encode_name == "rid":
                found["rid"] = Client.rid(Client)  # type: ignore[arg-type]
            elif part.required or part.encode_name in ALSO.get(method.name, ()):
                found[part.encode_name] = self.one(method, part.encode_name, part.type)
        return found

    def one(self, method: Method, name: str, kind: Any) -> Any:
        """The valid value of one field; some names mean other things elsewhere."""
        if name == "s" and method.name in ("msg.get", "msg.delete", "msg.forward", "msg.views"):
            return [self.base["s"]]
        if name == "u" and method.name in ("user.get", "member.add", "presence.sub"):
            return [self.ben]
        if name == "s" and method.name.startswith("poll."):
            return self.base["poll"]
        if name == "from" and method.name == "msg.history":
            return 0
        if name == "id" and method.name.split(".")[0] in ("sched", "folder", "sessions"):
            return 1
        return self.base[name] if name in self.base else of_kind(kind)

    def document(self, method: Method, name: str, value: bytes) -> bytes:
        """Valid parameters with one wrong value in them."""
        parts = {k: msgspec.json.encode(v) for k, v in self.valid(method).items()} | {name: value}
        return b"{" + b",".join(b'"' + k.encode() + b'":' + v for k, v in parts.items()) + b"}"


def of_kind(kind: Any) -> Any:
    """A value that the type takes: for parameters of methods younger than this street."""
    for value in (1, "1", [1], ["1"], [], {}, True):
        try:
            msgspec.convert(value, kind)
        except msgspec.ValidationError:
            continue
        return value
    raise LookupError(f"no sample for {kind}")


def names_of(method: Method) -> list[str]:
    """The wire names of a method's parameters."""
    return [part.encode_name for part in msgspec.structs.fields(method.params)]


def judge(answer: dict[str, Any], what: object) -> None:
    """A result, or a refusal with a stable code that is not our mistake."""
    if "x" in answer:
        x = answer["x"]
        assert x["c"] in CODES, (what, x)
        assert x["c"] != "RETRY", (what, x)
        assert isinstance(x["msg"], str), (what, x)
    else:
        assert "r" in answer, (what, answer)


@pytest.fixture
async def street(town: Town) -> AsyncIterator[Street]:
    made = Street(town)
    await made.settle()
    yield made
    for wire in made.wires:
        wire.close()


@pytest.fixture(autouse=True)
def nothing_is_logged(caplog: pytest.LogCaptureFixture) -> Iterator[None]:
    """Bad input is everyday: nobody may be woken for it."""
    caplog.set_level(logging.WARNING)
    yield
    loud = [r for r in caplog.records if r.levelno >= logging.ERROR]
    assert not loud, [(r.name, r.getMessage(), r.exc_text) for r in loud[:3]]


async def alive(client: Client) -> None:
    """This connection still answers."""
    await asyncio.wait_for(client.call("me.get"), ANSWER_WITHIN_S)
