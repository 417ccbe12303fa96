"""What many do to one chat at once shares a transaction: what comes during a commit waits for the next. No timer."""

import asyncio
import logging
from collections import deque
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, field
from typing import Generic, TypeVar

from tambour.domain.errors import Refusal, Retry

BATCH_MAX = 256
WAITING_MAX = 8192
"""In one chat."""

Asked = TypeVar("Asked")
Answer = TypeVar("Answer")

log = logging.getLogger(__name__)


@dataclass
class Fold(Generic[Asked, Answer]):
    """Asks of one kind, chat by chat. `work` does a batch in one transaction and answers each in its place."""

    work: Callable[[int, Sequence[Asked]], Awaitable[Sequence[Answer | Refusal]]]
    waiting: dict[int, "deque[tuple[Asked, asyncio.Future[Answer]]]"] = field(default_factory=dict)
    running: dict[int, "asyncio.Task[None]"] = field(default_factory=dict)

    async def ask(self, chat: int, one: Asked) -> Answer:
        """The answer, after the commit. Raises what `work` refused it with, and Retry when too many wait."""
        queue = self.waiting.setdefault(chat, deque())
        if len(queue) >= WAITING_MAX:
            raise Retry(1, "too many are waiting")
        answer: asyncio.Future[Answer] = asyncio.get_running_loop().create_future()
        queue.append((one, answer))
        if chat not in self.running:
            self.running[chat] = asyncio.ensure_future(self.run(chat))
        return await answer

    async def run(self, chat: int) -> None:
        """Batch after batch, until nobody waits."""
        queue = self.waiting[chat]
        try:
            while queue:
                batch = [queue.popleft() for _ in range(min(BATCH_MAX, len(queue)))]
                if not await self.done(chat, batch):
                    for one in batch:  # one that breaks must not break the others
                        await self.done(chat, [one])
        finally:
            del self.running[chat], self.waiting[chat]

    async def done(self, chat: int, batch: "list[tuple[Asked, asyncio.Future[Answer]]]") -> bool:
        """Do and answer a batch. False: it broke, and nobody is answered yet; a single one always is."""
        answers: Sequence[Answer | Refusal]
        try:
            answers = await self.work(chat, [asked for asked, _ in batch])
        except Refusal as no:
            answers = [no] * len(batch)
        except Exception:
            log.exception("a batch of %d failed", len(batch))
            if len(batch) > 1:
                return False
            answers = [Retry(2, "internal error")] * len(batch)
        for (_, answer), said in zip(batch, answers, strict=True):
            if answer.done():
                continue
            if isinstance(said, Refusal):
                answer.set_exception(said)
            else:
                answer.set_result(said)
        return True

    async def close(self) -> None:
        """Let the running commits end."""
        if self.running:
            await asyncio.wait(set(self.running.values()), timeout=5)
