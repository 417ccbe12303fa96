"""auth.passkey.*, passkey.*, auth.qr.*: signing in without a code."""

from typing import Annotated, Any

from msgspec import Meta

from tambour.edges.methods.auth import SLOW, enter
from tambour.edges.methods.table import Caller, Empty, Method, Params, Rate
from tambour.services.accounts.house import Accounts

Short = Annotated[str, Meta(max_length=256)]
Word = Annotated[str, Meta(max_length=1024)]
RARE = Rate(burst=10, every_s=10)
POLL = Rate(burst=60, every_s=0.5)


class Finish(Params):
    """auth.passkey.finish"""

    id: Short
    credential: dict[str, Any]


class FinishAdd(Finish):
    """passkey.add.finish"""

    label: Short = ""


class Which(Params):
    """passkey.remove"""

    id: Word


class Create(Params):
    """auth.passkey.begin, auth.qr.create"""

    device: Short = ""


class Poll(Params):
    """auth.qr.poll"""

    id: Short
    secret: Short


class Accept(Params):
    """auth.qr.accept"""

    url: Word


def key_methods(accounts: Accounts) -> tuple[Method, ...]:
    """The methods of this room."""
    return (*passkey_methods(accounts), *qr_methods(accounts))


def passkey_methods(accounts: Accounts) -> tuple[Method, ...]:
    """Keys in devices."""

    async def begin(caller: Caller, p: Create) -> Any:
        return await accounts.passkeys.begin(device=p.device or caller.device, address=caller.address)

    async def finish(caller: Caller, p: Finish) -> Any:
        return enter(caller, await accounts.passkeys.finish(p.id, p.credential))

    async def begin_add(caller: Caller, _: Empty) -> Any:
        return await accounts.passkeys.begin_add(caller.user)

    async def finish_add(caller: Caller, p: FinishAdd) -> Any:
        return {"passkeys": await accounts.passkeys.finish_add(caller.user, p.id, p.credential, p.label)}

    async def listed(caller: Caller, _: Empty) -> Any:
        return {"passkeys": await accounts.passkeys.listed(caller.user)}

    async def remove(caller: Caller, p: Which) -> Any:
        await accounts.passkeys.remove(caller.user, p.id)
        return {}

    return (
        Method("auth.passkey.begin", Create, begin, open=True, rate=SLOW),
        Method("auth.passkey.finish", Finish, finish, open=True, rate=SLOW),
        Method("passkey.add.begin", Empty, begin_add, rate=RARE),
        Method("passkey.add.finish", FinishAdd, finish_add, rate=RARE),
        Method("passkey.list", Empty, listed),
        Method("passkey.remove", Which, remove, rate=RARE),
    )


def qr_methods(accounts: Accounts) -> tuple[Method, ...]:
    """A browser let in by a device."""

    async def create(caller: Caller, p: Create) -> Any:
        return await accounts.qr.create(device=p.device or caller.device, address=caller.address)

    async def poll(caller: Caller, p: Poll) -> Any:
        signed = await accounts.qr.poll(p.id, p.secret)
        return enter(caller, signed) if signed else {"wait": True}

    async def accept(caller: Caller, p: Accept) -> Any:
        return await accounts.qr.accept(caller.user, p.url)

    return (
        Method("auth.qr.create", Create, create, open=True, rate=SLOW),
        Method("auth.qr.poll", Poll, poll, open=True, rate=POLL),
        Method("auth.qr.accept", Accept, accept, rate=RARE),
    )
