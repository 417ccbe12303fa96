"""What somebody asks for, and whether a message answers it. Pure.

A question is a list of groups: a message must have a word of each. What the index finds is only a proposal; `answers`
looks at the message as it is now, so neither an old row of the index nor two stems with one number can show anything.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from tambour.domain.messages import Message
from tambour.domain.search.document import labels_of, texts_of
from tambour.domain.search.fold import covered, fold, tokens, word_of
from tambour.domain.text import offsets

ASKED_MAX = 10
"""Words of a question that count; the rest is ignored."""
PREFIX_MIN = 2
ERA = 1_024
"""Messages of a chat that are looked up at once; schema/0017 says the same."""
WORD_COST = 3
"""Of one word looked up in the index, in messages read."""

Span = tuple[int, int]
"""(offset, length) in UTF-16 units of the message's text."""


@dataclass(frozen=True, slots=True)
class Asked:
    """The different forms somebody typed, and the last one if it may not be finished yet."""

    forms: tuple[str, ...]
    unfinished: str = ""


@dataclass(frozen=True, slots=True)
class Group:
    """Any of these words will do, or a form with this beginning. `often`: about how many messages have one."""

    words: frozenset[int]
    prefix: str = ""
    often: int = 0

    def share(self, messages: int) -> float:
        """Of so many messages those that have one."""
        return min(1.0, self.often / max(1, messages))


def led(groups: Sequence[Group], messages: int) -> tuple[list[Group], int]:
    """In what order the index is asked, and for how many: the rarest leads; another is asked for too where that is
    cheaper than to read what the first one finds in an era. `messages`: about how many the index holds."""
    lead, *rest = sorted(groups, key=lambda group: group.often)
    found = lead.share(messages) * ERA
    near = [group for group in rest if len(group.words) * WORD_COST < found]
    return [lead, *near, *(group for group in rest if group not in near)], 1 + len(near)


def read_question(text: str) -> Asked:
    """The words of a question. The last is unfinished unless something follows it."""
    found: dict[str, None] = {}
    last = ""
    end = 0
    for start, end in tokens(text):
        last = fold(text[start:end])
        if last:
            found[last] = None
    forms = tuple(found)[:ASKED_MAX]
    unfinished = last if last in forms and end == len(text) and len(last) >= PREFIX_MIN else ""
    return Asked(forms, unfinished)


def forms_in(message: Message) -> set[str]:
    """Every form of the message, for which `answers` needs the stem."""
    return {fold(text[a:b]) for text in texts_of(message) for a, b in tokens(text)}


def answers(message: Message, groups: Collection[Group], stems: Mapping[str, str]) -> list[Span] | None:
    """Where the message's text answers the question, ascending and apart; None when it does not answer.

    `stems`: of every form of the message; one that is missing is its own stem.
    """
    labels = labels_of(message)
    open_ = [group for group in groups if not labels & group.words]
    met: set[int] = set()
    spans: list[tuple[int, int]] = []
    for index, text in enumerate(texts_of(message)):
        for start, end in tokens(text):
            form = fold(text[start:end])
            word = word_of(stems.get(form, form))
            size = 0
            for number, group in enumerate(open_):
                if group.prefix and form.startswith(group.prefix):
                    met.add(number)
                    size = max(size, covered(text[start:end], len(group.prefix)))
                elif word in group.words:
                    met.add(number)
                    size = end - start
            if size and index == 0:
                spans.append((start, start + size))
    if len(met) < len(open_):
        return None
    at = offsets(message.text)
    return [(at[a], at[b] - at[a]) for a, b in spans]
