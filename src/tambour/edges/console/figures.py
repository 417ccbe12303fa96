"""The figures page: the desk of thirty days, as charts and as tables."""

from collections.abc import Callable, Mapping
from typing import Any

from tambour.edges.console.charts import Bar, columns, daily
from tambour.edges.console.looks import span
from tambour.moderation.records import Json

DAYS = 30
Say = Callable[..., str]
Rows = list[Mapping[str, Any]]


def charts_of(figures: Json, t: Say, label: Callable[[str], str], now: int) -> dict[str, object]:
    """What figures.html prints: SVG by name, and the rows behind it."""
    backlog, times, decided, reporters, work = (
        rows_of(figures, key) for key in ("backlog", "times", "decided", "reporters", "work")
    )
    return {
        "redress": figures["redress"],
        "backlog": columns(
            [Bar(f"S{row['severity']}", row["open"], str(row["open"]), row["late"]) for row in backlog],
            t("f_backlog"),
        ),
        "look": columns(
            [Bar(f"S{row['severity']}", row["look"] or 0, span(int(row["look"] or 0), t)) for row in times],
            t("f_look"),
        ),
        "act": columns(
            [Bar(f"S{row['severity']}", row["act"] or 0, span(int(row["act"] or 0), t)) for row in times],
            t("f_act"),
        ),
        "decided": daily(by_day(decided), DAYS, now, t("f_decided")),
        "times": [
            [f"S{row['severity']}", row["cases"], *(span(int(row[key] or 0), t) for key in TIME_KEYS)]
            for row in times
        ],
        "reporters": [
            (label(row["category"]), row["reports"], round(100 * row["acted"] / row["reports"]))
            for row in reporters
        ],
        "work": columns(
            [Bar(row["name"][:12], row["decisions"], str(row["decisions"])) for row in work], t("f_work")
        ),
        "any": bool(backlog or times or decided),
    }


TIME_KEYS = ("look", "look_95", "act", "act_95")


def rows_of(figures: Json, key: str) -> Rows:
    """One list of the figures."""
    found = figures[key]
    return found if isinstance(found, list) else []


def by_day(decided: Rows) -> dict[int, int]:
    """Decisions of each day, whatever their outcome."""
    count: dict[int, int] = {}
    for row in decided:
        count[row["day"]] = count.get(row["day"], 0) + row["decisions"]
    return count
