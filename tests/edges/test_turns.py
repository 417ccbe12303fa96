"""What says how things shall stand is done in the order in which one person said it; all else may overtake."""

import asyncio
from types import SimpleNamespace
from typing import Any, cast

import msgspec

from tambour.edges.gateway.frames import TEXT
from tambour.edges.gateway.socket import Socket
from tambour.edges.methods.dispatch import Dispatch
from tambour.edges.methods.people import presence_methods
from tambour.edges.methods.table import table
from tests.conftest import TurnedClock


class Slow:
    """Methods whose first call takes until it is let go. Ordered are those whose name begins with "set"."""

    def __init__(self) -> None:
        self.begun: list[str] = []
        self.go = asyncio.Event()

    def order(self, name: str) -> str:
        """One order for each name."""
        return name if name.startswith("set") else ""

    async def run(self, name: str, raw: bytes, caller: object) -> Any:
        """The first waits."""
        self.begun.append(f"{name} {raw.decode()}")
        if len(self.begun) == 1:
            await self.go.wait()
        return {}


def a_socket(methods: "Slow | Dispatch") -> tuple[Socket, list[int]]:
    """A socket without a network, and which requests it has answered."""
    answered: list[int] = []

    def reply(line: object, frame: bytes) -> None:
        """The JSON after the frame's head."""
        answered.append(msgspec.json.decode(frame[frame.index(b"{") :])["i"])

    async def after(line: object, caller: object) -> None:
        """Nothing to do."""

    live: Any = SimpleNamespace(dispatch=methods, hub=SimpleNamespace(reply=reply), after=after)
    return Socket(live, "/ws", "", ""), answered


async def asked(socket: Socket, *calls: tuple[int, str, Any]) -> None:
    """In one frame; everything that can go on without the first has gone on."""
    line: Any = SimpleNamespace(closed=False, variant=TEXT)
    socket.requests(line, msgspec.json.encode([{"i": i, "m": name, "p": p} for i, name, p in calls]))
    for _ in range(8):
        await asyncio.sleep(0)


async def ended(socket: Socket) -> None:
    """Everything it was asked is answered."""
    while socket.tasks:
        await asyncio.wait(socket.tasks)
        await asyncio.sleep(0)


async def test_the_last_word_is_the_last_that_is_done() -> None:
    methods = Slow()
    socket, answered = a_socket(methods)

    await asked(socket, (1, "set.mute", 1), (2, "set.mute", 0), (3, "set.mute", 1))
    assert methods.begun == ["set.mute 1"]
    methods.go.set()
    await ended(socket)

    assert methods.begun == ["set.mute 1", "set.mute 0", "set.mute 1"]
    assert answered == [1, 2, 3]
    assert socket.last is None, "nothing is kept of what has ended"


async def test_the_people_one_watches_are_those_of_the_last_word() -> None:
    """`presence.sub` looks at the database, and an earlier set may take longer."""
    go = asyncio.Event()

    class Sight:
        """Everybody may be seen, the first later than the rest."""

        async def visible(self, viewer: int, users: tuple[int, ...]) -> dict[int, int]:
            if users == (1,):
                await go.wait()
            return dict.fromkeys(users, 0)

        def shown(self, user: int, at: int) -> dict[str, int]:
            return {}

    accounts: Any = SimpleNamespace(presence=Sight())
    methods = Dispatch(table(presence_methods(accounts)), TurnedClock(), rates=False)
    socket, answered = a_socket(methods)
    watched: list[tuple[int, ...]] = []
    socket.caller.user, socket.caller.conn = 7, cast("Any", SimpleNamespace(watch=watched.append))
    await asked(socket, (1, "presence.sub", {"u": [1]}), (2, "presence.sub", {"u": [2]}))
    go.set()
    await ended(socket)
    assert (answered, watched) == ([1, 2], [(1,), (2,)])


async def test_what_has_nothing_to_do_with_it_does_not_wait() -> None:
    methods = Slow()
    socket, answered = a_socket(methods)

    await asked(socket, (1, "set.mute", 1), (2, "set.react", 0), (3, "read", 1), (4, "read", 2))

    assert answered == [2, 3, 4]
    methods.go.set()
    await ended(socket)
    assert sorted(answered) == [1, 2, 3, 4]
