"""A crowd forwards, edits, quotes and sends again what is being taken down, some of it in one country only.

`python -m bench.crawl` does it with 500 items, as everybody, after a restart and with a restored backup, too.
"""

from pathlib import Path

import pytest

from tests.law.square import Square
from tests.law.watch import crawl, opened

pytestmark = pytest.mark.slow

ITEMS, KILLED, PARTLY = 8, 3, 5


async def test_nothing_taken_down_is_seen_while_a_crowd_carries_it_on(dsn: str, tmp_path: Path) -> None:
    async with opened(dsn, tmp_path) as (town, url, session):
        square = Square(town, tmp_path, url, session)
        await square.settle(ITEMS, PARTLY)
        before = await crawl(square, tmp_path, "member", "native")
        assert before.seen_by("member") == before.seen_by("native") == set(range(ITEMS + PARTLY)), "in vain"
        assert {"search.chat", "export", "live", "msg.history"} <= {where for _, where, _ in before.found}
        async with square.carried_on():
            await square.take_down(square.items[KILLED:ITEMS])
            await square.bar()
            await square.die_taking_down(dsn, square.items[:KILLED])
            await town.house.safety.enforce.sweep()
            after = await crawl(square, tmp_path, "leaver", "member", "native", "foreigner", "bot", "nobody")
        assert square.acts.total() > ITEMS, "the crowd did nothing"
        assert after.leaks(square) == set()
        assert after.seen_by("foreigner") == {item.number for item in square.partly}, (
            "elsewhere nothing changed"
        )
