"""Names and descriptions of what is public are read beside messages, and nothing of what is private ever is."""

from collections.abc import Sequence

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from tambour.adapters.postgres.screen import profiles
from tambour.domain.errors import Forbidden
from tambour.domain.messages import Entity
from tambour.moderation.cases import Choice
from tambour.moderation.detect import Found, Loaded
from tambour.services.screening import ScreenRoom, marked
from tests.services.screening.conftest import NEWS, PUSH, add
from tests.services.town import ANNA, BORIS, CLARA, MOD, MOD2, Town

BOT = 301
ABOUT = f"Our channel. {PUSH}"


async def call(town: Town, chat: int, about: str, *, title: str = "talk") -> None:
    await town.db.execute("UPDATE chats SET title = $2, about = $3 WHERE id = $1", chat, title, about)


async def a_bot(town: Town, description: str) -> None:
    await town.db.execute(
        "INSERT INTO users (id, name, username, is_bot, created) VALUES ($1, 'Helper', 'helper', true, 1)",
        BOT,
    )
    await town.db.execute(
        "INSERT INTO bots (bot_id, owner, token_hash, description, created) VALUES ($1, $2, 'x', '', 1)",
        BOT,
        ANNA,
    )
    await town.db.execute("UPDATE bots SET description = $2 WHERE bot_id = $1", BOT, description)


async def subjects(town: Town) -> list[tuple[str, int, str]]:
    """(kind, chat or person, pack) of all cases."""
    rows = await town.db.fetch(
        "SELECT kind, coalesce(chat_id, user_id, 0) AS whose, coalesce(ref, '') AS pack FROM cases c"
        " JOIN subjects s ON s.id = c.subject_id ORDER BY kind, whose"
    )
    return [tuple(row) for row in rows]


async def test_each_kind_becomes_a_case_about_itself(town: Town, room: ScreenRoom) -> None:
    await add(room)
    await call(town, 4, ABOUT)
    await call(town, 2, ABOUT)
    await a_bot(town, PUSH)
    await town.db.execute("UPDATE users SET about = $2, username = 'borisx' WHERE id = $1", BORIS, PUSH)
    await town.db.execute("UPDATE users SET about = $2 WHERE id = $1", CLARA, PUSH)
    await town.db.execute("INSERT INTO sticker_packs VALUES ('pack', $1, $2, 1)", ANNA, PUSH)
    await room.screen.catch_up()
    assert await subjects(town) == [
        ("account", BORIS, ""),
        ("account", BOT, ""),
        ("chat", 4, ""),
        ("sticker", 0, "pack"),
    ]
    assert room.screen.backlog() == 0
    assert await room.failing_since() == 0


async def test_the_case_shows_it_as_it_was_and_a_decision_can_be_taken_back(
    town: Town, room: ScreenRoom
) -> None:
    await add(room)
    await call(town, 4, ABOUT, title="Evening")
    await room.screen.catch_up()
    await call(town, 4, "nothing at all")
    await room.screen.catch_up()
    later = await town.report(ANNA, chat=4)
    (case,) = await town.store.read.cases.queue(town.clock.ms, 10)
    assert later == case.id
    page = await town.desk.open(MOD, case.id)
    assert page.chat["ab"] == "nothing at all", "what the complaint saw"
    assert page.parts["profile"] == f"Evening\n{ABOUT}"
    (signal,) = (await room.seen(case.id)).signals
    assert (signal.part, signal.version) == ("profile", page.parts_ver)
    hit = [words for words, found in marked(page.parts["profile"], [signal]).pieces if found]
    assert hit == ["Grey Lantern"]
    before = await town.projection()
    choice = Choice(outcome="quarantine_chat", category="tvec.recruit", facts="calls to join", until=0)
    decision = await town.review.decide(MOD, case.id, 1, choice)
    assert decision.automated_detection
    if decision.state == "waiting":
        await town.review.second(MOD2, decision.id, True)
    assert await town.db.fetchval("SELECT state FROM chats WHERE id = 4") == "quarantined"
    await town.review.restore(MOD, decision.id, "a mistake")
    assert await town.projection() == before


async def test_what_only_names_or_reports_is_left_alone_and_a_change_is_read_again(
    town: Town, room: ScreenRoom
) -> None:
    await add(room)
    await call(town, 4, NEWS)
    await room.screen.catch_up()
    assert await subjects(town) == []
    await call(town, 4, PUSH)
    await room.screen.catch_up()
    assert await subjects(town) == [("chat", 4, "")]
    await town.db.execute("UPDATE chats SET title = title, about = about, slow_s = 5 WHERE id = 4")
    assert await room.screen.profiles.turn() == 0, "nothing has changed"


async def test_a_new_entry_hunts_through_them_and_a_shadow_bothers_nobody(
    town: Town, room: ScreenRoom
) -> None:
    await call(town, 4, ABOUT)
    await room.screen.catch_up()
    fresh = await add(room, mode="shadow")
    await room.screen.catch_up()
    assert await town.db.fetchval("SELECT mode FROM signals") == "shadow"
    assert await subjects(town) == []
    await room.bank.promote(MOD, fresh)
    await room.screen.catch_up()
    assert await subjects(town) == [("chat", 4, "")]


async def test_a_hint_adds_to_a_case_about_the_chat_that_is_open_anyway(town: Town, room: ScreenRoom) -> None:
    await add(room, opinion="seed")
    await call(town, 4, ABOUT)
    await room.screen.catch_up()
    assert await subjects(town) == []
    case = await town.report(ANNA, chat=4)
    await room.screen.catch_up()
    assert await town.db.fetchval("SELECT case_id FROM signals") == case
    assert (await town.store.read.cases.queue(town.clock.ms, 5))[0].tally.hinted > 0


async def test_a_detector_that_fails_on_one_is_told_of_and_made_up_for(
    town: Town, room: ScreenRoom, monkeypatch: pytest.MonkeyPatch
) -> None:
    await add(room)
    await room.screen.catch_up()
    await call(town, 4, ABOUT)
    with monkeypatch.context() as patch:

        def broken(*_: object) -> None:
            raise ZeroDivisionError

        patch.setattr(Loaded, "words", broken)
        await room.screen.profiles.turn()
    town.clock.ms += 31_000
    assert await room.failing_since() > 0
    await room.screen.catch_up()
    assert await room.failing_since() == 0
    assert await subjects(town) == [("chat", 4, "")]


async def test_what_changes_while_it_is_read_is_read_again(town: Town, room: ScreenRoom) -> None:
    await add(room)
    await room.screen.catch_up()
    await call(town, 4, "something")
    due = await room.screen.rows.profiles.due(10)
    await call(town, 4, ABOUT)
    await room.gate.load()
    await room.screen.profiles.write(due)
    await room.screen.catch_up()
    assert await subjects(town) == [("chat", 4, "")]


async def test_an_owed_case_of_what_became_private_is_none(town: Town, room: ScreenRoom) -> None:
    await add(room)
    await call(town, 4, ABOUT)
    await room.screen.profiles.turn()
    assert await town.db.fetchval("SELECT count(*) FROM signals WHERE owed") == 1
    await town.db.execute("UPDATE chats SET is_public = false WHERE id = 4")
    await room.screen.catch_up()
    assert await subjects(town) == []
    assert await town.db.fetchval("SELECT count(*) FROM signals WHERE owed") == 0


async def test_the_gate_refuses_a_blocked_link_in_a_description(town: Town, room: ScreenRoom) -> None:
    fresh = await add(room, kind="link", value="lantern.example/join")
    await room.bank.enable(MOD2, fresh)
    await room.gate.load()
    with pytest.raises(Forbidden, match=r"link\.blocked"):
        room.gate.check_worn(4, "talk", "see https://lantern.example/join/now")
    room.gate.check_worn(4, "talk", "see https://lantern.example/other")


STEPS = st.lists(
    st.one_of(
        st.tuples(st.just("call"), st.integers(0, 10_000)),
        st.sampled_from([("publish", 0), ("hide", 0), ("read", 0), ("hunt", 0)]),
    ),
    max_size=14,
)


@settings(
    max_examples=12,
    deadline=None,
    derandomize=True,
    phases=[Phase.explicit, Phase.generate],
    suppress_health_check=list(HealthCheck),
)
@given(steps=STEPS)
async def test_nothing_of_a_private_chat_is_read_whatever_the_order(
    town: Town, room: ScreenRoom, steps: Sequence[tuple[str, int]]
) -> None:
    """Every text that reaches the detectors was said in public; what is public at the end has been read."""
    await privacy_law(town, room, steps)


async def test_the_law_notices_a_reader_that_does_not_ask_whether_it_is_public(
    town: Town, room: ScreenRoom, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(profiles, "DUE", profiles.DUE.replace("AND c.is_public ", ""))
    with pytest.raises(AssertionError):
        await privacy_law(town, room, [("publish", 0), ("hide", 0), ("call", 7), ("read", 0)])


async def privacy_law(town: Town, room: ScreenRoom, steps: Sequence[tuple[str, int]]) -> None:
    read: list[str] = []
    right = Loaded.look

    def watched(self: Loaded, text: str, entities: Sequence[Entity], chat: int, own: str) -> Found:
        read.extend(text.split("\n"))
        return right(self, text, entities, chat, own)

    await town.db.execute("UPDATE chats SET is_public = false WHERE id = 2")
    await call(town, 2, "", title="name at first")
    public, name, said = False, "name at first", set[str]()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Loaded, "look", watched)
        for at, (step, number) in enumerate([*steps, ("read", 0)]):
            if step == "call":
                name = f"name {number} at {at}"
                await call(town, 2, "", title=name)
            elif step == "read":
                await room.screen.catch_up()
            elif step == "hunt":
                await town.db.execute("UPDATE hunts SET profile = 0")
            else:
                public = step == "publish"
                await town.db.execute("UPDATE chats SET is_public = $1 WHERE id = 2", public)
            if public:
                said.add(name)
    seen = {line for line in read if line.startswith("name ")}
    assert seen <= said
    assert not public or name in seen
