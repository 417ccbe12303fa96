"""A light stemmer for Arabic forms: article and joined particles in front, possessives and endings behind. Pure.

PostgreSQL's own takes letters of the root (سيارات becomes يارا) and leaves the article after و, so it is not used.
Every rule leaves at least three letters. Broken plurals keep their own stem: they meet by their skeleton (fold.py).
"""

import re

LEFT_MIN = 3
FRONT = re.compile("[وف]?(?:ال|بال|كال|لل)")
POSSESSIVE = re.compile("(?:هما|كما|ها|هم|هن|نا|كم|كن|ني|ي|ك|ه)$")
ENDING = re.compile("(?:تان|تين|ات|ان|ون|ين|وا|ه|ي)$")
JOINED = "وفبكل"
"""And, so, with, like, for: written together with the next word. Not taken off (كبير is no بير): they are tried
against the words that exist when somebody asks."""
PERSONS = "يتنا"
"""What a present tense begins with."""


def stem(form: str) -> str:
    """The stem of a folded Arabic form."""
    front = FRONT.match(form)
    if front and len(form) - front.end() >= LEFT_MIN:
        form = form[front.end() :]
    bare = cut(form, POSSESSIVE)
    if bare != form and bare.endswith("ت") and len(bare) > LEFT_MIN:
        return bare[:-1]  # the teh of a feminine before a possessive
    return cut(bare, ENDING)


def cut(form: str, ending: "re.Pattern[str]") -> str:
    """Without the ending, where enough is left."""
    found = ending.search(form)
    if found is None or found.start() < LEFT_MIN:
        return form
    return form[: found.start()]


def joined(form: str) -> list[str]:
    """The same word with a particle in front, or without its first letter where that may be one."""
    return [letter + form for letter in JOINED] + (
        [form[1:]] if form[0] in JOINED and len(form) > LEFT_MIN else []
    )


def conjugated(form: str) -> list[str]:
    """As `joined`, for the letters of the persons of a verb."""
    return [letter + form for letter in PERSONS] + (
        [form[1:]] if form[0] in PERSONS and len(form) > LEFT_MIN else []
    )
