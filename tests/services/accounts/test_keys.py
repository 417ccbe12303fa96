"""Passkeys and QR codes: signing in without a code."""

import asyncio
from typing import Any

import pytest

from tambour.domain.errors import Conflict, Forbidden, NeedPassword, NotFound
from tambour.edges.methods.table import Caller
from tests.services.accounts.authenticator import SoftAuthenticator, b64
from tests.services.accounts.conftest import ANNA, BORIS, Town


async def add(town: Town, caller: Caller, phone: SoftAuthenticator, label: str = "phone") -> Any:
    begun = await town.ask("passkey.add.begin", caller)
    credential = phone.create(begun["options"])
    return await town.ask("passkey.add.finish", caller, id=begun["id"], credential=credential, label=label)


async def test_a_passkey_signs_in_without_code_or_password(town: Town) -> None:
    anna = await town.person(ANNA, "Anna")
    await town.accounts.passwords.change(anna.user, "long and private", "", "")
    phone = SoftAuthenticator()
    assert [key.label for key in (await add(town, anna, phone))["passkeys"]] == ["phone"]
    begun = await town.ask("auth.passkey.begin", Caller(), device="New browser")
    assert "allowCredentials" not in begun["options"] or begun["options"]["allowCredentials"] == []
    caller = Caller()
    signed = await town.ask(
        "auth.passkey.finish", caller, id=begun["id"], credential=phone.get(begun["options"])
    )
    assert signed.me.id == caller.user == anna.user
    (key,) = (await town.ask("passkey.list", anna))["passkeys"]
    assert key.seen == town.clock.ms
    assert (await town.log(anna.user))[-1][1]["device"] == "New browser"


async def test_an_answer_is_good_once(town: Town) -> None:
    anna, phone = await town.person(ANNA, "Anna"), SoftAuthenticator()
    await add(town, anna, phone)
    begun = await town.ask("auth.passkey.begin", Caller())
    answer = phone.get(begun["options"])
    await town.ask("auth.passkey.finish", Caller(), id=begun["id"], credential=answer)
    with pytest.raises(Forbidden) as no:
        await town.ask("auth.passkey.finish", Caller(), id=begun["id"], credential=answer)
    assert no.value.facts["why"] == "passkey.expired"


@pytest.mark.parametrize(
    "trick", ["other page", "no finger", "copied key", "other key", "late", "other challenge"]
)
async def test_no_trick_signs_in(town: Town, trick: str) -> None:
    anna, phone = await town.person(ANNA, "Anna"), SoftAuthenticator()
    await add(town, anna, phone)
    begun = await town.ask("auth.passkey.begin", Caller())
    other = await town.ask("auth.passkey.begin", Caller())
    if trick == "other page":
        phone.origin = "http://localhost.evil.example:8080"
    elif trick == "no finger":
        phone.verifies = False
    elif trick == "copied key":
        phone.count = 0
    elif trick == "other key":
        phone.key = SoftAuthenticator().key
    elif trick == "late":
        town.clock.turn(s=300)
    answer = phone.get((other if trick == "other challenge" else begun)["options"])
    with pytest.raises(Forbidden) as no:
        await town.ask("auth.passkey.finish", Caller(), id=begun["id"], credential=answer)
    assert no.value.facts["why"] == ("passkey.expired" if trick == "late" else "passkey.wrong")


RUBBISH: list[dict[str, Any]] = [
    {},
    {"id": 7},
    {"id": "é"},
    {"id": "AA", "rawId": "AA", "type": "public-key", "response": {}},
    {
        "id": "AA",
        "rawId": "AA",
        "type": "public-key",
        "response": {"clientDataJSON": "AA", "attestationObject": "gA"},
    },
    {"id": "AA", "rawId": "AA", "type": "x", "response": 3},
    {
        "id": "AA",
        "rawId": "AA",
        "type": "public-key",
        "response": {"clientDataJSON": b64(b'{"type":1}'), "attestationObject": b64(b"\xa1")},
    },
    {
        "id": "AA",
        "rawId": "AA",
        "type": "public-key",
        "response": {"clientDataJSON": b64(b"[]"), "attestationObject": b64(b"\xff\x00")},
    },
]


@pytest.mark.parametrize("credential", RUBBISH)
async def test_rubbish_is_refused_and_never_an_error_of_ours(town: Town, credential: dict[str, Any]) -> None:
    anna = await town.person(ANNA, "Anna")
    begun = await town.ask("passkey.add.begin", anna)
    with pytest.raises(Forbidden):
        await town.ask("passkey.add.finish", anna, id=begun["id"], credential=credential)
    phone = SoftAuthenticator()
    await add(town, anna, phone)
    begun = await town.ask("auth.passkey.begin", Caller())
    for broken in (credential, credential | {"id": b64(phone.id), "rawId": b64(phone.id)}):
        with pytest.raises(Forbidden):
            await town.ask("auth.passkey.finish", Caller(), id=begun["id"], credential=broken)
        begun = await town.ask("auth.passkey.begin", Caller())


async def test_a_key_belongs_to_one_person_and_only_they_remove_it(town: Town) -> None:
    anna, boris = await town.person(ANNA, "Anna"), await town.person(BORIS, "Boris")
    phone = SoftAuthenticator()
    (key,) = (await add(town, anna, phone))["passkeys"]
    with pytest.raises(Conflict):
        await add(town, boris, phone)
    begun = await town.ask("passkey.add.begin", anna)
    answer = SoftAuthenticator().create(begun["options"])
    with pytest.raises(Forbidden):
        await town.ask("passkey.add.finish", boris, id=begun["id"], credential=answer)
    with pytest.raises(NotFound):
        await town.ask("passkey.remove", boris, id=key.id)
    await town.ask("passkey.remove", anna, id=key.id)
    begun = await town.ask("auth.passkey.begin", Caller())
    with pytest.raises(Forbidden):
        await town.ask(
            "auth.passkey.finish", Caller(), id=begun["id"], credential=phone.get(begun["options"])
        )


async def test_a_browser_is_let_in_by_a_signed_in_device(town: Town) -> None:
    anna = await town.person(ANNA, "Anna")
    browser = Caller(address="203.0.113.9", device="Firefox")
    code = await town.ask("auth.qr.create", browser)
    assert code.svg.startswith("<svg")
    assert code.secret not in code.url, "who sees the picture can not take the session"
    assert await town.ask("auth.qr.poll", browser, id=code.id, secret=code.secret) == {"wait": True}
    accepted = await town.ask("auth.qr.accept", anna, url=code.url)
    assert (accepted.device, accepted.address) == ("Firefox", "203.0.113.9")
    with pytest.raises(Forbidden):
        await town.ask("auth.qr.poll", Caller(), id=code.id, secret="a guess")
    results = await asyncio.gather(
        *(town.ask("auth.qr.poll", browser, id=code.id, secret=code.secret) for _ in range(4)),
        return_exceptions=True,
    )
    assert sorted(type(result).__name__ for result in results) == ["Forbidden"] * 3 + ["SignedIn"]
    assert browser.user == anna.user


async def test_a_qr_code_is_good_for_a_minute_and_one_person(town: Town) -> None:
    anna, boris = await town.person(ANNA, "Anna"), await town.person(BORIS, "Boris")
    code = await town.ask("auth.qr.create", Caller())
    await town.ask("auth.qr.accept", anna, url=code.url)
    for url in (code.url, "", "/qr/", code.id):
        with pytest.raises(Forbidden):
            await town.ask("auth.qr.accept", boris, url=url)
    town.clock.turn(s=60)
    with pytest.raises(Forbidden):
        await town.ask("auth.qr.poll", Caller(), id=code.id, secret=code.secret)


async def test_a_cheats_qr_code_opens_no_account_with_a_password(town: Town) -> None:
    anna = await town.person(ANNA, "Anna")
    await town.accounts.passwords.change(anna.user, "long and private", "", "")
    code = await town.ask("auth.qr.create", Caller())
    await town.ask("auth.qr.accept", anna, url=code.url)
    with pytest.raises(NeedPassword) as asked:
        await town.ask("auth.qr.poll", Caller(), id=code.id, secret=code.secret)
    id = asked.value.facts["id"]
    with pytest.raises(Forbidden, match="not the password"):
        await town.ask("auth.password", Caller(), id=id, password="a guess at it")
    with pytest.raises(Forbidden):
        await town.ask("auth.code", Caller(), id=id, code="000000")
    signed = await town.ask("auth.password", Caller(), id=id, password="long and private")
    assert signed.me.id == anna.user
