"""Voting and closing. A poll is made together with the message that asks it (see compose.py)."""

from dataclasses import dataclass

from tambour.domain.alter import check_active
from tambour.domain.errors import Forbidden, NotFound
from tambour.domain.messages import PollView
from tambour.domain.polls import Poll, choose
from tambour.domain.rights import Right
from tambour.ports.store import Store
from tambour.services.messages.scene import Scene, check_seq, enter


@dataclass(frozen=True, slots=True)
class Voting:
    """What members do with a poll."""

    store: Store

    async def vote(self, user: int, chat: int, seq: int, choice: list[int]) -> PollView:
        """Make `choice` this person's vote; an empty one takes it back. Raises Forbidden, BadInput(o), NotFound."""
        async with self.store.writing() as tx:
            scene = await enter(tx, user, chat)
            check_active(scene.actor)
            before = await lock_poll(scene, seq)
            after = choose(before, choice)
            if after.my != before.my:
                await tx.polls.vote(after, user)
                await tell(scene, seq, after)
        return after.view()

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
                await tell(scene, seq, poll)
        return poll.view()


async def lock_poll(scene: Scene, seq: int) -> Poll:
    """The poll of a message this person sees, locked, with their choice. Raises NotFound."""
    kept = await scene.message(check_seq(seq))
    number = (kept.extra or {}).get("poll")
    poll = await scene.tx.polls.lock(number, scene.actor.user) if number else None
    if poll is None:
        raise NotFound("no such poll")
    return poll


async def tell(scene: Scene, seq: int, poll: Poll) -> None:
    """The counts as everybody may see them; the log keeps only that they changed."""
    await scene.tx.append(scene.chat.id, "pl", {"s": seq}, seq=seq, live={"po": poll.for_all()})
