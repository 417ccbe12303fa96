"""What a viewer sees of a chat: exact unread counts, previews, order of the list."""

from tests.services.chats.conftest import Town


async def test_unread_counts_what_others_said_since_and_not_what_is_gone(town: Town) -> None:
    anna, boris = await town.person(), await town.person()
    chat = await town.chat(anna, "group", boris)
    seqs = [await town.say(chat, anna, f"message {i}", mentions=(boris,)) for i in range(6)]
    await town.read(boris, chat, seqs[0])
    await town.delete(chat, seqs[1])
    await town.hide(boris, chat, seqs[2])
    await town.hide(boris, chat, seqs[1])
    seen = await town.views.one(boris, chat)
    assert (seen.unread, seen.unread_mentions) == (3, 3)
    mine = await town.views.one(anna, chat)
    assert (mine.unread, mine.others_read) == (0, seqs[0])


async def test_the_preview_is_the_newest_message_this_viewer_may_see(town: Town) -> None:
    anna, boris = await town.person(), await town.person()
    chat = await town.chat(anna, "group", boris)
    first = await town.say(chat, anna, "a" * 300)
    hidden = await town.say(chat, anna, "hidden")
    gone = await town.say(chat, anna, "deleted")
    await town.hide(boris, chat, hidden)
    await town.delete(chat, gone)
    seen, mine = await town.views.one(boris, chat), await town.views.one(anna, chat)
    assert seen.last is not None
    assert mine.last is not None
    assert (seen.last.seq, len(seen.last.text), mine.last.text) == (first, 100, "hidden")


async def test_the_list_shows_pinned_chats_then_the_newest_and_pages_without_holes(town: Town) -> None:
    anna = await town.person()
    chats = []
    for _ in range(30):
        chats.append(await town.chat(anna))
        town.clock.turn(s=1)
    await town.store.pool.execute("UPDATE members SET pin = 1 WHERE chat_id = $1", chats[3])
    seen: list[int] = []
    before = ""
    while True:
        page, before = await town.views.page(anna, before=before, folder=0, archived=False, limit=11)
        seen += [chat.id for chat in page]
        if not before:
            break
    assert seen == [chats[3], *(c for c in reversed(chats) if c != chats[3])]


async def test_a_dialog_in_which_nothing_was_said_is_in_nobodys_list(town: Town) -> None:
    anna, boris = await town.person(), await town.person()
    chat = await town.dialog(anna, boris)
    page, _ = await town.views.page(boris, before="", folder=0, archived=False, limit=50)
    assert page == []
    await town.say(chat, anna)
    page, _ = await town.views.page(boris, before="", folder=0, archived=False, limit=50)
    assert [(c.id, c.unread, c.peer) for c in page] == [(chat, 1, anna)]
