"""Who is what in a group, what is pinned, reactions, drafts and the menu button."""

import pytest

from botapi_sandbox.control import Control, ControlRefused
from botapi_sandbox.state.chats import KINDS
from tests.sandbox.bot_api import Api

GROUP = -1001


async def test_a_person_becomes_an_administrator(api: Api, control: Control) -> None:
    await control.add_chat(GROUP, "supergroup", "Team", members=[7], bot_status="administrator")
    asked = {"chat_id": GROUP, "user_id": 7}
    assert (await api.ok("getChatMember", **asked))["status"] == "member"
    await control.promote(GROUP, "creator", user_id=7)
    assert (await api.ok("getChatMember", **asked))["status"] == "creator"
    await control.promote(GROUP, user_id=7)
    found = await api.ok("getChatAdministrators", chat_id=GROUP)
    assert [each["user"]["id"] for each in found] == [42, 7]
    await control.promote(GROUP, "kicked", user_id=7)
    assert (await api.ok("getChatMember", **asked))["status"] == "kicked"
    assert await api.ok("getChatMemberCount", chat_id=GROUP) == 1


async def test_ranks_outlive_a_migration(api: Api, control: Control) -> None:
    await control.add_chat(-5, "group", "Team", members=[7])
    await control.promote(-5, user_id=7)
    await control.migrate(-5, GROUP)
    assert (await api.ok("getChatMember", chat_id=GROUP, user_id=7))["status"] == "administrator"


async def test_only_administrators_that_ask_hear_of_members(api: Api, control: Control) -> None:
    await control.add_chat(GROUP, "supergroup", "Team", members=[7], bot_status="administrator")
    await control.promote(GROUP, user_id=7)
    (added,) = await api.ok("getUpdates", allowed_updates=["chat_member", "my_chat_member"])
    await control.promote(GROUP, "member", user_id=7)
    await control.promote(GROUP, "member", user_id=7)  # nothing changes: nothing to tell
    offset = added["update_id"] + 1
    (update,) = await api.ok("getUpdates", offset=offset)
    change = update["chat_member"]
    told = (change["old_chat_member"]["status"], change["new_chat_member"]["status"])
    assert told == ("administrator", "member")
    await control.promote(GROUP, "member")
    await control.promote(GROUP, user_id=7)
    updates = await api.ok("getUpdates", offset=update["update_id"] + 1)
    assert [set(each) - {"update_id"} for each in updates] == [{"my_chat_member"}]


async def test_impossible_ranks_are_refused(api: Api, control: Control) -> None:
    await control.add_chat(GROUP, "supergroup", "Team")
    with pytest.raises(ControlRefused):
        await control.promote(GROUP, "emperor", user_id=7)
    with pytest.raises(ControlRefused):
        await control.promote(GROUP, user_id=99)


async def test_a_chat_shows_the_newest_pinned_message(api: Api, control: Control) -> None:
    first, second = [(await api.ok("sendMessage", chat_id=7, text=text)) for text in "ab"]
    for message in (second, first):  # the older one is pinned last
        await api.ok("pinChatMessage", chat_id=7, message_id=message["message_id"])
    assert (await api.ok("getChat", chat_id=7))["pinned_message"]["text"] == "b"
    await api.ok("deleteMessage", chat_id=7, message_id=second["message_id"])
    assert (await api.ok("getChat", chat_id=7))["pinned_message"]["text"] == "a"
    await api.ok("unpinAllChatMessages", chat_id=7)
    assert "pinned_message" not in await api.ok("getChat", chat_id=7)


async def test_unpinning_without_a_number_takes_the_newest(api: Api, control: Control) -> None:
    numbers = [(await api.ok("sendMessage", chat_id=7, text=t))["message_id"] for t in "ab"]
    for number in reversed(numbers):
        await api.ok("pinChatMessage", chat_id=7, message_id=number)
    await api.ok("unpinChatMessage", chat_id=7)
    assert await control.pinned(7) == numbers[:1]


async def test_reactions_are_kept(api: Api, control: Control) -> None:
    said = await control.say(7, "hello")
    place = {"chat_id": 7, "message_id": said.message_id}
    like = [{"type": "emoji", "emoji": "👍"}]
    assert await api.ok("setMessageReaction", **place, reaction=like)
    message = await control.last_message(7)
    assert message is not None
    assert message["sandbox"]["reactions"] == like
    assert "edit_date" not in message
    assert await api.ok("setMessageReaction", **place)
    message = await control.last_message(7)
    assert message is not None
    assert "reactions" not in message["sandbox"]
    told = await api.refused("setMessageReaction", **place, reaction=like * 2)
    assert told == "Bad Request: REACTIONS_TOO_MANY"
    told = await api.refused("setMessageReaction", chat_id=7, message_id=99, reaction=like)
    assert told == "Bad Request: message to react not found"


async def test_an_answer_opens_nothing_but_bots(api: Api, control: Control) -> None:
    answers = {"https://evil.com": "URL_INVALID", "t.me/sandbox42_bot?start=x": "query is too old"}
    for url, told in answers.items():
        answer = await api.refused("answerCallbackQuery", callback_query_id="1", url=url)
        assert told in answer


async def test_drafts_are_checked_and_leave_no_message(api: Api, control: Control) -> None:
    thinking = {"blocks": [{"type": "thinking", "text": "Hm"}]}
    draft = {"chat_id": 7, "draft_id": 1}
    assert await api.ok("sendRichMessageDraft", **draft, rich_message=thinking)
    assert await api.ok("sendMessageDraft", **draft, text="So f")
    assert await control.chat(7) == []
    told = await api.refused("sendRichMessageDraft", **draft, rich_message={"html": "<b>"})
    assert "Can't find end tag" in told
    told = await api.refused("sendMessageDraft", chat_id=7, draft_id=0, text="x")
    assert told == "Bad Request: RANDOM_ID_INVALID"


async def test_menu_buttons(api: Api, control: Control) -> None:
    assert await api.ok("getChatMenuButton", chat_id=7) == {"type": "default"}
    app = {"type": "web_app", "text": "Open", "web_app": {"url": "https://a.com"}}
    await api.ok("setChatMenuButton", chat_id=7, menu_button=app)
    assert await api.ok("getChatMenuButton", chat_id=7) == app
    await api.ok("setChatMenuButton", menu_button={"type": "commands"})
    await api.ok("setChatMenuButton", chat_id=7)
    assert await api.ok("getChatMenuButton", chat_id=7) == {"type": "commands"}


async def test_a_chat_without_a_number_gets_a_free_one(api: Api, control: Control) -> None:
    chats = [await control.add_chat(None, kind, "x") for kind in KINDS for _ in range(2)]
    numbers = [each["id"] for each in chats]
    assert len(set(numbers)) == len(numbers)
    assert all(str(each["id"]).startswith("-100") for each in chats if each["type"] != "group")
    added = [each["my_chat_member"]["chat"]["id"] for each in await api.ok("getUpdates")]
    assert added == numbers


async def test_of_a_chat_without_the_bot_it_hears_nothing(api: Api, control: Control) -> None:
    chat = await control.add_chat(None, "group", "x", bot_status="left")
    assert await api.ok("getUpdates") == []
    await control.promote(chat["id"], "member")
    (update,) = await api.ok("getUpdates")
    assert update["my_chat_member"]["old_chat_member"]["status"] == "left"


async def test_web_apps_open_in_private_chats_only(api: Api, control: Control) -> None:
    await control.add_chat(GROUP, "supergroup", "Team", members=[7])
    shop = {"text": "Shop", "web_app": {"url": "https://shop.example"}}
    message = {"text": 'see "web_app":', "reply_markup": {"inline_keyboard": [[shop]]}}
    assert (await api.ok("sendMessage", chat_id=7, **message))["reply_markup"]
    refused = await api.refused("sendMessage", chat_id=GROUP, **message)
    assert refused == "Bad Request: BUTTON_TYPE_INVALID"
    assert await api.ok("sendMessage", chat_id=GROUP, text='see "web_app":')


async def test_a_forwarded_copy_is_tapped_by_whoever_has_it(api: Api, control: Control) -> None:
    """Telegram says who it was; the message is the one that was forwarded."""
    await control.add_user(8, "Cem")
    yes = {"text": "Yes", "callback_data": "yes"}
    await api.ok("sendMessage", chat_id=7, text="?", reply_markup={"inline_keyboard": [[yes]]})
    await control.press(8, button="Yes", chat_id=7, wait=0)
    (update,) = await api.ok("getUpdates")
    tapped = update["callback_query"]
    assert (tapped["from"]["id"], tapped["data"]) == (8, "yes")
