"""The town of the desk's tests."""

from collections.abc import AsyncIterator
from typing import Any

import pytest

from tests.conftest import TurnedClock
from tests.services.town import Town, settle


@pytest.fixture
async def town(dsn: str, clock: TurnedClock, ids: Any) -> AsyncIterator[Town]:
    made = await settle(dsn, clock, ids)
    yield made
    await made.store.close()
