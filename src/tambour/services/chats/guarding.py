"""A chat's own guards, set by those who may restrict members: word rules, and the breaker against waves of arrivals."""

from dataclasses import dataclass
from typing import Any

from tambour.domain.chats import Chat
from tambour.domain.decide_chats import check_member, check_right
from tambour.domain.errors import BadInput, Conflict, NotFound, TooLarge
from tambour.domain.guard import (
    MINUTE_MS,
    RAID_MS,
    WORDS_MAX,
    Guarded,
    WordRule,
    check_raid,
    clean_rule,
    is_wave,
)
from tambour.domain.rights import Right, has
from tambour.ports.store import Tx
from tambour.services.chats.house import House, lock_shared
from tambour.services.chats.view import find_reader


@dataclass(frozen=True, slots=True)
class Guarding:
    """guard.*; every change is in the admin log."""

    house: House

    async def get(self, actor: int, chat_id: int) -> Guarded:
        """For administrators who may restrict members or delete their words."""
        chat, found = await find_reader(self.house.store.read, actor, chat_id, now=self.house.clock.now())
        member = check_member(chat, found)
        if not has(member, Right.DELETE_OTHERS):
            check_right(member, Right.BAN)
        return await self.house.store.read.guard.guarded(chat_id)

    async def add_word(self, actor: int, chat_id: int, term: str, act: str) -> WordRule:
        """Raises BadInput(x|act), Conflict(word.known), TooLarge."""
        term, act = clean_rule(term, act)
        async with self.house.store.writing() as tx:
            await self.enter(tx, actor, chat_id)
            _, rules = await tx.guard.words(chat_id)
            if any(rule.term.casefold() == term.casefold() for rule in rules):
                raise Conflict("there is a rule for it", why="word.known")
            if len(rules) >= WORDS_MAX:
                raise TooLarge("too many rules", field="x", limit=WORDS_MAX)
            rule = WordRule(id=self.house.ids.new(), term=term, act=act)
            await tx.guard.add_word(chat_id, rule, actor, tx.now)
            await self.house.note(tx, chat_id, actor, "word.add", 0, {"word": term, "act": act})
        return rule

    async def drop_word(self, actor: int, chat_id: int, rule: int) -> None:
        """Raises NotFound."""
        async with self.house.store.writing() as tx:
            await self.enter(tx, actor, chat_id)
            term = await tx.guard.drop_word(chat_id, rule)
            if not term:
                raise NotFound("no such rule", why="word.unknown")
            await self.house.note(tx, chat_id, actor, "word.remove", 0, {"word": term})

    async def raid(self, actor: int, chat_id: int, per_min: int | None, *, end: bool) -> None:
        """How many may come in a minute before all have to ask; `end`: let people in again."""
        async with self.house.store.writing() as tx:
            chat = await self.enter(tx, actor, chat_id)
            if per_min is not None and check_raid(per_min) != chat.raid_per_min:
                await tx.guard.set_raid(chat_id, per_min)
                await self.house.note(tx, chat_id, actor, "raid.set", 0, {"n": per_min})
            if end and chat.raid_until > tx.now:
                await tx.guard.close_door(chat_id, 0)
                await self.house.note(tx, chat_id, actor, "raid.off", 0)
            if per_min is None and not end:
                raise BadInput("raid")

    async def enter(self, tx: Tx, actor: int, chat_id: int) -> Chat:
        """The locked chat, for somebody who may restrict its members."""
        chat, me = await lock_shared(tx, chat_id, actor)
        check_right(me, Right.BAN)
        return chat


async def must_ask(house: House, tx: Tx, chat: Chat, coming: int = 1) -> bool:
    """Is the door closed by a wave of arrivals? So many more are counted; one too many closes it."""
    now = tx.now
    if chat.raid_until > now:
        return True
    if not chat.raid_per_min:
        return False
    this, last = await tx.guard.count_joins(chat.id, now // MINUTE_MS, coming)
    if not is_wave(chat.raid_per_min, this, last, now):
        return False
    until = now + RAID_MS
    await tx.guard.close_door(chat.id, until)
    told: dict[str, Any] = {"n": this, "until": until}
    await house.note(tx, chat.id, 0, "raid.on", 0, told)
    deciders = [m.user for m in await tx.members.admins(chat.id) if has(m, Right.INVITE)]
    await tx.tell_all(deciders, "raid", {"c": chat.id} | told)
    return True
