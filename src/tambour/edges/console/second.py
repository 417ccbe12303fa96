"""The console's addresses of second looks and of posts that wait for the platform."""

from typing import Any

from litestar import Response, get, post
from litestar.params import FromPath

from tambour.edges.console.desk import Asked, Console, Form, Seat, see_other
from tambour.edges.console.forms import known
from tambour.edges.console.words import say
from tambour.moderation.cases import OUTCOMES
from tambour.services.held import HeldPosts
from tambour.services.rechecking import Rechecking


def recheck_routes(console: Console, rechecking: Rechecking) -> list[Any]:
    """What waits, one of them without its decision, and what follows where two differ."""

    @get("/recheck")
    async def shelf(request: Asked) -> Response[Any]:
        async def show(seat: Seat) -> Response[Any]:
            found = await rechecking.shelf(seat.user)
            return console.page("recheck.html", seat, here="recheck", shelf=found)

        return await console.look(request, show)

    @post("/recheck", status_code=303)
    async def take(request: Asked) -> Response[Any]:
        async def do(seat: Seat, form: Form) -> Response[Any]:
            return see_other(f"/console/recheck/{await rechecking.take(seat.user)}")

        return await console.act(request, do)

    @post("/recheck/{fresh:int}/settle", status_code=303)
    async def settle(request: Asked, fresh: FromPath[int]) -> Response[Any]:
        async def do(seat: Seat, form: Form) -> Response[Any]:
            facts = form.get("facts", "").strip() or say(seat.lang)("undo_facts")
            await rechecking.settle(seat.user, known(fresh), form.get("verdict", ""), facts)
            return see_other("/console/recheck")

        return await console.act(request, do)

    return [shelf, take, settle, *blind_routes(console, rechecking)]


def blind_routes(console: Console, rechecking: Rechecking) -> list[Any]:
    """One decided case without its decision, and what this person would have decided."""

    @get("/recheck/{fresh:int}")
    async def blind(request: Asked, fresh: FromPath[int]) -> Response[Any]:
        async def show(seat: Seat) -> Response[Any]:
            page = await rechecking.open(seat.user, known(fresh))
            return console.page(
                "blind.html",
                seat,
                here="recheck",
                page=page,
                parts={part: [(text, False)] for part, text in page.parts.items()},
                outcomes=OUTCOMES[page.case.subject.kind],
            )

        return await console.look(request, show)

    @post("/recheck/{fresh:int}", status_code=303)
    async def answer(request: Asked, fresh: FromPath[int]) -> Response[Any]:
        async def do(seat: Seat, form: Form) -> Response[Any]:
            await rechecking.answer(seat.user, known(fresh), form.get("outcome", ""), form.get("facts", ""))
            return see_other("/console/recheck")

        return await console.act(request, do)

    return [blind, answer]


def held_routes(console: Console, held: HeldPosts) -> list[Any]:
    """Chats with posts that wait; the posts of one of them."""

    @get("/held")
    async def chats(request: Asked) -> Response[Any]:
        async def show(seat: Seat) -> Response[Any]:
            found = await held.waiting(seat.user)
            return console.page(
                "held.html", seat, here="held", chats=found, chat=0, posts=[], terms=held.bank.terms
            )

        return await console.look(request, show)

    @get("/held/{fresh:int}")
    async def posts(request: Asked, fresh: FromPath[int]) -> Response[Any]:
        async def show(seat: Seat) -> Response[Any]:
            found = await held.look(seat.user, known(fresh))
            return console.page(
                "held.html", seat, here="held", chats=[], chat=fresh, posts=found, terms=held.bank.terms
            )

        return await console.look(request, show)

    @post("/held/post/{fresh:int}", status_code=303)
    async def judge(request: Asked, fresh: FromPath[int]) -> Response[Any]:
        async def do(seat: Seat, form: Form) -> Response[Any]:
            rule, note = form.get("rule", ""), form.get("note", "")
            chat = await held.judge(seat.user, known(fresh), form.get("ok") == "1", rule, note)
            return see_other(f"/console/held/{chat}")

        return await console.act(request, do)

    return [chats, posts, judge]
