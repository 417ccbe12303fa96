"""The vocabulary: forms, their stems, and what looks like them. PostgreSQL's dictionaries stem Russian and English."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

import asyncpg

from tambour.adapters.postgres.executor import Executor
from tambour.domain.search import arabic
from tambour.domain.search.fold import in_vocabulary, key_of, script_of, skeleton_of
from tambour.ports.search import Form

CACHE_MAX = 200_000
BEGIN_SCAN = 5_000
"""Forms with one beginning that are looked at to find the frequent ones."""
ALIKE_MIN = 0.4
DICTIONARIES = ("russian", "english")

STEM = {
    script: f"SELECT f, coalesce((ts_lexize('{script}_stem', f))[1], f) FROM unnest($1::text[]) AS x (f)"
    for script in DICTIONARIES
}
"""A stop word has no lexeme and is its own stem: it is indexed like any other."""


@dataclass
class Lexicon:
    """See ports/search.py. Keeps what it has looked up."""

    db: Executor
    cache: dict[str, str] = field(default_factory=dict)

    async def stems(self, forms: Iterable[str]) -> dict[str, str]:
        """From memory, else one statement a script."""
        wanted = set(forms)
        found = {form: form if not in_vocabulary(form) else self.cache.get(form, "") for form in wanted}
        missing = [form for form, stem in found.items() if not stem]
        if missing:
            found |= await self.look_up(missing)
        return found

    async def look_up(self, forms: Sequence[str]) -> dict[str, str]:
        """As the vocabulary has them, else as the dictionaries say."""
        rows = await self.db.fetch("SELECT form, stem FROM search_forms WHERE form = ANY ($1::text[])", forms)
        kept = {row["form"]: row["stem"] for row in rows}
        self.remember(kept)
        return kept | await self.inflect([form for form in forms if form not in kept])

    async def inflect(self, forms: Sequence[str]) -> dict[str, str]:
        """What is not in the vocabulary."""
        found = {form: arabic.stem(form) for form in forms if script_of(form) == "arabic"}
        for script, statement in STEM.items():
            wanted = [form for form in forms if script_of(form) == script]
            if wanted:
                found |= {row[0]: row[1] for row in await self.db.fetch(statement, wanted)}
        return found

    async def learn(self, forms: Iterable[str]) -> dict[str, str]:
        """New ones are inserted in order, so that two writers never wait for each other; committed by themselves."""
        found = await self.stems(forms)
        fresh = sorted(f for f in found if f not in self.cache and in_vocabulary(f))
        if fresh:
            await self.db.execute(
                "INSERT INTO search_forms (form, stem, skeleton, key)"
                " SELECT * FROM unnest($1::text[], $2::text[], $3::text[], $4::text[]) ON CONFLICT DO NOTHING",
                fresh,
                [found[f] for f in fresh],
                [skeleton_of(found[f]) for f in fresh],
                [key_of(f) for f in fresh],
            )
            self.remember({f: found[f] for f in fresh})
        return found

    def remember(self, stems: Mapping[str, str]) -> None:
        """In bounded memory."""
        if len(self.cache) + len(stems) > CACHE_MAX:
            self.cache.clear()
        self.cache.update(stems)

    async def seen(self, counts: Mapping[str, int]) -> None:
        """One statement, rows in order."""
        ordered = sorted(counts)
        await self.db.execute(
            "WITH held AS (SELECT f.form, x.n FROM unnest($1::text[], $2::bigint[]) AS x (form, n)"
            " JOIN search_forms f ON f.form = x.form ORDER BY f.form FOR UPDATE OF f)"
            " UPDATE search_forms f SET seen = f.seen + held.n FROM held WHERE f.form = held.form",
            ordered,
            [counts[form] for form in ordered],
        )

    async def often(self, stems: Sequence[str]) -> dict[str, int]:
        """One statement."""
        rows = await self.db.fetch(
            "SELECT stem, sum(seen)::bigint AS n FROM search_forms WHERE stem = ANY ($1::text[]) GROUP BY stem",
            list(stems),
        )
        return {row["stem"]: row["n"] for row in rows}

    async def known(self, forms: Sequence[str]) -> list[Form]:
        """By primary key."""
        rows = await self.db.fetch(
            "SELECT form, stem, seen FROM search_forms WHERE form = ANY ($1::text[])", list(forms)
        )
        return [form_of(row) for row in rows]

    async def beginning(self, prefix: str, limit: int) -> list[Form]:
        """A range of the primary key, of bounded length, sorted."""
        rows = await self.db.fetch(
            "SELECT form, stem, seen FROM (SELECT form, stem, seen FROM search_forms"
            " WHERE form >= $1 AND form < $1 || chr(1114111) ORDER BY form LIMIT $3) f"
            " ORDER BY seen DESC, form LIMIT $2",
            prefix,
            limit,
            BEGIN_SCAN,
        )
        return [form_of(row) for row in rows]

    async def near(self, form: str, stem: str, limit: int) -> list[Form]:
        """Two indexes; the trigrams are those of the spelling, which every locale of a database knows."""
        rows = await self.db.fetch(
            "SELECT min(form) AS form, stem, sum(seen)::bigint AS seen FROM search_forms"
            " WHERE ((key % $1 AND similarity(key, $1) >= $2) OR (skeleton = $3 AND skeleton <> '')) AND stem <> $4"
            " GROUP BY stem ORDER BY max(similarity(key, $1)) DESC, stem LIMIT $5",
            key_of(form),
            ALIKE_MIN,
            skeleton_of(stem),
            stem,
            limit,
        )
        return [form_of(row) for row in rows]


def form_of(row: asyncpg.Record) -> Form:
    """A Form from a row."""
    return Form(row["form"], row["stem"], row["seen"])
