"""What the shell needs of the store about messages to be sent later."""

from typing import Protocol

from tambour.domain.planned import Plan


class PlanRows(Protocol):
    """Rows of planned messages."""

    async def add(self, plan: Plan) -> None:
        """One statement; a plan that is there already stays as it is."""
        ...

    async def of(self, user: int, chat: int, limit: int) -> list[Plan]:
        """One statement: a person's plans for a chat, soonest first."""
        ...

    async def get(self, user: int, plan: int) -> Plan | None:
        """One statement; only the planner's own, locked until the end of the transaction."""
        ...

    async def due(self, now: int, limit: int) -> list[Plan]:
        """One statement: due plans that nobody else holds, locked until the end of the transaction."""
        ...

    async def remove(self, plan: int) -> None:
        """One statement."""
        ...

    async def change(self, plan: Plan) -> None:
        """One statement: other words or another time; what failed is tried again."""
        ...

    async def fail(self, plan: int, error: str) -> None:
        """One statement: it stays in the list with the refusal's name."""
        ...

    async def waited(self, user: int, rid: int, error: str) -> None:
        """One statement: what was sent under this rid waits for nobody any more. It was said ('') and leaves the list,
        or stays there with the reason."""
        ...
