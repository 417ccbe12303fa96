"""People and bots. Every extra key breaks a client that builds its objects from what comes: there is none."""

from typing import Annotated

from msgspec import UNSET, Meta, Struct, UnsetType

from tambour.edges.botapi.models.photos import PhotoAttachmentRequestPayload

Name = Annotated[str, Meta(min_length=1, max_length=64)]
Description = Annotated[str, Meta(min_length=1, max_length=16000)]


class User(Struct, kw_only=True):
    """`name` and `first_name` are the same: one for each dialect."""

    user_id: int
    first_name: str
    name: str | None
    username: str | None
    is_bot: bool
    last_activity_time: int
    last_name: str | UnsetType | None = UNSET


class UserWithPhoto(User, kw_only=True):
    """And what they say of themselves."""

    description: Annotated[str, Meta(max_length=16000)] | UnsetType | None = UNSET
    avatar_url: str | UnsetType = UNSET
    full_avatar_url: str | UnsetType = UNSET


class BotCommand(Struct, kw_only=True):
    """`/name`."""

    name: Name
    description: Annotated[str, Meta(min_length=1, max_length=128)] | UnsetType | None = UNSET


Commands = Annotated[list[BotCommand], Meta(max_length=32)]


class BotInfo(UserWithPhoto, kw_only=True):
    """A bot to itself."""

    commands: Commands | UnsetType | None = UNSET


class BotPatch(Struct, kw_only=True):
    """What is given changes; `commands: []` takes them away."""

    name: Name | None = None
    first_name: Name | None = None
    last_name: Name | None = None
    description: Description | None = None
    commands: Commands | None = None
    photo: PhotoAttachmentRequestPayload | None = None


class BotCommands(Struct, kw_only=True):
    """Body and answer of PATCH /me/commands."""

    commands: Commands
