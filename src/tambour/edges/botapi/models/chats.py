"""Chats and who is in them. `type`, `status` and permissions have no value that is not in the contracts."""

from typing import Annotated, Literal

from msgspec import UNSET, Meta, Struct, UnsetType

from tambour.edges.botapi.models.messages import Message
from tambour.edges.botapi.models.photos import Image, PhotoAttachmentRequestPayload
from tambour.edges.botapi.models.users import UserWithPhoto

ChatType = Literal["dialog", "chat", "channel"]
ChatStatus = Literal["active", "removed", "left", "closed", "suspended"]
ChatAdminPermission = Literal[
    "read_all_messages", "add_remove_members", "add_admins", "change_chat_info", "pin_message", "write",
    "can_call", "edit_link", "post_edit_delete_message", "edit_message", "delete_message", "edit", "delete",
]  # fmt: skip
SenderAction = Literal[
    "typing_on", "sending_photo", "sending_video", "sending_audio", "sending_file", "mark_seen"
]


class Chat(Struct, kw_only=True):
    """`participants` and `pinned_message` come with the single chat only."""

    chat_id: int
    type: ChatType
    status: ChatStatus
    title: str | None
    icon: Image | None
    last_event_time: int
    participants_count: int
    is_public: bool
    description: str | None
    owner_id: int | UnsetType | None = UNSET
    participants: dict[str, int] | UnsetType | None = UNSET
    link: str | UnsetType | None = UNSET
    dialog_with_user: UserWithPhoto | UnsetType | None = UNSET
    messages_count: int | UnsetType | None = UNSET
    chat_message_id: str | UnsetType | None = UNSET
    pinned_message: Message | UnsetType | None = UNSET


class ChatList(Struct, kw_only=True):
    """A page."""

    chats: list[Chat]
    marker: int | None


class ChatPatch(Struct, kw_only=True):
    """What is given changes."""

    icon: PhotoAttachmentRequestPayload | None = None
    title: Annotated[str, Meta(min_length=1, max_length=200)] | None = None
    pin: str | None = None
    notify: bool | None = True


class ChatMember(UserWithPhoto, kw_only=True):
    """`permissions` is null for whoever is no administrator."""

    last_access_time: int
    is_owner: bool
    is_admin: bool
    join_time: int
    permissions: list[ChatAdminPermission] | None
    alias: str | UnsetType = UNSET


class ChatMembersList(Struct, kw_only=True):
    """A page."""

    members: list[ChatMember]
    marker: int | None = None


class ChatAdmin(Struct, kw_only=True):
    """Who is to be an administrator, and of what."""

    user_id: int
    permissions: list[ChatAdminPermission]
    alias: str | None = None


class ChatAdminsList(Struct, kw_only=True):
    """Body of POST …/members/admins."""

    admins: list[ChatAdmin]
    marker: int | None = None


class UserIdsList(Struct, kw_only=True):
    """Some clients write numbers as strings."""

    user_ids: list[int]


class ActionRequestBody(Struct, kw_only=True):
    """What the bot is doing."""

    action: SenderAction


class PinMessageBody(Struct, kw_only=True):
    """What to put on top."""

    message_id: str
    notify: bool | None = True


class GetPinnedMessageResult(Struct, kw_only=True):
    """`message` is null where nothing is on top."""

    message: Message | None = None


class SimpleQueryResult(Struct, kw_only=True, omit_defaults=True):
    """Done, or in words why not."""

    success: bool
    message: str | UnsetType = UNSET


class FailedUserDetails(Struct, kw_only=True):
    """Who could not be brought in, and why."""

    error_code: str
    user_ids: list[int]


class ModifyMembersResult(SimpleQueryResult, kw_only=True):
    """Of bringing people in."""

    failed_user_ids: list[int] | UnsetType | None = UNSET
    failed_user_details: list[FailedUserDetails] | UnsetType | None = UNSET
