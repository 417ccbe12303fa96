"""The desk's interface: as its description says, never more than its key may, one decision for one version."""

import asyncio
import json
from pathlib import Path
from typing import Any

import pytest
from openapi_spec_validator import validate

from tambour.moderation.cases import Choice
from tests.edges.deskapi.conftest import DESCRIPTION, Desk
from tests.house.desk_api_page import PAGE, page

REMOVE = {"outcome": "remove_content", "category": "scam", "facts": "An offer."}


def test_the_description_is_valid_openapi_and_the_one_in_the_handbook() -> None:
    validate(DESCRIPTION)
    assert PAGE.read_text(encoding="utf-8") == page(), "run `make docs`"


async def test_every_route_is_described_and_the_description_is_served(desk: Desk) -> None:
    served = {
        route.path.replace(":str}", "}")
        for route in desk.town.doors.web.routes
        if route.path.startswith("/desk/v1") and not route.path.endswith("openapi.json")
    }
    assert served == set(DESCRIPTION["paths"])
    assert (await desk.web.get("/desk/v1/openapi.json")).json() == DESCRIPTION


async def test_a_program_takes_a_case_decides_it_once_and_another_answers_the_appeal(desk: Desk) -> None:
    one, two = [await desk.program(user) for user in desk.staff]
    assert (await one.ask("GET", "/me"))["user"] == str(desk.staff[0])
    listed = await one.ask("GET", "/cases")
    assert [(c["id"], c["category"], c["open"]) for c in listed["cases"]] == [(desk.case, "scam", True)]
    assert "golden" not in json.dumps(listed) + json.dumps(await one.ask("GET", f"/cases/{desk.case}"))
    claimed = await one.ask("POST", f"/cases/{desk.case}/claim")
    assert [line["text"] for line in claimed["lines"] if line["subject"]] == ["golden boats"]
    assert "Canary" not in json.dumps(claimed)
    await two.ask("POST", f"/cases/{desk.case}/claim", 409)
    ver = claimed["case"]["ver"]
    preview = await one.ask("POST", f"/cases/{desk.case}/preview", ver=ver, **REMOVE)
    assert (preview["cases"], preview["messages"], preview["second"]) == (1, 1, False)
    await one.ask("POST", f"/cases/{desk.case}/decide", 409, ver=ver + 1, **REMOVE)
    done = await one.ask("POST", f"/cases/{desk.case}/decide", ver=ver, **REMOVE)
    assert [a["state"] for a in done["actions"]] == ["applied"]
    again = await one.ask("POST", f"/cases/{desk.case}/decide", ver=ver, **REMOVE)
    assert again["id"] == done["id"], "the same press twice is one decision"
    late = await two.ask("POST", f"/cases/{desk.case}/decide", 409, ver=ver, **REMOVE)
    assert late["code"] == "CONFLICT"
    assert late["ver"] > ver, "it says which version it is now"
    (gone,) = [
        m for m in (await desk.call(desk.author, "msg.history", c=desk.chat))["msgs"] if m["s"] == desk.said
    ]
    assert gone["rm"] == 1

    told = await one.ask("GET", f"/decisions/{done['id']}/notices")
    assert sorted(n["audience"] for n in told["notices"]) == ["affected", "reporter"]
    assert "Canary" not in json.dumps(told)
    notice = (await desk.call(desk.author, "notice.list"))["notices"][0]
    await desk.call(desk.author, "notice.appeal", id=notice["id"], text="A song.")
    (appeal,) = (await one.ask("GET", "/appeals"))["appeals"]
    await one.ask("POST", f"/appeals/{appeal['id']}", 403, outcome="overturned", facts="Mine.")
    judged = await two.ask("POST", f"/appeals/{appeal['id']}", outcome="overturned", facts="A song.")
    assert judged["state"] == "overturned"
    await two.ask("POST", f"/appeals/{appeal['id']}", 409, outcome="upheld", facts="No.")
    history = await one.ask("GET", f"/cases/{desk.case}")
    assert [d["outcome"] for d in history["decisions"]] == ["remove_content", "restore"]
    assert [a["state"] for a in history["decisions"][0]["actions"]] == ["undone"]

    kinds = [event["kind"] for event in (await one.ask("GET", "/events"))["events"]]
    assert kinds == ["case.opened", "case.decided", "appeal.filed", "case.restored", "appeal.decided"]
    entries, _ = await desk.town.house.safety.disclosure.audit(desk.staff[0], 0)
    acts = [(entry.verb, entry.actor) for entry in entries]
    for act in (
        ("case.view", desk.staff[0]),
        ("case.decide", desk.staff[0]),
        ("appeal.decide", desk.staff[1]),
    ):
        assert act in acts
    purposes = {entry.payload.get("purpose") for entry in entries if entry.verb == "case.view"}
    assert any(str(one).startswith("key:") for one in purposes), "a look by a program names its key"


async def test_a_decision_is_undone_once_and_a_wide_one_waits_for_a_second_program(desk: Desk) -> None:
    one, two = [await desk.program(user) for user in desk.staff]
    ver = (await one.ask("GET", f"/cases/{desk.case}"))["case"]["ver"]
    done = await one.ask("POST", f"/cases/{desk.case}/decide", ver=ver, **REMOVE)
    undone = await one.ask("POST", f"/decisions/{done['id']}/undo", facts="Too strict.")
    assert undone["supersedes"] == done["id"]
    await one.ask("POST", f"/decisions/{done['id']}/undo", 409, facts="Again.")
    await desk.town.house.store.pool.execute("UPDATE chats SET members = 5000 WHERE id = $1", desk.chat)
    said = (await desk.call(desk.author, "msg.send", c=desk.chat, rid=desk.rid(), x="more boats"))["s"]
    case = await desk.complain(said)
    block = {"outcome": "remove_chat", "category": "scam", "facts": "A wave.", "ver": 1}
    held = await one.ask("POST", f"/cases/{case}/decide", **block)
    assert held["state"] == "waiting"
    await one.ask("POST", f"/decisions/{held['id']}/second", 403, agree=True)
    agreed = await two.ask("POST", f"/decisions/{held['id']}/second", agree=True)
    assert (agreed["state"], agreed["second_by"]) == ("standing", str(desk.staff[1]))
    state = await desk.town.house.store.pool.fetchval("SELECT state FROM chats WHERE id = $1", desk.chat)
    assert state == "removed"


async def test_two_programs_at_once_make_one_decision(desk: Desk) -> None:
    programs = [await desk.program(desk.staff[0]) for _ in range(4)]
    body = {"ver": 1, **REMOVE}
    answers = await asyncio.gather(*(p.ask("POST", f"/cases/{desk.case}/decide", **body) for p in programs))
    assert len({answer["id"] for answer in answers}) == 1
    assert await desk.town.house.store.pool.fetchval("SELECT count(*) FROM decisions") == 1


async def test_a_key_does_what_it_was_made_for_and_ends_with_its_person(desk: Desk) -> None:
    reads = await desk.program(desk.staff[0], "case.view")
    await reads.ask("GET", "/cases")
    await reads.ask("POST", f"/cases/{desk.case}/claim")
    for path, body in (
        (f"/cases/{desk.case}/decide", {"ver": 1, **REMOVE}),
        (f"/cases/{desk.case}/preview", {"ver": 1, **REMOVE}),
        ("/bulk", {"cases": [{"case": desk.case, "ver": 1}], **REMOVE}),
        ("/bulk/preview", {"cases": [{"case": desk.case, "ver": 1}], **REMOVE}),
        ("/bulk/1/undo", {"facts": "x"}),
        ("/bulk/1/second", {"agree": True}),
        ("/decisions/1/undo", {"facts": "x"}),
        ("/decisions/1/second", {"agree": True}),
        ("/appeals/1", {"outcome": "upheld", "facts": "x"}),
    ):
        assert (await reads.ask("POST", path, 403, **body))["why"] == "desk.not_yours"
    await reads.ask("POST", f"/cases/{desk.case}/release", 204)
    decides = await desk.program(desk.staff[0], "case.view", "case.decide")
    closes = {"ver": 1, "outcome": "freeze_chat", "category": "scam", "facts": "x"}
    await decides.ask("POST", f"/cases/{desk.case}/decide", 403, **closes)
    review = desk.town.house.safety.review
    await review.set_denials(desk.staff[0], ["case.decide"])
    await decides.ask("POST", f"/cases/{desk.case}/decide", 403, ver=1, **REMOVE)
    with pytest.raises(Exception, match=r"desk\.not_yours"):
        await desk.town.house.programs.keys.make(desk.staff[0], "more than mine", ["case.decide"])
    with pytest.raises(Exception, match=r"desk\.not_yours"):
        await desk.town.house.programs.keys.make(desk.author, "a member's", ["case.view"])
    key = int((await reads.ask("GET", "/me"))["key"])
    await desk.town.house.programs.keys.revoke(desk.staff[0], key)
    await reads.ask("GET", "/cases", 401)
    await desk.town.house.store.pool.execute("UPDATE users SET role = 'member' WHERE id = $1", desk.staff[0])
    await decides.ask("GET", "/cases", 401)


async def test_only_hashes_of_keys_are_kept(desk: Desk) -> None:
    program = await desk.program(desk.staff[0])
    rows = await desk.town.house.store.pool.fetch("SELECT t::text AS row FROM desk_keys t")
    assert rows
    assert not any(program.secret in row["row"] for row in rows)


async def test_nobody_decides_on_what_they_are_entangled_with_by_a_program_either(desk: Desk) -> None:
    await desk.call(desk.staff[0], "chat.join", c=desk.chat)
    program = await desk.program(desk.staff[0])
    assert (await program.ask("POST", f"/cases/{desk.case}/claim", 403))["why"] == "case.your_chat"
    await program.ask("POST", f"/cases/{desk.case}/decide", 403, ver=1, **REMOVE)
    with pytest.raises(Exception, match="your_chat"):
        await desk.town.house.safety.review.decide(desk.staff[0], int(desk.case), 1, Choice(**REMOVE))


ODD: list[Any] = [
    b"",
    b"{",
    b"[]",
    b"null",
    b'{"ver":1}',
    b'{"ver":"x"}',
    b'{"ver":-1}',
    b"\xff",
    b'{"ver":1e999}',
]


async def test_odd_requests_are_refused_as_described(desk: Desk) -> None:
    program = await desk.program(desk.staff[0])
    bearer = {"Authorization": f"Bearer {program.secret}", "Content-Type": "application/json"}
    for path, ways in DESCRIPTION["paths"].items():
        for method in ways:
            for number in ("7", "0", "x", "9" * 40, "%00"):
                where = (
                    path.replace("{case}", number).replace("{decision}", number).replace("{appeal}", number)
                )
                where = where.replace("{hook}", number).replace("{bulk}", number)
                bodies = ODD if method == "post" else [b""]
                for body in bodies if number == "7" else bodies[:1]:
                    answer = await desk.web.request(method, where, headers=bearer, content=body)
                    assert answer.status_code < 500, (method, where, body, answer.text)
                    if answer.status_code >= 400:
                        assert answer.json()["code"], (where, body)
    for path in (
        "/cases?limit=x",
        "/cases?limit=-5",
        "/events?after=x",
        "/events?after=" + "9" * 20,
        "/nowhere",
    ):
        assert (await desk.web.get(f"/desk/v1{path}", headers=bearer)).status_code in (200, 400, 404)
    for said in ("", "Bearer", "Bearer x", "Bearer desk_", "Bearer desk_x", f"Basic {program.secret}"):
        answer = await desk.web.get("/desk/v1/cases", headers={"Authorization": said} if said else {})
        assert (answer.status_code, answer.json()["code"]) == (401, "AUTH")


def test_the_page_says_what_a_program_must_know() -> None:
    text = (Path(__file__).parents[3] / "docs/desk-api/README.md").read_text(encoding="utf-8")
    for name in DESCRIPTION["paths"]:
        assert name.removeprefix("/desk/v1") in text, f"{name} is not in docs/desk-api/README.md"
