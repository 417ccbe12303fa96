"""A crawler over surfaces.yaml: asks everything, as somebody, and keeps every byte that comes back."""

import asyncio
import contextlib
import json
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import httpx
import yaml

from tests.client import Client, Refused
from tests.conftest import Town

LISTED: dict[str, Any] = yaml.safe_load(
    (Path(__file__).parents[2] / "surfaces.yaml").read_text(encoding="utf-8")
)


A_MOMENT_S = 0.5
"""After the first event of a stream."""


@dataclass
class Role:
    """Somebody with a connection; `places` fills what starts with $ in surfaces.yaml."""

    name: str
    user: int
    client: Client
    access: str
    saved: int = 0


@dataclass
class Crawler:
    """Everything that was answered, by role and surface."""

    town: Town
    seen: list[tuple[str, str, str]] = field(default_factory=list)

    def note(self, role: str, surface: str, text: str) -> None:
        self.seen.append((role, surface, text))

    async def methods(self, role: Role, places: dict[str, Any]) -> None:
        """Every method that shows something, over the socket or over HTTP in turn."""
        async with httpx.AsyncClient(base_url=self.town.http, timeout=20) as web:
            for name, number, params in requests():
                asked = filled(params, places | {"$saved": role.saved, "$rid": role.client.rid()})
                if asked is not None:
                    await self.ask(role, web if number % 2 else None, name, asked)

    async def ask(self, role: Role, web: httpx.AsyncClient | None, name: str, asked: Any) -> None:
        """One method over HTTP, or, without it, over the socket; the answer or the refusal is noted."""
        if web is not None:
            answer = await web.post(
                f"/rpc/{name}", json=asked, headers={"Authorization": f"Bearer {role.access}"}
            )
            self.note(role.name, f"POST /rpc/{name}", answer.text)
            return
        try:
            found = await role.client.call(name, **asked)
            self.note(role.name, name, json.dumps(found, ensure_ascii=False))
        except Refused as no:
            self.note(role.name, name, json.dumps(no.x, ensure_ascii=False))

    async def routes(self, name: str, places: dict[str, Any]) -> None:
        """Every address, without signing in or with an access token in the query."""
        async with httpx.AsyncClient(base_url=self.town.http, timeout=20) as web:
            passing = {"Authorization": f"Bearer {places['$access']}"}
            await web.post("/files/pass", headers=passing)  # the cookie by which files are fetched
            asked = [placed(path, places) for path in paths()]
            said = await asyncio.gather(*(first_bytes(web, path) for path in asked))
            for path, text in zip(asked, said, strict=True):
                self.note(name, path, text)

    def events(self, role: Role, since: int = 0) -> None:
        """What came over the live connection."""
        self.note(role.name, "live", json.dumps(role.client.events[since:], ensure_ascii=False))

    def sightings(self, *secrets: str) -> list[tuple[str, str, str]]:
        """(role, surface, secret) wherever one was shown."""
        return [(who, where, s) for who, where, text in self.seen for s in secrets if s in text]


def requests() -> list[tuple[str, int, dict[str, Any]]]:
    """(method, its how-manieth request, the request with its places) of everything that shows something."""
    return [
        (name, number, params)
        for name, entry in LISTED["methods"].items()
        for number, params in enumerate(entry.get("crawl", ()))
    ]


def paths() -> list[str]:
    """Every address that shows something, with its places."""
    return [path for entry in LISTED["routes"].values() for path in entry.get("crawl", ())]


async def first_bytes(web: httpx.AsyncClient, path: str) -> str:
    """A whole answer; of a stream, which has no end, what comes first and within a moment after it."""
    async with web.stream("GET", path) as answer:
        if not answer.headers.get("content-type", "").startswith("text/event-stream"):
            return (await answer.aread()).decode(errors="replace")
        coming = answer.aiter_text()
        parts = [await anext(coming)]
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(A_MOMENT_S):
                parts += [part async for part in coming]
        return "".join(parts)


def placed(path: str, places: dict[str, Any]) -> str:
    """An address with its places filled."""
    for key in sorted(places, key=len, reverse=True):
        path = path.replace(key, str(places[key]))
    return path


def filled(params: Any, places: dict[str, Any]) -> Any:
    """The request with its places filled; None where this role has no such place."""
    if isinstance(params, str) and params.startswith("$"):
        return places.get(params)
    if isinstance(params, list):
        return [filled(one, places) for one in params]
    if isinstance(params, dict):
        made = {key: filled(value, places) for key, value in params.items()}
        return (
            None
            if any(value in (None, [None], 0) and params[key] in ("$saved",) for key, value in made.items())
            else made
        )
    return params
