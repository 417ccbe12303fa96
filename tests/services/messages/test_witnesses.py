"""Who read a message, who reacted, and who chose what: told to those who may know, and to nobody else."""

from tambour.domain.polls import ask
from tambour.services.messages import witnesses
from tests.services.messages.conftest import ANA, BEN, CEM, CHANNEL, DIALOG, DORA, EVE, GROUP, refused


async def pose(town, **more):
    rid = town.rid()
    poll = ask(user=ANA, rid=rid, chat=GROUP, question="Tea?", options=["yes", "no", "maybe"], **more)
    command = await town.room.compose(user=ANA, chat=GROUP, rid=rid, text="", poll=poll)
    return (await town.accept.send(command)).seq


async def test_the_author_learns_who_has_read_and_everybody_who_reacted(town):
    seq = await town.say(ANA, GROUP, "tea at five")
    await town.room.marks.read(BEN, GROUP, seq)
    await town.say(CEM, GROUP, "fine")  # whoever answers has read
    await town.room.reactions.react(DORA, GROUP, seq, "👍")
    who = town.room.witnesses.of_message

    assert await who(ANA, GROUP, seq, 0) == {"rx": [(DORA, "👍")], "read": [BEN, CEM]}
    assert await who(BEN, GROUP, seq, 0) == {"rx": [(DORA, "👍")]}


async def test_who_came_later_is_no_reader_and_large_groups_tell_none(town):
    seq = await town.say(ANA, GROUP, "long ago")
    await town.sql("INSERT INTO users (id, name, created) VALUES (16, 'Fay', 1)")
    later = town.clock.now() + 1
    await town.sql(
        "INSERT INTO members (user_id, chat_id, joined, read_seq) VALUES (16, $1, $2, $3)", GROUP, later, seq
    )
    who = town.room.witnesses.of_message
    assert (await who(ANA, GROUP, seq, 0))["read"] == []

    await town.sql("UPDATE chats SET members = $2 WHERE id = $1", GROUP, witnesses.READERS_SHOWN_MAX + 1)
    assert "read" not in await who(ANA, GROUP, seq, 0)


async def test_many_reactions_come_in_pages_without_hole_or_double(town, monkeypatch):
    monkeypatch.setattr(witnesses, "PAGE", 2)
    seq = await town.say(ANA, GROUP, "tea at five")
    for user in (ANA, BEN, CEM, DORA):
        await town.room.reactions.react(user, GROUP, seq, "👍")
    who, found, after = town.room.witnesses.of_message, [], 0

    while True:
        page = await who(CEM, GROUP, seq, after)
        found += [user for user, _ in page["rx"]]
        if not (after := page.get("next", 0)):
            break

    assert found == [ANA, BEN, CEM, DORA]


async def test_strangers_readers_of_channels_and_removed_messages_are_told_nothing(town):
    seq, post = await town.say(ANA, GROUP, "words"), await town.say(ANA, CHANNEL, "post")
    who = town.room.witnesses.of_message

    assert await refused(who(EVE, GROUP, seq, 0)) == "NOT_FOUND"
    assert await refused(who(CEM, CHANNEL, post, 0)) == "FORBIDDEN channel.unseen"
    assert await refused(who(EVE, CHANNEL, post, 0)) == "FORBIDDEN chat.not_a_member"
    await town.sql("UPDATE messages SET flags = flags | 4 WHERE chat_id = $1 AND seq = $2", GROUP, seq)
    assert await refused(who(ANA, GROUP, seq, 0)) == "NOT_FOUND"


async def test_an_open_poll_tells_who_chose_what_to_those_who_have_voted(town):
    seq = await pose(town, anonymous=False, multiple=True)
    who = town.room.witnesses.of_poll
    await town.room.voting.vote(CEM, GROUP, seq, [0, 2])
    assert await refused(who(BEN, GROUP, seq, 0)) == "FORBIDDEN poll.vote_first"

    await town.room.voting.vote(BEN, GROUP, seq, [1])

    assert await who(BEN, GROUP, seq, 0) == {"votes": [(BEN, (1,)), (CEM, (0, 2))]}
    await town.room.voting.close(ANA, GROUP, seq)
    assert (await who(DORA, GROUP, seq, 0))["votes"] == [(BEN, (1,)), (CEM, (0, 2))]


async def test_a_secret_poll_tells_nobody_and_an_open_one_only_where_it_was_asked(town):
    secret, seq = await pose(town), await pose(town, anonymous=False)
    who = town.room.witnesses.of_poll
    for poll in (secret, seq):
        await town.room.voting.vote(ANA, GROUP, poll, [0])
    await town.room.forwarding.forward(ANA, GROUP, [seq], DIALOG, town.rid(), hide=False)
    said = await town.say(ANA, GROUP, "no poll")

    assert await refused(who(ANA, GROUP, secret, 0)) == "FORBIDDEN poll.anonymous"
    assert await refused(who(ANA, DIALOG, 1, 0)) == "FORBIDDEN poll.elsewhere"
    assert await refused(who(ANA, GROUP, said, 0)) == "NOT_FOUND"
