"""A poll and buttons say something, as words do: rules, a model, meanings and copies see them, tried and live alike."""

from typing import Any

import pytest

from tambour.moderation.guesses import DETECTOR, MEANING
from tambour.moderation.text.near import LETTERS_MIN
from tambour.services.screening import ScreenRoom
from tests.services.screening.concepts import REWORDED
from tests.services.screening.conftest import add
from tests.services.screening.oracle import Oracle
from tests.services.screening.test_guess import guesser_of, measured
from tests.services.screening.test_meaning import let_live, text_in_bank
from tests.services.screening.test_rules import WORD, tried, written
from tests.services.screening.test_surfaces import carry, poll
from tests.services.town import ANNA, BORIS, CLARA, MOD, Town

SAID = "cheap roofs"
WAVE = "The lantern club meets at the old mill on Friday, who comes along and brings a friend?"
CARRIED: dict[str, dict[str, Any]] = {
    "buttons": {"kb": [[{"k": "link", "x": SAID, "u": "https://roofs.example/now"}]]},
    "files": {"fl": [{"id": "f", "k": "file", "n": f"{SAID}.pdf"}]},
    "contact": {"ct": {"n": SAID}},
    "place": {"lo": {"lat": 1.0, "lon": 1.0, "ti": SAID}},
    "signed": {"an": SAID},
    "preview": {"lp": {"u": "https://x.example", "ti": SAID}},
}


async def found(town: Town) -> list[tuple[int, str, str]]:
    rows = await town.db.fetch("SELECT seq, detector, part FROM signals ORDER BY seq, detector, part")
    return [tuple(row) for row in rows]


async def asked(town: Town, question: str, *options: str, chat: int = 1, text: str = "") -> int:
    """A message that is a poll."""
    seq = await town.say(chat, BORIS, text)
    await poll(town, chat, seq, question, *options)
    return seq


@pytest.mark.parametrize(
    "source",
    [
        WORD.format(SAID),
        WORD.format(SAID).replace('"])', '"], where="besides")'),
        WORD.format(SAID).replace(f'Contains(any=["{SAID}"])', 'Matches(pattern="cheap r")'),
    ],
)
async def test_a_rule_reads_what_the_author_wrote_beside_the_text_live_and_tried(
    town: Town, room: ScreenRoom, source: str
) -> None:
    expected = []
    for name, extra in CARRIED.items():
        seq = await town.say(1, ANNA, "look")
        await carry(town, 1, seq, extra)
        expected += [seq] if name != "preview" else []
    expected += [await asked(town, "What do you need?", SAID, "nothing")]
    await asked(town, SAID, "yes", "no", chat=2)
    rule = await written(room, source)
    await tried(room, rule)
    page = await room.rules.page(MOD, rule.id)
    assert page.report.hits == len(expected)
    assert {one.text for one in page.sample} == {"look", f"What do you need?\n{SAID}\nnothing"}
    await room.rules.step(MOD, rule.id, "shadow")
    await room.screen.catch_up()
    assert [seq for seq, detector, _ in await found(town) if detector == "rules"] == expected


async def test_links_under_buttons_and_copies_of_polls_are_counted_alike_live_and_tried(
    town: Town, room: ScreenRoom
) -> None:
    for text in ("first", "second", "third"):
        town.clock.ms += 1_000
        seq = await town.say(1, ANNA, text)
        await carry(town, 1, seq, CARRIED["buttons"])
    for n in range(3):
        town.clock.ms += 1_000
        await asked(town, WAVE, "yes", "no", text=f"{n}")
    counts = WORD.format("x").replace(
        'Contains(any=["x"])', '{0} in Links(), Count(by="{1}", minutes=60) >= 3'
    )
    linked = await written(room, counts.format('"roofs.example/now"', "link"), "Links")
    copied = await written(
        room, WORD.format("lantern club").replace('"])', '"]), Count(by="copy", minutes=60) >= 3'), "Copies"
    )
    for rule in (linked, copied):
        await tried(room, rule)
        assert (await room.rules.page(MOD, rule.id)).report.hits == 1
        await room.rules.step(MOD, rule.id, "shadow")
    await room.screen.catch_up()
    assert [seq for seq, _, _ in await found(town)] == [3, 6]


async def test_a_wave_of_polls_is_found_by_copies_and_names_of_files_are_none(
    town: Town, room: ScreenRoom
) -> None:
    assert len(WAVE) > LETTERS_MIN
    waves = [await asked(town, WAVE, "I do", "I do not") for _ in range(3)]
    name = "IMG_20260301_from_the_camera_of_the_whole_neighbourhood_and_its_dogs_{0}.jpg"
    for n in range(3):
        seq = await town.say(1, ANNA, "")
        await carry(town, 1, seq, {"fl": [{"id": f"f{n}", "k": "file", "n": name.format(n)}]})
    await room.screen.catch_up()
    assert [one.message.seq for one in await room.copies(1, waves[0])] == waves[:0:-1]
    assert await town.db.fetchval("SELECT count(*) FROM text_sketches") == len(waves)


async def test_cases_about_the_same_poll_lie_together(town: Town) -> None:
    cases = [await town.report(ANNA, chat=1, seq=await asked(town, WAVE, "yes")) for _ in range(2)]
    cases += [
        await town.report(CLARA, chat=1, seq=await asked(town, "Who brings the cake for us on Sunday?"))
    ]
    clusters = [await town.db.fetchval("SELECT cluster FROM cases WHERE id = $1", case) for case in cases]
    assert clusters[0] == clusters[1] != 0
    assert clusters[2] != clusters[0]


async def test_a_model_is_asked_about_a_poll_and_buttons_each_for_itself(
    town: Town, guessing: ScreenRoom, oracle: Oracle
) -> None:
    await measured(town, oracle)
    seq = await asked(town, "The Lantern needs drivers", "I am in", text="Good morning everybody here")
    other = await town.say(1, ANNA, "look at this, friends")
    await carry(
        town,
        1,
        other,
        {"kb": [[{"k": "link", "x": "Drive for the Lantern", "u": "https://x.example/Lantern"}]]},
    )
    named = await town.say(1, ANNA, "")
    await carry(town, 1, named, {"fl": [{"id": "f", "k": "file", "n": "The Lantern needs drivers.pdf"}]})
    await asked(town, "The Lantern needs drivers", chat=2)
    await guesser_of(guessing).catch_up()
    assert await found(town) == [(seq, DETECTOR, "poll"), (other, DETECTOR, "buttons")]
    assert "The Lantern needs drivers I am in" in oracle.asked
    assert await town.db.fetchval("SELECT count(*) FROM cases") == 0


async def test_a_poll_that_says_what_a_text_of_the_bank_says_is_a_guess(
    town: Town, guessing: ScreenRoom
) -> None:
    await let_live(town, guessing)
    await text_in_bank(guessing)
    seq = await asked(town, REWORDED)
    await guesser_of(guessing).catch_up()
    assert await found(town) == [(seq, MEANING, "poll")]


async def test_a_copy_of_a_text_of_the_bank_is_found_in_a_poll(town: Town, room: ScreenRoom) -> None:
    await add(room, kind="text", value=WAVE)
    seq = await asked(town, WAVE, "yes", "no")
    await room.screen.catch_up()
    assert await found(town) == [(seq, "copies", "poll")]
