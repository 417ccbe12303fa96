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
from tambour.pipeline.measures import (
    block_link,
    block_pack,
    countries_in,
    hide_in,
    limit_chat,
    suspend_reporting,
)
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
        self.enforce.also += [self.chase_links, self.hide_met]

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
        """Out of sight in these countries, and what else carries it: of a message its source, all forwards and the same
        bytes; of a chat what was forwarded from it; of a link the messages in which it stands."""
        where, subject = choice.territory, case.subject
        if choice.outcome == "block_link":
            spots = await self.carriers(tx, subject.ref)
            first = block_link(self.ids.new(), decision, subject.ref, where)
            return [first, *await self.removals(tx, decision, spots, where)]
        place = (subject.chat, subject.seq if choice.outcome == "remove_content" else 0)
        root: Spot | None = None
        places = [place]
        if choice.everywhere and choice.outcome == "remove_content":
            root, copies = await tx.cases.family(*place)
            places += [root, *copies, *await tx.cases.same_bytes(*place, SAME_MAX)]
        elif choice.everywhere and choice.outcome == "remove_chat":
            root = place
            places += await tx.cases.copies_of_chat(subject.chat)
        each = dict.fromkeys(places)
        return [hide_in(self.ids.new(), decision, one, where, choice.until, root) for one in each]

    async def removals(
        self, tx: Tx, decision: int, spots: Sequence[Spot], where: Sequence[str] = ()
    ) -> list[Action]:
        """These messages and their forwards, out of sight everywhere or in these countries; each is named, so that
        forwards under way follow."""
        copies, new = await tx.cases.copies_of_many(spots), self.ids.new
        each = dict.fromkeys([*spots, *copies])
        if where:
            return [hide_in(new(), decision, one, where, 0, one) for one in each]
        return [remove_message(new(), decision, one, one) for one in each]

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
                    since = decision.at - COPIES_UNDER_WAY_MS
                    spots = await self.carriers(tx, str(held.params["l"]), since)
                    await self.catch(tx, decision, spots, countries_in(held))

    async def hide_met(self) -> None:
        """Messages in which the reader met a link that is out of sight in some countries, whenever they were said."""
        met: dict[int, list[Spot]] = {}
        for action, *place in await self.store.read.cases.links_met(SAME_MAX):
            met.setdefault(action, []).append((place[0], place[1]))
        for fresh, spots in met.items():
            async with self.store.writing() as tx:
                held = await tx.cases.take_action(fresh)
                decision = await tx.cases.decision(held.decision) if held is not None else None
                if held is not None and decision is not None and not await tx.cases.superseded(decision.id):
                    await self.catch(tx, decision, spots, countries_in(held))
                await tx.cases.forget_met(fresh, spots)
        if met:
            await self.enforce.finish()

    async def catch(self, tx: Tx, decision: Decision, spots: Sequence[Spot], where: Sequence[str]) -> None:
        """Late messages fall under the decision as well; whoever wrote them is told."""
        known = {one.target for one in await tx.cases.actions(decision.id)}
        late = await self.removals(tx, decision.id, spots, where)
        late = [one for one in late if one.target not in known]
        await tx.cases.add_actions(late)
        case = await held_case(tx, decision.case)
        for user in await self.authors(tx, late):
            await self.tell(tx, decision, "affected", user, await about(tx, case, decision.outcome))


def part_of(key: str) -> str:
    """The piece of a link's host that stands in every way to write it."""
    labels = key.partition("/")[0].partition(":")[0].split(".")
    return max(labels[:-1] or labels, key=len)
