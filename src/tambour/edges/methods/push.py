"""push.*: notifications for the browser somebody sits at."""

from typing import Annotated, Any

from msgspec import Meta

from tambour.edges.methods.table import Caller, Empty, Method, Params, Rate
from tambour.services.push.room import Push

Line = Annotated[str, Meta(max_length=1000)]
RARE = Rate(burst=10, every_s=10)


class Sub(Params):
    """push.sub"""

    endpoint: Line
    p256dh: Line
    auth: Line


class Unsub(Params):
    """push.unsub"""

    endpoint: Line


class Test(Params):
    """push.test"""

    lang: Line = ""


def push_methods(push: Push) -> tuple[Method, ...]:
    """The methods of this room."""

    async def key(caller: Caller, _: Empty) -> dict[str, str]:
        return {"key": push.public_key}

    async def add(caller: Caller, p: Sub) -> dict[str, Any]:
        await push.subscribing.add(caller.user, caller.session, p.endpoint, p.p256dh, p.auth)
        return {}

    async def remove(caller: Caller, p: Unsub) -> dict[str, Any]:
        await push.subscribing.remove(caller.user, p.endpoint)
        return {}

    async def test(caller: Caller, p: Test) -> dict[str, int]:
        return {"sent": await push.subscribing.test(caller.session, p.lang or caller.lang)}

    return (
        Method("push.key", Empty, key),
        Method("push.sub", Sub, add, rate=RARE, order="push"),
        Method("push.unsub", Unsub, remove, rate=RARE, order="push"),
        Method("push.test", Test, test, rate=RARE),
    )
