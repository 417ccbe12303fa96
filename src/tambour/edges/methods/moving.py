"""export.*, import.*, claim.*: what one takes away, what one brings along, and who is who in it. Bytes go by HTTP."""

from typing import Annotated, Any

from msgspec import Meta

from tambour.edges.methods.fields import Id
from tambour.edges.methods.table import Caller, Empty, Method, Params, Rate
from tambour.services.moving.room import MovingRoom

RARE = Rate(burst=10, every_s=10)
Chosen = Annotated[int, Meta(gt=-(1 << 53), lt=1 << 53)]
"""A chat's id in an export."""
OrNobody = Annotated[int, Meta(ge=0, lt=1 << 53)]


class StartExport(Params):
    """export.start"""

    c: OrNobody = 0
    media: bool = True


class ById(Params):
    """import.look, import.drop, export.drop"""

    id: Id


class StartImport(Params):
    """import.start; without `only` everything."""

    id: Id
    only: list[Chosen] = []


class Offer(Params):
    """import.offer"""

    p: Id
    u: OrNobody


class Answer(Params):
    """claim.answer"""

    p: Id
    ok: bool


def moving_methods(room: MovingRoom) -> tuple[Method, ...]:
    """The methods of this room."""
    return (*export_methods(room), *import_methods(room), *claim_methods(room))


def export_methods(room: MovingRoom) -> tuple[Method, ...]:
    """export.*"""

    async def export(caller: Caller, p: StartExport) -> Any:
        return {"id": (await room.moves.start_export(caller.user, p.c, media=p.media)).id}

    async def exports(caller: Caller, _: Empty) -> Any:
        return {"moves": await room.moves.listed(caller.user, "export")}

    async def drop(caller: Caller, p: ById) -> Any:
        await room.moves.drop(caller.user, p.id)
        return {}

    return (
        Method("export.start", StartExport, export, rate=RARE),
        Method("export.status", Empty, exports),
        Method("export.drop", ById, drop, rate=RARE),
        Method("import.drop", ById, drop, rate=RARE),
    )


def import_methods(room: MovingRoom) -> tuple[Method, ...]:
    """import.*"""

    async def look(caller: Caller, p: ById) -> Any:
        await room.moves.look_import(caller.user, p.id)
        return {}

    async def start(caller: Caller, p: StartImport) -> Any:
        await room.moves.start_import(caller.user, p.id, p.only)
        return {}

    async def imports(caller: Caller, _: Empty) -> Any:
        return {"moves": await room.moves.listed(caller.user, "import")}

    async def people(caller: Caller, _: Empty) -> Any:
        return {"people": await room.claims.people(caller.user)}

    async def offer(caller: Caller, p: Offer) -> Any:
        return {"mine": await room.claims.offer(caller.user, p.p, p.u)}

    return (
        Method("import.look", ById, look, rate=RARE),
        Method("import.start", StartImport, start, rate=RARE),
        Method("import.status", Empty, imports),
        Method("import.people", Empty, people, rate=RARE),
        Method("import.offer", Offer, offer, rate=RARE),
    )


def claim_methods(room: MovingRoom) -> tuple[Method, ...]:
    """claim.*"""

    async def claims(caller: Caller, _: Empty) -> Any:
        return {"claims": await room.claims.pending(caller.user)}

    async def answer(caller: Caller, p: Answer) -> Any:
        await room.claims.answer(caller.user, p.p, p.ok)
        return {}

    return (
        Method("claim.list", Empty, claims),
        Method("claim.answer", Answer, answer, rate=RARE),
    )
