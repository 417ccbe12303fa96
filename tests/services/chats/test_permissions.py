"""Who may do what: every role tries every act in a group and in a channel, and the answers form the table below."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass

import pytest

from tambour.domain.errors import Refusal
from tambour.domain.rights import ALL_RIGHTS, Right
from tambour.services.chats.invites import NewInvite
from tambour.services.chats.settings import Edit
from tests.services.chats.conftest import Town

ROLES = ("owner", "chief", "helper", "member", "stranger")
GROUP = """
title          yes  yes  no_right          no_right          NOT_FOUND
public_name    yes  yes  no_right          no_right          NOT_FOUND
permissions    yes  yes  no_right          no_right          NOT_FOUND
slow_mode      yes  yes  no_right          no_right          NOT_FOUND
protect        yes  yes  no_right          no_right          NOT_FOUND
add            yes  yes  yes               yes               NOT_FOUND
invite         yes  yes  no_right          no_right          NOT_FOUND
see_requests   yes  yes  no_right          no_right          NOT_FOUND
remove         yes  yes  no_right          no_right          NOT_FOUND
ban            yes  yes  no_right          no_right          NOT_FOUND
unban          yes  yes  no_right          no_right          NOT_FOUND
restrict       yes  yes  no_right          no_right          NOT_FOUND
promote        yes  yes  no_right          no_right          NOT_FOUND
promote_beyond yes  right_not_yours no_right no_right        NOT_FOUND
demote_chief   yes  is_yourself     no_right no_right        NOT_FOUND
remove_chief   yes  is_yourself     no_right no_right        NOT_FOUND
remove_other   yes  outranks_you    no_right no_right        NOT_FOUND
remove_owner   is_yourself is_owner no_right no_right        NOT_FOUND
see_log        yes  yes  no_right          no_right          NOT_FOUND
see_members    yes  yes  yes               yes               NOT_FOUND
see_banned     yes  yes  no_right          no_right          NOT_FOUND
transfer       yes  not_the_owner not_the_owner not_the_owner NOT_FOUND
delete         yes  not_the_owner not_the_owner not_the_owner NOT_FOUND
"""
CHANNEL = """
title          yes  yes  no_right          no_right          NOT_FOUND
permissions    yes  yes  no_right          no_right          NOT_FOUND
slow_mode      BAD  BAD  BAD               BAD               NOT_FOUND
add            yes  yes  no_right          no_right          NOT_FOUND
invite         yes  yes  no_right          no_right          NOT_FOUND
remove         yes  yes  no_right          no_right          NOT_FOUND
ban            yes  yes  no_right          no_right          NOT_FOUND
restrict       wrong_kind wrong_kind wrong_kind wrong_kind   NOT_FOUND
promote        yes  yes  no_right          no_right          NOT_FOUND
see_log        yes  yes  no_right          no_right          NOT_FOUND
see_members    yes  yes  yes               no_right          NOT_FOUND
delete         yes  not_the_owner not_the_owner not_the_owner NOT_FOUND
"""
CHIEF = int(ALL_RIGHTS & ~Right.POST & ~Right.EDIT_OTHERS)


@dataclass
class Cast:
    """A chat with one person of every role, made afresh for each act."""

    town: Town
    kind: str
    chat: int = 0
    people: dict[str, int] | None = None
    target: int = 0
    other: int = 0

    async def gather(self) -> None:
        """The chat and its people; `other` is an administrator whom the owner, not the chief, has made."""
        names = ("owner", "chief", "helper", "member", "stranger")
        if self.people is None:
            self.people = {name: await self.town.person(name) for name in (*names, "target", "other")}
        p = self.people
        self.target, self.other = p["target"], p["other"]
        users = (p["chief"], p["helper"], p["member"], self.target, self.other)
        self.chat = await self.town.chat(p["owner"], self.kind, *users)
        await self.town.ranks.promote(p["owner"], self.chat, p["chief"], CHIEF)
        await self.town.ranks.promote(p["owner"], self.chat, p["helper"], int(Right.PIN))
        await self.town.ranks.promote(p["owner"], self.chat, self.other, int(Right.PIN))


Act = Callable[[Cast, int], Awaitable[object]]


async def edit(cast: Cast, who: int, want: Edit) -> None:
    await cast.town.settings.edit(who, cast.chat, want)


async def add(cast: Cast, who: int) -> None:
    await cast.town.joining.add(who, cast.chat, [await cast.town.person()])


ACTS: dict[str, Act] = {
    "title": lambda c, w: edit(c, w, Edit(title="Another")),
    "public_name": lambda c, w: edit(c, w, Edit(name=f"house_{c.chat}")),
    "permissions": lambda c, w: edit(c, w, Edit(permissions=1)),
    "slow_mode": lambda c, w: edit(c, w, Edit(slow=30)),
    "protect": lambda c, w: edit(c, w, Edit(protect=True)),
    "add": add,
    "invite": lambda c, w: c.town.invites.create(w, c.chat, NewInvite()),
    "see_requests": lambda c, w: c.town.invites.requests(w, c.chat),
    "remove": lambda c, w: c.town.ranks.remove(w, c.chat, c.target),
    "ban": lambda c, w: c.town.ranks.ban(w, c.chat, c.target),
    "unban": lambda c, w: c.town.ranks.unban(w, c.chat, c.target),
    "restrict": lambda c, w: c.town.ranks.restrict(w, c.chat, c.target, 1),
    "promote": lambda c, w: c.town.ranks.promote(w, c.chat, c.target, int(Right.PIN)),
    "promote_beyond": lambda c, w: c.town.ranks.promote(w, c.chat, c.target, int(Right.ANONYMOUS)),
    "demote_chief": lambda c, w: c.town.ranks.promote(w, c.chat, c.people["chief"], 0),  # type: ignore[index]
    "remove_chief": lambda c, w: c.town.ranks.remove(w, c.chat, c.people["chief"]),  # type: ignore[index]
    "remove_other": lambda c, w: c.town.ranks.remove(w, c.chat, c.other),
    "remove_owner": lambda c, w: c.town.ranks.remove(w, c.chat, c.people["owner"]),  # type: ignore[index]
    "see_log": lambda c, w: c.town.settings.log(w, c.chat, before=0, limit=10),
    "see_members": lambda c, w: c.town.ranks.page(w, c.chat),
    "see_banned": lambda c, w: c.town.ranks.page(w, c.chat, filter="banned"),
    "transfer": lambda c, w: c.town.ranks.transfer(w, c.chat, c.target),
    "delete": lambda c, w: c.town.chats.ending.delete(w, c.chat),
}


@pytest.mark.parametrize(("kind", "table"), [("group", GROUP), ("channel", CHANNEL)])
async def test_every_role_may_exactly_what_the_table_says(town: Town, kind: str, table: str) -> None:
    cast = Cast(town, kind)
    found = {}
    expected = {}
    for line in table.strip().splitlines():
        act, *answers = line.split()
        expected[act] = dict(zip(ROLES, answers, strict=True))
        found[act] = {}
        for role in reversed(ROLES):
            if role in ("owner", "stranger") or expected[act].get(role) == "yes" or not cast.chat:
                town.clock.turn(days=1)
                await cast.gather()
            assert cast.people is not None
            try:
                await ACTS[act](cast, cast.people[role])
                found[act][role] = "yes"
            except Refusal as no:
                why = str(no.facts.get("why", no.code))
                found[act][role] = why.removeprefix("chat.").removeprefix("member.")
        await town.check_counters(cast.chat)
    assert found == expected


async def test_whoever_is_suspended_runs_no_chat(town: Town) -> None:
    anna, boris = await town.person(), await town.person()
    chat = await town.chat(anna, "group", boris)
    await town.store.pool.execute(
        "UPDATE users SET suspended_until = $2, suspended_case = 7 WHERE id = $1",
        anna,
        town.clock.now() + 1000,
    )
    with pytest.raises(Refusal) as no:
        await town.ranks.remove(anna, chat, boris)
    assert (no.value.code, no.value.facts["case"]) == ("MODERATED", 7)
