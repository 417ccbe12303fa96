"""The methods of chats through the one dispatch: what goes in is checked, what comes out can be written as JSON."""

from typing import Any

import msgspec
import pytest

from tambour.domain.errors import BadInput, NotFound, Refusal
from tambour.edges.methods.chats import chats_methods
from tambour.edges.methods.dispatch import Dispatch
from tambour.edges.methods.folders import folders_methods
from tambour.edges.methods.invites import invites_methods
from tambour.edges.methods.members import members_methods
from tambour.edges.methods.table import Caller, table
from tests.services.chats.conftest import Town, town

__all__ = ["town"]


async def no_portrait(user: int, file: str) -> str:
    """Faces are tried in tests/media."""
    raise NotFound(f"no file {file}")


class Client:
    """Somebody with the protocol's words only."""

    def __init__(self, town: Town, user: int) -> None:
        rooms = town.chats
        methods = table(
            chats_methods(rooms, no_portrait),
            members_methods(rooms),
            invites_methods(rooms),
            folders_methods(rooms),
        )
        self.dispatch = Dispatch(methods, town.clock, rates=False)
        self.caller = Caller(user=user)

    async def __call__(self, method: str, **params: Any) -> Any:
        answer = await self.dispatch.run(method, msgspec.json.encode(params), self.caller)
        return msgspec.json.decode(msgspec.json.encode(answer))


async def test_a_chat_lives_from_beginning_to_end_in_the_words_of_the_protocol(town: Town) -> None:
    anna, boris, clara = await town.person("Anna"), await town.person("Boris"), await town.person("Clara")
    a, b = Client(town, anna), Client(town, boris)
    c = Client(town, clara)
    made = await a("chat.create", k="group", rid=str(town.rid()), title="Tea house", users=[boris, 77])
    chat = made["ch"]["c"]
    assert made["skipped"] == [[77, "unknown"]]
    assert (made["ch"]["ro"], made["ch"]["m"], made["ch"]["la"]["sv"]["k"]) == ("owner", 2, "created")
    assert (await b("chat.get", c=chat))["ch"]["un_"] == 1
    assert (await a("chat.get", u=boris))["ch"]["pe"] == boris
    assert (await a("chat.get", u=anna))["ch"]["k"] == "saved"
    edited = await a("chat.edit", c=chat, name="Tea_House", slow=10, pm=1, protect=True, reactions=["👍"])
    assert edited["ch"]["fl"] == {"protect": True, "reactions": ["👍"]}
    assert (await c("chat.get", name="@tea_house"))["ch"]["un"] == "Tea_House"
    link = await a("invite.create", c=chat, title="door", limit=5)
    assert (await c("invite.peek", token=link["token"]))["ch"]["ti"] == "Tea house"
    assert (await c("invite.accept", token=link["token"]))["ch"]["ro"] == "member"
    assert [i["uses"] for i in (await a("invite.list", c=chat))["invites"]] == [1]
    await a("invite.revoke", token=link["token"])
    await a("member.promote", c=chat, u=boris, rights=16, title="Keeper")
    await b("member.restrict", c=chat, u=clara, deny=3)
    await a("member.ban", c=chat, u=clara, reason="noise")
    await a("member.unban", c=chat, u=clara)
    assert await c("chat.join", name="tea_house")
    members = await a("member.list", c=chat, limit=2)
    assert [m["ro"] for m in members["members"]] == ["owner", "admin"]
    assert [m["u"] for m in (await a("member.list", c=chat, after=members["next"]))["members"]] == [clara]
    verbs = [e["k"] for e in (await a("log.list", c=chat, limit=3))["entries"]]
    assert verbs == ["member.unban", "member.ban", "member.restrict"]
    folder = (await b("folder.set", title="Mine", filters={"kinds": ["group"]}))["folders"][0]
    await b("chatset", c=chat, mute=-1, pin=True, folder=folder["id"])
    listed = (await b("chats.list", folder=folder["id"]))["chats"]
    assert [(x["c"], x["pi"], x["fo"]) for x in listed] == [(chat, 1, folder["id"])]
    await b("folder.remove", id=folder["id"])
    await a("owner.transfer", c=chat, u=boris)
    await a("chat.leave", c=chat)
    await b("chat.delete", c=chat)
    with pytest.raises(Refusal):
        await b("chat.get", c=chat)


@pytest.mark.parametrize(
    ("method", "params"),
    [
        ("chat.create", {"k": "group", "rid": "x", "title": "T"}),
        ("chat.create", {"k": "group", "rid": "9" * 19, "title": "T"}),
        ("chat.create", {"k": "castle", "rid": "1"}),
        ("chat.create", {"k": "dialog"}),
        ("chat.get", {"c": 1 << 70}),
        ("chat.get", {}),
        ("chat.join", {}),
        ("chat.edit", {"c": 1, "pm": 1 << 40}),
        ("chats.list", {"before": "1.x"}),
        ("chats.list", {"before": "9" * 30 + ".1"}),
        ("member.list", {"c": 1, "filter": "best"}),
        ("member.add", {"c": 1, "u": []}),
        ("chatset", {"c": 1, "pin": -1}),
        ("invite.create", {"c": 1, "limit": 1 << 40}),
        ("folder.set", {"title": "x", "filters": {"kinds": ["castle"]}}),
        ("folder.set", {"title": " "}),
    ],
)
async def test_what_makes_no_sense_is_named_and_changes_nothing(
    town: Town, method: str, params: dict[str, Any]
) -> None:
    anna = await town.person()
    with pytest.raises(Refusal) as no:
        await Client(town, anna)(method, **params)
    assert no.value.code in ("BAD", "NOT_FOUND")
    assert isinstance(no.value, BadInput) or method == "chat.create"
    assert await town.store.pool.fetchval("SELECT count(*) FROM chats") == 0
