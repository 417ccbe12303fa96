"""What an account's log says about chats that were joined long ago."""

from tambour.adapters.postgres.sync import Sync as SyncRows
from tambour.services.chats.settings import Edit
from tambour.services.sync import Sync
from tests.services.chats.conftest import Town


async def differences(town: Town, user: int) -> list[dict[str, object]]:
    async def events(*_: object) -> list[object]:
        return []

    sync = Sync(SyncRows(town.store.pool), town.clock, "e", town.views, events, town.views.may_read)
    found: list[dict[str, object]] = (await sync.user_diff(user, 0))["us"]
    return found


async def test_a_chat_joined_long_ago_is_shown_as_it_is_now(town: Town) -> None:
    anna, boris = await town.person(), await town.person()
    chat = await town.chat(anna, "group", boris, title="Old name")
    await town.settings.edit(anna, chat, Edit(title="New name"))
    (entry,) = await differences(town, boris)
    assert (entry["k"], entry["ch"].title) == ("chat+", "New name")  # type: ignore[attr-defined]


async def test_a_chat_that_was_removed_meanwhile_does_not_come_back_from_the_log(town: Town) -> None:
    anna, boris = await town.person(), await town.person()
    removed = await town.chat(anna, "group", boris, title="Bad words")
    left = await town.chat(anna, "group", boris, title="Private words")
    await town.store.pool.execute("UPDATE chats SET state = 'removed' WHERE id = $1", removed)
    await town.joining.leave(boris, left)
    first, second, third = await differences(town, boris)
    assert (first["k"], first["ch"].title, first["ch"].state) == ("chat+", "", "removed")  # type: ignore[attr-defined]
    assert (second, third["k"]) == ({"t": "u", "pts": 2, "k": "chat-", "c": left}, "chat-")
