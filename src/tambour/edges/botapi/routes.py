"""The addresses of the Bot API, as a web application of its own."""

from collections.abc import Callable, Coroutine
from typing import Any

from litestar import HttpMethod, Litestar, Response, route
from litestar.exceptions import HTTPException
from litestar.params import FromPath
from typing_extensions import override

from tambour.domain.bots.bot import Bot
from tambour.edges.botapi import bringing, commenting, constructing, files, people, places, polling, talking
from tambour.edges.botapi.asking import Ask, Asked
from tambour.edges.botapi.door import ANSWER_WITHIN_S, BotDoor, answer, denial
from tambour.edges.botapi.models.users import BotInfo
from tambour.edges.botapi.places import number_in
from tambour.edges.botapi.refusals import BotError

POLL_WITHIN_S = polling.TIMEOUT_MAX_S + 10
Answer = Response[bytes]


Run = Callable[[BotDoor, Bot, Asked, dict[str, str]], Coroutine[Any, Any, Any]]


async def get_me(door: BotDoor, bot: Bot, asked: Asked, path: dict[str, str]) -> BotInfo:
    """GET /me"""
    return door.showing.me(bot)


def own(run: Callable[[BotDoor, Bot, Asked], Coroutine[Any, Any, Any]]) -> Run:
    """An operation whose path says nothing."""
    return lambda door, bot, asked, path: run(door, bot, asked)


def inside(run: Callable[[BotDoor, Bot, int, Asked], Coroutine[Any, Any, Any]]) -> Run:
    """An operation in the chat that the path names."""
    return lambda door, bot, asked, path: run(door, bot, number_in(path["chat"]), asked)


def within(run: Callable[[BotDoor, Bot, int], Coroutine[Any, Any, Any]]) -> Run:
    """The same, without anything asked."""
    return lambda door, bot, asked, path: run(door, bot, number_in(path["chat"]))


def under(run: Callable[[BotDoor, Bot, Asked, str], Coroutine[Any, Any, Any]]) -> Run:
    """An operation under the post that the path names."""
    return lambda door, bot, asked, path: run(door, bot, asked, path["mid"])


OPERATIONS: dict[str, dict[str, Run]] = {
    "/me": {"GET": get_me, "PATCH": own(people.patch_me)},
    "/me/commands": {"PATCH": own(people.patch_commands)},
    "/subscriptions": {
        "GET": own(bringing.get_subscriptions),
        "POST": own(bringing.post_subscription),
        "DELETE": own(bringing.delete_subscription),
    },
    "/updates": {"GET": own(polling.get_updates)},
    "/chats": {"GET": own(places.get_chats)},
    "/chats/{chat:str}": {
        "GET": lambda door, bot, asked, path: places.get_chat(door, bot, path["chat"]),
        "PATCH": inside(places.patch_chat),
    },
    "/chats/{chat:str}/actions": {"POST": inside(places.post_action)},
    "/chats/{chat:str}/pin": {
        "GET": within(places.get_pin),
        "PUT": inside(places.put_pin),
        "DELETE": within(places.delete_pin),
    },
    "/chats/{chat:str}/members": {
        "GET": inside(people.get_members),
        "POST": inside(people.add_members),
        "DELETE": inside(people.remove_member),
    },
    "/chats/{chat:str}/members/me": {"GET": within(people.get_membership), "DELETE": within(people.leave)},
    "/chats/{chat:str}/members/admins": {"GET": within(people.get_admins), "POST": inside(people.add_admins)},
    "/chats/{chat:str}/members/admins/{user:str}": {
        "DELETE": lambda door, bot, asked, path: people.remove_admin(
            door, bot, number_in(path["chat"]), path["user"]
        )
    },
    "/messages": {
        "GET": own(talking.get_messages),
        "POST": own(talking.post_message),
        "PUT": own(talking.put_message),
        "DELETE": own(talking.delete_message),
    },
    "/messages/{mid:str}": {
        "GET": lambda door, bot, asked, path: talking.get_message(door, bot, path["mid"])
    },
    "/uploads": {"POST": own(files.post_upload)},
    "/messages/{mid:str}/comments": {
        "GET": under(commenting.get_comments),
        "POST": under(commenting.post_comment),
        "PUT": under(commenting.put_comment),
        "DELETE": under(commenting.delete_comment),
    },
    "/messages/{mid:str}/comments/{comment:str}": {
        "GET": lambda door, bot, asked, path: commenting.get_comment(
            door, bot, asked, path["mid"], path["comment"]
        )
    },
    "/videos/{token:str}": {"GET": files.get_video},
    "/answers": {"POST": own(talking.post_answer)},
    "/answers/constructor": {"POST": own(constructing.post_construct)},
}
"""Path → method → what it does."""


def route_of(door: BotDoor, path: str, operations: dict[str, Run]) -> Any:
    """One path with all its methods."""
    patience = POLL_WITHIN_S if path == "/updates" else ANSWER_WITHIN_S

    @route(path, http_method=[HttpMethod(name) for name in operations], status_code=200)
    async def handle(request: Ask) -> Answer:
        run, named = operations[request.method], {k: str(v) for k, v in request.path_params.items()}
        return await answer(door, request, lambda bot, asked: run(door, bot, asked, named), patience)

    return handle


def bot_routes(door: BotDoor) -> list[Any]:
    """Every operation."""

    @route("/uploads/{word:str}", http_method=["POST", "GET"], status_code=200, request_max_body_size=None)
    async def upload(request: Ask, word: FromPath[str]) -> Answer:
        return await files.serve_upload(door, request, word)

    @route("/files/{word:str}", http_method=["GET"], status_code=200)
    async def file(request: Ask, word: FromPath[str]) -> Response[Any]:
        return await files.serve_file(door, request, word)

    return [upload, file, *(route_of(door, path, ways) for path, ways in OPERATIONS.items())]


def elsewhere(request: Ask, no: HTTPException) -> Answer:
    """No such path, or not by this method."""
    if no.status_code == 405:
        return denial(BotError("method.not.allowed", "Method is not allowed"))
    if no.status_code == 404:
        return denial(BotError("not.found", "No such path"))
    return denial(BotError("proto.payload", "Bad request"))


class BotApp(Litestar):
    """The framework, which polls pass by: they wait, and what waits must be small."""

    def __init__(self, door: BotDoor) -> None:
        super().__init__(
            route_handlers=bot_routes(door),
            exception_handlers={HTTPException: elsewhere},
            openapi_config=None,
            logging_config=None,
        )
        self.door = door

    @override
    async def __call__(self, scope: Any, receive: Any, send: Any) -> None:
        """ASGI."""
        if scope["type"] == "http" and scope["method"] == "GET" and scope["path"].rstrip("/") == "/updates":
            await polling.serve(self.door, scope, receive, send)
        else:
            await super().__call__(scope, receive, send)


def bot_app(door: BotDoor) -> Litestar:
    """On a port or host of its own."""
    return BotApp(door)
