"""What a reporter sees of what they report: only that may be reported, and only that is kept.

`open` hands out a sealed receipt of what is on the screen. It is good for a day and for that person alone, and stands
for the words even when their author deletes or edits them, or the chat is left, before the complaint arrives. Nobody
but the server can make one, so nothing can be reported that was never shown.
"""

import binascii
import zlib
from base64 import urlsafe_b64decode, urlsafe_b64encode
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import cast

import msgspec

from tambour.domain.chats import Chat
from tambour.domain.errors import BadInput, Forbidden, Gone, NotFound
from tambour.domain.ids import DAY_MS
from tambour.domain.messages import Message
from tambour.domain.stickers import Pack
from tambour.domain.visible import READABLE_STATES, Viewer, may_read, viewer_of, visible, whole
from tambour.moderation.cases import Subject
from tambour.moderation.records import Json, Said
from tambour.moderation.surfaces import PROFILE, SOURCE
from tambour.moderation.text.links import key_of, links_of
from tambour.ports.outside import Clock, Ids
from tambour.ports.profiles import Profile
from tambour.ports.store import Tx
from tambour.services.accounts.vault import Vault, WrongSecretError

CONTEXT_PUBLIC = 20
CONTEXT_PRIVATE = 5
CARRIED_MAX = 50
PURPOSE = "report.seen"


@dataclass(frozen=True, slots=True, kw_only=True)
class Complaint:
    """What a person asks us to look at: a message (chat and seq), a link in it (link as well), a chat, a chat behind an
    invite link (token), an account (user) or a pack of stickers (pack). `also`: more messages of the same chat that the
    reporter carries along. `seen`: a receipt."""

    reporter: int
    rid: int = 0
    chat: int = 0
    seq: int = 0
    user: int = 0
    token: str = ""
    pack: str = ""
    link: str = ""
    category: str = ""
    note: str = ""
    also: tuple[int, ...] = ()
    seen: str = ""


@dataclass(frozen=True, slots=True)
class Seen:
    """What the reporter sees of a subject, ready to be kept."""

    subject: Subject
    version: int
    body: Json
    age_ms: int


class Receipt(msgspec.Struct, frozen=True, array_like=True):
    """What a sealed receipt says: to whom what was shown when."""

    reporter: int
    chat: int
    seq: int
    at: int
    message: dict[str, object]


@dataclass(frozen=True, slots=True)
class Reported:
    """Looks with the reporter's eyes."""

    clock: Clock
    ids: Ids
    vault: Vault
    own: str = ""
    """The server's address."""

    async def receipt(self, tx: Tx, want: Complaint) -> str:
        """The sealed receipt of a message on the reporter's screen; '' for other subjects, which cannot vanish."""
        seen = await self.see(tx, want)
        message = seen.body.get("message")
        if not isinstance(message, dict):
            return ""
        told = Receipt(want.reporter, want.chat, want.seq, self.clock.now(), message)
        packed = zlib.compress(msgspec.json.encode(told), 6).hex()
        return urlsafe_b64encode(self.vault.seal(PURPOSE, packed)).decode().rstrip("=")

    def shown(self, want: Complaint) -> Json | None:
        """The message of a receipt, or None without one. Raises BadInput for one that is not this complaint's."""
        if not want.seen:
            return None
        try:
            sealed = urlsafe_b64decode(want.seen + "=" * (-len(want.seen) % 4))
            packed = bytes.fromhex(self.vault.unseal(PURPOSE, sealed))
            told = msgspec.json.decode(zlib.decompress(packed), type=Receipt)
        except (WrongSecretError, ValueError, binascii.Error, zlib.error, msgspec.MsgspecError) as wrong:
            raise BadInput("seen") from wrong
        if (told.reporter, told.chat, told.seq) != (want.reporter, want.chat, want.seq):
            raise BadInput("seen")
        return told.message if self.clock.now() - told.at <= DAY_MS else None

    async def see(self, tx: Tx, want: Complaint) -> Seen:
        """Only what this person can see, or has a receipt for, may be reported; raises NotFound for anything else."""
        if want.user:
            return await self.see_person(tx, want)
        if want.token:
            return await self.see_behind(tx, want)
        if want.pack:
            return await self.see_pack(tx, want)
        shown = self.shown(want)
        around = [want.seq, *want.also[:CARRIED_MAX]] if want.seq else []
        found = await tx.cases.outlook(want.reporter, want.chat, around, CONTEXT_PUBLIC)
        if found is None:
            raise NotFound("no such chat")
        chat, member, banned, hidden = found
        width = CONTEXT_PUBLIC if chat.is_public else CONTEXT_PRIVATE
        first, last = (
            (want.seq - width, want.seq + width) if want.seq else (chat.last_seq - width + 1, chat.last_seq)
        )
        viewer = viewer_of(chat, member, want.reporter, hidden=hidden, banned=banned)
        if not may_read(chat, member, banned=banned):
            if shown is None:
                raise NotFound("no such chat")
            return await self.see_message(tx, want, chat, [], shown)
        stored = await tx.cases.said(chat.id, first, last) if last > 0 else []
        lines = [one for one in stored if sees(chat, one, viewer)]
        if want.seq:
            if want.also:
                carried = await tx.cases.said_at(chat.id, want.also[:CARRIED_MAX])
                lines += [one for one in carried if sees(chat, one, viewer)]
            lines = sorted({one.seq: one for one in lines}.values(), key=lambda one: one.seq)
            return await self.see_message(tx, want, chat, lines, shown)
        if chat.owner == want.reporter:
            raise Forbidden("report.own")
        body: Json = chat_body(chat) | {"context": [one.as_json() for one in lines]}
        return Seen(subject_of(self.ids.new(), chat, 0, chat.owner), 0, body, 0)

    async def see_message(
        self, tx: Tx, want: Complaint, chat: Chat, lines: list[Said], shown: Json | None
    ) -> Seen:
        """A message among what the reporter sees around it. What the receipt shows wins: it is what they saw."""
        said = next((one for one in lines if one.seq == want.seq), None)
        message = shown or (said.as_json() if said else None)
        if message is None:
            raise NotFound("no such message")
        who, version, sent = (int(str(message[key])) for key in ("a", "v", "d"))
        if who == want.reporter:
            raise Forbidden("report.own")
        body = await message_body(tx, chat, message, lines)
        if said is None:
            body |= {"versions": []}
        if said is None or said.version != version:
            body.pop("parts", None)  # what it carries now is not what was shown
        subject = subject_of(self.ids.new(), chat, want.seq, who)
        if want.link:
            key = self.linked(want.link, message)
            subject = Subject(
                id=self.ids.new(), kind="link", audience=subject.audience, reach=subject.reach, ref=key
            )
            body |= {"link": key}
        return Seen(subject, version, body, self.clock.now() - sent)

    def linked(self, link: str, message: Json) -> str:
        """The one form of a link that the message carries. Raises BadInput(l): not in it, or it leads back here."""
        key, entities = key_of(link, self.own), cast(list[list[str | int]], message.get("en") or [])
        carried = links_of(str(message.get("x", "")), [tuple(one) for one in entities], self.own)
        if key not in {one.key for one in carried}:
            raise BadInput("l", why="report.no_link")
        if key[0] in "@+":
            raise BadInput("l", why="report.own_link")
        return key

    async def see_pack(self, tx: Tx, want: Complaint) -> Seen:
        """A pack of stickers as anybody sees it who has its id."""
        found = await tx.stickers.packs([want.pack])
        if not found:
            raise NotFound("no such pack")
        pack = found[0]
        if pack.owner == want.reporter:
            raise Forbidden("report.own")
        return await pack_seen(tx, self.ids, pack)

    async def see_behind(self, tx: Tx, want: Complaint) -> Seen:
        """A chat as its invite link shows it: title and description, nothing of what is said there."""
        invite = await tx.invites.get(want.token)
        chat = await tx.chats.get(invite.chat) if invite else None
        if invite is None or chat is None:
            raise NotFound("no such link")
        if invite.revoked or 0 < invite.expires <= self.clock.now() or chat.state not in READABLE_STATES:
            raise Gone("the link leads nowhere", why="invite.gone")
        if chat.owner == want.reporter:
            raise Forbidden("report.own")
        return Seen(subject_of(self.ids.new(), chat, 0, chat.owner), 0, chat_body(chat) | {"context": []}, 0)

    async def see_person(self, tx: Tx, want: Complaint) -> Seen:
        """An account, as its profile shows it."""
        person = await tx.cases.person(want.user)
        if person is None:
            raise NotFound("no such person")
        if want.user == want.reporter:
            raise Forbidden("report.own")
        return person_seen(self.ids, want.user, person)


async def message_body(tx: Tx, chat: Chat, message: Json, lines: Sequence[Said]) -> Json:
    """What is kept as evidence of a message between these lines, whoever brought it to the desk."""
    seq, author = int(str(message["s"])), int(str(message["a"]))
    person, versions, files, parts = await tx.cases.behind(chat.id, seq, author)
    if source := str(cast(Json, message.get("fw") or {}).get("n") or ""):
        parts[SOURCE] = source
    body: Json = {
        "message": message,
        "versions": versions,
        "author": person,
        "files": files,
        "chat": chat_body(chat),
        "context": [one.as_json() for one in lines if one.seq != seq],
    }
    return body | ({"parts": parts} if parts else {})


def person_seen(ids: Ids, user: int, person: Json) -> Seen:
    """An account, as its profile shows it."""
    subject = Subject(id=ids.new(), kind="account", user=user, owner=user, audience="account", reach=1)
    return Seen(subject, 0, {"author": person}, 0)


async def pack_seen(tx: Tx, ids: Ids, pack: Pack) -> Seen:
    """A pack of stickers."""
    body: Json = {
        "author": await tx.cases.person(pack.owner) or {},
        "pack": {"id": pack.id, "ti": pack.title},
        "files": [msgspec.to_builtins(one.file) for one in pack.stickers],
    }
    subject = Subject(id=ids.new(), kind="sticker", owner=pack.owner, audience="public", reach=1, ref=pack.id)
    return Seen(subject, 0, body, 0)


async def worn(tx: Tx, ids: Ids, profile: Profile) -> Seen | None:
    """A chat, an account or a pack whose name or description is the matter, with what it says of itself now."""
    seen: Seen | None = None
    if profile.kind == "chat" and (chat := await tx.chats.get(profile.target)) is not None:
        shown = await tx.files.shown([chat.photo]) if chat.photo else {}
        files = [msgspec.to_builtins(one) for one in shown.values()]
        body = chat_body(chat) | {"context": []} | ({"files": files} if files else {})
        seen = Seen(subject_of(ids.new(), chat, 0, chat.owner), 0, body, 0)
    elif profile.kind == "account" and (person := await tx.cases.person(profile.target)) is not None:
        if "un" not in person:
            person.pop("ab", None)  # only the name that stands beside their words is public
        seen = person_seen(ids, profile.target, person)
    elif profile.kind == "sticker" and (packs := await tx.stickers.packs([profile.pack])):
        seen = await pack_seen(tx, ids, packs[0])
    if seen is None:
        return None
    return replace(seen, version=profile.ver, body=seen.body | {"parts": {PROFILE: profile.text}})


def sees(chat: Chat, said: Said, viewer: Viewer) -> bool:
    """Does this viewer see the words of it?"""
    message = Message(chat=chat.id, seq=said.seq, ev=0, sender=said.sender, ts=said.ts)
    return whole(visible(message, said.flags, said.author, viewer))


def chat_body(chat: Chat) -> Json:
    """A chat as its members see it."""
    return {
        "c": chat.id,
        "k": chat.kind,
        "ti": chat.title,
        "ab": chat.about,
        "un": chat.username,
        "m": chat.members,
        "ow": chat.owner,
        "pu": int(chat.is_public),
    }


def subject_of(fresh: int, chat: Chat, seq: int, owner: int) -> Subject:
    """The subject of a message (seq > 0) or of a chat."""
    return Subject(
        id=fresh,
        kind="message" if seq else "chat",
        chat=chat.id,
        seq=seq,
        owner=owner,
        audience="public" if chat.is_public else chat.kind,
        reach=max(chat.members, 2 if chat.kind == "dialog" else 1),
    )
