"""The command line. What it prints and the codes it exits with are a contract: other programs script it.

0  done        1  something is wrong: one sentence on stderr, and how to mend it        2  wrong usage
"""

import sys
from importlib import import_module

import typer

from tambour.cli.output import print_error
from tambour.domain.errors import Refusal
from tambour.ports.trouble import Trouble

COMMANDS = {
    "serve": "serve:serve",
    "demo": "demo:demo",
    "migrate": "schema:migrate",
    "doctor": "doctor:doctor",
    "backup": "backup:backup",
    "restore": "backup:restore",
    "export": "moving:export",
    "version": "schema:version",
    "user": "user:user",
    "bot": "bot:bot",
    "import": "moving:imports",
    "ledger": "ledger:ledger",
    "vault": "vault:vault",
    "bank": "bank:bank",
    "detect": "unread:detect",
}
"""Module and name of each. Only the one that is called is loaded: the server's rooms alone take a processor two
seconds, and most commands need none of them."""


def program(called: str = "") -> typer.Typer:
    """With the command of this name alone; where there is none, with all of them, as help and wrong usage show them."""
    app = typer.Typer(
        name="tambour",
        help="A messenger you host yourself, with the moderation desk built in.",
        no_args_is_help=True,
        add_completion=False,
        pretty_exceptions_enable=False,
        rich_markup_mode=None,
    )
    app.callback()(root)
    for name in [called] if called in COMMANDS else COMMANDS:
        module, _, attribute = COMMANDS[name].partition(":")
        command = getattr(import_module(f"tambour.cli.{module}"), attribute)
        if isinstance(command, typer.Typer):
            app.add_typer(command, name=name)
        else:
            app.command(name)(command)
    return app


def root() -> None:
    """A messenger you host yourself, with the moderation desk built in."""


def main() -> None:
    """The entry point; always ends with SystemExit."""
    try:
        program(sys.argv[1] if len(sys.argv) > 1 else "")()
    except Trouble as trouble:
        print_error(trouble.what, trouble.mend, as_json="--json" in sys.argv)
    except Refusal as refusal:
        print_error(f"{refusal.code}: {refusal.msg}", "", as_json="--json" in sys.argv)
    except KeyboardInterrupt:
        sys.exit(130)
    sys.exit(1)
