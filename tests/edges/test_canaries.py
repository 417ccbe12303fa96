"""Words of the evidence, names of reporters and of staff appear in nothing that members, logs or metrics get."""

import io
import logging
import zipfile
from pathlib import Path
from typing import Any

import httpx
import pytest

from tambour.adapters.moving.writer import ZipWriter
from tambour.moderation.cases import Choice
from tests.conftest import Town

PAGES = ("/metrics", "/ledger/checkpoint", "/ledger/inclusion?index=0", "/ledger/consistency?old=0")
WORDS, REPORTER, STAFF = "canarywordsinevidence", "Canaryreporter", "Canarystaff"


async def test_canaries_sing_for_the_desk_alone(
    town: Town, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    author, reporter, bystander = [await town.person(n) for n in ("Author", REPORTER, "Bystander")]
    staff = await town.person(STAFF, role="moderator")
    talker, teller, onlooker = [await town.connect(u) for u in (author, reporter, bystander)]
    chat: Any = await talker.call(
        "chat.create", k="group", title="Square", users=[reporter, bystander], rid=talker.rid()
    )
    where = chat["ch"]["c"]
    said: Any = await talker.call("msg.send", c=where, x=WORDS, rid=talker.rid())
    await teller.call("report.create", rid=teller.rid(), c=where, s=said["s"], category="tvec.incite")
    safety = town.house.safety
    case = await town.house.store.pool.fetchval("SELECT id FROM cases")
    page = await safety.disclosure.open(staff, case)
    assert any(line.text == WORDS for line in page.lines)
    choice = Choice(outcome="remove_content", category="tvec.incite", facts="It calls for violence.")
    await safety.review.decide(staff, case, page.case.ver, choice)
    await town.house.ledger.turn()

    seen = [line.getMessage() for line in caplog.records]
    async with httpx.AsyncClient(base_url=town.http) as web:
        seen += [(await web.get(path)).text for path in PAGES]
    seen += [p.read_bytes().decode(errors="replace") for p in (tmp_path / "ledger").iterdir()]
    seen.append(str(await onlooker.call("msg.history", c=where)))
    seen.append(str(await onlooker.call("sync", pts=0, epoch="")))
    seen.append(str(await talker.call("notice.list")))
    seen.append(await exported(town, bystander, tmp_path))
    for text in seen:
        assert WORDS not in text
        assert STAFF not in text
    told = [str(await talker.call("notice.list")), str(await teller.call("notice.list"))]
    assert not any(REPORTER in text or STAFF in text or str(reporter) in text for text in told[:1])
    assert not any(STAFF in text or str(staff) in text for text in told)


async def exported(town: Town, user: int, folder: Path) -> str:
    """All that a person takes along."""
    file = folder / "export.zip"
    await town.house.moving.exporting(user, ZipWriter(file), 0, False).run(nothing)
    with zipfile.ZipFile(io.BytesIO(file.read_bytes())) as zipped:
        return "".join(zipped.read(name).decode(errors="replace") for name in zipped.namelist())


async def nothing(*_: Any) -> None:
    """No bar."""
