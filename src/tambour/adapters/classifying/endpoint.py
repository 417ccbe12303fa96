"""A model behind an address that speaks chat completions as OpenAI's does, with the policy as its prompt."""

import asyncio
import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, field
from urllib.parse import urlsplit

import msgspec

from tambour.moderation.guesses import ALLOWED_KINDS, GUESSED, Guess, policy_prompt
from tambour.ports.classifier import Unanswered
from tambour.ports.fetch import Answer, Fetch, Unfetched
from tambour.ports.trouble import Trouble

AT_ONCE = 4
ANSWER_BYTES_MAX = 64 * 1024
TOKENS_MAX = 200
UNSURE = (0.3, 0.7)
"""Between these it is asked for more than it knows. From the upper one on it must name a category, too."""
REFUSED = (400, 413, 422)
"""It takes no offence at the address or the key, but at this very text: asking again would bring the same."""


class Said(msgspec.Struct):
    """One message of a model."""

    content: str


class Choice(msgspec.Struct):
    """One answer of a model."""

    message: Said


class Completion(msgspec.Struct):
    """The answer of chat completions."""

    choices: list[Choice]


class Verdict(msgspec.Struct):
    """What the prompt asks for."""

    harmful: float
    category: str = ""
    allowed: str = ""


@dataclass(slots=True)
class Endpoint:
    """See Classifier in ports/classifier.py. `fetch` reaches what the settings let it reach, in the time they give."""

    url: str
    model: str
    key: str
    fetch: Fetch
    name: str = field(init=False)
    print: str = field(init=False)
    turns: asyncio.Semaphore = field(init=False)

    def __post_init__(self) -> None:
        self.name = self.model
        said = "\n".join((self.url, self.model, policy_prompt()))
        self.print = "openai:" + hashlib.sha256(said.encode()).hexdigest()[:32]
        self.turns = asyncio.Semaphore(AT_ONCE)

    async def guess(self, texts: Sequence[str]) -> list[Guess | None]:
        """See the port. One question a text, some at the same time; the first that fails ends the others."""
        asked = [asyncio.ensure_future(self.one(text)) for text in texts]
        try:
            return list(await asyncio.gather(*asked))
        finally:
            for question in asked:
                question.cancel()

    async def one(self, text: str) -> Guess | None:
        """None for an answer that is none. Raises Unanswered."""
        body = {
            "model": self.model,
            "temperature": 0,
            "max_tokens": TOKENS_MAX,
            "messages": [
                {"role": "system", "content": policy_prompt()},
                {"role": "user", "content": msgspec.json.encode(text).decode()},
            ],
        }
        headers = {"Content-Type": "application/json"}
        if self.key:
            headers["Authorization"] = f"Bearer {self.key}"
        where = self.url.rstrip("/") + "/chat/completions"
        async with self.turns:
            try:
                answer = await self.fetch.post(
                    where, msgspec.json.encode(body), headers, bytes_max=ANSWER_BYTES_MAX
                )
            except Unfetched as away:
                raise Unanswered("timeout" if away.why == "timeout" else "away") from away
        return understood(answer)

    async def close(self) -> None:
        """Hang up."""
        await self.fetch.close()


def understood(answer: Answer) -> Guess | None:
    """The guess in an answer; None where there is none. Raises Unanswered."""
    if answer.status in REFUSED:
        return None
    if answer.status != 200:
        raise Unanswered("status")
    try:
        said = msgspec.json.decode(answer.body, type=Completion).choices[0].message.content
        verdict = msgspec.json.decode(said[said.index("{") : said.rindex("}") + 1], type=Verdict)
    except (msgspec.DecodeError, UnicodeDecodeError, IndexError, ValueError):
        return None
    if not 0 <= verdict.harmful <= 1:
        return None
    known = verdict.category in GUESSED
    return Guess(
        score=verdict.harmful,
        category=verdict.category if known else "",
        allowed=verdict.allowed if verdict.allowed in ALLOWED_KINDS else "",
        abstains=UNSURE[0] <= verdict.harmful < UNSURE[1] or (verdict.harmful >= UNSURE[1] and not known),
    )


def checked(url: str, model: str) -> int:
    """The port of an address that may be asked. Raises Trouble."""
    parts = urlsplit(url)
    if parts.scheme not in ("http", "https") or not parts.hostname:
        raise Trouble("classifier.url is no address", "write http://… or https://…, up to /v1")
    if not model:
        raise Trouble("classifier.model names no model", "write the name under which the service has it")
    try:
        return parts.port or (443 if parts.scheme == "https" else 80)
    except ValueError as wrong:
        raise Trouble("classifier.url has no such port", "write http://HOST:PORT/v1") from wrong
