"""Programs that decide many cases at once, hand on and ask colleagues: the same request again changes nothing."""

import asyncio
from typing import Any

from tests.edges.deskapi.conftest import Desk
from tests.edges.deskapi.test_contract import REMOVE


async def some_cases(desk: Desk, count: int) -> list[dict[str, Any]]:
    """So many messages complained of, as a bulk names them."""
    made = []
    for n in range(count):
        said = await desk.call(
            desk.author, "msg.send", c=desk.chat, rid=desk.rid(), x=f"boat {n} for sale {n}"
        )
        made.append({"case": await desk.complain(said["s"]), "ver": 1})
    return made


async def removed(desk: Desk) -> int:
    """How many messages are out of sight."""
    return int(await desk.town.house.store.pool.fetchval("SELECT count(*) FROM messages WHERE flags & 4 > 0"))


async def test_a_bulk_is_known_by_its_cases_and_taken_back_as_a_whole(desk: Desk) -> None:
    one, two = [await desk.program(user) for user in desk.staff]
    cases = await some_cases(desk, 3)
    preview = await one.ask("POST", "/bulk/preview", cases=cases, **REMOVE)
    assert (preview["cases"], preview["messages"], preview["skipped"]) == (3, 3, [])
    stale = [*cases, {"case": desk.case, "ver": 7}]
    told = await one.ask("POST", "/bulk/preview", cases=stale, **REMOVE)
    assert told["skipped"] == [{"case": desk.case, "why": "CONFLICT"}]
    assert await removed(desk) == 0
    made, again = await asyncio.gather(*(one.ask("POST", "/bulk", cases=cases, **REMOVE) for _ in range(2)))
    assert made["id"] == again["id"], "the same request again is the same bulk"
    assert (len(made["decisions"]), made["waiting"], made["skipped"]) == (3, 0, [])
    backwards = await one.ask("POST", "/bulk", cases=cases[::-1], **REMOVE)
    assert backwards["id"] == made["id"]
    await one.ask("POST", "/bulk", 409, cases=cases, **(REMOVE | {"outcome": "no_violation"}))
    late = await two.ask("POST", "/bulk", cases=cases, **REMOVE)
    assert [one["why"] for one in late["skipped"]] == ["CONFLICT"] * 3
    assert (await removed(desk), late["decisions"]) == (3, [])
    known = await two.ask("GET", f"/bulk/{made['id']}")
    assert {d["bulk"] for d in known["decisions"]} == {made["id"]}
    await one.ask("POST", f"/bulk/{made['id']}/second", 404, agree=True)
    undone = await two.ask("POST", f"/bulk/{made['id']}/undo", facts="Boats after all.")
    assert undone["undone_by"] == str(desk.staff[1])
    assert await removed(desk) == 0
    await one.ask("GET", "/bulk/9", 404)


async def test_fifty_at_once_wait_for_a_second_program(desk: Desk) -> None:
    one, two = [await desk.program(user) for user in desk.staff]
    cases = await some_cases(desk, 50)
    made = await one.ask("POST", "/bulk", cases=cases, **REMOVE)
    assert (made["waiting"], await removed(desk)) == (50, 0)
    await one.ask("POST", f"/bulk/{made['id']}/second", 403, agree=True)
    agreed = await two.ask("POST", f"/bulk/{made['id']}/second", agree=True)
    assert (agreed["waiting"], await removed(desk)) == (0, 50)


async def test_handing_on_and_asking_a_colleague_are_held_to_the_version(desk: Desk) -> None:
    one, two = [await desk.program(user) for user in desk.staff]
    where, entries = f"/cases/{desk.case}", "SELECT count(*) FROM desk_events WHERE kind = $1"
    count = desk.town.house.store.pool.fetchval
    staff = {each["id"] for each in (await one.ask("GET", "/staff"))["staff"]}
    assert {str(user) for user in desk.staff} <= staff
    assert str(desk.author) not in staff
    to = str(desk.staff[1])
    asked = [await one.ask("POST", f"{where}/assign", ver=1, to=to) for _ in range(2)]
    assert [each["assigned"] for each in asked] == [to, to]
    assert await count(entries, "case.assigned") == 1
    await one.ask("POST", f"{where}/assign", 409, ver=2, to="")
    await one.ask("POST", f"{where}/assign", 403, ver=1, to=str(desk.author))
    assert (await one.ask("POST", f"{where}/assign", ver=1))["assigned"] == ""
    said = {"ver": 1, "why": "I know the author."}
    handed = [await one.ask("POST", f"{where}/escalate", **said) for _ in range(2)]
    assert [(each["state"], each["ver"]) for each in handed] == [("escalated", 2)] * 2
    assert await count(entries, "case.escalated") == 1
    late = await two.ask("POST", f"{where}/escalate", 409, **said)
    assert late["ver"] == 2
    await one.ask("POST", f"{where}/decide", 403, ver=2, **REMOVE)
    assert (await two.ask("POST", f"{where}/decide", ver=2, **REMOVE))["state"] == "standing"
    await two.ask("POST", f"{where}/assign", 409, ver=2, to=to)
    await one.ask("POST", "/cases/9/assign", 404, ver=1)
