"""Lists come in: what becomes an entry, what several say, and that nothing of it acts by itself."""

import json
from dataclasses import replace
from typing import Any

import pytest

from tambour.domain.errors import BadInput, Conflict, Forbidden
from tambour.moderation.bank import ENTRIES_MAX
from tambour.moderation.exchange import Terms, summed
from tambour.moderation.text.ordinary import Ordinary
from tambour.services.exchange.intake import Taken
from tambour.services.exchange.room import ExchangeRoom
from tambour.services.screening import ScreenRoom
from tests.adapters.exchange import examples
from tests.adapters.exchange.examples import MD5, PDQ, SHA256
from tests.services.screening.conftest import add
from tests.services.town import ANNA, BORIS, MOD, MOD2, Town

A, B = Terms(source="list A", category="csam", mode="live"), Terms(source="list B", category="csam")


async def take(lists: ExchangeRoom, terms: Terms, *lines: str, name: str = "hashes") -> Taken:
    return await lists.intake.file(MOD, name, "\n".join(lines).encode(), terms)


def said(status: str, value: str = MD5, id: str = "1") -> str:
    """One descriptor of ThreatExchange."""
    return json.dumps({"data": [{"id": id, "raw_indicator": value, "type": "HASH_MD5", "status": status}]})


async def rows(town: Town) -> list[dict[str, Any]]:
    found = await town.db.fetch("SELECT * FROM bank_entries ORDER BY kind, value")
    return [dict(row) for row in found]


async def test_names_that_are_ordinary_words_are_told_of(lists: ExchangeRoom, room: ScreenRoom) -> None:
    intake = replace(lists.intake, bank=replace(room.bank, words=lambda: Ordinary(["lantern", "grey"])))
    lines = ["kind,value,category,needs,source"]
    lines += [
        f"{kind},{value},tvec.recruit,{needs},list"
        for kind, value, needs in (
            ("name", "Lantern", ""),
            ("name", "Brolkett", ""),
            ("name", "Grey", "oath"),
            ("name", "Grey Lantern", ""),
            ("phrase", "grey", ""),
        )
    ]
    taken = await intake.file(MOD, "csv", "\n".join(lines).encode(), A)
    assert taken.added == 5
    assert taken.common == ("Lantern",)
    again = await intake.file(MOD, "csv", "\n".join(lines).encode(), A)
    assert (again.known, again.common) == (5, ())


@pytest.mark.parametrize(
    ("own", "words", "sum"),
    [
        ("", [], ""),
        ("", ["seed"], "seed"),
        ("", ["seed", "positive"], "positive"),
        ("", ["negative"], "negative"),
        ("", ["positive", "negative"], "disputed"),
        ("", ["seed", "negative"], "disputed"),
    ],
)
def test_what_several_say_comes_to(own: str, words: list[str], sum: str) -> None:
    assert summed(own, words) == sum


async def test_what_a_list_brings_waits_for_a_second_person_and_then_acts(
    town: Town, room: ScreenRoom, lists: ExchangeRoom
) -> None:
    assert (await take(lists, A, MD5, SHA256)).added == 2
    found = await rows(town)
    assert {(e["state"], e["mode"], e["opinion"], e["source"], e["own"]) for e in found} == {
        ("waiting", "live", "positive", "list A", "")
    }
    with pytest.raises(Conflict):
        await room.bank.enable_all(MOD, "list A")
    assert await room.bank.enable_all(MOD2, "list A") == 2
    assert {(e["state"], e["second_by"]) for e in await rows(town)} == {("enabled", MOD2)}


async def test_what_lists_dispute_stops_to_act_at_once_and_waits_when_they_agree_again(
    town: Town, room: ScreenRoom, lists: ExchangeRoom
) -> None:
    await take(lists, A, MD5)
    await room.bank.enable_all(MOD2, "list A")
    taken = await take(lists, B, said("NON_MALICIOUS"), name="threatexchange")
    assert (taken.added, taken.changed) == (0, 1)
    ((entry),) = await rows(town)
    assert (entry["opinion"], entry["state"]) == ("disputed", "enabled")
    assert not (await room.bank.store.read.bank.entries())[0].acts
    await take(lists, B, said("MALICIOUS"), name="threatexchange")
    ((entry),) = await rows(town)
    assert (entry["opinion"], entry["state"], entry["second_by"]) == ("positive", "waiting", None)


async def test_our_own_word_goes_before_theirs(town: Town, room: ScreenRoom, lists: ExchangeRoom) -> None:
    await add(room, kind="md5", value=MD5, category="csam")
    await take(lists, B, said("NON_MALICIOUS"), name="threatexchange")
    ((entry),) = await rows(town)
    assert (entry["opinion"], entry["own"]) == ("positive", "positive")


async def test_we_may_vouch_for_what_is_disputed_and_somebody_else_agrees(
    town: Town, room: ScreenRoom, lists: ExchangeRoom
) -> None:
    await take(lists, A, MD5)
    await take(lists, B, said("NON_MALICIOUS"), name="threatexchange")
    ((entry),) = await rows(town)
    vouched = await room.bank.vouch(MOD2, entry["id"])
    assert (vouched.opinion, vouched.state, vouched.added_by) == ("positive", "waiting", MOD2)
    with pytest.raises(Forbidden):
        await room.bank.enable(MOD2, entry["id"])
    assert (await room.bank.enable(MOD, entry["id"])).acts


@pytest.mark.parametrize("state", ["waiting", "enabled"])
async def test_a_hint_or_a_dispute_never_acts_whatever_stands_in_its_row(
    town: Town, room: ScreenRoom, lists: ExchangeRoom, state: str
) -> None:
    await take(lists, A, MD5, SHA256)
    await room.bank.enable_all(MOD2, "list A")
    await town.db.execute(
        "UPDATE bank_entries SET opinion = 'disputed', state = $1 WHERE kind = 'md5'", state
    )
    await town.db.execute("UPDATE bank_entries SET opinion = 'seed', state = $1 WHERE kind = 'sha256'", state)
    for entry in await room.bank.store.read.bank.entries():
        assert not entry.acts
    await room.gate.load()
    digest = await town.db.fetchval(
        "SELECT EXISTS (SELECT FROM bank_entries e WHERE e.opinion = 'positive' AND e.mode = 'live')"
    )
    assert digest is False


async def test_a_list_taken_as_hints_brings_hints(town: Town, lists: ExchangeRoom) -> None:
    await take(lists, Terms(source="x", opinion="seed", mode="live", days=7, ratio=0.1), MD5)
    ((entry),) = await rows(town)
    assert (entry["opinion"], entry["state"], entry["ratio"]) == ("seed", "enabled", 0.1)
    assert entry["expires"] == town.clock.ms + 7 * 86_400_000


async def test_what_is_taken_back_is_disabled_and_comes_back_when_it_is_said_again(
    town: Town, lists: ExchangeRoom
) -> None:
    page = examples.TAT | {"results": examples.TAT["results"][:1]}  # type: ignore[index]
    gone = json.loads(json.dumps(page))
    gone["results"][0]["deleted"] = True
    for data, state in ((page, "waiting"), (gone, "disabled"), (page, "waiting")):
        await lists.intake.file(MOD, "tat", json.dumps(data).encode(), A)
        ((entry),) = await rows(town)
        assert entry["state"] == state
        assert len(await town.db.fetch("SELECT * FROM bank_said")) == (state != "disabled")


async def test_what_staff_have_disabled_stays_so(town: Town, room: ScreenRoom, lists: ExchangeRoom) -> None:
    await take(lists, A, MD5)
    ((entry),) = await rows(town)
    await room.bank.disable(MOD, entry["id"])
    await take(lists, A, MD5)
    await take(lists, B, MD5)
    assert (await rows(town))[0]["state"] == "disabled"


async def test_a_name_that_comes_to_mean_something_else_takes_its_word_along(
    town: Town, lists: ExchangeRoom
) -> None:
    await take(lists, A, said("MALICIOUS"), name="threatexchange")
    await take(lists, A, said("MALICIOUS", "ff" * 16), name="threatexchange")
    assert [(e["value"], e["state"]) for e in await rows(town)] == [
        (MD5, "disabled"),
        ("ff" * 16, "waiting"),
    ]


async def test_what_nobody_holds_for_bad_is_not_taken_in(town: Town, lists: ExchangeRoom) -> None:
    taken = await take(lists, A, said("NON_MALICIOUS"), name="threatexchange")
    assert (taken.added, taken.left_out) == (0, {"negative": 1})
    assert await rows(town) == []


async def test_pictures_of_a_list_are_known_and_everything_hunts(town: Town, lists: ExchangeRoom) -> None:
    await take(lists, B, PDQ, name="pdq")
    assert await town.db.fetchval("SELECT count(*) FROM bank_marks") == 1
    assert await town.db.fetchval("SELECT count(*) FROM hunts WHERE done IS NULL") == 1


@pytest.mark.parametrize(
    ("terms", "name", "field"),
    [
        (Terms(source=" "), "hashes", "source"),
        (Terms(source="x" * 121), "hashes", "source"),
        (Terms(source="a", category="nonsense"), "hashes", "category"),
        (Terms(source="a"), "nonsense", "format"),
    ],
)
async def test_without_a_source_a_category_and_a_format_nothing_comes_in(
    town: Town, lists: ExchangeRoom, terms: Terms, name: str, field: str
) -> None:
    with pytest.raises(BadInput) as no:
        await take(lists, terms, MD5, name=name)
    assert no.value.facts["field"] == field


async def test_a_full_bank_says_so(town: Town, lists: ExchangeRoom, monkeypatch: pytest.MonkeyPatch) -> None:
    assert ENTRIES_MAX == 20_000
    monkeypatch.setattr("tambour.services.exchange.intake.ENTRIES_MAX", 1)
    with pytest.raises(BadInput) as no:
        await take(lists, A, MD5, SHA256)
    assert no.value.facts["why"] == "bank.full"
    assert await rows(town) == []


async def test_only_who_keeps_the_bank_takes_in_gives_out_or_answers(town: Town, lists: ExchangeRoom) -> None:
    for work in (
        lists.intake.file(ANNA, "hashes", MD5.encode(), A),
        lists.giving.file(BORIS, "stix"),
        lists.giving.answer(ANNA, "stix", "list A"),
        lists.feeds.shown(BORIS),
        lists.feeds.turn(ANNA, 1, "now"),
    ):
        with pytest.raises(Forbidden):
            await work


async def test_a_name_that_stands_twice_means_what_it_says_last(town: Town, lists: ExchangeRoom) -> None:
    both = {"data": [json.loads(said("MALICIOUS", value))["data"][0] for value in (MD5, "ff" * 16)]}
    taken = await take(lists, A, json.dumps(both), name="threatexchange")
    assert (taken.added, taken.left_out) == (1, {"ref": 1})
    assert [e["value"] for e in await rows(town)] == ["ff" * 16]


async def test_a_list_of_thousands_is_taken_in_at_once_and_known_afterwards(
    town: Town, lists: ExchangeRoom
) -> None:
    lines = [f"{n:032x}" for n in range(4_000)]
    assert (await take(lists, B, *lines)).added == 4_000
    assert (await take(lists, B, *lines)).known == 4_000


@pytest.mark.parametrize("name", ["stix", "misp", "threatexchange", "matrix-policy", "tat"])
async def test_what_came_in_goes_out_as_it_came(town: Town, lists: ExchangeRoom, name: str) -> None:
    """Through the database: the facts of a published example, written by us and read again."""
    example = {
        "stix": examples.STIX,
        "misp": examples.MISP,
        "threatexchange": examples.THREATEXCHANGE,
        "matrix-policy": examples.POLICY,
        "tat": examples.TAT,
    }[name]
    data = json.dumps(example).encode()
    await lists.intake.file(MOD, name, data, B)
    given = await lists.giving.file(MOD, name)
    format = lists.intake.formats[name]
    before = {
        (o.entry.kind, o.raw or o.entry.value, o.entry.expires)
        for o in format.read(data).items
        if not o.gone and o.says != "negative"
    }
    disputed = (
        {("pdq", PDQ)} if name in ("stix", "threatexchange") else {("md5", MD5)} if name == "misp" else set()
    )
    after = format.read(given.data).items
    assert {(o.entry.kind, o.raw or o.entry.value, o.entry.expires) for o in after} == before
    assert {(o.entry.kind, o.entry.value) for o in after if o.says == "seed"} >= disputed


async def test_the_banks_own_file_is_taken_in_whole_or_not_at_all(
    town: Town, room: ScreenRoom, lists: ExchangeRoom
) -> None:
    async def own(text: str) -> tuple[int, int]:
        taken = await lists.intake.file(MOD, "csv", text.encode(), Terms())
        return taken.added, taken.known

    await add(room)
    told = (await lists.giving.file(MOD, "csv")).data.decode()
    assert await own(told) == (0, 1)
    more = told + "link,lantern.example,tvec.recruit,,,,,positive,live,1,,list of a friend,\r\n"
    assert await own(more) == (1, 1)
    states = await town.db.fetch("SELECT kind, state FROM bank_entries ORDER BY kind")
    assert [tuple(s) for s in states] == [("link", "waiting"), ("name", "enabled")]
    with pytest.raises(BadInput) as no:
        await own(more + "name,Blue Lantern,nonsense,,,,,positive,live,1,,me,\r\n")
    assert no.value.facts["row"] == 4
    assert await town.db.fetchval("SELECT count(*) FROM bank_entries") == 2
    async with town.store.writing() as tx:
        verbs = {e.verb for e in await tx.cases.audit(0, 20)}
    assert verbs >= {"bank.import", "bank.export"}


async def test_a_rule_of_matrix_finds_its_user_room_and_server_in_what_is_said(
    town: Town, room: ScreenRoom, lists: ExchangeRoom
) -> None:
    await lists.intake.file(MOD, "matrix-policy", json.dumps(examples.POLICY).encode(), B)
    for text in ("write to @Grey.Fox:lantern.example", "come to #gate:lantern.example", "@b:lantern.example"):
        await town.say(1, BORIS, text)
    await room.screen.catch_up()
    found = await town.db.fetch(
        "SELECT s.seq, e.value FROM signals s JOIN bank_entries e ON e.id = s.entry_id ORDER BY s.seq"
    )
    assert [tuple(row) for row in found if row["value"].startswith("(?i)")] == [
        (1, r"(?i)@grey\S*:lantern\.example"),
        (2, r"(?i)#gate:lantern\.example"),
    ]


async def test_what_came_under_tlp_red_or_amber_is_not_handed_on(town: Town, lists: ExchangeRoom) -> None:
    secret = json.loads(json.dumps(examples.MISP))
    secret["Event"]["Tag"] = [{"name": "tlp:amber"}]
    await lists.intake.file(MOD, "misp", json.dumps(secret).encode(), B)
    await take(lists, A, "ee" * 16)
    for name in ("stix", "misp", "threatexchange", "hashes"):
        given = await lists.giving.file(MOD, name)
        assert PDQ.encode() not in given.data
        assert given.left_out["tlp"] == 6
    assert PDQ.encode() in (await lists.giving.file(MOD, "csv")).data
