"""From what people write to the words under which it is found: one normaliser for the index and for questions. Pure.

A *token* is a word as it stands in a text; its *form* is what is left when case, width, tashkeel, tatweel, accents and
the many ways to write one Arabic or Russian letter are taken away. A *word* is the number of a form's stem: 32 bits, so
that two stems may share one; what the index finds is therefore always looked at again in the text itself.
"""

import re
import unicodedata
import zlib
from collections.abc import Iterator
from functools import lru_cache

from tambour.domain.text import MARKS

FORM_MAX = 48
"""Characters of a form that are kept."""
SKELETON_MIN = 2
CJK = "\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003134f"
"""Scripts without spaces: every character is a token."""
INSIDE = f"{MARKS}\u200c\u200d\xad"
TOKEN = re.compile(rf"[^\W_](?:[^\W_]+|[{INSIDE}]+|['’ʼ](?=[^\W_]))*|[\u2600-\u27bf\U0001f000-\U0001faff]")
ONE_BY_ONE = re.compile(f"[{CJK}]|[^{CJK}]+")
HAS_CJK = re.compile(f"[{CJK}]")
CLUSTER = re.compile(rf"[\u1100-\u115f][\u1160-\u11a7][\u11a8-\u11ff]?|.[{MARKS}]*", re.DOTALL)
"""A letter with its marks, or a Hangul syllable in parts."""
APOSTROPHES = re.compile("['’ʼ]s$|['’ʼ]")
LETTERS = str.maketrans(
    {
        "ё": "е",
        **dict.fromkeys("أإآٱ", "ا"),
        **dict.fromkeys("ىئیې", "ي"),
        "ؤ": "و",
        **dict.fromkeys("ةہەۀ", "ه"),
        "ک": "ك",
        **dict.fromkeys("ـ’ʼ'", ""),
    }
)
"""After compatibility and case folding."""
WEAK = str.maketrans(dict.fromkeys("аеиоуыэюяйьъії" + "aeiouy" + "اويءه", "") | {"v": "f"})
"""What a skeleton leaves out: vowels, and the Arabic letters that come and go between singular and broken plural.
(And leaf has leaves.)"""
SIGNS = "abcdefghijklmnopqrstuvwxyz0123456789"
SPELLING = str.maketrans(
    dict(zip("абвгдежзийклмнопрстуфхцчшщъыьэюяіїє", SIGNS, strict=False))
    | dict(zip("ابتثجحخدذرزسشصضطظعغفقكلمنهويءپچڤگ", SIGNS, strict=False))
)
VOCABULARY_MAX = 24
SCRIPTS = (("russian", "\u0400", "\u052f"), ("arabic", "\u0600", "\u06ff"), ("english", "a", "z"))


def tokens(text: str) -> Iterator[tuple[int, int]]:
    """(start, end) of every token, in characters."""
    for match in TOKEN.finditer(text):
        if HAS_CJK.search(text, match.start(), match.end()):
            for part in ONE_BY_ONE.finditer(text, match.start(), match.end()):
                yield part.span()
        else:
            yield match.span()


def forms(text: str) -> list[str]:
    """The forms of a text's tokens in their order, without those of which nothing is left."""
    return [form for start, end in tokens(text) if (form := fold(text[start:end]))]


@lru_cache(maxsize=1 << 16)
def fold(token: str) -> str:
    """The form of a token; folding a form changes nothing."""
    if token.isascii():
        return APOSTROPHES.sub("", token.lower())[:FORM_MAX]
    return "".join(folded for folded, _ in pieces(token))[:FORM_MAX]


def covered(token: str, size: int) -> int:
    """How many characters of the token its form's first `size` characters stand for."""
    done = 0
    for folded, end in pieces(token):
        done += len(folded)
        if done >= size:
            return end
    return len(token)


def pieces(token: str) -> Iterator[tuple[str, int]]:
    """What each cluster of a token becomes, and where the cluster ends."""
    skipped = {i for match in APOSTROPHES.finditer(token) for i in range(*match.span())}
    for match in CLUSTER.finditer(token):
        if match.start() not in skipped:
            yield fold_cluster(match.group()), match.end()


@lru_cache(maxsize=1 << 12)
def fold_cluster(cluster: str) -> str:
    """A letter with its marks, folded."""
    plain = unicodedata.normalize("NFKC", cluster).casefold().translate(LETTERS)
    return "".join(map(fold_letter, unicodedata.normalize("NFC", plain)))


def fold_letter(letter: str) -> str:
    """Latin letters lose their accents and digits their script; what is no letter, digit or sign goes."""
    if letter.isdecimal():
        return str(unicodedata.decimal(letter))
    base = unicodedata.normalize("NFD", letter)[0]
    if "a" <= base <= "z":
        return base
    return letter if letter.isalnum() or unicodedata.category(letter) == "So" else ""


def script_of(form: str) -> str:
    """Whose rules of inflection apply: russian, arabic, english, or '' for none."""
    for name, first, last in SCRIPTS:
        if first <= form[:1] <= last:
            return name
    return ""


def word_of(stem: str) -> int:
    """The number under which a stem is indexed: signed, 32 bits."""
    return zlib.crc32(stem.encode("utf-8", "surrogatepass")) - (1 << 31)


def skeleton_of(stem: str) -> str:
    """The strong consonants: the same for كتاب and كتب, for сон and сна, for foot and feet. '' when too few."""
    left = stem.translate(WEAK)
    if script_of(stem) == "arabic" and len(left) > SKELETON_MIN:
        left = left.removesuffix("ت")
    return left if len(left) >= SKELETON_MIN else ""


def key_of(form: str) -> str:
    """The form spelled in a-z and 0-9, one sign a letter, so that trigrams work under every locale of the database."""
    return form.translate(SPELLING)


@lru_cache(maxsize=1 << 16)
def in_vocabulary(form: str) -> bool:
    """Is this a word of a language, which others may mean as well? Numbers, names of files and secrets are none."""
    return len(form) <= VOCABULARY_MAX and form.isalpha() and script_of(form) != ""
