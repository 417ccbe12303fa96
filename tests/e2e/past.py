"""A long past for a chat and an empty desk, put straight into the database."""

import asyncio
from concurrent.futures import ThreadPoolExecutor

import asyncpg

from tests.e2e.devices import Caller
from tests.e2e.stage import Person, Server


def id_of(server: Server, person: Person) -> int:
    """Who this is."""
    return int(Caller(server, person.phone).call("me.get")["u"])


def fill(server: Server, chat: int, user: int, count: int, unread: int = 0) -> None:
    """`count` messages of all lengths by one person; all members have read all but the last `unread`."""
    with ThreadPoolExecutor(1) as aside:  # the browser's loop runs in this thread
        aside.submit(asyncio.run, write(server.dsn, chat, user, count, unread)).result()


def empty_the_queue(server: Server) -> None:
    """Every case that waits at the desk is closed: one server serves the tests of several files."""
    with ThreadPoolExecutor(1) as aside:
        aside.submit(asyncio.run, close_cases(server.dsn)).result()


def newest_case(server: Server) -> int:
    """The case that was opened last."""
    with ThreadPoolExecutor(1) as aside:
        return aside.submit(asyncio.run, last_case(server.dsn)).result()


def put_aside(server: Server, chat: int) -> bool:
    """Somebody has marked this chat as unread, and the server knows."""
    with ThreadPoolExecutor(1) as aside:
        return aside.submit(asyncio.run, marked(server.dsn, chat)).result()


async def marked(dsn: str, chat: int) -> bool:
    """From the tables."""
    db = await asyncpg.connect(dsn)
    found: bool = await db.fetchval("SELECT bool_or(marked_unread) FROM members WHERE chat_id = $1", chat)
    await db.close()
    return found


async def last_case(dsn: str) -> int:
    """From the tables."""
    db = await asyncpg.connect(dsn)
    found: int = await db.fetchval("SELECT max(id) FROM cases")
    await db.close()
    return found


async def close_cases(dsn: str) -> None:
    """In the tables."""
    db = await asyncpg.connect(dsn)
    await db.execute("UPDATE cases SET state = 'closed' WHERE state NOT IN ('closed', 'final')")
    await db.execute("UPDATE appeals SET state = 'upheld' WHERE state = 'filed'")
    await db.close()


async def write(dsn: str, chat: int, user: int, count: int, unread: int) -> None:
    """The rows, the log and the counters."""
    db = await asyncpg.connect(dsn)
    last, ev, ts = await db.fetchrow("SELECT last_seq, last_ev, last_ts FROM chats WHERE id = $1", chat)
    rows = [
        (chat, last + n, ev + n, user, user, ts + n, f"{n}: " + "many a word " * (n * 7 % 23))
        for n in range(1, count + 1)
    ]
    columns = ["chat_id", "seq", "ev", "sender", "author", "ts", "body"]
    await db.copy_records_to_table("messages", records=rows, columns=columns)
    events = [(chat, e, "n", s, t) for _, s, e, _, _, t, _ in rows]
    await db.copy_records_to_table("chat_log", records=events, columns=["chat_id", "ev", "kind", "seq", "ts"])
    await db.execute(
        "UPDATE chats SET last_seq = $2, last_ev = $3, last_ts = $4 WHERE id = $1",
        chat,
        last + count,
        ev + count,
        ts + count,
    )
    await db.execute("UPDATE members SET read_seq = $2 WHERE chat_id = $1", chat, last + count - unread)
    await db.close()
