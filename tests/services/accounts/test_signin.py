"""Signing up and in by code."""

import asyncio

import pytest

from tambour.adapters.postgres import accounts as rows
from tambour.domain.errors import BadInput, Flood, Forbidden, NeedName, NeedPassword, NotSignedIn
from tambour.edges.methods.table import Caller
from tests.services.accounts.conftest import ANNA, BORIS, Town


async def test_a_new_number_gets_a_code_then_a_name_then_an_account(town: Town) -> None:
    caller = Caller(address="203.0.113.7", device="Anna's browser")
    started = await town.ask("auth.start", caller, phone="(555) 000-0001")
    assert (started.channel, started.len, started.wait) == ("phone", 6, 60)
    target, code = town.sender.sent[0]
    assert target == ANNA
    with pytest.raises(NeedName):
        await town.ask("auth.code", caller, id=started.id, code=code)
    signed = await town.ask("auth.name", caller, id=started.id, name="  Anna\u202e \n Petrova ")
    assert signed.me.name == "Anna Petrova"
    assert signed.me.phone == ANNA
    assert town.accounts.tokens.read(signed.access) == (signed.me.id, signed.session)
    assert (caller.user, caller.session) == (signed.me.id, signed.session), (
        "the open socket speaks for her now"
    )


async def test_a_known_number_signs_in_and_the_other_devices_hear_of_it(town: Town) -> None:
    anna = await town.person(ANNA, "Anna")
    attempt, code = await town.begin(device="New laptop", address="198.51.100.4")
    signed = await town.accounts.sign_in.code(attempt, f"{code[:3]} {code[3:]}")
    assert signed.me.id == anna.user
    kind, data = (await town.log(anna.user))[-1]
    assert kind == "session"
    assert (data["id"], data["on"], data["device"]) == (signed.session, 1, "New laptop")


async def test_nobody_can_tell_from_auth_start_who_has_an_account(town: Town) -> None:
    await town.person(ANNA, "Anna")
    known = await town.ask("auth.start", Caller(), phone=ANNA)
    unknown = await town.ask("auth.start", Caller(), phone=BORIS)
    assert (known.channel, known.len, known.wait) == (unknown.channel, unknown.len, unknown.wait)
    assert len(known.id) == len(unknown.id)
    refusals = []
    for started in (known, unknown):
        with pytest.raises(Forbidden) as no:
            await town.ask("auth.code", Caller(), id=started.id, code="not it")
        refusals.append((no.value.msg, no.value.facts))
    assert refusals[0] == refusals[1]


async def test_auth_start_never_looks_who_has_an_account(town: Town, monkeypatch: pytest.MonkeyPatch) -> None:
    """So known and unknown numbers cost the same time: shown by what it may not call, since clocks prove nothing."""

    async def looked(*args: object) -> int:
        raise AssertionError("auth.start looked")

    await town.person(ANNA, "Anna")
    for name in ("user_of", "reach_of", "person", "people", "password_hash"):
        monkeypatch.setattr(rows.Accounts, name, looked)
    await town.begin(ANNA)
    await town.begin(BORIS)


async def test_five_wrong_codes_use_an_attempt_up_even_when_guessed_at_once(town: Town) -> None:
    attempt, code = await town.begin()
    wrong = "000000" if code != "000000" else "111111"
    guesses = await asyncio.gather(
        *(town.accounts.sign_in.code(attempt, wrong) for _ in range(20)), return_exceptions=True
    )
    whys = [guess.facts["why"] for guess in guesses if isinstance(guess, Forbidden)]
    assert sorted(whys) == ["auth.code_expired"] * 15 + ["auth.code_wrong"] * 5
    with pytest.raises(Forbidden, match="new code"):
        await town.accounts.sign_in.code(attempt, code)


async def test_a_code_is_good_for_ten_minutes_and_for_one_session(town: Town) -> None:
    await town.person(ANNA, "Anna")
    attempt, code = await town.begin()
    town.clock.turn(s=599)
    await town.accounts.sign_in.code(attempt, code)
    with pytest.raises(Forbidden, match="new code"):
        await town.accounts.sign_in.code(attempt, code)
    late, code = await town.begin()
    town.clock.turn(s=600)
    with pytest.raises(Forbidden, match="new code"):
        await town.accounts.sign_in.code(late, code)


async def test_a_code_of_one_attempt_opens_no_other(town: Town) -> None:
    await town.person(ANNA, "Anna")
    _, code = await town.begin()
    second, other = await town.begin()
    while code == other:
        second, other = await town.begin()
    with pytest.raises(Forbidden, match="not this code"):
        await town.accounts.sign_in.code(second, code)


async def test_a_stolen_code_alone_never_opens_an_account_with_a_password(town: Town) -> None:
    anna = await town.person(ANNA, "Anna")
    await town.accounts.passwords.change(anna.user, "long and private", "", "the usual")
    attempt, code = await town.begin()
    with pytest.raises(NeedPassword) as asked:
        await town.accounts.sign_in.code(attempt, code)
    assert asked.value.facts["hint"] == "the usual"
    for _ in range(5):
        with pytest.raises(Forbidden, match="not the password"):
            await town.accounts.sign_in.password(attempt, "a guess")
    with pytest.raises(Flood):
        await town.accounts.sign_in.password(attempt, "long and private")
    town.clock.turn(s=700)
    attempt, code = await town.begin()
    with pytest.raises(NeedPassword):
        await town.accounts.sign_in.code(attempt, code)
    signed = await town.accounts.sign_in.password(attempt, "long and private")
    assert signed.me.password == 1
    with pytest.raises(Forbidden):
        await town.accounts.sign_in.name(attempt, "Anna again")


async def test_two_who_sign_up_with_one_number_at_once_make_one_account(town: Town) -> None:
    attempts = [await town.begin(), await town.begin()]
    for attempt, code in attempts:
        with pytest.raises(NeedName):
            await town.accounts.sign_in.code(attempt, code)
    results = await asyncio.gather(
        *(town.accounts.sign_in.name(attempt, "Anna") for attempt, _ in attempts), return_exceptions=True
    )
    assert sorted(type(result).__name__ for result in results) == ["Conflict", "SignedIn"]
    assert await town.store.pool.fetchval("SELECT count(*) FROM users") == 1


async def test_a_lost_answer_to_the_right_code_may_be_asked_again(town: Town) -> None:
    attempt, code = await town.begin()
    for _ in range(2):
        with pytest.raises(NeedName):
            await town.accounts.sign_in.code(attempt, code)


@pytest.mark.parametrize("phone", ["", "abc", "+1", "+999123", "1" * 100, "+15550000001;ext=7", "\x00"])
async def test_what_is_no_number_is_refused_by_name(town: Town, phone: str) -> None:
    with pytest.raises(BadInput) as no:
        await town.accounts.sign_in.start(phone=phone)
    assert no.value.facts["field"] == "phone"


async def test_email_signs_in_too_and_its_case_does_not_matter(town: Town) -> None:
    started = await town.accounts.sign_in.start(email=" Anna@Example.ORG ")
    assert town.sender.sent[0][0] == "anna@example.org"
    with pytest.raises(NeedName):
        await town.accounts.sign_in.code(started.id, town.sender.sent[0][1])
    signed = await town.accounts.sign_in.name(started.id, "Anna")
    assert (signed.me.email, signed.me.phone) == ("anna@example.org", "")


async def test_numbers_and_codes_are_nowhere_in_the_database_in_plain(town: Town) -> None:
    attempt, code = await town.begin()
    with pytest.raises(NeedName):
        await town.accounts.sign_in.code(attempt, code)
    signed = await town.accounts.sign_in.name(attempt, "Anna")
    await town.accounts.people.edit(signed.me.id, about="hello")
    for name in ("phones", "sign_ins", "sessions", "user_log", "limits", "users"):
        dump = await town.store.pool.fetchval(f"SELECT string_agg(t::text, '') FROM {name} AS t")
        for secret in (ANNA[2:], ANNA[2:].encode().hex(), signed.refresh, signed.access):
            assert secret not in dump, name


async def test_a_fourth_code_within_the_hour_waits(town: Town) -> None:
    for _ in range(3):
        await town.begin()
    with pytest.raises(Flood) as no:
        await town.begin()
    assert no.value.facts["wait"] == 1200
    await town.begin(BORIS)
    town.clock.turn(s=1200)
    await town.begin()


async def test_codes_that_are_used_cost_nothing(town: Town) -> None:
    user = (await town.person(ANNA, "Anna")).user
    for _ in range(8):
        attempt, code = await town.begin()
        assert (await town.accounts.sign_in.code(attempt, code)).me.id == user


async def test_pumping_a_prefix_runs_dry_and_harms_nobody_else(town: Town) -> None:
    refused = 0
    for n in range(200):
        try:
            await town.begin(f"+1556000{n:04}", address=f"203.0.{n}.1")
        except Flood:
            refused += 1
    assert len(town.sender.sent) == 20
    assert refused == 180
    await town.begin(ANNA, address="198.51.100.1")


async def test_one_address_can_not_ask_for_everybody(town: Town) -> None:
    sent = 0
    for n in range(40):
        try:
            await town.begin(f"+155{n:02}000001", address=f"203.0.113.{n}")
            sent += 1
        except Flood:
            pass
    assert sent == 20, "a /24 counts as one"


async def test_nothing_is_taken_from_any_bucket_when_one_is_empty(town: Town) -> None:
    for _ in range(3):
        await town.begin(address="203.0.113.1")
    before = await town.store.pool.fetch("SELECT * FROM limits ORDER BY bucket")
    with pytest.raises(Flood):
        await town.begin(address="203.0.113.1")
    assert await town.store.pool.fetch("SELECT * FROM limits ORDER BY bucket") == before


async def test_a_deleted_account_can_not_read_itself(town: Town) -> None:
    with pytest.raises(NotSignedIn):
        await town.ask("me.get", Caller(user=12345))
