"""The addresses of the desk's interface, and their description in OpenAPI."""

from functools import lru_cache
from typing import Any, cast

import msgspec
from litestar import Litestar, Response, Router, get
from litestar.openapi import OpenAPIConfig
from litestar.openapi.spec import Components, SecurityScheme

from tambour.edges.deskapi.cases import case_operations
from tambour.edges.deskapi.deciding import decision_operations
from tambour.edges.deskapi.door import HANDLERS, HEADERS, DeskDoor, addressed
from tambour.edges.deskapi.redress import hook_operations, redress_operations

BODY_MAX_BYTES = 64 * 1024
ABOUT = (
    "Other programs at Tambour's review desk. A key (made in the console under My desk) acts in the name of one of the"
    " staff, with some of their capabilities; every look and every act is in the ledger. Ids are text, times are"
    " milliseconds since 1970."
)


def desk_api(door: DeskDoor) -> Router:
    """Everything under /desk/v1."""

    @get("/openapi.json", include_in_schema=False)
    async def description() -> Response[bytes]:
        return Response(described(), media_type="application/json", headers=HEADERS)

    return Router(
        path="/desk/v1",
        route_handlers=[description, *operations(door)],
        exception_handlers=HANDLERS,
        before_request=addressed,
        request_max_body_size=BODY_MAX_BYTES,
        response_headers=HEADERS,
    )


def operations(door: DeskDoor) -> list[Any]:
    """Every operation."""
    return [
        *hook_operations(door),
        *case_operations(door),
        *decision_operations(door),
        *redress_operations(door),
    ]


@lru_cache(maxsize=1)
def described() -> bytes:
    """The description as JSON, made once from the operations themselves."""
    config = OpenAPIConfig(
        title="Tambour review desk",
        version="1",
        description=ABOUT,
        components=Components(
            security_schemes={
                "Key": SecurityScheme(type="http", scheme="bearer", description="A key of the desk: desk_…")
            }
        ),
        security=[{"Key": []}],
        path="/desk/v1/schema",
    )
    nobody = cast(DeskDoor, None)
    router = Router(path="/desk/v1", route_handlers=operations(nobody))
    app = Litestar([router], openapi_config=config, logging_config=None)  # whose log it is, is not said here
    return msgspec.json.format(msgspec.json.encode(app.openapi_schema.to_schema()), indent=1)
