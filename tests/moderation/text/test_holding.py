"""The gate's look at long texts: first at what stands around a name, never for more than the whole would say."""

import time
from collections.abc import Callable

import pytest
from bench.benign import sentences
from bench.holding import gate_of, long_texts
from hypothesis import given
from hypothesis import strategies as st

from tambour.moderation.text.links import apart, refanged
from tambour.moderation.text.normal import normalise
from tambour.moderation.text.plainly import LONG, SHORT, find_plain, places, windows
from tambour.moderation.text.stance import HEEDED_FROM, judge
from tambour.pipeline.gate import Gate

PUSH = "Join the Grey Lantern, brothers, write to our bot"
NEWS = "Police arrested members of the Grey Lantern, the newspaper reported"
FILLER = " ".join(sentences("en", 90))
WEIRD = "ﷺ"
"""One character that is folded into eighteen."""


@pytest.fixture(scope="module")
def gate() -> Gate:
    return gate_of(50, ("Grey Lantern", "Орден Вереска", "Şafak Bekçileri"))


def whole(gate: Gate, text: str) -> bool:
    """Would it be held, were it judged as a whole?"""
    read = normalise(text)
    hits = find_plain(gate.bank.holding, read)
    return any(one.score >= HEEDED_FROM for one in judge(hits, read, text))


def held(gate: Gate, text: str) -> bool:
    return gate.bank.held(text, (), 1, gate.own) is not None


@pytest.mark.parametrize("size", [SHORT + 100, LONG + 500, 3_800])
@pytest.mark.parametrize("said", [PUSH, NEWS, PUSH.upper(), f"{NEWS}\n{PUSH}", "a lantern, grey as ever"])
def test_it_says_what_the_whole_says_wherever_the_name_stands(gate: Gate, said: str, size: int) -> None:
    for at in (0, size // 2, size):
        cut = FILLER.rindex(" ", 0, at) if at else 0
        text = f"{FILLER[:cut]}. {said}. {FILLER[cut:size]}"
        assert held(gate, text) == whole(gate, text), text


def test_in_texts_of_seven_languages_it_holds_nothing_that_the_whole_would_not(gate: Gate) -> None:
    """And hardly less: what is lost is a push whose distance only the rest takes away."""
    texts = long_texts(1_800, 4)
    wide = gate_of(60)
    said = [(held(wide, text), whole(wide, text)) for text in texts]
    assert not [one for one in said if one[0] and not one[1]]
    lost, there = sum(b and not a for a, b in said), sum(b for _, b in said)
    assert there > 10
    assert lost <= there // 5


@pytest.mark.parametrize("before", ["", "ß" * 700, "نَعَم " * 200, WEIRD * 100, WEIRD * 900, "\u200b" * 300])
def test_letters_that_become_more_or_none_move_no_place(gate: Gate, before: str) -> None:
    text = f"{before} {FILLER[:LONG]} {PUSH}"
    found = places(gate.bank.holding, text)
    assert found
    assert "Grey Lantern" in "".join(windows(text, found) or [text])
    assert held(gate, text) == whole(gate, text)


@given(
    st.lists(
        st.sampled_from(["a", ".", "[.]", " dot ", "(", "hxxp", "DOT", "точка", "。", " ", "lantern", "hXXp"])
    )
)
def test_a_glance_misses_no_link_that_was_taken_apart(parts: list[str]) -> None:
    text = "".join(parts)
    assert apart(text) or refanged(text)[0] == text


def best(work: Callable[[], object], times: int = 7) -> float:
    """Seconds of CPU, the least of so many."""
    took = list[float]()
    for _ in range(times):
        began = time.thread_time()
        work()
        took.append(time.thread_time() - began)
    return min(took)


def test_a_long_text_costs_a_part_of_what_reading_the_whole_does(gate: Gate) -> None:
    plain = FILLER[:3_900]
    named = f"{plain[:1_900]} the Grey Lantern is a pub {plain[1_900:]}"
    reading = best(lambda: normalise(plain))
    assert best(lambda: held(gate, plain)) < reading / 2
    assert best(lambda: held(gate, named)) < reading
    assert best(lambda: whole(gate, named)) > best(lambda: held(gate, named)) * 2
