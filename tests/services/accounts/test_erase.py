"""Leaving for good."""

import pytest

from tambour.domain.errors import Conflict, Forbidden, NeedName, NotFound, NotSignedIn
from tambour.edges.methods.table import Caller
from tests.services.accounts.conftest import ANNA, BORIS, Town


async def chat(town: Town, id: int, kind: str, members: dict[int, str], *, public: bool = True) -> None:
    await town.store.pool.execute(
        "INSERT INTO chats (id, kind, members, is_public, created) VALUES ($1, $2, $3, $4, 0)",
        id,
        kind,
        len(members),
        public,
    )
    for user, role in members.items():
        await town.store.pool.execute(
            "INSERT INTO members (user_id, chat_id, role, joined) VALUES ($1, $2, $3, 0)", user, id, role
        )


async def test_a_deleted_account_leaves_a_tombstone_and_frees_its_number(town: Town) -> None:
    anna, boris = await town.person(ANNA, "Anna"), await town.person(BORIS, "Boris")
    await town.ask("name.set", anna, name="anna_k")
    await town.ask("me.edit", anna, about="gardens")
    await town.ask("contact.set", boris, u=anna.user)
    token = (await town.accounts.sign(anna.user, "tablet")).refresh
    town.nudges.clear()
    await town.ask("account.delete", anna)
    (seen,) = (await town.ask("user.get", boris, u=[anna.user]))["users"]
    assert (seen.name, seen.about, seen.username, seen.deleted) == ("", "", "", 1)
    with pytest.raises(NotFound):
        await town.ask("user.get", boris, name="anna_k")
    with pytest.raises(NotSignedIn):
        await town.ask("me.get", anna)
    with pytest.raises(NotSignedIn):
        await town.accounts.sessions.refresh(token)
    ended = {nudge.transient["session"] for nudge in town.nudges if nudge.transient}
    assert anna.session in ended
    assert len(ended) == 2
    attempt, code = await town.begin(ANNA)
    with pytest.raises(NeedName):
        await town.accounts.sign_in.code(attempt, code)
    assert (await town.accounts.sign_in.name(attempt, "Another Anna")).me.id != anna.user


async def test_the_name_of_a_deleted_account_rests_for_a_month(town: Town) -> None:
    anna, boris = await town.person(ANNA, "Anna"), await town.person(BORIS, "Boris")
    await town.ask("name.set", anna, name="anna_k")
    await town.ask("account.delete", anna)
    assert (await town.ask("name.check", boris, name="anna_k")).why == "name.taken"
    with pytest.raises(Conflict):
        await town.ask("name.set", boris, name="annak")
    town.clock.turn(days=30, s=1)
    await town.ask("name.set", boris, name="annak")


async def test_nobody_leaves_a_public_channel_to_others_by_mistake(town: Town) -> None:
    anna, boris = await town.person(ANNA, "Anna"), await town.person(BORIS, "Boris")
    await chat(town, 1, "channel", {anna.user: "owner", boris.user: "member"})
    await chat(town, 2, "channel", {anna.user: "owner"})
    await chat(town, 3, "group", {boris.user: "owner", anna.user: "admin"})
    await chat(town, 4, "group", {anna.user: "owner", boris.user: "member"}, public=False)
    with pytest.raises(Forbidden) as no:
        await town.ask("account.delete", anna)
    assert no.value.facts == {"why": "account.owns_chats", "count": 1}
    assert town.left == []
    assert (await town.ask("me.get", anna)).name == "Anna"
    await town.ask("account.delete", anna, chats=True)
    assert town.left == [anna.user]


async def test_what_was_kept_for_oneself_is_erased_and_what_was_said_to_others_stays(town: Town) -> None:
    anna, boris = await town.person(ANNA, "Anna"), await town.person(BORIS, "Boris")
    await chat(town, 4, "dialog", {anna.user: "member", boris.user: "member"}, public=False)
    await chat(town, 5, "saved", {anna.user: "owner"}, public=False)
    for where in (4, 5):
        await town.store.pool.execute(
            "INSERT INTO messages (chat_id, seq, ev, sender, author, ts, body) VALUES ($1, 1, 1, $2, $2, 0, 'words')",
            where,
            anna.user,
        )
    await town.ask("account.delete", anna)
    rows = await town.store.pool.fetch("SELECT body FROM messages ORDER BY chat_id")
    assert [row["body"] for row in rows] == ["words", ""]


async def test_an_account_with_a_password_is_not_deleted_without_it(town: Town) -> None:
    anna = await town.person(ANNA, "Anna")
    await town.accounts.passwords.change(anna.user, "long and private", "", "")
    with pytest.raises(Forbidden, match="not the password"):
        await town.ask("account.delete", anna)
    await town.ask("account.delete", anna, password="long and private")


async def test_nothing_of_the_person_is_left_but_the_tombstone(town: Town) -> None:
    anna, boris = await town.person(ANNA, "Anna"), await town.person(BORIS, "Boris")
    await town.ask("contact.set", anna, u=boris.user, name="B")
    await town.ask("block.set", anna, u=boris.user, on=True)
    await town.ask("settings.set", anna, patch={"theme": "dark"})
    await town.ask("passkey.add.begin", anna)
    await town.ask("account.delete", anna)
    for table in (
        "phones",
        "emails",
        "passkeys",
        "contacts",
        "blocks",
        "drafts",
        "folders",
        "user_log",
        "challenges",
    ):
        left = await town.store.pool.fetchval(f"SELECT count(*) FROM {table} WHERE user_id = $1", anna.user)
        assert left == 0, table


async def test_sweeping_forgets_what_ran_out_and_keeps_what_is_alive(town: Town) -> None:
    anna = await town.person(ANNA, "Anna")
    await town.begin(BORIS)
    await town.ask("auth.qr.create", Caller())
    await town.ask("auth.logout", await town.device(anna.user))
    town.clock.turn(days=2)
    await town.begin(ANNA)
    await town.accounts.sweep()
    for table, left in (("sign_ins", 1), ("challenges", 0), ("sessions", 2)):
        assert await town.store.pool.fetchval(f"SELECT count(*) FROM {table}") == left, table
    town.clock.turn(days=90)
    await town.accounts.sweep()
    assert await town.store.pool.fetchval("SELECT count(*) FROM sessions") == 1
