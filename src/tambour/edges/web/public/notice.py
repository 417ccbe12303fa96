"""/notice: the form for people without an account, and /notice/r/TOKEN: what came of it. Server-rendered, no script."""

from dataclasses import dataclass
from typing import Any
from urllib.parse import quote

from jinja2 import Environment
from litestar import Request, Response, get, post
from litestar.params import FromPath

from tambour.domain.errors import BadInput, Refusal
from tambour.edges.web.address import address_of
from tambour.edges.web.public.pages import HEADERS, language_of
from tambour.edges.web.public.words import WORDS
from tambour.moderation.cases import APPEAL_MAX, NOTE_MAX
from tambour.moderation.harms import LISTED
from tambour.moderation.words import spoken
from tambour.services.noticing import EMAIL_MAX, NAME_MAX, Noticing, PublicNotice

FORM_MAX_BYTES = 16 * 1024
FORM_HEADERS = HEADERS | {
    "Content-Security-Policy": HEADERS["Content-Security-Policy"].replace(
        "form-action 'none'", "form-action 'self'"
    ),
    "Cache-Control": "no-store",
}
STATUS = {"NOT_FOUND": 404, "GONE": 410, "FLOOD": 429, "RETRY": 503}
FIELDS = ("link", "category", "explanation", "name", "email")
Asked = Request[Any, Any, Any]


@dataclass(frozen=True, slots=True)
class NoticeDoor:
    """What the routes need."""

    noticing: Noticing
    jinja: Environment
    proxies: int
    base: str

    def page(self, request: Asked, template: str, status: int = 200, **facts: Any) -> Response[bytes]:
        """Rendered in the reader's language."""
        lang = spoken(language_of(request))
        body = self.jinja.get_template(template).render(
            w=WORDS[lang],
            lang=lang,
            dir="rtl" if lang == "ar" else "ltr",
            categories=[(harm.key, harm.label[lang]) for harm in LISTED],
            note_max=NOTE_MAX,
            appeal_max=APPEAL_MAX,
            name_max=NAME_MAX,
            email_max=EMAIL_MAX,
            base=self.base,
            **facts,
        )
        return Response(
            body.encode("utf-8", "replace"),
            status_code=status,
            media_type="text/html; charset=utf-8",
            headers=FORM_HEADERS,
        )

    async def take(self, request: Asked) -> Response[bytes]:
        """The form, sent: to the receipt, or the form again with what is wrong."""
        form = {
            key: value.replace("\0", "")
            for key, value in (await request.form()).items()
            if isinstance(value, str)
        }
        want = PublicNotice(
            **{key: form.get(key, "") for key in FIELDS},
            good_faith=form.get("good_faith") == "1",
            address=address_of(request, self.proxies),
        )
        try:
            token = await self.noticing.create(want)
        except Refusal as no:
            wrong = str(no.facts.get("field", "")) if isinstance(no, BadInput) else no.code.lower()
            kept = dict.fromkeys(FIELDS, "") | form
            return self.page(
                request, "notice.html", STATUS.get(no.code, 400), form=kept, wrong=wrong or "other"
            )
        return Response(b"", status_code=303, headers=FORM_HEADERS | {"Location": f"/notice/r/{token}"})

    async def disagree(self, request: Asked, token: str) -> Response[bytes]:
        """Back to the receipt, which shows that somebody else will look."""
        text = (await request.form()).get("text", "")
        try:
            await self.noticing.appeal(token, text.replace("\0", "") if isinstance(text, str) else "")
        except Refusal as no:
            if no.code == "NOT_FOUND":
                return self.page(request, "none.html", 404, what="missing")
        return Response(
            b"", status_code=303, headers=FORM_HEADERS | {"Location": f"/notice/r/{quote(token)}"}
        )


def notice_routes(door: NoticeDoor) -> list[Any]:
    """Everything under /notice."""

    @get("/notice")
    async def form(request: Asked) -> Response[bytes]:
        link = str(request.query_params.get("link", ""))[:300]
        return door.page(request, "notice.html", form=dict.fromkeys(FIELDS, "") | {"link": link}, wrong="")

    @post("/notice", status_code=303, request_max_body_size=FORM_MAX_BYTES)
    async def send(request: Asked) -> Response[bytes]:
        return await door.take(request)

    @get("/notice/r/{token:str}")
    async def receipt(request: Asked, token: FromPath[str]) -> Response[bytes]:
        try:
            found = await door.noticing.standing(token[:100])
        except Refusal:
            return door.page(request, "none.html", 404, what="missing")
        return door.page(request, "receipt.html", found=found, here=f"{door.base}/notice/r/{token[:100]}")

    @post("/notice/r/{token:str}/appeal", status_code=303, request_max_body_size=FORM_MAX_BYTES)
    async def appeal(request: Asked, token: FromPath[str]) -> Response[bytes]:
        return await door.disagree(request, token[:100])

    return [form, send, receipt, appeal]
