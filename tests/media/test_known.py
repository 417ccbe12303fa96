"""Known pictures, films and sound through the whole house: the bank, what is uploaded, what is stored, the case."""

import io
import re
from dataclasses import replace
from fractions import Fraction
from typing import Any

import av
import httpx
import numpy as np
import pytest
from av.audio.frame import AudioFrame
from av.video.frame import VideoFrame
from bench.pictures import art, photo
from bench.sounds import tune
from PIL import Image, ImageOps

from tambour.adapters.seeing import prints
from tambour.adapters.seeing.eye import Eye
from tambour.domain.errors import BadInput, Conflict, Forbidden
from tambour.moderation.bank import BankEntry
from tambour.moderation.exchange import Terms
from tambour.moderation.known import NO_MARKS, POINT_BYTES, POINTS_STORED
from tambour.services.screening import FAILING_MS
from tests.client import Refused
from tests.conftest import Town
from tests.media.making import Person, person
from tests.waiting import PATIENCE_S

pytestmark = pytest.mark.slow
SIDE = 192


def saved(picture: Image.Image, quality: int = 85, kind: str = "JPEG") -> bytes:
    out = io.BytesIO()
    picture.save(out, kind, quality=quality)
    return out.getvalue()


def film(seeds: list[int], *, crf: int = 23, mirrored: bool = False) -> bytes:
    """Half a second of each picture, ten a second."""
    out = io.BytesIO()
    with av.open(out, "w", format="mp4") as target:
        stream: Any = target.add_stream("libx264", rate=10, options={"crf": str(crf)})
        stream.width, stream.height, stream.pix_fmt = SIDE, SIDE, "yuv420p"
        for n in range(len(seeds) * 10):
            picture = photo(seeds[n // 10], SIDE) if n % 10 == 0 else picture  # noqa: F821
            shown = ImageOps.mirror(picture) if mirrored else picture
            frame: Any = VideoFrame.from_image(shown)  # type: ignore[no-untyped-call]
            frame.pts, frame.time_base = n, Fraction(1, 10)
            target.mux(stream.encode(frame))
        target.mux(stream.encode(None))
    return out.getvalue()


def sound(samples: np.ndarray, container: str = "ogg", codec: str = "libopus", rate: int = 48_000) -> bytes:
    out = io.BytesIO()
    with av.open(out, "w", format=container) as target:
        stream: Any = target.add_stream(codec, rate=rate, layout="mono")
        resampler = av.AudioResampler(
            format=stream.format.name, layout="mono", rate=rate, frame_size=stream.frame_size or 1024
        )
        frame = AudioFrame.from_ndarray(samples[None, :], format="s16", layout="mono")
        frame.sample_rate = 11_025
        for piece in [*resampler.resample(frame), *resampler.resample(None)]:
            target.mux(stream.encode(piece))
        target.mux(stream.encode(None))
    return out.getvalue()


def entry(mode: str = "live", **more: Any) -> BankEntry:
    return BankEntry(
        kind="picture", value="0" * 64, category="tvec.branded", mode=mode, source="own desk", **more
    )


async def banked(town: Town, data: bytes, *, agreed: bool = True, **more: Any) -> int:
    """Into the bank by two people; its id."""
    one, two = await town.person("Mod", "moderator"), await town.person("Dom", "moderator")
    samples = town.house.screening.samples
    assert samples is not None
    made = await samples.add(one, entry(**more), data)
    if agreed and made.acts:
        with pytest.raises(Forbidden, match=r"bank\.second"):
            await town.house.screening.bank.enable(one, made.id)
        await town.house.screening.bank.enable(two, made.id)
    return made.id


async def spoken(who: Person, file: str, name: str) -> tuple[int, int]:
    """The file in a public channel of one's own: (chat, seq)."""
    channel = await who.group(k="channel")
    await who.client.call("chat.edit", c=channel, name=name)
    return channel, (await who.client.send(channel, "look", fl=[file]))["s"]


async def found(town: Town) -> list[tuple[str, str, bool]]:
    """(detector, mode, has it a case) of all signals."""
    await town.house.media.workshop.publish()
    await town.house.screening.screen.catch_up()
    rows = await town.house.store.pool.fetch(
        "SELECT detector, mode, case_id IS NOT NULL AS led FROM signals ORDER BY id"
    )
    return [(row["detector"], row["mode"], row["led"]) for row in rows]


async def aged(town: Town) -> None:
    """What is owed another look is owed it for a while."""
    for table in ("file_missed", "screen_missed"):
        await town.house.store.pool.execute(f"UPDATE {table} SET since = since - $1", FAILING_MS)


async def test_a_known_picture_is_refused_in_every_guise_and_strangers_are_not(town: Town) -> None:
    ana = await person(town, "Ana")
    picture = photo(3, 256)
    before = await ana.ready(saved(picture))
    await banked(town, saved(picture, 95))
    for changed in (
        picture.resize((150, 150)),
        ImageOps.mirror(picture),
        ImageOps.expand(picture, 30, "white"),
    ):
        file = await ana.ready(saved(changed, 60))
        assert (await ana.file(file))["st"] == 2
        assert (await ana.get(file, "s")).status_code == 404
        with pytest.raises(Refused) as no:
            await ana.client.send(await ana.group(), "look", fl=[file])
        assert no.value.x["why"] == "media.known"
    assert (await ana.file(await ana.ready(saved(photo(8, 256))))).get("st", 0) == 0
    assert (await ana.file(before)).get("st", 0) == 0
    assert await found(town) == []  # what nobody said in public is no signal


async def test_in_shadow_it_is_counted_live_it_makes_a_case_and_a_hint_refuses_nothing(town: Town) -> None:
    ana = await person(town, "Ana")
    picture = photo(3, 256)
    shadow = await banked(town, saved(picture), mode="shadow")
    first = await ana.ready(saved(picture, 70))
    assert (await ana.file(first)).get("st", 0) == 0
    await spoken(ana, first, "mill_one")
    assert await found(town) == [("pictures", "shadow", False)]
    moderator = await town.person("Mod", "moderator")
    with pytest.raises(Conflict, match=r"in the bank"):
        await banked(town, saved(picture))
    await town.house.screening.bank.disable(moderator, shadow)
    assert (await ana.file(await ana.ready(saved(picture, 71)))).get("st", 0) == 0


async def test_a_part_of_a_known_picture_is_put_before_people_with_both_pictures(town: Town) -> None:
    ana = await person(town, "Ana")
    picture = photo(3, 256)
    fresh = await banked(town, saved(picture))
    turned = await ana.ready(saved(picture.rotate(25, expand=True)))
    assert (await ana.file(turned)).get("st", 0) == 0
    chat, seq = await spoken(ana, turned, "mill_two")
    assert await found(town) == [("points", "live", True)]
    case = await town.house.store.pool.fetchval("SELECT case_id FROM signals")
    seen = await town.house.screening.seen(case)
    like = seen.likes[fresh].like
    assert (seen.likes[fresh].file, like.how) == (turned, "points")
    assert like.off >= 14
    samples, moderator = town.house.screening.samples, await town.person("Mod", "moderator")
    assert samples is not None
    preview = await samples.shown(moderator, fresh)
    assert Image.open(io.BytesIO(preview.preview)).size == (256, 256)
    with pytest.raises(Forbidden):
        await samples.shown(ana.user, fresh)
    assert (chat, seq) == (seen.signals[0].chat, seen.signals[0].seq)


async def test_a_new_entry_hunts_through_what_is_stored_and_finds_public_copies_only(town: Town) -> None:
    ana = await person(town, "Ana")
    picture = photo(3, 256)
    copies = [await ana.ready(saved(one, 75)) for one in (picture, ImageOps.mirror(picture), photo(9, 256))]
    for number, file in enumerate(copies):
        await spoken(ana, file, f"mill_hunt{number}")
    await ana.client.send(await ana.group(), "between us", fl=[copies[0]])
    assert await found(town) == []
    await banked(town, saved(picture))
    assert await found(town) == [("pictures", "live", True)] * 2
    yields = (await town.house.screening.bank.shown(await town.person("Mod", "moderator")))[1]
    assert [(y.signals, y.cases, y.looked, y.hunting) for y in yields.values()] == [(2, 2, 3, False)]


async def test_a_hunt_finds_a_collage_that_was_sent_before(town: Town) -> None:
    ana = await person(town, "Ana")
    picture = photo(3, 256)
    both = Image.new("RGB", (512, 256))
    both.paste(picture)
    both.paste(photo(9, 256), (256, 0))
    await spoken(ana, await ana.ready(saved(both)), "mill_collage")
    await spoken(ana, await ana.ready(saved(photo(10, 256))), "mill_other")
    assert await found(town) == []
    await banked(town, saved(picture))
    assert await found(town) == [("points", "live", True)]


async def test_the_bank_may_change_while_a_file_is_looked_at(
    town: Town, monkeypatch: pytest.MonkeyPatch
) -> None:
    ana = await person(town, "Ana")
    picture = photo(3, 256)
    workshop = town.house.media.workshop
    look, looked = workshop.screening.look, []

    async def slow(specimen: Any) -> Any:
        looked.append(await look(specimen))
        if len(looked) == 1:
            await banked(town, saved(picture, 95))
        return looked[-1]

    monkeypatch.setattr(workshop.screening, "look", slow)
    file = await ana.ready(saved(picture))
    assert [one.why for one in looked] == ["", "media.known"]
    assert (await ana.file(file))["st"] == 2


async def test_a_detector_that_fails_keeps_no_picture_back(
    town: Town, monkeypatch: pytest.MonkeyPatch
) -> None:
    ana = await person(town, "Ana")
    await banked(town, saved(photo(3, 256)))
    assert await found(town) == []  # the entry has hunted through what there was

    def torn(*_: object) -> None:
        raise ValueError("torn")

    screening: Any = town.house.media.workshop.screening
    with monkeypatch.context() as broken:
        broken.setattr(screening.known, "like", torn)
        file = await ana.ready(saved(photo(3, 256).rotate(25, expand=True)))
        assert (await ana.file(file)).get("st", 0) == 0
        assert screening.failed == 1
        await spoken(ana, file, "mill_torn")
        assert await found(town) == []
        assert await town.house.media.relook.turn() == 0
        await aged(town)
        assert await town.house.screening.failing_since() > 0
    town.house.media.relook.pauses.hasten()
    assert await town.house.media.relook.turn() == 1
    assert await found(town) == [("points", "live", True)]
    assert await town.house.screening.failing_since() == 0


async def test_a_file_whose_marks_could_not_be_taken_is_shown_and_looked_at_again(
    town: Town, monkeypatch: pytest.MonkeyPatch
) -> None:
    ana = await person(town, "Ana")
    await banked(town, saved(photo(3, 128)))
    studio: Any = town.house.media.workshop.studio
    right = type(studio).make

    async def blind(*what: Any) -> Any:
        return replace(await right(*what), marks=NO_MARKS, blind=True)

    with monkeypatch.context() as broken:
        broken.setattr(type(studio), "make", blind)
        file = await ana.ready(saved(photo(3, 128)))
        assert (await ana.file(file)).get("st", 0) == 0
        await spoken(ana, file, "mill_blind")
        assert await found(town) == []
        assert await town.house.media.relook.turn() == 0
    town.house.media.relook.pauses.hasten()
    assert await town.house.media.relook.turn() == 1
    assert await found(town) == [("pictures", "live", True)]


def test_an_eye_that_fails_is_blind_and_one_that_keeps_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    def torn(*_: object) -> None:
        raise ValueError("torn")

    monkeypatch.setattr(prints, "query", torn)
    monkeypatch.setattr(prints, "kept", torn)
    eye = Eye(keeping=False)
    eye.picture(photo(3, 128))
    assert (eye.blind, eye.marks()) == (True, NO_MARKS)
    with pytest.raises(ValueError, match="torn"):
        Eye(keeping=True).picture(photo(3, 128))


async def test_a_known_film_is_refused_trimmed_and_saved_again_and_known_in_the_mirror(town: Town) -> None:
    ana = await person(town, "Ana")
    await banked(town, film([1, 2, 3, 4, 5]))
    for changed in (film([1, 2, 3, 4, 5], crf=32), film([3, 4, 5]), film([2, 3, 4], mirrored=True)):
        assert (await ana.file(await ana.ready(changed, "video")))["st"] == 2
    shows = await ana.ready(film([60, 61, 3, 62, 63, 64]), "video")
    assert (await ana.file(shows)).get("st", 0) == 0
    await spoken(ana, shows, "mill_film")
    assert ("pictures", "live", True) in await found(town)


async def test_a_frame_of_a_known_film_as_a_picture_is_known(town: Town) -> None:
    ana = await person(town, "Ana")
    await banked(town, film([1, 2, 3]))
    assert (await ana.file(await ana.ready(saved(photo(2, SIDE)))))["st"] == 2


async def test_known_sound_is_refused_saved_again_and_cut(town: Town) -> None:
    ana = await person(town, "Ana")
    whole = tune(1, 20)
    fresh = await banked(town, sound(whole, "mp3", "libmp3lame", 44_100))
    row = await town.house.store.pool.fetchrow("SELECT kind FROM bank_entries WHERE id = $1", fresh)
    assert row is not None
    assert row["kind"] == "sound"
    for data, kind in (
        (sound(whole), "voice"),
        (sound(whole[60_000:190_000], "wav", "pcm_s16le", 16_000), "audio"),
    ):
        assert (await ana.file(await ana.ready(data, kind)))["st"] == 2
    assert (await ana.file(await ana.ready(sound(tune(2, 10)), "voice"))).get("st", 0) == 0


@pytest.mark.parametrize(
    ("data", "why"),
    [
        (saved(art(1)), "bank.plain"),
        (saved(art(2), kind="PNG"), "bank.plain"),
        (sound(np.zeros(11_025 * 12, np.int16)), "bank.plain"),
        (b"no picture at all", "media.unknown_format"),
        (saved(photo(1, 64))[:900], "media.unreadable"),
        (b"", None),
    ],
    ids=["face", "text", "silence", "words", "torn", "nothing"],
)
async def test_what_has_too_little_in_it_does_not_enter_the_bank(
    town: Town, data: bytes, why: str | None
) -> None:
    with pytest.raises(BadInput) as no:
        await banked(town, data)
    assert no.value.facts.get("why") == why
    assert await town.house.store.pool.fetchval("SELECT count(*) FROM bank_entries") == 0


async def test_the_marks_of_a_file_go_with_it(town: Town) -> None:
    ana = await person(town, "Ana")
    file = await ana.ready(saved(photo(1, 128)))
    pool = town.house.store.pool
    row = await pool.fetchrow(
        "SELECT length(prints) AS a, length(points) AS b FROM file_marks WHERE file_id = $1", file
    )
    assert row is not None
    assert (row["a"] % 37, row["b"] % POINT_BYTES, 0 < row["b"] <= POINTS_STORED * POINT_BYTES) == (
        0,
        0,
        True,
    )
    assert (await ana.web.delete(f"/files/{file}", headers=ana.bearer)).status_code == 204
    assert await pool.fetchval("SELECT count(*) FROM file_marks") == 0


async def test_a_picture_leaves_the_bank_as_its_hash_and_comes_back(town: Town) -> None:
    moderator, other = await town.person("Mod", "moderator"), await town.person("Dom", "moderator")
    picture = photo(3, 256)
    fresh = await banked(town, saved(picture), mode="shadow")
    await banked(town, film([1, 2]), mode="shadow")
    bank, lists = town.house.screening.bank, town.house.exchange
    told = (await lists.giving.file(moderator, "csv")).data
    assert [line.split(b",")[0].decode() for line in told.splitlines()] == ["kind", "pdq"]
    live = told.replace(b"shadow", b"live")
    assert (await lists.intake.file(moderator, "csv", live, Terms())).added == 1
    row = await town.house.store.pool.fetchrow("SELECT id, state FROM bank_entries WHERE kind = 'pdq'")
    assert row is not None
    assert row["state"] == "waiting"
    await bank.enable(other, row["id"])
    ana = await person(town, "Ana")
    assert (await ana.file(await ana.ready(saved(picture.resize((99, 99))))))["st"] == 2
    with pytest.raises(BadInput):
        await lists.intake.file(moderator, "csv", told.replace(b"pdq", b"picture"), Terms())
    with pytest.raises(BadInput):
        await bank.add(moderator, entry(note=str(fresh)))


async def at_desk(town: Town, name: str) -> tuple[httpx.AsyncClient, str]:
    """A moderator's browser, and the token of its forms."""
    staff = await person(town, name, "moderator")
    link = (await staff.client.call("console.link"))["url"]
    desk = httpx.AsyncClient(base_url=town.http, timeout=30, follow_redirects=True)
    await desk.post("/console/enter", data={"t": link.partition("t=")[2]})
    found = re.search(r'name="csrf" value="([^"]+)"', (await desk.get("/console/bank")).text)
    assert found
    return desk, found[1]


async def test_a_picture_is_brought_at_the_desk_agreed_to_and_shown_beside_what_was_found(town: Town) -> None:
    ana, picture = await person(town, "Ana"), photo(3, 256)
    (one, csrf), (two, other) = await at_desk(town, "Mod"), await at_desk(town, "Dom")
    form = {
        "csrf": csrf,
        "category": "tvec.branded",
        "source": "own desk",
        "mode": "live",
        "opinion": "positive",
    }
    flat = await one.post("/console/bank/sample", data=form, files={"file": ("a.jpg", saved(art(1)))})
    assert (flat.status_code, "too little in it" in flat.text) == (400, True)
    assert (await one.post("/console/bank/sample", data=form)).status_code == 400
    wrong = form | {"csrf": "other"}
    sent = {"file": ("a.jpg", saved(picture))}
    assert (await one.post("/console/bank/sample", data=wrong, files=sent)).status_code == 403
    page = await one.post("/console/bank/sample", data=form, files=sent)
    assert (page.status_code, "waits for a second person" in page.text) == (200, True)
    fresh = await town.house.store.pool.fetchval("SELECT id FROM bank_entries")
    await two.post(f"/console/bank/{fresh}/enable", data={"csrf": other})
    shown = await two.get(f"/console/bank/{fresh}/sample")
    assert (shown.headers["content-type"], shown.headers["cache-control"]) == ("image/webp", "no-store")
    assert Image.open(io.BytesIO(shown.content)).size == (256, 256)
    stranger = httpx.AsyncClient(base_url=town.http, timeout=PATIENCE_S)
    assert (await stranger.get(f"/console/bank/{fresh}/sample")).status_code == 401
    assert (await two.get("/console/bank/77/sample")).status_code == 404

    turned = await ana.ready(saved(picture.rotate(25, expand=True)))
    await spoken(ana, turned, "mill_desk")
    await found(town)
    case = await town.house.store.pool.fetchval("SELECT case_id FROM signals")
    told = (await two.get(f"/console/case/{case}")).text
    assert f'href="/console/case/{case}/media/{turned}/s"' in told
    assert f'href="/console/bank/{fresh}/sample"' in told
    assert re.search(r"\d+ points agree", told)
    for browser in (one, two, stranger):
        await browser.aclose()
