"""Who sits at the desk, and what every answer of the console carries: the strict policy, no store, escaped pages."""

import hmac
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from jinja2 import Environment
from litestar import Request, Response
from litestar.response.redirect import Redirect

from tambour.domain.cursors import plain_number
from tambour.domain.errors import Forbidden, NotSignedIn, Refusal
from tambour.edges.console.looks import environment, words_for
from tambour.edges.console.words import WORDS, say
from tambour.edges.web.address import address_of
from tambour.moderation.records import Looks
from tambour.ports.blobs import Blobs
from tambour.ports.outside import Clock, Ids
from tambour.ports.store import Store
from tambour.ports.translate import Translate
from tambour.services.accounts.passkeys import Passkeys
from tambour.services.disclosure import Disclosure
from tambour.services.exchange.room import ExchangeRoom
from tambour.services.held import HeldPosts
from tambour.services.programs import Programs
from tambour.services.rechecking import Rechecking
from tambour.services.review import Review, secret_hash
from tambour.services.screening import ScreenRoom
from tambour.services.searching import CaseSearch

COOKIE = "desk"
SESSION_MS = 12 * 3_600_000
HEADERS = {
    "Content-Security-Policy": (
        "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src 'self'; "
        "media-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
    ),
    "Cache-Control": "no-store",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
}
STATUS = {"FORBIDDEN": 403, "NOT_FOUND": 404, "CONFLICT": 409, "AUTH": 401, "RETRY": 503, "GONE": 410}

Form = dict[str, str]
BOXES = {"limit": "limits", "alike": "alikes"}
"""Boxes of which several may be ticked, and the field in which all of them stand, parted by commas."""
Asked = Request[Any, Any, Any]


@dataclass(frozen=True, slots=True)
class Seat:
    """A signed-in member of staff."""

    user: int
    name: str
    lang: str
    csrf: str
    looks: Looks = field(default_factory=Looks)
    still: int = 0
    """Since when detection stands still; 0: it does not."""
    failing: int = 0
    """Since when a detector fails on some messages; 0: on none."""
    mute: int = 0
    """Since when no model answers; 0: one does, or none is asked."""
    slow: int = 0
    """Since when a post that the bank holds has waited for more than half of its time; 0: none has."""


@dataclass
class Console:
    """What the console's pages share. `script`: the built file with htmx and the keys; pages work without it."""

    store: Store
    clock: Clock
    ids: Ids
    disclosure: Disclosure
    review: Review
    script: Path
    blobs: Blobs | None = None
    """Where the pictures lie; without it the desk shows none."""
    screening: ScreenRoom | None = None
    """Detection; without it there is no bank to keep and there are no signals."""
    passkeys: Passkeys | None = None
    """Without it there are only links."""
    programs: Programs | None = None
    """Keys for other programs; without it the desk makes none."""
    searching: CaseSearch | None = None
    """Search from a case; without it there is none."""
    translate: Translate | None = None
    """Who translates; without it the desk says that nobody does."""
    live: bool = False
    """Pages hear of what moved at once."""
    proxies: int = 0
    secure: bool = False
    """The desk is reached by https: its cookie travels no other way."""
    rechecking: Rechecking | None = None
    """Second looks; without it nobody judges again."""
    held: HeldPosts | None = None
    """Posts that wait for the platform; without it the desk shows none."""
    exchange: ExchangeRoom | None = None
    """Lists of others; without it none come in and none go out."""
    env: Environment = field(default_factory=environment)

    async def seat(self, request: Asked) -> Seat | None:
        """Whose cookie this is, while they are staff."""
        token = request.cookies.get(COOKIE, "")
        found = await self.store.read.cases.desk(secret_hash(token), self.clock.now()) if token else None
        if found is None:
            return None
        looks = found["looks"]
        return Seat(
            int(str(found["user"])),
            str(found["name"]),
            str(found["lang"]),
            str(found["csrf"]),
            looks if isinstance(looks, Looks) else Looks(),
            await self.screening.still_since() if self.screening is not None else 0,
            await self.screening.failing_since() if self.screening is not None else 0,
            await self.screening.guessing_still_since() if self.screening is not None else 0,
            await self.held.bank.slow_since() if self.held is not None else 0,
        )

    def address(self, request: Asked) -> str:
        """Where a request comes from."""
        return address_of(request, self.proxies)

    def door(self, lang: str, status: int = 200, token: str = "") -> Response[Any]:
        """The page before the desk."""
        return self.page("enter.html", None, status, lang, token=token, keys=self.passkeys is not None)

    def page(
        self, name: str, seat: Seat | None, status: int = 200, lang: str = "en", **things: object
    ) -> Response[Any]:
        """A template, escaped, with the headers of every page."""
        common = words_for(seat.lang if seat else lang, self.clock.now())
        common |= {
            "desk": seat,
            "here": "",
            "bank_kept": self.screening is not None,
            "rechecks_kept": self.rechecking is not None,
            "held_kept": self.held is not None,
            "script": self.script.is_file(),
            "live": self.live,
            "searches": self.searching is not None,
        }
        html = self.env.get_template(name).render(**(common | things))
        return Response(
            html.encode(), status_code=status, media_type="text/html; charset=utf-8", headers=HEADERS
        )

    def sorry(self, no: Refusal, seat: Seat | None) -> Response[Any]:
        """A refusal in words."""
        return self.page(
            "sorry.html", seat, STATUS.get(no.code, 400), text=words_of(no, seat.lang if seat else "en")
        )

    async def look(self, request: Asked, show: Callable[[Seat], Awaitable[Response[Any]]]) -> Response[Any]:
        """A page for staff; anybody else gets the door."""
        seat = await self.seat(request)
        if seat is None:
            return self.door(language_of(request), 401)
        try:
            return await show(seat)
        except Refusal as no:
            return self.sorry(no, seat)

    async def act(
        self, request: Asked, do: Callable[[Seat, Form], Awaitable[Response[Any]]]
    ) -> Response[Any]:
        """A change by staff: the form must carry the session's own token."""
        seat = await self.seat(request)
        if seat is None:
            return self.door(language_of(request), 401)
        try:
            form = await form_of(request)
            if not hmac.compare_digest(form.get("csrf", "").encode(), seat.csrf.encode()):
                raise Forbidden("console.csrf")
            return await do(seat, form)
        except Refusal as no:
            return self.sorry(no, seat)

    async def enter(self, token: str) -> Response[Any]:
        """Use the link: a session begins, its secret is known to the browser alone."""
        user = await self.store.read.cases.use_link(secret_hash(token), self.clock.now())
        if not user:
            return self.sorry(NotSignedIn("link"), None)
        try:
            return await self.begin(user, "link", see_other("/console"))
        except Refusal as no:
            return self.sorry(no, None)

    async def begin(self, user: int, by: str, answer: Response[Any]) -> Response[Any]:
        """A session for one of the staff, its cookie on this answer. Raises Forbidden(console.not_staff)."""
        now, secret = self.clock.now(), self.ids.token(32)
        async with self.store.writing() as tx:
            if not (await tx.cases.staff(user, now)).may:
                raise Forbidden("console.not_staff")
            await tx.cases.add_desk(secret_hash(secret), user, self.ids.token(18), now, now + SESSION_MS)
            await tx.cases.seal(user, "console.enter", f"user:{user}", {"by": by}, now)
        answer.set_cookie(
            key=COOKIE,
            value=secret,
            path="/console",
            max_age=SESSION_MS // 1000,
            httponly=True,
            secure=self.secure,
            samesite="strict",
        )
        return answer

    async def leave(self, request: Asked) -> Response[Any]:
        """End the session here and in the browser."""
        async with self.store.writing() as tx:
            await tx.cases.drop_desk(secret_hash(request.cookies.get(COOKIE, "")))
        answer = see_other("/console")
        answer.delete_cookie(COOKIE, path="/console")
        return answer


def words_of(no: Refusal, lang: str) -> str:
    """A refusal for a human: by its reason, else by its code."""
    for key in (f"err.{no.facts.get('why')}", f"err.{no.code}"):
        if key in WORDS:
            return say(lang)(key)
    return say(lang)("err.BAD")


def see_other(path: str) -> Response[Any]:
    """Go there with GET."""
    return Redirect(path, status_code=303, headers=HEADERS)


async def form_of(request: Asked) -> Form:
    """The fields of a form, text only; PostgreSQL keeps no NUL."""
    data = await request.form()
    found = {key: value.replace("\0", "") for key, value in data.items() if isinstance(value, str)}
    for box, name in BOXES.items():
        ticked = [one for one in data.getall(box, []) if isinstance(one, str)]
        if ticked:
            found[name] = ",".join(ticked).replace("\0", "")
    return found


def language_of(request: Asked) -> str:
    """What the browser asks for first."""
    return request.headers.get("accept-language", "en").split(",")[0]


def number_of(form: Form, key: str) -> int:
    """A whole number from a form, or 0."""
    text = form.get(key, "")
    return plain_number(text) or 0
