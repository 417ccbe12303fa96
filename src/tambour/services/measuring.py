"""From a choice to the actions it takes, and what must follow when more turns up that falls under it."""

from collections.abc import Sequence

from typing_extensions import override

from tambour.domain.chats import Limit
from tambour.domain.errors import BadInput
from tambour.domain.ids import DAY_MS
from tambour.domain.rights import May
from tambour.moderation.cases import CHAT_STATE, Case, Choice
from tambour.moderation.limits import FORCED_SLOW_S, bits_of
from tambour.moderation.records import Action, Decision, Json
from tambour.moderation.text.links import LinkList, links_of
from tambour.pipeline.enforce import (
    COPIES_UNDER_WAY_MS,
    change_chat,
    remove_message,
    restrict_member,
    suspend_account,
)
from tambour.pipeline.measures import block_link, block_pack, hide_in, limit_chat, suspend_reporting
from tambour.ports.store import Tx
from tambour.services.telling import Telling, about, held_case

SAME_MAX = 5_000
"""Messages that one decision removes at once for the bytes, the link or the stickers they carry."""
SPEAKING = int(May.SEND | May.MEDIA | May.POLLS | May.LINKS | May.REACT)
"""What a restricted member may not do: they read on."""
WARNED_MS = 365 * DAY_MS
"""A warning of a reporter counts so long."""
Spot = tuple[int, int]


class Measuring(Telling):
    """What each outcome does; carried out by pipeline/enforce."""

    @override
    def __post_init__(self) -> None:
        super().__post_init__()
        self.enforce.also.append(self.chase_links)

    async def check_target(self, tx: Tx, case: Case, choice: Choice) -> None:
        """Whether the outcome fits what the case is about. Raises BadInput."""
        if choice.outcome == "restrict_member":
            chat = await tx.chats.get(case.subject.chat)
            member = await tx.chats.member(case.subject.chat, case.subject.owner)
            if chat is None or chat.kind != "group" or (member is not None and member.role != "member"):
                raise BadInput("outcome", why="case.not_a_member")
        if choice.outcome == "suspend_reporting":
            if not choice.until:
                raise BadInput("until", why="case.needs_end")
            since = self.clock.now() - WARNED_MS
            if not await tx.cases.warned_reporter(case.subject.user, since):
                raise BadInput("outcome", why="case.not_warned")
        if choice.outcome == "limit_chat":
            chat = await tx.chats.get(case.subject.chat)
            if chat is None or not chat.shared:
                raise BadInput("outcome", why="case.not_for_this")
            if bits_of(choice.limits) & Limit.HELD and not chat.is_public:
                raise BadInput("limits", why="case.held_private")

    async def plan(self, tx: Tx, case: Case, decision: int, choice: Choice) -> list[Action]:
        """The actions of a decision; the first is the subject itself."""
        subject, new, outcome = case.subject, self.ids.new, choice.outcome
        if choice.territory:
            return await self.territorial(tx, case, decision, choice)
        if outcome == "remove_content":
            return await self.removal(tx, case, decision, choice)
        if outcome == "restrict_member":
            return [restrict_member(new(), decision, subject.chat, subject.owner, SPEAKING, choice.until)]
        if outcome == "limit_chat":
            bits = bits_of(choice.limits)
            slow_s = FORCED_SLOW_S if bits & Limit.SLOW else 0
            return [limit_chat(new(), decision, subject.chat, int(bits), slow_s, choice.until)]
        if outcome in CHAT_STATE:
            chat, state = subject.chat, CHAT_STATE[outcome]
            follow = choice.everywhere and state == "removed"
            first = change_chat(new(), decision, chat, state, everywhere=follow, until=choice.until)
            copies = await tx.cases.copies_of_chat(chat) if follow else []
            return [first, *(remove_message(new(), decision, one, (chat, 0)) for one in copies)]
        if outcome == "suspend_account":
            return [suspend_account(new(), decision, subject.owner, choice.until)]
        if outcome == "suspend_reporting":
            return [suspend_reporting(new(), decision, subject.user, choice.until)]
        if outcome == "block_link":
            spots = await self.carriers(tx, subject.ref)
            return [block_link(new(), decision, subject.ref), *await self.removals(tx, decision, spots)]
        if outcome == "block_pack":
            spots = await tx.cases.showing_pack(subject.ref, SAME_MAX)
            return [block_pack(new(), decision, subject.ref), *await self.removals(tx, decision, spots)]
        return []

    async def removal(self, tx: Tx, case: Case, decision: int, choice: Choice) -> list[Action]:
        """Of one message; `everywhere`: its source, all forwards, and whatever carries the same bytes."""
        place = (case.subject.chat, case.subject.seq)
        if not choice.everywhere:
            return [remove_message(self.ids.new(), decision, place, None)]
        root, copies = await tx.cases.family(*place)
        same = await tx.cases.same_bytes(*place, SAME_MAX)
        places = dict.fromkeys([place, root, *copies, *same])
        return [remove_message(self.ids.new(), decision, one, root) for one in places]

    async def territorial(self, tx: Tx, case: Case, decision: int, choice: Choice) -> list[Action]:
        """Out of sight in these countries: the chat, or the message with its source and all forwards."""
        place = (case.subject.chat, case.subject.seq if choice.outcome == "remove_content" else 0)
        places = {place: None}
        if choice.outcome == "remove_content" and choice.everywhere:
            root, copies = await tx.cases.family(*place)
            places = dict.fromkeys([place, root, *copies])
        return [hide_in(self.ids.new(), decision, one, choice.territory, choice.until) for one in places]

    async def removals(self, tx: Tx, decision: int, spots: Sequence[Spot]) -> list[Action]:
        """These messages and their forwards; each is named, so that forwards under way follow."""
        copies = await tx.cases.copies_of_many(spots)
        return [
            remove_message(self.ids.new(), decision, one, one) for one in dict.fromkeys([*spots, *copies])
        ]

    async def carriers(self, tx: Tx, key: str, since: int = 0) -> list[Spot]:
        """Messages of public chats that carry this link, however it is written."""
        wanted = LinkList({key: 1})
        rows = await tx.cases.carrying(part_of(key), SAME_MAX, since)
        return [
            (chat, seq)
            for chat, seq, text, entities in rows
            if any(
                wanted.find(link.key) for link in links_of(text, [tuple(one) for one in entities], self.own)
            )
        ]

    async def chase_links(self) -> None:
        """What was said with a blocked link between the decision and the moment every gate knew of it."""
        for action in await self.store.read.cases.chasing(self.clock.now() - COPIES_UNDER_WAY_MS):
            async with self.store.writing() as tx:
                held, decision = (
                    await tx.cases.take_action(action.id),
                    await tx.cases.decision(action.decision),
                )
                if held is None or held.state != "applied" or decision is None:
                    continue
                turns: Json = {"chased": int(str(held.inverse.get("chased", 0))) + 1}
                await tx.cases.hand_down(held.id, held.inverse | turns)
                if not await tx.cases.superseded(decision.id):
                    await self.catch(tx, decision, str(held.params["l"]))

    async def catch(self, tx: Tx, decision: Decision, key: str) -> None:
        """Late messages fall under the decision as well; whoever wrote them is told."""
        known = {one.target for one in await tx.cases.actions(decision.id)}
        spots = await self.carriers(tx, key, decision.at - COPIES_UNDER_WAY_MS)
        late = [one for one in await self.removals(tx, decision.id, spots) if one.target not in known]
        await tx.cases.add_actions(late)
        case = await held_case(tx, decision.case)
        for user in await self.authors(tx, late):
            await self.tell(tx, decision, "affected", user, await about(tx, case, decision.outcome))


def part_of(key: str) -> str:
    """The piece of a link's host that stands in every way to write it."""
    labels = key.partition("/")[0].partition(":")[0].split(".")
    return max(labels[:-1] or labels, key=len)
