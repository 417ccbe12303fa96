"""Buttons under messages, and the keyboards that only the schema of MAX knows."""

from typing import Annotated, Literal

from msgspec import UNSET, Meta, Struct, UnsetType

Intent = Literal["positive", "negative", "default"]
ButtonText = Annotated[str, Meta(min_length=1, max_length=128)]
Payload = Annotated[str, Meta(max_length=1024)]


class Button(Struct, kw_only=True, tag_field="type"):
    """Base of all of them."""

    text: ButtonText


class CallbackButton(Button, tag="callback", kw_only=True):
    """Tells the bot. `intent` is always told back."""

    payload: Payload
    intent: Intent | None = "default"


class LinkButton(Button, tag="link", kw_only=True):
    """Leads somewhere."""

    url: Annotated[str, Meta(max_length=2048)]


class RequestContactButton(Button, tag="request_contact"):
    """Sends the person's own card, when they agree."""


class RequestGeoLocationButton(Button, tag="request_geo_location", kw_only=True):
    """Sends where the person is, when they agree; `quick`: without asking again."""

    quick: bool | None = False


class ChatButton(Button, tag="chat", kw_only=True):
    """Makes a chat with the bot in it."""

    chat_title: Annotated[str, Meta(max_length=200)]
    chat_description: Annotated[str, Meta(max_length=400)] | None = None
    start_payload: Annotated[str, Meta(max_length=512)] | None = None
    uuid: int | None = None


class OpenAppButton(Button, tag="open_app", kw_only=True):
    """Opens a program of the bot's."""

    web_app: str | UnsetType = UNSET
    contact_id: int | UnsetType = UNSET
    payload: str | UnsetType = UNSET


class MessageButton(Button, tag="message"):
    """Says its own text in the person's name."""


class ClipboardButton(Button, tag="clipboard", kw_only=True):
    """Copies its payload."""

    payload: Payload


AnyButton = (
    CallbackButton | LinkButton | RequestContactButton | RequestGeoLocationButton | ChatButton | OpenAppButton
    | MessageButton | ClipboardButton
)  # fmt: skip


class Keyboard(Struct, kw_only=True):
    """Rows of buttons."""

    buttons: list[list[AnyButton]]


class InlineKeyboardAttachmentRequestPayload(Struct, kw_only=True):
    """At least one row."""

    buttons: Annotated[list[list[AnyButton]], Meta(min_length=1)]


class ReplyButton(Struct, kw_only=True, tag_field="type"):
    """Base of the buttons of reply keyboards."""

    text: ButtonText
    payload: Payload | None = None


class SendMessageButton(ReplyButton, tag="message"):
    """Says its text."""


class SendGeoLocationButton(ReplyButton, tag="user_geo_location", kw_only=True):
    """Says where the person is."""

    quick: bool = False


class SendContactButton(ReplyButton, tag="user_contact"):
    """Says who the person is."""


AnyReplyButton = SendMessageButton | SendGeoLocationButton | SendContactButton
