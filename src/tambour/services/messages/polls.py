"""Voting and closing. A poll is made together with the message that asks it (see compose.py)."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace

from tambour.domain.alter import check_active
from tambour.domain.errors import Forbidden, NotFound, Refusal
from tambour.domain.messages import Kept, PollView
from tambour.domain.polls import Poll, choose
from tambour.domain.rights import Right
from tambour.ports.store import Store, Tx
from tambour.services.messages.fold import Fold
from tambour.services.messages.reactions import entered
from tambour.services.messages.scene import Scene, check_seq, enter, enter_many


@dataclass(frozen=True, slots=True)
class Ballot:
    """What one person chooses in the poll of one message; nothing takes the vote back."""

    user: int
    seq: int
    choice: tuple[int, ...]


@dataclass
class Voting:
    """What members do with a poll. Votes that come at once share one transaction, as reactions do."""

    store: Store
    fold: Fold[Ballot, PollView] = field(init=False)

    def __post_init__(self) -> None:
        self.fold = Fold(self.together)

    async def vote(self, user: int, chat: int, seq: int, choice: list[int]) -> PollView:
        """Make `choice` this person's vote; an empty one takes it back. Raises Forbidden, BadInput(o), NotFound."""
        return await self.fold.ask(chat, Ballot(user, check_seq(seq), tuple(choice)))

    async def together(self, chat: int, ballots: Sequence[Ballot]) -> list[PollView | Refusal]:
        """Nine statements and one more a poll, whatever the number of people."""
        async with self.store.writing() as tx:
            scenes = await enter_many(tx, chat, [b.user for b in ballots])
            kept = {
                k.message.seq: k for k in await tx.messages.some(chat, 0, sorted({b.seq for b in ballots}))
            }
            own = await tx.messages.own(chat, sorted({(b.user, b.seq) for b in ballots}))
            polls, mine = await locked(tx, kept.values(), sorted({b.user for b in ballots}))
            before, untold = dict(mine), set[int]()
            refused: dict[int, Refusal] = {}
            for at, ballot in enumerate(ballots):
                try:
                    scene = entered(scenes.get(ballot.user))
                    number = poll_of(
                        scene.whole(kept.get(ballot.seq), hidden=own[ballot.user, ballot.seq][1])
                    )
                    check_active(scene.actor)
                    if number not in polls:
                        raise NotFound("no such poll")
                    had = mine.get((number, ballot.user), ())
                    after = choose(replace(polls[number], my=had), ballot.choice)
                except Refusal as no:
                    refused[at] = no
                    continue
                polls[number] = replace(after, my=())
                mine[number, ballot.user] = after.my
            changed = {key: my for key, my in mine.items() if my != before.get(key, ())}
            if changed:
                untold = {number for number, _ in changed}
                await tx.polls.vote([polls[n] for n in sorted(untold)], changed)
                for seq in sorted({b.seq for at, b in enumerate(ballots) if at not in refused}):
                    if poll_of(kept[seq]) in untold:
                        await tell(tx, chat, seq, polls[poll_of(kept[seq])])
        return [
            refused[at] if at in refused else seen_by(b.user, polls[poll_of(kept[b.seq])], mine)
            for at, b in enumerate(ballots)
        ]

    async def close(self, user: int, chat: int, seq: int) -> PollView:
        """No more votes. For who asked, and for who may delete others' messages here. Raises Forbidden, NotFound."""
        async with self.store.writing() as tx:
            scene = await enter(tx, user, chat)
            poll = await lock_poll(scene, seq)
            if poll.author != user and not (poll.chat == chat and scene.actor.has(Right.DELETE_OTHERS)):
                raise Forbidden("message.not_yours")
            if not poll.closed:
                await tx.polls.close(poll.id, tx.now)
                poll = await lock_poll(scene, seq)
                await tell(tx, chat, seq, poll)
        return poll.view()


Choices = dict[tuple[int, int], tuple[int, ...]]


async def locked(tx: Tx, kept: Iterable[Kept], voters: Sequence[int]) -> tuple[dict[int, Poll], Choices]:
    """The polls of these messages by number, locked, and what these people chose in them."""
    numbers = sorted({poll_of(k) for k in kept} - {0})
    if not numbers:
        return {}, {}
    polls = {p.id: p for p in await tx.polls.lock(numbers, 0)}
    return polls, await tx.polls.choices(numbers, voters)


def poll_of(kept: Kept) -> int:
    """The number of a message's poll; 0: it asks nothing."""
    return int((kept.extra or {}).get("poll") or 0)


def seen_by(user: int, poll: Poll, mine: Choices) -> PollView:
    """The poll with this person's choice in it."""
    return replace(poll, my=mine.get((poll.id, user), ())).view()


async def lock_poll(scene: Scene, seq: int) -> Poll:
    """The poll of a message this person sees, locked, with their choice. Raises NotFound."""
    number = poll_of(await scene.message(check_seq(seq)))
    found = await scene.tx.polls.lock([number], scene.actor.user) if number else []
    if not found:
        raise NotFound("no such poll")
    return found[0]


async def tell(tx: Tx, chat: int, seq: int, poll: Poll) -> None:
    """The counts as everybody may see them; the log keeps only that they changed."""
    room = await tx.chats.get(chat)
    asks = room is None or bool(
        room.partly
    )  # where not everybody sees the same, each asks for what they may see
    await tx.append(
        chat, "pl", {"s": seq}, seq=seq, live=None if asks else {"po": poll.for_all()}, untold=asks
    )
