"""Packs of stickers; and what a case keeps of files."""

import pytest

from tambour.services.media.sweep import UNUSED_KEPT_MS
from tests.client import Refused
from tests.conftest import Town, TurnedClock
from tests.media.making import jpeg, person, png


async def test_a_pack_is_made_found_installed_and_its_stickers_sent_by_anybody(town: Town) -> None:
    ana, ben = await person(town, "Ana"), await person(town, "Ben")
    pack = (await ana.client.call("sticker.create", title="Gulls"))["pack"]
    file = await ana.ready(png(700, 500), "sticker")
    added = (await ana.client.call("sticker.add", pack=pack["id"], file=file, e="🐦"))["pack"]
    assert [(s["fl"]["id"], s["e"]) for s in added["st"]] == [(file, "🐦")]
    assert (added["st"][0]["fl"]["w"], added["st"][0]["fl"]["h"]) == (512, 366)

    with pytest.raises(Refused) as no:
        await ben.client.call("sticker.add", pack=pack["id"], file=file)
    assert no.value.x["why"] == "sticker.not_yours"
    with pytest.raises(Refused):
        await ana.client.call("sticker.add", pack=pack["id"], file=await ana.ready(jpeg()))
    assert (await ben.client.call("sticker.list"))["packs"] == []
    await ben.client.call("sticker.install", pack=pack["id"])
    assert (await ben.client.call("sticker.list"))["packs"] == [added]
    assert (await ben.get(file, "s")).status_code == 200

    group = await ben.group(ana)
    await ben.client.send(group, "", fl=[file])
    assert (await ana.client.call("msg.history", c=group))["msgs"][-1]["fl"][0]["id"] == file
    assert (await ana.client.call("sticker.remove", pack=pack["id"], file=file))["pack"].get("st", []) == []
    await ben.client.call("sticker.install", pack=pack["id"], on=False)
    assert (await ben.client.call("sticker.list"))["packs"] == []


async def test_the_bytes_of_a_reported_file_outlive_its_message(town: Town) -> None:
    ana, ben = await person(town, "Ana"), await person(town, "Ben")
    group = await ana.group(ben)
    kept, gone = await ana.ready(jpeg(shade=1)), await ana.ready(jpeg(shade=2))
    seqs = [(await ana.client.send(group, "", fl=[file]))["s"] for file in (kept, gone)]
    await ben.client.call("report.create", rid=ben.client.rid(), category="scam", c=group, s=seqs[0])
    await ana.client.call("msg.delete", c=group, s=seqs, all=True)
    media, clock = town.house.media, TurnedClock(town.house.clock.now() + UNUSED_KEPT_MS + 3_600_000)
    sweep = type(media.sweep)(media.sweep.store, media.sweep.blobs, clock, media.uploads, grace_days=0)
    await sweep.turn()
    rows = town.house.store.read.files
    assert await rows.get(kept) is not None
    assert await rows.get(gone) is None
    assert (await ana.get(kept, "s")).status_code == 404
    clock.turn(days=200)
    await sweep.turn()
    assert await rows.get(kept) is None
