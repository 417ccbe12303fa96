"""A bot beyond its account: whose it is, what it can be told to do, how much it hears. Pure."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

import msgspec

from tambour.domain.errors import BadInput
from tambour.domain.people import clean_line

COMMANDS_MAX = 32
COMMAND_NAME_MAX = 64
COMMAND_ABOUT_MAX = 128
DESCRIPTION_MAX = 16_000
START_PAYLOAD_MAX = 512
COMMAND = re.compile(r"[A-Za-z0-9_]+")


class Command(msgspec.Struct, frozen=True, omit_defaults=True, rename={"name": "n", "about": "ab"}):
    """One thing a bot can be told: `/name`, and in words what it does."""

    name: str
    about: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Bot:
    """One row of `bots` with what its account says about it."""

    id: int
    owner: int
    name: str = ""
    username: str = ""
    about: str = ""
    photo: str = ""
    description: str = ""
    commands: tuple[Command, ...] = ()
    read_all: bool = False
    """Hears everything in groups, without being an administrator."""
    constructs: bool = False
    """Writes messages for people, who post them."""
    suspended_until: int = 0
    deleted: bool = False
    """Or its owner is: nobody answers for it any more."""
    last: int = 0
    """Number of its newest update."""
    committed: int = 0
    """Every update up to this one was taken note of."""
    app: str = ""
    """Where its program for people lives; '' for none."""
    hooked: bool = False
    """Its updates are brought to an address, so it does not poll."""


def check_commands(commands: Sequence[tuple[str, str]]) -> tuple[Command, ...]:
    """(name, what it does) of each; a slash in front is no matter. Raises BadInput(commands)."""
    if len(commands) > COMMANDS_MAX:
        raise BadInput("commands", f"commands: size must be between 0 and {COMMANDS_MAX}")
    found: dict[str, Command] = {}
    for name, about in commands:
        name = name.removeprefix("/")
        if len(name) > COMMAND_NAME_MAX or not COMMAND.fullmatch(name):
            raise BadInput("commands", f"commands.name: size must be between 1 and {COMMAND_NAME_MAX}")
        if len(about) > COMMAND_ABOUT_MAX:
            raise BadInput(
                "commands", f"commands.description: size must be between 1 and {COMMAND_ABOUT_MAX}"
            )
        found[name] = Command(name, clean_line(about, "commands", COMMAND_ABOUT_MAX))
    return tuple(found.values())


def check_description(text: str) -> str:
    """Raises BadInput(description)."""
    if len(text) > DESCRIPTION_MAX or "\x00" in text:
        raise BadInput("description", f"description: size must be between 0 and {DESCRIPTION_MAX}")
    return text.strip()
