"""What stands on a device, and what the server says should: for comparing the two."""

import time
from collections.abc import Iterable
from typing import Any

from tests.e2e.stage import PATIENCE_S, Person, Server


def shown(person: Person) -> list[str]:
    """The texts of the conversation on screen, from above, without the marks beside them."""
    return person.page.locator("[data-test=message]").evaluate_all(
        """all => all.map(m => {
            const text = m.querySelector('[data-test=text]');
            if (!text) return '';
            const copy = text.cloneNode(true);
            copy.querySelectorAll('[data-test=tick], time, .meta').forEach(each => each.remove());
            return copy.firstChild?.textContent ?? '';
        })"""
    )


class Caller:
    """Somebody who asks over HTTP, without a browser."""

    def __init__(self, server: Server, phone: str) -> None:
        self.server, self.access = server, server.admit(phone)["access"]

    def call(self, method: str, **params: Any) -> Any:
        """One method; its result."""
        return self.server.ask(method, self.access, **params)["r"]

    def texts(self, chat: int) -> list[str]:
        """The newest hundred messages of a chat, in the order of the log."""
        found = self.call("msg.history", c=chat, n=100)["msgs"]
        return [message.get("x", "") for message in found if message.get("k") != "svc"]


def until_alike(people: Iterable[Person], wanted: list[str], patience_s: float = PATIENCE_S) -> None:
    """Wait until every device shows exactly these messages; fail with the first that does not."""
    end = time.monotonic() + patience_s
    for person in people:
        while (seen := shown(person)) != wanted and time.monotonic() < end:
            person.page.wait_for_timeout(100)
        assert seen == wanted, f"{person.name} at {person.url}: {seen}, not {wanted}"
