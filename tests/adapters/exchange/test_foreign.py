"""Our client and a TAXII 2.1 server that others made (medallion, of OASIS), as they are installed.

Of MISP there is no server that a test could start: it is written in PHP. What PyMISP makes and reads is held in
test_libraries.py.
"""

import json
import subprocess
import sys
from collections.abc import AsyncIterator, Iterator
from dataclasses import replace
from importlib.util import find_spec
from pathlib import Path

import pytest
from tests.adapters.exchange import examples
from tests.adapters.exchange.test_pulling import ABOUT
from tests.adapters.fetch.street import Server, fetch

from tambour.adapters.exchange.formats import FORMATS
from tambour.adapters.exchange.pulling import ListPuller
from tambour.moderation.exchange import Told
from tambour.moderation.feeds import Feed
from tambour.ports.exchange import Pulled, Unpulled

SECRET = "reader:secret"
LIST = "91a7b528-80eb-42ed-a74d-c6fbd5a26116"
PAGE = 2
STIX = "application/stix+json;version=2.1"
OBJECTS: list[dict[str, str]] = examples.STIX["objects"]  # type: ignore[assignment]

pytestmark = pytest.mark.skipif(find_spec("medallion") is None, reason="medallion: see requirements/dev.in")


def served() -> dict[str, object]:
    """One collection in which everything came at once, as a bulk upload does."""
    manifest = [
        {
            "id": one["id"],
            "date_added": "2026-01-01T00:00:00.000000Z",
            "version": one["modified"],
            "media_type": STIX,
        }
        for one in OBJECTS
    ]
    made = {"id": LIST, "title": "made up", "can_read": True, "can_write": True, "media_types": [STIX]}
    about = {
        "title": "one",
        "versions": ["application/taxii+json;version=2.1"],
        "max_content_length": 1_000_000,
    }
    return {
        "discovery": {"title": "a server of others", "api_roots": ["http://site.example/api1/"]},
        "api1": {
            "information": about,
            "status": [],
            "collections": [made | {"objects": OBJECTS, "manifest": manifest}],
        },
    }


@pytest.fixture(scope="module")
def port(tmp_path_factory: pytest.TempPathFactory) -> Iterator[int]:
    """Theirs, in a process of its own."""
    data = tmp_path_factory.mktemp("medallion") / "data.json"
    data.write_text(json.dumps(served()))
    program = Path(__file__).with_name("medallion_server.py")
    with subprocess.Popen(
        [sys.executable, str(program), str(data), str(PAGE)],
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    ) as process:
        assert process.stdout is not None
        try:
            yield int(process.stdout.readline())
        finally:
            process.kill()


@pytest.fixture
async def puller(port: int) -> AsyncIterator[ListPuller]:
    made = ListPuller(fetch(Server(port=port)), FORMATS)
    yield made
    await made.close()


@pytest.fixture
def feed(port: int) -> Feed:
    url = f"http://site.example:{port}/api1/collections/{LIST}/"
    return Feed(id=7, name="x", protocol="taxii", url=url)


async def all_of(puller: ListPuller, feed: Feed) -> list[Pulled]:
    """Page after page."""
    pages = [await puller.pull(feed, SECRET)]
    while pages[-1].more:
        assert len(pages) < 10, "it ends"
        pages.append(await puller.pull(replace(feed, mark=pages[-1].mark), SECRET))
    return pages


async def test_a_collection_of_theirs_is_read_to_its_end_although_all_pages_have_one_next(
    puller: ListPuller, feed: Feed
) -> None:
    pages = await all_of(puller, feed)
    assert len(pages) == -(-len(OBJECTS) // PAGE)
    ours = FORMATS["stix"].read(json.dumps(examples.STIX).encode())
    refs = [item.ref for page in pages for item in page.reading.items]
    assert len(refs) == len(set(refs)), "nothing twice"
    by_list = {item.ref for item in ours.items if not item.ref.startswith("opinion--")}
    assert set(refs) == by_list
    (later,) = await all_of(puller, replace(feed, mark=pages[-1].mark))
    assert later.reading.items == []


async def test_what_we_tell_them_is_taken_and_can_be_asked_for(puller: ListPuller, feed: Feed) -> None:
    mark = (await all_of(puller, feed))[-1].mark
    told = Told(entry=1, kind="md5", value=examples.MD5, ref=OBJECTS[0]["id"], seen=2, upheld=1)
    await puller.tell(feed, SECRET, [told], ABOUT)
    fresh = await all_of(puller, replace(feed, mark=mark))
    assert len(fresh) > 1, "they have them: identity, sighting, opinion"


@pytest.mark.parametrize("secret", ["", "reader:wrong", "a-token"])
async def test_a_wrong_key_is_told_as_such(puller: ListPuller, feed: Feed, secret: str) -> None:
    with pytest.raises(Unpulled) as no:
        await puller.pull(feed, secret)
    assert no.value.why == "status.401"


async def test_a_collection_they_do_not_have_is_told_as_such(puller: ListPuller, feed: Feed) -> None:
    with pytest.raises(Unpulled) as no:
        await puller.pull(replace(feed, url=feed.url.replace(LIST, "none")), SECRET)
    assert no.value.why == "status.404"
