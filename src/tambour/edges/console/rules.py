"""The console's pages of rules: write one, see what it would have done, say what of it was harmful, let it on."""

from dataclasses import dataclass
from typing import Any, get_args

from litestar import Response, get, post
from litestar.params import FromPath
from markupsafe import Markup

from tambour.domain.errors import BadInput, Conflict
from tambour.edges.console.charts import daily
from tambour.edges.console.desk import Asked, Console, Form, Seat, number_of, see_other, words_of
from tambour.edges.console.forms import known
from tambour.edges.console.looks import DAY_MS
from tambour.edges.console.words import say
from tambour.moderation.allowed import BARS
from tambour.moderation.rules.effects import EFFECTS
from tambour.moderation.rules.features import FEATURES, Parameter
from tambour.moderation.rules.life import NEXT
from tambour.moderation.rules.reading import SOURCE_MAX
from tambour.moderation.rules.report import WINDOW_DAYS, Report
from tambour.moderation.rules.values import Problem
from tambour.services.rules import RulePage, Rules, Verb
from tambour.services.screening import ScreenRoom

FORM_MAX_BYTES = 64 * 1024
TYPES = ("wanted", "found", "left", "right")
"""Facts of a problem that name a type."""
EXAMPLE = """# Money is asked for, in a young chat, again and again
asks = Contains(any=["send money", "donate now"])
sent = Count(by="author", minutes=60)
begging = Rule(
    when_all=[asks, sent >= 3, ChatAge() < 72],
    description=f"asks for money, {sent} messages in an hour",
)
WhenRules(rules_any=[begging], then=[Enqueue(category="tvec.finance", score=0.6)])
"""


@dataclass(frozen=True, slots=True)
class Shown:
    """A problem in words."""

    text: str
    line: int
    column: int


@dataclass(frozen=True, slots=True)
class Share:
    """Allowed speech that a rule hits."""

    lang: str
    kind: str
    hit: int
    tried: int
    over: bool


def rule_routes(console: Console, room: ScreenRoom) -> list[Any]:
    """Everything under /console/rules."""
    return [*reading_routes(console, room.rules), *writing_routes(console, room.rules)]


def reading_routes(console: Console, rules: Rules) -> list[Any]:
    """The list, a rule, an empty page for a new one."""

    @get("/rules")
    async def all_rules(request: Asked) -> Response[Any]:
        async def show(seat: Seat) -> Response[Any]:
            found, records, names = await rules.shown(seat.user)
            return console.page("rules.html", seat, here="rules", rules=found, records=records, names=names)

        return await console.look(request, show)

    @get("/rules/new")
    async def new_rule(request: Asked) -> Response[Any]:
        async def show(seat: Seat) -> Response[Any]:
            await rules.shown(seat.user)
            return show_new(console, seat, "", EXAMPLE, [])

        return await console.look(request, show)

    @get("/rules/{fresh:int}")
    async def one_rule(request: Asked, fresh: FromPath[int]) -> Response[Any]:
        async def show(seat: Seat) -> Response[Any]:
            return show_rule(console, seat, await rules.page(seat.user, known(fresh)))

        return await console.look(request, show)

    return [all_rules, new_rule, one_rule]


def writing_routes(console: Console, rules: Rules) -> list[Any]:
    """Check, add, save, try, judge, and the steps of its life."""

    @post("/rules/check", status_code=200, request_max_body_size=FORM_MAX_BYTES)
    async def check(request: Asked) -> Response[Any]:
        async def do(seat: Seat, form: Form) -> Response[Any]:
            problems = shown(rules.check(form.get("source", "")[: SOURCE_MAX + 1]), seat.lang)
            return console.page("problems.html", seat, problems=problems)

        return await console.act(request, do)

    @post("/rules/add", status_code=303, request_max_body_size=FORM_MAX_BYTES)
    async def add(request: Asked) -> Response[Any]:
        async def do(seat: Seat, form: Form) -> Response[Any]:
            name, source = form.get("name", ""), form.get("source", "")
            try:
                rule = await rules.add(seat.user, name, source)
            except (BadInput, Conflict) as no:
                problems = shown(rules.check(source[: SOURCE_MAX + 1]), seat.lang)
                return show_new(console, seat, name, source, problems, told=words_of(no, seat.lang))
            return see_other(f"/console/rules/{rule.id}")

        return await console.act(request, do)

    @post("/rules/{fresh:int}/{verb:str}", status_code=303, request_max_body_size=FORM_MAX_BYTES)
    async def change(request: Asked, fresh: FromPath[int], verb: FromPath[str]) -> Response[Any]:
        async def do(seat: Seat, form: Form) -> Response[Any]:
            rule_id = known(fresh)
            try:
                await changed(rules, seat, rule_id, verb, form)
            except (BadInput, Conflict) as no:
                page = await rules.page(seat.user, rule_id)
                return show_rule(console, seat, page, told=words_of(no, seat.lang), form=form)
            where = "#sample" if verb == "judge" else ""
            return see_other(f"/console/rules/{rule_id}{where}")

        return await console.act(request, do)

    return [check, add, change]


async def changed(rules: Rules, seat: Seat, rule_id: int, verb: str, form: Form) -> None:
    """One change. Raises BadInput, Conflict, Forbidden, NotFound."""
    if verb == "save":
        await rules.save(seat.user, rule_id, form.get("name", ""), form.get("source", ""))
    elif verb == "try":
        await rules.try_out(seat.user, rule_id)
    elif verb == "judge":
        place = number_of(form, "chat"), number_of(form, "seq")
        await rules.judge(seat.user, rule_id, place, form.get("verdict", ""))
    elif verb in get_args(Verb):
        step: Verb = next(one for one in get_args(Verb) if one == verb)
        await rules.step(seat.user, rule_id, step)
    else:
        raise BadInput("verb")


def show_new(
    console: Console, seat: Seat, name: str, source: str, problems: list[Shown], told: str = ""
) -> Response[Any]:
    """The page of a rule that is not there yet."""
    return console.page(
        "rule.html",
        seat,
        400 if told else 200,
        here="rules",
        page=None,
        title=name,
        source=source,
        problems=problems,
        told=told,
        source_max=SOURCE_MAX,
        reference=reference(),
    )


def show_rule(
    console: Console, seat: Seat, page: RulePage, told: str = "", form: Form | None = None
) -> Response[Any]:
    """One rule. What somebody has just typed stays where it could not be saved."""
    typed = form or {}
    return console.page(
        "rule.html",
        seat,
        400 if told else 200,
        here="rules",
        page=page,
        title=typed.get("name", page.rule.name),
        source=typed.get("source", page.rule.source),
        problems=shown(page.problems, seat.lang),
        told=told,
        source_max=SOURCE_MAX,
        next=NEXT.get(page.rule.state, ""),
        allowed=shares(page.report),
        chart=chart(page.report, seat.lang),
        reference=reference(),
    )


def shown(problems: list[Problem], lang: str) -> list[Shown]:
    """What is wrong, in words."""
    t = say(lang)
    return [
        Shown(
            t(
                f"wrong_{one.key}",
                **{k: t(f"type_{v}") if k in TYPES and v in NAMED_TYPES else v for k, v in one.facts.items()},
            ),
            one.line,
            one.column,
        )
        for one in problems
    ]


NAMED_TYPES = ("number", "text", "yes", "texts")


def shares(report: Report) -> list[Share]:
    """What of allowed speech it hits, by language and kind."""
    found = []
    for key, (hit, tried) in sorted(report.allowed.items()):
        lang, _, kind = key.partition(".")
        found.append(Share(lang, kind, hit, tried, tried > 0 and hit / tried > BARS[kind]))
    return found


def chart(report: Report, lang: str) -> Markup:
    """Hits by day."""
    if not report.complete:
        return Markup("")
    first = report.since // DAY_MS + 1
    by_day = {first + n: hits for n, hits in enumerate(report.days)}
    return daily(by_day, WINDOW_DAYS, report.began, say(lang)("rule_by_day"))


def reference() -> dict[str, list[tuple[str, ...]]]:
    """Every question and every effect, as one writes it."""
    return {
        "features": [
            (name, f"{name}({written(one.parameters)})", one.type) for name, one in FEATURES.items()
        ],
        "effects": [(name, f"{name}({written(parameters)})") for name, (_, parameters) in EFFECTS.items()],
    }


def written(parameters: dict[str, Parameter]) -> str:
    """by="author", minutes=1."""
    return ", ".join(f"{key}={example(one)}" for key, one in parameters.items())


def example(one: Parameter) -> str:
    """A value that would do."""
    if one.default is not None:
        return f'"{one.default}"' if isinstance(one.default, str) else str(one.default)
    if one.among:
        return f'"{one.among[0]}"'
    least = f"{max(one.least, 1) if one.most > 1 else one.least:g}"
    return {"number": least, "texts": '["…"]', "yes": "True"}.get(one.type, '"…"')
