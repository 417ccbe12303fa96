"""What a method is, and who calls it. Doors look methods up here; rooms beside this file make them."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from typing import Any, Protocol

import msgspec


class Conn(Protocol):
    """The live connection a call came through, where there is one: what methods may do to it."""

    def open_chat(self, chat: int, kind: str) -> None: ...
    def close_chat(self, chat: int) -> None: ...
    def watch(self, users: tuple[int, ...]) -> None: ...


@dataclass(slots=True)
class Caller:
    """Who is asking. `user` 0 means nobody has signed in on this connection."""

    user: int = 0
    session: int = 0
    address: str = ""
    device: str = ""
    lang: str = "en"
    conn: Conn | None = None


class Params(msgspec.Struct, kw_only=True):
    """Base of parameter structs: wire names by `rename` or `msgspec.field(name=…)`; unknown keys are ignored."""


class Empty(Params):
    """No parameters."""


Run = Callable[[Caller, Any], Awaitable[Any]]


@dataclass(frozen=True, slots=True)
class Rate:
    """A token bucket per account (or per address before sign-in): `burst` at once, then one per `every_s`."""

    burst: int
    every_s: float


@dataclass(frozen=True, slots=True)
class Method:
    """One call of the protocol. `run` gets decoded parameters and returns something msgspec can encode."""

    name: str
    params: type[msgspec.Struct]
    run: Run
    open: bool = False
    """May be called before sign-in."""
    rate: Rate = field(default=Rate(burst=60, every_s=0.1))
    silent: bool = False
    """Has no reply (typing)."""
    order: str = ""
    """Calls of one connection that share this word are run one after the other, as they came: for what says how
    things shall stand, so that the last word is the one that stays. Empty: they may overtake each other."""


Table = dict[str, Method]


def table(*rooms: tuple[Method, ...]) -> Table:
    """All methods by name; two of one name are a mistake."""
    found: Table = {}
    for method in (m for room in rooms for m in room):
        if method.name in found:
            raise ValueError(f"two methods are called {method.name}")
        found[method.name] = method
    return found
