"""Asks others for their lists, page by page, and tells them what came: files, TAXII, TAT, MISP, ThreatExchange."""

import asyncio
import hashlib
from base64 import b64encode
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import TypeVar
from urllib.parse import parse_qsl, urlencode, urlsplit

import msgspec

from tambour.adapters.exchange import misp, stix, tat, threatexchange
from tambour.adapters.exchange.bounds import BYTES_MAX, decoded, ms_of
from tambour.domain.errors import BadInput
from tambour.moderation.exchange import Told
from tambour.moderation.feeds import Feed
from tambour.ports.exchange import About, Format, Pulled, Reading, Unpulled
from tambour.ports.fetch import Answer, Fetch, Page, Unfetched

JSON = "application/json"
FORM = "application/x-www-form-urlencoded"
TAXII = "application/taxii+json;version=2.1"
ADDED_LAST = "x-taxii-date-added-last"
LIST_TIMEOUT_S = 60.0
PAGE_ITEMS = 500
PAGE_EVENTS = 20
ANSWER_MAX = 1024 * 1024
UPDATE_FIELDS = (
    "id,indicator,type,last_updated,should_delete,"
    "descriptors{id,raw_indicator,type,reactions,owner{id},tags,status,added_on,expired_on,description}"
)
TOLD_IS_GONE = (404, 410)
"""What they have forgotten meanwhile need not be told."""

T = TypeVar("T")


class Place(msgspec.Struct, omit_defaults=True):
    """From where to go on; what a feed keeps as its mark."""

    after: str = ""
    next: str = ""
    page: int = 1
    newest: str = ""
    said: str = ""
    """Names what the last page held: the same page again leads nowhere."""


class Token(msgspec.Struct):
    """An answer of `token-auth/tcap/`."""

    token: str


class Graph(msgspec.Struct):
    """The parts of an update that say how far we are."""

    data: list["GraphTime"] = []
    paging: threatexchange.Paging | None = None


class GraphTime(msgspec.Struct):
    """When an update was made, in seconds."""

    last_updated: int | str = 0


@dataclass
class ListPuller:
    """See Puller. `fetch` is the guarded one; it is closed with this."""

    fetch: Fetch
    formats: Mapping[str, Format]
    tokens: dict[int, str] = field(default_factory=dict)
    """Of TAT, by feed: good until they are refused."""

    async def close(self) -> None:
        """Hang up."""
        await self.fetch.close()

    async def pull(self, feed: Feed, secret: str) -> Pulled:
        """See Puller."""
        ways = {
            "file": self.file,
            "taxii": self.taxii,
            "tat": self.tat,
            "misp": self.misp,
            "threatexchange": self.graph,
        }
        try:
            return await ways[feed.protocol](feed, secret)
        except BadInput as wrong:
            raise Unpulled(str(wrong.facts.get("why", "exchange.unreadable"))) from wrong

    async def tell(self, feed: Feed, secret: str, told: Sequence[Told], about: About) -> None:
        """See Puller."""
        ways = {"taxii": self.tell_taxii, "misp": self.tell_misp, "threatexchange": self.tell_graph}
        await ways[feed.protocol](feed, secret, told, about)

    async def file(self, feed: Feed, secret: str) -> Pulled:
        """A document under an address. One that has not changed is not read again; an empty one is a mistake."""
        page = await self.get(feed.url, "*/*", bearer(secret))
        digest = hashlib.sha256(page.body).hexdigest()
        if digest == feed.mark:
            return Pulled(reading=Reading(), mark=digest)
        reading = await asyncio.to_thread(self.formats[feed.format].read, page.body)
        if not reading.items:
            raise Unpulled("exchange.empty")
        return Pulled(reading=reading, mark=digest, whole=True)

    async def taxii(self, feed: Feed, secret: str) -> Pulled:
        """The objects of a collection, by its address. Some servers give each page a `next` of its own, others the same
        one to the end."""
        place = place_of(feed.mark)
        asked = {"limit": str(PAGE_ITEMS)}
        asked |= {"added_after": place.after} if place.after else {}
        asked |= {"next": place.next} if place.next else {}
        url = f"{feed.url.rstrip('/')}/objects/?{urlencode(asked)}"
        page = await self.get(url, TAXII, basic(secret))
        found = await asyncio.to_thread(decoded, page.body, stix.Envelope)
        reading = await asyncio.to_thread(stix.read_things, found.objects)
        last = page.headers.get(ADDED_LAST, "")[:40]
        newest = max(place.newest, last, key=ms_of)
        said = hashlib.sha256(page.body).hexdigest()[:16]
        if found.more and found.next and (found.next, said) != (place.next, place.said):
            place = Place(after=place.after, next=found.next[:500], newest=newest, said=said)
            return Pulled(reading=reading, mark=mark_of(place), more=True)
        more = found.more and not found.next and bool(last) and last != place.after
        return Pulled(reading=reading, mark=mark_of(Place(after=newest or place.after)), more=more)

    async def tat(self, feed: Feed, secret: str) -> Pulled:
        """Pages of digests, behind a token that a name and a password open."""
        place = place_of(feed.mark)
        base = feed.url.rstrip("/")
        asked = {"order": "asc"} | ({"after": place.after} if place.after else {})
        url = f"{base}/api/hash-list/v2/all?{urlencode(asked)}"
        if feed.id not in self.tokens:
            self.tokens[feed.id] = await self.token(base, secret)
        try:
            page = await self.get(url, JSON, bearer(self.tokens[feed.id]))
        except Unpulled:
            self.tokens.pop(feed.id, None)
            raise
        found = await asyncio.to_thread(decoded, page.body, tat.Page)
        after = (found.checkpoint or place.after)[:200]
        more = bool(found.next) and after != place.after
        return Pulled(reading=tat.read_records(found.results), mark=mark_of(Place(after=after)), more=more)

    async def token(self, base: str, secret: str) -> str:
        """Of TAT. The secret is `name:password`."""
        name, _, password = secret.partition(":")
        body = urlencode({"username": name, "password": password, "resend": "false"}).encode()
        answer = await self.post(f"{base}/token-auth/tcap/", body, {"Content-Type": FORM, "Accept": JSON})
        return decoded(answer.body, Token).token

    async def misp(self, feed: Feed, secret: str) -> Pulled:
        """Published events that changed, by a search."""
        place = place_of(feed.mark)
        asked = {
            "returnFormat": "json",
            "published": True,
            "limit": PAGE_EVENTS,
            "page": place.page,
            "includeSightings": True,
        }
        asked |= {"timestamp": place.after} if place.after else {}
        answer = await self.post(
            f"{feed.url.rstrip('/')}/events/restSearch", msgspec.json.encode(asked), keyed(secret), BYTES_MAX
        )
        events = await asyncio.to_thread(misp.events_of, answer.body)
        reading = await asyncio.to_thread(misp.read_events, events)
        newest = str(max((seconds(event.timestamp) for event in events), default=0))
        newest = max(place.newest or "0", newest, key=int)
        if len(events) >= PAGE_EVENTS:
            place = Place(after=place.after, page=place.page + 1, newest=newest)
            return Pulled(reading=reading, mark=mark_of(place), more=True)
        return Pulled(reading=reading, mark=mark_of(Place(after=newest if newest != "0" else place.after)))

    async def graph(self, feed: Feed, secret: str) -> Pulled:
        """Threat updates of a privacy group. The next page's address holds the token: only the rest of it is kept."""
        place = place_of(feed.mark)
        asked = dict(parse_qsl(place.next)) or {"limit": "100", "fields": UPDATE_FIELDS}
        if not place.next and place.after:
            asked["start_time"] = place.after
        url = f"{feed.url.rstrip('/')}/threat_updates/?{urlencode(asked | {'access_token': secret})}"
        page = await self.get(url, JSON, {})
        found = await asyncio.to_thread(decoded, page.body, threatexchange.Page)
        times = await asyncio.to_thread(decoded, page.body, Graph)
        reading = await asyncio.to_thread(threatexchange.read_items, found.data)
        newest = str(max((seconds(one.last_updated) for one in times.data), default=0))
        newest = max(place.newest or "0", newest, key=int)
        rest = [one for one in parse_qsl(urlsplit(next_of(found)).query) if one[0] != "access_token"]
        if rest and urlencode(rest) != place.next:
            place = Place(after=place.after, next=urlencode(rest)[:2000], newest=newest)
            return Pulled(reading=reading, mark=mark_of(place), more=True)
        return Pulled(reading=reading, mark=mark_of(Place(after=newest if newest != "0" else place.after)))

    async def tell_taxii(self, feed: Feed, secret: str, told: Sequence[Told], about: About) -> None:
        """Sightings and opinions into the collection."""
        objects = [answer for one in told for answer in stix.answers_to(one, about)]
        if objects:
            body = msgspec.json.encode({"objects": [stix.identity_of(about), *objects]})
            headers = {"Content-Type": TAXII, "Accept": TAXII, **basic(secret)}
            await self.post(f"{feed.url.rstrip('/')}/objects/", body, headers)

    async def tell_misp(self, feed: Feed, secret: str, told: Sequence[Told], about: About) -> None:
        """Sightings, one by one."""
        for one in told:
            for sighting in misp.sightings_of(one, about):
                body = msgspec.json.encode({key: said for key, said in sighting.items() if key != "uuid"})
                url = f"{feed.url.rstrip('/')}/sightings/add/{one.ref.partition(':')[0]}"
                await self.post(url, body, keyed(secret), gone=True)

    async def tell_graph(self, feed: Feed, secret: str, told: Sequence[Told], about: About) -> None:
        """Reactions to descriptors."""
        base = feed.url.rstrip("/").rpartition("/")[0]
        for one in told:
            for reaction in threatexchange.reactions_to(one):
                if one.ref.isdigit():
                    body = urlencode({"reactions": reaction, "access_token": secret}).encode()
                    await self.post(
                        f"{base}/{one.ref}/", body, {"Content-Type": FORM, "Accept": JSON}, gone=True
                    )

    async def get(self, url: str, accept: str, headers: Mapping[str, str]) -> Page:
        """Raises Unpulled for all but 200."""
        try:
            page = await self.fetch.get(url, accept=accept, bytes_max=BYTES_MAX, headers=headers)
        except Unfetched as no:
            raise Unpulled(no.why) from no
        if page.status != 200:
            raise Unpulled(f"status.{page.status}", wait_of(page.headers.get("retry-after", "")))
        return page

    async def post(
        self,
        url: str,
        body: bytes,
        headers: Mapping[str, str],
        bytes_max: int = ANSWER_MAX,
        *,
        gone: bool = False,
    ) -> Answer:
        """Raises Unpulled for all but the 200s. `gone`: and what they have forgotten."""
        try:
            answer = await self.fetch.post(url, body, headers, bytes_max=bytes_max)
        except Unfetched as no:
            raise Unpulled(no.why) from no
        if not 200 <= answer.status < 300 and not (gone and answer.status in TOLD_IS_GONE):
            raise Unpulled(f"status.{answer.status}", answer.retry_after_s)
        return answer


def place_of(mark: str) -> Place:
    """Where it stood; what cannot be read is the beginning."""
    try:
        return msgspec.json.decode(mark, type=Place) if mark else Place()
    except msgspec.DecodeError:
        return Place()


def mark_of(place: Place) -> str:
    """The same to be kept."""
    return msgspec.json.encode(place).decode()


def next_of(page: threatexchange.Page) -> str:
    """The next page's address, or ''."""
    return page.paging.next if page.paging is not None else ""


def seconds(said: int | str | None) -> int:
    """A whole number of seconds."""
    return ms_of(said) // 1000


def bearer(secret: str) -> dict[str, str]:
    """A token."""
    return {"Authorization": f"Bearer {secret}"} if secret else {}


def basic(secret: str) -> dict[str, str]:
    """`name:password`; without a colon it is a token."""
    if ":" not in secret:
        return bearer(secret)
    return {"Authorization": f"Basic {b64encode(secret.encode()).decode()}"}


def keyed(secret: str) -> dict[str, str]:
    """MISP's key."""
    return {"Authorization": secret, "Accept": JSON, "Content-Type": JSON}


def wait_of(said: str) -> int:
    """Retry-After in seconds; a date is as good as none."""
    return int(said) if said.isascii() and said.isdigit() and len(said) <= 6 else 0
