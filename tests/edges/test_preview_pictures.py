"""The picture of a link's preview: fetched through the gate only, seen by who sees the message, gone with it."""

import zipfile
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import httpx
from bench.pictures import photo

from tests.adapters.fetch.street import INSIDE, PUBLIC, Server, fetch, listening, reply
from tests.conftest import Town, started
from tests.media.making import jpeg, person, png
from tests.media.test_access import remove
from tests.media.test_known import banked, found, saved
from tests.services.moving.conftest import Yard
from tests.waiting import PATIENCE_S

HEAD = "<title>Boats</title><meta property=og:image content='{}'>"


class Talk:
    """Ana tells Ben of pages in a group; Eve is elsewhere."""

    def __init__(self, town: Town, site: Server) -> None:
        self.town, self.site = town, site

    async def settle(self) -> "Talk":
        self.ana, self.ben, self.eve = [await person(self.town, name) for name in ("Ana", "Ben", "Eve")]
        self.chat = await self.ana.group(self.ben)
        return self

    def page(self, path: str, image: str) -> str:
        """A page that names this picture; its address."""
        self.site.answers[path] = reply(HEAD.format(image).encode(), Content_Type="text/html")
        return f"http://site.example:{self.site.port}{path}"

    async def tell(self, address: str) -> dict[str, Any]:
        """Said and worked off: the message as Ben sees it."""
        sent = await self.ana.client.send(self.chat, address)
        assert await self.town.house.outward.previews.turn() == 1
        found: dict[str, Any] = (await self.ben.client.call("msg.get", c=self.chat, s=[sent["s"]]))["msgs"][0]
        return found


@asynccontextmanager
async def street(dsn: str, folder: Path, **known: Any) -> AsyncIterator[Talk]:
    async with listening() as site, started(dsn, folder, fetch(site, **known)) as town:
        yield await Talk(town, site).settle()


async def test_who_sees_the_message_sees_its_picture_and_nobody_else(dsn: str, tmp_path: Path) -> None:
    async with street(dsn, tmp_path) as talk:
        talk.site.answers["/i.jpg"] = reply(jpeg(1200, 630, gps=True), Content_Type="image/jpeg")
        told = await talk.tell(talk.page("/boats", "/i.jpg"))

        photo = told["lp"]["fl"]
        assert (photo["k"], photo["w"], photo["h"], photo["mi"]) == ("photo", 320, 168, "image/webp")
        assert len(photo["th"]) > 8
        seen = await talk.ben.get(photo["id"], "s")
        assert (seen.status_code, seen.headers["content-type"]) == (200, "image/webp")
        assert b"QANARY" not in seen.content
        assert (await talk.eve.get(photo["id"], "s")).status_code == 404
        assert (await talk.ben.client.call("search.media", c=talk.chat, kind="media"))["msgs"] == []

        again = await talk.tell(talk.page("/boats", "/i.jpg"))
        assert again["lp"]["fl"]["id"] == photo["id"], "asked once for all who send it"
        other = await talk.ben.group(talk.eve)
        await talk.ben.client.call(
            "msg.forward", **{"from": talk.chat, "s": [told["s"]], "to": other, "rid": talk.ben.client.rid()}
        )
        assert (await talk.eve.get(photo["id"], "s")).status_code == 200, "a forwarded card has its picture"

        for s in (told["s"], again["s"]):
            await talk.ana.client.call("msg.delete", c=talk.chat, s=[s], all=True)
        assert (await talk.ana.get(photo["id"], "s")).status_code == 404, "gone with its messages"
        assert (await talk.ben.get(photo["id"], "s")).status_code == 200, "his own copy stands"


async def test_a_known_picture_is_in_no_preview_and_a_part_of_one_makes_a_case(
    dsn: str, tmp_path: Path
) -> None:
    async with street(dsn, tmp_path) as talk:
        picture = photo(3, 256)
        await banked(talk.town, saved(picture))
        await talk.ana.client.call("chat.edit", c=talk.chat, name="mill_boats")
        talk.site.answers["/known.jpg"] = reply(saved(picture, 60), Content_Type="image/jpeg")
        talk.site.answers["/part.jpg"] = reply(
            saved(picture.rotate(25, expand=True)), Content_Type="image/jpeg"
        )
        assert "fl" not in (await talk.tell(talk.page("/known", "/known.jpg")))["lp"]
        await talk.ana.client.send(talk.chat, talk.page("/part", "/part.jpg"))
        assert await found(talk.town) == []
        assert await talk.town.house.outward.previews.turn() == 1
        assert await found(talk.town) == [("points", "live", True)], "it came after the message was read"


async def test_it_follows_the_preview(dsn: str, tmp_path: Path) -> None:
    async with street(dsn, tmp_path) as talk:
        talk.site.answers["/i.png"] = reply(png(400, 400), Content_Type="image/png")
        told = await talk.tell(talk.page("/boats", "/i.png"))
        photo, place = told["lp"]["fl"]["id"], {"c": talk.chat, "s": told["s"]}
        await talk.ana.client.call("msg.preview", **place, on=0)
        assert (await talk.ben.get(photo, "s")).status_code == 404
        await talk.ana.client.call("msg.preview", **place, on=1)
        await talk.town.house.outward.previews.turn()
        assert (await talk.ben.get(photo, "s")).status_code == 200
        await talk.ana.client.call("msg.edit", **place, x="no link any more", v=1)
        assert (await talk.ben.get(photo, "s")).status_code == 404


async def test_a_page_without_a_picture_of_use_has_its_words(dsn: str, tmp_path: Path) -> None:
    async with street(dsn, tmp_path) as talk:
        talk.site.answers["/tiny.png"] = reply(png(1, 1))
        talk.site.answers["/words.png"] = reply(b"<script>alert(1)</script>", Content_Type="image/png")
        talk.site.answers["/large.png"] = reply(b"x" * (3 * 1024 * 1024 + 1))
        for n, image in enumerate(
            (
                "/tiny.png",
                "/words.png",
                "/large.png",
                "/none.png",
                "",
                "data:image/png;base64,AA",
                "http://[::1",
            )
        ):
            told = await talk.tell(talk.page(f"/p{n}", image))
            assert told["lp"]["ti"] == "Boats", image
            assert "fl" not in told["lp"], image


async def test_no_picture_leads_inside(dsn: str, tmp_path: Path) -> None:
    known = {"inner": INSIDE, "turns": [PUBLIC, INSIDE]}
    async with street(dsn, tmp_path, **known) as talk, listening(INSIDE, talk.site.port) as inside:
        at = talk.site.port  # both have this port, so that it is the address that is refused
        inside.answers["/i.png"] = reply(png(400, 400))
        within = f"http://{INSIDE}:{inside.port}/i.png"
        talk.site.answers["/moved"] = reply(b"", "302 Found", Location=within)
        wrong = [
            within, f"http://inner.example:{inside.port}/i.png", f"http://inner.example:{at}/i.png", "/moved",
            f"http://127.1:{at}/i.png", f"http://2130706434:{at}/", f"http://[::ffff:127.0.0.2]:{at}/i.png",
            "file:///etc/passwd", "gopher://127.0.0.2/", f"//{INSIDE}:{inside.port}/i.png", "http://169.254.169.254/latest",
            f"http://ana:secret@site.example:{at}/i.png", "http://site.example:22/i.png",
        ]  # fmt: skip
        for n, image in enumerate(wrong):
            told = await talk.tell(talk.page(f"/p{n}", image))
            assert told["lp"]["ti"] == "Boats", image
            assert "fl" not in told["lp"], image
        talk.page("/turning", f"http://turns.example:{at}/i.png")
        told = await talk.tell(f"http://turns.example:{at}/turning")
        assert "fl" not in told["lp"], "the name led inside the second time"
        assert inside.asked == []


async def test_removal_closes_it_and_leaves_the_same_link_elsewhere_alone(dsn: str, tmp_path: Path) -> None:
    async with street(dsn, tmp_path) as talk:
        talk.site.answers["/i.png"] = reply(png(400, 400), Content_Type="image/png")
        bad, good = [await talk.tell(talk.page("/boats", "/i.png")) for _ in range(2)]
        photo = bad["lp"]["fl"]["id"]
        judge = await talk.town.person("Judge", "moderator")
        await remove(talk.town, judge, talk.ben, talk.chat, bad["s"])
        assert (await talk.ben.get(photo, "s")).status_code == 200, "it is only the link of another message"
        await talk.ana.client.call("msg.delete", c=talk.chat, s=[good["s"]], all=True)
        assert (await talk.ben.get(photo, "s")).status_code == 404
        assert (await talk.ana.get(photo, "s")).status_code == 404, "nor its author"


async def test_guests_see_it_on_a_public_page_and_an_export_has_it(dsn: str, tmp_path: Path) -> None:
    async with street(dsn, tmp_path) as talk:
        talk.site.answers["/i.png"] = reply(png(400, 400), Content_Type="image/png")
        made = await talk.ana.client.call(
            "chat.create",
            k="channel",
            rid=talk.ana.client.rid(),
            title="Boats",
            public=True,
            name="boats_daily",
        )
        talk.chat = made["ch"]["c"]
        await talk.ben.client.call("chat.join", c=talk.chat)
        photo = (await talk.tell(talk.page("/boats", "/i.png")))["lp"]["fl"]["id"]

        async with httpx.AsyncClient(timeout=PATIENCE_S) as guest:
            page = (await guest.get(f"{talk.town.http}/boats_daily")).text
            assert f'src="/f/{photo}/s"' in page
            assert (await guest.get(f"{talk.town.http}/f/{photo}/s")).status_code == 200
        export = await Yard(talk.town.house, tmp_path).take(talk.ben.user, tmp_path / "b.zip")
        with zipfile.ZipFile(export) as packed:
            assert any(photo in name for name in packed.namelist())
            assert photo in packed.read("tambour.jsonl").decode()
