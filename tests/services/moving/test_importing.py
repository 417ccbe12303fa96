"""What arrives, where it comes, and that it comes once."""

import pytest
from bench.exports import make

from tambour.domain.errors import BadInput
from tambour.services.moving import importing
from tests.services.moving.conftest import START, Yard, group, message


async def test_a_group_comes_with_its_people_its_order_and_its_answers(yard: Yard) -> None:
    anna = await yard.person("Anna", "+79001110000")
    path = yard.write(
        group(
            "Town",
            message(3, "third", reply_to_message_id=1),
            message(1, "first", **{"from": "Anna", "from_id": "user1000"}),
            message(2, "second", **{"from": None, "from_id": "user1002"}),
            message(
                4, "", action="pin_message", type="service", actor="Boris", actor_id="user1001", message_id=2
            ),
        )
    )
    report = await yard.bring(anna, path)
    (chat,) = await yard.chats(anna)
    said = await yard.said(anna, chat.id)
    people = {u.id: u for u in await yard.house.accounts.people.users(anna, [m.sender for m in said])}

    assert (report.chats, report.messages, report.people) == (1, 4, 2)
    assert [(m.seq, m.text, m.reply) for m in said] == [
        (1, "first", 0),
        (2, "second", 0),
        (3, "third", 1),
        (4, "", 0),
    ]
    assert [people[m.sender].name for m in said] == ["Anna", "Unknown", "Boris", "Boris"]
    assert said[3].service == {"k": "pin", "s": 2}
    assert all(m.imported for m in said)
    assert [m.ts for m in said] == [1000 * (START + 60 * n) for n in (1, 2, 3, 4)]
    assert (said[0].sender, people[said[2].sender].imported) == (anna, 1)


async def test_nothing_is_unread_and_the_chat_stands_where_its_last_word_was_said(yard: Yard) -> None:
    anna = await yard.person("Anna", "+79001110000")
    await yard.bring(anna, yard.write(group("Old", message(1)), group("Older", message(0), ext=8)))
    old, older = await yard.chats(anna)

    assert (old.title, old.unread, older.title, older.unread) == ("Old", 0, "Older", 0)
    assert old.last_ts == 1000 * (START + 60)
    assert (await yard.db.fetchval("SELECT count(*) FROM mentions")) == 0


async def test_a_second_run_adds_nothing_and_a_newer_export_only_what_is_new(yard: Yard) -> None:
    anna = await yard.person("Anna", "+79001110000")
    first = yard.write(group("Town", *(message(n) for n in range(1, 4))))
    await yard.bring(anna, first)
    again = await yard.bring(anna, first)
    more = await yard.bring(anna, yard.write(group("Town", *(message(n) for n in range(1, 6)))))
    (chat,) = await yard.chats(anna)

    assert (again.messages, again.known) == (0, 3)
    assert (more.messages, more.known) == (2, 3)
    assert [m.seq for m in await yard.said(anna, chat.id)] == [1, 2, 3, 4, 5]
    assert await yard.db.fetchval("SELECT count(*) FROM users WHERE importer IS NOT NULL") == 1


async def test_a_run_that_was_broken_off_goes_on_where_it_stopped(
    yard: Yard, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(importing, "BATCH", 10)
    monkeypatch.setattr(importing, "WINDOW", 5)
    anna = await yard.person("Anna", "+79001110000")
    path = yard.write(group("Town", *(message(n, f"word {n}") for n in range(1, 101))))
    landed = importing.Import.land
    calls = 0

    async def dies(self: importing.Import, most: int) -> None:
        nonlocal calls
        calls += 1
        if calls > 4:
            raise ConnectionError("power cut")
        await landed(self, most)

    with monkeypatch.context() as broken:
        broken.setattr(importing.Import, "land", dies)
        with pytest.raises(ConnectionError):
            await yard.bring(anna, path)
    (chat,) = await yard.chats(anna)
    assert chat.last_seq == 40
    report = await yard.bring(anna, path)

    assert (report.messages, report.known) == (60, 40)
    assert [m.text for m in await yard.said(anna, chat.id)] == [f"word {n}" for n in range(1, 101)]


async def test_counters_and_log_have_no_holes_after_an_import(
    yard: Yard, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(importing, "BATCH", 7)
    monkeypatch.setattr(importing, "WINDOW", 3)
    anna = await yard.person("Anna", "+79001110000")
    make(yard.folder / "big", 200, media_every=0)
    await yard.bring(anna, yard.folder / "big")
    holes = await yard.db.fetch(
        "SELECT c.id FROM chats c WHERE c.last_seq <> (SELECT count(*) FROM messages m WHERE m.chat_id = c.id)"
        " OR c.last_seq <> (SELECT coalesce(max(seq), 0) FROM messages m WHERE m.chat_id = c.id)"
        " OR c.last_ev <> (SELECT count(*) FROM chat_log l WHERE l.chat_id = c.id)"
        " OR EXISTS (SELECT FROM messages m JOIN chat_log l ON l.chat_id = c.id AND l.ev = m.ev"
        "  WHERE m.chat_id = c.id AND l.seq <> m.seq)"
    )

    assert await yard.db.fetchval("SELECT count(*) FROM messages") == 200
    assert holes == []
    assert await yard.db.fetchval("SELECT count(*) FROM sent_marks") == 0


async def test_each_kind_of_chat_becomes_its_kind(yard: Yard) -> None:
    anna = await yard.person("Anna", "+79001110000")
    mine = {"from": "Anna", "from_id": "user1000"}
    await yard.bring(
        anna,
        yard.write(
            group("Boris", message(1), message(2, "me too", **mine), ext=1001, kind="personal_chat"),
            group("News", message(3, from_id="channel7", author="Olga"), ext=7, kind="public_channel"),
            {"type": "saved_messages", "id": 1000, "messages": [message(4, "note", **mine)]},
        ),
    )
    by_kind = {view.kind: view for view in await yard.chats(anna)}
    post = (await yard.said(anna, by_kind["channel"].id))[0]
    dialog = await yard.said(anna, by_kind["dialog"].id)

    assert set(by_kind) == {"dialog", "channel", "saved"}
    assert (by_kind["channel"].role, by_kind["channel"].public) == ("owner", 0)
    assert (post.sender, post.signature) == (0, "Olga")
    assert [m.sender for m in dialog] == [by_kind["dialog"].peer, anna]
    assert [m.text for m in await yard.said(anna, by_kind["saved"].id)] == ["note"]


async def test_the_export_of_a_single_dialog_tells_who_is_who_by_its_number(yard: Yard) -> None:
    anna = await yard.person("Anna", "+79001110000")
    path = yard.write()
    single = group(
        "Boris", message(1), message(2, from_id="user55", **{"from": "Ann"}), ext=1001, kind="personal_chat"
    )
    (path / "result.json").write_text(importing.msgspec.json.encode(single).decode())
    await yard.bring(anna, path)
    (chat,) = await yard.chats(anna)
    assert [m.sender for m in await yard.said(anna, chat.id)] == [chat.peer, anna]


async def test_polls_cards_places_and_reactions_come_along(yard: Yard) -> None:
    anna = await yard.person("Anna", "+79001110000")
    poll = {
        "question": "Tea?",
        "closed": False,
        "total_voters": 3,
        "answers": [{"text": "yes", "voters": 2}, {"text": "no", "voters": 1}],
    }
    await yard.bring(
        anna,
        yard.write(
            group(
                "Town",
                message(1, "", poll=poll),
                message(
                    2, reactions=[{"type": "emoji", "emoji": "👍", "count": 3}, {"type": "paid", "count": 9}]
                ),
                message(3, forwarded_from="News", edited_unixtime=str(START + 400)),
                message(4, "x", file="(File not included.)", media_type="voice_message"),
            )
        ),
    )
    (chat,) = await yard.chats(anna)
    polled, liked, forwarded, voice = await yard.said(anna, chat.id)

    assert polled.poll is not None
    assert (polled.poll.question, polled.poll.options, polled.poll.voters) == (
        "Tea?",
        (("yes", 2), ("no", 1)),
        3,
    )
    assert polled.poll.closed
    assert liked.reactions == (("👍", 3),)
    assert forwarded.source is not None
    assert (forwarded.source.name, forwarded.edited) == ("News", 1000 * (START + 400))
    assert voice.text == "x\n🎤"


async def test_only_the_chats_that_were_asked_for_come(yard: Yard) -> None:
    anna = await yard.person("Anna", "+79001110000")
    path = yard.write(
        group("Town", message(1)), group("Work", message(1), ext=8), group("Club", message(1), ext=7)
    )
    await yard.bring(anna, path, only=frozenset({"Work", "7"}))
    assert {view.title for view in await yard.chats(anna)} == {"Work", "Club"}


async def test_one_persons_import_speaks_for_nobody_else(yard: Yard) -> None:
    anna, boris = await yard.person("Anna", "+79001110000"), await yard.person("Boris", "+79001110001")
    path = yard.write(group("Town", message(1)))
    await yard.bring(anna, path)
    report = await yard.bring(boris, path)
    hers, his = await yard.chat(anna, "Town"), await yard.chat(boris, "Town")

    assert report.messages == 1
    assert hers != his
    assert (await yard.said(anna, hers))[0].sender != (await yard.said(boris, his))[0].sender


async def test_what_came_before_the_damage_stays(yard: Yard) -> None:
    anna = await yard.person("Anna", "+79001110000")
    path = yard.write(group("Town", *(message(n) for n in range(1, 2000))))
    whole = (path / "result.json").read_text()
    (path / "result.json").write_text(whole[: len(whole) // 2])
    with pytest.raises(BadInput) as no:
        await yard.bring(anna, path)
    assert no.value.facts["why"] == "moving.json"
    before = (await yard.chats(anna))[0].last_seq
    assert 0 < before < 1999
    (path / "result.json").write_text(whole)
    await yard.bring(anna, path)
    assert (await yard.chats(anna))[0].last_seq == 1999


async def test_progress_is_told_up_to_the_end(yard: Yard) -> None:
    anna = await yard.person("Anna", "+79001110000")
    await yard.bring(anna, yard.write(group("Town", *(message(n) for n in range(1, 1200)))))
    done = [d for d, _ in yard.told]
    assert done == sorted(done)
    assert yard.told[-1][0] == yard.told[-1][1] > 0


async def test_whoever_has_no_name_is_unknown_in_the_importers_language(yard: Yard) -> None:
    anna = await yard.house.accounts.add(phone="+79001110000", name="Anna", lang="ru-RU")
    nobody = {"from": None, "from_id": "user1002"}
    sent_away = {
        "type": "service",
        "action": "remove_members",
        "members": [None, "Boris"],
        "actor_id": "user1001",
    }
    path = yard.write(
        group("Town", message(1, "first", **nobody, forwarded_from=None), message(2, "", **sent_away))
    )

    await yard.bring(anna, path)

    (chat,) = await yard.chats(anna)
    first, second = await yard.said(anna, chat.id)
    (person,) = await yard.house.accounts.people.users(anna, [first.sender])
    assert person.name == "Неизвестный"
    assert first.source.name == "Неизвестный"
    assert second.service["ti"] == "Неизвестный, Boris"
