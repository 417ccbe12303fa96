"""One slip in one word of a name of several, where the others stand as they are: too little for keys. Pure.

Which slips count follows from how long the word is: the key beside and a letter left out from few letters on, a vowel
for another from more, any letter from more still. Words begin with the right letter.
"""

from collections.abc import Iterable, Sequence

LETTERS_MIN = 7
"""Of the whole name, without articles."""
KEY_FROM, LESS_FROM, VOWEL_FROM, ANY_FROM = 3, 4, 5, 6
"""Letters of a word in which one is the key beside; is missing or swapped; is another vowel; is anything."""
ARTICLE = "ال"
VOWELS = frozenset("aeiouyаеиоуыэюяاوي")
BOARDS = (
    ("qwertyuiop", "asdfghjkl", "zxcvbnm"), ("azertyuiop", "qsdfghjklm", "wxcvbn"),
    ("qwertzuiop", "asdfghjkl", "yxcvbnm"),
    ("йцукенгшщзхъ", "фывапролджэ", "ячсмитьбю"), ("ицукенгшщзхъ", "фывапролджэ", "ячсмитьбю"),
    ("ضصثقفغعهخحجد", "شسيبلاتنمكط", "ئءؤرىةوزظ"),
)  # fmt: skip
"""Keys row by row, the lower ones half a key further right."""


def beside_each_other(boards: Iterable[Sequence[str]]) -> frozenset[tuple[str, str]]:
    """Keys that touch."""
    found: set[tuple[str, str]] = set()
    for rows in boards:
        for row, below in zip(rows, (*rows[1:], ""), strict=True):
            for at, key in enumerate(row):
                near = row[at + 1 : at + 2] + below[max(0, at - 1) : at + 1]
                found |= {(key, one) for one in near} | {(one, key) for one in near}
    return frozenset(found)


BESIDE = beside_each_other(BOARDS)


def one_word_off(said: Sequence[str], words: Sequence[str]) -> bool:
    """Are these the words of a name, but for one slip in one of them?"""
    if len(said) != len(words) or len(words) < 2 or sum(map(letters, words)) < LETTERS_MIN:
        return False
    differ = [(mine, its) for mine, its in zip(said, words, strict=True) if mine != its]
    return len(differ) == 1 and slipped(*differ[0])


def letters(word: str) -> int:
    """How many, without the article."""
    return len(word) - 2 * word.startswith(ARTICLE)


def slipped(said: str, meant: str) -> bool:
    """Is one word the other with one slip that its length allows?"""
    size = letters(meant)
    if said[:1] != meant[:1] or abs(len(said) - len(meant)) > 1:
        return False
    same = next((i for i, (a, b) in enumerate(zip(said, meant, strict=False)) if a != b), len(meant))
    rest, wanted = said[same:], meant[same:]
    if len(said) == len(meant):
        if rest[1:] == wanted[1:]:
            pair = rest[:1], wanted[:1]
            vowels = pair[0] in VOWELS and pair[1] in VOWELS
            return size >= (KEY_FROM if pair in BESIDE else VOWEL_FROM if vowels else ANY_FROM)
        return size >= LESS_FROM and rest[:2] == wanted[1::-1] and rest[2:] == wanted[2:]
    if len(said) < len(meant):
        return size >= LESS_FROM and rest == wanted[1:]
    return size >= ANY_FROM and rest[1:] == wanted
