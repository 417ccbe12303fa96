"""Small charts as SVG: bars without a script, each with its number in words for who cannot see it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from markupsafe import Markup

from tambour.domain.ids import DAY_MS

WIDTH, HEIGHT, LABEL = 320, 96, 16
WIDEST = 44


@dataclass(frozen=True, slots=True)
class Bar:
    """One bar: what it is, how much, what is written at it; `part` of it is drawn in another tone."""

    label: str
    value: float
    shown: str
    part: float = 0.0


def columns(bars: Sequence[Bar], title: str) -> Markup:
    """Upright bars with the label below every one (of many: every few)."""
    top = max((bar.value for bar in bars), default=0) or 1
    step = WIDTH / max(len(bars), 1)
    drawn = []
    for n, bar in enumerate(bars):
        tall = (HEIGHT - 2 * LABEL) * bar.value / top
        wide = min(step * 0.7, WIDEST)
        x = n * step + (step - wide) / 2
        drawn.append(
            Markup("<g><title>{}: {}</title>{}{}").format(
                bar.label, bar.shown, _rect(x, HEIGHT - LABEL - tall, wide, tall), _part(bar, top, x, wide)
            )
        )
        if step >= 26 or n % max(1, round(40 / step)) == 0:
            drawn.append(_text(x + wide / 2, HEIGHT - 3, bar.label))
        if bar.value and step >= 18:
            drawn.append(_text(x + wide / 2, HEIGHT - LABEL - tall - 3, bar.shown))
        drawn.append(Markup("</g>"))
    return Markup('<svg class="chart" viewBox="0 0 {} {}" role="img" aria-label="{}">{}</svg>').format(
        WIDTH, HEIGHT, title, Markup("").join(drawn)
    )


def daily(
    count: Mapping[int, int], days: int, now: int, title: str, part: Mapping[int, int] | None = None
) -> Markup:
    """A column for each of the last `days` days of `count` (by day since 1970), the empty ones too; `part` of it."""
    today = now // DAY_MS
    return columns(
        [
            Bar(
                datetime.fromtimestamp(day * 86_400, UTC).strftime("%d.%m"),
                count.get(day, 0),
                str(count.get(day, 0)),
                (part or {}).get(day, 0),
            )
            for day in range(today - days + 1, today + 1)
        ],
        title,
    )


def _part(bar: Bar, top: float, x: float, wide: float) -> Markup:
    if not bar.part:
        return Markup("")
    tall = (HEIGHT - 2 * LABEL) * bar.part / top
    return Markup('<rect class="part" x="{}" y="{}" width="{}" height="{}"/>').format(
        round(x, 1), round(HEIGHT - LABEL - tall, 1), round(wide, 1), round(tall, 1)
    )


def _rect(x: float, y: float, wide: float, tall: float) -> Markup:
    return Markup('<rect x="{}" y="{}" width="{}" height="{}" rx="2"/>').format(
        round(x, 1), round(y, 1), round(wide, 1), round(max(tall, 1), 1)
    )


def _text(x: float, y: float, text: str) -> Markup:
    return Markup('<text x="{}" y="{}">{}</text>').format(round(x, 1), round(y, 1), text)
