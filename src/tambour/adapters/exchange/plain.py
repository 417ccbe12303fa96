"""Plain lists: a digest a line, a PDQ hash a line, and the file of python-threatexchange: `signal_type value`."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from tambour.adapters.exchange.bounds import lines_of, tally
from tambour.moderation.bank import DIGITS
from tambour.moderation.exchange import Listed, listed
from tambour.ports.exchange import About, Reading, Writing

HEX = re.compile("[0-9a-fA-F]+")
BY_DIGITS = {32: "md5", 40: "sha1", 64: "sha256"}
SIGNALS = {"pdq": "pdq", "raw_text": "text", "url": "link", "video_md5": "md5", "video_sha256": "sha256"}
"""Names of signal types in python-threatexchange, and kinds of the bank. The two for videos are digests of any file."""
NAMES = {kind: name for name, kind in SIGNALS.items()}
MIME = "text/plain; charset=utf-8"


@dataclass(frozen=True, slots=True)
class Digests:
    """`md5sum` and its like: a digest a line, a file's name behind it is not read; `#` begins a remark. Which digest it
    is tells its length, unless `only` says so."""

    name: str = "hashes"
    only: str = ""
    mime: str = MIME
    ending: str = "txt"
    strict: bool = False

    def read(self, data: bytes) -> Reading:
        """See Format."""
        items: list[Listed] = []
        out: Counter[str] = Counter()
        for line in lines_of(data):
            if not line or line.startswith("#"):
                continue
            word = line.split()[0].removeprefix("\\")
            kind = self.only or BY_DIGITS.get(len(word), "")
            if kind and HEX.fullmatch(word) and len(word) == DIGITS[kind]:
                items.append(listed(kind, word.lower()))
            else:
                out["value"] += 1
        return Reading(items=items, left_out=tally(out))

    def write(self, offered: Sequence[Listed], about: About) -> Writing:
        """See Format."""
        kinds = (self.only,) if self.only else tuple(BY_DIGITS.values())
        return lines_for(offered, {kind: "" for kind in kinds})


@dataclass(frozen=True, slots=True)
class Signals:
    """The `local_file` exchange of python-threatexchange. It has no words for opinions, categories or expiry."""

    name: str = "signals"
    mime: str = MIME
    ending: str = "txt"
    strict: bool = False

    def read(self, data: bytes) -> Reading:
        """See Format."""
        items: list[Listed] = []
        out: Counter[str] = Counter()
        for line in lines_of(data):
            name, _, value = line.partition(" ")
            if not line:
                continue
            if name in SIGNALS and value.strip():
                items.append(listed(SIGNALS[name], value.strip(), raw=value.strip()))
            else:
                out[f"kind.{name[:40]}" if value else "value"] += 1
        return Reading(items=items, left_out=tally(out))

    def write(self, offered: Sequence[Listed], about: About) -> Writing:
        """See Format. A text must stand on one line."""
        return lines_for(offered, {kind: f"{name} " for kind, name in NAMES.items()})


def lines_for(offered: Sequence[Listed], fronts: dict[str, str]) -> Writing:
    """What is certain, one a line, with its front."""
    lines: list[str] = []
    out: Counter[str] = Counter()
    for one in offered:
        value = written(one)
        if one.entry.kind not in fronts:
            out[f"kind.{one.entry.kind}"] += 1
        elif one.says != "positive" or "\n" in value or "\r" in value:
            out["opinion" if one.says != "positive" else "value"] += 1
        else:
            lines.append(fronts[one.entry.kind] + value)
    return Writing(data="".join(f"{line}\n" for line in lines).encode(), left_out=tally(out))


def written(one: Listed) -> str:
    """A value as others read it: addresses with a scheme."""
    if one.entry.kind != "link":
        return one.entry.value
    return one.raw or address_of(one.entry.value)


def address_of(key: str) -> str:
    """An address of a link's key; names of this server stay as they are."""
    return key if key[:1] in "@+" else f"https://{key}"
