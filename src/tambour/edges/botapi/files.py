"""Files of the Bot API: a place to bring bytes to, whole or in parts; the way to fetch them; all about one film."""

import asyncio
import re
from collections.abc import AsyncIterator
from dataclasses import dataclass
from typing import Any

import msgspec
from litestar import Response
from litestar.datastructures import UploadFile
from litestar.exceptions import ClientException
from litestar.response import Stream
from msgspec import UNSET

from tambour.domain.bots.bot import Bot
from tambour.domain.errors import BadInput, Conflict, NotFound, Refusal
from tambour.domain.files import FAILED, PROCESSING
from tambour.edges.botapi.asking import Ask, Asked
from tambour.edges.botapi.door import BotDoor, denial, reply
from tambour.edges.botapi.models.attachments import (
    UploadedInfo,
    UploadEndpoint,
    VideoAttachmentDetails,
    VideoUrls,
)
from tambour.edges.botapi.models.photos import (
    PhotoAttachmentPayload,
    PhotoAttachmentRequestPayload,
    PhotoToken,
    PhotoTokens,
)
from tambour.edges.botapi.refusals import NO_PHOTO, NOT_READY, BotError, bad, refused
from tambour.edges.botapi.showing import photo_number
from tambour.edges.web.files import FILE_HEADERS, arriving, opened, reads_webp
from tambour.ports.fetch import Unfetched
from tambour.ports.files import Upload
from tambour.services.media.uploads import ID_BYTES

KINDS = {"image": "photo", "photo": "photo", "video": "video", "audio": "audio", "file": "file"}
UNFILLED = "{video_token}"
"""So a published client writes the path, and the token into the query."""
EARLY = ("video", "audio")
"""Of these MAX tells the token before the bytes come."""
RANGE = re.compile(r"bytes (\d{1,16})-(\d{1,16})/(\d{1,16})")
NAME = re.compile(r'filename="?([^";]+)"?')
PICTURE_BYTES_MAX = 10 * 1024 * 1024
READY_WITHIN_S = 8.0
LOOK_EVERY_S = 0.1
CHUNK = 1024 * 1024
HEIGHTS = {"1080": "mp4_1080", "720": "mp4_720", "480": "mp4_480", "360": "mp4_360"}


@dataclass(frozen=True, slots=True)
class Slot:
    """A place for one file, as its address says. `token` is the file's name."""

    bot: int
    token: str
    kind: str


@dataclass(frozen=True, slots=True)
class Arrival:
    """What is known of a file before its bytes."""

    size: int
    name: str = ""
    mime: str = ""


async def post_upload(door: BotDoor, bot: Bot, asked: Asked) -> UploadEndpoint:
    """POST /uploads"""
    kind = asked.text("type")
    if kind not in KINDS:
        raise bad("type: value not found in enum. Possible values are: image, video, audio, file")
    token = door.media.uploads.ids.token(ID_BYTES)
    word = f"{bot.id}.{token}.{KINDS[kind]}"
    url = f"{door.links.base}/uploads/{word}.{door.links.mac('upload ' + word)}"
    return UploadEndpoint(url=url, token=token if kind in EARLY else UNSET)


def slot_of(door: BotDoor, text: str) -> Slot:
    """Raises NotFound."""
    word, _, mac = text.rpartition(".")
    parts = word.split(".")
    if len(parts) != 3 or not mac.isascii() or mac != door.links.mac("upload " + word):
        raise NotFound("no such upload")
    return Slot(int(parts[0]), parts[1], parts[2])


async def bring(door: BotDoor, request: Ask, slot: Slot) -> Any:
    """POST to the address that /uploads answered: multipart, a raw body, or a raw part of one."""
    span = RANGE.fullmatch(request.headers.get("content-range", ""))
    if request.headers.get("content-type", "").lower().startswith("multipart/"):
        await from_form(door, request, slot)
    elif span is not None:
        first, last, total = (int(part) for part in span.groups())
        if not first <= last < total:
            raise bad("Content-Range: no such range")
        await append(door, slot, first, arrival_of(request, total), arriving(request))
    else:
        size = request.headers.get("content-length", "")
        if not size.isdigit():
            raise bad("Content-Length or Content-Range is needed")
        await append(door, slot, 0, arrival_of(request, int(size)), arriving(request))
    return brought(slot)


def brought(slot: Slot) -> Any:
    """The token, in the shape of its kind."""
    if slot.kind == "photo":
        return PhotoTokens(photos={slot.token: PhotoToken(token=slot.token)})
    return UploadedInfo(token=slot.token)


def arrival_of(request: Ask, size: int) -> Arrival:
    """From the headers of a raw body."""
    name = NAME.search(request.headers.get("content-disposition", ""))
    return Arrival(size, name[1].strip() if name else "")


async def from_form(door: BotDoor, request: Ask, slot: Slot) -> None:
    """The first part that is a file, whatever its field is called; or a part without a file name."""
    limit = door.media.uploads.quotas.file_bytes + CHUNK
    if int(request.headers.get("content-length") or 0) > limit:
        raise BotError("proto.payload", "The file is too large")
    try:
        form = await request.form()
    except (ClientException, ValueError) as broken:
        raise bad("no multipart body") from broken
    for part in form.values():
        if isinstance(part, UploadFile):
            size = await asyncio.to_thread(part.file.seek, 0, 2)
            await asyncio.to_thread(part.file.seek, 0)
            arrival = Arrival(size, part.filename or "", part.content_type or "")
            await append(door, slot, 0, arrival, chunks_of(part))
            return
    for part in form.values():
        body = part.encode() if isinstance(part, str) else bytes(part) if isinstance(part, bytes) else b""
        if body:
            await append(door, slot, 0, Arrival(len(body)), whole(body))
            return
    raise bad("no file in the form")


async def chunks_of(part: UploadFile) -> AsyncIterator[bytes]:
    """A spooled file, read beside the loop."""
    while chunk := await asyncio.to_thread(part.file.read, CHUNK):
        yield chunk


async def whole(body: bytes) -> AsyncIterator[bytes]:
    """All of it."""
    yield body


async def append(
    door: BotDoor, slot: Slot, first: int, arrival: Arrival, chunks: AsyncIterator[bytes]
) -> None:
    """Bytes from `first` on. A part that was there before is no matter. Raises Refusal."""
    uploads = door.media.uploads
    upload = await door.store.read.files.get(slot.token)
    if upload is None:
        mime = arrival.mime.split(";")[0].strip().lower()
        name = arrival.name or slot.kind
        await uploads.begin(slot.bot, size=arrival.size, mime=mime, name=name, kind=slot.kind, id=slot.token)
    elif upload.complete or upload.received > first:
        return
    try:
        await uploads.append(slot.bot, slot.token, first, chunks)
    except Conflict as no:
        raise bad(f"Content-Range: expected to go on from {no.facts.get('offset', 0)}") from no


async def serve_upload(door: BotDoor, request: Ask, text: str) -> Response[bytes]:
    """POST brings bytes, GET tells how many are there; no other token is asked for."""
    try:
        slot = slot_of(door, text)
        bot = await door.store.read.bots.get(slot.bot)
        if bot is None or bot.deleted or bot.suspended_until > door.clock.now():
            raise NotFound("no such upload")
        if request.method == "GET":
            upload = await door.store.read.files.get(slot.token)
            there = (upload.received, upload.size) if upload else (0, 0)
            return reply({"token": slot.token, "received": there[0], "size": there[1]})
        return reply(await bring(door, request, slot))
    except BotError as no:
        return denial(no)
    except Refusal as no:
        return denial(refused(no))


async def serve_file(door: BotDoor, request: Ask, text: str) -> Response[Any]:
    """GET /files/…: asked of `visible()` for the bot whose address it is, by every request."""
    try:
        bot_id, file, name = door.links.read(text)
        bot = await door.store.read.bots.get(bot_id)
        if bot is None or bot.deleted or bot.suspended_until > door.clock.now():
            raise NotFound("no such file")
        webp = reads_webp(request.headers.get("accept", ""))
        found = await door.media.delivery.find(bot_id, file, name, webp=webp)
        headers = FILE_HEADERS | {
            "Content-Disposition": found.disposition,
            "Content-Length": str(found.size),
            "Accept-Ranges": "none",
        }
        body = await opened(door.media.blobs, found, 0, found.size)
        return Stream(body, headers=headers, media_type=found.mime)
    except Refusal as no:
        return denial(refused(no))


async def get_video(door: BotDoor, bot: Bot, asked: Asked, path: dict[str, str]) -> VideoAttachmentDetails:
    """GET /videos/{token}"""
    token = asked.text("video_token") if path["token"] == UNFILLED else path["token"]
    upload = await door.store.read.files.get(token)
    if upload is None or upload.kind not in ("video", "loop", "round"):
        raise BotError("not.found", "Video not found")
    if not await door.media.delivery.may(bot.id, upload):
        raise BotError("not.found", "Video not found")
    shown, names = upload.shown, {one.name: one.height for one in upload.shown.variants}
    urls: dict[str, str] = {}
    for name in ("480", "v"):
        if name in names:
            height = "480" if name == "480" else nearest(names[name])
            urls[HEIGHTS[height]] = door.links.url(bot.id, token, name)
    poster = door.links.url(bot.id, token, "p") if "p" in names else ""
    return VideoAttachmentDetails(
        token=token,
        width=shown.width,
        height=shown.height,
        duration=shown.duration // 1000,
        urls=msgspec.convert(urls, VideoUrls) if urls else UNSET,
        thumbnail=PhotoAttachmentPayload(photo_id=photo_number(token), token=token, url=poster)
        if poster
        else UNSET,
    )


def nearest(height: int) -> str:
    """Under which of the contract's heights a film goes."""
    return min(HEIGHTS, key=lambda one: abs(int(one) - height))


async def picture_of(door: BotDoor, bot: Bot, wanted: PhotoAttachmentRequestPayload) -> str:
    """The token of a picture, by token or by address. Raises BotError."""
    if wanted.url is not None:
        if not wanted.url.strip():
            raise bad("url: must not be blank")
        return await picture_from(door, bot, wanted.url)
    token = wanted.token or next((p.token for p in (wanted.photos or {}).values()), "")
    if not token:
        raise bad(NO_PHOTO)
    return token


async def picture_from(door: BotDoor, bot: Bot, url: str) -> str:
    """A picture from the web as an upload of the bot's own; returns its token. Raises BotError."""
    try:
        page = await door.fetch.get(url, accept="image/*", bytes_max=PICTURE_BYTES_MAX)
    except Unfetched as no:
        raise bad(f"image: cannot be fetched: {no.why}") from no
    if page.status != 200 or not page.kind.startswith("image/") or not page.body:
        raise bad("image: no picture there")
    name = url.split("?")[0].rsplit("/", 1)[-1] or "picture"
    upload = await door.media.uploads.begin(
        bot.id, size=len(page.body), mime=page.kind, name=name[:100], kind="photo"
    )
    await door.media.uploads.append(bot.id, upload.id, 0, whole(page.body))
    await settled(door, upload)
    return upload.id


async def settled(door: BotDoor, upload: Upload) -> None:
    """Until its forms are made. Raises BotError when that takes long, or it cannot be read."""
    end = asyncio.get_running_loop().time() + READY_WITHIN_S
    while asyncio.get_running_loop().time() < end:
        found = await door.store.read.files.get(upload.id)
        if found is not None and found.state == FAILED:
            raise BadInput("fl", f"image: cannot be read: {found.why}", why=found.why)
        if found is not None and found.state != PROCESSING:
            return
        await asyncio.sleep(LOOK_EVERY_S)
    raise BotError("attachment.not.ready", NOT_READY.format("image"))
