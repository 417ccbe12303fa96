"""Notifications, from a message said to what a browser decrypts: a push service of our own on a loopback address."""

import base64
import contextlib
import json
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import http_ece
import pytest
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.asymmetric.utils import encode_dss_signature

from tests.adapters.fetch.street import Server, fetch, listening, reply
from tests.client import Client, Refused
from tests.conftest import Town, started


def b64(raw: bytes) -> str:
    return base64.urlsafe_b64encode(raw).rstrip(b"=").decode()


def unb64(text: str) -> bytes:
    return base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))


def signed_by(key: str, token: str) -> bool:
    """ES256, checked without the library that made it. Raises InvalidSignature."""
    said, _, signature = token.rpartition(".")
    raw = unb64(signature)
    public = ec.EllipticCurvePublicKey.from_encoded_point(ec.SECP256R1(), unb64(key))
    der = encode_dss_signature(int.from_bytes(raw[:32], "big"), int.from_bytes(raw[32:], "big"))
    public.verify(der, said.encode(), ec.ECDSA(hashes.SHA256()))
    return True


class Browser:
    """A subscription as a browser makes it, and the way it reads what comes."""

    def __init__(self, service: Server, name: str) -> None:
        self.service, self.path = service, f"/wpush/{name}"
        self.endpoint = f"http://site.example:{service.port}{self.path}"
        self.key = ec.generate_private_key(ec.SECP256R1())
        self.auth = b"sixteen bytes ok"
        service.answers[self.path] = reply(b"", "201 Created")

    @property
    def facts(self) -> dict[str, str]:
        point = self.key.public_key().public_bytes(
            serialization.Encoding.X962, serialization.PublicFormat.UncompressedPoint
        )
        return {"endpoint": self.endpoint, "p256dh": b64(point), "auth": b64(self.auth)}

    def heads(self) -> list[dict[str, str]]:
        """Headers of what came, lower case."""
        found = []
        for head in self.service.asked:
            first, *lines = head.strip().split("\r\n")
            if first.split()[1] == self.path:
                found.append({k.strip().lower(): v.strip() for k, _, v in (x.partition(":") for x in lines)})
        return found

    def notes(self) -> list[dict[str, Any]]:
        """What came, decrypted (RFC 8291)."""
        return [
            json.loads(
                http_ece.decrypt(body, private_key=self.key, auth_secret=self.auth, version="aes128gcm")
            )
            for head, body in zip(self.service.asked, self.service.bodies, strict=True)
            if head.split()[1] == self.path
        ]


@pytest.fixture
async def service() -> AsyncIterator[Server]:
    async with listening() as found:
        yield found


@pytest.fixture
async def town(dsn: str, tmp_path: Path, service: Server) -> AsyncIterator[Town]:
    async with started(dsn, tmp_path, fetch(service)) as found:
        found.house.outward.push.delivery.again_s = 0
        yield found


class Pair:
    """Ana writes; Ben is told: he has a browser and no open connection."""

    def __init__(self, town: Town, service: Server) -> None:
        self.town, self.service = town, service

    async def settle(self) -> "Pair":
        self.ana_id, self.ben_id = [await self.town.person(name) for name in ("Ana", "Ben")]
        self.ana = await self.town.connect(self.ana_id)
        self.ben = Browser(self.service, "ben")
        self.session = await self.town.house.accounts.sign(self.ben_id, "phone")
        await self.as_ben("push.sub", **self.ben.facts)
        made = await self.ana.call("chat.create", k="dialog", rid=self.ana.rid(), u=self.ben_id)
        self.dialog = made["ch"]["c"]
        made = await self.ana.call(
            "chat.create", k="group", rid=self.ana.rid(), title="Band", users=[self.ben_id]
        )
        self.group = made["ch"]["c"]
        await self.work()
        self.forget()
        return self

    async def as_ben(self, method: str, **params: Any) -> Any:
        """A call over a connection of Ben's first session that is gone again."""
        client = Client(f"ws://127.0.0.1:{self.town.port}", self.session.access)
        await client.open()
        try:
            return await client.call(method, **params)
        finally:
            await client.close()
            self.away()

    def away(self) -> None:
        """Nobody of them sits at a screen, whatever the server still thinks."""
        self.town.house.accounts.presence.here.clear()

    async def work(self) -> None:
        """The worker's turn."""
        await self.town.house.outward.push.delivery.turn()

    def forget(self) -> None:
        self.service.asked.clear()
        self.service.bodies.clear()


@pytest.fixture
async def pair(town: Town, service: Server) -> Pair:
    return await Pair(town, service).settle()


async def test_a_message_reaches_the_browser_sealed_and_signed(pair: Pair) -> None:
    sent = await pair.ana.send(pair.dialog, "Шалом, 👋 عالم")
    await pair.work()

    [note], [head] = pair.ben.notes(), pair.ben.heads()
    assert note == {"c": pair.dialog, "s": sent["s"], "ti": "Ana", "x": "Шалом, 👋 عالم"}
    assert (head["content-encoding"], head["urgency"], head["ttl"]) == ("aes128gcm", "high", str(3 * 86_400))
    assert len(head["topic"]) <= 32
    assert str(pair.dialog) not in head["topic"]
    scheme, _, rest = head["authorization"].partition(" ")
    token, _, key = rest.removeprefix("t=").partition(",k=")
    assert scheme == "vapid"
    assert signed_by(key, token)
    claims = json.loads(unb64(token.split(".")[1]))
    parts = urlsplit(pair.ben.endpoint)
    assert claims["aud"] == f"{parts.scheme}://{parts.netloc}"
    assert 0 < claims["exp"] - pair.town.house.clock.now() / 1000 <= 86_400
    assert (await pair.as_ben("push.key"))["key"] == key


async def test_nobody_is_told_of_their_own_words_or_of_what_they_have_read(pair: Pair) -> None:
    sent = await pair.ana.send(pair.dialog, "one")
    await pair.as_ben("msg.read", c=pair.dialog, s=sent["s"])
    await pair.as_ben("msg.send", c=pair.dialog, x="two", rid=pair.ana.rid())
    await pair.work()
    assert pair.ben.notes() == []


async def test_mute_archive_and_block_are_kept_and_a_mention_gets_through(pair: Pair) -> None:
    mention = [["mention", 0, 4, pair.ben_id]]
    for change in ({"mute": -1}, {"mute": 0, "archive": True}):
        await pair.as_ben("chatset", c=pair.group, **change)
        await pair.ana.send(pair.group, "to all")
        await pair.work()
        assert pair.ben.notes() == [], change
        await pair.ana.send(pair.group, "Ben! come", en=mention)
        await pair.work()
        assert [n["x"] for n in pair.ben.notes()] == ["Ana: Ben! come"]
        assert pair.ben.heads()[0]["urgency"] == "high"
        pair.forget()
    await pair.as_ben("block.set", u=pair.ana_id, on=True)
    await pair.ana.send(pair.group, "Ben! again", en=mention)
    await pair.work()
    assert pair.ben.notes() == []


async def test_a_burst_is_one_notification_and_the_group_names_the_speaker(pair: Pair) -> None:
    for n in range(3):
        await pair.ana.send(pair.group, f"word {n}")
    await pair.work()
    assert [(n["ti"], n["x"]) for n in pair.ben.notes()] == [("Band", "Ana: word 2")]
    await pair.work()
    assert len(pair.ben.notes()) == 1


@pytest.mark.parametrize(
    ("choice", "told"),
    [
        ({"shows": "nothing"}, ("Tambour", "New message")),
        ({"shows": "sender"}, ("Ana", "New message")),
        ({"shows": ["?"], "off": "x"}, ("Ana", "a secret ▒▒▒▒")),
        ({"off": ["dialog"]}, None),
    ],
)
async def test_the_lock_screen_shows_what_its_owner_lets_stand(
    pair: Pair, choice: dict[str, Any], told: tuple[str, str] | None
) -> None:
    await pair.as_ben("settings.set", patch={"push": choice})
    await pair.ana.send(pair.dialog, "a secret word", en=[["spoiler", 9, 4]], si=1)
    await pair.work()
    assert [(n["ti"], n["x"]) for n in pair.ben.notes()] == ([told] if told else [])
    assert all(n["si"] == 1 for n in pair.ben.notes())


async def test_what_is_gone_before_it_is_told_is_not_told(pair: Pair) -> None:
    sent = await pair.ana.send(pair.dialog, "qanary")
    await pair.ana.call("msg.delete", c=pair.dialog, s=[sent["s"]], all=True)
    kept = await pair.ana.send(pair.group, "qanary")
    async with pair.town.house.store.writing() as tx:
        await tx.lock_chat(pair.group)
        await tx.cases.hide_message(pair.group, kept["s"], 1)
    await pair.work()
    assert pair.ben.notes() == []
    await pair.town.house.store.pool.execute(
        "UPDATE chats SET state = 'quarantined' WHERE id = $1", pair.group
    )
    await pair.town.house.outward.push.delivery.push((pair.group, 0, 99))
    assert pair.ben.notes() == []


async def test_who_is_online_gets_a_moment_to_read(pair: Pair) -> None:
    presence, delivery = pair.town.house.accounts.presence, pair.town.house.outward.push.delivery
    presence.here.add(pair.ben_id)
    sent = await pair.ana.send(pair.dialog, "are you there?")
    await pair.work()
    assert (pair.ben.notes(), len(delivery.later)) == ([], 1)
    delivery.later = [(0, span, who) for _, span, who in delivery.later]
    await pair.work()
    assert [n["s"] for n in pair.ben.notes()] == [sent["s"]]
    presence.here.add(pair.ben_id)
    sent = await pair.ana.send(pair.dialog, "still?")
    await pair.work()
    await pair.as_ben("msg.read", c=pair.dialog, s=sent["s"])
    delivery.later = [(0, span, who) for _, span, who in delivery.later]
    await pair.work()
    assert len(pair.ben.notes()) == 1


@pytest.mark.parametrize("status", ["404 Not Found", "410 Gone"])
async def test_a_browser_that_is_gone_is_forgotten(pair: Pair, status: str) -> None:
    pair.service.answers[pair.ben.path] = reply(b"", status)
    await pair.ana.send(pair.dialog, "one")
    await pair.work()
    assert not await pair.town.house.store.read.push.any()


async def test_a_push_service_that_is_down_is_tried_once_more_and_then_left_alone_for_a_while(
    pair: Pair,
) -> None:
    pool = pair.town.house.store.pool
    pair.service.answers[pair.ben.path] = reply(b"", "503 Busy", Retry_After="120")
    await pair.ana.send(pair.dialog, "one")
    await pair.work()
    assert len(pair.service.asked) == 2
    wait = await pool.fetchval("SELECT wait_until FROM push_subs") - pair.town.house.clock.now()
    assert 100_000 < wait <= 120_000
    await pair.ana.send(pair.dialog, "two")
    await pair.work()
    assert len(pair.service.asked) == 2
    pair.service.answers[pair.ben.path] = reply(b"", "201 Created")
    await pool.execute("UPDATE push_subs SET wait_until = 0")
    await pair.ana.send(pair.dialog, "three")
    await pair.work()
    assert await pool.fetchval("SELECT fails FROM push_subs") == 0
    await pool.execute("UPDATE push_subs SET fails = 9")
    pair.service.answers[pair.ben.path] = reply(b"", "500 Broken")
    await pair.ana.send(pair.dialog, "four")
    await pair.work()
    assert not await pair.town.house.store.read.push.any()


async def test_a_subscription_ends_with_its_session_and_moves_with_the_browser(pair: Pair) -> None:
    cem = await pair.town.connect(await pair.town.person("Cem"))
    await cem.call("push.sub", **pair.ben.facts)
    await pair.ana.send(pair.dialog, "for Ben alone")
    await pair.work()
    assert pair.ben.notes() == []
    await pair.as_ben("push.sub", **pair.ben.facts)
    with contextlib.suppress(ConnectionError):
        await pair.as_ben("auth.logout")
    await pair.ana.send(pair.dialog, "into the void")
    await pair.work()
    assert pair.ben.notes() == []
    await pair.town.house.store.read.push.sweep()
    assert not await pair.town.house.store.read.push.any()


async def test_two_workers_tell_once_and_a_restart_tells_what_was_missed(pair: Pair) -> None:
    delivery = pair.town.house.outward.push.delivery
    await pair.ana.send(pair.dialog, "one")
    await pair.work()
    delivery.heard[pair.dialog] = (1, 1)  # the other worker heard the same
    await pair.work()
    assert len(pair.ben.notes()) == 1
    sent = await pair.ana.send(pair.dialog, "two")
    delivery.heard.clear()  # and the process dies
    await delivery.catch_up()
    await pair.work()
    assert [n["s"] for n in pair.ben.notes()] == [1, sent["s"]]


async def test_a_large_channel_waits_in_the_slow_lane(pair: Pair, monkeypatch: pytest.MonkeyPatch) -> None:
    delivery = pair.town.house.outward.push.delivery
    await pair.town.house.store.pool.execute("UPDATE chats SET members = 5000 WHERE id = $1", pair.group)
    await pair.ana.send(pair.group, "news")
    await pair.work()
    assert pair.ben.notes() == []
    span = delivery.slow.get_nowait()
    await delivery.push(span)
    assert [n["x"] for n in pair.ben.notes()] == ["Ana: news"]


async def test_the_test_notification_comes_to_this_device_alone(pair: Pair) -> None:
    other = Browser(pair.service, "other")
    elsewhere = await pair.town.connect(pair.ben_id)
    with pytest.raises(Refused, match=r"push\.none"):
        await elsewhere.call("push.test")
    await elsewhere.call("push.sub", **other.facts)
    assert await elsewhere.call("push.test", lang="ru") == {"sent": 1}
    assert [n["x"] for n in other.notes()] == ["Уведомления здесь работают"]
    assert pair.ben.notes() == []
    await elsewhere.call("push.unsub", endpoint=other.endpoint)
    with pytest.raises(Refused, match=r"push\.none"):
        await elsewhere.call("push.test")


async def test_a_push_service_inside_the_house_is_never_asked(pair: Pair) -> None:
    async with listening("127.0.0.2") as inside:
        evil = pair.ben.facts | {"endpoint": f"http://127.0.0.2:{inside.port}/"}
        await pair.as_ben("push.unsub", endpoint=pair.ben.endpoint)
        await pair.as_ben("push.sub", **evil)
        assert await pair.as_ben("push.test") == {"sent": 0}
        await pair.ana.send(pair.dialog, "one")
        await pair.work()
        assert inside.asked == []


@pytest.mark.parametrize(
    ("field", "value"),
    [("p256dh", "AAAA"), ("p256dh", b64(b"\x04" + b"\x01" * 64)), ("p256dh", "!"), ("auth", b64(b"short")),
     ("endpoint", "ftp://x.example/"), ("endpoint", "")],
)  # fmt: skip
async def test_nonsense_is_refused_by_its_name(pair: Pair, field: str, value: str) -> None:
    with pytest.raises(Refused) as no:
        await pair.as_ben("push.sub", **(pair.ben.facts | {field: value}))
    assert no.value.x["field"] == field
