"""Search from a case, in what is public. What was searched for is in the ledger; a find can become a case."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from tambour.domain.chat_view import ChatWire
from tambour.domain.errors import BadInput, NotFound
from tambour.domain.messages import Message
from tambour.domain.people import User
from tambour.domain.visible import GONE, viewer_of, visible, whole
from tambour.moderation.cases import Case, may_decide
from tambour.moderation.harms import BY_KEY
from tambour.moderation.priority import TRUST_IN_ONE_REPORT, weigh
from tambour.ports.search import Extent, Spot
from tambour.ports.store import Store, Tx
from tambour.services.clusters import begin_case
from tambour.services.disclosure import Disclosure
from tambour.services.reported import CONTEXT_PUBLIC, message_body, subject_of
from tambour.services.reports import new_case
from tambour.services.search.find import Filters, FindMessages
from tambour.services.search.public import FindPublic

WORDS_MAX = 200
FOUND_MAX = 20
CHATS_MAX = 2_000
"""Public chats that are searched: those that moved last."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Find:
    """One message of a public chat, and where it stands."""

    message: Message
    title: str
    username: str
    who: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Finds:
    """What a search brought."""

    messages: list[Find]
    chats: list[ChatWire]
    people: list[User]

    @property
    def nothing(self) -> bool:
        """Not even one."""
        return not (self.messages or self.chats or self.people)


@dataclass(frozen=True, slots=True)
class PublicChats:
    """The scope of a search: as anybody sees them who is a member of none."""

    store: Store
    chats: Sequence[Extent]

    async def see(self, spots: Sequence[Spot]) -> list[Message]:
        """Two statements."""
        read = self.store.read
        chats = await read.chats.get_many(sorted({spot.chat for spot in spots}))
        seen: dict[tuple[int, int], Message] = {}
        for kept in await read.messages.places(0, [(spot.chat, spot.seq) for spot in spots]):
            chat = chats.get(kept.message.chat)
            if chat is None or not chat.is_public:
                continue
            shown = visible(kept.message, kept.flags, kept.author, viewer_of(chat, None, 0))
            if shown is not None and whole(shown):
                seen[chat.id, kept.message.seq] = shown
        return [seen[spot.chat, spot.seq] for spot in spots if (spot.chat, spot.seq) in seen]


@dataclass(frozen=True, slots=True)
class CaseSearch:
    """For reviewers who have a case; there is no search without one."""

    disclosure: Disclosure
    messages: FindMessages
    public: FindPublic

    async def search(self, reviewer: int, case_id: int, words: str) -> Finds:
        """Messages, chats and people. Raises BadInput(words), NotFound, Forbidden."""
        words = " ".join(words.split())
        if not words or len(words) > WORDS_MAX:
            raise BadInput("words", limit=WORDS_MAX)
        store, clock = self.disclosure.store, self.disclosure.clock
        async with store.writing() as tx:
            await self.case(tx, reviewer, case_id)
            await tx.cases.seal(reviewer, "case.search", f"case:{case_id}", {"words": words}, clock.now())
        scope = PublicChats(store, await store.read.cases.public_chats(CHATS_MAX))
        page = await self.messages.page(scope, words, Filters(), "", FOUND_MAX)
        chats, people = await self.public.public(reviewer, words, FOUND_MAX)
        return Finds(
            messages=await self.placed([hit.message for hit in page.hits]), chats=chats, people=people
        )

    async def placed(self, found: Sequence[Message]) -> list[Find]:
        """With the names that belong to them."""
        read = self.disclosure.store.read
        chats = await read.chats.get_many(sorted({one.chat for one in found}))
        names = await read.cases.names(sorted({one.sender for one in found if one.sender}))
        return [
            Find(
                message=one,
                title=chats[one.chat].title,
                username=chats[one.chat].username or "",
                who=names.get(one.sender, ""),
            )
            for one in found
            if one.chat in chats
        ]

    async def case(self, tx: Tx, reviewer: int, case_id: int) -> Case:
        """A case this reviewer may see. Raises NotFound, Forbidden."""
        case = await tx.cases.case(case_id)
        if case is None:
            raise NotFound("no such case")
        review = self.disclosure.review
        await review.allowed(tx, reviewer, "case.view")
        may_decide(await review.ties(tx, case, reviewer))
        return case

    async def open_case(self, reviewer: int, case_id: int, chat_id: int, seq: int) -> int:
        """The case of a message that was found: the open one, else a new one in the category of the case it came from.

        Raises NotFound for what is not public or gone.
        """
        now, ids = self.disclosure.clock.now(), self.disclosure.ids
        async with self.disclosure.store.writing() as tx:
            origin = await self.case(tx, reviewer, case_id)
            chat = await tx.chats.get(chat_id)
            around = await tx.cases.said(chat_id, seq - CONTEXT_PUBLIC, seq + CONTEXT_PUBLIC)
            lines = [one for one in around if not one.flags & GONE]
            said = next((one for one in lines if one.seq == seq), None)
            if chat is None or not chat.is_public or said is None:
                raise NotFound("no such message")
            subject = await tx.cases.take_subject(subject_of(ids.new(), chat, seq, said.author))
            open_one = await tx.cases.open_case(subject.id)
            if open_one is not None:
                return open_one.id
            body = await message_body(tx, chat, said.as_json(), lines)
            await self.disclosure.vault.keep(tx, subject.id, said.version, body, now)
            case = new_case(ids.new(), subject, BY_KEY[origin.category], now)
            await begin_case(tx, opened(case, now - said.ts), body)
            await tx.cases.seal(reviewer, "case.open", f"case:{case.id}", {"from": case_id}, now)
            tx.shout(k="desk", case=case.id)
            return case.id


def opened(case: Case, age_ms: int) -> Case:
    """Weighed as if one ordinary person had reported it."""
    tally = replace(case.tally, doubt=case.tally.doubt * (1 - TRUST_IN_ONE_REPORT))
    factors = weigh(case.severity, tally, reach=case.subject.reach, public=True, age_ms=age_ms)
    return replace(case, tally=tally, priority=factors.priority, factors=factors.as_json())
