"""The console's page of lists: files in and out, lists on a schedule, whole sources at once, answers."""

from typing import Any

from litestar import Response, get, post
from litestar.datastructures import UploadFile
from litestar.params import FromPath

from tambour.domain.errors import BadInput, Conflict
from tambour.edges.console.desk import HEADERS, Asked, Console, Form, Seat, number_of, see_other, words_of
from tambour.edges.console.forms import known
from tambour.edges.console.words import WORDS, say
from tambour.moderation.exchange import Terms
from tambour.moderation.feeds import DAYS, EVERY_MIN, PROTOCOLS, RATIOS, Feed
from tambour.services.bank import Bank
from tambour.services.exchange.giving import Given
from tambour.services.exchange.intake import Taken
from tambour.services.exchange.room import ExchangeRoom

FILE_MAX_BYTES = 33 * 1024 * 1024
EMPTY: Form = {
    "name": "",
    "protocol": "file",
    "format": "csv",
    "url": "",
    "category": "tvec.branded",
    "mode": "shadow",
    "opinion": "positive",
    "ratio": "1",
    "days": "0",
    "every": "60",
    "most": "5000",
    "source": "",
}
SIMPLE = ("url", "format", "category", "mode", "opinion", "ratio", "source", "days", "name")


def list_routes(console: Console, bank: Bank, room: ExchangeRoom) -> list[Any]:
    """Everything of lists."""
    return [*file_routes(console, room), *feed_routes(console, room), *source_routes(console, bank, room)]


async def show_lists(
    console: Console,
    room: ExchangeRoom,
    seat: Seat,
    *,
    status: int = 200,
    problem: str = "",
    told: str = "",
    taken: Taken | None = None,
    form: Form = EMPTY,
) -> Response[Any]:
    """Lists by name, sources, and the forms; with a problem when something was refused."""
    feeds, sources = await room.feeds.shown(seat.user)
    return console.page(
        "lists.html",
        seat,
        status,
        here="bank",
        feeds=feeds,
        sources=sources,
        formats=list(room.intake.formats),
        answering=list(room.giving.answering),
        protocols=PROTOCOLS,
        every=EVERY_MIN,
        days=DAYS,
        ratios=RATIOS,
        why=lambda code: why_of(code, seat.lang),
        problem=problem,
        told=told,
        taken=taken,
        form=EMPTY | form,
    )


def why_of(code: str, lang: str) -> str:
    """Why a list was not taken in, in words where there are some."""
    for key in (f"err.pull.{code}", f"err.{code}"):
        if key in WORDS:
            return say(lang)(key)
    return code


def problem_of(wrong: BadInput, lang: str) -> str:
    """What is wrong, by its reason, its line, or the name of its field."""
    t, field = say(lang), str(wrong.facts.get("field", ""))
    reason = f"err.{wrong.facts.get('why')}"
    told = t(reason) if reason in WORDS else ""
    if wrong.facts.get("row"):
        return " ".join(part for part in (told, t("bank_wrong_row", wrong.facts["row"], wrong.msg)) if part)
    names = {key: key if key in WORDS else f"bank_{key}" for key in SIMPLE} | {
        "name": "feed_name",
        "url": "feed_url",
        "format": "exchange_format",
        "secret": "feed_secret",
        "protocol": "feed_protocol",
        "every": "feed_every",
        "entries_max": "feed_most",
        "days": "bank_expires",
        "file": "bank_file",
    }
    if told:
        return told
    return t("bank_wrong", t(names[field])) if names.get(field) in WORDS else words_of(wrong, lang)


def file_routes(console: Console, room: ExchangeRoom) -> list[Any]:
    """Files in both directions."""

    @get("/bank/lists")
    async def lists(request: Asked) -> Response[Any]:
        return await console.look(request, lambda seat: show_lists(console, room, seat))

    @post("/bank/import", status_code=200, request_max_body_size=FILE_MAX_BYTES)
    async def take_in(request: Asked) -> Response[Any]:
        async def do(seat: Seat, form: Form) -> Response[Any]:
            file = (await request.form()).get("file")
            try:
                if not isinstance(file, UploadFile):
                    raise BadInput("file")
                format = form.get("format") or "csv"
                taken = await room.intake.file(seat.user, format, await file.read(), terms_of(form))
            except BadInput as wrong:
                told = problem_of(wrong, seat.lang)
                return await show_lists(console, room, seat, status=400, problem=told, form=form)
            told = say(seat.lang)("bank_imported", taken.added, taken.known)
            return await show_lists(console, room, seat, told=told, taken=taken)

        return await console.act(request, do)

    @post("/bank/export", status_code=200)
    async def give_out(request: Asked) -> Response[Any]:
        async def do(seat: Seat, form: Form) -> Response[Any]:
            return sent(await room.giving.file(seat.user, form.get("format") or "csv"))

        return await console.act(request, do)

    @post("/bank/answers", status_code=200)
    async def answers(request: Asked) -> Response[Any]:
        async def do(seat: Seat, form: Form) -> Response[Any]:
            return sent(await room.giving.answer(seat.user, form.get("format", ""), form.get("source", "")))

        return await console.act(request, do)

    return [lists, take_in, give_out, answers]


def feed_routes(console: Console, room: ExchangeRoom) -> list[Any]:
    """Lists on a schedule."""

    @post("/bank/lists/add", status_code=303)
    async def add(request: Asked) -> Response[Any]:
        async def do(seat: Seat, form: Form) -> Response[Any]:
            try:
                await room.feeds.add(seat.user, feed_of(form), form.get("secret", ""))
            except BadInput as wrong:
                told = problem_of(wrong, seat.lang)
                return await show_lists(console, room, seat, status=400, problem=told, form=form)
            return see_other("/console/bank/lists")

        return await console.act(request, do)

    @post("/bank/lists/{fresh:int}/{verb:str}", status_code=303)
    async def change(request: Asked, fresh: FromPath[int], verb: FromPath[str]) -> Response[Any]:
        async def do(seat: Seat, form: Form) -> Response[Any]:
            await room.feeds.turn(seat.user, known(fresh), verb)
            return see_other("/console/bank/lists")

        return await console.act(request, do)

    return [add, change]


def source_routes(console: Console, bank: Bank, room: ExchangeRoom) -> list[Any]:
    """Everything of one source at once."""

    @post("/bank/source/{verb:str}", status_code=200)
    async def change(request: Asked, verb: FromPath[str]) -> Response[Any]:
        async def do(seat: Seat, form: Form) -> Response[Any]:
            acts = {"promote": bank.promote_all, "enable": bank.enable_all}
            if verb not in acts:
                raise BadInput("verb")
            try:
                many = await acts[verb](seat.user, form.get("source", ""))
            except Conflict as no:
                return await show_lists(console, room, seat, status=409, problem=words_of(no, seat.lang))
            return await show_lists(console, room, seat, told=say(seat.lang)("list_changed", many))

        return await console.act(request, do)

    return [change]


def sent(given: Given) -> Response[Any]:
    """A file to be kept."""
    headers = HEADERS | {"Content-Disposition": f'attachment; filename="{given.name}"'}
    if given.left_out:
        headers |= {"X-Left-Out": ", ".join(f"{why}={many}" for why, many in sorted(given.left_out.items()))}
    return Response(given.data, media_type=given.mime, headers=headers)


def ratio_of(form: Form) -> float:
    """A share, or 0, which is none."""
    try:
        return float(form.get("ratio") or 1)
    except ValueError:
        return 0.0


def terms_of(form: Form) -> Terms:
    """On which a file is taken in. Raises BadInput."""
    chosen = Terms(
        source=form.get("source", "").strip(),
        category=form.get("category") or "other",
        mode=form.get("mode", ""),
        opinion=form.get("opinion") or "positive",
        ratio=ratio_of(form),
        days=number_of(form, "days"),
    )
    wrong = {
        "mode": chosen.mode not in ("", "shadow", "live"),
        "opinion": chosen.opinion not in ("positive", "seed"),
        "ratio": not 0 < chosen.ratio <= 1,
        "days": chosen.days not in DAYS,
    }
    for name, is_wrong in wrong.items():
        if is_wrong:
            raise BadInput(name)
    return chosen


def feed_of(form: Form) -> Feed:
    """What the form asks for, not yet checked."""
    return Feed(
        name=form.get("name", ""),
        protocol=form.get("protocol", ""),
        format=form.get("format", ""),
        url=form.get("url", ""),
        category=form.get("category", ""),
        mode=form.get("mode", ""),
        opinion=form.get("opinion", ""),
        ratio=ratio_of(form),
        days=number_of(form, "days"),
        every_min=number_of(form, "every"),
        entries_max=number_of(form, "most"),
        answers=form.get("answers") == "1",
    )
