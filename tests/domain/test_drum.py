"""What Drum says to what it hears: every way through it, in every language."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tambour.domain.bots.bot import Bot, Command
from tambour.domain.bots.drum.talk import (
    HERE,
    SKIP,
    TOKEN,
    Act,
    Heard,
    Step,
    Turn,
    after,
    commands_in,
    refused,
    turn,
)
from tambour.domain.bots.drum.words import AR, EN, RU, WORDS
from tambour.domain.bots.keyboard import check_keyboard

MINE = (Bot(id=7, owner=1, name="Echo", username="echo_robot", commands=(Command("help", "helps"),)),)


def say(text: str, step: Step = HERE, bots: tuple[Bot, ...] = MINE) -> Turn:
    return turn("en", step, Heard("text", text), bots)


def press(payload: str, step: Step = HERE, bots: tuple[Bot, ...] = MINE) -> Turn:
    return turn("en", step, Heard("press", payload), bots)


def payloads(of: Turn) -> list[str]:
    return [b.payload for s in of.says for row in s.rows for b in row]


def test_a_bot_is_made_in_two_answers() -> None:
    asked = say("/newbot")
    assert asked.step == Step("name")
    named = say("Echo of the bay", asked.step)
    assert named.step == Step("handle", name="Echo of the bay")
    assert say("bay_echo", named.step).act == Act("make", text="bay_echo", name="Echo of the bay")
    assert say(SKIP, named.step).act == Act("make", name="Echo of the bay")


def test_the_token_is_only_named_in_what_is_kept() -> None:
    made = after("en", Act("make"), MINE[0], MINE)
    assert made.says[0].code == TOKEN
    assert payloads(made)[:2] == [TOKEN, "hide"]
    assert press("hide").erase


def test_what_cannot_be_taken_back_is_asked_first() -> None:
    for verb in ("del", "token"):
        asked = press(f"{verb}:7")
        assert asked.act is None
        assert payloads(asked) == [f"{verb}!:7", "bot:7"]
    assert press("del!:7").act == Act("delete", 7)
    assert press("token!:7").act == Act("token", 7)


def test_nobody_reaches_a_bot_of_somebody_else() -> None:
    for verb in ("bot", "name", "user", "about", "photo", "cmds", "token", "token!", "hear", "del", "del!"):
        got = press(f"{verb}:8")
        assert (got.act, got.step, got.notice) == (None, Step(), EN["gone"])


@pytest.mark.parametrize(
    ("verb", "kind", "text"),
    [("name", "name", "Echo 2"), ("user", "username", "echo_2"), ("about", "about", "It echoes.")],
)
def test_a_field_is_asked_for_and_changed(verb: str, kind: str, text: str) -> None:
    asked = press(f"{verb}:7")
    assert asked.step == Step(verb, 7)
    act = say(text, asked.step).act
    assert act is not None
    assert (act.kind, act.bot, act.text) == (kind, 7, text)


def test_commands_are_one_a_line_with_or_without_a_slash() -> None:
    text = "/start – begins\nhelp helps\n\n/quit"
    wanted = (("/start", "begins"), ("help", "helps"), ("/quit", ""))
    assert commands_in(text) == wanted
    act = say(text, Step("cmds", 7)).act
    assert act is not None
    assert act.commands == wanted
    assert say("/cancel", Step("cmds", 7)).step == Step()


def test_a_picture_is_wanted_where_one_was_asked_for() -> None:
    at = Step("photo", 7)
    assert turn("en", at, Heard("photo", "FILE"), MINE).act == Act("photo", 7, "FILE")
    assert say("no picture", at).step == at


def test_a_refusal_keeps_the_question_open() -> None:
    at = Step("handle", name="Echo")
    assert refused("ru", at, "name.taken").says[0].text == RU["no_name.taken"]
    assert refused("ru", at, "name.taken").step == at
    assert refused("en", at, "something.new").says[0].text == EN["no"]


def test_the_three_languages_say_the_same_things() -> None:
    assert set(EN) == set(RU) == set(AR)
    for key, words in EN.items():
        assert ("{name}" in words) == ("{name}" in RU[key]) == ("{name}" in AR[key]), key


verbs = st.sampled_from(
    ["new", "list", "skip", "hide", "bot", "name", "user", "about", "photo", "cmds", "token"]
)
steps = st.builds(
    Step, st.sampled_from(["", "name", "handle", "user", "about", "cmds", "photo"]), st.just(7), st.text()
)
things = st.one_of(
    st.builds(Heard, st.sampled_from(["start", "text", "photo", "other"]), st.text(max_size=50)),
    st.builds(Heard, st.just("text"), st.sampled_from(["/start", "/newbot", "/mybots", "/cancel", "/help"])),
    st.builds(lambda v, n: Heard("press", f"{v}:{n}"), verbs, st.sampled_from(["", "7", "8", "x"])),
)


@given(st.sampled_from(sorted(WORDS)), steps, things)
def test_law_everything_is_answered_with_keyboards_that_may_be_sent(
    lang: str, step: Step, heard: Heard
) -> None:
    got = turn(lang, step, heard, MINE)
    assert got.says or got.act or got.erase or got.step.at == "skip"
    for one in got.says:
        assert one.text.strip()
        check_keyboard(one.rows)
