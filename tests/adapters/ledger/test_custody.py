"""The export of one case holds alone; whatever is changed in it, taken out of it or put back is found."""

import os
from collections import Counter
from pathlib import Path

import msgspec
from tests.adapters.ledger.custodies import CustodySpoiler, custody
from tests.adapters.ledger.spoiling import KEY, WITNESS, verified

SPOILED = int(os.environ.get("TAMBOUR_SPOILED", "60"))
"""`python -m bench.ledger` does a thousand."""


def test_a_case_holds_alone_and_against_what_others_know(tmp_path: Path) -> None:
    spoiler = CustodySpoiler(tmp_path, 1)
    code, said = verified(spoiler.good, "--key", KEY.vkey, "--witness", WITNESS.vkey)
    assert (code, "5 entries of one case in a tree of 20, 2 objects" in said) == (0, True), said
    code, said = verified(spoiler.good, *spoiler.known)
    assert code == 0, said
    assert verified(spoiler.good, "--key", WITNESS.vkey)[0] == 1


def test_whatever_is_changed_in_a_case_taken_out_or_rolled_back_is_found(tmp_path: Path) -> None:
    spoiler, ways = CustodySpoiler(tmp_path, 4), Counter[str]()
    for number in range(SPOILED):
        way = spoiler.spoil()
        code, said = verified(spoiler.bad, *spoiler.known)
        assert (code, "BROKEN" in said) == (1, True), f"{way}, number {number}: {said}"
        ways[way] += 1
    assert len(ways) == len(spoiler.ways)


def test_a_case_without_a_key_is_whole_too(tmp_path: Path) -> None:
    assert verified(custody(tmp_path / "locked", opened=0))[0] == 0


def test_details_and_entries_that_are_not_the_ledgers_are_named(tmp_path: Path) -> None:
    export = custody(tmp_path / "case")
    good = [msgspec.json.decode(line) for line in (export / "case.jsonl").read_bytes().splitlines()]

    def write(lines: list[dict[str, object]]) -> str:
        (export / "case.jsonl").write_bytes(b"".join(msgspec.json.encode(line) + b"\n" for line in lines))
        return verified(export)[1]

    assert "details are not those" in write(
        [good[0] | {"what": good[0]["what"].replace("case", "cafe")}, *good[1:]]
    )
    assert "not in the tree" in write([*good[:-1], good[-1] | {"n": 0}])
    assert "does not end with the entry" in write(good[:-1])
    assert "not what was handed on" in write([*good[:1], *good[2:]])
