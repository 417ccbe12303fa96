"""The light model, trained on runs of letters: its lessons, its heads, its file, and when it says nothing."""

import asyncio
import zlib

import numpy as np
import pytest

from tambour.adapters.classifying.embedding import Letters, new_embed
from tambour.adapters.classifying.heads import calibrated, fitted, softmax, sure, with_one
from tambour.adapters.classifying.light import FILE, LightModel, Weights, loaded, saved
from tambour.adapters.classifying.optional import classifier_or_none
from tambour.adapters.classifying.proof import ORGANISATIONS as MEASURED_WITH
from tambour.adapters.classifying.proof import proof
from tambour.adapters.classifying.training import CLASSES, LANGS, ORGANISATIONS, lessons, sentences, trained
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


@pytest.fixture(scope="module")
def weights() -> Weights:
    return trained(lessons(), Letters(COLUMNS))


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
    measured = {(one.lang, one.text): runs(one.text) for one in proof()}
    for kind, lang, template in sentences():
        mine = runs(template.replace("{0}", ""))
        near = [
            text
            for (other, text), theirs in measured.items()
            if other == lang and containment(mine, theirs) > 0.6
        ]
        assert near == [], (kind, template)


def test_heads_learn_what_can_be_learned():
    rng = np.random.default_rng(1)
    y = rng.integers(0, 3, 300)
    x = np.eye(3)[y] + rng.normal(0, 0.2, (300, 3))
    heads = fitted(x, list(y), 3, np.ones(300), 1e-4)
    assert (softmax(with_one(x) @ heads.T).argmax(axis=1) == y).mean() > 0.97


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


CEILING = {"research": 5, "everyday": 2}
"""Sentences of all languages; of every other kind of allowed speech none. Lower them when the model gets better."""
FLOOR = 130
"""Of 504 harmful ones, with the packaged encoder; runs of letters find none."""


def test_a_fresh_model_hits_allowed_speech_no_more_than_before_and_is_within_its_bars():
    embed = new_embed()
    model = LightModel(trained(lessons(), embed), embed)
    rows = [one for one in proof() if readable(one.text)]
    card = measured(rows, model.judged([readable(one.text) for one in rows]))
    assert card.reasons == ()
    hits = {row.kind: row.share.hits for row in card.rows if row.lang == "all" and not row.harmful}
    assert {kind: n for kind, n in hits.items() if n > CEILING.get(kind, 0)} == {}
    assert card.recall.hits >= (0 if isinstance(embed, Letters) else FLOOR)


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
    assert len(learned) == len(lessons()) + 40, "only languages that are known"
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
    assert again.print == weights.print == trained(lessons(), Letters(COLUMNS)).print
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
