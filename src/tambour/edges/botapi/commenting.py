"""Comments of the Bot API: under a channel's posts, by the post's name; and what is told of them."""

from collections.abc import Sequence

from msgspec import UNSET

from tambour.domain.bots.bot import Bot
from tambour.domain.bots.numbers import message_id, read_message_id, shared_number
from tambour.domain.errors import BadInput, Forbidden, NotFound
from tambour.edges.botapi.asking import Asked
from tambour.edges.botapi.door import DONE, BotDoor, failure
from tambour.edges.botapi.models import messages as m
from tambour.edges.botapi.models import updates as u
from tambour.edges.botapi.models.chats import SimpleQueryResult
from tambour.edges.botapi.refusals import BotError, bad
from tambour.edges.botapi.showing import People
from tambour.edges.botapi.talking import DAY_END, IDS_MAX, PAGE_MAX, needed
from tambour.edges.botapi.writing import words_of
from tambour.ports.bots import News
from tambour.ports.threads import Thread
from tambour.services.bots.commenting import Comment
from tambour.services.bots.speaking import Words

UNFILLED = "{messageId}"
"""A published client leaves its path so, and names the post in the query."""


async def thread_of(door: BotDoor, bot: Bot, asked: Asked, mid: str) -> Thread:
    """The comments under the post with this name. Raises BotError: 404."""
    mid = needed(asked, "message_id") if mid == UNFILLED else mid
    try:
        chat, seq = await door.place_of(bot, mid)
        room = await door.bots.reading.room(bot, chat)
        return await door.bots.commenting.thread(bot, room, seq)
    except NotFound as no:
        raise BotError("not.found", f"Message {mid[:64]} has no comments") from no


async def comment_of(door: BotDoor, bot: Bot, thread: Thread, mid: str) -> Comment:
    """The comment with this name. Raises BotError: 404, BadInput."""
    number, seq = read_message_id(mid)
    found = (
        await door.bots.commenting.some(bot, thread, [seq]) if number == shared_number(thread.chat) else {}
    )
    if seq not in found:
        raise BotError("not.found", f"Comment {mid[:64]} not found")
    return found[seq]


async def shown(door: BotDoor, bot: Bot, comments: Sequence[Comment]) -> list[m.Message]:
    """As objects, in this order."""
    people = await door.bots.reading.people(sorted(people_of(comments)))
    return [shown_one(door, bot, one, people) for one in comments]


def people_of(comments: Sequence[Comment]) -> set[int]:
    """Everybody they name."""
    found: set[int] = set()
    for one in comments:
        said = one.kept.message
        found |= {said.sender, one.answered.message.sender if one.answered else 0, said.via}
        found |= {said.contact.user if said.contact else 0}
    return found - {0}


def shown_one(door: BotDoor, bot: Bot, one: Comment, people: People) -> m.Message:
    """Its recipient is the channel; its name is that of the message in the discussion group."""
    said, channel = one.kept.message, shared_number(one.thread.post_chat)
    group = shared_number(one.thread.chat)
    link: m.LinkedMessage | None = None
    if one.answered is not None:
        asked = one.answered
        author = asked.message.sender
        link = m.LinkedMessage(
            type="reply",
            sender=door.showing.user(people.get(author), author) if author else UNSET,
            message=door.showing.body(bot.id, group, asked, people),
        )
    return m.Message(
        sender=door.showing.user(people.get(said.sender), said.sender) if said.sender else UNSET,
        recipient=m.Recipient(
            chat_id=channel,
            chat_type="channel",
            user_id=None,
            post_id=message_id(channel, one.thread.post_seq),
        ),
        timestamp=said.ts,
        link=link or UNSET,
        body=door.showing.body(bot.id, group, one.kept, people),
    )


async def get_comments(door: BotDoor, bot: Bot, asked: Asked, mid: str) -> m.MessageList:
    """GET /messages/{mid}/comments: by name, or the newest between two times."""
    thread = await thread_of(door, bot, asked, mid)
    named = asked.texts("comment_ids")
    if len(named) > IDS_MAX:
        raise bad(f"comment_ids: size must be between 1 and {IDS_MAX}")
    if named:
        found = [await comment_of(door, bot, thread, one) for one in named]
        return m.MessageList(messages=await shown(door, bot, found))
    after, before = asked.number("after", 0, 0, DAY_END), asked.number("before", 0, 0, DAY_END)
    limit = asked.number("count", 50, 1, PAGE_MAX)
    page = await door.bots.commenting.page(bot, thread, after=after, before=before, limit=limit)
    return m.MessageList(messages=await shown(door, bot, page))


async def get_comment(door: BotDoor, bot: Bot, asked: Asked, mid: str, comment: str) -> m.Message:
    """GET /messages/{mid}/comments/{comment}"""
    thread = await thread_of(door, bot, asked, mid)
    return (await shown(door, bot, [await comment_of(door, bot, thread, comment)]))[0]


async def post_comment(door: BotDoor, bot: Bot, asked: Asked, mid: str) -> m.SendMessageResult:
    """POST /messages/{mid}/comments"""
    thread = await thread_of(door, bot, asked, mid)
    body, words = await words_in(door, bot, asked)
    if not (words.text or "").strip():
        raise bad("text: must not be empty")
    reply = await answered(door, bot, thread, body) or thread.root
    preview = not asked.yes("disable_link_preview")
    sent = await door.bots.speaking.send(bot.id, thread.chat, words, reply=reply, preview=preview)
    found = await door.bots.commenting.some(bot, thread, [sent.seq])
    if sent.seq not in found:
        raise BotError("not.found", "The comment is gone")
    return m.SendMessageResult(message=(await shown(door, bot, [found[sent.seq]]))[0])


async def put_comment(door: BotDoor, bot: Bot, asked: Asked, mid: str) -> SimpleQueryResult:
    """PUT /messages/{mid}/comments"""
    thread = await thread_of(door, bot, asked, mid)
    comment = await comment_of(door, bot, thread, needed(asked, "comment_id"))
    if comment.kept.author != bot.id:
        raise BotError("access.denied", "Only the author may edit a comment")
    body, words = await words_in(door, bot, asked)
    await answered(door, bot, thread, body)
    try:
        await door.bots.speaking.edit(bot.id, thread.chat, comment.kept.message.seq, words)
    except BadInput as no:
        if no.facts.get("why") == "message.empty":
            return failure("A comment must have text")
        raise
    return DONE


async def delete_comment(door: BotDoor, bot: Bot, asked: Asked, mid: str) -> SimpleQueryResult:
    """DELETE /messages/{mid}/comments"""
    thread = await thread_of(door, bot, asked, mid)
    comment = await comment_of(door, bot, thread, needed(asked, "comment_id"))
    try:
        await door.messages.changes.delete(bot.id, thread.chat, [comment.kept.message.seq])
    except Forbidden as no:
        raise BotError("access.denied", str(no.facts["why"])) from no
    return DONE


async def words_in(door: BotDoor, bot: Bot, asked: Asked) -> tuple[m.NewMessageBody, Words]:
    """Of a comment: text only. Raises BotError."""
    body = asked.read(m.NewMessageBody)
    if body.attachments:
        raise bad("attachments: comments have none")
    if body.link is not None and body.link.type != "reply":
        raise bad("link: only a reply to a comment of the same post")
    return body, await words_of(door, bot, m.NewMessageBody(text=body.text, format=body.format))


async def answered(door: BotDoor, bot: Bot, thread: Thread, body: m.NewMessageBody) -> int:
    """The comment that is answered, 0 for none. Raises BotError."""
    if body.link is None:
        return 0
    return (await comment_of(door, bot, thread, body.link.mid)).kept.message.seq


async def commented(door: BotDoor, bot: Bot, news: Sequence[News]) -> dict[int, u.AnyUpdate]:
    """Updates about comments, by number; what the bot may not be told any more is left out."""
    places = [(one.chat, one.data["th"], one.seq) for one in news if one.kind != "comment_gone"]
    told = await door.bots.commenting.told(bot, places) if places else {}
    people = await door.bots.reading.people(sorted(people_of(list(told.values()))))
    found: dict[int, u.AnyUpdate] = {}
    for one in news:
        if one.kind == "comment_gone":
            thread = await door.bots.commenting.standing(bot, one.chat, one.data["th"])
            if thread is not None:
                channel = shared_number(thread.post_chat)
                found[one.n] = u.CommentRemovedUpdate(
                    timestamp=one.ts,
                    message_id=message_id(shared_number(one.chat), one.seq),
                    chat_id=channel,
                    user_id=one.data["u"],
                    post_id=message_id(channel, thread.post_seq),
                )
            continue
        comment = told.get((one.chat, one.seq))
        if comment is not None:
            kind = u.CommentCreatedUpdate if one.kind == "comment" else u.CommentEditedUpdate
            found[one.n] = kind(timestamp=one.ts, message=shown_one(door, bot, comment, people))
    return found
