"""`tambour user add` and `user console`: made by the operator, also while the server runs."""

from typing import Annotated

import typer
import uvloop

from tambour.cli.beside import accounts_beside
from tambour.cli.opening import Data, File, Json, Url, database, settings_from
from tambour.cli.output import print_json
from tambour.config import Config
from tambour.moderation.staff import CAPABILITIES
from tambour.services.safety import open_review

user = typer.Typer(help="People's accounts.", no_args_is_help=True)
DEVICE = "command line"
ROLES = ("member", "moderator", "admin")


@user.callback()
def accounts() -> None:
    """People's accounts."""


@user.command()
def add(
    phone: Annotated[str, typer.Option("--phone", help="With country code: +…")],
    name: Annotated[str, typer.Option("--name")],
    role: Annotated[str, typer.Option("--role", help="member, moderator or admin.")] = "member",
    lang: Annotated[str, typer.Option("--lang", help="en, ru or ar.")] = "en",
    print_token: Annotated[
        bool, typer.Option("--print-token", help="Open a session and print its tokens.")
    ] = False,
    data: Data = None,
    database_url: Url = None,
    config: File = None,
    json: Json = False,
) -> None:
    """Make an account, without a sign-in code."""
    if role not in ROLES:
        raise typer.BadParameter(f"one of {', '.join(ROLES)}", param_hint="--role")
    settings = settings_from(config, data=data, database__url=database_url)
    with database(settings) as dsn:
        made = uvloop.run(_add(settings, dsn, phone, name, role, lang, print_token))
    if json:
        print_json(made)
        return
    for key, value in made.items():
        print(f"{key + ':':<9}{value}")


@user.command()
def console(
    phone: Annotated[str, typer.Option("--phone", help="Of a moderator or admin, with country code: +…")],
    data: Data = None,
    database_url: Url = None,
    config: File = None,
    json: Json = False,
) -> None:
    """Print a link that opens the review desk once, within ten minutes."""
    settings = settings_from(config, data=data, database__url=database_url)
    with database(settings) as dsn:
        url = settings.console_url + uvloop.run(_console(settings, dsn, phone))
    if json:
        print_json({"url": url})
    else:
        print(url)


@user.command()
def desk(
    phone: Annotated[str, typer.Option("--phone", help="Of a moderator or admin, with country code: +…")],
    without: Annotated[
        str,
        typer.Option("--without", help="Capabilities taken away, separated by commas; none: all are back."),
    ] = "",
    data: Data = None,
    database_url: Url = None,
    config: File = None,
    json: Json = False,
) -> None:
    """Say what a member of staff may not do at the review desk; the role brings the rest."""
    taken = [one.strip() for one in without.split(",") if one.strip()]
    if unknown := [one for one in taken if one not in CAPABILITIES]:
        raise typer.BadParameter(f"{unknown[0]} is none of {', '.join(CAPABILITIES)}", param_hint="--without")
    settings = settings_from(config, data=data, database__url=database_url)
    with database(settings) as dsn:
        may = uvloop.run(_desk(settings, dsn, phone, taken))
    if json:
        print_json({"may": may})
    else:
        print("may: " + (", ".join(may) or "nothing"))


async def _desk(settings: Config, dsn: str, phone: str, taken: list[str]) -> list[str]:
    async with accounts_beside(settings, dsn) as house:
        review = open_review(house.store, house.clock, house.ids)
        return sorted(await review.set_denials(await house.find(phone), taken))


async def _console(settings: Config, dsn: str, phone: str) -> str:
    async with accounts_beside(settings, dsn) as house:
        review = open_review(house.store, house.clock, house.ids)
        return await review.console_link(await house.find(phone))


async def _add(
    settings: Config, dsn: str, phone: str, name: str, role: str, lang: str, with_token: bool
) -> dict[str, str | int]:
    async with accounts_beside(settings, dsn) as house:
        made = await house.add(phone=phone, name=name, role=role, lang=lang)
        found: dict[str, str | int] = {"id": made, "phone": phone, "name": name, "role": role}
        if with_token:
            signed = await house.sign(made, DEVICE)
            found |= {"access": signed.access, "refresh": signed.refresh}
        return found
