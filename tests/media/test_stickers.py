"""Packs of stickers; and what a case keeps of files."""

from dataclasses import replace

import pytest

from tambour.services.media.sweep import UNUSED_KEPT_MS
from tests.client import Refused
from tests.conftest import Town, TurnedClock
from tests.media.making import jpeg, person, png
from tests.waiting import a_moment_later


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


async def test_packs_and_stickers_stand_as_people_put_them_and_a_sticker_leads_to_its_pack(
    town: Town,
) -> None:
    ana, ben = await person(town, "Ana"), await person(town, "Ben")
    gulls = (await ana.client.call("sticker.create", title="Gulls"))["pack"]["id"]
    await a_moment_later()
    boats = (await ana.client.call("sticker.create", title="Boats"))["pack"]["id"]
    one, two = await ana.ready(png(80, 60), "sticker"), await ana.ready(png(60, 80), "sticker")
    for file in (one, two):
        await ana.client.call("sticker.add", pack=gulls, file=file)

    turned = (await ana.client.call("sticker.edit", pack=gulls, title="Gulls of the bay", order=[two, one]))[
        "pack"
    ]
    assert (turned["ti"], [s["fl"]["id"] for s in turned["st"]]) == ("Gulls of the bay", [two, one])
    assert (await ben.client.call("sticker.list", file=one))["packs"] == [turned]
    for method, params in (("sticker.edit", {"title": "Mine"}), ("sticker.delete", {})):
        with pytest.raises(Refused) as no:
            await ben.client.call(method, pack=gulls, **params)
        assert no.value.x["why"] == "sticker.not_yours"
    with pytest.raises(Refused) as no:
        await ana.client.call("sticker.edit", pack=gulls, title=" ")
    assert no.value.x["field"] == "title"

    async def standing() -> list[str]:
        return [pack["id"] for pack in (await ana.client.call("sticker.list"))["packs"]]

    assert await standing() == [boats, gulls], "the newest first"
    await ana.client.call("sticker.order", order=[gulls, boats])
    assert await standing() == [gulls, boats]
    nets = (await ana.client.call("sticker.create", title="Nets"))["pack"]["id"]
    assert await standing() == [nets, gulls, boats]
    await ben.client.call("sticker.install", pack=gulls)
    await ana.client.call("sticker.delete", pack=gulls)
    assert await standing() == [nets, boats]
    assert (await ben.client.call("sticker.list"))["packs"] == []
    assert (await ben.client.call("sticker.list", pack=gulls))["packs"] == []


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
    assert await rows.get(kept) is not None, "as long as what was sealed of it"
    vault = town.house.safety.evidence
    await town.house.store.pool.execute("UPDATE cases SET state = 'closed'")
    assert await replace(vault, store=replace(town.house.store, clock=clock)).destroy_expired() == 1
    await sweep.turn()
    assert await rows.get(kept) is None
