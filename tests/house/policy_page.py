"""Writes docs/moderation-policy/ from the data in tambour/moderation: `make docs`."""

from pathlib import Path

from tambour.moderation.cases import APPEAL_DUE_MS, OUTCOMES
from tambour.moderation.harms import CRITICISM_IS_ALLOWED, GROUPS, HARMS, TREE_VERSION
from tambour.moderation.policy import CURRENT, EXCEPTION, POLICY_VERSION, PURPOSES, RULES
from tambour.moderation.priority import HARM_WEIGHT, REVIEW_S, TRUST_IN_ONE_REPORT
from tambour.moderation.staff import FOUR_EYES

FOLDER = Path(__file__).parents[2] / "docs/moderation-policy"
MADE = "Made from `src/tambour/moderation/` by `make docs`; a test holds them together."
TITLES = {"en": "The rules", "ru": "Правила", "ar": "القواعد"}
ALSO = {"en": "The exception above holds.", "ru": "Исключение выше действует.", "ar": "يسري الاستثناء أعلاه."}


def rules_page(lang: str) -> str:
    """The rules as members read them."""
    lines = [f"# {TITLES[lang]}", "", f"{POLICY_VERSION}. {MADE}", "", f"> {EXCEPTION[lang]}", ""]
    lines += [
        f"- **{rule.ref}** {rule.text[lang]}" + (f" {ALSO[lang]}" if rule.exception else "")
        for rule in RULES.values()
    ]
    return "\n".join(lines) + "\n"


def desk_page() -> str:
    """Categories, clocks, outcomes, priority: for those who review."""
    lines = ["# Categories, clocks and outcomes", "", MADE, "", f"Tree version {TREE_VERSION}.", ""]
    lines += [
        "Severity 0 is the gravest. The clock is the first look owed, counted from receipt.",
        f"With every leaf of «{GROUPS['tvec']['en']}» people read: *{CRITICISM_IS_ALLOWED['en']}*",
        "",
        "| key | shown as | rule | severity | first look | TVEC | DSA category |",
        "|---|---|---|---|---|---|---|",
    ]
    for harm in HARMS:
        lines.append(
            f"| `{harm.key}` | {harm.label['en']} · {harm.label['ru']} · {harm.label['ar']} | {RULES[harm.key].ref} |"
            f" S{harm.severity} | {harm.first_look_min} min | {', '.join(harm.tvec) or '–'} | {harm.dsa} |"
        )
    lines += ["", "| about | may be decided |", "|---|---|"]
    lines += [
        f"| {kind} | {', '.join(f'`{one}`' for one in outcomes)} |" for kind, outcomes in OUTCOMES.items()
    ]
    weights = ", ".join(f"S{n} {weight:g}" for n, weight in enumerate(HARM_WEIGHT))
    lines += [
        "",
        f"Priority = probability × harm × expected views in the next hour ÷ {REVIEW_S:g} seconds of review.",
        f"Harm: {weights}.",
        f"One ordinary report is believed with {TRUST_IN_ONE_REPORT:g}; more raise it, never to certainty, and no",
        "number of reports restricts anything by itself. Grave and escalated cases come first, then those whose",
        "clock has nearly run out, then the rest, then crowds that move as one: they wait two hours at most.",
        "",
        f"An appeal is answered within {APPEAL_DUE_MS // 86_400_000} days by somebody who took no part in it.",
    ]
    return "\n".join(lines) + "\n"


def staff_page() -> str:
    """Who may do what, when a second person must agree, what a breach counts."""
    lines = ["# Who may do what", "", MADE, "", "| capability | what | " + " | ".join(CURRENT.roles) + " |"]
    lines += ["|---|---|" + "---|" * len(CURRENT.roles)]
    for key, name in CURRENT.capabilities.items():
        held = " | ".join("yes" if key in bundle else "–" for bundle in CURRENT.roles.values())
        lines.append(f"| `{key}` | {name['en']} · {name['ru']} · {name['ar']} | {held} |")
    lines += ["", "An operator takes single capabilities from single people: `tambour user desk`.", ""]
    lines += ["## A second person", "", "| decision | from |", "|---|---|"]
    units = {"bulk": "subjects at once"}
    lines += [f"| `{key}` | {at:,} {units.get(key, 'people reached')} |" for key, at in FOUR_EYES.items()]
    lines += ["", "Hiding and freezing never wait: they can be undone in a second.", ""]
    lines += ["## What a breach counts", "", "| severity | strikes | for |", "|---|---|---|"]
    lines += [f"| S{one.severity} | {one.weight} | {one.days} days |" for one in CURRENT.strikes]
    lines += ["", "Strikes inform whoever decides next; they never restrict anything by themselves.", ""]
    lines += ["## The exception", "", "Whoever lets something stand by it says which purpose it had:", ""]
    lines += [f"- `{key}`: {name['en']} · {name['ru']} · {name['ar']}" for key, name in PURPOSES.items()]
    return "\n".join(lines) + "\n"


def pages() -> dict[str, str]:
    """All pages by file name."""
    return {f"rules.{lang}.md": rules_page(lang) for lang in TITLES} | {
        "categories.md": desk_page(),
        "staff.md": staff_page(),
    }


if __name__ == "__main__":
    FOLDER.mkdir(parents=True, exist_ok=True)
    for name, text in pages().items():
        (FOLDER / name).write_text(text, encoding="utf-8")
