"""From the desk's records to what a template prints: times, spans, the environment with its escaping."""

from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from tambour.edges.console.charts import daily
from tambour.edges.console.words import WORDS, say
from tambour.moderation.facts import FACTS, NOTHING
from tambour.moderation.harms import BY_KEY, HARMS
from tambour.moderation.policy import EXCEPTION, PURPOSES, RULES, rule_cited
from tambour.moderation.words import spoken

MINUTE_MS = 60_000
HOUR_MS = 60 * MINUTE_MS
DAY_MS = 24 * HOUR_MS
SPREAD_DAYS = 14


def environment() -> Environment:
    """Templates escape everything, and a misspelt name is an error, not an empty place."""
    made = Environment(
        loader=FileSystemLoader(Path(__file__).with_name("templates")),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.filters["moment"] = moment
    return made


def moment(ms: int) -> Markup:
    """2026-11-22 21:14 UTC, which reads from left to right in every language."""
    shown = datetime.fromtimestamp(ms / 1000, UTC).strftime("%Y-%m-%d %H:%M UTC")
    return Markup('<time dir="ltr">{}</time>').format(shown)


def span(ms: int, t: Callable[..., str]) -> str:
    """A length of time in its largest unit."""
    ms = abs(ms)
    if ms >= 2 * DAY_MS:
        return t("days", ms // DAY_MS)
    if ms >= 2 * HOUR_MS:
        return t("hours", ms // HOUR_MS)
    return t("min", ms // MINUTE_MS)


def words_for(lang: str, now: int) -> dict[str, object]:
    """What every page needs: the look-up, labels, rules, clocks, direction."""
    tongue, t = spoken(lang), say(lang)

    def due(at: int) -> str:
        return t("due_in", span(at - now, t)) if at > now else t("late_by", span(now - at, t))

    def rule_text(cited: str) -> str:
        rule = rule_cited(cited)
        return rule.text[tongue] if rule else cited

    return {
        "t": t,
        "lang": tongue,
        "dir": "rtl" if tongue == "ar" else "ltr",
        "label": lambda key: BY_KEY[key].label[tongue] if key in BY_KEY else key,
        "rule_text": rule_text,
        "categories": [
            (h.key, h.label[tongue], RULES[h.key].text[tongue], FACTS[h.key][tongue]) for h in HARMS
        ],
        "reason": lambda why: t(f"err.{why}") if f"err.{why}" in WORDS else t("err.BAD"),
        "nothing_facts": NOTHING[tongue],
        "purposes": [(key, name[tongue]) for key, name in PURPOSES.items()],
        "spread_chart": lambda rows, title: daily({day: n for day, n in rows}, SPREAD_DAYS, now, t(title)),
        "exception": EXCEPTION[tongue],
        "due": due,
        "clock": lambda ms: f"{ms // 60_000}:{ms // 1000 % 60:02}",
        "now": now,
    }
