"""What of a group a bot hears. Pure.

By itself only what is meant for it: commands, messages that mention it, answers to its own words. As an administrator,
or where its owner let it hear everything, all of it. Dialogs and channels are heard whole.
"""

from tambour.domain.bots.bot import Bot
from tambour.domain.chats import Chat, Member
from tambour.domain.messages import Entity, Kept
from tambour.domain.text import points


def hears_all(bot: Bot, chat: Chat, member: Member | None) -> bool:
    """Is everything said here meant for the bot?"""
    return chat.kind != "group" or bot.read_all or (member is not None and member.role != "member")


def is_meant(bot: Bot, kept: Kept, answered: int) -> bool:
    """Is this message for the bot, or its own? `answered`: who wrote what it replies to, 0 for nobody."""
    message = kept.message
    return (
        kept.author == bot.id
        or bool(message.mentioned)
        or answered == bot.id
        or is_command(message.text, message.entities, bot.username)
    )


def is_command(text: str, entities: tuple[Entity, ...], username: str) -> bool:
    """Does it hold a command that is addressed to nobody else?"""
    at = points(text)
    for entity in entities:
        if entity[0] != "cmd":
            continue
        start, end = int(entity[1]), int(entity[1]) + int(entity[2])
        _, named, name = text[at[start] : at[end]].partition("@")
        if not named or (username and name.lower() == username.lower()):
            return True
    return False
