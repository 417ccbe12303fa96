"""report.*, notice.* and console.link: what members do with the desk, and how staff get to it."""

from typing import Annotated, Any, cast

import msgspec
from msgspec import Meta

from tambour.domain.errors import BadInput
from tambour.edges.methods.table import Caller, Method, Params, Rate
from tambour.moderation.harms import BY_KEY
from tambour.moderation.records import Json
from tambour.moderation.words import spoken
from tambour.services.reported import CARRIED_MAX, Complaint
from tambour.services.reports import Reports
from tambour.services.review import Review

Rid = Annotated[str, Meta(pattern=r"^[0-9]{1,19}\Z")]
Id = Annotated[int, Meta(ge=0, lt=1 << 53)]


class TreeParams(Params):
    """report.tree, report.list"""

    lang: Annotated[str, Meta(max_length=16)] = ""


class OpenParams(Params, rename={"link": "l"}):
    """report.open: a message (c, s), a link in it (c, s, l), a chat (c), a chat behind an invite link (t), an account
    (u) or a pack of stickers (k)."""

    c: Id = 0
    s: Id = 0
    u: Id = 0
    t: Annotated[str, Meta(max_length=64)] = ""
    k: Annotated[str, Meta(max_length=64)] = ""
    link: Annotated[str, Meta(max_length=2_000)] = ""
    lang: Annotated[str, Meta(max_length=16)] = ""


class CreateParams(Params, rename={"link": "l"}):
    """report.create: about the same; `also`: more messages of the chat to carry along; `seen` from report.open."""

    rid: Rid
    category: Annotated[str, Meta(max_length=40)]
    c: Id = 0
    s: Id = 0
    u: Id = 0
    t: Annotated[str, Meta(max_length=64)] = ""
    k: Annotated[str, Meta(max_length=64)] = ""
    link: Annotated[str, Meta(max_length=2_000)] = ""
    note: str = ""
    also: Annotated[list[Id], Meta(max_length=CARRIED_MAX)] = []
    seen: Annotated[str, Meta(max_length=65_536)] = ""


class OwnReport(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """One of the caller's own complaints and what came of it.

    It is about a message (c, s), a chat (c), an account (u), a link or a pack of stickers (ref).
    """

    receipt: str
    d: int
    category: str
    label: str
    kind: str
    c: int = 0
    s: int = 0
    u: int = 0
    ref: str = ""
    outcome: str = ""


class AppealParams(Params):
    """notice.appeal"""

    id: Annotated[str, Meta(pattern=r"^[0-9]{1,16}\Z")]
    text: str = ""


class NoticeShape(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """One notice as its person sees it: `body` is the statement of reasons; `appeal` its state, when there is one."""

    id: str
    audience: str
    d: int
    body: dict[str, object]
    appeal: str = ""
    can_appeal: bool = False


def report_methods(reports: Reports, review: Review, base: str, *, links: bool = True) -> tuple[Method, ...]:
    """The methods of this room. `base`: where the desk is reached; `links`: they open it, otherwise passkeys do."""

    async def tree(caller: Caller, p: TreeParams) -> Any:
        return reports.tree(p.lang or caller.lang)

    async def open_report(caller: Caller, p: OpenParams) -> Any:
        want = Complaint(reporter=caller.user, chat=p.c, seq=p.s, user=p.u, token=p.t, pack=p.k, link=p.link)
        return await reports.open(want, p.lang or caller.lang)

    async def own(caller: Caller, p: TreeParams) -> Any:
        lang = spoken(p.lang or caller.lang)
        return {"reports": [own_report(row, lang) for row in await reports.own(caller.user)]}

    async def create(caller: Caller, p: CreateParams) -> Any:
        if int(p.rid) >= 1 << 63:
            raise BadInput("rid")
        receipt = await reports.create(
            Complaint(
                reporter=caller.user,
                rid=int(p.rid),
                chat=p.c,
                seq=p.s,
                user=p.u,
                token=p.t,
                pack=p.k,
                link=p.link,
                category=p.category,
                note=p.note,
                also=tuple(p.also),
                seen=p.seen,
            )
        )
        return {"receipt": receipt}

    return (
        Method("report.tree", TreeParams, tree),
        Method("report.open", OpenParams, open_report, rate=Rate(burst=30, every_s=5)),
        Method("report.list", TreeParams, own),
        Method("report.create", CreateParams, create, rate=Rate(burst=20, every_s=30)),
        *redress_methods(review, base, links),
    )


def redress_methods(review: Review, base: str, links: bool) -> tuple[Method, ...]:
    """What one was told, disagreeing with it, and the way to the desk."""

    async def notices(caller: Caller, p: msgspec.Struct) -> Any:
        found = await review.notices(caller.user)
        return {
            "notices": [
                NoticeShape(
                    id=str(n.id),
                    audience=n.audience,
                    d=n.sent_at,
                    body=n.body,
                    appeal=n.appeal,
                    can_appeal=review.can_appeal(n),
                )
                for n in found
            ]
        }

    async def appeal(caller: Caller, p: AppealParams) -> Any:
        await review.appeal(caller.user, int(p.id), p.text)
        return {}

    async def link(caller: Caller, p: msgspec.Struct) -> Any:
        path = await review.console_link(caller.user) if links else await review.console_path(caller.user)
        return {"url": base.rstrip("/") + path}

    return (
        Method("notice.list", Params, notices),
        Method("notice.appeal", AppealParams, appeal, rate=Rate(burst=5, every_s=60)),
        Method("console.link", Params, link, rate=Rate(burst=5, every_s=10)),
    )


def own_report(row: Json, lang: str) -> OwnReport:
    """One row of Reports.own for the wire."""
    harm = BY_KEY.get(str(row["category"]))
    return OwnReport(
        receipt=str(row["id"]),
        d=cast(int, row["at"]),
        category=str(row["category"]),
        label=harm.label[lang] if harm else str(row["category"]),
        kind=str(row["kind"]),
        c=cast(int, row["chat_id"] or 0),
        s=cast(int, row["seq"] or 0),
        u=cast(int, row["user_id"] or 0),
        ref=str(row["ref"] or ""),
        outcome=str(row["outcome"] or ""),
    )
