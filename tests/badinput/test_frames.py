"""The socket door, byte by byte: frames no library would send, and lives no client would lead."""

import json

import pytest

from tests.badinput.corpus import BODIES
from tests.badinput.raw import Wire, frame
from tests.badinput.street import Street, alive
from tests.waiting import until

PROTOCOL, BAD_JSON, TOO_BIG, AUTH, REVOKED, FLOOD, VERSION = 1002, 1007, 1009, 4001, 4003, 4009, 4010
PING = b'{"i":1,"m":"me.get","p":{}}'
BROKEN = {
    "an unmasked frame": (frame(PING, masked=False), {PROTOCOL}),
    "a reserved bit": (frame(PING, rsv=4), {PROTOCOL}),
    "all reserved bits": (frame(PING, rsv=7), {PROTOCOL}),
    "an unknown opcode": (frame(PING, opcode=3), {PROTOCOL}),
    "an unknown control opcode": (frame(b"", opcode=11), {PROTOCOL}),
    "a length of 2^63": (bytes((0x81, 0xFF)) + (1 << 63).to_bytes(8, "big") + b"aaaa" + PING, {PROTOCOL, TOO_BIG}),
    "a length of 2^63 - 1": (bytes((0x81, 0xFF)) + ((1 << 63) - 1).to_bytes(8, "big") + b"aaaa", {TOO_BIG}),
    "65 KiB in one frame": (frame(b"[" + b" " * 65 * 1024 + b"]"), {TOO_BIG}),
    "a mebibyte in one frame": (frame(b'{"i":1,"m":"' + b"k" * (1 << 20) + b'"}'), {TOO_BIG}),
    "a fragmented ping": (frame(b"", opcode=9, fin=False), {PROTOCOL}),
    "a ping of 126 bytes": (frame(b"p" * 126, opcode=9), {PROTOCOL}),
    "a continuation of nothing": (frame(PING, opcode=0), {PROTOCOL, BAD_JSON}),
    "a fragmented request": (frame(PING[:9], fin=False) + frame(PING[9:], opcode=0), {BAD_JSON}),
    "a binary request": (frame(PING, opcode=2), {BAD_JSON}),
    "binary garbage": (frame(bytes(range(256)) * 16, opcode=2), {BAD_JSON}),
    "text that is not UTF-8": (frame(b'{"i":1,"m":"\xff\xfe"}'), {BAD_JSON}),
    "half a character": (frame(b'{"i":1,"m":"\xd0'), {BAD_JSON}),
    "a raw surrogate": (frame(b'{"i":1,"m":"\xed\xa0\x80"}'), {BAD_JSON}),
    "an escaped lone surrogate": (frame(b'{"i":1,"m":"\\ud800"}'), {BAD_JSON}),
    "no JSON": (frame(b"hello"), {BAD_JSON}),
    "nothing at all": (frame(b""), {BAD_JSON}),
    "NaN": (frame(b'{"i":1,"m":"me.get","p":{"a":NaN}}'), {BAD_JSON}),
    "many tiny fragments": (
        frame(b"[", fin=False) + b"".join(frame(b" ", opcode=0, fin=False) for _ in range(20_000)), {BAD_JSON}
    ),
    "another protocol": (b"GET / HTTP/1.1\r\nHost: x\r\n\r\n" * 50, {PROTOCOL}),
}  # fmt: skip
WRONG = {
    "no object": b"5",
    "an array of nothing wanted": b"[1]",
    "an id that is no number": b'{"i":"1","m":"me.get"}',
    "an id beyond 64 bits": b'{"i":18446744073709551616,"m":"me.get"}',
    "an id of 5,000 digits": b'{"i":' + b"9" * 5000 + b',"m":"me.get"}',
    "no method": b'{"i":1}',
    "a method that is a list": b'{"i":1,"m":["me.get"]}',
    "an unknown method": b'{"i":1,"m":"__class__.__init__"}',
    "a method named by control characters": b'{"i":1,"m":"\\u001b[2J\\u202e"}',
    "parameters that are text": b'{"i":1,"m":"chat.get","p":"x"}',
    "the same key twice": b'{"i":1,"m":"me.get","m":"no.such"}',
    "prototype pollution": b'{"i":1,"m":"chat.get","p":{"__proto__":{"c":1}},"__proto__":{"user":1}}',
    "deep nesting": b'{"i":1,"m":"chat.get","p":' + b"[" * 30_000 + b"]" * 30_000 + b"}",
}


async def signed_in(street: Street) -> Wire:
    """A raw socket after its welcome."""
    wire = await street.wire()
    assert await wire.upgrade(await street.town.token(street.ana)) == 101
    assert (await wire.frame())[0] == 1
    return wire


async def test_a_broken_frame_closes_its_socket_with_a_code_that_says_why(street: Street) -> None:
    ended: dict[str, int] = {}
    for what, (raw, _) in BROKEN.items():
        wire = await signed_in(street)
        wire.send(raw)
        ended[what] = await wire.end()
        assert street.hers is not None
        await alive(street.hers)
    assert {what: code for what, code in ended.items() if code not in BROKEN[what][1]} == {}


async def test_a_wrong_request_is_answered_on_a_socket_that_lives_on(street: Street) -> None:
    wire = await signed_in(street)
    for what, raw in WRONG.items():
        wire.send(frame(raw))
        opcode, payload = await wire.frame()
        assert opcode == 1, (what, payload)
        assert json.loads(payload)["x"]["c"] == "BAD", (what, payload)
        wire.send(frame(PING))
        assert json.loads((await wire.frame())[1])["r"]["u"] == street.ana


async def test_whole_documents_as_frames_are_answered_or_close_the_socket(street: Street) -> None:
    for body in BODIES:
        wire = await signed_in(street)
        wire.send(frame(body))
        if body == b"[]":  # no requests, no answers
            wire.send(frame(b"1"))
        opcode, payload = await wire.frame()
        if opcode == 8:
            assert int.from_bytes(payload[:2], "big") in (BAD_JSON, TOO_BIG), body[:40]
        else:
            assert json.loads(payload)["x"]["c"] == "BAD", body[:40]
        wire.close()


async def test_a_flood_of_pings_is_answered_or_ended_and_costs_the_others_nothing(street: Street) -> None:
    wire = await signed_in(street)
    for _ in range(100):
        wire.send(frame(b"p" * 125, opcode=9) * 100)
    wire.send(frame(PING))
    while (found := await wire.frame())[0] == 10:
        pass
    assert found[0] == 1
    assert street.hers is not None
    await alive(street.hers)


async def test_any_close_frame_of_a_client_ends_the_connection(street: Street) -> None:
    for code in (1000, 1, 65535, 0):
        wire = await signed_in(street)
        wire.send(frame(code.to_bytes(2, "big") + b"\xff" * 20, opcode=8))
        await wire.end()
    wire = await signed_in(street)
    wire.send(frame(b"x", opcode=8))
    await wire.end()


async def test_frames_after_the_close_are_not_heard(street: Street) -> None:
    wire = await signed_in(street)
    said = json.dumps(
        {"i": 1, "m": "chat.edit", "p": {"c": street.base["c"], "title": "After the end"}}
    ).encode()
    wire.send(frame((1000).to_bytes(2, "big"), opcode=8) + frame(said))
    await wire.end()
    assert street.hers is not None
    assert (await street.hers.call("chat.get", c=street.base["c"]))["ch"]["ti"] == "Street"


async def test_a_socket_half_closed_by_its_client_ends(street: Street) -> None:
    wire = await signed_in(street)
    wire.writer.write_eof()
    await wire.end()
    await until(lambda: len(street.town.doors.live.lines) == 1)


async def test_without_a_sign_in_only_what_is_open_is_answered(street: Street) -> None:
    wire = await street.wire()
    assert await wire.upgrade() == 101
    await wire.frame()
    for method in street.table.values():
        wire.send(frame(json.dumps({"i": 1, "m": method.name, "p": {}}).encode()))
        answer = json.loads((await wire.frame())[1])
        code = answer.get("x", {}).get("c", "")
        assert (code == "AUTH") == (not method.open), (method.name, answer)


TOKENS = ("x", "a.b.c", "A" * 8000, "..", "-1", "null", "tt1.tt1", "%00", "AAAA" * 30 + "=", "\x7f")
CURSORS: dict[str, set[int]] = {
    "v=2": {VERSION},
    "v=": {VERSION, 0},
    "v=1&z=zz": {0},
    "v=1&pts=x&e=%00": {0},
    "v=1&pts=-5&since=99999999999999999999999&e=x": {0},
    "v=1&e=EPOCH&pts=" + "9" * 5000: {0},
    "v=1&pts=9223372036854775808&e=EPOCH": {0},
    "v=1&pts=18446744073709551616&e=EPOCH&since=-1": {0},
    "v=1&pts=1&e=EPOCH&since=9223372036854775808": {0},
    "v=1&pts=1&e=EPOCH&since=1&open=9223372036854775808:1,1:99999999999999999999,%D9%A3:1,%C2%B2:1": {0},
    "v=1&pts=1&e=EPOCH&since=1&open=" + "9" * 5000: {0},
    "v=1&pts=1&e=EPOCH&since=1&k=9223372036854775808:9223372036854775808,:,x:y,1:-1": {0},
    "v=1&pts=1&e=EPOCH&since=1&k=" + ",".join("%C2%B2:%C2%B2" for _ in range(200)): {0},
    "v=1&pts=%C2%B2&e=EPOCH&since=%C2%B2&window=%C2%B2": {0},
    "v=1&pts=1&e=EPOCH&since=1&window=-1": {0},
    "v=1&pts=1&e=EPOCH&since=1&open=" + ",".join(str(n) for n in range(2000)): {0},
    "v=1&pts=1&e=EPOCH&since=1&open=\x7f%ff%fe": {0},
    "v=1&" + "&".join(f"k{n}=1" for n in range(900)): {0},
    "v=1&" + "&".join(f"k{n}=1" for n in range(9000)): {0},
}
"""What stands in the address, and the close codes it may lead to; 0: it is served."""


async def test_a_wrong_token_closes_with_auth(street: Street) -> None:
    for token in TOKENS:
        wire = await street.wire()
        status = await wire.upgrade(token)
        if status == 101:
            assert await wire.end() == AUTH, token[:40]
        else:
            assert status in (0, 400, 403, 431), token[:40]


async def test_wrong_cursors_are_answered_with_what_can_be_said_or_a_code(street: Street) -> None:
    token = await street.town.token(street.ana)
    for query, codes in CURSORS.items():
        wire = await street.wire()
        status = await wire.upgrade(token, query.replace("EPOCH", street.town.house.epoch))
        assert status in (101, 400, 414, 431) or len(query) > 60_000, (query[:80], status)
        if status != 101:
            continue
        opcode, payload = await wire.frame()
        if opcode == 8:
            assert int.from_bytes(payload[:2], "big") in codes, query[:80]
        else:
            assert json.loads(payload)[0]["t"] == "welcome", query[:80]
            assert 0 in codes, query[:80]
            wire.send(frame(PING))
            assert (await wire.frame())[0] == 1, query[:80]


async def test_a_session_revoked_between_two_requests_hears_no_more(street: Street) -> None:
    wire = await signed_in(street)
    assert street.hers is not None
    for session in (await street.hers.call("sessions.list"))["sessions"]:
        if not session.get("current"):
            await street.hers.call("sessions.revoke", id=session["id"])
    wire.send(frame(PING) * 20)
    assert await wire.end() == REVOKED


async def test_hundreds_of_requests_in_one_frame_are_a_flood(street: Street) -> None:
    wire = await signed_in(street)
    wire.send(frame(json.dumps([{"i": n, "m": "chat.open", "p": {"c": n + 1}} for n in range(800)]).encode()))
    assert await wire.end() == FLOOD


async def test_forty_requests_at_once_are_answered_by_work_or_by_flood(street: Street) -> None:
    wire = await signed_in(street)
    wire.send(b"".join(frame(b'{"i":%d,"m":"chats.list"}' % n) for n in range(40)))
    answers: list[dict[str, object]] = []
    while len(answers) < 40:
        answers += json.loads(b"[" + (await wire.frame())[1] + b"]")
    codes = [answer.get("x", {}).get("c", "done") for answer in answers]  # type: ignore[attr-defined]
    assert (codes.count("done"), codes.count("FLOOD")) == (32, 8)
    wire.send(frame(PING))
    assert (await wire.frame())[0] == 1


async def test_upgrades_that_are_none_are_refused(street: Street) -> None:
    head = "Connection: Upgrade\r\nUpgrade: websocket\r\n"
    key = "Sec-WebSocket-Key: dGFtYm91ciBiYWQgaW5wdQ==\r\n"
    whole = f"{head}{key}Sec-WebSocket-Version: 13\r\nSec-WebSocket-Protocol: tt1\r\n"
    for path, headers in (
        ("/ws", head),
        ("/ws", head + key),
        (
            "/ws",
            head + "Sec-WebSocket-Key: x\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Protocol: tt1\r\n",
        ),
        ("/ws", whole.replace("13", "12")),
        ("/ws", whole.replace("tt1", "tt2")),
        ("/events", whole),
        ("/%2e%2e/ws", whole),
        ("/ws\xff", whole),
        ("/ws", whole + "Content-Length: 5\r\n"),
        ("/ws", whole + "X: " + "y" * 70_000 + "\r\n"),
        ("/ws", whole + "X: y\r\n" * 3000),
    ):
        wire = await street.wire()
        wire.send(f"GET {path} HTTP/1.1\r\nHost: x\r\n{headers}\r\n".encode("latin-1"))
        status, _, _ = await wire.response()
        assert status in (0, 101, 400, 403, 404, 426, 431), (path, headers[:80], status)
        wire.close()


async def test_a_connection_that_cannot_be_welcomed_is_sent_away_and_not_left_waiting(
    street: Street, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def broken(session: int) -> bool:
        raise RuntimeError("a table is missing")

    token = await street.town.token(street.ana)
    monkeypatch.setattr(street.town.doors.live.rows, "alive", broken)
    wire = await street.wire()
    assert await wire.upgrade(token) == 101
    assert await wire.end() == 4006
    caplog.clear()  # this one deserves to be logged
