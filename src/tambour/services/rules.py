"""The keepers of rules: write, try on the month before, judge what it found, let on, take back. All in the ledger."""

import logging
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Literal

from tambour.domain.errors import BadInput, Conflict, NotFound
from tambour.moderation.ledger.entries import Payload
from tambour.moderation.rules.life import (
    NEXT,
    OwnRule,
    Record,
    agreed,
    declined,
    demoted,
    lacking,
    named,
    retired,
    rewritten,
    shadowed,
    source_hash,
    wanted,
)
from tambour.moderation.rules.reading import SOURCE_MAX, read_rules
from tambour.moderation.rules.report import Report
from tambour.moderation.rules.values import Problem
from tambour.moderation.staff import need
from tambour.moderation.text.terms import MakeFind
from tambour.pipeline.rules import CATEGORIES
from tambour.ports.outside import Clock, Ids
from tambour.ports.rules import Place, Told
from tambour.ports.store import Store, Tx

KEEPS, SECONDS = "case.decide", "second.approve"
"""As of the bank: whoever may decide about messages may write rules; agreeing as the second is a right of its own."""
RULES_MAX = 500
HITS_SHOWN = 50
VERDICTS = ("harmful", "harmless")
SYSTEM = 0
"""Nobody: what the program does by itself."""

log = logging.getLogger(__name__)
Verb = Literal["shadow", "ask", "agree", "decline", "retire"]


@dataclass(frozen=True, slots=True, kw_only=True)
class RulePage:
    """One rule with everything that is known of it. `lacks`: why it may not go on yet."""

    rule: OwnRule
    problems: list[Problem]
    report: Report
    failed: str
    waiting: bool
    sample: list[Told]
    hits: list[Told]
    record: Record
    lacks: list[str]
    names: dict[int, str]


@dataclass(frozen=True, slots=True)
class Rules:
    """Use cases of staff."""

    store: Store
    clock: Clock
    ids: Ids
    make_patterns: MakeFind

    async def allowed(self, tx: Tx, user: int, *more: str) -> None:
        """Raises Forbidden."""
        need(await tx.cases.staff(user, self.clock.now()), KEEPS, *more)

    def check(self, source: str) -> list[Problem]:
        """What is wrong with a source."""
        return read_rules(source, self.make_patterns, CATEGORIES)[1]

    async def shown(self, user: int) -> tuple[list[OwnRule], dict[int, Record], dict[int, str]]:
        """All, newest first, what became of their findings, and the names of their authors. Raises Forbidden."""
        async with self.store.writing() as tx:
            await self.allowed(tx, user)
            rules = await tx.rules.all()
            names = await tx.cases.names(sorted({who for rule in rules for who in people(rule)}))
            return rules, await tx.rules.records([rule.id for rule in rules]), names

    async def page(self, user: int, rule_id: int) -> RulePage:
        """Raises Forbidden, NotFound."""
        async with self.store.writing() as tx:
            await self.allowed(tx, user)
            rule = await found(tx, rule_id)
            report, failed = await tx.rules.report(rule.id, rule.version)
            record = (await tx.rules.records([rule.id]))[rule.id]
            return RulePage(
                rule=rule,
                problems=self.check(rule.source),
                report=report,
                failed=failed,
                waiting=report.began > 0 and not report.complete and not failed,
                sample=await tx.rules.sample(rule.id, rule.version),
                hits=await tx.rules.hits(rule.id, HITS_SHOWN),
                record=record,
                lacks=lacking(report, record, NEXT[rule.state]) if rule.state in NEXT else [],
                names=await tx.cases.names(sorted(people(rule))),
            )

    async def add(self, user: int, name: str, source: str) -> OwnRule:
        """A draft, with mistakes or without. Raises BadInput, Conflict(rule.known), Forbidden."""
        now = self.clock.now()
        rule = OwnRule(
            id=self.ids.new(),
            name=named(name),
            source=sized(source),
            sound=not self.check(source),
            author=user,
            created=now,
            changed=now,
        )
        async with self.store.writing() as tx:
            await self.allowed(tx, user)
            await tx.bank.moved()
            if len(await tx.rules.all()) >= RULES_MAX:
                raise BadInput("rules", limit=RULES_MAX)
            if not await tx.rules.add(rule):
                raise Conflict("there is one of this name", why="rule.known")
            await self.note(tx, user, "rule.add", rule)
        return rule

    async def save(self, user: int, rule_id: int, name: str, source: str) -> OwnRule:
        """Write it anew; a changed source is a draft again. Raises as `add`, NotFound."""
        sound = not self.check(sized(source))
        return await self.turn(
            user, rule_id, "rule.save", lambda rule: rewritten(rule, name, source, sound, user)
        )

    async def try_out(self, user: int, rule_id: int) -> None:
        """Ask for a back-test; the worker begins at once. Raises Conflict(rule.state) for a source with mistakes."""
        async with self.store.writing() as tx:
            rule = await self.held(tx, user, rule_id)
            if not rule.sound or rule.state == "retired":
                raise Conflict("it cannot be run", why="rule.state")
            report, failed = await tx.rules.report(rule.id, rule.version)
            if report.began and not report.complete and not failed:
                return
            if rule.state != "draft":
                raise Conflict("its report let it on", why="rule.state")
            await tx.rules.ask_test(rule, user, self.clock.now())
            await self.note(tx, user, "rule.try", rule)

    async def judge(self, user: int, rule_id: int, place: Place, verdict: str) -> None:
        """Say of one hit of the sample whether it was harmful. Raises BadInput, NotFound."""
        if verdict not in VERDICTS:
            raise BadInput("verdict")
        async with self.store.writing() as tx:
            await self.allowed(tx, user)
            rule = await found(tx, rule_id)
            if not await tx.rules.judge(rule.id, rule.version, place, verdict, user, self.clock.now()):
                raise NotFound("not in the sample")

    async def step(self, user: int, rule_id: int, verb: Verb) -> OwnRule:
        """Into the shadow; ask for the next state; agree; decline; retire.

        Raises Conflict(rule.…) where the rule has not earned it, Forbidden(rule.second) for the same two eyes twice.
        """
        if verb == "agree":
            return await self.turn(user, rule_id, "rule.agree", lambda rule: agreed(rule, user), SECONDS)
        if verb == "decline":
            return await self.turn(user, rule_id, "rule.decline", declined)
        if verb == "retire":
            return await self.turn(user, rule_id, "rule.retire", retired)
        async with self.store.writing() as tx:
            rule = await self.held(tx, user, rule_id)
            report, _ = await tx.rules.report(rule.id, rule.version)
            record = (await tx.rules.records([rule.id]))[rule.id]
            if verb == "shadow":
                return await self.put(tx, user, "rule.shadow", shadowed(rule, report))
            return await self.put(tx, user, "rule.ask", wanted(rule, report, record, user))

    async def turn(
        self, user: int, rule_id: int, verb: str, change: Callable[[OwnRule], OwnRule], *more: str
    ) -> OwnRule:
        """One change of one rule."""
        async with self.store.writing() as tx:
            rule = await self.held(tx, user, rule_id, *more)
            return await self.put(tx, user, verb, change(rule))

    async def held(self, tx: Tx, user: int, rule_id: int, *more: str) -> OwnRule:
        """The rule, for somebody who may change it. Changes come one after the other: `moved` locks."""
        await self.allowed(tx, user, *more)
        await tx.bank.moved()
        return await found(tx, rule_id)

    async def put(self, tx: Tx, user: int, verb: str, rule: OwnRule) -> OwnRule:
        """Write it down. Raises Conflict(rule.known)."""
        rule = replace(rule, changed=self.clock.now())
        if not await tx.rules.change(rule):
            raise Conflict("there is one of this name", why="rule.known")
        await self.note(tx, user, verb, rule)
        return rule

    async def note(self, tx: Tx, user: int, verb: str, rule: OwnRule) -> None:
        """Every process loads anew; the ledger says who did what to which source."""
        tx.shout(k="bank")
        facts: Payload = {"state": rule.state, "version": rule.version, "source": source_hash(rule)}
        await tx.cases.seal(user, verb, f"rule:{rule.id}", facts, self.clock.now())

    async def demote_failing(self) -> None:
        """Rules whose cases were found harmless too often go back to the shadow, by themselves."""
        loud = [rule for rule in await self.store.read.rules.all() if rule.state in ("canary", "live")]
        if not loud:
            return
        records = await self.store.read.rules.records([rule.id for rule in loud])
        for rule in loud:
            if records[rule.id].fails:
                await self.demote(rule.id)

    async def demote(self, rule_id: int) -> None:
        """Unless somebody was quicker."""
        async with self.store.writing() as tx:
            await tx.bank.moved()
            rule = await found(tx, rule_id)
            record = (await tx.rules.records([rule.id]))[rule.id]
            if rule.state in ("canary", "live") and record.fails:
                log.warning("rule %d goes back to the shadow", rule.id)
                await self.put(tx, SYSTEM, "rule.demote", demoted(rule, "refuted"))


async def found(tx: Tx, rule_id: int) -> OwnRule:
    """Raises NotFound."""
    rules = await tx.rules.all(ids=[rule_id])
    if not rules:
        raise NotFound("no such rule")
    return rules[0]


def people(rule: OwnRule) -> set[int]:
    """Everybody whose name stands beside it."""
    return {who for who in (rule.author, rule.asked_by, rule.second_by) if who}


def sized(source: str) -> str:
    """Raises BadInput(source): what is longer is not even kept."""
    if len(source) > SOURCE_MAX:
        raise BadInput("source", limit=SOURCE_MAX)
    return source.replace("\r\n", "\n")
