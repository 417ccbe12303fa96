"""Two processes on one database: what one records the other delivers, and nothing depends on NATS being there."""

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from tambour.moderation.cases import Choice
from tambour.ports.bus import Nudge
from tests.conftest import Town, started
from tests.waiting import PATIENCE_S, until

pytestmark = pytest.mark.nats


@pytest.fixture
async def towns(dsn: str, tmp_path: Path, nats_url: str) -> AsyncIterator[tuple[Town, Town]]:
    """Two servers with one secret, one database, one NATS."""
    async with (
        started(dsn, tmp_path, **{"bus.url": nats_url}) as one,
        started(dsn, tmp_path, **{"bus.url": nats_url}) as two,
    ):
        yield one, two


async def a_group(town: Town, owner: int, *others: int) -> int:
    """A group made by its owner over the socket."""
    client = await town.connect(owner)
    made = await client.call("chat.create", k="group", rid=client.rid(), title="Both", users=list(others))
    return int(made["ch"]["c"])


async def test_what_one_process_records_the_other_delivers_in_order(towns: tuple[Town, Town]) -> None:
    one, two = towns
    ana, ben = await one.person("Ana"), await one.person("Ben")
    his = await two.connect(ben)
    group = await a_group(one, ana, ben)
    await his.until(lambda e: e["t"] == "u" and e["k"] == "chat+")
    hers = await one.connect(ana)

    await asyncio.gather(*[hers.send(group, f"{n}") for n in range(30)])

    await his.until(lambda e: e["t"] == "n" and e["c"] == group and e.get("s") == 31)
    heard = [e["ev"] for e in his.events if e.get("c") == group and "ev" in e]
    assert heard == sorted(heard)
    assert len({e["s"] for e in his.events if e["t"] == "n" and e["c"] == group}) >= 30


async def test_both_processes_write_into_one_chat_without_a_hole(towns: tuple[Town, Town]) -> None:
    one, two = towns
    ana, ben = await one.person("Ana"), await one.person("Ben")
    group = await a_group(one, ana, ben)
    hers, his = await one.connect(ana), await two.connect(ben)

    await asyncio.gather(*[c.send(group, f"{n}") for n in range(30) for c in (hers, his)])

    rows = await one.house.store.pool.fetch("SELECT seq FROM messages WHERE chat_id = $1 ORDER BY seq", group)
    assert [r["seq"] for r in rows] == list(range(1, len(rows) + 1))
    assert len(rows) >= 60
    last = await one.house.store.pool.fetchrow("SELECT last_seq, last_ev FROM chats WHERE id = $1", group)
    logged = await one.house.store.pool.fetch("SELECT ev FROM chat_log WHERE chat_id = $1 ORDER BY ev", group)
    assert last is not None
    assert last["last_seq"] == len(rows)
    assert [r["ev"] for r in logged] == list(range(1, last["last_ev"] + 1))


async def test_a_session_revoked_here_is_closed_there(towns: tuple[Town, Town]) -> None:
    one, two = towns
    ana = await one.person("Ana")
    hers, other = await one.connect(ana), await two.connect(ana)
    sessions = (await hers.call("sessions.list"))["sessions"]
    target = next(s["id"] for s in sessions if not s.get("current"))

    await hers.call("sessions.revoke", id=target)

    await asyncio.wait_for(other.reader, PATIENCE_S)
    assert other.closed is not None
    assert other.closed[0] == 4003


async def test_a_chat_restored_here_is_back_on_the_sockets_there(towns: tuple[Town, Town]) -> None:
    one, two = towns
    ana, ben = await one.person("Ana"), await one.person("Ben")
    judges = [await one.person(name, "moderator") for name in ("Tomas", "Ulla")]
    group = await a_group(one, ana, ben)
    hers, his = await one.connect(ana), await two.connect(ben)
    asked = await his.call("report.create", rid=his.rid(), category="tvec.praise", c=group)
    case = await one.house.store.pool.fetchval(
        "SELECT case_id FROM reports WHERE id = $1", int(asked["receipt"])
    )
    choice = Choice(outcome="remove_chat", category="tvec.praise", facts="Praise of an attack.")
    decision = await one.house.safety.review.decide(judges[0], case, 1, choice)
    await his.until(lambda e: e["t"] == "c" and e.get("ch") == {"st": "removed"})

    await one.house.safety.review.restore(judges[1], decision.id, "A mistake.")

    await his.until(lambda e: e["t"] == "c" and e["c"] == group and e["ch"] == {"st": "live"})
    await hers.until(lambda e: e["t"] == "c" and e["c"] == group and e["ch"] == {"st": "live"})
    await hers.send(group, "here again")
    assert (await his.until(lambda e: e["t"] == "n" and e["x"] == "here again"))["c"] == group


async def test_who_hides_here_is_hidden_at_once_from_the_sockets_there(towns: tuple[Town, Town]) -> None:
    one, two = towns
    ana, ben = await one.person("Ana"), await one.person("Ben")
    his = await two.connect(ben)
    await his.call("presence.sub", u=[ana])
    hers = await one.connect(ana)
    await one.house.accounts.presence.flush()
    assert (await his.until(lambda e: e["t"] == "on"))["on"] == 1

    await hers.call("privacy.set", last_seen="nobody")

    hidden = await his.until(lambda e: e["t"] == "on" and "on" not in e)
    assert hidden == {"t": "on", "u": ana}
    assert (await his.call("presence.sub", u=[ana]))["users"] == []


async def test_what_a_dying_process_did_not_publish_another_does(towns: tuple[Town, Town]) -> None:
    one, two = towns
    ana, ben = await one.person("Ana"), await one.person("Ben")
    group = await a_group(one, ana, ben)
    his = await two.connect(ben)
    hers = await one.connect(ana)

    def swallow(nudge: Nudge) -> None:
        """Dies between commit and publish."""

    one.house.record.publish = swallow
    one.house.record.carried = []
    await hers.send(group, "from beyond")
    republish = two.house.republish

    async def came() -> bool:
        await republish.turn()
        return any(e["t"] == "n" and e.get("x") == "from beyond" for e in his.events)

    await until(came)
    assert [e["x"] for e in his.events if e["t"] == "n" and e.get("x") == "from beyond"] == ["from beyond"]
    assert await one.house.store.pool.fetchval("SELECT count(*) FROM outbox") == 0
