"""surfaces.yaml names every way out of the house: a method, route or event without an entry fails here."""

import ast
import re
from pathlib import Path
from typing import Any

import yaml

from tests.conftest import Town

ROOT = Path(__file__).parents[2]
SRC = ROOT / "src/tambour"
LISTED: dict[str, Any] = yaml.safe_load((ROOT / "surfaces.yaml").read_text(encoding="utf-8"))
SHOWS = {"messages", "chats", "people", "own", "rules", "nothing"}


def plain(path: str) -> str:
    return re.sub(r":[a-z]+\}", "}", path)


async def test_every_method_is_listed(town: Town) -> None:
    served = set(town.doors.live.dispatch.table)
    assert served <= set(LISTED["methods"]), "say in surfaces.yaml what these methods show"


async def test_every_route_is_listed(town: Town) -> None:
    served = {plain(route.path) for route in town.doors.web.routes}
    assert served <= set(LISTED["routes"]), "say in surfaces.yaml what these routes show"


async def test_every_route_of_the_bot_api_is_listed(town: Town) -> None:
    served = {plain(route.path) for route in town.doors.bots.routes}
    assert served == set(LISTED["bot_routes"]), "say in surfaces.yaml what these routes show"


def test_every_event_is_listed() -> None:
    found = set()
    for path in SRC.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and appends(node) and isinstance(node.args[1], ast.Constant):
                found.add(node.args[1].value)
            if isinstance(node, ast.Dict):
                pairs = zip(node.keys, node.values, strict=True)
                found |= {
                    v.value
                    for k, v in pairs
                    if isinstance(k, ast.Constant) and k.value == "t" and isinstance(v, ast.Constant)
                }
    assert {"n", "e", "rm", "rs", "c", "nop"} - found <= {"n"}
    assert {kind for kind in found if re.fullmatch(r"[a-z]+", str(kind))} <= set(LISTED["events"])


def appends(call: ast.Call) -> bool:
    """tx.append(chat, kind, data…), not a list's."""
    return isinstance(call.func, ast.Attribute) and call.func.attr == "append" and len(call.args) >= 3


def test_entries_say_what_they_show() -> None:
    for part in ("methods", "routes", "bot_routes", "events"):
        for name, entry in LISTED[part].items():
            assert entry["shows"] in SHOWS, name
            if entry["shows"] in ("messages", "chats") and part == "methods" and not entry.get("crawl"):
                assert name == "chat.create", f"the crawler does not visit {name}"
