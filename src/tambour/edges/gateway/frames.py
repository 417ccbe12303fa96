"""Bytes on the wire: events as JSON, WebSocket frames, the dictionary-compressed variant, server-sent events."""

import zlib
from typing import Any, Final

import msgspec

from tambour.domain.events import ChatEvent, UserEvent

TEXT: Final = 0
"""A WebSocket text frame."""
D1: Final = 1
"""A WebSocket binary frame: one byte dictionary id, then raw deflate with that dictionary."""
SSE: Final = 2
"""One `data:` line of a server-sent event stream."""

COMPRESS_FROM_BYTES = 64
PREVIEW_MAX = 100

DICTIONARY_ID = 1
DICTIONARY: Final = (
    '{"t":"sync","chats":[{"c":,"k":"channel","group","dialog","saved","ti":"","ab":"","un":"","pu":1,"m":,"ow":,"pm":,'
    '"fl":{},"st":"frozen","pe":,"first":1,"ro":"member","admin","owner","ri":,"rd":,"ord":,"un_":,"me_":,"mu":,"pi":,'
    '"la":{"t":"n","c":,"s":,"ev":,"f":,"d":17},"dirty":[[],"more":false,"full":false,"us":[{"t":"u","pts":,"k":"read",'
    '"chat+","chat-","chat~","draft"'
    "https://http://www. и в не на что я с он как это по но они мы она вы за то из у же к "
    "так от его привет спасибо да нет хорошо сегодня завтра the and you that have for not with this but are was what "
    "hello thanks today tomorrow في من على إلى أن هذا ما لا كان مع شكرا مرحبا اليوم "
    '"en":[["b",0,["link",["mention",["name",["tag","rx":[["👍",1],["❤️","po":{"id":,"q":"","o":[["","sv":{"k":"fw":{"c":,'
    '"s":,"f":,"n":"","d":},{"t":"r","c":,"u":,"s":}{"t":"ty","c":,"u":,"k":"text"}{"t":"on","u":,"on":1}{"t":"rx","c":,'
    '"ev":,"s":,"rx":{"t":"e","c":,"s":,"v":2,"ed":17{"t":"d","c":,"ev":,"s":[{"t":"hb","now":17,"pts":,"ev":[[,"re":'
    '{"t":"dirty","c":,"ev":,"s":,"pv":"","d":17,"f":}]{"i":,"r":{"s":,"ev":,"d":17}}[{"t":"n","c":,"s":,"ev":,"f":,"d":17'
    ',"x":"'
).encode()

encode = msgspec.json.Encoder().encode


def event_json(event: ChatEvent) -> bytes:
    """A chat event as everybody may see it."""
    if event.kind == "n" and event.message is not None:
        return encode(event.message)
    if event.message is not None:
        return encode({**msgspec.to_builtins(event.message), "t": event.kind, "ev": event.ev})
    return encode({"t": event.kind, "c": event.chat, "ev": event.ev, **event.data})


def user_event_json(event: UserEvent) -> bytes:
    """An entry of a person's own log."""
    return encode({"t": "u", "pts": event.pts, "k": event.kind, **event.data})


def dirty_json(event: ChatEvent, *, ev: int, seq: int) -> bytes:
    """«You are behind, fetch when you look», enough to draw a row of the chat list."""
    said = event.message if event.kind == "n" else None
    mark: dict[str, Any] = {"t": "dirty", "c": event.chat, "ev": ev, "s": seq}
    if said is not None:
        mark |= {"pv": said.text[:PREVIEW_MAX], "d": said.ts, "f": said.sender}
        if said.files:
            mark["k"] = said.files[0].kind
        elif said.contact or said.place:
            mark["k"] = "contact" if said.contact else "place"
    return encode(mark)


def pack(payload: bytes, variant: int) -> bytes:
    """One frame of the variant around a JSON value; the same bytes go to every receiver of that variant."""
    if variant == TEXT:
        return header(0x81, len(payload)) + payload
    if variant == SSE:
        return b"data: " + payload + b"\n\n"
    if len(payload) < COMPRESS_FROM_BYTES:
        return header(0x81, len(payload)) + payload
    deflate = zlib.compressobj(6, zlib.DEFLATED, -15, 8, zlib.Z_DEFAULT_STRATEGY, DICTIONARY)
    body = bytes((DICTIONARY_ID,)) + deflate.compress(payload) + deflate.flush()
    return header(0x82, len(body)) + body


def header(opcode: int, size: int) -> bytes:
    """An unmasked, unfragmented WebSocket frame header (RFC 6455 §5.2)."""
    if size < 126:
        return bytes((opcode, size))
    if size < 65536:
        return bytes((opcode, 126)) + size.to_bytes(2, "big")
    return bytes((opcode, 127)) + size.to_bytes(8, "big")
