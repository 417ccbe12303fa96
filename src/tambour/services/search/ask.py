"""From typed words to groups of indexed words: inflections, completions of the last, likenesses if needed."""

from collections.abc import Iterable
from dataclasses import dataclass

from tambour.domain.search import arabic
from tambour.domain.search.fold import in_vocabulary, script_of, word_of
from tambour.domain.search.question import Asked, Group
from tambour.ports.search import Form, Lexicon

COMPLETIONS_MAX = 24
NEAR_MAX = 24
"""Of one word half as many, of each of two a third: every one is looked up in every chat."""
NEAR_MIN = 3
"""Letters below which nothing is taken for a misspelling."""


@dataclass(frozen=True, slots=True)
class Ask:
    """Reads the vocabulary."""

    lexicon: Lexicon

    async def groups(self, asked: Asked, *, near: bool) -> list[Group]:
        """One group a word. `near`: also forms that look alike, for plurals that no rule makes and for slips."""
        stems = await self.lexicon.stems(asked.forms)
        often = await self.lexicon.often(list(stems.values()))
        found = []
        for form in asked.forms:
            others = await self.others(form, stems[form], NEAR_MAX // (len(asked.forms) + 1) if near else 0)
            prefix = ""
            if form == asked.unfinished:
                prefix = form
                others += await self.lexicon.beginning(form, COMPLETIONS_MAX)
            found.append(group_of(stems[form], often.get(stems[form], 0), others, prefix))
        return found

    async def others(self, form: str, stem: str, near: int) -> list[Form]:
        """Further forms that will do, and so many that look alike."""
        found: list[Form] = []
        if script_of(form) == "arabic":
            tried = arabic.joined(form) + (arabic.conjugated(form) if near else [])
            found += await self.lexicon.known(tried)
        if near and len(form) >= NEAR_MIN and in_vocabulary(form):
            found += await self.lexicon.near(form, stem, near)
        return found


def group_of(stem: str, often: int, others: Iterable[Form], prefix: str) -> Group:
    """The words of a stem and of other forms; a word of which nothing is known is rare."""
    more = {form.stem: form.seen for form in others}
    more.pop(stem, None)
    words = frozenset(word_of(each) for each in (stem, *more))
    return Group(words, prefix, often + sum(more.values()))
