"""Who knocks, and how the desk's interface says no."""

from dataclasses import dataclass
from functools import partial
from typing import Any

import msgspec
from litestar import Request, Response, get, post
from litestar.exceptions import HTTPException, NotAuthorizedException, ValidationException
from litestar.openapi import ResponseSpec

from tambour.domain.errors import BadInput, Forbidden, NotFound, NotSignedIn, Refusal
from tambour.edges.deskapi.models import Refused
from tambour.edges.web.rpc import STATUS, bearer
from tambour.moderation.programs import Program
from tambour.ports.outside import Clock
from tambour.ports.store import Store
from tambour.services.disclosure import Disclosure
from tambour.services.programs import Programs
from tambour.services.review import Review

HEADERS = {"Cache-Control": "no-store", "X-Content-Type-Options": "nosniff"}
Knock = Request[Any, Any, Any]
NO = {
    400: ResponseSpec(Refused, description="Something in the request is wrong: `field`."),
    401: ResponseSpec(Refused, description="No such key."),
    403: ResponseSpec(Refused, description="Not for this key or this person: `why`."),
    404: ResponseSpec(Refused, description="No such thing."),
    409: ResponseSpec(
        Refused, description="Too late: decided or changed meanwhile; `ver` is the version now."
    ),
}
ask = partial(get, responses=NO)
"""An operation that only looks."""
act = partial(post, status_code=200, responses=NO)
"""An operation that does something, and answers with what it is now."""


@dataclass(frozen=True, slots=True)
class DeskDoor:
    """What every operation stands on."""

    store: Store
    clock: Clock
    programs: Programs
    disclosure: Disclosure
    review: Review

    async def program(self, request: Knock, *capabilities: str) -> Program:
        """Whose key the request carries. The key itself must hold these capabilities; that the person does, too, is
        asked again where it is done. Raises NotSignedIn, Forbidden(desk.not_yours)."""
        program = await self.programs.who(bearer(request))
        if not program.may.issuperset(capabilities):
            raise Forbidden("desk.not_yours")
        return program


def number_in(text: str) -> int:
    """An id that could be one of ours. Raises NotFound."""
    if not (text.isascii() and text.isdigit() and 0 < len(text) <= 16 and 0 < int(text) < 1 << 53):
        raise NotFound("no such id")
    return int(text)


def refused(request: Knock, no: Refusal) -> Response[bytes]:
    """A refusal of ours as an answer."""
    facts = no.facts
    told = Refused(
        code=no.code,
        message=no.msg,
        why=str(facts.get("why") or ""),
        field=str(facts.get("field") or ""),
        ver=int(facts.get("ver") or 0),
        wait=int(facts.get("wait") or 0),
    )
    return answer(told, STATUS.get(no.code, 400))


def strayed(request: Knock, no: Exception) -> Response[bytes]:
    """What the framework refuses, in our shape."""
    if isinstance(no, ValidationException):
        extra = no.extra if isinstance(no.extra, list) else []
        field = str(extra[0].get("key", "")) if extra and isinstance(extra[0], dict) else ""
        return refused(request, BadInput(field or "body"))
    if isinstance(no, NotAuthorizedException):
        return refused(request, NotSignedIn("no key"))
    status = no.status_code if isinstance(no, HTTPException) else 500
    if status == 404:
        return refused(request, NotFound("no such path"))
    if status < 500:
        return answer(Refused(code="BAD", message="bad request"), status)
    return answer(Refused(code="RETRY", message="try again"), 503)


async def addressed(request: Knock) -> Response[bytes] | None:
    """Before anything else: the framework names the whole address in its errors, and fails where there is none."""
    try:
        str(request.url)
    except ValueError:
        return refused(request, BadInput("host"))
    return None


def answer(told: Refused, status: int) -> Response[bytes]:
    """JSON."""
    return Response(
        msgspec.json.encode(told), status_code=status, media_type="application/json", headers=HEADERS
    )


HANDLERS: dict[Any, Any] = {Refusal: refused, HTTPException: strayed}
"""For the framework: what is raised, and what answers it."""
