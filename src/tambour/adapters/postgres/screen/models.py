"""Models' rows, and the decisions of people from which one may learn."""

from typing import Any

from tambour.adapters.postgres.executor import Executor
from tambour.domain.messages import Flag
from tambour.moderation.evaluate import Sorted
from tambour.moderation.guesses import GUESSED, NAMED, Model
from tambour.moderation.rules.life import Record

COLUMNS = "print, number, name, mode, reasons, card, measured"
DECIDED = """
SELECT m.body, x.outcome, x.category FROM (
    SELECT DISTINCT ON (b.chat_id, b.seq) b.chat_id, b.seq, d.outcome, d.category, d.at FROM decisions d
    JOIN cases k ON k.id = d.case_id JOIN subjects b ON b.id = k.subject_id
    WHERE d.state = 'standing' AND b.kind = 'message' ORDER BY b.chat_id, b.seq, d.at DESC, d.id DESC
) x JOIN chats c ON c.id = x.chat_id AND c.is_public
JOIN messages m ON m.chat_id = x.chat_id AND m.seq = x.seq AND m.flags & $2 = 0 AND m.body <> ''
ORDER BY x.at DESC, x.chat_id, x.seq LIMIT $1
"""
RECORD = """
SELECT count(DISTINCT x.case_id) FILTER (WHERE x.outcome NOT IN ('no_violation', 'restore')) AS agreed,
    count(DISTINCT x.case_id) FILTER (WHERE x.outcome IN ('no_violation', 'restore')) AS refuted
FROM models m CROSS JOIN LATERAL (
    SELECT DISTINCT ON (d.case_id) d.case_id, d.outcome FROM decisions d
    WHERE d.at >= m.changed AND d.state = 'standing' ORDER BY d.case_id, d.at DESC, d.id DESC
) x WHERE m.print = $1 AND EXISTS (
    SELECT FROM signals s WHERE s.case_id = x.case_id AND s.detector = $2 AND s.detector_ver = m.number
)
"""
"""The last word on each case that a name and a guess together have found something for."""
HARMLESS = ("no_violation", "restore")


class Models:
    """See ModelRows in ports/models.py."""

    def __init__(self, db: Executor) -> None:
        self.db = db

    async def named(self, print: str) -> Model | None:
        """One statement."""
        row = await self.db.fetchrow(f"SELECT {COLUMNS} FROM models WHERE print = $1", print)
        return model_of(row) if row is not None else None

    async def measured(self, model: Model, now: int) -> Model:
        """One statement."""
        row = await self.db.fetchrow(
            "INSERT INTO models (print, name, reasons, card, measured, changed) VALUES ($1, $2, $3, $4, $5, $5)"
            " ON CONFLICT (print) DO UPDATE SET mode = 'shadow', reasons = excluded.reasons, card = excluded.card,"
            f" measured = excluded.measured, changed = excluded.changed RETURNING {COLUMNS}",
            model.print,
            model.name,
            list(model.reasons),
            model.card,
            now,
        )
        return model_of(row)

    async def switch(self, print: str, mode: str, now: int) -> None:
        """One statement."""
        await self.db.execute("UPDATE models SET mode = $2, changed = $3 WHERE print = $1", print, mode, now)

    async def record(self, model: Model) -> Record:
        """One statement."""
        (row,) = await self.db.fetch(RECORD, model.print, NAMED)
        return Record(agreed=row["agreed"], refuted=row["refuted"])

    async def decided(self, limit: int) -> list[Sorted]:
        """One statement. What is harmful in another way than a model is asked about teaches it nothing."""
        rows = await self.db.fetch(DECIDED, limit, int(Flag.DELETED))
        return [
            Sorted(
                text=row["body"],
                harmful=row["outcome"] not in HARMLESS,
                kind="decided",
                category="" if row["outcome"] in HARMLESS else row["category"],
            )
            for row in rows
            if row["outcome"] in HARMLESS or row["category"] in GUESSED
        ]


def model_of(row: Any) -> Model:
    """A Model from a row of COLUMNS."""
    return Model(
        print=row["print"],
        number=row["number"],
        name=row["name"],
        mode=row["mode"],
        reasons=tuple(row["reasons"]),
        card=row["card"],
        measured=row["measured"],
    )
