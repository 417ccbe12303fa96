"""The figures page: the desk of thirty days, each figure as a chart and, for who cannot see it, as a table."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from markupsafe import Markup

from tambour.domain.ids import DAY_MS
from tambour.edges.console.charts import Bar, columns, daily
from tambour.edges.console.looks import span
from tambour.moderation.agreement import Agreement
from tambour.moderation.records import Json

DAYS = 30
Say = Callable[..., str]
Rows = list[Mapping[str, Any]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """One card: its chart, what the darker part of a column is, and the same in rows."""

    title: str
    chart: Markup
    note: str = ""
    part: str = ""
    head: tuple[str, ...]
    rows: list[tuple[object, ...]]


def charts_of(figures: Json, t: Say, label: Callable[[str], str], now: int) -> list[Figure]:
    """What figures.html prints, one after the other."""
    rows = {
        key: rows_of(figures, key) for key in ("backlog", "times", "decided", "views", "reporters", "work")
    }
    return [
        backlog(rows["backlog"], t),
        decided(rows["decided"], t, now),
        time_to(rows["times"], t, "look"),
        time_to(rows["times"], t, "act"),
        views(rows["views"], t),
        reporters(rows["reporters"], t, label),
        work(rows["work"], t),
        agreement(figures["agreement"], t, label),
    ]


def backlog(rows: Rows, t: Say) -> Figure:
    """Open cases by severity, the late ones among them."""
    bars = [Bar(f"S{row['severity']}", row["open"], str(row["open"]), row["late"]) for row in rows]
    return Figure(
        title=t("f_backlog"),
        chart=columns(bars, t("f_backlog")),
        part=t("f_late"),
        head=(t("f_severity"), t("open"), t("late")),
        rows=[(f"S{row['severity']}", row["open"], row["late"]) for row in rows],
    )


def decided(rows: Rows, t: Say, now: int) -> Figure:
    """Decisions a day, those taken back since among them."""
    count, undone = by_day(rows, "decisions"), by_day(rows, "restored")
    return Figure(
        title=t("f_decided"),
        chart=daily(count, DAYS, now, t("f_decided"), undone),
        part=t("f_restored"),
        head=(t("f_day"), t("f_decisions"), t("f_restored")),
        rows=[(date_of(day), count[day], undone.get(day, 0)) for day in sorted(count)],
    )


def time_to(rows: Rows, t: Say, what: str) -> Figure:
    """Median time to the first look or to the decision, by severity."""
    title = t(f"f_{what}")
    shown = [(row, int(row[what] or 0), int(row[f"{what}_95"] or 0)) for row in rows]
    bars = [Bar(f"S{row['severity']}", median, span(median, t)) for row, median, _ in shown]
    return Figure(
        title=title,
        chart=columns(bars, title),
        note=t("f_median"),
        head=(t("f_severity"), t("p_cases"), t("f_median"), t("f_95")),
        rows=[(f"S{row['severity']}", row["cases"], span(mid, t), span(most, t)) for row, mid, most in shown],
    )


def views(rows: Rows, t: Say) -> Figure:
    """How often what was removed had been seen, by severity."""
    shown = [
        (f"S{row['severity']}", int(row["views"]), int(row["views_95"]), row["removals"]) for row in rows
    ]
    return Figure(
        title=t("f_views_chart"),
        chart=columns([Bar(name, median, f"{median:,}") for name, median, _, _ in shown], t("f_views_chart")),
        note=t("f_median"),
        head=(t("f_severity"), t("f_removals"), t("f_median"), t("f_95")),
        rows=[(name, count, f"{median:,}", f"{most:,}") for name, median, most, count in shown],
    )


def reporters(rows: Rows, t: Say, label: Callable[[str], str]) -> Figure:
    """Complaints that were right, by category."""
    shown = [
        (label(row["category"]), row["reports"], round(100 * row["acted"] / row["reports"])) for row in rows
    ]
    return Figure(
        title=t("f_reporters"),
        chart=columns(
            [Bar(name[:14], right, f"{right} %") for name, _, right in shown[:8]], t("f_reporters")
        ),
        head=(t("category"), t("f_reports"), t("f_right")),
        rows=[(name, count, f"{right} %") for name, count, right in shown],
    )


def work(rows: Rows, t: Say) -> Figure:
    """Decisions of each colleague."""
    return Figure(
        title=t("f_work"),
        chart=columns(
            [Bar(row["name"][:12], row["decisions"], str(row["decisions"])) for row in rows[:12]],
            t("f_work"),
        ),
        head=(t("f_colleague"), t("f_decisions")),
        rows=[(row["name"], row["decisions"]) for row in rows],
    )


def agreement(told: object, t: Say, label: Callable[[str], str]) -> Figure:
    """How often a second look came to the same, all together and by category, with Cohen's kappa."""
    found = (
        [one for one in told if isinstance(one, Agreement) and one.looked] if isinstance(told, list) else []
    )
    shown = [
        (label(one.name) if one.name else t("agree_all"), one, round(100 * one.agreed / one.looked))
        for one in found
    ]
    return Figure(
        title=t("f_agreement"),
        chart=columns(
            [Bar(name[:14], share, f"{share} %") for name, _, share in shown[:8]], t("f_agreement")
        ),
        note=f"{t('agree_kappa')}: {kappa_of(found[0])}" if found else "",
        head=(t("category"), t("agree_looked"), t("agree_share"), t("agree_kappa")),
        rows=[(name, one.looked, f"{share} %", kappa_of(one)) for name, one, share in shown],
    )


def kappa_of(one: Agreement) -> str:
    """'0.82', or a dash where it says nothing."""
    return "–" if one.kappa is None else f"{one.kappa:.2f}"


def rate_of(redress: object) -> str:
    """Restrictions taken back, of all: '4 %'; '' where there are none."""
    if not isinstance(redress, dict) or not redress.get("acted"):
        return ""
    return f"{100 * redress['undone'] / redress['acted']:.1f} %"


def rows_of(figures: Json, key: str) -> Rows:
    """One list of the figures."""
    found = figures[key]
    return found if isinstance(found, list) else []


def by_day(rows: Rows, key: str) -> dict[int, int]:
    """Sums of each day."""
    count: dict[int, int] = {}
    for row in rows:
        count[row["day"]] = count.get(row["day"], 0) + row[key]
    return count


def date_of(day: int) -> str:
    """2026-11-28"""
    return datetime.fromtimestamp(day * DAY_MS / 1000, UTC).strftime("%Y-%m-%d")
