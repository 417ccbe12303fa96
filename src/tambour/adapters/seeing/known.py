"""The bank's pictures, films and sound in memory: everything that a file is like, in one question."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence

import numpy as np

from tambour.adapters.seeing.index import Index
from tambour.adapters.seeing.points import FEATURE, Points
from tambour.adapters.seeing.prints import PRINT, WHOLE, Prints
from tambour.adapters.seeing.sounds import PIECE_MS, Sounds
from tambour.moderation.known import QUARTERS_MIN, Like, Marks

SIFTED = 200
"""Files whose points are asked of the entry's at once: a few megabytes."""


class KnownMedia:
    """See ports/known.py. Not to be used by two threads at once."""

    def __init__(self) -> None:
        self.clear()

    def clear(self) -> None:
        """Nothing is known."""
        self.entries, self.pictured = set[int](), set[int]()
        self.index, self.points, self.sounds = Index(), Points(), Sounds()
        self.kept: list[Prints] = []
        self.owner, self.part, self.at = (np.zeros(0, kind) for kind in (np.int64, np.uint8, np.uint32))
        self.shown: list[tuple[int, int]] = []
        self.heard: list[int] = []

    def __contains__(self, entry: int) -> bool:
        return entry in self.entries

    def take(self, entries: Iterable[tuple[int, Marks]]) -> None:
        """More entries with what they are recognised by."""
        fresh = [(entry, marks) for entry, marks in entries if entry not in self.entries]
        self.entries.update(entry for entry, _ in fresh)
        self.pictured.update(entry for entry, marks in fresh if marks.prints)
        tables = [(entry, np.frombuffer(marks.prints, PRINT)) for entry, marks in fresh if marks.prints]
        if tables:
            whole = np.concatenate([table for _, table in tables])
            owners = np.repeat([entry for entry, _ in tables], [len(table) for _, table in tables])
            self.owner = np.concatenate([self.owner, owners])
            self.part = np.concatenate([self.part, whole["part"]])
            self.at = np.concatenate([self.at, whole["at"].astype(np.uint32)])
            self.index.add(np.ascontiguousarray(whole["hash"]))
        for entry, marks in fresh:
            points = np.frombuffer(marks.points, FEATURE)
            for at in np.unique(points["at"]):
                self.points.add(points[points["at"] == at])
                self.shown.append((entry, int(at)))
            if marks.sound:
                self.sounds.add(np.frombuffer(marks.sound, "<u4").astype(np.uint32))
                self.heard.append(entry)

    def like(self, marks: Marks, living: Collection[int]) -> list[Like]:
        """What this file is like, each entry once by its surest way."""
        found: dict[int, Like] = {}
        for one in (*self.seen(marks, living), *self.heard_in(marks, living), *self.pointed(marks, living)):
            known = found.get(one.entry)
            if known is None or (one.refuses, one.score) > (known.refuses, known.score):
                found[one.entry] = one
        return list(found.values())

    def seen(self, marks: Marks, living: Collection[int]) -> list[Like]:
        """By hashes: frame by frame, wholes and quarters."""
        prints = np.frombuffer(marks.prints, PRINT)
        frames = np.unique(prints["at"])
        whole: defaultdict[int, dict[int, tuple[int, int]]] = defaultdict(dict)
        quarters: defaultdict[int, dict[int, tuple[int, int]]] = defaultdict(dict)
        for at in frames:
            own = prints[prints["at"] == at]
            self.frame(int(at), own, living, whole, quarters)
        likes: list[Like] = []
        for entry in {*whole, *quarters}:
            table, how = (whole[entry], "whole") if whole.get(entry) else (quarters[entry], "quarters")
            at = min(table, key=lambda one: table[one])
            share = len({*whole.get(entry, {}), *quarters.get(entry, {})}) / len(frames)
            off, sample_at = table[at]
            likes.append(
                Like(
                    entry=entry,
                    how="whole" if how == "whole" else "quarters",
                    off=off,
                    at=at,
                    sample_at=sample_at,
                    share=share,
                )
            )
        return likes

    def frame(
        self,
        at: int,
        prints: Prints,
        living: Collection[int],
        whole: dict[int, dict[int, tuple[int, int]]],
        quarters: dict[int, dict[int, tuple[int, int]]],
    ) -> None:
        """What one frame is like, into the two tables: entry, time, (bits off, time in the sample)."""
        parts: defaultdict[tuple[int, int], dict[int, int]] = defaultdict(dict)
        for one in prints:
            part = int(one["part"])
            rows, offs = self.index.find(np.ascontiguousarray(one["hash"]))
            for row, off in zip(rows.tolist(), offs.tolist(), strict=True):
                entry, sample_at = int(self.owner[row]), int(self.at[row])
                if self.part[row] != part or entry not in living:
                    continue
                if part == WHOLE:
                    whole[entry][at] = min((off, sample_at), whole[entry].get(at, (off, sample_at)))
                else:
                    near = parts[entry, sample_at]
                    near[part] = min(off, near.get(part, off))
        for (entry, sample_at), near in parts.items():
            if len(near) >= QUARTERS_MIN:
                off = sum(near.values()) // len(near)
                quarters[entry][at] = min((off, sample_at), quarters[entry].get(at, (off, sample_at)))

    def pointed(self, marks: Marks, living: Collection[int]) -> list[Like]:
        """By points, which need no whole."""
        points = np.frombuffer(marks.points, FEATURE)
        likes: list[Like] = []
        for at in np.unique(points["at"]):
            for number, agree in self.points.find(points[points["at"] == at]):
                entry, sample_at = self.shown[number]
                if entry in living:
                    likes.append(Like(entry=entry, how="points", off=agree, at=int(at), sample_at=sample_at))
        return sorted(likes, key=lambda one: one.off)

    def heard_in(self, marks: Marks, living: Collection[int]) -> list[Like]:
        """By sound: as such where it stands alone on both sides, beneath pictures as their track."""
        sound = np.frombuffer(marks.sound, "<u4").astype(np.uint32)
        return [
            Like(
                entry=entry,
                how="sound" if one.whole and not marks.prints and entry not in self.pictured else "track",
                off=round(one.off * 1000),
                at=round(one.here * PIECE_MS),
                sample_at=round(one.there * PIECE_MS),
            )
            for one in self.sounds.find(sound)
            if (entry := self.heard[one.number]) in living
        ]

    def sift(self, entry: Marks, files: Sequence[Marks]) -> list[int]:
        """The files' hashes in an index, the entry's hashes asked of it; files with enough points of the entry's; with
        sound, all that have some."""
        likely = self.points_in(files)
        tables = [np.frombuffer(marks.prints, PRINT) for marks in files]
        whole = np.concatenate([np.zeros(0, PRINT), *tables])
        if len(whole) and entry.prints:
            owner = np.repeat(np.arange(len(files)), [len(table) for table in tables])
            index = Index()
            index.add(np.ascontiguousarray(whole["hash"]))
            index.build()
            for one in np.unique(np.frombuffer(entry.prints, PRINT)["hash"], axis=0):
                likely.update(owner[index.find(one)[0]].tolist())
        if entry.sound:
            likely.update(number for number, marks in enumerate(files) if marks.sound)
        return sorted(likely)

    def points_in(self, files: Sequence[Marks]) -> set[int]:
        """Numbers of files in which enough points of one picture are, wherever they lie; some files at a time."""
        likely: set[int] = set()
        for first in range(0, len(files) if self.shown else 0, SIFTED):
            tables = [np.frombuffer(marks.points, FEATURE) for marks in files[first : first + SIFTED]]
            owner = np.repeat(np.arange(len(tables)), [len(table) for table in tables])
            likely.update(first + number for number in self.points.sift(np.concatenate(tables), owner))
        return likely
