"""The light model, trained on runs of letters: its lessons, its heads, its file, and when it says nothing."""

import asyncio
import zlib
from collections.abc import Sequence

import msgspec
import numpy as np
import pytest

from tambour.adapters.classifying.embedding import Embed, Letters, new_embed
from tambour.adapters.classifying.gates import NEVER, guarded
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
from tambour.adapters.classifying.light import FILE, LightModel, Weights, loaded, saved
from tambour.adapters.classifying.names import unnamed
from tambour.adapters.classifying.optional import classifier_or_none
from tambour.adapters.classifying.proof import ORGANISATIONS as MEASURED_WITH
from tambour.adapters.classifying.proof import REPORTED, choosing, proof, unseen, written
from tambour.adapters.classifying.training import (
    CLASSES,
    LANGS,
    ORGANISATIONS,
    Lesson,
    folds,
    lessons,
    pairs,
    sentences,
    trained,
)
from tambour.config import Classifying
from tambour.moderation.allowed import NAMES
from tambour.moderation.card import measured
from tambour.moderation.evaluate import Sorted
from tambour.moderation.guesses import GUESSED, readable
from tambour.moderation.text.near import containment
from tambour.moderation.text.normal import normalise
from tambour.ports.trouble import Trouble

COLUMNS = 256
"""Fewer than are any good: training is quick."""


FEW = slice(None, None, 6)
"""Of the lessons, where it does not matter how good the model is."""


@pytest.fixture(scope="module")
def weights() -> Weights:
    return trained(lessons()[FEW], Letters(COLUMNS))


def runs(text: str) -> frozenset[str]:
    """Runs of five letters, whatever the length."""
    said = " ".join(normalise(text).text.split())
    return frozenset(said[i : i + 5] for i in range(max(1, len(said) - 4)))


def test_the_lessons_have_every_kind_in_every_language_and_nothing_of_what_is_measured():
    table = {(kind, lang) for kind, lang, _ in sentences()}
    assert table == {(kind, lang) for kind in CLASSES for lang in LANGS}
    names = {name for own in ORGANISATIONS.values() for name in own}
    assert not names & {n for s in MEASURED_WITH.values() for own in s.values() for n in own}
    assert not names & {name for own in NAMES.values() for name in own}
    measured = {(one.lang, one.text): runs(one.text) for one in [*proof(), *written("", REPORTED)]}
    for kind, lang, template in [*sentences(), *(one[:3] for one in pairs())]:
        mine = runs(template.replace("{0}", ""))
        near = [
            text
            for (other, text), theirs in measured.items()
            if other == lang and containment(mine, theirs) > 0.6
        ]
        assert near == [], (kind, template)


def test_every_language_has_pairs_of_every_kind_and_topics_that_mean_both():
    told = {(kind, lang) for kind, lang, _, _ in pairs()}
    assert told == {(kind, lang) for kind in CLASSES for lang in LANGS}
    for lang in LANGS:
        sides: dict[str, set[bool]] = {}
        for kind, spoken, _, topic in pairs():
            if spoken == lang:
                sides.setdefault(topic, set()).add(kind in GUESSED)
        assert sum(len(both) == 2 for both in sides.values()) >= 60, lang


def test_a_topic_is_never_parted_by_a_fold():
    learned = [Lesson(text=f"text {n}", kind="news", lang="en", topic=f"en.{n // 3}") for n in range(60)]
    fold = folds(np.eye(60), learned)
    assert len(set(fold.tolist())) > 1
    assert all(len(set(fold[n : n + 3].tolist())) == 1 for n in range(0, 60, 3))


@pytest.mark.parametrize(
    ("lang", "said", "read"),
    [
        ("en", "Join Blue Anvil now", "Join the group now"),
        ("en", "Two members of the Order of the Mill were held", "Two members of the group were held"),
        ("en", "We meet on Sunday, God willing", "We meet on Sunday, God willing"),
        ("ru", "В субботу Синяя Наковальня ждёт", "В субботу группа ждёт"),
        ("fr", "Hier l'Enclume bleue a menti", "Hier le groupe bleue a menti"),
        ("de", "Junge Leute lesen Bücher", "Junge Leute lesen Bücher"),
        ("tr", "Dün Mavi Örs'ün adamları geldi", "Dün grup adamları geldi"),
        ("ar", "قال السندان الأزرق إنه عاد", "قال السندان الأزرق إنه عاد"),
    ],
)
def test_names_give_way_to_a_word_for_any_group(lang: str, said: str, read: str):
    assert unnamed(said, lang) == read


def test_heads_learn_what_no_plane_can_part():
    rng = np.random.default_rng(1)
    corners = rng.integers(0, 2, (300, 2))
    y = corners[:, 0] ^ corners[:, 1]
    x = unit(np.hstack([2.0 * corners - 1, np.ones((300, 1))]) + rng.normal(0, 0.15, (300, 3)))
    known = x[:40]
    z = features(x, known)
    heads = solved(*products(z, y.tolist(), 2, np.ones(300)), penalty(known), 3)
    assert ((z @ heads).argmax(axis=1) == y).mean() > 0.95
    lead = odds(z @ heads, np.asarray([False, True]), np.zeros(2))
    assert ((lead > 0) == (y == 1)).mean() > 0.95
    assert (odds(z @ heads, np.asarray([False, True]), np.asarray([3.0, 0.0])) < 0).all()


def test_where_only_names_differ_is_made_small():
    apart = np.asarray([[1.0, 0.0], [-1.0, 0.0]])
    hush = quiet(apart)
    assert abs(hush[0, 0]) < abs(hush[1, 1])


def test_a_scale_makes_scores_of_odds_and_keeps_to_what_is_known_where_little_is():
    rng = np.random.default_rng(2)
    harmful = np.asarray([True, False] * 500)
    raw = np.where(harmful, 4.0, 0.0) + rng.normal(0, 2.0, 1000)
    scale = calibrated(raw, harmful, (1.0, 0.0), 1.0)
    scores = np.asarray([sure(float(r), scale) for r in raw])
    near = (scores > 0.6) & (scores < 0.8)
    assert abs(harmful[near].mean() - 0.7) < 0.1
    few = calibrated(raw[:4], harmful[:4], (0.5, -1.0), 1e6)
    assert few == pytest.approx((0.5, -1.0), abs=0.01)


CEILING = {
    "choosing": {"criticism": 1, "counter": 4, "everyday": 1},
    "unseen": {"counter": 1, "research": 4, "everyday": 4},
}
"""Sentences of all languages; of every other kind of allowed speech none. Lower them when the model gets better."""
FLOOR = {
    "choosing": {"": 93, "tvec.threat": 19, "tvec.praise": 13, "tvec.incite": 10},
    "unseen": {"": 90, "tvec.threat": 2, "tvec.praise": 12, "tvec.incite": 4},
}
"""Of 252 harmful ones each, 28 threats, 42 sentences that praise and 42 calls for violence."""
KEEPS_IN_SHADOW = {
    "choosing": set[str](),
    "unseen": {"ar.everyday 3/12 > 0.20", "ru.research 2/8 > 0.10", "tr.research 2/8 > 0.10"},
}
"""What the card says of a model without decisions of a desk: where it is above a gate on what chose nothing."""


class Remembering:
    """What was asked before is not computed again."""

    def __init__(self, embed: Embed) -> None:
        self.embed, self.name = embed, embed.name
        self.known: dict[str, Matrix] = {}

    def __call__(self, texts: Sequence[str]) -> Matrix:
        new = [text for text in dict.fromkeys(texts) if text not in self.known]
        self.known |= dict(zip(new, self.embed(new), strict=True))
        return np.asarray([self.known[text] for text in texts])


def test_a_fresh_model_hits_allowed_speech_no_more_than_before_and_its_card_is_of_what_chose_nothing():
    embed = new_embed()
    if isinstance(embed, Letters):
        pytest.skip("the packaged encoder is not installed")
    embed = Remembering(embed)
    model = LightModel(guarded(trained(lessons(), embed), embed, choosing()), embed)
    for name, every in (("choosing", choosing()), ("unseen", unseen())):
        rows = [one for one in every if readable(one.text)]
        card = measured(rows, model.judged([readable(one.text) for one in rows]))
        assert set(card.reasons) <= KEEPS_IN_SHADOW[name]
        everywhere = {r.kind: r.share.hits for r in card.rows if r.lang == "all"} | {"": card.recall.hits}
        hits = {r.kind: r.share.hits for r in card.rows if r.lang == "all" and not r.harmful}
        assert {kind: n for kind, n in hits.items() if n > CEILING[name].get(kind, 0)} == {}
        floor = FLOOR[name]
        assert {kind: everywhere[kind] for kind, least in floor.items() if everywhere[kind] < least} == {}


def test_what_a_card_is_measured_on_chose_nothing_and_taught_nothing():
    assert not {one.text for one in unseen()} & {one.text for one in choosing()}
    assert not {one.text for one in unseen()} & {one.text for one in lessons()}


def test_a_language_in_which_a_gate_does_not_hold_is_silenced_and_no_other(weights: Weights):
    embed = Letters(COLUMNS)
    bold = msgspec.structs.replace(weights, bars=dict.fromkeys(LANGS, 0.5))
    model = LightModel(bold, embed)
    said = [one.text for one in lessons()[FEW] if one.kind == "tvec.recruit" and one.lang == "en"]
    taken = [text for text, guess in zip(said, model.judged(said), strict=True) if guess and guess.says]
    assert taken, "it knows what it has learned"
    wrong = [Sorted(text=text, harmful=False, lang="en", kind="news") for text in taken]
    held = guarded(bold, embed, wrong)
    assert held.bars["en"] in {0.92, NEVER}
    assert {lang: bar for lang, bar in held.bars.items() if lang != "en"} == dict.fromkeys(LANGS[1:], 0.5)
    card = measured(wrong, LightModel(held, embed).judged(taken))
    assert [why for why in card.reasons if why.startswith("en.")] == []


def test_it_says_nothing_of_what_it_does_not_know_and_its_heads_of_allowed_speech_veto(weights: Weights):
    model = LightModel(weights, Letters(COLUMNS))
    texts = ["Nessuno sa dove sono finiti i soldi della città", *(one.text for one in proof()[:300])]
    foreign, *guesses = asyncio.run(model.guess(texts))
    assert foreign is None
    for guess in guesses:
        assert guess is None or not guess.says or guess.score >= weights.bars[guess.lang]
        assert guess is None or guess.category in GUESSED
    veto = LightModel(weights, Letters(COLUMNS)).weighed(
        np.eye(len(CLASSES))[CLASSES.index("counter")], 9.0, "en"
    )
    assert (veto.abstains, veto.allowed) == (True, "counter")


def test_what_the_desk_decided_is_learned_from(weights: Weights):
    said = "The marmots whistle in the valley and we will be there with them"
    decided = [Sorted(text=f"{said} {n}", harmful=True, category="tvec.recruit") for n in range(40)]
    decided += [Sorted(text="e un'altra cosa che non sappiamo", harmful=True, category="tvec.recruit")]
    learned = lessons(decided)
    learned = [*learned[: len(lessons())][FEW], *learned[len(lessons()) :]]
    assert len(learned) == len(lessons()[FEW]) + 40, "only languages that are known"
    before, after = (
        asyncio.run(LightModel(w, Letters(COLUMNS)).guess([said]))[0]
        for w in (weights, trained(learned, Letters(COLUMNS)))
    )
    assert before is not None
    assert after is not None
    assert (after.says, after.category) == (True, "tvec.recruit")
    assert after.score > before.score


def test_it_is_written_and_read_again_and_the_same_lessons_make_the_same_model(weights: Weights, tmp_path):
    saved(tmp_path / "classifier", weights)
    again = loaded(tmp_path / "classifier", Letters(COLUMNS))
    assert again.print == weights.print == trained(lessons()[FEW], Letters(COLUMNS)).print
    text = ["We will meet the brothers at the mill on Sunday"]
    assert asyncio.run(again.guess(text)) == asyncio.run(LightModel(weights, Letters(COLUMNS)).guess(text))


@pytest.mark.parametrize("odd", [b"", b"{}", b"\xff", b'{"embedding": 1}'])
def test_a_spoiled_file_is_said_to_be_one_and_the_server_starts(tmp_path, odd):
    (tmp_path / "classifier").mkdir()
    (tmp_path / "classifier" / FILE).write_bytes(odd)
    with pytest.raises(Trouble, match="cannot be read"):
        loaded(tmp_path / "classifier", Letters(COLUMNS))
    assert classifier_or_none(Classifying(kind="light"), tmp_path, "Tambour") is None


def test_a_model_of_other_numbers_is_not_used(tmp_path, weights: Weights):
    saved(tmp_path, weights)
    other = Letters(COLUMNS)
    other.name = "other"
    with pytest.raises(Trouble, match="trained on letters"):
        loaded(tmp_path, other)
    with pytest.raises(Trouble, match="no trained model"):
        loaded(tmp_path / "nowhere", other)


def test_letters_are_the_same_in_every_process():
    row = Letters(COLUMNS)(["Straße, 42"])[0]
    assert zlib.crc32(np.round(row, 6).tobytes()) == zlib.crc32(
        np.round(Letters(COLUMNS)(["  STRASSE,  42 "])[0], 6).tobytes()
    )
    assert np.linalg.norm(row) == pytest.approx(1.0)
