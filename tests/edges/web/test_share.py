"""What another app hands over before the service worker runs: it goes back in the client's page, whatever it is."""

import base64
import json
import re
from typing import Any

import httpx
import pytest
from litestar import Litestar

from tambour.edges.web.share import BURST, FILES_MAX, SHARE_MAX_BYTES, ShareDoor, share_routes
from tests.conftest import Town

BLOCK = re.compile(rb'<script type="application/json" id="shared">(.*?)</script>', re.DOTALL)


@pytest.fixture
async def visitor(town: Town) -> Any:
    async with httpx.AsyncClient(
        transport=httpx.ASGITransport(town.doors.web), base_url=town.house.config.url
    ) as made:
        yield made


def told(answer: httpx.Response) -> dict[str, Any]:
    """What the client reads."""
    assert answer.status_code == 200
    assert answer.headers["content-type"].startswith("text/html")
    assert "script-src 'self'" in answer.headers["content-security-policy"], (
        "no script of the page's own runs"
    )
    [found] = BLOCK.findall(answer.content)
    return dict(json.loads(found))


async def test_words_and_files_come_back_as_they_were(visitor: httpx.AsyncClient) -> None:
    words = {
        "title": "</script><script>alert(1)</script>",
        "text": "а\u2028б",
        "url": "https://a.example/?x=<!--",
    }
    big, small = bytes(range(256)) * 3000, b"x"
    files = [("files", ("</script>.png", big, "image/png")), ("files", ("две.txt", small, "text/plain"))]
    found = told(await visitor.post("/share", data=words, files=files))
    assert found["said"] == words
    assert [one["about"] for one in found["files"]] == [
        ["</script>.png", "image/png"],
        ["две.txt", "text/plain"],
    ]
    assert [base64.b64decode(one["bytes"], validate=True) for one in found["files"]] == [big, small]


async def test_words_alone_and_more_files_than_a_message_carries(visitor: httpx.AsyncClient) -> None:
    assert told(await visitor.post("/share", data={"text": "hello"}))["said"]["text"] == "hello"
    many = [("files", (f"{n}.txt", b"x", "text/plain")) for n in range(FILES_MAX + 5)]
    found = told(await visitor.post("/share", files=many))
    assert [one["about"][0] for one in found["files"]] == [f"{n}.txt" for n in range(FILES_MAX)]


@pytest.mark.parametrize(
    ("body", "headers"),
    [
        (b"x", {"content-length": str(SHARE_MAX_BYTES + 1)}),
        (b"x", {"content-type": "multipart/form-data"}),
        (b"no such thing", {"content-type": "multipart/form-data; boundary=a"}),
        (
            b"--a\r\nContent-Disposition: form-data; name=files; filename=",
            {"content-type": "multipart/form-data; boundary=a"},
        ),
        (b"--a\r\n" * 5000, {"content-type": "multipart/form-data; boundary=a"}),
    ],
    ids=["too large", "no boundary", "no form", "broken off", "many parts"],
)
async def test_what_cannot_be_taken_is_asked_for_once_more(
    visitor: httpx.AsyncClient, body: bytes, headers: dict[str, str]
) -> None:
    found = told(await visitor.post("/share", content=body, headers=headers))
    assert found == {"lost": 1} or found == {"said": {"title": "", "text": "", "url": ""}, "files": []}


async def test_one_address_that_shares_on_and_on_is_asked_for_once_more(town: Town) -> None:
    door = ShareDoor(b"<body></body></html>", town.house.clock, proxies=0, limited=True)
    app = Litestar(route_handlers=share_routes(door), openapi_config=None, logging_config=None)
    async with httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url="http://a.example") as many:
        answers = [await many.post("/share", data={"text": "hello"}) for _ in range(BURST + 1)]
    assert [told(answer).get("lost", 0) for answer in answers] == [0] * BURST + [1]
    assert all(answer.content.startswith(b"<body>") for answer in answers)
    assert all(answer.content.endswith(b"</body></html>") for answer in answers)
