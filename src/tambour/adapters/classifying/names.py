"""What is said, without who is named: runs of capitals that look like a name give way to a word for any group.

A made-up name turns the numbers of an encoder further than praise turns into blame. Arabic has no capitals and German
too many, so there most names stay. A person or a town may be taken for a group: what is learned from is read this way
too.
"""

import re

GROUP = {
    "en": "the group",
    "ru": "группа",
    "ar": "الجماعة",
    "fr": "le groupe",
    "de": "die Gruppe",
    "tr": "grup",
    "es": "el grupo",
}
"""A word for any group, which also stands for `{0}` in what is learned from."""
CAPITALISED = r"[A-ZÀ-ÖØ-ÞĀ-ŽİА-ЯЁ][\w’\-]*"
ARTICLES = {
    "en": "the",
    "fr": "le|la|les|l'|l’",
    "es": "el|la|los|las",
    "de": "der|die|das|den|dem|des",
    "ru": "(?!)",
    "tr": "(?!)",
}
JOINING = {
    "en": "of the|of|and|for the",
    "fr": "de la|de l'|du|des|de|d'|d’|et",
    "es": "de la|de los|de las|del|de|y",
    "de": "des|der|von|vom|und|für|am|im",
    "ru": "и",
    "tr": "ve",
}
"""Small words inside a name."""
SUFFIX = r"(?:['’]\w+)?"
"""What Turkish says of a name behind an apostrophe."""
GAP = r"(?:\s+|(?<=['’]))"
RUN = {
    lang: re.compile(
        rf"(?P<article>\b(?:{ARTICLES[lang]}){GAP})?(?<!\w)"
        rf"(?P<run>{CAPITALISED}(?:\s+(?:(?:{JOINING[lang]}){GAP})?{CAPITALISED})*){SUFFIX if lang == 'tr' else ''}"
    )
    for lang in JOINING
}
WORD = re.compile(CAPITALISED)
OPENS = re.compile(r"(?:^|[.!?…:;»\"“„«—–\n¿¡]\s*)$")
NO_NAME = frozenset(
    "I I'm I'll I've God Lord Allah Jesus Monday Tuesday Wednesday Thursday Friday Saturday Sunday January February"  # noqa: SIM905
    " March April May June July August September October November December Muslim Muslims Christian Christians Jews"
    " Easter Ramadan Europe UN Бог Бога Богу Господь Господи Аллах Dieu Seigneur Dios Señor Tanrı Rab Rabbim".split()
)
OPENING = frozenset(
    "Ceux Celles Those The A An Our My Your Their His Her We They He She It If When No Not Do Join In On At To For All"  # noqa: SIM905
    " Brother Brothers"
    " Every This That What Who How Why Il Elle Nous Les La Le El Los Ils Sie Wir Die Der Das Ein Eine Мы Они Кто Что В"
    " На И За От По Bu Bir Nos Notre Mon Ma Mi Nuestro Nuestra Nächste Letzte Liebe Junge Neue"
    " Viele Gute Unsere Meine Eure Seine Ihre Keine Alle Diese Heute Jede Mehr Lange Yaşasın Viva Vive Long Support"
    " Слава Да Gloria Gloire Hail".split()
)
"""Words with which sentences begin."""
ALONE = {"de": 2}
"""So many capitals in a row are a name inside a sentence; one elsewhere."""
ADJECTIVE = re.compile(r"\w{3,}(?:e|er|es|en)$")
"""German: how a name of two words begins that stands at the start; others may be any noun."""


def unnamed(text: str, lang: str) -> str:
    """The text with a word for any group where a name seems to stand."""
    if lang not in RUN:
        return text

    def put(found: re.Match[str]) -> str:
        run, capitals = found["run"], WORD.findall(found["run"])
        if found["article"] or OPENS.search(text[: found.start()]) is None:
            few = len(capitals) < ALONE.get(lang, 1) or (len(capitals) == 1 and run in NO_NAME)
            return found[0] if few else GROUP[lang]
        first, rest = capitals[0], run[len(capitals[0]) :].lstrip()
        if len(capitals) < 2 or (
            lang == "de" and len(capitals) == 2 and (first in OPENING or not ADJECTIVE.match(first))
        ):
            return found[0]
        if first in NO_NAME or first in OPENING or (len(capitals) > 2 and WORD.match(rest)):
            return f"{first} {GROUP[lang]}"
        return GROUP[lang]

    return RUN[lang].sub(put, text)
