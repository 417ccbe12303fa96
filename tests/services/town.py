"""A small town for tests of the desk: people, chats and messages put straight into a fresh database."""

from dataclasses import dataclass, field
from typing import Any

import asyncpg
import msgspec
import pyrage

from tambour.adapters.postgres.store import Store, open_store
from tambour.adapters.sealing import AgeSealer
from tambour.domain.ids import RID_RANDOM_BITS
from tambour.pipeline.enforce import Enforce
from tambour.ports.bus import Nudge
from tambour.services.accounts.vault import Vault
from tambour.services.disclosure import Disclosure
from tambour.services.evidence import EvidenceVault
from tambour.services.reported import Complaint, Reported
from tambour.services.reports import Reports
from tambour.services.review import Review
from tests.conftest import TurnedClock

ANNA, BORIS, CLARA, OWNER, MOD, MOD2 = 101, 102, 103, 104, 201, 202
LINK = "https://evil.example/join/us"


DESK_KEY, SPARE_KEY = (pyrage.x25519.Identity.generate() for _ in range(2))
SEALER = AgeSealer((str(DESK_KEY.to_public()), str(SPARE_KEY.to_public())), str(DESK_KEY))


@dataclass
class Town:
    """The desk over one database, and what it published."""

    store: Store
    clock: TurnedClock
    ids: Any
    nudges: list[Nudge] = field(default_factory=list)
    rids: int = 0

    def __post_init__(self) -> None:
        self.store.publish = self.nudges.append
        vault = Vault(b"town" * 8, self.ids)
        self.vault = EvidenceVault(self.store, self.clock, self.ids, SEALER, vault)
        reported = Reported(self.clock, self.ids, vault)
        self.reports = Reports(self.store, self.clock, self.ids, reported, self.vault)
        self.enforce = Enforce(self.store, self.clock, self.ids)
        self.review = Review(self.store, self.clock, self.ids, self.enforce)
        self.desk = Disclosure(self.store, self.clock, self.ids, self.review, self.vault)

    @property
    def db(self) -> "asyncpg.Pool[asyncpg.Record]":
        return self.store.pool

    def rid(self) -> int:
        self.rids += 1
        return (self.clock.ms << RID_RANDOM_BITS) | self.rids

    async def person(self, user: int, name: str, role: str = "member", lang: str = "en") -> int:
        await self.db.execute(
            "INSERT INTO users (id, name, role, lang, created) VALUES ($1, $2, $3, $4, $5)",
            user,
            name,
            role,
            lang,
            self.clock.ms - 90 * 86_400_000,
        )
        return user

    async def chat(
        self, chat: int, kind: str, members: list[int], *, public: bool = False, owner: int = OWNER
    ) -> int:
        await self.db.execute(
            "INSERT INTO chats (id, kind, owner, title, is_public, permissions, members, created)"
            " VALUES ($1, $2, $3, $4, $5, 255, $6, $7)",
            chat,
            kind,
            owner,
            f"chat {chat}",
            public,
            len(members),
            self.clock.ms,
        )
        for user in members:
            await self.db.execute(
                "INSERT INTO members (user_id, chat_id, role, joined) VALUES ($1, $2, $3, $4)",
                user,
                chat,
                "owner" if user == owner else "member",
                self.clock.ms,
            )
        return chat

    async def say(self, chat: int, author: int, text: str, *, fwd: tuple[int, int] | None = None) -> int:
        """A message as the fast door writes it; returns its seq."""
        async with self.db.acquire() as db, db.transaction():
            seq, ev = await db.fetchrow(
                "UPDATE chats SET last_seq = last_seq + 1, last_ev = last_ev + 1 WHERE id = $1"
                " RETURNING last_seq, last_ev",
                chat,
            )
            source = {"c": fwd[0], "s": fwd[1], "n": "somebody"} if fwd else None
            await db.execute(
                "INSERT INTO messages (chat_id, seq, ev, sender, author, ts, body, fwd)"
                " VALUES ($1, $2, $3, $4, $4, $5, $6, $7::jsonb)",
                chat,
                seq,
                ev,
                author,
                self.clock.ms,
                text,
                source,
            )
            await db.execute(
                "INSERT INTO chat_log (chat_id, ev, kind, seq, ts) VALUES ($1, $2, 'n', $3, $4)",
                chat,
                ev,
                seq,
                self.clock.ms,
            )
            if fwd:
                await db.execute(
                    "INSERT INTO forwards (root_chat, root_seq, chat_id, seq) VALUES ($1, $2, $3, $4)",
                    fwd[0],
                    fwd[1],
                    chat,
                    seq,
                )
        return int(seq)

    async def report(self, reporter: int, **what: Any) -> int:
        """File a complaint; returns the case."""
        want = {"category": "tvec.incite", "rid": self.rid()} | what
        receipt = await self.reports.create(Complaint(reporter=reporter, **want))
        return int(await self.db.fetchval("SELECT case_id FROM reports WHERE id = $1", int(receipt)))

    async def kept(self) -> list[dict[str, Any]]:
        """What the vault holds, opened behind everybody's back."""
        rows = await self.db.fetch("SELECT sealed FROM evidence WHERE sealed IS NOT NULL ORDER BY id")
        return [msgspec.json.decode(SEALER.open(row["sealed"])) for row in rows]

    def events(self, chat: int) -> list[tuple[str, dict[str, Any]]]:
        """Kinds and data of what was published for a chat, without the words."""
        return [
            (e.kind, {k: v for k, v in e.data.items() if k != "m"})
            for n in self.nudges
            for e in n.chat_events
            if e.chat == chat
        ]

    def told(self, user: int) -> list[dict[str, Any]]:
        """Notices that reached a person's devices."""
        return [e.data for n in self.nudges for e in n.user_events if e.user == user and e.kind == "notice"]

    async def projection(self) -> dict[str, list[tuple[Any, ...]]]:
        """All that people can see, as rows; counters of the log itself and `gen` only ever grow and are left out."""
        found = {}
        for name, columns in PROJECTIONS.items():
            rows = await self.db.fetch(f"SELECT {columns} FROM {name} ORDER BY {columns}")
            found[name] = [tuple(row) for row in rows]
        return found


PROJECTIONS = {
    "messages": "chat_id, seq, sender, author, ts, kind, flags, body, ents, fwd, extra, ver, edited, state_case",
    "tombstones": "chat_id, seq, why",
    "pins": "chat_id, seq, by_user, ts",
    "forwards": "root_chat, root_seq, chat_id, seq",
    "chats": "id, state, state_case, members, title, last_seq, limits, limit_slow_s, partly",
    "territories": "chat_id, seq, action_id, countries",
    "chat_limits": "chat_id, action_id, bits, slow_s",
    "blocked_links": "key, action_id",
    "blocked_packs": "pack_id, action_id",
    "reporting_suspended": "user_id, action_id, until",
    "withdrawn_media": "sha256, file_id, chat_id, seq",
    "members": "user_id, chat_id, role, denied, denied_until, read_seq",
    "kept_restrictions": "chat_id, user_id, denied, denied_until",
    "platform_denials": "chat_id, user_id, case_id, until",
    "users": "id, suspended_until, suspended_case",
    "hidden": "user_id, chat_id, seq",
}


async def settle(dsn: str, clock: TurnedClock, ids: Any) -> Town:
    """Three members, an owner, two moderators, a public group (1), a private group (2), a dialog (3), a channel (4)."""
    town = Town(await open_store(dsn, clock, connections_max=6), clock, ids)
    await town.person(ANNA, "Anna")
    await town.person(BORIS, "Борис", lang="ru")
    await town.person(CLARA, "كلارا", lang="ar")
    await town.person(OWNER, "Owner")
    await town.person(MOD, "Moderator", role="moderator")
    await town.person(MOD2, "Second moderator", role="moderator")
    await town.chat(1, "group", [OWNER, ANNA, BORIS, CLARA], public=True)
    await town.chat(2, "group", [OWNER, ANNA, BORIS])
    await town.chat(3, "dialog", [ANNA, BORIS], owner=0)
    await town.chat(4, "channel", [OWNER, ANNA, CLARA], public=True)
    return town


async def say_link(town: Town, chat: int, who: int, text: str = LINK, **more: Any) -> int:
    """A message with a link, and its row in the tab of links."""
    seq = await town.say(chat, who, text, **more)
    await town.db.execute("INSERT INTO attachments (chat_id, tab, seq) VALUES ($1, 'links', $2)", chat, seq)
    at = text.find("http")
    if at >= 0:
        size = len(text[at:].split()[0])
        await town.db.execute(
            "UPDATE messages SET ents = $3::jsonb WHERE chat_id = $1 AND seq = $2",
            chat,
            seq,
            [["url", at, size]],
        )
    return seq


async def a_pack(town: Town) -> list[str]:
    """Boris's pack of two stickers."""
    await town.db.execute("INSERT INTO sticker_packs VALUES ('pack', $1, 'Cats', 1)", BORIS)
    for name in ("one", "two"):
        await town.db.execute(
            "INSERT INTO files (id, owner, kind, size, sha256, state, shown, created, touched)"
            " VALUES ($1, $2, 'sticker', 1, $3, 0, $4::jsonb, 1, 1)",
            name,
            BORIS,
            name.encode(),
            {"id": name, "k": "sticker", "n": name, "m": "image/webp", "sz": 1},
        )
        await town.db.execute("INSERT INTO stickers (pack_id, file_id, added) VALUES ('pack', $1, 1)", name)
    return ["one", "two"]
