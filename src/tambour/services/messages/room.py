"""All use cases about messages, built together: what the composition root opens and closes."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from tambour.domain.chats import Chat
from tambour.pipeline.accept import Accept
from tambour.ports.bus import Nudge
from tambour.ports.log import SendLog
from tambour.ports.outside import Clock, Ids
from tambour.ports.store import Store
from tambour.ports.sync import LogRow
from tambour.services.messages.changes import Changes, Gate
from tambour.services.messages.compose import Compose
from tambour.services.messages.discussion import Discussion
from tambour.services.messages.drafts import Drafts
from tambour.services.messages.forward import Forwarding
from tambour.services.messages.history import History
from tambour.services.messages.marks import Marks
from tambour.services.messages.planned import Planning
from tambour.services.messages.polls import Voting
from tambour.services.messages.reactions import Reactions
from tambour.services.messages.render import Frame, render_events
from tambour.services.messages.threads import Threads
from tambour.services.messages.views import Views
from tambour.services.messages.witnesses import Witnesses


@dataclass(frozen=True, slots=True, kw_only=True)
class MessageRoom:
    """One of each; `start` and `close` for those that work at their own pace."""

    store: Store
    compose: Compose
    history: History
    changes: Changes
    forwarding: Forwarding
    reactions: Reactions
    voting: Voting
    drafts: Drafts
    marks: Marks
    views: Views
    planning: Planning
    threads: Threads
    discussion: Discussion
    witnesses: Witnesses

    async def events(self, viewer: int, chat: Chat, rows: Sequence[LogRow]) -> list[Frame]:
        """Log rows as wire events for one viewer; see render_events."""
        return await render_events(self.store.read, viewer, chat, rows)

    def start(self) -> None:
        """Begin to carry out plans."""
        self.planning.start()

    async def close(self) -> None:
        """Stop, and write what is only remembered."""
        await self.planning.stop()
        await self.reactions.fold.close()
        await self.voting.fold.close()
        await self.marks.close()
        await self.views.close()


def message_room(
    store: Store,
    accept: Accept,
    log: SendLog,
    clock: Clock,
    ids: Ids,
    publish: Callable[[Nudge], None],
    gate: Gate = lambda chat, rules, said, carried, before: None,
) -> MessageRoom:
    """Built, not started. `gate`: see Changes."""
    views = Views(store, clock, publish)
    return MessageRoom(
        store=store,
        compose=Compose(store),
        history=History(store, clock),
        changes=Changes(store, ids, gate),
        forwarding=Forwarding(store, accept, log, clock, views.forwarded),
        reactions=Reactions(store),
        voting=Voting(store),
        drafts=Drafts(store),
        marks=Marks(store, clock, publish),
        views=views,
        planning=Planning(store, accept, clock),
        threads=Threads(store, clock),
        discussion=Discussion(store, accept, log, clock, publish),
        witnesses=Witnesses(store, clock),
    )
