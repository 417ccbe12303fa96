"""What every bus promises: own process at once, the others soon, in order, and silence after unsubscribing."""

from collections.abc import AsyncIterator

import pytest
from bench.machine import free_port

from tambour.adapters.bus.local import LocalBus
from tambour.adapters.bus.nats import NatsBus
from tambour.domain.events import ChatEvent, UserEvent
from tambour.domain.messages import Message
from tambour.ports.bus import Bus, Nudge
from tambour.ports.trouble import Trouble
from tests.waiting import until


@pytest.fixture(params=["local", pytest.param("nats", marks=pytest.mark.nats)])
async def buses(request: pytest.FixtureRequest, nats_url: str) -> AsyncIterator[tuple[Bus, Bus]]:
    """Two ends of one bus: the same object within a process, two processes' ends with NATS."""
    if request.param == "local":
        bus = LocalBus()
        yield bus, bus
        return
    one, two = NatsBus("one"), NatsBus("two")
    await one.open(nats_url)
    await two.open(nats_url)
    yield one, two
    await one.close()
    await two.close()


def said(n: int) -> Nudge:
    message = Message(chat=5, seq=n, ev=n, sender=7, ts=1, text=f"привет {n}")
    return Nudge(chat_events=(ChatEvent(chat=5, ev=n, kind="n", seq=n, message=message, mentions=(3,)),))


async def test_everybody_hears_everything_once_and_in_order(buses: tuple[Bus, Bus]) -> None:
    here: list[Nudge] = []
    there: list[Nudge] = []
    buses[0].subscribe(here.append)
    buses[1].subscribe(there.append)

    for n in range(1, 501):
        buses[0].publish(said(n))

    assert here == [said(n) for n in range(1, 501)]
    await until(lambda: len(there) >= 500)
    assert there == here


async def test_all_kinds_of_parcel_arrive_as_they_left(buses: tuple[Bus, Bus]) -> None:
    there: list[Nudge] = []
    buses[1].subscribe(there.append)
    parcels = [
        Nudge(transient={"k": "ty", "c": 5, "u": 7, "s": [1, 2]}),
        Nudge(user_events=(UserEvent(user=7, pts=3, kind="chat+", data={"c": 5, "ch": {"k": "group"}}),)),
        Nudge(chat_events=(ChatEvent(chat=5, ev=9, kind="m", data={"u": 7}, left=(7,)),)),
    ]

    for parcel in parcels:
        buses[0].publish(parcel)

    await until(lambda: len(there) >= 3)
    assert there == parcels


async def test_who_stopped_listening_hears_no_more(buses: tuple[Bus, Bus]) -> None:
    here: list[Nudge] = []
    stop = buses[0].subscribe(here.append)
    buses[0].publish(said(1))
    stop()
    buses[0].publish(said(2))
    assert here == [said(1)]


async def test_without_a_server_the_start_says_what_to_do() -> None:
    with pytest.raises(Trouble) as no:
        await NatsBus("alone").open(f"nats://127.0.0.1:{free_port()}")
    assert "nats-server" in str(no.value.mend)
