"""What moderation removed is shown by no surface to nobody: live, in differences, in copies, after a restart."""

import asyncio
import signal
import subprocess
import sys
from collections.abc import AsyncIterator, Callable
from pathlib import Path
from typing import Any

import pytest

from tambour.domain.files import LinkPreview
from tambour.domain.messages import Message
from tambour.domain.visible import Viewer
from tambour.moderation.cases import Choice
from tambour.services.messages import scene
from tambour.services.reported import Complaint
from tests.conftest import Town, started
from tests.law.crawl import Crawler, Role

pytestmark = pytest.mark.slow

PEOPLE = {"author": "Olga", "admin": "Piet", "member": "Rana", "outsider": "Stella", "moderator": "Tomas"}
TITLE = "qanary-title"
ABOUT = "qanary-about"
WORDS = tuple(f"qanary-{n:02d}-x" for n in range(12))
OWN = ("notice.list", "user.diff", "sync", "POST /rpc/sync", "live", "/events")


def leaks(found: list[tuple[str, str, str]]) -> list[tuple[str, str, str]]:
    """All but the title of a blocked chat in the statement of reasons to its owner."""
    return sorted({s for s in found if not (s[0] == "author" and s[2] == TITLE and s[1].startswith(OWN))})


class Place:
    """A channel, a group and a dialog with things to remove in them, and the people around."""

    def __init__(self, town: Town) -> None:
        self.town = town
        self.roles: dict[str, Role] = {}

    async def role(self, name: str, user: int, query: str = "") -> Role:
        access = await self.town.token(user, name)
        client = await self.town.connect(user, query=query, device=name)
        saved = (await client.call("chat.create", k="saved", rid=client.rid()))["ch"]["c"]
        self.roles[name] = Role(name, user, client, access, saved)
        return self.roles[name]

    async def settle(self) -> None:
        """People, chats, words, copies, pins, votes, edits."""
        for name, called in PEOPLE.items():
            role = "moderator" if name == "moderator" else "member"
            await self.role(name, await self.town.person(called, role), "&e=x&pts=0")
        self.judge = await self.town.person("Ulla", "moderator")
        author, member = self.roles["author"].client, self.roles["member"].client
        people = [self.roles[n].user for n in ("admin", "member")]
        self.channel = (
            await author.call(
                "chat.create",
                k="channel",
                rid=author.rid(),
                title=TITLE,
                about=ABOUT,
                public=True,
                name="quiet_river",
            )
        )["ch"]["c"]
        self.group = (
            await author.call("chat.create", k="group", rid=author.rid(), title="kitchen", users=people)
        )["ch"]["c"]
        for who in ("admin", "member"):
            await self.roles[who].client.call("chat.join", c=self.channel)
        await author.call("member.promote", c=self.channel, u=self.roles["admin"].user, rights=767)
        self.token = (await author.call("invite.create", c=self.channel))["token"]
        self.seqs = [(await author.send(self.channel, f"{word} #tag"))["s"] for word in WORDS[:6]]
        await author.call("msg.edit", c=self.channel, s=self.seqs[0], x=f"{WORDS[6]} later", v=1)
        await author.call("msg.pin", c=self.channel, s=self.seqs[1])
        await member.call("msg.react", c=self.channel, s=self.seqs[2], e="👍")
        poll = {"q": WORDS[7], "o": [WORDS[8], "no"]}
        self.poll = (await author.send(self.channel, "", po=poll))["s"]
        self.seqs.append(self.poll)
        linked = (await author.send(self.channel, "see https://page.example/"))["s"]
        await self.show_preview(linked, WORDS[10])
        self.seqs.append(linked)
        self.file = await self.bring(WORDS[11].encode())
        self.seqs.append((await author.send(self.channel, "", fl=[self.file]))["s"])
        self.mine = (await member.send(self.group, f"{WORDS[9]} for you"))["s"]
        for to, hide in ((self.group, 0), (self.roles["member"].saved, 0), (self.roles["admin"].saved, 1)):
            who = self.roles["admin"].client if hide else member
            await who.call(
                "msg.forward", **{"from": self.channel}, s=self.seqs[3:5], to=to, rid=who.rid(), hide=hide
            )
        await author.send(self.channel, "weather", re=self.seqs[0])
        await self.town.house.search.indexer.catch_up()

    async def bring(self, data: bytes) -> str:
        """A file of the author's."""
        uploads, user = self.town.house.media.uploads, self.roles["author"].user
        made = await uploads.begin(user, size=len(data), mime="text/plain", name="a.txt", kind="file")

        async def once() -> AsyncIterator[bytes]:
            yield data

        await uploads.append(user, made.id, 0, once())
        return made.id

    async def show_preview(self, seq: int, title: str) -> None:
        """As if the page had been asked."""
        async with self.town.house.store.writing() as tx:
            await tx.lock_chat(self.channel)
            preview = LinkPreview(url="https://page.example/", site="page.example", title=title)
            await tx.previews.settle(self.channel, seq, preview)

    def places(self, chat: int, seq: int) -> dict[str, Any]:
        return {
            "$c": chat,
            "$s": seq,
            "$u": self.roles["author"].user,
            "$name": "quiet_river",
            "$title": TITLE[:8],
            "$words": "tag",
            "$token": self.token,
            "$all": list(range(1, 15)),
            "$epoch": self.town.house.epoch,
            "$case": 1,
            "$file": self.file,
        }

    async def complain(self, chat: int, seq: int = 0, reporter: str = "outsider") -> tuple[int, int]:
        """A complaint; its case and the version of that."""
        safety = self.town.house.safety
        client = self.roles[reporter].client
        receipt = await safety.reports.create(
            Complaint(
                reporter=self.roles[reporter].user,
                rid=int(client.rid()),
                chat=chat,
                seq=seq,
                category="tvec.praise",
            )
        )
        case = await self.town.house.store.pool.fetchval(
            "SELECT case_id FROM reports WHERE id = $1", int(receipt)
        )
        ver = await self.town.house.store.pool.fetchval("SELECT ver FROM cases WHERE id = $1", case)
        return case, ver

    async def decide(self, outcome: str, chat: int, seq: int = 0, reporter: str = "outsider") -> None:
        """A complaint and its decision."""
        case, ver = await self.complain(chat, seq, reporter)
        choice = Choice(outcome=outcome, category="tvec.praise", facts="Praise.")
        await self.town.house.safety.review.decide(self.judge, case, ver, choice)

    async def die_deciding(self, dsn: str, data: Path, moment: str, *of: Any) -> None:
        """The same decision by a process that is killed in the middle of it."""
        outcome, *where = of
        case, ver = await self.complain(*where)
        command = [
            "-m",
            "tests.law.dying",
            dsn,
            str(data),
            *map(str, (self.judge, case, ver)),
            outcome,
            moment,
        ]
        dying = await asyncio.create_subprocess_exec(sys.executable, *command)
        assert await dying.wait() == -signal.SIGKILL

    async def remove_words(self) -> None:
        """Every message with a secret, with all its copies."""
        for seq in self.seqs:
            await self.decide("remove_content", self.channel, seq)
        await self.decide("remove_content", self.group, self.mine, reporter="admin")

    async def crawl(self, *names: str) -> Crawler:
        """These people (nobody named: everybody), everything; also devices that come back with cursors from before."""
        crawler = Crawler(self.town)
        old = f"&e={self.town.house.epoch}&pts=1&since=1&open={self.channel}:1"
        roles = [role for name, role in self.roles.items() if not names or name in names]
        for name in ("author", "member"):
            client = await self.town.connect(self.roles[name].user, query=old, device="old phone")
            await asyncio.sleep(0.05)
            crawler.events(Role(name, 0, client, ""))
        somewhere = self.places(self.channel, self.seqs[0])
        await asyncio.gather(
            *(self.crawl_as(crawler, role) for role in roles),
            crawler.routes("anybody", somewhere | {"$access": "none"}),
        )
        return crawler

    async def crawl_as(self, crawler: Crawler, role: Role) -> None:
        """One person, everything."""
        since = len(role.client.events)
        for chat, seq in ((self.channel, self.seqs[3]), (self.group, self.mine)):
            await crawler.methods(role, self.places(chat, seq))
        somewhere = self.places(self.channel, self.seqs[0])
        await crawler.routes(role.name, somewhere | {"$access": role.access})
        crawler.events(role, since)

    async def again(self, town: Town) -> None:
        """The same people at a restarted server."""
        self.town = town
        users = {name: role.user for name, role in self.roles.items()}
        for name, user in users.items():
            await self.role(name, user)


async def test_nothing_removed_is_seen_on_any_surface_also_after_a_restart(dsn: str, tmp_path: Path) -> None:
    async with started(dsn, tmp_path) as town:
        place = Place(town)
        await place.settle()
        before = await place.crawl("author", "admin", "member")
        assert {s for _, _, s in before.sightings(*WORDS)} >= set(WORDS) - {WORDS[0]}, (
            "the crawler looks in vain"
        )
        assert before.sightings(TITLE, ABOUT)
        assert {where for _, where, _ in before.sightings(*WORDS)} >= {
            "search.chat",
            "search.all",
            f"/f/{place.file}/o",
        }
        live = {name: len(role.client.events) for name, role in place.roles.items()}
        await place.remove_words()
        removed = await place.crawl()
        for name, role in place.roles.items():
            removed.events(role, live[name])
        assert removed.sightings(*WORDS) == []
        assert removed.sightings(TITLE), "only the words are gone yet"
        await place.decide("remove_chat", place.channel)
        blocked = await place.crawl()
        assert leaks(blocked.sightings(*WORDS, TITLE, ABOUT)) == []
    async with started(dsn, tmp_path) as town:
        await place.again(town)
        after = await place.crawl()
        assert leaks(after.sightings(*WORDS, TITLE, ABOUT)) == []


async def test_blocking_the_channel_alone_hides_its_words_and_their_copies(dsn: str, tmp_path: Path) -> None:
    async with started(dsn, tmp_path) as town:
        place = Place(town)
        await place.settle()
        await place.decide("remove_chat", place.channel)
        found = await place.crawl()
        shown = found.sightings(*WORDS[:9], TITLE, ABOUT)
        assert leaks(shown) == []


async def test_a_server_killed_between_decision_and_fan_out_shows_nothing_when_it_is_back(
    dsn: str, tmp_path: Path
) -> None:
    async with started(dsn, tmp_path) as town:
        place = Place(town)
        await place.settle()
        for seq, moment in zip(place.seqs, ("publish", "finish", "notify"), strict=False):
            await place.die_deciding(dsn, tmp_path, moment, "remove_content", place.channel, seq)
        await place.die_deciding(dsn, tmp_path, "finish", "remove_content", place.group, place.mine, "admin")
        await place.die_deciding(dsn, tmp_path, "publish", "remove_chat", place.channel)
    async with started(dsn, tmp_path) as town:
        await town.house.safety.enforce.sweep()  # the first thing a server does
        await place.again(town)
        after = await place.crawl()
        assert leaks(after.sightings(*WORDS, TITLE, ABOUT)) == []
        told = await town.house.store.pool.fetchval("SELECT count(DISTINCT decision_id) FROM notices")
        assert told == 5, "everybody was told in the end"


def tambour(*command: str | Path) -> None:
    """The operator's command line."""
    line = [sys.executable, "-m", "tambour", *map(str, command)]
    done = subprocess.run(line, capture_output=True, text=True, check=False, timeout=120)
    assert done.returncode == 0, done.stderr


async def test_what_was_removed_after_the_backup_does_not_come_back_with_it(
    dsn: str, empty_dsn: str, tmp_path: Path
) -> None:
    file, new, journal = tmp_path / "town.tambour", tmp_path / "new", tmp_path / "removals.jsonl"
    async with started(dsn, tmp_path) as town:
        place = Place(town)
        await place.settle()
        await asyncio.to_thread(tambour, "backup", file, "--data", tmp_path, "--database-url", dsn)
        await place.remove_words()
        await place.decide("remove_chat", place.channel)
    restore = ("restore", file, "--data", new, "--database-url", empty_dsn)
    await asyncio.to_thread(tambour, *restore, "--removals", journal)
    async with started(empty_dsn, new) as town:
        await place.again(town)
        found = await place.crawl()
        assert leaks(found.sightings(*WORDS, TITLE, ABOUT)) == []
        texts = await town.house.store.pool.fetchval("SELECT count(*) FROM messages WHERE body <> ''")
        assert texts, "it is the backup that was restored"
    await asyncio.to_thread(tambour, *restore, "--force", "--removals", "/dev/null")
    async with started(empty_dsn, new) as town:
        await place.again(town)
        found = await place.crawl("member")
        assert found.sightings(*WORDS), "without the journal the crawler must find them again"


def careless(message: Message, flags: int, author: int, viewer: Viewer) -> Message | None:
    """A visible() that forgets about moderation."""
    return message if viewer.reads else None


async def test_the_crawler_finds_a_visible_that_ignores_removals(
    dsn: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with started(dsn, tmp_path) as town:
        place = Place(town)
        await place.settle()
        await place.remove_words()
        broken: Callable[..., Message | None] = careless
        monkeypatch.setattr(scene, "visible", broken)
        found = await place.crawl()
        assert found.sightings(*WORDS)
