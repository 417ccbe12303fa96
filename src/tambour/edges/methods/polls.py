"""Methods of polls that are there; a poll is made by msg.send."""

from typing import Any

from tambour.edges.methods.table import Caller, Method, Params
from tambour.services.messages.polls import Voting


class Vote(Params, rename={"chat": "c", "seq": "s", "choice": "o"}):
    """`poll.vote`; no choice takes the vote back."""

    chat: int
    seq: int
    choice: list[int]


class Close(Params, rename={"chat": "c", "seq": "s"}):
    """`poll.close`."""

    chat: int
    seq: int


def poll_methods(voting: Voting) -> tuple[Method, ...]:
    """poll.vote, poll.close."""

    async def vote(caller: Caller, p: Vote) -> dict[str, Any]:
        return {"po": await voting.vote(caller.user, p.chat, p.seq, p.choice)}

    async def close(caller: Caller, p: Close) -> dict[str, Any]:
        return {"po": await voting.close(caller.user, p.chat, p.seq)}

    return (Method("poll.vote", Vote, vote, order="vote"), Method("poll.close", Close, close, order="vote"))
