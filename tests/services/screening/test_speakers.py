"""The name under which somebody speaks in public is read, once; nothing else of people who have no public name."""

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from tambour.adapters.postgres.screen import profiles
from tambour.moderation.detect import Loaded
from tambour.services.screening import ScreenRoom
from tests.services.screening.conftest import NEWS, PUSH, add
from tests.services.screening.test_profiles import subjects
from tests.services.town import ANNA, BORIS, CLARA, MOD, Town

NAME = "Glory to the Grey Lantern"
SECRET = "about at home"


async def called(town: Town, who: int, name: str, about: str = SECRET) -> None:
    await town.db.execute("UPDATE users SET name = $2, about = $3 WHERE id = $1", who, name, about)


async def test_a_name_that_promotes_is_a_case_about_the_account_once_however_much_it_says(
    town: Town, room: ScreenRoom
) -> None:
    await add(room)
    await called(town, BORIS, NAME)
    for _ in range(3):
        await town.say(1, BORIS, "good morning")
        await room.screen.catch_up()
    assert await subjects(town) == [("account", BORIS, "")]
    (case,) = await town.store.read.cases.queue(town.clock.ms, 10)
    page = await town.desk.open(MOD, case.id)
    assert page.parts == {"profile": NAME}
    assert SECRET not in str(page), "what they say of themselves at home is nobody's business"
    assert await town.db.fetchval("SELECT count(*) FROM signals") == 1


async def test_who_speaks_in_private_only_or_not_at_all_is_not_read(town: Town, room: ScreenRoom) -> None:
    await add(room)
    for who in (ANNA, BORIS, CLARA):
        await called(town, who, NAME, PUSH)
    await town.say(2, BORIS, "good morning")
    await room.screen.catch_up()
    assert await subjects(town) == []
    assert await town.db.fetchval("SELECT count(*) FROM screen_profiles WHERE kind = 'account'") == 0


async def test_only_the_name_is_read_and_not_what_they_say_of_themselves(
    town: Town, room: ScreenRoom
) -> None:
    await add(room)
    await called(town, BORIS, "Boris", PUSH)
    await called(town, ANNA, "Grey Lantern", NEWS)
    for who in (BORIS, ANNA):
        await town.say(1, who, "good morning")
    await room.screen.catch_up()
    assert await town.db.fetchval("SELECT count(*) FROM signals") == 0


async def test_a_new_name_is_read_when_somebody_speaks_under_it_and_an_old_one_is_asked_about_once(
    town: Town, room: ScreenRoom
) -> None:
    await add(room)
    await town.say(1, BORIS, "good morning")
    await room.screen.catch_up()
    await called(town, BORIS, NAME)
    await room.screen.catch_up()
    await town.db.execute("UPDATE hunts SET profile = 0")
    await room.screen.catch_up()
    assert await subjects(town) == [], "nobody has heard them under that name"
    for name in (NAME, "Boris", NAME):
        await called(town, BORIS, name)
        await town.say(1, BORIS, "good morning")
        await room.screen.catch_up()
    assert await subjects(town) == [("account", BORIS, "")]
    assert await town.db.fetchval("SELECT count(*) FROM signals") == 1


async def test_a_new_entry_hunts_through_the_names_of_those_who_spoke(town: Town, room: ScreenRoom) -> None:
    await called(town, BORIS, NAME)
    await town.say(1, BORIS, "good morning")
    await room.screen.catch_up()
    await add(room)
    await room.screen.catch_up()
    assert await subjects(town) == [("account", BORIS, "")]


@pytest.mark.parametrize("signs", [False, True])
async def test_who_speaks_for_a_channel_is_read_where_it_signs(
    town: Town, room: ScreenRoom, *, signs: bool
) -> None:
    await add(room)
    await called(town, BORIS, NAME)
    seq = await town.say(1, BORIS, "good morning")
    await town.db.execute("UPDATE messages SET sender = 0 WHERE chat_id = 1 AND seq = $1", seq)
    await town.db.execute("UPDATE chats SET flags = $1::jsonb WHERE id = 1", {"sign": signs})
    await room.screen.catch_up()
    assert await subjects(town) == ([("account", BORIS, "")] if signs else [])


async def test_a_public_name_that_comes_and_goes_leaves_nothing_to_read(town: Town, room: ScreenRoom) -> None:
    await add(room)
    await town.say(1, BORIS, "good morning")
    await town.db.execute("UPDATE users SET username = 'borisx' WHERE id = $1", BORIS)
    await room.screen.catch_up()
    await town.db.execute("UPDATE users SET username = NULL, name = $2 WHERE id = $1", BORIS, NAME)
    await town.db.execute("UPDATE screen_profiles SET due = true")
    await room.screen.catch_up()
    assert await subjects(town) == []
    await town.say(1, BORIS, "good morning")
    await room.screen.catch_up()
    assert await subjects(town) == [("account", BORIS, "")]


STEPS = st.lists(
    st.one_of(
        st.tuples(st.just("call"), st.integers(0, 10_000)),
        st.tuples(st.sampled_from(["public", "private", "read", "hunt"]), st.just(0)),
    ),
    max_size=12,
)


async def law(town: Town, room: ScreenRoom, steps: list[tuple[str, int]]) -> None:
    """Every name that reaches the detectors was spoken under in public, and the last one that was has reached them."""
    read, right = list[str](), Loaded.look

    def watched(self: Loaded, text: str, *more: object) -> object:
        read.extend(text.split("\n"))
        return right(self, text, *more)  # type: ignore[arg-type]

    name, spoken = "name of old", list[str]()
    await called(town, BORIS, name, "name at home")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Loaded, "look", watched)
        for at, (step, number) in enumerate([*steps, ("read", 0)]):
            if step == "call":
                name = f"name {number} at {at}"
                await called(town, BORIS, name, "name at home")
            elif step == "read":
                await room.screen.catch_up()
            elif step == "hunt":
                await town.db.execute("UPDATE hunts SET profile = 0")
            else:
                await town.say(1 if step == "public" else 2, BORIS, "good morning")
                spoken += [name] if step == "public" else []
                if step == "public":
                    await room.screen.catch_up()
    seen = {line for line in read if line.startswith("name ")}
    assert seen == set(spoken)


@settings(
    max_examples=12,
    deadline=None,
    derandomize=True,
    phases=[Phase.explicit, Phase.generate],
    suppress_health_check=list(HealthCheck),
)
@given(steps=STEPS)
async def test_no_name_is_read_that_nobody_spoke_under_whatever_the_order(
    town: Town, room: ScreenRoom, steps: list[tuple[str, int]]
) -> None:
    await town.db.execute("DELETE FROM screen_profiles WHERE kind = 'account'")
    await law(town, room, steps)


async def test_the_law_notices_a_reader_of_names_that_nobody_spoke_under(
    town: Town, room: ScreenRoom, monkeypatch: pytest.MonkeyPatch
) -> None:
    for statement in ("DUE", "AFTER"):
        bad = getattr(profiles, statement).replace(f"OR p.ver = {profiles.SPOKEN}", "OR true")
        monkeypatch.setattr(profiles, statement, bad)
    await add(room)
    with pytest.raises(AssertionError):
        await law(town, room, [("public", 0), ("call", 7), ("hunt", 0)])
