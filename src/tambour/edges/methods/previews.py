"""msg.preview: show the preview of a link in one's message, or do not."""

from tambour.edges.methods.table import Caller, Empty, Method, Params, Rate
from tambour.services.previews.room import Previews


class Choice(Params, rename={"chat": "c", "seq": "s"}):
    """`msg.preview`."""

    chat: int
    seq: int
    on: bool | int


def preview_methods(previews: Previews) -> tuple[Method, ...]:
    """The method of this room."""

    async def choose(caller: Caller, p: Choice) -> Empty:
        await previews.choose(caller.user, p.chat, p.seq, on=bool(p.on))
        return Empty()

    return (Method("msg.preview", Choice, choose, rate=Rate(20, 1), order="message"),)
