"""The demo town is lively, obeys the rules of the house, and ends with something for the moderator to do."""

import asyncpg
import pytest

from tambour.config import Config
from tambour.demo.build import DAYS, build_town, script
from tambour.demo.chats import PLACES
from tambour.demo.people import PEOPLE
from tambour.demo.script import DAY_MS, lines_of
from tambour.domain.ids import Millis
from tambour.ports.trouble import Trouble

pytestmark = pytest.mark.slow

NOW = 1_800_000_000_000
START = Millis(NOW - NOW % DAY_MS - DAYS * DAY_MS)

SAID = (
    "messages m WHERE kind <> 'svc' AND thread IS NULL"
    " AND NOT coalesce(m.extra ? 'fl', false)"
    " AND NOT EXISTS (SELECT FROM threads t WHERE t.chat_id = m.chat_id AND t.root_seq = m.seq)"
)
"""Lines of the script: neither copies of posts nor comments under them, nor pictures."""
COUNTED = (
    SAID,
    "threads WHERE comments > 0",
    "messages WHERE extra ? 'fl' AND NOT extra -> 'fl' -> 0 ? 'st'",
    "users WHERE photo IS NOT NULL",
    "reactions",
    "poll_votes",
    "pins",
    "mentions",
    "users WHERE role = 'moderator'",
    "cases WHERE closed_at IS NULL",
    "reports",
    "members m JOIN chats c ON c.id = m.chat_id WHERE m.read_seq < c.last_seq",
)


def test_the_same_script_is_the_same_town():
    assert script(START, NOW) == script(START, NOW)


def test_time_runs_forwards_in_every_chat_and_nothing_is_said_tomorrow():
    lines = script(START, NOW)

    assert len(lines) >= 350
    for place in PLACES:
        places = [line.place for line in lines if line.chat == place.key]
        assert sorted(places) == list(range(len(places)))
        assert all(line.place - 1 in places for line in lines if line.chat == place.key and line.answers)
    assert all(START <= line.at < NOW for line in lines)


def test_everybody_who_speaks_lives_there_and_is_in_the_chat():
    residents = {one.key for one in PEOPLE}
    for line in script(START, NOW):
        place = next(p for p in PLACES if p.key == line.chat)
        assert set(place.people) <= residents
        assert line.who in place.people, line


def test_a_line_that_is_no_line_is_noticed():
    with pytest.raises(ValueError, match="not a line"):
        list(lines_of("x", "nobody says this", start=START, days=1))


async def test_the_town_stands_with_an_open_case_and_unread_messages_and_is_built_once(dsn, tmp_path):
    config = Config(data=str(tmp_path))
    told: list[tuple[int, int]] = []
    await build_town(config, dsn, lambda done, total: told.append((done, total)))
    found = await _counts(dsn)

    assert told[-1][0] == told[-1][1]
    assert found[SAID] == told[-1][1]
    assert found["messages WHERE extra ? 'fl' AND NOT extra -> 'fl' -> 0 ? 'st'"] >= 6
    assert found["users WHERE photo IS NOT NULL"] == 4
    assert found["reactions"] >= 60
    assert found["poll_votes"] >= 15
    assert found["pins"] >= 5
    assert found["mentions"] >= 1
    assert found["users WHERE role = 'moderator'"] == 1
    assert found["cases WHERE closed_at IS NULL"] == 1
    assert found["reports"] == 2
    assert found["members m JOIN chats c ON c.id = m.chat_id WHERE m.read_seq < c.last_seq"] >= 7

    await build_town(config, dsn, lambda done, total: pytest.fail("a whole town is left alone"))
    (tmp_path / "demo-town").unlink()
    with pytest.raises(Trouble, match="half a demo town"):
        await build_town(config, dsn, lambda done, total: None)


async def _counts(dsn: str) -> dict[str, int]:
    connection = await asyncpg.connect(dsn)
    try:
        return {one: await connection.fetchval(f"SELECT count(*) FROM {one}") for one in COUNTED}
    finally:
        await connection.close()
