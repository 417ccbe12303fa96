"""A link out of sight in single countries: wherever it stood, and wherever the reader meets it from then on."""

import pytest

from tambour.adapters.postgres.cases import Cases
from tambour.pipeline.gate import Gate
from tambour.services.screening import ScreenRoom
from tests.services.test_review import choice
from tests.services.test_territory import seen
from tests.services.town import ANNA, BORIS, CLARA, LINK, MOD, MOD2, OWNER, Town, say_link


@pytest.fixture
async def abroad(town: Town) -> Town:
    """Anna's number is German, Boris's Austrian, the owner's Swedish; Clara came by e-mail."""
    for user, country in ((ANNA, "DE"), (BORIS, "AT"), (OWNER, "SE")):
        await town.store.read.accounts.set_country(user, country)
    return town


async def kept_out(town: Town, seq: int) -> int:
    """The link of this message, kept out of sight in Germany by two people; the decision."""
    case = await town.report(OWNER, chat=1, seq=seq, link=LINK)
    decision = await town.review.decide(MOD, case, 1, choice("block_link", territory=("DE",)))
    assert decision.state == "waiting"
    await town.review.second(MOD2, decision.id, agree=True)
    return decision.id


async def the_link_is_out_of_sight_there(town: Town, room: ScreenRoom) -> None:
    first = await say_link(town, 1, BORIS, f"come: {LINK}")
    copy = await town.say(3, BORIS, "come", fwd=(1, first))
    before = await town.projection()
    decision = await kept_out(town, first)
    for chat, seq in ((1, first), (3, copy)):
        assert [await seen(town, who, chat, seq) for who in (ANNA, BORIS)] == [
            "mark",
            (await words(town, chat, seq)),
        ]
    assert await seen(town, CLARA, 1, first) == "mark", "who may be anywhere may be there"
    assert [n["body"]["about"] for n in town.told(BORIS)] == ["evil.example/join/us"]
    assert "DE" in town.told(BORIS)[0]["body"]["territory"]

    late = await say_link(town, 4, OWNER, "hxxps://www.evil[.]example/join/us/now")
    other = await say_link(town, 4, OWNER, "https://evil.example/else")
    carried = await town.say(3, ANNA, "look", fwd=(4, late))
    await room.screen.catch_up()
    await town.enforce.sweep()
    room.gate.check(1, LINK, [("url", 0, len(LINK))])  # it may be said: elsewhere it is nobody's business
    assert [await seen(town, who, 4, late) for who in (ANNA, OWNER)] == ["mark", await words(town, 4, late)]
    assert await seen(town, ANNA, 3, carried) == "mark"
    assert await seen(town, ANNA, 4, other) == await words(town, 4, other)
    assert len(town.told(OWNER)) == 2, "thanks for the complaint, and why a post of hers is not seen there"
    assert await town.db.fetchval("SELECT count(*) FROM links_met") == 0

    await town.review.restore(MOD2, decision, "It leads nowhere.")
    assert await seen(town, ANNA, 4, late) == await words(town, 4, late)
    for chat, seq in ((4, late), (4, other), (3, carried)):
        await town.db.execute("DELETE FROM messages WHERE chat_id = $1 AND seq = $2", chat, seq)
        await town.db.execute("DELETE FROM forwards WHERE chat_id = $1 AND seq = $2", chat, seq)
    await town.db.execute(
        "UPDATE chats SET last_seq = last_seq - CASE id WHEN 4 THEN 2 WHEN 3 THEN 1 ELSE 0 END"
    )
    assert await town.projection() == before
    again = await say_link(town, 1, BORIS, f"free: {LINK}")
    await room.screen.catch_up()
    await town.enforce.sweep()
    assert await seen(town, ANNA, 1, again) == f"free: {LINK}"


async def words(town: Town, chat: int, seq: int) -> str:
    """What was said there."""
    return str(await town.db.fetchval("SELECT body FROM messages WHERE chat_id = $1 AND seq = $2", chat, seq))


async def test_a_link_is_out_of_sight_in_one_country_also_where_it_is_said_later(
    abroad: Town, room: ScreenRoom
) -> None:
    await the_link_is_out_of_sight_there(abroad, room)


async def none(*_: object) -> list[tuple[int, int, int]]:
    """Nobody asks what the reader met."""
    return []


def blind(*_: object) -> set[int]:
    """The reader meets nothing."""
    return set()


@pytest.mark.parametrize(
    ("where", "name", "mutant"), [(Cases, "links_met", none), (Gate, "met_partly", blind)]
)
async def test_a_reader_or_an_enforcement_that_forgets_such_links_is_caught(
    abroad: Town, room: ScreenRoom, monkeypatch: pytest.MonkeyPatch, where: type, name: str, mutant: object
) -> None:
    monkeypatch.setattr(where, name, mutant)
    with pytest.raises(AssertionError):
        await the_link_is_out_of_sight_there(abroad, room)
