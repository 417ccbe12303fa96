"""Polls: what may be asked, what may be chosen, what each viewer may know of the result. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from tambour.domain.errors import BadInput, Forbidden, TooLarge
from tambour.domain.ids import Rid, id_of_request
from tambour.domain.messages import PollView
from tambour.domain.text import check_text, units

QUESTION_MAX = 300
OPTION_MAX = 100
OPTIONS_MIN = 2
OPTIONS_MAX = 12


@dataclass(frozen=True, slots=True, kw_only=True)
class Poll:
    """One row of `polls`, and the choice of the person who asks."""

    id: int
    chat: int
    author: int
    question: str
    options: tuple[str, ...]
    tally: tuple[int, ...]
    voters: int = 0
    multiple: bool = False
    anonymous: bool = True
    quiz_answer: int | None = None
    closed: int = 0
    my: tuple[int, ...] = ()

    def view(self) -> PollView:
        """As the person who asks may see it: the right answer of a quiz only after theirs, or at the end."""
        return PollView(
            id=self.id,
            question=self.question,
            options=tuple(zip(self.options, self.tally, strict=True)),
            multiple=int(self.multiple),
            anonymous=int(self.anonymous),
            voters=self.voters,
            closed=int(bool(self.closed)),
            quiz_answer=self.quiz_answer if self.my or self.closed else None,
            my=self.my,
        )

    def for_all(self) -> PollView:
        """As it may be encoded once for everybody."""
        return replace(self, my=()).view()


def ask(
    *,
    user: int,
    rid: int,
    chat: int,
    question: str,
    options: Sequence[str],
    multiple: bool = False,
    anonymous: bool = True,
    quiz_answer: int | None = None,
) -> Poll:
    """A fresh poll; its id follows from who asks under which rid, so a repeat is the same poll. Raises BadInput."""
    if not OPTIONS_MIN <= len(options) <= OPTIONS_MAX:
        raise BadInput("o", f"{OPTIONS_MIN} to {OPTIONS_MAX} options")
    clean = tuple(line(option, "o", OPTION_MAX) for option in options)
    if len(set(clean)) < len(clean):
        raise BadInput("o", "two options are the same")
    if quiz_answer is not None and (multiple or not 0 <= quiz_answer < len(clean)):
        raise BadInput("qa", "a quiz has one right answer among its options")
    return Poll(
        id=id_of_request(user, Rid(rid)),
        chat=chat,
        author=user,
        question=line(question, "q", QUESTION_MAX),
        options=clean,
        tally=(0,) * len(clean),
        multiple=multiple,
        anonymous=anonymous,
        quiz_answer=quiz_answer,
    )


def line(text: str, field: str, most: int) -> str:
    """One clean line of at most so many UTF-16 units."""
    try:
        clean = " ".join(check_text(text)[0].split())
    except BadInput as no:
        raise BadInput(field, no.msg) from no
    if units(clean) > most:
        raise TooLarge("too long", field=field, limit=most)
    return clean


def choose(poll: Poll, choice: Sequence[int]) -> Poll:
    """The poll after its `my` became `choice`; none takes the vote back. Raises BadInput(o), Forbidden."""
    chosen = tuple(sorted(set(choice)))
    if poll.closed:
        raise Forbidden("poll.closed")
    if any(not 0 <= option < len(poll.options) for option in chosen) or (
        len(chosen) > 1 and not poll.multiple
    ):
        raise BadInput("o", "no such choice")
    if poll.quiz_answer is not None and poll.my and chosen != poll.my:
        raise Forbidden("poll.quiz_is_final")
    tally = [votes - (option in poll.my) + (option in chosen) for option, votes in enumerate(poll.tally)]
    voters = poll.voters - bool(poll.my) + bool(chosen)
    return replace(poll, my=chosen, tally=tuple(tally), voters=voters)
