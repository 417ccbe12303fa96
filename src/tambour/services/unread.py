"""What no detector could look at for a day: how much there is of it, what fails on it, and another try."""

from collections.abc import Mapping
from dataclasses import dataclass

from tambour.domain.messages import Kept
from tambour.moderation.detect import Loaded
from tambour.moderation.surfaces import PROFILE, parts_of, said_in_all
from tambour.moderation.text.near import bands, shingles
from tambour.moderation.text.normal import normalise
from tambour.pipeline.pauses import GIVE_UP_MS
from tambour.ports.known import FOREVER
from tambour.ports.store import Store

SHOWN_MAX = 50


@dataclass(frozen=True, slots=True, kw_only=True)
class Unreadable:
    """One of them. `what`: message, profile or file; `chat`, `seq`: of a message; `file`: its number. `since`: ms.
    `why`: where a detector fails on it and with what, '' where none does at this moment."""

    what: str
    since: int
    chat: int = 0
    seq: int = 0
    file: str = ""
    why: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Unread:
    """`shown`: the oldest of `count`. `owed`: what is being tried, and no more than late."""

    count: int = 0
    owed: int = 0
    shown: tuple[Unreadable, ...] = ()


async def unreadable(store: Store, bank: Loaded, own: str, now: int) -> Unread:
    """All of it, whichever process failed on it. `own`: the server's address. Nothing is written."""
    old = now - GIVE_UP_MS
    owed, messages = await store.read.signals.missing(old)
    owed_files, files = await store.read.known.missing(old)
    if not messages and not files:
        return Unread(owed=owed + owed_files)
    shown: list[Unreadable] = []
    for chat, seq, since in await store.read.signals.missed(SHOWN_MAX, (0, -FOREVER, 0), until=old):
        if chat < 0:
            profiles = await store.read.profiles.some([-chat])
            why = failing({PROFILE: profiles[0].text}, bank, own) if profiles else ""
            shown.append(Unreadable(what="profile", since=since, why=why))
            continue
        kept = await store.read.messages.some(chat, 0, [seq])
        why = why_of(kept[0], bank, own) if kept else ""
        shown.append(Unreadable(what="message", since=since, chat=chat, seq=seq, why=why))
    shown += [
        Unreadable(what="file", since=since, file=file)
        for file, since in await store.read.known.missed(SHOWN_MAX - len(shown), until=old)
    ]
    return Unread(count=messages + files, owed=owed + owed_files, shown=tuple(shown))


async def try_again(store: Store, now: int) -> int:
    """All of it is owed a look from now on, as if it had just been said; how much that is."""
    async with store.writing() as tx:
        old = now - GIVE_UP_MS
        return await tx.signals.owe_again(old, now) + await tx.known.owe_again(old, now)


def why_of(one: Kept, bank: Loaded, own: str) -> str:
    """What fails on a message."""
    try:
        bank.look(one.message.text, one.message.entities, one.message.chat, own)
    except Exception as failure:
        return f"text: {type(failure).__name__}"
    if why := failing(parts_of(one.message), bank, own):
        return why
    try:
        bands(shingles(normalise(said_in_all(one.message)).text))
    except Exception as failure:
        return f"copies: {type(failure).__name__}"
    return ""


def failing(parts: Mapping[str, str], bank: Loaded, own: str) -> str:
    """The same of parts of a message, or of a profile."""
    for part, text in parts.items():
        try:
            bank.look_apart({part: text}, 0, own)
        except Exception as failure:
            return f"{part}: {type(failure).__name__}"
    return ""
