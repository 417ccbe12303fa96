"""auth.*, sessions.*: signing up, in and out, and the devices that are signed in."""

from typing import Annotated, Any

from msgspec import Meta

from tambour.domain.errors import BadInput
from tambour.edges.methods.table import Caller, Empty, Method, Params, Rate
from tambour.services.accounts.house import Accounts
from tambour.services.accounts.sessions import SignedIn

Short = Annotated[str, Meta(max_length=256)]
Word = Annotated[str, Meta(max_length=512)]
SLOW = Rate(burst=20, every_s=3)


class Start(Params):
    """auth.start"""

    phone: Short = ""
    email: Short = ""
    device: Short = ""
    lang: Short = "en"


class Code(Params):
    """auth.code"""

    id: Word
    code: Short


class Password(Params):
    """auth.password"""

    id: Word
    password: Word


class Name(Params):
    """auth.name"""

    id: Word
    name: Short


class Refresh(Params):
    """auth.refresh"""

    refresh: Word


class Revoke(Params):
    """sessions.revoke"""

    id: int = 0
    all: bool = False


def enter(caller: Caller, signed: SignedIn) -> SignedIn:
    """From now on this connection speaks for that account."""
    caller.user, caller.session = signed.me.id, signed.session
    return signed


def auth_methods(accounts: Accounts) -> tuple[Method, ...]:
    """The methods of this room."""

    async def start(caller: Caller, p: Start) -> Any:
        return await accounts.sign_in.start(
            phone=p.phone,
            email=p.email,
            device=p.device or caller.device,
            lang=p.lang,
            address=caller.address,
        )

    async def code(caller: Caller, p: Code) -> Any:
        return enter(caller, await accounts.sign_in.code(p.id, p.code))

    async def password(caller: Caller, p: Password) -> Any:
        return enter(caller, await accounts.sign_in.password(p.id, p.password))

    async def name(caller: Caller, p: Name) -> Any:
        return enter(caller, await accounts.sign_in.name(p.id, p.name))

    async def refresh(caller: Caller, p: Refresh) -> Any:
        return enter(caller, await accounts.sessions.refresh(p.refresh))

    async def logout(caller: Caller, _: Empty) -> Any:
        await accounts.sessions.revoke(caller.user, only=caller.session)
        return {}

    async def listed(caller: Caller, _: Empty) -> Any:
        return {"sessions": await accounts.sessions.listed(caller.user, caller.session)}

    async def revoke(caller: Caller, p: Revoke) -> Any:
        if bool(p.id) == p.all:
            raise BadInput("id", "one session, or all: true", why="sessions.which")
        await accounts.sessions.revoke(caller.user, only=p.id, keep=0 if p.id else caller.session)
        return {}

    return (
        Method("auth.start", Start, start, open=True, rate=SLOW),
        Method("auth.code", Code, code, open=True, rate=SLOW),
        Method("auth.password", Password, password, open=True, rate=SLOW),
        Method("auth.name", Name, name, open=True, rate=SLOW),
        Method("auth.refresh", Refresh, refresh, open=True),
        Method("auth.logout", Empty, logout),
        Method("sessions.list", Empty, listed),
        Method("sessions.revoke", Revoke, revoke),
    )
