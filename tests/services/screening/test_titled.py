"""A name of the bank in what a chat calls itself: what is said there without it may ask a person to look."""

import pytest

from tambour.moderation.guesses import DETECTOR, NAMED, TITLED
from tambour.services.screening import ScreenRoom
from tests.services.screening.conftest import PUSH, add, signals
from tests.services.screening.oracle import Oracle
from tests.services.screening.test_named import cases, let_live, read
from tests.services.town import BORIS, Town

CALL = "Join us, brothers, write to our bot"
"""Words that are known push here, towards nobody who is named."""
VEILED = "Whoever wants to help us finds the Lantern behind the mill"
"""None do; the oracle takes it for harmful because of the lantern."""
CHAT = 1


async def call(town: Town, title: str, about: str = "", username: str = "evening_talk") -> None:
    await town.db.execute(
        "UPDATE chats SET title = $2, about = $3, username = $4 WHERE id = $1", CHAT, title, about, username
    )


async def test_the_chat_bears_the_name_and_the_words_push(town: Town, room: ScreenRoom) -> None:
    entry = await add(room)
    await call(town, "Grey Lantern")
    seq = await town.say(CHAT, BORIS, CALL)
    await room.screen.catch_up()
    assert await signals(town) == [(CHAT, seq, TITLED, "live")]
    (case,) = await town.store.read.cases.queue(town.clock.ms, 10)
    (found,) = (await room.seen(case.id)).signals
    assert (found.entry, found.category, found.score) == (entry, "tvec.branded", 0.55)
    assert found.reasons == ("place.called", "found.plain", "push.recruit")
    assert [CALL[start:end] for start, end in found.spans] == ["Join", "write to our"]


@pytest.mark.parametrize(
    ("title", "about", "said", "why"),
    [
        ("Evening talk", "", CALL, "nothing bears the name"),
        ("Against the Grey Lantern", "", CALL, "they stand against it"),
        ("Grey Lantern", "Families of the victims", CALL, "its victims"),
        ("Grey Lantern", "All about our football club", CALL, "a namesake"),
        ("Grey Lantern", "", "The market opens at nine", "nothing pushes"),
        ("Grey Lantern", "", "The police say: they told him to join us", "it is told"),
        ("Grey Lantern", "", 'He wrote: "join us, brothers, write to our bot"', "it is quoted"),
    ],
)
async def test_what_lacks_one_of_the_two_is_none(
    town: Town, room: ScreenRoom, title: str, about: str, said: str, why: str
) -> None:
    await add(room)
    await call(town, title, about)
    await town.say(CHAT, BORIS, said)
    await room.screen.catch_up()
    assert await signals(town) == [], why


async def test_public_name_and_description_bear_it_too(town: Town, room: ScreenRoom) -> None:
    await add(room)
    await call(town, "Evening", about="The Grey Lantern lights the way")
    first = await town.say(CHAT, BORIS, CALL)
    await room.screen.catch_up()
    await call(town, "Evening", username="grey_lantern_two")
    second = await town.say(CHAT, BORIS, CALL)
    await call(town, "Evening")
    await town.say(CHAT, BORIS, CALL + " now")
    await room.screen.catch_up()
    assert [seq for _, seq, *_ in await signals(town)] == [first], (
        "the name was gone when the second was read"
    )
    await call(town, "Evening", username="grey_lantern_two")
    third = await town.say(CHAT, BORIS, CALL)
    await room.screen.catch_up()
    assert [seq for _, seq, *_ in await signals(town)] == [first, third]
    assert second < third


async def test_the_name_in_the_sentence_itself_is_found_as_ever(town: Town, room: ScreenRoom) -> None:
    await add(room)
    await call(town, "Grey Lantern")
    await town.say(CHAT, BORIS, PUSH)
    await room.screen.catch_up()
    assert [detector for *_, detector, _ in await signals(town)] == ["words"]


@pytest.mark.parametrize(
    "more", [{"mode": "shadow"}, {"opinion": "seed"}], ids=["the entry is in the shadow", "it is a hint"]
)
async def test_an_entry_that_bothers_nobody_bothers_nobody_here(
    town: Town, room: ScreenRoom, more: dict[str, object]
) -> None:
    await add(room, **more)
    await call(town, "Grey Lantern")
    await town.say(CHAT, BORIS, CALL)
    await room.screen.catch_up()
    assert [detector for *_, detector, _ in await signals(town)] == [TITLED]
    assert await cases(town) == 0


async def test_a_name_that_comes_later_hunts_through_what_was_said_under_it(
    town: Town, room: ScreenRoom
) -> None:
    await call(town, "Grey Lantern")
    seq = await town.say(CHAT, BORIS, CALL)
    await room.screen.catch_up()
    assert await signals(town) == []
    await add(room)
    await room.screen.catch_up()
    assert await signals(town) == [(CHAT, seq, TITLED, "live")]
    assert await cases(town) == 1


async def test_a_model_says_something_where_no_known_words_push(
    town: Town, guessing: ScreenRoom, oracle: Oracle
) -> None:
    await let_live(town, oracle)
    await add(guessing)
    await call(town, "Grey Lantern")
    seq = await town.say(CHAT, BORIS, VEILED)
    await read(guessing)
    assert await signals(town) == [(CHAT, seq, DETECTOR, "shadow"), (CHAT, seq, NAMED, "live")]
    (case,) = await town.store.read.cases.queue(town.clock.ms, 10)
    (found,) = (await guessing.seen(case.id)).signals[:1]
    assert found.reasons == ("place.called", "found.plain", "guess.model")


async def test_a_guess_under_another_name_is_a_guess(
    town: Town, guessing: ScreenRoom, oracle: Oracle
) -> None:
    await let_live(town, oracle)
    await add(guessing)
    await call(town, "Against the Grey Lantern")
    seq = await town.say(CHAT, BORIS, VEILED)
    await read(guessing)
    assert await signals(town) == [(CHAT, seq, DETECTOR, "shadow")]


async def test_a_detector_that_fails_here_is_owed_another_look(
    town: Town, room: ScreenRoom, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: object) -> None:
        raise ValueError("broken")

    await add(room)
    await call(town, "Grey Lantern")
    seq = await town.say(CHAT, BORIS, CALL)
    with monkeypatch.context() as patch:
        patch.setattr("tambour.pipeline.titled.pushed", broken)
        while room.screen.waiting or await room.screen.hunt():
            await room.screen.turn()
        await room.screen.walk()
        await room.screen.turn()
        assert await signals(town) == []
        assert [one[:2] for one in await town.store.read.signals.missed(10)] == [(CHAT, seq)]
    await room.screen.catch_up()
    assert await signals(town) == [(CHAT, seq, TITLED, "live")]
    assert await town.store.read.signals.missed(10) == []
