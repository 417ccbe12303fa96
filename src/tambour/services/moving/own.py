"""What an export says of its person: profile, contacts, devices, settings; in Telegram's shape and in our own lines."""

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from typing import Any

import msgspec

from tambour.domain.moving.departure import time_fields
from tambour.services.accounts.house import Accounts
from tambour.services.accounts.sessions import SessionView

Notices = Callable[[int], Awaitable[Sequence[Any]]]


@dataclass(frozen=True, slots=True)
class OwnData:
    """Reads only."""

    accounts: Accounts
    notices: Notices

    async def __call__(self, user: int) -> tuple[dict[str, Any], list[Any]]:
        """(what stands before the chats in result.json, lines of tambour.jsonl)."""
        rooms, read = self.accounts, self.accounts.store.read
        me = await rooms.people.me(user)
        contacts = await rooms.contacts.listed(user)
        sessions = await rooms.sessions.listed(user, 0)
        first, _, last = me.name.partition(" ")
        head = {
            "personal_information": {
                "user_id": user,
                "first_name": first,
                "last_name": last,
                "phone_number": me.phone,
                "username": f"@{me.username}" if me.username else "",
                "bio": me.about,
            },
            "contacts": {
                "about": "",
                "list": [contact(one.id, one.contact_name or one.name) for one in contacts],
            },
            "sessions": {"about": "", "list": [device(one) for one in sessions]},
        }
        lines: list[Any] = [
            {"row": "me", "me": me},
            {"row": "privacy", "pr": await rooms.preferences.privacy(user)},
            {"row": "settings", "se": await rooms.preferences.settings(user)},
        ]
        lines += [{"row": "contact", "user": one} for one in contacts]
        lines += [{"row": "blocked", "user": one} for one in await rooms.contacts.blocked(user)]
        lines += [{"row": "session", "session": one} for one in sessions]
        lines += [{"row": "passkey", "passkey": one} for one in await rooms.passkeys.listed(user)]
        lines += [{"row": "folder", "folder": one} for one in await read.folders.all(user)]
        lines += [
            {"row": "notice", "audience": one.audience, "d": one.sent_at, "body": one.body}
            for one in await self.notices(user)
        ]
        return head, [msgspec.to_builtins(line) for line in lines]


def contact(user: int, name: str) -> dict[str, Any]:
    """One of `contacts.list`. Whose number it is, is theirs to tell."""
    first, _, last = name.partition(" ")
    return {"user_id": user, "first_name": first, "last_name": last}


def device(session: SessionView) -> dict[str, Any]:
    """One of `sessions.list`."""
    return (
        time_fields("last_active", session.seen)
        | {"last_ip": session.address, "device_model": session.device}
        | time_fields("created", session.created)
    )
