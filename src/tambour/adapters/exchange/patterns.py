"""Patterns of STIX: those that name one digest, address or domain, or several of which one is enough."""

import re

COMPARISON = re.compile(r"\s*([a-z0-9-]+):([A-Za-z_.'0-9-]+)\s*=\s*'((?:[^'\\]|\\.){1,4000})'\s*", re.DOTALL)
OR = re.compile(r"OR(?=[\s\[])")
PATHS = {
    "file:hashes.md5": "md5",
    "file:hashes.sha-1": "sha1",
    "file:hashes.sha1": "sha1",
    "file:hashes.sha-256": "sha256",
    "file:hashes.sha256": "sha256",
    "file:hashes.x_pdq": "pdq",
    "url:value": "link",
    "domain-name:value": "link",
}
WRITTEN = {
    "md5": "file:hashes.MD5",
    "sha1": "file:hashes.'SHA-1'",
    "sha256": "file:hashes.'SHA-256'",
    "pdq": "file:hashes.'x_pdq'",
}
FACTS_MAX = 200


def facts_of(pattern: str) -> list[tuple[str, str]]:
    """(kind of the bank, value) of each, or [] for a pattern that says more, or something else."""
    found: list[tuple[str, str]] = []
    for observation in parts(pattern.strip(), "]"):
        inner = observation.strip()
        if not inner.startswith("[") or not inner.endswith("]"):
            return []
        for comparison in parts(inner[1:-1], "'"):
            said = COMPARISON.fullmatch(comparison)
            kind = PATHS.get(f"{said[1]}:{said[2]}".replace("'", "").lower()) if said else None
            if said is None or kind is None or len(found) >= FACTS_MAX:
                return []
            found.append((kind, re.sub(r"\\(.)", r"\1", said[3])))
    return found


def parts(text: str, before: str) -> list[str]:
    """Parted by OR behind this sign, outside of quotes."""
    found, start, quoted, at = [], 0, False, 0
    while at < len(text):
        if text[at] == "\\" and quoted:
            at += 1
        elif text[at] == "'":
            quoted = not quoted
        elif (
            not quoted
            and text[at] == "O"
            and (said := OR.match(text, at))
            and text[start:at].rstrip().endswith(before)
        ):
            found.append(text[start:at])
            start = said.end()
        at += 1
    return [*found, text[start:]]


def pattern_of(kind: str, value: str) -> str:
    """The pattern of one fact. `value`: of a link an address, or a domain alone."""
    path = WRITTEN.get(kind) or ("url:value" if "/" in value else "domain-name:value")
    said = value.replace("\\", "\\\\").replace("'", "\\'")
    return f"[{path} = '{said}']"
