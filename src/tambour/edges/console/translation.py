"""Words of a case in the language of who reads it, when they ask: the lines go to the operator's service."""

from collections.abc import Sequence
from typing import Any

from litestar import Response, post
from litestar.params import FromPath

from tambour.edges.console.desk import Asked, Console, Form, Seat
from tambour.edges.console.forms import known
from tambour.edges.console.words import say
from tambour.moderation.words import spoken
from tambour.ports.translate import Untranslated
from tambour.services.disclosure import Line, Page

CHARS_MAX = 12_000
"""Of all lines; the subject first, then what stands nearest to it."""


def translation_routes(console: Console) -> list[Any]:
    """POST /console/case/ID/translate: a part of the page."""

    @post("/case/{fresh:int}/translate", status_code=200)
    async def translate(request: Asked, fresh: FromPath[int]) -> Response[Any]:
        async def do(seat: Seat, form: Form) -> Response[Any]:
            if console.translate is None:
                return console.page("translation.html", seat, told=say(seat.lang)("translate_none"), lines=[])
            page = await console.disclosure.open(seat.user, known(fresh), "translate")
            lines = chosen(page.lines, carried(page))
            try:
                found = await console.translate([one.text for one in lines], spoken(seat.lang))
            except Untranslated as no:
                told = say(seat.lang)("translate_failed", no.why)
                return console.page("translation.html", seat, told=told, lines=[])
            pairs = sorted(zip(lines, found, strict=True), key=lambda pair: pair[0].seq)
            return console.page("translation.html", seat, told="", lines=pairs)

        return await console.act(request, do)

    return [translate]


def carried(page: Page) -> list[Line]:
    """What the subject carries besides its words, as if each part was said with it."""
    seq, at = page.case.subject.seq, page.snapshot.created
    return [Line(seq=seq, ts=at, who="", text=text, subject=True) for text in page.parts.values()]


def chosen(lines: list[Line], first: Sequence[Line] = ()) -> list[Line]:
    """Those with words, as many as may go; these first."""
    middle = next((line.seq for line in lines if line.subject), lines[-1].seq if lines else 0)
    left, found = CHARS_MAX, []
    order = sorted(lines, key=lambda line: (not line.subject, abs(line.seq - middle)))
    for line in (*first, *order):
        if line.text.strip() and len(line.text) <= left:
            left -= len(line.text)
            found.append(line)
    return found
