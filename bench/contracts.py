"""`python -m bench.contracts`: both published contracts against a started server, by schemathesis.

Cases are made from the contracts as they are written, half of them within their schemas and half outside; most of the
names in them (chats, messages, people, files, presses) are then put to real ones, because nobody guesses those. Every
answer is held to its schema, by schemathesis and, where a discriminator chooses, by our own reading of the contract.
"""

import asyncio
import random
import re
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import partial
from typing import Any

import requests
import schemathesis
import yaml
from hypothesis import HealthCheck, Phase, given, seed, settings
from schemathesis.core.failures import FailureGroup
from schemathesis.schemas import APIOperation
from tests.edges.botapi.contracts import FILES, FOLDER, answer_schema, faults

from bench.bots import OWNED, settle
from bench.botscene import Scene, build
from bench.machine import free_port
from bench.report import arguments, parse, publish, table
from bench.server import Server

CASES = 5_000
REAL = 0.75
"""How often a name in a case is put to a real one."""
WITHIN_S = 30
ERROR = {"code", "message"}


@dataclass(frozen=True, slots=True)
class Mistake:
    """A place where a published contract contradicts itself or every service that ever spoke it."""

    file: str
    path: str
    """Of the schema, by dots."""
    value: Any
    """What stands there instead; None: nothing."""
    why: str


TAMTAM, MAX = FILES
BODY, KINDS = "components.schemas.MessageBody.required", "components.schemas.ChatType.enum"
MISTAKES = (
    Mistake(
        TAMTAM,
        BODY,
        ["mid", "seq", "text"],
        "`link` is required and is no property of it; the services leave out `attachments` where there are none,"
        " and clients (aiomax, ttbotapi) iterate over what is there, null included",
    ),
    Mistake(MAX, BODY, ["mid", "seq", "text"], "`link` is required and is no property of it"),
    Mistake(
        MAX,
        KINDS,
        ["dialog", "chat", "channel"],
        "only `chat` is left; the same file speaks of dialogs and channels, and its own clients' fixtures have them",
    ),
)


def mended(file: str) -> dict[str, Any]:
    """The contract with its mistakes put right."""
    found: dict[str, Any] = yaml.load((FOLDER / file).read_text(encoding="utf-8"), Loader=yaml.CSafeLoader)
    for one in MISTAKES:
        if one.file != file:
            continue
        *parents, last = one.path.split(".")
        place = found
        for name in parents:
            place = place[name]
        if one.value is None:
            del place[last]
        else:
            place[last] = one.value
    return found


def spelled_out(found: dict[str, Any]) -> dict[str, Any]:
    """The same contract with every choice by a discriminator as `oneOf`, and what has fields as an object.

    It is what the contract means; as it is written, `null` and `[]` are good bodies and most cases would be such.
    """
    schemas = found["components"]["schemas"]
    for base in list(schemas.values()):
        chooser = base.pop("discriminator", None)
        if not chooser or "mapping" not in chooser:
            continue
        key, plain, kinds = chooser["propertyName"], dict(base), []
        for kind, ref in chooser["mapping"].items():
            ref = ref["$ref"] if isinstance(ref, dict) else ref
            child = schemas[ref.rsplit("/", 1)[-1]]
            own = [part for part in child.pop("allOf", []) if schemas.get(named(part)) is not base]
            rest, said = dict(child), {"properties": {key: {"enum": [kind]}}, "required": [key]}
            child.clear()
            child["allOf"] = [part for part in (plain, said, *own, rest) if part]
            kinds.append({"$ref": ref})
        base.clear()
        base["oneOf"] = kinds
    walk(schemas)
    return found


def walk(part: Any) -> None:
    """Whatever has fields is an object; at any depth."""
    if isinstance(part, list):
        for one in part:
            walk(one)
    elif isinstance(part, dict):
        if isinstance(part.get("properties"), dict):
            part.setdefault("type", "object")
        for one in part.values():
            walk(one)


def named(part: dict[str, Any]) -> str:
    """The name of the schema that a reference leads to."""
    return str(part.get("$ref", "")).rsplit("/", 1)[-1]


@dataclass(frozen=True, slots=True)
class Asked:
    """One operation of one contract: as cases are made from it, and as it is written."""

    file: str
    made: APIOperation
    written: APIOperation


def operations(file: str) -> list[Asked]:
    """All of a contract."""
    made = schemathesis.openapi.from_dict(spelled_out(mended(file)))
    written = schemathesis.openapi.from_dict(mended(file))
    pairs = zip(made.get_all_operations(), written.get_all_operations(), strict=True)
    return [Asked(file, one.ok(), other.ok()) for one, other in pairs]


@dataclass
class Run:
    """What came of the cases so far."""

    url: str
    chance: random.Random
    session: requests.Session = field(default_factory=requests.Session)
    cases: int = 0
    statuses: Counter[str] = field(default_factory=Counter)
    """`OPERATION STATUS` → how often."""
    errors: dict[str, str] = field(default_factory=dict)
    """What was answered with a 5xx or not at all → how to see it again."""
    violations: dict[str, str] = field(default_factory=dict)

    def ask(self, asked: Asked, scene: Scene, case: Any) -> None:
        """One case: sent, and its answer judged."""
        make_real(case, scene, self.chance)
        self.cases += 1
        headers = {"Authorization": scene.bot.token}
        name = f"{case.method} {case.path}"
        try:
            answer = case.call(base_url=self.url, session=self.session, headers=headers, timeout=WITHIN_S)
        except requests.RequestException as gone:
            self.errors.setdefault(f"{name}: {type(gone).__name__}", self.told(case))
            return
        self.statuses[f"{name} {answer.status_code}"] += 1
        if answer.status_code >= 500:
            self.errors.setdefault(f"{name}: {answer.status_code} {answer.text[:200]}", self.told(case))
        for fault in judged(asked, case, answer):
            self.violations.setdefault(f"{asked.file}: {name}: {fault}", self.told(case))

    def told(self, case: Any) -> str:
        """How to ask it again, without the token."""
        return re.sub(r"Authorization: \S+", "Authorization: TOKEN'", case.as_curl_command())[:2000]


def judged(asked: Asked, case: Any, answer: Any) -> Iterator[str]:
    """What about an answer is not as the contract says."""
    try:
        asked.written.validate_response(answer)
    except FailureGroup as found:
        yield from (" ".join(str(one).split())[:400] for one in found.exceptions)
    try:
        body = answer.json()
    except ValueError:
        yield "no JSON"
        return
    if answer.status_code == 200:
        schema = answer_schema(asked.file, case.method, case.formatted_path)
        yield from faults(asked.file, schema, body) if schema is not None else ()
    elif not isinstance(body, dict) or not body.keys() >= ERROR:
        yield f"{answer.status_code} without code and message"


def make_real(case: Any, scene: Scene, chance: random.Random) -> None:
    """Most names in a case; a poll never waits, since thousands would."""
    for values in (case.path_parameters, case.query):
        for name in list(values or ()):
            real = scene.names.get(name)
            if real and chance.random() < REAL:
                values[name] = chance.choice(real)
    query = case.query
    if query is not None:
        query.pop("access_token", None)
        if case.path == "/updates":
            query["timeout"] = chance.choice((0, 0, 0, 1, "x", -1, 91))
        if case.path == "/messages" and case.method in ("GET", "POST") and chance.random() < REAL:
            query.setdefault("chat_id", chance.choice(scene.names["chat_id"]))
            query.pop("user_id", None)  # it would go first, and a bot knows few people
    case.body = real_body(case.body, scene, chance)
    if case.path == "/subscriptions" and isinstance(case.body, dict) and chance.random() < REAL:
        case.body["url"] = chance.choice(scene.names["url"])


def real_body(value: Any, scene: Scene, chance: random.Random) -> Any:
    """The same deep in a body."""
    if isinstance(value, list):
        return [real_body(one, scene, chance) for one in value]
    if not isinstance(value, dict):
        return value
    found = {}
    if value.keys() & {"token", "photos"} and chance.random() < REAL:
        value = value | {"url": None}  # nothing can be fetched here
    for name, one in value.items():
        real = scene.names.get("body." + name)
        lucky = real and chance.random() < REAL
        if lucky and isinstance(one, list):
            found[name] = chance.sample(real, min(len(real), 2))
        elif lucky and not isinstance(one, dict):
            found[name] = chance.choice(real)
        else:
            found[name] = real_body(one, scene, chance)
    return found


def drive(operation: APIOperation, wanted: int, number: int, ask: Callable[[Any], None]) -> None:
    """So many cases of one operation, half of them outside of its schema; fewer where there are no more."""
    for mode in schemathesis.GenerationMode:
        if mode.is_negative and not operation.body and not list(operation.iter_parameters()):
            continue

        @seed(number)
        @settings(
            max_examples=max(1, wanted // 2),
            phases=[Phase.generate],
            database=None,
            deadline=None,
            suppress_health_check=list(HealthCheck),
        )
        @given(case=operation.as_strategy(generation_mode=mode))
        def one(case: Any) -> None:
            ask(case)

        one()


def measure(cases: int, number: int, fresh: int = 1) -> dict[str, Any]:
    """At least so many over both contracts, from this seed; new chats after so many operations."""
    port = free_port()
    url = f"http://127.0.0.1:{port}"
    every = [one for file in FILES for one in operations(file)]
    run = Run(url, random.Random(number))
    with Server(core=-1, postgres_core=-1, TAMBOUR_BOTS_LISTEN=f"127.0.0.1:{port}") as server:
        people, [bot, *_] = asyncio.run(settle(server, 3 * OWNED))
        each = -(-cases // len(every))
        while run.cases < cases:
            for at, one in enumerate(every):
                if not at % fresh:
                    scene = asyncio.run(build(server, url, people, bot))
                drive(one.made, each, number, partial(run.ask, one, scene))
            each, number = max(2, (cases - run.cases) * 2 // len(every)), number + 1
        log = [line for line in server.log().splitlines() if "failed" in line or "Error" in line]
    run.session.close()
    return {
        "cases": run.cases,
        "operations": len(every),
        "answered 200": sum(n for name, n in run.statuses.items() if name.endswith(" 200")),
        "server errors": len(run.errors),
        "schema violations": len(run.violations),
        "errors": run.errors,
        "violations": run.violations,
        "lines in the log": log[:20],
        "statuses": dict(sorted(run.statuses.items())),
    }


def main() -> None:
    """Print it."""
    parser = arguments(__doc__ or "")
    parser.add_argument("--cases", type=int, default=CASES)
    parser.add_argument("--seed", type=int, default=1)
    args = parse(parser)
    found = measure(300 if args.quick else args.cases, args.seed)
    rows = [(name, value) for name, value in found.items() if isinstance(value, int)]
    text = table(("what", "figure"), rows)
    for part in ("errors", "violations"):
        text += "".join(f"\n\n{what}\n    {how}" for what, how in found[part].items())
    text += "\n\nMended in the contracts:\n" + "\n".join(f"- {m.file} {m.path}: {m.why}" for m in MISTAKES)
    publish("contracts", args, found | {"conditions": {"seed": args.seed}}, text)


if __name__ == "__main__":
    main()
