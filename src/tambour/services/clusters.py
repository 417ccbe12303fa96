"""Cases that belong together: what a new case shares with open ones makes them one cluster, to be decided as one."""

from typing import cast

from tambour.moderation.cases import Subject
from tambour.moderation.likeness import keys_of
from tambour.moderation.records import Json
from tambour.ports.store import Tx

HUB = 200
"""What more cases than this share says nothing about any of them."""
CLUSTER_MAX = 5_000


async def join_cluster(tx: Tx, case: int, subject: Subject, body: Json) -> None:
    """Note what a new case may share, and join the open cases that share it."""
    keys = await shared_keys(tx, subject, body)
    await tx.cases.add_keys(case, keys)
    near = await tx.cases.neighbours(case, HUB)
    if not near:
        return
    clusters = sorted({cluster for _, cluster in near if cluster})
    if clusters and await tx.cases.cluster_size(clusters) >= CLUSTER_MAX:
        return
    alone = [other for other, cluster in near if not cluster]
    await tx.cases.merge(min([case, *alone, *clusters]), [case, *alone], clusters)


async def shared_keys(tx: Tx, subject: Subject, body: Json) -> list[str]:
    """Text, links, files and source of a message; title and people of a chat; the person of an account."""
    if subject.kind == "message":
        said = cast(Json, body.get("message") or {})
        root, copies = await tx.cases.family(subject.chat, subject.seq)
        copied = bool(copies) or root != (subject.chat, subject.seq)
        return keys_of(
            text=str(said.get("x", "")),
            entities=cast(list[object], said.get("en") or []),
            hashes=await tx.cases.hashes(subject.chat, subject.seq),
            root=root if copied else None,
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
