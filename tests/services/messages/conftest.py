"""A few people and chats in a real database, and a way to say things in them."""

from dataclasses import dataclass, field
from typing import Any

import pytest

from tambour.adapters.postgres.log import SendLog
from tambour.adapters.postgres.store import Store, open_store
from tambour.domain.commands import Send
from tambour.domain.errors import Refusal
from tambour.domain.ids import RID_RANDOM_BITS
from tambour.domain.rights import CHANNEL_DEFAULT, GROUP_DEFAULT
from tambour.domain.text import read_text
from tambour.moderation.gate import Buckets
from tambour.pipeline.accept import Accept
from tambour.pipeline.record import Record
from tambour.ports.bus import Nudge
from tambour.services.messages.room import MessageRoom, message_room

ANA, BEN, CEM, DORA, EVE = 11, 12, 13, 14, 15
GROUP, CHANNEL, DIALOG, SAVED = 101, 102, 103, 104
PEOPLE = {ANA: "Ana", BEN: "Ben", CEM: "Cem", DORA: "Dora", EVE: "Eve"}


@dataclass
class Town:
    """Ana owns a group (Ben an admin without rights, Cem, Dora) and a public channel; Ana and Ben talk."""

    store: Store
    accept: Accept
    clock: Any
    ids: Any
    room: MessageRoom
    heard: list[Nudge] = field(default_factory=list)
    rids: int = 0

    def rid(self) -> int:
        self.rids += 1
        return self.clock.now() << RID_RANDOM_BITS | self.rids

    async def say(self, user: int, chat: int, text: str, **more: Any) -> int:
        """Send through the fast door; returns the seq."""
        said = read_text(text, more.pop("en", ()))
        want = Send(
            chat=chat,
            user=user,
            rid=more.pop("rid", None) or self.rid(),
            text=said.text,
            entities=said.entities,
            hashtags=said.tags,
            mentions=said.mentions,
            **more,
        )
        return (await self.accept.send(want)).seq

    def events(self, kind: str) -> list[Any]:
        """Chat events of this kind that were published."""
        return [e for n in self.heard for e in n.chat_events if e.kind == kind]

    def own(self, user: int, kind: str) -> list[Any]:
        """Account events of this kind that were published to this person."""
        return [e for n in self.heard for e in n.user_events if e.user == user and e.kind == kind]

    def transient(self, kind: str) -> list[dict[str, Any]]:
        """What passed unnumbered."""
        return [n.transient for n in self.heard if n.transient and n.transient["k"] == kind]

    async def get(self, viewer: int, chat: int, seq: int) -> Any:
        """One message as this viewer sees it, or None."""
        found = await self.room.history.get(viewer, chat, [seq])
        return found[0] if found else None

    async def sql(self, query: str, *args: Any) -> Any:
        return await self.store.pool.fetchval(query, *args)

    async def add_chat(self, chat: int, kind: str, people: dict[int, tuple[str, int]], **more: Any) -> None:
        owner = next((u for u, (role, _) in people.items() if role == "owner"), None)
        permissions = {"group": int(GROUP_DEFAULT), "channel": int(CHANNEL_DEFAULT)}.get(kind, 255)
        await self.sql(
            "INSERT INTO chats (id, kind, owner, title, permissions, members, is_public, created)"
            " VALUES ($1, $2, $3, $4, $5, $6, $7, $8)",
            chat, kind, owner, more.get("title", kind), permissions, len(people), more.get("public", False), 1,
        )  # fmt: skip
        for user, (role, rights) in people.items():
            await self.sql(
                "INSERT INTO members (user_id, chat_id, role, rights, joined) VALUES ($1, $2, $3, $4, 1)",
                user, chat, role, rights,
            )  # fmt: skip


async def refused(work: Any) -> str:
    """The code and why of the refusal that this ends in."""
    with pytest.raises(Refusal) as no:
        await work
    facts = no.value.facts
    return f"{no.value.code} {facts.get('why') or facts.get('field') or facts.get('reason') or ''}".strip()


@pytest.fixture
async def town(dsn, clock, ids):
    store = await open_store(dsn, clock)
    heard: list[Nudge] = []
    store.publish = heard.append
    log = SendLog(store.pool)
    record = Record(log, clock, heard.append)
    accept = Accept(record, clock, Buckets(1000, 1), Buckets(1000, 1))
    room = message_room(store, accept, log, clock, ids, heard.append)
    made = Town(store, accept, clock, ids, room, heard)
    for user, name in PEOPLE.items():
        await made.sql("INSERT INTO users (id, name, created) VALUES ($1, $2, 1)", user, name)
    await made.add_chat(
        GROUP, "group", {ANA: ("owner", 0), BEN: ("admin", 0), CEM: ("member", 0), DORA: ("member", 0)}
    )
    await made.add_chat(
        CHANNEL,
        "channel",
        {ANA: ("owner", 0), BEN: ("admin", 2), CEM: ("member", 0)},
        public=True,
        title="Drum",
    )
    await made.add_chat(DIALOG, "dialog", {ANA: ("member", 0), BEN: ("member", 0)})
    await made.add_chat(SAVED, "saved", {ANA: ("member", 0)})
    await made.sql("INSERT INTO dialogs (low, high, chat_id) VALUES ($1, $2, $3)", ANA, BEN, DIALOG)
    yield made
    await room.marks.close()
    await room.views.close()
    await record.close()
    await store.close()
