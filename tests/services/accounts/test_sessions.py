"""Sessions: tokens that turn, reuse that is noticed, devices that are signed out."""

import asyncio
from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tambour.adapters.postgres import accounts as rows
from tambour.domain.errors import NotFound, NotSignedIn
from tambour.ports.bus import Nudge
from tambour.services.tokens import ACCESS_MS, Tokens
from tests.conftest import TurnedClock
from tests.services.accounts.conftest import ANNA, BORIS, Town, open_town


def test_an_access_token_says_who_for_a_quarter_of_an_hour(clock: TurnedClock) -> None:
    tokens = Tokens(b"k" * 32, clock)
    token = tokens.issue(7, 2**53 - 1)
    assert tokens.read(token) == (7, 2**53 - 1)
    clock.turn(ms=ACCESS_MS - 1)
    assert tokens.read(token) == (7, 2**53 - 1)
    clock.turn(ms=1)
    with pytest.raises(NotSignedIn) as no:
        tokens.read(token)
    assert no.value.facts["why"] == "auth.expired"


@given(st.data())
def test_no_changed_token_is_believed(data: st.DataObject) -> None:
    clock = TurnedClock()
    token = Tokens(b"k" * 32, clock).issue(7, 8)
    at = data.draw(st.integers(0, len(token) - 2))
    other = data.draw(st.sampled_from("ABCxyz019-_").filter(lambda char: char != token[at]))
    with pytest.raises(NotSignedIn):
        Tokens(b"k" * 32, clock).read(token[:at] + other + token[at + 1 :])
    with pytest.raises(NotSignedIn):
        Tokens(b"l" * 32, clock).read(token)


@given(st.text(max_size=200))
def test_garbage_is_no_token(text: str) -> None:
    with pytest.raises(NotSignedIn):
        Tokens(b"k" * 32, TurnedClock()).read(text)


async def test_refreshing_gives_the_next_token_and_the_old_one_dies(town: Town) -> None:
    user = await town.accounts.add(phone=ANNA, name="Anna")
    first = await town.accounts.sign(user, "phone")
    town.clock.turn(s=900)
    second = await town.accounts.sessions.refresh(first.refresh)
    assert second.session == first.session
    assert second.refresh != first.refresh
    town.clock.turn(s=31)
    with pytest.raises(NotSignedIn) as no:
        await town.accounts.sessions.refresh(first.refresh)
    assert no.value.facts["why"] == "auth.reused"
    with pytest.raises(NotSignedIn) as no:
        await town.accounts.sessions.refresh(second.refresh)
    assert no.value.facts["why"] == "auth.revoked", "both holders are out"


async def test_a_lost_answer_is_given_again_within_half_a_minute(town: Town) -> None:
    user = await town.accounts.add(phone=ANNA, name="Anna")
    first = await town.accounts.sign(user, "phone")
    answers = await asyncio.gather(*(town.accounts.sessions.refresh(first.refresh) for _ in range(5)))
    assert len({answer.refresh for answer in answers}) == 1
    town.clock.turn(s=30)
    again = await town.accounts.sessions.refresh(first.refresh)
    assert again.refresh == answers[0].refresh


async def test_no_made_up_refresh_token_ends_a_session(town: Town) -> None:
    user = await town.accounts.add(phone=ANNA, name="Anna")
    signed = await town.accounts.sign(user, "phone")
    head = str(signed.session)
    made_up = [
        "",
        "1",
        "..",
        f"{head}.0.",
        f"{head}.0.{'0' * 64}",
        f"{head}.-1.x",
        "9" * 30,
        f"{head}.0.é",
        "²",
    ]
    for token in made_up:
        with pytest.raises(NotSignedIn) as no:
            await town.accounts.sessions.refresh(token)
        assert no.value.facts["why"] == "auth.bad_refresh"
    await town.accounts.sessions.refresh(signed.refresh)


Step = tuple[str, int]
STEPS = st.lists(
    st.one_of(
        st.tuples(st.just("refresh"), st.integers(0, 6)), st.tuples(st.just("wait"), st.integers(1, 45))
    ),
    max_size=14,
)


@settings(max_examples=40, deadline=None)
@given(steps=STEPS)
def test_law_only_the_newest_token_turns_and_theft_is_always_noticed(
    steps: list[Step], refresh_world: Callable[[list[Step]], None]
) -> None:
    refresh_world(steps)


@pytest.fixture
def refresh_world(dsn: str) -> Callable[[list[Step]], None]:
    """Plays steps against the server and against a model of ten lines."""

    async def play(steps: list[Step]) -> None:
        async with open_town(dsn, TurnedClock()) as town:
            await town.store.pool.execute("TRUNCATE users, phones, sessions, user_log CASCADE")
            user = await town.accounts.add(phone=ANNA, name="Anna")
            tokens = [(await town.accounts.sign(user, "phone")).refresh]
            rotated, alive = town.clock.ms, True
            for verb, n in steps:
                if verb == "wait":
                    town.clock.turn(s=n)
                    continue
                which = max(0, len(tokens) - 1 - n)
                age = len(tokens) - 1 - which
                try:
                    answer = (await town.accounts.sessions.refresh(tokens[which])).refresh
                except NotSignedIn:
                    answer = ""
                if alive and age == 0:
                    assert answer
                    assert answer not in tokens
                    tokens.append(answer)
                    rotated = town.clock.ms
                elif alive and age == 1 and town.clock.ms - rotated <= 30_000:
                    assert answer == tokens[-1]
                else:
                    assert answer == ""
                    alive = False

    return lambda steps: asyncio.run(play(steps))


async def test_ending_one_session_closes_its_sockets_and_tells_the_others(town: Town) -> None:
    anna = await town.person(ANNA, "Anna")
    laptop = await town.device(anna.user, "laptop")
    token = town.accounts.tokens.issue(laptop.user, laptop.session)
    town.nudges.clear()
    await town.ask("sessions.revoke", anna, id=laptop.session)
    ended = {"k": "revoked", "user": anna.user, "session": laptop.session}
    assert ended in [nudge.transient for nudge in town.nudges]
    assert (await town.log(anna.user))[-1] == ("session", {"id": laptop.session, "on": 0})
    listed = await town.ask("sessions.list", anna)
    assert [(s.id, s.current) for s in listed["sessions"]] == [(anna.session, True)]
    for nudge in town.nudges:
        town.accounts.revocations.hear(nudge)
    with pytest.raises(NotSignedIn) as no:
        town.accounts.tokens.read(token)
    assert no.value.facts["why"] == "auth.revoked", "the access token is dead before its time"


async def test_a_process_that_missed_the_nudge_learns_it_from_the_database(town: Town) -> None:
    anna = await town.person(ANNA, "Anna")
    token = town.accounts.tokens.issue(anna.user, anna.session)
    await town.ask("auth.logout", anna)
    assert town.accounts.tokens.read(token) == (anna.user, anna.session)
    await town.accounts.revocations.load()
    with pytest.raises(NotSignedIn):
        town.accounts.tokens.read(token)
    town.clock.turn(ms=ACCESS_MS + 1)
    await town.accounts.revocations.load()
    assert not town.accounts.revocations.ended, "no token can name it any more"


async def test_what_is_heard_while_the_database_is_asked_is_not_forgotten(
    town: Town, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def slow(*args: object) -> list[int]:
        town.accounts.revocations.hear(Nudge(transient={"k": "revoked", "user": 1, "session": 77}))
        return [88]

    monkeypatch.setattr(rows.Accounts, "ended_since", slow)
    await town.accounts.revocations.load()
    assert 77 in town.accounts.revocations
    assert 88 in town.accounts.revocations


async def test_all_others_end_and_this_one_stays(town: Town) -> None:
    anna = await town.person(ANNA, "Anna")
    for n in range(3):
        await town.device(anna.user, f"laptop {n}")
    await town.ask("sessions.revoke", anna, all=True)
    assert [s.id for s in (await town.ask("sessions.list", anna))["sessions"]] == [anna.session]


async def test_nobody_ends_another_persons_session(town: Town) -> None:
    anna = await town.person(ANNA, "Anna")
    boris = await town.person(BORIS, "Boris")
    with pytest.raises(NotFound):
        await town.ask("sessions.revoke", boris, id=anna.session)
    assert len((await town.ask("sessions.list", anna))["sessions"]) == 1


async def test_the_fifty_first_device_signs_the_oldest_out(town: Town) -> None:
    anna = await town.person(ANNA, "Anna")
    for n in range(50):
        town.clock.turn(s=1)
        await town.device(anna.user, f"device {n}")
    living = [s.id for s in await town.accounts.sessions.listed(anna.user, 0)]
    assert len(living) == 50
    assert anna.session not in living


async def test_a_nudge_about_other_things_is_not_for_revocations(town: Town) -> None:
    town.accounts.revocations.hear(Nudge(transient={"k": "typing", "u": 5}))
    town.accounts.revocations.hear(Nudge())
    assert not town.accounts.revocations.ended
