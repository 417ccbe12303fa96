"""Cases that belong together: what a new case shares with open ones makes them one cluster, to be decided as one."""

from typing import cast

from tambour.moderation.cases import Case, Subject
from tambour.moderation.likeness import keys_of
from tambour.moderation.records import Json
from tambour.moderation.surfaces import lines, sayings_in
from tambour.ports.store import Tx

HUB = 200
"""What more cases than this share says nothing about any of them."""
CLUSTER_MAX = 5_000


async def begin_case(tx: Tx, case: Case, body: Json) -> None:
    """A new case, told to programs; it joins the open cases that share something with it."""
    near = await tx.cases.begin_case(case, await shared_keys(tx, case.subject, body), told_of(case), HUB)
    if near:
        clusters = sorted({cluster for _, cluster in near if cluster})
        alone = [other for other, cluster in near if not cluster]
        await tx.cases.merge(min([case.id, *alone, *clusters]), [case.id, *alone], clusters, CLUSTER_MAX)


def told_of(case: Case) -> dict[str, object]:
    """What programs are told of a new case: no words, no people."""
    return {
        "ver": case.ver,
        "subject": case.subject.kind,
        "category": case.category,
        "severity": case.severity,
        "due": case.due,
    }


async def shared_keys(tx: Tx, subject: Subject, body: Json) -> list[str]:
    """Text, links, files and source of a message; title and people of a chat; the person of an account."""
    if subject.kind == "message":
        said = cast(Json, body.get("message") or {})
        root, hashes = await tx.cases.origin(subject.chat, subject.seq)
        parts = cast(dict[str, str], body.get("parts") or {})
        return keys_of(
            text=lines(sayings_in(str(said.get("x", "")), parts).values()),
            entities=cast(list[object], said.get("en") or []),
            hashes=hashes,
            root=root,
            people=[subject.owner],
        )
    if subject.kind == "chat":
        text = f"{body.get('ti', '')} {body.get('ab', '')}"
        admins = [subject.owner, *await tx.cases.chat_admins(subject.chat)]
        return keys_of(text=text, people=admins, admins=admins)
    if subject.kind == "link":
        return keys_of(entities=[["link", 0, 0, f"https://{subject.ref}"]])
    if subject.kind == "sticker":
        return keys_of(people=[subject.owner], admins=[subject.owner])
    return keys_of(people=[subject.user], admins=[subject.user])
