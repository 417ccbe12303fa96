"""Effects that add up: each is a row of its own action, and taking one back takes that row away, in any order.

Blocked links and packs of stickers, limits on a chat, complaints that are not taken for a time. What they hide of
messages is hidden by actions of their own (enforce.py), so that every message knows its way back.
"""

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass

from tambour.domain.errors import NotFound
from tambour.domain.territory import WHOLE, numbered
from tambour.moderation.records import Action, Json
from tambour.ports.store import Tx


@dataclass(frozen=True, slots=True)
class Measure:
    """How it is done and undone, each with its event, in the caller's transaction."""

    apply: Callable[[Tx, Action, int], Awaitable[Json]]
    undo: Callable[[Tx, Action], Awaitable[None]]


def number(action: Action, key: str) -> int:
    """A whole number among the parameters, or 0."""
    return int(action.params.get(key, 0))


def countries_in(action: Action) -> list[str]:
    """Where alone it holds; []: everywhere."""
    return [one for one in str(action.params.get("co", "")).split(",") if one]


def block_link(fresh: int, decision: int, key: str, countries: Sequence[str] = ()) -> Action:
    """Refuse a link from now on; with countries: put what carries it out of sight there. What carries it already has
    actions of its own."""
    params: dict[str, int | str] = {"l": key}
    if countries:
        params["co"] = ",".join(countries)
    return Action(id=fresh, decision=decision, type="block_link", target=f"l:{key}", params=params)


def block_pack(fresh: int, decision: int, pack: str) -> Action:
    """Nobody finds or uses a pack of stickers."""
    return Action(id=fresh, decision=decision, type="block_pack", target=f"k:{pack}", params={"k": pack})


def limit_chat(fresh: int, decision: int, chat: int, bits: int, slow_s: int, until: int) -> Action:
    """Take these bits of Limit from a chat. `until` 0: without end."""
    return Action(
        id=fresh,
        decision=decision,
        type="limit_chat",
        target=f"w:{chat}",
        params={"c": chat, "li": bits, "sl": slow_s},
        end_at=until,
    )


def suspend_reporting(fresh: int, decision: int, user: int, until: int) -> Action:
    """Take the right to complain until then."""
    return Action(
        id=fresh,
        decision=decision,
        type="suspend_reporting",
        target=f"q:{user}",
        params={"u": user, "until": until},
        end_at=until,
    )


def hide_in(
    fresh: int,
    decision: int,
    place: tuple[int, int],
    countries: Sequence[str],
    until: int,
    root: tuple[int, int] | None = None,
) -> Action:
    """Out of sight for people of these countries: a message, or a whole chat (seq 0). `until` 0: without end. `root` is
    named where its copies must follow (seq 0: all that was forwarded from this chat)."""
    chat, seq = place
    params: dict[str, int | str] = {"c": chat, "s": seq, "co": ",".join(countries)}
    if root is not None:
        params |= {"rc": root[0], "rs": root[1]}
    target = f"t:{chat}:{seq}"
    return Action(id=fresh, decision=decision, type="hide_in", target=target, params=params, end_at=until)


async def put_territory(tx: Tx, action: Action, case: int) -> Json:
    """Those concerned lose it at once; the others see no difference."""
    chat, seq = number(action, "c"), number(action, "s")
    try:
        await tx.lock_chat(chat)
    except NotFound:
        return {"missing": True}
    await tx.cases.put_territory(chat, seq, action.id, case, countries_in(action))
    await tell_territory(tx, chat, seq)
    return {"row": action.id}


async def drop_territory(tx: Tx, action: Action) -> None:
    """Where other decisions hide it, it stays hidden."""
    chat, seq = number(action, "c"), number(action, "s")
    if action.inverse.get("missing"):
        return
    await tx.lock_chat(chat)
    await tx.cases.drop_territory(chat, seq, action.id)
    await tell_territory(tx, chat, seq)


async def tell_territory(tx: Tx, chat: int, seq: int) -> None:
    """All countries together, as they are now. Of a message whoever listens asks and gets what they may see; of a chat
    those who lost it are dropped, and those who have it back are looked up."""
    room = await tx.chats.get(chat)
    if room is None:
        return
    where = sorted({country for one in await tx.cases.territories(chat, seq) for country in one})
    if seq:
        partly, found = numbered(room.partly, where) if where else (dict(room.partly), 0)
        await tx.cases.set_territory(chat, partly, seq, found)
        await tx.append(chat, "rs", {"s": [seq]}, seq=seq, untold=True)
        return
    before = room.partly.get(WHOLE, [])
    partly = {key: value for key, value in room.partly.items() if key != WHOLE} | (
        {WHOLE: where} if where else {}
    )
    await tx.cases.set_territory(chat, partly, 0, 0)
    lost = await tx.cases.members_in(chat, where) if where else []
    await tx.append(chat, "c", {"ch": {}}, left=tuple(lost))
    await tx.tell_all(lost, "chat-", {"c": chat})
    back = set(await tx.cases.members_in(chat, before)) - set(lost) if before else set()
    await tx.tell_all(sorted(back), "chat+", {"c": chat})


async def put_reporting(tx: Tx, action: Action, case: int) -> Json:
    """They read, write and appeal as before."""
    await tx.cases.put_reporting(number(action, "u"), action.id, case, number(action, "until"))
    return {"row": action.id}


async def drop_reporting(tx: Tx, action: Action) -> None:
    """They may complain again, unless another decision says no."""
    await tx.cases.drop_reporting(action.id)


async def put_link(tx: Tx, action: Action, case: int) -> Json:
    """Every process loads the list anew."""
    await tx.cases.put_link(str(action.params["l"]), action.id, case, countries_in(action))
    await tell_bank(tx)
    return {"row": action.id}


async def drop_link(tx: Tx, action: Action) -> None:
    """Unless another decision blocks it too."""
    await tx.cases.drop_link(action.id)
    await tell_bank(tx)


async def tell_bank(tx: Tx) -> None:
    """The gates hear at once; where the bus loses it, within seconds."""
    await tx.bank.moved()
    tx.shout(k="bank")


async def put_pack(tx: Tx, action: Action, case: int) -> Json:
    """Its pictures cannot be sent again either."""
    await tx.cases.put_pack(str(action.params["k"]), action.id, case)
    return {"row": action.id}


async def drop_pack(tx: Tx, action: Action) -> None:
    """The pack is back, and its pictures with it."""
    await tx.cases.drop_pack(action.id)


async def put_limits(tx: Tx, action: Action, case: int) -> Json:
    """The chat's sum of limits; everybody who looks at it is told."""
    chat = number(action, "c")
    try:
        await tx.lock_chat(chat)
    except NotFound:
        return {"missing": True}
    await tx.cases.put_limits(chat, action.id, case, number(action, "li"), number(action, "sl"))
    await tell_limits(tx, chat)
    return {"row": action.id}


async def drop_limits(tx: Tx, action: Action) -> None:
    """What other decisions took stays taken."""
    chat = number(action, "c")
    if action.inverse.get("missing"):
        return
    await tx.lock_chat(chat)
    await tx.cases.drop_limits(chat, action.id)
    await tell_limits(tx, chat)


async def tell_limits(tx: Tx, chat: int) -> None:
    """The event of a changed chat; nothing is said of one that is gone."""
    now = await tx.chats.get(chat)
    if now is not None and now.state != "deleted":
        await tx.append(chat, "c", {"ch": {"lim": now.limits, "lsl": now.limit_slow_s}})


MEASURES: dict[str, Measure] = {
    "block_link": Measure(put_link, drop_link),
    "block_pack": Measure(put_pack, drop_pack),
    "limit_chat": Measure(put_limits, drop_limits),
    "hide_in": Measure(put_territory, drop_territory),
    "suspend_reporting": Measure(put_reporting, drop_reporting),
}
