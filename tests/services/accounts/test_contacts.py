"""Contacts, address books, blocks."""

import pytest

from tambour.domain.errors import BadInput, Flood, NotFound
from tests.services.accounts.conftest import ANNA, BORIS, CLARA, Town


async def test_a_contact_has_the_name_one_gives_and_is_not_told(town: Town) -> None:
    anna, boris = await town.person(ANNA, "Anna"), await town.person(BORIS, "Boris")
    before = await town.log(boris.user)
    (shown,) = (await town.ask("contact.set", anna, u=boris.user, name="Uncle B"))["users"]
    assert (shown.name, shown.contact, shown.contact_name) == ("Boris", 1, "Uncle B")
    assert (await town.log(anna.user))[-1] == ("contact", {"u": boris.user, "on": 1})
    assert await town.log(boris.user) == before
    (same,) = (await town.ask("contact.set", anna, u=boris.user))["users"]
    assert same.contact_name == "Uncle B"
    assert [user.id for user in (await town.ask("contact.list", anna))["users"]] == [boris.user]
    await town.ask("contact.remove", anna, u=boris.user)
    assert (await town.ask("contact.list", anna))["users"] == []
    assert (await town.log(anna.user))[-1] == ("contact", {"u": boris.user, "on": 0})


async def test_nobody_is_a_contact_of_themselves_and_nobody_else_neither(town: Town) -> None:
    anna = await town.person(ANNA, "Anna")
    for method in ("contact.set", "block.set"):
        more = {"on": True} if method == "block.set" else {}
        with pytest.raises(BadInput):
            await town.ask(method, anna, u=anna.user, **more)
        with pytest.raises(NotFound):
            await town.ask(method, anna, u=12345, **more)


async def test_an_address_book_finds_only_those_who_let_themselves_be_found(town: Town) -> None:
    anna, boris, clara = [
        await town.person(p, n) for p, n in ((ANNA, "Anna"), (BORIS, "Boris"), (CLARA, "Clara"))
    ]
    dora = await town.person("+15550000004", "Dora")
    emil = await town.person("+15550000005", "Emil")
    await town.ask("privacy.set", clara, find_by_phone="nobody")
    await town.ask("privacy.set", dora, find_by_phone="contacts")
    await town.ask("block.set", emil, u=anna.user, on=True)
    book = [
        "(555) 000-0002",
        BORIS,
        CLARA,
        "+15550000004",
        "+15550000005",
        ANNA,
        "+15550009999",
        "rubbish",
        "",
    ]
    assert [u.id for u in (await town.ask("contact.import", anna, phones=book))["users"]] == [boris.user]
    await town.ask("contact.set", dora, u=anna.user)
    found = {u.id for u in (await town.ask("contact.import", anna, phones=book))["users"]}
    assert found == {boris.user, dora.user}
    assert {u.id for u in (await town.ask("contact.list", anna))["users"]} == found


async def test_walking_through_all_numbers_ends_after_a_thousand_a_day(town: Town) -> None:
    anna = await town.person(ANNA, "Anna")
    boris = await town.person(BORIS, "Boris")
    await town.ask("contact.import", anna, phones=[BORIS])
    for start in range(0, 900, 100):
        await town.ask("contact.import", anna, phones=[f"+1556{start + n:07}" for n in range(100)])
    with pytest.raises(Flood):
        await town.ask("contact.import", anna, phones=[f"+1557{n:07}" for n in range(100)])
    again = await town.ask("contact.import", anna, phones=[BORIS])
    assert [user.id for user in again["users"]] == [boris.user], "whom one knows already costs nothing"
    with pytest.raises(BadInput):
        await town.ask("contact.import", anna, phones=[BORIS] * 101)


async def test_who_is_blocked_loses_sight_and_the_dialogs_rights_are_stale(town: Town) -> None:
    anna, boris = await town.person(ANNA, "Anna"), await town.person(BORIS, "Boris")
    await town.store.pool.execute("INSERT INTO chats (id, kind, created) VALUES (9, 'dialog', 0)")
    low, high = sorted((anna.user, boris.user))
    await town.store.pool.execute("INSERT INTO dialogs VALUES ($1, $2, 9)", low, high)
    await town.ask("block.set", anna, u=boris.user, on=True)
    assert await town.store.pool.fetchval("SELECT gen FROM chats WHERE id = 9") == 1
    assert (await town.ask("block.list", anna))["users"][0].blocked == 1
    assert (await town.log(anna.user))[-1] == ("block", {"u": boris.user, "on": 1})
    await town.ask("block.set", anna, u=boris.user, on=True)
    assert sum(kind == "block" for kind, _ in await town.log(anna.user)) == 1, "said once"
    await town.ask("block.set", anna, u=boris.user, on=False)
    assert (await town.ask("block.list", anna))["users"] == []
