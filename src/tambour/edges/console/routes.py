"""The console's addresses. Pages read through `Disclosure`, changes go through `Review`; both write the ledger."""

import logging
from collections.abc import Sequence
from typing import Any

from litestar import Response, Router, get, post
from litestar.params import FromPath, FromQuery

from tambour.domain.errors import NotFound, Refusal
from tambour.edges.console.bank import bank_routes
from tambour.edges.console.desk import (
    HEADERS,
    Asked,
    Console,
    Form,
    Seat,
    number_of,
    see_other,
    words_of,
)
from tambour.edges.console.entering import entering
from tambour.edges.console.forms import choice_of, known
from tambour.edges.console.live import Pulse, live_routes
from tambour.edges.console.many import many_routes, pairs_of, show_preview
from tambour.edges.console.media import media_routes
from tambour.edges.console.own import own_routes
from tambour.edges.console.rules import rule_routes
from tambour.edges.console.searching import search_routes
from tambour.edges.console.second import held_routes, recheck_routes
from tambour.edges.console.translation import translation_routes
from tambour.moderation.cases import OUTCOMES, TERRITORIAL, Case
from tambour.moderation.limits import LIMITS
from tambour.moderation.meaning import Alike
from tambour.moderation.reading import SENSES
from tambour.moderation.records import Json
from tambour.moderation.surfaces import FILES, POLL, SOURCE, lines
from tambour.ports.screen import Signal
from tambour.services.disclosure import Page
from tambour.services.meanings import first_of_each
from tambour.services.screening import NOTHING_SEEN, marked

FORM_MAX_BYTES = 32 * 1024
SHOWN_ANYWAY = (FILES, SOURCE)
"""They stand on the page in another place."""
log = logging.getLogger(__name__)
NO_FORM: Form = {"outcome": "", "category": "", "facts": ""}


def console_router(console: Console, pulse: Pulse | None = None) -> Router:
    """Everything under /console; without a pulse its pages renew themselves once a minute."""
    return Router(
        path="/console",
        route_handlers=[
            *entering(console),
            *own_routes(console),
            *media_routes(console),
            *translation_routes(console),
            *(search_routes(console, console.searching) if console.searching is not None else []),
            *(live_routes(console, pulse) if pulse is not None else []),
            *pages(console),
            *acts(console),
            *many_routes(console),
            *bank_of(console),
            *second_of(console),
        ],
        request_max_body_size=FORM_MAX_BYTES,
    )


def bank_of(console: Console) -> list[Any]:
    """The bank and the rules, where there is detection."""
    if console.screening is None:
        return []
    return [*bank_routes(console, console.screening), *rule_routes(console, console.screening)]


def second_of(console: Console) -> list[Any]:
    """Second looks and held posts, where there are such rooms."""
    looks = recheck_routes(console, console.rechecking) if console.rechecking is not None else []
    return [*looks, *(held_routes(console, console.held) if console.held is not None else [])]


def pages(console: Console) -> list[Any]:
    """The queue, a case, an appeal, the audit trail."""

    @get("/")
    async def queue(request: Asked, mine: FromQuery[int] = 0, meant: FromQuery[int] = 0) -> Response[Any]:
        async def show(seat: Seat) -> Response[Any]:
            found = await console.disclosure.queue()
            cases, sizes = await grouped(console, found.cases, seat.user if mine else 0, meant)
            detected = (
                await console.screening.detected(cases) if console.screening is not None else frozenset()
            )
            return console.page(
                "queue.html",
                seat,
                here="queue",
                cases=cases,
                mine=bool(mine),
                found=found,
                detected=detected,
                meant=meant,
                sizes=sizes,
            )

        return await console.look(request, show)

    @get("/case/{fresh:int}")
    async def case(request: Asked, fresh: FromPath[int]) -> Response[Any]:
        return await console.look(request, lambda seat: show_case(console, seat, known(fresh)))

    @get("/case/{fresh:int}/now")
    async def now(request: Asked, fresh: FromPath[int], ver: FromQuery[int] = 0) -> Response[Any]:
        async def show(seat: Seat) -> Response[Any]:
            moved = await console.disclosure.moved(seat.user, known(fresh), ver)
            return console.page("now.html", seat, case=fresh, moved=moved)

        return await console.look(request, show)

    return [queue, case, now, *records(console)]


def records(console: Console) -> list[Any]:
    """An appeal leads to its case; the audit trail."""

    @get("/appeal/{fresh:int}")
    async def appeal(request: Asked, fresh: FromPath[int]) -> Response[Any]:
        async def show(seat: Seat) -> Response[Any]:
            found = await console.store.read.cases.appeal(known(fresh))
            decision = await console.store.read.cases.decision(found.decision) if found else None
            if decision is None:
                raise NotFound("no such appeal")
            return see_other(f"/console/case/{decision.case}#appeal-{fresh}")

        return await console.look(request, show)

    @get("/audit")
    async def audit(request: Asked, before: FromQuery[int] = 0) -> Response[Any]:
        async def show(seat: Seat) -> Response[Any]:
            entries, names = await console.disclosure.audit(seat.user, max(0, min(before, 1 << 53)))
            return console.page("audit.html", seat, here="audit", entries=entries, names=names)

        return await console.look(request, show)

    return [appeal, audit]


async def grouped(
    console: Console, cases: list[Case], mine: int, meant: int
) -> tuple[list[Case], dict[int, int]]:
    """The rows of the queue, one for each group of cases that say the same, and how many each group has; `mine`: those
    handed to this person; `meant`: all of one group."""
    meanings = console.screening.meanings if console.screening is not None else None
    if mine:
        return [one for one in cases if one.assigned == mine], {}
    if meanings is None:
        return cases, {}
    if meant:
        return await meanings.group(known(meant)), {}
    sizes = await meanings.sizes(cases)
    return first_of_each(cases, sizes), sizes


async def says_same(console: Console, seat: Seat, page: Page) -> list[Alike] | None:
    """Other open cases that say the same; None where they could not be looked for: nobody waits for that."""
    meanings = console.screening.meanings if console.screening is not None else None
    if meanings is None:
        return []
    try:
        return await meanings.near(seat.user, page.case, lines([page.subject_text, page.parts.get(POLL, "")]))
    except Exception:
        log.warning("cases that say the same could not be looked for", exc_info=True)
        return None


async def same_size(console: Console, case: Case) -> int:
    """How many open cases of its group there are; 0: it has none."""
    meanings = console.screening.meanings if console.screening is not None else None
    return (await meanings.sizes([case])).get(case.meant, 0) if meanings is not None else 0


async def show_case(
    console: Console, seat: Seat, fresh: int, *, status: int = 200, problem: str = "", form: Form = NO_FORM
) -> Response[Any]:
    """One case on one screen; with a problem when a decision was refused."""
    page = await console.disclosure.open(seat.user, fresh)
    seen = await console.screening.seen(fresh) if console.screening is not None else NOTHING_SEEN
    current = [s for s in seen.signals if s.version == page.snapshot.ver]
    kept = [s for s in seen.signals if s.version == page.parts_ver]
    words = {sense: await words_in(console, page.files, sense) for sense in SENSES}
    posted = await near(console, page.case)
    deciders = {who for d in page.decisions for who in (d.decided_by, d.second_by)}
    return console.page(
        "case.html",
        seat,
        status,
        page=page,
        outcomes=[
            one
            for one in OUTCOMES[page.case.subject.kind]
            if one != "restrict_member" or page.chat.get("k") == "group"
        ],
        limit_names=list(LIMITS),
        territorial=any(one in TERRITORIAL for one in OUTCOMES[page.case.subject.kind]),
        seen=seen,
        hinted=console.screening.hinted(page.case) if console.screening is not None else 0.0,
        posted=await console.disclosure.posted(page.case, posted),
        alike=await says_same(console, seat, page),
        same=await same_size(console, page.case),
        subject=marked(page.subject_text, in_part(current, "")).pieces,
        parts={
            part: marked(text, here).pieces
            for part, text in page.parts.items()
            if (here := in_part(kept, part)) or part not in SHOWN_ANYWAY
        },
        words={
            sense: marked(said, [s for s in current if s.detector == sense]).pieces
            for sense, said in words.items()
            if said
        },
        superseded={d.supersedes for d in page.decisions},
        may_judge=seat.user not in deciders,
        problem=problem,
        form=NO_FORM | form,
    )


def in_part(signals: Sequence[Signal], part: str) -> list[Signal]:
    """Those whose places are places in this part of the subject; '': in the words of a message."""
    return [one for one in signals if one.part == part and one.detector not in SENSES]


async def words_in(console: Console, files: Sequence[Json], sense: str) -> str:
    """The words that were read from the pictures of the message, or heard in its sound."""
    found = [str(one["id"]) for one in files]
    return await console.screening.words_in(found, sense) if console.screening else ""


async def near(console: Console, case: Case) -> list[tuple[int, int]]:
    """Where in public chats nearly the same was said this week."""
    if console.screening is None or case.subject.kind != "message":
        return []
    found = await console.screening.copies(case.subject.chat, case.subject.seq)
    return [(one.message.chat, one.message.seq) for one in found]


def acts(console: Console) -> list[Any]:
    """Everything that changes something."""
    return [*case_acts(console), *redress_acts(console)]


def case_acts(console: Console) -> list[Any]:
    """Decide, keep the lease, put back."""

    @post("/case/{fresh:int}/decide", status_code=303)
    async def decide(request: Asked, fresh: FromPath[int]) -> Response[Any]:
        return await console.act(
            request, lambda seat, form: decide_or_look(console, seat, form, known(fresh))
        )

    @post("/case/{fresh:int}/lease", status_code=200)
    async def lease(request: Asked, fresh: FromPath[int]) -> Response[Any]:
        async def do(seat: Seat, form: Form) -> Response[Any]:
            await console.disclosure.prolong(seat.user, known(fresh))
            return Response(b"", headers=HEADERS)

        return await console.act(request, do)

    @post("/case/{fresh:int}/release", status_code=303)
    async def release(request: Asked, fresh: FromPath[int]) -> Response[Any]:
        async def do(seat: Seat, form: Form) -> Response[Any]:
            await console.disclosure.release(seat.user, known(fresh))
            return see_other("/console")

        return await console.act(request, do)

    return [decide, lease, release]


async def decide_or_look(console: Console, seat: Seat, form: Form, case: int) -> Response[Any]:
    """Carry it out; or show first what would happen, which whole clusters always are."""
    wanted = [(case, number_of(form, "ver"))]
    try:
        if form.get("together") == "1":
            wanted = await console.disclosure.cluster(seat.user, number_of(form, "cluster")) or wanted
        if ticked := await ticked_of(console, seat, form):
            wanted = [*wanted, *(one for one in ticked if one[0] not in {case for case, _ in wanted})]
        if form.get("together") == "1" or form.get("look") == "1" or ticked:
            return await show_preview(console, seat, form, wanted, case)
        await console.review.decide(seat.user, *wanted[0], choice_of(form, console.clock.now()))
    except Refusal as no:
        if no.code != "BAD":
            raise
        told = words_of(no, seat.lang)
        return await show_case(console, seat, case, status=400, problem=told, form=form)
    return see_other("/console")


async def ticked_of(console: Console, seat: Seat, form: Form) -> list[tuple[int, int]]:
    """(case, version) of those that say the same and are to be decided alike: this person has opened each of them."""
    if not form.get("alikes") or console.screening is None or console.screening.meanings is None:
        return []
    ticked = pairs_of(form["alikes"])
    await console.screening.meanings.chosen(seat.user, [case for case, _ in ticked])
    return ticked


def redress_acts(console: Console) -> list[Any]:
    """Take a decision back, answer an appeal."""

    @post("/decision/{fresh:int}/restore", status_code=303)
    async def restore(request: Asked, fresh: FromPath[int]) -> Response[Any]:
        async def do(seat: Seat, form: Form) -> Response[Any]:
            done = await console.review.restore(seat.user, known(fresh), form.get("facts", ""))
            return see_other(f"/console/case/{done.case}")

        return await console.act(request, do)

    @post("/appeal/{fresh:int}", status_code=303)
    async def judge(request: Asked, fresh: FromPath[int]) -> Response[Any]:
        async def do(seat: Seat, form: Form) -> Response[Any]:
            uphold = form.get("outcome") == "upheld"
            await console.review.decide_appeal(seat.user, known(fresh), uphold, form.get("facts", ""))
            return see_other("/console")

        return await console.act(request, do)

    return [restore, judge]
