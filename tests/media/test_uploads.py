"""Uploads that break off: what is acknowledged is there for good, what is not can be sent again."""

import asyncio
import hashlib
import random

import httpx
import pytest

from tambour.domain.errors import Retry
from tambour.moderation.bank import BYTES as BYTES_KINDS
from tambour.moderation.bank import BankEntry
from tambour.ports.bus import Nudge
from tambour.services.media import uploads as room
from tambour.services.media.sweep import UNUSED_KEPT_MS, UPLOAD_KEPT_MS
from tambour.services.media.workshop import QUICK, SEAL_AFTER_MS
from tests.conftest import Town, TurnedClock
from tests.media.making import Person, film, jpeg, person
from tests.waiting import until

BYTES = random.Random(7).randbytes(5 * 1024 * 1024 + 12_345)


async def begun(who: Person, size: int = len(BYTES), kind: str = "file") -> str:
    made = await who.web.post(
        "/files", json={"size": size, "kind": kind, "name": "b.bin"}, headers=who.bearer
    )
    assert made.status_code == 201, made.text
    file: str = made.json()["id"]
    return file


async def offset(who: Person, file: str) -> int:
    head = await who.web.head(f"/files/{file}", headers=who.bearer)
    assert head.headers["upload-length"] == str(len(BYTES))
    return int(head.headers["upload-offset"])


async def left(town: Town) -> list[str]:
    """Every key of the store."""
    return sorted(await town.house.media.blobs.below("up") + await town.house.media.blobs.below("blobs"))


async def test_an_upload_in_pieces_is_the_same_bytes(town: Town) -> None:
    ana = await person(town, "Ana")
    file = await begun(ana)
    at = 0
    for size in (1, 300_000, 3_000_000, len(BYTES)):
        piece = BYTES[at : at + size]
        sent = await ana.patch(file, at, piece)
        at += len(piece)
        assert (sent.status_code, sent.headers["upload-offset"]) == (204, str(at))
        assert await offset(ana, file) == at
    got = await ana.get(file, "o")
    assert hashlib.sha256(got.content).digest() == hashlib.sha256(BYTES).digest()
    assert [key for key in await left(town) if key.startswith("up/")] == []


async def test_whoever_decodes_hears_of_an_upload_that_another_process_has_put_together(town: Town) -> None:
    ana = await person(town, "Ana")
    nudges: list[Nudge] = []
    town.house.bus.subscribe(nudges.append)
    data = jpeg()
    file = await begun(ana, len(data), "photo")
    await ana.patch(file, 0, data)
    jobs = [nudge for nudge in nudges if nudge.transient == {"k": "job"}]
    assert len(jobs) == 1
    workshop = town.house.media.workshop
    workshop.uploads.sealed.clear()
    workshop.hear(jobs[0])
    assert workshop.uploads.sealed.is_set()


async def test_bytes_are_known_by_three_digests_and_refused_by_each(town: Town) -> None:
    ana = await person(town, "Ana")
    mod, dom = await town.person("Mod", "moderator"), await town.person("Dom", "moderator")
    bank = town.house.screening.bank
    for kind in BYTES_KINDS:
        data = BYTES[:1000] + kind.encode()
        value = hashlib.new(kind, data).hexdigest()
        entry = BankEntry(kind=kind, value=value, category="csam", mode="live", source="a list")
        made = await bank.add(mod, entry)
        before = await begun(ana, len(data))
        assert (await ana.patch(before, 0, data)).status_code == 204
        await bank.enable(dom, made.id)
        after = await begun(ana, len(data))
        assert "media.withdrawn" in (await ana.patch(after, 0, data)).text, kind


async def test_bytes_stand_back_behind_messages(town: Town, monkeypatch: pytest.MonkeyPatch) -> None:
    ana, looks = await person(town, "Ana"), 0

    async def lull() -> None:
        nonlocal looks
        looks += 1

    assert town.house.media.uploads.lull == town.house.record.lull
    monkeypatch.setattr(town.house.media.uploads, "lull", lull)
    file = await begun(ana)
    assert (await ana.patch(file, 0, BYTES)).status_code == 204
    most = room.LULL_BYTES + 256 * 1024  # the server reads at most so much at once
    assert len(BYTES) // most <= looks <= len(BYTES) // room.LULL_BYTES
    assert (await ana.get(file, "o")).content == BYTES


async def test_a_wrong_offset_is_told_the_right_one(town: Town) -> None:
    ana, eve = await person(town, "Ana"), await person(town, "Eve")
    file = await begun(ana)
    await ana.patch(file, 0, BYTES[:100])
    for wrong in (0, 99, 101, len(BYTES)):
        no = await ana.patch(file, wrong, BYTES[:10])
        assert (no.status_code, no.headers["upload-offset"]) == (409, "100")
    assert (await eve.patch(file, 100, BYTES[100:])).status_code == 404
    assert (await eve.web.head(f"/files/{file}", headers=eve.bearer)).status_code == 404
    assert (await ana.web.patch(f"/files/{file}", content=b"x", headers=ana.bearer)).status_code == 400
    assert (await ana.web.head(f"/files/{file}")).status_code == 401
    more = await ana.patch(file, 100, BYTES[100:] + b"more")
    assert more.status_code == 413
    assert await offset(ana, file) <= len(BYTES)


async def test_what_came_before_the_line_broke_is_kept(town: Town) -> None:
    ana = await person(town, "Ana")
    file = await begun(ana)
    reader, writer = await asyncio.open_connection("127.0.0.1", town.port)
    writer.write(
        f"PATCH /files/{file} HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer {ana.access}\r\n"
        f"Upload-Offset: 0\r\nContent-Length: {len(BYTES)}\r\n\r\n".encode()
        + BYTES[:700_000]
    )
    await writer.drain()
    writer.transport.abort()
    at = await until(lambda: offset(ana, file))
    assert at <= 700_000
    del reader
    assert (await ana.patch(file, at, BYTES[at:])).status_code == 204
    assert (await ana.get(file, "o")).content == BYTES


async def test_two_who_bring_the_same_part_do_not_mix(town: Town) -> None:
    ana = await person(town, "Ana")
    file = await begun(ana)
    answers = await asyncio.gather(*(ana.patch(file, 0, BYTES[: 1000 + n]) for n in range(3)))
    assert sorted(a.status_code for a in answers)[0] == 204
    assert {a.status_code for a in answers} <= {204, 409}
    at = await offset(ana, file)
    await ana.patch(file, at, BYTES[at:])
    assert (await ana.get(file, "o")).content == BYTES


async def test_a_seal_that_broke_off_is_made_up_for(town: Town, monkeypatch: pytest.MonkeyPatch) -> None:
    ana = await person(town, "Ana")
    data = jpeg()
    file = await begun(ana, len(data), "photo")

    async def dies(self: object, file: str) -> None:
        raise Retry(1, "the store is away")

    with monkeypatch.context() as patch:
        patch.setattr(room.Uploads, "seal", dies)
        assert (await ana.patch(file, 0, data)).status_code == 503
    await town.house.store.pool.execute("UPDATE files SET touched = touched - $1", SEAL_AFTER_MS + 1)
    await town.house.media.workshop.drain()
    assert (await ana.file(file)).get("st", 0) == 0


async def test_a_store_that_is_away_costs_a_file_none_of_its_tries(
    town: Town, monkeypatch: pytest.MonkeyPatch
) -> None:
    ana = await person(town, "Ana")
    file = await ana.upload(jpeg())
    workshop, pool = town.house.media.workshop, town.house.store.pool

    async def away(self: object, kind: str, source: object, scratch: object) -> None:
        raise Retry(3, "no process could be started")

    with monkeypatch.context() as patch:
        patch.setattr("tambour.adapters.media.studio.ChildStudio.make", away)
        for _ in range(6):
            with pytest.raises(Retry):
                await workshop.drain()
            await pool.execute("UPDATE media_jobs SET lease_until = 0")
    await workshop.drain()
    assert (await ana.file(file)).get("st", 0) == 0


@pytest.mark.parametrize(
    "body",
    [
        {"size": 0}, {"size": -1}, {"size": 2**31 + 1}, {"size": "9"}, {}, [], {"size": 9, "kind": "virus"},
        {"size": 9, "mime": "text/html\r\nX: y"}, {"size": 9, "mime": "x" * 200}, {"size": 2**70},
    ],
)  # fmt: skip
async def test_what_cannot_be_is_refused_at_once(town: Town, body: object) -> None:
    ana = await person(town, "Ana")
    no = await ana.web.post("/files", json=body, headers=ana.bearer)
    assert no.status_code in (400, 413), no.text
    assert no.json()["x"]["c"] in ("BAD", "TOO_LARGE")


class TestQuotas:
    @pytest.fixture
    def settings_of_town(self) -> dict[str, str | int]:
        return {
            "media.bytes_per_day": 1000, "media.files_per_day": 3, "media.bytes_total": 1500, "media.file_bytes": 900,
        }  # fmt: skip

    async def test_each_quota_has_its_word(self, town: Town) -> None:
        ana, ben = await person(town, "Ana"), await person(town, "Ben")

        async def ask(who: Person, size: int) -> httpx.Response:
            return await who.web.post("/files", json={"size": size}, headers=who.bearer)

        assert (await ask(ana, 901)).json()["x"]["c"] == "TOO_LARGE"
        assert (await ask(ana, 900)).status_code == 201
        assert (await ask(ana, 101)).json()["x"]["c"] == "FLOOD"
        assert (await ask(ana, 601)).json()["x"]["why"] == "media.quota"
        for _ in range(3):
            assert (await ask(ben, 1)).status_code == 201
        assert (await ask(ben, 1)).json()["x"]["c"] == "FLOOD"


async def test_what_nobody_needs_is_freed_after_its_time(town: Town) -> None:
    ana, ben = await person(town, "Ana"), await person(town, "Ben")
    media, clock = town.house.media, TurnedClock(town.house.clock.now())
    sweep = type(media.sweep)(media.sweep.store, media.sweep.blobs, clock, media.uploads, grace_days=3)
    group = await ana.group(ben)
    half = await begun(ana)
    await ana.patch(half, 0, BYTES[:1000])
    unsent, sent = await ana.ready(jpeg(shade=1)), await ana.ready(jpeg(shade=2))
    place = await ana.client.send(group, "", fl=[sent])
    planned = await ana.ready(jpeg(shade=3))
    await ana.client.send(group, "", fl=[planned], at=town.house.clock.now() + 30 * 86_400_000)
    everything = await left(town)

    await sweep.turn()
    assert await left(town) == everything
    clock.turn(ms=UNUSED_KEPT_MS + 3_600_000)
    await sweep.turn()
    assert (await ana.web.get(f"/files/{unsent}", headers=ana.bearer)).status_code == 404
    assert await offset(ana, half) == 1000
    clock.turn(ms=UPLOAD_KEPT_MS)
    await sweep.turn()
    assert (await ana.web.head(f"/files/{half}", headers=ana.bearer)).status_code == 404
    assert not any(key.startswith("up/") for key in await left(town))
    assert (await ben.get(sent, "s")).status_code == 200
    assert (await ana.file(planned))["id"] == planned

    await ana.client.call("msg.delete", c=group, s=[place["s"]], all=True)
    clock.turn(days=10)
    await sweep.turn()
    before = len(await left(town))
    clock.turn(days=4)
    await sweep.turn()
    assert len(await left(town)) < before, "after the grace time the bytes are gone, too"
    assert (await ana.get(planned, "s")).status_code == 200


async def test_the_same_bytes_of_two_people_lie_once_and_each_has_an_own_file(town: Town) -> None:
    ana, ben = await person(town, "Ana"), await person(town, "Ben")
    one, two = await ana.upload(BYTES[:9999], "file"), await ben.upload(BYTES[:9999], "file")
    assert one != two
    assert len(await left(town)) == 1
    assert (await ana.web.delete(f"/files/{one}", headers=ana.bearer)).status_code == 204
    media, clock = town.house.media, TurnedClock(town.house.clock.now())
    sweep = type(media.sweep)(media.sweep.store, media.sweep.blobs, clock, media.uploads, grace_days=0)
    await sweep.turn()
    clock.turn(days=1)
    await sweep.turn()
    assert (await ben.get(two, "o")).content == BYTES[:9999]


async def test_a_picture_does_not_wait_for_a_film(town: Town) -> None:
    ana = await person(town, "Ana")
    moving, still = await ana.upload(film(seconds=1), "video"), await ana.upload(jpeg(200, 150))
    assert await town.house.media.workshop.work(QUICK) == 1
    assert ((await ana.file(still)).get("st", 0), (await ana.file(moving))["st"]) == (0, 1)
    assert await town.house.media.workshop.drain() == 1
    assert (await ana.file(moving)).get("st", 0) == 0
