"""The console's search, which begins at a case and nowhere else; what is found can become a case."""

from typing import Any

from litestar import Response, post
from litestar.params import FromPath

from tambour.domain.errors import BadInput
from tambour.edges.console.desk import Asked, Console, Form, Seat, number_of, see_other, words_of
from tambour.edges.console.forms import known
from tambour.services.searching import CaseSearch


def search_routes(console: Console, searching: CaseSearch) -> list[Any]:
    """POST /console/case/ID/search (a part of the page) and /console/case/ID/found."""

    @post("/case/{fresh:int}/search", status_code=200)
    async def search(request: Asked, fresh: FromPath[int]) -> Response[Any]:
        async def do(seat: Seat, form: Form) -> Response[Any]:
            try:
                found = await searching.search(seat.user, known(fresh), form.get("words", ""))
            except BadInput as no:
                return console.page("found.html", seat, found=None, told=words_of(no, seat.lang), case=fresh)
            return console.page("found.html", seat, found=found, told="", case=fresh)

        return await console.act(request, do)

    @post("/case/{fresh:int}/found", status_code=303)
    async def found(request: Asked, fresh: FromPath[int]) -> Response[Any]:
        async def do(seat: Seat, form: Form) -> Response[Any]:
            chat, seq = known(number_of(form, "c")), known(number_of(form, "s"))
            case = await searching.open_case(seat.user, known(fresh), chat, seq)
            return see_other(f"/console/case/{case}")

        return await console.act(request, do)

    return [search, found]
