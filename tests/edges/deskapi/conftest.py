"""A town with a case, staff with keys, and a caller that holds every answer against the description."""

import json
from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import httpx
import jsonschema
import pytest

from tambour.edges.deskapi.routes import described
from tambour.moderation.staff import CAPABILITIES
from tests.conftest import Town, started

DESCRIPTION: dict[str, Any] = json.loads(described())


def operation(method: str, path: str) -> tuple[str, dict[str, Any]]:
    """The described path that an address belongs to, and its operation."""
    parts = path.split("?")[0].split("/")
    for known, ways in DESCRIPTION["paths"].items():
        steps = known.split("/")
        same = len(steps) == len(parts) and all(
            step == part or step.startswith("{") for step, part in zip(steps, parts, strict=True)
        )
        if same and method.lower() in ways:
            return known, ways[method.lower()]
    raise AssertionError(f"{method} {path} is not described")


def check(method: str, path: str, answer: httpx.Response) -> None:
    """The status and the body are among the described ones."""
    _, known = operation(method, path)
    found = known["responses"].get(str(answer.status_code))
    assert found is not None, f"{method} {path} answered {answer.status_code}: {answer.text[:300]}"
    content = found.get("content", {}).get("application/json")
    if content is None:
        assert answer.content == b""
        return
    schema = {**content["schema"], "components": DESCRIPTION["components"]}
    jsonschema.validate(answer.json(), schema, cls=jsonschema.Draft202012Validator)


@dataclass
class Program:
    """Somebody with a key."""

    web: httpx.AsyncClient
    secret: str
    asked: set[str] = field(default_factory=set)

    async def ask(self, method: str, path: str, status: int = 200, **body: Any) -> Any:
        """One request; its answer has this status and is as described."""
        bearer = {"Authorization": f"Bearer {self.secret}"}
        answer = await self.web.request(
            method, f"/desk/v1{path}", headers=bearer, json=body if method == "POST" else None
        )
        check(method, f"/desk/v1{path}", answer)
        assert answer.status_code == status, answer.text
        self.asked.add(operation(method, f"/desk/v1{path}")[1]["operationId"])
        return answer.json() if answer.content else None


@dataclass
class Desk:
    """The town, its case, and two programs of two moderators."""

    town: Town
    web: httpx.AsyncClient
    staff: list[int]
    author: int
    reporter: int
    chat: int
    said: int
    case: str = ""

    async def call(self, user: int, method: str, **params: Any) -> Any:
        """The protocol, as this person."""
        bearer = {"Authorization": f"Bearer {await self.town.token(user)}"}
        answer = (await self.web.post(f"/rpc/{method}", json=params, headers=bearer)).json()
        assert "r" in answer, answer
        return answer["r"]

    def rid(self) -> str:
        return str((self.town.house.clock.now() << 22) | self.town.house.ids.new() % (1 << 22))

    async def program(self, user: int, *may: str) -> Program:
        """With a key of this person, for everything unless something else is said."""
        _, secret = await self.town.house.programs.keys.make(user, "a program", may or tuple(CAPABILITIES))
        return Program(self.web, secret)

    async def complain(self, seq: int) -> str:
        """A complaint about a message; the case."""
        await self.call(self.reporter, "report.create", c=self.chat, s=seq, rid=self.rid(), category="scam")
        found = await self.town.house.store.pool.fetchval("SELECT max(id) FROM cases")
        return str(found)


@pytest.fixture
async def desk(dsn: str, tmp_path: Path) -> AsyncIterator[Desk]:
    async with (
        started(dsn, tmp_path) as town,
        httpx.AsyncClient(base_url=town.http, timeout=60) as web,
    ):
        staff = [await town.person(name, "moderator") for name in ("Mo", "Sam")]
        author, reporter = await town.person("Ana"), await town.person("Canary Reporter")
        made = Desk(town, web, staff, author, reporter, 0, 0)
        chat = await made.call(
            author, "chat.create", k="group", rid=made.rid(), title="harbour", public=True, name="harbour"
        )
        made.chat = chat["ch"]["c"]
        made.said = (await made.call(author, "msg.send", c=made.chat, rid=made.rid(), x="golden boats"))["s"]
        made.case = await made.complain(made.said)
        yield made
