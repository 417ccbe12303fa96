"""Who is who in a chat: sending away, banning, restricting, promoting, handing over; and the list of people."""

from dataclasses import dataclass, replace
from typing import Any, Protocol

from tambour.domain.chats import Chat, Member, clean_title
from tambour.domain.cursors import cursor_of, numbers_of
from tambour.domain.decide_chats import (
    check_above,
    check_denial,
    check_member,
    check_promote,
    check_remove,
    check_right,
)
from tambour.domain.errors import BadInput, Forbidden, NeedPassword, NotFound
from tambour.domain.rights import ALL_RIGHTS, Right, denied_now, has
from tambour.ports.members import Ban, MemberPage
from tambour.ports.store import Tx
from tambour.services.chats.ending import crown
from tambour.services.chats.house import House, announce_parting, lock_shared, part, target_of
from tambour.services.chats.view import Views

REASON_MAX = 200
ADMIN_TITLE_MAX = 32
ADMINS_MAX = 50
LIST_MAX = 200
LARGE = 2000
"""Members from which on a search starts from the names."""
LARGE_QUERY_MIN = 3
WIPE_REACH = 1000
WIPE_PER_EVENT = 100
ROLES = ("owner", "admin", "member")
FILTERS = ("all", "admins", "banned", "restricted")


class Passwords(Protocol):
    """The second factor; see services/accounts/passwords.py."""

    async def check(self, user: int, password: str) -> None: ...


@dataclass(frozen=True, slots=True)
class Ranks:
    """member.remove/ban/unban/restrict/promote, owner.transfer, member.list."""

    house: House
    views: Views
    passwords: Passwords

    async def remove(self, actor: int, chat_id: int, user: int) -> None:
        """Send away; they may come back."""
        async with self.house.store.writing() as tx:
            chat, me = await lock_shared(tx, chat_id, actor)
            target = await target_of(tx, chat, user)
            check_remove(me, target)
            await part(tx, chat, target, sent_away=True, by=actor)
            await announce_parting(tx, chat, actor, user)
            await self.house.note(tx, chat_id, actor, "member.remove", user)

    async def ban(
        self, actor: int, chat_id: int, user: int, *, until: int = 0, reason: str = "", wipe: bool = False
    ) -> None:
        """Send away and keep out until then (0: for good), member or not; `wipe`: with what they said lately."""
        now = self.house.clock.now()
        check_until(until, now)
        if len(reason) > REASON_MAX:
            raise BadInput("reason", "too long", limit=REASON_MAX)
        async with self.house.store.writing() as tx:
            chat, me = await lock_shared(tx, chat_id, actor)
            check_right(me, Right.BAN)
            target = await tx.chats.member(chat_id, user)
            if target is not None:
                check_above(me, target)
                await part(tx, chat, target, sent_away=True, by=actor)
                await announce_parting(tx, chat, actor, user)
            elif await tx.accounts.person(user) is None:
                raise NotFound("no such person", why="user.unknown")
            elif chat.is_public:  # they may be looking in from outside, and comment from there
                await tx.append(chat_id, "nop", {}, left=(user,))
                await tx.chats.bump_gen(chat_id)
            await tx.members.ban(chat_id, Ban(user, until, actor, reason, now))
            await tx.invites.take_request(chat_id, user)
            if wipe:
                check_right(me, Right.DELETE_OTHERS)
                await wipe_words(tx, chat, user, actor)
            said = {"until": until, "reason": reason, "wipe": int(wipe)}
            await self.house.note(tx, chat_id, actor, "member.ban", user, said)

    async def unban(self, actor: int, chat_id: int, user: int) -> None:
        """Lift a ban; they may come back but don't by themselves."""
        async with self.house.store.writing() as tx:
            _, me = await lock_shared(tx, chat_id, actor)
            check_right(me, Right.BAN)
            if await tx.members.unban(chat_id, user):
                await self.house.note(tx, chat_id, actor, "member.unban", user)

    async def restrict(self, actor: int, chat_id: int, user: int, deny: int, until: int = 0) -> None:
        """Take permissions away until then (0: for good); 0 bits give them back."""
        check_denial(deny)
        check_until(until, self.house.clock.now())
        async with self.house.store.writing() as tx:
            chat, me = await lock_shared(tx, chat_id, actor)
            if chat.kind != "group":
                raise Forbidden("chat.wrong_kind")
            target = await target_of(tx, chat, user)
            check_remove(me, target)
            if target.role == "admin":
                raise Forbidden("member.is_admin")
            if await tx.cases.platform_denied(chat_id, user, self.house.clock.now()):
                raise Forbidden("member.platform")
            until = until if deny else 0
            await tx.members.set_denied(chat_id, user, deny, until)
            await tx.chats.bump_gen(chat_id)
            await tx.append(chat_id, "m", {"u": user, "ro": "member", "de": deny, "deu": until})
            await tx.tell(user, "chat~", {"c": chat_id, "de": deny, "deu": until})
            await self.house.note(tx, chat_id, actor, "member.restrict", user, {"deny": deny, "until": until})

    async def promote(self, actor: int, chat_id: int, user: int, rights: int, title: str = "") -> None:
        """Make somebody an administrator with these rights, change them, or (0) make them a plain member again."""
        shown = clean_title(title, "title") if title.strip() else ""
        if len(shown) > ADMIN_TITLE_MAX:
            raise BadInput("title", "too long", limit=ADMIN_TITLE_MAX)
        async with self.house.store.writing() as tx:
            chat, me = await lock_shared(tx, chat_id, actor)
            target = await target_of(tx, chat, user)
            rights = check_promote(chat, me, target, rights)
            if not rights and target.role == "member":
                return
            if rights and await tx.cases.platform_denied(chat_id, user, self.house.clock.now()):
                raise Forbidden("member.platform")
            if rights and target.role == "member" and len(await tx.members.admins(chat_id)) >= ADMINS_MAX:
                raise Forbidden("chat.too_many_admins", limit=ADMINS_MAX)
            role = "admin" if rights else "member"
            shown = shown if rights else ""
            by = (target.promoted_by or actor) if rights else 0
            await tx.members.set_role(chat_id, user, role=role, rights=rights, title=shown, promoted_by=by)
            await tx.chats.bump_gen(chat_id)
            if chat.kind == "group":
                await tx.append(chat_id, "m", {"u": user, "ro": role, "ti": shown})
            own = {"c": chat_id, "ro": role, "ri": rights} | ({"de": 0, "deu": 0} if rights else {})
            await tx.tell(user, "chat~", own)
            await self.house.note(
                tx, chat_id, actor, "member.promote", user, {"rights": rights, "title": shown}
            )

    async def transfer(self, actor: int, chat_id: int, user: int, password: str = "") -> None:
        """Hand the chat over; the old owner stays as an administrator. Who has a password is asked for it."""
        person = await self.house.store.read.accounts.person(actor)
        if person is not None and person.has_password:
            if not password:
                raise NeedPassword("the password, please", hint=person.password_hint)
            await self.passwords.check(actor, password)
        async with self.house.store.writing() as tx:
            chat, me = await lock_shared(tx, chat_id, actor)
            if me.role != "owner":
                raise Forbidden("chat.not_the_owner")
            target = await target_of(tx, chat, user)
            check_above(me, target)
            heir = await tx.accounts.person(user)
            if heir is None or heir.deleted or heir.is_bot:
                raise Forbidden("member.cannot_own")
            rights = int(ALL_RIGHTS)
            await tx.members.set_role(
                chat_id, actor, role="admin", rights=rights, title=me.admin_title, promoted_by=user
            )
            if chat.kind == "group":
                await tx.append(chat_id, "m", {"u": actor, "ro": "admin", "ti": me.admin_title})
            await tx.tell(actor, "chat~", {"c": chat_id, "ro": "admin", "ri": rights})
            await crown(tx, chat, target)
            await self.house.note(tx, chat_id, actor, "owner.transfer", user)

    async def page(
        self, actor: int, chat_id: int, *, filter: str = "all", q: str = "", after: str = "", limit: int = 50
    ) -> tuple[list[dict[str, Any]], str]:
        """(people, cursor of the next page or ''): the owner, administrators, then members, each in order of id."""
        if filter not in FILTERS:
            raise BadInput("filter", f"one of {FILTERS}")
        limit = max(1, min(limit, LIST_MAX))
        rank, last = numbers_of(after, 2, "after") if after else (0, 0)
        if rank >= len(ROLES):
            raise BadInput("after", "not a cursor of this server")
        chat, me = await self.looker(actor, chat_id, filter)
        now = self.house.clock.now()
        q = q.strip()
        by_name = bool(q) and chat.members > LARGE
        if by_name and len(q) < LARGE_QUERY_MIN:
            raise BadInput("q", "three letters or more, in a chat so large", why="query.too_short")
        page = MemberPage(
            after=last, q=q, by_name=by_name, restricted=filter == "restricted", limit=limit + 1
        )
        if filter == "banned":
            bans = await self.house.store.read.members.banned_page(chat_id, page, now)
            found = [(0, b.user, ban_view(b)) for b in bans]
        else:
            people = await self.people(chat_id, page, rank, 2 if filter == "admins" else 3, now)
            found = [(ROLES.index(m.role), m.user, member_view(m, me, now)) for m in people]
        views = [view for _, _, view in found[:limit]]
        return views, cursor_of(*found[limit - 1][:2]) if len(found) > limit else ""

    async def looker(self, actor: int, chat_id: int, filter: str) -> tuple[Chat, Member]:
        """May this person see the list? Of a channel only administrators do; bans are for those who ban."""
        chat = await self.views.may_read(actor, chat_id)
        me = check_member(chat, await self.house.store.read.chats.member(chat_id, actor))
        if filter in ("banned", "restricted"):
            check_right(me, Right.BAN)
        elif chat.kind == "channel" and me.role == "member":
            raise Forbidden("chat.no_right", right="admin")
        return chat, me

    async def people(self, chat_id: int, page: MemberPage, rank: int, below: int, now: int) -> list[Member]:
        """A page over the roles in order of rank, starting after (rank, page.after)."""
        found: list[Member] = []
        after = page.after
        while rank < below and len(found) < page.limit:
            part_page = replace(page, after=after, limit=page.limit - len(found))
            found += await self.house.store.read.members.page(chat_id, ROLES[rank], part_page, now)
            rank, after = rank + 1, 0
        return found


async def wipe_words(tx: Tx, chat: Chat, user: int, by: int) -> None:
    """Delete for everybody what this person said among the newest messages of the locked chat."""
    said = await tx.members.said_by(chat.id, user, chat.last_seq - WIPE_REACH, WIPE_REACH)
    gone = sorted(await tx.messages.erase(chat.id, said)) if said else []
    for at in range(0, len(gone), WIPE_PER_EVENT):
        await tx.append(chat.id, "d", {"s": gone[at : at + WIPE_PER_EVENT]}, by=by)
    if chat.linked and chat.kind == "channel":
        await tx.threads.mark(chat.id, gone)


def check_until(until: int, now: int) -> None:
    """An end that lies ahead, or 0 for none."""
    if until and until <= now:
        raise BadInput("until", "lies in the past")


def member_view(member: Member, viewer: Member, now: int) -> dict[str, Any]:
    """{u, ro, joined, ti?} and, for administrators, {ri?, de?, deu?}."""
    view: dict[str, Any] = {"u": member.user, "ro": member.role, "joined": member.joined}
    if member.admin_title:
        view["ti"] = member.admin_title
    if viewer.role != "member":
        if member.rights:
            view["ri"] = member.rights
            view["by"] = member.promoted_by
        if denied_now(member, now) and has(viewer, Right.BAN):
            view |= {"de": member.denied, "deu": member.denied_until}
    return view


def ban_view(ban: Ban) -> dict[str, Any]:
    """{u, ro: banned, by, until, reason, d}."""
    return {
        "u": ban.user,
        "ro": "banned",
        "by": ban.by,
        "until": ban.until,
        "reason": ban.reason,
        "d": ban.created,
    }
