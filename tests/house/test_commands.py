"""The handbook's page of commands names each command and each option there is: other programs script them."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import typer

from tambour.cli import program

PAGE = Path(__file__).parents[2] / "docs/operations/commands.md"
EVERYWHERE = {"--data", "--config", "--database-url", "--json"}
"""Said once, above the table."""


def commands(group: Any, before: str = "tambour") -> Iterator[tuple[str, list[list[str]]]]:
    """Each command with its options; of an option all its names."""
    for name, command in group.commands.items():
        if hasattr(command, "commands"):
            yield from commands(command, f"{before} {name}")
        else:
            options = [[*p.opts, *p.secondary_opts] for p in command.params if p.opts[0].startswith("--")]
            yield f"{before} {name}", [names for names in options if not EVERYWHERE & set(names)]


def missing(page: str) -> list[str]:
    """What the page does not name."""
    found = dict(commands(typer.main.get_command(program())))
    assert len(found) > 15
    gone = []
    for command, options in found.items():
        told = " ".join(re.findall(rf"`{command}(?![a-z])[^`]*`", page))
        gone += [] if told else [command]
        gone += [f"{command} {names[0]}" for names in options if not any(name in told for name in names)]
    return gone


def test_every_command_and_option_is_in_the_handbook() -> None:
    assert missing(PAGE.read_text(encoding="utf-8")) == []


def test_what_the_page_leaves_out_is_found() -> None:
    page = PAGE.read_text(encoding="utf-8")
    assert missing(page.replace("`tambour user console ", "`tambour user consoles ")) == [
        "tambour user console",
        "tambour user console --phone",
    ]
    assert missing(page.replace(" [--removals FILE]", "")) == ["tambour restore --removals"]
