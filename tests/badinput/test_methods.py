"""Every method of the table, every parameter, every wrong value: over the socket and over HTTP."""

import asyncio
import itertools
from collections.abc import Iterator
from typing import Any

import msgspec
import pytest
import websockets

from tambour.domain.errors import Refusal
from tambour.edges.gateway.frames import encode
from tambour.edges.methods.dispatch import refusal_body
from tambour.edges.methods.table import Caller, Method
from tests.badinput.corpus import BODIES, values
from tests.badinput.samples import TREES, broken
from tests.badinput.street import ANSWER_WITHIN_S, Street, judge, names_of

pytestmark = pytest.mark.slow

IN_FLIGHT = 8
ENDINGS = ("account.delete", "auth.logout", "chat.leave", "chat.delete", "sessions.revoke", "2fa.set")
"""What may end the session or the group comes last, by people who have nothing else to do."""


class Prober:
    """Sends one document after another through one socket, and begins anew where it was sent away."""

    def __init__(self, street: Street, user: int) -> None:
        self.street = street
        self.user = user
        self.ids = itertools.count(1)
        self.sent = 0

    async def open(self) -> None:
        """A new session."""
        self.socket = await websockets.connect(
            f"ws://127.0.0.1:{self.street.town.port}/ws?v=1",
            subprotocols=["tt1", await self.street.town.token(self.user)],  # type: ignore[list-item]
            compression=None,
            max_size=None,
        )

    async def ask(self, method: str, documents: list[bytes]) -> dict[int, Any]:
        """The answers to these, by their place in the list; 'closed' with its code where the socket ended."""
        first, waiting = next(self.ids), {}
        for place, document in enumerate(documents):
            i = first if place == 0 else next(self.ids)
            waiting[i] = place
            await self.socket.send(b'{"i":%d,"m":"%s","p":%s}' % (i, method.encode(), document), text=True)
            self.sent += 1
        found: dict[int, Any] = {}
        while len(found) < len(documents):
            raw = await asyncio.wait_for(self.socket.recv(), ANSWER_WITHIN_S)
            frames = msgspec.json.decode(raw)
            for frame in frames if isinstance(frames, list) else [frames]:
                if frame.get("i") in waiting:
                    found[waiting[frame["i"]]] = frame
        return found

    async def judge_all(self, method: str, documents: list[tuple[str, bytes]]) -> None:
        """Ask them a few at a time."""
        for start in range(0, len(documents), IN_FLIGHT):
            batch = documents[start : start + IN_FLIGHT]
            for place, answer in (await self.ask(method, [d for _, d in batch])).items():
                judge(answer, (method, batch[place][0], batch[place][1][:300]))


def decodes(document: bytes) -> bool:
    """Is it JSON in UTF-8 at all? If not, the socket closes with 1007; that has its own tests."""
    try:
        document.decode()
        msgspec.json.decode(document)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
        return False
    return True


def documents(street: Street, method: Method) -> Iterator[tuple[str, bytes]]:
    """(parameter, document): every wrong value in every parameter's place."""
    for name in names_of(method):
        for value in values():
            yield name, street.document(method, name, value)


def passes(document: bytes) -> bool:
    """Does it get past the socket's own checks?"""
    return decodes(document) and len(document) < 60_000


def sampled(street: Street, method: Method, turn: Iterator[int]) -> list[tuple[str, bytes]]:
    """A part of them, another one for each parameter."""
    return [(n, d) for n, d in documents(street, method) if next(turn) % 7 == 0 and passes(d)]


async def test_no_value_of_any_parameter_of_any_method_can_be_made_to_fail(street: Street) -> None:
    """All of them, straight at the place where both doors meet."""
    count = 0
    for method in street.table.values():
        if method.name in ENDINGS:
            continue
        await street.renew()
        count += await run_all(street, [(method.name, n, d) for n, d in documents(street, method)])
    assert count > 8000


async def run_all(street: Street, asked: list[tuple[str, str, bytes]]) -> int:
    """(method, parameter, document) … straight to the dispatcher, a few at a time; how many."""
    dispatch, caller = street.town.doors.live.dispatch, Caller(user=street.ana, session=1)

    async def one(method: str, name: str, document: bytes) -> None:
        try:
            encode(await dispatch.run(method, document, caller))
        except Refusal as no:
            judge({"x": refusal_body(no)}, (method, name, document[:300]))

    for start in range(0, len(asked), IN_FLIGHT):
        await asyncio.gather(*(one(*each) for each in asked[start : start + IN_FLIGHT]))
    return len(asked)


async def test_nor_over_the_socket(street: Street) -> None:
    """Of the values for each parameter every seventh, others for each."""
    methods = [m for m in street.table.values() if not m.silent and m.name not in ENDINGS]
    turn = itertools.count()
    prober = Prober(street, street.ana)
    await prober.open()
    for method in methods:
        await street.renew()
        await prober.judge_all(method.name, sampled(street, method, turn))
    assert prober.sent > 800


async def test_no_leaf_of_a_tree_of_parameters_can_be_made_to_fail(street: Street) -> None:
    count = 0
    for name, part in ((name, part) for name, trees in TREES.items() for part in trees):
        await street.renew()
        method = street.table[name]
        spoiled = [(name, part, street.document(method, part, v)) for v in broken(TREES[name][part])]
        count += await run_all(street, spoiled)
    assert count > 3000


async def test_nor_over_http(street: Street) -> None:
    """Of the values for each parameter every eleventh, and every whole document."""
    turn = itertools.count()
    methods = [m for m in street.table.values() if m.name not in ENDINGS]
    token = await street.town.token(street.ana)
    wire = await street.wire()
    for method in methods:
        found = [d for _, d in documents(street, method) if next(turn) % 11 == 0] + list(BODIES)
        for start in range(0, len(found), IN_FLIGHT):
            batch = found[start : start + IN_FLIGHT]
            for document in batch:
                wire.post(f"/rpc/{method.name}", document, token)
            for document in batch:
                status, headers, body = await wire.response()
                judge(msgspec.json.decode(body), (method.name, status, document[:300]))
                assert status < 500, (method.name, status, document[:300])
                assert headers["content-type"] == "application/json"


@pytest.mark.parametrize("name", ENDINGS)
async def test_nor_can_what_ends_something(street: Street, name: str) -> None:
    """Each value by somebody new where the one before succeeded."""
    method = street.table[name]
    wire = await street.wire()
    token = await street.town.token(street.ana)
    for count, (part, document) in enumerate(documents(street, method)):
        if name == "2fa.set" and count % 4:
            continue
        wire.post(f"/rpc/{name}", document, token)
        status, _, body = await wire.response()
        assert status < 500
        judge(msgspec.json.decode(body), (name, part, document[:300]))
        if status == 200:
            await street.settle()
            token = await street.town.token(street.ana)
            wire.close()
            wire = await street.wire()  # on a busy machine the old one has been idle for too long
