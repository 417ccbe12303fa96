"""What was hit of a contrast set, by kind and language, for `python -m bench.gates`."""

from collections.abc import Iterable, Iterator

from tambour.adapters.classifying.proof import LANGS
from tambour.moderation.evaluate import Sorted


def by_language(rows: list[Sorted], ways: Iterable[tuple[str, list[bool]]]) -> Iterator[str]:
    """The lines of a table for each way of finding: how many were put before people, by kind and language."""
    kinds = list(dict.fromkeys(row.kind for row in rows))
    for way, found in ways:
        yield f"| {way}: put before people | " + " | ".join((*LANGS, "all")) + " |"
        yield "|---" * (len(LANGS) + 2) + "|"
        for kind in kinds:
            yield line(kind, [(r, hit) for r, hit in zip(rows, found, strict=True) if r.kind == kind])
        for title, side in (("*allowed*", False), ("*harmful*", True)):
            yield line(title, [(r, hit) for r, hit in zip(rows, found, strict=True) if r.harmful is side])
        yield ""


def line(title: str, some: list[tuple[Sorted, bool]]) -> str:
    """One kind: how many of how many in each language and in all."""
    each = [[hit for row, hit in some if row.lang == lang] for lang in LANGS]
    every = [hit for hits in each for hit in hits]
    return f"| {title} | " + " | ".join(f"{sum(hits)} of {len(hits)}" for hits in (*each, every)) + " |"
