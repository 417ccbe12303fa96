"""The permission matrix: every method of the table, by everybody who might ask; a method missing from it fails."""

import itertools
from dataclasses import dataclass, field
from typing import Any

import msgspec
import pytest

from tambour.domain.errors import Refusal
from tambour.domain.rights import May
from tambour.edges.methods.table import Caller
from tests.client import Client
from tests.conftest import Town

NOBODY, STRANGER, BANNED, MUTED, MEMBER, ADMIN, OWNER, SUSPENDED = ROLES = (
    "nobody", "stranger", "banned", "muted", "member", "admin", "owner", "suspended",
)  # fmt: skip
"""Not signed in; never there; thrown out; denied all; plain; an admin without rights; the owner; a suspended member."""
INSIDE = frozenset({MUTED, MEMBER, ADMIN, OWNER, SUSPENDED})
SPEAKERS = frozenset({MEMBER, ADMIN, OWNER})
OWN = frozenset(ROLES) - {NOBODY}
ALL = frozenset(ROLES)
NONE: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Rule:
    """Who gets past the law (an answer, or a refusal that is none of NO), and with what parameters."""

    may: frozenset[str]
    params: dict[str, Any] = field(default_factory=dict)


C = {"c": "CHAT"}
CS = C | {"s": "SEQ"}
CSS = C | {"s": ["SEQ"]}
CU = C | {"u": "OTHER"}
PERSONAL = [
    "push.key",
    "auth.logout",
    "sessions.list",
    "me.get",
    "contact.list",
    "block.list",
    "privacy.get",
    "settings.get",
    "passkey.list",
    "notice.list",
    "folder.list",
    "sync",
    "chats.list",
    "report.tree",
    "report.list",
    "export.status",
    "import.status",
    "import.people",
    "claim.list",
]
OPEN = [
    "auth.start",
    "auth.code",
    "auth.password",
    "auth.name",
    "auth.refresh",
    "auth.passkey.begin",
    "auth.passkey.finish",
    "auth.qr.create",
    "auth.qr.poll",
]
ALONE = [
    "push.sub",
    "push.unsub",
    "push.test",
    "2fa.set",
    "account.delete",
    "sessions.revoke",
    "me.edit",
    "user.get",
    "me.photo",
    "sticker.create",
    "sticker.add",
    "sticker.remove",
    "sticker.edit",
    "sticker.order",
    "sticker.delete",
    "sticker.list",
    "sticker.install",
    "name.check",
    "name.set",
    "presence.sub",
    "contact.set",
    "contact.remove",
    "contact.import",
    "block.set",
    "passkey.add.begin",
    "passkey.add.finish",
    "passkey.remove",
    "auth.qr.accept",
    "privacy.set",
    "settings.set",
    "user.diff",
    "sched.edit",
    "sched.cancel",
    "sched.now",
    "invite.members",
    "invite.qr",
    "invite.revoke",
    "invite.peek",
    "invite.accept",
    "folder.set",
    "folder.order",
    "folder.remove",
    "search.public",
    "search.all",
    "notice.appeal",
    "console.link",
    "chat.common",
    "chat.create",
    "export.drop",
    "import.look",
    "import.start",
    "import.drop",
    "import.offer",
    "claim.answer",
    "bot.start",
    "bot.info",
    "construct.get",
    "construct.say",
    "construct.press",
    "construct.post",
    "construct.end",
]
"""About oneself, or about something found by a secret: nobody signed out; the rest has its tests where it is made."""
MATRIX: dict[str, Rule] = {
    "export.start": Rule(frozenset({ADMIN, OWNER}), C),
    "chat.get": Rule(INSIDE, C),
    "chat.open": Rule(INSIDE, C),
    "chat.close": Rule(OWN, C),
    "chat.diff": Rule(INSIDE, C | {"ev": 0}),
    "chatset": Rule(INSIDE, C | {"mute": 0}),
    "chat.edit": Rule(frozenset({OWNER}), C | {"title": "Another"}),
    "chat.join": Rule(INSIDE, C),
    "chat.leave": Rule(OWN - {OWNER}, C),
    "chat.delete": Rule(frozenset({OWNER}), C),
    "log.list": Rule(frozenset({OWNER}), C),
    "stats.get": Rule(frozenset({OWNER}), C),
    "thread.history": Rule(NONE, CS),
    "member.list": Rule(INSIDE, C),
    "member.add": Rule(SPEAKERS, C | {"u": ["FRIEND"]}),
    "member.remove": Rule(frozenset({OWNER}), CU),
    "member.ban": Rule(frozenset({OWNER}), CU),
    "member.unban": Rule(frozenset({OWNER}), CU),
    "member.restrict": Rule(frozenset({OWNER}), CU | {"deny": 1}),
    "member.promote": Rule(frozenset({OWNER}), CU | {"rights": 1}),
    "owner.transfer": Rule(frozenset({OWNER}), CU),
    "invite.create": Rule(frozenset({OWNER}), C),
    "invite.list": Rule(frozenset({OWNER}), C),
    "joinreq.list": Rule(frozenset({OWNER}), C),
    "guard.get": Rule(frozenset({OWNER}), C),
    "guard.raid": Rule(frozenset({OWNER}), C | {"raid": 10}),
    "guard.word": Rule(frozenset({OWNER}), C | {"x": "word", "act": "warn"}),
    "guard.unword": Rule(NONE, C | {"id": "1"}),
    "held.list": Rule(frozenset({OWNER}), C),
    "held.decide": Rule(NONE, C | {"id": "1", "ok": True}),
    "joinreq.decide": Rule(NONE, CU | {"ok": True}),
    "msg.send": Rule(SPEAKERS, C | {"x": "words", "rid": "RID"}),
    "msg.forward": Rule(SPEAKERS, {"from": "CHAT", "s": ["SEQ"], "to": "CHAT", "rid": "RID"}),
    "msg.edit": Rule(NONE, CS | {"x": "other words", "v": 1}),
    "msg.delete": Rule(frozenset({OWNER}), CSS | {"all": True}),
    "search.media": Rule(INSIDE, C | {"kind": "media"}),
    "msg.history": Rule(INSIDE, C),
    "msg.get": Rule(INSIDE, CSS),
    "search.chat": Rule(INSIDE, C | {"q": "words"}),
    "search.date": Rule(INSIDE, C | {"d": 0}),
    "msg.versions": Rule(frozenset({OWNER}), CS),
    "msg.who": Rule(INSIDE, CS),
    "poll.who": Rule(NONE, CS),
    "msg.read": Rule(INSIDE, CS),
    "msg.views": Rule(INSIDE, CSS),
    "msg.mentions": Rule(INSIDE, C),
    "msg.react": Rule(SPEAKERS, CS | {"e": "👍"}),
    "msg.pin": Rule(SPEAKERS, CS),
    "msg.unpin": Rule(SPEAKERS, CS),
    "msg.typing": Rule(INSIDE, C),
    "msg.preview": Rule(NONE, CS | {"on": 0}),
    "bot.press": Rule(INSIDE - {SUSPENDED}, CS | {"row": 0, "col": 0}),
    "bot.list": Rule(INSIDE, C),
    "construct.open": Rule(NONE, CU),
    "poll.vote": Rule(INSIDE - {SUSPENDED}, C | {"s": "POLL", "o": [0]}),
    "poll.close": Rule(frozenset({OWNER}), C | {"s": "POLL"}),
    "draft.set": Rule(INSIDE, C),
    "sched.list": Rule(OWN, C),
    "report.open": Rule(INSIDE, CS),
    "report.create": Rule(INSIDE, CS | {"category": "tvec.incite", "rid": "RID"}),
}
HARMLESS = frozenset(
    "chat.get chat.open chat.close chat.diff log.list stats.get thread.history member.list invite.list"  # noqa: SIM905
    " joinreq.list guard.get held.list msg.history msg.get"
    " search.chat search.date"
    " msg.who poll.who"
    " report.open msg.versions msg.mentions msg.read msg.views msg.typing draft.set sched.list chatset msg.send".split()
)
"""Change nothing that another probe could notice."""
NO = frozenset({"AUTH", "FORBIDDEN", "NOT_FOUND", "GONE", "RESTRICTED", "MODERATED"})


class Stage:
    """A group with one of each, made below the law: each probe is taken back."""

    def __init__(self, town: Town) -> None:
        self.town = town
        self.who: dict[str, int] = {NOBODY: 0}

    async def settle(self) -> None:
        for n, role in enumerate((*ROLES[1:], "other", "friend", "author")):
            self.who[role] = await self.town.person(f"Person {n}")

    async def group(self) -> dict[str, Any]:
        """A fresh group; what the words in the rules stand for."""
        people, owner = self.who, self.who[OWNER]
        pool = self.town.house.store.pool
        await pool.execute("UPDATE users SET suspended_until = 0")
        made = await self.ask(
            OWNER,
            "chat.create",
            k="group",
            title="Hall",
            rid=rid(),
            users=[people[r] for r in (BANNED, MUTED, MEMBER, ADMIN, SUSPENDED, "other", "author")],
        )
        chat = made["ch"].id
        await self.ask(OWNER, "member.ban", c=chat, u=people[BANNED])
        await self.ask(OWNER, "member.restrict", c=chat, u=people[MUTED], deny=int(May(255)))
        await self.ask(OWNER, "member.promote", c=chat, u=people[ADMIN], rights=1)
        poll = await self.ask(
            "author", "msg.send", c=chat, x="", rid=rid(), po={"q": "Tea?", "o": ["yes", "no"]}
        )
        said = await self.ask("author", "msg.send", c=chat, x="hello", rid=rid())
        await pool.execute("UPDATE members SET rights = 0 WHERE chat_id = $1 AND user_id <> $2", chat, owner)
        await pool.execute(
            "UPDATE users SET suspended_until = 9000000000000000, suspended_case = NULL WHERE id = $1",
            people[SUSPENDED],
        )
        self.town.house.record.forget(chat=chat)
        return {
            "CHAT": chat,
            "SEQ": said.seq,
            "POLL": poll.seq,
            "OTHER": people["other"],
            "FRIEND": people["friend"],
        }

    async def ask(self, role: str, method: str, /, **params: Any) -> Any:
        """As both doors do."""
        user = self.who[role]
        return await self.town.doors.live.dispatch.run(
            method, msgspec.json.encode(params), Caller(user=user, session=int(user > 0))
        )


def rid() -> str:
    """A fresh rid."""
    return Client.rid(Client)  # type: ignore[arg-type]


def filled(value: Any, names: dict[str, Any]) -> Any:
    """The rule's words replaced by what they stand for here."""
    if isinstance(value, dict):
        return {k: filled(v, names) for k, v in value.items()}
    if isinstance(value, list):
        return [filled(v, names) for v in value]
    return rid() if value == "RID" else names.get(value, value) if isinstance(value, str) else value


@pytest.fixture
async def stage(town: Town) -> Stage:
    made = Stage(town)
    await made.settle()
    return made


async def test_every_method_has_its_place_in_the_matrix(town: Town) -> None:
    known = [*MATRIX, *PERSONAL, *OPEN, *ALONE]
    assert sorted(known) == sorted(town.doors.live.dispatch.table)


async def test_what_needs_no_sign_in_is_what_begins_one(town: Town) -> None:
    found = {m.name for m in town.doors.live.dispatch.table.values() if m.open}
    assert found == set(OPEN)


async def test_nothing_else_is_done_for_who_has_not_signed_in(stage: Stage) -> None:
    names = await stage.group()
    for method in (*MATRIX, *PERSONAL, *ALONE):
        rule = MATRIX.get(method, Rule(OWN))
        with pytest.raises(Refusal) as no:
            await stage.ask(NOBODY, method, **filled(rule.params, names))
        assert no.value.code == "AUTH", method


async def test_what_concerns_oneself_is_answered_to_everybody_signed_in(stage: Stage) -> None:
    await stage.group()
    for method, role in itertools.product(PERSONAL, OWN):
        if method != "auth.logout":
            await stage.ask(role, method, **({"pts": 0, "epoch": ""} if method == "sync" else {}))


async def test_everybody_gets_what_the_matrix_says_and_nothing_more(stage: Stage) -> None:
    """A fresh group after each probe that changed something, so that no probe opens a door to the next."""
    wrong: dict[tuple[str, str], str] = {}
    names: dict[str, Any] = {}
    for method, role in itertools.product(MATRIX, ROLES[1:]):
        rule = MATRIX[method]
        names = names or await stage.group()
        try:
            await stage.ask(role, method, **filled(rule.params, names))
            outcome = "done"
        except Refusal as no:
            outcome = f"{no.code} {no.facts.get('why', '')}"
        if outcome == "done" and method not in HARMLESS:
            names = {}
        if (outcome.split()[0] not in NO) != (role in rule.may):
            wrong[method, role] = outcome
    assert not wrong, repr(wrong)
