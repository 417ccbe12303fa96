"""Who is in a chat: members, administrators, bringing in and sending away; and the bot itself."""

from tambour.domain.bots.bot import Bot
from tambour.domain.chats import Member
from tambour.domain.errors import NotFound
from tambour.domain.rights import RIGHTS_OF, Right
from tambour.edges.botapi.asking import ID_END, Asked, number_of
from tambour.edges.botapi.door import DONE, BotDoor, failure
from tambour.edges.botapi.files import picture_of
from tambour.edges.botapi.models.chats import (
    ChatAdminPermission,
    ChatAdminsList,
    ChatMember,
    ChatMembersList,
    FailedUserDetails,
    ModifyMembersResult,
    SimpleQueryResult,
    UserIdsList,
)
from tambour.edges.botapi.models.users import BotCommands, BotInfo, BotPatch
from tambour.edges.botapi.refusals import BotError, bad
from tambour.services.bots.reading import Room

MEMBERS_MAX = 100
GRANTS: dict[ChatAdminPermission, Right] = {
    "add_remove_members": Right.BAN | Right.INVITE,
    "add_admins": Right.ADD_ADMINS,
    "change_chat_info": Right.CHANGE_INFO,
    "pin_message": Right.PIN,
    "write": Right.POST,
    "edit_link": Right.INVITE,
    "post_edit_delete_message": Right.POST | Right.EDIT_OTHERS | Right.DELETE_OTHERS,
    "edit_message": Right.EDIT_OTHERS,
    "delete_message": Right.DELETE_OTHERS,
    "edit": Right.EDIT_OTHERS,
    "delete": Right.DELETE_OTHERS,
}
"""An administrator hears everything anyway; there are no calls."""
PRIVATE = "add.participant.privacy"
UNKNOWN = "add.participant.not.found"


async def patch_me(door: BotDoor, bot: Bot, asked: Asked) -> BotInfo:
    """PATCH /me"""
    body = asked.read(BotPatch)
    commands = body.commands
    changed = await door.bots.accounts.change(
        bot,
        name=body.first_name or body.name,
        description=body.description,
        commands=None if commands is None else [(c.name, c.description or "") for c in commands],
    )
    if body.photo is not None:
        token = await picture_of(door, bot, body.photo)
        await door.bots.accounts.wear(bot, await door.media.portraits.make(bot.id, token))
        changed = await door.store.read.bots.get(bot.id) or changed
    return door.showing.me(changed)


async def patch_commands(door: BotDoor, bot: Bot, asked: Asked) -> BotCommands:
    """PATCH /me/commands"""
    wanted = asked.read(BotCommands).commands
    changed = await door.bots.accounts.change(bot, commands=[(c.name, c.description or "") for c in wanted])
    return BotCommands(commands=door.showing.commands(changed))


async def shown_members(door: BotDoor, bot: Bot, members: list[Member]) -> list[ChatMember]:
    """As objects, in this order."""
    people = await door.bots.reading.people([one.user for one in members])
    return [door.showing.member(bot.id, one, people.get(one.user)) for one in members]


async def get_membership(door: BotDoor, bot: Bot, number: int) -> ChatMember:
    """GET /chats/{id}/members/me"""
    room = await door.shared(bot, number)
    return (await shown_members(door, bot, [room.member]))[0]


async def leave(door: BotDoor, bot: Bot, number: int) -> SimpleQueryResult:
    """DELETE /chats/{id}/members/me"""
    room = await door.shared(bot, number)
    await door.chats.joining.leave(bot.id, room.chat.id)
    return DONE


async def get_admins(door: BotDoor, bot: Bot, number: int) -> ChatMembersList:
    """GET /chats/{id}/members/admins"""
    room = await door.shared(bot, number)
    check_admin(room)
    admins = await door.store.read.members.admins(room.chat.id)
    return ChatMembersList(members=await shown_members(door, bot, admins))


async def get_members(door: BotDoor, bot: Bot, number: int, asked: Asked) -> ChatMembersList:
    """GET /chats/{id}/members: the newest accounts first."""
    room = await door.shared(bot, number)
    if room.chat.kind == "channel":
        check_admin(room)
    named = asked.numbers("user_ids")
    if named:
        found = await door.store.read.members.get_many(room.chat.id, named[:MEMBERS_MAX])
        some = [found[user] for user in dict.fromkeys(named) if user in found]
        return ChatMembersList(members=await shown_members(door, bot, some))
    count = asked.number("count", 20, 1, MEMBERS_MAX)
    below = asked.number("marker", ID_END, 0)
    page = await door.store.read.bots.members_of(room.chat.id, below or ID_END, count + 1)
    marker = page[count - 1].user if len(page) > count else None
    return ChatMembersList(members=await shown_members(door, bot, page[:count]), marker=marker)


async def add_members(door: BotDoor, bot: Bot, number: int, asked: Asked) -> ModifyMembersResult:
    """POST /chats/{id}/members"""
    users = list(dict.fromkeys(asked.read(UserIdsList).user_ids))
    room = await door.shared(bot, number)
    if not all(0 < user < ID_END for user in users):
        raise bad("user_ids: Invalid number")
    if not users:
        return ModifyMembersResult(success=False, message="user_ids is empty")
    came, why = await door.chats.joining.add(bot.id, room.chat.id, users)
    failed = {user: no for user, no in why.items() if no != "member"}
    details = [
        FailedUserDetails(error_code=code, user_ids=them)
        for code, unknown in ((PRIVATE, False), (UNKNOWN, True))
        if (them := [u for u, no in failed.items() if (no in ("unknown", "deleted")) is unknown])
    ]
    if not failed and came:
        return ModifyMembersResult(success=True)
    return ModifyMembersResult(
        success=bool(came),
        message="Not everybody could be added" if failed else "They are members already",
        failed_user_ids=sorted(failed),
        failed_user_details=details,
    )


async def remove_member(door: BotDoor, bot: Bot, number: int, asked: Asked) -> SimpleQueryResult:
    """DELETE /chats/{id}/members: the id in the query or in the body."""
    room = await door.shared(bot, number)
    body = asked.read(dict[str, int | bool | str | None]) if asked.body else {}
    text = asked.text("user_id") or str(body.get("user_id") or "")
    user = number_of(text, "user_id") if text else 0
    if user <= 0:
        raise bad("user_id: must not be empty")
    block = asked.yes("block") or body.get("block") is True
    if user == bot.id:
        raise bad("user_id: leave by DELETE /chats/{chatId}/members/me")
    try:
        if block:
            await door.chats.ranks.ban(bot.id, room.chat.id, user)
        else:
            await door.chats.ranks.remove(bot.id, room.chat.id, user)
    except NotFound:
        return failure(f"User {user} is not a member")
    return DONE


async def add_admins(door: BotDoor, bot: Bot, number: int, asked: Asked) -> SimpleQueryResult:
    """POST /chats/{id}/members/admins"""
    room = await door.shared(bot, number)
    for one in asked.read(ChatAdminsList).admins:
        rights = Right(0)
        for permission in one.permissions:
            rights |= GRANTS.get(permission, Right(0))
        given = rights & RIGHTS_OF[room.chat.kind]
        if not given:
            raise bad("permissions: nothing that an administrator can do here")
        try:
            await door.chats.ranks.promote(bot.id, room.chat.id, one.user_id, int(given), one.alias or "")
        except NotFound:
            return failure(f"User {one.user_id} is not a member")
    return DONE


async def remove_admin(door: BotDoor, bot: Bot, number: int, user: str) -> SimpleQueryResult:
    """DELETE /chats/{id}/members/admins/{user}"""
    room = await door.shared(bot, number)
    try:
        await door.chats.ranks.promote(bot.id, room.chat.id, number_of(user, "user_id"), 0)
    except NotFound:
        return failure(f"User {user} is not a member")
    return DONE


def check_admin(room: Room) -> None:
    """Raises BotError."""
    if room.member.role == "member":
        raise BotError("chat.denied", "Bot is not an administrator")
