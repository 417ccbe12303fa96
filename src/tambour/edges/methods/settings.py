"""privacy.*, settings.*, 2fa.set, account.delete: what people choose for themselves, up to leaving."""

from typing import Annotated, Any, Literal

from msgspec import Meta

from tambour.edges.methods.table import Caller, Empty, Method, Params, Rate
from tambour.services.accounts.erase import LeaveAll
from tambour.services.accounts.house import Accounts

Word = Annotated[str, Meta(max_length=512)]
Audience = Literal["all", "contacts", "nobody"]
RARE = Rate(burst=10, every_s=10)


class Privacy(Params):
    """privacy.set"""

    find_by_phone: Audience | None = None
    last_seen: Audience | None = None
    add_to_groups: Audience | None = None


class Settings(Params):
    """settings.set"""

    patch: dict[str, Any]


class SecondFactor(Params):
    """2fa.set"""

    password: Word = ""
    old: Word = ""
    hint: Word = ""


class Delete(Params):
    """account.delete"""

    password: Word = ""
    chats: bool = False


def settings_methods(accounts: Accounts, leave_all: LeaveAll) -> tuple[Method, ...]:
    """The methods of this room; `leave_all` is the chats' own way out of them."""

    async def privacy(caller: Caller, _: Empty) -> Any:
        return await accounts.preferences.privacy(caller.user)

    async def set_privacy(caller: Caller, p: Privacy) -> Any:
        rules = {
            "find_by_phone": p.find_by_phone,
            "last_seen": p.last_seen,
            "add_to_groups": p.add_to_groups,
        }
        change = {rule: audience for rule, audience in rules.items() if audience is not None}
        return await accounts.preferences.set_privacy(caller.user, dict(change))

    async def settings(caller: Caller, _: Empty) -> Any:
        return await accounts.preferences.settings(caller.user)

    async def set_settings(caller: Caller, p: Settings) -> Any:
        return await accounts.preferences.set_settings(caller.user, p.patch)

    async def second(caller: Caller, p: SecondFactor) -> Any:
        await accounts.passwords.change(caller.user, p.password, p.old, p.hint)
        return {}

    async def delete(caller: Caller, p: Delete) -> Any:
        await accounts.erase.account(
            caller.user,
            password=p.password,
            with_chats=p.chats,
            leave_all=leave_all,
        )
        return {}

    return (
        Method("privacy.get", Empty, privacy),
        Method("privacy.set", Privacy, set_privacy, rate=RARE, order="settings"),
        Method("settings.get", Empty, settings),
        Method("settings.set", Settings, set_settings, rate=Rate(burst=30, every_s=2), order="settings"),
        Method("2fa.set", SecondFactor, second, rate=RARE, order="settings"),
        Method("account.delete", Delete, delete, rate=RARE),
    )
