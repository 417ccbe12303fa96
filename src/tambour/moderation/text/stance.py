"""What is said of a name: does the text push towards it, or keep its distance? Rules by words around the name. Pure.

A name by itself is nothing: news, criticism, research, counter-speech, victims and jokes have it too. It counts when
something pushes towards it nearby (join, give, obey, glory, strike for), and less, or not at all, where the text keeps
its distance (reports, condemns, warns, studies, quotes, negates). The lists are short and of three languages; a score
orders a queue for people, and never does more.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from typing import NamedTuple

from tambour.moderation.text.terms import Hit, bare

PUSHES: dict[str, str] = {
    # join and come
    "recruit": """join|enlist|sign up|swear allegiance|pledge allegiance|our ranks|write to our|contact our|be one of us
        |вступай*|вступи*|присоединяй*|присоединись|запис*|наши ряды|наших рядах|пиши нам|пишите нам|ждем тебя|ждем вас
        |присяг*|стань одним
        |انضم*|انضموا|التحق*|بايع*|صفوفنا|راسلنا|راسلونا|كن معنا|كونوا معنا""",
    "give": """donate|send money|fund our|support us with|our wallet
        |переведи*|пожертвуй*|донат*|наш кошелек|скинь*|скидывай*
        |تبرع*|ارسلوا المال|محفظتنا|ادعموا""",
    "glory": """glory to|long live|hail|heroes of|our heroes|proud of our|bless the fighters
        |слава|да здравствует|герои|наши герои|гордимся|المجد ل*|عاش*|تحيا|ابطالنا|بارك الله في مقاتلي*""",
    "strike": """strike|attack them|kill|burn their|make them pay|take up arms|rise and fight|blood of
        |бей*|ударь*|убива*|убей*|жгите|сожги*|берите оружие|к оружию|отомсти*|кровь врагов
        |اقتل*|اضرب*|احرق*|احملوا السلاح|انتقم*|دماء الاعداء""",
}
"""Words that push towards a name. A star stands for any ending."""
DISTANCE = """police|court|sentenced|prosecutor|arrested|according to|reported|reports that|journalist|newspaper
    |investigation|condemn|never join|do not join|don't join|not join|warn*|dangerous|victim*|survivor*|murdered
    |killed by|attack by
    |researcher*|study|studies|historian*|analysis|propaganda|counter|prevent*|hotline|left the group|escaped|leave them
    |terrorist*|extremis*|shame on|against the|stop the|parody|satire|joke|novel|film|game|episode
    |what is|who are|is it true|afraid|worried|advice|what should i|what do i say|how do i report|helpline
    |полици*|суд|суда|приговор*|прокур*|арест*|по данным|сообща*|журналист*|газет*|расследован*|осужда*|не вступай*
    |никогда не|опасн*|жертв*|выживш*|погиб*|исследова*|учен*|историк*|анализ*|пропаганд*|профилактик*|горячая линия
    |террорист*|экстремист*|позор*|против|остановит*|пароди*|сатир*|шутк*|роман|фильм*|игр*|сери*
    |что такое|кто такие|правда ли|не верь*|ушел из|вышел из|боюсь|боимся|совет|совета|что ему сказать|как пожаловаться
    |الشرطه|شرطه|المحكمه|محكمه|حكم على|النيابه|اعتقل*|اعتقال|وفقا|بحسب|صحفي*|صحيفه|تحقيق*|ندين|ادان*|لا تنضم*|لا تنضموا
    |تحذير*|نحذر|خطير*|ضحايا|الضحايا|ضحيه|الناجين|ناجيه|قتل على يد|باحث*|الباحث*|دراسه|تحليل|دعايه|وقايه|خط المساعده
    |ارهابي*|الارهابي*|متطرف*|المتطرف*|عار|ضد|اوقفوا|سخريه|نكته|روايه|فيلم|لعبه|حلقه|ما هي|من هم|هل صحيح|تركت
    |اخشي|اخاف|خائف*|نصيحه|ماذا اقول|كيف ابلغ"""
REPORTED = """claimed|asked its|asked followers|urged its|urged followers|called on its|was told|were told|told him
    |told her|told them|told me|forced to|forced him|forced her|forced me|whoever says|whoever shouts|those who say
    |those who shout|people who shout|chanted|quotes|quoted|quoting|be killed
    |призвал*|взял на себя|взяла на себя|взяли на себя|потребовал*|ему сказали|ей сказали|им сказали|мне сказали
    |велели|заставил*|заставлял*|вынудил*|кто кричит|кто кричал|кто орет|скандировал*|цитир*|приводит|или умри
    |تبني|تبنت|دعا|ودعا|دعت|ودعت|طالب*|قالوا له|قالوا لي|قالوا لها|وقالوا له|وقالوا لي|وقالوا لها|قيل له|قيل لي
    |اجبروه|اجبروني|اجبروها|من يقول|من يهتف|من يصرخ|يقتبس|تقتبس|اقتبس*|او تقتل"""
"""Somebody tells what others said, wanted or forced: the words are not the writer's own. In the past, because an
organisation that speaks for itself does so in the present."""
NEGATIONS = """not|never|don't|nobody|no one|refuse to|не|ни|никто|нельзя|لا|لن|لم|ليس|رفض*"""
SELF = """me|myself|time|меня|себя|время"""
"""What one says to be killed in jest."""
NEAR_WORDS = 12
"""How far from the name something may push."""
BEFORE_WORDS = 3
"""How far before a push a negation turns it round."""
ALONE, PUSHED, PUSHED_TWICE, PHRASE = 0.1, 0.7, 0.85, 0.6
DISTANT = 0.35
"""What is left of a score for each kind of distance, down to two of them."""
HEEDED_FROM = 0.5
"""From here a person is asked to look."""
WORD = re.compile(r"[^\W_]+(?:'[^\W_]+)?")
SENTENCE_END = re.compile(r"[.!?؟…\n]")
QUOTES = re.compile(r"«[^»]{0,2000}»|“[^”]{0,2000}”|„[^“]{0,2000}“|\"[^\"]{0,2000}\"")


@dataclass(frozen=True, slots=True)
class Judged:
    """A hit with its score, 0 to 1, and the reasons in the order in which they counted."""

    hit: Hit
    score: float
    reasons: tuple[str, ...]


class Push(NamedTuple):
    """Words that push: what kind, the number of the first one, and do they stand in quotation marks?"""

    kind: str
    place: int
    cited: bool


@cache
def words_of(table: str) -> "re.Pattern[str]":
    """One expression over normalised words for a table with `|` between phrases and `*` for endings."""
    phrases: list[str] = []
    for said in table.split("|"):
        phrase = bare(said) if "'" not in said else said.strip()
        if phrase:
            phrases.append(re.escape(phrase) + (r"[^\W_]*" if said.strip().endswith("*") else ""))
    return re.compile(rf"(?<![^\W_])(?:{'|'.join(sorted(phrases, key=len, reverse=True))})(?![^\W_])")


def judge(hits: Iterable[Hit], text: str, original: str = "") -> list[Judged]:
    """Each hit by what stands around it. `text` is normalised; `original` is looked at for quotation marks only."""
    found = list(hits)
    if not found:
        return []
    places = [m.span() for m in WORD.finditer(text)]
    quotes = [m.span() for m in QUOTES.finditer(text)]
    pushes = [push for kind in PUSHES for push in pushing(kind, text, places, quotes)]
    distance = len({m.group() for table in (DISTANCE, REPORTED) for m in words_of(table).finditer(text)})
    return [judged(hit, pushes, distance, places, quoted(hit, text)) for hit in found]


def pushing(
    kind: str, text: str, places: Sequence[tuple[int, int]], quotes: Sequence[tuple[int, int]]
) -> list[Push]:
    """The words that push, without those that a negation, a question or a jest turns round."""
    found: list[Push] = []
    for match in words_of(PUSHES[kind]).finditer(text):
        place = number_at(places, match.start())
        before = text[places[max(0, place - BEFORE_WORDS)][0] : match.start()]
        if words_of(NEGATIONS).search(before) or turned(kind, text, match.end()):
            continue
        cited = any(start < match.start() and match.end() < end for start, end in quotes)
        found.append(Push(kind, place, cited))
    return found


def turned(kind: str, text: str, end: int) -> bool:
    """Is what pushes, up to `end`, glory with a question mark, or death to oneself?"""
    if kind == "strike":
        return words_of(SELF).match(text, end + 1) is not None
    stop = SENTENCE_END.search(text, end)
    return kind == "glory" and stop is not None and stop.group() in "?؟"


def number_at(places: Sequence[tuple[int, int]], at: int) -> int:
    """The number of the word that holds or follows this place."""
    return next((i for i, (_, end) in enumerate(places) if end > at), max(0, len(places) - 1))


def quoted(hit: Hit, text: str) -> bool:
    """Does the hit stand in a quotation of more than the name itself?"""
    return any(
        m.start() < hit.start and hit.end < m.end() and m.end() - m.start() > 2 * (hit.end - hit.start)
        for m in QUOTES.finditer(text)
    )


def judged(
    hit: Hit, pushes: Sequence[Push], distance: int, places: Sequence[tuple[int, int]], cited: bool
) -> Judged:
    """The score of one hit."""
    at = number_at(places, hit.start)
    near = [push for push in pushes if abs(push.place - at) <= NEAR_WORDS]
    kinds = sorted({push.kind for push in near})
    cited = cited or (bool(near) and all(push.cited for push in near))
    reasons = [f"found.{hit.how}", *(f"push.{kind}" for kind in kinds)]
    if hit.entry.kind == "name":
        score = (ALONE, PUSHED)[bool(kinds)] if len(kinds) < 2 else PUSHED_TWICE
    else:
        score = PHRASE if not kinds else PUSHED_TWICE
    steps = min(2, distance + cited)
    if distance:
        reasons.append("distance.words")
    if cited:
        reasons.append("distance.quoted")
    if hit.how in ("slip", "consonants"):
        score *= 0.85
    return Judged(hit, round(score * DISTANT**steps, 3), tuple(reasons))
