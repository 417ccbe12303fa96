"""The accounts floor over a fresh database, with a sender that keeps what it was given."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Any

import msgspec
import pytest
from argon2 import PasswordHasher

from tambour.adapters.ids import FreshIds
from tambour.adapters.postgres.store import Store, open_store
from tambour.edges.methods.auth import auth_methods
from tambour.edges.methods.dispatch import parse
from tambour.edges.methods.keys import key_methods
from tambour.edges.methods.people import people_methods
from tambour.edges.methods.settings import settings_methods
from tambour.edges.methods.table import Caller, table
from tambour.ports.bus import Nudge
from tambour.services.accounts.house import Accounts, open_accounts
from tests.conftest import TurnedClock

ANNA, BORIS, CLARA = "+15550000001", "+15550000002", "+15550000003"


class KeptSender:
    """Remembers every code."""

    def __init__(self) -> None:
        self.sent: list[tuple[str, str]] = []

    async def send_code(self, target: str, code: str, lang: str) -> None:
        self.sent.append((target, code))


@dataclass
class Town:
    """What a test needs to act as somebody."""

    store: Store
    accounts: Accounts
    clock: TurnedClock
    sender: KeptSender
    nudges: list[Nudge] = field(default_factory=list)
    silent: set[str] = field(default_factory=set)
    """Processes that the bus does not reach."""

    def __post_init__(self) -> None:
        self.methods = table(
            auth_methods(self.accounts),
            people_methods(self.accounts, self.name_chat),
            settings_methods(self.accounts, self.leave_all),
            key_methods(self.accounts),
        )
        self.named_chats: list[tuple[int, int, str]] = []
        self.left: list[int] = []

    async def leave_all(self, user: int) -> None:
        self.left.append(user)

    async def name_chat(self, user: int, chat: int, name: str) -> None:
        self.named_chats.append((user, chat, name))

    async def ask(self, method: str, caller: Caller | None = None, /, **params: Any) -> Any:
        """Call a method as a door would: decode, run."""
        found = self.methods[method]
        return await found.run(caller or Caller(), parse(msgspec.json.encode(params), found.params))

    async def begin(self, phone: str = ANNA, **more: Any) -> tuple[str, str]:
        """(attempt, code)"""
        started = await self.accounts.sign_in.start(phone=phone, **more)
        return started.id, self.sender.sent[-1][1]

    async def person(self, phone: str, name: str, **more: Any) -> Caller:
        """Somebody with an account and a session."""
        user = await self.accounts.add(phone=phone, name=name, **more)
        return await self.device(user)

    async def device(self, user: int, name: str = "phone") -> Caller:
        signed = await self.accounts.sign(user, name)
        return Caller(user=user, session=signed.session)

    async def log(self, user: int) -> list[tuple[str, dict[str, Any]]]:
        """The account's own log."""
        rows = await self.store.pool.fetch(
            "SELECT kind, data FROM user_log WHERE user_id = $1 ORDER BY pts", user
        )
        return [(row["kind"], row["data"]) for row in rows]


@asynccontextmanager
async def open_town(dsn: str, clock: TurnedClock) -> AsyncIterator[Town]:
    """For laws that make their own; tests ask for the fixture."""
    store = await open_store(dsn, clock)
    sender = KeptSender()
    accounts = open_accounts(
        store,
        clock,
        FreshIds(clock),
        b"r" * 32,
        {"phone": sender, "email": sender},
        publish=lambda nudge: store.publish(nudge),
        region="US",
        url="http://127.0.0.1:8080",
        hasher=PasswordHasher(time_cost=1, memory_cost=8, parallelism=1),
    )
    made = Town(store, accounts, clock, sender)
    store.publish = made.nudges.append
    yield made
    await store.close()


@pytest.fixture
async def town(dsn: str, clock: TurnedClock) -> AsyncIterator[Town]:
    async with open_town(dsn, clock) as made:
        yield made
