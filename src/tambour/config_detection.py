"""Settings of detection, and what a part of the tree of settings is: see config.py, which holds the tree."""

from typing import Annotated, Literal

import msgspec
from msgspec import Meta

from tambour.ports.trouble import Trouble

LANGUAGES = ("rus", "eng", "ara", "fra", "deu", "tur", "spa")
"""Words in pictures can be read in these, as Tesseract calls them."""


class Section(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Base of all parts of the tree."""


class Classifying(Section, frozen=True):
    """Who guesses at what is said in public chats. A guess orders the desk's queue and does nothing else."""

    kind: Annotated[
        Literal["none", "light", "openai"],
        Meta(
            description="`light`: the small model that `tambour detect train` makes; `openai`: `POST"
            " URL/chat/completions`, as many servers of language models speak it; `none`: nobody."
        ),
    ] = "none"
    url: Annotated[
        str,
        Meta(description="`openai`: base address of the service, up to `/v1`. It is sent public messages."),
    ] = ""
    key: Annotated[str, Meta(description="Its API key, if it wants one.")] = ""
    model: Annotated[str, Meta(description="The name of the model there.")] = ""
    reach: Annotated[
        Literal["public", "any"],
        Meta(description="`any`: the service may also be in your own network, or on this machine."),
    ] = "public"
    timeout_s: Annotated[
        float, Meta(ge=0.1, le=30, description="Seconds until an answer is given up; it is asked for again.")
    ] = 10.0


class Hearing(Section, frozen=True):
    """Words that are spoken in voice messages and films of public chats, where this machine can hear them."""

    mode: Annotated[
        Literal["off", "shadow", "live"],
        Meta(
            description="`shadow`: what is found in them is counted at its entry of the bank, and asks nobody;"
            " `live`: it may ask a person to look; `off`: nothing is listened to. Needs `make hearing`; how well it"
            " hears is told in docs/detection-measured.md."
        ),
    ] = "shadow"


class Reading(Section, frozen=True):
    """Words that stand in pictures and films of public chats, where this machine can read them."""

    languages: Annotated[
        str,
        Meta(
            description="Languages in which words in pictures are read, with commas between them, as Tesseract calls"
            " them; those of which this machine has the data are used, and `tambour doctor` says which it has not."
            " French, German, Turkish and Spanish cost something only where Latin letters stand; empty: nothing is"
            " read."
        ),
    ] = ", ".join(LANGUAGES)

    @property
    def chosen(self) -> tuple[str, ...]:
        """Each once. Raises Trouble."""
        named = tuple(dict.fromkeys(one.strip() for one in self.languages.split(",") if one.strip()))
        if unknown := [one for one in named if one not in LANGUAGES]:
            raise Trouble(
                f"reading.languages names `{unknown[0]}`, which is not known",
                f"known are {', '.join(LANGUAGES)}",
            )
        return named


class Holding(Section, frozen=True):
    """Posts that an entry of the bank holds until somebody of the desk has looked."""

    hours: Annotated[
        float,
        Meta(ge=0.02, le=96, description="How long such a post waits for the desk, in hours."),
    ] = 4.0
    then: Annotated[
        Literal["pass", "drop"],
        Meta(
            description="What becomes of it when nobody has looked by then. `pass`: it is published and becomes a case,"
            " so that whoever speaks does not pay for a desk that sleeps; `drop`: it is not, and its writer is told."
        ),
    ] = "pass"

    @property
    def wait_ms(self) -> int:
        """The same in milliseconds."""
        return int(self.hours * 3_600_000)
