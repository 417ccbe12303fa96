"""The console's pages of the bank: list, add, make live, agree, disable, samples of media."""

from typing import Any

from litestar import Response, get, post
from litestar.datastructures import UploadFile
from litestar.params import FromPath

from tambour.domain.cursors import plain_number
from tambour.domain.errors import BadInput, NotFound
from tambour.edges.console.desk import HEADERS, Asked, Console, Form, Seat, number_of, see_other, words_of
from tambour.edges.console.forms import known
from tambour.edges.console.lists import list_routes
from tambour.edges.console.looks import DAY_MS
from tambour.edges.console.words import WORDS, say
from tambour.moderation.atgate import CHOICES
from tambour.moderation.bank import SAMPLED, WRITTEN, BankEntry
from tambour.services.bank import PAGE
from tambour.services.bank_file import words_of as parted
from tambour.services.bank_samples import SAMPLE_BYTES_MAX
from tambour.services.screening import ScreenRoom

FORM_MAX_BYTES = 64 * 1024
DAYS_MAX = 3650
FIND_MAX = 200
VERBS = ("promote", "enable", "disable", "vouch", "agree")
EMPTY: Form = {
    "kind": "name",
    "value": "",
    "category": "tvec.branded",
    "source": "",
    "mode": "shadow",
    "opinion": "positive",
    "days": "0",
    "lang": "",
    "rare": "",
    "needs": "",
    "unless": "",
    "ratio": "1",
    "note": "",
    "gate": "",
}


def bank_routes(console: Console, room: ScreenRoom) -> list[Any]:
    """Everything under /console/bank."""
    lists = list_routes(console, room.bank, console.exchange) if console.exchange is not None else []
    return [*entry_routes(console, room), *sample_routes(console, room), *lists]


async def show_bank(
    console: Console,
    room: ScreenRoom,
    seat: Seat,
    *,
    status: int = 200,
    problem: str = "",
    told: str = "",
    form: Form = EMPTY,
    find: str = "",
    before: int = 0,
) -> Response[Any]:
    """The list, and the form beside it; with a problem when an entry was refused. `find`, `before`: which page."""
    entries, yields, names = await room.bank.shown(seat.user, find=find, before=before)
    return console.page(
        "bank.html",
        seat,
        status,
        here="bank",
        entries=entries,
        yields=yields,
        names=names,
        kinds=WRITTEN,
        sampled=SAMPLED,
        gates=CHOICES,
        samples=room.samples is not None,
        lacking=room.lacking,
        unread=room.unread,
        meaning=await room.meaning_mode(),
        named=await room.named_mode(),
        reads=room.reader is not None,
        unreadable=await room.unreadable(),
        problem=problem,
        told=told,
        form=EMPTY | form,
        find=find,
        older=entries[-1].id if len(entries) == PAGE else 0,
        said=await room.bank.said(seat.user, entries),
        common=await room.bank.common(entries),
        lists=console.exchange is not None,
    )


def entry_routes(console: Console, room: ScreenRoom) -> list[Any]:
    """Entries one by one."""

    @get("/bank")
    async def bank(request: Asked) -> Response[Any]:
        asked = request.query_params
        before, find = (
            plain_number(asked.get("before", "")) or 0,
            asked.get("find", "").replace("\0", "")[:FIND_MAX],
        )
        return await console.look(
            request, lambda seat: show_bank(console, room, seat, find=find, before=before)
        )

    @post("/bank/add", status_code=303, request_max_body_size=FORM_MAX_BYTES)
    async def add(request: Asked) -> Response[Any]:
        async def do(seat: Seat, form: Form) -> Response[Any]:
            try:
                await room.bank.add(seat.user, entry_of(form, console.clock.now()))
            except BadInput as wrong:
                told = problem_of(wrong, seat)
                return await show_bank(console, room, seat, status=400, problem=told, form=form)
            return see_other("/console/bank")

        return await console.act(request, do)

    @post("/bank/{fresh:int}/{verb:str}", status_code=303)
    async def change(request: Asked, fresh: FromPath[int], verb: FromPath[str]) -> Response[Any]:
        async def do(seat: Seat, form: Form) -> Response[Any]:
            if verb == "gate":
                await room.bank.ask(seat.user, known(fresh), form.get("gate", ""))
            elif verb in VERBS:
                await getattr(room.bank, verb)(seat.user, known(fresh))
            else:
                raise BadInput("verb")
            return see_other("/console/bank")

        return await console.act(request, do)

    return [bank, add, change]


def sample_routes(console: Console, room: ScreenRoom) -> list[Any]:
    """Entries made of a picture, a film or sound, and the small pictures of them."""

    @post("/bank/sample", status_code=303, request_max_body_size=SAMPLE_BYTES_MAX + FORM_MAX_BYTES)
    async def bring(request: Asked) -> Response[Any]:
        async def do(seat: Seat, form: Form) -> Response[Any]:
            sent = (await request.form()).get("file")
            try:
                if room.samples is None or not isinstance(sent, UploadFile):
                    raise BadInput("file")
                await room.samples.add(seat.user, entry_of(form, console.clock.now()), await sent.read())
            except BadInput as wrong:
                told = problem_of(wrong, seat)
                return await show_bank(console, room, seat, status=400, problem=told, form=form)
            return see_other("/console/bank")

        return await console.act(request, do)

    @get("/bank/{fresh:int}/sample")
    async def sample(request: Asked, fresh: FromPath[int]) -> Response[Any]:
        async def show(seat: Seat) -> Response[Any]:
            if room.samples is None:
                raise NotFound("no such sample")
            found = await room.samples.shown(seat.user, known(fresh))
            return Response(found.preview, media_type=found.mime, headers=HEADERS)

        return await console.look(request, show)

    return [bring, sample]


def problem_of(wrong: BadInput, seat: Seat) -> str:
    """What is wrong, by the name of its field where it has one."""
    t, field = say(seat.lang), str(wrong.facts.get("field", ""))
    if field == "row" and wrong.facts.get("row"):
        return t("bank_wrong_row", wrong.facts["row"], wrong.msg)
    if f"err.{wrong.facts.get('why')}" in WORDS:
        return t(f"err.{wrong.facts['why']}")
    names = {"category": "category"} | {
        key: f"bank_{key}" for key in (*EMPTY, "expires", "file") if key != "category"
    }
    return (
        t("bank_wrong", t(names[field])) if field in names and field != "days" else words_of(wrong, seat.lang)
    )


def entry_of(form: Form, now: int) -> BankEntry:
    """What the form asks for, not yet checked."""
    days = number_of(form, "days")
    try:
        ratio = float(form.get("ratio") or 1)
    except ValueError:
        ratio = 0.0
    return BankEntry(
        kind=form.get("kind", ""),
        value=form.get("value", ""),
        category=form.get("category", ""),
        lang=form.get("lang", ""),
        rare=form.get("rare") == "1",
        needs=parted(form.get("needs", "")),
        unless=parted(form.get("unless", "")),
        opinion=form.get("opinion", ""),
        mode=form.get("mode", ""),
        ratio=ratio,
        expires=now + days * DAY_MS if 0 < days <= DAYS_MAX else 0,
        source=form.get("source", ""),
        note=form.get("note", ""),
        gate=form.get("gate", ""),
    )
