"""What a bot hears, how it asks, and where it is brought."""

from typing import Annotated

from msgspec import UNSET, Meta, Struct, UnsetType

from tambour.edges.botapi.models.chats import Chat
from tambour.edges.botapi.models.messages import (
    ConstructedMessage,
    ConstructedMessageBody,
    Message,
    NewMessageBody,
)
from tambour.edges.botapi.models.users import User, UserWithPhoto


class Callback(Struct, kw_only=True):
    """A press of a button."""

    timestamp: int
    callback_id: str
    user: User
    payload: str | UnsetType = UNSET


class CallbackAnswer(Struct, kw_only=True):
    """What becomes of the message, and what is shown to who pressed."""

    message: NewMessageBody | None = None
    notification: str | None = None


class Update(Struct, kw_only=True, tag_field="update_type"):
    """Base of all of them; `timestamp` in milliseconds."""

    timestamp: int


class MessageCreatedUpdate(Update, tag="message_created", kw_only=True):
    """Somebody said something."""

    message: Message
    user_locale: str | UnsetType | None = UNSET


class MessageCallbackUpdate(Update, tag="message_callback", kw_only=True):
    """Somebody pressed a button; `message` is null where it is gone."""

    callback: Callback
    message: Message | None
    user_locale: str | UnsetType | None = UNSET


class MessageEditedUpdate(Update, tag="message_edited", kw_only=True):
    """Somebody put it in other words."""

    message: Message


class MessageRemovedUpdate(Update, tag="message_removed", kw_only=True):
    """Gone; `user_id`: by whom, 0 for the house."""

    message_id: str
    chat_id: int
    user_id: int


class CommentCreatedUpdate(Update, tag="comment_created", kw_only=True):
    """Somebody commented on a post; in no contract, but told by the newest published clients."""

    message: Message


class CommentEditedUpdate(Update, tag="comment_edited", kw_only=True):
    """Somebody put a comment in other words."""

    message: Message


class CommentRemovedUpdate(Update, tag="comment_removed", kw_only=True):
    """A comment is gone; `user_id`: by whom, 0 for the house."""

    message_id: str
    chat_id: int
    user_id: int
    post_id: str


class BotAddedToChatUpdate(Update, tag="bot_added", kw_only=True):
    """The bot was brought in by `user`."""

    chat_id: int
    user: User
    user_id: int
    is_channel: bool


class BotRemovedFromChatUpdate(Update, tag="bot_removed", kw_only=True):
    """The bot was sent away by `user`."""

    chat_id: int
    user: User
    user_id: int
    is_channel: bool


class UserAddedToChatUpdate(Update, tag="user_added", kw_only=True):
    """Without `inviter_id` they came by themselves."""

    chat_id: int
    user: User
    user_id: int
    is_channel: bool
    inviter_id: int | UnsetType | None = UNSET


class UserRemovedFromChatUpdate(Update, tag="user_removed", kw_only=True):
    """Without `admin_id` they left."""

    chat_id: int
    user: User
    user_id: int
    is_channel: bool
    admin_id: int | UnsetType = UNSET


class BotStartedUpdate(Update, tag="bot_started", kw_only=True):
    """Somebody began to talk with the bot, by a link with a payload perhaps."""

    chat_id: int
    user: User
    user_id: int
    payload: Annotated[str, Meta(max_length=512)] | UnsetType | None = UNSET
    user_locale: str | UnsetType = UNSET


class BotStoppedUpdate(Update, tag="bot_stopped", kw_only=True):
    """Somebody does not want to hear the bot any more."""

    chat_id: int
    user: User
    user_id: int
    user_locale: str | UnsetType = UNSET


class ChatTitleChangedUpdate(Update, tag="chat_title_changed", kw_only=True):
    """A chat has another name."""

    chat_id: int
    user: User
    title: str


class DialogClearedUpdate(Update, tag="dialog_cleared", kw_only=True):
    """Somebody put what was said out of their sight."""

    chat_id: int
    user: User
    user_locale: str | UnsetType = UNSET


class DialogMutedUpdate(Update, tag="dialog_muted", kw_only=True):
    """Somebody wants no notifications until then, milliseconds."""

    chat_id: int
    user: User
    muted_until: int
    user_locale: str | UnsetType = UNSET


class DialogUnmutedUpdate(Update, tag="dialog_unmuted", kw_only=True):
    """Somebody wants notifications again."""

    chat_id: int
    user: User
    user_locale: str | UnsetType = UNSET


class DialogRemovedUpdate(Update, tag="dialog_removed", kw_only=True):
    """Somebody took the dialog off their list."""

    chat_id: int
    user: User
    user_locale: str | UnsetType = UNSET


class MessageChatCreatedUpdate(Update, tag="message_chat_created", kw_only=True):
    """Somebody made a chat by a button."""

    chat: Chat
    message_id: str
    start_payload: str | UnsetType | None = UNSET


class ConstructorInput(Struct, kw_only=True, tag_field="input_type"):
    """Base of both."""


class CallbackConstructorInput(ConstructorInput, tag="callback", kw_only=True):
    """A press of a button of the constructor's."""

    payload: str


class MessageConstructorInput(ConstructorInput, tag="message", kw_only=True):
    """What the person wrote."""

    messages: list[ConstructedMessageBody] | None


class MessageConstructionRequest(Update, tag="message_construction_request", kw_only=True):
    """Somebody wants the bot to help them write."""

    user: UserWithPhoto
    session_id: str
    input: CallbackConstructorInput | MessageConstructorInput
    user_locale: str | UnsetType = UNSET
    data: Annotated[str, Meta(max_length=8192)] | UnsetType | None = UNSET


class MessageConstructedUpdate(Update, tag="message_constructed", kw_only=True):
    """And posted it."""

    session_id: str
    message: ConstructedMessage


AnyUpdate = (
    MessageCreatedUpdate | MessageCallbackUpdate | MessageEditedUpdate | MessageRemovedUpdate | BotAddedToChatUpdate
    | BotRemovedFromChatUpdate | UserAddedToChatUpdate | UserRemovedFromChatUpdate | BotStartedUpdate
    | BotStoppedUpdate | ChatTitleChangedUpdate | DialogClearedUpdate | DialogMutedUpdate | DialogUnmutedUpdate
    | DialogRemovedUpdate | MessageChatCreatedUpdate | MessageConstructionRequest | MessageConstructedUpdate
    | CommentCreatedUpdate | CommentEditedUpdate | CommentRemovedUpdate
)  # fmt: skip


class UpdateList(Struct, kw_only=True):
    """A page; `marker` is never null."""

    updates: list[AnyUpdate]
    marker: int | None


class Subscription(Struct, kw_only=True):
    """Where updates are brought, since when."""

    url: str
    time: int
    update_types: list[Annotated[str, Meta(min_length=1)]] | None
    version: Annotated[str, Meta(pattern=r"[0-9]{1,3}\.[0-9]{1,3}\.[0-9]{1,3}")] | None


class GetSubscriptionsResult(Struct, kw_only=True):
    """Newest first."""

    subscriptions: list[Subscription]


class SubscriptionRequestBody(Struct, kw_only=True):
    """Where to bring updates."""

    url: str
    update_types: list[str] | None = None
    version: str | None = None
    secret: Annotated[str, Meta(min_length=5, max_length=256, pattern=r"^[a-zA-Z0-9_-]{5,256}$")] | None = (
        None
    )


class Error(Struct, kw_only=True, omit_defaults=True):
    """A no."""

    code: str
    message: str
    error: str | UnsetType = UNSET
