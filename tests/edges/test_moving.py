"""Uploading an export, watching it arrive, and fetching one's own: over the wire, as clients do it."""

import io
import json
import zipfile
from collections.abc import AsyncIterator, Callable
from typing import Any

import httpx
import pytest

from tambour.domain.messages import Flag
from tests.client import Client, Refused
from tests.conftest import Town
from tests.services.moving.conftest import group, message
from tests.waiting import PATIENCE_S

Web = Callable[..., httpx.AsyncClient]


def packed(*chats: dict[str, Any], **more: Any) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as file:
        body = {"personal_information": {"user_id": 1000}, "chats": {"list": list(chats)}} | more
        file.writestr("export/result.json", json.dumps(body))
    return out.getvalue()


async def why(client: Client, move: int) -> str:
    """Why an upload is not taken."""
    with pytest.raises(Refused) as no:
        await client.call("import.start", id=move)
    return str(no.value.x["why"])


@pytest.fixture
async def web(town: Town) -> AsyncIterator[Callable[..., httpx.AsyncClient]]:
    """Browsers that are closed in the end."""
    made: list[httpx.AsyncClient] = []

    def browser(token: str = "", cookie: str = "") -> httpx.AsyncClient:
        made.append(
            httpx.AsyncClient(
                base_url=town.http,
                headers={"Authorization": f"Bearer {token}"} if token else {},
                cookies={"tambour_export": cookie} if cookie else {},
                timeout=PATIENCE_S,
            )
        )
        return made[-1]

    yield browser
    for one in made:
        await one.aclose()


class Hand:
    """One person's HTTP client."""

    def __init__(self, http: httpx.AsyncClient) -> None:
        self.http = http

    async def upload(self, body: bytes, *, path: str = "archive.zip", piece: int = 100) -> int:
        """In pieces; returns the move."""
        made = await self.http.post("/moves", json={"size": len(body)})
        assert made.status_code == 201, made.text
        move = int(made.json()["id"])
        for start in range(0, len(body), piece):
            done = await self.http.patch(
                f"/moves/{move}?path={path}",
                content=body[start : start + piece],
                headers={"Upload-Offset": str(start)},
            )
            assert (done.status_code, done.headers["upload-offset"]) == (
                204,
                str(min(start + piece, len(body))),
            )
        return move


async def test_an_export_uploaded_in_pieces_arrives_under_the_eyes_of_who_is_looking(
    town: Town, web: Web
) -> None:
    anna = await town.person("Anna")
    hers, hand = await town.connect(anna, "&e=x&pts=0"), Hand(web(await town.token(anna)))
    move = await hand.upload(packed(group("Town", *(message(n) for n in range(1, 51)))))
    await hers.call("import.start", id=move)
    assert await town.house.moving.work.drain() == 1
    (status,) = (await hers.call("import.status"))["moves"]
    came = await hers.until(lambda e: e.get("t") == "u" and e.get("k") == "chat+" and "ch" in e)
    await hers.until(lambda e: e.get("t") == "u" and e.get("k") == "chat+" and "ch" not in e)
    mark = await hers.until(lambda e: e.get("t") == "dirty")
    found = await hers.call("chat.open", c=came["c"])
    said = (await hers.call("msg.history", c=came["c"]))["msgs"]

    assert (status["st"], status["report"]["messages"], status["report"]["into"][0]["ti"]) == (
        "done",
        50,
        "Town",
    )
    assert (mark["c"], mark["s"], mark["ev"]) == (came["c"], 50, 50)
    assert (found["ch"]["s"], found["ch"].get("un_", 0), said[-1]["im"]) == (50, 0, 1)


async def test_the_chats_of_an_export_are_listed_and_only_the_chosen_ones_come(town: Town, web: Web) -> None:
    anna, boris = await town.person("Anna"), await town.person("Boris")
    hers, hand = await town.connect(anna), Hand(web(await town.token(anna)))
    chats = [group("Town", *(message(n) for n in range(1, 6)), ext=-7), group("Harbour", message(1), ext=8)]
    move = await hand.upload(packed(*chats))
    await hers.call("import.look", id=move)
    assert await town.house.moving.work.drain() == 1
    (status,) = (await hers.call("import.status"))["moves"]
    assert (status["st"], status["report"]["found"]) == (
        "listed",
        [{"x": -7, "ti": "Town", "k": "group", "n": 5}, {"x": 8, "ti": "Harbour", "k": "group", "n": 1}],
    )
    assert (await hers.call("chats.list"))["chats"] == [], "nothing has come yet"
    his = await town.connect(boris)
    for method in ("import.look", "import.start"):
        with pytest.raises(Refused, match="unknown"):
            await his.call(method, id=move)

    await hers.call("import.start", id=move, only=[8])
    assert await town.house.moving.work.drain() == 1
    (status,) = (await hers.call("import.status"))["moves"]
    assert (status["st"], [chat["ti"] for chat in status["report"]["into"]]) == ("done", ["Harbour"])
    assert [chat["ti"] for chat in (await hers.call("chats.list"))["chats"]] == ["Harbour"]


async def test_who_has_the_chat_open_is_told_to_fetch_afresh_when_much_arrives(town: Town, web: Web) -> None:
    anna = await town.person("Anna")
    hers, hand = await town.connect(anna), Hand(web(await town.token(anna)))
    for last in (3, 2500):
        move = await hand.upload(packed(group("Town", *(message(n) for n in range(1, last)))), piece=1 << 20)
        await hers.call("import.start", id=move)
        await town.house.moving.work.drain()
        chat = (await hers.call("chats.list"))["chats"][0]["c"]
        if last == 3:
            await hers.call("chat.open", c=chat)
    mark = await hers.until(lambda e: e.get("t") == "dirty" and e["s"] == 2499)
    near = await hers.call("chat.diff", c=chat, ev=mark["ev"] - 1)
    far = await hers.call("chat.diff", c=chat, ev=2)

    assert [e["t"] for e in near["evs"]] == ["n"]
    assert (far.get("too_long"), far["s"]) == (True, 2499)
    assert await town.house.store.pool.fetchval("SELECT bit_and(flags) FROM messages") & Flag.IMPORTED


async def test_a_folder_comes_file_by_file(town: Town, web: Web) -> None:
    anna = await town.person("Anna")
    hers, hand = await town.connect(anna), Hand(web(await town.token(anna)))
    photo = b"\x89PNG not really"
    body = json.dumps(group("Town", message(1, file="files/a note.bin"))).encode()
    made = await hand.http.post("/moves", json={"size": len(body) + len(photo)})
    move = made.json()["id"]
    for path, part in (("My Export/result.json", body), ("My Export/files/a note.bin", photo)):
        done = await hand.http.patch(
            f"/moves/{move}", params={"path": path}, content=part, headers={"Upload-Offset": "0"}
        )
        assert done.status_code == 204
        looked = await hand.http.head(f"/moves/{move}", params={"path": path})
        assert looked.headers["upload-offset"] == str(len(part))
    await hers.call("import.start", id=move)
    await town.house.moving.work.drain()
    chat = (await hers.call("chats.list"))["chats"][0]
    said = (await hers.call("msg.history", c=chat["c"]))["msgs"][0]
    await hand.http.post("/files/pass")
    fetched = await hand.http.get(f"/f/{said['fl'][0]['id']}/o")

    assert (chat["ti"], said["fl"][0]["n"], fetched.content) == ("Town", "a note.bin", photo)
    assert await town.house.moving.moves.depot.listed() == [], "what was uploaded has served"


async def test_uploads_go_nowhere_else(town: Town, web: Web) -> None:
    anna, boris = await town.person("Anna"), await town.person("Boris")
    hand, other = Hand(web(await town.token(anna))), Hand(web(await town.token(boris)))
    move = (await hand.http.post("/moves", json={"size": 100})).json()["id"]
    zero = {"Upload-Offset": "0"}
    answers = [
        await hand.http.patch(f"/moves/{move}", params={"path": "../../x"}, content=b"x", headers=zero),
        await hand.http.patch(f"/moves/{move}", params={"path": ""}, content=b"x", headers=zero),
        await hand.http.patch(f"/moves/{move}", params={"path": "a"}, content=b"x" * 101, headers=zero),
        await hand.http.patch(
            f"/moves/{move}", params={"path": "a"}, content=b"x", headers={"Upload-Offset": "5"}
        ),
        await other.http.patch(f"/moves/{move}", params={"path": "a"}, content=b"x", headers=zero),
        await hand.http.patch("/moves/x", params={"path": "a"}, content=b"x", headers=zero),
        await hand.http.post("/moves", json={"size": 1 << 50}),
        await hand.http.post("/moves", json={"size": -1}),
        await hand.http.post("/moves", content=b"["),
    ]
    assert [a.status_code for a in answers] == [400, 400, 413, 409, 404, 404, 413, 413, 400]
    assert (await web().post("/moves", json={"size": 1})).status_code == 401


async def test_a_file_that_is_no_export_is_refused_with_its_reason(town: Town, web: Web) -> None:
    anna = await town.person("Anna")
    hers, hand = await town.connect(anna), Hand(web(await town.token(anna)))
    move = await hand.upload(b"no zip at all")
    assert await why(hers, move) == "moving.no_zip"
    move = await hand.upload(packed(group("Town", {"id": 1, "type": "message"}))[:-40])
    assert await why(hers, move) == "moving.no_zip"
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as file:
        file.writestr("result.json", b'{"messages": [' + b"[" * 100)
    move = await hand.upload(out.getvalue())
    await hers.call("import.start", id=move)
    await town.house.moving.work.drain()
    (status,) = [m for m in (await hers.call("import.status"))["moves"] if m["id"] == move]
    assert (status["st"], status["why"]) == ("failed", "moving.json")


async def fetchable(town: Town, hers: Client) -> int:
    move = (await hers.call("export.start"))["id"]
    await town.house.moving.work.drain()
    return int(move)


async def test_an_export_goes_home_by_a_link_that_only_its_person_can_use(town: Town, web: Web) -> None:
    anna, boris = await town.person("Anna"), await town.person("Boris")
    hers, hand = await town.connect(anna), Hand(web(await town.token(anna)))
    other, nobody = Hand(web(await town.token(boris))), web()
    move = await fetchable(town, hers)
    address = f"/moves/{move}/export.zip"
    (status,) = (await hers.call("export.status"))["moves"]
    granted = await hand.http.post(f"/moves/{move}/pass")
    cookie = granted.headers["set-cookie"]
    browser = web(cookie=cookie.split("=", 1)[1].split(";")[0])
    fetched = await browser.get(address)

    assert (status["st"], status["sz"]) == ("done", len(fetched.content))
    assert zipfile.ZipFile(io.BytesIO(fetched.content)).namelist() == ["result.json", "tambour.jsonl"]
    assert "httponly" in cookie.lower()
    assert f"Path=/moves/{move}/" in cookie
    assert (await other.http.get(address)).status_code == 404
    assert (await other.http.post(f"/moves/{move}/pass")).status_code == 404
    assert (await nobody.get(address)).status_code == 401
    await town.house.accounts.sessions.revoke(anna)
    assert (await browser.get(address)).status_code == 401, "the session that asked is over"
