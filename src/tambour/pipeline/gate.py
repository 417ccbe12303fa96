"""The bank in memory: what each process knows of it, and what it refuses or holds before delivery: exact matches."""

import asyncio
import logging
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from types import MappingProxyType
from typing import Protocol

from tambour.domain.bots.keyboard import keyboard_shown
from tambour.domain.chats import Chat, Limit
from tambour.domain.commands import Send
from tambour.domain.decide import Place
from tambour.domain.errors import Forbidden, Held, Moderated
from tambour.domain.guard import WordRule
from tambour.domain.messages import Entity, Message
from tambour.domain.text import Said, find_entities
from tambour.moderation.detect import Finding, Loaded, loaded
from tambour.moderation.surfaces import BUTTONS, PROFILE, parts_of, written
from tambour.moderation.text.links import LinkList, links_of
from tambour.moderation.text.ordinary import Words, no_words
from tambour.moderation.text.terms import MakeFind
from tambour.pipeline.wording import Wording
from tambour.ports.bus import Nudge
from tambour.ports.outside import Clock
from tambour.ports.screen import BankRows

ASK_S = 10.0
"""A change is heard from the bus at once; where the bus has lost it, so much later."""
ANEW_MS = 60_000
"""Entries expire: what is loaded is never older."""
SETTLE_S = 0.1
ADDRESS = ("http://", "https://")
LONG = 300
"""So long, it is the link of a button and nothing else: there may be hundreds, of two thousand characters each."""
COUNTED = re.compile(r"(?<!\d)\d{1,3}(?!\d)")
PASSED = ("bank", "platform")
"""Of Send.passed: it has waited for the bank's sake, or the desk has looked at it."""
NOTHING: Mapping[str, str] = MappingProxyType({})

log = logging.getLogger(__name__)


class Worn(Protocol):
    """May somebody or something public with this number (0: it has none) say this of itself? Raises Forbidden."""

    def __call__(self, number: int, *said: str) -> None: ...


def unasked(number: int, *said: str) -> None:
    """Where nobody minds."""


@dataclass
class Gate:
    """`hear` is given to the bus, `run` to a loop of every process, `check_send` to the fast door."""

    rows: BankRows
    clock: Clock
    own: str
    """This server's address, without a slash at its end."""
    make: MakeFind
    make_patterns: MakeFind
    words: Words = no_words
    """Ordinary ones, which are no disguise of one of many names."""
    wording: Wording = field(init=False)
    """Rules of the chats themselves."""
    bank: Loaded = field(default_factory=Loaded)
    blocked: LinkList = field(default_factory=LinkList)
    """Links that the desk blocked."""
    partly: LinkList = field(default_factory=LinkList)
    """Those that are out of sight in single countries: nobody is refused them, the reader looks out for them."""
    version: int = 0
    loaded_at: int = 0
    news: asyncio.Event = field(default_factory=asyncio.Event)
    loading: asyncio.Lock = field(default_factory=asyncio.Lock, init=False)
    """Many ask for it: the bank is made once, and never an older one put over a newer."""

    def __post_init__(self) -> None:
        self.wording = Wording(self.make, self.make_patterns)

    def hear(self, nudge: Nudge) -> None:
        """Somebody changed the bank."""
        if nudge.transient is not None and nudge.transient.get("k") == "bank":
            self.news.set()

    async def load(self) -> None:
        """Read the bank where it has changed, or may have expired in part."""
        async with self.loading:
            version, now = await self.rows.version(), self.clock.now()
            if version == self.version and now < self.loaded_at + ANEW_MS:
                return
            entries, blocked = await self.rows.entries(), await self.rows.blocked()
            partly = await self.rows.blocked(partly=True)
            self.bank = await asyncio.to_thread(
                loaded, entries, self.make, self.make_patterns, now, before=self.bank, words=self.words
            )
            self.blocked, self.partly = LinkList(blocked), LinkList(partly)
            self.version, self.loaded_at = version, now

    async def only(self, entry: int) -> Loaded:
        """One entry alone, for a search through what is stored."""
        entries = await self.rows.entries(ids=[entry])
        known = self.bank.lexicon.ordinary
        return loaded(
            entries, self.make, self.make_patterns, self.clock.now(), only=entry, words=lambda: known
        )

    def check_send(self, place: Place, want: Send) -> None:
        """Raises Forbidden(link.blocked), what the chat's own rules raise, and Held: what the platform refuses comes
        first, what waits for the desk last, so that nobody is asked for what is not to be said anyway."""
        if want.root:
            return
        guarded = place.public and (self.bank.holds or self.bank.links.entries or self.blocked.entries)
        carried = carried_by(want) if guarded else NOTHING
        if guarded:
            self.check(place.chat, want.text, want.entities)
            self.check_apart(place.chat, carried)
        self.wording.check_words(place, want)
        if place.public and self.bank.holds and want.passed not in PASSED:
            found = self.held(place.chat, want.text, want.entities, carried)
            if found is not None:
                raise Held(
                    "bank",
                    entry=found.entry,
                    part=found.part,
                    spans=found.spans,
                    reasons=found.reasons,
                    score=found.score,
                )
        self.wording.check_limit(place, want)

    def check_edit(
        self,
        chat: Chat,
        rules: Sequence[WordRule],
        said: Said,
        carried: Mapping[str, str] = NOTHING,
        before: Mapping[str, str] = NOTHING,
    ) -> None:
        """Other words of a message that is there, and of what it carries besides (surfaces.py). `rules`: those of the
        chat, where they bind the writer. What would wait as a new message is refused: old words are there for all to
        see, and new ones cannot wait in their place. `before`: what stands there by the same names, the words under ''
        where they stay; it has waited where it had to, and nobody is asked again. Links are refused wherever they
        stand. Raises Forbidden, Moderated(edit.held, post.held_edit)."""
        stays = before.get("") == said.text
        if chat.is_public:
            self.check(chat.id, said.text, said.entities)
            self.check_apart(chat.id, carried)
            fresh = {part: text for part, text in carried.items() if text != before.get(part)}
            words, entities = ("", ()) if stays else (said.text, said.entities)
            if self.held(chat.id, words, entities, fresh) is not None:
                raise Moderated("said so it would wait for a person", reason="edit.held")
        if chat.limits & Limit.HELD and not (stays and says_no_more(carried, before)):
            raise Moderated("posts wait for a person here", reason="post.held_edit")
        if rules and not stays:
            self.wording.check_edit(chat.id, chat.words, rules, said.text)

    def check(self, chat: int, text: str, entities: Sequence[Entity]) -> None:
        """The same for what is about to be said in a public chat."""
        if not self.bank.links.entries and not self.blocked.entries:
            return
        links = links_of(text, entities, self.own)
        if self.bank.refused(links, chat) or any(self.blocked.find(link.key) for link in links):
            raise Forbidden("link.blocked")

    def held(
        self, chat: int, text: str, entities: Sequence[Entity], carried: Mapping[str, str]
    ) -> Finding | None:
        """What in a message, or in what it carries, waits for a person before a public chat has it."""
        if not self.bank.holds:
            return None
        found = self.bank.held(text, entities, chat, self.own)
        for part, words in carried.items():
            if found is None and words:
                one = self.bank.held(words, find_entities(words), chat, self.own)
                found = replace(one, part=part) if one is not None else None
        return found

    def check_apart(self, chat: int, parts: Mapping[str, str]) -> None:
        """The same for what stands beside words in a public chat, or says what it is."""
        if self.bank.links.entries or self.blocked.entries:
            for part, line in ((part, line) for part, text in parts.items() for line in text.splitlines()):
                if part == BUTTONS and len(line) > LONG and line.startswith(ADDRESS) and " " not in line:
                    self.check(chat, line, [("link", 0, len(line.encode("utf-16-le")) // 2, line)])
                else:
                    self.check(chat, line, find_entities(line))

    def check_worn(self, number: int, *said: str) -> None:
        """The same for what a public chat, bot or person of this number, or a pack, says of itself."""
        self.check_apart(number, {PROFILE: "\n".join(said)})

    def met_partly(self, message: Message) -> set[int]:
        """Cases of links in it that are out of sight in single countries."""
        if not self.partly.entries:
            return set()
        links = links_of(message.text, message.entities, self.own)
        for text in parts_of(message).values():
            links += links_of(text, find_entities(text), self.own)
        return {self.partly.find(link.key) for link in links} - {0}

    async def run(self) -> None:
        """Until cancelled."""
        while True:
            try:
                await self.load()
                await asyncio.wait_for(self.news.wait(), ASK_S)
                await asyncio.sleep(SETTLE_S)
                self.news.clear()
            except TimeoutError:
                pass
            except Exception:
                log.warning("the bank could not be read and will be tried again", exc_info=True)
                await asyncio.sleep(1)


def carried_by(want: Send) -> dict[str, str]:
    """What a message that is about to be sent carries besides its words."""
    extra = want.extra
    keyboard = keyboard_shown(extra) if extra and "kb" in extra else ()
    if want.poll is None and not (keyboard or want.files or want.contact or want.place):
        return {}
    return written(
        poll=want.poll, keyboard=keyboard, files=want.files, contact=want.contact, place=want.place
    )


def says_no_more(carried: Mapping[str, str], before: Mapping[str, str]) -> bool:
    """Does it carry no line that is not there already? Short numbers are one as good as another, since bots count votes
    and pages; but not in addresses."""
    return all(counted(text) <= counted(before.get(part, "")) for part, text in carried.items())


def counted(text: str) -> set[str]:
    """Its lines, with every short number the same."""
    return {line if "://" in line else COUNTED.sub("0", line) for line in text.splitlines()}


async def open_gate(
    rows: BankRows,
    clock: Clock,
    own: str,
    make: MakeFind,
    make_patterns: MakeFind,
    words: Words = no_words,
) -> Gate:
    """A gate that knows the bank as it is now."""
    gate = Gate(rows, clock, own, make, make_patterns, words)
    await gate.load()
    return gate
