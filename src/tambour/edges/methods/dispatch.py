"""From a decoded request to an answer: the same for every door. Rates, parameters, refusals, our own mistakes."""

import asyncio
import logging
import re
from dataclasses import dataclass, field
from typing import Any

import msgspec

from tambour.domain.errors import BadInput, Flood, NotSignedIn, Refusal, Retry, TooLarge
from tambour.edges.methods.table import Caller, Method, Table
from tambour.moderation.gate import Buckets
from tambour.ports.outside import Clock

ANSWER_WITHIN_S = 10
PARAMS_MAX_BYTES = 64 * 1024
NUMBER_END = 1 << 53
LONG_NUMBER = re.compile(rb'[^"\d]\d{16,}')

log = logging.getLogger(__name__)


@dataclass
class Dispatch:
    """Runs methods. `rates` is off in load tests only (`limits.enabled`)."""

    table: Table
    clock: Clock
    rates: bool = True
    buckets: dict[str, Buckets] = field(default_factory=dict)

    def order(self, name: str) -> str:
        """What calls of one connection wait for each other by; empty where they need not, or no such method is."""
        method = self.table.get(name)
        return method.order if method is not None else ""

    def find(self, name: str, caller: Caller) -> Method:
        """The method, if this caller may call it now."""
        method = self.table.get(name)
        if method is None:
            raise BadInput("m", "no such method")
        if not caller.user and not method.open:
            raise NotSignedIn("sign in first")
        if self.rates:
            bucket = self.buckets.get(name)
            if bucket is None:
                bucket = self.buckets[name] = Buckets(method.rate.burst, method.rate.every_s * 1000)
            wait_ms = bucket.take(caller.user or caller.address, now=self.clock.now())
            if wait_ms:
                raise Flood(-(-wait_ms // 1000))
        return method

    async def run(self, name: str, raw: bytes, caller: Caller) -> Any:
        """The method's result; raises a Refusal and nothing else."""
        try:
            method = self.find(name, caller)
            params = parse(raw, method.params)
            async with asyncio.timeout(ANSWER_WITHIN_S):
                return await method.run(caller, params)
        except Refusal:
            raise
        except TimeoutError as late:
            raise Retry(2, "took too long") from late
        except Exception as bug:
            log.exception("method %s failed", name)
            raise Retry(2, "internal error") from bug


def parse(raw: bytes, kind: type[msgspec.Struct]) -> Any:
    """Parameters from JSON; what is wrong is named. Refuses NUL and lone surrogates anywhere."""
    if len(raw) > PARAMS_MAX_BYTES:
        raise TooLarge("request too large", limit=PARAMS_MAX_BYTES)
    if b"\\u0000" in raw:
        raise BadInput("p", "NUL in text")
    try:
        found = msgspec.json.decode(raw or b"{}", type=kind)
    except (msgspec.DecodeError, RecursionError, UnicodeDecodeError) as wrong:
        raise BadInput(field_of(str(wrong)), str(wrong)[:200]) from wrong
    if LONG_NUMBER.search(raw):
        for name, value in msgspec.to_builtins(found).items():
            if too_long(value):
                raise BadInput(name, "numbers are below 2**53")
    return found


def too_long(value: Any) -> bool:
    """Does it hold a number that JSON does not carry exactly everywhere, nor a bigint column perhaps at all?"""
    if isinstance(value, int):
        return not -NUMBER_END < value < NUMBER_END
    if isinstance(value, dict):
        return any(map(too_long, value.values()))
    return isinstance(value, list | tuple) and any(map(too_long, value))


def field_of(message: str) -> str:
    """The wire name of the field in one of msgspec's messages (`… - at `$.x``), or `p`."""
    _, at, path = message.partition("at `$.")
    if at:
        return path.rstrip("`").split("[")[0].split(".")[0] or "p"
    if "required field `" in message:
        return message.split("required field `")[1].split("`")[0]
    return "p"


def refusal_body(no: Refusal) -> dict[str, Any]:
    """The `x` of an answer."""
    return {"c": no.code, "msg": no.msg} | {k: v for k, v in no.facts.items() if v is not None}
