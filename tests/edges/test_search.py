"""Finding what is public, and nothing else."""

from typing import Any

import pytest

from tests.client import Client
from tests.conftest import Town


async def make(client: Client, title: str, name: str = "", kind: str = "channel") -> int:
    more: dict[str, Any] = {"public": True, "name": name} if name else {}
    made = await client.call("chat.create", k=kind, rid=client.rid(), title=title, **more)
    return int(made["ch"]["c"])


async def ids(client: Client, q: str, **more: Any) -> tuple[list[int], list[int]]:
    found = await client.call("search.public", q=q, **more)
    return [c["c"] for c in found["chats"]], [u["u"] for u in found["users"]]


async def test_public_chats_are_found_by_name_and_title_and_private_ones_never(town: Town) -> None:
    anna, boris = await town.person("Anna"), await town.person("Boris")
    hers, his = await town.connect(anna), await town.connect(boris)
    garden = await make(hers, "Сад и огород", "town_garden")
    await make(hers, "Сад за забором")
    assert await ids(his, "town_gar") == ([garden], [])
    assert await ids(his, "@TOWN_GARDEN") == ([garden], [])
    assert await ids(his, "ОГОРОД") == ([garden], [])
    assert await ids(his, "сад ") == ([garden], [])
    assert await ids(his, "g") == ([], [])
    await town.house.store.pool.execute("UPDATE chats SET state = 'removed' WHERE id = $1", garden)
    assert await ids(his, "town_garden") == ([], []), "removed means gone from here too"


async def test_people_are_found_only_by_what_they_made_public(town: Town) -> None:
    anna, boris, clara = [await town.person(name) for name in ("Anna Gardener", "Boris", "Clara Gardener")]
    hers, his = await town.connect(anna), await town.connect(boris)
    assert await ids(his, "Gardener") == ([], [])
    await hers.call("name.set", name="anna_green")
    assert await ids(his, "Gardener") == ([], [anna])
    assert await ids(his, "anna_g") == ([], [anna])
    assert clara
    await town.house.store.pool.execute(
        "UPDATE users SET suspended_until = $2 WHERE id = $1", anna, 9_000_000_000_000
    )
    assert await ids(his, "anna_green") == ([], [])


async def test_the_exact_name_comes_first_then_the_larger_chat(town: Town) -> None:
    anna = await town.person("Anna")
    hers = await town.connect(anna)
    large = await make(hers, "Bread for all", "bread_lovers")
    exact = await make(hers, "Rolls", "bread")
    small = await make(hers, "Other bread", "other_things")
    await town.house.store.pool.execute("UPDATE chats SET members = 500 WHERE id = $1", large)
    assert (await ids(hers, "bread"))[0] == [exact, large, small]
    assert (await ids(hers, "bread", limit=1))[0] == [exact]


@pytest.mark.parametrize("q", ["%%%", "___", "\\\\\\", "'; DROP", "%a_", "\u202e\u202e\u202e", "a" * 128])
async def test_signs_of_the_database_mean_nothing(town: Town, q: str) -> None:
    anna = await town.person("Anna")
    hers = await town.connect(anna)
    await make(hers, "Bread", "bread_all")
    assert await ids(hers, q, limit=-5) == ([], [])
