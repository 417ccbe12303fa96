"""One turn of a talk with Drum: from what a person said and where they were, to what is done and answered. Pure.

A person's place in the conversation is a Step. What changes anything is an Act, carried out by services/bots/drum.py in
the same transaction that keeps the next step and the answers; `after` says what is answered then.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

import msgspec

from tambour.domain.bots.bot import COMMANDS_MAX, Bot
from tambour.domain.bots.drum.words import WORDS
from tambour.domain.bots.keyboard import Button

HeardKind = Literal["start", "text", "photo", "press", "other"]
ActKind = Literal[
    "make", "name", "username", "about", "commands", "app", "photo", "token", "hear", "write", "delete"
]
DRUM_ID = 1000
"""The account of Drum on every server; all other ids are made by adapters/ids.py and far above."""
DRUM_NAME = "drum"
TOKEN = "{token}"  # noqa: S105  (a place, no token)
"""Stands in what is kept of an answer: the token itself is put in when it is sent."""
FIELDS: dict[str, ActKind] = {
    "name": "name",
    "user": "username",
    "about": "about",
    "cmds": "commands",
    "app": "app",
}
"""Buttons that ask for a text, and what is done with it."""
SKIP = "-"


class Step(msgspec.Struct, frozen=True, omit_defaults=True):
    """Where a person is: what is asked of them ('' nothing), about which bot, and the name given before."""

    at: str = ""
    bot: int = 0
    name: str = ""


HERE = Step()
"""Nothing is asked."""


class Say(msgspec.Struct, frozen=True, omit_defaults=True):
    """One answer. `edit`: in place of the message whose button was pressed. `code`: a line to be copied, set apart."""

    text: str
    rows: tuple[tuple[Button, ...], ...] = ()
    edit: bool = False
    code: str = ""


@dataclass(frozen=True, slots=True)
class Heard:
    """`text`: words, the payload of a button or of a link, or the id of a picture."""

    kind: HeardKind
    text: str = ""


@dataclass(frozen=True, slots=True)
class Act:
    """A change that was asked for."""

    kind: ActKind
    bot: int = 0
    text: str = ""
    name: str = ""
    commands: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Turn:
    """What comes of it. `notice`: shown for a moment to who pressed. `erase`: the message with the button goes."""

    step: Step = HERE
    says: tuple[Say, ...] = ()
    act: Act | None = None
    notice: str = ""
    erase: bool = False


def turn(lang: str, step: Step, heard: Heard, bots: Sequence[Bot]) -> Turn:
    """`bots`: those of this person; nobody reaches another's."""
    w = WORDS[lang]
    if heard.kind == "press":
        return pressed(w, heard.text, bots)
    word, _, rest = heard.text.strip().partition(" ")
    if step.at == "cmds" and heard.kind == "text" and len(heard.text.split()) > 1:
        return answered(w, step, heard.text.strip())  # a list of commands begins with a slash, too
    if heard.kind == "start" or word == "/start":
        wanted = heard.text if heard.kind == "start" else rest
        return Turn(Step("name"), (Say(w["ask_name"]),)) if wanted == "new" else hello(w)
    if heard.kind == "text" and word.startswith("/"):
        return told(w, step, word[1:].partition("@")[0].lower(), bots)
    if not step.at:
        return hello(w)
    if step.at == "photo":
        if heard.kind != "photo":
            return Turn(step, (Say(w["ask_photo"]),))
        return Turn(HERE, act=Act("photo", step.bot, heard.text))
    if heard.kind != "text" or not heard.text.strip():
        return Turn(step, (Say(w["want_text"]),))
    return answered(w, step, heard.text.strip())


def hello(w: dict[str, str]) -> Turn:
    """Who Drum is."""
    rows = ((call(w["new"], "new", "positive"), call(w["list"], "list")),)
    return Turn(HERE, (Say(w["hello"], rows),))


def told(w: dict[str, str], step: Step, command: str, bots: Sequence[Bot]) -> Turn:
    """A command."""
    if command == "newbot":
        return Turn(Step("name"), (Say(w["ask_name"]),))
    if command == "mybots":
        return Turn(HERE, (listed(w, bots),))
    if command == "cancel":
        return Turn(HERE, (Say(w["cancelled"] if step.at else w["nothing"]),))
    if command == "help":
        return hello(w)
    return Turn(step, (Say(w["unknown"]),))


def answered(w: dict[str, str], step: Step, text: str) -> Turn:
    """A text that was asked for."""
    if step.at == "name" and not step.bot:
        return Turn(Step("handle", name=text), (Say(w["ask_handle"], ((call(w["skip"], "skip"),),)),))
    if step.at == "handle":
        return Turn(step, act=Act("make", text="" if text == SKIP else text, name=step.name))
    if step.at == "cmds":
        return Turn(step, act=Act("commands", step.bot, commands=() if text == SKIP else commands_in(text)))
    return Turn(step, act=Act(FIELDS[step.at], step.bot, "" if text == SKIP else text))


def pressed(w: dict[str, str], payload: str, bots: Sequence[Bot]) -> Turn:
    """A button; its payload is VERB or VERB:BOT."""
    verb, _, number = payload.partition(":")
    if verb == "new":
        return Turn(Step("name"), (Say(w["ask_name"]),))
    if verb == "hide":
        return Turn(erase=True, notice=w["hidden"])
    if verb == "skip":
        return Turn(Step("skip"))
    bot = next((one for one in bots if str(one.id) == number), None)
    if verb == "list" or bot is None:
        return Turn(HERE, (edited(listed(w, bots)),), notice="" if verb == "list" else w["gone"])
    if verb == "bot":
        return Turn(HERE, (edited(card(w, bot)),))
    if verb in FIELDS or verb == "photo":
        return Turn(Step(verb, bot.id), (Say(w[f"ask_new_{verb}"].replace("{name}", bot.name)),))
    if verb in ("token", "del"):
        return Turn(HERE, (edited(question(w, verb, bot)),))
    acts: dict[str, ActKind] = {"token!": "token", "del!": "delete", "hear": "hear", "write": "write"}
    return Turn(HERE, act=Act(acts[verb], bot.id)) if verb in acts else Turn(HERE, (listed(w, bots),))


def after(lang: str, act: Act, bot: Bot, bots: Sequence[Bot]) -> Turn:
    """It was done; `bot` as it is now, or was."""
    w = WORDS[lang]
    name = bot.name
    if act.kind in ("make", "token"):
        rows = (
            (Button(kind="clipboard", text=w["copy"], payload=TOKEN), call(w["hide"], "hide")),
            (call(w["settings"], f"bot:{bot.id}"),),
        )
        words = w["made" if act.kind == "make" else "renewed"].replace("{name}", name)
        return Turn(HERE, (Say(words, rows[:1], code=TOKEN), card(w, bot)))
    if act.kind == "delete":
        return Turn(
            Step(), (edited(listed(w, [one for one in bots if one.id != bot.id])),), notice=w["deleted"]
        )
    if act.kind == "hear":
        return Turn(HERE, (edited(card(w, bot)),), notice=w["hears_all" if bot.read_all else "hears_some"])
    if act.kind == "write":
        return Turn(HERE, (edited(card(w, bot)),), notice=w["writes" if bot.constructs else "writes_not"])
    return Turn(HERE, (Say(w["changed"]), card(w, bot)))


def refused(lang: str, step: Step, why: str) -> Turn:
    """It could not be done; the person may try once more."""
    w = WORDS[lang]
    return Turn(step, (Say(w.get(f"no_{why}", w["no"])),), notice="")


def suspended(lang: str, name: str, on: bool) -> Say:
    """What the owner of a bot hears when moderation stops it, or lets it go on."""
    return Say(WORDS[lang]["suspended" if on else "restored"].replace("{name}", name))


def listed(w: dict[str, str], bots: Sequence[Bot]) -> Say:
    """All of a person's bots."""
    rows = tuple((call(label(bot), f"bot:{bot.id}"),) for bot in bots)
    return Say(w["bots" if bots else "no_bots"], (*rows, (call(w["new"], "new", "positive"),)))


def card(w: dict[str, str], bot: Bot) -> Say:
    """One bot and what can be changed about it."""
    lines = [label(bot)]
    if bot.suspended_until:
        lines.append(w["is_suspended"])
    lines += ["", bot.about or w["no_about"]]
    if bot.commands:
        lines += ["", *(f"/{one.name}" + (f" – {one.about}" if one.about else "") for one in bot.commands)]
    lines += ["", w["hears_all" if bot.read_all else "hears_some"]]
    lines += [w["writes"]] if bot.constructs else []
    lines += [f"{w['f_app']}: {bot.app}"] if bot.app else []
    id = bot.id
    rows = (
        (call(w["f_name"], f"name:{id}"), call(w["f_user"], f"user:{id}")),
        (call(w["f_about"], f"about:{id}"), call(w["f_photo"], f"photo:{id}")),
        (call(w["f_cmds"], f"cmds:{id}"), call(w["hear_some" if bot.read_all else "hear_all"], f"hear:{id}")),
        (
            call(w["write_off" if bot.constructs else "write_on"], f"write:{id}"),
            call(w["f_app"], f"app:{id}"),
        ),
        (call(w["f_token"], f"token:{id}"), call(w["f_del"], f"del:{id}", "negative")),
        (call(w["back"], "list"),),
    )
    return Say("\n".join(lines), rows)


def question(w: dict[str, str], verb: str, bot: Bot) -> Say:
    """Before what cannot be taken back."""
    rows = ((call(w[f"yes_{verb}"], f"{verb}!:{bot.id}", "negative"), call(w["back"], f"bot:{bot.id}")),)
    return Say(w[f"q_{verb}"].replace("{name}", bot.name), rows)


def label(bot: Bot) -> str:
    """Shown name and public name."""
    return f"{bot.name} (@{bot.username})" if bot.username else bot.name


def call(text: str, payload: str, intent: str = "default") -> Button:
    """A button that tells Drum."""
    return Button(kind="callback", text=text[:128], payload=payload, intent=intent)


def edited(say: Say) -> Say:
    """The same in place of the message whose button was pressed."""
    return msgspec.structs.replace(say, edit=True)


def commands_in(text: str) -> tuple[tuple[str, str], ...]:
    """One a line: `name – what it does`, with any dash or none; the rules are checked where they are kept."""
    found = []
    for line in text.splitlines()[: COMMANDS_MAX + 1]:
        name, _, about = line.strip().partition(" ")
        if name:
            found.append((name, about.strip().lstrip("–—-: ").strip()))
    return tuple(found)
