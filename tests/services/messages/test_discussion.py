"""Comments under a channel's posts: copies in the group, exact counts, whose rights apply, what follows a post."""

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from tambour.domain.rights import May
from tambour.pipeline.enforce import hide, show
from tambour.services.accounts.passwords import Passwords
from tambour.services.chats.rooms import open_chats
from tambour.services.chats.settings import Edit
from tambour.services.limits import Limits
from tests.services.messages.conftest import ANA, BEN, CEM, CHANNEL, DORA, EVE, GROUP, refused

TALK = 201


@pytest.fixture
async def linked(town):
    """A public group of Ana's, with Dora in it, linked to her channel; Cem and Eve are not in the group."""
    await town.add_chat(TALK, "group", {ANA: ("owner", 0), DORA: ("member", 0)}, title="Talk", public=True)
    limits = Limits(town.store, town.clock)
    town.chats = open_chats(
        town.store, town.clock, town.ids, limits, Passwords(town.store, town.clock, limits), base="https://x"
    )
    await town.chats.linking.link(ANA, CHANNEL, TALK)
    return town


async def work(town):
    """The loop has heard everything, and had its turn."""
    discussion = town.room.discussion
    for nudge in town.heard:
        discussion.hear(nudge)
    town.heard.clear()
    await discussion.turn()


async def post(town, text="A post", author=ANA):
    """A post with its copy: (its seq, the copy's seq)."""
    seq = await town.say(author, CHANNEL, text)
    await work(town)
    thread = await town.store.read.threads.of_post(CHANNEL, seq)
    return seq, thread.root


async def comment(town, user, root, text="A comment"):
    command = await town.room.compose(user=user, chat=TALK, rid=town.rid(), text=text, reply=root)
    return (await town.accept.send(command)).seq


async def shown_count(town, seq, viewer=CEM):
    """What a reader of the channel sees beside the post."""
    return (await town.get(viewer, CHANNEL, seq)).comments


async def thread(town, user, seq, chat=CHANNEL, **how):
    how = {"start": 0, "direction": "up", "size": 50} | how
    return await town.room.threads.window(user, chat, seq, **how)


async def test_a_post_is_copied_into_the_group_and_its_comments_are_counted(linked):
    seq, root = await post(linked, "What do you think? #tea")

    copy = await linked.get(DORA, TALK, root)
    assert (copy.sender, copy.text, copy.source.chat, copy.source.seq, copy.source.name) == (
        0, "What do you think? #tea", CHANNEL, seq, "Drum",
    )  # fmt: skip
    assert await shown_count(linked, seq) == 1

    first = await comment(linked, DORA, root, "Much")
    answer = await comment(linked, ANA, first, "Why?")
    await work(linked)

    window = await thread(linked, CEM, seq)
    assert [(m.seq, m.thread, m.text) for m in window.messages] == [
        (first, root, "Much"), (answer, root, "Why?"),
    ]  # fmt: skip
    assert (window.chat, window.seq, window.root.text, window.comments) == (TALK, root, copy.text, 2)
    assert await shown_count(linked, seq) == 3
    assert linked.transient("cm")[-1] == {"k": "cm", "c": CHANNEL, "v": [[seq, 3]]}


async def test_what_is_said_beside_a_thread_belongs_to_none(linked):
    seq, _ = await post(linked)
    plain = await linked.say(DORA, TALK, "hello all")

    await comment(linked, ANA, plain, "hello Dora")

    assert await shown_count(linked, seq) == 1
    assert (await thread(linked, CEM, seq)).messages == ()


async def test_a_post_is_copied_once_by_two_workers_and_after_a_crash(linked):
    seq = await linked.say(ANA, CHANNEL, "Once")
    discussion = linked.room.discussion
    add = linked.store.read.threads.__class__.add

    async def crash(self, thread):
        raise KeyboardInterrupt

    linked.store.read.threads.__class__.add = crash
    try:
        with pytest.raises(KeyboardInterrupt):
            await discussion.turn(whole=True)
    finally:
        linked.store.read.threads.__class__.add = add
    await discussion.turn(whole=True)
    await discussion.turn(whole=True)

    assert await linked.sql("SELECT count(*) FROM messages WHERE chat_id = $1", TALK) == 1
    assert await shown_count(linked, seq) == 1


async def test_a_guest_comments_in_a_public_group_and_mends_their_own_words_only(linked):
    seq, root = await post(linked)

    mine = await comment(linked, EVE, root, "From outside")
    assert await shown_count(linked, seq) == 2
    assert await refused(linked.say(EVE, TALK, "without a thread")) == "FORBIDDEN chat.not_a_member"
    await linked.room.changes.edit(EVE, TALK, mine, text="Mended", entities=[], seen=1)
    theirs = await comment(linked, DORA, root)
    assert await refused(linked.room.changes.delete(EVE, TALK, [theirs])) == "FORBIDDEN message.not_yours"
    assert (
        await refused(linked.room.changes.pin(EVE, TALK, mine, silent=True)) == "FORBIDDEN chat.not_a_member"
    )

    await linked.room.changes.delete(EVE, TALK, [mine])
    assert await shown_count(linked, seq) == 2


async def test_the_groups_rules_apply_to_guests_at_once(linked):
    _, root = await post(linked)
    await comment(linked, EVE, root)

    await linked.chats.ranks.ban(ANA, TALK, EVE)
    assert await refused(comment(linked, EVE, root)) == "FORBIDDEN chat.not_a_member"

    await linked.chats.ranks.unban(ANA, TALK, EVE)
    await linked.sql("UPDATE chats SET slow_s = 60, gen = gen + 1 WHERE id = $1", TALK)
    linked.clock.turn(ms=61_000)
    await comment(linked, EVE, root)
    assert (await refused(comment(linked, EVE, root))).startswith("SLOWMODE")

    linked.clock.turn(ms=61_000)
    await linked.sql("UPDATE chats SET permissions = $2, gen = gen + 1 WHERE id = $1", TALK, int(May.REACT))
    assert await refused(comment(linked, EVE, root)) == "FORBIDDEN chat.not_permitted"


async def test_in_a_private_group_only_members_comment_and_read(linked):
    await linked.sql("UPDATE chats SET is_public = false, gen = gen + 1 WHERE id = $1", TALK)
    seq, root = await post(linked)

    await comment(linked, DORA, root)
    assert await refused(comment(linked, EVE, root)) == "FORBIDDEN chat.not_a_member"
    assert (await refused(thread(linked, CEM, seq))).startswith("NOT_FOUND")
    assert await shown_count(linked, seq) == 2


async def test_the_copy_follows_its_post(linked):
    seq, root = await post(linked, "Wrods")

    await linked.room.changes.edit(ANA, CHANNEL, seq, text="Words", entities=[], seen=1)
    await work(linked)
    assert (await linked.get(DORA, TALK, root)).text == "Words"
    assert [e.seq for e in linked.events("e") if e.chat == TALK] == [root]

    await linked.room.changes.delete(ANA, CHANNEL, [seq])
    await work(linked)
    assert await linked.get(DORA, TALK, root) is None
    assert [e.data for e in linked.events("d") if e.chat == TALK] == [{"s": [root]}]
    assert await refused(comment(linked, EVE, root)) == "FORBIDDEN chat.not_a_member"
    assert (await refused(thread(linked, CEM, seq))).startswith("NOT_FOUND")


async def test_a_copy_reads_nobodys_messages_and_wakes_nobody(linked):
    await linked.say(DORA, TALK, "unread by Ana")
    _, root = await post(linked)

    row = await linked.store.read.chat_lists.rows(ANA, [TALK], now=linked.clock.now())
    assert row[0].chat.last_seq == root
    assert row[0].member.read_seq == 0
    assert (await linked.get(DORA, TALK, root)).silent == 1


async def test_what_a_protected_channel_says_is_not_forwarded_from_the_group(linked):
    _, root = await post(linked)
    mine = await comment(linked, DORA, root)
    await linked.chats.settings.edit(ANA, CHANNEL, Edit(protect=True))

    forward = linked.room.forwarding.forward
    assert (
        await refused(forward(DORA, TALK, [root], GROUP, linked.rid(), hide=False))
        == "FORBIDDEN chat.protected"
    )
    assert (await forward(DORA, TALK, [mine], GROUP, linked.rid(), hide=False))["s"]


async def test_linking_needs_a_right_in_both_and_happens_once(linked):
    link = linked.chats.linking.link
    await linked.add_chat(202, "group", {ANA: ("owner", 0)})
    assert await refused(link(ANA, CHANNEL, 202)) == "FORBIDDEN chat.linked_elsewhere"
    assert await refused(link(ANA, CHANNEL, CHANNEL)) == "BAD linked"
    assert await refused(link(ANA, 202, TALK)) == "BAD linked"
    assert await refused(link(DORA, TALK, 0)) == "FORBIDDEN chat.no_right"

    await link(ANA, TALK, 0)
    await link(ANA, TALK, 0)
    assert await refused(link(BEN, CHANNEL, GROUP)) == "FORBIDDEN chat.no_right"
    await linked.sql("UPDATE chats SET flags = '{\"hide_history\": true}' WHERE id = 202")
    assert await refused(link(ANA, CHANNEL, 202)) == "FORBIDDEN chat.history_hidden"
    await link(ANA, TALK, CHANNEL)
    told = [e.data["ch"]["li"] for e in linked.events("c") if e.chat == CHANNEL]
    assert told == [TALK, 0, TALK]


async def test_a_group_that_is_deleted_leaves_its_channel_alone(linked):
    seq, _ = await post(linked)
    await linked.chats.ending.delete(ANA, TALK)

    assert (await linked.store.read.chats.get(CHANNEL)).linked == 0
    assert await shown_count(linked, seq) == 0


@settings(max_examples=40, deadline=None)
@given(
    st.lists(
        st.tuples(st.sampled_from(["say", "delete", "remove", "restore"]), st.integers(0, 5)),
        min_size=4,
        max_size=20,
    )
)
@example([("say", 0), ("remove", 0), ("restore", 0), ("remove", 0), ("delete", 0), ("say", 1)])
async def test_law_the_count_is_what_can_be_seen(linked, steps):
    """Whatever is said, deleted, removed and restored in whatever order."""
    seq, root = await post(linked)
    said, hidden = [], {}
    for what, pick in steps:
        if what == "say":
            said.append(await comment(linked, DORA, [root, *said][pick % (1 + len(said))]))
        elif said:
            target = said[pick % len(said)]
            if what == "delete":
                await linked.room.changes.delete(ANA, TALK, [target])
            else:
                async with linked.store.writing() as tx:
                    if what == "remove" and target not in hidden:
                        hidden[target] = await hide(tx, TALK, target, 1)
                    elif what == "restore" and target in hidden:
                        await show(tx, TALK, target, hidden.pop(target))

    window = await thread(linked, CEM, seq)
    seen = [m for m in window.messages if not m.removed]
    assert window.comments == len(seen) == await shown_count(linked, seq) - 1
