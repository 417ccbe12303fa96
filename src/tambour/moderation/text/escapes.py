"""What programs write instead of letters: HTML entities, backslashes, percent signs, tags, base64 and its kin. Pure.

Each escape stands for what it stands for; itself where that is nothing. Escapes may hide in escapes.
"""

import base64
import html
import re
from collections.abc import Callable
from urllib.parse import unquote

from tambour.moderation.text.letters import fold, script
from tambour.moderation.text.rereading import Reading, rewritten
from tambour.moderation.text.traits import CASED, Trait, traits

ROUNDS_MAX = 3
"""Escapes within escapes."""
CODED_MAX = 12
"""Words of a text that are tried as base64, base32, base85 or hexadecimal."""
READABLE = 0.8
LETTERS_MIN = 4
"""Of something that is no UTF-8."""
ESCAPE = re.compile(
    r"&#x?[0-9a-f]{1,6};?|&[a-z]{2,8};|(?:[%=][0-9a-f]{2})+|(?:\\x[0-9a-f]{2})+|(?:\\u[0-9a-f]{4})+"
    r"|\\u\{[0-9a-f]{1,6}\}|\\[0-9a-f]{2,6} |"
    r"\\[0-7]{3}(?![0-9a-f])|(?:[u0]\+[0-9a-f]{4,5}\s)*[u0]\+[0-9a-f]{4,5}\b|</?[a-z!][^<>]{0,60}>|\]\([^()\s]{0,60}\)"
    r"|<!--[^<>]{0,60}-->|/\*[^*]{0,60}\*/|\[/?[a-z]{1,8}(?:=[^\][]{0,40})?\](?=\S)|\\[a-z]{2,12}(?=\{)"
    r"|\u202e[^\u202c\u202e\n]{1,400}\u202c?|\+[a-z0-9+/]{3,80}-|xn--[a-z0-9-]{3,59}",
    re.IGNORECASE,
)
ERASED = re.compile("[^\x08\x7f\n][\x08\x7f]")
"""A letter that was taken back."""
ISOLATED = re.compile("\u202e((?:[\u2066-\u2068][^\u2066-\u2069\u202a-\u202e]{0,60}\u2069){2,60})\u202c")
PAIR = re.compile("[\u2066-\u2068]([^\u2069]*)\u2069")
CODED = re.compile(r"(?<![A-Za-z0-9+/=_-])[A-Za-z0-9+/_-]{8,200}={0,6}(?![\w+/=])")
SIGNED = re.compile(r"(?<!\S)[!-~]{9,200}(?!\S)")
SIGNS = frozenset("!#$%&*;<=>?@^`{|}~")
BASE85 = SIGNS | {"+", "-"}
ISOLATES, DELETES = frozenset("\u2066\u2067\u2068"), frozenset("\x08\x7f")
ESCAPING = frozenset("&%=\\+<][*\u202e")
DIGITS = frozenset("0123456789")
SHIFTED = re.compile(r"(?<!\S)(?=[!-~]*[?=@<>;:6-9])[!-~]{2,60}(?!\S)")
SPELLED = re.compile(r"(?<!\w)(?:(?:0x|\\x|x)?[0-9a-fA-F]{2}[ :,;-]{0,2}){5,160}(?!\w)")
PREFIX = re.compile(r"0x|\\x|x|[ :,;-]")
FOREIGN = re.compile(
    "[ÂÃÄÅÐÑØÙ][^\\sa-zA-Z]|[РС][\u00a0-\u00bf\u0401-\u040f\u0450-\u045f\u0490-\u0491\u2010-\u2122]"
)
TOKEN = re.compile(r"\S{4,400}")


def decoded(reading: Reading, marks: frozenset[str]) -> Reading:
    """Without escapes, marks of HTML and of links; what is turned round by an override stands as it is seen.
    `marks`: the characters of it that are no letters."""
    if marks & ISOLATES:
        reading = rewritten(reading, ISOLATED, lambda m: "".join(PAIR.findall(m.group(1))[::-1]))
    if marks & DELETES:
        reading = rewritten(reading, ERASED, lambda m: "")
    if marks & ESCAPING or "--" in reading.text:
        for _ in range(ROUNDS_MAX):
            before = reading.text
            reading = rewritten(reading, ESCAPE, unescaped)
            if reading.text == before:
                break
    return reading


def guessed(reading: Reading, marks: frozenset[str], has: int) -> Reading:
    """With what may be base64 and its kin, or was shown in a wrong character set, as something readable.
    `has`: the traits of it."""
    left = [CODED_MAX]

    def tried(way: Callable[[str], str]) -> Callable[["re.Match[str]"], str]:
        def once(found: "re.Match[str]") -> str:
            left[0] -= 1
            return way(found.group()) if left[0] >= 0 else found.group()

        return once

    if marks & DIGITS and SPELLED.search(reading.text):
        reading = rewritten(reading, SPELLED, tried(from_hexadecimal))
        has = traits(reading.text)
    if has & Trait.CASED and CODED.search(reading.text):
        reading = rewritten(reading, CODED, tried(uncoded))
    if marks & BASE85:
        if SIGNED.search(reading.text):
            reading = rewritten(reading, SIGNED, tried(from_base85))
        if SHIFTED.search(reading.text):
            reading = rewritten(reading, SHIFTED, lambda m: from_rot47(m.group()))
    if not reading.text.isascii() and FOREIGN.search(reading.text):
        reading = rewritten(reading, TOKEN, lambda m: misread(m.group()))
    return reading


def unescaped(found: "re.Match[str]") -> str:
    """What an escape stands for; itself where it stands for nothing."""
    said = found.group()
    try:
        if said[0] == "&":
            return html.unescape(said if said.endswith(";") else said + ";")
        if said[0] == "\u202e":
            return said.strip("\u202e\u202c")[::-1]
        if said[0] in "<]/[":
            return ""
        if said[0] in "%=":
            return unquote(said.replace("=", "%"), errors="strict")
        if said[0] == "+":
            return base64.b64decode(said[1:-1] + "=" * (-(len(said) - 2) % 4), validate=True).decode(
                "utf-16-be"
            )
        if said[:4].lower() == "xn--":
            return said[4:].encode().decode("punycode")
        if said[1:2] == "+":
            return "".join(chr(int(point[2:], 16)) for point in said.split())
        return backslashed(said)
    except (UnicodeError, ValueError, OverflowError):
        return said


def backslashed(said: str) -> str:
    """One or several escapes that begin with a backslash."""
    if said[:2].lower() == "\\x":
        code = bytes.fromhex(said.lower().replace("\\x", ""))
        return code.decode() if code[0] >= 0xC2 and len(code) > 1 else code.decode("latin-1")
    if said[:2].lower() == "\\u" and len(said) > 2:
        points = [said.strip("\\u{}U")] if "{" in said else said.lower().split("\\u")[1:]
        return "".join(map(chr, (int(point, 16) for point in points)))
    if said[-1] == " ":
        return chr(int(said[1:], 16))
    if said[1:2].isalpha():
        return ""
    return chr(int(said[1:], 8))


def readable(code: bytes) -> str:
    """The text of it; '' where it is none."""
    for charset in ("utf-8", "utf-16-be", "cp1251"):
        try:
            meant = code.decode(charset)
        except UnicodeDecodeError:
            continue
        kinds = {script(fold(c)[:1]) for c in meant if c.isalpha()}
        if not meant or "" in kinds or sum(c.isalpha() or c in " -'" for c in meant) < READABLE * len(meant):
            continue
        if charset == "utf-8" or (len(kinds) == 1 and len(meant) >= LETTERS_MIN):
            return meant
    return ""


def from_hexadecimal(said: str) -> str:
    """Bytes, two digits each."""
    bare = PREFIX.sub("", said)
    if bare.isdigit() and not said.strip().isdigit():
        return said
    try:
        return (readable(bytes.fromhex(bare)) or said) + (" " if said.endswith(" ") else "")
    except ValueError:
        return said


def uncoded(said: str, again: bool = True) -> str:
    """A word of base64 or base32, where something readable comes of it."""
    bare = said.rstrip("=")
    if bare[1:].lower() == bare[1:]:
        return said
    padded = bare + "=" * (-len(bare) % 8)
    ways = (
        (base64.b32decode, padded)
        if bare.isupper() or bare.isdigit()
        else (base64.urlsafe_b64decode, padded[: len(bare) + -len(bare) % 4]),
        (base64.urlsafe_b64decode, bare.replace("+", "-").replace("/", "_") + "=" * (-len(bare) % 4)),
    )
    for decode, code in ways:
        try:
            raw = decode(code)
        except ValueError:
            continue
        if again and raw.isascii() and CODED.fullmatch(inner := raw.decode()):
            return uncoded(inner, False)
        if meant := readable(raw):
            return meant
    return said


def from_base85(said: str) -> str:
    """A word with many signs that is base85, in either of its alphabets."""
    if sum(c in SIGNS for c in said) < 2 and not (CASED.search(said) and not said.isalnum()):
        return said
    for decode in (base64.b85decode, base64.a85decode):
        try:
            if meant := readable(decode(said)):
                return meant
        except ValueError:
            continue
    return said


def from_rot47(said: str) -> str:
    """Every sign by the one 47 further, where that gives letters."""
    meant = "".join(chr(33 + (ord(c) - 33 + 47) % 94) for c in said)
    return meant if meant.isalpha() and not said.isalpha() else said


def misread(said: str) -> str:
    """A word of UTF-8 that was shown in an older character set."""
    for charset in ("cp1252", "latin-1", "cp1251"):
        try:
            return said.encode(charset).decode()
        except UnicodeError:
            continue
    meant = said.encode("cp1251", "ignore").decode("utf-8", "ignore")
    return meant if len(meant) * 3 > len(said) and meant.isalpha() else said
