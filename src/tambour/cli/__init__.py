"""The command line. What it prints and the codes it exits with are a contract: other programs script it.

0  done        1  something is wrong: one sentence on stderr, and how to mend it        2  wrong usage
"""

import sys

import typer

from tambour.cli.backup import backup, restore
from tambour.cli.bank import bank
from tambour.cli.bot import bot
from tambour.cli.demo import demo
from tambour.cli.detect import detect
from tambour.cli.doctor import doctor
from tambour.cli.ledger import ledger
from tambour.cli.models import live, measure, model, shadow, train
from tambour.cli.moving import export, imports
from tambour.cli.output import print_error
from tambour.cli.serve import migrate, serve, version
from tambour.cli.user import user
from tambour.cli.vault import vault
from tambour.domain.errors import Refusal
from tambour.ports.trouble import Trouble

app = typer.Typer(
    name="tambour",
    help="A messenger you host yourself, with the moderation desk built in.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
)
for command in (serve, demo, migrate, doctor, backup, restore, export, version):
    app.command()(command)
for command in (train, measure, model, live, shadow):
    detect.command()(command)
app.add_typer(user, name="user")
app.add_typer(bot, name="bot")
app.add_typer(imports, name="import")
app.add_typer(ledger, name="ledger")
app.add_typer(vault, name="vault")
app.add_typer(bank, name="bank")
app.add_typer(detect, name="detect")


def main() -> None:
    """The entry point; always ends with SystemExit."""
    try:
        app()
    except Trouble as trouble:
        print_error(trouble.what, trouble.mend, as_json="--json" in sys.argv)
    except Refusal as refusal:
        print_error(f"{refusal.code}: {refusal.msg}", "", as_json="--json" in sys.argv)
    except KeyboardInterrupt:
        sys.exit(130)
    sys.exit(1)
