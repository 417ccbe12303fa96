"""Messages. Keys that hold nothing are left out: clients iterate over what is there. `text` is always a string."""

from typing import Annotated, Literal

from msgspec import UNSET, Meta, Struct, UnsetType

from tambour.edges.botapi.models.attachments import AnyAttachment, AnyAttachmentRequest
from tambour.edges.botapi.models.buttons import Keyboard
from tambour.edges.botapi.models.markup import Markup, TextFormat
from tambour.edges.botapi.models.users import User

MessageLinkType = Literal["forward", "reply"]


class Recipient(Struct, kw_only=True):
    """`user_id` is set in dialogs: the other side, as seen from the sender."""

    chat_id: int | None
    chat_type: Literal["dialog", "chat", "channel"]
    user_id: int | None
    post_id: str | UnsetType = UNSET
    """Of a comment: the post it stands under."""


class MessageBody(Struct, kw_only=True):
    """What was said. `seq` is above 2**53."""

    mid: str
    seq: int
    text: str | None
    attachments: list[AnyAttachment] | UnsetType | None = UNSET
    markup: list[Markup] | UnsetType | None = UNSET


class LinkedMessage(Struct, kw_only=True):
    """What it answers, or where it was said first."""

    type: MessageLinkType
    message: MessageBody
    sender: User | UnsetType = UNSET
    chat_id: int | UnsetType = UNSET


class MessageStat(Struct, kw_only=True):
    """Of a channel's post."""

    views: int


class Message(Struct, kw_only=True):
    """The same object wherever it is shown. `sender` is absent from posts that nobody signed."""

    recipient: Recipient
    timestamp: int
    body: MessageBody
    sender: User | UnsetType = UNSET
    link: LinkedMessage | UnsetType | None = UNSET
    stat: MessageStat | UnsetType | None = UNSET
    url: str | UnsetType | None = UNSET
    constructor: User | UnsetType | None = UNSET


class MessageList(Struct, kw_only=True):
    """Newest first."""

    messages: list[Message]


class SendMessageResult(Struct, kw_only=True):
    """What was sent."""

    message: Message


class NewMessageLink(Struct, kw_only=True):
    """What to answer or to carry on."""

    type: MessageLinkType
    mid: str


class NewMessageBody(Struct, kw_only=True):
    """What a bot says. Absent is as good as null."""

    text: Annotated[str, Meta(max_length=4000)] | None = None
    attachments: list[AnyAttachmentRequest] | None = None
    link: NewMessageLink | None = None
    notify: bool | None = True
    format: TextFormat | None = None


class ConstructedMessage(Struct, kw_only=True):
    """What a constructor made."""

    timestamp: int
    body: MessageBody
    sender: User | UnsetType = UNSET
    link: LinkedMessage | UnsetType | None = UNSET


class ConstructedMessageBody(Struct, kw_only=True):
    """What a constructor offers."""

    text: Annotated[str, Meta(max_length=4000)] | None = None
    attachments: list[AnyAttachmentRequest] | None = None
    markup: list[Markup] | None = None
    format: TextFormat | None = None


class ConstructorAnswer(Struct, kw_only=True):
    """A step of a constructor."""

    messages: list[ConstructedMessageBody] | None = None
    allow_user_input: bool | None = None
    hint: str | None = None
    data: Annotated[str, Meta(max_length=8192)] | None = None
    keyboard: Keyboard | None = None
    placeholder: str | None = None
