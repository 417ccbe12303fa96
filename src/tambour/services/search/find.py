"""Finding what was said: in one chat, in all of one's chats, on a day.

The index proposes, the messages decide: each is read afresh, passes `visible` for this viewer in this chat, and must
answer the question with the words it has now. So what is deleted, removed, edited or out of reach is gone at once.
A page costs a bounded amount of work; where that did not fill it, it is short and its cursor goes on from there.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

import msgspec

from tambour.domain.cursors import cursor_of, numbers_of
from tambour.domain.errors import BadInput
from tambour.domain.messages import Message
from tambour.domain.search.document import KINDS, kind_word, sender_word
from tambour.domain.search.question import Group, Span, answers, forms_in, read_question
from tambour.domain.visible import viewer_of, visible, whole
from tambour.ports.outside import Clock
from tambour.ports.search import AT_MIN, SEQ_END, Extent, FindRows, Lexicon, Spot, at_of
from tambour.ports.store import Store
from tambour.services.messages.scene import Look, look
from tambour.services.search.ask import Ask
from tambour.services.search.newest import Found, Newest

LIMIT_MAX = 50
ROUNDS_MAX = 4
"""How often a page asks again where what was found does not answer any more."""
LABEL_OFTEN = 100_000
"""A person or a kind is taken to be said more often than most words, so that words lead."""
AT_BIAS = 1 << 31


class Hit(msgspec.Struct, frozen=True, rename={"message": "m", "marks": "hl"}, omit_defaults=True):
    """A message that answers, and where its text does: [offset, length] in UTF-16 units."""

    message: Message
    marks: list[Span] = []


class Page(msgspec.Struct, frozen=True, omit_defaults=True):
    """`near` 1: nothing had these words, these are like them. A page may be short; `next` is absent at the end."""

    hits: list[Hit]
    near: int = 0
    next: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Filters:
    """What else a message must be. Times in milliseconds, 0: none."""

    sender: int = 0
    kind: str = ""
    since: int = 0
    until: int = 0

    def groups(self) -> list[Group]:
        """Raises BadInput(kind)."""
        if self.kind and self.kind not in KINDS:
            raise BadInput("kind", f"one of {' '.join(KINDS)}")
        words = [sender_word(self.sender)] * bool(self.sender) + [kind_word(self.kind)] * bool(self.kind)
        return [Group(frozenset([word]), often=LABEL_OFTEN) for word in words]


class Scope(Protocol):
    """Where is looked."""

    @property
    def chats(self) -> Sequence[Extent]: ...

    async def see(self, spots: Sequence[Spot]) -> list[Message]: ...


@dataclass(frozen=True, slots=True)
class OneChat:
    """A chat this person may read."""

    store: Store
    view: Look

    @property
    def chats(self) -> Sequence[Extent]:
        """This one."""
        return [Extent(self.view.chat.id, self.view.chat.last_ts, self.view.chat.last_seq)]

    async def see(self, spots: Sequence[Spot]) -> list[Message]:
        """As this person sees them, in the order given."""
        kept = await self.store.read.messages.some(
            self.view.chat.id, self.view.viewer.user, [spot.seq for spot in spots]
        )
        seen = {m.seq: m for m in map(self.view.see, kept) if m is not None and whole(m)}
        return [seen[spot.seq] for spot in spots if spot.seq in seen]


@dataclass(frozen=True, slots=True)
class AllChats:
    """Every chat this person is in."""

    store: Store
    user: int
    chats: Sequence[Extent]

    async def see(self, spots: Sequence[Spot]) -> list[Message]:
        """Three statements, whatever the number of chats."""
        read = self.store.read
        ids = sorted({spot.chat for spot in spots})
        chats = await read.chats.get_many(ids)
        members = await read.chats.memberships(self.user, ids)
        seen: dict[tuple[int, int], Message] = {}
        for kept in await read.messages.places(self.user, [(spot.chat, spot.seq) for spot in spots]):
            place = (kept.message.chat, kept.message.seq)
            if kept.hidden or place[0] not in members or place[0] not in chats:
                continue
            viewer = viewer_of(chats[place[0]], members[place[0]], self.user)
            shown = visible(kept.message, kept.flags, kept.author, viewer)
            if shown is not None and whole(shown):
                seen[place] = shown
        return [seen[spot.chat, spot.seq] for spot in spots if (spot.chat, spot.seq) in seen]


@dataclass(frozen=True, slots=True)
class FindMessages:
    """Reads only."""

    store: Store
    clock: Clock
    rows: FindRows
    lexicon: Lexicon

    async def chat(
        self, user: int, chat: int, words: str, filters: Filters, *, cursor: str, limit: int
    ) -> Page:
        """In one chat. Raises NotFound, Gone, Forbidden, BadInput(kind|cursor)."""
        view = await look(self.store.read, user, chat, now=self.clock.now())
        return await self.page(OneChat(self.store, view), words, filters, cursor, limit)

    async def everywhere(self, user: int, words: str, *, cursor: str, limit: int) -> Page:
        """In all chats of this person. Raises BadInput(cursor)."""
        scope = AllChats(self.store, user, await self.rows.mine(user))
        return await self.page(scope, words, Filters(), cursor, limit)

    async def day(self, user: int, chat: int, ts: int) -> int:
        """The seq of the first message at or after this time; 0: none. Raises NotFound, Gone, Forbidden."""
        view = await look(self.store.read, user, chat, now=self.clock.now())
        seq = await self.rows.first_from(chat, ts)
        return max(seq, view.viewer.history_from) if seq else 0

    async def page(self, scope: Scope, words: str, filters: Filters, cursor: str, limit: int) -> Page:
        """Exact answers; or, when the first page of these is empty, likely ones."""
        limit = max(1, min(limit, LIMIT_MAX))
        near, before = read_cursor(cursor)
        labels = filters.groups()
        asked = read_question(words)
        if not asked.forms and (not labels or words.strip()):
            return Page([])
        if filters.until:
            latest = Spot(at_of(filters.until) + 1, 0, 0)
            before = latest if before is None else min(before, latest)
        since = at_of(filters.since) if filters.since else AT_MIN
        ask = Ask(self.lexicon)
        groups = await ask.groups(asked, near=bool(near))
        page = await self.fill(scope, [*groups, *labels], before, since, limit, filters)
        if not page.hits and not page.next and not near and asked.forms:
            near = 1
            groups = await ask.groups(asked, near=True)
            page = await self.fill(scope, [*groups, *labels], before, since, limit, filters)
        shown = near if page.hits or page.next else 0
        return Page(page.hits, shown, f"{near}.{page.next}" if page.next else "")

    async def fill(
        self,
        scope: Scope,
        groups: list[Group],
        before: Spot | None,
        since: int,
        limit: int,
        filters: Filters,
    ) -> Page:
        """Ask, look, and ask again below, at most ROUNDS_MAX times."""
        hits: list[Hit] = []
        for _ in range(ROUNDS_MAX):
            found = await self.newest(scope, groups, before, since, limit + 1)
            taken = found.spots[:limit]
            for hit in await self.confirmed(scope, taken, groups, filters):
                hits.append(hit)
                if len(hits) == limit:
                    last = hit.message
                    return Page(hits, next=cursor_at(Spot(at_of(last.ts), last.chat, last.seq)))
            if len(found.spots) > limit:
                before = taken[-1]
            elif found.complete is not None:
                before = found.complete
            else:
                return Page(hits)
        return Page(hits, next=cursor_at(before) if before else "")

    async def newest(
        self, scope: Scope, groups: Sequence[Group], before: Spot | None, since: int, wanted: int
    ) -> Found:
        """What the index proposes. No message of a chat is newer than the chat's last event."""
        cuts = {one.chat: Spot(at_of(one.last_ts) + 1, one.chat, SEQ_END) for one in scope.chats}
        if before is not None:
            cuts = {chat: min(cut, before) for chat, cut in cuts.items()}
        return await Newest(
            rows=self.rows,
            groups=groups,
            since=since,
            wanted=wanted,
            messages=await self.rows.size(),
            cuts=cuts,
            lasts={one.chat: one.last_seq for one in scope.chats},
        ).found()

    async def confirmed(
        self, scope: Scope, spots: Sequence[Spot], groups: Sequence[Group], filters: Filters
    ) -> list[Hit]:
        """Those that this viewer may see and that answer as they are now."""
        messages = await scope.see(spots) if spots else []
        stems = await self.lexicon.stems({form for message in messages for form in forms_in(message)})
        found = []
        for message in messages:
            if not filters.since <= message.ts or (filters.until and message.ts >= filters.until):
                continue
            marks = answers(message, groups, stems)
            if marks is not None:
                found.append(Hit(message, marks))
        return found


def read_cursor(cursor: str) -> tuple[int, Spot | None]:
    """(1 for likely answers, where to go on). Raises BadInput(cursor)."""
    if not cursor:
        return 0, None
    near, at, chat, seq = numbers_of(cursor, 4, "cursor")
    if near > 1 or at >= 2 * AT_BIAS:
        raise BadInput("cursor", "not a cursor of this server")
    return near, Spot(at - AT_BIAS, chat, seq)


def cursor_at(spot: Spot) -> str:
    """The end of a page."""
    return cursor_of(spot.at + AT_BIAS, spot.chat, spot.seq)
