"""The console's addresses beside single cases: previews, bulks, the second person, colleagues, figures."""

from typing import Any

from litestar import Response, get, post
from litestar.params import FromPath

from tambour.domain.cursors import plain_number
from tambour.domain.errors import BadInput, NotFound
from tambour.edges.console.desk import Asked, Console, Form, Seat, number_of, see_other
from tambour.edges.console.figures import charts_of, rate_of
from tambour.edges.console.forms import CARRIED, choice_of, known
from tambour.edges.console.looks import words_for
from tambour.edges.console.words import say
from tambour.moderation.cases import BULK_MAX


def many_routes(console: Console) -> list[Any]:
    """All of this file."""
    return [*bulk_routes(console), *second_routes(console), *colleague_routes(console), *look_routes(console)]


async def show_preview(
    console: Console, seat: Seat, form: Form, wanted: list[tuple[int, int]], case: int
) -> Response[Any]:
    """What would happen; the form goes along to be sent for good."""
    choice = choice_of(form, console.clock.now())
    told = await console.review.preview(seat.user, wanted, choice)
    if not told.cases:
        raise BadInput("outcome", why=told.skipped[0][1] if told.skipped else "case.nothing")
    return console.page(
        "preview.html",
        seat,
        told=told,
        choice=choice,
        case=case,
        single=len(wanted) == 1,
        ver=wanted[0][1],
        fields={key: form.get(key, "") for key in CARRIED},
        cases=",".join(f"{one}:{ver}" for one, ver in wanted),
        bulk=console.ids.new(),
    )


def bulk_routes(console: Console) -> list[Any]:
    """Many cases alike, and the whole of it back."""

    @post("/bulk", status_code=303)
    async def decide(request: Asked) -> Response[Any]:
        async def do(seat: Seat, form: Form) -> Response[Any]:
            choice, bulk = choice_of(form, console.clock.now()), known(number_of(form, "bulk"))
            await console.review.decide_many(seat.user, bulk, pairs_of(form.get("cases", "")), choice)
            return see_other(f"/console/bulk/{bulk}")

        return await console.act(request, do)

    @get("/bulk/{fresh:int}")
    async def bulk(request: Asked, fresh: FromPath[int]) -> Response[Any]:
        async def show(seat: Seat) -> Response[Any]:
            rows = console.store.read.cases
            found = await rows.bulk(known(fresh))
            if found is None:
                raise NotFound("no such bulk")
            return console.page(
                "bulk.html",
                seat,
                bulk=found,
                decisions=await rows.bulk_decisions(found.id),
                names=await rows.names([found.by]),
            )

        return await console.look(request, show)

    @post("/bulk/{fresh:int}/undo", status_code=303)
    async def undo(request: Asked, fresh: FromPath[int]) -> Response[Any]:
        async def do(seat: Seat, form: Form) -> Response[Any]:
            facts = form.get("facts", "").strip() or say(seat.lang)("undo_facts")
            await console.review.undo_many(seat.user, known(fresh), facts)
            return see_other(f"/console/bulk/{fresh}")

        return await console.act(request, do)

    @post("/bulk/{fresh:int}/second", status_code=303)
    async def second(request: Asked, fresh: FromPath[int]) -> Response[Any]:
        async def do(seat: Seat, form: Form) -> Response[Any]:
            await console.review.second_many(seat.user, known(fresh), form.get("agree") == "1")
            return see_other(f"/console/bulk/{fresh}")

        return await console.act(request, do)

    return [decide, bulk, undo, second]


def second_routes(console: Console) -> list[Any]:
    """The second person."""

    @post("/decision/{fresh:int}/second", status_code=303)
    async def second(request: Asked, fresh: FromPath[int]) -> Response[Any]:
        async def do(seat: Seat, form: Form) -> Response[Any]:
            done = await console.review.second(seat.user, known(fresh), form.get("agree") == "1")
            return see_other(f"/console/case/{done.case}")

        return await console.act(request, do)

    return [second]


def colleague_routes(console: Console) -> list[Any]:
    """Hand on, ask somebody."""

    @post("/case/{fresh:int}/escalate", status_code=303)
    async def escalate(request: Asked, fresh: FromPath[int]) -> Response[Any]:
        async def do(seat: Seat, form: Form) -> Response[Any]:
            await console.review.escalate(seat.user, known(fresh), form.get("why", ""))
            return see_other("/console")

        return await console.act(request, do)

    @post("/case/{fresh:int}/assign", status_code=303)
    async def assign(request: Asked, fresh: FromPath[int]) -> Response[Any]:
        async def do(seat: Seat, form: Form) -> Response[Any]:
            await console.review.assign(seat.user, known(fresh), number_of(form, "to"))
            return see_other(f"/console/case/{fresh}")

        return await console.act(request, do)

    return [escalate, assign]


def look_routes(console: Console) -> list[Any]:
    """The figures."""

    @get("/figures")
    async def figures(request: Asked) -> Response[Any]:
        async def show(seat: Seat) -> Response[Any]:
            found, now = await console.disclosure.figures(seat.user), console.clock.now()
            label: Any = words_for(seat.lang, now)["label"]
            return console.page(
                "figures.html",
                seat,
                here="figures",
                charts=charts_of(found, say(seat.lang), label, now),
                redress=found["redress"],
                rate=rate_of(found["redress"]),
            )

        return await console.look(request, show)

    return [figures]


def pairs_of(text: str) -> list[tuple[int, int]]:
    """`case:version,…` from a form. Raises BadInput."""
    found = []
    for one in text.split(",")[: BULK_MAX + 1]:
        case, _, ver = one.partition(":")
        numbers = plain_number(case), plain_number(ver)
        if not numbers[0] or not numbers[1]:
            raise BadInput("cases")
        found.append((known(numbers[0]), min(numbers[1], 1 << 31)))
    return found
