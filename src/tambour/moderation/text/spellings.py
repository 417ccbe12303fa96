"""How letters of one script are heard and written in another: Arabic in Latin and Cyrillic, Latin in both. Pure.

`heard` gives classes of consonants, a few letters each ("" for none); `written` gives expressions. A piece of a name is
a letter, or several that are heard as one; `lang:piece` goes before `piece`.
"""

import re
from typing import NamedTuple

from tambour.moderation.text.letters import Script


class Ways(NamedTuple):
    """`between` stands between the pieces of a name, `ends` behind each word, `front` and `behind` around the whole.
    `long`: pieces that may be left out where there is enough of the rest."""

    heard: dict[str, tuple[str, ...]]
    written: dict[str, str]
    long: frozenset[str] = frozenset()
    between: str = ""
    ends: str = ""
    front: str = ""
    behind: str = ""


def listed(said: str) -> dict[str, tuple[str, ...]]:
    """`piece class class; piece class`: `-` for nothing."""
    entries = (entry.split() for entry in said.split("; "))
    return {piece: tuple("" if one == "-" else one for one in meant) for piece, *meant in entries}


def expressed(said: str) -> dict[str, str]:
    """`piece expression; piece expression`."""
    return dict(entry.split(" ", 1) for entry in said.split("; "))


TRANSCRIBED = {"œ": "oe", "æ": "ae", "ß": "ss", "ş": "š", "ğ": "ĝ", "ı": "y", "ä": "e", "ö": "ø"} | {
    c: one
    for some, one in (("àâáãå", "a"), ("éèêë", "e"), ("îïíì", "i"), ("ôóòõ", "o"), ("ûùúü", "u"), ("č", "ç"))
    for c in some
}
"""Letters that are heard as others; ç, ş (as š), ğ (as ĝ) and ñ are their own."""
ARTICLES: dict[Script, frozenset[str]] = {
    "latin": frozenset(
        re.findall(r"\w+", "al el ul as es ad ed an en ar er at et az ez ash esh ach ech ath adh ax")
    ),
    "cyrillic": frozenset(re.findall(r"\w+", "аль ал эль ель ас ад ан ар ат аз аш ул уль")),
    "arabic": frozenset(),
}
"""The Arabic one in other scripts; the words of the same letters are nothing in any name."""
PIECE = re.compile(
    "st(?=le)|tsch|sch|tch|chs|wh|sh|ch|ck|cq|th|ph|gh|gn|qu|ll|tz|ts|dj|dg(?=e)|ti(?=on)|zh|kh"
    "|[aeiouyø]+w(?![aeiouyø])|[aeiouyø]+|."
)
"""What is heard as one in a Latin name."""
SOFT = frozenset("eiyø")
"""Before them c and g are other sounds, which are written `c(` and `g(`."""
SILENT = {"fr": re.compile("(?:(?<=i)ers?|[tdsxpzc]{1,2})$"), "en": re.compile("(?<=[a-z]{4})s$")}
"""Ends of words that nobody hears, in part."""
CLASSES: dict[Script, "re.Pattern[str]"] = {
    "latin": re.compile("sh|tch|ch|kh|gh|th|dh|dj|dzh|zh|ph|ck|c(?=[eiy])|."),
    "cyrillic": re.compile("дж|тх|дх|кх|гх|тц|тс|тч|дз|."),
    "arabic": re.compile("تش|تس|دج|."),
}
"""What is heard as one in a text."""
CUT: dict[Script, "re.Pattern[str]"] = {"latin": re.compile("[aeo]h$"), "arabic": re.compile("...[هة]$")}
"""Last letters that are no consonants."""
VOWELS: dict[Script, "re.Pattern[str]"] = {
    "latin": re.compile("[aeiouyw0-4]{1,4}"),
    "cyrillic": re.compile("[аеиоуыэюя]{1,3}"),
    "arabic": re.compile("[اويه]{1,3}"),
}
HEARD: dict[Script, dict[str, str]] = {
    "latin": dict(zip("bcdfghjklmnpqrstvxzšçñ56789", "bkdfghgklmnbkrstfhsSsnhthgs", strict=True))
    | {
        "sh": "S",
        "tch": "S",
        "ch": "S",
        "kh": "h",
        "gh": "g",
        "th": "t",
        "dh": "d",
        "dj": "g",
        "dzh": "g",
        "zh": "g",
    }
    | {"ph": "f", "ck": "k", "$": "S"},
    "cyrillic": dict(zip("бвгджзклмнпрстфхцчшщ", "bfgdgsklmnbrstfhsSSS", strict=True))
    | {"дж": "g", "тх": "t", "дх": "d", "кх": "h", "гх": "g", "тц": "s", "тс": "s", "тч": "S", "дз": "s"},
    "arabic": dict(zip("بپتطثجحخدضذرزژسصشظغفڤقكگلمنه", "bbttthhhdddrsgssSsgffkkglmnh", strict=True))
    | {"ج": "g", "چ": "S", "تش": "S", "تس": "s", "دج": "g"},
}
ARTICLE = "(?:[aeou]?l|[ae](?:sh|ch|th|dh|[sdnrtzx]))?"
ARABIC_BONES = (
    "ب b; ت t; ث t s; ج g; ح h; خ h; د d; ذ d s; ر r; ز s; س s; ش S; ص s; ض d s; ط t; ظ s d; غ g; ف f; ق k -; "
    "ك k; ل l; م m; ن n; ه h -; ة - t h; ة. -; ون n; ال - l; ال2 - l"
)
ARABIC_IN_LATIN = Ways(
    heard=listed(ARABIC_BONES),
    written=expressed(
        "ب b{1,2}; ت t{1,2}; ث (?:th|t|s|c){1,2}; ج (?:dzh|dj|zh|j|g){1,2}; ح [h7]{1,2}; "
        "خ (?:kh|ch|[57xkh]){1,2}; "
        "د d{1,2}; ذ (?:dh|th|[zd4]){1,2}; ر r{1,2}; ز z{1,2}; س [sc]{1,2}; ش (?:sch|sh|ch|[4xšş]){1,2}; "
        "ص [sc9]{1,2}; "
        "ض (?:dh|[d9z]){1,2}; ط [t6]{1,2}; ظ (?:dh|th|[zd6]){1,2}; غ (?:gh|[g83]){1,2}; ف (?:ph|[fv]){1,2}; "
        "ق (?:[qkgc98]{1,2}|2); ك (?:ck|[kcq]){1,2}; ل l{1,2}; م m{1,2}; ن n{1,2}; ه h?; ة (?:h|t|th)?; "
        "ة. (?:h|t)?; "
        "ا [aeâ]{1,2}; و (?:ou|oo|au|aw|w|u|o|v){1,2}; ي [iyejï]{1,3}; ى [aeiy]{1,2}; ع [3aeo']?; ء [2']?; "
        "أ 2?; إ 2?; آ [2ae]{0,3}; "
        "ؤ [2ouw]{0,2}; ئ [2iye]{0,2}; ال "
        + ARTICLE
        + "; ال2 "
        + ARTICLE
        + "; ون (?:ou|oo|[ouwie]{1,3})n{1,2}"
    ),
    long=frozenset("اويى"),
    between="[aeiou]{0,2}",
    ends="",
    front="[aeiou23]?",
    behind="[aeiou]?h?[0-9]{0,4}",
)
"""By scholars, in chats with digits, as the French and as the English write it."""
ARABIC_IN_CYRILLIC = Ways(
    heard=listed(ARABIC_BONES.replace("ق k -", "ق k")) | {"و": ("", "f"), "ه": ("h", "", "g")},
    written=expressed(
        "ب [бп]{1,2}; ت т{1,2}; ث (?:тх|[стф]){1,2}; ج (?:дж|[жгз]){1,2}; ح [хг]{0,2}; خ (?:кх|[хк]){1,2}; "
        "د д{1,2}; "
        "ذ (?:дх|дз|[здт]){1,2}; ر р{1,2}; ز з{1,2}; س [сц]{1,2}; ش [шщч]{1,2}; ص [сц]{1,2}; "
        "ض (?:дх|[дз]){1,2}; ط т{1,2}; "
        "ظ (?:дх|[зд]){1,2}; غ (?:гх|г|р){1,2}; ف [фв]{1,2}; ق (?:кх|[кг]){1,2}; ك к{1,2}; ل л{1,2}ь?; "
        "م м{1,2}; ن н{1,2}; ه [хг]?; "
        "ة [тх]?; ة. [хт]?; ا [аеэя]{1,2}; و [воуюё]{1,2}; ي [иыеяюэ]{1,3}; ى [аиея]; ع [аъ]?; "
        "ال (?:[аэеу]?ль?|[аэ][сдтнрзш])?; ال2 (?:[аэеу]?ль?|[аэ][сдтнрзш])?; آ [аеэя]?; "
        "ون [уюоиы]{1,2}н; ؤ [оу]?; ئ [ией]{0,2}"
    ),
    long=frozenset("اويى"),
    between="[аеиоуыэюяъ]{0,2}",
    front="[аеиоуэ]?",
    behind="(?:[аеиоуыэюя]{0,2}|ом|ем|ов|ах|ам|ами)",
)
LATIN_BONES = (
    "b b; c k; c( s k; ck k; cq k; d d; f f; g g; g( g h; h - h; j g h; k k; l l; ll l -; m m; n n; ñ n; gn n; "
    "p b; ph f; q k; "
    "qu k kf; r r; r( r; en:r( r -; wh - f; st st s; s s; š S; sh S; sch S; tsch S; tch S; ch S k h; ç s S; "
    "t t; ts s; tz s; dj g; v f; x ks h; z s; zh g; kh h; "
    "gh - g; th t s f; w - f; ĝ - g; dg g; ti s S t; chs ks; "
    "de:ch h S k; de:w f; de:z s; de:j -; de:th t; de:qu kf; de:h - h; de:s s S; de:g( g; de:c( s; "
    "fr:ch S; fr:qu k; fr:h -; fr:th t; fr:w f; fr:x ks s -; fr:ç s; fr:j g; fr:g( g; fr:c( s; fr:ti s; fr:v f; "
    "fr:ll l -; "
    "es:j h; es:h -; es:z s; es:qu k; es:ll l -; es:ch S; es:gn gn; es:v f b; es:th t; es:g( h; es:c( s; "
    "tr:c g; tr:c( g; tr:g( g; tr:ç S; tr:j g; tr:h h; tr:w f; tr:ch gh; tr:gn gn; tr:ll l; tr:th th; tr:sh sh; "
    "tr:x ks"
)
SAID_IN_CYRILLIC = (
    "b б; c [кц]; c( [сцкч]; ck к; cq к; d д; f ф; g [гк]; g( (?:дж|[гжх]); h [хг]?; j (?:дж|[жхи])?; k [кх]; "
    "l ль?; "
    "ll (?:лл?ь?|и|ж); m м; n н; ñ н; gn (?:гн|н); p п; ph ф; q к; qu (?:кв|ку|к); r р; r( р; en:r( р?; "
    "wh (?:в|у|хв)?; st ст?; s [сзшц]; š [шщ]; sh [шщ]; sch [шщ]; "
    "tsch т?ч; tch т?ч; ch (?:тч|[чкхш]); ç [сч]; t т; ts (?:тс|тц|ц); tz (?:тс|тц|ц); dj дж; v [вф]; "
    "x (?:кс|гз|[хсш])?; "
    "z (?:тс|дз|[зсцж]); zh ж; kh [хк]; gh [гх]?; th (?:тх|[тзсфд]); w [ву]?; ĝ г?; dg дж; ti [тсшчц]и?; "
    "chs (?:кс|хс); "
    "tr:c (?:дж|ж); tr:c( (?:дж|ж)"
)
SAID_IN_ARABIC = (
    "b ب; c [كقس]; c( [سكجتش]; ck [كق]; cq [كق]; d [دض]; f ف; g [غجقكگ]; g( [غجقخهشگ]; h [هح]?; "
    "j (?:دج|[جخشيچژز])?; k [كقخ]; "
    "l ل; ll [لي]; m م; n ن; ñ ني?; gn (?:غن|جن|ني|ن); p [بپ]; ph ف; q [كق]; qu (?:كو|كي|كف|ك); r [رغ]; "
    "r( [رغ]; en:r( ر?; wh (?:و|هو)?; st [سص][تط]?; s [سصزش]; š ش; sh ش; "
    "sch ش; tsch (?:تش|ش|چ); tch (?:تش|ش|چ); ch (?:تش|[شكخچ]); ç (?:تش|[شسچ]); t [تط]; ts (?:تس|ز|ث); "
    "tz (?:تس|ز|ث); dj ج; "
    "v [فڤوب]; x (?:كس|قس|غز|[خسشز])?; z (?:تس|دز|[زسظثذ]); zh [جژش]; kh [خك]; gh [غج]?; th [ثتسذظطد]; "
    "w [وفغ]{0,2}; ĝ [غي]?; "
    "dg (?:دج|ج); ti [تشسص]ي?; chs (?:كس|خس); tr:c (?:دج|ج); tr:c( (?:دج|ج)"
)


def doubled(said: str, letters: str) -> dict[str, str]:
    """Expressions of which each letter may stand twice, and what stands for vowels."""
    found = {
        piece: one if one.endswith("?") else f"(?:{one}){{1,2}}" for piece, one in expressed(said).items()
    }
    return found | {"A": letters + "{1,4}", "e": letters + "{0,3}"}


IN_CYRILLIC = Ways(
    heard=listed(LATIN_BONES),
    written=doubled(SAID_IN_CYRILLIC, "[аеиоуыэюя]"),
    between="[ьъ]?",
    behind="(?:[аеиоуыэюя]{0,2}|ом|ем|ов|ах|ам|ами|ях|ям|ями|ои|ему|ого)",
)
IN_ARABIC = Ways(
    heard=listed(LATIN_BONES),
    written=doubled(SAID_IN_ARABIC, "[اويهء]") | {"A": "[اويهء]{0,4}"},
    front="و?[اويهء]{0,2}",
    behind="[اويه]{0,2}",
)
"""Latin names in the other scripts, in Cyrillic with an ending."""
