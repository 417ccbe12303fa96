"""Telegram's `result.json` as a stream: people first, then chat by chat its messages; never the whole in memory."""

from collections.abc import Iterator
from typing import Any

import ijson

from tambour.domain.errors import BadInput
from tambour.ports.moving import Bytes, ChatHead, Contact, Item, Myself, RawMessage, Skipped

DEPTH_MAX = 40
VALUES_MAX = 100_000
VALUE_BYTES_MAX = 4 << 20
"""Of one message, or one contact."""
CHATS = ("chats.list.item", "left_chats.list.item", "")
"""Where chats stand; at the top where the export is of a single chat."""
SIMPLE = ("string", "number", "boolean", "null")


def read_items(file: Bytes) -> Iterator[Item]:
    """What the export holds, in its own order. Raises BadInput (moving.json) where it is not what it should be."""
    try:
        yield from Reader(file).items()
    except (ijson.JSONError, ValueError, RecursionError, UnicodeDecodeError) as wrong:
        raise BadInput("file", "result.json is damaged", why="moving.json") from wrong


class Reader:
    """The walk through the parser's events."""

    def __init__(self, file: Bytes) -> None:
        self.events = ijson.parse(file, use_float=True, buf_size=1 << 16)
        self.head: dict[str, Any] = {}

    def items(self) -> Iterator[Item]:
        """Everything."""
        for prefix, event, value in self.events:
            if prefix == "personal_information" and event == "start_map":
                yield myself(self.value("map"))
            elif prefix == "tambour" and event == "start_map":
                yield Myself(origin=origin(self.value("map")))
            elif prefix in ("contacts.list.item", "frequent_contacts.list.item") and event == "start_map":
                contact = contact_of(self.value("map"))
                if contact is not None:
                    yield contact
            else:
                yield from self.in_chat(prefix, event, value)

    def in_chat(self, prefix: str, event: str, value: Any) -> Iterator[Item]:
        """A chat's head comes before its messages."""
        for place in CHATS:
            dot = f"{place}." if place else ""
            if prefix == place and event == "start_map":
                self.head = {}
            elif (
                prefix in (f"{dot}name", f"{dot}type", f"{dot}id", f"{dot}tambour_about") and event in SIMPLE
            ):
                self.head[prefix.removeprefix(dot)] = value
            elif prefix == f"{dot}messages" and event == "start_array":
                yield head_of(self.head)
                yield from self.messages()
            else:
                continue
            return

    def messages(self) -> Iterator[Item]:
        """The entries of the array that has just begun."""
        for _, event, _ in self.events:
            if event == "end_array":
                return
            if event != "start_map":
                yield Skipped("shape")
                if event == "start_array":
                    self.value("array")
                continue
            yield RawMessage(self.value("map"))

    def value(self, kind: str) -> Any:
        """The value that has just begun, built up. Raises ValueError where it is too deep or too large."""
        root: Any = {} if kind == "map" else []
        stack: list[Any] = [root]
        keys: list[str] = [""]
        size = 0
        for values, (_, event, found) in enumerate(self.events):
            size += len(found) if isinstance(found, str) else 0
            if values > VALUES_MAX or size > VALUE_BYTES_MAX or len(stack) > DEPTH_MAX:
                raise ValueError("too much in one value")
            if event == "map_key":
                keys[-1] = found
            elif event in ("end_map", "end_array"):
                stack.pop()
                keys.pop()
                if not stack:
                    return root
            else:
                fresh = {} if event == "start_map" else [] if event == "start_array" else found
                if isinstance(stack[-1], dict):
                    stack[-1][keys[-1]] = fresh
                else:
                    stack[-1].append(fresh)
                if event in ("start_map", "start_array"):
                    stack.append(fresh)
                    keys.append("")
        raise ValueError("it ends too early")


def text(value: Any) -> str:
    """A string, or ''."""
    return value if isinstance(value, str) else ""


def whole(value: Any) -> int:
    """A number, or 0."""
    return value if isinstance(value, int) and not isinstance(value, bool) else 0


def named(raw: dict[str, Any]) -> str:
    """First and last name."""
    return f"{text(raw.get('first_name'))} {text(raw.get('last_name'))}".strip()


def myself(raw: dict[str, Any]) -> Myself:
    """Whose export this is."""
    return Myself(key=f"user{whole(raw.get('user_id'))}" if raw.get("user_id") else "")


def origin(raw: dict[str, Any]) -> str:
    """Which server of ours wrote it."""
    return text(raw.get("epoch"))[:64]


def contact_of(raw: dict[str, Any]) -> Contact | None:
    """Somebody with a number and an id."""
    number = whole(raw.get("user_id")) or whole(raw.get("id"))
    return Contact(f"user{number}", named(raw), text(raw.get("phone_number"))[:32]) if number else None


def head_of(raw: dict[str, Any]) -> ChatHead:
    """A chat about to be read."""
    return ChatHead(
        ext=whole(raw.get("id")),
        kind=text(raw.get("type")),
        name=text(raw.get("name")),
        about=text(raw.get("tambour_about")),
    )
