"""The form for people without an account, and the receipt that shows what came of it."""

import re
from typing import Any

import httpx
import pytest

from tambour.edges.web.public.words import WORDS
from tambour.moderation.cases import Choice
from tambour.moderation.words import LANGS
from tests.conftest import Town

FORM = {
    "category": "tvec.recruit",
    "explanation": "It leads people to a group.",
    "name": "Xenia Canary",
    "email": "xenia@canary.example",
    "good_faith": "1",
}


@pytest.fixture
async def visitor(town: Town) -> Any:
    async with httpx.AsyncClient(
        transport=httpx.ASGITransport(town.doors.web), base_url=town.house.config.url
    ) as made:
        yield made


async def a_place(town: Town, name: str) -> tuple[int, int]:
    """A public channel with a post: (chat, seq)."""
    owner = await town.connect(await town.person("Olga"))
    made = await owner.call("chat.create", k="channel", rid=owner.rid(), title="Mill", public=True, name=name)
    chat = made["ch"]["c"]
    return chat, (await owner.send(chat, "come to us"))["s"]


async def test_a_notice_becomes_a_case_with_evidence_and_its_receipt_shows_the_outcome(
    town: Town, visitor: httpx.AsyncClient
) -> None:
    _, seq = await a_place(town, "millnotice")
    sent = await visitor.post("/notice", data=FORM | {"link": f"{town.house.config.url}/millnotice/{seq}"})
    assert sent.status_code == 303
    receipt = sent.headers["location"]
    assert "Received" in (await visitor.get(receipt)).text
    db = town.house.store.pool
    case, kind, note = await db.fetchrow(
        "SELECT c.id, s.kind, r.note FROM reports r JOIN cases c ON c.id = r.case_id"
        " JOIN subjects s ON s.id = c.subject_id"
    )
    assert (kind, note) == ("message", FORM["explanation"])
    mod = await town.house.accounts.add(phone="+46705550001", name="Mod", role="moderator", lang="en")
    kept = await town.house.safety.disclosure.open(mod, case, "review")
    assert kept.snapshot.body["message"]["x"] == "come to us"
    choice = Choice(outcome="remove_content", category="tvec.recruit", facts="It leads people to a group.")
    await town.house.safety.review.decide(mod, case, 1, choice)
    page = (await visitor.get(receipt)).text
    assert "acted on it" in page
    assert "come to us" not in page
    rows = await db.fetch("SELECT row_to_json(n)::text AS t FROM public_notices n")
    assert not re.search("Xenia|canary", rows[0]["t"])


async def test_whoever_disagrees_with_no_violation_asks_for_another_look_from_the_receipt(
    town: Town, visitor: httpx.AsyncClient
) -> None:
    _, seq = await a_place(town, "millagain")
    sent = await visitor.post("/notice", data=FORM | {"link": f"/millagain/{seq}"})
    receipt = sent.headers["location"]
    assert "/appeal" not in (await visitor.get(receipt)).text
    db, review = town.house.store.pool, town.house.safety.review
    case = await db.fetchval("SELECT case_id FROM reports")
    mods = [
        await town.house.accounts.add(phone=f"+4670555001{n}", name="Mod", role="moderator", lang="en")
        for n in range(2)
    ]
    nothing = Choice(outcome="no_violation", category="tvec.recruit", facts="Nothing.")
    await review.decide(mods[0], case, 1, nothing)
    assert "/appeal" in (await visitor.get(receipt)).text
    for text in ("", "Look again, it names the group."):
        assert (await visitor.post(f"{receipt}/appeal", data={"text": text})).status_code == 303
    page = (await visitor.get(receipt)).text
    assert "Somebody else will look" in page
    assert "/appeal" not in page
    (appeal,) = await review.store.read.cases.open_appeals(5)
    assert (appeal.by_party, appeal.text) == ("reporter", "Look again, it names the group.")
    await review.decide_appeal(mods[1], appeal.id, True, "Still nothing.")
    assert "The decision stands" in (await visitor.get(receipt)).text
    assert await db.fetchval("SELECT count(*) FROM notices WHERE user_id < 0") == 0
    assert await db.fetchval("SELECT count(*) FROM user_log WHERE user_id < 0") == 0
    assert (await visitor.post("/notice/r/never/appeal", data={"text": "x"})).status_code == 404


async def test_the_form_is_shown_in_the_readers_language_with_the_address_it_was_asked_for(
    town: Town, visitor: httpx.AsyncClient
) -> None:
    for lang in LANGS:
        page = await visitor.get("/notice?link=/mill/3%22%3E", headers={"Accept-Language": lang})
        assert page.status_code == 200
        assert WORDS[lang]["notice"] in page.text
        assert 'value="/mill/3&#34;&gt;"' in page.text
        assert "form-action 'self'" in page.headers["content-security-policy"]
    assert (await visitor.post("/notice", data={})).status_code == 400


@pytest.mark.parametrize(
    ("wrong", "status"),
    [
        ({"link": "https://elsewhere.example/millwrong"}, 400),
        ({"link": "/nowhere_at_all"}, 404),
        ({"link": "/millwrong/99"}, 404),
        ({"link": ""}, 400),
        ({"category": "nonsense"}, 400),
        ({"explanation": " "}, 400),
        ({"explanation": "x" * 1001}, 400),
        ({"name": ""}, 400),
        ({"email": "nobody"}, 400),
        ({"good_faith": ""}, 400),
        ({"link": "http://[::1"}, 400),
        ({"link": "\0\u202e"}, 404),
    ],
)
async def test_a_wrong_notice_comes_back_with_what_was_written(
    town: Town, visitor: httpx.AsyncClient, wrong: dict[str, str], status: int
) -> None:
    await a_place(town, "millwrong")
    answer = await visitor.post("/notice", data=FORM | {"link": "/millwrong"} | wrong)
    assert answer.status_code == status
    assert 'role="alert"' in answer.text
    assert await town.house.store.pool.fetchval("SELECT count(*) FROM reports") == 0


async def test_the_abuse_of_children_is_reported_without_a_name(
    town: Town, visitor: httpx.AsyncClient
) -> None:
    await a_place(town, "millnameless")
    form = FORM | {"link": "@millnameless", "category": "csam", "name": "", "email": ""}
    assert (await visitor.post("/notice", data=form)).status_code == 303


async def test_one_network_sends_so_many_notices_an_hour(town: Town, visitor: httpx.AsyncClient) -> None:
    _, seq = await a_place(town, "millflood")
    limits = town.house.safety.reports.limits
    assert limits is not None
    town.house.safety.reports.limits = type(limits)(limits.store, limits.clock, enabled=True)
    codes = [
        (await visitor.post("/notice", data=FORM | {"link": f"/millflood/{seq}"})).status_code
        for _ in range(11)
    ]
    assert codes == [303] * 10 + [429]


async def test_nothing_is_behind_a_receipt_that_was_never_given(
    town: Town, visitor: httpx.AsyncClient
) -> None:
    assert (await visitor.get("/notice/r/guess")).status_code == 404


def test_every_word_exists_in_every_language() -> None:
    assert {lang: set(WORDS[lang]) for lang in LANGS} == {lang: set(WORDS["en"]) for lang in LANGS}
