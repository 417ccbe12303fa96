"""Rows of people and of the ways to reach them."""

from collections.abc import Sequence

import asyncpg

from tambour.adapters.postgres.executor import Executor
from tambour.domain.people import Person

PERSON_COLUMNS = (
    "id, name, about, username, photo, lang, role, is_bot, verified, pts, last_seen, privacy,"
    " password_hash IS NOT NULL AS has_password, password_hint, suspended_until, suspended_case, deleted, created,"
    " importer"
)
USER_OF = {
    "phone": "SELECT user_id FROM phones WHERE phone_hmac = $1",
    "email": "SELECT user_id FROM emails WHERE email_hmac = $1",
}
USERS_OF = {
    "phone": "SELECT phone_hmac AS digest, user_id FROM phones WHERE phone_hmac = ANY($1::bytea[])",
    "email": "SELECT email_hmac AS digest, user_id FROM emails WHERE email_hmac = ANY($1::bytea[])",
}
ADD_REACH = {
    "phone": "INSERT INTO phones (phone_hmac, user_id, phone_sealed) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING",
    "email": "INSERT INTO emails (email_hmac, user_id, email_sealed) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING",
}
REACH_OF = {
    "phone": "SELECT phone_sealed FROM phones WHERE user_id = $1",
    "email": "SELECT email_sealed FROM emails WHERE user_id = $1",
}


def person_of(row: asyncpg.Record) -> Person:
    """A Person from a row of PERSON_COLUMNS."""
    return Person(
        id=row["id"],
        name=row["name"],
        about=row["about"],
        username=row["username"] or "",
        photo=row["photo"] or "",
        lang=row["lang"],
        role=row["role"],
        is_bot=row["is_bot"],
        verified=row["verified"],
        pts=row["pts"],
        last_seen=row["last_seen"],
        privacy=row["privacy"],
        has_password=row["has_password"],
        password_hint=row["password_hint"],
        suspended_until=row["suspended_until"],
        suspended_case=row["suspended_case"] or 0,
        deleted=row["deleted"] or 0,
        created=row["created"],
        importer=row["importer"] or 0,
    )


class People:
    """See PeopleRows and ReachRows in ports/accounts.py."""

    def __init__(self, db: Executor) -> None:
        self.db = db

    async def add_person(self, person: Person) -> None:
        """One statement."""
        await self.db.execute(
            "INSERT INTO users (id, name, about, lang, role, is_bot, verified, privacy, created)"
            " VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)",
            person.id,
            person.name,
            person.about,
            person.lang,
            person.role,
            person.is_bot,
            person.verified,
            person.privacy,
            person.created,
        )

    async def set_country(self, user: int, country: str) -> None:
        """One statement; a trigger writes it beside each membership."""
        await self.db.execute("UPDATE users SET country = $2 WHERE id = $1", user, country)

    async def person(self, user: int) -> Person | None:
        """One statement."""
        row = await self.db.fetchrow(f"SELECT {PERSON_COLUMNS} FROM users WHERE id = $1", user)
        return person_of(row) if row else None

    async def people(self, users: Sequence[int]) -> dict[int, Person]:
        """One statement."""
        rows = await self.db.fetch(
            f"SELECT {PERSON_COLUMNS} FROM users WHERE id = ANY($1::bigint[])", list(users)
        )
        return {row["id"]: person_of(row) for row in rows}

    async def lock_person(self, user: int) -> Person | None:
        """One statement."""
        row = await self.db.fetchrow(f"SELECT {PERSON_COLUMNS} FROM users WHERE id = $1 FOR UPDATE", user)
        return person_of(row) if row else None

    async def edit_person(self, user: int, *, name: str, about: str, lang: str) -> None:
        """One statement."""
        await self.db.execute(
            "UPDATE users SET name = $2, about = $3, lang = $4 WHERE id = $1 AND deleted IS NULL",
            user,
            name,
            about,
            lang,
        )

    async def set_photo(self, user: int, photo: str) -> None:
        """One statement."""
        await self.db.execute("UPDATE users SET photo = $2 WHERE id = $1", user, photo or None)

    async def set_role(self, user: int, role: str) -> None:
        """One statement."""
        await self.db.execute("UPDATE users SET role = $2 WHERE id = $1", user, role)

    async def set_username(self, user: int, username: str) -> None:
        """One statement."""
        await self.db.execute("UPDATE users SET username = $2 WHERE id = $1", user, username or None)

    async def user_of(self, channel: str, digest: bytes) -> int:
        """One statement."""
        return await self.db.fetchval(USER_OF[channel], digest) or 0

    async def users_of(self, channel: str, digests: Sequence[bytes]) -> dict[bytes, int]:
        """One statement."""
        rows = await self.db.fetch(USERS_OF[channel], list(digests))
        return {row["digest"]: row["user_id"] for row in rows}

    async def add_reach(self, channel: str, digest: bytes, user: int, sealed: bytes) -> bool:
        """One statement; the primary key decides between two who come at once."""
        return await self.db.execute(ADD_REACH[channel], digest, user, sealed) == "INSERT 0 1"

    async def reach_of(self, channel: str, user: int) -> bytes:
        """One statement."""
        return await self.db.fetchval(REACH_OF[channel], user) or b""

    async def password_hash(self, user: int) -> str:
        """One statement."""
        return await self.db.fetchval("SELECT password_hash FROM users WHERE id = $1", user) or ""

    async def set_password(self, user: int, hash: str, hint: str) -> None:
        """One statement."""
        await self.db.execute(
            "UPDATE users SET password_hash = $2, password_hint = $3 WHERE id = $1", user, hash or None, hint
        )
