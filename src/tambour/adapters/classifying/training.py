"""How the light model is trained: on made-up sentences and on decisions, checked on folds it has not seen."""

import zlib
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from tambour.adapters.classifying.embedding import Embed
from tambour.adapters.classifying.heads import Matrix, calibrated, fitted, odds, softmax, sure, with_one
from tambour.adapters.classifying.light import Weights
from tambour.moderation.allowed import BARS
from tambour.moderation.evaluate import Sorted
from tambour.moderation.guesses import ALLOWED_KINDS, GUESSED, readable
from tambour.moderation.text.tongues import tongue

SENTENCES = Path(__file__).with_name("training.txt")
LANGS = ("en", "ru", "ar", "fr", "de", "tr", "es")
ORGANISATIONS: dict[str, tuple[str, str]] = {
    "en": ("Ash Compass", "the Sons of the Long River"),
    "ru": ("Пепельный Компас", "Стеклянное Знамя"),
    "ar": ("بوصلة الرماد", "أبناء النهر الطويل"),
    "fr": ("le Compas de cendre", "la Bannière de verre"),
    "de": ("Aschekompass", "das Gläserne Banner"),
    "tr": ("Kül Pusulası", "Cam Sancak"),
    "es": ("el Compás de Ceniza", "la Bandera de Cristal"),
}
FOLDS = 5
CLASSES = [*GUESSED, *ALLOWED_KINDS]
L2 = 5e-4
ALIKE_FROM = 0.7
"""Cosine from which two sentences are one said twice, in whatever languages: they are never parted by a fold."""
OWN_BARS = BARS | {"help": 0.05, "facts": 0.01}
"""Bars for training; news and facts are most of what is said in public."""
LANG_TRUST = 20.0
"""So many sentences of a language weigh as much as what all languages together say of the scale."""
UNSURE_FROM = 0.3
BAR_STEPS = tuple(round(0.5 + 0.01 * step, 2) for step in range(50))
MARGIN = 0.5
"""On the folds the model stays under so much of each bar; on what it never saw it will be worse."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Lesson:
    """One sentence to learn from."""

    text: str
    kind: str
    lang: str


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


def lessons(decided: Iterable[Sorted] = ()) -> list[Lesson]:
    """What there is to learn from: made-up sentences with made-up names, and what people decided in known languages."""
    own = [
        Lesson(text=readable(text) or text, kind=kind, lang=lang)
        for kind, lang, template in sentences()
        for text in dict.fromkeys(template.replace("{0}", name) for name in ORGANISATIONS[lang])
    ]
    said = [(one, readable(one.text)) for one in decided]
    return own + [
        Lesson(text=text, kind=one.category if one.harmful else "everyday", lang=lang)
        for one, text in said
        if text and (lang := tongue(text))
    ]


def trained(learned: Sequence[Lesson], embed: Embed) -> Weights:
    """Heads from all of it; scales and bars from folds, in which each sentence is judged by heads that never saw it."""
    x = embed([one.text for one in learned])
    y = [CLASSES.index(one.kind) for one in learned]
    fold = folds(x, [one.text for one in learned])
    weight = weights_of(learned)
    harmful = np.asarray([name in GUESSED for name in CLASSES])
    raw, top = np.zeros(len(learned)), np.zeros(len(learned), dtype=int)
    for number in range(FOLDS):
        seen, kept = fold != number, fold == number
        if not kept.any() or not seen.any():
            continue
        heads = fitted(x[seen], [y[i] for i in np.flatnonzero(seen)], len(CLASSES), weight[seen], L2)
        shares = softmax(with_one(x[kept]) @ heads.T)
        raw[kept], top[kept] = odds(shares, harmful), shares.argmax(axis=1)
    wanted = harmful[y]
    scales = scales_of(learned, raw, wanted)
    scores = np.asarray([sure(float(r), scales[one.lang]) for r, one in zip(raw, learned, strict=True)])
    scores[~harmful[top]] = 0.0  # vetoed
    return Weights(
        embedding=embed.name,
        classes=CLASSES,
        heads=np.round(fitted(x, y, len(CLASSES), weight, L2), 5).tolist(),
        scales=scales,
        bars=bars_of(learned, scores),
        unsure=UNSURE_FROM,
    )


def folds(x: Matrix, texts: Sequence[str]) -> "np.ndarray[tuple[int], np.dtype[np.int_]]":
    """The fold of each sentence; translations, copies and forms of one template are in the same."""
    group = np.arange(len(x))
    near = x @ x.T >= ALIKE_FROM
    for at in range(len(x)):
        mine = group[near[at]]
        group[np.isin(group, mine)] = mine.min()
    return np.asarray([zlib.crc32(texts[first].encode()) % FOLDS for first in group.tolist()])


def weights_of(learned: Sequence[Lesson]) -> "np.ndarray[tuple[int], np.dtype[np.float64]]":
    """Each kind weighs the square root of its size: small kinds are learned, and large ones are not forgotten."""
    sizes = Counter(one.kind for one in learned)
    return np.asarray([sizes[one.kind] ** -0.5 for one in learned])


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
    """For each language the lowest bar under which the kinds of allowed speech stay: in all languages together with
    room to spare, and in this one."""
    everywhere = lowest(
        [(one.kind, float(s)) for one, s in zip(learned, scores, strict=True)], MARGIN, BAR_STEPS[0]
    )
    return {
        lang: lowest(
            [(one.kind, float(s)) for one, s in zip(learned, scores, strict=True) if one.lang == lang],
            1.0,
            everywhere,
        )
        for lang in LANGS
    }


def lowest(scored: Sequence[tuple[str, float]], margin: float, start: float) -> float:
    """The first bar from `start` on that no kind of allowed speech passes more often than it may."""
    by_kind: dict[str, list[float]] = {}
    for kind, score in scored:
        by_kind.setdefault(kind, []).append(score)
    for bar in BAR_STEPS:
        if bar >= start and all(
            sum(score >= bar for score in by_kind.get(kind, ()))
            <= share * margin * len(by_kind.get(kind, ()))
            for kind, share in OWN_BARS.items()
        ):
            return bar
    return 1.0
