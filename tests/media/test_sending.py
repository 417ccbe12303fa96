"""From a person's bytes to what others see: upload, send, processing, the event, fetching."""

import pytest

from tests.client import Refused
from tests.conftest import Town
from tests.media.making import Person, film, gif, jpeg, person, png, tone


async def test_a_photo_is_sent_at_once_and_its_sizes_follow_in_an_event(town: Town) -> None:
    ana, ben = await person(town, "Ana"), await person(town, "Ben")
    group = await ana.group(ben)
    file = await ana.upload(jpeg(3000, 2000, turn=6))
    sent = await ana.client.send(group, "the sea", fl=[file])

    first = await ben.client.until(lambda e: e["t"] == "n" and e["s"] == sent["s"])
    assert first["fl"][0]["st"] == 1
    assert first["x"] == "the sea"
    assert (await ben.get(file, "s")).status_code == 404

    await town.house.media.workshop.drain()
    event = await ben.client.until(lambda e: e["t"] == "e" and e["s"] == sent["s"])
    shown = event["fl"][0]
    assert "st" not in shown
    assert "ed" not in event
    assert event.get("v", 1) == 1
    assert (shown["w"], shown["h"]) == (1707, 2560)
    assert [v[0] for v in shown["vs"]] == ["s", "m", "l"]
    assert len(shown["th"]) <= 40
    for name, width, height, size in shown["vs"]:
        got = await ben.get(file, name)
        assert got.status_code == 200
        assert len(got.content) == size
        assert got.headers["content-type"] == "image/webp"
        assert max(width, height) <= {"s": 320, "m": 1280, "l": 2560}[name]
    history = (await ben.client.call("msg.history", c=group))["msgs"]
    assert history[-1]["fl"] == event["fl"]


@pytest.mark.parametrize(
    ("kind", "data", "becomes", "names"),
    [
        ("photo", png(), "photo", {"s"}),
        ("photo", gif(), "loop", {"v", "p"}),
        ("loop", gif(), "loop", {"v", "p"}),
        ("loop", film(sound=""), "loop", {"v", "p"}),
        ("video", film(), "video", {"v", "p"}),
        ("video", film(sound=""), "loop", {"v", "p"}),
        ("video", film(container="webm", codec="libvpx", sound="libopus"), "video", {"v", "p"}),
        ("round", film(), "round", {"v", "p"}),
        ("voice", tone(), "voice", {"a"}),
        ("voice", tone("webm"), "voice", {"a"}),
        ("audio", tone("mp3", "libmp3lame"), "audio", {"a", "o"}),
        ("sticker", png(700, 500), "sticker", {"s"}),
        ("file", b"%PDF-1.7 whatever", "file", {"o"}),
    ],
    ids=lambda value: value if isinstance(value, str) else None,
)
async def test_every_kind_becomes_what_a_browser_shows(
    town: Town, kind: str, data: bytes, becomes: str, names: set[str]
) -> None:
    ana = await person(town, "Ana")
    file = await ana.ready(data, kind)
    shown = await ana.file(file)
    assert shown.get("st", 0) == 0
    assert shown["k"] == becomes
    assert {v[0] for v in shown["vs"]} == names
    for name in names:
        got = await ana.get(file, name)
        assert got.status_code == 200, name
        assert b"QANARY" not in got.content
    if becomes == "voice":
        assert 1900 < shown["du"] < 2200
        assert len(shown["wf"]) == 56


async def test_ten_seconds_of_voice_are_soon_there_on_a_thin_line(town: Town) -> None:
    ana = await person(town, "Ana")
    shown = await ana.file(await ana.ready(tone(seconds=10), "voice"))
    ((_, _, _, size),) = [variant for variant in shown["vs"] if variant[0] == "a"]
    assert 9_900 < shown["du"] < 10_200
    assert 10_000 < size <= 25_000


async def test_albums_contacts_and_places_travel_with_their_captions(town: Town) -> None:
    ana, ben = await person(town, "Ana"), await person(town, "Ben")
    group = await ana.group(ben)
    album = [await ana.ready(jpeg(shade=n)) for n in range(3)]
    await ana.client.send(group, "", fl=album)
    await ana.client.send(group, "", ct={"n": "Doctor", "ph": "+7 900 123-45-67"})
    await ana.client.send(group, "here", lo={"lat": 55.7558261, "lon": 37.6172999, "ti": "Square"})
    said = (await ben.client.call("msg.history", c=group))["msgs"][-3:]
    assert [file["id"] for file in said[0]["fl"]] == album
    assert said[1]["ct"] == {"n": "Doctor", "ph": "+7 900 123-45-67"}
    assert said[2]["lo"] == {"lat": 55.75583, "lon": 37.6173, "ti": "Square"}


async def test_only_ones_own_whole_readable_files_are_taken(town: Town) -> None:
    ana, ben = await person(town, "Ana"), await person(town, "Ben")
    group = await ana.group(ben)
    file = await ana.ready(jpeg())
    torn = await ana.ready(b"no picture at all")
    half = (await ana.web.post("/files", json={"size": 9, "kind": "file"}, headers=ana.bearer)).json()["id"]
    assert (await ana.file(torn))["st"] == 2

    async def refused(who: Person, **params: object) -> dict[str, object]:
        with pytest.raises(Refused) as no:
            await who.client.send(group, "", **params)
        return no.value.x

    assert (await refused(ben, fl=[file]))["why"] == "file.unknown"
    assert (await refused(ana, fl=[torn]))["why"] == "media.unknown_format"
    assert (await refused(ana, fl=[half]))["why"] == "file.incomplete"
    assert (await refused(ana, fl=[file, file]))["why"] == "file.unknown"
    assert (await refused(ana, fl=[file], lo={"lat": 1, "lon": 1}))["field"] == "fl"
    assert (await refused(ana, lo={"lat": 91, "lon": 1}))["field"] == "lo"
    assert (await refused(ana, fl=[file] * 11))["c"] == "TOO_LARGE"


async def test_the_same_rid_gives_the_same_message_though_the_file_is_ready_by_now(town: Town) -> None:
    ana, ben = await person(town, "Ana"), await person(town, "Ben")
    group = await ana.group(ben)
    file, rid = await ana.upload(jpeg()), ana.client.rid()
    first = await ana.client.send(group, "", fl=[file], rid=rid)
    await town.house.media.workshop.drain()
    assert await ana.client.send(group, "", fl=[file], rid=rid) == first


async def test_a_plan_carries_files_that_are_made_ready_meanwhile(town: Town) -> None:
    ana, ben = await person(town, "Ana"), await person(town, "Ben")
    group = await ana.group(ben)
    file = await ana.upload(jpeg(800, 600))
    at = town.house.clock.now() + 3_600_000
    planned = await ana.client.call("msg.send", c=group, rid=ana.client.rid(), x="soon", fl=[file], at=at)
    await town.house.media.workshop.drain()
    (plan,) = (await ana.client.call("sched.list", c=group))["items"]
    assert (plan["x"], plan["fl"][0]["id"], plan["fl"][0].get("st", 0)) == ("soon", file, 0)
    assert (await ana.get(file, "s")).status_code == 200, "its planner sees it"
    assert (await ben.get(file, "s")).status_code == 404

    changed = await ana.client.call("sched.edit", id=planned["sched"], x="")
    assert changed["x"] == "", "a caption may be taken away"
    await ana.client.call("sched.now", id=planned["sched"])
    await town.house.media.workshop.publish()
    said = (await ben.client.call("msg.history", c=group))["msgs"][-1]
    assert (said.get("x", ""), said["fl"][0]["id"], said["fl"][0].get("st", 0)) == ("", file, 0)
    assert (await ben.get(file, "s")).status_code == 200


async def test_a_forward_carries_the_files_and_opens_them_to_its_readers(town: Town) -> None:
    ana, ben, eve = await person(town, "Ana"), await person(town, "Ben"), await person(town, "Eve")
    here, there = await ana.group(ben), await ben.group(eve)
    file = await ana.ready(jpeg())
    sent = await ana.client.send(here, "", fl=[file])
    assert (await eve.get(file, "s")).status_code == 404

    await ben.client.call(
        "msg.forward", **{"from": here, "s": [sent["s"]], "to": there, "rid": ben.client.rid()}
    )
    assert (await eve.get(file, "s")).status_code == 200
    assert (await eve.client.call("msg.history", c=there))["msgs"][-1]["fl"][0]["id"] == file
