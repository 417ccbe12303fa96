"""`python -m bench.places`: what is said without the name, in places that bear it: found by sentence, and by place.

    python -m bench.places [--split a|b|kept]

Made-up channels of docs/research-data/places.tsv, each in seven languages and under two made-up names: such as an
organisation has, and news of it, its victims, those who stand against it, research, jokes, and namesakes in sport,
faith and the street. `kept`: those of places3.jsonl, by an author who had seen neither code nor words. The bank holds
the split's names and nothing else; of `kept` also those that an allowed place resembles. A post is found where a person
would be asked to look at it, a place where one of its posts is. First by each sentence alone, then with what the place
is called; by words, and by words or the light model.

Then the worst case: every sentence of the contrast sets, its name taken out, as if it stood in a place that is called
by a name and keeps no distance.
"""

import argparse
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

import msgspec

from bench import contrast
from bench.gates import OWN, asking, bank, share
from bench.machine import conditions
from tambour.adapters.classifying import contrasts
from tambour.adapters.classifying.embedding import new_embed
from tambour.adapters.classifying.gates import guarded
from tambour.adapters.classifying.light import LightModel
from tambour.adapters.classifying.proof import LANGS, ORGANISATIONS, TEMPLATES, choosing, templates
from tambour.adapters.classifying.training import lessons, trained
from tambour.domain.messages import Message
from tambour.domain.text import find_entities
from tambour.moderation.detect import Loaded
from tambour.moderation.evaluate import Sorted
from tambour.moderation.named import plainly_named
from tambour.moderation.text.normal import normalise
from tambour.moderation.titled import called, heard, pushed

PLACES = TEMPLATES.with_name("places.tsv")
KEPT = TEMPLATES.with_name("places3.jsonl")
WAYS = ("words, sentence alone", "words, place", "words or model, sentence alone", "words or model, place")


@dataclass(frozen=True, slots=True)
class Channel:
    """One place in one language under one name."""

    kind: str
    harmful: bool
    lang: str
    says: str
    """Title and description, a line for each."""
    posts: tuple[str, ...]


def channels(split: str) -> list[Channel]:
    """All of a split. Raises Trouble."""
    rows = [row for row in templates(PLACES) if row["split"] == split]
    found: list[Channel] = []
    for place in dict.fromkeys(row["place"] for row in rows):
        mine = [row for row in rows if row["place"] == place]
        for lang in LANGS:
            for name in ORGANISATIONS[split][lang]:
                says = [row[lang].replace("{0}", name) for row in mine if row["what"] != "post"]
                posts = tuple(row[lang] for row in mine if row["what"] == "post")
                first = mine[0]
                found.append(
                    Channel(first["kind"], first["label"] == "harmful", lang, "\n".join(says), posts)
                )
    return found


@dataclass(frozen=True, slots=True)
class Written:
    """A line of KEPT."""

    lang: str
    title: str
    about: str
    name: str
    harmful: bool
    org: str
    posts: tuple[str, ...]


def kept() -> tuple[Loaded, list[Channel]]:
    """A bank of the organisations of KEPT, and its places."""
    with KEPT.open("rb") as file:
        every = [msgspec.json.decode(line, type=Written) for line in file]
    orgs = {lang: dict.fromkeys(one.org for one in every if one.lang == lang) for lang in LANGS}
    kind = {True: "harmful", False: "allowed"}
    return bank(orgs), [
        Channel(
            kind[one.harmful], one.harmful, one.lang, "\n".join((one.title, one.about, one.name)), one.posts
        )
        for one in every
    ]


def found_in(known: Loaded, one: Channel, guessed: Sequence[bool]) -> list[list[bool]]:
    """Which posts are found, in each of WAYS."""
    names = called(known, one.says)
    table: list[list[bool]] = [[] for _ in WAYS]
    for text, guess in zip(one.posts, guessed, strict=True):
        entities, read = find_entities(text), normalise(text)
        message = Message(chat=1, seq=1, ev=1, sender=0, ts=1, text=text, entities=entities)
        alone = any(f.heeded for f in known.look(text, entities, 1, OWN).findings)
        beside = alone or (guess and bool(plainly_named(known, read, text)))
        word = alone or any(f.heeded for f in pushed(known, names, message, "", text))
        said = heard(known, read, text) if names and guess else None
        for way, hit in zip(table, (alone, word, beside, word or beside or said is not None), strict=True):
            way.append(hit)
    return table


def lines(some: Sequence[Channel], hits: Sequence[list[list[bool]]], title: str) -> Iterable[str]:
    """Posts and places of one kind, by each way."""
    for what in ("posts", "places"):
        cells: list[str] = []
        for way in range(len(WAYS)):
            each = [table[way] for table in hits]
            flat = (
                [any(posts) for posts in each] if what == "places" else [h for posts in each for h in posts]
            )
            cells.append(share(sum(flat), len(flat)))
        yield f"| {title}: {what} | " + " | ".join(cells) + " |"


def main() -> None:
    """Print the figures and what they were taken on."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--split", choices=("a", "b", "kept"), default="a")
    chosen = parser.parse_args()
    print("\n".join(f"{name}: {value}" for name, value in conditions().items()), "\n")
    known, every = (
        kept() if chosen.split == "kept" else (bank(ORGANISATIONS[chosen.split]), channels(chosen.split))
    )
    embed = new_embed()
    model = asking(LightModel(guarded(trained(lessons(), embed), embed, choosing()), embed))
    asked = [
        model([Sorted(text=text, harmful=one.harmful, lang=one.lang) for text in one.posts]) for one in every
    ]
    hits = [found_in(known, one, guesses) for one, guesses in zip(every, asked, strict=True)]
    bears = [bool(called(known, one.says)) for one in every]
    print(f"split {chosen.split}: {len(every)} places; the model reads by {embed.name}\n")
    print("| | " + " | ".join(WAYS) + " |\n" + "|---" * (len(WAYS) + 1) + "|")
    for harmful in (True, False):
        mine = [n for n, one in enumerate(every) if one.harmful is harmful]
        kinds = list(dict.fromkeys(every[n].kind for n in mine))
        for kind in (*kinds, ""):
            of = [n for n in mine if kind in ("", every[n].kind)]
            title = kind or ("*harmful*" if harmful else "*allowed*")
            print("\n".join(lines([every[n] for n in of], [hits[n] for n in of], title)))
            print(f"| … bears the name | {share(sum(bears[n] for n in of), len(of))} | | | |")
    print("\n".join(by_languages(every, hits)), "\n")
    for path in contrasts.SETS:
        rows = list(contrasts.rows(path, named=False))
        print(f"{path.name}, as if all of it stood in places that bear a name: {len(rows)} sentences\n")
        print("\n".join(contrast.by_language(rows, everywhere(path, rows, model(rows)))))


def everywhere(of: Path, rows: Sequence[Sorted], guessed: Sequence[bool]) -> list[tuple[str, list[bool]]]:
    """What is found of the sentences of a set in such places, by words, and by words or the model."""
    known = bank(contrasts.names(of))
    words: list[bool] = []
    both: list[bool] = []
    for row, guess in zip(rows, guessed, strict=True):
        said = heard(known, normalise(row.text), row.text)
        words.append(said is not None and bool(said.kinds))
        both.append(said is not None and (guess or bool(said.kinds)))
    return [("words", words), ("words or model", both)]


def by_languages(every: Sequence[Channel], hits: Sequence[list[list[bool]]]) -> Iterable[str]:
    """Places found in each language, in each of WAYS."""
    for lang in LANGS:
        some = [n for n, one in enumerate(every) if one.lang == lang]
        for harmful in (True, False):
            of = [n for n in some if every[n].harmful is harmful]
            cells = [f"{sum(any(hits[n][way]) for n in of)} of {len(of)}" for way in range(len(WAYS))]
            yield f"{lang} {'harmful' if harmful else 'allowed'} places: {', '.join(cells)}"


if __name__ == "__main__":
    main()
