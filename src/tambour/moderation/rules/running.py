"""What a program says of one message. It decides and does nothing. Pure."""

from dataclasses import dataclass

from tambour.moderation.rules.effects import Effect
from tambour.moderation.rules.event import Event
from tambour.moderation.rules.reading import Program, Rule
from tambour.moderation.rules.values import Value


@dataclass(frozen=True, slots=True)
class Said:
    """The rules that held, with their descriptions filled in; those that could not be told; and what follows."""

    held: tuple[tuple[str, str], ...] = ()
    skipped: tuple[str, ...] = ()
    effects: tuple[Effect, ...] = ()

    @property
    def loudest(self) -> Effect | None:
        """The surest signal among the effects."""
        return max((e for e in self.effects if e.kind != "label"), key=lambda e: e.score, default=None)


NOTHING = Said()


def run_rules(program: Program, event: Event) -> Said:
    """Total and bounded by the program's cost; the same for the same event."""
    held: dict[str, str] = {}
    skipped: list[str] = []
    for rule in program.rules:
        answer = holds(rule, event)
        if answer is None:
            skipped.append(rule.name)
        elif answer:
            held[rule.name] = described(rule, event)
    if not held and not skipped:
        return NOTHING
    effects = dict.fromkeys(
        effect
        for then in program.thens
        if any(name in held for name in then.rules)
        for effect in then.effects
    )
    return Said(tuple(held.items()), tuple(skipped), tuple(effects))


def holds(rule: Rule, event: Event) -> bool | None:
    """None where one of its conditions is not known, whatever the others say."""
    values = [condition.run(event) for condition in rule.conditions]
    return None if None in values else all(values)


def described(rule: Rule, event: Event) -> str:
    """Its description with the values of this message."""
    return "".join(part if isinstance(part, str) else shown(part.run(event)) for part in rule.description)


def shown(value: Value | None) -> str:
    """As people read it."""
    if value is None:
        return "?"
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, float):
        return f"{value:.10g}"
    return ", ".join(value) if isinstance(value, tuple) else value
