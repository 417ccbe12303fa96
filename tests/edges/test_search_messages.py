"""Finding what was said: by any form of a word, newest first, and only what the viewer may see as it is now."""

from dataclasses import dataclass
from typing import Any

import pytest

from tests.client import Client, Refused
from tests.conftest import Town
from tests.waiting import a_moment_later


@dataclass
class Hall:
    """A group of Anna and Boris, and a stranger."""

    town: Town
    anna: Client
    boris: Client
    stranger: Client
    group: int
    ids: dict[str, int]

    async def say(self, text: str, *, by: str = "anna", chat: int = 0) -> int:
        client: Client = getattr(self, by)
        sent = await client.call("msg.send", c=chat or self.group, rid=client.rid(), x=text)
        return int(sent["s"])

    async def index(self) -> None:
        await self.town.house.search.indexer.catch_up()

    async def find(self, q: str, *, by: str = "anna", chat: int = 0, **more: Any) -> list[int]:
        page = await getattr(self, by).call("search.chat", c=chat or self.group, q=q, **more)
        return [hit["m"]["s"] for hit in page["hits"]]

    async def everywhere(self, q: str, *, by: str = "anna", **more: Any) -> list[tuple[int, int]]:
        page = await getattr(self, by).call("search.all", q=q, **more)
        return [(hit["m"]["c"], hit["m"]["s"]) for hit in page["hits"]]


@pytest.fixture
async def hall(town: Town) -> Hall:
    anna, boris, clara = [await town.person(name) for name in ("Anna", "Boris", "Clara")]
    hers, his, other = [await town.connect(user) for user in (anna, boris, clara)]
    made = await hers.call("chat.create", k="group", rid=hers.rid(), title="Garden", users=[boris])
    ids = {"anna": anna, "boris": boris, "stranger": clara}
    return Hall(town, hers, his, other, int(made["ch"]["c"]), ids)


async def test_words_are_found_in_every_form_newest_first(hall: Hall) -> None:
    russian = [await hall.say(text) for text in ("Взял две книги", "Эта КНИГА лучше", "книжный шкаф")]
    english = [await hall.say(text) for text in ("She was running late", "I run every day")]
    arabic = [await hall.say(text) for text in ("ذهبت إلى المدرسة", "مَدْرَسَتِي جميلة", "والمدرسة بعيدة")]
    await hall.index()
    assert await hall.find("книгой ") == [russian[1], russian[0]]
    assert await hall.find("runs ") == [english[1], english[0]]
    assert await hall.find("مدرسه ") == arabic[::-1]
    assert await hall.find("every running ") == [english[1]]
    assert await hall.find("every book ") == []
    assert await hall.find("") == await hall.find(" ?! ") == []


async def test_the_last_word_may_be_unfinished(hall: Hall) -> None:
    one, two = await hall.say("Прогулка по лесу"), await hall.say("прогноз погоды")
    await hall.index()
    assert await hall.find("прог") == [two, one]
    assert await hall.find("прогу") == [one]
    assert await hall.find("лес прогу") == [one]
    page = await hall.anna.call("search.chat", c=hall.group, q="прогу ")
    assert page.get("near") == 1, "a word with something after it is finished: these are only like it"


async def test_where_the_text_answers_is_told_in_utf16_units(hall: Hall) -> None:
    await hall.say("🎉🎉 Naïve GARDEN, and the gardens: рассада")
    await hall.index()
    for q, expected in (
        ("garden ", [[11, 6], [27, 7]]),
        ("naive ", [[5, 5]]),
        ("gard", [[11, 4], [27, 4]]),
        ("рассады the ", [[23, 3], [36, 7]]),
    ):
        page = await hall.anna.call("search.chat", c=hall.group, q=q)
        assert page["hits"][0]["hl"] == expected, q


async def test_slips_and_broken_plurals_are_found_when_nothing_else_is(hall: Hall) -> None:
    books = await hall.say("عندي كتب كثيرة")
    walk = await hall.say("Завтра прогулка")
    await hall.index()
    for q, expected in (("كتاب ", books), ("прагулка ", walk)):
        page = await hall.anna.call("search.chat", c=hall.group, q=q)
        assert [hit["m"]["s"] for hit in page["hits"]] == [expected]
        assert page["near"] == 1
    exact = await hall.say("كتاب جديد")
    await hall.index()
    page = await hall.anna.call("search.chat", c=hall.group, q="كتاب ")
    assert [hit["m"]["s"] for hit in page["hits"]] == [exact]
    assert "near" not in page


async def test_edited_deleted_and_removed_messages_leave_at_once(hall: Hall) -> None:
    said = [await hall.say(f"secret number {n}") for n in range(4)]
    await hall.index()
    assert await hall.find("secret ") == said[::-1]
    await hall.anna.call("msg.edit", c=hall.group, s=said[0], x="nothing here", v=1)
    await hall.anna.call("msg.delete", c=hall.group, s=[said[1]], all=True)
    await hall.boris.call("msg.delete", c=hall.group, s=[said[3]])
    await hall.town.house.store.pool.execute(
        "UPDATE messages SET flags = flags | 4 WHERE chat_id = $1 AND seq = $2", hall.group, said[2]
    )
    assert await hall.find("secret ") == [said[3]], "without the index having moved"
    assert await hall.find("secret ", by="boris") == [], "deleted for me only"
    await hall.index()
    assert await hall.find("nothing ") == [said[0]]
    assert await hall.find("secret ") == [said[3]]


async def test_the_index_keeps_nothing_of_what_was_deleted(hall: Hall) -> None:
    seq = await hall.say("my word is flugelhorn")
    await hall.index()
    await hall.anna.call("msg.delete", c=hall.group, s=[seq], all=True)
    await hall.index()
    pool = hall.town.house.store.pool
    assert await pool.fetchval("SELECT count(*) FROM search_docs WHERE seq = $1", seq) == 0


async def test_a_lost_membership_is_lost_at_once(hall: Hall) -> None:
    seq = await hall.say("pumpkin soup")
    await hall.index()
    assert await hall.everywhere("pumpkin", by="boris") == [(hall.group, seq)]
    await hall.anna.call("member.remove", c=hall.group, u=hall.ids["boris"])
    assert await hall.everywhere("pumpkin", by="boris") == []
    assert await hall.everywhere("pumpkin", by="stranger") == []
    for who in ("boris", "stranger"):
        with pytest.raises(Refused) as no:
            await hall.find("pumpkin", by=who)
        assert no.value.code == "NOT_FOUND"


async def test_all_chats_come_in_one_order_of_time(hall: Hall) -> None:
    second = await hall.anna.call("chat.create", k="group", rid=hall.anna.rid(), title="Second", users=[])
    other = int(second["ch"]["c"])
    expected = []
    for n in range(7):
        chat = (hall.group, other)[n % 2]
        expected.append((chat, await hall.say(f"tomato {n}", chat=chat)))
    pool = hall.town.house.store.pool
    for n, (chat, seq) in enumerate(expected):
        ts = 1_700_000_000_000 + n * 1000
        await pool.execute("UPDATE messages SET ts = $3 WHERE chat_id = $1 AND seq = $2", chat, seq, ts)
    await hall.index()
    found: list[tuple[int, int]] = []
    cursor = ""
    while True:
        page = await hall.anna.call("search.all", q="tomato", limit=2, cursor=cursor)
        found += [(hit["m"]["c"], hit["m"]["s"]) for hit in page["hits"]]
        assert {c["c"] for c in page["chats"]} == {hit["m"]["c"] for hit in page["hits"]}
        cursor = page.get("next", "")
        if not cursor:
            break
    assert found == expected[::-1]


async def test_a_page_goes_on_where_the_last_ended_though_more_is_said(hall: Hall) -> None:
    said = [await hall.say(f"carrot {n}") for n in range(5)]
    await hall.index()
    first = await hall.anna.call("search.chat", c=hall.group, q="carrot", limit=2)
    await hall.say("carrot again")
    await hall.index()
    second = await hall.anna.call("search.chat", c=hall.group, q="carrot", limit=9, cursor=first["next"])
    assert [h["m"]["s"] for h in (*first["hits"], *second["hits"])] == said[::-1]


async def test_filters_by_person_kind_and_time(hall: Hall) -> None:
    hers = await hall.say("onions are here")
    await a_moment_later()
    his = await hall.say("onions at https://example.org", by="boris")
    poll = {"q": "Onions?", "o": ["yes", "never"]}
    sent = await hall.anna.call("msg.send", c=hall.group, rid=hall.anna.rid(), x="", po=poll)
    await hall.index()
    assert await hall.find("onion", **{"from": hall.ids["boris"]}) == [his]
    assert await hall.find("", **{"from": hall.ids["boris"]}) == [his]
    assert await hall.find("onion", kind="link") == [his]
    assert await hall.find("never", kind="poll") == [sent["s"]]
    pool = hall.town.house.store.pool
    ts = await pool.fetchval("SELECT ts FROM messages WHERE chat_id = $1 AND seq = $2", hall.group, his)
    assert await hall.find("onion", until=ts) == [hers]
    assert await hall.find("onion", since=ts) == [sent["s"], his]
    with pytest.raises(Refused) as no:
        await hall.find("onion", kind="everything")
    assert (no.value.code, no.value.x["field"]) == ("BAD", "kind")


async def test_a_guest_searches_a_public_chat_and_a_newcomer_not_its_hidden_past(hall: Hall) -> None:
    made = await hall.anna.call(
        "chat.create", k="group", rid=hall.anna.rid(), title="Market", public=True, name="market_square"
    )
    market = int(made["ch"]["c"])
    before = await hall.say("cherries today", chat=market)
    await hall.index()
    assert await hall.find("cherry ", by="stranger", chat=market) == [before]
    await hall.anna.call("chat.edit", c=market, hide_history=True)
    await hall.stranger.call("chat.join", c=market)
    after = await hall.say("cherries again", chat=market)
    await hall.index()
    assert await hall.find("cherry ", by="stranger", chat=market) == [after]
    assert await hall.everywhere("cherry ", by="stranger") == [(market, after)]
    assert await hall.find("cherry ", chat=market) == [after, before]


async def test_what_is_not_indexed_yet_is_counted(hall: Hall) -> None:
    await hall.index()
    gauge = hall.town.house.search.indexer.backlog
    assert gauge() == 0
    for n in range(3):
        await hall.say(f"number {n}")
    assert gauge() == 3
    await hall.index()
    assert gauge() == 0


async def test_who_wrote_a_channels_post_is_nobodys_business(hall: Hall) -> None:
    made = await hall.anna.call("chat.create", k="channel", rid=hall.anna.rid(), title="News", users=[])
    channel = int(made["ch"]["c"])
    post = await hall.say("fresh news", chat=channel)
    await hall.index()
    assert await hall.find("news", chat=channel) == [post]
    assert await hall.find("news", chat=channel, **{"from": hall.ids["anna"]}) == []


async def test_a_day_leads_to_its_first_message(hall: Hall) -> None:
    pool = hall.town.house.store.pool
    seqs = [await hall.say(f"day {n}") for n in range(6)]
    for n, seq in enumerate(seqs):
        await pool.execute(
            "UPDATE messages SET ts = $3 WHERE chat_id = $1 AND seq = $2", hall.group, seq, 1000 * n
        )
    await pool.execute("UPDATE messages SET ts = 0 WHERE chat_id = $1 AND seq < $2", hall.group, seqs[0])

    async def day(ts: int) -> int:
        return int((await hall.anna.call("search.date", c=hall.group, d=ts))["s"])

    assert [await day(ts) for ts in (1000, 1001, 2000, 5000, 5001)] == [
        seqs[1], seqs[2], seqs[2], seqs[5], 0,
    ]  # fmt: skip


async def test_no_words_break_it(hall: Hall) -> None:
    await hall.say("hello 🎉")
    await hall.index()
    strange = [
        "%",
        "' OR 1=1",
        "\u202e\u0640",
        "e\u0301" * 100,
        "a b c d e f g h i j k l m",
        "٣",
        "ﷺ",
        "\\",
        "ىىى",
    ]
    for q in (*strange, "x" * 256):
        assert await hall.find(q) == [], q
        assert await hall.everywhere(q) == [], q
    assert len(await hall.find("🎉")) == 1
    with pytest.raises(Refused) as no:
        await hall.find("hello", cursor="0.1.2")
    assert (no.value.code, no.value.x["field"]) == ("BAD", "cursor")
