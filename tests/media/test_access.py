"""Who may fetch a file: by every rule of visible(), asked anew each time, gone at once where moderation removes."""

import pytest

from tambour.domain.errors import BadInput
from tambour.domain.media import byte_range, clean_file_name, disposition
from tambour.moderation.cases import Choice
from tests.client import Refused
from tests.conftest import Town
from tests.media.making import Person, jpeg, person, tone

EVERY = ("s", "m", "j")


async def remove(town: Town, judge: int, reporter: Person, chat: int, seq: int) -> int:
    """Reported, looked at, removed; returns the decision."""
    client, safety, pool = reporter.client, town.house.safety, town.house.store.pool
    asked = await client.call("report.create", rid=client.rid(), category="tvec.praise", c=chat, s=seq)
    case = await pool.fetchval("SELECT case_id FROM reports WHERE id = $1", int(asked["receipt"]))
    ver = await pool.fetchval("SELECT ver FROM cases WHERE id = $1", case)
    choice = Choice(outcome="remove_content", category="tvec.praise", facts="Praise.")
    decision = (await safety.review.decide(judge, case, ver, choice)).id
    await safety.enforce.sweep()
    return decision


async def test_nobody_fetches_what_they_may_not_see(town: Town) -> None:
    ana, ben, eve = await person(town, "Ana"), await person(town, "Ben"), await person(town, "Eve")
    group = await ana.group(ben)
    file = await ana.ready(jpeg(1500, 900))
    assert (await ana.get(file, "s")).status_code == 200, "one's own before it is sent"
    assert (await ben.get(file, "s")).status_code == 404
    sent = await ana.client.send(group, "", fl=[file])
    assert (await ben.get(file, "s")).status_code == 200
    assert (await eve.get(file, "s")).status_code == 404
    anybody = await ana.web.get(f"/f/{file}/s", headers={"Cookie": "tambour_files=x"})
    assert anybody.status_code == 404
    for name in ("src", "o", "x", "..", "%2e%2e", "S"):
        assert (await ben.get(file, name)).status_code == 404

    await ben.client.call("msg.delete", c=group, s=[sent["s"]])
    assert (await ben.get(file, "s")).status_code == 404, "hidden by himself"
    await ana.client.call("msg.delete", c=group, s=[sent["s"]], all=True)
    for name in EVERY:
        assert (await ben.get(file, name)).status_code == 404


async def test_who_leaves_or_is_sent_away_fetches_no_more(town: Town) -> None:
    ana, ben = await person(town, "Ana"), await person(town, "Ben")
    group = await ana.group(ben)
    file = await ana.ready(jpeg())
    await ana.client.send(group, "", fl=[file])
    assert (await ben.get(file, "s")).status_code == 200
    await ana.client.call("member.remove", c=group, u=ben.user)
    assert (await ben.get(file, "s")).status_code == 404


async def test_a_public_chat_shows_its_files_to_anybody_and_an_ended_session_nothing(town: Town) -> None:
    ana, ben = await person(town, "Ana"), await person(town, "Ben")
    made = await ana.client.call(
        "chat.create", k="channel", rid=ana.client.rid(), title="News", public=True, name="quiet_news"
    )
    file = await ana.ready(jpeg())
    await ana.client.send(made["ch"]["c"], "", fl=[file])
    assert (await ben.web.get(f"/f/{file}/s")).status_code == 200

    group, own = await ana.group(ben), await ana.ready(jpeg(shade=9))
    await ana.client.send(group, "", fl=[own])
    assert (await ben.get(own, "s")).status_code == 200
    await ben.client.call("sessions.revoke", all=True)
    for session in (await ben.client.call("sessions.list"))["sessions"]:
        if not session.get("current"):
            await ben.client.call("sessions.revoke", id=session["id"])
    assert (await ben.get(own, "s")).status_code == 404
    assert (await ben.get(file, "s")).status_code == 200


async def test_what_moderation_removes_is_gone_in_all_variants_and_returns_when_restored(town: Town) -> None:
    ana, ben, eve = await person(town, "Ana"), await person(town, "Ben"), await person(town, "Eve")
    judge, other = await town.person("Judge", "moderator"), await town.person("Other", "moderator")
    made = await ana.client.call(
        "chat.create", k="channel", rid=ana.client.rid(), title="News", public=True, name="loud_news"
    )
    channel, data = made["ch"]["c"], jpeg(1500, 900)
    await ben.client.call("chat.join", c=channel)
    file = await ana.ready(data)
    sent = await ana.client.send(channel, "", fl=[file])
    etag = (await ben.get(file, "s")).headers["etag"]
    saved = (await ben.client.call("chat.create", k="saved", rid=ben.client.rid()))["ch"]["c"]
    await ben.client.call(
        "msg.forward", **{"from": channel, "s": [sent["s"]], "to": saved, "rid": ben.client.rid()}
    )
    again = (await ana.client.call("chat.create", k="saved", rid=ana.client.rid()))["ch"]["c"]
    await ana.client.send(again, "", fl=[file])

    decision = await remove(town, judge, ben, channel, sent["s"])
    for who in (ana, ben, eve):
        for name in EVERY:
            assert (await who.get(file, name)).status_code == 404
            assert (await who.get(file, name, **{"If-None-Match": etag})).status_code == 404
            assert (await who.get(file, name, Range="bytes=0-9")).status_code == 404
    assert (await ben.client.call("search.media", c=channel, kind="media"))["msgs"] == []
    upload = await eve.web.post("/files", json={"size": len(data), "kind": "photo"}, headers=eve.bearer)
    refused = await eve.patch(upload.json()["id"], 0, data)
    assert (refused.status_code, refused.json()["x"]["reason"]) == (403, "media.withdrawn")
    with pytest.raises(Refused) as no:
        await eve.client.send(await eve.group(), "", fl=[upload.json()["id"]])
    assert no.value.x["reason"] == "media.withdrawn"
    with pytest.raises(Refused):
        await ana.client.send(again, "once more", fl=[file])

    await town.house.safety.review.restore(other, decision, "a mistake")
    await town.house.safety.enforce.sweep()
    for who in (ana, ben, eve):
        assert (await who.get(file, "s")).status_code == 200
    assert await eve.ready(data)


async def test_a_closed_chat_closes_its_files(town: Town) -> None:
    ana, ben = await person(town, "Ana"), await person(town, "Ben")
    group = await ana.group(ben)
    file = await ana.ready(jpeg())
    await ana.client.send(group, "", fl=[file])
    store = town.house.store
    for state, status in (("quarantined", 404), ("live", 200), ("removed", 404), ("frozen", 200)):
        async with store.writing() as tx:
            await tx.cases.set_chat_state(group, state, 0)
        assert (await ben.get(file, "s")).status_code == status, state


async def test_ranges_tags_and_heads_are_answered_as_http_says(town: Town) -> None:
    ana = await person(town, "Ana")
    file = await ana.ready(tone("wav", "pcm_s16le"), "audio", name='my "ü" song.wav', mime="text/html")
    whole = await ana.get(file, "o")
    size = len(whole.content)
    assert whole.headers["content-disposition"].startswith("attachment; filename=")
    assert "filename*=UTF-8''my%20_%C3%BC_%20song.wav" in whole.headers["content-disposition"]
    assert whole.headers["content-type"] == "application/octet-stream"
    assert whole.headers["x-content-type-options"] == "nosniff"
    assert whole.headers["content-security-policy"] == "sandbox; default-src 'none'"
    for asked, start, end in (
        ("bytes=0-9", 0, 10),
        ("bytes=-5", size - 5, size),
        (f"bytes={size - 3}-", size - 3, size),
    ):
        part = await ana.get(file, "o", Range=asked)
        assert part.status_code == 206
        assert part.content == whole.content[start:end]
        assert part.headers["content-range"] == f"bytes {start}-{end - 1}/{size}"
    assert (await ana.get(file, "o", Range=f"bytes={size}-")).status_code == 416
    for nonsense in ("bytes=0-1,3-4", "bytes=9-1", "lines=1-2", "bytes=-"):
        assert (await ana.get(file, "o", Range=nonsense)).status_code == 200
    same = await ana.get(file, "o", **{"If-None-Match": f'"x", {whole.headers["etag"]}'})
    assert (same.status_code, same.content) == (304, b"")
    head = await ana.web.head(f"/f/{file}/o")
    assert (head.status_code, head.content, head.headers["content-length"]) == (200, b"", str(size))
    old = await ana.get(file, "o", Range="bytes=0-9", **{"If-Range": '"other"'})
    assert old.status_code == 200


async def test_a_client_without_webp_gets_a_jpeg(town: Town) -> None:
    ana = await person(town, "Ana")
    file = await ana.ready(jpeg())
    assert (await ana.get(file, "s", Accept="image/png,image/jpeg")).headers["content-type"] == "image/jpeg"
    assert (await ana.get(file, "s", Accept="image/*")).headers["content-type"] == "image/webp"


async def test_people_and_chats_have_faces(town: Town) -> None:
    ana, ben = await person(town, "Ana"), await person(town, "Ben")
    group = await ana.group(ben)
    eve = await person(town, "Eve")
    picture = await ana.ready(jpeg(900, 600))
    me = await ana.client.call("me.photo", file=picture)
    face = me["ph"]
    seen = (await ben.client.call("user.get", u=[ana.user]))["users"][0]
    assert seen["ph"] == face
    assert [(v[0], v[1], v[2]) for v in (await ana.file(face))["vs"]] == [("s", 160, 160), ("m", 600, 600)]
    assert (await ben.get(face, "m")).status_code == 200

    fresh = await ana.upload(jpeg(shade=40))
    shown = (await ana.client.call("chat.edit", c=group, photo=fresh))["ch"]["ph"]
    event = await ben.client.until(lambda e: e["t"] == "c" and "ph" in e["ch"])
    assert event["ch"]["ph"] == shown
    assert (await ben.get(shown, "s")).status_code == 200
    assert (await eve.get(shown, "s")).status_code == 404

    assert "ph" not in await ana.client.call("me.photo", file=None)
    assert (await ben.get(face, "m")).status_code == 404
    assert "ph" not in (await ana.client.call("chat.edit", c=group, photo=None))["ch"]
    assert (await ben.get(shown, "s")).status_code == 404
    with pytest.raises(Refused):
        await ben.client.call("me.photo", file=picture)


async def test_the_tabs_of_a_chat_list_what_its_viewer_may_see(town: Town) -> None:
    ana, ben = await person(town, "Ana"), await person(town, "Ben")
    group = await ana.group(ben)

    async def tab(who: Person, kind: str, **more: int) -> list[int]:
        found = await who.client.call("search.media", c=group, kind=kind, **more)
        return [message["s"] for message in found["msgs"]]

    photos = [(await ana.client.send(group, "", fl=[await ana.ready(jpeg(shade=n))]))["s"] for n in range(3)]
    voice = (await ana.client.send(group, "", fl=[await ana.ready(tone(), "voice")]))["s"]
    document = (await ana.client.send(group, "", fl=[await ana.upload(b"text", "file", name="a.txt")]))["s"]
    link = (await ana.client.send(group, "see https://example.org"))["s"]
    assert await tab(ben, "media") == photos[::-1]
    assert await tab(ben, "voice") == [voice]
    assert await tab(ben, "files") == [document]
    assert await tab(ben, "links") == [link]
    assert await tab(ben, "media", limit=2) == photos[:0:-1]
    assert await tab(ben, "media", before=photos[1]) == [photos[0]]
    await ana.client.call("msg.edit", c=group, s=link, x="see nothing", v=1)
    assert await tab(ben, "links") == []
    await ana.client.call("msg.delete", c=group, s=[photos[2]], all=True)
    await ben.client.call("msg.delete", c=group, s=[photos[1]])
    assert await tab(ben, "media") == [photos[0]]
    assert await tab(ana, "media") == [photos[1], photos[0]]


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("../../etc/passwd", "passwd"),
        ("a\\b\\c.txt", "c.txt"),
        ("CON", "_CON"),
        ("con.txt", "_con.txt"),
        ("a%00.png", "a_00.png"),
        ("\u202egpj.exe", "gpj.exe"),
        ("name. . ", "name"),
        ("", "file"),
        ("...", "file"),
        ("x" * 300 + ".jpg", "x" * 251 + ".jpg"),
        ("a\r\nSet-Cookie: x", "a  Set-Cookie_ x"),
    ],
)
def test_a_name_is_only_a_name(given: str, kept: str) -> None:
    assert clean_file_name(given) == kept
    line = disposition(clean_file_name(given), attachment=True)
    assert "\r" not in line
    assert "\n" not in line
    assert line.isascii()


def test_a_range_lies_inside_or_is_refused() -> None:
    assert byte_range("bytes=0-0", 1) == (0, 1)
    assert byte_range("bytes=-9", 5) == (0, 5)
    with pytest.raises(BadInput):
        byte_range("bytes=-0", 5)


async def test_a_protected_chat_shows_its_media_and_keeps_its_originals(town: Town) -> None:
    ana, ben, cleo = await person(town, "Ana"), await person(town, "Ben"), await person(town, "Cleo")
    group = await ana.group(ben, cleo)
    photo = await ben.ready(jpeg(800, 600))
    file, song = (
        await ben.ready(b"figures", "file", name="a.csv"),
        await ben.ready(tone(), "audio", name="a.ogg"),
    )
    await ben.client.send(group, "", fl=[photo])
    await ben.client.send(group, "", fl=[file])
    await ben.client.send(group, "", fl=[song])
    assert (await cleo.get(file, "o")).status_code == 200
    await ana.client.call("chat.edit", c=group, protect=True)

    for shown, name in ((photo, "m"), (song, "a")):
        assert (await cleo.get(shown, name)).status_code == 200
    for kept in (file, song):
        assert (await cleo.get(kept, "o")).status_code == 404, "nothing to keep for members"
        assert (await cleo.web.get(f"/f/{kept}/o", headers={"Range": "bytes=0-1"})).status_code == 404
        assert (await ana.get(kept, "o")).status_code == 200, "who runs the chat"
        assert (await ben.get(kept, "o")).status_code == 200, "one's own"

    other = await ben.group(cleo)
    await ben.client.send(other, "", fl=[file])
    assert (await cleo.get(file, "o")).status_code == 200, "the same file from an open chat"


async def test_a_protected_channel_is_as_protected_in_its_discussion_group(town: Town) -> None:
    ana, ben = await person(town, "Ana"), await person(town, "Ben")
    channel, group = await ana.group(k="channel"), await ana.group(ben)
    await ana.client.call("chat.edit", c=channel, linked=group)
    await ana.client.call("chat.edit", c=channel, protect=True)
    file = await ana.ready(b"figures", "file", name="a.csv")
    await ana.client.send(channel, "the figures", fl=[file])
    await town.house.messages.discussion.turn(whole=True)
    copies = [m for m in (await ben.client.call("msg.history", c=group))["msgs"] if m.get("fl")]
    assert [m["fl"][0]["id"] for m in copies] == [file]
    assert (await ben.get(file, "o")).status_code == 404
    await ana.client.call("chat.edit", c=channel, protect=False)
    assert (await ben.get(file, "o")).status_code == 200
