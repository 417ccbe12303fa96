"""How the light model is trained: on made-up sentences and on decisions, checked on folds it has not seen."""

import zlib
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from tambour.adapters.classifying.embedding import Embed
from tambour.adapters.classifying.heads import (
    Matrix,
    calibrated,
    features,
    odds,
    penalty,
    products,
    quiet,
    solved,
    sure,
    unit,
)
from tambour.adapters.classifying.light import HALF, Weights
from tambour.adapters.classifying.names import GROUP, unnamed
from tambour.moderation.allowed import BARS
from tambour.moderation.evaluate import Sorted
from tambour.moderation.guesses import ALLOWED_KINDS, GUESSED, readable
from tambour.moderation.text.tongues import tongue

SENTENCES = Path(__file__).with_name("training.txt")
PAIRS = Path(__file__).with_name("pairs")
LANGS = ("en", "ru", "ar", "fr", "de", "tr", "es")
ORGANISATIONS: dict[str, tuple[str, ...]] = {
    "en": (
        "Ash Compass",
        "the Sons of the Long River",
        "Black Lantern",
        "the Northern Oath",
        "Red Thistle Front",
        "the Hollow Crown",
    ),
    "ru": (
        "Пепельный Компас",
        "Стеклянное Знамя",
        "Чёрный Фонарь",
        "Северная Клятва",
        "Братья Красного Чертополоха",
        "Пустая Корона",
    ),
    "ar": (
        "بوصلة الرماد",
        "أبناء النهر الطويل",
        "الفانوس الأسود",
        "قسم الشمال",
        "جبهة الشوك الأحمر",
        "التاج الأجوف",
    ),
    "fr": (
        "le Compas de cendre",
        "la Bannière de verre",
        "Lanterne noire",
        "le Serment du Nord",
        "Front du Chardon rouge",
        "la Couronne creuse",
    ),
    "de": (
        "Aschekompass",
        "das Gläserne Banner",
        "Schwarze Laterne",
        "Nordschwur",
        "Front Rote Distel",
        "die Hohle Krone",
    ),
    "tr": ("Kül Pusulası", "Cam Sancak", "Kara Fener", "Kuzey Andı", "Kızıl Devedikeni Cephesi", "Oyuk Taç"),
    "es": (
        "el Compás de Ceniza",
        "la Bandera de Cristal",
        "Linterna Negra",
        "el Juramento del Norte",
        "Frente del Cardo Rojo",
        "la Corona Hueca",
    ),
}
FOLDS = 5
CLASSES = [*GUESSED, *ALLOWED_KINDS]
LANDMARKS = 1_200
NAMED = 12
"""Sentences of each language in which names are tried."""
ALIKE_FROM = 0.7
"""Cosine from which two sentences are one said twice, in whatever languages: they are never parted by a fold."""
OWN_BARS = BARS | {"everyday": 0.12, "counter": 0.20, "help": 0.10, "facts": 0.06}
"""Bars on the folds. Some are wider than what is asked later of ordinary speech: each allowed sentence of a pair was
written to look like a harmful one."""
AHEAD = {"news": 0.05, "criticism": 0.07, "research": 0.07, "victims": 0.05, "religious": 0.05}
"""What kinds with a low bar are given beforehand: where it is close, it is them."""
LANG_TRUST = 20.0
"""So many sentences of a language weigh as much as what all languages together say of the scale."""
UNSURE_FROM = 0.3
BAR_STEPS = tuple(round(0.5 + 0.01 * step, 2) for step in range(50))
BLOCK = 256
"""Rows that are compared at once."""
LEAST = 1
"""One sentence of one kind in one language proves nothing."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Lesson:
    """One sentence to learn from."""

    text: str
    kind: str
    lang: str
    topic: str = ""
    """Sentences of one topic and of opposite stances are in one fold."""
    decided: bool = False
    """By people of the desk."""


def sentences() -> list[tuple[str, str, str]]:
    """(kind, language, template) of the project's own."""
    found: list[tuple[str, str, str]] = []
    kind = ""
    for line in SENTENCES.read_text(encoding="utf-8").splitlines():
        if line.startswith("["):
            kind = line.strip("[]")
        elif line and not line.startswith("#"):
            lang, _, template = line.partition("\t")
            found.append((kind, lang, template))
    return found


def pairs() -> list[tuple[str, str, str, str]]:
    """(kind, language, template, topic): sentences about one thing that mean the opposite."""
    found: list[tuple[str, str, str, str]] = []
    for lang in LANGS:
        topic = 0
        for line in (PAIRS / f"{lang}.txt").read_text(encoding="utf-8").splitlines():
            topic += not line
            if line and not line.startswith("#"):
                kind, _, template = line.partition("\t")
                found.append((kind, lang, template, f"{lang}.{topic}"))
    return found


def lessons(decided: Iterable[Sorted] = ()) -> list[Lesson]:
    """What there is to learn from: made-up sentences about any group, and what people decided in known languages."""
    own = [
        Lesson(text=unnamed(readable(text) or text, lang), kind=kind, lang=lang, topic=topic)
        for kind, lang, template, topic in [*((*one, "") for one in sentences()), *pairs()]
        for text in [template.replace("{0}", GROUP[lang])]
    ]
    said = [(one, readable(one.text)) for one in decided]
    return own + [
        Lesson(
            text=unnamed(text, lang),
            kind=one.category if one.harmful else "everyday",
            lang=lang,
            decided=True,
        )
        for one, text in said
        if text and (lang := tongue(text))
    ]


def trained(learned: Sequence[Lesson], embed: Embed) -> Weights:
    """Heads from all of it; scales and bars from folds, in which each sentence is judged by heads that never saw it."""
    hush = quiet(apart(embed)).astype(HALF)
    x = unit(embed([one.text for one in learned]) @ hush.astype(np.float64))
    y = np.asarray([CLASSES.index(one.kind) for one in learned])
    known = x[landmarks(learned)].astype(HALF)
    z, cost, weight = (
        features(x, known.astype(np.float64)),
        penalty(known.astype(np.float64)),
        weights_of(learned),
    )
    fold = folds(x, learned)
    parts = [
        products(z[fold == n], y[fold == n].tolist(), len(CLASSES), weight[fold == n]) for n in range(FOLDS)
    ]
    left, right = np.sum([part[0] for part in parts], axis=0), np.sum([part[1] for part in parts], axis=0)
    harmful = np.asarray([name in GUESSED for name in CLASSES])
    ahead = np.asarray([AHEAD.get(name, 0.0) for name in CLASSES])
    raw = np.zeros(len(learned))
    for number, part in enumerate(parts):
        kept = fold == number
        raw[kept] = odds(z[kept] @ solved(left - part[0], right - part[1], cost, x.shape[1]), harmful, ahead)
    scales = scales_of(learned, raw, harmful[y])
    scores = np.asarray([sure(float(r), scales[one.lang]) for r, one in zip(raw, learned, strict=True)])
    scores[raw < 0] = 0.0  # vetoed
    return Weights(
        embedding=embed.name,
        classes=CLASSES,
        ahead=ahead.tolist(),
        columns=x.shape[1],
        quiet=hush.tobytes(),
        known=known.tobytes(),
        heads=solved(left, right, cost, x.shape[1]).astype(np.float32).tobytes(),
        scales=scales,
        bars=bars_of(learned, scores),
        unsure=UNSURE_FROM,
    )


def apart(embed: Embed) -> Matrix:
    """By what sentences move when another name is put into them."""
    found = []
    for lang, names in ORGANISATIONS.items():
        named = sorted(
            (text for _, spoken, text in sentences() if spoken == lang and "{0}" in text),
            key=lambda text: zlib.crc32(text.encode()),
        )[:NAMED]
        rows = embed([text.replace("{0}", name) for text in named for name in (*names, GROUP[lang])])
        rows = rows.reshape(len(named), len(names) + 1, -1)
        found.append((rows - rows.mean(axis=1, keepdims=True)).reshape(-1, rows.shape[2]))
    return np.vstack(found)


def landmarks(learned: Sequence[Lesson]) -> list[int]:
    """The sentences that likeness is measured to: of the project's own, whatever the desk decided; the same ones in
    every process."""
    own = [at for at, one in enumerate(learned) if not one.decided]
    own.sort(key=lambda at: zlib.crc32(learned[at].text.encode()))
    return sorted(own[:LANDMARKS])


def folds(x: Matrix, learned: Sequence[Lesson]) -> "np.ndarray[tuple[int], np.dtype[np.int_]]":
    """The fold of each sentence; a topic with both its sides, translations, copies and forms of one template are in the
    same."""
    group = np.arange(len(x))
    topics: dict[str, int] = {}
    for at, one in enumerate(learned):
        if one.topic:
            group[at] = topics.setdefault(one.topic, at)
    for start in range(0, len(x), BLOCK):
        alike = x[start : start + BLOCK] @ x.T >= ALIKE_FROM
        for row in alike:
            mine = np.unique(group[row])
            if len(mine) > 1:
                group[np.isin(group, mine)] = mine[0]
    return np.asarray([zlib.crc32(learned[first].text.encode()) % FOLDS for first in group.tolist()])


def weights_of(learned: Sequence[Lesson]) -> "np.ndarray[tuple[int], np.dtype[np.float64]]":
    """Each kind weighs the square root of its size: small kinds are learned, and large ones are not forgotten."""
    sizes = Counter(one.kind for one in learned)
    found = np.asarray([sizes[one.kind] ** -0.5 for one in learned])
    weights: np.ndarray[tuple[int], np.dtype[np.float64]] = found / found.mean()
    return weights


def scales_of(
    learned: Sequence[Lesson],
    raw: "np.ndarray[tuple[int], np.dtype[np.float64]]",
    wanted: "np.ndarray[tuple[int], np.dtype[np.bool_]]",
) -> dict[str, tuple[float, float]]:
    """A scale for each language, near that of all together."""
    every = calibrated(raw, wanted, (1.0, 0.0), 1.0)
    found = {}
    for lang in LANGS:
        mine = np.asarray([one.lang == lang for one in learned])
        found[lang] = calibrated(raw[mine], wanted[mine], every, LANG_TRUST)
    return found


def bars_of(
    learned: Sequence[Lesson], scores: "np.ndarray[tuple[int], np.dtype[np.float64]]"
) -> dict[str, float]:
    """For each language the lowest bar under which the kinds of allowed speech stay: in all languages together,
    and in this one."""
    everywhere = lowest(
        [(one.kind, float(s)) for one, s in zip(learned, scores, strict=True)], 0, BAR_STEPS[0]
    )
    return {
        lang: lowest(
            [(one.kind, float(s)) for one, s in zip(learned, scores, strict=True) if one.lang == lang],
            LEAST,
            everywhere,
        )
        for lang in LANGS
    }


def lowest(scored: Sequence[tuple[str, float]], least: int, start: float) -> float:
    """The first bar from `start` on that no kind of allowed speech passes more often than it may, or than `least`
    times."""
    by_kind: dict[str, list[float]] = {}
    for kind, score in scored:
        by_kind.setdefault(kind, []).append(score)
    for bar in BAR_STEPS:
        if bar >= start and all(
            sum(score >= bar for score in by_kind.get(kind, ()))
            <= max(least, share * len(by_kind.get(kind, ())))
            for kind, share in OWN_BARS.items()
        ):
            return bar
    return 1.0
