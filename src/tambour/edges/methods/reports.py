"""report.*, notice.* and console.link: what members do with the desk, and how staff get to it."""

from typing import Annotated, Any

import msgspec
from msgspec import Meta

from tambour.domain.errors import BadInput
from tambour.edges.methods.table import Caller, Method, Params, Rate
from tambour.services.reports import Complaint, Reports
from tambour.services.review import Review

Rid = Annotated[str, Meta(pattern=r"^[0-9]{1,19}\Z")]
Id = Annotated[int, Meta(ge=0, lt=1 << 53)]


class TreeParams(Params):
    """report.tree"""

    lang: Annotated[str, Meta(max_length=16)] = ""


class CreateParams(Params):
    """report.create: a message (c, s), a chat (c) or an account (u)."""

    rid: Rid
    category: Annotated[str, Meta(max_length=40)]
    c: Id = 0
    s: Id = 0
    u: Id = 0
    note: str = ""


class AppealParams(Params):
    """notice.appeal"""

    id: Annotated[str, Meta(pattern=r"^[0-9]{1,16}\Z")]
    text: str


class NoticeShape(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """One notice as its person sees it: `body` is the statement of reasons; `appeal` its state, when there is one."""

    id: str
    audience: str
    d: int
    body: dict[str, object]
    appeal: str = ""
    can_appeal: bool = False


def report_methods(reports: Reports, review: Review, base: str) -> tuple[Method, ...]:
    """The methods of this room. `base`: where the server is reached from outside."""

    async def tree(caller: Caller, p: TreeParams) -> Any:
        return reports.tree(p.lang or caller.lang)

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
                category=p.category,
                note=p.note,
            )
        )
        return {"receipt": receipt}

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
        return {"url": base.rstrip("/") + await review.console_link(caller.user)}

    return (
        Method("report.tree", TreeParams, tree),
        Method("report.create", CreateParams, create, rate=Rate(burst=20, every_s=30)),
        Method("notice.list", Params, notices),
        Method("notice.appeal", AppealParams, appeal, rate=Rate(burst=5, every_s=60)),
        Method("console.link", Params, link, rate=Rate(burst=5, every_s=10)),
    )
