"""`tambour bot add` and `bot token`: bots made by the operator, also while the server runs."""

from typing import Annotated

import typer
import uvloop

from tambour.cli.beside import accounts_beside
from tambour.cli.opening import Data, File, Json, Url, database, settings_from
from tambour.cli.output import print_json
from tambour.config import Config
from tambour.domain.errors import NotFound
from tambour.services.accounts.house import Accounts
from tambour.services.accounts.names import look_up
from tambour.services.bots.room import bot_accounts

bot = typer.Typer(help="Bots.", no_args_is_help=True)
Owner = Annotated[str, typer.Option("--owner", help="Whose it is: a phone number +… or a public name.")]


@bot.callback()
def bots() -> None:
    """Bots."""


@bot.command()
def add(
    owner: Owner,
    name: Annotated[str, typer.Option("--name")],
    username: Annotated[str, typer.Option("--username", help="Public name; none without.")] = "",
    constructor: Annotated[
        bool, typer.Option("--constructor", help="It writes messages with people.")
    ] = False,
    print_token: Annotated[bool, typer.Option("--print-token", help="It is shown this once.")] = False,
    data: Data = None,
    database_url: Url = None,
    config: File = None,
    json: Json = False,
) -> None:
    """Make a bot. Its token is kept as a digest only."""
    settings = settings_from(config, data=data, database__url=database_url)
    with database(settings) as dsn:
        made = uvloop.run(_add(settings, dsn, owner, name, username, constructor, print_token))
    _print(made, json)


@bot.command()
def token(
    owner: Owner,
    bot_id: Annotated[int, typer.Option("--bot", help="Its number.")],
    data: Data = None,
    database_url: Url = None,
    config: File = None,
    json: Json = False,
) -> None:
    """Draw a new token and print it; the old one opens nothing any more."""
    settings = settings_from(config, data=data, database__url=database_url)
    with database(settings) as dsn:
        made = uvloop.run(_renew(settings, dsn, owner, bot_id))
    _print(made, json)


def _print(made: dict[str, str | int], as_json: bool) -> None:
    if as_json:
        print_json(made)
        return
    for key, value in made.items():
        print(f"{key + ':':<10}{value}")


async def _owner(house: Accounts, named: str) -> int:
    if named.startswith("+"):
        found = await house.find(named)
        if not found:
            raise NotFound("nobody has this number")
        return found
    kind, target = await look_up(house.store.read, named)
    if kind != "user":
        raise NotFound("nobody has this name")
    return target


async def _add(
    settings: Config, dsn: str, owner: str, name: str, username: str, constructs: bool, with_token: bool
) -> dict[str, str | int]:
    async with accounts_beside(settings, dsn) as house:
        found_owner = await _owner(house, owner)
        made, secret = await bot_accounts(house).add(found_owner, name, username, constructs=constructs)
        found: dict[str, str | int] = {"id": made, "name": name, "api": settings.bots_url}
        return (
            found | ({"username": username} if username else {}) | ({"token": secret} if with_token else {})
        )


async def _renew(settings: Config, dsn: str, owner: str, bot_id: int) -> dict[str, str | int]:
    async with accounts_beside(settings, dsn) as house:
        return {"id": bot_id, "token": await bot_accounts(house).renew(await _owner(house, owner), bot_id)}
