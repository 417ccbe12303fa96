"""An export holds under its own verifier, which runs alone; nothing that was done to it goes unseen."""

import os
from collections import Counter
from pathlib import Path

import pytest
from tests.adapters.ledger.spoiling import KEY, WITNESS, Spoiler, export, history, signed, verified

from tambour.adapters.ledger.verify_export import main

SPOILED = int(os.environ.get("TAMBOUR_SPOILED", "60"))
"""`python -m bench.ledger` does a thousand."""


def test_a_good_export_holds_alone_and_against_what_others_know(tmp_path: Path) -> None:
    spoiler = Spoiler(tmp_path, 1)
    code, said = verified(spoiler.good)
    assert code == 0, said
    assert "60 entries, 1 cosignatures, vault: 4 objects" in said
    assert "looks the same" in said
    code, said = verified(spoiler.good, *spoiler.known)
    assert code == 0, said
    assert "everything holds" in said
    assert main([str(spoiler.good)]) == 0


def test_whatever_is_edited_deleted_cut_or_rolled_back_is_found(tmp_path: Path) -> None:
    spoiler, seed = Spoiler(tmp_path, 20_261_128), 20_261_128
    ways: Counter[str] = Counter()
    for number in range(SPOILED):
        way = spoiler.spoil()
        code, said = verified(spoiler.bad, *spoiler.known)
        assert (code, "BROKEN" in said) == (1, True), f"{way}, number {number} of seed {seed}: {said}"
        ways[way] += 1
    assert len(ways) == len(spoiler.ways)


def test_a_rewritten_ledger_signed_again_is_found_by_what_others_know_and_by_nothing_else(
    tmp_path: Path,
) -> None:
    spoiler = Spoiler(tmp_path, 3)
    leaves = [*history()[:20], *history()[21:]]
    rewritten = export(tmp_path / "rewritten", leaves, witnessed=False)
    assert verified(rewritten)[0] == 0
    assert verified(rewritten, "--witness", WITNESS.vkey)[0] == 1
    assert verified(rewritten, "--checkpoint", spoiler.kept)[0] == 1
    early = tmp_path / "early"
    early.write_text(signed(history()[:20]))
    assert verified(rewritten, "--checkpoint", early)[0] == 0


@pytest.mark.parametrize("file", ["key", "checkpoint", "entries.jsonl", "witnesses"])
def test_an_export_that_is_not_whole_is_no_good_one(tmp_path: Path, file: str) -> None:
    good = export(tmp_path / "e", history())
    (good / file).unlink()
    assert verified(good)[0] == 1


def test_another_key_in_the_export_is_seen(tmp_path: Path) -> None:
    good = export(tmp_path / "e", history())
    assert verified(good, "--key", KEY.vkey)[0] == 0
    assert verified(good, "--key", WITNESS.vkey)[0] == 1
