"""Subscriptions of the Bot API, and updates as they travel to webhooks."""

from collections.abc import Sequence

import msgspec

from tambour.domain.bots.bot import Bot
from tambour.edges.botapi.asking import Asked
from tambour.edges.botapi.door import DONE, BotDoor, failure
from tambour.edges.botapi.hearing import TYPES, shown_updates
from tambour.edges.botapi.models.chats import SimpleQueryResult
from tambour.edges.botapi.models.updates import GetSubscriptionsResult, Subscription, SubscriptionRequestBody
from tambour.edges.botapi.refusals import bad
from tambour.edges.botapi.talking import needed
from tambour.ports.bots import News
from tambour.services.bots.hooks import Shown

KNOWN = frozenset(TYPES.values()) | {"dialog_cleared"}
"""What may be asked for: all of both contracts."""


async def get_subscriptions(door: BotDoor, bot: Bot, asked: Asked) -> GetSubscriptionsResult:
    """GET /subscriptions"""
    hooks = await door.store.read.bots.hooks(bot.id)
    return GetSubscriptionsResult(
        subscriptions=[
            Subscription(
                url=one.url,
                time=one.created,
                update_types=None if one.types is None else list(one.types),
                version=one.version or None,
            )
            for one in hooks
        ]
    )


async def post_subscription(door: BotDoor, bot: Bot, asked: Asked) -> SimpleQueryResult:
    """POST /subscriptions"""
    body = asked.read(SubscriptionRequestBody)
    unknown = sorted(set(body.update_types or ()) - KNOWN)
    if unknown:
        raise bad(f"update_types: value not found in enum: {unknown[0][:64]}")
    await door.bots.hooks.subscribe(bot, body.url, body.update_types, body.version or "", body.secret or "")
    return DONE


async def delete_subscription(door: BotDoor, bot: Bot, asked: Asked) -> SimpleQueryResult:
    """DELETE /subscriptions"""
    url = needed(asked, "url")
    return DONE if await door.bots.hooks.unsubscribe(bot, url) else failure("There is no such subscription")


def travelling(door: BotDoor) -> Shown:
    """Updates as a webhook gets them: one object each."""

    async def shown(bot: Bot, news: Sequence[News]) -> list[tuple[int, str, bytes]]:
        kinds = {one.n: TYPES[one.kind] for one in news}
        return [(n, kinds[n], msgspec.json.encode(each)) for n, each in await shown_updates(door, bot, news)]

    return shown
