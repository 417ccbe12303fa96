"""The Bot API over a house: its rooms, its application, and its own port."""

import uvicorn

from tambour.app.house import House
from tambour.edges.botapi.door import BotDoor
from tambour.edges.botapi.links import Links
from tambour.edges.botapi.showing import Showing
from tambour.edges.gateway.listener import SOCKET_BACKLOG, Listener
from tambour.ports.trouble import Trouble
from tambour.services.bots.drum import Drum

GRACE_S = 5


def bot_door_of(house: House) -> BotDoor:
    """What every operation stands on."""
    links = Links(house.accounts.vault.key("bot files"), house.config.bots_url)
    return BotDoor(
        store=house.store,
        clock=house.clock,
        bots=house.bots,
        messages=house.messages,
        chats=house.chats,
        media=house.media,
        showing=Showing(links, house.config.url.rstrip("/")),
        fetch=house.outward.fetch,
        limited=house.config.limits.enabled == "on",
    )


def drum_of(house: House) -> Drum:
    """The built-in bot."""
    return Drum(
        store=house.store,
        clock=house.clock,
        ids=house.ids,
        bots=house.bots,
        create=house.chats.create,
        faces=house.media.portraits.make,
        leave_all=house.chats.ending.leave_all,
    )


def own_address(name: str, listen: str) -> tuple[str, int] | None:
    """(host, port) of a door's own port, if it has one; `name` is the setting's. Raises Trouble."""
    if not listen:
        return None
    host, _, port = listen.rpartition(":")
    if not host or not port.isdigit() or int(port) > 65535:
        raise Trouble(f"{name} is {listen}", "write it as HOST:PORT")
    return host.strip("[]"), int(port)


def server_beside(app: object) -> Listener:
    """On a port of its own."""
    return Listener(
        uvicorn.Config(
            app,  # type: ignore[arg-type]
            ws="none",
            http="httptools",
            lifespan="off",
            log_config=None,
            access_log=False,
            proxy_headers=False,
            backlog=SOCKET_BACKLOG,
            server_header=False,
            timeout_graceful_shutdown=GRACE_S,
        ),
        waits=True,
    )
