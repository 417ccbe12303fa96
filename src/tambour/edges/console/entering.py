"""In and out of the desk: a passkey or a link that works once, the session's cookie, and the two static files."""

from pathlib import Path
from typing import Any

import msgspec
from litestar import Response, get, post
from litestar.params import FromPath, FromQuery

from tambour.domain.errors import BadInput, Forbidden, NotFound, Refusal
from tambour.edges.console.desk import (
    HEADERS,
    STATUS,
    Asked,
    Console,
    Form,
    Seat,
    form_of,
    language_of,
    words_of,
)

STATIC = Path(__file__).with_name("static")
KIND = "passkey.desk"
"""A challenge of the desk opens nothing else."""


class Answer(msgspec.Struct, kw_only=True):
    """What the browser sends for a passkey."""

    id: str
    credential: dict[str, Any]


def entering(console: Console) -> list[Any]:
    """Every way in, the way out, the static files."""
    return [*link_routes(console), *passkey_routes(console), static_route(console)]


def link_routes(console: Console) -> list[Any]:
    """By a link, and out."""

    @get("/enter")
    async def door(request: Asked, t: FromQuery[str] = "") -> Response[Any]:
        return console.door(language_of(request), token=t[:200])

    @post("/enter", status_code=303)
    async def enter(request: Asked) -> Response[Any]:
        form = await form_of(request)
        return await console.enter(form.get("t", ""))

    @post("/leave", status_code=303)
    async def leave(request: Asked) -> Response[Any]:
        async def do(seat: Seat, form: Form) -> Response[Any]:
            return await console.leave(request)

        return await console.act(request, do)

    return [door, enter, leave]


def passkey_routes(console: Console) -> list[Any]:
    """By a key in the device. No form token: what is sent is worth nothing without the answer of the device."""

    @post("/passkey/begin", status_code=200)
    async def begin(request: Asked) -> Response[Any]:
        keys = console.passkeys
        if keys is None:
            return told(NotFound("no passkeys here"), request)
        try:
            found = await keys.begin(device="desk", address=console.address(request), kind=KIND)
        except Refusal as no:
            return told(no, request)
        return as_json(found)

    @post("/passkey/finish", status_code=200)
    async def finish(request: Asked) -> Response[Any]:
        keys = console.passkeys
        try:
            if keys is None:
                raise NotFound("no passkeys here")
            answer = await answer_of(request)
            user = await keys.owner(answer.id, answer.credential, KIND)
            return await console.begin(user, "passkey", as_json({"to": "/console"}))
        except Refusal as no:
            return told(no, request)

    return [begin, finish]


def static_route(console: Console) -> Any:
    """The style, and the script where it is built."""
    style = (STATIC / "console.css").read_bytes()

    @get("/static/{name:str}")
    async def static(name: FromPath[str]) -> Response[bytes]:
        if name == "console.css":
            return Response(style, media_type="text/css; charset=utf-8", headers=HEADERS)
        if name == "desk.js" and console.script.is_file():
            body = console.script.read_bytes()
            return Response(body, media_type="text/javascript; charset=utf-8", headers=HEADERS)
        return Response(b"", status_code=404, headers=HEADERS)

    return static


async def answer_of(request: Asked) -> Answer:
    """Raises BadInput."""
    try:
        return msgspec.json.decode(await request.body(), type=Answer)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as wrong:
        raise BadInput("credential") from wrong


def as_json(found: object) -> Response[bytes]:
    """For the console's own script."""
    return Response(msgspec.json.encode(found), media_type="application/json", headers=HEADERS)


def told(no: Refusal, request: Asked) -> Response[bytes]:
    """A refusal in words, for the script to show."""
    text = words_of(Forbidden("passkey.wrong") if no.code == "BAD" else no, language_of(request))
    return Response(
        msgspec.json.encode({"told": text}),
        status_code=STATUS.get(no.code, 400),
        media_type="application/json",
        headers=HEADERS,
    )
