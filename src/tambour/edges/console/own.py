"""One's own page at the desk: how one wants to see things, how much one has seen today, passkeys, keys of programs."""

from typing import Any

from litestar import Response, get, post
from litestar.params import FromPath

from tambour.domain.errors import BadInput, Forbidden, NotFound, Refusal
from tambour.edges.console.desk import Asked, Console, Form, Seat, see_other, words_of
from tambour.edges.console.entering import answer_of, as_json, told
from tambour.edges.console.forms import known
from tambour.moderation.records import Looks
from tambour.moderation.staff import CAPABILITIES
from tambour.moderation.words import spoken


def own_routes(console: Console) -> list[Any]:
    """Everything under /console/me."""

    @get("/me")
    async def me(request: Asked) -> Response[Any]:
        return await console.look(request, lambda seat: show_me(console, seat))

    @post("/me/looks", status_code=303)
    async def looks(request: Asked) -> Response[Any]:
        async def do(seat: Seat, form: Form) -> Response[Any]:
            chosen = Looks(blur="blur" in form, grey="grey" in form, mute="mute" in form)
            await console.disclosure.set_looks(seat.user, chosen)
            return see_other("/console/me")

        return await console.act(request, do)

    return [me, looks, *passkey_routes(console), *program_routes(console)]


async def show_me(
    console: Console, seat: Seat, *, status: int = 200, secret: str = "", problem: str = ""
) -> Response[Any]:
    """The page; with the secret of a key that was just made."""
    staff = await console.store.read.cases.staff(seat.user, console.clock.now())
    programs = await console.programs.of(seat.user) if console.programs else []
    keys = await console.passkeys.listed(seat.user) if console.passkeys else []
    return console.page(
        "me.html",
        seat,
        status,
        here="me",
        looked=await console.disclosure.looked(seat.user),
        limit=console.disclosure.looks_per_day,
        passkeys=keys,
        has_keys=console.passkeys is not None,
        has_programs=console.programs is not None,
        programs=programs,
        capabilities=[
            (key, CAPABILITIES[key][spoken(seat.lang)]) for key in CAPABILITIES if key in staff.may
        ],
        secret=secret,
        problem=problem,
    )


def program_routes(console: Console) -> list[Any]:
    """Keys of programs: made, shown once, taken away."""

    @post("/me/key", status_code=200)
    async def make(request: Asked) -> Response[Any]:
        async def do(seat: Seat, form: Form) -> Response[Any]:
            if console.programs is None:
                raise NotFound("no programs here")
            may = [key for key in CAPABILITIES if form.get(f"may.{key}") == "1"]
            try:
                _, secret = await console.programs.make(seat.user, form.get("name", ""), may)
            except BadInput as no:
                return await show_me(console, seat, status=400, problem=words_of(no, seat.lang))
            return await show_me(console, seat, secret=secret)

        return await console.act(request, do)

    @post("/me/key/{fresh:int}/remove", status_code=303)
    async def remove(request: Asked, fresh: FromPath[int]) -> Response[Any]:
        async def do(seat: Seat, form: Form) -> Response[Any]:
            if console.programs is None:
                raise NotFound("no programs here")
            await console.programs.revoke(seat.user, known(fresh))
            return see_other("/console/me")

        return await console.act(request, do)

    return [make, remove]


def passkey_routes(console: Console) -> list[Any]:
    """Adding one and taking one away."""

    @post("/me/passkey/begin", status_code=200)
    async def begin(request: Asked) -> Response[Any]:
        async def do(seat: Seat, form: Form) -> Response[Any]:
            if console.passkeys is None:
                raise NotFound("no passkeys here")
            return as_json(await console.passkeys.begin_add(seat.user))

        return await console.act(request, do)

    @post("/me/passkey/finish", status_code=200)
    async def finish(request: Asked) -> Response[Any]:
        seat = await console.seat(request)
        if seat is None or console.passkeys is None:
            return told(Forbidden("passkey.wrong"), request)
        try:  # the challenge is this person's: no form token is needed besides
            answer = await answer_of(request)
            await console.passkeys.finish_add(seat.user, answer.id, answer.credential, "")
        except Refusal as no:
            return told(no, request)
        return as_json({"to": "/console/me"})

    @post("/me/passkey/{fresh:str}/remove", status_code=303)
    async def remove(request: Asked, fresh: FromPath[str]) -> Response[Any]:
        async def do(seat: Seat, form: Form) -> Response[Any]:
            if console.passkeys is None:
                raise NotFound("no passkeys here")
            await console.passkeys.remove(seat.user, fresh[:1024])
            return see_other("/console/me")

        return await console.act(request, do)

    return [begin, finish, remove]
