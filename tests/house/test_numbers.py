"""People of different browser tests never meet by their numbers: one server serves them all."""

import re
from pathlib import Path

E2E = Path(__file__).parents[1] / "e2e"
WRITTEN = re.compile(r"""(?:["']\+|\bcount\()(46\d{9})\b""")
COUNTED = re.compile(r"\bcount\((46\d{9})\)")
TAKEN_BY_A_COUNTER = 1000
NOBODYS = "46701234567"
"""On the card of a contact; nobody signs in with it."""


def clashes(texts: dict[str, str]) -> list[str]:
    """Numbers written in two files, or where another file counts."""
    owner: dict[int, str] = {}
    found = []
    for name, text in texts.items():
        ours = {int(number) for number in WRITTEN.findall(text) if number != NOBODYS}
        found += [f"+{number} in {owner[number]} and {name}" for number in sorted(ours & owner.keys())]
        owner |= dict.fromkeys(ours, name)
    for name, text in texts.items():
        for start in map(int, COUNTED.findall(text)):
            inside = [n for n, who in owner.items() if start < n < start + TAKEN_BY_A_COUNTER and who != name]
            found += [f"+{n} in {owner[n]}, where {name} counts" for n in inside]
    return found


def test_no_two_files_use_one_number() -> None:
    texts = {path.name: path.read_text(encoding="utf-8") for path in sorted(E2E.glob("*.py"))}
    assert len(WRITTEN.findall("".join(texts.values()))) > 10, "numbers are not recognised any more"
    assert clashes(texts) == []


def test_a_clash_is_found() -> None:
    one = 'Person(browser, server, "+46701749001", "Ana")'
    assert clashes({"a.py": one, "b.py": one}) == ["+46701749001 in a.py and b.py"]
    assert clashes({"a.py": one, "b.py": "count(46701748605)"}) == ["+46701749001 in a.py, where b.py counts"]
    assert clashes({"a.py": one, "b.py": "count(46701750001)"}) == []
