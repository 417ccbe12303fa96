"""Whose turn it is: what stands behind others gets its share of turns once it has waited long, however many come."""

from tambour.pipeline.reading import TURN_OF as READ_TURN_OF
from tambour.pipeline.reading import WITHIN_MS, Reader
from tambour.services.media.workshop import LATE_MS, QUICK, TURN_OF
from tests.conftest import Town

TURNS = 40


async def test_films_sent_as_files_get_each_fourth_turn_once_they_waited_long_and_none_before(
    town: Town,
) -> None:
    workshop, rows = town.house.media.workshop, town.house.store.read.files
    now = town.house.clock.now()
    for n in range(TURNS):
        await rows.queue(f"people{n:02}", now - 1_000 + n)
    for n in range(TURNS):
        await rows.queue(f"late{n:02}", now - LATE_MS - 60_000 + n, last=True)
        await rows.queue(f"soon{n:02}", now - LATE_MS + 60_000 + n, last=True)
    assert all([(await workshop.claimed(QUICK)) is None for _ in range(2 * TURN_OF)]), "none of them is quick"
    took = [job.file for _ in range(TURNS) if (job := await workshop.claimed(())) is not None]
    theirs = [f"late{n:02}" for n in range(TURNS // TURN_OF)]
    assert took[TURN_OF - 1 :: TURN_OF] == theirs
    assert [file for file in took if file not in theirs] == [
        f"people{n:02}" for n in range(TURNS - len(theirs))
    ]


async def test_words_in_films_are_looked_for_while_pictures_never_end(town: Town) -> None:
    pool, clock = town.house.store.pool, town.house.clock
    now, rows = clock.now(), town.house.screening.screen.rows.words("read")
    files = {f"still{n:02}": "photo" for n in range(TURNS)} | {f"film{n:02}": "video" for n in range(TURNS)}
    await pool.execute(
        "INSERT INTO files (id, owner, kind, name, mime, size, state, shown, created, touched, received)"
        " SELECT x, 1, k, '', '', 1, 0, '{}'::jsonb, 0, 0, 1 FROM unnest($1::text[], $2::text[]) AS y (x, k)",
        list(files),
        list(files.values()),
    )
    for n, file in enumerate(files):
        await rows.ask([file], now - n)
    nobody = None
    reader = Reader(rows, nobody, nobody, nobody, clock, lambda: None)  # type: ignore[arg-type]
    took: list[str] = []
    claim = rows.claim

    async def noted(*what: int, oldest: bool = False) -> object:
        turn = await claim(*what, oldest=oldest)
        assert turn is not None
        took.append(turn.file)
        return turn

    rows.claim = noted  # type: ignore[method-assign,assignment]
    for _ in range(TURNS):
        assert await reader.step(), "nothing of it is public: it is let go"
    assert [file[:4] for file in took].count("film") == TURNS // READ_TURN_OF
    assert took[READ_TURN_OF - 1] == f"film{TURNS - 1:02}", "the one that waits longest"
    assert WITHIN_MS > 0
