"""Forgetting on time: nothing a client may still need, and an explicit answer to a cursor in what is gone."""

from tambour.adapters.postgres.retention import Retention as Rows
from tambour.domain.ids import DAY_MS
from tambour.services.retention import Retention
from tests.conftest import Town, TurnedClock


def keeper(town: Town, *, later_days: float = 0) -> Retention:
    now = town.house.clock.now() + int(later_days * DAY_MS)
    return Retention(Rows(town.house.store.pool), TurnedClock(now))


async def days_kept(town: Town) -> int:
    found: int = await town.house.store.pool.fetchval(
        "SELECT count(*) FROM pg_inherits WHERE inhparent = 'send_keys'::regclass"
    )
    return found


async def test_a_repeat_within_eight_days_still_finds_its_key(town: Town) -> None:
    ana = await town.person("Ana")
    hers = await town.connect(ana)
    chat = (await hers.call("chat.create", k="group", rid=hers.rid(), title="Notes"))["ch"]["c"]
    rid = hers.rid()
    first = await hers.send(chat, "keep me", rid=rid)

    await keeper(town, later_days=7.9).turn()

    assert await hers.send(chat, "keep me", rid=rid) == first


async def test_keys_older_than_any_rid_that_is_taken_are_dropped_whole_days_at_a_time(town: Town) -> None:
    ana = await town.person("Ana")
    hers = await town.connect(ana)
    chat = (await hers.call("chat.create", k="group", rid=hers.rid(), title="Notes"))["ch"]["c"]
    await hers.send(chat, "forget my key")

    await keeper(town, later_days=9.5).turn()

    assert await town.house.store.pool.fetchval("SELECT count(*) FROM send_keys") == 0
    assert await days_kept(town) <= 13
    await keeper(town).make_room()


async def test_an_old_cursor_is_told_so_and_a_young_one_goes_on(town: Town) -> None:
    ana = await town.person("Ana")
    hers = await town.connect(ana)
    chat = (await hers.call("chat.create", k="group", rid=hers.rid(), title="Old hall"))["ch"]["c"]
    for n in range(6):
        await hers.send(chat, f"{n}")
    pool = town.house.store.pool
    await pool.execute("UPDATE chat_log SET ts = 1 WHERE chat_id = $1 AND ev <= 4", chat)

    await keeper(town).turn()

    assert (await hers.call("chat.diff", c=chat, ev=1))["too_long"] is True
    rest = await hers.call("chat.diff", c=chat, ev=4)
    last = await pool.fetchval("SELECT last_ev FROM chats WHERE id = $1", chat)
    assert [e["ev"] for e in rest["evs"]] == list(range(5, last + 1))
    assert len((await hers.call("msg.history", c=chat))["msgs"]) >= 6


async def test_an_account_cursor_in_what_is_gone_is_told_so(town: Town) -> None:
    ana = await town.person("Ana")
    hers = await town.connect(ana)
    for n in range(3):
        await hers.call("chat.create", k="group", rid=hers.rid(), title=f"Hall {n}")
    await town.house.store.pool.execute("UPDATE user_log SET ts = 1 WHERE user_id = $1 AND pts <= 2", ana)

    await keeper(town).turn()

    assert (await hers.call("user.diff", pts=0))["too_long"] is True
    assert len((await hers.call("user.diff", pts=2))["us"]) >= 1
