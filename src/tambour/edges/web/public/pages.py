"""/NAME, /NAME/SEQ and /NAME/rss: pages for readers without an account, for search engines and for feeds."""

import gzip
import hashlib
import re
from base64 import b64encode
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import quote

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from litestar import Request, Response
from markupsafe import Markup

from tambour.domain.bots.bot import START_PAYLOAD_MAX
from tambour.domain.chats import Chat
from tambour.domain.errors import Gone, NotFound
from tambour.domain.names import LONGEST, SHORTEST
from tambour.domain.people import User
from tambour.edges.web.address import address_of
from tambour.edges.web.public.looks import DESCRIPTION_MAX, WHOLE_UNITS, Post, count, initials, line, post_of
from tambour.edges.web.public.words import WORDS
from tambour.moderation.gate import Buckets
from tambour.moderation.policy import CURRENT, Policy
from tambour.moderation.words import LANGS, spoken
from tambour.services.public import Public, PublicChat

HERE = Path(__file__).parent
PLACE = re.compile(rf"([A-Za-z][A-Za-z0-9_]{{{SHORTEST - 1},{LONGEST - 1}}})(?:/(rss|[1-9]\d{{0,15}}))?")
PAGE_BYTES_MAX = 30 * 1024
FRAME_BYTES = 7 * 1024
"""What a page weighs without its posts."""
BURST, EVERY_MS = 60, 500
FRESH_S = 10
"""How long a proxy may show what is gone already."""
FEED_POSTS = 20
STYLE = " ".join((HERE / "public.css").read_text(encoding="utf-8").split("\n"))
STYLE_HASH = b64encode(hashlib.sha256(STYLE.encode()).digest()).decode()
HEADERS = {
    "Content-Security-Policy": (
        f"default-src 'none'; style-src 'sha256-{STYLE_HASH}'; img-src 'self'; media-src 'self'; "
        "base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
    ),
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Vary": "Accept-Encoding, Accept-Language",
}
ROBOTS = (
    b"User-agent: *\nDisallow: /rpc/\nDisallow: /events\nDisallow: /ws\nDisallow: /console\nDisallow: /files/\n"
    b"Disallow: /notice/r/\nDisallow: /f/\nDisallow: /c/\nDisallow: /+\n"
)
Asked = Request[Any, Any, Any]


def environment() -> Environment:
    """Everything is escaped, in XML as in HTML."""
    made = Environment(
        loader=FileSystemLoader(HERE / "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.filters["initials"] = initials
    made.globals["style"] = Markup(STYLE)  # noqa: S704  (our own file)
    return made


@dataclass
class PublicPages:
    """`base`: where people reach the server. Called by the door of the built client for paths that look like a name."""

    public: Public
    base: str
    proxies: int
    limited: bool
    jinja: Environment = field(default_factory=environment)

    def __post_init__(self) -> None:
        self.buckets = Buckets(BURST if self.limited else 0, EVERY_MS)

    async def __call__(self, request: Asked, path: str) -> Response[bytes] | None:
        """The page at this path; None where it is no public place."""
        if path == "robots.txt":
            return Response(ROBOTS, media_type="text/plain")
        if path == "rules":
            return self.rules(request)
        place = PLACE.fullmatch(path)
        if place is None:
            return None
        if self.buckets.take(address_of(request, self.proxies), now=self.public.clock.now()):
            return self.none(request, "too_many", 429)
        name, rest = place.group(1), place.group(2) or ""
        try:
            found = await self.public.named(name)
            if isinstance(found, User):
                return self.person(request, found) if not rest else self.none(request, "missing", 404)
            return await self.chat(request, found, rest)
        except NotFound:
            return self.none(request, "missing", 404)
        except Gone:
            return self.none(request, "gone", 410)

    async def chat(self, request: Asked, chat: Chat, rest: str) -> Response[bytes]:
        """A page of posts, one post, or the feed. Raises NotFound, Gone."""
        if rest == "rss":
            page = await self.public.page(chat, size=FEED_POSTS)
            posts = [post_of(m, page.names) for m in reversed(page.posts)]
            body = self.jinja.get_template("rss.xml").render(chat=chat, base=self.base, posts=posts)
            return self.answer(request, body, kind="application/rss+xml; charset=utf-8")
        if rest:
            return self.show(request, await self.public.post(chat, int(rest)), single=True)
        before = str(request.query_params.get("before", ""))
        start = int(before) if before.isascii() and before.isdigit() and len(before) < 16 else 0
        return self.show(request, await self.public.page(chat, before=start), start=start)

    def show(
        self, request: Asked, page: PublicChat, *, single: bool = False, start: int = 0
    ) -> Response[bytes]:
        """As much as fits; the rest is a page further."""
        chat = page.chat
        posts = (
            [post_of(m, page.names, units_max=WHOLE_UNITS) for m in page.posts] if single else fitting(page)
        )
        first = page.posts[0] if single else None
        here = f"{self.base}/{chat.username}" + (f"/{first.seq}" if first else "")
        older = posts[0].seq if posts and not single and (page.older or len(posts) < len(page.posts)) else 0
        words = line(first, DESCRIPTION_MAX) if first else " ".join(chat.about.split())[:DESCRIPTION_MAX]
        pictures = [file.picture for post in posts if single for file in post.files if file.picture]
        return self.page(
            request,
            "chat.html",
            chat=chat,
            posts=posts,
            single=single,
            older=older,
            newest=bool(start),
            heading=chat.title,
            description=words,
            canonical=here,
            picture=pictures[0] if pictures else f"/f/{chat.photo}/s" if chat.photo else "",
            deep=f"/#/c/{chat.id}" + (f"/{first.seq}" if first else ""),
        )

    def person(self, request: Asked, person: User) -> Response[bytes]:
        """A card; a bot's keeps what its link tells it."""
        said = str(request.query_params.get("start", "")) if person.bot else ""
        start = f"?start={quote(said, safe='')}" if 0 < len(said) <= START_PAYLOAD_MAX else ""
        return self.page(request, "person.html", person=person, start=start)

    def rules(self, request: Asked) -> Response[bytes]:
        """What members agree to, in the language of `lang` or of the reader."""
        lang = spoken(str(request.query_params.get("lang", "")) or language_of(request))
        return self.page(
            request, "rules.html", lang=lang, policy=CURRENT, groups=groups_of(CURRENT, lang), langs=LANGS
        )

    def none(self, request: Asked, what: str, status: int) -> Response[bytes]:
        """Nothing here, nothing here any more, or not so fast."""
        return self.page(request, "none.html", status=status, what=what)

    def page(
        self, request: Asked, template: str, status: int = 200, lang: str = "", **facts: Any
    ) -> Response[bytes]:
        """Rendered in the reader's language."""
        lang = lang or spoken(language_of(request))
        body = self.jinja.get_template(template).render(
            w=WORDS[spoken(lang)],
            lang=lang,
            dir="rtl" if lang == "ar" else "ltr",
            base=self.base,
            count=count,
            **facts,
        )
        return self.answer(request, body, status=status)

    def answer(
        self, request: Asked, body: str, *, status: int = 200, kind: str = "text/html; charset=utf-8"
    ) -> Response[bytes]:
        """Packed where the reader takes it, 304 where they have it; good for FRESH_S seconds."""
        raw = body.encode("utf-8", "replace")
        etag = f'"{hashlib.sha256(raw).hexdigest()[:20]}"'
        fresh = f"public, max-age={FRESH_S}" if status == 200 else "no-store"
        headers = HEADERS | {"ETag": etag, "Cache-Control": fresh}
        if status == 200 and request.headers.get("if-none-match") == etag:
            return Response(b"", status_code=304, headers=headers)
        if "gzip" in request.headers.get("accept-encoding", ""):
            raw, headers = gzip.compress(raw, 6, mtime=0), headers | {"Content-Encoding": "gzip"}
        return Response(raw, status_code=status, media_type=kind, headers=headers)


def language_of(request: Asked) -> str:
    """What the browser asks for first."""
    return request.headers.get("accept-language", "en").split(",")[0].strip()


def groups_of(policy: Policy, lang: str) -> list[list[tuple[str, str, bool]]]:
    """The rules in their groups, as (ref, text, whether the exception holds)."""
    found: dict[str, list[tuple[str, str, bool]]] = {}
    for rule in policy.rules:
        found.setdefault(rule.ref.split(".")[0], []).append((rule.ref, rule.text[lang], rule.exception))
    return list(found.values())


def fitting(page: PublicChat) -> list[Post]:
    """The newest posts that fit on a page of PAGE_BYTES_MAX, at least one."""
    found: list[Post] = []
    room = PAGE_BYTES_MAX - FRAME_BYTES
    for message in reversed(page.posts):
        post = post_of(message, page.names)
        room -= len(post.text.encode("utf-8", "replace")) + 700 + 300 * len(post.files)
        if found and room < 0:
            break
        found.append(post)
    return found[::-1]
