"""Rows of buttons under a bot's message: what may be sent, what people see of it, what only the bot and the house know.

Pure. People get everything but the payload of a button; a press names its row and place, and the house looks it up.
"""

from collections.abc import Sequence
from typing import Any, Literal

import msgspec

from tambour.domain.chats import clean_about, clean_title
from tambour.domain.errors import BadInput

ButtonKind = Literal[
    "callback", "link", "request_contact", "request_geo_location", "message", "clipboard", "chat", "open_app"
]
ROWS_MAX = 30
ROW_MAX = 7
BUTTON_TEXT_MAX = 128
PAYLOAD_MAX = 1024
URL_MAX = 2048
ID_END = 1 << 63
INTENTS = ("default", "positive", "negative")


class Button(
    msgspec.Struct,
    frozen=True,
    kw_only=True,
    omit_defaults=True,
    rename={
        "kind": "k",
        "text": "x",
        "url": "u",
        "payload": "p",
        "intent": "i",
        "quick": "q",
        "title": "ti",
        "about": "ab",
        "uuid": "id",
        "bot": "b",
        "app": "ap",
    },
):
    """One button. `payload` never leaves the house but to its bot; of a `clipboard` button it is what is copied."""

    kind: ButtonKind
    text: str
    url: str = ""
    payload: str = ""
    intent: str = "default"
    quick: int = 0
    title: str = ""
    """Of a `chat` button: the name of the chat it makes; and what is said about it."""
    about: str = ""
    uuid: int = 0
    """Tells the `chat` buttons of one message apart; the same one leads to the same chat also after an edit."""
    bot: int = 0
    """Of an `open_app` button: whose program, by number or (`app`) by public name; neither: its own bot's."""
    app: str = ""


Keyboard = tuple[tuple[Button, ...], ...]


def check_keyboard(rows: Sequence[Sequence[Button]]) -> Keyboard:
    """Empty rows are dropped; no row at all means no keyboard. Raises BadInput(buttons)."""
    kept = tuple(tuple(row) for row in rows if row)
    if len(kept) > ROWS_MAX or any(len(row) > ROW_MAX for row in kept):
        raise BadInput("buttons", f"buttons: at most {ROWS_MAX} rows of {ROW_MAX}")
    for button in (b for row in kept for b in row):
        check_button(button)
    return kept


def check_button(button: Button) -> None:
    """Raises BadInput(buttons|title|about)."""
    if button.kind == "chat":
        clean_title(button.title, "chat_title")
        clean_about(button.about)
    if not 1 <= len(button.text) <= BUTTON_TEXT_MAX or not button.text.strip() or "\x00" in button.text:
        raise BadInput("buttons", f"text: size must be between 1 and {BUTTON_TEXT_MAX}")
    if button.kind == "open_app" and (
        len(button.app) > URL_MAX or "\x00" in button.app or not 0 <= button.bot < ID_END
    ):
        raise BadInput("buttons", "web_app: a bot's public name or a link to it is wanted")
    if len(button.payload) > PAYLOAD_MAX or "\x00" in button.payload:
        raise BadInput("buttons", f"payload: size must be between 0 and {PAYLOAD_MAX}")
    if button.intent not in INTENTS:
        raise BadInput(
            "buttons", f"intent: value not found in enum. Possible values are: {', '.join(INTENTS)}"
        )
    if button.kind == "link" and (
        len(button.url) > URL_MAX
        or not button.url.lower().startswith(("http://", "https://"))
        or not button.url.isprintable()
        or " " in button.url
    ):
        raise BadInput("buttons", "url: a link leads to http or https")


def keyboard_kept(extra: dict[str, Any] | None) -> Keyboard:
    """The whole keyboard that `messages.extra` holds."""
    found = (extra or {}).get("kb")
    return msgspec.convert(found, Keyboard) if found else ()


def keyboard_shown(extra: dict[str, Any] | None) -> Keyboard:
    """What people see of it."""
    return shown_rows(keyboard_kept(extra))


def shown_rows(rows: Keyboard) -> Keyboard:
    """Without what only the bot is told."""
    return tuple(
        tuple(
            button
            if button.kind == "clipboard"
            else msgspec.structs.replace(button, payload="", uuid=0, bot=0, app="")
            for button in row
        )
        for row in rows
    )
