"""A chat's own word rules before the log: found as the bank's words are, whatever the spelling.

They bind plain members. What the platform forbids stands above them: links the desk blocked, posts it holds.
"""

from collections import OrderedDict
from collections.abc import Sequence
from dataclasses import dataclass, field

from tambour.domain.chats import Limit
from tambour.domain.commands import Send
from tambour.domain.decide import Place
from tambour.domain.errors import Forbidden, Held, Worded
from tambour.domain.guard import WordRule, strictest
from tambour.moderation.text.lexicon import search
from tambour.moderation.text.normal import normalise
from tambour.moderation.text.terms import Entry, Lexicon, MakeFind, compiled

KEPT_MAX = 500
"""Chats whose rules a process keeps compiled."""


@dataclass(slots=True)
class Wording:
    """Compiled rules by chat and version."""

    make: MakeFind
    make_patterns: MakeFind
    known: "OrderedDict[tuple[int, int], Lexicon]" = field(default_factory=OrderedDict)

    def check_words(self, place: Place, want: Send) -> None:
        """Raises Forbidden(chat.word, chat.word_warned) or Held."""
        if place.words and want.passed == "":
            found = self.find(place.chat, place.words, place.word_rules, said_in(want))
            if found is not None and found.act == "delete":
                raise Worded(found.term)
            if found is not None and found.act == "hold":
                raise Held("chat", found.term)
            if found is not None and not want.sure:
                raise Forbidden("chat.word_warned", word=found.term)

    def check_limit(self, place: Place, want: Send) -> None:
        """Raises Held where the platform looks at every post first."""
        if place.limits & Limit.HELD and want.passed != "platform":
            raise Held("platform")

    def check_edit(self, chat: int, version: int, rules: Sequence[WordRule], text: str) -> None:
        """Words that are already there for all to see cannot wait: what would be held is refused. Raises Forbidden."""
        found = self.find(chat, version, rules, text) if version else None
        if found is not None and found.act != "warn":
            raise Forbidden("chat.word", word=found.term)

    def find(self, chat: int, version: int, rules: Sequence[WordRule], text: str) -> WordRule | None:
        """The strictest rule that the text falls under."""
        key = (chat, version)
        lexicon = self.known.get(key)
        if lexicon is None:
            lexicon = compiled([entry_of(rule) for rule in rules], self.make, self.make_patterns, 0)
            self.known[key] = lexicon
            while len(self.known) > KEPT_MAX:
                self.known.popitem(last=False)
        hits = {hit.entry.id for hit in search(lexicon, normalise(text), text)}
        return strictest([rule for rule in rules if rule.id in hits])


def entry_of(rule: WordRule) -> Entry:
    """A rule as the lexicon takes it."""
    return Entry(id=rule.id, term=rule.term, category="other", kind="phrase")


def said_in(want: Send) -> str:
    """All words of a message: its text, the poll's question and answers, the names of files."""
    parts = [want.text, *(file.name for file in want.files)]
    if want.poll is not None:
        parts += [want.poll.question, *(option[0] for option in want.poll.options)]
    return "\n".join(part for part in parts if part)
