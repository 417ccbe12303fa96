"""Every way to write a name that is known before any text is: backwards, on other keyboards, transliterated. Pure."""

import re
from collections.abc import Iterable, Sequence
from itertools import product
from typing import Literal

from tambour.moderation.text import abjad
from tambour.moderation.text.letters import Script, fold, script
from tambour.moderation.text.remembered import Remembered

How = Literal["spelled", "apart", "slip"]
WORD = re.compile(r"[^\W_]+")
QWERTY = "qwertyuiop[]asdfghjkl;'zxcvbnm,."
LAYOUTS: dict[Script, tuple[str, ...]] = {
    "cyrillic": ("йцукенгшщзхъфывапролджэячсмитьбю", "явертыуиопшщасдфгхйкл;'зьцжбнм,."),
    "arabic": (
        "ضصثقفغعهخحجدشسيبلاتنمكطئءؤرلىةوز", "ضصثقفغعهخحجدشسيبلاتنمكطئءؤرىةوزظ", "ضصقفغعهخحجةشسيبلاتنمكطئءؤرىوزظد",
        "ضصثقفغعهخحجچشسیبلاتنمکگظطزرذدپوء",
    ),
    "latin": (
        "azertyuiop^$qsdfghjklmùwxcvbn,;:", "qwertzuiopü+asdfghjklöäyxcvbnm,.", "',.pyfgcrl/=aoeuidhtns-;qjkxbmwv",
        "qwfpgjluy;[]arstdhneio'zxcvbkm,.", "qwertyuıopğüasdfghjklşizxcvbnmöç",
    ),
}  # fmt: skip
"""What other keyboards have in these places: ЙЦУКЕН and by sound; Arabic with and without لا, of Macs, Persian; AZERTY,
QWERTZ, Dvorak, Colemak, Turkish."""
FROM_QWERTY = {
    kind: [dict(zip(QWERTY, keys, strict=False)) for keys in every] for kind, every in LAYOUTS.items()
}
TO_QWERTY = {
    kind: [dict(zip(keys, QWERTY, strict=False)) for keys in every] for kind, every in LAYOUTS.items()
}
TYPED_MIN = 6
"""Letters of a name that is found on another keyboard."""
CLASSES_MIN = 8
"""Letters of a name in classes of letters, of which each is many."""
SOME_MAX = 3
"""Words of a name of which some may be disguised and the others not."""
ROWS = {
    "latin": ("qwertyuiop", "asdfghjkl", "zxcvbnm"),
    "cyrillic": ("йцукенгшщзхъ", "фывапролджэ", "ячсмитьбю"),
    "arabic": ("ضصثقفغعهخحجد", "شسيبلاتنمكط", "ئءؤرىةوزظ"),
}
SPELLINGS = tuple(
    dict(zip("абвгдежзиклмнопрстуфхцчшщъыьэюя", said.replace("-", "").split(" "), strict=True))
    for said in (
        "a b v g d e j z i k l m n o p r s t u f x c 4 w w - y - e u q",
        "a b v g d e zh z i k l m n o p r s t u f h c ch sh sch - y - e yu ja",
        "a b w g d e j s i k l m n o p r s t u f ch z tsch sch schtsch - y - e ju ja",
        "a b w g d e z z i k l m n o p r s t u f ch c cz sz szcz - y - e iu ia",
        "a b v g d e 6 z u k l m n o p r s t y f h c 4 6 6 - i - e u 9",
    )
)
"""How Russian is written in Latin letters where it is not by sound: in chats, in German, in Polish."""
ROT13 = str.maketrans("abcdefghijklmnopqrstuvwxyz", "nopqrstuvwxyzabcdefghijklm")
WIDE = {"m": "rn", "w": "vv", "d": "cl"}
"""Letters for which two others stand that look like them."""
ARTICLES = frozenset(("the", "le", "la", "les", "l", "el", "los", "las", "der", "die", "das"))
"""Before a name, which are left out in a sentence."""


def guises(words: Sequence[str]) -> Iterable[tuple[Sequence[str], bool, How]]:
    """(words, with fewer slips?, how) of every way to write a name that is known before any text is."""
    kind = script(words[0][0])
    yield words, False, "spelled"
    yield [word[::-1] for word in reversed(words)], False, "apart"
    yield [word[::-1] for word in words], True, "apart"
    if kind in ("cyrillic", "arabic"):
        for table in TO_QWERTY[kind][: 1 if kind == "cyrillic" else 2]:
            yield WORD.findall("".join(table.get(c, c) for c in " ".join(words))), True, "spelled"
    yield from spelled(words, kind)
    if kind == "arabic":
        yield [word.removeprefix("ال") for word in words], True, "spelled"
        yield [words[0].removeprefix("ال"), *words[1:]], True, "spelled"
        yield from bent(words)
    if kind != "latin":
        return
    for layout in (*FROM_QWERTY["cyrillic"][:1], *FROM_QWERTY["arabic"][:2]):
        yield ["".join(layout.get(c, c) for c in word) for word in words], True, "spelled"
    yield [word.translate(ROT13) for word in words], True, "spelled"
    for letters in (WIDE, {two: one for one, two in WIDE.items()}):
        said = list(words)
        for one, other in letters.items():
            said = [word.replace(one, other) for word in said]
        yield said, True, "spelled"
    for drawn in once(" ".join(words)):
        yield drawn.split(" "), True, "spelled"
    if words[0] in ARTICLES and len(words) > 1:
        yield words[1:], True, "spelled"


def once(name: str) -> Iterable[str]:
    """With one letter drawn as two, of several that could be."""
    for one, two in WIDE.items():
        if name.count(one) > 1:
            yield from (name[:at] + two + name[at + 1 :] for at, c in enumerate(name) if c == one)


def bent(words: Sequence[str]) -> Iterable[tuple[Sequence[str], bool, How]]:
    """An Arabic plural in its other case, with the article and without."""
    other = [f"{word[:-2]}ين" if word.endswith("ون") else word for word in words]
    if other != list(words):
        yield other, True, "spelled"
        yield [other[0].removeprefix("ال"), *other[1:]], True, "spelled"


def spelled(words: Sequence[str], kind: str) -> Iterable[tuple[Sequence[str], bool, How]]:
    """In the letters of other scripts."""
    if kind in ("latin", "cyrillic"):
        for said in abjad.guises(words):
            if sum(map(len, said)) >= CLASSES_MIN:
                yield said, True, "spelled"
    if kind == "cyrillic":
        for spelling in SPELLINGS:
            yield ["".join(spelling.get(c, c) for c in word) for word in words], True, "spelled"


def typed(term: str) -> Iterable[tuple[Sequence[str], bool, How]]:
    """A name as it was written, with each key missed by one, and shown in a wrong character set."""
    small = term.lower()
    kind = next((script(c) for c in small if script(c)), "latin")
    plain = "".join(map(fold, small))
    guises = [moved(said, kind, by) for said in dict.fromkeys((small, plain)) for by in (1, -1)]
    for table in EXCHANGED.get(kind, ()):
        guises += [plain.translate(table)]
    if kind == "cyrillic":
        guises.append(small.encode("koi8-r", "ignore").decode("cp1251", "ignore"))
    for said in guises:
        yield WORD.findall("".join(map(fold, said))), True, "apart"


def on_keyboards(term: str, words: Sequence[str]) -> Iterable[str]:
    """Letters of a name of which every word, or some, are typed on another keyboard, or one key aside."""
    small = term.lower().split()
    kind = next((script(c) for c in term.lower() if script(c)), "latin")
    plain = [letters_in[word] for word in words]
    for source in [small, words] if len(small) == len(words) else [words]:
        typed = [[letters_in[word.translate(table)] for word in source] for table in KEYBOARDS[kind]]
        for said in typed:
            for chosen in (
                product((True, False), repeat=len(said)) if len(said) <= SOME_MAX else [(True,) * len(said)]
            ):
                if any(chosen):
                    yield "".join([a if new else b for a, b, new in zip(said, plain, chosen, strict=True)])


def keyboards(kind: str) -> list[dict[int, str]]:
    """What each key of a keyboard says on others, and on the one beside it."""
    tables = FROM_QWERTY["cyrillic"] + FROM_QWERTY["arabic"] + FROM_QWERTY["latin"] + TO_QWERTY["latin"]
    if kind != "latin":
        first = TO_QWERTY["arabic" if kind == "arabic" else "cyrillic"]
        other: Script = "arabic" if kind == "cyrillic" else "cyrillic"
        both = [{key: two.get(one, one) for key, one in first[0].items()} for two in FROM_QWERTY[other][:2]]
        tables = [*first, *both]
    return [*map(str.maketrans, tables), *(str.maketrans(beside(kind, by)) for by in (1, -1))]


@Remembered
def letters_in(said: str) -> str:
    """Folded letters alone."""
    return "".join(c for c in "".join(map(fold, said)) if c.isalpha())


def exchanged(pairs: str) -> dict[int, str]:
    """Letters for one another, pair by pair."""
    found: dict[int, str] = {}
    for pair in pairs.split():
        found |= {ord(pair[0]): pair[1], ord(pair[1]): pair[0]}
    return found


EXCHANGED = {
    "latin": (
        exchanged("aq zw"),
        exchanged("yz"),
        str.maketrans("aeiou", "eioua"),
        str.maketrans("aeiou", "uaeio"),
        str.maketrans("bdgvz", "ptkfs"),
        str.maketrans("ptkfsc", "bdgvzg"),
        exchanged("pb td kg fv sz"),
        str.maketrans("qwertyuiopasdfghjklzxcvbnm", "asdfghjkl;zxcvbnm,.qwertyu"),
        str.maketrans("qwertyuiopasdfghjklzxcvbnm", "poiuytrewqlkjhgfdsamnbvcxz"),
    ),
    "cyrillic": (
        str.maketrans("аеиоуыэюя", "еиоуыэюяа"),
        str.maketrans("аеиоуыэюя", "яаеиоуыэю"),
        str.maketrans("бвгджз", "пфктшс"),
        str.maketrans("пфктшс", "бвгджз"),
        exchanged("пб фв кг тд шж сз"),
    ),
}
"""Keyboards on which a few keys are exchanged; each vowel for the next; consonants with voice and without."""


def beside(kind: str, by: int) -> dict[str, str]:
    """For each key the one beside it."""
    rows = ROWS.get(kind, ROWS["latin"])
    return {key: row[(at + by) % len(row)] for row in rows for at, key in enumerate(row)}


def moved(word: str, kind: str, by: int) -> str:
    """Each letter by the one on the key beside it."""
    return word.translate(BESIDE[kind if kind in ROWS else "latin", by])


BESIDE = {(kind, by): str.maketrans(beside(kind, by)) for kind in ROWS for by in (1, -1)}
KEYBOARDS = {kind: keyboards(kind) for kind in ("latin", "cyrillic", "arabic", "greek")}
