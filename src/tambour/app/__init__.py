"""The composition root: the only place that knows every room. It builds the house, opens the doors, and closes them."""

from tambour.app.doors import Doors, open_doors, server_of
from tambour.app.house import House, build
from tambour.app.running import serve

__all__ = ["Doors", "House", "build", "open_doors", "serve", "server_of"]
