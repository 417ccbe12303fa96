"""Known pictures in other clothes: as the photo of a chat or a person, as a file, as a sticker."""

import pytest
from bench.pictures import art, photo

from tests.client import Refused
from tests.conftest import Town
from tests.media.making import Person, person
from tests.media.test_known import at_desk, banked, found, saved, spoken

pytestmark = pytest.mark.slow


async def channel(who: Person, name: str, picture: str) -> int:
    """With this photo; public where it has a name."""
    made = await who.group(k="channel")
    await who.client.call("chat.edit", c=made, photo=picture, **({"name": name} if name else {}))
    return made


async def test_a_known_face_is_refused_and_one_that_is_worn_already_becomes_a_case(town: Town) -> None:
    ana, picture = await person(town, "Ana"), photo(3, 256)
    file = await ana.ready(saved(picture))
    public, other = await channel(ana, "mill_face", file), await ana.ready(saved(photo(9, 256)))
    await channel(ana, "", file)
    await channel(ana, "mill_other", other)
    await ana.client.call("me.photo", file=file)
    assert await found(town) == []
    fresh = await banked(town, saved(picture))
    assert await found(town) == [("pictures", "live", True)], "nobody's own photo, and no private chat's"
    assert await found(town) == [("pictures", "live", True)], "and once"
    row = await town.house.store.pool.fetchrow(
        "SELECT c.id, s.kind, s.chat_id FROM cases c JOIN subjects s ON s.id = c.subject_id"
    )
    assert row is not None
    assert (row["kind"], row["chat_id"]) == ("chat", public)
    for again in (
        ana.client.call("me.photo", file=file),
        ana.client.call("chat.edit", c=public, photo=file),
    ):
        with pytest.raises(Refused, match="MODERATED"):
            await again
    face = await town.house.store.pool.fetchval("SELECT photo FROM chats WHERE id = $1", public)
    desk, _ = await at_desk(town, "Mod")
    page = (await desk.get(f"/console/case/{row['id']}")).text
    assert f'href="/console/case/{row["id"]}/media/{face}/s"' in page
    assert f'href="/console/bank/{fresh}/sample"' in page
    assert (await desk.get(f"/console/case/{row['id']}/media/{face}/s")).status_code == 200
    await desk.aclose()


async def test_a_shadow_entry_counts_a_face_and_live_it_makes_a_case(town: Town) -> None:
    ana, picture = await person(town, "Ana"), photo(3, 256)
    await channel(ana, "mill_face", await ana.ready(saved(picture)))
    fresh = await banked(town, saved(picture), mode="shadow")
    assert await found(town) == [("pictures", "shadow", False)]
    bank = town.house.screening.bank
    await bank.promote(await town.person("Mod", "moderator"), fresh)
    await bank.enable(await town.person("Dom", "moderator"), fresh)
    assert await found(town) == [("pictures", "live", True)]


async def test_a_picture_sent_as_a_file_is_there_at_once_and_known_where_it_is_public(town: Town) -> None:
    ana, picture = await person(town, "Ana"), photo(3, 256)
    before = await ana.ready(saved(picture, 77), "file")
    await spoken(ana, before, "mill_before")
    await banked(town, saved(picture))
    assert await found(town) == [("pictures", "live", True)], "what was sent before is hunted"
    file = await ana.upload(saved(picture, kind="PNG"), "file", name="a.txt", mime="text/plain")
    assert (await ana.file(file)).get("st", 0) == 0
    await spoken(ana, file, "mill_file")
    assert len(await found(town)) == 1, "nobody has looked at it yet"
    private = await ana.upload(saved(picture, 70), "file")
    await ana.client.send(await ana.group(), "between us", fl=[private])
    await town.house.media.workshop.drain()
    assert await found(town) == [("pictures", "live", True)] * 2


async def test_what_only_begins_like_a_picture_holds_nothing_up(town: Town) -> None:
    ana = await person(town, "Ana")
    await banked(town, saved(photo(3, 256)))
    torn = await ana.ready(saved(photo(3, 256))[:400], "file")
    words = await ana.ready(b"words, words, words", "file")
    for file in (torn, words):
        assert (await ana.file(file)).get("st", 0) == 0
        assert (await ana.get(file, "o")).status_code == 200
    pool = town.house.store.pool
    assert await pool.fetchval("SELECT count(*) FROM media_jobs") == 0
    assert await pool.fetchval("SELECT count(*) FROM file_marks") == 0
    assert await pool.fetchval("SELECT count(*) FROM file_missed") == 0


async def test_a_known_picture_is_no_sticker_and_flat_art_is(town: Town) -> None:
    ana, picture = await person(town, "Ana"), photo(3, 256)
    await banked(town, saved(picture))
    known = await ana.ready(saved(picture, kind="WEBP"), "sticker", name="a.webp", mime="image/webp")
    assert (await ana.file(known))["st"] == 2
    flat = await ana.ready(saved(art(1), kind="WEBP"), "sticker", name="b.webp", mime="image/webp")
    assert (await ana.file(flat)).get("st", 0) == 0
