"""The desk in numbers: backlog, time to first look and to action, overturned decisions, reporters, workload."""

from tambour.adapters.postgres.executor import Executor
from tambour.adapters.postgres.rows import OPEN_CASE
from tambour.domain.ids import DAY_MS
from tambour.moderation.records import Json

BACKLOG = f"""
    SELECT c.severity, count(*) AS open, count(*) FILTER (WHERE c.due < $1) AS late FROM cases c
    WHERE {OPEN_CASE} GROUP BY 1 ORDER BY 1
"""
TIMES = """
    SELECT c.severity, count(*) AS cases,
        percentile_cont(0.5) WITHIN GROUP (ORDER BY looked.at - c.received_at) AS look,
        percentile_cont(0.95) WITHIN GROUP (ORDER BY looked.at - c.received_at) AS look_95,
        percentile_cont(0.5) WITHIN GROUP (ORDER BY c.closed_at - c.received_at) AS act,
        percentile_cont(0.95) WITHIN GROUP (ORDER BY c.closed_at - c.received_at) AS act_95
    FROM cases c LEFT JOIN LATERAL (
        SELECT min(a.at) AS at FROM evidence_access a JOIN content_versions v ON v.id = a.evidence_id
        WHERE v.subject_id = c.subject_id AND a.at >= c.received_at
    ) looked ON true
    WHERE c.received_at >= $1 AND c.closed_at IS NOT NULL GROUP BY 1 ORDER BY 1
"""
DECIDED = """
    SELECT d.at / $2::bigint AS day, d.outcome, count(*) AS decisions, count(r.id) AS restored FROM decisions d
    LEFT JOIN decisions r ON r.supersedes = d.id
    WHERE d.at >= $1 AND d.state = 'standing' GROUP BY 1, 2 ORDER BY 1, 2
"""
REDRESS = """
    SELECT (SELECT count(*) FROM decisions WHERE at >= $1 AND state = 'standing'
            AND outcome NOT IN ('no_violation', 'restore')) AS acted,
        (SELECT count(*) FROM decisions WHERE at >= $1 AND outcome = 'restore') AS restored,
        (SELECT count(*) FROM decisions d JOIN decisions r ON r.supersedes = d.id
            WHERE d.at >= $1 AND d.state = 'standing') AS undone,
        (SELECT count(*) FROM appeals WHERE at >= $1) AS appeals,
        (SELECT count(*) FROM appeals WHERE at >= $1 AND outcome = 'overturned') AS overturned
"""
VIEWS = """
    SELECT (frozen->>'severity')::int AS severity, count(*) AS removals,
        percentile_cont(0.5) WITHIN GROUP (ORDER BY (frozen->>'views')::bigint) AS views,
        percentile_cont(0.95) WITHIN GROUP (ORDER BY (frozen->>'views')::bigint) AS views_95
    FROM decisions WHERE at >= $1 AND state = 'standing' AND outcome = 'remove_content' AND frozen ? 'views'
    GROUP BY 1 ORDER BY 1
"""
REPORTERS = """
    SELECT category, count(*) AS reports, count(*) FILTER (WHERE outcome = 'acted') AS acted FROM reports
    WHERE at >= $1 AND outcome IS NOT NULL GROUP BY 1 ORDER BY 2 DESC, 1
"""
WORK = """
    SELECT u.name, count(*) AS decisions FROM decisions d JOIN users u ON u.id = d.decided_by
    WHERE d.at >= $1 GROUP BY u.id, u.name ORDER BY 2 DESC, 1 LIMIT 50
"""


class Figures:
    """See BulkRows in ports/clusters.py."""

    db: Executor

    async def figures(self, since: int, now: int) -> Json:
        """Seven statements."""
        found: Json = {
            "backlog": [dict(row) for row in await self.db.fetch(BACKLOG, now)],
            "times": [dict(row) for row in await self.db.fetch(TIMES, since)],
            "decided": [dict(row) for row in await self.db.fetch(DECIDED, since, DAY_MS)],
            "views": [dict(row) for row in await self.db.fetch(VIEWS, since)],
            "reporters": [dict(row) for row in await self.db.fetch(REPORTERS, since)],
            "work": [dict(row) for row in await self.db.fetch(WORK, since)],
        }
        redress = await self.db.fetchrow(REDRESS, since)
        return found | {"redress": dict(redress) if redress else {}}
