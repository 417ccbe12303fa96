"""Writes docs/rules-reference.md from the language of rules: `make docs`."""

from pathlib import Path

from tambour.edges.console.rule_words import RULE_WORDS
from tambour.edges.console.rules import EXAMPLE, reference
from tambour.moderation.allowed import BARS
from tambour.moderation.rules import life, reading, report

PAGE = Path(__file__).parents[2] / "docs/rules-reference.md"


def rules_page() -> str:
    """The reference."""
    words, asked = RULE_WORDS, reference()
    lines = [
        "# Rules: the reference",
        "",
        "Made from `src/tambour/moderation/rules/` by `make docs`; a test holds them together."
        " What rules are for stands in [detection.md](detection.md).",
        "",
        "```python",
        EXAMPLE.rstrip(),
        "```",
        "",
        "A source is a subset of Python's expressions: `name = value`, `name = Rule(when_all=[…], description=…)` and"
        " `WhenRules(rules_any=[…], then=[…])`. A value is a number, a text, a list of texts, `True`, `False`, a name"
        " given before, a question with its parameters by name, a comparison, `and`, `or`, `not`, `+ - * /`. A name is"
        " given once. What is not known (the age of an author where a channel speaks, a division by nothing) makes its"
        " rule say nothing, and that is counted.",
        "",
        f"At most {reading.SOURCE_MAX:,} characters, {reading.DEPTH_MAX} levels, a cost of {reading.COST_MAX},"
        f" {reading.COUNTERS_MAX} counters.",
        "",
        "| question | answers | what it asks |",
        "|---|---|---|",
    ]
    lines += [f"| `{how}` | {kind} | {words[f'ask_{name}']['en']} |" for name, how, kind in asked["features"]]
    lines += ["", "| may follow | what it does |", "|---|---|"]
    lines += [f"| `{how}` | {words[f'then_{name}']['en']} |" for name, how in asked["effects"]]
    lines += [
        "",
        "## Its life",
        f"Draft → tried on the public messages of the last {report.WINDOW_DAYS} days (the newest"
        f" {report.MESSAGES_MAX:,}) → in the shadow → live in {life.CANARY_RATIO:.0%} of the chats → live. Each of"
        " the two last steps needs somebody who asks and somebody else, not the author, who agrees; and"
        f" {life.JUDGED_MIN} judged hits (all, where there were fewer), at least {life.SURE_FROM:.0%} of them harmful:"
        " the estimate for the canary, the lower end of its interval (Wilson, 95 %) for the rest. A rule that hit"
        " nothing may be a canary, and live once a case of its own was acted on.",
        f"A rule of which {life.DEMOTE_AFTER} cases were found harmless, and more than were acted on, goes back to the"
        " shadow by itself. A changed source is a draft again.",
        "",
        "No rule goes on that hits more of the bundled allowed sentences than this, in any one language, with the names"
        " of the bank in them: " + ", ".join(f"{kind} {bar:.0%}" for kind, bar in BARS.items()) + ".",
    ]
    return "\n".join(lines) + "\n"


if __name__ == "__main__":
    PAGE.write_text(rules_page(), encoding="utf-8")
