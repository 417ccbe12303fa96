"""Decisions for single countries: who counts as being there sees nothing; nobody else sees a difference."""

from types import SimpleNamespace
from typing import Any, cast

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tambour.domain.chats import Chat, Member
from tambour.domain.errors import BadInput, Gone, NotFound
from tambour.domain.messages import Message
from tambour.domain.territory import EU, SHIFT, barred, countries_of, counts_in, numbered
from tambour.domain.visible import may_read, viewer_of, visible, whole
from tambour.ports.sync import LogRow
from tambour.services.chats.view import Views
from tambour.services.messages.history import History
from tambour.services.messages.render import render_events
from tambour.services.public import Public
from tests.services.test_review import a_case, choice
from tests.services.town import ANNA, BORIS, CLARA, MOD, MOD2, OWNER, Town


@pytest.fixture
async def abroad(town: Town) -> Town:
    """Anna's number is German, Boris's Austrian, the owner's Swedish; Clara came by e-mail."""
    for user, country in ((ANNA, "DE"), (BORIS, "AT"), (OWNER, "SE")):
        await town.store.read.accounts.set_country(user, country)
    return town


async def seen(town: Town, user: int, chat: int, seq: int) -> str:
    """What history shows this person of a message: its words, `mark`, or nothing."""
    found = await History(town.store, town.clock).get(user, chat, [seq])
    return "" if not found else "mark" if found[0].removed else found[0].text


async def test_a_message_is_a_mark_in_these_countries_and_itself_elsewhere(abroad: Town) -> None:
    town = abroad
    case, seq = await a_case(town)
    copy = await town.say(3, ANNA, "to arms", fwd=(1, seq))
    before = await town.projection()
    decision = await town.review.decide(MOD, case, 1, choice(territory=("DE", "FR")))
    assert [await seen(town, who, 1, seq) for who in (ANNA, BORIS, OWNER, CLARA)] == [
        "mark",
        "to arms",
        "to arms",
        "mark",
    ]
    assert await seen(town, ANNA, 3, copy) == "mark"
    public = Public(town.store, town.clock)
    page = await public.chat(1)
    with pytest.raises(Gone):
        await public.post(page, seq)
    live = [e for n in town.nudges for e in n.chat_events if e.chat == 1]
    assert len(live) == 1
    assert live[0].message is None
    (told,) = [n["body"] for n in town.told(BORIS)]
    assert "DE, FR" in told["territory"]
    await town.review.restore(MOD2, decision.id, "Not even there.")
    assert await town.projection() == before
    assert await seen(town, ANNA, 1, seq) == "to arms"


async def test_decisions_for_different_countries_add_up_and_come_back_in_any_order(abroad: Town) -> None:
    town = abroad
    case, seq = await a_case(town)
    before = await town.projection()
    first = await town.review.decide(MOD, case, 1, choice(territory=("DE",), everywhere=False))
    again = await town.report(OWNER, chat=1, seq=seq)
    second = await town.review.decide(MOD, again, 1, choice(territory=("AT",), everywhere=False))
    assert [await seen(town, who, 1, seq) for who in (ANNA, BORIS, OWNER)] == ["mark", "mark", "to arms"]
    await town.review.restore(MOD2, first.id, "Enough.")
    assert [await seen(town, who, 1, seq) for who in (ANNA, BORIS)] == ["to arms", "mark"]
    await town.review.restore(MOD2, second.id, "Enough.")
    assert await town.projection() == before


async def test_a_chat_is_gone_for_people_of_these_countries_and_for_whoever_looks_in(abroad: Town) -> None:
    town = abroad
    before = await town.projection()
    case = await town.report(ANNA, chat=4)
    decision = await town.review.decide(MOD, case, 1, choice("remove_chat", territory=("DE",)))
    views = Views(town.store, town.clock)
    assert (await views.one(OWNER, 4)).title == "chat 4"
    for there in (ANNA, CLARA):
        with pytest.raises(Gone):
            await views.one(there, 4)
        (bare,) = await views(there, [4])
        assert (bare.title, bare.state) == ("", "removed")
        assert 4 not in [row[0] for row in await town.store.read.chats.chats_of(there)]
    with pytest.raises(NotFound):
        await views.one(BORIS, 4)
    with pytest.raises((Gone, NotFound)):
        await Public(town.store, town.clock).chat(4)
    left = [e.left for n in town.nudges for e in n.chat_events if e.chat == 4]
    assert left[-1] == (ANNA, CLARA)
    assert (await town.store.read.chats.listeners(4, [ANNA, OWNER, CLARA]))[2] == [OWNER]
    await town.review.restore(MOD2, decision.id, "Not even there.")
    assert await town.projection() == before
    assert (await views.one(ANNA, 4)).title == "chat 4"
    back = [e.user for n in town.nudges for e in n.user_events if e.kind == "chat+" and e.data["c"] == 4]
    assert back == [ANNA, CLARA]


async def test_people_are_told_in_order_of_their_ids_however_the_rows_are_found(town: Town) -> None:
    await town.db.execute("UPDATE users SET pts = pts WHERE id = $1", ANNA)  # her row lies behind Clara's now
    async with town.store.writing() as tx:
        for way in ("nestloop", "mergejoin"):
            await tx.db.execute(f"SET LOCAL enable_{way} = off")
        await tx.tell_all([ANNA, BORIS, CLARA], "chat+", {"c": 1})
    told = [event.user for nudge in town.nudges for event in nudge.user_events if event.kind == "chat+"]
    assert told[-3:] == [ANNA, BORIS, CLARA]


async def test_what_was_forwarded_from_a_chat_goes_there_with_it_also_what_was_under_way(
    abroad: Town,
) -> None:
    town = abroad
    post = await town.say(4, OWNER, "the root")
    copy = await town.say(1, BORIS, "the root", fwd=(4, post))
    case = await town.report(OWNER, chat=1, seq=copy)
    await town.review.decide(MOD, case, 1, choice("no_violation"))
    case = await town.report(ANNA, chat=4)
    decision = await town.review.decide(MOD, case, 1, choice("remove_chat", territory=("DE",)))
    late = await town.say(1, BORIS, "the root", fwd=(4, post))
    await town.enforce.sweep()
    for seq in (copy, late):
        assert [await seen(town, who, 1, seq) for who in (ANNA, BORIS)] == ["mark", "the root"]
    await town.review.restore(MOD2, decision.id, "Not even there.")
    assert [await seen(town, ANNA, 1, seq) for seq in (copy, late)] == ["the root"] * 2


async def test_a_copy_of_a_message_that_was_under_way_goes_in_the_same_countries(abroad: Town) -> None:
    town = abroad
    case, seq = await a_case(town)
    await town.review.decide(MOD, case, 1, choice(territory=("AT",)))
    late = await town.say(3, ANNA, "to arms", fwd=(1, seq))
    await town.enforce.sweep()
    assert [await seen(town, who, 3, late) for who in (ANNA, BORIS)] == ["to arms", "mark"]


async def test_a_difference_shows_each_what_they_may_see(abroad: Town) -> None:
    town = abroad
    case, _ = await a_case(town)
    await town.review.decide(MOD, case, 1, choice(territory=("AT",)))
    chat = await town.store.read.chats.get(1)
    assert chat is not None
    log: Any = await town.db.fetch(
        "SELECT ev, kind, seq, data, ts FROM chat_log WHERE chat_id = 1 ORDER BY ev"
    )
    for who, words in ((ANNA, ["to arms", "to arms"]), (BORIS, ["", ""])):
        frames: Any = await render_events(town.store.read, who, chat, [row_of(row) for row in log])
        assert [frame.text if isinstance(frame, Message) else frame["m"][0].text for frame in frames] == words


def row_of(row: Any) -> LogRow:
    """A row of the log as the renderer takes it."""
    return cast(
        LogRow,
        SimpleNamespace(
            ev=row["ev"], kind=row["kind"], seq=row["seq"] or 0, data=row["data"] or {}, ts=row["ts"]
        ),
    )


async def test_where_nobody_knows_a_country_or_too_many_are_named_it_is_refused(town: Town) -> None:
    for wrong in ("DEU", "D1", "дe", " ".join(f"{a}{b}" for a in "ABCDEFGH" for b in "ABCDEFGHIJ")):
        with pytest.raises(BadInput):
            countries_of(wrong)
    assert countries_of("de, at;DE") == ("AT", "DE")
    assert countries_of("EU") == tuple(sorted(EU))
    assert countries_of(" ") == ()


async def test_a_country_reaches_places_taken_before_and_after(abroad: Town) -> None:
    await abroad.store.read.accounts.set_country(CLARA, "FI")
    rows = await abroad.db.fetch("SELECT DISTINCT country FROM members WHERE user_id = $1", CLARA)
    assert [row["country"] for row in rows] == ["FI"]
    await abroad.chat(9, "group", [OWNER, CLARA])
    assert (
        await abroad.db.fetchval("SELECT country FROM members WHERE user_id = $1 AND chat_id = 9", CLARA)
        == "FI"
    )


COUNTRIES = st.lists(st.sampled_from(["DE", "AT", "FR", "SE"]), min_size=1, max_size=3, unique=True).map(
    sorted
)


@given(
    sets=st.lists(COUNTRIES, min_size=1, max_size=6),
    country=st.sampled_from(["", "DE", "AT", "FR", "SE", "FI"]),
)
def test_law_a_message_is_seen_exactly_by_those_who_count_as_elsewhere(
    sets: list[list[str]], country: str
) -> None:
    partly: dict[str, list[str]] = {}
    numbers = []
    for one in sets:
        partly, number = numbered(partly, one)
        numbers.append(number)
    assert [numbered(partly, one)[1] for one in sets] == numbers
    chat = Chat(id=1, kind="group", partly=partly)
    viewer = viewer_of(chat, Member(user=7, chat=1, country=country), 7)
    for one, number in zip(sets, numbers, strict=True):
        shown = visible(Message(chat=1, seq=1, ev=1, sender=8, ts=1, text="x"), number << SHIFT, 8, viewer)
        assert whole(shown) is not counts_in(country, one)
        assert (number in barred(partly, country)) is counts_in(country, one)
    assert may_read(chat, Member(user=7, chat=1, country=country))
    hidden = Chat(id=1, kind="group", partly={"0": sets[0]})
    assert may_read(hidden, Member(user=7, chat=1, country=country)) is not counts_in(country, sets[0])
