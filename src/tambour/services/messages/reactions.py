"""Reactions: those that come at once share one transaction, and each message tells its new counts once."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from tambour.domain.alter import check_reaction, recount
from tambour.domain.errors import NotFound, Refusal
from tambour.domain.ids import DAY_MS
from tambour.ports.store import Store
from tambour.services.messages.fold import Fold
from tambour.services.messages.scene import Scene, check_seq, enter_many

Counts = tuple[tuple[str, int], ...]


@dataclass(frozen=True, slots=True)
class Reaction:
    """What one person wants to have on one message; '' is none."""

    user: int
    seq: int
    emoji: str


@dataclass
class Reactions:
    """One reaction a person and message. The last wish of each counts, whatever it was told together with."""

    store: Store
    fold: Fold[Reaction, Counts] = field(init=False)

    def __post_init__(self) -> None:
        self.fold = Fold(self.together)

    async def react(self, user: int, chat: int, seq: int, emoji: str) -> Counts:
        """'' takes it back; returns the counts. Raises BadInput(e, s), Forbidden, NotFound, Gone, Moderated."""
        return await self.fold.ask(chat, Reaction(user, check_seq(seq), emoji))

    async def together(self, chat: int, wishes: Sequence[Reaction]) -> list[Counts | Refusal]:
        """Seven statements and one more a message, whatever the number of people."""
        async with self.store.writing() as tx:
            scenes = await enter_many(tx, chat, [w.user for w in wishes])
            kept = {
                k.message.seq: k for k in await tx.messages.some(chat, 0, sorted({w.seq for w in wishes}))
            }
            own = await tx.messages.own(chat, sorted({(w.user, w.seq) for w in wishes}))
            before = {pair: emoji for pair, (emoji, _) in own.items()}
            after, counts = dict(before), {seq: k.message.reactions for seq, k in kept.items()}
            refused: dict[int, Refusal] = {}
            for at, wish in enumerate(wishes):
                pair = wish.user, wish.seq
                try:
                    scene = entered(scenes.get(wish.user))
                    if scene.whole(kept.get(wish.seq), hidden=own[pair][1]).message.kind == "svc":
                        raise NotFound("no such message")
                    new = check_reaction(scene.actor, wish.emoji)
                except Refusal as no:
                    refused[at] = no
                    continue
                counts[wish.seq] = recount(counts[wish.seq], after[pair], new)
                after[pair] = new
            changed = {pair: emoji for pair, emoji in after.items() if emoji != before[pair]}
            if changed:
                moved = sorted({seq for _, seq in changed})
                await tx.messages.react(chat, tx.now, changed, {seq: counts[seq] for seq in moved})
                first = sum(1 for pair in changed if not before[pair])
                if first:
                    await tx.days.add_reactions(chat, tx.now // DAY_MS, first)
                for seq in moved:
                    people = [(user, emoji) for (user, s), emoji in changed.items() if s == seq]
                    live: dict[str, Any] = {"rx": counts[seq]}
                    if len(people) == 1 and shows_who(scenes[people[0][0]]):
                        live |= {"u": people[0][0], "e": people[0][1]}
                    author = people[0][0] if len(people) == 1 else 0
                    await tx.append(chat, "rx", {"s": seq}, seq=seq, live=live, author=author)
        return [refused[at] if at in refused else counts[wish.seq] for at, wish in enumerate(wishes)]


def entered(scene: Scene | Refusal | None) -> Scene:
    """The scene, or the refusal raised. Raises NotFound for a person who is no more."""
    if scene is None:
        raise NotFound("no such chat")
    if isinstance(scene, Refusal):
        raise scene
    return scene


def shows_who(scene: Scene | Refusal) -> bool:
    """Outside channels people hear whose reaction it was."""
    return isinstance(scene, Scene) and scene.chat.kind != "channel"
