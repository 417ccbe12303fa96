"""Reads the scripts of the demo town and lays them out in time. Pure: same script, same start, same town.

A line is `who: text`. Marks after the name: `>` answers the line before, `*` is pinned, `?` is a poll
(`question|option|option`), `+👍` is a reaction by somebody. A blank line lets a night pass.
"""

import hashlib
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from tambour.domain.ids import Millis

MARKS = re.compile(r"(?P<who>[a-z]+)(?P<marks>[>*?]*)(?P<reactions>(?:\+[^:+]+)*): (?P<text>.+)")
MINUTE_MS = 60_000
HOUR_MS = 60 * MINUTE_MS
DAY_MS = 24 * HOUR_MS
MORNING_H = 8
GAP_MIN_MAX = 22


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One thing said in one chat at one time."""

    chat: str
    place: int
    """Which line of the script, from 0: lines answer and react to each other by it."""
    at: Millis
    who: str
    text: str
    answers: bool
    pinned: bool
    options: tuple[str, ...]
    """Not empty: `text` is the question of a poll."""
    reactions: tuple[str, ...]


def draw(limit: int, *seed: str | int) -> int:
    """A number below `limit` that depends on the seed alone."""
    digest = hashlib.blake2b(repr(seed).encode(), digest_size=8).digest()
    return int.from_bytes(digest, "big") % limit


def lines_of(chat: str, text: str, *, start: Millis, days: int, daily: bool = False) -> Iterator[Line]:
    """The script of one chat over so many days from `start`; `daily` lets a night pass after each line."""
    nights = [part for part in re.split(r"\n\s*\n" if not daily else r"\n", text.strip()) if part.strip()]
    place = 0
    for number, part in enumerate(nights):
        day = number * days // len(nights)
        at = start + day * DAY_MS + MORNING_H * HOUR_MS + draw(9 * 60, chat, number) * MINUTE_MS
        for line in spoken(chat, part, place=place, at=at):
            place += 1
            yield line


def chatter_of(
    chat: str, text: str, people: Sequence[str], *, place: int, start: Millis, days: int
) -> Iterator[Line]:
    """Small talk on days of its own; a, b and c become different people. `place`: of its first line."""
    for number, part in enumerate(re.split(r"\n\s*\n", text.strip())):
        first = draw(len(people), chat, part)
        cast = {letter: people[(first + n) % len(people)] for n, letter in enumerate("abc")}
        morning = draw(days, part, chat) * DAY_MS + MORNING_H * HOUR_MS
        at = start + morning + draw(11 * 60, number, chat) * MINUTE_MS
        for line in spoken(chat, part, place=place, at=at):
            place += 1
            yield replace(line, who=cast[line.who])


def spoken(chat: str, part: str, *, place: int, at: int) -> Iterator[Line]:
    """Lines that follow each other, from `at` on."""
    for offset, raw in enumerate(part.strip().splitlines()):
        found = MARKS.fullmatch(raw.strip())
        if found is None:
            raise ValueError(f"not a line of a script: {raw}")
        at += (1 + draw(GAP_MIN_MAX, chat, place + offset)) * MINUTE_MS + draw(60_000, place + offset, chat)
        marks = found["marks"]
        said, *options = found["text"].split("|") if "?" in marks else (found["text"],)
        yield Line(
            chat=chat,
            place=place + offset,
            at=Millis(at),
            who=found["who"],
            text=said,
            answers=">" in marks and offset > 0,
            pinned="*" in marks,
            options=tuple(options),
            reactions=tuple(found["reactions"].split("+")[1:]),
        )
