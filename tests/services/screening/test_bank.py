"""The bank's keepers, and what the gate refuses."""

import time

import pytest

from tambour.domain.commands import Send
from tambour.domain.decide import Place
from tambour.domain.digests import Digesting
from tambour.domain.errors import Conflict, Forbidden, NotFound
from tambour.moderation.bank import BYTES
from tambour.services.screening import ScreenRoom
from tests.services.screening.conftest import PUSH, add, entry, signals
from tests.services.town import ANNA, BORIS, MOD, MOD2, Town

LINK = {"kind": "link", "value": "https://lantern.example/join", "category": "tvec.recruit"}
SAID = "see https://lantern.example/join/now"
ENTS = (("url", 4, 32),)


def send(text: str = SAID, *, public: bool = True, root: bool = False) -> tuple[Place, Send]:
    return (
        Place(chat=1, user=ANNA, kind="group", gen=1, public=public),
        Send(chat=1, user=ANNA, rid=1, text=text, entities=ENTS, root=root),
    )


async def test_a_link_is_refused_once_two_people_agree_and_only_in_public(
    town: Town, room: ScreenRoom
) -> None:
    fresh = await add(room, **LINK)
    await room.gate.load()
    room.gate.check_send(*send())
    with pytest.raises(Forbidden, match=r"bank\.second"):
        await room.bank.enable(MOD, fresh)
    await room.bank.enable(MOD2, fresh)
    await room.gate.load()
    with pytest.raises(Forbidden, match=r"link\.blocked"):
        room.gate.check_send(*send())
    room.gate.check_send(*send(public=False))
    room.gate.check_send(*send(root=True))
    room.gate.check_send(*send("see lantern.example/other"))
    await room.bank.disable(MOD, fresh)
    await room.gate.load()
    room.gate.check_send(*send())


async def test_the_database_itself_wants_the_second_person(town: Town, room: ScreenRoom) -> None:
    fresh = await add(room, **LINK)
    with pytest.raises(Exception, match="bank_entries_check"):
        await town.db.execute("UPDATE bank_entries SET state = 'enabled' WHERE id = $1", fresh)
    with pytest.raises(Exception, match="bank_entries_check"):
        await town.db.execute(
            "UPDATE bank_entries SET state = 'enabled', second_by = added_by WHERE id = $1", fresh
        )


async def test_from_shadow_to_live_what_refuses_waits_again(town: Town, room: ScreenRoom) -> None:
    name, link = await add(room, mode="shadow"), await add(room, **LINK, mode="shadow")
    assert (await room.bank.promote(MOD, name)).state == "enabled"
    assert (await room.bank.promote(MOD, link)).state == "waiting"
    assert (await room.bank.enable(MOD2, link)).second_by == MOD2
    with pytest.raises(Conflict):
        await room.bank.promote(MOD, name)
    with pytest.raises(Conflict):
        await room.bank.enable(MOD2, link)
    await room.bank.disable(MOD2, link)
    with pytest.raises(Conflict):
        await room.bank.disable(MOD2, link)
    with pytest.raises(NotFound):
        await room.bank.enable(MOD, 12345)


async def test_the_gate_hears_of_a_change_and_other_processes_ask(town: Town, room: ScreenRoom) -> None:
    fresh = await add(room, **LINK)
    await room.bank.enable(MOD2, fresh)
    assert room.gate.bank.links.entries == {}
    for nudge in town.nudges:
        room.gate.hear(nudge)
    assert room.gate.news.is_set()
    await room.gate.load()
    loaded = room.gate.bank
    assert loaded.links.entries == {"lantern.example/join": fresh}
    await room.gate.load()
    assert room.gate.bank is loaded


async def test_a_broken_entity_breaks_nothing(town: Town, room: ScreenRoom) -> None:
    fresh = await add(room, **LINK)
    await room.bank.enable(MOD2, fresh)
    await room.gate.load()
    room.gate.check_send(*send("short"))


async def test_the_gate_takes_less_than_a_millisecond(town: Town, room: ScreenRoom) -> None:
    for number in range(5):
        await add(room, **(LINK | {"value": f"lantern{number}.example"}))
    await town.db.execute("UPDATE bank_entries SET state = 'enabled', second_by = $1", MOD2)
    async with town.store.writing() as tx:
        await tx.bank.moved()
    await room.gate.load()
    place, want = send(SAID + " and more words" * 60)
    took = []
    for _ in range(200):
        began = time.perf_counter()
        room.gate.check_send(place, want)
        took.append(time.perf_counter() - began)
    assert sorted(took)[len(took) // 2] < 0.001


async def test_members_and_those_without_the_right_keep_no_bank(town: Town, room: ScreenRoom) -> None:
    fresh = await add(room)
    async with town.store.writing() as tx:
        await tx.cases.deny(MOD2, ["case.decide"])
    for who in (ANNA, MOD2):
        for work in (
            room.bank.shown(who),
            room.bank.add(who, entry(value="Blue Lantern")),
            room.bank.disable(who, fresh),
            room.bank.vouch(who, fresh),
            room.bank.promote_all(who, "own desk"),
            room.bank.enable_all(who, "own desk"),
            room.bank.said(who, []),
        ):
            with pytest.raises(Forbidden):
                await work


async def test_the_same_value_is_in_the_bank_once(town: Town, room: ScreenRoom) -> None:
    await add(room, **LINK)
    with pytest.raises(Conflict):
        await add(room, **(LINK | {"value": "http://www.lantern.example/join/"}))


async def test_every_change_is_in_the_audit(town: Town, room: ScreenRoom) -> None:
    fresh = await add(room, mode="shadow")
    await room.bank.promote(MOD, fresh)
    await room.bank.disable(MOD2, fresh)
    async with town.store.writing() as tx:
        entries = await tx.cases.audit(0, 20)
    verbs = [(e.verb, e.actor) for e in entries if e.verb.startswith("bank.")]
    assert sorted(verbs) == [
        ("bank.add", MOD),
        ("bank.disable", MOD2),
        ("bank.promote", MOD),
    ]


@pytest.mark.parametrize("kind", BYTES)
async def test_bytes_in_the_bank_are_refused_and_found_in_what_is_stored(
    town: Town, room: ScreenRoom, kind: str
) -> None:
    digests = Digesting(b"a known file").digests()
    other = Digesting(b"another file").digests()
    seq = await town.say(1, BORIS, "look")
    await town.say(2, BORIS, "look")
    await town.db.execute(
        "INSERT INTO files (id, owner, kind, size, sha256, shown, created, touched, sha1, md5)"
        " VALUES ('f1', $1, 'photo', 3, $2, $3::jsonb, 1, 1, $4, $5)",
        BORIS,
        digests.sha256,
        {"id": "f1", "k": "photo"},
        digests.sha1,
        digests.md5,
    )
    for chat in (1, 2):
        await town.db.execute(
            "INSERT INTO attachments (chat_id, tab, seq, file_id) VALUES ($1, 'media', 1, 'f1')", chat
        )
    await room.screen.catch_up()
    fresh = await add(room, kind=kind, value=getattr(digests, kind).hex(), category="csam")
    assert not await town.store.read.files.withdrawn(digests)
    await room.bank.enable(MOD2, fresh)
    assert await town.store.read.files.withdrawn(digests)
    assert await town.store.read.files.any_withdrawn(["f1"])
    assert not await town.store.read.files.withdrawn(other)
    await room.screen.catch_up()
    assert await signals(town) == [(1, seq, "bytes", "live")]
    assert await town.db.fetchval("SELECT category FROM cases") == "csam"
    await room.bank.disable(MOD, fresh)
    assert not await town.store.read.files.withdrawn(digests)


async def test_a_yield_tells_what_came_of_an_entry(town: Town, room: ScreenRoom) -> None:
    fresh = await add(room)
    await town.say(1, BORIS, PUSH)
    await room.screen.catch_up()
    entries, yields, names = await room.bank.shown(MOD)
    assert [e.id for e in entries] == [fresh]
    assert (yields[fresh].signals, yields[fresh].cases, yields[fresh].agreed) == (1, 1, 0)
    assert names == {MOD: "Moderator"}
