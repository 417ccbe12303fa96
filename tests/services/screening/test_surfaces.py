"""What stands beside the words of a message is read like them: polls, buttons, names of files."""

from typing import Any

import pytest

from tambour.domain.bots.keyboard import Button
from tambour.domain.commands import Send
from tambour.domain.decide import Place as Standing
from tambour.domain.errors import Forbidden
from tambour.domain.files import ContactCard, File, Place
from tambour.domain.messages import PollView
from tambour.moderation.cases import Choice
from tambour.moderation.detect import PART_MAX, PIECE, pieces
from tambour.moderation.surfaces import written
from tambour.services.screening import ScreenRoom, marked
from tests.services.screening.conftest import PUSH, add
from tests.services.town import ANNA, BORIS, MOD, MOD2, Town

BAD = "lantern.example/join"


async def carry(town: Town, chat: int, seq: int, extra: dict[str, Any]) -> None:
    await town.db.execute(
        "UPDATE messages SET extra = $3::jsonb WHERE chat_id = $1 AND seq = $2", chat, seq, extra
    )


async def poll(town: Town, chat: int, seq: int, question: str, *options: str) -> None:
    await town.db.execute(
        "INSERT INTO polls (id, chat_id, author, question, options, tally, created)"
        " VALUES ($1, $2, $3, $4, $5::jsonb, $6::jsonb, 1) ON CONFLICT (id) DO UPDATE SET question = $4,"
        " options = $5::jsonb, tally = $6::jsonb",
        900 * chat + seq,
        chat,
        BORIS,
        question,
        list(options),
        [0] * len(options),
    )
    await carry(town, chat, seq, {"poll": 900 * chat + seq})


EXTRAS: dict[str, dict[str, Any]] = {
    "buttons": {"kb": [[{"k": "link", "x": PUSH, "u": "https://x.example"}]]},
    "files": {"fl": [{"id": "f", "k": "file", "n": f"{PUSH}.pdf"}]},
    "contact": {"ct": {"n": PUSH}},
    "place": {"lo": {"lat": 1.0, "lon": 1.0, "ti": PUSH}},
    "preview": {"lp": {"u": "https://x.example", "ti": "News", "x": f"{PUSH}, give us money, glory to us"}},
    "signed": {"an": PUSH},
}


async def parts(town: Town) -> list[tuple[int, str]]:
    rows = await town.db.fetch("SELECT seq, part FROM signals ORDER BY seq, part")
    return [(row["seq"], row["part"]) for row in rows]


async def test_every_part_of_a_public_message_is_read_and_no_private_one(
    town: Town, room: ScreenRoom
) -> None:
    await add(room)
    expected = []
    for chat in (2, 3, 1):
        for name, extra in EXTRAS.items():
            seq = await town.say(chat, BORIS, "look")
            await carry(town, chat, seq, extra)
            expected += [(seq, name)] if chat == 1 else []
        seq = await town.say(chat, BORIS, "")
        await poll(town, chat, seq, "Which?", PUSH, "none")
        expected += [(seq, "poll")] if chat == 1 else []
    await room.screen.catch_up()
    assert await parts(town) == expected
    assert await town.db.fetchval("SELECT count(*) FROM signals WHERE chat_id <> 1") == 0


async def test_the_case_shows_the_part_with_its_place_as_it_was(town: Town, room: ScreenRoom) -> None:
    await add(room)
    seq = await town.say(1, BORIS, "")
    await poll(town, 1, seq, "What do we do?", PUSH, "nothing")
    await room.screen.catch_up()
    await poll(town, 1, seq, "What do we eat?", "soup")
    (case,) = await town.store.read.cases.queue(town.clock.ms, 10)
    page = await town.desk.open(MOD, case.id)
    assert page.parts == {"poll": f"What do we do?\n{PUSH}\nnothing"}
    (signal,) = (await room.seen(case.id)).signals
    assert (signal.part, signal.seq) == ("poll", seq)
    hit = [words for words, found in marked(page.parts["poll"], [signal]).pieces if found]
    assert hit == ["Grey Lantern"]
    choice = Choice(outcome="remove_content", category="tvec.recruit", facts="asks people to join")
    decision = await town.review.decide(MOD, case.id, 1, choice)
    assert await town.db.fetchval("SELECT flags & 4 FROM messages WHERE chat_id = 1 AND seq = $1", seq) == 4
    await town.review.restore(MOD2, decision.id, "a mistake")
    assert await town.db.fetchval("SELECT flags & 4 FROM messages WHERE chat_id = 1 AND seq = $1", seq) == 0


async def test_a_complaint_keeps_what_the_message_carried(town: Town) -> None:
    seq = await town.say(2, BORIS, "vote")
    await poll(town, 2, seq, "Which?", "one", "two")
    case = await town.report(ANNA, chat=2, seq=seq)
    await poll(town, 2, seq, "Other?", "one", "two")
    assert (await town.desk.open(MOD, case)).parts == {"poll": "Which?\none\ntwo"}


async def test_a_hunt_and_other_buttons_are_read_too(town: Town, room: ScreenRoom) -> None:
    seq = await town.say(1, BORIS, "look")
    await carry(town, 1, seq, EXTRAS["buttons"])
    later = await town.say(1, BORIS, "nothing yet")
    await room.screen.catch_up()
    await add(room)
    await room.screen.catch_up()
    assert await parts(town) == [(seq, "buttons")]
    await carry(town, 1, later, EXTRAS["buttons"])
    async with town.store.writing() as tx:
        await tx.lock_chat(1)
        await tx.messages.edit(1, later, "nothing yet", (), tx.now, tags=(), mentions=[])
        await tx.append(1, "e", {}, seq=later)
    await room.screen.catch_up()
    assert await parts(town) == [(seq, "buttons"), (later, "buttons")]


def place(*, public: bool) -> Standing:
    return Standing(chat=1, user=BORIS, kind="group", gen=1, public=public)


def wants(**more: Any) -> Send:
    return Send(chat=1, user=BORIS, rid=1, text="look", **more)


@pytest.mark.parametrize(
    "want",
    [
        wants(poll=PollView(id=1, question="Go?", options=((f"to {BAD}", 0), ("no", 0)))),
        wants(extra={"kb": [[{"k": "link", "x": "here", "u": f"https://{BAD}"}]]}),
        wants(extra={"kb": [[{"k": "clipboard", "x": "copy", "p": f"https://{BAD}"}]]}),
        wants(extra={"kb": [[{"k": "link", "x": "here", "u": f"https://{BAD}?{'a' * 900}"}]]}),
        wants(
            extra={
                "kb": [[{"k": "link", "x": "x", "u": "https://a.example"}] * 7] * 29
                + [[{"k": "link", "x": BAD}]]
            }
        ),
        wants(files=(File(id="f", kind="file", name=f"see https://{BAD}"),)),
        wants(contact=ContactCard(name=BAD)),
        wants(place=Place(1.0, 1.0, BAD)),
    ],
    ids=["poll", "button", "copied", "long", "last", "file", "contact", "place"],
)
async def test_the_gate_refuses_a_blocked_link_wherever_it_stands(
    town: Town, room: ScreenRoom, want: Send
) -> None:
    fresh = await add(room, kind="link", value=BAD)
    await room.bank.enable(MOD2, fresh)
    await room.gate.load()
    with pytest.raises(Forbidden, match=r"link\.blocked"):
        room.gate.check_send(place(public=True), want)
    room.gate.check_send(place(public=False), want)


def test_what_is_long_is_looked_at_in_pieces_that_share_their_borders() -> None:
    text = "".join(chr(97 + n % 26) for n in range(PART_MAX + 5_000))
    found = list(pieces(text))
    assert all(text[at : at + len(piece)] == piece and len(piece) <= PIECE for at, piece in found)
    for at in range(0, PART_MAX - 300, 97):
        assert any(start <= at and at + 300 <= start + len(piece) for start, piece in found), at
    assert [list(pieces(short)) for short in ("", "one")] == [[(0, "")], [(0, "one")]]
    assert list(pieces("x" * PIECE)) == [(0, "x" * PIECE)]


async def test_the_end_of_a_long_keyboard_is_read_with_its_place(town: Town, room: ScreenRoom) -> None:
    await add(room)
    rows = [[{"k": "callback", "x": f"number {n} of many that say nothing"}] for n in range(200)]
    seq = await town.say(1, BORIS, "look")
    await carry(town, 1, seq, {"kb": [*rows, [{"k": "callback", "x": PUSH}]]})
    await room.screen.catch_up()
    (case,) = await town.store.read.cases.queue(town.clock.ms, 10)
    page = await town.desk.open(MOD, case.id)
    told = marked(page.parts["buttons"], (await room.seen(case.id)).signals).pieces
    assert [words for words, found in told if found] == ["Grey Lantern"]


def test_a_part_is_what_people_see_of_it() -> None:
    rows = (
        (
            Button(kind="callback", text="go", payload=BAD),
            Button(kind="clipboard", text="copy", payload="it"),
        ),
    )
    assert written(keyboard=rows)["buttons"] == "go\ncopy\nit"
